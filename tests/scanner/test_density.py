"""A picture's density is what came: devices that give another one than was asked for, say another one, or say none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.scanner.density import Asked, density

A4 = (210.0, 297.0)


def px(mm: tuple[float, float], dpi: float) -> tuple[int, int]:
    return round(mm[0] / 25.4 * dpi), round(mm[1] / 25.4 * dpi)


@pytest.mark.parametrize("says", [None, 72, 96, 100, 200, 300, 1, 65535])
@pytest.mark.parametrize(
    ("asked", "given"), [(200, 100), (200, 200), (200, 300), (600, 300), (300, 600), (200, 75), (200, 150), (150, 400)]
)
def test_a_page_of_the_region_is_as_dense_as_its_pixels_make_it(asked, given, says):
    assert density(px(A4, given), says, Asked(asked, A4)) == given


@pytest.mark.parametrize("says", [None, 72, 100])
@pytest.mark.parametrize("length", [60.0, 148.5, 200.0, 330.0, 356.0])
def test_a_sheet_of_another_length_is_known_by_its_width(length, says):
    assert density(px((210.0, length), 100), says, Asked(200, A4)) == 100
    assert density(px((210.0, length), 200), None, Asked(200, A4)) == 200
    assert density(px((210.0, length), 300), None, Asked(600, A4)) == 300


def test_a_density_that_nobody_expects_is_believed_where_it_fits():
    assert density(px(A4, 180), 180, Asked(200, A4)) == 180
    assert density(px(A4, 204), 204, Asked(200, A4)) == 200
    assert density(px((210.0, 100.0), 180), 180, Asked(200, A4)) == 180


@pytest.mark.parametrize("says", [None, 72, 200])
def test_a_device_that_takes_more_or_less_than_the_region_is_not_misjudged(says):
    letter_path, legal, a3, a5, card = (215.9, 297.0), (215.9, 355.6), (297.0, 420.0), (148.0, 210.0), (85.6, 54.0)
    for mm in (letter_path, legal, a3, a5, card):
        assert density(px(mm, 200), says, Asked(200, A4)) == 200


def test_without_a_region_the_picture_is_asked_and_then_the_device():
    assert density((1000, 1000), 300, Asked(200)) == 300
    assert density((1000, 1000), 72, Asked(200)) == 200
    assert density((1000, 1000), None, Asked(200)) == 200


@given(
    st.tuples(st.integers(1, 20_000), st.integers(1, 20_000)),
    st.none() | st.floats(),
    st.integers(50, 2400),
    st.none() | st.tuples(st.floats(0.1, 2000), st.floats(0.1, 2000)),
)
def test_any_picture_has_a_sensible_density(size, says, asked, region):
    assert 50 <= density(size, says, Asked(asked, region)) <= 2400
