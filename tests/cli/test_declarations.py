"""`declaration …`: filled in, printed, and scanned back into its place, at a counter with a scanner on the network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import keyring
import openpyxl
import pypdfium2
import pytest

from desktop.machine.folders import folders
from desktop.machine.pdfium import PDFIUM
from desktop.machine.settings_file import FILE_NAME
from desktop.store.folder import mark_folder
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from desktop.training.people import person
from desktop.training.scanner.virtual import VirtualScanner
from tests.cli.conftest import Quayso
from tests.ring import Ring

PROCEDURE = "1.011616"
COMPONENTS = {
    "GT.DD.01": "Đơn đăng ký biến động đất đai",
    "GT.DD.02": "Giấy chứng nhận quyền sử dụng đất",
    "GT.DD.03": "Hợp đồng chuyển nhượng quyền sử dụng đất",
}


@pytest.fixture
def scanner() -> Iterator[VirtualScanner]:
    with VirtualScanner() as scanner:
        yield scanner


@pytest.fixture
def quayso(
    quayso: Quayso, scanner: VirtualScanner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Quayso]:
    """Runs a command line at a real counter that knows the scanner; gives its exit status and its JSON."""
    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    place = folders(tmp_path / "quay", training=False)
    mark_folder(place, training=False)
    settings = {"escl_scanners": [scanner.address], "sane": False, "unit": "H99.12", "unit_name": "UBND xã Mẫu"}
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in settings.items()]
    (place.data / FILE_NAME).write_text("".join(lines), "utf-8")

    def call(*words: str) -> tuple[int, dict]:
        return quayso(*words, "--data", str(tmp_path / "quay"))

    book = openpyxl.Workbook()
    book.active.append(["Mã thủ tục", "Tên thủ tục", "Mã giấy tờ", "Tên giấy tờ", "Số hóa"])
    for code, name in COMPONENTS.items():
        book.active.append([PROCEDURE, "Đăng ký biến động quyền sử dụng đất", code, name, "ii"])
    book.save(tmp_path / "danh-muc.xlsx")
    assert call("catalogue", "import", str(tmp_path / "danh-muc.xlsx"), "--version", "2026.1")[0] == 0
    yield call
    keyring.set_keyring(before)


def opened(quayso: Quayso, number: int) -> str:
    shown = quayso("catalogue", "show", "--procedure", PROCEDURE)[1]
    case = shown["procedure"]["cases"][0]["code"]
    words = ("dossier", "new", "--procedure", PROCEDURE, "--case", case, "--qr", person(number).qr)
    return quayso(*words)[1]["dossier"]["code"]


def device(scanner: VirtualScanner) -> tuple[str, ...]:
    """How to scan with it, one side of each sheet."""
    return "--device", f"escl:{scanner.address}", "--simplex"


def scanned(scanner: VirtualScanner, file: Path, folder: Path) -> None:
    """Put a printed declaration into the feeder, as paper is."""
    folder.mkdir(exist_ok=True)
    with PDFIUM:
        pdf = pypdfium2.PdfDocument(file.read_bytes())
        picture = pdf[0].render(scale=200 / 72).to_pil().convert("RGB")
        pdf.close()
    page = DrawnPage("declaration", 200, (210, 297))
    page.image = picture.resize(page.image.size)
    (folder / "001-front.jpg").write_bytes(wear(page, "signed").jpeg())
    assert scanner.load(folder) == 1


@pytest.mark.slow
def test_it_is_printed_signed_and_filed_by_its_own_code(
    quayso: Quayso, scanner: VirtualScanner, tmp_path: Path
) -> None:
    code, other = opened(quayso, 1), opened(quayso, 2)
    status, listed = quayso("declaration", "list", code)
    assert status == 0
    (one,) = listed["declarations"]
    assert (one["paper"], one["printed"]) == ("GT.DD.01", None)
    assert person(1).name in {place["value"] for place in one["filled"]}
    out = tmp_path / "to-khai.pdf"
    status, printed = quayso("declaration", "print", code, "--out", str(out))
    assert (status, printed["sheets"], out.read_bytes()[:5]) == (0, 1, b"%PDF-")
    (one,) = quayso("declaration", "list", code)[1]["declarations"]
    assert one["printed"]["outdated"] is False
    scanned(scanner, out, tmp_path / "pile")
    status, filed = quayso("pile", "scan", code, *device(scanner), "--paper", "GT.DD.03")
    assert (status, filed["question"]) == (0, None)
    assert {row["code"]: row["pages"] for row in filed["papers"]} == {"GT.DD.01": 1, "GT.DD.02": 0, "GT.DD.03": 0}
    scanner.load(tmp_path / "pile")
    status, asked = quayso("pile", "scan", other, *device(scanner))
    assert asked["question"]["doubt"] == "other_declaration"
    assert code in asked["question"]["words"]
    status, refused = quayso("pile", "answer", other, "--page")
    assert (status, refused["error"]["code"], refused["error"]["subject"]) == (1, "declaration_elsewhere", code)
    status, left = quayso("pile", "answer", other, "--go-on")
    assert (status, left["question"]) == (0, None)
    assert {row["pages"] for row in left["papers"]} == {0}


def test_a_bad_template_is_refused_with_its_file_line_and_reason(quayso: Quayso, tmp_path: Path) -> None:
    own = tmp_path / "quay" / "mau-to-khai"
    own.mkdir()
    text = (
        'components = ["GT.DD.03"]\ntitle = "Cam kết"\nsigner = "Người cam kết"\n[[part]]\nlines = ["Tên: {owner}"]\n'
    )
    (own / "cam-ket.toml").write_text(text, "utf-8")
    status, listed = quayso("declaration", "templates")
    assert status == 0
    assert [one["file"] for one in listed["templates"] if one["own"]] == ["cam-ket.toml"]
    code = opened(quayso, 1)
    status, refused = quayso("declaration", "print", code, "--out", str(tmp_path / "a.pdf"))
    assert (status, refused["error"]["code"]) == (2, "usage")
    assert quayso("declaration", "print", code, "--paper", "GT.DD.03", "--out", str(tmp_path / "a.pdf"))[0] == 0
    (own / "cam-ket.toml").write_text(text.replace("{owner}", "{nobody}"), "utf-8")
    status, refused = quayso("declaration", "templates")
    assert (status, refused["error"]["code"]) == (1, "bad_declaration_template")
    assert all(word in refused["error"]["message"] for word in ("cam-ket.toml", "dòng 5", "nobody"))
