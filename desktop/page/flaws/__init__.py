"""Folds of the sheet and streaks of the scanner: found on a page, and taken out of what is read, never of what is kept."""
