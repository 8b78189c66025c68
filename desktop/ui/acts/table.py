"""Every act of the window: its key and its words. No other place knows a key, but for those of scan profiles.

Keys are written as Qt has them in files (`Ctrl+Shift+G`, `Return`, `Up`); `written` says them as they stand on the
keyboard.

The file is long because it is one list: every act there is.
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
    LANGUAGE = auto()
    THEME = auto()
    BACK = auto()
    AGREE = auto()
    LIGHTS = auto()
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
    SHOW_FILE = auto()
    PRINT = auto()
    SAVE = auto()
    TO_STICK = auto()
    BUNDLE = auto()
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
    USUAL_1 = auto()
    USUAL_2 = auto()
    USUAL_3 = auto()
    USUAL_4 = auto()
    USUAL_5 = auto()
    SETUP = auto()
    TO_SCANNER = auto()
    TO_TOKEN = auto()
    TO_PROVINCE = auto()
    TO_COUNTER = auto()
    TO_PRACTICE = auto()
    CHANGE = auto()
    WHOSE = auto()
    ORIGINAL = auto()
    NOT_CERTIFIED = auto()
    ON_PAPER = auto()
    ELECTRONICALLY = auto()
    BY_POST = auto()
    FOR_OWNER = auto()
    BOOK = auto()
    APART = auto()
    JOURNAL = auto()
    FOR_CITIZEN = auto()
    SEND_BACK = auto()
    SLIPS = auto()
    DECLARATION = auto()
    RECEIPT = auto()
    ADDITIONS = auto()
    REFUSAL = auto()
    APOLOGY = auto()
    STOP = auto()
    CONTROL = auto()
    CAME = auto()
    GIVE_BACK = auto()
    LOCK = auto()
    BY_TOKEN = auto()
    BY_PASSWORD = auto()
    ME = auto()
    SHIFT = auto()
    OFFICIALS = auto()
    OWN_PASSWORD = auto()
    OWN_TOKEN = auto()
    ADD_OFFICIAL = auto()
    NEW_PASSWORD = auto()
    SWITCH_OFF = auto()
    NOT_TAKEN = auto()
    TAKE_BACK = auto()
    TAKE_HERE = auto()
    PLAN = auto()
    REGISTER = auto()
    ONLINE = auto()


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
    Act.LANGUAGE: Entry(QT_TRANSLATE_NOOP("Acts", "Other language"), "Alt+L"),
    Act.THEME: Entry(QT_TRANSLATE_NOOP("Acts", "Light or dark"), "Alt+O"),
    Act.BACK: Entry(QT_TRANSLATE_NOOP("Acts", "Close"), "Esc"),
    Act.AGREE: Entry(QT_TRANSLATE_NOOP("Acts", "Do it"), "Ctrl+Return"),
    Act.LIGHTS: Entry(QT_TRANSLATE_NOOP("Acts", "What the lights say"), "Ctrl+F12"),
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
    Act.SHOW_FILE: Entry(QT_TRANSLATE_NOOP("Acts", "The file"), "F12"),
    Act.PRINT: Entry(QT_TRANSLATE_NOOP("Acts", "Print"), "Ctrl+P"),
    Act.SAVE: Entry(QT_TRANSLATE_NOOP("Acts", "Save"), "Ctrl+S"),
    Act.TO_STICK: Entry(QT_TRANSLATE_NOOP("Acts", "To USB"), "Alt+S"),
    Act.BUNDLE: Entry(QT_TRANSLATE_NOOP("Acts", "For the citizen"), "Shift+F12"),
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
    Act.USUAL_1: Entry(_USUAL, "Alt+A"),
    Act.USUAL_2: Entry(_USUAL, "Alt+B"),
    Act.USUAL_3: Entry(_USUAL, "Alt+C"),
    Act.USUAL_4: Entry(_USUAL, "Alt+D"),
    Act.USUAL_5: Entry(_USUAL, "Alt+E"),
    Act.SETUP: Entry(QT_TRANSLATE_NOOP("Acts", "Set up step by step"), "Ctrl+Shift+C"),
    Act.TO_SCANNER: Entry(QT_TRANSLATE_NOOP("Acts", "To the scanner"), "Alt+Q"),
    Act.TO_TOKEN: Entry(QT_TRANSLATE_NOOP("Acts", "To the signing USB"), "Alt+K"),
    Act.TO_PROVINCE: Entry(QT_TRANSLATE_NOOP("Acts", "To the province"), "Alt+I"),
    Act.TO_COUNTER: Entry(QT_TRANSLATE_NOOP("Acts", "To unit and official"), "Alt+V"),
    Act.TO_PRACTICE: Entry(QT_TRANSLATE_NOOP("Acts", "To the practice dossier"), "Alt+H"),
    Act.CHANGE: Entry(QT_TRANSLATE_NOOP("Acts", "Answer anew"), "Alt+R"),
    Act.WHOSE: Entry(QT_TRANSLATE_NOOP("Acts", "Who comes for a result"), "Ctrl+F"),
    Act.ORIGINAL: Entry(QT_TRANSLATE_NOOP("Acts", "Electronic original…"), "Ctrl+H"),
    Act.NOT_CERTIFIED: Entry(QT_TRANSLATE_NOOP("Acts", "Not certified"), "Alt+X"),
    Act.ON_PAPER: Entry(QT_TRANSLATE_NOOP("Acts", "On paper"), "Alt+G"),
    Act.ELECTRONICALLY: Entry(QT_TRANSLATE_NOOP("Acts", "Electronically"), "Alt+T"),
    Act.BY_POST: Entry(QT_TRANSLATE_NOOP("Acts", "By post"), "Alt+P"),
    Act.FOR_OWNER: Entry(QT_TRANSLATE_NOOP("Acts", "Somebody else"), "Alt+N"),
    Act.BOOK: Entry(QT_TRANSLATE_NOOP("Acts", "Open a book…"), "Ctrl+Shift+N"),
    Act.APART: Entry(QT_TRANSLATE_NOOP("Acts", "Confirm it all the same"), "Ctrl+Shift+X"),
    Act.JOURNAL: Entry(QT_TRANSLATE_NOOP("Acts", "Journal"), "Ctrl+Shift+J"),
    Act.FOR_CITIZEN: Entry(QT_TRANSLATE_NOOP("Acts", "Citizen's screen"), "Shift+F5"),
    Act.SEND_BACK: Entry(QT_TRANSLATE_NOOP("Acts", "Digitise anew"), "Shift+F3"),
    Act.SLIPS: Entry(QT_TRANSLATE_NOOP("Acts", "Slips"), "Alt+0"),
    Act.DECLARATION: Entry(QT_TRANSLATE_NOOP("Acts", "A declaration filled in, to be signed…"), "Shift+F8"),
    Act.RECEIPT: Entry(QT_TRANSLATE_NOOP("Acts", "01 Receipt"), "Alt+5"),
    Act.ADDITIONS: Entry(QT_TRANSLATE_NOOP("Acts", "02 Additions"), "Alt+6"),
    Act.REFUSAL: Entry(QT_TRANSLATE_NOOP("Acts", "03 Refusal"), "Alt+7"),
    Act.APOLOGY: Entry(QT_TRANSLATE_NOOP("Acts", "04 Apology"), "Alt+8"),
    Act.STOP: Entry(QT_TRANSLATE_NOOP("Acts", "05 Stop"), "Alt+9"),
    Act.CONTROL: Entry(QT_TRANSLATE_NOOP("Acts", "06 Control"), "Alt+-"),
    Act.CAME: Entry(QT_TRANSLATE_NOOP("Acts", "The additions came"), "Alt+J"),
    Act.GIVE_BACK: Entry(QT_TRANSLATE_NOOP("Acts", "Originals given back"), "Alt+F"),
    Act.LOCK: Entry(QT_TRANSLATE_NOOP("Acts", "Lock, or change the official"), "Alt+Z"),
    Act.BY_TOKEN: Entry(QT_TRANSLATE_NOOP("Acts", "By signing USB"), "Alt+Y"),
    Act.BY_PASSWORD: Entry(QT_TRANSLATE_NOOP("Acts", "By password"), "Alt+W"),
    Act.ME: Entry(QT_TRANSLATE_NOOP("Acts", "Who is logged in"), "Shift+F4"),
    Act.SHIFT: Entry(QT_TRANSLATE_NOOP("Acts", "Give dossiers to another…"), "Shift+F6"),
    Act.OFFICIALS: Entry(QT_TRANSLATE_NOOP("Acts", "Officials"), "Shift+F7"),
    Act.OWN_PASSWORD: Entry(QT_TRANSLATE_NOOP("Acts", "Change my password…")),
    Act.OWN_TOKEN: Entry(QT_TRANSLATE_NOOP("Acts", "Log in by my signing USB…")),
    Act.ADD_OFFICIAL: Entry(QT_TRANSLATE_NOOP("Acts", "Add an official…"), "Ctrl+Shift+A"),
    Act.NEW_PASSWORD: Entry(QT_TRANSLATE_NOOP("Acts", "New password…"), "Ctrl+Shift+P"),
    Act.SWITCH_OFF: Entry(QT_TRANSLATE_NOOP("Acts", "Switch off"), "Ctrl+Shift+K"),
    Act.NOT_TAKEN: Entry(QT_TRANSLATE_NOOP("Acts", "Do not take over"), "Ctrl+Shift+D"),
    Act.TAKE_BACK: Entry(QT_TRANSLATE_NOOP("Acts", "Take back"), "Ctrl+Shift+L"),
    Act.TAKE_HERE: Entry(QT_TRANSLATE_NOOP("Acts", "Take over here…"), "Ctrl+Shift+H"),
    Act.PLAN: Entry(QT_TRANSLATE_NOOP("Acts", "Against the plans"), "Ctrl+Shift+M"),
    Act.REGISTER: Entry(QT_TRANSLATE_NOOP("Acts", "Register of dossiers…"), "Ctrl+Shift+R"),
    Act.ONLINE: Entry(QT_TRANSLATE_NOOP("Acts", "Filed online"), "Ctrl+Shift+O"),
}

USUAL = (Act.USUAL_1, Act.USUAL_2, Act.USUAL_3, Act.USUAL_4, Act.USUAL_5)
"""The procedures used most."""
OF_THE_FORM = frozenset({Act.BY_CARD, Act.BY_HAND, Act.ORGANISATION, Act.FORMER, Act.SAMPLE, Act.BY_OTHER, *USUAL})
"""Acts on the form of a new dossier: their keys stand on its buttons, and not on the sheet of keys."""

OF_THE_SETUP = frozenset({Act.TO_SCANNER, Act.TO_TOKEN, Act.TO_PROVINCE, Act.TO_COUNTER, Act.TO_PRACTICE, Act.CHANGE})
"""Acts of the first run: their keys stand on its steps and buttons, and not on the sheet of keys."""
AT_THE_DOOR = frozenset({Act.BY_TOKEN, Act.BY_PASSWORD})
"""Acts where an official logs in: their keys stand on its buttons too."""
OF_HANDING = frozenset({Act.ON_PAPER, Act.ELECTRONICALLY, Act.BY_POST, Act.FOR_OWNER})
"""Acts where a result is handed over: their keys stand on its buttons too."""
OF_OFFICIALS = frozenset(
    {
        Act.SHIFT,
        Act.OFFICIALS,
        Act.ADD_OFFICIAL,
        Act.NEW_PASSWORD,
        Act.SWITCH_OFF,
        Act.NOT_TAKEN,
        Act.TAKE_BACK,
        Act.TAKE_HERE,
    }
)
"""Acts on officials and on what they give to each other: their keys stand in the menu of who is logged in, or on the
buttons of their screens.
"""
OF_SLIPS = frozenset(
    {
        Act.RECEIPT,
        Act.ADDITIONS,
        Act.REFUSAL,
        Act.APOLOGY,
        Act.STOP,
        Act.CONTROL,
        Act.CAME,
        Act.GIVE_BACK,
    }
)
"""Acts where a dossier's slips are written: their keys stand on its buttons too."""
OF_ONE_JOB = frozenset({Act.BOOK, Act.APART, Act.NOT_CERTIFIED, Act.PLAN, Act.REGISTER, Act.ONLINE, *OF_OFFICIALS})
"""Acts of one job alone: their keys stand on the buttons of its screen."""

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
        SheetRow((Act.NEW, Act.SLIPS), QT_TRANSLATE_NOOP("Acts", "new dossier, its slips")),
        SheetRow((Act.SCAN,), QT_TRANSLATE_NOOP("Acts", "scan the paper that is missing next")),
        SheetRow((Act.SCAN_PILE, Act.DECLARATION), QT_TRANSLATE_NOOP("Acts", "scan a pile; a declaration to sign")),
        SheetRow((Act.RESCAN, Act.SEND_BACK), QT_TRANSLATE_NOOP("Acts", "page again, in its place; paper anew")),
        SheetRow((Act.FILE, Act.ORIGINAL), QT_TRANSLATE_NOOP("Acts", "take in a file, make an electronic result")),
        SheetRow((Act.STORE,), QT_TRANSLATE_NOOP("Acts", "take it from the e-store, or give it back")),
        SheetRow((Act.ASK_STORES,), QT_TRANSLATE_NOOP("Acts", "ask the e-stores anew")),
        SheetRow((Act.CONFIRM,), QT_TRANSLATE_NOOP("Acts", "confirm the paper")),
        SheetRow((Act.SIGN,), QT_TRANSLATE_NOOP("Acts", "sign and send")),
        SheetRow((Act.JOURNAL, Act.FOR_CITIZEN), QT_TRANSLATE_NOOP("Acts", "the journal, the citizen's screen")),
        SheetRow((Act.BACK, Act.AGREE), QT_TRANSLATE_NOOP("Acts", "stop, close, back; take what is offered")),
        SheetRow(
            (Act.PAPER_BEFORE, Act.PAPER_AFTER, Act.PAGE_BEFORE, Act.PAGE_AFTER),
            QT_TRANSLATE_NOOP("Acts", "papers, pages"),
        ),
    ),
)
PAGE_KEYS = SheetGroup(
    QT_TRANSLATE_NOOP("Acts", "PAGE"),
    (
        SheetRow((Act.TURN_RIGHT, Act.TURN_LEFT, Act.CROP), QT_TRANSLATE_NOOP("Acts", "turn right, left, crop")),
        SheetRow((Act.STRAIGHTEN, Act.WHITEN), QT_TRANSLATE_NOOP("Acts", "straighten, whiten, or not")),
        SheetRow((Act.EARLIER, Act.LATER), QT_TRANSLATE_NOOP("Acts", "one place up, down")),
        SheetRow((Act.SET_ASIDE, Act.UNDO, Act.REDO), QT_TRANSLATE_NOOP("Acts", "set the page aside, undo, redo")),
        SheetRow((Act.LARGER, Act.SMALLER, Act.FIT), QT_TRANSLATE_NOOP("Acts", "larger, smaller, by width or whole")),
        SheetRow((Act.OTHER_READING,), QT_TRANSLATE_NOOP("Acts", "take the other reading")),
    ),
)
FILE_KEYS = SheetGroup(
    QT_TRANSLATE_NOOP("Acts", "SIGNED FILE"),
    (
        SheetRow((Act.SHOW_FILE, Act.BUNDLE), QT_TRANSLATE_NOOP("Acts", "see it; all of the dossier to the citizen")),
        SheetRow((Act.PRINT, Act.SAVE, Act.TO_STICK), QT_TRANSLATE_NOOP("Acts", "print it, save it, copy it to USB")),
    ),
)
PROGRAM_KEYS = SheetGroup(
    QT_TRANSLATE_NOOP("Acts", "PROGRAM"),
    (
        SheetRow(
            (Act.FIND, Act.WHOSE, Act.KEYS),
            QT_TRANSLATE_NOOP("Acts", "find a dossier, who comes for a result, this sheet"),
        ),
        SheetRow((Act.ACCOUNT, Act.SETUP), QT_TRANSLATE_NOOP("Acts", "log in at the province, or out; first run")),
        SheetRow(
            (Act.AGAIN, Act.LIGHTS, Act.ME),
            QT_TRANSLATE_NOOP("Acts", "look or send again, what a light says, my menu"),
        ),
        SheetRow(
            (Act.LANGUAGE, Act.THEME, Act.LOCK),
            QT_TRANSLATE_NOOP("Acts", "other language, light or dark, lock"),
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
