"""What the authorities behind certificates say over the line: revocation answers and time, checked and remembered."""
