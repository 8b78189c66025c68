"""Everything training mode stands in for: citizens with their papers, a scanner, a token, a province.

The clerk's work itself is the same as with real data; only what is outside is invented. Each part is loaded when it is
switched on: whoever looks into the queue waits for no printer of papers and no province.
"""

from __future__ import annotations

import random
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.catalogue.reader import read_catalogue_file
from desktop.machine.clock import SystemClock, vietnam_day
from desktop.machine.disk import free_bytes
from desktop.machine.folders import Folders, resources
from desktop.machine.secrets import OnlyTraining
from desktop.machine.settings import Settings
from desktop.machine.sticks import Stick
from desktop.model.book import Book
from desktop.model.catalogue import Catalogue
from desktop.model.dossier import Dossier, Paper, Party
from desktop.model.owner import party_from_qr
from desktop.model.signature import SEAL_KEEPER
from desktop.scanner.driver import ScannerConfig
from desktop.scanner.sane.airscan import airscan_config
from desktop.training import names
from desktop.training.people import Person, person

if TYPE_CHECKING:
    from desktop.signing.tokens.client import TokenHost
    from desktop.sync.gateway import ProvinceGateway
    from desktop.training.papers.pile import PaperSpec
    from desktop.training.province.sandbox import SandboxProvince
    from desktop.training.scanner.virtual import VirtualScanner

PIN = names.PIN
UNIT = "H99.12"
_BY_HAND = 0.4
"""Share of papers whose number and day are filled in by hand: enough for a clerk to practise with."""
UNIT_NAME = "Trung tâm Phục vụ hành chính công xã Mẫu"


