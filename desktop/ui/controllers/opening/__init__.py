"""The form of a new dossier at work: who, what for, what has to be handed in."""
