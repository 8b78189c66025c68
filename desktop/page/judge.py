"""Whether a page is fit to be kept: green, yellow or red, and why (R22, R23)."""

from __future__ import annotations

import cv2
import numpy as np

from desktop.model.page import Look, Verdict
from desktop.page.image import Pixels

DPI_FLOOR = 200
BLURRED = 0.11
FLAT = 40.0


def judge(pixels: Pixels, look: Look, dpi: int) -> tuple[Verdict, tuple[str, ...]]:
    """Judge a cleaned page; the reasons are short Vietnamese phrases."""
    red, yellow = [], []
    if dpi < DPI_FLOOR:
        red.append(f"độ phân giải {dpi} dpi, cần ít nhất {DPI_FLOOR}")
    if look.blank:
        yellow.append("trang có vẻ trắng")
    else:
        grey: Pixels = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
        spread = float(np.percentile(grey, 90) - np.percentile(grey, 0.5))
        if spread < FLAT:
            yellow.append("chữ quá nhạt")
        elif _sharpness(grey) < BLURRED:
            yellow.append("ảnh bị mờ")
    if look.lines and look.rotation_confidence < 0.6:
        yellow.append("chưa chắc chiều của trang")
    if abs(look.skew_deg) > 10:
        yellow.append("giấy bị lệch nhiều")
    if red:
        return Verdict.RED, (*red, *yellow)
    return (Verdict.YELLOW if yellow else Verdict.GREEN), tuple(yellow)


def _sharpness(grey: Pixels) -> float:
    """How steep the steepest edges are against the page's contrast: about 0.4 for print, under 0.1 for a blur."""
    dx = cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=0.125)
    dy = cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=0.125)
    edges: Pixels = cv2.magnitude(dx, dy)
    steep = float(np.percentile(edges, 99.8))
    return steep / max(1.0, float(np.percentile(grey, 90) - np.percentile(grey, 0.5)))
