"""Faults that the SANE driver copes with: of backends, of devices behind them, of pyinsane2."""
