"""A QR code as its modules: what paints it decides how large they are."""

from __future__ import annotations

import numpy as np
import zxingcpp


def modules_of(text: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of a QR's modules, dark ones true, without the quiet zone; so that a third of it may be lost (level H)."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="H")
    image = np.array(made.to_image(scale=1, add_quiet_zones=False))
    return tuple(tuple(bool(dark) for dark in row) for row in image < 128)
