"""The token host: the one process that loads a vendor's module and the only place where a PIN is.

Frames in: tokens, open (PIN in the body), sign (data in the body), close. Frames out: the answer, or an error.
One thread does everything: vendors' modules are told nothing about threads and want none.
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path
from typing import Any

from desktop.machine.child import child_pipes
from desktop.machine.frames import read_frame, write_frame
from desktop.model.errors import QuaySoError
from desktop.signing.engine import TokenEngine
from desktop.signing.errors import SigningTrouble, as_frame


def wipe(secret: bytearray) -> None:
    """Overwrite a secret where it lies."""
    for at in range(len(secret)):
        secret[at] = 0


def _engine(kind: str, place: Path) -> TokenEngine:
    if kind == "software":
        from desktop.signing.engines.software import SoftwareEngine

        return SoftwareEngine(place)
    from desktop.signing.engines.pkcs11 import Pkcs11Engine

    return Pkcs11Engine(place)


def _answer(engine: TokenEngine, header: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    match header["do"]:
        case "tokens":
            return {"tokens": [_token_data(token) for token in engine.tokens()]}, b""
        case "open":
            pin = bytearray(body)
            try:
                engine.open(header["serial"], header["certificate"], pin)
            finally:
                wipe(pin)
            return {"open": True}, b""
        case "sign":
            return {"signed": True}, engine.sign(body)
        case "close":
            engine.close()
            return {"closed": True}, b""
        case other:
            raise SigningTrouble(cause=f"unknown request {other}")


def _token_data(token: Any) -> dict[str, Any]:
    return {
        "serial": token.serial,
        "label": token.label,
        "manufacturer": token.manufacturer,
        "count_low": token.count_low,
        "final_try": token.final_try,
        "locked": token.locked,
        "certificates": [base64.b64encode(der).decode() for der in token.certificates],
    }


def main() -> int:
    """Serve one parent until its pipe ends."""
    incoming, outgoing = child_pipes()
    try:
        engine = _engine(sys.argv[1], Path(sys.argv[2]))
    except QuaySoError as error:
        write_frame(outgoing, as_frame(error))
        return 1
    write_frame(outgoing, {"ready": True})
    while frame := read_frame(incoming):
        try:
            header, body = _answer(engine, *frame)
        except QuaySoError as error:
            engine.close()
            header, body = as_frame(error), b""
        write_frame(outgoing, header, body)
    engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
