"""The backlog: old results without a dossier, fed book by book, looked at where they are doubted, and counted."""
