"""What may be chosen, in the words of the command line; what does the work knows the same ones, and loads far more."""

from __future__ import annotations

SOURCES = ("adf", "flatbed")
COLOURS = ("colour", "grey", "black-and-white")
SHEETS = ("a4", "a5", "a3", "f4", "legal", "card", "auto")
SEPARATOR_SHEETS = ("A4", "A5")
ROLES = ("official", "agency")
OFFICIAL_ROLES = ("tiep_nhan", "xu_ly", "van_thu", "lanh_dao", "quan_tri")
