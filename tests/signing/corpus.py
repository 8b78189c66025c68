"""Signed files of many forms, made byte by byte: as other makers write them, and as nobody should."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa

from desktop.signing.authorities.revocation import as_asn1
from desktop.training import pki

NOW = datetime.now(UTC).replace(microsecond=0)
CONTENT = b"BT /F1 24 Tf 72 700 Td (So tien: 100) Tj ET"
RSA_SHA3 = {"sha3_256": "2.16.840.1.101.3.4.3.14", "sha3_512": "2.16.840.1.101.3.4.3.16"}
ROOM = 6000
STAMPED_AT = NOW + timedelta(minutes=1)


@cache
def authorities() -> tuple[pki.Holder, pki.Holder]:
    """An invented root and the authority below it."""
    root = pki.authority("Gốc mẫu", NOW)
    return root, pki.authority("Nhà cấp mẫu", NOW, root)


def trusted() -> list[x509.Certificate]:
    return [one.certificate for one in authorities()]


@cache
def key(kind: str) -> Any:
    makers: dict[str, Callable[[], Any]] = {
        "rsa": lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048),
        "p256": lambda: ec.generate_private_key(ec.SECP256R1()),
        "p521": lambda: ec.generate_private_key(ec.SECP521R1()),
        "brainpool": lambda: ec.generate_private_key(ec.BrainpoolP256R1()),
        "ed25519": ed25519.Ed25519PrivateKey.generate,
        "ed448": ed448.Ed448PrivateKey.generate,
    }
    return makers[kind]()


@cache
def signer(kind: str, *purposes: x509.ObjectIdentifier) -> pki.Holder:
    """Somebody with a certificate, for these purposes only where some are named."""
    also = [x509.ExtendedKeyUsage(list(purposes))] if purposes else []
    subject = pki.name("Nguyễn Văn Mẫu")
    return pki.Holder(key(kind), pki.issue(key(kind).public_key(), subject, authorities()[1], NOW, also=also))


@dataclass(frozen=True, kw_only=True)
class Seal:
    """How the CMS package is made.

    `named` is what it calls its algorithm, where that is not the one it is.
    `names` is how the certificate is bound in: `v2`, `v1` (SHA-1, older) or empty; `sid` `issuer` or `key`.
    """

    kind: str = "rsa"
    digest: str = "sha256"
    salt: int | None = None
    attributes: bool = True
    names: str = "v2"
    certificate: bool = True
    signers: int = 1
    sid: str = "issuer"
    ber: bool = False
    wraps: bool = False
    extra: tuple[x509.Certificate, ...] = ()
    holder: pki.Holder | None = None
    named: str = ""


def hashed(data: bytes, name: str) -> bytes:
    kind = hashes.SHAKE256(64) if name.startswith("shake256") else getattr(hashes, name.upper())()
    hashing = hashes.Hash(kind)
    hashing.update(data)
    return hashing.finalize()


def package(data: bytes, seal: Seal) -> bytes:
    """A CMS package over these bytes, DER or BER."""
    holder = seal.holder or signer(seal.kind)
    own = as_asn1(holder.certificate)
    content = hashed(data, "sha1") if seal.wraps else data
    digest = hashed(content, seal.digest)
    infos = [_info(content, digest, holder, own, seal) for _ in range(seal.signers)]
    held = [own] if seal.certificate else []
    held += [as_asn1(one) for one in (authorities()[1].certificate, *seal.extra)]
    inside: dict[str, Any] = {"content_type": "data"}
    if seal.wraps:
        inside["content"] = content
    signed = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": seal.digest})],
            "encap_content_info": inside,
            "certificates": [cms.CertificateChoices("certificate", one) for one in held],
            "signer_infos": infos,
        }
    )
    der = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    return indefinite(der) if seal.ber else der


def _info(content: bytes, digest: bytes, holder: pki.Holder, own: asn1_x509.Certificate, seal: Seal) -> cms.SignerInfo:
    attributes: list[dict[str, Any]] = [
        {"type": "content_type", "values": ["data"]},
        {"type": "message_digest", "values": [digest]},
        {"type": "signing_time", "values": [cms.Time({"utc_time": NOW})]},
    ]
    if seal.names == "v2":
        named = tsp.SigningCertificateV2({"certs": [{"cert_hash": hashed(own.dump(), "sha256")}]})
        attributes.append({"type": "signing_certificate_v2", "values": [named]})
    elif seal.names == "v1":
        old = tsp.SigningCertificate({"certs": [{"cert_hash": hashed(own.dump(), "sha1")}]})
        attributes.append({"type": "signing_certificate", "values": [old]})
    signed = cms.CMSAttributes(attributes)
    covered = signed.dump() if seal.attributes else content
    identifier: tuple[str, Any] = (
        "issuer_and_serial_number",
        {"issuer": own.issuer, "serial_number": own.serial_number},
    )
    if seal.sid == "key":
        identifier = ("subject_key_identifier", own.key_identifier)
    info: dict[str, Any] = {
        "version": "v1",
        "sid": cms.SignerIdentifier(*identifier),
        "digest_algorithm": {"algorithm": seal.digest},
        "signature_algorithm": _algorithm(seal),
        "signature": _signature(holder.key, covered, seal),
    }
    if seal.attributes:
        info["signed_attrs"] = signed
    return cms.SignerInfo(info)


def _algorithm(seal: Seal) -> dict[str, Any]:
    if seal.named:
        return {"algorithm": seal.named}
    if seal.kind in {"ed25519", "ed448"}:
        return {"algorithm": seal.kind}
    if seal.kind != "rsa":
        return {"algorithm": f"{seal.digest}_ecdsa"}
    if seal.salt is not None:
        hashing = {"algorithm": seal.digest}
        mask = {"algorithm": "mgf1", "parameters": hashing}
        parameters = {"hash_algorithm": hashing, "mask_gen_algorithm": mask, "salt_length": seal.salt}
        return {"algorithm": "rsassa_pss", "parameters": algos.RSASSAPSSParams(parameters)}
    return {"algorithm": RSA_SHA3.get(seal.digest, "rsassa_pkcs1v15")}


def _signature(private: Any, data: bytes, seal: Seal) -> bytes:
    if seal.kind in {"ed25519", "ed448"}:
        return bytes(private.sign(data))
    hashing = getattr(hashes, "SHA1" if seal.named == "sha1_rsa" else seal.digest.upper())()
    if seal.kind != "rsa":
        return bytes(private.sign(data, ec.ECDSA(hashing)))
    if seal.salt is not None:
        return bytes(private.sign(data, padding.PSS(padding.MGF1(hashing), seal.salt), hashing))
    return bytes(private.sign(data, padding.PKCS1v15(), hashing))


def indefinite(der: bytes) -> bytes:
    """The same in BER: every outer layer without a length, as programs write that stream."""
    value = core.Sequence.load(der)
    wrapped = cms.ContentInfo.load(der)
    data = wrapped["content"]
    inner = b"\x30\x80" + data.contents + b"\0\0"
    del value
    return b"\x30\x80" + wrapped["content_type"].dump() + b"\xa0\x80" + inner + b"\0\0" + b"\0\0"


@dataclass(kw_only=True)
class Draft:
    """A file under work: objects of its last revision, and how its cross-references are written."""

    objects: dict[int, bytes] = field(default_factory=dict)
    before: bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    layout: str = "table"
    trailer: bytes = b""
    hidden: Sequence[int] = ()
    freed: Sequence[int] = ()

    def written(self) -> bytes:
        """The file; `layout` is `table`, `stream` or `hybrid` (as Word writes: what is hidden stands in a stream)."""
        out = bytearray(self.before)
        places: dict[int, int] = {}
        for number, body in sorted(self.objects.items()):
            places[number] = len(out)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        previous = re.findall(rb"startxref\s+(\d+)", self.before)
        chained = b"/Prev %s " % previous[-1] if previous else b""
        size = max([*self.objects, *self.hidden, *(int(one) for one in re.findall(rb"/Size (\d+)", self.before))]) + 1
        about = b"/Root 1 0 R %s%s" % (chained, self.trailer)
        if self.layout == "stream":
            return bytes(out) + _xref_stream(len(out), places, size, about, whole=not previous)
        if self.layout == "hybrid":
            own = len(out)
            hidden = {number: places[number] for number in self.hidden}
            out += _xref_stream(own, hidden, size + 1, b"/Root 1 0 R ", whole=False, ends=False)
            places = {number: at for number, at in places.items() if number not in self.hidden}
            about += b"/XRefStm %d " % own
            size += 1
        start = len(out)
        rows = [(0, b"0000000000 65535 f \n")] if not previous else []
        rows += [(number, b"%010d 00000 n \n" % at) for number, at in places.items()]
        rows += [(number, b"0000000000 65535 f \n") for number in self.hidden]
        rows += [(number, b"0000000000 00001 f \n") for number in self.freed]
        out += b"xref\n" + b"".join(b"%d 1\n%s" % row for row in sorted(rows))
        out += b"trailer\n<< /Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (size, about, start)
        return bytes(out)


def _xref_stream(
    at: int, places: Mapping[int, int], size: int, about: bytes, *, whole: bool, ends: bool = True
) -> bytes:
    number = size if ends else size - 1
    rows = {**places, number: at}
    if whole:
        rows[0] = 0
    index = b" ".join(b"%d 1" % one for one in sorted(rows))
    table = b"".join(
        (b"\0" if one == 0 else b"\1") + place.to_bytes(4, "big") + b"\0\0" for one, place in sorted(rows.items())
    )
    packed = zlib.compress(table)
    out = b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Index [%s] /Filter /FlateDecode /Length %d %s>>\n" % (
        number,
        number + 1,
        index,
        len(packed),
        about,
    )
    out += b"stream\n%s\nendstream\nendobj\n" % packed
    return out + (b"startxref\n%d\n%%%%EOF\n" % at if ends else b"")


def stream(data: bytes, about: bytes = b"") -> bytes:
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(data), about, data)


def plain(*, page: bytes = b"", root: bytes = b"", form: bytes = b"") -> dict[int, bytes]:
    """The objects of a paper of one page with an empty form; 7 and 8 are for the first signature."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R %s>>" % root,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [7 0 R] "
        b"/Resources << /Font << /F1 5 0 R >> >> %s>>" % page,
        4: stream(CONTENT),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        6: b"<< /Fields [7 0 R] /SigFlags 3 %s>>" % form,
    }


