"""The token host: the one process that loads a vendor's module and the only place where a PIN is.

Frames in: `tokens`, `present`, `open` (PIN in the body), `sign` (data in the body), `close`. Frames out: the answer,
or an error. The main thread does everything with the module: vendors' modules are told nothing about threads and want
none. A second thread only reads the pipe.

    python -m desktop.signing.tokens.host pkcs11|software|cng PLACE [IDLE_SECONDS]
"""

from __future__ import annotations

import base64
import io
import queue
import sys
import threading
import time
from pathlib import Path
from typing import Any

from desktop.machine.child import child_pipes
from desktop.machine.frames import BrokenFrame, read_secret_frame, write_frame
from desktop.machine.secret_memory import leave_no_dump, wipe
from desktop.model.errors import QuaySoError
from desktop.signing.errors import SessionOver, SigningTrouble, as_frame
from desktop.signing.tokens.engine import IDLE_S, Token, TokenEngine

Frame = tuple[dict[str, Any], bytearray]


def _engine(kind: str, place: Path) -> TokenEngine:
    if kind == "software":
        from desktop.signing.engines.software import SoftwareEngine

        return SoftwareEngine(place)
    if kind == "cng":
        from desktop.signing.engines.cng import CngEngine, WindowsCng

        return CngEngine(WindowsCng())
    from desktop.signing.engines.pkcs11 import Pkcs11Engine

    return Pkcs11Engine(place)


class Host:
    """Answers one request after the other.

    Args:
        engine: holds the keys.
        idle_s: how long a batch may rest before key and PIN are forgotten, seconds.
    """

    def __init__(self, engine: TokenEngine, idle_s: float = IDLE_S) -> None:
        self._engine = engine
        self._idle_s = idle_s
        self._batch = ""
        self._serial = ""
        self._used = time.monotonic()

    def answer(self, header: dict[str, Any], body: bytearray) -> tuple[dict[str, Any], bytes]:
        """The answer's header and body; trouble of any kind ends the batch and is an answer too."""
        try:
            return self._do(header, body)
        except QuaySoError as error:
            self.close()
            return as_frame(error), b""
        except Exception as error:
            # Only its class: the message of a vendor or library may quote what it was given.
            self.close()
            return as_frame(SigningTrouble(cause=type(error).__name__)), b""
        finally:
            wipe(body)

    def rest_s(self) -> float | None:
        """How long the batch may still rest, seconds; None where none is open. One that rested too long ends."""
        if not self._batch:
            return None
        left = self._idle_s - (time.monotonic() - self._used)
        if left <= 0:
            self.close()
            return None
        return left

    def close(self) -> None:
        """End the batch: log out, forget key and PIN."""
        self._batch = self._serial = ""
        self._engine.close()

    def _do(self, header: dict[str, Any], body: bytearray) -> tuple[dict[str, Any], bytes]:
        match header.get("do"):
            case "tokens":
                return {"tokens": [_token_data(token) for token in self._engine.tokens()]}, b""
            case "present":
                return {"present": self._present()}, b""
            case "open":
                self.close()
                self._engine.open(header["serial"], header["certificate"], body)
                self._batch, self._serial, self._used = header["batch"], header["serial"], time.monotonic()
                return {"open": True}, b""
            case "sign":
                if not self._batch or header["batch"] != self._batch:
                    raise SessionOver()
                self._used = time.monotonic()
                return {"signed": True}, self._engine.sign(bytes(body), pss=bool(header.get("pss")))
            case "close":
                self.close()
                return {"closed": True}, b""
            case other:
                raise SigningTrouble(cause=f"unknown request {other}")

    def _present(self) -> list[str]:
        """A token that was pulled out takes its PIN with it, also where nothing was being signed."""
        found = self._engine.present()
        if self._batch and self._serial not in found:
            self.close()
        return found


def _token_data(token: Token) -> dict[str, Any]:
    return {
        "serial": token.serial,
        "label": token.label,
        "manufacturer": token.manufacturer,
        "count_low": token.count_low,
        "final_try": token.final_try,
        "locked": token.locked,
        "login_required": token.login_required,
        "own_keypad": token.own_keypad,
        "keyless": list(token.keyless),
        "certificates": [base64.b64encode(der).decode() for der in token.certificates],
    }


def _read(pipe: io.RawIOBase, frames: queue.Queue[Frame | None]) -> None:
    try:
        while frame := read_secret_frame(pipe):
            frames.put(frame)
    except (BrokenFrame, OSError, ValueError):
        pass
    frames.put(None)


def main() -> int:
    """Serve one parent until its pipe ends."""
    leave_no_dump()
    incoming, outgoing = child_pipes()
    assert isinstance(incoming, io.BufferedReader)
    kind, place = sys.argv[1], Path(sys.argv[2])
    idle_s = float(sys.argv[3]) if len(sys.argv) > 3 else IDLE_S
    try:
        host = Host(_engine(kind, place), idle_s)
    except QuaySoError as error:
        write_frame(outgoing, as_frame(error))
        return 1
    write_frame(outgoing, {"ready": True})
    frames: queue.Queue[Frame | None] = queue.Queue()
    threading.Thread(target=_read, args=(incoming.raw, frames), daemon=True).start()
    while True:
        try:
            frame = frames.get(timeout=host.rest_s())
        except queue.Empty:
            continue
        if frame is None:
            break
        write_frame(outgoing, *host.answer(*frame))
    host.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
