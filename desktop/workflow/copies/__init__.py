"""Certified copies: scanned, numbered in the year's register, signed, printed; and signed files printed as paper."""
