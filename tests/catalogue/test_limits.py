"""What a catalogue says of a procedure's time limit."""

from __future__ import annotations

import pytest

from desktop.catalogue.limits import working_days
from desktop.catalogue.national import read_national
from desktop.catalogue.reader import catalogue_from_data
from desktop.catalogue.table import CatalogueTable
from desktop.model.data import as_data
from tests.samples import MORNING


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("05 ngày làm việc", 5),
        ("15 (mười lăm) ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ", 15),
        ("Ngay trong ngày làm việc", 0),
        ("Trong ngày", 0),
        ("3 ngày làm việc; 3 Ngày làm việc", 3),
        ("3 ngày làm việc; trực tuyến 2 ngày làm việc", None),
        ("30 ngày", None),
        ("3 ngày làm việc, 30 ngày nếu phải xác minh", None),
        ("8 giờ làm việc", None),
        ("", None),
        ("theo quy định", None),
    ],
)
def test_only_one_clear_limit_in_working_days_is_taken(words, days):
    assert working_days(words) == days


def test_a_limit_comes_out_of_a_table_and_of_the_national_package_and_stays_out_of_older_catalogues():
    table = CatalogueTable()
    row = {"procedure_code": "1.004873", "procedure_name": "Xác nhận", "component_code": "GT.1", "component_name": "Tờ"}
    table.add("1", 2, {**row, "limit": "03 ngày làm việc"})
    (procedure,) = table.catalogue("1", MORNING.date()).procedures
    assert procedure.working_days == 3
    package = [
        {
            "MATTHC": "1.004873",
            "TENTTHC": "Xác nhận",
            "CACHTHUCTHUCHIEN": [{"KENH": "1", "THOIGIAN": "5 Ngày làm việc"}],
            "KETQUATHUCHIEN": [{"MAKETQUA": "KQ.1", "TENKETQUA": "Giấy"}],
        }
    ]
    catalogue = read_national(package).catalogue("1", MORNING.date())
    assert catalogue.procedures[0].working_days == 5
    data = as_data(catalogue)
    assert catalogue_from_data(data, "x") == catalogue
    del data["procedures"][0]["working_days"]
    assert as_data(catalogue_from_data(data, "x")) == data
