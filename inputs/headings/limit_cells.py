"""Reads a cell that says when a figure off its target is still close: a tolerance, or where amber or red begins.

Of a percentage, 5% may be five points or five per cent of the target: it is kept as unclear, and never used.
"""

from __future__ import annotations

import re
from decimal import Decimal

from inputs.files.workbook_values import Cell
from inputs.findings import Finding
from inputs.headings.cell_values import LARGEST
from inputs.headings.meaning import Heading
from inputs.headings.number_formats import shows_percent
from inputs.headings.target_cells import is_not_set, read_target
from inputs.intake import Limit, LimitKind

_POINTS = r"% ?(?:points?|pts?)|percentage points?|per ?cent points?|points?|ppts?|pp|pts?"
_TOLERANCE = re.compile(
    rf"(?:within|up to|plus or minus|\+ ?/ ?-|±|[+-])? ?(?P<number>\d+(?:\.\d+)?) ?(?:(?P<points>{_POINTS})"
    r"|(?P<percent>%|per ?cent)(?P<share> of (?:the )?target)?|(?P<own>days?|children|young people|cases|per 10,?000))?"
    r"(?: (?:below|above|of|from|either side of)(?: the)? target)?"
)
_RANGE = re.compile(r"(?P<low>\d+(?:\.\d+)?) ?%? ?(?:-|–|—|to) ?<? ?(?P<high>\d+(?:\.\d+)?) ?%?")
_BEYOND = re.compile(r"(?:<(?!=)|>(?!=)|below|under|less than|fewer than|above|over|more than|greater than)(?! or).*")
_HEADED_POINTS = re.compile(r"\b(?:points?|pp|ppts?|pts?)\b", re.IGNORECASE)


def read_limit(cell: Cell, heading: Heading, title: str, percentage: bool, fractions: bool) -> Limit | None:
    """The limit in a cell under a heading of limits, whose text is ``title``; None where none is set.

    ``percentage`` and ``fractions`` as for a target.
    """
    words = " ".join(cell.text.casefold().replace("−", "-").split()).strip("()'\"‘’“”")
    if not cell.trouble and (cell.value is None or (isinstance(cell.value, str) and is_not_set(words))):
        return None
    unclear = Limit(LimitKind.UNCLEAR, cell.address)
    if cell.trouble or isinstance(cell.value, bool) or not isinstance(cell.value, str | int | float):
        return unclear
    if heading is Heading.TOLERANCE:
        return _tolerance(cell, words, title, percentage) or unclear
    return _value(cell, heading, words, percentage, fractions) or unclear


def _tolerance(cell: Cell, words: str, title: str, percentage: bool) -> Limit | None:
    """A tolerance in points, in the unit of the figures or as a share of the target; None where that is not clear."""
    points, percent, share = _HEADED_POINTS.search(title) is not None, "%" in title, False
    if isinstance(cell.value, str):
        match = _TOLERANCE.fullmatch(words)
        if match is None or (match["points"] and not percentage) or (match["own"] and percentage):
            return None
        number, share = Decimal(match["number"]), match["share"] is not None
        points, percent = points or match["points"] is not None, percent or match["percent"] is not None
        own = match["own"] is not None
    else:
        number, own = Decimal(repr(cell.value)), False
        if number.is_finite() and shows_percent(cell.number_format):
            number, percent = number.scaleb(2), True
    if not number.is_finite() or not 0 <= number <= LARGEST:
        return None
    if points or own:
        return Limit(LimitKind.OWN, cell.address, number)
    if percent:
        return Limit(LimitKind.SHARE, cell.address, number.scaleb(-2)) if share or not percentage else None
    # 0.05 may be five per cent, or a twentieth of a point.
    return Limit(LimitKind.OWN, cell.address, number) if number >= 1 or number == 0 else None


def _value(cell: Cell, heading: Heading, words: str, percentage: bool, fractions: bool) -> Limit | None:
    """The last value that is still close, as the column of amber or red says it."""
    match = _RANGE.fullmatch(words)
    if match is not None:
        low, high = Decimal(match["low"]), Decimal(match["high"])
        ordered = heading is Heading.AMBER and low < high
        return Limit(LimitKind.RANGE, cell.address, low, high) if ordered else None
    read = read_target(cell, percentage, fractions)
    if read is None or isinstance(read, Finding) or (heading is Heading.RED and not _BEYOND.fullmatch(words)):
        return None
    kind = LimitKind.BEYOND if heading is Heading.RED else LimitKind.LAST
    return Limit(kind, cell.address, read.value, comparison=read.comparison)
