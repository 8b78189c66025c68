from __future__ import annotations

import argparse
import io
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from desktop.cli.counter import dossier_list
from desktop.document.file.check import check_pdfa
from desktop.training.papers.flaws import Flaws, Streak
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import wear
from desktop.training.people import person
from desktop.training.software_token import SERIAL
from desktop.training.station import PIN


@pytest.fixture
def pages(tmp_path: Path) -> list[str]:
    files = []
    for number, (kind, turn) in enumerate((("giay-phep", 180), ("tiep-nhan", 0))):
        file = tmp_path / f"{number}.jpg"
        file.write_bytes(wear(draw(PaperSpec(kind=kind), 1)[0], kind, skew=1.5, turn=turn).jpeg())
        files.append(str(file))
    return files


@pytest.mark.parametrize("words", [("quet",), ("demo", "--book", "-1"), ("demo", "--book", "201")])
def test_wrong_usage_is_status_2(quayso, words):
    status, data = quayso(*words)
    assert status == 2
    assert data["error"]["code"] == "usage"


def test_a_streak_in_the_same_place_of_two_pages_asks_for_a_clean_glass(quayso, tmp_path):
    dust = Streak(at=0.4, width_mm=0.3, gain=(0.1, 0.1, 0.1), glare=0.0, parts=((0.0, 1.0),))
    files = []
    for number, flaws in enumerate((Flaws(streaks=(dust,)), Flaws(), Flaws(streaks=(dust,)))):
        file = tmp_path / f"{number}.jpg"
        page = draw(PaperSpec(kind="cong-van", dpi=100), number)[0]
        file.write_bytes(wear(page, number, skew=0.8, flaws=flaws).jpeg())
        files.append(str(file))
    status, data = quayso("page", "clean", *files[:2], "--out", str(tmp_path / "clean"))
    assert status == 0 and data["dirty_glass"] == []
    status, data = quayso("page", "clean", *files, "--out", str(tmp_path / "cleaned"))
    assert status == 0 and data["dirty_glass"] == [files[0], files[2]]
    assert "streak" in data["pages"][0]["flaws"]


def test_pages_are_cleaned_with_facts(quayso, pages, tmp_path):
    status, data = quayso("page", "clean", *pages, "--out", str(tmp_path / "clean"))
    assert status == 0
    first = data["pages"][0]
    assert first["rotation_deg"] == 180
    assert first["skew_deg"] == pytest.approx(1.5, abs=0.1)
    assert first["size_mm"] == pytest.approx([210, 297], abs=0.5)
    assert Path(first["out"]).stat().st_size > 10_000


def test_a_page_that_is_none_is_status_1_and_named(quayso, tmp_path):
    bad = tmp_path / "hong.jpg"
    bad.write_bytes(b"\xff\xd8 khong phai anh")
    status, data = quayso("page", "text", str(bad))
    assert status == 1
    assert "hong.jpg" in data["error"]["message"]


def test_codes_are_read(quayso, pages):
    status, data = quayso("page", "codes", pages[1])
    assert status == 0
    assert {code["kind"] for code in data["pages"][0]["codes"]} == {"dossier"}