def field_of(value: int, name: bytes = b"ChuKy", more: bytes = b"") -> bytes:
    return b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (%s) /Rect [0 0 0 0] /F 132 /P 3 0 R /V %d 0 R %s>>" % (
        name,
        value,
        more,
    )


def value_of(
    form: bytes = b"ETSI.CAdES.detached", more: bytes = b"", contents: bytes = b"", kind: bytes = b"Sig"
) -> bytes:
    """A signature's dictionary with a place for the signature itself."""
    place = contents or b"<" + b"0" * (2 * ROOM) + b">"
    return (
        b"<< /Type /%s /Filter /Adobe.PPKLite /SubFilter /%s /ByteRange [0 ********** ********** **********] "
        b"%s/Contents %s >>" % (kind, form, more, place)
    )


def signed(objects: Mapping[int, bytes], seal: Seal | Callable[[bytes], bytes] = Seal(), **draft: Any) -> bytes:
    """Write a revision with one signature to fill, and fill it."""
    return filled(Draft(objects=dict(objects), **draft).written(), seal)


def filled(pdf: bytes, seal: Seal | Callable[[bytes], bytes]) -> bytes:
    """Fill in the one signature that waits."""
    found = list(re.finditer(rb"/ByteRange \[0 (\*{10}) (\*{10}) (\*{10})\]", pdf))[-1]
    place = re.compile(rb"/Contents (<[0-9\s]*>)").search(pdf, found.end())
    assert place
    start, end = place.span(1)
    sides = b"/ByteRange [0 %d %d %d]" % (start, end, len(pdf) - end)
    pdf = pdf[: found.start()] + sides.ljust(found.end() - found.start()) + pdf[found.end() :]
    covered = pdf[:start] + pdf[end:]
    made = package(covered, seal) if isinstance(seal, Seal) else seal(covered)
    assert len(made) <= ROOM
    free = [at for at in range(start + 1, end - 1) if pdf[at : at + 1] == b"0"]
    out = bytearray(pdf)
    for at, digit in zip(free, made.hex().encode(), strict=False):
        out[at] = digit
    return bytes(out)


