"""The corpus: each form of signature that the world knows, and what may come after one; genuine, and altered.

The file is long because each form is made here, and only here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pikepdf
from asn1crypto import core, keys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from desktop.signing.authorities.revocation import as_asn1
from desktop.signing.loop import run
from desktop.signing.verify import Word
from tests.signing.corpus import (
    CONTENT,
    NOW,
    ROOM,
    Draft,
    Seal,
    altered,
    authorities,
    field_of,
    filled,
    key,
    plain,
    signed,
    signer,
    simple,
    stamped,
    stream,
    updated,
    value_of,
)

VALID, INVALID, UNKNOWN = Word.VALID, Word.INVALID, Word.UNKNOWN
SIG = {**plain(), 7: field_of(8), 8: value_of()}


@dataclass(frozen=True, eq=False)
class Form:
    """A file and the right words for it; `altered` is for the same file with another sum in it."""

    make: Callable[[], bytes]
    word: Word = VALID
    reason: str = ""
    altered: Word | None = INVALID


def _detached(**seal: object) -> Callable[[], bytes]:
    return lambda: simple(Seal(**seal), form=b"adbe.pkcs7.detached")  # type: ignore[arg-type]


def _cades(**seal: object) -> Callable[[], bytes]:
    return lambda: simple(Seal(**seal))  # type: ignore[arg-type]


def _old_rsa() -> bytes:
    der = _der(signer("rsa").certificate)
    value = value_of(b"adbe.x509.rsa_sha1", more=b"/Cert <%s> " % der.hex().encode())

    def bare(data: bytes) -> bytes:
        return bytes(core.OctetString(key("rsa").sign(data, padding.PKCS1v15(), hashes.SHA1())).dump())

    return signed({**SIG, 8: value}, bare)


def _with_contents(place: bytes) -> Callable[[], bytes]:
    return lambda: signed({**SIG, 8: value_of(contents=place)})


def _unsigned(**how: object) -> bytes:
    """A paper without a form, as qpdf writes it."""
    bare = {number: body for number, body in plain().items() if number != 6}
    bare[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    bare[3] = bare[3].replace(b"/Annots [7 0 R] ", b"")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(Draft(objects=bare).written())) as pdf:
        pdf.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def by_pyhanko(pdf: bytes, password: str | None = None) -> bytes:
    """Signed by another program's way of writing."""
    holder = signer("rsa")
    assert holder.key
    private = holder.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore()
    store.register(as_asn1(authorities()[1].certificate))
    simple_signer = signers.SimpleSigner(as_asn1(holder.certificate), keys.PrivateKeyInfo.load(private), store)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if password is not None:
        writer.encrypt(password)
    about = signers.PdfSignatureMetadata(field_name="Chu", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    out = io.BytesIO()
    run(signers.PdfSigner(about, signer=simple_signer).async_sign_pdf(writer, output=out))
    return out.getvalue()


def _encrypted(revision: int) -> Callable[[], bytes]:
    how = pikepdf.Encryption(owner="x", user="", R=revision, aes=revision > 3, metadata=revision > 3)  # type: ignore[arg-type]
    return lambda: by_pyhanko(_unsigned(encryption=how), "")


FORMS: dict[str, Form] = {
    "RSA, SHA-256": Form(_cades()),
    "ECDSA P-256": Form(_cades(kind="p256")),
    "ECDSA P-521, SHA-512": Form(_cades(kind="p521", digest="sha512")),
    "ECDSA brainpool": Form(_cades(kind="brainpool")),
    "RSASSA-PSS, salt of 17": Form(_cades(salt=17)),
    "RSASSA-PSS, SHA-512/256": Form(_cades(salt=32, digest="sha512_256")),
    "RSA, SHA3-256": Form(_cades(digest="sha3_256")),
    "RSASSA-PSS, SHA3-256": Form(_cades(salt=32, digest="sha3_256")),
    "ECDSA, SHA3-512": Form(_cades(kind="p256", digest="sha3_512")),
    "Ed25519": Form(_cades(kind="ed25519", digest="sha512"), UNKNOWN, "certificate_unfit"),
    "Ed448": Form(_cades(kind="ed448", digest="shake256"), UNKNOWN, "certificate_unfit"),
    "SHA-1": Form(_cades(digest="sha1"), UNKNOWN, "hash_dropped"),
    "SHA-1 within SHA-256": Form(_cades(named="sha1_rsa"), UNKNOWN, "hash_dropped"),
    "an algorithm that nobody knows": Form(_cades(named="1.2.3.4"), UNKNOWN, "algorithm_not_supported"),
    "an algorithm that is not the key's": Form(_cades(named="sha256_ecdsa"), UNKNOWN, "algorithm_not_supported"),
    "adbe.pkcs7.detached": Form(_detached(names="")),
    "signing certificate v1": Form(_detached(names="v1")),
    "without signed attributes": Form(_detached(attributes=False), UNKNOWN, "no_time"),
    "Ed25519 without signed attributes": Form(
        _detached(kind="ed25519", digest="sha512", attributes=False), UNKNOWN, "no_time"
    ),
    "signer named by key": Form(_cades(sid="key")),
    "CMS in BER": Form(_cades(ber=True)),
    "no signer's certificate": Form(_cades(certificate=False), UNKNOWN, "no_certificate"),
    "two signers in one": Form(_cades(signers=2), UNKNOWN, "not_one_signer"),
    "no signer": Form(_cades(signers=0), UNKNOWN, "not_one_signer", UNKNOWN),
    "adbe.pkcs7.sha1": Form(
        lambda: simple(Seal(wraps=True, digest="sha1"), form=b"adbe.pkcs7.sha1"), UNKNOWN, "form_not_accepted"
    ),
    "adbe.x509.rsa_sha1": Form(_old_rsa, UNKNOWN, "form_not_accepted"),
    "a form of somebody's own": Form(lambda: simple(form=b"My.Own"), UNKNOWN, "form_not_accepted", UNKNOWN),
    "no CMS at all": Form(lambda: signed(SIG, lambda _: b"\x30\x82\x05\x05hello"), UNKNOWN, "not_cms", UNKNOWN),
    "left empty": Form(lambda: signed(SIG, lambda _: b""), INVALID, "signature_failed"),
    "cross-reference stream": Form(lambda: simple(layout="stream")),
    "hybrid cross-references": Form(lambda: simple(layout="hybrid", hidden=[5])),
    "references to nothing": Form(
        lambda: signed({**SIG, 3: plain(page=b"/Rotate 77 0 R /Thumb 99 0 R ")[3]}),
    ),
    "usage rights": Form(
        lambda: signed({**plain(root=b"/Perms << /UR3 9 0 R >> "), 7: field_of(8), 8: value_of(), 9: b"<< >>"})
    ),
    "value within its field": Form(
        lambda: signed({**plain(), 7: b"<< /FT /Sig /T (A) /Subtype /Widget /Rect [0 0 0 0] /V " + value_of() + b" >>"})
    ),
    "field within the form": Form(
        lambda: signed({**SIG, 6: b"<< /Fields [<< /FT /Sig /T (A) /V 8 0 R >>] >>", 7: b"null"})
    ),
    "field that inherits its type": Form(
        lambda: signed(
            {
                **SIG,
                6: b"<< /Fields [9 0 R] >>",
                9: b"<< /FT /Sig /T (A) /Kids [7 0 R] >>",
                7: b"<< /Subtype /Widget /Parent 9 0 R /T (B) /Rect [0 0 0 0] /V 8 0 R >>",
            }
        )
    ),
    "field that only the page knows": Form(lambda: signed({**SIG, 6: b"<< /Fields [] >>"})),
    "broken lines in /Contents": Form(_with_contents(b"<" + b"0" * ROOM + b"\n" + b"0" * ROOM + b" >")),
    "odd digits in /Contents": Form(_with_contents(b"<" + b"0" * (2 * ROOM - 1) + b">")),
    "spaces around /ByteRange": Form(lambda: signed({**SIG, 8: value_of().replace(b"/Contents", b"  \n  /Contents")})),
    "linearized": Form(lambda: by_pyhanko(_unsigned(linearize=True)), altered=None),
    "object streams": Form(
        lambda: by_pyhanko(_unsigned(object_stream_mode=pikepdf.ObjectStreamMode.generate)), altered=None
    ),
    "empty password, AES-256": Form(_encrypted(6), altered=None),
    "empty password, AES-128": Form(_encrypted(4), altered=None),
    "empty password, RC4": Form(_encrypted(3), altered=None),
    "a mark before the file": Form(lambda: simple(before=b"\xef\xbb\xbf%PDF-1.7\n"), UNKNOWN, "broken_file"),
    "an HTTP head before the file": Form(lambda: b"HTTP/1.1 200 OK\r\n\r\n" + simple(), UNKNOWN, "bytes_before"),
    "/Prev that leads nowhere": Form(lambda: simple(trailer=b"/Prev 0 "), UNKNOWN, "broken_file"),
    "an empty line behind the file": Form(lambda: simple() + b"\r\n", UNKNOWN, "trailing_space"),
}


@cache
def stamp_revision(
    pdf: bytes,
    *,
    first: int = 20,
    fields: bytes = b"7 0 R",
    rectangle: bytes = b"0 0 0 0",
    flags: int = 132,
    drawn: bool = False,
    kids: bool = False,
    on_page: bool = True,
    form: bytes = b"/SigFlags 3 ",
    layout: str = "table",
    hidden: tuple[int, ...] = (),
) -> bytes:
    """A document timestamp with a field of its own, as other makers append it."""
    picture = b"/AP << /N %d 0 R >> " % (first + 2) if drawn else b""
    widget = b"/Type /Annot /Subtype /Widget /Rect [%s] /F %d /P 3 0 R %s" % (rectangle, flags, picture)
    stamp = b"/FT /Sig /T (Gio) /V %d 0 R " % (first + 1)
    objects = {first: b"<< %s%s>>" % (widget, stamp)}
    shown = first
    if kids:
        shown = first + 3
        objects = {first: b"<< %s/Kids [%d 0 R] >>" % (stamp, shown)}
        objects[shown] = b"<< %s/Parent %d 0 R >>" % (widget, first)
    if drawn:
        objects[first + 2] = stream(b"0 0 500 500 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 500 500] ")
    objects[6] = b"<< /Fields [%s %d 0 R] %s>>" % (fields, first, form)
    if on_page:
        objects[3] = plain()[3].replace(b"[7 0 R]", b"[7 0 R %d 0 R]" % shown)
    return stamped(pdf, objects, first + 1, layout=layout, hidden=hidden)


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def _dss(extra: bytes = b"") -> dict[int, bytes]:
    held = stream(_der(authorities()[1].certificate))
    return {30: b"<< /Type /DSS /Certs [31 0 R] %s>>" % extra, 31: held, 1: plain(root=b"/DSS 30 0 R ")[1]}


def _waiting() -> bytes:
    return b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Gio) /Rect [0 0 0 0] /F 132 /P 3 0 R >>"