def test_paper_is_built_signed_and_verified(quayso, pages, tmp_path, monkeypatch):
    built, signed = tmp_path / "f.pdf", tmp_path / "g.pdf"
    place = ["--data", str(tmp_path / "training"), "--training"]
    status, data = quayso("paper", "build", *pages, "--out", str(built))
    assert (status, data["pages"], data["pdfa"]) == (0, 2, "2B")
    assert quayso("verify", str(built), *place)[1]["verdict"] == "unsigned"
    stdin = io.TextIOWrapper(io.BytesIO(PIN.encode() + b"\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    status, data = quayso(
        "sign", str(built), "--out", str(signed), "--token", SERIAL, "--pin-stdin", "--stamp", "UBND xã Mẫu", *place
    )
    assert (status, data["level"]) == (0, "B-B")
    status, data = quayso("verify", str(signed), *place)
    assert (status, data["verdict"]) == (0, "valid")
    for words in (("page", "clean"), ("paper", "build")):
        status, data = quayso(*words, str(signed), "--out", str(tmp_path / words[1]))
        assert (status, data["error"]["code"]) == (1, "signed_file")
    status, data = quayso("verify", str(signed), "--report", str(tmp_path / "r.pdf"), *place)
    assert (status, data["report"]) == (0, str(tmp_path / "r.pdf"))
    assert check_pdfa((tmp_path / "r.pdf").read_bytes()) == []
    status, data = quayso("extend", str(signed), "--out", str(tmp_path / "h.pdf"), *place)
    assert (status, data["error"]["code"]) == (3, "no_time_authority")
    status, data = quayso("extend", str(signed), "--out", str(tmp_path / "h.pdf"), "--no-time", *place)
    assert (status, data["level"], data["verdict"]) == (0, "B-B", "valid")
    assert (tmp_path / "h.pdf").read_bytes().startswith(signed.read_bytes())
    (tmp_path / "h.pdf").unlink()
    status, data = quayso(
        "extend", str(signed), "--out", str(tmp_path / "h.pdf"), "--tsa", "http://127.0.0.1:1/tsa", *place
    )
    assert (status, data["error"]["code"]) == (3, "timestamp_missing")
    assert not (tmp_path / "h.pdf").exists()
    assert "modules" in quayso("tokens", "--modules", *place)[1]
    damaged = bytearray(signed.read_bytes())
    damaged[len(built.read_bytes()) // 2] ^= 1
    signed.write_bytes(damaged)
    status, data = quayso("verify", str(signed), *place)
    assert (status, data["verdict"]) == (1, "invalid")


def test_suggestions_name_the_papers_of_a_pile(quayso, pages):
    status, data = quayso("paper", "suggest", *pages)
    assert status == 0
    assert [paper["suggestions"][0]["code"] for paper in data["papers"] if paper["suggestions"]][:1] == [
        "KQ.G15.000006"
    ]


def test_the_citizen_cards_qr_is_read_or_refused(quayso):
    who = person(1)
    assert quayso("party", "read-qr", who.qr)[1]["party"]["name"] == who.name
    status, data = quayso("party", "read-qr", "rác")
    assert status == 1
    assert data["error"]["code"] == "bad_identity"


def test_dossiers_are_opened_and_listed(quayso, tmp_path):
    place = ["--data", str(tmp_path / "training"), "--training"]
    status, data = quayso("dossier", "new", "--procedure", "1.001193", "--case", "TH1", "--qr", person(2).qr, *place)
    assert status == 0
    code = data["dossier"]["code"]
    assert code.startswith("TAM-")
    assert quayso("dossier", "list", *place)[1]["dossiers"][0]["code"] == code
    assert len(quayso("dossier", "show", code, *place)[1]["papers"]) == 4
    status, data = quayso("dossier", "close", code, *place)
    assert (status, data["error"]["code"]) == (1, "components_missing")
    status, data = quayso("dossier", "new", "--procedure", "9.999999", "--case", "TH1", "--qr", person(2).qr, *place)
    assert (status, data["error"]["code"]) == (1, "unknown_code")
    assert quayso("queue", "list", *place)[1] == {"items": []}
    assert quayso("audit", "verify", *place)[1]["whole"] is True
    xlsx, pdf = tmp_path / "r.xlsx", tmp_path / "r.pdf"
    period = ["report", "digitisation", "--from", "2026-01-01", "--to", "2036-01-01"]
    report = quayso(*period, "--xlsx", str(xlsx), "--pdf", str(pdf), *place)[1]
    assert zipfile.is_zipfile(xlsx)
    assert check_pdfa(pdf.read_bytes()) == []
    status, data = quayso("report", "digitisation", "--from", "2026-02-01", "--to", "2026-01-01", *place)
    assert (status, data["error"]["code"]) == (2, "usage")
    assert report["indicators"][0]["all"] == 1
    register = ["report", "register", *period[2:], "--out", str(tmp_path / "so.pdf"), *place]
    assert quayso(*register)[0] == 0
    assert check_pdfa((tmp_path / "so.pdf").read_bytes()) == []
    assert quayso(*register)[1]["error"]["code"] == "file_exists"
    plan = ["report", "plan", "--from", "2026-01-01", "--to", "2036-01-01"]
    told = quayso(*plan, "--xlsx", str(tmp_path / "k.xlsx"), "--pdf", str(tmp_path / "k.pdf"), *place)[1]
    assert zipfile.is_zipfile(tmp_path / "k.xlsx")
    assert check_pdfa((tmp_path / "k.pdf").read_bytes()) == []
    assert (told["productivity"]["dossiers"], told["times"]["dossiers"]["not_known"]) == (1, 1)
    assert told["backlog"]["periods"][0]["name"] == "Đến 1995"
    behind = ["report", "plan-dossiers", "not_known", *plan[2:], "--own", *place]
    assert quayso(*behind)[1]["dossiers"] == [code]
    status, data = quayso("report", "plan-dossiers", "best", *plan[2:], *place)
    assert (status, data["error"]["code"]) == (1, "no_such_time")


def test_dossiers_are_opened_for_every_owner_and_for_who_was_here_before(quayso, tmp_path):
    place = ["--data", str(tmp_path / "training"), "--training"]
    new = ["dossier", "new", "--procedure", "1.004873", "--case", "TH1", *place]
    typed = ["--number", "052199000123", "--name", "Đặng Thị Ngọc Ánh", "--born", "2/9/1999"]
    status, data = quayso(*new, *typed, "--submitter-number", "064173213600", "--submitter-name", "Ngô Ngọc Yến")
    assert status == 0
    assert data["dossier"]["owner"]["sex"] == "Nữ"
    assert data["dossier"]["submitter"]["name"] == "Ngô Ngọc Yến"
    assert data["appointment"]["due"] > data["dossier"]["received_at"][:10]
    firm = [
        "--kind",
        "enterprise",
        "--number",
        "0100233488",
        "--name",
        "Công ty Mẫu",
        "--represented-by",
        "Trần Văn Mẫu",
    ]
    assert quayso(*new, *firm)[1]["dossier"]["owner"]["represented_by"] == "Trần Văn Mẫu"
    found = quayso("party", "find", "anh ngoc", *place)[1]["parties"]
    assert [one["number"] for one in found] == ["052199000123"]
    again = quayso(*new, "--former", "052199000123")[1]["dossier"]["owner"]
    assert again["name"] == "Đặng Thị Ngọc Ánh"
    for wrong, code in (
        (["--former", "999"], "not_found"),
        (["--number", "12345", "--name", "X Y"], "entry_not_understood"),
        (["--number", "052199000123"], "entry_not_understood"),
        (["--kind", "enterprise", "--number", "0100233480", "--name", "X"], "entry_not_understood"),
    ):
        status, data = quayso(*new, *wrong)
        assert (status, data["error"]["code"]) == (1, code)
    assert quayso(*new)[0] == 2
    assert quayso(*new, *typed, "--qr", person(2).qr)[0] == 2
    assert len(quayso("dossier", "list", *place)[1]["dossiers"]) == 3


def test_consent_is_what_was_said_and_a_search_without_a_hit_is_no_empty_station(quayso, tmp_path):
    folder = tmp_path / "training"
    place = ["--data", str(folder), "--training"]
    new = ["dossier", "new", "--procedure", "1.001193", "--case", "TH1", "--qr", person(2).qr, *place]
    for said, consent in (((), None), (("--consent",), True), (("--no-consent",), False)):
        assert quayso(*new, *said)[1]["dossier"]["consent"] is consent
    assert quayso(*new, "--consent", "--no-consent")[0] == 2
    for words, told in (("khong co ai", "khong co ai"), ("***", "***")):
        answer = dossier_list(argparse.Namespace(data=folder, training=True, words=words))
        assert answer.data == {"dossiers": []}
        assert told in answer.lines[0]


@pytest.mark.parametrize(("day", "status"), [("1/1/2026", 0), ("01.01.2026", 0), ("2026-01-01", 0), ("31/02/2026", 2)])
def test_a_day_of_a_report_is_understood_or_refused(quayso, tmp_path, day, status):
    period = ["report", "digitisation", "--from", day, "--to", "2036-01-01"]
    assert quayso(*period, "--data", str(tmp_path / "training"), "--training")[0] == status


def test_a_citizens_file_is_taken_refused_by_name_or_taken_for_its_pages(quayso, tmp_path):
    place = ["--data", str(tmp_path / "training"), "--training"]
    _, data = quayso("dossier", "new", "--procedure", "1.001193", "--case", "TH1", "--qr", person(2).qr, *place)
    code = data["dossier"]["code"]
    scan, invoice = io.BytesIO(wear(draw(PaperSpec(kind="cong-van"), 1)[0], "1").jpeg()), tmp_path / "hoa-don.pdf"
    with Image.open(scan) as picture:
        picture.save(invoice, "PDF", resolution=200)
    with pikepdf.open(invoice, allow_overwriting_input=True) as pdf:
        pdf.attachments["hoadon.xml"] = b"<HDon/>"
        pdf.save(invoice)
    status, data = quayso("dossier", "add-file", code, str(invoice), *place)
    assert (status, data["error"]["code"]) == (1, "has_attachments")
    assert "hoadon.xml" in data["error"]["message"]
    assert all(paper["pages"] == 0 for paper in quayso("dossier", "show", code, *place)[1]["papers"])
    status, data = quayso("dossier", "add-file", code, str(invoice), "--pages-only", *place)
    assert (status, data["verdict"], data["paper"]["pages"]) == (0, None, 1)
    assert data["paper"]["states"]["digitisation"] == "built"
    (tmp_path / "IMG_1.HEIC").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    status, data = quayso("dossier", "add-file", code, str(tmp_path / "IMG_1.HEIC"), *place)
    assert (status, data["error"]["code"]) == (1, "unknown_kind")


def test_without_a_keyring_real_data_are_refused_plainly(quayso, tmp_path):
    status, data = quayso("dossier", "list", "--data", str(tmp_path / "real"))
    assert (status, data["error"]["code"]) == (3, "no_keyring")
