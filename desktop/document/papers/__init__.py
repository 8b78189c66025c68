"""From pages to papers: where one ends, which it is, what it says."""
