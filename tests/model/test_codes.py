from __future__ import annotations

import uuid
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model import codes
from desktop.model.codes import BadCode

TODAY = date(2026, 11, 24)


def test_both_orders_of_a_unit_code_are_one_unit():
    assert codes.unit_code("000.00.12.H08") == codes.unit_code("H08.12") == "H08.12"
    assert codes.unit_code("000.00.00.H08") == "H08"
    assert codes.unit_code("003.02.12.H08") == "H08.12.02.003"


@pytest.mark.parametrize("bad", ["", "H8", "Z08.1", "000.00.12", "H08..1"])
def test_a_wrong_unit_code_is_refused(bad):
    with pytest.raises(BadCode):
        codes.unit_code(bad)


@pytest.mark.parametrize(
    ("text", "unit", "day"),
    [
        ("000.00.12.H08-260312-0007", "H08.12", date(2026, 3, 12)),
        ("h08.12-260312-00007", "H08.12", date(2026, 3, 12)),
        ("G09.20-20260312-0000007", "G09.20", date(2026, 3, 12)),
    ],
)
def test_old_and_new_dossier_codes_are_read(text, unit, day):
    read = codes.dossier_code(text, today=TODAY)
    assert (read.unit, read.day) == (unit, day)


@pytest.mark.parametrize(
    "bad", ["H08.12-261331-0007", "H08.12-261125-0007", "H08.12-260312", "xin chào", "TAM-AAAA-BBBB"]
)
def test_what_is_no_dossier_code_is_refused(bad):
    with pytest.raises(BadCode):
        codes.dossier_code(bad, today=TODAY)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_never_more(text):
    for read in (codes.catalogue_code, codes.procedure_code, codes.unit_code):
        try:
            assert read(read(text)) == read(text)
        except BadCode:
            pass
    try:
        codes.dossier_code(text, today=TODAY)
    except BadCode:
        pass


def test_catalogue_codes_are_trimmed_and_upper_case_and_not_endless():
    assert codes.catalogue_code("  kq.g15.000001 ") == "KQ.G15.000001"
    with pytest.raises(BadCode):
        codes.catalogue_code("A" * 201)


@given(st.uuids(), st.uuids())
def test_two_dossiers_never_share_a_provisional_code_nor_look_official(one, other):
    code = codes.provisional_code(one)
    assert codes.is_provisional(code)
    if one.int >> 88 != other.int >> 88:
        assert code != codes.provisional_code(other)
    with pytest.raises(BadCode):
        codes.dossier_code(code, today=TODAY)


def test_a_provisional_code_is_the_dossiers_own_for_life():
    own = uuid.UUID("12345678-1234-4234-9234-123456789abc")
    assert codes.provisional_code(own) == codes.provisional_code(own)


def test_an_item_code_follows_its_template():
    code = codes.item_code(
        codes.COMPONENT_ITEM_TEMPLATE, serial=3, owner_id="052199000123", procedure="1.001193", component="GT1"
    )
    assert code == "052199000123.1.001193.GT1.03"


@pytest.mark.parametrize("template", ["{nobody}", "{owner_id", "{owner_id}.{serial:xx}"])
def test_a_wrong_template_is_refused(template):
    with pytest.raises(BadCode):
        codes.item_code(template, serial=1, owner_id="1")


def test_an_item_code_never_has_an_empty_part():
    with pytest.raises(BadCode):
        codes.item_code("{owner_id}.{serial}", serial=1, owner_id="")
