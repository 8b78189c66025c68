"""Builds the Windows setup file on Debian, without Wine: verified runtime, locked wheels, our program, one file."""