def simple(seal: Seal | Callable[[bytes], bytes] = Seal(), form: bytes = b"ETSI.CAdES.detached", **draft: Any) -> bytes:
    """A paper of one revision with one signature."""
    return signed({**plain(), 7: field_of(8), 8: value_of(form)}, seal, **draft)


def altered(pdf: bytes) -> bytes:
    """The same file with another sum in it."""
    assert pdf.count(b"So tien: 100") == 1
    return pdf.replace(b"So tien: 100", b"So tien: 900")


def updated(pdf: bytes, objects: Mapping[int, bytes], **draft: Any) -> bytes:
    """A revision more."""
    return Draft(before=pdf, objects=dict(objects), **draft).written()


@cache
def time_authority() -> pki.Holder:
    """Gives time."""
    private = ec.generate_private_key(ec.SECP256R1())
    purpose = x509.ExtendedKeyUsage([x509.ObjectIdentifier("1.3.6.1.5.5.7.3.8")])
    made = pki.issue(private.public_key(), pki.name("Giờ mẫu"), authorities()[1], NOW, also=[purpose])
    return pki.Holder(private, made)


def token(data: bytes) -> bytes:
    """A time stamp over these bytes, DER."""
    holder = time_authority()
    own = as_asn1(holder.certificate)
    info = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": "1.2.3.4",
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": hashed(data, "sha256"),
            },
            "serial_number": 1,
            "gen_time": STAMPED_AT,
        }
    ).dump()
    named = tsp.SigningCertificateV2({"certs": [{"cert_hash": hashed(own.dump(), "sha256")}]})
    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["tst_info"]},
            {"type": "message_digest", "values": [hashed(info, "sha256")]},
            {"type": "signing_certificate_v2", "values": [named]},
        ]
    )
    assert holder.key
    signer_info = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            "issuer_and_serial_number", {"issuer": own.issuer, "serial_number": own.serial_number}
        ),
        "digest_algorithm": {"algorithm": "sha256"},
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": holder.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())),  # type: ignore[call-arg, arg-type]
    }
    data_out = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(info)},
            "certificates": [
                cms.CertificateChoices("certificate", one) for one in (own, as_asn1(authorities()[1].certificate))
            ],
            "signer_infos": [signer_info],
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": data_out}).dump()


def stamped(
    pdf: bytes, objects: Mapping[int, bytes], number: int, kind: bytes = b"DocTimeStamp", **draft: Any
) -> bytes:
    """A revision with a document timestamp; its value is object `number`."""
    value = value_of(b"ETSI.RFC3161", kind=kind)
    return filled(updated(pdf, {**objects, number: value}, **draft), token)


def pem(certificates: Sequence[x509.Certificate]) -> bytes:
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates)
