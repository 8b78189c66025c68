"""The line itself: HTTP that never falls back, its layers, its pace, its proxies."""
