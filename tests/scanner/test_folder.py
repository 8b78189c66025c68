"""The watched folder: whole files only, all kinds, nothing moved before it is kept, junk set aside and no obstacle."""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Generator
from pathlib import Path
from typing import cast

import numpy as np
import pikepdf
import pytest
from PIL import Image

from desktop.picture.files import FILE_LIMIT
from desktop.scanner.driver import ScannedSide, ScannerConfig, ScanRequest
from desktop.scanner.errors import (
    AccessDenied,
    BadScanFile,
    DeviceGone,
    NoScanFile,
    PlantedLink,
    ScanCancelled,
)
from desktop.scanner.folder.driver import FolderDriver
from desktop.scanner.folder.shelves import REFUSED, TAKEN, TRIES
from desktop.scanner.job import ScanJob
from tests.scanner.stand_in_folder import Hands, jpeg, names, page, take


def test_a_jpeg_comes_byte_for_byte_and_is_moved(folder, hours):
    data = jpeg(page(), dpi=(100, 100))
    (folder / "SCAN0001.JPG").write_bytes(data)
    (side,) = take(folder, hours)
    assert (side.image, side.dpi, side.width, side.height) == (data, 100, 827, 1169)
    assert names(folder) == []
    assert (folder / TAKEN / "SCAN0001.JPG").read_bytes() == data


def test_every_kind_of_file_gives_all_its_pages_in_order(folder, hours):
    shades = iter(range(20, 250, 20))
    page(next(shades)).save(folder / "1.jpg", dpi=(100, 100))
    page(next(shades)).save(folder / "2.png", dpi=(100, 100))
    page(next(shades)).save(
        folder / "3.tif", save_all=True, append_images=[page(next(shades)), page(next(shades))], dpi=(100, 100)
    )
    page(next(shades)).save(folder / "4.pdf", save_all=True, append_images=[page(next(shades))], resolution=100)
    for at, file in enumerate(sorted(folder.glob("*.*"))):
        os.utime(file, (1000 + at, 1000 + at))
    sides = take(folder, hours)
    assert [side.sheet for side in sides] == list(range(1, 8))
    for side, shade in zip(sides, range(20, 160, 20), strict=True):
        picture = Image.open(io.BytesIO(side.image))
        assert abs(np.asarray(picture)[..., 0].mean() - shade) < 4
        # True size: 210 mm wide, whatever the resolution.
        assert abs(side.width / side.dpi * 25.4 - 210) < 1
    assert len(names(folder / TAKEN)) == 4


def test_a_pdf_comes_as_finely_as_it_was_scanned(folder, hours):
    picture = page(size=(2480, 3508))
    picture.save(folder / "a.pdf", resolution=300)
    (side,) = take(folder, hours)
    assert side.dpi == 300
    assert abs(side.width - 2480) <= 2


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "CMYK", "I;16"])
def test_odd_pictures_become_plain_ones(folder, hours, mode):
    if mode == "I;16":
        Image.fromarray(np.full((300, 200), 0xC000, np.uint16)).save(folder / "a.png")
    elif mode == "CMYK":
        page(200, (200, 300)).convert("CMYK").save(folder / "a.jpg")
    else:
        page(200, (200, 300)).convert(mode).save(folder / "a.png")
    (side,) = take(folder, hours)
    picture = Image.open(io.BytesIO(side.image))
    assert picture.mode in {"L", "RGB"}
    assert picture.size == (200, 300)
    wanted = 0xC0 if mode == "I;16" else np.asarray(page(200).convert("L")).mean()
    assert abs(np.asarray(picture.convert("L")).mean() - wanted) < 6


def test_a_picture_that_lies_on_its_side_by_its_own_word_is_set_upright(folder, hours):
    turned = Image.Exif()
    turned[0x0112] = 6
    page(size=(300, 200)).save(folder / "a.jpg", exif=turned)
    (side,) = take(folder, hours)
    assert (side.width, side.height) == (200, 300)


# Arriving


def test_nothing_in_time_is_said_plainly(folder, hours):
    with pytest.raises(NoScanFile):
        take(folder, hours)
    assert hours.now >= 30


