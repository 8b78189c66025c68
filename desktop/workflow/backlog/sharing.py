"""A book at several PCs: papers that wait go to another one in a sealed package, with what was read of them.

What holds, whenever the power fails:

* a paper waits at one PC: it is marked as given before the package that carries it has its name;
* a package is taken once at a PC, whole or not at all, and never by the one that made it;
* a stick that breaks loses nothing: the same package is written again, under its own id and for the same reader;
* counted sheets go with their papers: over all PCs a book has as many as before.
"""

from __future__ import annotations

import hashlib
import secrets as random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.machine.writing import require_place
from desktop.model.book import BadBook, Book, BookSheet
from desktop.model.data import as_data, from_data, from_outside
from desktop.model.dossier import Page, PageOrigin, Paper, PaperKind
from desktop.model.official import Right
from desktop.model.page import PageFacts
from desktop.model.states import DeliveryState, DigitisationState
from desktop.store import arrangements, audit, books, contents, papers, piles, remembered
from desktop.store.books import NOTHING, Outcome
from desktop.store.errors import NotFound
from desktop.store.file import Store
from desktop.sync.package.container import (
    Header,
    PackageReader,
    Record,
    open_package,
    part_of,
    read_header,
    require_new,
    write_on,
)
from desktop.sync.package.errors import BadPackage
from desktop.sync.package.seals import SECRET_BYTES, PackageKeys, sealed_for
from desktop.workflow.backlog.books import Books, sheets_of, waiting_papers
from desktop.workflow.backlog.errors import NothingToGive
from desktop.workflow.errors import PileWaits

PART_OF_BOOK = "part-of-book"
_GIVEN, _TAKEN = "parts_of_books_given", "parts_of_books_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfBook:
    """Papers of a book on their way from one PC to another.

    Attributes:
        package: id of the package.
        key: the book (`BookSheet.key`).
        papers: how many.
        sheets: how many sheets they are.
    """

    package: str
    key: str
    papers: int
    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What is kept of a package that was made here: enough to write the very same one again."""

    header: Header
    secret: str
    sheet: BookSheet
    papers: tuple[UUID, ...]
    sheets: int

    @property
    def part(self) -> PartOfBook:
        return PartOfBook(package=self.header.id, key=self.sheet.key, papers=len(self.papers), sheets=self.sheets)


@dataclass(frozen=True, slots=True, kw_only=True)
class _PackedPage:
    """A page as it travels; its pictures are records of their own, by their hashes."""

    origin: PageOrigin
    facts: PageFacts
    raw: str
    clean: str
    small: str


class Sharing:
    """Gives papers of books to other PCs, and takes theirs.

    Args:
        store: the open store.
        clock: the time.
        settings: for whom packages are sealed, whose are taken.
        keys: this PC's keys for packages.
        books: where the papers lie.
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings, keys: PackageKeys, books: Books) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._keys = keys
        self._books = books

    def give(self, book: Book, count: int, file: Path, passphrase: str = "", *, replace: bool = False) -> PartOfBook:
        """Give the last papers of a book that are read and of which nothing was said yet.

        Args:
            book: the book.
            count: how many papers at most.
            file: on the stick.
            passphrase: what seals it; empty to seal it to `package_recipient` of the settings.
            replace: whether a file that stands there may be replaced.

        Raises:
            PileWaits: its pile is not sorted yet.
            NothingToGive: none can be given.
            BadPackage: no passphrase and no recipient.
            WeakPassphrase, CannotWritePackage: as it stands then, `again` goes on.
            AlreadyThere, NoPlaceForFile, CannotWrite: it may not go there.
        """
        self._store.require(Right.CARRY)
        require_place(file, replace=replace)
        seal = sealed_for(passphrase, self._settings.package_recipient)
        secret = random.token_bytes(SECRET_BYTES)
        header = Header(
            id=str(uuid.uuid4()),
            kind=PART_OF_BOOK,
            made_at=self._clock.now().isoformat(),
            sender=self._keys.public.line,
            seal=seal.lock(secret),
        )
        with self._store.writing() as tx:
            given = self._give(tx, book, count, header, secret)
        return self._write(given, file, replace=replace)

    def given(self) -> list[PartOfBook]:
        """What was given so far, the newest last."""
        return [given.part for given in self._kept().values()]

    def again(self, package: str, file: Path, *, replace: bool = False) -> PartOfBook:
        """Write a package once more: its stick broke, or was pulled while it was written.

        Raises:
            NotFound: no such package was made here.
            CannotWritePackage, BadPackage, AlreadyThere, NoPlaceForFile, CannotWrite: as for `give`.
        """
        self._store.require(Right.CARRY)
        kept = self._kept()
        if package not in kept:
            raise NotFound(package[:40])
        require_place(file, replace=replace)
        return self._write(kept[package], file, replace=replace)

    def take(self, file: Path, passphrase: str = "", senders: tuple[str, ...] = ()) -> PartOfBook:
        """Take papers that another PC gave; its book is opened here where it is not.

        Args:
            file: on the stick.
            passphrase: of a package that is sealed with one.
            senders: lines of further PCs whose packages are taken this once.

        Raises:
            BadPackage: damaged, foreign, of another kind, taken before, made here; nothing was taken.
            UnknownCode, SecretProcedure: such a book is not opened here.
        """
        self._store.require(Right.CARRY)
        header = read_header(file)
        if header.kind != PART_OF_BOOK:
            raise BadPackage(file.name, reason=f"là gói loại «{header.kind[:20]}», không phải một phần quyển")
        with self._store.reading() as tx:
            require_new(file, header, remembered.get(tx, _GIVEN, {}), remembered.get(tx, _TAKEN, {}))
        known = (*self._settings.package_senders, *senders)
        reader = open_package(file, header, passphrase, self._keys, known)
        with self._store.writing() as tx:
            try:
                taken = self._take(tx, reader)
            except (BadBook, KeyError, TypeError, ValueError, NotFound, IntegrityError) as error:
                raise BadPackage(file.name, reason="nội dung không đúng quy ước", cause=repr(error)[:200]) from None
            now = self._clock.now().isoformat()
            remembered.put(tx, _TAKEN, {**remembered.get(tx, _TAKEN, {}), header.id: now})
            audit.append(tx, self._settings.officer, "book papers taken", header.id, f"{taken.key} {taken.papers}")
        return taken

    def _kept(self) -> dict[str, _Given]:
        with self._store.reading() as tx:
            notes = remembered.get(tx, _GIVEN, {})
        return {package: from_data(_Given, note) for package, note in notes.items()}

    # Out

    def _give(self, tx: Connection, book: Book, count: int, header: Header, secret: bytes) -> _Given:
        if piles.unfinished(tx, book.id):
            raise PileWaits(book.sheet.title)
        chosen = _free(tx, book)[-count:] if count > 0 else []
        if not chosen:
            raise NothingToGive(book.sheet.title)
        now, sheets = self._clock.now(), 0
        for paper in chosen:
            sheets += sheets_of(papers.pages(tx, paper.id))
            books.settle(tx, book.id, paper.id, Outcome.GIVEN, sheets=0, at=now)
        books.count_more(tx, book.id, -sheets)
        # What was done to pages before would bring papers back that wait at another PC now.
        arrangements.forget(tx, book.id)
        own = tuple(paper.id for paper in chosen)
        given = _Given(header=header, secret=secret.hex(), sheet=book.sheet, papers=own, sheets=sheets)
        remembered.put(tx, _GIVEN, {**remembered.get(tx, _GIVEN, {}), header.id: as_data(given)})
        audit.append(tx, self._settings.officer, "book papers given", header.id, f"{book.sheet.key} {len(own)}")
        return given

    def _write(self, given: _Given, file: Path, *, replace: bool) -> PartOfBook:
        part = part_of(file)
        if part.exists() and read_header(part).id != given.header.id:
            raise BadPackage(part.name, reason="là gói dở dang khác; xoá tệp đó rồi xuất lại")
        secret = bytes.fromhex(given.secret)
        write_on(file, given.header, secret, self._keys, self._records(given), replace=replace)
        return given.part

    def _records(self, given: _Given) -> Iterator[Record]:
        """The book, then each paper behind its pictures: one that is there is whole."""
        yield {"type": "book", "id": given.sheet.key, "sheet": as_data(given.sheet), "sheets": given.sheets}, b""
        for paper_id in given.papers:
            packed = []
            with self._store.reading() as tx:
                for page in papers.pages(tx, paper_id):
                    small = papers.thumbnail(tx, page.id) or b""
                    for picture in (contents.fetch(tx, page.raw_sha256), contents.fetch(tx, page.clean_sha256), small):
                        yield {"type": "picture", "id": _sha256(picture)}, picture
                    packed.append(as_data(_packed(page, small)))
            yield {"type": "paper", "id": str(paper_id), "pages": packed}, b""

    # In

    def _take(self, tx: Connection, reader: PackageReader) -> PartOfBook:
        pictures: dict[str, bytes] = {}
        book: Book | None = None
        came = sheets = 0
        for meta, body in reader.records():
            match meta["type"]:
                case "book":
                    sheets = int(meta["sheets"])
                    book = self._books.opened(tx, from_outside(BookSheet, meta["sheet"]), sheets)
                case "picture":
                    if _sha256(body) != meta["id"]:
                        raise ValueError("a picture with another hash")
                    pictures[meta["id"]] = body
                case "paper":
                    if book is None:
                        raise ValueError("a paper of no book")
                    _add(tx, book, [from_outside(_PackedPage, row) for row in meta["pages"]], pictures)
                    came += 1
                    pictures.clear()
        if book is None or not came:
            raise ValueError("no papers")
        return PartOfBook(package=reader.header.id, key=book.sheet.key, papers=came, sheets=sheets)


