"""What a clerk can do: its keys and words, and, from how things stand, what of it is allowed and what is primary."""
