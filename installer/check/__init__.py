"""Proof of the setup file under Wine: install, run, upgrade, refuse, repair, roll back, remove. Nothing here ships."""
