"""What a clerk may do to pages, each as a value, and what comes of it: rules only, nothing is stored here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from desktop.model.arrangement import Arrangement, Place, Slot
from desktop.model.errors import Refusal
from desktop.model.page import Edits


class NoSuchPage(Refusal):
    """An edit names a page or paper that is not of this dossier, or is not there any more."""

    code = "no_such_page"
    sentence = "Trang hoặc giấy tờ này không còn trong hồ sơ."
    advice = "Mở lại hồ sơ rồi chọn lại."


class SidesDiffer(Refusal):
    """Fronts and backs of a pile scanned in two passes are not equally many."""

    code = "sides_differ"
    sentence = "Có {fronts} mặt trước nhưng {backs} mặt sau."
    advice = "Đếm lại giấy và quét lại mặt thiếu, hoặc đồng ý ghép dù không đủ mặt."


class NoCardPair(Refusal):
    """A card has two different sides."""

    code = "no_card_pair"
    sentence = "Cần hai trang khác nhau, chưa ghép: mặt trước và mặt sau của thẻ."
    advice = "Chọn mặt trước rồi mặt sau của thẻ."


@dataclass(frozen=True, slots=True)
class Adjust:
    """Decide a page's cleaning: turn, skew, crop, whitening; None in `edits` leaves a step automatic."""

    page_id: UUID
    edits: Edits


@dataclass(frozen=True, slots=True)
class SetAside:
    """Set pages aside; they are kept and can be brought back."""

    page_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class BringBack:
    """Bring pages back to where they lay."""

    page_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Reorder:
    """Put a page at another place of its paper, from 0, set-aside pages not counted."""

    page_id: UUID
    to: int


@dataclass(frozen=True, slots=True)
class Move:
    """Put pages, in this order, into another paper: at a place from 0, or behind its last page."""

    page_ids: tuple[UUID, ...]
    paper_id: UUID
    to: int | None = None


@dataclass(frozen=True, slots=True)
class SplitOff:
    """Begin a new paper with a page and all that lie behind it."""

    page_id: UUID
    into: Slot


@dataclass(frozen=True, slots=True)
class Collate:
    """Put fronts and backs of a pile together that was fed twice, once from either side.

    Attributes:
        paper_id: the paper that has all fronts, then all backs.
        first_back: the first page of the second pass.
        from_last: the turned pile came out with the last sheet first, as it does when the whole pile is turned over.
        although_uneven: pair what pairs though the counts differ.
    """

    paper_id: UUID
    first_back: UUID
    from_last: bool = True
    although_uneven: bool = False


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """Put front and back of a card on one new A4 page at true size; the two pages are set aside."""

    front: UUID
    back: UUID
    page_id: UUID


@dataclass(frozen=True, slots=True)
class Replace:
    """Put a page that was scanned anew, and is still set aside, in the place of the old one, which is set aside."""

    old: UUID
    new: UUID


Edit = Adjust | SetAside | BringBack | Reorder | Move | SplitOff | Collate | PlaceCard | Replace


def subject(edit: Edit) -> UUID:
    """The page that an edit names first.

    Raises:
        NoSuchPage: it names none.
    """
    match edit:
        case Adjust(page_id) | Reorder(page_id) | SplitOff(page_id) | Collate(first_back=page_id):
            return page_id
        case PlaceCard(front=page_id) | Replace(old=page_id):
            return page_id
        case SetAside(page_ids) | BringBack(page_ids) | Move(page_ids):
            if not page_ids:
                raise NoSuchPage()
            return page_ids[0]


def edited(now: Arrangement, edit: Edit) -> Arrangement:
    """How the pages lie after an edit.

    Raises:
        NoSuchPage: the edit names what is not there.
        SidesDiffer: fronts and backs are not equally many.
        NoCardPair: the two sides of a card are no two scanned pages.
    """
    match edit:
        case Adjust(page_id, edits):
            return now.with_places(replace(_place(now, page_id), edits=edits))
        case SetAside(page_ids):
            return now.with_places(*(replace(_place(now, page), removed=True) for page in page_ids))
        case BringBack(page_ids):
            return now.with_places(*(replace(_place(now, page), removed=False) for page in page_ids))
        case Reorder(page_id, to):
            paper_id = _place(now, page_id).paper_id
            return now.laid(paper_id, _inserted(now, paper_id, (page_id,), to))
        case Move(page_ids, paper_id, to):
            return _moved(now, page_ids, paper_id, to)
        case SplitOff(page_id, into):
            lying = [place.id for place in now.lying_in(_place(now, page_id).paper_id)]
            return now.with_slot(into).laid(into.id, lying[lying.index(page_id) :])
        case Collate():
            return _collated(now, edit)
        case PlaceCard():
            return _card_placed(now, edit)
        case Replace(old, new):
            was, fresh = _place(now, old), _place(now, new)
            return now.with_places(
                replace(was, position=fresh.position, removed=True),
                replace(fresh, position=was.position, removed=False),
            )


