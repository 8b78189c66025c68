"""What programs that are not ours say of a paper that was signed under Wine."""

from __future__ import annotations

import subprocess
from pathlib import Path

from installer.check.report import Report


def judge(report: Report, pdf: Path) -> None:
    """What pdfsig and qpdf say of a paper that was signed there."""
    signed = subprocess.run(["pdfsig", pdf], capture_output=True, text=True, check=False).stdout
    sound = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True, check=False)
    good = "Signature is Valid" in signed and "Total document signed" in signed and sound.returncode == 0
    report.that(f"pdfsig and qpdf: {pdf.name}", good, signed + sound.stdout)
