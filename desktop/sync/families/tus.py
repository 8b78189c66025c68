"""Resumable upload by tus 1.0 (creation, checksum, expiration), for lines that are cut every few seconds.

The server's word on how far it has come is asked for after every interruption; bytes that arrived are not sent
again. An address that the server has forgotten (expired, 404, 410) is forgotten here too, and the upload begun anew.
Proxies that let no PATCH through, or take the headers of tus away, are reported as such: trying again does not help.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from desktop.model.errors import QuaySoError
from desktop.sync.api import ProvinceApi
from desktop.sync.errors import HashDiffers, LineDown, ProvinceTrouble, StrangeAnswer, UploadBlocked, name_of_status
from desktop.sync.gateway import Sent, Slice
from desktop.sync.line.answer import ProvinceAnswer
from desktop.sync.line.http import WRITE_BYTES, Body
from desktop.sync.line.layers import CUT
from desktop.sync.values import number_in

VERSION = "1.0.0"
SLICE_BYTES = 2 << 20
_GONE = {403, 404, 410}
_MISMATCH, _LOCKED, _ELSEWHERE, _NO_VERSION = 460, 423, 409, 412
# PATCH is not let through at all, or not as much of it.
_BLOCKED = {405, 413}
_BARE = "máy chủ trung gian trên đường truyền bỏ mất tiêu đề tus (Tus-Resumable, Upload-Offset…)"
LOCK_REST_S = 0.1
_STUCK = 3


class TusUpload:
    """One file on its way to a tus server.

    Args:
        api: how the server is asked.
        path: where uploads are created.
        sent: the file.
    """

    def __init__(self, api: ProvinceApi, path: str, sent: Sent) -> None:
        self._api = api
        self._path = path
        self._sent = sent
        self._url = str(sent.memo.get("upload") or "")
        options = api.profile.options
        self._slice = int(options.get("slice_bytes", SLICE_BYTES))
        self._patch = int(options.get("patch_bytes", 0)) or self._slice
        self._checksum = str(options.get("checksum", ""))
        self._locked = 0
        self._why: QuaySoError = LineDown(layer=CUT, cause="no byte gets through")

    def send(self) -> str | Slice:
        """Send what is missing, one slice at most; gives the upload's address when it is whole.

        Raises:
            LineDown, ProvinceTrouble, TokenRefused, RefusedByProvince, StrangeAnswer: the line's troubles.
            UploadBlocked: something in between lets no resumable upload through.
            HashDiffers: what we send arrives changed, again and again.
        """
        size = self._sent.file.size
        start = offset = self._resume()
        goal = min(size, offset + self._slice)
        stuck = 0
        while offset < goal:
            before = offset
            try:
                offset = self._advance(offset, min(goal, offset + self._patch))
            except LineDown:
                if before > start:
                    # What has arrived counts: it is a slice, though a small one.
                    return Slice(sent=before - start)
                raise
            if offset < before:
                goal = min(size, offset + self._slice)
            stuck = 0 if offset > before else stuck + 1
            if stuck >= _STUCK:
                raise self._why
        return self._url if offset == size else Slice(sent=max(0, offset - start))

    def _resume(self) -> int:
        """Where the upload stands; begins it where there is none."""
        if self._url:
            offset = self._standing()
            if offset is not None:
                return offset
        self._url = self._create()
        self._sent.remember({"upload": self._url})
        return 0

    def _advance(self, offset: int, goal: int) -> int:
        """Send one piece; gives where the server says it stands."""
        try:
            answer = self._exchange("PATCH", self._url, **self._piece(offset, goal))
        except LineDown as down:
            self._why = down
            return self._resume()
        except ProvinceTrouble as trouble:
            # Right after a cut the server may not have noticed yet that the other end of the old request is gone.
            self._locked += 1
            if trouble.values["status"] != _LOCKED or self._locked > _STUCK:
                raise
            self._why = trouble
            self._api.http.pace.rest(self._locked * LOCK_REST_S)
            return self._resume()
        self._locked = 0
        refused = UploadBlocked(reason=f"lệnh PATCH bị từ chối ({name_of_status(answer.status)})")
        if answer.status in _BLOCKED:
            raise refused
        if answer.status == _MISMATCH:
            self._why = HashDiffers(cause="checksum refused again and again")
            return offset
        if answer.status in _GONE:
            # Either the upload is gone, and another one is begun, or a proxy has refused PATCH.
            self._why = refused
            return self._resume()
        if answer.status == _ELSEWHERE:
            self._why = StrangeAnswer(reason="nơi nhận nói mỗi lúc một khác về phần đã nhận")
            return self._resume()
        if not answer.good:
            self._api.inside(answer)
        return self._offset(answer)

    def _piece(self, offset: int, goal: int) -> dict[str, Any]:
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        if self._checksum:
            digest = hashlib.new(self._checksum)
            for piece in self._sent.file.pieces(offset, goal):
                digest.update(piece)
            headers["Upload-Checksum"] = f"{self._checksum} {base64.b64encode(digest.digest()).decode()}"

        def pieces() -> Iterator[bytes]:
            for piece in self._sent.file.pieces(offset, goal, WRITE_BYTES):
                self._api.http.pace.let_through(len(piece))
                yield piece

        return {"headers": headers, "data": Body(pieces, goal - offset)}

    def _standing(self) -> int | None:
        """How far the server has come; None where it does not know the upload any more."""
        answer = self._exchange("HEAD", self._url)
        if answer.status in _GONE:
            return None
        if not answer.good:
            self._api.inside(answer)
        length = number_in(answer.headers.get("Upload-Length", ""))
        if length not in {None, self._sent.file.size}:
            raise StrangeAnswer(reason="nơi nhận nói về một tệp khác")
        return self._offset(answer)

    def _create(self) -> str:
        described = {"filename": self._sent.name, "filetype": "application/pdf", "sha256": self._sent.sha256}
        metadata = ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in described.items())
        headers = {"Upload-Length": str(self._sent.file.size), "Upload-Metadata": metadata}
        answer = self._exchange("POST", self._path, key=self._sent.key, headers=headers)
        location = answer.headers.get("Location", "")
        # What is there already under this key is an upload of ours, if it is named.
        if not answer.good and not (answer.status == _ELSEWHERE and location):
            self._api.inside(answer)
        return self._same_host(location)

    def _same_host(self, location: str) -> str:
        """The path of the upload; behind a gateway servers often name the wrong scheme, never another host."""
        if not location:
            raise UploadBlocked(reason=_BARE, cause="no Location")
        base = urljoin(self._api.http.address, self._path)
        try:
            parts, ours = urlsplit(urljoin(base, location)), urlsplit(self._api.http.address)
            elsewhere = parts.hostname != ours.hostname
        except ValueError:
            elsewhere = True
        if elsewhere:
            raise StrangeAnswer(reason="nơi nhận tệp ở máy chủ khác")
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def _exchange(self, method: str, path: str, key: str = "", **more: Any) -> ProvinceAnswer:
        headers = {"Tus-Resumable": VERSION, **more.pop("headers", {})}
        answer = self._api.exchange(method, path, key, headers=headers, **more)
        if answer.status == _NO_VERSION:
            raise UploadBlocked(reason=_BARE, cause="the server was told no version")
        if answer.good and answer.headers.get("Tus-Resumable") != VERSION:
            if answer.cut:
                raise LineDown(layer=answer.cut, cause="half an answer")
            if not answer.empty:
                # A page in the province's place says so by itself.
                answer.data()
            raise UploadBlocked(reason=_BARE, cause=f"{answer.status} without Tus-Resumable")
        return answer

    def _offset(self, answer: ProvinceAnswer) -> int:
        said = number_in(answer.headers.get("Upload-Offset", ""))
        if said is None:
            raise UploadBlocked(reason=_BARE, cause="no Upload-Offset")
        if not 0 <= said <= self._sent.file.size or not said.is_integer():
            raise StrangeAnswer(reason="nơi nhận không nói đã nhận đến đâu")
        return int(said)