def _free(tx: Connection, book: Book) -> list[Paper]:
    """Papers that can go to another PC: read, whole, and nobody has begun with them."""
    said = books.said(tx, book.id)
    waiting = [paper for paper in waiting_papers(tx, book) if not said.get(paper.id, NOTHING).values]
    return [paper for paper in waiting if all(_travels(page) for page in papers.pages(tx, paper.id))]


def _travels(page: Page) -> bool:
    return page.facts is not None and bool(page.clean_sha256) and not page.made_of


def _packed(page: Page, small: bytes) -> _PackedPage:
    assert page.facts
    return _PackedPage(
        origin=page.origin, facts=page.facts, raw=page.raw_sha256, clean=page.clean_sha256, small=_sha256(small)
    )


def _add(tx: Connection, book: Book, pages: list[_PackedPage], pictures: dict[str, bytes]) -> None:
    """A paper as the pile would have laid it into the book."""
    if not pages:
        raise ValueError("a paper without pages")
    new = Paper(
        id=uuid.uuid4(),
        dossier_id=book.id,
        kind=PaperKind.RESULT,
        code=book.sheet.result,
        name=book.name,
        position=max((paper.position for paper in papers.of_dossier(tx, book.id)), default=-1) + 1,
        digitisation=DigitisationState.SCANNED,
        delivery=DeliveryState.HIDDEN,
    )
    papers.add(tx, new)
    for page in pages:
        own = papers.add_page(tx, uuid.uuid4(), new.id, page.origin, pictures[page.raw])
        papers.set_facts(tx, own.id, page.facts, pictures[page.clean], pictures[page.small])


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
