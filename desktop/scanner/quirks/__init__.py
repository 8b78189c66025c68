"""What particular drivers do wrong, one file each, each with its reason."""
