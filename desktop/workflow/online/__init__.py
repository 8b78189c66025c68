"""Dossiers that their owners filed on the portal: looked at, taken over, completed like any other."""
