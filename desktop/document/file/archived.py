"""The last step of every file made here: its bytes as PDF/A-2b wants them written."""

from __future__ import annotations

import io

import pikepdf


def archived(pdf: pikepdf.Pdf) -> bytes:
    """The file's bytes, the same for the same content."""
    # Here and not above: it takes thirty megabytes of memory, which a batch of pages does not need.
    from pikepdf.pdfa import resolve_save_kwargs

    out = io.BytesIO()
    pdf.save(out, **resolve_save_kwargs("2b", deterministic_id=True, force_version="1.7"))
    return out.getvalue()
