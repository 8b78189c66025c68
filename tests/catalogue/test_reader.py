from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.catalogue.reader import catalogue_from_data, read_catalogue_file
from desktop.machine.folders import resources
from desktop.model.data import as_data
from desktop.model.errors import UnreadableInput
from desktop.training.papers.kinds import KINDS
from desktop.training.papers.pile import kind_for

SAMPLE = json.loads((resources() / "catalogue" / "sample.json").read_text("utf-8"))


def test_the_sample_is_read_and_written_back():
    catalogue = catalogue_from_data(SAMPLE, "mẫu")
    assert catalogue_from_data(as_data(catalogue), "mẫu") == catalogue
    assert catalogue.procedure("1.001193.000.00.00.H08").name == "Đăng ký khai sinh"


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("version",), None, "version"),
        (("valid_from",), "hôm qua", "valid_from"),
        (("procedures",), [], "procedures"),
        (("procedures", 0, "code"), "abc", "procedures[0].code"),
        (("procedures", 0, "cases", 0, "components", 1, "code"), "", "components[1].code"),
        (("procedures", 0, "cases", 0, "components", 1, "code"), "GT.KS.01", "hai lần"),
        (("procedures", 0, "cases", 0, "components", 0, "originals"), -1, "originals"),
        (("procedures", 0, "cases", 0, "components", 0, "must_digitise"), "iv", "must_digitise"),
        (("procedures", 1, "code"), "1.001193", "hai lần"),
        (("procedures", 0, "secret"), "không", "secret"),
        (("agencies", 0, "code"), "Z9", "agencies[0].code"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(path, value, said):
    data = copy.deepcopy(SAMPLE)
    at = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(UnreadableInput) as refusal:
        catalogue_from_data(data, "mẫu.json")
    assert said in refusal.value.message
    assert "mẫu.json" in refusal.value.message


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["version", "procedures", "agencies", "valid_from", "code"]), inner)
        ),
        max_leaves=12,
    )
)
def test_any_data_is_a_catalogue_or_refused(data):
    try:
        catalogue_from_data(data, "x")
    except UnreadableInput:
        pass


def test_files_that_are_no_catalogue_are_refused(tmp_path):
    for name, content in (("a.json", b""), ("b.json", b"{"), ("c.json", b"\xff\xfe"), ("d.json", b"[" * 100_000)):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UnreadableInput) as refusal:
            read_catalogue_file(tmp_path / name)
        assert name in refusal.value.message
    with pytest.raises(UnreadableInput):
        read_catalogue_file(tmp_path / "missing.json")


def test_training_can_print_every_component_and_result_that_a_citizen_brings():
    catalogue = catalogue_from_data(SAMPLE, "mẫu")
    asked = {c.code for p in catalogue.procedures for case in p.cases for c in case.components}
    printable = {code for kind in KINDS.values() for code in kind.codes}
    assert asked <= printable
    assert all(kind_for(code) in KINDS for code in asked)
