"""Procedures, cases, component and result codes, agencies: read, checked, versioned."""
