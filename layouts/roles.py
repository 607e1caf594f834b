"""What things on a page are: the names a structure tree will use, and the words for where a text was set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """A structure type of PDF ("H1", "P", "TH", "Artifact", ...) and the plain word for the place ("table").

    ``scope`` says of a heading cell whether it names its "Row" or its "Column". A role without a place takes the
    place of the thing it is in.
    """

    tag: str
    where: str = ""
    scope: str = ""


TITLE = Role("H1", "heading")
SECTION = Role("H2", "heading")
SUBSECTION = Role("H3", "heading")
PARAGRAPH = Role("P", "paragraph")
SMALL_PRINT = Role("P", "small print")
LIST = Role("L", "list")
ITEM = Role("LI")
LABEL = Role("Lbl")
ITEM_BODY = Role("LBody")
FACTS = Role("Table", "facts")
TABLE = Role("Table", "table")
CAPTION = Role("Caption", "table caption")
ROW = Role("TR")
COLUMN_HEAD = Role("TH", scope="Column")
ROW_HEAD = Role("TH", scope="Row")
CELL = Role("TD")
PANEL = Role("Sect", "panel")
MESSAGE = Role("P", "message")
NUMBER = Role("P", "number")
BASIS = Role("P", "basis")
STATUS = Role("P", "status")
DIRECTION = Role("P", "direction")
COMMENTARY = Role("P", "commentary")
CHART_TITLE = Role("P", "chart title")
CHART_SUBTITLE = Role("P", "chart subtitle")
FIGURE = Role("Figure", "chart")
DECORATION = Role("Artifact")
FURNITURE = Role("Artifact", "furniture")

HEADINGS = {1: TITLE, 2: SECTION, 3: SUBSECTION}
