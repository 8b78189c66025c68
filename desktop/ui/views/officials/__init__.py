"""How the officials of the counter, their forms and their hand-overs are laid out."""
