"""How long dossiers took: against answers computed by hand, and against plain Python over many random rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.model.states import DigitisationState, DossierState, SigningState, SyncState
from desktop.report.period import quarter
from desktop.report.plan.times import Asked, Stage, Took
from desktop.report.reports import Reports
from tests.report.plain import Row, plain_ways
from tests.report.rows import NOON, OFFICIALS, DossierRow, PaperRow, any_ways, code_of, put
from tests.store.conftest import place, secrets, store  # noqa: F401

QUARTER = quarter(2026, 1)
LIMIT = timedelta(minutes=15)
EVERYBODY = Asked(first=QUARTER.first, last=QUARTER.last, official="", limit=LIMIT)
BUILT, SIGNED, CONFIRMED = DigitisationState.BUILT, SigningState.SIGNED, SyncState.CONFIRMED


def after(*minutes: float | None) -> tuple[datetime | None, ...]:
    """Moments of a paper, in minutes after noon."""
    return tuple(None if one is None else NOON + timedelta(minutes=one) for one in minutes)


def built(*minutes: float | None, sync: SyncState = CONFIRMED) -> PaperRow:
    return PaperRow(digitisation=BUILT, signing=SIGNED, sync=sync, file=True, times=after(*minutes))


def test_one_way_is_told_in_stages_without_gaps(store):  # noqa: F811
    # Two papers: the later of each moment counts. 4 minutes until scanned, 6 more until confirmed, then 2, 30 and 60.
    put(store, [DossierRow(papers=(built(1, 3, 11, 42, 102), built(4, 10, 12, 40, 50)))])
    times = Reports(store).times(EVERYBODY)
    assert times.minutes == 10.0
    assert times.reading_minutes == 6.0
    assert {stage: times.minutes_of(stage) for stage in Stage} == {
        Stage.WORK: 4.0,
        Stage.READING: 6.0,
        Stage.SIGNATURE: 2.0,
        Stage.LINE: 30.0,
        Stage.PROVINCE: 60.0,
    }
    # Of 102 minutes.
    assert [times.percent_of(stage) for stage in Stage] == [3.9, 5.9, 2.0, 29.4, 58.8]
    assert [times.counts[one] for one in (Took.AT_COUNTER, Took.WITHIN, Took.OVER, Took.THROUGH)] == [1, 1, 0, 1]


def test_the_mean_is_over_dossiers_and_the_limit_itself_is_within(store):  # noqa: F811
    put(store, [DossierRow(papers=(built(5, end, 20, 21, 22),)) for end in (10, 15, 15.01, 20)])
    times = Reports(store).times(EVERYBODY)
    assert times.minutes == 15.0
    assert (times.counts[Took.WITHIN], times.counts[Took.OVER]) == (2, 2)
    assert Reports(store).behind_times(EVERYBODY, Took.OVER) == [code_of(2), code_of(3)]


_SCANNED = PaperRow(digitisation=DigitisationState.SCANNED)


@pytest.mark.parametrize(
    ("row", "took"),
    [
        # Nothing was done yet; scanned and not confirmed; one of two confirmed.
        (DossierRow(), Took.NOT_KNOWN),
        (DossierRow(papers=(_SCANNED,)), Took.NOT_KNOWN),
        (DossierRow(papers=(built(1, 2, 3, 4, 5), _SCANNED)), Took.NOT_KNOWN),
        # A paper that is missing keeps nobody at the counter.
        (DossierRow(papers=(built(1, 2, 3, 4, 5), PaperRow())), Took.THROUGH),
        # The province has not all of it yet; how it was sent is not known.
        (DossierRow(papers=(built(1, 2, 3, 4, None, sync=SyncState.SENT),)), Took.AT_COUNTER),
        (DossierRow(papers=(built(1, 2, 3, None, 5),)), Took.AT_COUNTER),
        # Midnight in Vietnam is twelve hours after noon there.
        (DossierRow(papers=(built(1, 719, 1, 1, 1),)), Took.THROUGH),
        (DossierRow(papers=(built(1, 721, 722, 723, None, sync=SyncState.SENT),)), Took.MANY_DAYS),
        # A result comes later, and is no part of it.
        (DossierRow(papers=(built(1, 2, 3, 4, 5), replace(built(1, 9000, 1, 1, 1), kind="result"))), Took.THROUGH),
    ],
)  # fmt: skip
def test_one_dossier_is_counted_as_it_stands(store, row, took):  # noqa: F811
    put(store, [row])
    counted = {one: count for one, count in Reports(store).times(EVERYBODY).counts.items() if count}
    kept = {Took.WITHIN, Took.OVER} | ({Took.AT_COUNTER} if took is Took.THROUGH else set())
    assert set(counted) - kept == {took}
    assert Reports(store).behind_times(EVERYBODY, took) == [code_of(0)]


def test_what_came_out_of_a_book_and_other_days_are_no_part_of_it(store):  # noqa: F811
    papers = (built(1, 2, 3, 4, 5),)
    later = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
    put(store, [DossierRow(state=DossierState.BOOK, papers=papers), DossierRow(received=later, papers=papers)])
    assert set(Reports(store).times(EVERYBODY).counts.values()) == {0}
    assert Reports(store).times(EVERYBODY).minutes is None
    assert Reports(store).times(EVERYBODY).percent_of(Stage.LINE) is None


def test_without_a_target_nothing_is_within_or_over_it(store):  # noqa: F811
    put(store, [DossierRow(papers=(built(1, 2, 3, 4, 5),))])
    counts = Reports(store).times(replace(EVERYBODY, limit=None)).counts
    assert (counts[Took.AT_COUNTER], counts[Took.WITHIN], counts[Took.OVER]) == (1, 0, 0)


COUNT = 4_000


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    from desktop.machine.folders import folders
    from desktop.store.file import Store
    from tests.samples import MemorySecrets

    held = Store(folders(tmp_path_factory.mktemp("ways") / "data", training=False), MemorySecrets(), training=False)
    put(held, any_ways(COUNT, seed=71))
    yield held
    held.close()


def _took(rows: list[Row]) -> dict[Took, list[str]]:
    def codes(name: str) -> list[Row]:
        return sorted((one for one in rows if one[name]), key=lambda one: (one["opened"], one["code"]))

    at = codes("at_counter")
    found = {name: codes(name) for name in ("at_counter", "many_days", "not_known", "through")}
    found["within"] = [one for one in at if one["ends"][1] - one["opened"] <= LIMIT]
    found["over"] = [one for one in at if one["ends"][1] - one["opened"] > LIMIT]
    return {Took(name): [one["code"] for one in those] for name, those in found.items()}


@pytest.mark.parametrize("official", ["", OFFICIALS[1]])
@pytest.mark.parametrize("days", [(QUARTER.first, QUARTER.last), (date(2026, 2, 3), date(2026, 2, 9))])
def test_plain_python_over_the_rows_finds_the_same_times(many, official, days):
    asked = Asked(first=days[0], last=days[1], official=official, limit=LIMIT)
    rows = [one for one in plain_ways(many, *days) if official in ("", one["official"])]
    times, wanted = Reports(many).times(asked), _took(rows)
    assert times.counts == {took: len(wanted[took]) for took in Took}
    assert all(wanted[took] for took in Took), "every kind is among them"
    for took in Took:
        assert Reports(many).behind_times(asked, took) == wanted[took]
    for name, told in (("at_counter", times.at_counter), ("through", times.through)):
        for number, stage in enumerate(told):
            ends = [[one["opened"], *one["ends"]] for one in rows if one[name]]
            assert told[stage] == sum((one[number + 1] - one[number] for one in ends), timedelta()), (name, stage)
