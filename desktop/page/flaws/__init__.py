"""Folds of the sheet and streaks of the scanner: found, taken out of what is read, never out of what is kept."""
