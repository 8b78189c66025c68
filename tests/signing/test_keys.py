"""Keys and certificates as tokens really hold them: ids that differ, are shared or absent, halves that are missing.

Each token is one way of holding them, in SoftHSM2; so long, because each is made here, beside its test.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from desktop.machine.child import Child
from desktop.machine.clock import SystemClock
from desktop.machine.settings import Settings
from desktop.model.signature import SignatureRole
from desktop.signing.authorities.counter import CounterAuthorities
from desktop.signing.authorities.revocation import UNASKED
from desktop.signing.engines.objects import verifies
from desktop.signing.errors import (
    CertificateUnfit,
    NoCertificate,
    NoSuchCertificate,
    NoSuchKey,
    NoSuchToken,
    PinUnset,
    SessionOver,
)
from desktop.signing.tokens.client import TokenHost, Tokens, open_key
from desktop.signing.tokens.pin import Pin
from desktop.signing.tokens.shelf import TokenShelf
from desktop.training import pki
from desktop.workflow.errors import NotSealKeeper
from desktop.workflow.identities import read_identities
from desktop.workflow.keeping.errors import NotReauthenticated
from desktop.workflow.keys import SigningKeys
from tests.signing.conftest import NOW, PIN, Hsm, _configure, _der
from tests.signing.keys import key_of

DATA = b"what is signed" * 9

# Runs apart: a process keeps the one SoftHSM configuration that it started with.
_FILL = """
import json, sys, pkcs11
from pkcs11 import Attribute as A, ObjectClass
from pkcs11.util import ec, rsa, x509
given = json.load(sys.stdin)
lib = pkcs11.lib(given["module"])
serials = {}
for label, held in given["tokens"].items():
    token = lib.get_token(token_label=label)
    serials[label] = token.serial.decode().strip()
    with token.open(rw=True, user_pin=given["pin"]) as session:
        for what, kind, der, identity, shown, signs in held:
            der, mark = bytes.fromhex(der), {A.TOKEN: True, A.LABEL: "khoa"}
            if identity:
                mark[A.ID] = bytes.fromhex(identity)
            if what == "certificate":
                session.create_object({**x509.decode_x509_certificate(der), **mark})
                continue
            module = rsa if kind == "rsa" else ec
            decoded = getattr(module, f"decode_{kind}_{what}_key")(der)
            for extra in ([A.VERIFY, A.ENCRYPT] if what == "public" else [A.SIGN, A.DECRYPT]):
                decoded.pop(extra, None)
            mark[A.PRIVATE] = what == "private" and not shown
            if what == "private":
                mark |= {A.SENSITIVE: True, A.SIGN: signs}
            session.create_object({**decoded, **mark})
