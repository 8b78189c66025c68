"""Quầy Số: the scan-and-sign station of the Vietnamese one-stop centre."""

__version__ = "0.1.0"
