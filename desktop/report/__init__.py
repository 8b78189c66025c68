"""Reports: the digitisation indicators, with the list behind every number."""
