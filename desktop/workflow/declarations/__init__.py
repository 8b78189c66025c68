"""Declarations that applicants sign, filled from what the dossier knows already: she writes less."""
