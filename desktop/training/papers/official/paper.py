"""A whole official paper: head, recipients or grounds, running text, signature, and what is stamped over it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PIL import Image, ImageDraw

from desktop.training.papers.ink.hand import hand
from desktop.training.papers.ink.stamps import MARKS, marked, received
from desktop.training.papers.official import head as top
from desktop.training.papers.official.organs import Organ, organ
from desktop.training.papers.official.sheet import Draft, Setting, broken, centred, running, setting
from desktop.training.papers.official.words import TYPES, Matter, abstract_of, matter_of, recipients
from desktop.training.papers.page import DrawnPage
from desktop.training.people import person

LETTER = "công văn"
_FOOT = 268.0
"""Below this nothing of the text stands, mm."""
_RECEIVERS = ("VĂN PHÒNG UBND", "SỞ NỘI VỤ", "TRUNG TÂM CÔNG BÁO", "UBND XÃ")
_WATERMARKS = ("BẢN SAO", "LƯU HÀNH NỘI BỘ", "DỰ THẢO", "VĂN THƯ", "TÀI LIỆU HỌP")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an official paper must be; whatever is left open is taken by chance.

    Attributes:
        kind: `công văn` or a key of `TYPES`.
        number_ink, day_ink: how number and day are filled in.
    """

    kind: str = ""
    number_ink: str = ""
    day_ink: str = ""


def official_paper(seed: int | str, dpi: int = 200, wanted: Wanted | None = None) -> list[DrawnPage]:
    """The clean pages of an official paper; the same ones at every call."""
    want = wanted or Wanted()
    chance = random.Random(f"official {seed}")  # noqa: S311 - invents, keeps no secret
    page = DrawnPage(f"official {seed}", dpi)
    issued = date(2011, 4, 1) + timedelta(days=chance.randrange(5700))
    draft = Draft(page, setting(chance), organ(chance), issued, chance)
    kind = want.kind or (LETTER if chance.random() < 0.42 else chance.choice(list(TYPES)))
    fill = top.filling(chance, hand(f"{seed} numbers"), hand(f"{seed} days"), want.number_ink, want.day_ink)
    about = Matter(draft.organ, issued, matter_of(chance), chance)
    _watermark(page, chance)
    under = top.head(draft, fill, _number(kind, draft.organ, issued, chance))
    text = abstract_of(kind, about.matter, draft.organ, issued, chance)
    if kind == LETTER:
        under = top.matter(draft, text, under)
        page.y = under + chance.uniform(4, 14)
        _to(page, draft.look, recipients(chance), chance)
    else:
        page.y = top.title(draft, kind, text, under + chance.uniform(4, 14)) + chance.uniform(3, 8)
    page.truth.fields["type"] = kind
    pages = [page, *_text(page, draft.look, kind, about, chance)]
    _stamps(draft, under)
    # Who signed stands on the last page; a value belongs to the paper.
    page.truth.fields |= pages[-1].truth.fields
    return pages


def _number(kind: str, who: Organ, day: date, chance: random.Random) -> tuple[str, str]:
    """Digits and symbol: `02`, `/QĐ-UBND`."""
    digits = f"{int(10 ** chance.uniform(0, 3.9)):02}"
    if kind == LETTER:
        symbol = f"{who.symbol}-{chance.choice(who.units)}" if who.units and not who.party else who.symbol
        if who.party:
            return digits, f"-CV/{who.symbol}"
        return digits, f"/{symbol}"
    letters = TYPES[kind][0]
    if who.party:
        return digits, f"-{letters}/{who.symbol}"
    if kind in {"quyết định", "nghị quyết"} and who.whole and chance.random() < 0.25:
        # Rules of law bear their year (Luật Ban hành văn bản quy phạm pháp luật).
        return digits, f"/{day.year}/{letters}-{who.symbol}"
    return digits, f"/{letters}-{who.symbol}"


