"""Packages: what travels on a stick instead of over the line, sealed and signed (R55). Format: `docs/package.md`."""
