"""Tokens: the host process that owns a vendor's module, its watched client, several of them at once.

`client` and `shelf` are for the rest of the program; `host` runs apart and imports nothing of them.
"""
