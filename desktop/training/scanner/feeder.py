"""The pile in the feeder and the jobs that take sheets from it; troubles happen when they are asked for."""

from __future__ import annotations

import io
import itertools
import math
import threading
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image

UNITS_PER_INCH = 300


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: picture files of its sides; no back means a white one."""

    front: Path
    back: Path | None


@dataclass(slots=True)
class ScannerFaults:
    """What shall go wrong.

    Attributes:
        jam_after: the feeder jams after so many sheets of a job; None for never.
        double_after: two sheets at once after so many.
        cover_open: the cover is open.
        busy: how often 503 is answered before the scanner is free.
        cut_after: the line breaks in the middle of this picture (from 1) of a job; None for never.
        silent_after: after so many pictures nothing more comes; None for never.
        adf: what the feeder calls its state from now on, whatever it is; empty for the truth.
        adf_after: the same, only after so many sheets of a job; None for at once.
        state: what the scanner calls its own state; empty for the truth.
        job_state: a job ends like this (`Canceled`, `Aborted`) after so many pictures as `job_after` says.
        job_after: see `job_state`.
        pages_per_minute: no faster than so many pictures a minute; 0 for as fast as it goes.
        draws_in: the feeder calls itself empty as soon as the last sheet is on its way.
        scans_ahead: it scans faster than it sends: from its start a job calls itself done, and the feeder itself empty;
            the job counts what it has scanned.
        gives_dpi: the density of pictures, whatever was asked for; 0 for what was asked for.
        says_dpi: the density that pictures say of themselves; 0 for the truth.
        moved_to: where every request is sent instead, e.g. `https://127.0.0.1:8443`; empty for nowhere.
        habits: manners (see `manners`) of every answer, by the kind of request: `capabilities`, `status`, `start`,
            `page`, `end`.
        script: one manner for each coming request of a kind, in order; an empty word is an answer without one.
    """

    jam_after: int | None = None
    double_after: int | None = None
    cover_open: bool = False
    busy: int = 0
    cut_after: int | None = None
    silent_after: int | None = None
    adf: str = ""
    adf_after: int | None = None
    state: str = ""
    job_state: str = ""
    job_after: int = 0
    pages_per_minute: float = 0
    draws_in: bool = False
    scans_ahead: bool = False
    gives_dpi: int = 0
    says_dpi: int = 0
    moved_to: str = ""
    habits: dict[str, list[str]] = field(default_factory=dict)
    script: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobSettings:
    """What a client asked for; the region in three-hundredths of an inch."""

    feeder: bool
    duplex: bool
    dpi: int
    colour: bool
    width: int
    height: int


@dataclass(slots=True)
class Job:
    """A job under way; `pictures` counts what was given out, `sheets` what was taken from the pile."""

    id: str
    settings: JobSettings
    pictures: int = 0
    sheets: int = 0
    waiting_back: Sheet | None = None
    over: bool = False
    state: str = "Processing"
    silent: threading.Event = field(default_factory=threading.Event)


class Feeder:
    """The scanner behind the HTTP: one job at a time, sheets in order.

    Attributes:
        faults: what goes wrong.
        off: set where it is switched off: what was silent hangs up.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._pile: list[Sheet] = []
        self._jobs: dict[str, Job] = {}
        self._numbers = itertools.count(1)
        self._state = ""
        self._free_at = -math.inf
        self.faults = ScannerFaults()
        self.off = threading.Event()

    def load(self, folder: Path) -> int:
        """Put a folder of `NNN-front.jpg`, `NNN-back.jpg` into the feeder; gives how many sheets."""
        sheets = []
        for front in sorted(folder.glob("*-front.jpg")):
            back = front.with_name(front.name.replace("-front", "-back"))
            sheets.append(Sheet(front, back if back.exists() else None))
        with self._guard:
            self._pile = sheets
            self._state = ""
        return len(sheets)

    @property
    def left(self) -> int:
        """Sheets still in the pile."""
        return len(self._pile)

    def adf_state(self) -> str:
        """What eSCL calls the state of the feeder."""
        if self.faults.cover_open:
            return "ScannerAdfHatchOpen"
        if self.faults.adf and self.faults.adf_after is None:
            return self.faults.adf
        if self._state:
            return self._state
        at_work = any(not job.over for job in self._jobs.values())
        drawn_in = len(self._pile) if self.faults.scans_ahead else int(self.faults.draws_in)
        return "ScannerAdfLoaded" if len(self._pile) > drawn_in * at_work else "ScannerAdfEmpty"

    def job_state(self, job: Job) -> str:
        """What eSCL calls the state of a job."""
        return "Completed" if self.faults.scans_ahead and job.state == "Processing" else job.state

    def made(self, job: Job) -> int:
        """Pictures that a job has made, sent or not."""
        if not self.faults.scans_ahead:
            return job.pictures
        sides = 2 if job.settings.duplex else 1
        return job.pictures + sides * len(self._pile) + (job.waiting_back is not None)

    def scanner_state(self) -> str:
        """What eSCL calls the state of the scanner."""
        return self.faults.state or "Idle"

    def jobs(self) -> list[Job]:
        """Those under way or just ended."""
        return list(self._jobs.values())

    def manners(self, kind: str) -> list[str]:
        """The manners of the answer to this request."""
        with self._guard:
            coming = self.faults.script.get(kind)
            once = coming.pop(0) if coming else ""
        return [*self.faults.habits.get(kind, ()), *([once] if once else ())]

    def busy(self) -> bool:
        """Whether to answer 503 this time."""
        with self._guard:
            if self.faults.busy > 0:
                self.faults.busy -= 1
                return True
            return False

    def start(self, settings: JobSettings) -> Job | None:
        """A new job; None where the feeder has nothing or is in trouble."""
        with self._guard:
            if settings.feeder and self.adf_state() != "ScannerAdfLoaded":
                return None
            # Clients that crashed have left theirs behind.
            self._jobs = {number: job for number, job in self._jobs.items() if not job.over}
            job = Job(str(next(self._numbers)), settings)
            self._jobs[job.id] = job
            return job

    def job(self, job_id: str) -> Job | None:
        """A job by its number."""
        return self._jobs.get(job_id)

    def end(self, job_id: str) -> bool:
        """Forget a job."""
        job = self._jobs.pop(job_id, None)
        if job:
            job.over = True
            job.silent.set()
        return job is not None

    def next_picture(self, job: Job) -> bytes | None:
        """The next picture of a job as JPEG; None where there is no more or something went wrong."""
        self._keep_pace(job)
        with self._guard:
            if self.faults.job_state and job.pictures >= self.faults.job_after:
                job.over, job.state = True, self.faults.job_state
            if job.over:
                return None
            side: Path | None
            if job.waiting_back:
                side, like = job.waiting_back.back, job.waiting_back.front
                job.waiting_back = None
            else:
                taken = self._take(job)
                if taken is None:
                    return None
                side = like = taken.front
                if job.settings.duplex and job.settings.feeder:
                    job.waiting_back = taken
            job.pictures += 1
        faults = self.faults
        settings = replace(job.settings, dpi=faults.gives_dpi or job.settings.dpi)
        return _picture(side, like, settings, faults.says_dpi or settings.dpi)

    def _keep_pace(self, job: Job) -> None:
        """Wait as long as the paper would take, or until the job is cancelled."""
        pace = self.faults.pages_per_minute
        if pace:
            now = time.monotonic()
            self._free_at = max(now, self._free_at + 60 / pace)
            job.silent.wait(self._free_at - now)

    def _take(self, job: Job) -> Sheet | None:
        faults = self.faults
        if job.settings.feeder and faults.adf and faults.adf_after is not None and job.sheets >= faults.adf_after:
            self._state, faults.adf = faults.adf, ""
        elif job.settings.feeder and faults.jam_after is not None and job.sheets >= faults.jam_after:
            self._state, faults.jam_after = "ScannerAdfJam", None
        elif job.settings.feeder and faults.double_after is not None and job.sheets >= faults.double_after:
            self._state, faults.double_after = "ScannerAdfMultipickDetected", None
        if self._state or not self._pile or (not job.settings.feeder and job.sheets):
            job.over, job.state = True, "Aborted" if self._state else "Completed"
            return None
        job.sheets += 1
        return self._pile.pop(0)


