"""How the form of a new dossier looks: who, what for, what has to be handed in."""
