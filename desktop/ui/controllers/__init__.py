"""Behaviour: what the clerk does and what the services answer. Where things stand is in the views."""
