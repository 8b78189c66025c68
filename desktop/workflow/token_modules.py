"""Which PKCS#11 module serves the signing tokens of this counter: found by itself, or chosen by hand and remembered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from desktop.machine.provision import Provision
from desktop.machine.settings_file import keep_setting, require_unlocked
from desktop.signing.engines.modules import ModuleChoice, check_module, find_modules
from desktop.signing.errors import ModuleUnusable, TokenGone, TokenHostCrashed, TokenHostHung
from desktop.signing.tokens.client import TokenHost, Tokens
from desktop.signing.tokens.engine import Token
from desktop.workflow.errors import TrainingToken

SETTING = "token_module"
AUTOMATIC = Path()
_TRIAL_S = 15.0


class TokensInUse:
    """The tokens, served from when they are first asked for; another module may take over at any time.

    Args:
        serve: begins to serve them, with the module that is chosen at that moment.
    """

    def __init__(self, serve: Callable[[], Tokens]) -> None:
        self._serve = serve
        self._guard = threading.Lock()
        self._served: Tokens | None = None
        self._listeners: list[Callable[[tuple[str, ...]], None]] = []

    def __call__(self) -> Tokens:
        """The tokens as they are served now."""
        with self._guard:
            if self._served is None:
                self._served = self._serve()
            return self._served

    def watch(self, listener: Callable[[tuple[str, ...]], None]) -> None:
        """Be told, from a thread of its own, the serials of the tokens whenever one comes or goes (within 3 s)."""
        self._listeners.append(listener)
        self().watch(listener)

    def serve_anew(self) -> None:
        """Let another module serve them; a batch under way ends, and its PIN is forgotten."""
        self.close()
        for listener in self._listeners:
            self().watch(listener)

    def close(self) -> None:
        """End what serves them."""
        with self._guard:
            served, self._served = self._served, None
        if served:
            served.close()


class TokenModules:
    """Finds, tries and remembers modules.

    Args:
        settings_file: the counter's own settings.
        province: what the province has locked.
        chosen: the module that is set; `AUTOMATIC` for all known ones that are installed.
        use: told of a new choice.
        training: nothing can be chosen.
        list_file: known vendors and paths; those shipped by default.
        answer_s: how long a module may be silent when it is tried, seconds.
        require: sees that whoever has logged in may choose.
    """

    def __init__(
        self,
        settings_file: Path,
        province: Provision,
        chosen: Path,
        use: Callable[[Path], None],
        *,
        training: bool = False,
        list_file: Path | None = None,
        answer_s: float = _TRIAL_S,
        require: Callable[[], None] = lambda: None,
    ) -> None:
        self._require = require
        self._settings_file = settings_file
        self._province = province
        self._use = use
        self._training = training
        self._list_file = list_file
        self._answer_s = answer_s
        self.chosen = chosen

    @property
    def locked(self) -> bool:
        """Whether the province decides."""
        return SETTING in self._province.locked

    def known(self) -> list[ModuleChoice]:
        """The known modules that are installed here, and the one chosen by hand where it is none of them."""
        found = find_modules(self._list_file)
        if self.chosen == AUTOMATIC or self.chosen in {one.path for one in found}:
            return found
        return [*found, check_module(self.chosen)]

    def choose(self, module: Path) -> list[Token]:
        """Try a module in a process of its own, and remember it; gives the tokens it sees. No PIN is asked.

        Args:
            module: the file, or `AUTOMATIC`.

        Raises:
            NotLoggedIn, NotYourRole: only an administrator may (R65).
            TrainingToken: this is training.
            SettingLocked: the province decides.
            ModuleUnusable: it is no module, or none for this PC, or it crashes or hangs; the old choice stays.
            BadSettings: the settings file cannot be changed by the program.
        """
        self._require()
        if self._training:
            raise TrainingToken()
        require_unlocked(SETTING, self._province)
        tokens = [] if module == AUTOMATIC else self._try(module)
        try:
            keep_setting(self._settings_file, SETTING, "" if module == AUTOMATIC else str(module), self._province)
        except OSError as error:
            raise ModuleUnusable(module.name, reason="không ghi được tệp cấu hình", cause=str(error)) from None
        self.chosen = module
        self._use(module)
        return tokens

    def _try(self, module: Path) -> list[Token]:
        host = TokenHost(module=module, answer_s=self._answer_s)
        try:
            return host.tokens()
        except TokenGone:
            # It is a PKCS#11 module. Some fail while no token is plugged in, and are taken all the same.
            return []
        except TokenHostCrashed as error:
            raise ModuleUnusable(module.name, reason="dừng đột ngột khi chạy thử", cause=error.cause) from None
        except TokenHostHung as error:
            raise ModuleUnusable(module.name, reason="không trả lời khi chạy thử", cause=error.cause) from None
        finally:
            host.close()
