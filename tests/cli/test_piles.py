"""Separator sheets and piles from the command line."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from desktop.training.people import person


@pytest.fixture
def place(tmp_path: Path) -> list[str]:
    return ["--data", str(tmp_path / "training"), "--training"]


def test_separators_are_printed_for_every_component_and_result_and_read_back(quayso, place, tmp_path):
    out = tmp_path / "S.pdf"
    words = ["separators", "--procedure", "1.001193", "--dossier", "tam-7f3k-9q2m", "--out", str(out), *place]
    status, data = quayso(*words)
    assert status == 0
    assert data["separators"][0] == {
        "kind": "dossier",
        "code": "TAM-7F3K-9Q2M",
        "text": "QUAYSO:1:dossier:TAM-7F3K-9Q2M",
    }
    assert {one["kind"] for one in data["separators"]} == {"dossier", "component", "result"}
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == data["pages"] == len(data["separators"])
    picture = tmp_path / "s.png"
    pdf = pypdfium2.PdfDocument(out.read_bytes())
    pdf[1].render(scale=200 / 72).to_pil().save(picture, dpi=(200, 200))
    pdf.close()
    codes = quayso("page", "codes", str(picture))[1]["pages"][0]["codes"]
    assert [(one["kind"], one["text"]) for one in codes] == [("separator", data["separators"][1]["text"])]
    assert codes[0]["fields"] == {name: data["separators"][1][name] for name in ("kind", "code")}


def test_separators_of_an_unknown_procedure_are_refused_and_nothing_is_written(quayso, place, tmp_path):
    out = tmp_path / "S.pdf"
    status, data = quayso("separators", "--procedure", "9.999999", "--out", str(out), *place)
    assert (status, data["error"]["code"]) == (1, "unknown_code")
    assert not out.exists()


def test_without_a_pile_there_is_nothing_to_answer_and_nothing_to_undo(quayso, place):
    opened = quayso("dossier", "new", "--procedure", "1.001193", "--case", "TH1", "--qr", person(2).qr, *place)[1]
    code = opened["dossier"]["code"]
    status, data = quayso("pile", "show", code, *place)
    assert (status, data["question"], data["waiting"], len(data["papers"])) == (0, None, 0, 4)
    status, data = quayso("pile", "answer", code, "--go-on", *place)
    assert (status, data["error"]["code"]) == (1, "no_question")
    assert quayso("pile", "undo", code, *place)[1] == {"done": "", "undo": "", "redo": ""}
    assert quayso("pile", "redo", code, *place)[1]["done"] == ""
