"""The journal of a dossier or a paper, in plain words."""
