"""How provinces and what stands before them answer strangely: told otherwise, nonsense, broken off on the wire."""
