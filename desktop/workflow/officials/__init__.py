"""Who works at the counter: officials, their log-in, and unfinished dossiers handed from one to another."""
