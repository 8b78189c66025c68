from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.machine.recovery_code import BadRecoveryCode, read_recovery_code, recovery_rows
from desktop.store.errors import KeyMissing, RecoveryKeyMissing, WrongRecoveryKey
from desktop.store.file import Store
from desktop.store.keys import StoreKeys

KEYS = st.binary(min_size=32, max_size=32)


@given(KEYS)
def test_a_printed_key_can_be_typed_back(key):
    rows = recovery_rows(key)
    assert all(len(row) == 17 for row in rows)
    assert read_recovery_code("\n".join(rows)) == key
    assert read_recovery_code("-".join(rows).lower().replace("0", "o").replace("1", "l")) == key


@given(KEYS, st.integers(0, 59), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_letter_is_named_by_its_row(key, place, letter):
    letters = "".join(recovery_rows(key)).replace(" ", "")
    if letters[place] == letter:
        return
    with pytest.raises(BadRecoveryCode) as refusal:
        read_recovery_code(letters[:place] + letter + letters[place + 1 :])
    assert f"hàng {place // 15 + 1}" in refusal.value.message


@given(KEYS, st.permutations([0, 1, 2, 3]))
def test_swapped_rows_are_noticed(key, order):
    rows = recovery_rows(key)
    typed = [rows[at] for at in order]
    if len({row[:15] for row in rows}) < 4 or order == [0, 1, 2, 3]:
        return
    with pytest.raises(BadRecoveryCode):
        read_recovery_code("".join(typed))


@given(st.text(max_size=80))
def test_any_typing_is_a_key_or_refused(text):
    try:
        assert len(read_recovery_code(text)) == 32
    except BadRecoveryCode:
        pass


def test_the_sheet_opens_a_store_whose_keyring_is_empty(store, place, secrets):
    recovery = store.keys.recovery_key()
    store.close()
    secrets.kept.clear()
    with pytest.raises(KeyMissing):
        Store(place, secrets, training=False)
    with pytest.raises(RecoveryKeyMissing):
        StoreKeys(place, secrets).recovery_key()
    with pytest.raises(WrongRecoveryKey):
        StoreKeys(place, secrets).recover(bytes(32))
    assert not secrets.kept
    StoreKeys(place, secrets).recover(recovery)
    Store(place, secrets, training=False).close()
    assert StoreKeys(place, secrets).recovery_key() == recovery


def test_a_new_sheet_ends_the_old_one(store, place, secrets):
    old = store.keys.recovery_key()
    new = store.keys.new_recovery_key()
    with pytest.raises(WrongRecoveryKey):
        store.keys.recover(old)
    store.keys.recover(new)


def test_no_key_lies_on_the_disk(store, place, secrets):
    recovery = store.keys.recovery_key()
    for file in place.data.glob("*.*"):
        raw = file.read_bytes()
        for key in (recovery.hex(), store.keys.key()):
            assert key.encode() not in raw and bytes.fromhex(key) not in raw, file
