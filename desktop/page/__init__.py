"""One page: look at it once, clean it, judge it, read its codes and its text."""
