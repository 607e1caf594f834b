"""Every size, space and colour of the page: no other file of this room has a number of points or a colour.

Sizes are in points. Every text colour has a contrast of at least 4.5:1 on white and on the tint.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

MM = 72 / 25.4

# The page: A4 portrait, with a wider margin at the binding edge, which is left on odd pages and right on even ones.
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
BINDING_MARGIN = 25 * MM
OUTER_MARGIN = 20 * MM
FRAME_WIDTH = PAGE_WIDTH - BINDING_MARGIN - OUTER_MARGIN
FRAME_TOP = 24 * MM  # from the top edge
FRAME_BOTTOM = 22.5 * MM  # from the bottom edge
FRAME_HEIGHT = PAGE_HEIGHT - FRAME_TOP - FRAME_BOTTOM

# The top right corner and the middle of the foot stay empty for the committee's own stamps.
STAMP_HEIGHT = 15 * MM
STAMP_WIDTH = 60 * MM
FOOTER_BASELINE = 15 * MM  # from the bottom edge
FOOTER_UNDER_MARKING = 9.5 * MM  # the same, where a marking stands over the footer: as low as printers reach
MARKING_BASELINE = 16.3 * MM  # of its last line, from the bottom edge: over the place of the stamp
ABOVE_MARKING = 0.5 * MM  # clear space over its first line, at least

# A council's logo stands below the stamp area of the first page.
LOGO_WIDTH = 40 * MM  # at most
LOGO_HEIGHT = 18 * MM  # at most
UNDER_STAMP = 1 * MM
BESIDE_LOGO = 4 * MM
UNDER_LOGO = 2 * MM

# Colours, as hexadecimal RGB. The Government Analysis Function's dark blue is the one accent.
INK = "1B1F24"
ACCENT = "12436D"
QUIET = "4B5867"  # small print, page furniture
REFERENCE = "566B80"  # the reference before a name
RULE = "C3CAD2"
RULE_STRONG = "3A4653"
TINT = "EDF1F5"
ALERT = "801650"  # the shape of a target not met; the palette's dark pink
PAPER = "FFFFFF"
CHART_TINT = "EDF3F8"  # in charts: behind the good side of a target
CHART_TRACK = "DEE4EA"  # in charts: the whole length of a scale


def y_on_page(top: float) -> float:
    """The distance from the page's lower edge to a point ``top`` below the text frame's upper edge."""
    return PAGE_HEIGHT - FRAME_TOP - top


def logo_size(width: float, height: float) -> tuple[float, float]:
    """Width and height on the page, in points, of a logo of these proportions: as large as its place allows."""
    scale = min(LOGO_WIDTH / width, LOGO_HEIGHT / height)
    return width * scale, height * scale


class TextStyle(NamedTuple):
    """How text is set: size and leading in points, colour, weight, and the weight of bold spans.

    Weights are "regular", "semibold" and "bold".
    """

    size: float
    leading: float
    colour: str = INK
    weight: str = "regular"
    bold: str = "bold"


class TableStyle(NamedTuple):
    """How a table is set: its cells, its headings, and the padding of a cell beside and above its text."""

    cell: TextStyle
    heading: TextStyle
    beside: float
    above: float
    row_rules: bool


WIDE_FROM_COLUMNS = 7  # a table of this many columns is set smaller
NUMBER_UNIT_SHARE = 0.5  # of the number's size: "days" after "580"
ABOVE_DESTINATION = 12.0  # how far above a heading its bookmark and the links to it lead
BAND_INSET = 5.0  # between the text and the edge of a tinted band
TURN_GAP = 5.0  # extra space between a right-aligned column and a left-aligned one
GROUP_GAP = 5.0  # extra space between groups of columns
TALLEST_CELL = 0.55 * FRAME_HEIGHT  # a cell that asks for more is cut

# Rules and shapes.
SECTION_RULE = 2.4
HAIRLINE = 0.5
HEADER_RULE = 0.9
ABOVE_GROUP_RULE = 1.5  # between a heading over several columns and the rule under it
UNDER_GROUP_RULE = 3.0
CAP_HEIGHT = 0.66  # of the type size, in these fonts
NOTES_LINE = 10 * MM

# Widths.
MEASURE = 440.0  # running text, about 80 characters a line; a panel's text is as wide as its table
LONGEST_LINE = 85  # characters of a text of three lines or more: the eye loses its way back from a longer one
SHORT_LAST_LINE = 45.0  # a paragraph is set narrower to make its last line longer than this
GUTTER = 18.0
REFERENCE_GAP = 9.0
BESIDE_LABEL = 4.0  # at least, between an item's label and its text

# Space above things. What stands first on a page has none.
ABOVE_SECTION = 22.0
ABOVE_SUBSECTION = 16.0
ABOVE_LEAD = 2.0
ABOVE_TABLE = 12.0
ABOVE_FACTS = 14.0
ABOVE_PANEL = 16.0
UNDER_SECTION_RULE = 6.0
UNDER_HEADING = 3.0
UNDER_TITLE = 4.0
UNDER_SECTION = 6.0
UNDER_PANEL = 18.0
ABOVE_FIGURE = 10.0
ABOVE_CHART = 4.0
ABOVE_KEY_FIGURE = 6.0
UNDER_NUMBER = 3.0
ABOVE_STATUS = 5.0
ABOVE_COMPACT_TABLE = 6.0
ABOVE_NAMED_TABLE = 8.0
ABOVE_COMMENTARY = 6.0
ABOVE_SMALL_PRINT = 5.0
WIDEST_EXTRA_GAP = 12.0  # how far a gap between panels may open to fill a page

BLANK_PAGE_TOP = 0.42 * FRAME_HEIGHT  # top of the last page's sentence


@dataclass(frozen=True, slots=True)
class Edition:
    """What differs between editions of a report: type sizes, and what follows from them.

    Sizes are points; columns are shares of the width. ``stacked`` sets charts under the key figure, as wide as the
    page, not beside it. A chart is at least ``least_chart`` times as high as its own least height
    (``least_opened_chart`` times in a panel of several charts that is spread over pages), and at most ``most_chart``
    times its own greatest height. A table whose longest words fill more than ``fullest_table`` of its width is set in
    several of fewer columns; 0 never.
    """

    title: TextStyle
    section: TextStyle
    subsection: TextStyle
    section_reference: TextStyle
    subsection_reference: TextStyle
    lead: TextStyle
    body: TextStyle
    small: TextStyle
    furniture: TextStyle
    blank_page: TextStyle
    number: TextStyle
    number_in_words: TextStyle
    basis_first: TextStyle
    basis: TextStyle
    kicker: TextStyle
    facts_line: TextStyle
    message: TextStyle
    tile_name: TextStyle
    tile_reference: TextStyle
    tile_number: TextStyle
    tile_line: TextStyle
    tile_quiet_line: TextStyle
    card_number: TextStyle
    card_basis_first: TextStyle
    card_basis: TextStyle
    card_column_heading: TextStyle
    entry_heading: TextStyle
    entry: TextStyle
    sheet: TextStyle
    promise_name: TextStyle
    promise_number: TextStyle
    compact_caption: TextStyle
    status: TextStyle
    chart_title: TextStyle
    chart_subtitle: TextStyle
    caption: TextStyle
    fact_label: TextStyle
    table: TableStyle
    wide_table: TableStyle
    compact_table: TableStyle
    running_head_lines: int
    running_head_baseline: float  # of its last line, from the top edge
    frame_height: float  # what stands on a page, between running head and footer
    measure: float  # running text
    smallest: float  # nothing on a page is smaller
    smallest_number: float
    chart_label: float
    least_chart: float
    least_opened_chart: float
    most_chart: float
    trend_height: float
    shape: float
    shape_gap: float
    number_column: float  # the number and, where nothing is stacked, its judgement
    label_column: float  # the labels of facts
    bullet_indent: float
    count_indent: float
    above_paragraph: float
    above_item: float
    fact_gap: float
    tiles_across: int
    tile_chart: float  # height
    card_left: float  # the column of the number, beside the chart
    card_chart: float  # height
    promises_across: int
    promise_chart: tuple[float, float]  # least and most, height and width alike
    fullest_table: float = 0.0
    stacked: bool = False
    accent: str = ACCENT  # of charts; a text style has its own

    @property
    def number_width(self) -> float:
        """The width of the column of the number, in points."""
        return self.number_column * FRAME_WIDTH

    @property
    def right_x(self) -> float:
        """The left edge of what stands beside the number."""
        return self.number_width + GUTTER

    @property
    def right_width(self) -> float:
        """The width of what stands beside the number, in points."""
        return FRAME_WIDTH - self.right_x

    @property
    def running_head_top(self) -> float:
        """The top of the running head, below the top of the text frame (negative)."""
        return self.running_head_baseline - FRAME_TOP - self._to_baseline

    @property
    def footer_top(self) -> float:
        """The top of the footer, below the top of the text frame."""
        return PAGE_HEIGHT - FOOTER_BASELINE - FRAME_TOP - self._to_baseline

    @property
    def _to_baseline(self) -> float:
        return (self.furniture.leading + CAP_HEIGHT * self.furniture.size) / 2


STANDARD = Edition(
    title=TextStyle(25, 31, ACCENT, "bold"),
    section=TextStyle(20, 25, ACCENT, "bold"),
    subsection=TextStyle(13.5, 18, INK, "bold"),
    section_reference=TextStyle(20, 25, REFERENCE, "semibold"),
    subsection_reference=TextStyle(13.5, 18, REFERENCE, "semibold"),
    lead=TextStyle(15, 20, QUIET),
    body=TextStyle(12, 16),
    small=TextStyle(10, 12.5, QUIET),
    furniture=TextStyle(10, 13, QUIET),
    blank_page=TextStyle(13, 18, QUIET),
    number=TextStyle(34, 33, ACCENT, "bold"),
    number_in_words=TextStyle(17, 21, ACCENT, "bold"),
    basis_first=TextStyle(12, 15, INK, "semibold"),
    basis=TextStyle(11, 13.5),
    kicker=TextStyle(11, 14, QUIET, "semibold"),
    facts_line=TextStyle(10.5, 14),
    message=TextStyle(15.5, 20, INK, "semibold"),
    tile_name=TextStyle(10.5, 13.5, INK, "semibold"),
    tile_reference=TextStyle(10.5, 14, REFERENCE, "semibold"),
    tile_number=TextStyle(28, 29, ACCENT, "bold"),
    tile_line=TextStyle(10, 13),
    tile_quiet_line=TextStyle(10, 13, QUIET),
    card_number=TextStyle(30, 30, ACCENT, "bold"),
    card_basis_first=TextStyle(10.5, 12.8, INK, "semibold"),
    card_basis=TextStyle(10.5, 12.8),
    card_column_heading=TextStyle(10.5, 13.5, ACCENT, "semibold"),
    entry_heading=TextStyle(10.5, 13.5, INK, "semibold"),
    entry=TextStyle(10, 12.2),
    sheet=TextStyle(14, 17),
    promise_name=TextStyle(16, 20, ACCENT, "bold"),
    promise_number=TextStyle(44, 41, ACCENT, "bold"),
    compact_caption=TextStyle(10.5, 13, INK, "semibold"),
    status=TextStyle(12, 16, INK, "bold"),
    chart_title=TextStyle(12, 15.5, INK, "semibold"),
    chart_subtitle=TextStyle(10, 13, QUIET),
    caption=TextStyle(12, 16, INK, "semibold"),
    fact_label=TextStyle(12, 16, INK, "semibold"),
    table=TableStyle(TextStyle(10.5, 13.2), TextStyle(10.5, 13, INK, "semibold"), 5.0, 3.4, True),
    wide_table=TableStyle(TextStyle(10, 12.5), TextStyle(10, 12, INK, "semibold"), 3.0, 2.9, True),
    compact_table=TableStyle(TextStyle(10, 12), TextStyle(10, 12, QUIET), 2.5, 1.3, False),
    running_head_lines=1,
    running_head_baseline=18 * MM,
    frame_height=FRAME_HEIGHT,
    measure=MEASURE,
    smallest=10.0,
    smallest_number=20.0,  # its unit is then 10
    chart_label=10.0,
    least_chart=1.0,
    least_opened_chart=1.0,
    most_chart=1.0,
    trend_height=16.0,
    shape=8.4,
    shape_gap=5.0,
    number_column=0.30,
    label_column=0.26,
    bullet_indent=15.0,
    count_indent=20.0,
    above_paragraph=8.0,
    above_item=5.0,
    fact_gap=4.0,
    tiles_across=3,
    tile_chart=11 * MM,
    card_left=62 * MM,
    card_chart=103.3,
    promises_across=2,
    promise_chart=(26.5 * MM, 35 * MM),
)

# For readers with low vision: 18 points, nothing under 16, and the small print as dark as the rest.
LARGE_PRINT = Edition(
    title=TextStyle(32, 39, ACCENT, "bold"),
    section=TextStyle(27, 32, ACCENT, "bold"),
    subsection=TextStyle(21, 26, INK, "bold"),
    section_reference=TextStyle(27, 32, REFERENCE, "semibold"),
    subsection_reference=TextStyle(21, 26, REFERENCE, "semibold"),
    lead=TextStyle(21, 28),
    body=TextStyle(18, 23),
    small=TextStyle(16, 20),
    furniture=TextStyle(16, 17.5),
    blank_page=TextStyle(18, 25),
    number=TextStyle(54, 52, ACCENT, "bold"),
    number_in_words=TextStyle(23, 29, ACCENT, "bold"),
    basis_first=TextStyle(18, 22, INK, "semibold"),
    basis=TextStyle(18, 22),
    kicker=TextStyle(18, 23, INK, "semibold"),
    facts_line=TextStyle(18, 23),
    message=TextStyle(23, 30, INK, "semibold"),
    tile_name=TextStyle(17, 22, INK, "semibold"),
    tile_reference=TextStyle(17, 22, REFERENCE, "semibold"),
    tile_number=TextStyle(40, 46, ACCENT, "bold"),
    tile_line=TextStyle(16, 20),
    tile_quiet_line=TextStyle(16, 20),
    card_number=TextStyle(48, 52, ACCENT, "bold"),
    card_basis_first=TextStyle(18, 22, INK, "semibold"),
    card_basis=TextStyle(18, 22),
    card_column_heading=TextStyle(18, 23, ACCENT, "semibold"),
    entry_heading=TextStyle(18, 23, INK, "semibold"),
    entry=TextStyle(16, 20.5),
    sheet=TextStyle(20, 26),
    promise_name=TextStyle(24, 30, ACCENT, "bold"),
    promise_number=TextStyle(60, 62, ACCENT, "bold"),
    compact_caption=TextStyle(17, 22, INK, "semibold"),
    status=TextStyle(18, 22, INK, "bold"),
    chart_title=TextStyle(18, 22.5, INK, "semibold"),
    chart_subtitle=TextStyle(16, 20),
    caption=TextStyle(18, 24, INK, "semibold"),
    fact_label=TextStyle(18, 23, INK, "semibold"),
    table=TableStyle(TextStyle(17, 22), TextStyle(17, 21.5, INK, "semibold"), 6.0, 5.5, True),
    wide_table=TableStyle(TextStyle(16, 20.5), TextStyle(16, 20, INK, "semibold"), 4.0, 5.0, True),
    compact_table=TableStyle(TextStyle(16, 19), TextStyle(16, 19), 4.0, 1.0, False),
    running_head_lines=2,
    running_head_baseline=19.5 * MM,
    frame_height=FRAME_HEIGHT - 16,  # the footer may have two lines
    measure=FRAME_WIDTH,
    smallest=16.0,
    smallest_number=32.0,  # its unit is then 16
    chart_label=16.0,
    least_chart=1.15,
    least_opened_chart=1.6,
    most_chart=2.0,
    trend_height=26.0,
    shape=13.0,
    shape_gap=7.0,
    number_column=0.34,
    label_column=0.34,
    bullet_indent=21.0,
    count_indent=29.0,
    above_paragraph=12.0,
    above_item=9.0,
    fact_gap=7.0,
    tiles_across=2,
    tile_chart=18 * MM,
    card_left=165 * MM,
    card_chart=92 * MM,
    promises_across=1,
    promise_chart=(48 * MM, 48 * MM),
    fullest_table=0.85,
    stacked=True,
)
