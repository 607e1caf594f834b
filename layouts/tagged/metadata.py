"""The file's metadata, written twice and alike: in the document information dictionary and as XMP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PRODUCER = "Board Report"

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# PDF/A does not know the PDF/UA identifier, so the file has to describe it (extension schema).
_PDFUAID_SCHEMA = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""


class DocumentInfo(NamedTuple):
    """A file's title, author, subject, keywords and date. Texts hold only characters that XML can carry."""

    title: str
    author: str
    subject: str
    keywords: str
    date: date

    def put_on(self, canvas: Canvas) -> None:
        """Set the document information dictionary."""
        canvas.setTitle(self.title)
        canvas.setAuthor(self.author)
        canvas.setSubject(self.subject)
        canvas.setKeywords(self.keywords)
        canvas.setProducer(PRODUCER)
        canvas.setCreator(PRODUCER)
        stamp = f"D:{self.date:%Y%m%d}000000Z"
        canvas.setDateFormatter(lambda *_: stamp)

    def as_xmp(self) -> bytes:
        """The same as an XMP packet, with the identifiers of PDF/UA-1 and PDF/A-2a."""
        names = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
        return "\n".join(
            (
                '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
                '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
                '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
                f'<rdf:Description rdf:about="" {names}>',
                *self._properties(),
                _PDFUAID_SCHEMA,
                "</rdf:Description>",
                "</rdf:RDF>",
                "</x:xmpmeta>",
                '<?xpacket end="r"?>',
            )
        ).encode("utf-8")

    def _properties(self) -> Iterator[str]:
        stamp = f"{self.date.isoformat()}T00:00:00Z"
        yield _element("dc:title", f'<rdf:Alt><rdf:li xml:lang="x-default">{_escape(self.title)}</rdf:li></rdf:Alt>')
        if self.author:
            yield _element("dc:creator", f"<rdf:Seq><rdf:li>{_escape(self.author)}</rdf:li></rdf:Seq>")
        if self.subject:
            words = f'<rdf:li xml:lang="x-default">{_escape(self.subject)}</rdf:li>'
            yield _element("dc:description", f"<rdf:Alt>{words}</rdf:Alt>")
        if self.keywords:
            yield _element("pdf:Keywords", _escape(self.keywords))
        yield _element("pdf:Producer", PRODUCER)
        yield _element("xmp:CreatorTool", PRODUCER)
        yield _element("xmp:CreateDate", stamp)
        yield _element("xmp:ModifyDate", stamp)
        yield _element("pdfaid:part", "2")
        yield _element("pdfaid:conformance", "A")
        yield _element("pdfuaid:part", "1")


def _escape(words: str) -> str:
    """A text escaped for XML. The standard library's own function loads much that nothing here needs."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _element(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>"
