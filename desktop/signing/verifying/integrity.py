"""Whether the signed bytes are what they were, and whether the signature over them is this certificate's."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from asn1crypto import algos, cms, core, keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pyhanko.sign.general import NonexistentAttributeError, check_ess_certid, find_unique_cms_attribute
from pyhanko.sign.validation.generic_cms import get_signing_cert_attr, validate_sig_integrity
from pyhanko_certvalidator.errors import AlgorithmNotSupported, DSAParametersUnavailable, PSSParameterMismatch
from pyhanko_certvalidator.sig_validate import (
    DEFAULT_VALIDATION_CONTEXT,
    DefaultSignatureValidator,
    SignatureValidationContext,
)
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from desktop.signing.authorities.revocation import as_asn1
from desktop.signing.der import certificate_of
from desktop.signing.verifying.bounds import STRANGE, read_or
from desktop.signing.verifying.embedded import Embedded
from desktop.signing.verifying.findings import Broken, Doubt, Finding

DETACHED = frozenset({"/adbe.pkcs7.detached", "/ETSI.CAdES.detached", "/PBAD.PAdES"})
STAMP = "/ETSI.RFC3161"
_WRAPPED_SHA1 = "/adbe.pkcs7.sha1"
_BARE_SHA1 = "/adbe.x509.rsa_sha1"
_DROPPED = frozenset({"md2", "md4", "md5", "sha1"})
_SHA2 = ("sha224", "sha256", "sha384", "sha512", "sha512_224", "sha512_256")
_SHA3 = ("sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake256", "shake256_len")
_ACCEPTED = frozenset((*_SHA2, *_SHA3))
_MOST_CERTIFICATES = 2000
_MOST_OTHERS = 200
_MOST_SIGNERS = 20
"""Most that are looked at of what one signature brings along. Chosen, far more than real ones have."""
_UNHASHED = frozenset({"ed25519", "ed448", "mldsa44", "mldsa65", "mldsa87"})
_LARGEST_RSA_BITS = 16_384
_LARGEST_EXPONENT_BITS = 64
"""Larger keys are not checked: they cost more time than any real one. Chosen."""
_SPACE = b" \t\r\n\f\0"
_HEX = frozenset(string.hexdigits.encode() + _SPACE)
_IS_FILE = re.compile(rb"\bobj\b|xref")
_OUTSIDE = "có phần của tệp nằm ngoài nội dung đã ký"
# RSA over SHA-3 has names (NIST's), which asn1crypto does not know yet.
_RSA_SHA3 = frozenset(f"2.16.840.1.101.3.4.3.{last}" for last in (13, 14, 15, 16))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What a signature itself says.

    Attributes:
        findings: what is wrong with it.
        certificate: the signer's; None where it is not there or makes no sense.
        others: that came along with it; nothing of them is believed.
        signer: its inside, for what else stands there; None where it could not be opened.
        digested: it is known whether the signed bytes are unchanged and the signature over them is the certificate's.
    """

    findings: tuple[Finding, ...]
    certificate: x509.Certificate | None = None
    others: tuple[x509.Certificate, ...] = ()
    signer: cms.SignerInfo | None = None
    digested: bool = False


def covered(pdf: bytes, one: Embedded) -> Finding | None:
    """What is wrong with what it covers: all of its part of the file but for its own place."""
    sides = one.byte_range
    if sides is None or len(sides) % 2:
        return Finding(Doubt.NO_RANGE)
    starts = sides[::2]
    ends = [start + length for start, length in zip(starts, sides[1::2], strict=True)]
    if max(ends) > len(pdf):
        # Some of what was signed is no longer there.
        return Finding(Broken.DIGEST)
    if min(sides) < 0:
        return Finding(Doubt.NO_RANGE)
    holes = list(zip([0, *ends], starts, strict=False))
    if any(start > end for start, end in holes):
        return Finding(Broken.CHANGE, _OUTSIDE)
    left_out = [pdf[start:end] for start, end in holes if start < end]
    if len(left_out) == 1 and starts[0] == 0 and one.contents is not None and _is_hex_of(left_out[0], one.contents):
        return None
    # Some programs leave out a little more than they should, but never bytes that are part of an object.
    is_changed = any(_IS_FILE.search(hole) for hole in left_out)
    return Finding(Broken.CHANGE, _OUTSIDE) if is_changed else Finding(Doubt.NO_RANGE)


