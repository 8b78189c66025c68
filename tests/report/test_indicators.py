"""Every indicator against answers computed by hand, and against plain Python over the rows of many random dossiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import product

import pytest

from desktop.machine.folders import folders
from desktop.model.states import DigitisationState, DossierState, SigningState, SyncState
from desktop.model.stored import Shop
from desktop.report.counting import By, Figures
from desktop.report.definitions import definition_on
from desktop.report.facts import Scope
from desktop.report.period import Period, quarter
from desktop.report.reports import NoSuchFigure, Reports
from desktop.store.file import Store
from tests.report.plain import Row, plain_counts, plain_rows, plain_shares
from tests.report.rows import BIRTH, COPY, LAND, OFFICIALS, UNITS, DossierRow, PaperRow, any_dossiers, code_of, put
from tests.samples import MemorySecrets
from tests.store.conftest import place, secrets, store  # noqa: F401

EMPTY, SCANNED, BUILT, REUSED = (
    DigitisationState.EMPTY,
    DigitisationState.SCANNED,
    DigitisationState.BUILT,
    DigitisationState.REUSED,
)
SIGNED, CONFIRMED = SigningState.SIGNED, SyncState.CONFIRMED
QUARTER = quarter(2026, 1)
WHOLE = Scope(first=QUARTER.first, last=QUARTER.last)

# What a component may be by its flags (R51): DuocSoHoa, DuocTaiSuDung, DuocLayTuKhoDMQG, MaKetQuaThayThe.
COMPONENTS: tuple[dict[str, object], ...] = (
    {},  # 0 - 0 -: nothing of it is there
    {"digitisation": BUILT, "signing": SIGNED, "file": True},  # 1 - 0 -: its own file
    {"digitisation": REUSED, "source": (Shop.PROVINCE, "component")},  # 0 component 0 -
    {"digitisation": REUSED, "source": (Shop.NATIONAL, "component")},  # 0 component 1 -
    {"digitisation": REUSED, "source": (Shop.PROVINCE, "result")},  # 0 result 0 code
    {"digitisation": REUSED, "source": (Shop.NATIONAL, "result")},  # 0 result 1 code
)
_FILE = PaperRow(kind="result", code="KQ.1", digitisation=BUILT, signing=SIGNED, file=True)
# How far a result may be: its procedure, its row, what else is so.
RESULTS: tuple[DossierRow, ...] = (
    DossierRow(procedure=COPY, state=DossierState.RETURNED),  # none is due
    DossierRow(recorded=True),  # due, and no row for it
    DossierRow(papers=(PaperRow(kind="result", code="KQ.1"),)),  # an empty row
    DossierRow(papers=(PaperRow(kind="result", code="KQ.1", digitisation=BUILT, file=True),)),  # not signed
    DossierRow(papers=(_FILE,)),
    DossierRow(papers=(PaperRow(kind="result", digitisation=BUILT, signing=SIGNED, sync=CONFIRMED, file=True),)),
)


def every_combination() -> Iterator[DossierRow]:
    """Two components of every kind each, with every kind of result: 6 x 6 x 6 = 216 dossiers."""
    for one, other, of in product(COMPONENTS, COMPONENTS, RESULTS):
        own = (PaperRow(code="G1", **one), PaperRow(code="G2", **other), *of.papers)  # type: ignore[arg-type]
        yield DossierRow(procedure=of.procedure, state=of.state, recorded=of.recorded, papers=own)


def shares(figures: Figures) -> dict[str, tuple[int, int, str]]:
    return {name: (one.met, one.due, one.percent) for name, one in figures.shares.items()}


def test_every_combination_of_flags_counts_as_computed_by_hand(store):  # noqa: F811
    """Of 36 pairs of components: 35 have a file, 32 reuse, 20 use the national store, 25 hold nothing to be sent."""
    put(store, every_combination())
    counted = Reports(store).figures(WHOLE)
    whole, groups = counted.whole, counted.groups
    assert whole.dossiers == 216
    assert shares(whole) == {
        # Five kinds of six are due: 5 x 36. Two have their file: 2 x 36.
        "4.1": (72, 180, "40.00"),
        # 35 pairs with a file; the result is there (2 kinds) or not due (1): 35 x 3.
        "4.2": (105, 216, "48.61"),
        # 32 x 6.
        "4.3": (192, 216, "88.89"),
        # National 20 x 6; of the other 16 those whose result the province has (1 kind).
        "4.4": (136, 216, "62.96"),
        # 20 x 6; both procedures have such a dossier.
        "4.5a": (120, 216, "55.56"),
        "4.5b": (2, 2, "100.00"),
        # Of 25 pairs with nothing to be sent: those with a confirmed result, and those with a record and no file.
        "1.4": (50, 216, "23.15"),
    }
    assert whole.unconfirmed == 166
    assert whole.counts == {
        "TiepNhan": 216,
        "ChuaSoHoaTPHS": 6,
        "CoSoHoaTPHS": 210,
        "CoTaiSuDungTPHS": 192,
        "CoTaiSuDungTPHSTuDvcQg": 120,
        # 72 with a result's file, 36 returned.
        "DaGiaiQuyet": 108,
        "DaGiaiQuyetChuaSoHoa": 0,
        "DaGiaiQuyetDaSoHoa": 108,
    }
    # G1 must be digitised for a birth alone: 6 x 5. A signed file is local in 11 pairs x 5, and in 36 of one kind.
    assert whole.reasons == {"must_scan": 30, "must_sign": 36, "leaving": 91, "refused": 0}
    # 4.1 without its confirmed kind is 36; in that kind 11 pairs hold something to be sent.
    assert whole.shares["4.1"].unconfirmed == 47
    by_field = {one.key: one.shares["4.2"] for one in groups[By.FIELD]}
    assert {key: (one.met, one.due) for key, one in by_field.items()} == {"Hộ tịch": (70, 180), "Chứng thực": (35, 36)}


_LONE = PaperRow(digitisation=BUILT, signing=SIGNED, file=True)


@pytest.mark.parametrize(
    ("row", "counted"),
    [
        # 1/2 is true where one of two dossiers whose result is due has none: here it is the one without.
        (DossierRow(papers=(_LONE,)), {"4.1": (0, 1), "4.2": (0, 1)}),
        (DossierRow(procedure=COPY, papers=(_LONE,)), {"4.1": (0, 0), "4.2": (1, 1)}),
        (DossierRow(procedure=f"{COPY}.000.00.00.H99", papers=(_LONE,)), {"4.1": (0, 0), "4.2": (1, 1)}),
        (DossierRow(papers=(_FILE,)), {"4.1": (1, 1), "4.2": (0, 1)}),
        # By the catalogue that it was taken in with: a later one gives no result on paper.
        (DossierRow(version="2026.2", papers=(_LONE,)), {"4.1": (0, 0), "4.2": (1, 1)}),
        (DossierRow(version="2026.2", procedure=LAND), {"4.1": (0, 1), "4.2": (0, 1)}),
        # A result that is here was due, whatever the catalogue says.
        (DossierRow(version="2024.1", papers=(_FILE,)), {"4.1": (1, 1)}),
        (DossierRow(version="2024.1"), {"4.1": (0, 0), "4.2": (0, 1), "4.5b": (0, 1)}),
        # Said to be reused, and no stored paper is known: nothing stands in for it.
        (DossierRow(papers=(PaperRow(digitisation=REUSED),)), {"4.2": (0, 1), "4.3": (0, 1), "4.4": (0, 1)}),
        # Scanned again after all: its row is kept until it is given back.
        (DossierRow(papers=(PaperRow(digitisation=SCANNED, source=(Shop.NATIONAL, "result")),)), {"4.5a": (0, 1)}),
        # A signed paper whose file is gone, and a file that nobody signed.
        (DossierRow(procedure=COPY, papers=(PaperRow(digitisation=BUILT, signing=SIGNED),)), {"4.2": (0, 1)}),
        (DossierRow(procedure=COPY, papers=(PaperRow(digitisation=BUILT, file=True),)), {"4.2": (0, 1)}),
        # All of its papers come from an e-store: the province has it when it has the record.
        (DossierRow(papers=(PaperRow(**COMPONENTS[2]),)), {"1.4": (0, 1)}),  # type: ignore[arg-type]
        (DossierRow(recorded=True, papers=(PaperRow(**COMPONENTS[2]),)), {"1.4": (1, 1)}),  # type: ignore[arg-type]
        # It was told of the dossier before any paper of it went: a notice is not the record.
        (DossierRow(told=True, papers=(PaperRow(**COMPONENTS[2]),)), {"1.4": (0, 1)}),  # type: ignore[arg-type]
        # What is not sorted yet is no paper of the dossier's.
        (DossierRow(papers=(replace(_LONE, kind="unsorted"),)), {"4.2": (0, 1), "1.4": (0, 1)}),
    ],
)  # fmt: skip
def test_one_dossier_counts_as_the_formula_says(store, row, counted):  # noqa: F811
    put(store, [row])
    whole = Reports(store).figures(WHOLE).whole
    assert {name: (whole.shares[name].met, whole.shares[name].due) for name in counted} == counted


def test_nothing_due_is_not_applicable_and_never_a_number(store):  # noqa: F811
    put(store, [])
    report = Reports(store).digitisation(QUARTER)
    assert {one["percent"] for one in report.as_data()["indicators"]} == {"N/A"}
    assert set(report.whole.counts.values()) == {0}
    assert all(rows == () for rows in report.counted.groups.values())
    assert report.counted.days == {}


@pytest.mark.parametrize(
    ("moment", "inside"),
    [
        (datetime(2025, 12, 31, 16, 59, 59, 999999, tzinfo=UTC), False),
        (datetime(2025, 12, 31, 17, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 31, 16, 59, 59, 999999, tzinfo=UTC), True),
        (datetime(2026, 3, 31, 17, 0, tzinfo=UTC), False),
    ],
)
def test_days_are_whole_days_in_vietnam(store, moment, inside):  # noqa: F811
    put(store, [DossierRow(received=moment)])
    counted = Reports(store).figures(WHOLE)
    assert counted.whole.dossiers == inside
    assert counted.days == ({date(2026, 1, 1) if moment.year == 2025 else date(2026, 3, 31): 1} if inside else {})


COUNT = 10_000


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    held = Store(folders(tmp_path_factory.mktemp("many") / "data", training=False), MemorySecrets(), training=False)
    put(held, any_dossiers(COUNT, seed=33))
    yield held
    held.close()


def agrees(figures: Figures, rows: list[dict[str, object]]) -> None:
    assert {name: (one.due, one.met, one.unconfirmed) for name, one in figures.shares.items()} == plain_shares(rows)
    assert {**figures.counts, **figures.reasons} == plain_counts(rows)
    assert (figures.dossiers, figures.unconfirmed) == (len(rows), sum(not one["confirmed"] for one in rows))


@cache
def all_rows(held: Store) -> list[Row]:
    """Read once: no test here changes the ten thousand."""
    return plain_rows(held, date.min, date.max)


def rows_of(held: Store, first: date, last: date) -> list[Row]:
    return [one for one in all_rows(held) if first <= one["on"] <= last]


def test_plain_python_over_the_rows_counts_the_same_of_ten_thousand_dossiers(many):
    rows = rows_of(many, QUARTER.first, QUARTER.last)
    assert len(rows) > COUNT // 3
    counted = Reports(many).figures(WHOLE)
    agrees(counted.whole, rows)
    assert counted.days == Counter(one["on"] for one in rows)
    names = {By.UNIT: "unit", By.OFFICIAL: "official", By.PROCEDURE: "procedure", By.FIELD: "field"}
    for by, name in names.items():
        assert [one.key for one in counted.groups[by]] == sorted({str(one[name]) for one in rows})
        for figures in counted.groups[by]:
            agrees(figures, [one for one in rows if str(one[name]) == figures.key])


@pytest.mark.parametrize(
    "narrow",
    [
        {"unit": UNITS[1]},
        {"official": OFFICIALS[2]},
        {"procedure": BIRTH},
        {"procedure": f"{BIRTH}.000.00.00.H21"},
        {"field": "Đất đai"},
        {"unit": UNITS[0], "official": OFFICIALS[0], "field": "Hộ tịch"},
    ],
)
def test_a_part_of_the_dossiers_counts_as_these_dossiers_do(many, narrow):
    scope = Scope(first=date(2026, 2, 1), last=date(2026, 2, 28), **narrow)
    wanted = {name: value[:8] if name == "procedure" else value for name, value in narrow.items()}
    rows = [
        one
        for one in rows_of(many, scope.first, scope.last)
        if all(one[name] == value for name, value in wanted.items())
    ]
    assert rows
    agrees(Reports(many).figures(scope).whole, rows)


def test_every_number_opens_exactly_the_dossiers_it_counted(many):
    reports, definition = Reports(many), definition_on(WHOLE.last)
    whole = reports.figures(WHOLE).whole
    for indicator in definition.indicators:
        met, missing = (set(reports.behind(WHOLE, indicator.id, missing=missing)) for missing in (False, True))
        assert not met & missing
        if indicator.id != "4.5b":
            assert (len(met), len(met | missing)) == (whole.shares[indicator.id].met, whole.shares[indicator.id].due)
    for counted in ({**whole.counts, **whole.reasons}).items():
        found = reports.behind(WHOLE, counted[0])
        assert (counted[0], len(set(found))) == counted
    with pytest.raises(NoSuchFigure):
        reports.behind(WHOLE, "4.9")


def test_one_share_and_the_officials_alone_are_those_of_the_whole_report(many):
    reports = Reports(many)
    counted = reports.figures(WHOLE)
    for indicator in definition_on(WHOLE.last).indicators:
        if indicator.id != "4.5b":
            assert reports.share(WHOLE, indicator.id) == counted.whole.shares[indicator.id]
    assert reports.received_by(WHOLE) == {one.key: one.dossiers for one in counted.groups[By.OFFICIAL]}
    with pytest.raises(NoSuchFigure):
        reports.share(WHOLE, "4.9")


def test_the_report_names_every_dossier_that_is_missing(store):  # noqa: F811
    put(store, [DossierRow(papers=(_FILE,)), DossierRow(), DossierRow(procedure=COPY)])
    report = Reports(store).digitisation(QUARTER)
    data = {one["id"]: one for one in report.as_data()["indicators"]}
    assert (data["4.1"]["met"], data["4.1"]["all"], data["4.1"]["percent"]) == (1, 2, "50.00")
    assert data["4.1"]["missing"] == [code_of(1)]
    assert data["4.2"]["missing"] == [code_of(0), code_of(1), code_of(2)]
    assert data["4.5b"]["missing"] == [BIRTH, COPY]
    assert report.as_data()["unsynchronised"] == 3
    assert report.note == "Số liệu cục bộ, 3 hồ sơ chưa đồng bộ."


def test_a_period_without_a_name_is_a_range():
    assert Period(first=date(2026, 1, 5), last=date(2026, 2, 6)).words == "từ 05/01/2026 đến 06/02/2026"