def test_files_that_come_while_others_are_taken_come_too(folder, hours):
    (folder / "a.jpg").write_bytes(jpeg(page(40)))
    kept: list = []

    class Late(Hands):
        def wait_until_kept(self) -> bool:
            if len(kept) == 1:
                (folder / "b.jpg").write_bytes(jpeg(page(80)))
            return True

    assert len(take(folder, hours, Late(), kept)) == 2


# Nothing is moved before it is kept


def test_a_file_whose_pages_are_not_kept_stays(folder, hours):
    (folder / "a.jpg").write_bytes(jpeg(page()))
    hands = Hands()
    hands.kept = False
    with pytest.raises(ScanCancelled):
        take(folder, hours, hands)
    assert names(folder) == ["a.jpg"]
    assert len(take(folder, hours)) == 1


def test_a_cancel_between_pages_leaves_the_file(folder, hours):
    page().save(folder / "a.tif", save_all=True, append_images=[page(), page()])
    hands = Hands()
    driver = FolderDriver((folder,), 30.0, hours, hours.wait)
    sides = driver.scan(ScanRequest(device_id=f"folder:{folder}"), hands)
    next(sides)
    hands.kept = False
    hands.cancel()
    with pytest.raises(ScanCancelled):
        next(sides)
    assert names(folder) == ["a.tif"]
    assert names(folder / REFUSED) == []


def test_through_the_host_a_file_moves_when_the_next_side_is_asked_for(folder):
    (folder / "a.jpg").write_bytes(jpeg(page()))
    config = ScannerConfig(folders=(folder,), sane=False, patience_s=1.5)
    sides = iter(ScanJob(ScanRequest(device_id=f"folder:{folder}"), config))
    side = next(sides)
    assert names(folder) == ["a.jpg"]
    assert list(sides) == []
    assert names(folder) == []
    assert (folder / TAKEN / "a.jpg").read_bytes() == side.image


def test_through_the_host_a_clerk_who_walks_away_loses_nothing(folder):
    (folder / "a.jpg").write_bytes(jpeg(page()))
    config = ScannerConfig(folders=(folder,), sane=False, patience_s=1.5)
    sides = iter(ScanJob(ScanRequest(device_id=f"folder:{folder}"), config))
    next(sides)
    cast("Generator[ScannedSide]", sides).close()
    assert names(folder) == ["a.jpg"]


def test_one_page_is_enough_and_kept(folder):
    (folder / "a.jpg").write_bytes(jpeg(page()))
    job = ScanJob(
        ScanRequest(device_id=f"folder:{folder}"), ScannerConfig(folders=(folder,), sane=False, patience_s=1.5)
    )
    for _ in job:
        job.enough()
        break
    assert names(folder) == []
    assert names(folder / TAKEN) == ["a.jpg"]


def test_two_files_of_one_name_are_both_there(folder, hours):
    for shade in (40, 80):
        (folder / "scan.jpg").write_bytes(jpeg(page(shade)))
        take(folder, hours)
    assert names(folder / TAKEN) == ["scan (2).jpg", "scan.jpg"]


# Refused


def png_bomb() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def giant_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(14_000, 14_000))
        pdf.save(out)
    return out.getvalue()


def moving_png() -> bytes:
    out = io.BytesIO()
    page(size=(50, 50)).save(out, "PNG", save_all=True, append_images=[page(90, (50, 50))])
    return out.getvalue()


