"""PDFium works for one thread at a time, whatever the files: who draws with it holds this lock."""

from __future__ import annotations

import threading

PDFIUM = threading.RLock()