def _to(page: DrawnPage, look: Setting, names: list[str], chance: random.Random) -> None:
    """`Kính gửi:` one, or several in lines of their own."""
    step = look.points * 25.4 / 72 * 1.25
    page.truth.fields["recipient"] = "; ".join(look.typed(name) for name in names)
    if len(names) == 1 and page.width(names[0], look.points) < 105:
        end = chance.choice(("", "."))
        page.text(f"Kính gửi: {look.typed(names[0])}{end}", look.middle, page.y, look.points, align="middle")
        page.y += step * 1.5
        return
    x = look.left + chance.uniform(8, 25)
    inset = x + chance.choice((8.0, 22.0))
    page.text("Kính gửi:", x, page.y, look.points)
    page.y += step
    mark = chance.choice(("- ", "- ", "-   ", ""))
    for at, name in enumerate(names):
        end = "." if at == len(names) - 1 else ";"
        for line in broken(page, f"{mark}{look.typed(name)}{end}", look.right - inset, look.points, ""):
            page.text(line, inset, page.y, look.points)
            page.y += step
    if chance.random() < 0.25:
        called = chance.choice(("(sau đây gọi chung là các đơn vị)", "(gọi chung là thủ trưởng các đơn vị)"))
        page.text(called, look.right - chance.uniform(10, 30), page.y, look.points, align="right")
        page.y += step
    page.y += step * 0.6


def _text(page: DrawnPage, look: Setting, kind: str, about: Matter, chance: random.Random) -> list[DrawnPage]:
    """The running text and the signature; gives the further pages."""
    if kind == "tờ trình" or (kind in {"báo cáo", "giấy mời"} and chance.random() < 0.5):
        _to(page, look, recipients(chance)[:1], chance)
    parts: list[tuple[str, str]] = []
    if kind in {"quyết định", "nghị quyết"}:
        role = about.organ.issuer if about.organ.whole else f"{about.organ.chief} {about.organ.issuer}"
        lines = broken(page, look.typed(role), 150, look.points, "b")
        page.y = centred(page, lines, look.middle, page.y, look.points, "b", look.points * 25.4 / 72 * 1.2) + 2
        parts += [(ground, "i") for ground in about.grounds(chance.randrange(2, 5))]
        parts.append((f"{kind.upper()}:", "b"))
        parts += [(f"Điều {at}. {words}", "") for at, words in enumerate(about.body(chance.randrange(2, 6)), 1)]
    elif kind == LETTER or chance.random() < 0.4:
        parts.append((about.opening(), ""))
        parts += [(words, "") for words in about.body(chance.randrange(1, 8))]
    else:
        parts += [(ground, "") for ground in about.grounds(chance.randrange(1, 4))]
        if chance.random() < 0.4:
            parts += [(f"PHẦN {chance.choice(('I', 'THỨ NHẤT'))}", "b"), (matter_of(chance).upper(), "b")]
        for at, words in enumerate(about.body(chance.randrange(2, 8)), 1):
            parts += [(f"{at}. {matter_of(chance).capitalize()}", "b"), (words, "")]
    parts.append((about.closing(), ""))
    room = _FOOT - 52
    further: list[DrawnPage] = []
    now = page
    for words, style in parts:
        if now.y > room + 30:
            now = _next_page(now, look, len(further) + 2)
            further.append(now)
        if words.isupper():
            now.text(look.typed(words), look.middle, now.y, look.points, style, align="middle")
            now.y += look.points * 25.4 / 72 * 1.5
        else:
            running(now, look, words, style)
    if now.y > room:
        now = _next_page(now, look, len(further) + 2)
        further.append(now)
    _signed(now, look, about.organ, chance)
    return further


def _next_page(page: DrawnPage, look: Setting, number: int) -> DrawnPage:
    fresh = DrawnPage(f"{page.chance.random()}", page.dpi, page.size_mm)
    fresh.text(str(number), look.middle, 12, 13, align="middle")
    fresh.y = 22
    return fresh


