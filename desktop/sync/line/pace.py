"""How fast we may send now: a cap by hours, a halt while the scanner works on a thin line, an end when we stop."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time as time_of_day

from desktop.machine.clock import VIETNAM, Clock, SystemClock
from desktop.model.errors import Trouble
from desktop.sync.errors import BadProfile

THIN_BYTES_S = 128_000
BURST_S = 0.25
LOOK_S = 0.2
MEASURE_S = 1.0
_CAP = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)\s+(\d{1,6})")


class Stopped(Trouble):
    """The program is closing; what was under way goes on at the next start."""

    code = "stopped"
    sentence = "Đang đóng chương trình, việc gửi tạm dừng."
    advice = "Giấy tờ đã lưu an toàn và sẽ tự gửi tiếp khi mở lại Quầy Số."


@dataclass(frozen=True, slots=True)
class Cap:
    """From `first` until `last` (Vietnam time) no more than so many bytes a second; 0 sends nothing."""

    first: time_of_day
    last: time_of_day
    bytes_s: float

    def holds(self, at: time_of_day) -> bool:
        """Whether it counts at this time; a cap may run over midnight."""
        if self.first <= self.last:
            return self.first <= at < self.last
        return at >= self.first or at < self.last


def read_caps(lines: Sequence[str]) -> tuple[Cap, ...]:
    """Read `07:30-11:30 256` (hours, kbit/s).

    Raises:
        BadProfile: not of this form.
    """
    caps = []
    for line in lines:
        match = _CAP.fullmatch(line.strip())
        try:
            if match is None:
                raise ValueError(line)
            from_h, from_m, to_h, to_m, kbit_s = (int(part) for part in match.groups())
            caps.append(Cap(time_of_day(from_h, from_m), time_of_day(to_h, to_m), kbit_s * 125.0))
        except ValueError:
            raise BadProfile(line, reason="giới hạn băng thông phải có dạng «07:30-11:30 256» (kbit/s)") from None
    return tuple(caps)


class Pace:
    """A token bucket that everything sent goes through.

    Args:
        caps: limits by hours; the first that holds counts, none means no limit.
        clock: what hour it is.
        seconds: a clock that only goes forward, for the bucket.
        sleep: waits, seconds.
    """

    def __init__(
        self,
        caps: Sequence[Cap] = (),
        clock: Clock | None = None,
        seconds: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        self._caps = caps
        self._clock = clock or SystemClock()
        self._seconds = seconds
        self._stop = threading.Event()
        self._sleep = sleep or self._stop.wait
        self._scanning = 0
        self._free_at = seconds()
        self._window: tuple[float, int] = (seconds(), 0)
        self.measured_bytes_s: float | None = None

    def cap(self) -> float | None:
        """Bytes a second allowed at this hour; None without limit."""
        at = self._clock.now().astimezone(VIETNAM).time()
        return next((cap.bytes_s for cap in self._caps if cap.holds(at)), None)

    @property
    def thin(self) -> bool:
        """Whether the line showed itself too thin to send and scan from the network at once."""
        return self.measured_bytes_s is not None and self.measured_bytes_s < THIN_BYTES_S

    @contextmanager
    def scanning(self) -> Iterator[None]:
        """While the scanner works, a thin line is left alone."""
        self._scanning += 1
        try:
            yield
        finally:
            self._scanning -= 1

    def stop(self) -> None:
        """Let nothing more through."""
        self._stop.set()

    def go(self) -> None:
        """Let things through again."""
        self._stop.clear()

    def let_through(self, count: int) -> None:
        """Wait until so many bytes may leave.

        Raises:
            Stopped: the program is closing.
        """
        self._measure(count)
        while not self._stop.is_set():
            cap = self.cap()
            if (self._scanning and self.thin) or cap == 0:
                self._sleep(LOOK_S)
                continue
            if cap is None:
                return
            now = self._seconds()
            self._free_at = max(self._free_at, now - BURST_S)
            if self._free_at <= now:
                self._free_at += count / cap
                return
            self._sleep(min(LOOK_S, self._free_at - now))
        raise Stopped()

    def rest(self, seconds: float) -> None:
        """Wait a moment, less where the program closes.

        Raises:
            Stopped: the program is closing.
        """
        self._sleep(seconds)
        if self._stop.is_set():
            raise Stopped()

    def _measure(self, count: int) -> None:
        """The next piece is asked for when the line has taken the last: that is the line's own speed."""
        start, sent = self._window
        spent = self._seconds() - start
        if spent < MEASURE_S:
            self._window = (start, sent + count)
            return
        if sent and spent < 10 * MEASURE_S:
            speed = sent / spent
            self.measured_bytes_s = speed if self.measured_bytes_s is None else (self.measured_bytes_s + speed) / 2
        self._window = (self._seconds(), count)