def _again(pdf: bytes) -> bytes:
    """Some programs write every object anew when they save."""
    own = re.search(rb"\n8 0 obj\n(.*?)\nendobj", pdf, re.DOTALL)
    assert own
    return updated(pdf, {8: own[1], 7: field_of(8)})


def _direct_dss() -> dict[int, bytes]:
    return {31: stream(b"0"), 1: plain(root=b"/DSS << /Certs [31 0 R] >> ")[1]}


def form_paper(permission: int = 0, fonts: bytes = b"", shown: bytes = b"7 0 R 15 0 R") -> bytes:
    """A paper with a form to fill in; certified where a permission (1 to 3) is given."""
    more = (
        b"/Reference [<< /Type /SigRef /TransformMethod /DocMDP "
        b"/TransformParams << /Type /TransformParams /P %d /V /1.2 >> >>] " % permission
    )
    return signed(
        {
            **plain(root=b"/Perms << /DocMDP 8 0 R >> " if permission else b""),
            3: plain()[3].replace(b"[7 0 R]", b"[%s]" % shown),
            6: b"<< /Fields [7 0 R 15 0 R] /SigFlags 3 %s>>" % fonts,
            7: field_of(8),
            8: value_of(more=more if permission else b""),
            15: _amount(100),
        }
    )


