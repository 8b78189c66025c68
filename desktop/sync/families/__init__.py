"""One module per family of provincial systems, and what they share."""
