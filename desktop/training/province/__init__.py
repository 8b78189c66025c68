"""A province to practise with: three families of API on loopback, as strict as an honest one, faults on demand."""
