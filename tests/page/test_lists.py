"""The lists that reading goes by: well spelled, each entry once, no two trusted ones that differ in tones alone."""

from __future__ import annotations

import unicodedata

import pytest

from desktop.model.typed import is_syllable, parted
from desktop.page.lists import listed
from desktop.page.reading.tones import LISTS as WORDS
from tools.word_pairs import kept, pairs_of

LISTS = [("people", name) for name in ("family-names", "given-names", "duties")] + [
    ("words", name) for name in (*WORDS, "bodies")
]


@pytest.mark.parametrize(("folder", "name"), LISTS)
def test_a_list_has_each_entry_once_in_composed_letters(folder: str, name: str) -> None:
    entries = listed(folder, name)
    assert len(entries) > 20
    assert len(set(entries)) == len(entries)
    assert all(entry == unicodedata.normalize("NFC", " ".join(entry.split())) for entry in entries)


@pytest.mark.parametrize("name", WORDS)
def test_what_is_known_of_words_is_spelled_right(name: str) -> None:
    strange = [entry for entry in listed("words", name) for word in entry.split() if not is_syllable(word)]
    assert not [entry for entry in strange if not set(entry.split()) & {"ii", "iii", "iv"}]


def test_no_trusted_pair_differs_from_another_in_tones_alone() -> None:
    entries = {tuple(map(parted, entry.split())) for name in ("pairs", "compounds") for entry in listed("words", name)}
    bare = [tuple(letters for letters, _ in entry) for entry in entries]
    assert len(set(bare)) == len(bare)


def test_pairs_stand_within_a_clause() -> None:
    assert list(pairs_of("Cải cách hành chính, năm 2026; Sở Y tế")) == [
        ("cải", "cách"),
        ("cách", "hành"),
        ("hành", "chính"),
        ("sở", "y"),
        ("y", "tế"),
    ]


def test_a_pair_is_kept_that_was_seen_twice_and_has_no_like() -> None:
    text = "Bổ sung. Bổ sung. Chỉ đạo; chi trả, chi trả, chỉ trả. Về chuyển đổi, về chuyển đổi"
    assert kept([text]) == ["bổ sung", "chuyển đổi"]
    assert kept(["Thông báo quản lý; thông báo quản lý."], ["bảo quản"]) == ["quản lý", "thông báo"]
