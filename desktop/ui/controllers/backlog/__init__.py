"""Register books of old results: fed, looked at where something is doubted, confirmed, signed."""
