"""Where the models and their letters are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.page import models
from desktop.page.models import LETTERS, MODELS, ModelMissing, letters_path, model_path, model_report


def test_each_model_and_its_letters_are_there() -> None:
    assert all(model_path(name).is_file() for name in MODELS)
    assert all(letters_path(name).is_file() for name in LETTERS)
    assert ("Mô hình đọc chữ số", True) in [(name, found) for name, found, _ in model_report()]


def test_what_lies_in_the_bundle_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    monkeypatch.setattr(models, "resources", lambda: tmp_path)
    for name in (f"{next(iter(LETTERS))}.onnx", "vocab.json", "ppocrv6_tiny_dict.txt"):
        (folder / name).write_bytes(b"")
    assert model_path("second-reader").parent == folder
    assert {letters_path(name).parent for name in LETTERS} == {folder}


def test_letters_that_are_not_there_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(models.LETTERS, "digits", "nowhere.txt")
    with pytest.raises(ModelMissing):
        letters_path("digits")
