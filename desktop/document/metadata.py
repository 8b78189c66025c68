"""What a file says of itself: title, codes, conversion mark; the same in XMP and in the older dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from pikepdf import Name, Pdf, Stream, String

from desktop import __version__
from desktop.document.mark import ConversionMark
from desktop.machine.clock import VIETNAM


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAbout:
    """What is written into the metadata; no personal data beyond the item's own code.

    Attributes:
        title: the paper's name in the catalogue.
        creator: the office.
        created: when the file was made, UTC.
        item_code: code of the digitised item.
        paper_code: component or result code.
        dossier_code: official or provisional code at that time.
    """

    title: str
    creator: str
    created: datetime
    item_code: str = ""
    paper_code: str = ""
    dossier_code: str = ""


def write_metadata(pdf: Pdf, about: PaperAbout, mark: ConversionMark | None) -> None:
    """Write both kinds of metadata."""
    at = about.created.astimezone(VIETNAM)
    xmp = Stream(pdf, _xmp(about, at.isoformat(timespec="seconds"), mark).encode())
    xmp.Type, xmp.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(xmp)
    stamp = at.strftime("D:%Y%m%d%H%M%S+07'00'")
    pdf.docinfo[Name.Title] = String(about.title)
    pdf.docinfo[Name.Author] = String(about.creator)
    pdf.docinfo[Name.Creator] = String("Quầy Số")
    pdf.docinfo[Name.Producer] = String(_PRODUCER)
    pdf.docinfo[Name.CreationDate] = String(stamp)
    pdf.docinfo[Name.ModDate] = String(stamp)


_PRODUCER = f"Quầy Số {__version__}"


def _xmp(about: PaperAbout, at: str, mark: ConversionMark | None) -> str:
    """XMP of standard properties only: extension schemas are allowed, but no independent checker approves them."""
    optional = {
        "dc:identifier": about.item_code,
        "dc:source": about.dossier_code,
        "dc:type": about.paper_code and f"<rdf:Bag><rdf:li>{escape(about.paper_code)}</rdf:li></rdf:Bag>",
        "dc:description": mark and _alternative(" ".join(mark.lines)),
    }
    own = "".join(
        f"<{name}>{value if value.startswith('<') else escape(value)}</{name}>"
        for name, value in optional.items()
        if value
    )
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title>{_alternative(about.title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(about.creator)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>{own}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate><xmp:CreatorTool>Quầy Số</xmp:CreatorTool>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{_PRODUCER}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def _alternative(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
