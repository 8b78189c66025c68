"""What a driver calls JPEG may be of any quality: bitmaps are asked for first.

Source: libinsane's normalisation of formats («luckily, all WIA drivers appear to support» BMP).
"""

from __future__ import annotations

from desktop.scanner.wia import ids

FORMATS = (ids.BMP, ids.JPEG)
"""In the order in which they are asked for."""
