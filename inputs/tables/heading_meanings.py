"""What the headings of a place or a line mean: several of them together, and those beside the periods."""

from __future__ import annotations

from collections.abc import Iterable

from inputs.headings.meaning import LEFT_ALONE, UNKNOWN, Heading, Meaning, join
from inputs.tables.sheet_view import SheetView

NAMING = {Heading.MEASURE, Heading.GROUP}
NO_PERIODS = {Heading.TARGET, Heading.YEAR_TO_DATE, *LEFT_ALONE}
LIKE_RATINGS = {Heading.AMBER, Heading.RED}  # which may be the cells of a row of ratings, too


def joined(meanings: Iterable[Meaning]) -> Meaning:
    """Combine the meanings of labels, the most specific first; one that contradicts those before it is left out."""
    whole = UNKNOWN
    for meaning in meanings:
        whole = meaning if whole is UNKNOWN else join((whole, meaning)) or whole
    return whole


def beside_periods(view: SheetView, line: int, place: int) -> Heading:
    """The heading at a spot of what is no figure, such as Target or England; NONE for any other text."""
    meaning = view.meaning(view.filled(line, place))
    return meaning.heading if meaning.heading in NO_PERIODS and not meaning.names_data else Heading.NONE
