"""Quầy Số: the scan-and-sign station of the Vietnamese one-stop centre."""

import os

__version__ = "0.1.0"

# Nothing is told to anyone (R67). onnxruntime calls its maker's event collector and keeps an identifier of this PC in
# the user's cache unless this stands in the environment before it is loaded; what can be asked of it afterwards comes
# too late. Every process of ours passes here first, and hands it on to what it starts.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
