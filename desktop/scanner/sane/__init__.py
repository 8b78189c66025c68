"""SANE (Linux) through pyinsane2, inside the scanner host only: pyinsane2 is GPL-3.0-or-later."""
