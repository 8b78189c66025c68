"""Several vendors' modules side by side, each in a host process of its own, seen as one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.signing.engines.modules import find_modules
from desktop.signing.errors import ModuleUnusable, NoSuchToken, SigningTrouble
from desktop.signing.tokens.client import FoundCertificate, SigningSession, TokenHost
from desktop.signing.tokens.engine import Token
from desktop.signing.tokens.pin import Pin
from desktop.signing.tokens.watch import TokenWatch


class TokenShelf:
    """All tokens of all modules found on this PC; a module that crashes does not end the others.

    Args:
        hosts: one per module.
    """

    def __init__(self, hosts: Sequence[TokenHost]) -> None:
        self._hosts = tuple(hosts)
        # Whose host listed a token last: it is opened there.
        self._serving: dict[str, TokenHost] = {}
        self._watch: TokenWatch | None = None

    def tokens(self) -> list[Token]:
        """The tokens that are there now; one that two modules serve is listed once.

        Raises:
            ModuleUnusable: there is no module at all.
            SigningTrouble: no module answers.
        """
        found: list[Token] = []
        serving: dict[str, TokenHost] = {}
        trouble: SigningTrouble | None = None
        for host in self._hosts:
            try:
                # One module may show a token in several slots, each with certificates of its own.
                new = [token for token in host.tokens() if token.serial not in serving]
            except SigningTrouble as error:
                trouble = trouble or error
                continue
            found += new
            serving |= {token.serial: host for token in new}
        self._serving = serving
        if not self._hosts:
            raise ModuleUnusable("(chưa chọn)", reason="không tìm thấy trình điều khiển nào trên máy này")
        if trouble and not found:
            raise trouble
        return found

    def open(self, found: FoundCertificate, pin: Pin) -> SigningSession:
        """Log in: one attempt, ever; a batch that was open ends. Nothing is listed anew.

        Raises:
            What `TokenHost.open` raises.
        """
        host = self._serving.get(found.token.serial)
        if host is None:
            raise NoSuchToken(found.token.serial)
        for other in self._hosts:
            if other is not host:
                other.forget()
        return host.open(found, pin)

    def glance(self) -> tuple[str, ...] | None:
        """Serials of the tokens that are there; None where a module is busy with something else."""
        found: list[str] = []
        for host in self._hosts:
            try:
                seen = host.glance()
            except ModuleUnusable:
                continue
            if seen is None:
                return None
            found += seen
        return tuple(dict.fromkeys(found))

    def watch(self, listener: Callable[[tuple[str, ...]], None]) -> None:
        """Be told, from a thread of its own, the serials of the tokens whenever one comes or goes."""
        self._watch = self._watch or TokenWatch(self)
        self._watch.tell(listener)

    def forget(self) -> None:
        """End the batch under way and forget its PIN."""
        for host in self._hosts:
            host.forget()

    def close(self) -> None:
        """End every host."""
        if self._watch:
            self._watch.stop()
        for host in self._hosts:
            host.close()


def open_tokens(module: Path) -> TokenHost | TokenShelf:
    """The tokens of this PC: of the module that was chosen, or of every known one that is installed.

    On Windows the certificates of the user's own store come last; they serve tokens whose module cannot be used.

    Args:
        module: chosen in the settings; an empty path for none.
    """
    if module != Path():
        return TokenHost(module=module)
    hosts = [TokenHost(module=one.path) for one in find_modules() if one.usable]
    if sys.platform == "win32":
        hosts.append(TokenHost(windows=True))
    return TokenShelf(hosts)
