"""Training mode: invented papers and people, a virtual scanner, a software token, a sandbox province."""
