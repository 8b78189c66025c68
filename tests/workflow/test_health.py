"""What the doctor found: in the order in which a person needs it, and no row that says nothing."""

from __future__ import annotations

import pytest

from desktop.app import App
from desktop.workflow import health
from desktop.workflow.health import READING, Check, trouble_first


def test_what_is_in_trouble_stands_first_and_the_rest_as_it_was_found() -> None:
    found = [Check(name=name, ok=name.islower(), sentence="") for name in ("a", "B", "c", "D")]
    assert [check.name for check in trouble_first(found)] == ["B", "D", "a", "c"]


def test_models_that_are_there_are_one_row_at_the_end(app: App) -> None:
    found = list(app.health.reading())
    assert [(check.name, check.ok) for check in found] == [(READING, True)]
    named = "mô hình tìm dòng chữ, mô hình đọc lần hai, mô hình đọc chữ số, mô hình hướng trang, bộ đọc Tesseract"
    assert found[0].sentence == f"Có {named}."


def test_a_missing_model_has_a_row_of_its_own(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    report = [("Mô hình đọc chữ số", False, "đọc số sai nhiều hơn"), ("Mô hình đọc lần hai", True, "")]
    monkeypatch.setattr(health, "model_report", lambda: report)
    missing, there = app.health.reading()
    assert (missing.name, missing.ok, missing.sentence) == (
        "Mô hình đọc chữ số",
        False,
        "Thiếu: đọc số sai nhiều hơn",
    )
    assert missing.advice
    assert there.sentence == "Có mô hình đọc lần hai, bộ đọc Tesseract."
