"""A province to practise with: every family's API on loopback, as strict as an honest one, faults on demand."""
