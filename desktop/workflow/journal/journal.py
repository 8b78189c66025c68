"""The journal of a dossier, or of one paper: what the audit chain says of it, in sentences, newest last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.settings import Settings
from desktop.model.dossier import Paper
from desktop.model.slip import SLIP_WORDS, SlipKind
from desktop.store import audit, dossiers, outbox, papers, sent_back
from desktop.store.audit import Entry
from desktop.store.file import Store
from desktop.workflow.journal.acts import BY_WORDS, SENTENCES, TO, key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """Something that was done.

    Attributes:
        at: when, UTC; of several times running when the first was.
        who: name of the official where this counter knows it, else the login name; the province, or the program.
        what: the act as the audit chain has it.
        sentence: the same in plain words.
        times: how often it was done running.
    """

    at: datetime
    who: str
    what: str
    sentence: str
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A journal.

    Attributes:
        code: of the dossier, official or provisional.
        paper: name of the paper; empty for the whole dossier's.
        lines: oldest first.
    """

    code: str
    paper: str
    lines: tuple[JournalLine, ...]


@dataclass(frozen=True, slots=True)
class _Done:
    """A row of the chain, by which sentence it is told, and the name of the paper that it is about."""

    entry: Entry
    key: str
    paper: str
    times: int = 1


class Journal:
    """Tells what was done. A journal is looked at without a row of its own: it changes nothing and takes nothing away.

    Args:
        store: the open store.
        settings: of this counter: what its official is called.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    def of_dossier(self, dossier_id: UUID) -> Told:
        """The journal of a dossier with all its papers.

        Raises:
            NotFound: there is none.
        """
        with self._store.reading() as tx:
            dossier = dossiers.get(tx, dossier_id)
            own = papers.of_dossier(tx, dossier_id)
            former = [papers.get(tx, one.former_id) for one in sent_back.formers(tx, [paper.id for paper in own])]
            items = {str(dossier_id): "", **_items(tx, [*former, *own]), **_steps(tx, dossier_id)}
            entries = audit.of_items(tx, items)
        return Told(code=dossier.code, paper="", lines=self._lines(entries, items, own))

    def of_paper(self, paper_id: UUID) -> Told:
        """The journal of one paper.

        Raises:
            NotFound: there is none.
        """
        with self._store.reading() as tx:
            paper = papers.get(tx, paper_id)
            dossier = dossiers.get(tx, paper.dossier_id)
            former = [papers.get(tx, one.former_id) for one in sent_back.formers(tx, [paper_id])]
            items = _items(tx, [*former, paper])
            entries = audit.of_items(tx, [*items, str(dossier.id)])
        own = [one for one in entries if one.item in items or _names(one, paper)]
        return Told(code=dossier.code, paper=paper.name, lines=self._lines(own, items, [paper]))

    def _lines(
        self, entries: Iterable[Entry], items: Mapping[str, str], own: Iterable[Paper]
    ) -> tuple[JournalLine, ...]:
        names = {paper.code: paper.name for paper in own}
        return tuple(self._line(done) for done in _runs(_told(entries, items, names)))

    def _line(self, done: _Done) -> JournalLine:
        sentence, entry = SENTENCES[done.key], done.entry
        words = sentence.words.format(paper=done.paper, count=done.times, outcome=_outcome(entry))
        who = BY_WORDS.get(sentence.by) or self._name(entry.who)
        return JournalLine(at=entry.at, who=who, what=entry.what, sentence=words, times=done.times)

    def _name(self, login: str) -> str:
        return (self._settings.officer_name or login) if login == self._settings.officer else login


def _items(tx: Connection, own: Iterable[Paper]) -> dict[str, str]:
    """What rows about some papers and their pages are known by, each with the paper's name.

    Pages go with the content of a paper: then the rows about them are nobody's any more.
    """
    found = {}
    for paper in own:
        found[str(paper.id)] = paper.name
        found.update((str(page.id), paper.name) for page in papers.pages(tx, paper.id, removed=True))
    return found


def _steps(tx: Connection, dossier_id: UUID) -> dict[str, str]:
    return {str(step.id): "" for step in outbox.steps(tx, dossier_id=dossier_id)}


def _told(entries: Iterable[Entry], items: Mapping[str, str], names: Mapping[str, str]) -> Iterator[_Done]:
    """The rows that are told."""
    for entry in entries:
        key = key_of(entry.what, entry.outcome)
        if key:
            yield _Done(entry, key, items.get(entry.item) or _printed(entry, names))


def _printed(entry: Entry, names: Mapping[str, str]) -> str:
    """The paper that a row of its dossier names by its code."""
    return names.get(entry.outcome.partition(" ")[0], "")


def _names(entry: Entry, paper: Paper) -> bool:
    """Whether a row of the dossier is about a paper: it names the code, with the file's hash behind it."""
    return re.search(rf"(?<!\S){re.escape(paper.code)} [0-9a-f]{{16}}(?!\w)", entry.outcome) is not None


def _runs(told: Iterable[_Done]) -> Iterator[_Done]:
    """The same done several times running, as one."""
    last: _Done | None = None
    for done in told:
        if last and SENTENCES[done.key].runs and _same(last, done):
            last = replace(last, times=last.times + 1)
            continue
        if last:
            yield last
        last = done
    if last:
        yield last


def _same(last: _Done, done: _Done) -> bool:
    return (last.key, last.paper, last.entry.who) == (done.key, done.paper, done.entry.who)


def _outcome(entry: Entry) -> str:
    """What a row says came of it, in words: who took papers, which slip, or the row's own."""
    if entry.what.startswith("papers "):
        to = entry.outcome.removeprefix("to ").partition(":")[0]
        return TO.get(to, to)
    if entry.what == "paper sent back":
        where, _, sha256 = entry.outcome.partition(", ")
        return f"{'cả giấy tờ' if where == 'whole' else where.replace('page', 'trang')}, {sha256}"
    if entry.what.startswith("slip "):
        kind, _, key = entry.outcome.partition(" ")
        return f"{SLIP_WORDS[SlipKind(kind)]} số {key}"
    return entry.outcome
