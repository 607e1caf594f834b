"""Writes what a canvas drew as a tagged, archival file: structure, description and colour profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString, PDFZCompress

from layouts.tagged import colour, seams
from layouts.tagged.canvas import TaggedCanvas
from layouts.tagged.metadata import Description
from layouts.tagged.packing import write_file
from layouts.tagged.seams import Verbatim
from layouts.tagged.structure import (
    Attributes,
    Destination,
    Element,
    LinkAnnotation,
    MarkedContent,
    headers_of_cells,
    walk,
)


def finish(canvas: TaggedCanvas, description: Description) -> None:
    """Add structure, description and colour profile to the drawn pages, and write the file."""
    description.put_on(canvas)
    document = seams.document_of(canvas)
    _add_structure(document, canvas.structure, canvas.owners)
    _add_description(document, description)
    seams.write_with(document, write_file)
    canvas.save()


def _add_structure(document: PDFDocument, whole: Element, owners: Sequence[Sequence[Element]]) -> None:
    """The tree of elements, and for every page the list of the owners of its ink."""
    root = Verbatim()
    elements = {element: Verbatim() for element in walk(whole)}
    tree = _Tree(document, root, elements)
    for element, entry in elements.items():
        entry.body = tree.body(element)
    root.body = b"<</Type/StructTreeRoot/K %s%s%s>>" % (tree.at(whole), tree.parent_tree(owners), tree.names())
    seams.put(document.Catalog, StructTreeRoot=root, MarkInfo=PDFDictionary({"Marked": "true"}))
    for place, page in enumerate(seams.pages_of(document)):
        seams.put(page, StructParents=place, Tabs=PDFName("S"))
        if place + 1 in tree.annotations:
            seams.put(page, Annots=Verbatim(b"[%s]" % b" ".join(tree.annotations[place + 1])))


class _Tree:
    """The elements with their numbers in the file, and how each is written."""

    def __init__(self, document: PDFDocument, root: Verbatim, elements: Mapping[Element, Verbatim]) -> None:
        self._document = document
        self._numbers = {element: seams.number_of(document, entry) for element, entry in elements.items()}
        self._pages = [seams.number_of(document, page) for page in seams.pages_of(document)]
        self._root = seams.number_of(document, root)
        self._links: list[Element] = []  # the owners of the areas that open links
        self.annotations: dict[int, list[bytes]] = {}  # for each page, from 1
        tables = (element for element in elements if element.tag == "Table")
        self._headers = {cell: heads for table in tables for cell, heads in headers_of_cells(table).items()}
        named = dict.fromkeys(head for heads in self._headers.values() for head in heads)
        named |= dict.fromkeys(element for element in elements if element.tag == "Note")  # as PDF/UA-1 asks
        self._names = {element: b"(%05d)" % place for place, element in enumerate(named)}

    def at(self, element: Element) -> bytes:
        """A reference to an element."""
        return b"%d 0 R" % self._numbers[element]

    def body(self, element: Element) -> bytes:
        """A structure element with its parent, its parts and its ink."""
        page = next((kid.page for kid in element.kids if isinstance(kid, MarkedContent)), 0)
        parts = [self._kid(kid, page, element) for kid in element.kids]
        return b"<</S/%s/P %s%s%s%s%s>>" % (
            element.tag.encode("ascii"),
            self.at(element.parent) if element.parent else b"%d 0 R" % self._root,
            b"/Pg %d 0 R" % self._pages[page - 1] if page else b"",
            b"/K[%s]" % b" ".join(parts) if len(parts) != 1 else b"/K %s" % parts[0],
            b"/ID%s" % self._names[element] if element in self._names else b"",
            _attributes(element.attributes, [self._names[head] for head in self._headers.get(element, ())]),
        )

    def _kid(self, kid: Element | MarkedContent | LinkAnnotation, page: int, owner: Element) -> bytes:
        if isinstance(kid, Element):
            return self.at(kid)
        if isinstance(kid, LinkAnnotation):
            return b"<</Type/OBJR/Pg %d 0 R/Obj %s>>" % (self._pages[kid.page - 1], self._annotation(kid, owner))
        if kid.page == page:
            return b"%d" % kid.mcid
        return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self._pages[kid.page - 1], kid.mcid)

    def _annotation(self, link: LinkAnnotation, owner: Element) -> bytes:
        """A reference to the annotation of an area, which leads to its owner as the pages lead to theirs."""
        entry = Verbatim(
            b"<</Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]/F 4/Contents%s/StructParent %d%s>>"
            % (
                b" ".join(b"%.2f" % edge for edge in link.rect),
                text_string(link.contents),
                len(self._pages) + len(self._links),
                self._link_target(link.target),
            )
        )
        self._links.append(owner)
        number = b"%d 0 R" % seams.number_of(self._document, entry)
        self.annotations.setdefault(link.page, []).append(number)
        return number

    def _link_target(self, target: Destination | str) -> bytes:
        if isinstance(target, Destination):
            return b"/Dest[%d 0 R/XYZ null %.2f null]" % (self._pages[target.page - 1], target.y)
        return b"/A<</S/URI/URI%s>>" % text_string(target)

    def parent_tree(self, owners: Sequence[Sequence[Element]]) -> bytes:
        """For each page a list of the owners of its runs of ink, and then the owner of each area of a link."""
        pages = [Verbatim(b"[%s]" % b" ".join(map(self.at, owners[place]))) for place in range(len(self._pages))]
        lists = (b"%d %d 0 R" % (place, seams.number_of(self._document, page)) for place, page in enumerate(pages))
        links = (b"%d %s" % (place, self.at(owner)) for place, owner in enumerate(self._links, len(pages)))
        count = len(pages) + len(self._links)
        return b"/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d" % (b" ".join((*lists, *links)), count)

    def names(self) -> bytes:
        """The head cells that others refer to and the notes, by name; the names are in order."""
        entries = (b"%s %s" % (name, self.at(element)) for element, name in self._names.items())
        return b"/IDTree<</Names[%s]>>" % b" ".join(entries) if self._names else b""


def _attributes(attributes: Attributes, headers: Sequence[bytes]) -> bytes:
    """The entries Alt and A of a structure element."""
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
    """A text as a PDF string: ASCII where that will do, else UTF-16."""
    data = words.encode("ascii") if words.isascii() else b"\xfe\xff" + words.encode("utf-16-be")
    for special in (b"\\", b"(", b")"):
        data = data.replace(special, b"\\" + special)
    return b"(%s)" % data.replace(b"\r", b"\\r")


def _add_description(document: PDFDocument, description: Description) -> None:
    """The XMP, and what the colours of the file mean."""
    told = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
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
    metadata = PDFStream(told, description.as_xmp())
    seams.put(document.Catalog, Metadata=metadata, OutputIntents=PDFArray([intent]))
