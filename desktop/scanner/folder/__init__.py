"""A watched folder: for machines that only "scan to folder", a folder is a scanner like any other."""