print(json.dumps(serials))
"""


@dataclass(frozen=True)
class Thing:
    """An object on a token: a certificate, or half a key."""

    what: str
    name: str
    identity: str = ""
    shown: bool = False
    signs: bool = True

    def told(self, certificates: dict[str, x509.Certificate]) -> list[Any]:
        key = key_of(self.name.rstrip("'"))
        kind = "rsa" if isinstance(key, rsa.RSAPrivateKey) else "ec"
        if self.what == "certificate":
            der = certificates[self.name].public_bytes(serialization.Encoding.DER).hex()
        elif self.what == "private":
            der = _der(key)
        else:
            pkcs1 = (
                serialization.PublicFormat.PKCS1 if kind == "rsa" else serialization.PublicFormat.SubjectPublicKeyInfo
            )
            der = key.public_key().public_bytes(serialization.Encoding.DER, pkcs1).hex()
        return [self.what, kind, der, self.identity, self.shown, self.signs]


def cert(name: str, identity: str = "") -> Thing:
    return Thing("certificate", name, identity)


def private(name: str, identity: str = "", **more: bool) -> Thing:
    return Thing("private", name, identity, **more)


def public(name: str, identity: str = "") -> Thing:
    return Thing("public", name, identity)


TOKENS: dict[str, list[Thing]] = {
    "other ids": [private("B", "01"), cert("A", "01"), private("A", "02"), cert("B", "02")],
    "no ids": [private("B"), cert("A"), private("A"), private("C"), cert("B"), cert("C")],
    "one id": [cert("A", "01"), cert("B", "01"), private("B", "01"), private("A", "01")],
    "one id, EC": [cert("C", "01"), cert("D", "01"), cert("E", "01")]
    + [private(name, "01") for name in ("D", "E", "C")],
    "no ids, EC": [cert("C"), private("A"), private("D"), private("E"), private("C")],
    "without its key": [cert("A", "01"), cert("B", "01"), public("A", "01"), private("A", "01")],
    "without its key, EC": [cert("C", "01"), cert("D", "02"), public("C", "02"), private("C", "02")],
    "shown": [cert("A", "01"), cert("B", "01"), private("A", "07", shown=True)],
    "shown, EC": [cert("C"), cert("D"), cert("A"), private("D", shown=True)],
    "only a certificate": [cert("A", "01"), private("B", "01")],
    "only a key": [private("A", "01"), public("A", "01")],
    "renewed": [cert("A'", "01"), private("A", "01"), public("A", "01"), cert("A", "02")],
    "twice": [cert("A", "01"), cert("A", "02"), private("A", "03")],
    "for decryption": [cert("A", "01"), private("A", "01", signs=False), private("A", "02")],
    "weak": [cert("weak", "01"), private("weak", "01")],
    "empty": [],
}
KEYLESS = {
    "without its key": {"B"},
    "without its key, EC": {"D"},
    "shown": {"B"},
    "shown, EC": {"A"},
}
MISSING = {**KEYLESS, "only a certificate": {"A"}, "shown, EC": {"A", "C"}}


@dataclass(frozen=True)
class Drawer:
    """The tokens."""

    hsm: Hsm

    def sha256(self, name: str) -> str:
        return self.hsm.sha256(name)

    def serial(self, label: str) -> str:
        return self.hsm.serials[label]


@pytest.fixture(scope="module")
def drawer(tmp_path_factory: pytest.TempPathFactory, softhsm_module: Path) -> Drawer:
    folder = tmp_path_factory.mktemp("keys")
    environment = _configure(folder)
    root = pki.authority("Gốc thử nghiệm", NOW)
    issuing = pki.authority("Nhà cấp thử nghiệm", NOW, root)
    certificates = {
        name: pki.issue(
            key_of(name.rstrip("'")).public_key(),
            pki.name(f"Người {name}"),
            issuing,
            NOW,
            valid=(timedelta(days=-9), timedelta(days=-1 if "'" in name else 700)),
        )
        for name in ("A", "A'", "B", "C", "D", "E", "weak")
    }
    for label in TOKENS:
        words = ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "12345678"]
        subprocess.run(words, env=environment, check=True, capture_output=True)
    tokens = {label: [thing.told(certificates) for thing in held] for label, held in TOKENS.items()}
    asked = json.dumps({"module": str(softhsm_module), "pin": PIN, "tokens": tokens}).encode()
    done = subprocess.run([sys.executable, "-c", _FILL], env=environment, input=asked, check=True, capture_output=True)
    trusted = [root.certificate, issuing.certificate]
    return Drawer(Hsm(softhsm_module, json.loads(done.stdout), certificates, trusted, folder))


@pytest.fixture(scope="module")
def shared(drawer: Drawer) -> Iterator[TokenHost]:
    """One host for all tests that spoil nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(drawer.hsm.folder / "softhsm2.conf"))
        host = TokenHost(module=drawer.hsm.module)
        host.tokens()
        yield host
        host.close()


def holders() -> list[tuple[str, str]]:
    """Every certificate of every token."""
    return sorted({(label, one.name) for label, held in TOKENS.items() for one in held if one.what == "certificate"})


def test_what_has_no_key_is_known_before_the_pin_where_the_token_shows_it(drawer: Drawer, shared: TokenHost) -> None:
    found = {token.label: token for token in shared.tokens()}
    assert set(found) == set(TOKENS)
    names = {drawer.sha256(name): name for name in drawer.hsm.certificates}
    told = {label: {names[one] for one in token.keyless} for label, token in found.items() if token.keyless}
    assert told == KEYLESS
    assert len(found["twice"].certificates) == 1


