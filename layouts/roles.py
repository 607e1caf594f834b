"""Structure types of everything on a page, with the plain words for where a text was set."""

from __future__ import annotations

from typing import NamedTuple

from layouts.tagged.structure import NO_ATTRIBUTES, Attributes


class Role(NamedTuple):
    """A structure type of PDF ("H1", "P", "TH", ...), or "Artifact", and the plain word for the place ("table").

    ``attributes`` are those of every such element, such as the scope of a header cell; ``properties`` is the property
    list of an artifact. A role without ``where`` takes that of the element it is in.
    """

    tag: str
    where: str = ""
    attributes: Attributes = NO_ATTRIBUTES
    properties: str = "/Type /Layout"


TITLE = Role("H1", "heading")
SECTION = Role("H2", "heading")
SUBSECTION = Role("H3", "heading")
PARAGRAPH = Role("P", "paragraph")
SMALL_PRINT = Role("Note", "small print")
NOTE_PARAGRAPH = Role("P")
LIST = Role("L", "list", attributes=Attributes(numbering="Disc"))
NESTED_LIST = Role("L", "list", attributes=Attributes(numbering="Circle"))
DEEPLY_NESTED_LIST = Role("L", "list", attributes=Attributes(numbering="Square"))
NUMBERED_LIST = Role("L", "list", attributes=Attributes(numbering="Decimal"))
LETTERED_LIST = Role("L", "list", attributes=Attributes(numbering="LowerAlpha"))
ROMAN_LIST = Role("L", "list", attributes=Attributes(numbering="LowerRoman"))
ITEM = Role("LI")
LABEL = Role("Lbl")
ITEM_BODY = Role("LBody")
CONTENTS = Role("TOC", "contents")
CONTENTS_ITEM = Role("TOCI")
REFERENCE = Role("Reference")
LINK = Role("Link")
FACTS = Role("Table", "facts")
TABLE = Role("Table", "table")
CAPTION = Role("Caption", "table caption")
TABLE_HEAD = Role("THead")
TABLE_BODY = Role("TBody")
ROW = Role("TR")
COLUMN_HEADER = Role("TH", attributes=Attributes(scope="Column"))
BAND = Role("TH", attributes=Attributes(scope="Column"))  # heads all columns of the rows under it
ROW_HEADER = Role("TH", attributes=Attributes(scope="Row"))
CELL = Role("TD")
PANEL = Role("Sect", "panel")
MESSAGE = Role("P", "message")
NUMBER = Role("P", "number")
BASIS = Role("P", "basis")
STATUS = Role("P", "status")
DIRECTION = Role("P", "direction")
COMMENTARY = Role("P", "commentary")
KEY = Role("P", "key")
STRIP = Role("P", "strip")
TILE = Role("Sect", "tile")
PROMISE = Role("Sect", "promise")
TILE_LINE = Role("P")
CHART_TITLE = Role("P", "chart title")
CHART_SUBTITLE = Role("P", "chart subtitle")
FIGURE = Role("Figure", "chart")
LOGO = Role("Figure", "logo")
DECORATION = Role("Artifact")
REPEATED_HEADINGS = Role("Artifact", properties="/Type /Pagination")  # the column headings on a table's later pages
RUNNING_HEAD = Role("Artifact", "furniture", properties="/Type /Pagination /Subtype /Header")
FOOTER = Role("Artifact", "furniture", properties="/Type /Pagination /Subtype /Footer")

PANEL_LEVEL = 3  # of the heading of a panel
HEADINGS = {1: TITLE, 2: SECTION, 3: SUBSECTION}
