"""The command line keeps the rules that the window keeps, and says what is wrong by its name and its exit status."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from desktop.app import open_app
from desktop.cli.main import run
from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.machine.settings_file import FILE_NAME
from desktop.training import pki
from desktop.training.people import person
from desktop.training.software_token import SERIAL
from desktop.training.station import PIN
from tests.samples import MORNING
from tests.workflow.conftest import letter
from tests.workflow.test_agency_signature import OFFICIAL, confirmed, ids
from tests.workflow.test_agency_signature import sign as sign_in

Quayso = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def quayso(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, training_data: Path) -> Quayso:
    """Runs a command line in training, with what is typed; gives its exit status and its JSON."""

    def call(*words: object, typed: str = "") -> tuple[int, dict[str, Any]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        status = run([*map(str, words), "--data", str(training_data), "--training", "--json"])
        return status, json.loads(capsys.readouterr().out.strip().splitlines()[-1])

    return call


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    file = tmp_path / "f.pdf"
    about = PaperAbout(title="t", creator="c", created=MORNING)
    file.write_bytes(build_pdf([PdfPage(image=letter("Giấy"), dpi=200)], about))
    return file


def sign(quayso: Quayso, source: Path, to: Path, *words: object, pin: str = PIN, token: str = SERIAL) -> Any:
    asked = ("sign", source, "--out", to, "--token", token, "--pin-stdin", *words)
    status, data = quayso(*asked, typed=f"{pin}\r\n")
    return status, data.get("signer") or data["error"]["code"]


def test_each_role_signs_with_its_own_certificate(
    quayso: Quayso, pdf: Path, tmp_path: Path, training_data: Path
) -> None:
    first, second, third = tmp_path / "1.pdf", tmp_path / "2.pdf", tmp_path / "3.pdf"
    held = {one["signer"]: one for one in quayso("tokens")[1]["tokens"][0]["certificates"]}
    assert {name: one["roles"] for name, one in held.items()} == {pki.OFFICIAL: ["official"], pki.AGENCY: ["agency"]}
    assert sign(quayso, pdf, first) == (0, pki.OFFICIAL)
    assert sign(quayso, first, second, "--role", "agency") == (0, pki.AGENCY)
    own = held[pki.OFFICIAL]["sha256"]
    assert sign(quayso, first, third, "--role", "agency", "--cert", own) == (1, "certificate_unfit")
    theirs = held[pki.AGENCY]["sha256"]
    assert sign(quayso, pdf, third, "--cert", theirs.upper()) == (1, "certificate_unfit")
    assert not third.exists()
    # Where no copies are made, the agency signs nothing that the official has not signed.
    assert sign(quayso, pdf, third, "--role", "agency") == (1, "signing_failed")
    assert sign(quayso, pdf, third, "--role", "agency", "--own-copy") == (1, "no_own_copies")
    (training_data / FILE_NAME).write_text('copy_form = "SAO Y"\n', "utf-8")
    assert sign(quayso, pdf, third, "--role", "agency", "--own-copy") == (0, pki.AGENCY)
    # Nothing of this was a wrong try of the PIN.
    assert quayso("tokens")[1]["tokens"][0]["final_try"] is False


def test_the_agencys_signature_is_the_seal_keepers_alone(
    quayso: Quayso, pdf: Path, tmp_path: Path, training_data: Path
) -> None:
    training_data.mkdir(exist_ok=True)
    (training_data / FILE_NAME).write_text('officer_roles = ["mot_cua"]\n', "utf-8")
    assert sign(quayso, pdf, tmp_path / "x.pdf", "--role", "agency") == (1, "not_seal_keeper")


def test_what_is_wrong_with_a_token_is_said_by_name(quayso: Quayso, pdf: Path, tmp_path: Path) -> None:
    to = tmp_path / "x.pdf"
    assert sign(quayso, pdf, to, token="khong-co") == (3, "no_such_token")
    assert sign(quayso, pdf, to, "--cert", "00" * 32) == (1, "no_such_certificate")
    assert sign(quayso, pdf, to, pin="sai-mot") == (1, "pin_wrong")
    assert sign(quayso, pdf, to, pin="") == (1, "pin_missing")
    assert sign(quayso, pdf, to, pin="9" * 300) == (2, "usage")
    assert sign(quayso, pdf, to, pin="sai-hai") == (1, "pin_wrong")
    assert sign(quayso, pdf, to, pin="sai-ba") == (1, "pin_locked")
    assert sign(quayso, pdf, to) == (1, "pin_locked")
    assert quayso("tokens")[1]["tokens"][0]["locked"] is True
    assert not to.exists()


def test_a_result_is_handed_over_by_command(quayso: Quayso) -> None:
    assert quayso("dossier", "deliver", "H99.12-260101-00001")[0] == 1
    qr = person("citizen 4").qr
    code = quayso("dossier", "new", "--procedure", "1.004873", "--case", "TH1", "--qr", qr)[1]["dossier"]["code"]
    status, data = quayso("dossier", "deliver", code)
    assert (status, data["error"]["code"]) == (1, "no_result")
    status, data = quayso("dossier", "deliver", code, "--paper", "KQ.KHONG-CO")
    assert (status, data["error"]["code"]) == (1, "unknown_code")


def test_signed_papers_are_taken_along_by_command(quayso: Quayso, tmp_path: Path, training_data: Path) -> None:
    out = ("--out", tmp_path / "usb")
    for nobodys in ("H99.12-260101-00001", uuid4()):
        status, data = quayso("paper", "export", nobodys, *out)
        assert (status, data["error"]["code"]) == (1, "not_found")
    with open_app(training_data, training=True) as app:
        dossier = confirmed(app)
        first, second = (app.papers.get(one) for one in ids(app, dossier))
        sign_in(app, [first.id], OFFICIAL)
        sha256 = app.papers.get(first.id).pdf_sha256
    export = ("paper", "export", dossier.code, *out, "--to", "Trần Thị Bịa")
    status, data = quayso(*export)
    assert (status, data["dossier"], data["to"]) == (0, dossier.code, "Trần Thị Bịa")
    (written,) = data["papers"]
    assert (written["code"], written["sha256"]) == (first.code, sha256)
    assert Path(written["pdf"]) == tmp_path / "usb" / f"01-{first.code}.pdf"
    assert hashlib.sha256(Path(written["pdf"]).read_bytes()).hexdigest() == sha256
    (left,) = data["not_exported"]
    assert (left["code"], left["reason"]["code"]) == (second.code, "not_signed_yet")
    assert quayso(*export)[1]["error"]["code"] == "file_exists"
    assert quayso(*export, "--force", "--paper", first.code, second.code)[0] == 0
    status, data = quayso(*export, "--force", "--paper", second.code)
    assert (status, data["error"]["code"]) == (1, "not_signed_yet")
    status, data = quayso(*export, "--force", "--paper", first.code, "--paper", "KHONG-CO")
    assert (status, data["error"]["code"], data["error"]["subject"]) == (1, "unknown_code", "KHONG-CO")
    status, data = quayso("paper", "export", first.id, "--out", tmp_path / "one")
    assert (status, [Path(one["pdf"]).name for one in data["papers"]]) == (0, [f"01-{first.code}.pdf"])
    status, data = quayso("paper", "export", first.id, *out, "--paper", first.code)
    assert (status, data["error"]["code"]) == (2, "usage")


def test_a_citizens_papers_are_taken_along_by_command(quayso: Quayso, tmp_path: Path, training_data: Path) -> None:
    with open_app(training_data, training=True) as app:
        dossier = confirmed(app)
        first, second = (app.papers.get(one) for one in ids(app, dossier))
        sign_in(app, [first.id], OFFICIAL)
        sha256 = app.papers.get(first.id).pdf_sha256
    status, data = quayso("dossier", "export", dossier.code, "--out", tmp_path / "folder")
    assert (status, data["dossier"], data["to"]) == (0, dossier.code, "")
    assert [Path(one["pdf"]) for one in data["papers"]] == [tmp_path / "folder" / f"01-{first.code}.pdf"]
    assert [one["sha256"] for one in data["papers"]] == [sha256]
    assert [(one["name"], one["reason"]["code"]) for one in data["not_exported"]] == [(second.name, "not_signed_yet")]
    for force in ((), ("--force",)):
        status, data = quayso("dossier", "export", dossier.code, "--out", tmp_path / "folder", *force)
        assert (status, data["error"]["code"]) == (1, "folder_exists")
    packed = ("dossier", "export", dossier.code, "--out", tmp_path / "b.zip", "--to", "Trần Thị Bịa")
    assert quayso(*packed)[0] == 0
    assert quayso(*packed)[1]["error"]["code"] == "file_exists"
    assert quayso(*packed, "--force")[0] == 0
    status, data = quayso(*packed, "--force", "--paper", second.code)
    assert (status, data["error"]["code"]) == (1, "not_signed_yet")
    status, data = quayso(*packed, "--force", "--paper", "KHONG-CO")
    assert (status, data["error"]["code"], data["error"]["subject"]) == (1, "unknown_code", "KHONG-CO")


@pytest.mark.slow
def test_in_training_the_scanners_are_those_that_are_there(quayso: Quayso, tmp_path: Path) -> None:
    found = quayso("scanners")[1]["scanners"]
    assert {one["driver"] for one in found} >= {"escl"}
    sane = next((one["id"] for one in found if one["driver"] == "sane"), None)
    if sane:
        status, data = quayso("scan", "--device", sane, "--out", tmp_path / "out", "--duplex")
        assert status == 0
        assert all(Path(page["out"]).stat().st_size > 1000 for page in data["pages"])
        assert {page["side"] for page in data["pages"]} == {"front", "back"}
