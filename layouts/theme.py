"""Every size, space and colour of the page: the one place in this room that knows a number of points or a colour.

Sizes are in points. Every text colour has a contrast of at least 4.5 to 1 on white and on the tint.
"""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4

# The sheet: A4 upright, wider at the binding edge, which is left on odd pages and right on even ones.
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
BINDING_MARGIN = 25 * MM
OUTER_MARGIN = 20 * MM
FRAME_WIDTH = PAGE_WIDTH - BINDING_MARGIN - OUTER_MARGIN
FRAME_TOP = 24 * MM  # from the top edge
FRAME_BOTTOM = 22.5 * MM  # from the bottom edge
FRAME_HEIGHT = PAGE_HEIGHT - FRAME_TOP - FRAME_BOTTOM

# Room for the committee's own stamps: the top-right corner and the middle of the foot stay free of our ink.
STAMP_HEIGHT = 15 * MM
STAMP_WIDTH = 60 * MM
RUNNING_HEAD_BASELINE = 18 * MM  # from the top edge
FOOTER_BASELINE = 15 * MM  # from the bottom edge

# Colours, as hexadecimal RGB. The Government Analysis Function's dark blue is the one accent.
INK = "1B1F24"
ACCENT = "12436D"
QUIET = "4B5867"  # small print, page furniture
REFERENCE = "566B80"  # the reference before a name
RULE = "C3CAD2"
RULE_STRONG = "3A4653"
TINT = "EDF1F5"
LINK = ACCENT
ALERT = "801650"  # the shape of a target not met; the palette's dark pink
PAPER = "FFFFFF"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How words are set: size and distance between baselines in points, colour, weight, and the weight of bold spans.

    Weights are "regular", "semibold" and "bold".
    """

    size: float
    leading: float
    colour: str = INK
    weight: str = "regular"
    bold: str = "bold"


SMALLEST = 10.0  # nothing on a page is smaller

TITLE = TextStyle(25, 31, ACCENT, "bold")
SECTION = TextStyle(20, 25, ACCENT, "bold")
SUBSECTION = TextStyle(13.5, 18, INK, "bold")
SECTION_REFERENCE = TextStyle(20, 25, REFERENCE, "semibold")
SUBSECTION_REFERENCE = TextStyle(13.5, 18, REFERENCE, "semibold")
LEAD = TextStyle(15, 20, QUIET)
BODY = TextStyle(12, 16)
SMALL = TextStyle(10, 13, QUIET)
FURNITURE = TextStyle(10, 13, QUIET)
BLANK_PAGE = TextStyle(13, 18, QUIET)

NUMBER = TextStyle(38, 37, ACCENT, "bold")
NUMBER_UNIT_SHARE = 0.5  # of the number's size: "days" after "580"
NUMBER_IN_WORDS = TextStyle(17, 21, ACCENT, "bold")
SMALLEST_NUMBER = 20.0  # its unit is then 10
BASIS_FIRST = TextStyle(12, 15.5, INK, "semibold")
BASIS = TextStyle(11, 14)
STATUS = TextStyle(12, 16, INK, "bold")

CHART_TITLE = TextStyle(12, 15.5, INK, "semibold")
CHART_SUBTITLE = TextStyle(10, 13, QUIET)
CHART_LABEL = 10.0

CAPTION = TextStyle(12, 16, INK, "semibold")
FACT_LABEL = TextStyle(12, 16, INK, "semibold")


@dataclass(frozen=True, slots=True)
class TableStyle:
    """How a table is set: its cells, its headings, and the room inside a cell beside and above its words."""

    cell: TextStyle
    heading: TextStyle
    beside: float
    above: float
    row_rules: bool


TABLE = TableStyle(TextStyle(11, 14), TextStyle(11, 13.5, INK, "semibold"), 5.0, 4.0, True)
WIDE_TABLE = TableStyle(TextStyle(10, 12.5), TextStyle(10, 12, INK, "semibold"), 3.0, 3.6, True)
COMPACT_TABLE = TableStyle(TextStyle(10, 12), TextStyle(10, 12, QUIET), 2.5, 1.3, False)
WIDE_FROM_COLUMNS = 7  # a table of this many columns is set smaller
BAND_INSET = 5.0  # a tinted band's words keep clear of its edge
TURN_GAP = 5.0  # more room where a column set right meets one set left
TREND_HEIGHT = 16.0
TALLEST_CELL = 0.55 * FRAME_HEIGHT  # a cell that asks for more is cut

# Rules and shapes.
SECTION_RULE = 2.4
HAIRLINE = 0.5
HEADER_RULE = 0.9
SHAPE = 8.4
SHAPE_GAP = 5.0
CAP_HEIGHT = 0.66  # of the size, in these fonts
NOTES_LINE = 10 * MM

# Widths.
MEASURE = 440.0  # running text: about 80 characters a line; a panel's words are as wide as its table
SHORT_LAST_LINE = 45.0  # a paragraph's last line is rather longer
NUMBER_COLUMN = 0.30  # of the width: the number and its judgement
GUTTER = 18.0
LABEL_COLUMN = 0.26  # of the width: the labels of facts
BULLET_INDENT = 15.0
COUNT_INDENT = 20.0
REFERENCE_GAP = 9.0

# Space above things. What stands first on a page has none.
ABOVE_SECTION = 22.0
ABOVE_SUBSECTION = 16.0
ABOVE_PARAGRAPH = 8.0
ABOVE_LEAD = 2.0
ABOVE_ITEM = 5.0
ABOVE_TABLE = 12.0
ABOVE_FACTS = 14.0
ABOVE_PANEL = 22.0
UNDER_SECTION_RULE = 7.0
UNDER_HEADING = 3.0
UNDER_TITLE = 4.0
UNDER_SECTION = 9.0
UNDER_PANEL = 18.0
FACT_GAP = 4.0
ABOVE_FIGURE = 10.0
ABOVE_CHART = 4.0
ABOVE_AREA = 8.0
UNDER_NUMBER = 3.0
ABOVE_STATUS = 5.0
ABOVE_COMPACT_TABLE = 7.0
ABOVE_SMALL_PRINT = 6.0
WIDEST_EXTRA_GAP = 12.0  # how far a gap between panels may open to fill a page

# Where the furniture stands, below the top of the text frame.
_TO_BASELINE = (FURNITURE.leading + CAP_HEIGHT * FURNITURE.size) / 2
RUNNING_HEAD_TOP = RUNNING_HEAD_BASELINE - FRAME_TOP - _TO_BASELINE
FOOTER_TOP = PAGE_HEIGHT - FOOTER_BASELINE - FRAME_TOP - _TO_BASELINE
BLANK_PAGE_TOP = 0.42 * FRAME_HEIGHT
