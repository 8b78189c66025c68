"""Pictures of the rooms below as Qt has them; made in any thread."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image
from PySide6.QtGui import QImage


def image_of(picture: Image.Image) -> QImage:
    """A picture as Qt paints it, with pixels of its own."""
    rgb = picture.convert("RGB")
    return QImage(rgb.tobytes(), rgb.width, rgb.height, 3 * rgb.width, QImage.Format.Format_RGB888).copy()


@lru_cache(maxsize=2)
def decoded(jpeg: bytes) -> QImage:
    """A JPEG as Qt paints it, not to be painted on.

    It takes longer than the window's thread has time for: a worker calls it first, and the window finds it done.
    """
    return QImage.fromData(jpeg)
