"""Faults that the eSCL driver copes with: of scanners, and of the HTTP library under it."""
