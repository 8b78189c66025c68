"""Slips: the forms of a dossier, written from templates that an office may change, printed and kept."""
