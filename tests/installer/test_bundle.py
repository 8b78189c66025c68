"""What stops a build: a wrong runtime, a missing DLL, something that must not ship, a gap."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from desktop.cli.self_test import _TRANSLATED, NATIVE_MODULES
from installer.build import bytecode, closure, content, library, natives, prune, runtime
from installer.build.prune import QT_MODULES
from installer.build.tools import ROOT, BuildBroken, sha256
from tests.installer.conftest import need


def _zip(tmp_path: Path) -> Path:
    file = tmp_path / "python.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("python311._pth", "python311.zip\n")
        archive.writestr("python.exe", b"MZ not signed by anybody")
    return file


def test_a_runtime_with_another_hash(tmp_path: Path) -> None:
    official = runtime.OfficialZip(_zip(tmp_path), "00" * 32)
    with pytest.raises(BuildBroken, match="is not the file with SHA-256"):
        runtime.put_runtime(tmp_path / "python", tmp_path, runtime.read_pins(), official)


@need("signing")
def test_a_runtime_that_its_foundation_has_not_signed(tmp_path: Path) -> None:
    file = _zip(tmp_path)
    with pytest.raises(BuildBroken, match=r"osslsigncode failed|not signed"):
        runtime.put_runtime(tmp_path / "python", tmp_path, runtime.read_pins(), runtime.OfficialZip(file, sha256(file)))


@need("compiler")
def test_a_missing_dll_is_noticed(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.mkdir()
    source = tmp_path / "part.c"
    source.write_text("__declspec(dllexport) int part(void) { return 1; }")
    build = ["x86_64-w64-mingw32-gcc-posix", "-shared", "-nostdlib", "-Wl,--entry=0", "-o"]
    subprocess.run([*build, python / "part.dll", source], check=True)
    source.write_text("int part(void); __declspec(dllexport) int whole(void) { return part(); }")
    subprocess.run([*build, python / "whole.dll", source, python / "part.dll"], check=True)
    closure.demand_closed(tmp_path)
    (python / "part.dll").unlink()
    with pytest.raises(BuildBroken, match=re.escape("part.dll (for python/whole.dll)")):
        closure.demand_closed(tmp_path)


@need("compiler")
def test_a_program_for_another_machine_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "old.dll").write_bytes(b"MZ of another time")
    with pytest.raises(BuildBroken):
        closure.demand_closed(tmp_path)


@pytest.mark.parametrize(
    "name", ["Qt6VirtualKeyboard.dll", "Qt6Lottie.dll", "pyinsane2", "qtvirtualkeyboardplugin.dll"]
)
def test_what_must_not_ship(name: str, tmp_path: Path) -> None:
    prune.forbid(tmp_path)
    (tmp_path / "python" / "Lib" / name).mkdir(parents=True)
    with pytest.raises(BuildBroken, match=name):
        prune.forbid(tmp_path)


@pytest.mark.parametrize(
    "gap", ["app/resources/tessdata/vie.traineddata", "app/resources/i18n/vi.qm", "python/msvcp140.dll"]
)
def test_a_gap_in_the_bundle(gap: str, tmp_path: Path) -> None:
    for name in content.DEMANDED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    content.demand_whole(tmp_path)
    (tmp_path / gap).unlink()
    with pytest.raises(BuildBroken, match=gap):
        content.demand_whole(tmp_path)


def test_every_qt_module_that_the_window_uses_is_kept() -> None:
    used = set()
    for file in (ROOT / "desktop").rglob("*.py"):
        used |= set(re.findall(r"PySide6\.Qt(\w+)", file.read_text("utf-8")))
    assert used and used <= set(QT_MODULES)


def test_the_self_test_asks_for_words_that_are_there() -> None:
    words = [sys.executable, "-c", _TRANSLATED, str(ROOT / "resources" / "i18n" / "vi.qm")]
    subprocess.run(words, check=True)


def test_the_self_test_names_modules_that_exist_only_once() -> None:
    assert len(set(NATIVE_MODULES)) == len(NATIVE_MODULES)


def test_byte_code_alone_runs(tmp_path: Path) -> None:
    library = tmp_path / "python" / "Lib" / "site-packages" / "thing"
    library.mkdir(parents=True)
    (library / "__init__.py").write_text(
        '"""Words."""\nfrom __future__ import annotations\nVALUE = 7\nclass Idle:\n    """Only words."""\n'
    )
    (library / "template.py").write_text("{{ not python }")
    bytecode.compile_libraries(tmp_path)
    assert sorted(one.name for one in library.iterdir()) == ["__init__.pyc", "template.py"]
    done = subprocess.run(
        [sys.executable, "-S", "-c", "import thing; print(thing.VALUE, thing.__doc__, thing.Idle.__name__.lower())"],
        cwd=library.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "7 None idle\n"


def test_assertions_of_libraries_are_kept(tmp_path: Path) -> None:
    library = tmp_path / "python" / "Lib" / "site-packages"
    library.mkdir(parents=True)
    (library / "strict.py").write_text('"""Words."""\nassert False, "held"\n')
    bytecode.compile_libraries(tmp_path)
    done = subprocess.run(
        [sys.executable, "-S", "-c", "import strict"], cwd=library, capture_output=True, text=True, check=False
    )
    assert "AssertionError: held" in done.stderr


def test_the_library_loses_what_nobody_wants_and_its_pressing(tmp_path: Path) -> None:
    file = tmp_path / "python311.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("json/__init__.pyc", "lib2to3/main.pyc", "smtplib.pyc", "io.pyc"):
            archive.writestr(name, name * 100)
    library.repack_library(tmp_path)
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["io.pyc", "json/__init__.pyc"]
        assert archive.read("io.pyc") == b"io.pyc" * 100
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}


def _natives(place: Path) -> None:
    for module in NATIVE_MODULES:
        if module != "ssl":
            folder = place / module.partition(".")[0]
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "part.pyd").touch()


def test_native_code_that_the_self_test_does_not_try(tmp_path: Path) -> None:
    _natives(tmp_path)
    (tmp_path / "numpy.libs").mkdir()
    (tmp_path / "numpy.libs" / "openblas.dll").touch()
    natives.demand_tested(tmp_path)
    (tmp_path / "_single.cp311-win_amd64.pyd").touch()
    with pytest.raises(BuildBroken, match=re.escape("not tried ['_single']")):
        natives.demand_tested(tmp_path)


def test_a_module_of_the_self_test_that_has_left_the_bundle(tmp_path: Path) -> None:
    _natives(tmp_path)
    (tmp_path / "zxingcpp" / "part.pyd").unlink()
    with pytest.raises(BuildBroken, match=re.escape("not native ['zxingcpp']")):
        natives.demand_tested(tmp_path)


def test_the_models_and_the_letters_of_those_that_read_go_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "NETS", ())
    content.put_reading(tmp_path, {})
    wanted = {Path(name).name for name in content.DEMANDED if "/models/" in name}
    assert {file.name for file in (tmp_path / "models").iterdir()} == wanted
    assert {"digits.onnx", "ppocrv6_tiny_dict.txt", "vocab.json"} <= wanted