def _amount(value: int) -> bytes:
    return (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (sotien) /V (%d) /Rect [100 100 200 120] /F 4 /P 3 0 R >>" % value
    )


def fill_in(pdf: bytes) -> bytes:
    return updated(pdf, {15: _amount(900)})


def comment(pdf: bytes, page: bytes = b"/Contents 4 0 R", words: bytes = b"Hoi") -> bytes:
    """A note on the page; another page content makes it an attack."""
    note = b"<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (%s) /P 3 0 R >>" % words
    shown = plain()[3].replace(b"[7 0 R]", b"[7 0 R 15 0 R 40 0 R]").replace(b"/Contents 4 0 R", page)
    return updated(pdf, {40: note, 3: shown, 41: stream(b"0 0 500 500 re f")})


def countersign(pdf: bytes, rectangle: bytes = b"0 0 0 0") -> bytes:
    """A second signature in a field of its own."""
    widget = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Hai) /Rect [%s] /F 132 /P 3 0 R /V 51 0 R >>" % rectangle
    objects = {
        50: widget,
        51: value_of(),
        6: b"<< /Fields [7 0 R 15 0 R 50 0 R] /SigFlags 3 >>",
        3: plain()[3].replace(b"[7 0 R]", b"[7 0 R 15 0 R 50 0 R]"),
    }
    return filled(updated(pdf, objects), Seal())


