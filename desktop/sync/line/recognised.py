"""The line to a province, whose system is known by what it says of itself."""

from __future__ import annotations

from datetime import datetime

from desktop.sync.errors import ForeignAnswer, NotOffered
from desktop.sync.line.http import ProvinceHttp
from desktop.sync.profile import Profile
from desktop.sync.values import text_in


class RecognisedLine:
    """A line at whose other end the right system is looked for; no account is needed for that.

    Args:
        http: the line.
        profile: how the right system is known.
    """

    def __init__(self, http: ProvinceHttp, profile: Profile) -> None:
        self._http = http
        self._path = profile.paths["health"]
        self._field, self._expected = profile.options["health_field"], profile.options["health_value"]

    @property
    def address(self) -> str:
        """Base address of the province's system."""
        return self._http.address

    @property
    def proxy(self) -> str:
        """Address of the proxy in between; empty for the straight way."""
        return self._http.proxies.get("https", "")

    def check_line(self) -> None:
        """The right system answers, with a field that only it has.

        Raises:
            NotOffered: the profile names no path to ask at.
            LineDown: another one answers, or none.
        """
        if not self._path:
            raise NotOffered("«health»")
        answer = self._http.exchange("GET", self._path)
        data = answer.data() if answer.meant == 200 else None
        said = text_in(data.get(self._field)) if isinstance(data, dict) else ""
        if self._expected not in said:
            raise ForeignAnswer(layer="có hệ thống khác trả lời thay", cause=f"{answer.meant}")

    def server_time(self) -> datetime | None:
        """The province's clock by its last answer, UTC; None where it has not said."""
        return self._http.server_time()
