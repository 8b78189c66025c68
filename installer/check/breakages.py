"""`python -m installer.check.breakages`: five things are broken on purpose; each must be noticed.

Four are broken in a copy of the bundle, which then looks at itself under Wine; the fifth is a pin.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from installer.build import closure, content, runtime
from installer.build.__main__ import BUILD
from installer.build.tools import BuildBroken
from installer.check.report import Report
from installer.check.wine import Wine, wine

SITE_PACKAGES = Path("python/Lib/site-packages")


def _missing_dll(stage: Path) -> None:
    next((stage / SITE_PACKAGES / "tesserocr.libs").glob("leptonica*.dll")).unlink()


def _missing_reading(stage: Path) -> None:
    (stage / "app" / "resources" / "tessdata" / "vie.traineddata").unlink()


def _missing_words(stage: Path) -> None:
    (stage / "app" / "resources" / "i18n" / "vi.qm").unlink()


def _altered_file(stage: Path) -> None:
    file = stage / SITE_PACKAGES / "PySide6" / "Qt6Svg.dll"
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.unlink()  # a link to the bundle's own
    file.write_bytes(data)


# What is broken; what the self-test must name; whether the build's own gates notice as well.
BREAKAGES: tuple[tuple[str, Callable[[Path], None], str, bool], ...] = (
    ("a missing DLL", _missing_dll, "import tesserocr", True),
    ("missing reading data", _missing_reading, "one page: read, PDF/A, signature, store", True),
    ("missing Vietnamese words", _missing_words, "Vietnamese words", True),
    ("an altered file", _altered_file, "files as built", False),
)


def _gates(stage: Path) -> str:
    """What the build says of a bundle; empty where it lets it through."""
    try:
        content.demand_whole(stage)
        closure.demand_closed(stage)
    except BuildBroken as broken:
        return str(broken)
    return ""


def _told(windows: Wine, stage: Path) -> set[str]:
    done = windows.run(stage / "bin" / "quayso.exe", "self-test", "--json")
    return {one["name"] for one in done.json()["findings"] if not one["works"]} if done.status == 1 else set()


def _wrong_pin(cache: Path, folder: Path) -> str:
    pins = runtime.read_pins()
    pins["unsigned"]["python311.zip"] = "00" * 32
    try:
        runtime.put_runtime(folder / "python", cache, pins)
    except BuildBroken as broken:
        return str(broken)
    return ""


def main() -> int:
    """Break, look, tell."""
    words = argparse.ArgumentParser(prog="python -m installer.check.breakages", description=__doc__)
    words.add_argument("--work", type=Path, default=BUILD)
    given = words.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory(prefix="break-", dir=given.work) as temporary:
        folder = Path(temporary)
        with wine(folder) as windows:
            for name, spoil, wanted, at_build in BREAKAGES:
                stage = folder / "stage"
                shutil.copytree(
                    given.work / "stage", stage, copy_function=lambda source, target: Path(target).hardlink_to(source)
                )
                spoil(stage)
                if at_build:
                    report.that(f"{name}: the build stops", _gates(stage))
                report.that(f"{name}: the self-test says so", wanted in (told := _told(windows, stage)), told)
                shutil.rmtree(stage)
        report.that("a wrong hash of the runtime: the build stops", _wrong_pin(given.work / "cache", folder))
    print(f"\n{len(report.failed)} not noticed" if report.failed else "\nall noticed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
