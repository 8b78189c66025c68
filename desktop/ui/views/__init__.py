"""Layout only: which widget stands where. What happens is in the controllers."""