@pytest.mark.parametrize(("label", "name"), holders())
def test_the_key_is_the_certificates_own_whatever_the_ids_say(
    drawer: Drawer, shared: TokenHost, label: str, name: str
) -> None:
    serial, sha256 = drawer.serial(label), drawer.sha256(name)
    if name in MISSING.get(label, ()):
        with pytest.raises(NoSuchKey):
            open_key(shared, serial, sha256, bytearray(PIN.encode()))
        assert not any(token.count_low for token in shared.tokens())
        return
    with open_key(shared, serial, sha256, bytearray(PIN.encode())) as session:
        key: Any = session.certificate.public_key()
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(session.sign(DATA), DATA, padding.PKCS1v15(), hashes.SHA256())
        else:
            key.verify(session.sign(DATA), DATA, ec.ECDSA(hashes.SHA256()))


def test_what_is_known_to_have_no_key_is_refused_without_a_login(drawer: Drawer, shared: TokenHost) -> None:
    pin = bytearray(b"sai-ma-pin")
    with pytest.raises(NoSuchKey):
        open_key(shared, drawer.serial("without its key"), drawer.sha256("B"), pin)
    assert not any(pin)
    assert not any(token.count_low for token in shared.tokens())


@pytest.fixture
def keys(drawer: Drawer, shared: TokenHost, tmp_path: Path) -> Callable[..., SigningKeys]:
    roots = tmp_path / "roots.pem"
    pki.write_roots(roots, drawer.hsm.trusted)

    def make(tokens: Tokens = shared, **given: Any) -> SigningKeys:
        counter = Settings(trust_roots=(str(roots),), tsa_address="", **given)
        return SigningKeys(counter, SystemClock(), lambda: tokens, CounterAuthorities(counter, SystemClock()))

    return make


def never() -> bytearray:
    raise AssertionError("the PIN was asked for")


def typed() -> Pin:
    return Pin(bytearray(PIN.encode()))


@pytest.mark.parametrize(
    ("label", "kind", "words"),
    [
        ("weak", CertificateUnfit, "1024 bit"),
        ("only a key", NoCertificate, "không có chứng thư nào"),
        ("empty", NoCertificate, "không có chứng thư nào"),
    ],
)
def test_why_nothing_on_a_token_signs_is_said_by_name(
    drawer: Drawer, keys: Any, label: str, kind: type[Exception], words: str
) -> None:
    serial, role = drawer.serial(label), SignatureRole.OFFICIAL
    with pytest.raises(kind, match=words), keys().open(serial, role, Pin(never)):
        pass
    with pytest.raises(NoSuchToken), keys().open("0000", role, Pin(never)):
        pass
    with pytest.raises(NoSuchCertificate), keys().open(serial, role, Pin(never), certificate_sha256="00" * 32):
        pass


def test_of_a_renewed_certificate_the_one_that_is_valid_signs(drawer: Drawer, keys: Any) -> None:
    serial, role = drawer.serial("renewed"), SignatureRole.OFFICIAL
    with keys().open(serial, role, typed()) as key:
        assert key.session.certificate_sha256 == drawer.sha256("A")
        assert key.session.sign(DATA)
    expired = drawer.sha256("A'")
    with (
        pytest.raises(CertificateUnfit, match="hết hạn"),
        keys().open(serial, role, Pin(never), certificate_sha256=expired),
    ):
        pass


def test_the_agencys_certificate_is_the_agencys_and_the_officials_the_officials(drawer: Drawer, keys: Any) -> None:
    """One token holds both: each role signs with its own, the agency's in the Văn thư's hands alone, however asked."""
    serial = drawer.serial("one id")
    official, agency = SignatureRole.OFFICIAL, SignatureRole.AGENCY
    ours = {"officer_name": "Người A", "agency_name": "Người B"}
    keeper = keys(**ours, officer_roles=("van_thu",))
    for role, right, wrong in ((agency, "B", "A"), (official, "A", "B")):
        with keeper.open(serial, role, typed()) as key:
            assert key.session.certificate_sha256 == drawer.sha256(right)
        unfit = keeper.open(serial, role, Pin(never), certificate_sha256=drawer.sha256(wrong))
        with pytest.raises(CertificateUnfit, match="không phải chứng thư của"), unfit:
            pass
        shown = [one for one in keeper.identities(role) if one.token_serial == serial]
        assert {one.certificate_sha256: one.fit for one in shown} == {
            drawer.sha256(right): True,
            drawer.sha256(wrong): False,
        }
    # What was fit when it was shown is looked at again by whoever opens it.
    elsewhere = keys(officer_name="Người A", agency_name="Người E", officer_roles=("van_thu",))
    for named in ("", drawer.sha256("B")):
        with pytest.raises(NotSealKeeper), keys(**ours).open(serial, agency, Pin(never), certificate_sha256=named):
            pass
        with pytest.raises(CertificateUnfit), elsewhere.open(serial, agency, Pin(never), certificate_sha256=named):
            pass