LATER: dict[str, Form] = {
    "time stamp": Form(lambda: stamp_revision(simple())),
    "time stamp, not on a page": Form(lambda: stamp_revision(simple(), on_page=False)),
    "time stamp with an appearance": Form(lambda: stamp_revision(simple(), drawn=True)),
    "time stamp, widget apart": Form(lambda: stamp_revision(simple(), kids=True)),
    "time stamp, hidden": Form(lambda: stamp_revision(simple(), drawn=True, rectangle=b"0 0 500 500", flags=2)),
    "time stamp with fonts for the form": Form(
        lambda: stamp_revision(simple(), form=b"/SigFlags 3 /DA (/H 0 Tf) /DR << /Font << /H 5 0 R >> >> ")
    ),
    "time stamp that sets the flags": Form(
        lambda: stamp_revision(signed({**SIG, 6: b"<< /Fields [7 0 R] /SigFlags 1 >>"}))
    ),
    "time stamp, cross-reference stream": Form(lambda: stamp_revision(simple(layout="stream"), layout="stream")),
    "time stamp on a hybrid file": Form(lambda: stamp_revision(simple(layout="hybrid", hidden=[5]), drawn=True)),
    "time stamp in a hybrid revision": Form(
        lambda: stamp_revision(simple(), drawn=True, layout="hybrid", hidden=(22,))
    ),
    "time stamp, notes of the page apart": Form(
        lambda: stamped(
            signed({**SIG, 3: plain()[3].replace(b"[7 0 R]", b"10 0 R"), 10: b"[7 0 R]"}),
            {20: field_of(21, b"Gio"), 10: b"[7 0 R 20 0 R]", 6: b"<< /Fields [7 0 R 20 0 R] /SigFlags 3 >>"},
            21,
        )
    ),
    "time stamp, form written apart": Form(
        lambda: stamped(
            signed({**SIG, 1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] /SigFlags 3 >> >>"}),
            {
                20: field_of(21, b"Gio"),
                1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm 22 0 R >>",
                22: b"<< /Fields [7 0 R 20 0 R] /SigFlags 3 >>",
            },
            21,
        )
    ),
    "time stamp in a field that waited": Form(
        lambda: stamped(
            signed({**SIG, 6: b"<< /Fields [7 0 R 12 0 R] /SigFlags 3 >>", 12: _waiting()}),
            {12: field_of(21, b"Gio", b"/AP << /N 22 0 R >> "), 22: stream(b"")},
            21,
        )
    ),
    "two time stamps": Form(
        lambda: stamped(
            stamp_revision(simple(), drawn=True),
            {30: field_of(31, b"Gio2"), 6: b"<< /Fields [7 0 R 20 0 R 30 0 R] /SigFlags 3 >>"},
            31,
        )
    ),
    "time stamp after certification without changes": Form(
        lambda: stamp_revision(form_paper(1), fields=b"7 0 R 15 0 R", on_page=False, drawn=True)
    ),
    "validation data": Form(lambda: updated(simple(), _dss())),
    "validation data with VRI": Form(
        lambda: updated(simple(), _dss(b"/VRI << /%s << /Cert [31 0 R] /TU (D:20260101000000Z) >> >> " % (b"AB" * 20)))
    ),
    "the signer's certificate among validation data": Form(
        lambda: updated(simple(Seal(certificate=False)), {**_dss(), 31: stream(_der(signer("rsa").certificate))})
    ),
    "validation data that replace others": Form(
        lambda: updated(
            updated(simple(), _dss(b"/VRI << /%s << /Cert [31 0 R] >> >> " % (b"AB" * 20))),
            {
                31: stream(b"0"),
                30: b"<< /Certs [31 0 R 32 0 R] /VRI << /abc << /Cert 32 0 R >> >> >>",
                32: stream(b"1"),
            },
        )
    ),
    "more validation data than before": Form(
        lambda: updated(
            signed({**SIG, **_dss(), 32: b"[31 0 R]", 30: b"<< /Certs 32 0 R >>"}),
            {32: b"[31 0 R 33 0 R]", 33: stream(b"1")},
        )
    ),
    "validation data taken away": Form(lambda: updated(updated(simple(), _dss()), {1: plain()[1]})),
    "other description": Form(
        lambda: updated(
            signed({**SIG, 1: plain(root=b"/Metadata 9 0 R ")[1], 9: stream(b"<rdf:RDF/>")}), {9: stream(b"anything")}
        )
    ),
    "time stamp without a type": Form(
        lambda: stamped(
            simple(), {6: b"<< /Fields [7 0 R 20 0 R] /SigFlags 3 >>", 20: field_of(21, b"Gio")}, 21, kind=b"Sig"
        )
    ),
    "validation data where forms are odd": Form(
        lambda: updated(FORMS["field within the form"].make(), _direct_dss()), UNKNOWN, "changes_unclear"
    ),
    "description": Form(lambda: updated(simple(), {9: b"<< /Title (x) >>"}, trailer=b"/Info 9 0 R ")),
    "permissions written apart": Form(
        lambda: updated(
            form_paper(1),
            {60: b"<< /DocMDP 8 0 R >>", 1: plain(root=b"/Perms 60 0 R ")[1]},
        )
    ),
    "the same object again": Form(lambda: updated(simple(), {5: plain()[5]})),
    "the signature's own object again": Form(lambda: _again(simple())),
    "an object nobody uses": Form(lambda: updated(simple(), {9: b"<< /X 1 >>"})),
    "an unused object thrown away": Form(lambda: updated(signed({**SIG, 9: b"<< /X 1 >>"}), {}, freed=[9])),
    "second signature": Form(lambda: countersign(form_paper())),
    "second signature, seen, after certification 2": Form(lambda: countersign(form_paper(2), b"10 10 90 90")),
    "filled in after certification 2": Form(lambda: fill_in(form_paper(2)), UNKNOWN, "filled_in"),
    "filled in after certification 2 and a signature": Form(
        lambda: fill_in(countersign(form_paper(2))), UNKNOWN, "filled_in"
    ),
    "comment after certification 3": Form(lambda: comment(form_paper(3)), UNKNOWN, "filled_in"),
    "changed comment after certification 3": Form(
        lambda: updated(
            comment(form_paper(3)),
            {40: b"<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (Nua) /P 3 0 R >>"},
        ),
        UNKNOWN,
        "filled_in",
    ),
}

DANGLING = {**SIG, 3: plain()[3].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 99 0 R]")}

FORBIDDEN: dict[str, Callable[[], bytes]] = {
    "other content": lambda: updated(simple(), {4: stream(b"0 0 500 500 re f")}),
    "other content, hybrid": lambda: updated(simple(), {4: stream(b"0 0 500 500 re f")}, layout="hybrid", hidden=[4]),
    "other content on a hybrid file": lambda: updated(
        simple(layout="hybrid", hidden=[5]), {4: stream(b"0 0 500 500 re f")}
    ),
    "what was nothing is something": lambda: updated(signed(DANGLING), {99: stream(b"0 0 500 500 re f")}),
    "something used is thrown away": lambda: updated(simple(), {}, freed=[4]),
    "time stamp that shows something": lambda: stamp_revision(simple(), drawn=True, rectangle=b"0 0 500 500"),
    "time stamp that prints something": lambda: stamp_revision(
        simple(), drawn=True, rectangle=b"0 0 500 500", flags=36
    ),
    "empty signature field that shows something": lambda: updated(
        simple(),
        {
            20: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (X) /Rect [0 0 500 500] /AP << /N 21 0 R >> /P 3 0 R >>",
            21: stream(b"0 0 500 500 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 500 500] "),
            6: b"<< /Fields [7 0 R 20 0 R] /SigFlags 3 >>",
            3: plain()[3].replace(b"[7 0 R]", b"[7 0 R 20 0 R]"),
        },
    ),
    "time stamp that swaps the form's font": lambda: stamp_revision(
        form_paper(fonts=b"/DR << /Font << /H 5 0 R >> >> "),
        fields=b"7 0 R 15 0 R",
        on_page=False,
        form=b"/SigFlags 3 /DR << /Font << /H 4 0 R >> >> ",
    ),
    "validation data that are content too": lambda: updated(
        signed({**SIG, 1: plain(root=b"/DSS << /Certs [4 0 R] >> ")[1]}), {4: stream(b"0 0 500 500 re f")}
    ),
    "validation data that point to the page": lambda: updated(
        signed({**SIG, **_dss(), 30: b"<< /Certs [3 0 R] >>"}),
        {3: plain()[3].replace(b"/Contents 4 0 R", b"/Contents 41 0 R"), 41: stream(b"0 0 500 500 re f")},
    ),
    "a description that is content too": lambda: updated(
        signed({**SIG, 1: plain(root=b"/Metadata 4 0 R ")[1]}), {4: stream(b"0 0 500 500 re f")}
    ),
    "other permissions": lambda: updated(
        form_paper(1), {60: b"<< /DocMDP 61 0 R >>", 61: b"<< >>", 1: plain(root=b"/Perms 60 0 R ")[1]}
    ),
    "permissions taken away": lambda: updated(form_paper(1), {1: plain()[1]}),
    "filled in": lambda: fill_in(form_paper()),
    "filled in after certification 1": lambda: fill_in(form_paper(1)),
    "comment": lambda: comment(form_paper()),
    "comment after certification 2": lambda: comment(form_paper(2)),
    "comment that changes the page": lambda: comment(form_paper(3), page=b"/Contents 41 0 R"),
    "content after certification 2": lambda: updated(form_paper(2), {4: stream(b"0 0 500 500 re f")}),
    "content after certification 3": lambda: updated(form_paper(3), {4: stream(b"0 0 500 500 re f")}),
    "signature after certification 1": lambda: countersign(form_paper(1)),
    "comment as the page's content": lambda: updated(
        form_paper(3, shown=b"7 0 R 15 0 R 4 0 R"),
        {4: stream(b"0 0 500 500 re f")},
    ),
    "other content and a form that makes no sense": lambda: updated(
        simple(), {4: stream(b"0 0 500 500 re f"), 6: b"<< /Fields 5 >>"}
    ),
    "other content and a page told twice": lambda: updated(
        simple(), {4: stream(b"0 0 500 500 re f"), 2: b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>"}
    ),
    "other content and a damaged object": lambda: updated(
        simple(), {4: stream(b"0 0 500 500 re f"), 6: b"<< /Fields [7 0 R] /SigFlags 3 ", 30: b">>"}
    ),
    "other content where forms are odd": lambda: updated(
        FORMS["field within the form"].make(), {4: stream(b"0 0 500 500 re f")}
    ),
    "bytes nobody knows": lambda: simple() + b"% more\n",
    "a cross-reference that leads nowhere": lambda: simple() + b"startxref\n9\n%%EOF\n",
    "cut off": lambda: simple()[:-300],
    "cut in half": lambda: simple()[: len(simple()) // 2],
}

__all__ = ["CONTENT", "FORBIDDEN", "FORMS", "LATER", "NOW", "Form", "altered"]
