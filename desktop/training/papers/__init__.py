"""Invented papers by seed, as a counter sees them: clean pages, the marks of a real scanner, ground truth."""
