"""A 32-byte key as people can write it down and type it back: four rows, each with check digits of its own.

Crockford's base 32 has no letters that look like digits; what is mistyped is found and named by its row (ISO 7064
mod 97-10 over the row's number and its letters: every single wrong letter and every two swapped rows).
"""

from __future__ import annotations

from stdnum.iso7064 import mod_97_10

from desktop.model.errors import Refusal

KEY_BYTES = 32
_ROWS, _ROW_BYTES, _ROW_LETTERS, _GROUP = 4, 8, 13, 5
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


class BadRecoveryCode(Refusal):
    """What was typed is no recovery code."""

    code = "bad_recovery_code"
    sentence = "Mã khôi phục gõ chưa đúng: {reason}."
    advice = "Đối chiếu từng nhóm năm ký tự với phiếu khôi phục rồi gõ lại, hoặc quét mã QR trên phiếu."


def recovery_rows(key: bytes) -> list[str]:
    """The rows to print: three groups of five letters each.

    Args:
        key: 32 bytes.
    """
    return [_row(at, key[at * _ROW_BYTES : (at + 1) * _ROW_BYTES]) for at in range(_ROWS)]


def _row(at: int, part: bytes) -> str:
    number = int.from_bytes(part, "big")
    letters = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_ROW_LETTERS)))
    checked = letters + mod_97_10.calc_check_digits(_digits(at, letters))
    return " ".join(checked[start : start + _GROUP] for start in range(0, len(checked), _GROUP))


def _digits(at: int, letters: str) -> str:
    """Two digits for each letter: if some had one digit, a wrong letter could shift the others and not be noticed."""
    return f"{at + 1}" + "".join(f"{_ALPHABET.index(letter):02}" for letter in letters)


def read_recovery_code(text: str) -> bytes:
    """The key of a typed or scanned code; case, spaces, dashes and look-alike letters do not matter.

    Raises:
        BadRecoveryCode: names the row that is wrong.
    """
    letters = "".join(letter for letter in text.upper() if letter.isalnum()).translate(_ALIKE)
    length = _ROW_LETTERS + 2
    if len(letters) != _ROWS * length:
        raise BadRecoveryCode(reason=f"có {len(letters)} ký tự, cần {_ROWS * length}")
    rows = [letters[at * length : (at + 1) * length] for at in range(_ROWS)]
    return b"".join(_read_row(at, row) for at, row in enumerate(rows))


def _read_row(at: int, row: str) -> bytes:
    letters = row[:_ROW_LETTERS]
    right = all(letter in _ALPHABET for letter in letters) and row[_ROW_LETTERS:].isdecimal()
    if not right or not mod_97_10.is_valid(_digits(at, letters) + row[_ROW_LETTERS:]):
        raise BadRecoveryCode(reason=f"hàng {at + 1} sai")
    number = 0
    for letter in letters:
        number = number << 5 | _ALPHABET.index(letter)
    if number >> 8 * _ROW_BYTES:
        raise BadRecoveryCode(reason=f"hàng {at + 1} sai")
    return number.to_bytes(_ROW_BYTES, "big")
