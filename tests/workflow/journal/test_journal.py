"""The journal in plain words: every act has its sentence, and nobody else's is told."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

import desktop
from desktop.app import App, open_app
from desktop.model.dossier import PageOrigin
from desktop.model.handing import Handing, Way
from desktop.model.outbox import StepKind
from desktop.model.signature import SignatureRole
from desktop.store import audit, papers
from desktop.store.errors import NotFound
from desktop.workflow.journal.acts import NOT_TOLD, SENTENCES, key_of
from desktop.workflow.journal.journal import JournalLine
from tests.workflow.test_agency_signature import confirmed
from tests.workflow.test_delivery import with_results

ROOMS = Path(desktop.__file__).parent
PLACES = {"append": 2, "write": 3, "_taken": 0, "_note": 0, "_keep": 3, "_journal": 1, "_change": 2}
"""Which argument of a call has the words of an act: that of `audit.append`, and those of who calls it with them."""
VARYING = {
    "step {}": [f"step {kind} {outcome}" for kind in StepKind for outcome in ("done", "failed")],
    "paper signed {}": [f"paper signed {role}" for role in SignatureRole],
    "{} check": [],
    "issued file taken in, {}": ["issued file taken in"],
}
"""Acts that are put together where they are written, and what becomes of them; a check is of the whole store."""


@pytest.fixture
def app(training_data: Path) -> Iterator[App]:
    with open_app(training_data, training=True) as app:
        yield app


def written() -> set[str]:
    """The words of every act that some line of the program appends to the chain."""
    found: set[str] = set()
    for file in sorted(ROOMS.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                at = PLACES.get(node.func.attr)
                if at is not None and len(node.args) > at:
                    found |= texts(node.args[at], tree)
    return {each for act in found for each in VARYING.get(act, [act])}


def texts(node: ast.expr, tree: ast.Module) -> set[str]:
    """What an argument may say: a text, a choice of two, or a name that the file gives one of these to."""
    match node:
        case ast.Constant(value=str(words)):
            return {words}
        case ast.JoinedStr(values=parts):
            return {"".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)}
        case ast.IfExp(body=body, orelse=orelse):
            return texts(body, tree) | texts(orelse, tree)
        case ast.Attribute(attr="RESTORED"):
            return {audit.RESTORED}
        case ast.Name(id=name):
            given = [one for one in ast.walk(tree) if isinstance(one, ast.Assign) and name in names(one)]
            return {words for one in given for words in texts(one.value, tree)}
    return set()


def names(assign: ast.Assign) -> list[str]:
    flat = [part for to in assign.targets for part in (to.elts if isinstance(to, ast.Tuple) else [to])]
    return [one.id for one in flat if isinstance(one, ast.Name)]


def test_every_act_that_the_program_writes_is_told_or_is_of_no_one_dossier() -> None:
    acts = written()
    assert len(acts) > 60
    told = {act for act in acts if any(key == act or key.startswith(f"{act} ") for key in SENTENCES)}
    assert acts - told == NOT_TOLD & acts
    assert acts >= NOT_TOLD


def test_no_sentence_is_of_an_act_that_nobody_writes() -> None:
    acts = written()
    assert [key for key in SENTENCES if not any(key == act or key.startswith(f"{act} ") for act in acts)] == []


def sentences(lines: tuple[JournalLine, ...]) -> list[str]:
    return [line.sentence for line in lines]


def test_the_way_of_a_dossier_from_its_opening_to_the_citizens_hand(app: App) -> None:
    dossier, result = with_results(app)
    app.delivery.deliver(dossier.id, [], Handing(way=Way.POST))
    app.sending.run_until_idle()
    told = app.journal.of_dossier(dossier.id)
    own = sentences(told.lines)
    wanted = [
        "Mở hồ sơ.",
        "Khép hồ sơ: giấy tờ đã đủ.",
        f"Ký số «{result.name}» với tư cách cán bộ.",
        "Xếp hồ sơ vào hàng đợi gửi lên tỉnh.",
        f"Tỉnh cấp mã hồ sơ {dossier.code}.",
        "Gửi 3 tệp lên tỉnh.",
        f"Tỉnh nhận «{result.name}»: có số định danh, đúng mã băm.",
        f"Trả «{result.name}»: qua bưu chính.",
        "Trả xong mọi kết quả của hồ sơ.",
        # What changes for the province now.
        "Xếp hồ sơ vào hàng đợi gửi lên tỉnh.",
    ]
    assert [one for one in own if one in wanted] == wanted
    assert [line.at for line in told.lines] == sorted(line.at for line in told.lines)
    assert told.code == app.dossiers.get(dossier.id).code
    assert told.paper == ""


def test_who_did_it_is_the_official_by_name_the_province_or_the_program(app: App) -> None:
    dossier, result = with_results(app)
    who = {line.sentence: line.who for line in app.journal.of_dossier(dossier.id).lines}
    assert who["Mở hồ sơ."] == (app.settings.officer_name or app.settings.officer)
    assert who[f"Tỉnh nhận «{result.name}»: có số định danh, đúng mã băm."] == "Tỉnh"
    assert who["Gửi 3 tệp lên tỉnh."] == "Quầy Số"


def test_a_papers_journal_tells_of_that_paper_alone(app: App) -> None:
    dossier, result = with_results(app)
    app.exporting.note_print(result.id)
    for row in app.checklist.rows(dossier.id):
        if row.paper.id != result.id:
            app.exporting.note_print(row.paper.id)
    told = app.journal.of_paper(result.id)
    assert (told.code, told.paper) == (dossier.code, result.name)
    own = sentences(told.lines)
    assert own[0] == f"Ký số «{result.name}» với tư cách cán bộ."
    assert own[-1] == f"In «{result.name}»."
    assert own.count(f"In «{result.name}».") == 1
    others = {row.paper.name for row in app.checklist.rows(dossier.id)} - {result.name}
    assert not any(name in sentence for name in others for sentence in own)


def test_pages_scanned_one_after_the_other_are_one_sentence(app: App) -> None:
    dossier = confirmed(app, closed=False)
    first, second = (row.paper for row in app.checklist.rows(dossier.id))
    for paper in (first, first, first, second, first):
        note(app, "page scanned", add_page(app, paper.id))
    told = app.journal.of_dossier(dossier.id)
    assert [(line.sentence, line.times) for line in told.lines[-3:]] == [
        (f"Quét 3 trang của «{first.name}».", 3),
        (f"Quét 1 trang của «{second.name}».", 1),
        (f"Quét 1 trang của «{first.name}».", 1),
    ]


def test_another_dossiers_rows_are_not_told(app: App) -> None:
    one, other = confirmed(app), confirmed(app)
    before = app.journal.of_dossier(one.id)
    note(app, "papers exported", other.id, "to owner: GT.01 0123456789abcdef")
    assert app.journal.of_dossier(one.id) == before
    assert app.journal.of_dossier(other.id).lines[-1].sentence == "Xuất giấy tờ ra tệp cho chủ hồ sơ."


@pytest.mark.parametrize(
    ("what", "outcome", "key"),
    [
        ("result delivered", "paper, for the owner, 0123456789abcdef", "result delivered paper"),
        ("consent asked", "refused", "consent asked refused"),
        ("purged", "by hand, 3 papers", "purged by"),
        ("paper signed agency", "0123456789abcdef", "paper signed agency"),
        ("issued file taken in, valid", "0123456789abcdef", "issued file taken in"),
        ("step official_code", "done", ""),
        ("what nobody has heard of", "", ""),
    ],
)
def test_by_which_sentence_a_row_is_told(what: str, outcome: str, key: str) -> None:
    assert key_of(what, outcome) == key


def test_there_is_no_journal_of_what_is_not_here(app: App) -> None:
    for tell in (app.journal.of_dossier, app.journal.of_paper):
        with pytest.raises(NotFound):
            tell(UUID(int=7))


def note(app: App, what: str, item: UUID, outcome: str = "") -> None:
    with app._store.writing() as tx:
        audit.append(tx, app.settings.officer, what, str(item), outcome)


def add_page(app: App, paper_id: UUID) -> UUID:
    origin: dict[str, Any] = {"device": "", "driver": "", "source": "", "side": "", "sheet": 1, "dpi": 200}
    with app._store.writing() as tx:
        made = papers.add_page(tx, uuid4(), paper_id, PageOrigin(**origin, scanned_at=app.clock.now()), b"")
    return made.id
