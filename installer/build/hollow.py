"""DLLs that a wheel links but this program never calls: hollow ones take their place, and what only they needed goes.

Tesseract's wheel brings a downloader, an archive reader and readers of picture files, with all that they need in
turn: OpenSSL, libssh2, libxml2, ICU … The program gives Tesseract the pixels of a line and one file of reading data. A
hollow DLL has every function that somebody imports from the one it replaces, and each returns zero, which their callers
take for "does not work": none of this code can be reached on the counter PC.
"""

from __future__ import annotations

import re
from pathlib import Path

from installer.build.program_file import imported
from installer.build.tools import BuildBroken, make_dll

LIBRARIES = "tesserocr.libs"
# By the name in front of the wheel's hash.
HOLLOW = (
    "archive",  # reading data in a zip; ours are a plain file
    "libcurl",  # pages from the web
    "tiff",
    "libwebp",
    "libwebpmux",
    "openjp2",
    "gif",
)


def hollow_out(site_packages: Path, work: Path) -> None:
    """Replace the DLLs of `HOLLOW`, then remove those that nothing imports any more.

    Args:
        site_packages: of the bundle.
        work: a folder for what lies between.

    Raises:
        BuildBroken: the wheel no longer looks as it did: then look anew what of it is idle.
    """
    libraries = site_packages / LIBRARIES
    work.mkdir(parents=True, exist_ok=True)
    for name in HOLLOW:
        found = [one for one in libraries.glob("*.dll") if re.fullmatch(rf"{name}(-\d+)?-[0-9a-f]{{32}}", one.stem)]
        if len(found) != 1:
            raise BuildBroken(f"{LIBRARIES} has no single {name}-*.dll any more")
        _hollow(found[0], work)
    _drop_idle(libraries, site_packages / "tesserocr")


def _hollow(dll: Path, work: Path) -> None:
    asked = sorted({name for other in dll.parent.glob("*.dll") for name in imported(other).get(dll.name.lower(), ())})
    if not asked or not all(name.isidentifier() for name in asked):
        raise BuildBroken(f"{dll.name} cannot be made hollow: asked for are {asked}")
    source = work / "hollow.c"
    head = "__declspec(dllexport) void *"
    lines = [f"{head}{name}(void);\n{head}{name}(void) {{ return 0; }}\n" for name in asked]
    source.write_text("".join(lines), "ascii")
    dll.unlink()
    make_dll(dll, source)


def _drop_idle(libraries: Path, package: Path) -> None:
    """Remove what nobody imports, until there is no more of it."""
    while True:
        files = [*libraries.glob("*.dll"), *package.glob("*.pyd")]
        wanted = {name for file in files for name in imported(file)}
        idle = [one for one in libraries.glob("*.dll") if one.name.lower() not in wanted]
        if not idle:
            return
        for one in idle:
            one.unlink()
