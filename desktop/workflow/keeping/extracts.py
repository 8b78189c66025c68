"""A counter's figures on their way to the province, and the figures of many counters added up there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.errors import UnreadableInput
from desktop.model.official import Right
from desktop.report.definitions import definition_on
from desktop.report.extract import KIND, PART, BadFigures, extract_of, read_extract, written
from desktop.report.facts import Scope
from desktop.report.merged import Came, Merged, merge
from desktop.report.period import Period
from desktop.report.reports import Reports
from desktop.store import audit
from desktop.store.file import Store
from desktop.sync.package.container import open_package, read_header, write_parts
from desktop.sync.package.errors import BadPackage
from desktop.sync.package.seals import PackageKeys, PublicIdentity, sealed_for
from desktop.workflow.keeping.packages import Packages


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """Figures that were written.

    Attributes:
        package_id: of their package.
        dossiers: how many they are about.
        unconfirmed: of how many the province has not all.
    """

    package_id: str
    dossiers: int
    unconfirmed: int


class Extracts:
    """Figures out and in.

    Args:
        store: the open store.
        clock: when they were counted.
        settings: whose they are, and who takes whose.
        reports: counts them.
        packages: this PC's keys.
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings, reports: Reports, packages: Packages) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._reports = reports
        self._packages = packages

    def export(self, file: Path, period: Period, passphrase: str = "", *, replace: bool = False) -> Extracted:
        """Write this counter's figures of a period, signed, without personal data.

        Args:
            file: on the stick.
            period: the days.
            passphrase: what seals it; empty to seal it to `package_recipient` of the settings.
            replace: whether a file that stands there may be replaced.

        Raises:
            BadPackage: no passphrase and no recipient.
            WeakPassphrase, CannotWritePackage, AlreadyThere, NoPlaceForFile, CannotWrite: why it is not written.
        """
        self._store.require(Right.FIGURES)
        seal = sealed_for(passphrase, self._settings.package_recipient)
        counted, now = self._reports.figures(Scope(first=period.first, last=period.last)), self._clock.now()
        extract = extract_of(counted, definition_on(period.last), period, self._settings, now)
        parts = [(PART, written(extract))]
        own = write_parts(file, KIND, now.isoformat(), seal, self._packages.signer(), parts, replace=replace)
        with self._store.writing() as tx:
            audit.append(tx, self._settings.officer, "figures exported", own, f"{period.first} {period.last}")
        return Extracted(package_id=own, dossiers=counted.whole.dossiers, unconfirmed=counted.whole.unconfirmed)

    def merge(self, files: Sequence[Path], counters: dict[str, str], passphrase: str = "") -> Merged:
        """Add up the figures of many counters, all or none of them.

        Args:
            files: their packages.
            counters: line to name of those counters whose figures are taken and awaited, besides `package_senders`.
            passphrase: of packages that are sealed with one.

        Raises:
            BadPackage: one is damaged, foreign, of another kind or version, sealed to somebody else.
            SameCounterTwice, OtherFigures: they cannot be added up.
        """
        expected = {line: PublicIdentity.read(line).verify[:16] for line in self._settings.package_senders} | counters
        keys = self._packages.signer()
        merged = merge([_read(file, passphrase, keys, tuple(expected)) for file in files], expected)
        with self._store.writing() as tx:
            outcome = f"{len(merged.came)} counters, {len(merged.missing)} missing"
            audit.append(tx, self._settings.officer, "figures merged", "", outcome)
        return merged


def read_counters(file: Path) -> dict[str, str]:
    """The counters in a list: a line each with its public line and, behind a space, its name.

    Raises:
        UnreadableInput: it cannot be read, or a line of it is none of these.
    """
    try:
        rows = [row.strip() for row in file.read_text("utf-8-sig").splitlines()]
        parts = [row.partition(" ") for row in rows if row and not row.startswith("#")]
        return {PublicIdentity.read(line).line: name.strip() or line[:24] for line, _, name in parts}
    except (OSError, ValueError) as error:
        raise UnreadableInput(file.name, reason="không đọc được danh sách quầy", cause=str(error)) from None
    except BadPackage as refused:
        raise UnreadableInput(file.name, reason=refused.values["reason"]) from None


def _read(file: Path, passphrase: str, keys: PackageKeys, senders: Sequence[str]) -> Came:
    header = read_header(file)
    if header.kind != KIND:
        raise BadPackage(file.name, reason=f"là gói loại «{header.kind[:20]}», không phải số liệu báo cáo")
    reader = open_package(file, header, passphrase, keys, senders)
    bodies = [body for meta, body in reader.records() if meta.get("type") == "part" and meta.get("id") == PART]
    try:
        if len(bodies) != 1:
            raise BadFigures("gói không có đúng một bảng số liệu")
        return Came(file=file.name, counter=header.sender, extract=read_extract(bodies[0]))
    except BadFigures as refused:
        raise BadPackage(file.name, reason=str(refused)) from None