class TrainingStation:
    """The invented surroundings of a training folder; scanner and province start when first needed.

    Args:
        place: a training folder.

    Raises:
        OnlyTraining: the folder is not one of training.
    """

    def __init__(self, place: Folders) -> None:
        if not place.training_mark.exists():
            raise OnlyTraining()
        self._place = place
        self._guard = threading.RLock()
        self._scanner: VirtualScanner | None = None
        self._province: SandboxProvince | None = None
        self._stick_came = False
        if not (place.data / names.ROOTS).exists():
            from desktop.training.software_token import make_software_token

            make_software_token(place.data, datetime.now(UTC))

    def settings(self, given: Settings) -> Settings:
        """The training counter's settings, over what the folder's own file says."""
        return replace(
            given,
            officer="canbo.mau",
            officer_name=names.OFFICIAL,
            unit=UNIT,
            unit_name=UNIT_NAME,
            trust_roots=(str(self._place.data / names.ROOTS),),
            officer_roles=given.officer_roles or (SEAL_KEEPER,),
            agency_name=names.AGENCY,
            tsa_address="",
        )

    def catalogue(self) -> Catalogue:
        """The training catalogue."""
        return read_catalogue_file(resources() / "catalogue" / "sample.json")

    @property
    def scanner(self) -> VirtualScanner:
        """The virtual scanner."""
        with self._guard:
            if self._scanner is None:
                from desktop.training.scanner.virtual import VirtualScanner

                self._scanner = VirtualScanner()
            return self._scanner

    @property
    def province(self) -> SandboxProvince:
        """The sandbox province; its books stay in the folder."""
        with self._guard:
            if self._province is None:
                from desktop.training.province.earlier import earlier_papers
                from desktop.training.province.filed import filed_dossiers
                from desktop.training.province.sandbox import SandboxProvince

                folder = self._place.data / "province"
                is_new = not folder.exists()
                self._province = SandboxProvince(folder)
                for one in earlier_papers(vietnam_day(SystemClock().now())) if is_new else ():
                    self._province.store_paper(one.owner, one.shop, one.facts, one.file)
                token = self._place.data / names.FOLDER
                for filed in filed_dossiers(token, UNIT, SystemClock().now()) if is_new else ():
                    self._province.file_online(filed.facts, filed.files)
            return self._province

    def scanner_config(self) -> ScannerConfig:
        """How to reach the virtual scanner: eSCL, and on Linux SANE as well."""
        address = self.scanner.address
        folder = None
        if sys.platform == "linux":
            folder = airscan_config(self._place.data / "sane", {"Tap huan": address})
        return ScannerConfig(escl_addresses=(address,), sane=folder is not None, sane_config_dir=folder)

    def token_host(self) -> TokenHost:
        """The host of the training token."""
        from desktop.signing.tokens.client import TokenHost

        return TokenHost(software=self._place.data / names.FOLDER)

    def sticks(self) -> list[Stick]:
        """The citizen's stick, plugged in when it is first asked for; removed from the data folder it is pulled."""
        folder = self._place.data / names.STICK_FOLDER
        with self._guard:
            if not self._stick_came:
                folder.mkdir(exist_ok=True)
                self._stick_came = True
        return [Stick(folder=folder, name=names.STICK, free=free_bytes(folder))] if folder.is_dir() else []

    def gateway(self) -> ProvinceGateway:
        """The way to the sandbox province."""
        return self.province.gateway()

    def citizen(self, number: int) -> Person:
        """An invented citizen who walks up to the counter."""
        return person(f"citizen {number}")

    def citizen_party(self, number: int) -> Party:
        """The same, as the QR of his card says who he is."""
        return party_from_qr(self.citizen(number).qr)

    def card(self) -> str:
        """The QR text of the card of the citizen whose dossier is opened for practice."""
        return self.citizen(1).qr

    def lay_card(self, number: str) -> int:
        """A citizen's card lies on the glass; gives how many sheets."""
        from desktop.training.papers.pile import PaperSpec

        return self._load(PaperSpec(kind="cccd"), f"card {number}", self._who(number))

    def hand_over(
        self, dossier: Dossier, paper: Paper, *, duplex: bool = False, upside_down: int | None = None, dpi: int = 200
    ) -> int:
        """The citizen hands over the paper that is asked for: it is printed and put into the feeder.

        Returns:
            How many sheets.
        """
        from desktop.training.papers.pile import PaperSpec, kind_for

        who = self._who(dossier.party.number)
        by_hand = random.Random(f"by hand {paper.id}").random() < _BY_HAND  # noqa: S311 - invents, keeps no secret
        spec = PaperSpec(kind=kind_for(paper.code), duplex=duplex, upside_down=upside_down, dpi=dpi, by_hand=by_hand)
        return self._load(spec, str(paper.id), who)

    def hand_over_book(self, book: Book, separator: bytes) -> int:
        """A register book is put into the feeder, its separator sheet on top: one paper a sheet, each somebody else's.

        Args:
            book: the book.
            separator: its separator sheet, a PDF of one page.

        Returns:
            How many sheets.
        """
        from desktop.picture.files import sheets
        from desktop.training.papers.page import DrawnPage
        from desktop.training.papers.pile import PaperSpec, kind_for, write_pile

        top = DrawnPage("separator", 200)
        top.image = next(sheets(separator, "separator")).picture.convert("RGB").resize(top.image.size)
        pile = self._place.data / "feeder"
        specs = [PaperSpec(kind=kind_for(book.sheet.result))] * book.sheet.sheets
        write_pile(pile, specs, _seed_of(book), on_top=top)
        return self.scanner.load(pile)

    def in_book(self, book: Book, at: int) -> dict[str, str]:
        """What stands on a birth certificate of a book, as a clerk types it who has it before her.

        Args:
            book: it was handed over.
            at: which of its papers, from 0.
        """
        from desktop.training.papers.kinds import birth_values, job

        return birth_values(job("khai-sinh", f"{_seed_of(book)} {at}", 200, None))

    def _who(self, number: str) -> Person:
        """The invented citizen with this number; somebody else where it is none of theirs."""
        return next((one for one in (self.citizen(at) for at in range(200)) if one.number == number), person(number))

    def feed(self, *, duplex: bool = False) -> int:
        """Somebody's paper is put into the feeder, for whom only the scanner matters; gives how many sheets."""
        from desktop.training.papers.pile import PaperSpec

        return self._load(PaperSpec(kind="tiep-nhan", duplex=duplex), "feed", self.citizen(1))

    def _load(self, spec: PaperSpec, seed: str, who: Person) -> int:
        from desktop.training.papers.pile import write_pile

        pile = self._place.data / "feeder"
        write_pile(pile, [spec], seed, who)
        return self.scanner.load(pile)

    def close(self) -> None:
        """Switch everything off."""
        with self._guard:
            for part in (self._scanner, self._province):
                if part:
                    part.close()
            self._scanner = self._province = None


def _seed_of(book: Book) -> str:
    """Of everything that is invented for a book."""
    return f"book {book.sheet.key}"
