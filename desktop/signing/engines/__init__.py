"""What holds keys: a token's PKCS#11 module, or a software token (training only)."""
