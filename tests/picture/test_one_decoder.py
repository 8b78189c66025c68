"""A file is the same pages on every way in: a citizen's, a watched folder's, the command line's."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from desktop.cli.main import run
from desktop.cli.pages import single_pages
from desktop.document.file.incoming import looked_at, pictures
from desktop.page.image import decode_each
from desktop.scanner.folder.pictures import Unfit, pages, pages_of
from tests.picture import made
from tests.picture.test_pdf import NAME_, noted, text_field

FILES = {
    "fax.tif": made.saved(made.corner("1"), "TIFF", compression="group4", dpi=(204, 98)),
    "khong-vuong.jpg": made.saved(made.corner(), "JPEG", dpi=(200, 100)),
    "12-bit.tif": made.raw_tiff(12, made.twelve_bits()),
    "so-thuc.tif": made.raw_tiff(32, made.samples("<f4"), (339, 3, 3)),
    "anh.webp": made.saved(made.corner(), "WEBP", lossless=True),
    "anh.jpg": made.saved(made.corner(), "JPEG", dpi=(72, 72)),
    "nhieu.tif": made.saved(made.corner(), "TIFF", save_all=True, append_images=[made.corner("L")], dpi=(150, 150)),
    "don-vi.pdf": made.pdf(b"0 g 0 210 148 210 re f", lambda _: {}, (0, 0, 297.72, 420.84), UserUnit=2),
    "mau-don.pdf": b"\n" + noted(text_field(V=String(NAME_))),
}


def signed() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(FILES["don-vi.pdf"])) as pdf:
        value = Dictionary(Type=Name.Sig, ByteRange=[0, 1, 2, 3], Contents=String("0" * 16))
        pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Sig, T=String("s"), V=value)]))
        pdf.save(out)
    return out.getvalue()


Page = tuple[int, tuple[int, int], float]


def seen(jpeg: bytes, dpi: int | None) -> Page:
    """A page by its density, its size and how dark it is."""
    with Image.open(io.BytesIO(jpeg)) as picture:
        return dpi or 0, picture.size, round(float(np.asarray(picture.convert("L")).mean()))


@pytest.mark.parametrize("name", FILES)
def test_every_way_in_gives_the_same_pages(name: str, tmp_path: Path) -> None:
    data = FILES[name]
    file = tmp_path / name
    file.write_bytes(data)
    brought = [seen(*page) for page in pictures(looked_at(data, name))]
    assert brought == [seen(page.jpeg, page.dpi) for page in pages_of(file)]
    assert brought == [seen(page.jpeg, page.dpi) for page in pages(data, name)]
    drawn = [(dpi or 0, pixels.shape[1::-1], pixels.mean()) for pixels, dpi in decode_each(data, name)]
    assert [page[:2] for page in brought] == [page[:2] for page in drawn]
    assert [page[2] for page in brought] == pytest.approx([page[2] for page in drawn], abs=1.5)
    assert [page[3] or 0 for page in single_pages([file])] == [page[0] for page in brought]


def test_on_no_way_in_a_signed_file_becomes_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ky.pdf"
    file.write_bytes(signed())
    assert looked_at(signed(), "ky.pdf").signed
    with pytest.raises(Unfit, match="đã ký số"):
        list(pages_of(file))
    assert run(["paper", "build", str(file), "--out", str(tmp_path / "moi.pdf"), "--json"]) == 1
    assert '"signed_file"' in capsys.readouterr().out
    assert not (tmp_path / "moi.pdf").exists()
