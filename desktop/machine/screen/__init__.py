"""Hearing from the system that the screen is locked, another user takes the PC, or it goes to sleep."""
