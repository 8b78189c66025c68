"""How a visible signature looks and where it finds room: letters, free places."""
