"""Before it leaves: everything that made provinces send papers back, checked once before signing and before queueing.

What is found is plain data (`finding.py`), its words stand with the errors (`errors.py`). Each file of checks is about
one thing: how far the dossier is, its pages, whom they name, what is recorded, its codes, signatures, files. A check is
a function from the facts (`facts.py`) to what it finds; no picture is read again for it.
"""
