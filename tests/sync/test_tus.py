"""The resumable uploader: against the project's own tus server, and against the reference server where node is."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.sync.account import Account
from desktop.sync.api import ProvinceApi
from desktop.sync.errors import HashDiffers, LineDown, StrangeAnswer
from desktop.sync.families.tus import TusUpload
from desktop.sync.gateway import Sent, Slice
from desktop.sync.line.answer import ProvinceAnswer
from desktop.sync.line.http import ProvinceHttp
from desktop.sync.profile import Profile, _read
from tests.sync.conftest import Province
from tests.sync.thin_line import ThinLine

# One worker for all: two that fetch the reference server at once find each other's half of it.
pytestmark = pytest.mark.xdist_group("tus")

TUS = Path(__file__).parents[1] / "tus"
SIZE = 900_000


@dataclass
class Bytes:
    """A file in memory."""

    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)

    def pieces(self, start: int = 0, stop: int | None = None, piece_bytes: int = 65536) -> Iterator[bytes]:
        end = self.size if stop is None else stop
        for at in range(start, end, piece_bytes):
            yield self.data[at : min(at + piece_bytes, end)]


class Open(Account):
    """A server that asks for no account."""

    def token(self) -> str:
        return "x"


class Upload:
    """One file, its memo kept as the outbox would."""

    def __init__(self, address: str, size: int = SIZE, **options: object) -> None:
        profile = Profile(_read("mau-relay"), "mau-relay")
        profile.options = {**profile.options, **options}
        http = ProvinceHttp(address, answer_s=5)
        self.api = ProvinceApi(profile, http, Open(http, profile, "", ""))
        self.data = b"%PDF-1.7 /ByteRange " + hashlib.shake_256(b"file").digest(size)
        self.memo: dict[str, object] = {}
        self.memos = 0

    def remember(self, memo: dict[str, object]) -> None:
        self.memo, self.memos = memo, self.memos + 1

    def send(self) -> str | Slice:
        sha256 = hashlib.sha256(self.data).hexdigest()
        sent = Sent(file=Bytes(self.data), name="x.pdf", sha256=sha256, key="k", memo=self.memo, remember=self.remember)
        return TusUpload(self.api, "files/", sent).send()

    def send_all(self) -> str:
        while isinstance(came := self.send(), Slice):
            pass
        return came


@pytest.fixture(scope="module")
def modules() -> None:
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("node and npm are not here: the reference server is not tried")
    if not (TUS / "node_modules" / "@tus" / "server").exists():
        done = subprocess.run(["npm", "ci"], cwd=TUS, capture_output=True, text=True, timeout=180, check=False)
        if done.returncode:
            pytest.skip("npm cannot fetch the reference server")


@pytest.fixture
def reference(modules: None, tmp_path: Path) -> Iterator[tuple[int, Path]]:
    folder = tmp_path / "files"
    folder.mkdir()
    with subprocess.Popen(
        ["node", "server.mjs", str(folder)], cwd=TUS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as node:
        assert node.stdout
        yield int(node.stdout.readline()), folder
        assert node.stdin
        node.stdin.close()
        node.wait(10)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    from fastapi import FastAPI

    from desktop.training.province.families.tus import TusServer
    from desktop.training.province.server import Serving

    server = TusServer(tmp_path / "files", 50_000_000, lambda *_: None)
    api = FastAPI()
    api.include_router(server.router)
    with Serving(api) as serving:
        yield int(serving.address.rstrip("/").rpartition(":")[2]), tmp_path / "files"


@pytest.fixture(params=["own", "reference"])
def server(request: pytest.FixtureRequest) -> tuple[int, Path]:
    found: tuple[int, Path] = request.getfixturevalue(request.param)
    return found


def arrived(folder: Path, url: str, data: bytes) -> bool:
    name = url.rstrip("/").rpartition("/")[2]
    found = folder / name if (folder / name).exists() else folder / f"{name}.bin"
    return found.read_bytes() == data


def test_a_file_arrives_whole(server):
    port, folder = server
    upload = Upload(f"http://127.0.0.1:{port}/")
    assert arrived(folder, upload.send_all(), upload.data)
    assert upload.memos == 1


def test_a_large_file_goes_in_slices_that_let_others_through(server):
    port, folder = server
    upload = Upload(f"http://127.0.0.1:{port}/", slice_bytes=300_000, patch_bytes=100_000)
    slices = []
    while isinstance(came := upload.send(), Slice):
        slices.append(came.sent)
    assert slices == [300_000] * 3
    assert arrived(folder, came, upload.data)


def test_cut_again_and_again_it_goes_on_where_it_was(server):
    port, folder = server
    with ThinLine(port, cut_after=(100_000, 250_000, 90_000, 1_000, 200_000)) as line:
        upload = Upload(f"http://127.0.0.1:{line.port}/")
        for _ in range(20):
            try:
                url = upload.send_all()
                break
            except LineDown:
                continue
        assert arrived(folder, url, upload.data)
        assert line.cuts == 5
        # One upload from first to last: its server takes nothing but what follows what it has.
        assert upload.memos == 1


def test_an_address_that_the_server_has_forgotten_is_forgotten_here(server):
    port, folder = server
    upload = Upload(f"http://127.0.0.1:{port}/", slice_bytes=200_000)
    assert isinstance(upload.send(), Slice)
    first = upload.memo["upload"]
    for file in folder.iterdir():
        file.unlink()
    url = upload.send_all()
    assert url != first
    assert arrived(folder, url, upload.data)


def test_after_a_crash_a_new_process_goes_on_from_the_memo(server):
    port, folder = server
    upload = Upload(f"http://127.0.0.1:{port}/", slice_bytes=200_000)
    upload.send()
    again = Upload(f"http://127.0.0.1:{port}/", slice_bytes=200_000)
    again.memo = dict(upload.memo)
    assert arrived(folder, again.send_all(), upload.data)
    assert again.memos == 0


def test_pieces_with_a_checksum_are_proven_one_by_one(own):
    port, folder = own
    upload = Upload(f"http://127.0.0.1:{port}/", patch_bytes=65536, checksum="sha256")
    assert arrived(folder, upload.send_all(), upload.data)


def test_a_line_that_changes_bytes_is_found_out_by_the_checksum(own, monkeypatch):
    port, _ = own
    upload = Upload(f"http://127.0.0.1:{port}/", patch_bytes=65536, checksum="sha1")
    real = Bytes.pieces

    def flipped(self, start=0, stop=None, piece_bytes=65536):
        for piece in real(self, start, stop, piece_bytes):
            yield piece if piece_bytes == 65536 else bytes([piece[0] ^ 1]) + piece[1:]

    monkeypatch.setattr(Bytes, "pieces", flipped)
    with pytest.raises(HashDiffers):
        upload.send_all()


@pytest.mark.parametrize("family", ["relay"], indirect=True)
def test_a_server_that_sends_us_to_another_host_is_not_followed(province: Province, monkeypatch):
    upload = Upload(province.address)
    monkeypatch.setattr(TusUpload, "_exchange", lambda *_, **__: _ELSEWHERE)
    with pytest.raises(StrangeAnswer):
        upload.send()


_ELSEWHERE = ProvinceAnswer(
    status=201, headers={"Location": "https://elsewhere.example/files/1", "Tus-Resumable": "1.0.0"}, body=b""
)
