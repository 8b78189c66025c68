"""A province to practise with: the six-step API on loopback, as strict as an honest one, with faults on demand."""
