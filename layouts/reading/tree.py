"""A file's structure read back: what each thing is, what it says, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from layouts.reading.marked_text import Font, words_of
from layouts.reading.our_file import File, NotReadable, Reference, Value, text

_DEEPEST = 60  # elements inside one another
_SPANS = range(1, 1000)  # columns or rows that a cell may span; a damaged file asks for more


@dataclass(slots=True, eq=False)
class SpokenElement:
    """An element: its type, its own attributes, and its words and parts in reading order."""

    tag: str
    alt: str = ""
    summary: str = ""
    columns: int = 1
    rows: int = 1
    kids: list[str | SpokenElement] = field(default_factory=list)

    @property
    def parts(self) -> list[SpokenElement]:
        """The elements directly inside it."""
        return [kid for kid in self.kids if isinstance(kid, SpokenElement)]

    @property
    def words(self) -> str:
        """All of its words and its parts' as one text; a figure's are those that stand in for it."""
        return " ".join("".join(self.texts()).split())

    def texts(self) -> Iterator[str]:
        """Its words piece by piece, as the file has them."""
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
        """It and everything inside it, in reading order."""
        yield self
        for part in self.parts:
            yield from part.walk()


def read_tree(data: bytes) -> tuple[str, SpokenElement]:
    """A file's title and its structure. Raises `NotOurs` for a file that this project did not make."""
    try:
        return _Reader(File(data)).read()
    except (IndexError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as trouble:
        raise trouble if isinstance(trouble, NotReadable) else NotReadable("the file is damaged") from None


class _Reader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._fonts: dict[Value, Font] = {}
        self._pages: dict[Value, dict[int, str]] = {}

    def read(self) -> tuple[str, SpokenElement]:
        root = self._file.root.get("StructTreeRoot")
        if root is None:
            raise NotReadable("a file without tags")
        (top,) = self._file.listed(self._file.dictionary(root).get("K"))
        return text(self._file.info.get("Title")), self._element(top, 0)

    def _element(self, value: Value, depth: int) -> SpokenElement:
        if depth > _DEEPEST:
            raise NotReadable("a structure without an end")
        entry = self._file.dictionary(value)
        made = SpokenElement(str(entry.get("S", "")), alt=text(entry.get("Alt")))
        for one in self._file.listed(entry.get("A")):
            _tell(made, self._file.dictionary(one))
        for kid in self._file.listed(entry.get("K")):
            spoken = self._kid(kid, entry.get("Pg"), depth)
            if spoken is not None:
                made.kids.append(spoken)
        return made

    def _kid(self, kid: Value, page: Value | None, depth: int) -> str | SpokenElement | None:
        """An element, or the words of a run; None for the area of a link, whose words are in its runs."""
        if isinstance(kid, int):
            return self._said(page).get(kid, "")
        if isinstance(kid, dict) and kid.get("Type") == "MCR":
            number = kid.get("MCID")
            return self._said(kid.get("Pg")).get(number, "") if isinstance(number, int) else ""
        if isinstance(kid, dict) and kid.get("Type") == "OBJR":
            return None
        return self._element(kid, depth + 1)

    def _said(self, page: Value | None) -> dict[int, str]:
        if not isinstance(page, Reference):
            raise NotReadable("words without a page")
        if page not in self._pages:
            self._pages[page] = words_of(self._file, self._file.dictionary(page), self._fonts)
        return self._pages[page]


def _tell(made: SpokenElement, attributes: dict[str, Value]) -> None:
    made.columns = _span(attributes.get("ColSpan"), made.columns)
    made.rows = _span(attributes.get("RowSpan"), made.rows)
    made.summary = text(attributes.get("Summary")) or made.summary


def _span(value: Value | None, known: int) -> int:
    return value if isinstance(value, int) and value in _SPANS else known