def half_tiff() -> bytes:
    out = io.BytesIO()
    noise = Image.effect_noise((600, 800), 80).convert("RGB")
    noise.save(out, "TIFF", save_all=True, append_images=[noise])
    return out.getvalue()[: len(out.getvalue()) * 2 // 3]


def doc() -> bytes:
    return b"PK\x03\x04 a letter"


JUNK = {
    "bomb.png": png_bomb,
    "locked.pdf": locked_pdf,
    "giant.pdf": giant_pdf,
    "cut.pdf": lambda: giant_pdf()[:200],
    "moving.png": moving_png,
    "half.tif": half_tiff,
    "letter.docx": doc,
    "empty.jpg": lambda: b"",
    "cut.jpg": lambda: jpeg(page())[:3000],
    "noise.pdf": lambda: b"%PDF-1.4\n" + bytes(range(256)) + b"%%EOF",
}


@pytest.mark.parametrize("name", JUNK)
def test_junk_is_set_aside_with_its_reason_and_stops_nobody(folder, hours, name):
    (folder / name).write_bytes(JUNK[name]())
    os.utime(folder / name, (1000, 1000))
    good = jpeg(page())
    (folder / "zz.jpg").write_bytes(good)
    kept: list = []
    with pytest.raises(BadScanFile) as refusal:
        take(folder, hours, kept=kept)
    assert refusal.value.subject == name
    assert [side.image for side in kept] == [good]
    assert names(folder) == []
    assert names(folder / REFUSED) == [name, f"{name}.ly-do.txt"]
    reason = (folder / REFUSED / f"{name}.ly-do.txt").read_text("utf-8")
    assert reason.startswith(f"{name}: ")
    assert len(reason) > len(name) + 5


def test_a_file_larger_than_any_scan_is_not_even_opened(folder, hours):
    with (folder / "a.tif").open("wb") as file:
        file.write(b"II*\0")
        file.truncate(FILE_LIMIT + 1)
    with pytest.raises(BadScanFile):
        take(folder, hours)


def test_a_file_that_brings_the_host_down_is_set_aside_the_next_time(folder, hours):
    (folder / "poison.jpg").write_bytes(jpeg(page()))
    (folder / REFUSED).mkdir()
    (folder / REFUSED / ".dang-doc").write_text(f'{{"poison.jpg": {TRIES}}}', "utf-8")
    with pytest.raises(BadScanFile):
        take(folder, hours)
    assert "poison.jpg" in names(folder / REFUSED)


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_taken(folder, hours):
    (folder / "a.jpg").write_bytes(jpeg(page()))
    # A file where the subfolder should be: even the superuser cannot write into it.
    (folder / TAKEN).write_bytes(b"")
    with pytest.raises(AccessDenied):
        take(folder, hours)
    assert "a.jpg" in names(folder)


def test_only_folders_that_the_administrator_named_are_scanners(folder, hours, tmp_path):
    driver = FolderDriver((folder, tmp_path / "gone"), 30.0, hours, hours.wait)
    assert [device.id for device in driver.devices()] == [f"folder:{folder}"]
    for other in (tmp_path, tmp_path / "gone"):
        with pytest.raises(DeviceGone):
            list(driver.scan(ScanRequest(device_id=f"folder:{other}"), Hands()))


@pytest.mark.parametrize("plant", [Path.symlink_to, Path.hardlink_to])
def test_no_file_of_the_clerks_is_touched_through_what_somebody_planted(folder, hours, tmp_path, plant):
    theirs = tmp_path / "cua-can-bo.txt"
    theirs.write_text("quan trọng", "utf-8")
    (folder / TAKEN).mkdir()
    (folder / REFUSED).mkdir()
    for place in (f"{TAKEN}/.quayso", f"{REFUSED}/.quayso", f"{REFUSED}/.dang-doc", f"{REFUSED}/hong.jpg.ly-do.txt"):
        plant(folder / place, theirs)
    (folder / "tot.jpg").write_bytes(jpeg(page()))
    (folder / "hong.jpg").write_bytes(b"\xff\xd8\xff khong phai anh \xff\xd9")
    with pytest.raises(BadScanFile):
        take(folder, hours)
    assert theirs.read_text("utf-8") == "quan trọng"
    assert "tot.jpg" in names(folder / TAKEN)
    assert {"hong.jpg", "hong.jpg.ly-do (2).txt"} <= set(names(folder / REFUSED))


@pytest.mark.parametrize("shelf", [TAKEN, REFUSED])
def test_a_shelf_that_is_a_link_is_refused_by_name_and_nothing_is_moved(folder, hours, tmp_path, shelf):
    home = tmp_path / "home"
    home.mkdir()
    (folder / shelf).symlink_to(home)
    (folder / "a.jpg").write_bytes(jpeg(page()))
    with pytest.raises(PlantedLink):
        take(folder, hours)
    assert list(home.iterdir()) == []
    assert "a.jpg" in names(folder)