def _place(now: Arrangement, page_id: UUID) -> Place:
    place = now.places.get(page_id)
    if place is None:
        raise NoSuchPage()
    return place


def _inserted(now: Arrangement, paper_id: UUID, page_ids: Sequence[UUID], to: int | None) -> list[UUID]:
    """The paper's pages with these ones before the one that is now seen at place `to`."""
    others = [place for place in now.lying_in(paper_id) if place.id not in page_ids]
    seen = [place.id for place in others if not place.removed]
    order = [place.id for place in others]
    at = len(order) if to is None or to >= len(seen) else order.index(seen[max(0, to)])
    return [*order[:at], *page_ids, *order[at:]]


def _moved(now: Arrangement, page_ids: Sequence[UUID], paper_id: UUID, to: int | None) -> Arrangement:
    if paper_id not in now.slots:
        raise NoSuchPage()
    for page in page_ids:
        _place(now, page)
    return now.laid(paper_id, _inserted(now, paper_id, page_ids, to))


def _collated(now: Arrangement, edit: Collate) -> Arrangement:
    lying = now.lying_in(edit.paper_id)
    seen = [place.id for place in lying if not place.removed]
    if edit.first_back not in seen:
        raise NoSuchPage()
    at = seen.index(edit.first_back)
    order = interleaved(seen[:at], seen[at:], from_last=edit.from_last, although_uneven=edit.although_uneven)
    return now.laid(edit.paper_id, [*order, *(place.id for place in lying if place.removed)])


def interleaved(
    fronts: Sequence[UUID], backs: Sequence[UUID], *, from_last: bool, although_uneven: bool = False
) -> list[UUID]:
    """Front, back, front, back…; what has no partner comes last.

    Raises:
        SidesDiffer: not equally many, and nobody said that it may be so.
    """
    if len(fronts) != len(backs) and not although_uneven:
        raise SidesDiffer(fronts=len(fronts), backs=len(backs))
    turned = list(reversed(backs)) if from_last else list(backs)
    paired = [side for pair in zip(fronts, turned, strict=False) for side in pair]
    return [*paired, *fronts[len(turned) :], *turned[len(fronts) :]]


def _card_placed(now: Arrangement, edit: PlaceCard) -> Arrangement:
    front, back = _place(now, edit.front), _place(now, edit.back)
    if front.id == back.id or front.made_of or back.made_of:
        raise NoCardPair()
    page = Place(id=edit.page_id, paper_id=front.paper_id, position=0, made_of=(front.id, back.id))
    lying = [place.id for place in now.lying_in(front.paper_id)]
    at = lying.index(front.id)
    placed = now.with_places(replace(front, removed=True), replace(back, removed=True), page)
    return placed.laid(front.paper_id, [*lying[:at], page.id, *lying[at:]])


def label(now: Arrangement, edit: Edit) -> str:
    """What an edit does, in a few Vietnamese words; `now` is how the pages lie before it."""
    match edit:
        case Adjust(page_id, edits):
            return f"{_adjusted(now.places[page_id].edits, edits)} {_named(now, (page_id,))}"
        case SetAside(page_ids):
            return f"bỏ ra {_named(now, page_ids)}"
        case BringBack(page_ids):
            return f"lấy lại {_named(now, page_ids)}"
        case Reorder(page_id, to):
            return f"chuyển {_named(now, (page_id,))} tới vị trí {to + 1}"
        case Move(page_ids, paper_id, _):
            return f"chuyển {_named(now, page_ids)} sang «{now.slots[paper_id].name}»"
        case SplitOff(page_id, into):
            return f"tách từ {_named(now, (page_id,))} thành «{into.name}»"
        case Collate(paper_id):
            return f"ghép mặt trước và mặt sau của «{now.slots[paper_id].name}»"
        case PlaceCard(front):
            return f"đặt hai mặt thẻ lên một trang A4 trong «{now.slots[now.places[front].paper_id].name}»"
        case Replace(old):
            return f"quét lại {_named(now, (old,))}"


def _adjusted(old: Edits, new: Edits) -> str:
    words = [
        word
        for word, one, other in (
            ("xoay", old.turn_deg, new.turn_deg),
            ("chỉnh nghiêng", old.skew_deg, new.skew_deg),
            ("cắt", old.crop, new.crop),
            ("làm trắng nền", old.whiten, new.whiten),
        )
        if one != other
    ]
    return ", ".join(words) or "chỉnh"


def _named(now: Arrangement, page_ids: Sequence[UUID]) -> str:
    if len(page_ids) != 1:
        return f"{len(page_ids)} trang"
    place = now.places[page_ids[0]]
    lying = [one.id for one in now.lying_in(place.paper_id, removed=place.removed)]
    return f"trang {lying.index(place.id) + 1} của «{now.slots[place.paper_id].name}»"
