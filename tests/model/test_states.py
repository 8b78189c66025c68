from __future__ import annotations

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.states import MOVES, ForbiddenMove, SigningState, StepState, SyncState, move


def test_every_state_has_its_row_and_leads_only_to_its_own_kind():
    for kind, rows in MOVES.items():
        assert set(rows) == set(kind)
        for targets in rows.values():
            assert all(type(target) is kind for target in targets)


@given(st.sampled_from(sorted(MOVES, key=lambda kind: kind.__name__)), st.data())
def test_only_known_moves_are_allowed(kind: type[StrEnum], data: st.DataObject):
    old, new = data.draw(st.sampled_from(list(kind))), data.draw(st.sampled_from(list(kind)))
    if old == new or new in MOVES[kind][old]:
        assert move(old, new) is new
    else:
        with pytest.raises(ForbiddenMove):
            move(old, new)


def test_what_the_province_confirmed_and_what_is_signed_never_goes_back():
    assert not MOVES[SyncState][SyncState.CONFIRMED]
    assert SigningState.UNSIGNED not in MOVES[SigningState][SigningState.SIGNED]
    assert not MOVES[StepState][StepState.DONE]
