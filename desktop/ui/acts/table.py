"""Every act of the window: its key and its words. No other place knows a key, but for those of scan profiles.

Keys are written as Qt has them in files (`Ctrl+Shift+G`, `Return`, `Up`); `written` says them as they stand on the
keyboard.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto

from desktop.ui.words import QT_TRANSLATE_NOOP


class Act(StrEnum):
    """Something that one key or one entry of a menu does."""

    NEW = auto()
    FIND = auto()
    AGAIN = auto()
    ACCOUNT = auto()
    KEYS = auto()
    BACK = auto()
    SCAN = auto()
    SCAN_PILE = auto()
    RESCAN = auto()
    SEPARATORS = auto()
    FILE = auto()
    STORE = auto()
    ASK_STORES = auto()
    CONFIRM = auto()
    SIGN = auto()
    PAPER_BEFORE = auto()
    PAPER_AFTER = auto()
    PAGE_BEFORE = auto()
    PAGE_AFTER = auto()
    OTHER_READING = auto()
    TURN_RIGHT = auto()
    TURN_LEFT = auto()
    CROP = auto()
    STRAIGHTEN = auto()
    WHITEN = auto()
    AUTOMATIC = auto()
    EARLIER = auto()
    LATER = auto()
    MOVE = auto()
    MOVE_REST = auto()
    COLLATE = auto()
    CARD = auto()
    SET_ASIDE = auto()
    BRING_BACK = auto()
    UNDO = auto()
    REDO = auto()
    LARGER = auto()
    SMALLER = auto()
    FIT = auto()
    DRIVER = auto()
    NOTE = auto()
    TO_STAMP = auto()
    STAMP_BY_ITSELF = auto()
    BY_CARD = auto()
    BY_HAND = auto()
    ORGANISATION = auto()
    FORMER = auto()
    SAMPLE = auto()
    BY_OTHER = auto()
    EXPORT = auto()
    PRINT = auto()
    USUAL_1 = auto()
    USUAL_2 = auto()
    USUAL_3 = auto()
    USUAL_4 = auto()
    USUAL_5 = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """An act as it is offered.

    Attributes:
        words: on its button or in its menu, English; context `Acts`.
        key: what does it; empty where only a menu does.
    """

    words: str
    key: str = ""


_USUAL = QT_TRANSLATE_NOOP("Acts", "A procedure used often")
TABLE: dict[Act, Entry] = {
    Act.NEW: Entry(QT_TRANSLATE_NOOP("Acts", "New dossier"), "Ctrl+N"),
    Act.FIND: Entry(QT_TRANSLATE_NOOP("Acts", "Find"), "Ctrl+K"),
    Act.AGAIN: Entry(QT_TRANSLATE_NOOP("Acts", "Look again"), "F5"),
    Act.ACCOUNT: Entry(QT_TRANSLATE_NOOP("Acts", "Log in"), "Ctrl+I"),
    Act.KEYS: Entry(QT_TRANSLATE_NOOP("Acts", "Keys"), "F1"),
    Act.BACK: Entry(QT_TRANSLATE_NOOP("Acts", "Close"), "Esc"),
    Act.SCAN: Entry(QT_TRANSLATE_NOOP("Acts", "Scan"), "F2"),
    Act.SCAN_PILE: Entry(QT_TRANSLATE_NOOP("Acts", "A pile with separator sheets"), "Shift+F2"),
    Act.RESCAN: Entry(QT_TRANSLATE_NOOP("Acts", "Scan this page again"), "F3"),
    Act.SEPARATORS: Entry(QT_TRANSLATE_NOOP("Acts", "Separator sheets to print…")),
    Act.FILE: Entry(QT_TRANSLATE_NOOP("Acts", "A file that the citizen brings…"), "Ctrl+O"),
    Act.STORE: Entry(QT_TRANSLATE_NOOP("Acts", "From the e-store instead of scanning"), "Ctrl+G"),
    Act.ASK_STORES: Entry(QT_TRANSLATE_NOOP("Acts", "Ask the e-stores anew"), "Ctrl+Shift+G"),
    Act.CONFIRM: Entry(QT_TRANSLATE_NOOP("Acts", "Confirm"), "Return"),
    Act.SIGN: Entry(QT_TRANSLATE_NOOP("Acts", "Sign and send"), "F9"),
    Act.PAPER_BEFORE: Entry(QT_TRANSLATE_NOOP("Acts", "The paper before"), "Up"),
    Act.PAPER_AFTER: Entry(QT_TRANSLATE_NOOP("Acts", "The next paper"), "Down"),
    Act.PAGE_BEFORE: Entry(QT_TRANSLATE_NOOP("Acts", "The page before"), "Left"),
    Act.PAGE_AFTER: Entry(QT_TRANSLATE_NOOP("Acts", "The next page"), "Right"),
    Act.OTHER_READING: Entry(QT_TRANSLATE_NOOP("Acts", "Take the other reading"), "Ctrl+D"),
    Act.TURN_RIGHT: Entry(QT_TRANSLATE_NOOP("Acts", "Turn right"), "Ctrl+R"),
    Act.TURN_LEFT: Entry(QT_TRANSLATE_NOOP("Acts", "Turn left"), "Ctrl+L"),
    Act.CROP: Entry(QT_TRANSLATE_NOOP("Acts", "Crop…"), "Ctrl+T"),
    Act.STRAIGHTEN: Entry(QT_TRANSLATE_NOOP("Acts", "Straighten"), "Ctrl+E"),
    Act.WHITEN: Entry(QT_TRANSLATE_NOOP("Acts", "Whiten the paper"), "Ctrl+B"),
    Act.AUTOMATIC: Entry(QT_TRANSLATE_NOOP("Acts", "As proposed at first")),
    Act.EARLIER: Entry(QT_TRANSLATE_NOOP("Acts", "One place up"), "Alt+Up"),
    Act.LATER: Entry(QT_TRANSLATE_NOOP("Acts", "One place down"), "Alt+Down"),
    Act.MOVE: Entry(QT_TRANSLATE_NOOP("Acts", "Move to")),
    Act.MOVE_REST: Entry(QT_TRANSLATE_NOOP("Acts", "Move this page and all behind it to")),
    Act.COLLATE: Entry(QT_TRANSLATE_NOOP("Acts", "The backs begin here: put fronts and backs together")),
    Act.CARD: Entry(QT_TRANSLATE_NOOP("Acts", "Front and back of a card, with the next page: onto one A4")),
    Act.SET_ASIDE: Entry(QT_TRANSLATE_NOOP("Acts", "Set page aside"), "Del"),
    Act.BRING_BACK: Entry(QT_TRANSLATE_NOOP("Acts", "Set aside before")),
    Act.UNDO: Entry(QT_TRANSLATE_NOOP("Acts", "Undo"), "Ctrl+Z"),
    Act.REDO: Entry(QT_TRANSLATE_NOOP("Acts", "Redo"), "Ctrl+Y"),
    Act.LARGER: Entry(QT_TRANSLATE_NOOP("Acts", "Larger"), "Ctrl++"),
    Act.SMALLER: Entry(QT_TRANSLATE_NOOP("Acts", "Smaller"), "Ctrl+-"),
    Act.FIT: Entry(QT_TRANSLATE_NOOP("Acts", "By width or whole"), "Ctrl+0"),
    Act.DRIVER: Entry(QT_TRANSLATE_NOOP("Acts", "Driver of the signing USB…"), "Ctrl+U"),
    Act.NOTE: Entry(QT_TRANSLATE_NOOP("Acts", "Take note…"), "Ctrl+J"),
    Act.TO_STAMP: Entry(QT_TRANSLATE_NOOP("Acts", "Move the signature"), "Ctrl+M"),
    Act.STAMP_BY_ITSELF: Entry(QT_TRANSLATE_NOOP("Acts", "Automatic"), "Home"),
    Act.BY_CARD: Entry(QT_TRANSLATE_NOOP("Acts", "Citizen card"), "Alt+1"),
    Act.BY_HAND: Entry(QT_TRANSLATE_NOOP("Acts", "By hand"), "Alt+2"),
    Act.ORGANISATION: Entry(QT_TRANSLATE_NOOP("Acts", "Organisation"), "Alt+3"),
    Act.FORMER: Entry(QT_TRANSLATE_NOOP("Acts", "Was here before"), "Alt+4"),
    Act.SAMPLE: Entry(QT_TRANSLATE_NOOP("Acts", "Invented citizen"), "Alt+M"),
    Act.BY_OTHER: Entry(QT_TRANSLATE_NOOP("Acts", "Handed in by somebody else"), "Alt+U"),
    Act.EXPORT: Entry(QT_TRANSLATE_NOOP("Acts", "Excel workbook"), "Ctrl+S"),
    Act.PRINT: Entry(QT_TRANSLATE_NOOP("Acts", "Print, PDF"), "Ctrl+P"),
    Act.USUAL_1: Entry(_USUAL, "Alt+A"),
    Act.USUAL_2: Entry(_USUAL, "Alt+B"),
    Act.USUAL_3: Entry(_USUAL, "Alt+C"),
    Act.USUAL_4: Entry(_USUAL, "Alt+D"),
    Act.USUAL_5: Entry(_USUAL, "Alt+E"),
}

USUAL = (Act.USUAL_1, Act.USUAL_2, Act.USUAL_3, Act.USUAL_4, Act.USUAL_5)
"""The procedures used most."""
OF_THE_FORM = frozenset({Act.BY_CARD, Act.BY_HAND, Act.ORGANISATION, Act.FORMER, Act.SAMPLE, Act.BY_OTHER, *USUAL})
"""Acts on the form of a new dossier: their keys stand on its buttons, and not on the sheet of keys."""

# In a field these write: the window takes them where nobody is typing, and Enter and Esc always.
OF_THE_WINDOW = frozenset(
    {
        Act.CONFIRM,
        Act.BACK,
        Act.SET_ASIDE,
        Act.PAPER_BEFORE,
        Act.PAPER_AFTER,
        Act.PAGE_BEFORE,
        Act.PAGE_AFTER,
    }
)
WHILE_TYPING = frozenset({Act.CONFIRM, Act.BACK})


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Acts that stand together on the sheet of keys, and what they are called there."""

    acts: tuple[Act, ...]
    words: str


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """Rows of the sheet of keys under a heading."""

    heading: str
    rows: tuple[SheetRow, ...]


