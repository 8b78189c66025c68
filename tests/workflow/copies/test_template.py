"""The words of certification as an office changes them, and what goes past their bounds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.app import App
from desktop.workflow.copies.errors import BadCopyTemplate
from desktop.workflow.copies.originals import Original
from desktop.workflow.copies.template import (
    LONGEST_LINE,
    LONGEST_MARK,
    MOST_LINES,
    OWN_TEMPLATES,
    Fee,
    converted_words,
    copy_template,
    lines_of,
)
from tests.workflow.conftest import letter
from tests.workflow.copies.test_certifying import SAID, text_of

GOOD = 'mark = "SAO"\nwords = ["Số {number} quyển {book} {date}"]\n[[refusals]]\ncode = "x"\nwords = "vì sao"\n'


def test_the_program_has_words_of_its_own(tmp_path: Path) -> None:
    template = copy_template(tmp_path)
    assert template.mark == "BẢN SAO"
    assert (template.volume(1), template.volume(99_999), template.fee) == (1, 1, None)
    assert len(template.refusals) == 6
    assert "{code}" in " ".join(converted_words(tmp_path))


def test_an_office_has_its_own(counter: App, lay: Callable[..., Original]) -> None:
    own = counter.place.data / OWN_TEMPLATES
    own.mkdir()
    year = counter.limits.today().year
    more = f"[first]\n{year} = 1235\n[fee]\npages = 2\neach = 2000\nfurther = 1000\nmost = 200000\n"
    (own / "ban-sao.toml").write_text(f"volume_holds = 500\n{GOOD}{more}", "utf-8")
    row = counter.certifying.certify(lay(letter("một")).seen, SAID)
    assert (row.number, row.volume, row.book, row.fee) == (1235, 3, f"03/{year}-SCT/BS", 4000)
    assert f"Số 1235 quyển 03/{year}-SCT/BS Mẫu, ngày" in text_of(counter.papers.file(row.paper_id))
    assert counter.certifying.certify(lay(letter("hai")).seen, SAID).number == 1236


@pytest.mark.parametrize(
    ("pages", "copies", "cost"), [(1, 1, 2000), (2, 1, 4000), (3, 1, 5000), (3, 2, 10_000), (500, 1, 200_000)]
)
def test_the_fee_is_reckoned_by_pages_and_bounded_for_each_copy(pages: int, copies: int, cost: int) -> None:
    assert Fee(pages=2, each=2000, further=1000, most=200_000).of(pages, copies) == cost


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (GOOD.replace("{book}", ""), "thiếu chỗ điền"),
        (GOOD.replace("{date}", "{date} {secret}"), "không có chỗ điền"),
        (GOOD.replace('["Số', '["' + "x" * LONGEST_LINE + " Số"), "dài quá"),
        (GOOD.replace('"SAO"', f'"{"x" * (LONGEST_MARK + 1)}"'), "dài quá"),
        (GOOD.replace('["Số', "[" + '"a", ' * MOST_LINES + '"Số'), "dòng"),
        (GOOD.replace('"SAO"', "5"), "phải là chữ"),
        (GOOD.split("[[")[0], "refusals"),
        ("volume_holds = -1\n" + GOOD, "volume_holds"),
        (GOOD + "[first]\nnay = 5\n", "first"),
        (GOOD + "[fee]\npages = 2\n", "fee"),
        ("x" * 100_001, "quá lớn"),
        ("mark = ", "không đúng"),
    ],
)
def test_what_goes_past_its_bounds_is_refused_and_never_cut(tmp_path: Path, words: str, reason: str) -> None:
    (tmp_path / "ban-sao.toml").write_text(words, "utf-8")
    with pytest.raises(BadCopyTemplate, match=reason):
        copy_template(tmp_path)


def test_a_title_is_filled_in_and_never_filled_itself() -> None:
    assert lines_of(["{title} {number}", "{place}"], {"number": "1", "place": "", "title": "{number}"}) == (
        "{number} 1",
    )
