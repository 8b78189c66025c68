from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from desktop.machine.folders import folders
from desktop.store import audit
from desktop.store.file import Store
from tests.samples import MemorySecrets

ROWS = 8
COLUMNS = ("at", "who", "what", "item", "outcome", "hash")


class Undone(Exception):
    """Takes every change back, so that one chain serves all examples."""


@pytest.fixture(scope="module")
def chain(tmp_path_factory):
    store = Store(folders(tmp_path_factory.mktemp("audit") / "data", training=False), MemorySecrets(), training=False)
    with store.writing() as tx:
        for number in range(ROWS):
            audit.append(tx, "lan", "page scanned", f"page {number}", "ok")
    yield store
    store.close()


def broken_after(store, *statements):
    """What the check says after somebody changed the table; the anchor is the chain's true end."""
    found = []
    with pytest.raises(Undone), store.writing() as tx:
        anchor = audit.head(tx)
        for statement, *values in statements:
            tx.exec_driver_sql(statement, tuple(values))
        found.append(audit.first_broken(tx, anchor))
        raise Undone
    return found[0]


quick = settings(
    max_examples=60,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@quick
@given(number=st.integers(1, ROWS), column=st.sampled_from(COLUMNS), text=st.text(max_size=9), jump=st.integers(1, 999))
def test_any_change_of_any_row_is_found_at_that_row(chain, number, column, text, jump):
    with chain.reading() as tx:
        old = tx.exec_driver_sql(f"SELECT {column} FROM audit WHERE number = ?", (number,)).scalar()
    new = old + jump if column == "at" else text
    assume(new != old)
    assert broken_after(chain, (f"UPDATE audit SET {column} = ? WHERE number = ?", new, number)) == number


@quick
@given(numbers=st.sets(st.integers(1, ROWS), min_size=1))
def test_any_removal_is_found_the_tail_too(chain, numbers):
    removals = [("DELETE FROM audit WHERE number = ?", number) for number in numbers]
    assert broken_after(chain, *removals) == min(numbers)


@quick
@given(one=st.integers(1, ROWS), other=st.integers(1, ROWS))
def test_any_two_rows_swapped_are_found(chain, one, other):
    assume(one != other)
    swap = [
        ("UPDATE audit SET number = 999 WHERE number = ?", one),
        ("UPDATE audit SET number = ? WHERE number = ?", one, other),
        ("UPDATE audit SET number = ? WHERE number = 999", other),
    ]
    assert broken_after(chain, *swap) == min(one, other)


@quick
@given(numbers=st.permutations(range(1, ROWS + 1)), cut=st.integers(1, ROWS - 1))
def test_a_chain_made_anew_from_a_row_on_is_found_by_its_anchor(chain, numbers, cut):
    """Who can compute hashes can rewrite a tail; the anchor outside the store still tells."""
    found = []
    with pytest.raises(Undone), chain.writing() as tx:
        anchor = audit.head(tx)
        tx.exec_driver_sql("DELETE FROM audit WHERE number > ?", (cut,))
        for number in numbers[cut:]:
            audit.append(tx, "lan", "page scanned", f"other {number}", "ok")
        found += [audit.first_broken(tx), audit.first_broken(tx, anchor)]
        raise Undone
    assert found == [None, ROWS]


@pytest.mark.parametrize(
    ("item", "kept"),
    [
        ("052199000123", "•" * 9 + "123"),
        ("số 052199000123.", "số " + "•" * 9 + "123."),
        ("H99.12-20260312-0000001", "H99.12-20260312-0000001"),
        ("0efee775-b7c0-4f69-bbd8-529123456789", "0efee775-b7c0-4f69-bbd8-529123456789"),
    ],
)
def test_an_id_number_is_masked_even_where_a_caller_forgot(chain, item, kept):
    found = []
    with pytest.raises(Undone), chain.writing() as tx:
        audit.append(tx, "lan", "x", item, item)
        found += tx.exec_driver_sql("SELECT item, outcome FROM audit ORDER BY number DESC LIMIT 1").one()
        raise Undone
    assert found == [kept, kept]


def test_what_was_done_last_to_each_item_is_told(chain):
    with pytest.raises(Undone), chain.writing() as tx:
        for item, outcome in (("scanner", "a"), ("token", "b"), ("scanner", "c")):
            audit.append(tx, "lan", "setup step tried", item, outcome)
        assert audit.last_outcomes(tx, "setup step tried") == {"scanner": "c", "token": "b"}
        assert audit.last_outcomes(tx, "never done") == {}
        assert audit.was_done(tx, "page scanned")
        assert not audit.was_done(tx, "never done")
        raise Undone
