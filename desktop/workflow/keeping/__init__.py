"""Store keeping as people ask for it: daily duties, the owner's rights, packages on a stick, an incident's evidence."""
