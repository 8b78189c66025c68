"""A PIN has one owner: handed over for a login, wiped when it was used, forgotten or not wanted."""

from __future__ import annotations

import pytest

from desktop.signing.errors import SessionOver
from desktop.signing.tokens.pin import Pin

WORDS = b"Mat-khau-8"


def test_what_was_typed_is_handed_over_and_wiped_at_the_end():
    typed = bytearray(WORDS)
    with Pin(typed) as pin:
        assert pin.hand_over() == WORDS
        assert pin.hand_over() is typed
    assert typed == bytes(len(WORDS))


def test_what_nobody_wanted_is_wiped_too():
    typed = bytearray(WORDS)
    with pytest.raises(ValueError, match="refused"), Pin(typed):
        raise ValueError("refused")
    assert not any(typed)


def test_it_is_asked_for_when_it_is_wanted_and_once():
    given = [bytearray(b"another"), bytearray(WORDS)]
    with Pin(given.pop) as pin:
        assert len(given) == 2
        first = pin.hand_over()
        assert first == WORDS
        assert pin.hand_over() is first
    assert given == [b"another"]
    assert not any(first)


def test_what_is_forgotten_on_the_way_no_token_has():
    typed = bytearray(WORDS)
    pin = Pin(typed)
    pin.forget()
    assert not any(typed)
    with pytest.raises(SessionOver):
        pin.hand_over()


def test_what_is_forgotten_while_it_is_asked_for_no_token_has():
    given = bytearray(WORDS)

    def ask() -> bytearray:
        pin.forget()
        return given

    with pytest.raises(SessionOver), Pin(ask) as pin:
        pin.hand_over()
    assert not any(given)


def test_what_the_token_holds_is_not_wiped_under_its_hands():
    """Zeros would be tried as a wrong PIN."""
    typed = bytearray(WORDS)
    with Pin(typed) as pin:
        held = pin.hand_over()
        pin.forget()
        assert held == WORDS
        assert pin.forgotten
        pin.wipe()
        assert not any(typed)
