"""One module per family of provincial API, each over the same books."""
