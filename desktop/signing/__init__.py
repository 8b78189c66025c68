"""Signing: the token host process, its engines, PAdES, the stamp, the verdict on a signed file."""
