"""Keeping the store for years: backups, restoring, checking, salvaging, deleting what the province has."""
