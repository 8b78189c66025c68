"""Only one thread may use PDFium at a time, even for different files: whoever draws with it holds this lock."""

from __future__ import annotations

import threading

PDFIUM = threading.RLock()
