"""Quầy Số: the scan-and-sign station of the Vietnamese one-stop centre."""

import os

__version__ = "0.1.0"

# Nothing is told to anyone (R67). onnxruntime calls its maker's event collector and keeps an identifier of this PC in
# the user's cache, and FastAPI exports what it serves, unless these stand in the environment before they are loaded;
# what can be asked of them afterwards comes too late. Every process of ours passes here first, and hands them on.
os.environ.update(ORT_DISABLE_TELEMETRY="1", OTEL_SDK_DISABLED="true")

# What the user's environment asks of OpenSSL: another configuration, code of others, the secrets of TLS in a file.
for _asked in ("OPENSSL_CONF", "OPENSSL_MODULES", "OPENSSL_ENGINES", "SSLKEYLOGFILE"):
    os.environ.pop(_asked, None)
