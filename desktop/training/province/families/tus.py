"""A tus 1.0 server with creation, checksum and expiration: keeps every byte that arrived, cut or not."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.requests import ClientDisconnect

_VERSION = "1.0.0"
_ALGORITHMS = ("sha1", "sha256")
LIFE_S = 7 * 86400.0
About = dict[str, float | int | str]


class TusServer:
    """Uploads as files in a folder; a whole one is handed on.

    Args:
        folder: where they lie.
        largest: bytes that one may have.
        whole: takes identifier, name and bytes of a whole upload; raises to refuse it.
    """

    def __init__(self, folder: Path, largest: int, whole: Callable[[str, str, bytes], None]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._largest, self._whole = folder, largest, whole
        self._held: set[str] = set()
        self.router = APIRouter()
        self.router.add_api_route("/files/", self.create, methods=["POST"])
        self.router.add_api_route("/files/", self.options, methods=["OPTIONS"])
        self.router.add_api_route("/files/{upload_id}", self.head, methods=["HEAD"])
        self.router.add_api_route("/files/{upload_id}", self.patch, methods=["PATCH"])

    async def options(self) -> Response:
        """What this server can."""
        return self._answer(
            204,
            **{
                "Tus-Version": _VERSION,
                "Tus-Extension": "creation,checksum,expiration",
                "Tus-Checksum-Algorithm": ",".join(_ALGORITHMS),
                "Tus-Max-Size": str(self._largest),
            },
        )

    async def create(self, request: Request) -> Response:
        """Begin an upload."""
        length = request.headers.get("Upload-Length", "")
        if not length.isdigit() or int(length) == 0:
            return self._answer(400)
        if int(length) > self._largest:
            return self._answer(413)
        upload_id = secrets.token_hex(12)
        until = time.time() + LIFE_S
        about: About = {"length": int(length), "name": _named(request), "until": until}
        (self._folder / f"{upload_id}.bin").touch()
        (self._folder / f"{upload_id}.json").write_text(json.dumps(about), "utf-8")
        return self._answer(201, Location=f"/files/{upload_id}", **self._expires(until))

    async def head(self, upload_id: str) -> Response:
        """How far an upload has come."""
        about = self._about(upload_id)
        if about is None:
            return self._answer(404)
        headers = {"Upload-Offset": str(self._offset(upload_id)), "Upload-Length": str(about["length"])}
        return self._answer(200, **headers, **{"Cache-Control": "no-store"}, **self._expires(about["until"]))

    async def patch(self, upload_id: str, request: Request) -> Response:
        """Take more bytes."""
        about = self._about(upload_id)
        if about is None:
            return self._answer(404)
        if request.headers.get("Content-Type") != "application/offset+octet-stream":
            return self._answer(415)
        if upload_id in self._held:
            return self._answer(423)
        if request.headers.get("Upload-Offset") != str(self._offset(upload_id)):
            return self._answer(409)
        self._held.add(upload_id)
        try:
            status = await self._take(upload_id, request, int(about["length"]))
        finally:
            self._held.discard(upload_id)
        offset = self._offset(upload_id)
        if status == 204 and offset == about["length"]:
            self._whole(upload_id, str(about["name"]), (self._folder / f"{upload_id}.bin").read_bytes())
        return self._answer(status, **{"Upload-Offset": str(offset)}, **self._expires(about["until"]))

    async def _take(self, upload_id: str, request: Request, length: int) -> int:
        algorithm, _, wanted = request.headers.get("Upload-Checksum", "").partition(" ")
        if algorithm and algorithm not in _ALGORITHMS:
            return 400
        file = self._folder / f"{upload_id}.bin"
        held = bytearray()
        room = length - file.stat().st_size
        with file.open("ab") as out:
            try:
                async for chunk in request.stream():
                    if len(chunk) > room:
                        return 413
                    room -= len(chunk)
                    # With a checksum nothing counts before all of it is proven.
                    if algorithm:
                        held += chunk
                    else:
                        out.write(chunk)
            except ClientDisconnect:
                return 400
            if algorithm:
                if base64.b64encode(hashlib.new(algorithm, held).digest()).decode() != wanted:
                    return 460
                out.write(held)
        return 204

    def _about(self, upload_id: str) -> About | None:
        file = self._folder / f"{Path(upload_id).name}.json"
        if not file.exists():
            return None
        about: About = json.loads(file.read_text("utf-8"))
        return about if float(about["until"]) > time.time() else None

    def _offset(self, upload_id: str) -> int:
        return (self._folder / f"{Path(upload_id).name}.bin").stat().st_size

    @staticmethod
    def _expires(until: float | int | str) -> dict[str, str]:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=float(until))
        return {"Upload-Expires": format_datetime(moment, usegmt=True)}

    @staticmethod
    def _answer(status: int, **headers: str) -> Response:
        return Response(status_code=status, headers={"Tus-Resumable": _VERSION, **headers})


def _named(request: Request) -> str:
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        name, _, value = pair.strip().partition(" ")
        if name == "filename":
            return base64.b64decode(value).decode("utf-8", "replace")
    return "tep.pdf"
