"""Register books of old results on the screen: the list, a new one, and what is doubted of their papers."""