def _picture(side: Path | None, like: Path, settings: JobSettings, says_dpi: int) -> bytes:
    """A side at the asked resolution, its true size kept; a white one, as large as its front, where there is none."""
    with Image.open(side or like) as picture:
        own_dpi = float(picture.info.get("dpi", (settings.dpi, 0))[0])
        scale = settings.dpi / own_dpi
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        area = _area(size, settings)
        plain = abs(scale - 1) < 0.001 and settings.colour and picture.format == "JPEG" and area == size
        plain = plain and says_dpi == settings.dpi
        if side and plain:
            return side.read_bytes()
        mode = "RGB" if settings.colour else "L"
        image = picture.convert(mode).resize(size, Image.Resampling.BICUBIC) if side else _white(mode, size)
    if area != size:
        image = image.crop((0, 0, *area))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88, dpi=(says_dpi, says_dpi))
    return out.getvalue()


def _area(size: tuple[int, int], settings: JobSettings) -> tuple[int, int]:
    """What the asked region leaves of a sheet; a hair's breadth is nobody's intention."""
    region = (settings.width * settings.dpi / UNITS_PER_INCH, settings.height * settings.dpi / UNITS_PER_INCH)
    width, height = (side if side <= end + 4 else max(1, round(end)) for side, end in zip(size, region, strict=True))
    return width, height


def _white(mode: str, size: tuple[int, int]) -> Image.Image:
    return Image.new(mode, size, (250, 249, 246) if mode == "RGB" else 249)
