"""The list of what was checked: printed as it goes, red at the end where one thing is not as it should be."""

from __future__ import annotations

import time


class Report:
    """Collects findings.

    Attributes:
        failed: names of what was not as it should be.
    """

    def __init__(self) -> None:
        self.failed: list[str] = []
        self._last = time.monotonic()

    def that(self, name: str, good: object, detail: object = "") -> bool:
        """One finding; `detail` is shown where it is bad."""
        now = time.monotonic()
        took, self._last = now - self._last, now
        print(f"{'ok  ' if good else 'FAIL'} {name} ({took:.0f} s)" + ("" if good else f": {detail}"), flush=True)
        if not good:
            self.failed.append(name)
        return bool(good)

    def same(self, name: str, wanted: object, found: object, said: str = "") -> bool:
        """One finding: two things are equal."""
        return self.that(name, wanted == found, f"wanted {wanted!r}, found {found!r}. {said[-800:]}")

    def note(self, text: str) -> None:
        """Something to know, neither good nor bad."""
        print(f"     {text}", flush=True)
