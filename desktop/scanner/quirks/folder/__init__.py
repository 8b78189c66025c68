"""Faults that the folder driver copes with: of machines that scan to a folder."""