def _is_hex_of(gap: bytes, contents: bytes) -> bool:
    """Whether the place that is not signed holds the signature and nothing else."""
    inside = gap.removeprefix(b"<").removesuffix(b">")
    if not set(inside) <= _HEX:
        return False
    digits = inside.translate(None, _SPACE)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()) == contents


def is_hashable(pdf: bytes, one: Embedded) -> bool:
    """Whether all that it says it covers is there."""
    sides = one.byte_range
    if sides is None or len(sides) % 2 or min(sides) < 0:
        return False
    return all(start + length <= len(pdf) for start, length in zip(sides[::2], sides[1::2], strict=True))


def opened_seal(pdf: bytes, one: Embedded, known: Sequence[x509.Certificate]) -> Sealed:
    """Open a signature over a file and check it.

    Args:
        pdf: the file.
        one: the signature.
        known: certificates at hand, for one that brings none.
    """
    missing = covered(pdf, one)
    found = [missing] if missing else []
    if one.contents is None:
        return Sealed(findings=tuple(found or [Finding(Doubt.NOT_UNDERSTOOD)]))
    if not one.contents.strip(b"\0"):
        return Sealed(findings=(*found, Finding(Broken.SIGNATURE, "chữ ký để trống")))
    if not is_hashable(pdf, one):
        return Sealed(findings=tuple(found))
    sealed = _bare(pdf, one) if one.form == _BARE_SHA1 else _cms(pdf, one, known)
    return replace(sealed, findings=(*found, *sealed.findings))


def digest_of(pdf: bytes, one: Embedded, name: str) -> bytes:
    """The digest of what a signature covers, by the name of the hash.

    Raises:
        AttributeError: no such hash.
    """
    return _digest(_pieces(pdf, one), name)


def stamp_of(one: Embedded) -> cms.SignedData | None:
    """A document timestamp's token; None where it is none."""
    return read_or(lambda: _signed_data(one.contents or b""), instead=None) if one.form == STAMP else None


def _pieces(pdf: bytes, one: Embedded) -> Iterator[memoryview]:
    sides = one.byte_range or ()
    for start, length in zip(sides[::2], sides[1::2], strict=True):
        yield memoryview(pdf)[start : start + length]


def _digest(pieces: Iterable[bytes | memoryview], name: str) -> bytes:
    hashing = hashes.Hash(get_pyca_cryptography_hash(name))
    for piece in pieces:
        hashing.update(piece)
    return hashing.finalize()


def _cms(pdf: bytes, one: Embedded, known: Sequence[x509.Certificate]) -> Sealed:
    if one.form not in {*DETACHED, _WRAPPED_SHA1}:
        # Nobody can tell what such a signature covers.
        named = f" ({one.form.lstrip('/')[:40]})" if one.form else ""
        return Sealed(findings=(Finding(Doubt.FORM, f"dạng chữ ký này{named} không được chấp nhận"),))
    data = read_or(lambda: _signed_data(one.contents or b""), instead=None)
    if data is None:
        return Sealed(findings=(Finding(Doubt.NOT_CMS),))
    doubts: list[Finding] = []
    inside = read_or(lambda: _content(data), instead=None)
    if one.form == _WRAPPED_SHA1:
        doubts.append(Finding(Doubt.FORM, "dạng chữ ký adbe.pkcs7.sha1 (SHA-1) không được chấp nhận"))
        if inside is not None and inside != _digest(_pieces(pdf, one), "sha1"):
            doubts.append(Finding(Broken.DIGEST))
    elif inside is not None:
        doubts.append(Finding(Doubt.NOT_CMS, "gói chữ ký mang nội dung riêng, không chỉ chữ ký trên tệp"))
    pieces = _pieces(pdf, one) if inside is None else iter([inside])
    sealed = check_signed_data(data, b"".join(pieces), known)
    known_whole = sealed.digested and one.form in DETACHED and inside is None
    return replace(sealed, findings=(*doubts, *sealed.findings), digested=known_whole)


def _signed_data(contents: bytes) -> cms.SignedData:
    info = cms.ContentInfo.load(contents)
    if info["content_type"].native != "signed_data":
        raise ValueError(info["content_type"].native)
    data = info["content"]
    len(data["signer_infos"])
    return data