def _signed(page: DrawnPage, look: Setting, who: Organ, chance: random.Random) -> None:
    """`Nơi nhận` on the left; role, signature, seal and name on the right."""
    roles = _roles(who, chance)
    x, y = look.right - chance.uniform(32, 44), page.y + chance.uniform(2, 6)
    step = 13 * 25.4 / 72 * 1.2
    page.text("Nơi nhận:", look.left, y, 12, "bi")
    copies = [
        "- Như trên;",
        f"- {matter_of(chance)[:20].capitalize()};",
        "- Lãnh đạo cơ quan;",
        f"- Lưu: VT, {who.symbol}.",
    ]
    for at, line in enumerate([copies[0], copies[2], copies[3]] if chance.random() < 0.7 else [copies[0], copies[3]]):
        page.text(look.typed(line), look.left, y + 5.4 + 4.6 * at, 11)
    room = 2 * (look.right - x) + 8
    lines = [line for role in roles for line in broken(page, look.typed(role), room, 13, "b")]
    y = centred(page, lines, x, y, 13, "b", step)
    name = person(f"signer {chance.random()}").name
    page.signature(x - 15, y + 3, width=chance.uniform(24, 40), height=chance.uniform(9, 16))
    ring = who.issuer.upper()[:40]
    page.seal(x - chance.uniform(12, 22), y + 11, ring)
    page.text(name, x, y + chance.uniform(22, 28), 13, "b", align="middle")
    page.truth.fields |= {"signer": name, "signer_title": " ".join(look.typed(role) for role in roles)}


def _roles(who: Organ, chance: random.Random) -> list[str]:
    """How the signer signs (NĐ 30/2020, Điều 13): himself, for the body, for the head, by order, by proxy, acting."""
    body = f"TM. {who.name.splitlines()[0]}"
    if who.party:
        return [f"K/T {who.chief}", who.deputy] if chance.random() < 0.5 else [who.chief]
    ways: list[list[str]] = [[who.chief], [f"KT. {who.chief}", who.deputy], [f"Q. {who.chief}"]]
    weights = [5, 6, 1]
    if who.whole:
        ways = [[body, who.chief], [body, f"KT. {who.chief}", who.deputy], [f"KT. {who.chief}", who.deputy]]
        weights = [4, 4, 2]
    ways += [[f"TL. {who.chief}", "CHÁNH VĂN PHÒNG"], [f"TUQ. {who.chief}", "TRƯỞNG PHÒNG TỔ CHỨC - HÀNH CHÍNH"]]
    return chance.choices(ways, [*weights, 2, 1])[0]


def _stamps(draft: Draft, under: float) -> None:
    """What is stamped over the head on its way: haste, copies, incoming mail; `under` is where the left block ends."""
    page, look, chance = draft.page, draft.look, draft.chance
    left, right = look.blocks
    if chance.random() < 0.22:
        spots: list[Callable[[], tuple[float, float]]] = [
            lambda: (left + chance.uniform(-12, 8), under + chance.uniform(3, 12)),
            lambda: (left + chance.uniform(-18, 18), look.top + chance.uniform(-6, 14)),
            lambda: (right + chance.uniform(-10, 25), look.top - chance.uniform(4, 9)),
        ]
        x, y = chance.choices(spots, (5, 2, 3))[0]()
        marked(page, chance.choice(MARKS), x, y, chance)
    if chance.random() < 0.2:
        spots = [
            lambda: (chance.uniform(30, 42), chance.uniform(75, 105)),
            lambda: (chance.uniform(32, 52), look.top + chance.uniform(-2, 8)),
            lambda: (chance.uniform(160, 178), chance.uniform(14, 24)),
            lambda: (chance.uniform(160, 178), chance.uniform(60, 85)),
        ]
        x, y = chance.choices(spots, (5, 1, 2, 2))[0]()
        came = draft.day + timedelta(days=chance.randrange(1, 9))
        number = str(chance.randrange(1, 9999))
        receiver = f"{chance.choice(_RECEIVERS)} {draft.organ.place.upper()}"
        received(page, receiver, number, came, hand(f"{receiver} {number}"), x, y, chance)


def _watermark(page: DrawnPage, chance: random.Random) -> None:
    """Pale words across the sheet, under all that is printed; not noted, for nobody reads them."""
    if chance.random() > 0.08:
        return
    words = chance.choice(_WATERMARKS)
    grey = chance.randrange(222, 242)
    layer = Image.new("L", page.image.size, 255)
    font = page.font(chance.uniform(48, 80), "sb")
    middle = (page.image.width / 2, page.image.height * chance.uniform(0.35, 0.55))
    ImageDraw.Draw(layer).text(middle, words, font=font, fill=grey, anchor="mm")
    page.image.paste(layer.rotate(chance.uniform(20, 55), fillcolor=255, center=middle))
