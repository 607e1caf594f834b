"""Adds structure, metadata and colour profile to the drawn pages, and writes the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString, PDFZCompress

from layouts.tagged import colour, seams
from layouts.tagged.canvas import TaggedCanvas
from layouts.tagged.metadata import DocumentInfo
from layouts.tagged.packing import write_file
from layouts.tagged.seams import Verbatim
from layouts.tagged.structure import (
    NO_ATTRIBUTES,
    Attributes,
    Destination,
    Element,
    LinkAnnotation,
    MarkedContent,
    header_cells,
    walk,
)


def finish(canvas: TaggedCanvas, info: DocumentInfo) -> None:
    """Add the structure tree, the metadata and the colour profile to the drawn pages, and write the file."""
    info.put_on(canvas)
    document = seams.document_of(canvas)
    _add_structure(document, canvas.structure, canvas.owners_by_mcid)
    _add_metadata(document, info)
    seams.write_with(document, write_file)
    canvas.save()


def _add_structure(document: PDFDocument, whole: Element, owners: Sequence[Sequence[Element]]) -> None:
    """Add the structure tree, and to every page its place in the ParentTree and its annotations."""
    root = Verbatim()
    elements = {element: Verbatim() for element in walk(whole)}
    tree = _StructureTree(document, root, elements)
    for element, entry in elements.items():
        entry.body = tree.body(element)
    root.body = b"<</Type/StructTreeRoot/K %s%s%s>>" % (tree.reference(whole), tree.parent_tree(owners), tree.names())
    seams.put(document.Catalog, StructTreeRoot=root, MarkInfo=PDFDictionary({"Marked": "true"}))
    for place, page in enumerate(seams.pages_of(document)):
        seams.put(page, StructParents=place, Tabs=PDFName("S"))
        if place + 1 in tree.annotations:
            seams.put(page, Annots=Verbatim(b"[%s]" % b" ".join(tree.annotations[place + 1])))


class _StructureTree:
    """The structure elements with their object numbers, and how each is serialised."""

    def __init__(self, document: PDFDocument, root: Verbatim, elements: Mapping[Element, Verbatim]) -> None:
        self._document = document
        self._numbers = {element: seams.number_of(document, entry) for element, entry in elements.items()}
        self._pages = [seams.number_of(document, page) for page in seams.pages_of(document)]
        self._root = seams.number_of(document, root)
        self._link_owners: list[Element] = []  # the Link element of each annotation
        self.annotations: dict[int, list[bytes]] = {}  # references by page, from 1
        tables = (element for element in elements if element.tag == "Table")
        self._headers = {cell: headers for table in tables for cell, headers in header_cells(table).items()}
        named = dict.fromkeys(header for headers in self._headers.values() for header in headers)
        named |= dict.fromkeys(element for element in elements if element.tag == "Note")  # as PDF/UA-1 asks
        self._names = {element: b"(%05d)" % place for place, element in enumerate(named)}

    def reference(self, element: Element) -> bytes:
        """The reference to an element."""
        return b"%d 0 R" % self._numbers[element]

    def body(self, element: Element) -> bytes:
        """A structure element with its parent, its kids and its attributes."""
        page = next((kid.page for kid in element.kids if isinstance(kid, MarkedContent)), 0)
        parts = [self._kid(kid, page, element) for kid in element.kids]
        return b"<</S/%s/P %s%s%s%s%s>>" % (
            element.tag.encode("ascii"),
            self.reference(element.parent) if element.parent else b"%d 0 R" % self._root,
            b"/Pg %d 0 R" % self._pages[page - 1] if page else b"",
            b"/K[%s]" % b" ".join(parts) if len(parts) != 1 else b"/K %s" % parts[0],
            b"/ID%s" % self._names[element] if element in self._names else b"",
            _attributes(element.attributes, [self._names[header] for header in self._headers.get(element, ())]),
        )

    def _kid(self, kid: Element | MarkedContent | LinkAnnotation, page: int, owner: Element) -> bytes:
        if isinstance(kid, Element):
            return self.reference(kid)
        if isinstance(kid, LinkAnnotation):
            return b"<</Type/OBJR/Pg %d 0 R/Obj %s>>" % (self._pages[kid.page - 1], self._annotation(kid, owner))
        if kid.page == page:
            return b"%d" % kid.mcid
        return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self._pages[kid.page - 1], kid.mcid)

    def _annotation(self, link: LinkAnnotation, owner: Element) -> bytes:
        """The reference to a new link annotation; its StructParent follows those of the pages."""
        entry = Verbatim(
            b"<</Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]/F 4/Contents%s/StructParent %d%s>>"
            % (
                b" ".join(b"%.2f" % edge for edge in link.rect),
                text_string(link.contents),
                len(self._pages) + len(self._link_owners),
                self._link_target(link.target),
            )
        )
        self._link_owners.append(owner)
        number = b"%d 0 R" % seams.number_of(self._document, entry)
        self.annotations.setdefault(link.page, []).append(number)
        return number

    def _link_target(self, target: Destination | str) -> bytes:
        if isinstance(target, Destination):
            return b"/Dest[%d 0 R/XYZ null %.2f null]" % (self._pages[target.page - 1], target.y)
        return b"/A<</S/URI/URI%s>>" % text_string(target)

    def parent_tree(self, owners: Sequence[Sequence[Element]]) -> bytes:
        """The ParentTree: for each page the elements by MCID, then the Link element of each annotation."""
        pages = [Verbatim(b"[%s]" % b" ".join(map(self.reference, owners[place]))) for place in range(len(self._pages))]
        lists = (b"%d %d 0 R" % (place, seams.number_of(self._document, page)) for place, page in enumerate(pages))
        links = (b"%d %s" % (place, self.reference(owner)) for place, owner in enumerate(self._link_owners, len(pages)))
        count = len(pages) + len(self._link_owners)
        return b"/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d" % (b" ".join((*lists, *links)), count)

    def names(self) -> bytes:
        """The IDTree of notes and of header cells that others refer to, in the order of their IDs."""
        entries = (b"%s %s" % (name, self.reference(element)) for element, name in self._names.items())
        return b"/IDTree<</Names[%s]>>" % b" ".join(entries) if self._names else b""


def _attributes(attributes: Attributes, headers: Sequence[bytes]) -> bytes:
    """The entries Alt and A of a structure element."""
    if attributes == NO_ATTRIBUTES and not headers:
        return b""
    table = b"".join(
        (
            b"/Scope/%s" % attributes.scope.encode("ascii") if attributes.scope else b"",
            b"/Headers[%s]" % b"".join(headers) if headers else b"",
            b"/ColSpan %d" % attributes.columns if attributes.columns > 1 else b"",
            b"/RowSpan %d" % attributes.rows if attributes.rows > 1 else b"",
            b"/Summary%s" % text_string(attributes.summary) if attributes.summary else b"",
        )
    )
    written = [b"<</O/Table%s>>" % table] if table else []
    if attributes.numbering:
        written.append(b"<</O/List/ListNumbering/%s>>" % attributes.numbering.encode("ascii"))
    if attributes.box:
        written.append(b"<</O/Layout/BBox[%s]>>" % b" ".join(b"%.2f" % edge for edge in attributes.box))
    alt = b"/Alt%s" % text_string(attributes.alt) if attributes.alt else b""
    return alt + (b"/A[%s]" % b"".join(written) if written else b"")


def text_string(words: str) -> bytes:
    """A text as a PDF text string: ASCII if possible, else UTF-16."""
    data = words.encode("ascii") if words.isascii() else b"\xfe\xff" + words.encode("utf-16-be")
    for special in (b"\\", b"(", b")"):
        data = data.replace(special, b"\\" + special)
    return b"(%s)" % data.replace(b"\r", b"\\r")


def _add_metadata(document: PDFDocument, info: DocumentInfo) -> None:
    """Add the XMP packet and the output intent."""
    profile = PDFStream(PDFDictionary({"N": 3}), colour.srgb_profile(), [PDFZCompress])
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString(colour.NAME),
            "Info": PDFString(colour.NAME),
            "DestOutputProfile": document.Reference(profile),
        }
    )
    metadata = PDFStream(PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), info.as_xmp())
    seams.put(document.Catalog, Metadata=metadata, OutputIntents=PDFArray([intent]))
