"""The columns of the reading sheet, and the answers that may be chosen in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from inputs.headings.answers import NOT_OURS, NOT_USED, OURS, OWN_MEASURE
from inputs.intake import Item

SHEET, LISTS = "Reading", "Lists"
SIGN = "What Board Report read in each return"
WHOLE_TABLE = "All rows of this table"
OF_COUNCIL = "Council: "
HEADINGS_ROW = 8


class Column(Enum):
    """A column of the reading sheet: its heading and its width in characters. Those to be answered say so."""

    STATE = ("State", 11)
    WORDS = ("Words in the return", 36)
    LATEST = ("Latest figure", 24)
    READ_AS = ("Read as", 30)
    WHY = ("Why not, or what is asked", 40)
    NEAR = ("Most like", 28)
    USE = ("Answer: use as", 34)
    WHOSE_ANSWER = ("Answer: whose", 18)
    SPAN_ANSWER = ("Answer: span", 26)
    UNIT_ANSWER = ("Answer: unit", 14)
    OWN_NAME = ("Own measure: name", 28)
    OWN_UNIT = ("Own measure: unit", 16)
    OWN_GOOD = ("Own measure: good is", 18)
    OWN_DECIMALS = ("Own measure: decimals", 12)
    WORKBOOK = ("Workbook", 26)
    SHEET = ("Sheet", 18)
    CELLS = ("Cells", 10)
    TITLE = ("Title of the table", 24)
    WHOSE = ("Whose, as said", 20)
    SPAN = ("Span, as said", 20)
    UNIT = ("Unit, as said", 18)
    STANDING = ("Standing, as said", 18)
    TARGET = ("Target", 12)
    AROUND = ("What stood around it", 30)

    @property
    def heading(self) -> str:
        """The heading."""
        return self.value[0]

    @property
    def number(self) -> int:
        """Its place, counted from 1."""
        return list(Column).index(self) + 1


OF_A_ROW = {
    "use": Column.USE,
    "whose": Column.WHOSE_ANSWER,
    "span": Column.SPAN_ANSWER,
    "unit": Column.UNIT_ANSWER,
}
"""The columns of what is answered about a row, by the name that ``Answer`` has for each."""
OF_OWN_MEASURE = (Column.OWN_NAME, Column.OWN_UNIT, Column.OWN_GOOD, Column.OWN_DECIMALS)
"""The columns that describe a measure of the council's own."""
ANSWERS = (*OF_A_ROW.values(), *OF_OWN_MEASURE)
"""The columns that the officer fills in."""
OF_ITSELF = {"not ours": NOT_OURS, "not used": NOT_USED, "a measure of our own": OWN_MEASURE}
WHOSE = {"the whole council": OURS, "not ours": NOT_OURS}
SPANS = {
    "on the last day of the month": "snapshot",
    "in the month": "in_month",
    "since April": "year_to_date",
    "12 months to the month": "rolling_12_months",
    "in the quarter": "quarter",
    "three years": "three_years",
    "around birthdays in the year": "birthday_window",
    "another span": "other",
}
_AVERAGES = {
    "days": "days",
    "weeks": "weeks",
    "months": "months",
    "a score": "score",
    "pounds a week": "pounds_per_week",
}
UNITS = {"numbers": "count", "percentages": "pct", "a rate": "rate", "thousands": "thousands", **_AVERAGES}
OWN_UNITS = {"a number": "count", "a percentage": "pct", "an average": "mean", "a rate": "rate", **_AVERAGES}
GOOD = {
    "high": "higher_is_better",
    "low": "lower_is_better",
    "within a range": "within_range",
    "neither": "context",
}
DECIMALS = {"0": "0", "1": "1", "2": "2"}


@dataclass(frozen=True, slots=True)
class Uses:
    """What figures may be used as: measures by their text, such as “1.4 Came into care”, and what is none.

    ``by_group`` are the measures that are given by group, such as an age band: a row without one is none of them, so
    they are not offered.
    """

    plain: Mapping[str, str]
    by_group: Mapping[str, str] = field(default_factory=dict)

    @property
    def text_by_use(self) -> dict[str, str]:
        """Every one of them by its id."""
        return {use: text for text, use in (*self.plain.items(), *self.by_group.items())}


def uses(items: Iterable[Item]) -> Uses:
    """What figures may be used as: every measure, with its reference, and what is none."""
    named = [(" ".join(item.report_names[:2]), item) for item in items if item.report_names]
    plain = {text: item.id for text, item in named if not item.groups}
    return Uses({**OF_ITSELF, **plain}, {text: item.id for text, item in named if item.groups})
