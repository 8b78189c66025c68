"""What devices and their libraries do wrong: a file for each fault, in a folder for each kind of driver.

A file says what happens and from where that is known, and holds what copes with it. Quirks know plain data, and no
driver; each driver names its own in `QUIRKS`. One fault is of devices of every kind: a density that is not true
(`scanner/density.py`).
"""