def _content(data: cms.SignedData) -> bytes | None:
    content = data["encap_content_info"]["content"]
    return None if content is core.VOID or content.native is None else bytes(content)


def check_signed_data(data: cms.SignedData, content: bytes, known: Sequence[x509.Certificate]) -> Sealed:
    """Check a signed CMS package against what it should sign.

    Args:
        data: the package.
        content: what is signed.
        known: certificates at hand, for a package that brings none.
    """
    signers: list[cms.SignerInfo] = read_or(lambda: list(data["signer_infos"]), instead=[])
    if len(signers) != 1:
        differs = any(_differs(one, content) for one in signers[:_MOST_SIGNERS])
        return Sealed(findings=(Finding(Doubt.SIGNERS), *([Finding(Broken.DIGEST)] if differs else [])))
    signer = signers[0]
    name = str(read_or(lambda: signer["digest_algorithm"]["algorithm"].native, instead=""))
    digest = read_or(lambda: _digest([content], name), instead=None)
    found = _hash_doubts(signer, name)
    if _differs(signer, content):
        found.append(Finding(Broken.DIGEST))
    others = tuple(_certificates(data))
    certificate = next((one for one in (*others, *known) if _names(signer, one)), None)
    if certificate is None:
        found.append(Finding(Doubt.NO_CERTIFICATE))
    signature = _signature(data, signer, certificate, content, digest) if certificate and digest is not None else None
    found += [signature] if signature else []
    return Sealed(
        findings=tuple(found),
        certificate=certificate,
        others=tuple(one for one in others if one != certificate)[:_MOST_OTHERS],
        signer=signer,
        digested=bool(certificate and digest is not None and not (signature and isinstance(signature.kind, Doubt))),
    )


def _hash_doubts(signer: cms.SignerInfo, name: str) -> list[Finding]:
    """Why the hashes of a signer, over the content and within the signature, are not accepted (R34)."""
    inner = read_or(lambda: str(signer["signature_algorithm"].hash_algo), instead=name)
    used = [one for one in dict.fromkeys((name, inner)) if one not in _ACCEPTED]
    if not used:
        return []
    dropped = [one for one in used if one in _DROPPED]
    if dropped:
        return [Finding(Doubt.WEAK_HASH, f"chữ ký dùng thuật toán băm đã bị bỏ ({dropped[0].upper()})")]
    return [Finding(Doubt.HASH, f"chữ ký dùng thuật toán băm chưa hỗ trợ ({used[0][:40]})")]


def _differs(signer: cms.SignerInfo, content: bytes) -> bool:
    """Whether a signer signed the digest of something else."""

    def differs() -> bool:
        digest = _digest([content], signer["digest_algorithm"]["algorithm"].native)
        return bool(find_unique_cms_attribute(signer["signed_attrs"], "message_digest").native != digest)

    return read_or(differs, instead=False)


def _certificates(data: cms.SignedData) -> Iterator[x509.Certificate]:
    held: list[bytes] = read_or(
        lambda: [one.chosen.dump() for one in data["certificates"] if one.name == "certificate"], instead=[]
    )
    for der in held[:_MOST_CERTIFICATES]:
        one = certificate_of(der)
        if one is not None:
            yield one


def _names(signer: cms.SignerInfo, certificate: x509.Certificate) -> bool:
    """Whether a signer's identifier means this certificate."""

    def means() -> bool:
        sid = signer["sid"]
        if sid.name == "issuer_and_serial_number":
            named = sid.chosen
            if named["serial_number"].native != certificate.serial_number:
                return False
            if named["issuer"].dump() == certificate.issuer.public_bytes():
                return True
            return bool(named["issuer"] == as_asn1(certificate).issuer)
        key = certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
        return bool(sid.chosen.native == key.key_identifier)

    return read_or(means, instead=False)