def test_where_nobody_has_said_which_agency_none_is_signed_for(drawer: Drawer, keys: Any) -> None:
    keeper = keys(officer_roles=("van_thu",))
    unnamed = keeper.open(drawer.serial("one id"), SignatureRole.AGENCY, Pin(never))
    with pytest.raises(CertificateUnfit, match="chưa khai báo"), unnamed:
        pass


class Asked:
    """What the token host was asked for, however many of them there are."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.requests: list[str] = []
        plain, secret = Child.send, Child.send_secret

        def sent(child: Child, header: dict[str, Any], body: bytes | bytearray = b"") -> None:
            self.requests.append(header["do"])
            plain(child, header, body)

        def sent_secret(child: Child, header: dict[str, Any], pin: bytearray) -> None:
            self.requests.append(header["do"])
            secret(child, header, pin)

        monkeypatch.setattr(Child, "send", sent)
        monkeypatch.setattr(Child, "send_secret", sent_secret)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("many", [True, False])
def test_what_is_on_a_token_is_listed_once_for_a_batch(
    drawer: Drawer, keys: Any, shared: TokenHost, monkeypatch: pytest.MonkeyPatch, many: bool, named: bool
) -> None:
    """From the window, where the certificate is named, and from the command line, where it need not be."""
    tokens = TokenShelf([shared]) if many else shared
    asked = Asked(monkeypatch)
    sha256 = drawer.sha256("A") if named else ""
    opening = keys(tokens).open(drawer.serial("twice"), SignatureRole.OFFICIAL, typed(), certificate_sha256=sha256)
    with opening as key:
        assert key.session.sign(DATA)
        assert key.session.sign(DATA)
    # Whoever watches which tokens are there may ask beside it.
    assert [one for one in asked.requests if one != "present"] == ["tokens", "open", "sign", "sign", "close"]


def test_who_is_there_is_proved_by_a_pin_that_is_asked_for_only_where_a_certificate_is_fit(
    drawer: Drawer, keys: Any, shared: TokenHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(monkeypatch)
    given = bytearray(PIN.encode())
    keys().prove(drawer.serial("twice"), Pin(lambda: given))
    assert asked.requests == ["tokens", "open", "close"]
    assert not any(given)
    for label in ("weak", "only a key", "empty"):
        with pytest.raises(NotReauthenticated):
            keys().prove(drawer.serial(label), Pin(never))
    with pytest.raises(NotReauthenticated):
        keys().prove("0000", Pin(never))
    kept = bytearray(PIN.encode())
    with pytest.raises(NotReauthenticated):
        keys().prove("0000", Pin(kept))
    assert not any(kept)


@pytest.fixture
def odd(
    drawer: Drawer, shim: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], TokenHost]]:
    hosts: list[TokenHost] = []
    monkeypatch.setenv("SOFTHSM2_CONF", str(drawer.hsm.folder / "softhsm2.conf"))
    monkeypatch.setenv("SHIM_MODULE", str(drawer.hsm.module))
    monkeypatch.setenv("SHIM_STATE", str(tmp_path))

    def make(mode: str) -> TokenHost:
        monkeypatch.setenv("SHIM_MODE", mode)
        hosts.append(TokenHost(module=shim))
        return hosts[-1]

    yield make
    for host in hosts:
        host.close()


def test_a_token_that_asks_for_no_login_is_told_no_pin_and_hides_nothing(
    drawer: Drawer, odd: Callable[[str], TokenHost], tmp_path: Path
) -> None:
    host = odd("nologin")
    found = {token.label: token for token in host.tokens()}
    assert not found["one id"].login_required
    assert found["only a certificate"].keyless == (drawer.sha256("A"),)
    assert found["one id"].keyless == ()
    with open_key(host, drawer.serial("one id"), drawer.sha256("B"), bytearray()) as session:
        assert verifies(session.certificate.public_key(), session.sign(DATA), DATA)
    with open_key(host, drawer.serial("one id"), drawer.sha256("A"), bytearray(b"khong-can")) as session:
        assert verifies(session.certificate.public_key(), session.sign(DATA), DATA)
    assert not (tmp_path / "logins").exists()


@pytest.mark.parametrize("name", ["B", "D"])
def test_a_key_in_another_slot_of_the_same_token_is_found(
    drawer: Drawer, odd: Callable[[str], TokenHost], name: str
) -> None:
    """One token in sixteen slots: in one of them the certificate stands without its key, in others with it."""
    host = odd("oneserial")
    found = host.tokens()
    assert {token.serial for token in found} == {"MOT-SO"}
    assert not any(drawer.sha256(name) in token.keyless for token in found)
    listed = read_identities(found, SignatureRole.OFFICIAL, Settings(), drawer.hsm.trusted, NOW)
    assert len(listed) == len(drawer.hsm.certificates)
    with open_key(host, "MOT-SO", drawer.sha256(name), bytearray(PIN.encode())) as session:
        assert verifies(session.certificate.public_key(), session.sign(DATA), DATA)


def test_a_token_without_a_pin_yet_is_told_as_such(drawer: Drawer, odd: Callable[[str], TokenHost]) -> None:
    with pytest.raises(PinUnset):
        open_key(odd("pinunset"), drawer.serial("twice"), drawer.sha256("A"), bytearray(PIN.encode()))


def test_a_key_that_wants_the_pin_each_time_proves_itself_and_signs(
    drawer: Drawer, odd: Callable[[str], TokenHost]
) -> None:
    with open_key(odd("always"), drawer.serial("one id, EC"), drawer.sha256("C"), bytearray(PIN.encode())) as session:
        assert verifies(session.certificate.public_key(), session.sign(DATA), DATA)


@pytest.mark.faults
def test_a_pin_that_is_to_be_forgotten_while_it_is_tried_is_forgotten(
    drawer: Drawer, shared: TokenHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen is locked between the first key press and the token's answer, at every step of it."""
    for step in ("_running", "_ask"):
        pin = bytearray(PIN.encode())
        real = getattr(shared, step)

        def then_locked(*words: Any, real: Any = real, **more: Any) -> Any:
            found = real(*words, **more)
            shared.forget()
            return found

        with monkeypatch.context() as patch:
            patch.setattr(shared, step, then_locked)
            with pytest.raises(SessionOver):
                open_key(shared, drawer.serial("twice"), drawer.sha256("A"), pin)
        assert not any(pin)
        assert not shared._batch
    with open_key(shared, drawer.serial("twice"), drawer.sha256("A"), bytearray(PIN.encode())) as session:
        assert session.sign(DATA)


@pytest.mark.faults
@pytest.mark.parametrize("moment", ["before", "at the authorities", "at the token", "after"])
def test_a_screen_that_is_locked_before_the_login_ends_it(
    drawer: Drawer, keys: Any, shared: TokenHost, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """However long the authorities take: the PIN is wiped at once, and what is logged in is logged out."""
    one = keys()
    given = bytearray(PIN.encode())
    pin, opened = Pin(given), shared.open

    def lock() -> None:
        one.forget()
        assert not any(given)

    def look(*_: Any) -> Any:
        lock()
        return UNASKED

    def at_the_token(*words: Any) -> Any:
        session = opened(*words)
        lock()
        return session

    if moment == "before":
        pin.forget()
    if moment == "at the authorities":
        monkeypatch.setattr(one._authorities.desk, "look", look)
    if moment == "at the token":
        monkeypatch.setattr(shared, "open", at_the_token)
    opening = one.open(drawer.serial("twice"), SignatureRole.OFFICIAL, pin)
    with pytest.raises(SessionOver), opening as key:
        assert moment == "after"
        lock()
        key.session.sign(DATA)
    assert not any(given)
    assert not one._pins
    assert not shared._batch
    assert not any(token.count_low for token in shared.tokens())
