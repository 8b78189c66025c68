"""What of the wheels goes into the bundle; of Qt only what is named here: its wheel has parts under the GPL alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from installer.build.tools import BuildBroken

QT_MODULES = ("Core", "Gui", "Widgets", "PrintSupport", "Svg")
QT_KEPT = (
    "__init__.py",
    "_config.py",
    "_git_pyside_version.py",
    "py.typed",
    "pyside6.abi3.dll",
    *(f"Qt6{module}.dll" for module in QT_MODULES),
    *(f"Qt{module}.pyd" for module in QT_MODULES),
    "plugins/platforms/qwindows.dll",
    "plugins/platforms/qoffscreen.dll",
    "plugins/iconengines/qsvgicon.dll",
    *(f"plugins/imageformats/q{kind}.dll" for kind in ("gif", "ico", "jpeg", "svg")),
)
# Licensed under the GPL alone (Virtual Keyboard, Lottie) or of no use here; searched for by name in everything.
NEVER = ("*VirtualKeyboard*", "*virtualkeyboard*", "*Lottie*", "*lottie*", "pyinsane2*", "*ffmpeg*", "*ghostscript*")
# Microsoft's C++ runtime: zxing-cpp and onnxruntime bring none, and a new Windows has none.
CPP_RUNTIME = ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll")
_DROPPED = (
    "cv2/opencv_videoio_ffmpeg*.dll",  # films
    "cv2/data",  # faces
    "onnxruntime/capi/onnxruntime.dll",  # the same once more, for programs in C
    # Tools that make and measure nets.
    "onnxruntime/transformers",
    "onnxruntime/quantization",
    "onnxruntime/tools",
    "onnxruntime/datasets",
    # What builds extensions, and what numpy tests itself with.
    "numpy/distutils",
    "numpy/f2py",
    "numpy/_core/include",
    "numpy/_core/lib",
    "numpy/_core/_simd*.pyd",
    "numpy/_core/_*_tests*.pyd",
    "cffi",  # builds extensions; cryptography needs the one native module beside it
    # Fonts are cut down to the letters used (subset), no more.
    *(f"fontTools/{name}" for name in ("cu2qu", "merge", "mtiLib", "qu2cu", "svgLib", "t1Lib", "ufoLib", "voltLib")),
    "fontTools/varLib/instancer",
    "fontTools/varLib/interpolatable*",
    "fontTools/feaLib/parser.py",
    "fontTools/feaLib/builder.py",
    "fontTools/feaLib/lexer.py",
    # pikepdf reads and writes trees of XML, nothing else.
    *(f"lxml/{name}" for name in ("builder*", "cssselect*", "doctestcompare*", "html", "includes", "isoschematron")),
    *(f"lxml/{name}" for name in ("objectify*", "pyclasslookup*", "sax*", "usedoctest*")),
    "PIL/_avif*.pyd",
    "PIL/_imagingtk*.pyd",
    "shiboken6/*140*.dll",
    "comtypes/test",
    "comtypes/tools",  # reads type libraries; ours are written down
    # Other databases; alembic wants PostgreSQL's words to be there.
    *(f"sqlalchemy/dialects/{name}" for name in ("mssql", "mysql", "oracle")),
    "sqlalchemy/testing",
    "alembic/testing",
    "mako/testing",
    "pypdfium2_cli",
)
# Of the check digits of the world, Vietnam's and the general ones that the program uses.
_NUMBERS_KEPT = ("__init__.py", "exceptions.py", "util.py", "iso7064", "vn")
# What `desktop.page.image` takes, what is made here, and what those need.
_PICTURES_KEPT = ("Bmp", "Gif", "Jpeg", "Mpo", "Png", "Ppm", "Tiff", "WebP")
_DROPPED_ANYWHERE = {".pyi", ".pxd", ".pxi", ".pyx", ".lib", ".h", ".hpp", ".c", ".cpp", ".exe", ".chm"}
_PYTHON_DROPPED = (
    "_msi.pyd",
    "winsound.pyd",
    "python.cat",  # signatures of sources that are not here
    # Another SQLite, as old as CPython: the store's own is the only one.
    "_sqlite3.pyd",
    "sqlite3.dll",
)
_TESTS = {"tests", "test", "testsuite"}
# What a program asks about a package; licence texts are in the bundle's notices, files in its own list.
_METADATA_KEPT = {"METADATA", "entry_points.txt", "top_level.txt"}


def prune(site_packages: Path, python: Path) -> None:
    """Drop what a bundle of this program never loads, and put Microsoft's C++ runtime beside python.exe.

    The notices must have been gathered before: licence texts lie in them and nowhere else.

    Raises:
        BuildBroken: a rule finds nothing to drop any more: then see what has become of it.
    """
    qt = site_packages / "PySide6"
    for name in CPP_RUNTIME:
        shutil.copyfile(qt / name, python / name)
    _keep_only(qt, QT_KEPT)
    for superfluous in (_named, _other_numbers, _other_pictures, _for_developers, _other_metadata):
        for found in list(superfluous(site_packages)):
            _remove(found)
    for name in _PYTHON_DROPPED:
        _remove(python / name)


def _named(site_packages: Path) -> Iterator[Path]:
    for pattern in _DROPPED:
        gone = list(site_packages.glob(pattern))
        if not gone:
            raise BuildBroken(f"nothing to drop any more: {pattern}")
        yield from gone


def _other_numbers(site_packages: Path) -> Iterator[Path]:
    return (one for one in (site_packages / "stdnum").iterdir() if one.name not in _NUMBERS_KEPT)


def _other_pictures(site_packages: Path) -> Iterator[Path]:
    plugins = (site_packages / "PIL").glob("*ImagePlugin.py")
    return (one for one in plugins if one.name.removesuffix("ImagePlugin.py") not in _PICTURES_KEPT)


def _for_developers(site_packages: Path) -> Iterator[Path]:
    for one in site_packages.rglob("*"):
        if one.suffix in _DROPPED_ANYWHERE or (one.name in _TESTS and one.is_dir()):
            yield one


def _other_metadata(site_packages: Path) -> Iterator[Path]:
    return (one for one in site_packages.glob("*.dist-info/*") if one.name not in _METADATA_KEPT)


def forbid(stage: Path) -> None:
    """See that nothing is in the stage that must never ship.

    Raises:
        BuildBroken: names what was found.
    """
    found = sorted({str(one.relative_to(stage)) for pattern in NEVER for one in stage.rglob(pattern)})
    if found:
        raise BuildBroken("must not ship: " + ", ".join(found))


def _keep_only(folder: Path, kept: tuple[str, ...]) -> None:
    missing = [name for name in kept if not (folder / name).exists()]
    if missing:
        raise BuildBroken(f"{folder.name} no longer has: " + ", ".join(missing))
    for file in list(_files(folder)):
        if file.relative_to(folder).as_posix() not in kept:
            file.unlink()
    for empty in sorted((one for one in folder.rglob("*") if one.is_dir()), reverse=True):
        if not any(empty.iterdir()):
            empty.rmdir()


def _files(folder: Path) -> Iterator[Path]:
    return (one for one in folder.rglob("*") if one.is_file())


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
