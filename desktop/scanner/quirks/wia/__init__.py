"""Faults that the WIA driver copes with: of makers' drivers and the devices behind them."""
