"""The blocks that a page can hold: plain values without sizes, positions or fonts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure as MatplotlibFigure

SHORTEST_ALT_TEXT = 20  # characters; fewer cannot say what a chart shows


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text. ``about`` is carried along untouched and returned in `PlacedSpan`, to tell what was set where.

    ``link`` is an address ("mailto:..."), or the reference of a panel or heading after a hash ("#5.1"). A reference
    that is not on the pages makes no link, nor does an address that is not ASCII.
    """

    text: str
    about: object = None
    bold: bool = False
    link: str = ""


Text = tuple[Span, ...]


def plain(text: Text) -> str:
    """The characters of a text."""
    return "".join(span.text for span in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3, kept with what follows; ``ref`` ("4.2") is its number and stands before it."""

    level: int
    text: Text
    ref: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text.

    ``style`` is "body", "lead" (the line under the title), "small" (small print), "kicker" (whose report it is, over
    the title), "facts" (for which meeting), "message" (how it stands, on the first page) or "sheet" (running text of
    the young people's sheet, which is larger).
    """

    text: Text
    style: str = "body"


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list that has a list of its own under it."""

    text: Text
    under: ItemList


@dataclass(frozen=True, slots=True)
class ItemList:
    """A bulleted or numbered list of texts and of items with lists under them, nested to any depth."""

    items: tuple[Text | ListItem, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class TableOfContents:
    """A list of the level 2 headings that follow it, with links to them and their page numbers."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn figure of 72 dpi, its alt text, and every number in it.

    Raises ValueError for an alt text too short to say what is drawn.
    """

    figure: MatplotlibFigure
    alt_text: Text
    numbers: Text

    def __post_init__(self) -> None:
        if len(plain(self.alt_text).strip()) < SHORTEST_ALT_TEXT:
            raise ValueError("A drawing needs words that say what it shows.")


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart that is drawn once its size on the page is known.

    ``draw(width_pt, height_pt, label_pt, accent)`` makes the drawing, in an accent of six hexadecimal digits.
    ``title`` is the message, ``subtitle`` the measure, unit and period; both are page text. Its height may be anything
    between the two bounds, in points.
    """

    draw: Callable[[float, float, float, str], Drawing]
    title: Text
    subtitle: Text
    least_height_pt: float = 105.0
    most_height_pt: float = 190.0


@dataclass(frozen=True, slots=True)
class CellChart:
    """A small chart for a table cell, without a title."""

    draw: Callable[[float, float, float, str], Drawing]


@dataclass(frozen=True, slots=True)
class Status:
    """A status word and its shape: "full" (disc), "half" (half disc), "triangle", "diamond", "dash" or "ring"."""

    text: Text
    shape: str


@dataclass(frozen=True, slots=True)
class Key:
    """What the shapes on a page mean: each with its words, one after the other."""

    marks: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class StripGroup:
    """The shapes of a strip that are alike: their label ("9 not met"), and the text under each."""

    label: Text
    shape: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of shapes in groups, such as one for each target, with a label before them all."""

    label: Text
    groups: tuple[StripGroup, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the first page: its name, number, status, what is aimed at, small chart, and lines under it."""

    ref: str
    name: Text
    number: Text
    status: Status
    aside: Text
    chart: CellChart | None
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles side by side, as many in a row as the edition's type allows."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One measure in a box of one size: name with its status, message, number with its basis beside a chart, columns.

    ``columns`` are headings with their texts, such as why a figure is as it is. ``notes`` are lines under them. The
    reference leads to ``link``. A chart of ``chart_rows`` rows of text is as high as they ask; others have one height,
    which is larger where fewer than three boxes (``a_page``) stand on a page. Links to the reference ``also`` lead here
    too: that of a second measure in the box.
    """

    ref: str
    name: Text
    status: Status | None
    message: Text
    number: Text
    basis: tuple[Text, ...]
    chart: CellChart | None
    columns: tuple[tuple[Text, Text], ...] = ()
    notes: tuple[Text, ...] = ()
    link: str = ""
    chart_rows: int = 0
    a_page: int = 3
    also: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """Short texts, each under a heading of a few words, in as many columns as the edition's type allows."""

    items: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise and how it was kept: its title, a large number beside a chart, what was promised, and a sentence."""

    name: Text
    number: Text
    promise: Text
    status: Status | None
    sentence: Text
    chart: CellChart


@dataclass(frozen=True, slots=True)
class Promises:
    """Promises side by side, as many in a row as the edition's type allows."""

    items: tuple[Promise, ...]


Cell = Text | CellChart | Status


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width, and the side of its cells ("left" or "right").

    Neighbours with the same text in ``group`` stand under one heading with that text, above their own.
    """

    heading: Text
    share: float
    align: str = "left"
    group: Text = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a row with one cell and ``band`` True is a band across the table that names a group of rows."""

    cells: tuple[Cell, ...]
    band: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption. The cells of the first column are row headers unless ``row_heads`` is False.

    ``compact`` sets it in the smallest type, for the numbers behind a chart. Where an edition's type is too large for
    all columns side by side, the first ``naming_columns`` are repeated beside each set of the others. A link "#n4.2"
    leads to the one with the ``anchor`` "n4.2".
    """

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_heads: bool = True
    compact: bool = False
    show_caption: bool = True
    naming_columns: int = 1
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value pairs, such as those on the cover of a committee paper."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure: reference, name, message, number, judgement, charts, tables and small print, in this order.

    ``number`` is the large figure, ``basis`` the lines under it (n of N, period, target), ``status`` the judgement and
    ``direction`` the lines under that. A panel stays on one page if it fits on one.
    """

    ref: str
    name: Text
    message: Text
    number: Text = ()
    basis: tuple[Text, ...] = ()
    status: Status | None = None
    direction: tuple[Text, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    commentary: tuple[Text, ...] = ()
    small_print: tuple[Text, ...] = ()


_Boxes = Tiles | Card | Entries | Promises


Block = Heading | Paragraph | ItemList | TableOfContents | Table | Facts | Panel | Key | Strip | _Boxes


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo in plain sRGB: the bytes of a PNG file without transparency, its proportions, and its alt text.

    Raises ValueError for an alt text without words.
    """

    png: bytes
    width: int
    height: int
    alt_text: str

    def __post_init__(self) -> None:
        if not self.alt_text.strip():
            raise ValueError("A logo needs words that say whose it is.")


@dataclass(frozen=True, slots=True)
class Brand:
    """What a council may change of the pages: its accent, and a logo on the first page.

    Text, rules, shapes and charts are drawn in the accent (six hexadecimal digits); "" is the report's own.
    """

    accent: str = ""
    logo: Logo | None = None


NO_BRAND = Brand()


@dataclass(frozen=True, slots=True)
class Furniture:
    """The page furniture (running head, notice, marking), the council's brand, and the metadata of the file.

    ``running_head`` stands at the top from the page ``running_head_from`` on, ``notice`` at the foot, and
    over the foot of every page the ``marking`` of a paper that not everybody may see. ``date`` is the report's own date
    in ISO form: it, not the clock, dates the file. ``blank_page_words`` is the sentence of the last page.
    """

    title: str
    author: str
    subject: str
    keywords: str
    running_head: str
    notice: str
    date: str
    language: str = "en-GB"
    blank_page_words: str = "This page is intentionally left blank"
    notes_title: str = "Notes for the meeting"
    running_head_from: int = 1
    brand: Brand = NO_BRAND
    marking: Text = ()


@dataclass(frozen=True, slots=True)
class PlacedSpan:
    """Where a span was set: its page from 1, its text, its ``about``, and the kind of place ("table", ...)."""

    page: int
    text: str
    about: object
    where: str


@dataclass(frozen=True, slots=True)
class AlteredText:
    """A text that is not printed as it was given: its page, the kind of place, and what was done.

    ``what`` is "cut": it was too long for its place and ends in an ellipsis; or "left out": it lacks a mark that the
    fonts do not have.
    """

    page: int
    where: str
    what: str
