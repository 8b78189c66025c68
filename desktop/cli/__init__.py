"""The headless face: every command of `quayso`."""
