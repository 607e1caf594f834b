"""Reads a file's structure tree: its elements with their attributes and text, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from layouts.pdf_reader.file import PdfFile
from layouts.pdf_reader.values import Dictionary, NotReadable, Reference, Value, decode_text
from layouts.reading.marked_text import Characters, text_by_mcid
from layouts.tagged.metadata import PRODUCER

_DEEPEST = 60  # elements inside one another
_SPANS = range(1, 1000)  # columns or rows that a cell may span; a damaged file may ask for more


@dataclass(slots=True, eq=False)
class SpokenElement:
    """A structure element: its type, alt text, table summary, spans, and its text and child elements (``kids``)."""

    tag: str
    alt: str = ""
    summary: str = ""
    columns: int = 1
    rows: int = 1
    kids: list[str | SpokenElement] = field(default_factory=list)
    _text: str | None = None

    @property
    def parts(self) -> list[SpokenElement]:
        """Its child elements."""
        return [kid for kid in self.kids if isinstance(kid, SpokenElement)]

    @property
    def text(self) -> str:
        """All of its text and its descendants', white space collapsed; for a figure, its alt text. Worked out once."""
        if self._text is None:
            self._text = " ".join("".join(self.texts()).split())
        return self._text

    def texts(self) -> Iterator[str]:
        """Its text in pieces, as the file has them."""
        if self.alt:
            yield f" {self.alt} "
            return
        for kid in self.kids:
            if isinstance(kid, str):
                yield kid
            else:
                yield "link " if kid.tag == "Link" else ""
                yield from kid.texts()

    def walk(self) -> Iterator[SpokenElement]:
        """It and all its descendants, in reading order."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += reversed(one.parts)


def read_tree(data: bytes) -> tuple[str, SpokenElement]:
    """A file's title and its structure. Raises `NotReadable` for a file that Board Report did not write."""
    return tree_of(PdfFile(data))


def tree_of(file: PdfFile) -> tuple[str, SpokenElement]:
    """The same of a file that is open."""
    try:
        info = file.dictionary(file.trailer.get("Info"))
        if decode_text(info.get("Producer")) != PRODUCER:
            raise NotReadable("made by another program")
        root = file.dictionary(file.trailer.get("Root")).get("StructTreeRoot")
        if root is None:
            raise NotReadable("a file without tags")
        (top,) = file.listed(file.dictionary(root).get("K"))
        return decode_text(info.get("Title")), _Reader(file).element(top, 0)
    except (IndexError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as trouble:
        raise trouble if isinstance(trouble, NotReadable) else NotReadable("the file is damaged") from None


class _Reader:
    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._fonts: dict[Reference, Characters] = {}
        self._pages: dict[Reference, dict[int, str]] = {}

    def element(self, value: Value, depth: int) -> SpokenElement:
        if depth > _DEEPEST:
            raise NotReadable("a structure without an end")
        entry = self._file.dictionary(value)
        made = SpokenElement(str(entry.get("S", "")), alt=decode_text(entry.get("Alt")))
        for attributes in self._file.listed(entry.get("A")):
            _set_attributes(made, self._file.dictionary(attributes))
        for kid in self._file.listed(entry.get("K")):
            read = self._kid(kid, entry.get("Pg"), depth)
            if read is not None:
                made.kids.append(read)
        return made

    def _kid(self, kid: Value, page: Value, depth: int) -> str | SpokenElement | None:
        """A child element or text; None for the annotation of a link, whose text is marked content beside it."""
        if isinstance(kid, int):
            return self._texts(page).get(kid, "")
        if isinstance(kid, dict) and kid.get("Type") == "MCR":
            mcid = kid.get("MCID")
            return self._texts(kid.get("Pg")).get(mcid, "") if isinstance(mcid, int) else ""
        if isinstance(kid, dict) and kid.get("Type") == "OBJR":
            return None
        return self.element(kid, depth + 1)

    def _texts(self, page: Value) -> dict[int, str]:
        """The text of a page's marked-content sequences by MCID."""
        if not isinstance(page, Reference):
            raise NotReadable("words without a page")
        if page not in self._pages:
            self._pages[page] = text_by_mcid(self._file, self._file.dictionary(page), self._fonts)
        return self._pages[page]


def _set_attributes(made: SpokenElement, attributes: Dictionary) -> None:
    columns, rows = attributes.get("ColSpan"), attributes.get("RowSpan")
    made.columns = columns if isinstance(columns, int) and columns in _SPANS else made.columns
    made.rows = rows if isinstance(rows, int) and rows in _SPANS else made.rows
    made.summary = decode_text(attributes.get("Summary")) or made.summary
