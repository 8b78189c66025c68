"""Reading a page line by line: two readers, and what they agree on; boxes whole, by three."""
