"""A counter against the plans of the state: backlog, reuse, productivity, and the time a dossier takes."""
