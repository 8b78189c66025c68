from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from desktop.model.errors import UnreadableInput
from desktop.model.page import CodeKind, PageVerdict
from desktop.page.image import decode, decode_each, encode_jpeg
from desktop.page.look import look
from desktop.page.look.ink import find_ink
from desktop.page.models import ModelMissing, model_path, model_report
from desktop.page.result import PageResult
from desktop.page.work import process_page
from desktop.page.workers import PageWorkers
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from tests.pages import paper


def worn(kind: str, seed: int, *, skew: float | None = None, turn: int = 0, page: int = 0):
    return wear(paper(kind, seed)[page], f"{kind} {seed}", skew=skew, turn=turn)


def text_of(result: PageResult) -> str:
    assert result.facts.reading
    return result.facts.reading.text


def wrong_share(truth: list[dict], text: str) -> float:
    """Share of wrong characters: each true line against its best place in the text."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.fuzz import partial_ratio_alignment

    wrong = total = 0
    for line in truth:
        best = partial_ratio_alignment(line["text"], text)
        found = text[best.dest_start : best.dest_end] if best else ""
        wrong += min(len(line["text"]), Levenshtein.distance(line["text"], found))
        total += len(line["text"])
    return wrong / total


@pytest.mark.parametrize("skew", [-2.6, -0.3, 0.0, 1.1, 2.9])
@pytest.mark.parametrize("kind", ["quyet-dinh", "khai-sinh"])
def test_the_slope_is_found_to_a_tenth_of_a_degree(kind, skew):
    page = worn(kind, 3, skew=skew)
    assert look(page.image, 200).skew_deg == pytest.approx(skew, abs=0.15)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_turned_upright(turn):
    page = worn("cong-van", 4, skew=0.7, turn=turn)
    found = look(page.image, 200)
    assert found.rotation_deg == turn
    assert found.rotation_confidence > 0.6


def chart() -> DrawnPage:
    """A chart whose columns have their names aslant under them, which is most of its text."""
    page = DrawnPage("chart")
    page.row("Tiến độ số hóa kết quả theo xã, phường", 14, "b", x=60)
    name = Image.new("RGB", (420, 40), "white")
    ImageDraw.Draw(name).text((4, 2), "Phường Mẫu Tây Bắc", font=page.font(11, ""), fill="black")
    aslant = name.crop(name.convert("L").point(lambda v: 255 * (v < 128)).getbbox()).rotate(
        45, expand=True, fillcolor="white"
    )
    for column in range(14):
        page.image.paste(aslant, (140 + 95 * column, 1000))
    for row in range(8):
        page.text(f"{100 * row} hồ sơ", 12, 110 - 10 * row, 11)
    return page


@pytest.mark.parametrize("skew", [-2.4, 0.0, 1.8, 3.5])
def test_names_aslant_under_a_chart_do_not_tilt_the_page(skew):
    found = look(wear(chart(), "chart", skew=skew).image, 200)
    assert found.skew_deg == pytest.approx(skew, abs=0.4)
    assert found.rotation_deg == 0


def test_what_lies_upside_down_and_askew_is_read_all_the_same():
    page = worn("giay-phep", 5, skew=-1.7, turn=180)
    result = process_page(page.jpeg(), 200)
    assert result.facts.cleaning.turn_deg == 180
    assert result.facts.verdict is PageVerdict.GREEN
    assert wrong_share(page.truth.lines, text_of(result)) < 0.05


@pytest.mark.slow
def test_few_characters_are_wrong_on_worn_pages_of_many_kinds(samples_seed):
    shares = []
    for kind in ("cong-van", "quyet-dinh", "giay-phep", "khai-sinh", "hop-dong", "xac-nhan"):
        page = worn(kind, samples_seed)
        shares.append(wrong_share(page.truth.lines, text_of(process_page(page.jpeg(), 200))))
    assert float(np.mean(shares)) < 0.03


def test_the_citizen_card_and_the_receipt_are_known_by_their_codes():
    card = process_page(worn("cccd", 6).jpeg(), 200, read=False)
    assert [code.kind for code in card.facts.codes] == [CodeKind.CITIZEN_CARD]
    receipt = process_page(worn("tiep-nhan", 6).jpeg(), 200, read=False)
    assert {code.kind for code in receipt.facts.codes} == {CodeKind.DOSSIER}


def blank(seed: int = 1) -> DrawnPage:
    return DrawnPage(f"blank {seed}")


def only_signature(page: DrawnPage) -> None:
    page.signature(120, 200)


def only_pale_seal(page: DrawnPage) -> None:
    page.seal(150, 200, "ỦY BAN NHÂN DÂN XÃ MẪU", colour=(236, 170, 172))


def only_part_of_a_straddling_seal(page: DrawnPage) -> None:
    page.seal(206, 150, "ỦY BAN NHÂN DÂN XÃ MẪU")


def only_a_page_number(page: DrawnPage) -> None:
    page.text("2", 105, 12, 13, align="middle")


def only_a_pencil_note(page: DrawnPage) -> None:
    page.text("đã đối chiếu bản chính", 60, 120, 16, "i", colour=(176, 176, 178))


def one_short_line(page: DrawnPage) -> None:
    page.text("Xác nhận của UBND xã", 60, 120, 13)


@pytest.mark.parametrize(
    "mark",
    [
        only_signature,
        only_pale_seal,
        only_part_of_a_straddling_seal,
        only_a_page_number,
        only_a_pencil_note,
        one_short_line,
    ],
)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_page_with_anything_of_a_person_on_it_is_never_called_blank(mark, seed):
    page = blank(seed)
    mark(page)
    assert not look(wear(page, f"{mark.__name__} {seed}").image, 200).blank


def test_a_page_as_it_came_is_kept_byte_for_byte_where_nothing_had_to_be_done():
    page = DrawnPage("clean")
    for at in range(20):
        page.row(f"Dòng thứ {at} của một trang thẳng và sạch sẽ")
    out = io.BytesIO()
    page.image.save(out, "JPEG", quality=92, dpi=(200, 200))
    assert process_page(out.getvalue(), 200, read=False).clean_jpeg == out.getvalue()


def test_too_coarse_a_page_is_red():
    page = worn("cong-van", 7)
    small = cv2.resize(page.image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    facts = process_page(encode_jpeg(small, 100), 100, read=False).facts
    assert facts.verdict is PageVerdict.RED
    assert "100 dpi" in facts.reasons[0]


def huge_png() -> bytes:
    """A header that promises two gigapixels."""
    import struct
    import zlib

    head = struct.pack(">IIBBBBB", 50_000, 40_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    "data",
    [b"", b"xin chao", b"%PDF-1.7 hong", huge_png(), b"\xff\xd8\xff\xe0" + bytes(50)],
    ids=["empty", "text", "broken pdf", "two gigapixels", "cut jpeg"],
)
def test_what_is_no_page_is_refused_by_name(data):
    with pytest.raises(UnreadableInput) as refusal:
        process_page(data, 200, name="to-khai.jpg")
    assert "to-khai.jpg" in refusal.value.message


def test_a_truncated_jpeg_is_refused():
    whole = worn("cong-van", 8).jpeg()
    with pytest.raises(UnreadableInput):
        decode(whole[: len(whole) // 2], "x")


@given(st.binary(max_size=300))
def test_noise_is_refused_never_more(data):
    try:
        list(decode_each(data))
    except UnreadableInput:
        pass


def test_all_pages_of_a_tiff_are_found():
    out = io.BytesIO()
    sheets = [Image.new("RGB", (200, 300), (255, 255, 40 * n)) for n in range(3)]
    sheets[0].save(out, "TIFF", save_all=True, append_images=sheets[1:], dpi=(300, 300))
    pages = list(decode_each(out.getvalue()))
    assert [(pixels.shape[:2], dpi) for pixels, dpi in pages] == [((300, 200), 300)] * 3


def test_ink_is_found_on_tinted_paper_and_not_in_its_shade():
    picture = Image.new("RGB", (1654, 2339), (236, 228, 205))
    shade = np.asarray(picture).astype(np.float32) * np.linspace(0.9, 1.0, 1654)[None, :, None]
    assert find_ink(shade.astype(np.uint8), 200).area_mm2 < 1.0
    pen = Image.fromarray(shade.astype(np.uint8))
    ImageDraw.Draw(pen).line((500, 900, 900, 960), fill=(40, 50, 140), width=5)
    assert find_ink(np.asarray(pen)[:, :, ::-1].copy(), 200).enough


def test_a_model_that_is_not_there_is_named(monkeypatch):
    from desktop.page import models

    monkeypatch.setitem(models.MODELS, "lines", ("khong-co-goi-nay", "x.onnx", "không tìm được dòng chữ"))
    with pytest.raises(ModelMissing):
        model_path("lines")
    assert ("Mô hình tìm dòng chữ", False, "không tìm được dòng chữ") in model_report()


@pytest.fixture(autouse=True)
def _page_workers_started_once() -> None:
    """Not here, where one of them is killed."""


@pytest.mark.slow
def test_the_workers_survive_a_worker_that_is_killed():
    import psutil

    workers = PageWorkers(2)
    try:
        page = worn("cong-van", 9).jpeg()
        assert workers.submit(page, 200, read=False).result(120).facts.clean_width
        futures = [workers.submit(page, 200) for _ in range(4)]
        for child in psutil.Process().children():
            if "spawn_main" in " ".join(child.cmdline()):
                child.kill()
                break
        assert all(text_of(future.result(180)) for future in futures)
        with pytest.raises(UnreadableInput):
            workers.submit(b"xin chao", 200).result(60)
    finally:
        workers.close()