def _signature(
    data: cms.SignedData, signer: cms.SignerInfo, certificate: x509.Certificate, content: bytes, digest: bytes
) -> Finding | None:
    """What is wrong with the signature itself, the digest of the content aside."""
    try:
        own, payable = as_asn1(certificate), _payable(certificate)
    except UnsupportedAlgorithm:
        return Finding(Doubt.ALGORITHM)
    except STRANGE:
        return Finding(Doubt.ODD_CERTIFICATE)
    if not payable:
        return Finding(Doubt.ODD_CERTIFICATE)
    if not read_or(lambda: _is_named(signer, own), instead=False):
        return Finding(Doubt.OTHER_CERTIFICATE)
    bare = signer["signed_attrs"] is core.VOID
    try:
        if bare and own.public_key.algorithm in _UNHASHED:
            # It signs the content itself, where the library looks for the content's digest.
            _Checker().validate_signature(
                signer["signature"].native, content, own.public_key, signer["signature_algorithm"]
            )
            return None
        kind = data["encap_content_info"]["content_type"].native
        _, holds = validate_sig_integrity(signer, own, kind, digest, sig_validator=_Checker())
    except InvalidSignature:
        return Finding(Broken.SIGNATURE)
    except (UnsupportedAlgorithm, NotImplementedError, AssertionError):
        return Finding(Doubt.ALGORITHM)
    except STRANGE:
        return Finding(Doubt.NOT_CMS, "gói chữ ký (CMS) không đúng chuẩn")
    return None if holds else Finding(Broken.SIGNATURE)


def _payable(certificate: x509.Certificate) -> bool:
    """Whether its key is no larger than real ones; OpenSSL would call the signature of a larger one false."""
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        return True
    exponent = key.public_numbers().e
    return key.key_size <= _LARGEST_RSA_BITS and exponent.bit_length() <= _LARGEST_EXPONENT_BITS


def _is_named(signer: cms.SignerInfo, own: asn1_x509.Certificate) -> bool:
    """Whether the signed attributes, where they name a certificate by its hash, mean this one."""
    try:
        attribute = get_signing_cert_attr(signer["signed_attrs"])
    except NonexistentAttributeError:
        return True
    return attribute is None or bool(check_ess_certid(own, attribute["certs"][0]))


class _Checker(DefaultSignatureValidator):
    """pyHanko's, with RSA over SHA-3, and without calling false what it cannot check."""

    def validate_signature(
        self,
        signature: bytes,
        signed_data: bytes,
        public_key_info: keys.PublicKeyInfo,
        signature_algorithm: algos.SignedDigestAlgorithm,
        context: SignatureValidationContext = DEFAULT_VALIDATION_CONTEXT,
    ) -> None:
        """Check one.

        Raises:
            InvalidSignature: it does not hold.
            NotImplementedError: it cannot be checked.
        """
        if signature_algorithm["algorithm"].dotted in _RSA_SHA3:
            # The hash is then the one that the signer names, which must be the same.
            signature_algorithm = algos.SignedDigestAlgorithm({"algorithm": "rsassa_pkcs1v15"})
        try:
            super().validate_signature(signature, signed_data, public_key_info, signature_algorithm, context)
        except (AlgorithmNotSupported, PSSParameterMismatch, DSAParametersUnavailable) as error:
            # In the library these are subclasses of a false signature.
            raise NotImplementedError from error


def _bare(pdf: bytes, one: Embedded) -> Sealed:
    """The oldest form: an RSA signature over SHA-1 and nothing else, its certificate beside it."""
    form = Finding(Doubt.FORM, "dạng chữ ký adbe.x509.rsa_sha1 (SHA-1) không được chấp nhận")
    certificates = [found for der in one.certificates[:_MOST_CERTIFICATES] if (found := certificate_of(der))]
    if not certificates:
        return Sealed(findings=(form, Finding(Doubt.NO_CERTIFICATE)))
    broken: tuple[Finding, ...] = ()
    try:
        key = certificates[0].public_key()
        signature = core.OctetString.load(one.contents or b"").native
        if isinstance(key, rsa.RSAPublicKey) and _payable(certificates[0]):
            # Nothing is trusted for this: it can only be found broken.
            key.verify(signature, b"".join(_pieces(pdf, one)), padding.PKCS1v15(), hashes.SHA1())  # noqa: S303
    except InvalidSignature:
        broken = (Finding(Broken.SIGNATURE),)
    except STRANGE:
        broken = ()
    return Sealed(findings=(form, *broken), certificate=certificates[0], others=tuple(certificates[1:]))
