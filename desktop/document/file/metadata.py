"""What the PDF says of itself: XMP, and the older document information in step.

Only properties that PDF/A itself lists are used: the checker approves no extension schema, and readers of
standard metadata understand these.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from desktop.machine.clock import VIETNAM
from desktop.machine.folders import resources

PROGRAM = "Quầy Số"
LANGUAGE = "vi-VN"
LABEL = "conversion mark"
"""How the words begin that say where the visible mark stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAbout:
    """What a paper's file says of itself.

    Attributes:
        title: the paper's name in the catalogue, never a person's.
        creator: the unit that made the file.
        created: moment of making, timezone-aware.
        item_code: code of the digitised item (R7), empty where it has none yet.
        paper_code: component or result code, empty where unknown.
        dossier_code: official or provisional, empty where unknown.
    """

    title: str
    creator: str
    created: datetime
    item_code: str = ""
    paper_code: str = ""
    dossier_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What the metadata say of the making from paper (R25).

    Attributes:
        words: the mark in words, with time and place of the visible mark.
        at: moment of conversion, timezone-aware.
        converter: full name.
        agency: its name.
        label: where the visible mark stands.
    """

    words: str
    at: datetime
    converter: str
    agency: str
    label: str


def describe(pdf: pikepdf.Pdf, about: PaperAbout, conversion: Conversion | None) -> None:
    """Write XMP, document information, language and the sRGB output intent into `pdf`.

    Item code, paper code, dossier code and converter stand in Dublin Core: `identifier`, `type`, `relation`,
    `contributor`, `publisher`, `date`.
    """
    made = _moment(about.created)
    pdf.Root.Metadata = pdf.make_stream(_packet(about, conversion).encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String(LANGUAGE)
    stamp = made.strftime("D:%Y%m%d%H%M%S+07'00'")
    info = Dictionary(
        Title=String(_plain(about.title)),
        Author=String(_plain(about.creator)),
        Creator=String(PROGRAM),
        Producer=String(PROGRAM),
        CreationDate=String(stamp),
        ModDate=String(stamp),
    )
    if conversion:
        info.Subject = String(_plain(conversion.words))
    pdf.trailer.Info = pdf.make_indirect(info)
    profile = pdf.make_stream((resources() / "icc" / "sRGB.icc").read_bytes(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def conversion_words(pdf: pikepdf.Pdf) -> str:
    """What a file says of its making from paper; empty where it says nothing, or is none of ours."""
    # What strangers' metadata do to the reader is theirs; ours are always read.
    try:
        found = pdf.open_metadata()
        ours = str(found.get("xmp:Label", "")).startswith(LABEL) and found.get("xmp:CreatorTool") == PROGRAM
        return str(found.get("dc:description", "")) if ours else ""
    except (pikepdf.PdfError, ValueError, TypeError):
        return ""


def _moment(moment: datetime) -> datetime:
    return moment.astimezone(VIETNAM).replace(microsecond=0)


def _plain(text: str) -> str:
    """NFC, only what XML may hold."""
    kept = (c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in {"Cc", "Cs", "Cn", "Co"})
    return "".join(kept).strip()


def _packet(about: PaperAbout, conversion: Conversion | None) -> str:
    when = _moment(about.created).isoformat()
    rows = [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>B</pdfaid:conformance>",
        "<dc:format>application/pdf</dc:format>",
        _many("dc:language", "Bag", LANGUAGE),
        _spoken("dc:title", about.title),
        _many("dc:creator", "Seq", about.creator),
        _one("dc:identifier", about.item_code),
        _many("dc:type", "Bag", about.paper_code),
        _many("dc:relation", "Bag", about.dossier_code),
    ]
    if conversion:
        rows += [
            _spoken("dc:description", conversion.words),
            _many("dc:contributor", "Bag", conversion.converter),
            _many("dc:publisher", "Bag", conversion.agency),
            _many("dc:date", "Seq", _moment(conversion.at).isoformat()),
            _one("xmp:Label", conversion.label),
        ]
    rows += [
        _one("xmp:CreatorTool", PROGRAM),
        _one("xmp:CreateDate", when),
        _one("xmp:ModifyDate", when),
        _one("xmp:MetadataDate", when),
        _one("pdf:Producer", PROGRAM),
    ]
    body = "".join(f"   {row}\n" for row in rows if row)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
{body}  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def _one(name: str, value: str) -> str:
    text = escape(_plain(value))
    return f"<{name}>{text}</{name}>" if text else ""


def _many(name: str, kind: str, value: str) -> str:
    text = escape(_plain(value))
    return f"<{name}><rdf:{kind}><rdf:li>{text}</rdf:li></rdf:{kind}></{name}>" if text else ""


def _spoken(name: str, value: str) -> str:
    text = escape(_plain(value))
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt></{name}>' if text else ""
