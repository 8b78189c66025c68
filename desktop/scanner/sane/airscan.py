"""A SANE configuration of our own: nothing but the scanners we name."""

from __future__ import annotations

from pathlib import Path


def airscan_config(folder: Path, scanners: dict[str, str], *, test_backend: bool = False) -> Path:
    """Write a SANE configuration with nothing but these eSCL scanners (name to address); gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    backends = ["airscan", *(["test"] if test_backend else [])]
    (folder / "dll.conf").write_text("".join(f"{name}\n" for name in backends), "utf-8")
    rows = "".join(f'"{name}" = {address}\n' for name, address in scanners.items())
    (folder / "airscan.conf").write_text(f"[devices]\n{rows}[options]\ndiscovery = disable\n", "utf-8")
    return folder