DOSSIER_KEYS = SheetGroup(
    QT_TRANSLATE_NOOP("Acts", "DOSSIER"),
    (
        SheetRow((Act.NEW,), QT_TRANSLATE_NOOP("Acts", "new dossier")),
        SheetRow((Act.SCAN,), QT_TRANSLATE_NOOP("Acts", "scan the paper that is missing next")),
        SheetRow((Act.SCAN_PILE,), QT_TRANSLATE_NOOP("Acts", "scan a pile with separator sheets")),
        SheetRow((Act.RESCAN,), QT_TRANSLATE_NOOP("Acts", "scan the page again, in its place")),
        SheetRow((Act.FILE,), QT_TRANSLATE_NOOP("Acts", "take in a file")),
        SheetRow((Act.STORE,), QT_TRANSLATE_NOOP("Acts", "take it from the e-store, or give it back")),
        SheetRow((Act.ASK_STORES,), QT_TRANSLATE_NOOP("Acts", "ask the e-stores anew")),
        SheetRow((Act.CONFIRM,), QT_TRANSLATE_NOOP("Acts", "confirm the paper")),
        SheetRow((Act.SIGN,), QT_TRANSLATE_NOOP("Acts", "sign and send")),
        SheetRow((Act.BACK,), QT_TRANSLATE_NOOP("Acts", "stop, close, back")),
        SheetRow(
            (Act.PAPER_BEFORE, Act.PAPER_AFTER, Act.PAGE_BEFORE, Act.PAGE_AFTER),
            QT_TRANSLATE_NOOP("Acts", "papers, pages"),
        ),
    ),
)
PAGE_KEYS = SheetGroup(
    QT_TRANSLATE_NOOP("Acts", "PAGE"),
    (
        SheetRow((Act.TURN_RIGHT, Act.TURN_LEFT), QT_TRANSLATE_NOOP("Acts", "turn right, left")),
        SheetRow((Act.CROP,), QT_TRANSLATE_NOOP("Acts", "crop")),
        SheetRow((Act.STRAIGHTEN,), QT_TRANSLATE_NOOP("Acts", "straighten, or not")),
        SheetRow((Act.WHITEN,), QT_TRANSLATE_NOOP("Acts", "whiten the paper, or not")),
        SheetRow((Act.EARLIER, Act.LATER), QT_TRANSLATE_NOOP("Acts", "one place up, down")),
        SheetRow((Act.SET_ASIDE,), QT_TRANSLATE_NOOP("Acts", "set the page aside")),
        SheetRow((Act.UNDO, Act.REDO), QT_TRANSLATE_NOOP("Acts", "undo, redo")),
        SheetRow((Act.LARGER, Act.SMALLER, Act.FIT), QT_TRANSLATE_NOOP("Acts", "larger, smaller, by width or whole")),
        SheetRow((Act.OTHER_READING,), QT_TRANSLATE_NOOP("Acts", "take the other reading")),
    ),
)
PROGRAM_KEYS = SheetGroup(
    QT_TRANSLATE_NOOP("Acts", "PROGRAM"),
    (
        SheetRow((Act.FIND, Act.KEYS), QT_TRANSLATE_NOOP("Acts", "find a dossier, this sheet")),
        SheetRow((Act.ACCOUNT,), QT_TRANSLATE_NOOP("Acts", "log in at the province, or out")),
        SheetRow(
            (Act.AGAIN, Act.EXPORT, Act.PRINT), QT_TRANSLATE_NOOP("Acts", "look, send again; report: Excel, print")
        ),
        SheetRow((Act.DRIVER, Act.NOTE), QT_TRANSLATE_NOOP("Acts", "driver of the signing USB, revoked: noted")),
        SheetRow((Act.TO_STAMP, Act.STAMP_BY_ITSELF), QT_TRANSLATE_NOOP("Acts", "signing: move the signature, or not")),
    ),
)


_AS_PRINTED = {"Return": "Enter", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def written(key: str) -> str:
    """A key as it stands on the keyboard: `Alt+↑`, `Enter`."""
    *held, last = key.split("+") if not key.endswith("++") else [*key[:-2].split("+"), "+"]
    return "+".join([*held, _AS_PRINTED.get(last, last)])


def key_of(act: Act) -> str:
    """An act's key as it stands on the keyboard; empty where it has none."""
    return written(TABLE[act].key)


def act_of(key: str) -> Act | None:
    """What a key of the window itself does; None for any other.

    Args:
        key: as Qt has it in files; the Enter of the number block is `Enter` there.
    """
    wanted = "Return" if key == "Enter" else key
    return next((act for act in OF_THE_WINDOW if TABLE[act].key == wanted), None)
