"""Who a dossier is opened for: somebody who was here before, a card that is shown, an invented citizen to practise on.

A card that is shown is read and forgotten: neither the picture nor what was not taken over is kept.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.document.papers.field import Field, FieldState
from desktop.document.papers.fields import read_fields
from desktop.machine.clock import Clock, vietnam_day
from desktop.model.dossier import Former, Party
from desktop.model.errors import QuaySoError, Refusal
from desktop.model.identity import masked
from desktop.model.owner import party_from_qr
from desktop.model.page import CodeKind
from desktop.page.result import PageResult
from desktop.scanner.driver import ScannedSide
from desktop.store import owners
from desktop.store.errors import NotFound
from desktop.store.file import Store

MOST_FOUND = 8
_SIDES = 2
"""Of a picture's pages that are looked at: front and back."""
_CARD = "Căn cước công dân"
_FIELDS = {
    "number": "owner_id",
    "name": "owner_name",
    "born": "owner_born",
    "sex": "sex",
    "address": "address",
}
"""An owner's fields, by what a paper calls them."""


class NoCard(Refusal):
    """Nothing that belongs to a person could be read."""

    code = "no_card"
    sentence = "Không đọc được thẻ căn cước nào trên ảnh."
    advice = "Đặt thẻ ngay ngắn, mặt có mã QR, rồi quét lại; hoặc nhập tay."


@dataclass(frozen=True, slots=True)
class CardValue:
    """A value of a card.

    Attributes:
        text: as a clerk would type it.
        picture: the part of the card it was read from (JPEG), to be looked at; None where that is not known.
        sure: two independent sources say the same.
    """

    text: str
    picture: bytes | None
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRead:
    """What a card says.

    Attributes:
        party: the owner, where its QR was read; nothing else is needed then.
        values: else what could be read, by the owner's fields; proposals, to be looked at.
    """

    party: Party | None = None
    values: Mapping[str, CardValue] = field(default_factory=dict)


class Owners:
    """Finds and reads owners.

    Args:
        store: where former owners are.
        clock: nobody was born after today.
        read: reads a page; blocks.
        scan: scans what lies on the glass; None where it was cancelled.
        invented: in training the citizen of a number; None with real data.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        read: Callable[[bytes, int | None], PageResult],
        scan: Callable[[threading.Event], ScannedSide | None],
        invented: Callable[[int], Party] | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._read = read
        self._scan = scan
        self._invented = invented

    def today(self) -> date:
        """The day it is in Vietnam."""
        return vietnam_day(self._clock.now())

    def find(self, words: str) -> list[Former]:
        """Those who were here before and whose name or number has all of the words, the last ones first."""
        with self._store.reading() as tx:
            return owners.find(tx, words, MOST_FOUND)

    def former(self, number: str) -> Party:
        """Who has this number, as he was the last time.

        Raises:
            NotFound: nobody with it was here before.
        """
        found = next((one.party for one in self.find(number) if one.party.number == number), None)
        if found is None:
            raise NotFound(masked(number))
        return found

    def sample(self) -> Party | None:
        """An invented citizen who was not here yet; None outside training."""
        if self._invented is None:
            return None
        with self._store.reading() as tx:
            for number in itertools.count(1):
                party = self._invented(number)
                if not owners.is_known(tx, party.number):
                    return party
        return None

    def scan_card(self, cancelled: threading.Event) -> CardRead | None:
        """Read the card that lies on the glass; None where the clerk cancelled. Blocks.

        Raises:
            NoCard: nothing could be read.
            NoScanner, and the scanner's own troubles.
        """
        side = self._scan(cancelled)
        return None if side is None else self._card([(side.image, side.dpi)])

    def read_card(self, data: bytes, name: str) -> CardRead:
        """Read a picture of a card, or a PDF of one: its first two pages. Blocks.

        Args:
            data: the file.
            name: for refusals.

        Raises:
            NoCard: nothing could be read.
            UnreadableInput, UnsafeFile: it is no picture.
        """
        # Here and not above: opening a dossier by a QR needs none of it.
        from desktop.document.file.incoming import looked_at, pictures

        return self._card(list(itertools.islice(pictures(looked_at(data, name, pages_only=True)), _SIDES)))

    def _card(self, sides: Sequence[tuple[bytes, int | None]]) -> CardRead:
        results = [self._read(image, dpi) for image, dpi in sides]
        party = _from_codes(results)
        if party:
            return CardRead(party=party)
        facts = [result.facts for result in results]
        found = read_fields([one.reading for one in facts], [one.codes for one in facts], _CARD, today=self.today())
        values = {
            name: CardValue(_as_typed(found[of]), _picture(found[of], results), found[of].state is FieldState.GREEN)
            for name, of in _FIELDS.items()
            if of in found
        }
        if not values.keys() & {"number", "name"}:
            raise NoCard()
        return CardRead(values=values)


def _from_codes(results: Sequence[PageResult]) -> Party | None:
    for result in results:
        for code in result.facts.codes:
            if code.kind is CodeKind.CITIZEN_CARD:
                try:
                    return party_from_qr(code.text)
                except QuaySoError:
                    # Broken on the way: what is printed beside it may be read.
                    continue
    return None


def _as_typed(found: Field) -> str:
    try:
        return f"{date.fromisoformat(found.value):%d/%m/%Y}"
    except ValueError:
        return found.value


def _picture(found: Field, results: Sequence[PageResult]) -> bytes | None:
    if found.box is None or not 0 <= found.page < len(results):
        return None
    from desktop.page.image import excerpt

    return excerpt(results[found.page].clean_jpeg, found.box)
