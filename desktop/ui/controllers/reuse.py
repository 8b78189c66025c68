"""Look before you scan: what the e-stores have of the chosen paper, beside what is asked for (R13–R16, R53)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.machine.clock import VIETNAM
from desktop.model.dossier import Paper
from desktop.model.errors import QuaySoError
from desktop.model.stored import StoredPaper
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.language import said
from desktop.ui.look.parts import make_primary, tell
from desktop.ui.look.picture import fitted
from desktop.ui.operations import Doing, Operation, Seen
from desktop.ui.views.reuse import ReuseView
from desktop.workflow.reuse import Session
from desktop.workflow.stored import Asked, ReuseRow, StandIn, StoredOffer

PICTURE = QSize(250, 340)
ROOM_FOR_PICTURE_PX = 640
NOTHING = "—"


class ReusePanel(QWidget):
    """One paper: asked for and stored, side by side; one key takes it, the same key gives it back."""

    changed = Signal()
    asked = Signal(object)

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._dossier: UUID | None = None
        self._rows: dict[UUID, ReuseRow] = {}
        self._row: ReuseRow | None = None
        self._session = Session()
        self._looking = False
        self._why_not = ""
        self._at = 0
        self._busy = False
        self._pictured = ""
        self.view = view = ReuseView()
        self.setLayout(view)
        view.take.clicked.connect(self.act)
        view.again.clicked.connect(lambda: self.look_up(anew=True))

    @property
    def offering(self) -> bool:
        """Whether something valid could be taken now."""
        offer = self._offer()
        return bool(self._row and not self._row.standing and offer and offer.usable)

    def turn_to(self, dossier_id: UUID) -> None:
        """Ask the e-stores about another dossier."""
        self._dossier, self._why_not = dossier_id, ""
        self.look_up()

    def set_rows(self, rows: Sequence[ReuseRow]) -> None:
        """What is known of the dossier's papers now."""
        self._rows = {row.paper.id: row for row in rows}

    @property
    def papers(self) -> Collection[UUID]:
        """The papers of which something is known: those that a store could have."""
        return self._rows.keys()

    def show_primary(self, *, primary: bool) -> None:
        """Draw taking what is stored as the one thing to do, or not."""
        make_primary(self.view.take, primary=primary)

    def show_paper(self, paper_id: UUID) -> None:
        """Show what is known of a paper."""
        row = self._rows.get(paper_id)
        if row is None:
            return
        if self._row is None or self._row.paper.id != paper_id:
            self._at = 0
        self._row = row
        self._at = min(self._at, max(0, len(row.offers) - 1))
        self._fill(row)

    def show_session(self, session: Session) -> None:
        """Somebody has logged in at the province, or out, or the session is over."""
        came = session.official is not None and session.official != self._session.official
        self._session = session
        if self._row:
            self._fill(self._row)
        if came:
            self.look_up()

    def look_up(self, *, anew: bool = False) -> None:
        """Ask the e-stores, where they were not asked lately; the clerk goes on meanwhile."""
        dossier_id = self._dossier
        if dossier_id is None or self._looking:
            return
        self._looking = True

        def over(rows: list[ReuseRow]) -> None:
            self._looking = False
            if self._dossier == dossier_id:
                self._why_not = said(next((row.why_not for row in rows if row.why_not), ""))
                self.changed.emit()
            else:
                # The clerk has turned to another dossier meanwhile.
                self.look_up()

        work = Operation(self, lambda _: self._app.reuse.look_up(dossier_id, anew=anew), Seen.BESIDE)
        work.on_success(over).on_failure(self._fail).run()
        if self._row:
            self._fill(self._row)

    def choose(self, step: int) -> None:
        """The next or the last one of several stored papers."""
        row = self._row
        if row and not row.standing and 0 <= self._at + step < len(row.offers):
            self._at += step
            self._fill(row)

    def act(self) -> None:
        """Take what is shown; or give it back, where it is taken."""
        row, offer = self._row, self._offer()
        if row is None or offer is None or self._busy:
            return
        if row.standing:
            self._run(row.paper, lambda: self._app.reuse.give_back(row.paper.id), lambda: None)
        elif offer.usable:
            self._run(
                row.paper,
                lambda: self._app.reuse.take(row.paper.id, offer.stored),
                lambda: self._fetch(row.paper, offer.stored),
            )

    def _run(self, paper: Paper, work: Callable[[], Paper], then: Callable[[], None]) -> None:
        self._busy = True

        def done(_: Paper) -> None:
            self._busy = False
            self.changed.emit()
            then()

        deciding = Doing(self.tr("Noting where the paper comes from…"))
        act = Operation(self, lambda _: work(), deciding).about(paper.name).on_success(done)

        def fail(error: BaseException) -> None:
            self._busy = False
            act.show(error)

        self.asked.emit(act.on_failure(fail))

    def _fetch(self, paper: Paper, stored: StoredPaper) -> None:
        """Fetch the file as well; without it the paper is reused all the same, and what is wrong stands beside it."""

        def over(error: BaseException) -> None:
            self.changed.emit()
            if not isinstance(error, QuaySoError):
                self._fail(error)

        if stored.file:
            work = Operation(self, lambda _: self._app.reuse.fetch(paper.id), Seen.BESIDE)
            work.on_success(lambda _: self.changed.emit()).on_failure(over).run()

    def _fail(self, error: BaseException) -> None:
        self._busy = self._looking = False
        window = self.window()
        if hasattr(window, "show_trouble"):
            window.show_trouble(error)

    def _offer(self) -> StoredOffer | None:
        row = self._row
        if row is None or row.standing:
            return row.standing.offer if row and row.standing else None
        return row.offers[self._at] if self._at < len(row.offers) else None

    # What it says

    def _fill(self, row: ReuseRow) -> None:
        view, offer = self.view, self._offer()
        view.paper.setText(row.paper.name)
        words, hint, told = self._found(row)
        view.found.setText(words)
        tell(view.found, told)
        view.hint.setText(hint)
        view.hint.setVisible(bool(hint))
        view.table.setVisible(offer is not None)
        if offer:
            self._compare(row, offer)
        view.take.setVisible(row.standing is not None or self.offering)
        view.take.name(self.tr("Scan it after all") if row.standing else self.tr("Take this one, do not scan"))
        logged_in = self._session.official is not None
        view.login.setVisible(not logged_in and not row.standing)
        view.again.setVisible(logged_in and not row.standing)
        view.again.setEnabled(not self._looking)
        scan = self.tr("Or put «%1» into the feeder and press %k.") if self.offering else ""
        scan = with_key(Act.SCAN, scan or self.tr("Put «%1» into the feeder and press %k."))
        view.scan.setText("" if row.standing else scan.replace("%1", row.paper.name))
        self._show_picture(row.standing, row.paper)

    def _found(self, row: ReuseRow) -> tuple[str, str, str]:
        """What was found, what to do or to know, and how the first looks."""
        if row.standing:
            return self._standing(row.standing)
        if self._looking and not row.offers:
            return self.tr("Looking into the citizen's e-store…"), "", "soft"
        if row.asked is Asked.NOT_DONE and not row.offers:
            return self._not_done()
        when = f"{row.asked_at.astimezone(VIETNAM):%H:%M %d/%m}" if row.asked_at else ""
        hint = self.tr("Looked up %1.").replace("%1", when) if when else ""
        if self._why_not:
            hint = f"{hint} {self._why_not}".strip()
        if not row.offers:
            return self.tr("The e-store does not have this paper."), hint, ""
        if row.best is None:
            return self.tr("The e-store has this paper, but it is no longer valid."), hint, "refused"
        if len(row.offers) > 1:
            more = self.tr("%1 papers found: ← → shows the others.").replace("%1", str(len(row.offers)))
            hint = f"{more} {hint}"
        return self.tr("The e-store has this paper: it need not be scanned."), hint, "green"

    def _not_done(self) -> tuple[str, str, str]:
        words = self.tr("Not looked up in the e-store yet.")
        if self._session.ended:
            words = self.tr("The session of %1 at the province is over.").replace("%1", self._session.ended.name)
            return words, self.tr("Log in again to look; you can scan meanwhile."), "asked"
        if self._session.official is None:
            return words, self.tr("Log in at the province to look; you can scan meanwhile."), "soft"
        later = self.tr("It is looked up by itself as soon as there is a line; you can scan meanwhile.")
        return words, f"{self._why_not} {later}".strip(), "asked"

    def _standing(self, standing: StandIn) -> tuple[str, str, str]:
        words = self.tr("Taken from the e-store: nothing is to be scanned.")
        if standing.trouble:
            return words, said(standing.trouble), "asked"
        if standing.pages:
            proof = self.tr("the same as the store announced") if standing.proven else self.tr("its store gave no hash")
            file = self.tr("Its file is kept here: %1 pages, %2.").replace("%1", str(standing.pages))
            return (
                words,
                " ".join(part for part in (file.replace("%2", proof), said(standing.signature)) if part),
                "green",
            )
        if standing.offer.stored.file:
            return words, self.tr("Its file comes by itself as soon as there is a line."), "green"
        return words, "", "green"

    def _compare(self, row: ReuseRow, offer: StoredOffer) -> None:
        stored, own, component = offer.stored, row.paper.details, row.component
        head = self.tr("IN THE E-STORE")
        several = not row.standing and len(row.offers) > 1
        self.view.stored_head.setText(f"{head}  {self._at + 1}/{len(row.offers)}" if several else head)
        replaced = component.replaced_by if component else ""
        code = row.paper.code
        if replaced:
            code = self.tr("%1, or result %2").replace("%1", code).replace("%2", replaced)
        kinds = {"component": self.tr("component of a dossier"), "result": self.tr("result of a procedure")}
        amount = self.tr("originals: %1, copies: %2") if component else ""
        counts = (component.originals, component.copies) if component else ()
        for place, count in enumerate(counts, 1):
            amount = amount.replace(f"%{place}", str(count))
        pairs = {
            "name": (row.paper.name, stored.name),
            "code": (code, stored.code),
            "amount": (amount, kinds[stored.kind]),
            "number": (own.number, stored.number),
            "issued": (_day(own.issued), _day(stored.issued)),
            "issuer": (own.issuer, stored.issuer),
            "validity": (self.tr("valid today"), said(offer.validity)),
            "where": ("", said(offer.where)),
        }
        for name, (asked, there) in pairs.items():
            self.view.asked[name].setText(asked or NOTHING)
            self.view.stored[name].setText(there or NOTHING)
            # What the clerk has typed from the paper in hand, and the store says otherwise.
            both = name in {"number", "issued", "issuer"} and asked and there
            tell(
                self.view.stored[name],
                "asked" if both and asked.casefold() != there.casefold() else "",
            )
        tell(self.view.stored["validity"], "green" if offer.usable else "refused")

    def _show_picture(self, standing: StandIn | None, paper: Paper) -> None:
        wanted = paper.pdf_sha256 if standing and standing.pages else ""
        if wanted == self._pictured:
            return
        self._pictured = wanted
        self.view.picture.clear()
        self._fit_picture()

        def show(picture: bytes) -> None:
            if self._pictured == wanted:
                self._paint_picture(picture)

        def missing(error: BaseException) -> None:
            # A copy that is not here any more is no trouble to a clerk who only looks.
            if not isinstance(error, QuaySoError):
                self._fail(error)

        if wanted:
            look = Operation(self, lambda _: self._app.reuse.picture(paper.id), Seen.UNASKED)
            look.on_success(show).on_failure(missing).run()

    def _paint_picture(self, picture: bytes) -> None:
        self.view.picture.setPixmap(fitted(picture, PICTURE, self.devicePixelRatioF()))
        self._fit_picture()

    def _fit_picture(self) -> None:
        """Both columns can be read first; the picture has what is left."""
        there = self._pictured and not self.view.picture.pixmap().isNull()
        self.view.picture.setVisible(bool(there) and self.width() >= ROOM_FOR_PICTURE_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way where the window is narrow."""
        super().resizeEvent(event)
        self._fit_picture()


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
