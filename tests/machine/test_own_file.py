"""A file that somebody at an office writes by hand is read, or refused with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.machine.own_file import read_own_file
from desktop.model.errors import UnreadableInput


def bad(reason: str) -> UnreadableInput:
    return UnreadableInput("mau.toml", reason=reason)


def test_a_mark_before_the_text_is_no_part_of_it(tmp_path: Path) -> None:
    file = tmp_path / "mau.toml"
    file.write_text('title = "Giấy"\n', "utf-8-sig")
    assert read_own_file(file, 100, bad) == {"title": "Giấy"}


def test_a_file_past_the_bound_is_refused_and_not_cut(tmp_path: Path) -> None:
    file = tmp_path / "mau.toml"
    file.write_bytes(b'a = "1"\nb = "2"\n')
    assert read_own_file(file, 16, bad) == {"a": "1", "b": "2"}
    with pytest.raises(UnreadableInput, match="quá lớn"):
        read_own_file(file, 15, bad)


@pytest.mark.parametrize("raw", [b"a = ", b"\xff\xfe", b"a = 1\na = 2\n"])
def test_what_is_no_toml_is_refused_with_why(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "mau.toml"
    file.write_bytes(raw)
    with pytest.raises(UnreadableInput):
        read_own_file(file, 100, bad)


def test_a_file_that_is_not_there_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        read_own_file(tmp_path / "khong-co.toml", 100, bad)
