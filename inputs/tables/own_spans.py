"""Of which span of time the figures of a measure are, where nothing says it or where they may be of one of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from inputs.findings import Finding, found
from inputs.intake import Item
from inputs.period import AUGUST, MARCH, YEAR_MONTHS, Period, period_of
from inputs.tables.prove import UNSAID
from inputs.tables.sheet_tables import Figure

SEPTEMBER = 9
_SPAN_NAMES = {
    "": "the measure’s own span",
    "year_to_date": "the year so far",
    "rolling_12_months": "twelve months",
    "financial_year": "a financial year",
    "school_year": "a school year",
    "in_term": "a term",
    "in_month": "a month",
    "in_quarter": "a quarter",
    "snapshot": "a day",
    "three_years": "three years",
    "birthday_window": "the time around birthdays",
}


class OfOneSpan(NamedTuple):
    """The figures of one span, which is "" where it is the item's own, and the finding about the others, if any."""

    span: str
    figures: Sequence[Figure]
    finding: Finding | None = None


def in_years_of(item: Item, period: Period) -> tuple[Period, bool]:
    """The period as a measure of schools has it, and whether it is a year of schools.

    A year such as 2023/24 is a school year where the measure is of those, or of terms: nobody counts absence to March.
    """
    of_schools = item.span == "school_year" or (item.span == "in_term" and "school_year" in item.also)
    if of_schools and period.is_financial_year:
        period = period_of(period.year, AUGUST, YEAR_MONTHS)
    return period, period.length == YEAR_MONTHS and period.month == AUGUST


def of_one_span(item: Item, named: str, figures: Sequence[Figure]) -> OfOneSpan:
    """The figures of an item that are of one span: its own where there are any, else that of the first.

    Totals of the year so far give the months where nothing else does; beside the months they are of another span.

    Figures at the last month of years, and no others, are those of the years. Other months of a measure of years are in
    doubt where no word says whether they are the year so far, or 12 months. ``named`` is the item in messages.
    """
    unsaid = [figure for figure in figures if figure.proved.span == UNSAID]
    last = AUGUST if item.span == "school_year" else MARCH
    if unsaid and all(figure.period.month == last and figure.period.length == 1 for figure in unsaid):
        years = {id(figure): _of_year(figure) for figure in unsaid}
        figures, unsaid = [years.get(id(figure), figure) for figure in figures], []
    if unsaid and _at_censuses(item, unsaid):
        twelve = (one._replace(proved=one.proved._replace(span="rolling_12_months")) for one in unsaid)
        years = {id(figure): one for figure, one in zip(unsaid, twelve, strict=True)}
        figures, unsaid = [years.get(id(figure), figure) for figure in figures], []
    kept = [figure for figure in figures if figure.proved.span != UNSAID]
    unsaid = [figure for figure in unsaid if figure.cell.value is not None or figure.cell.trouble]
    spans = dict.fromkeys(map(_span_of, kept))
    span = "" if "" in spans or not spans else next(iter(spans))
    others = [figure for figure in kept if _span_of(figure) != span]
    kept = [figure for figure in kept if _span_of(figure) == span]
    stated = kept[0].proved.span if kept else span
    if unsaid:
        return OfOneSpan(stated, kept, _in_doubt(named, unsaid))
    return OfOneSpan(stated, kept, _of_another(named, span, others[0]) if others else None)


def _at_censuses(item: Item, figures: Sequence[Figure]) -> bool:
    """Whether figures are those of the Department's workforce census: of the 12 months to 30 September of each year."""
    dated = all(figure.period.month == SEPTEMBER and figure.period.length == 1 for figure in figures)
    return dated and "at_30_september" in item.accepts and "rolling_12_months" in item.also


def _span_of(figure: Figure) -> str:
    return "year_to_date" if figure.proved.to_date is not None else figure.proved.span


def _of_year(figure: Figure) -> Figure:
    return figure._replace(period=figure.period.lasting(YEAR_MONTHS), proved=figure.proved._replace(span=""))


def _in_doubt(named: str, figures: Sequence[Figure]) -> Finding:
    what = f"{named} is a measure of whole years and is given for shorter times here, and no word near it says whether "
    what += "they are the year so far or twelve months. They were left out."
    remedy = (
        "Write “Cumulative since April” or “Rolling 12 months” above the table, or give whole years, and run again."
    )
    return found("span-in-doubt", what, remedy, figures[-1].cell.address)


def _of_another(named: str, span: str, first: Figure) -> Finding:
    other = _SPAN_NAMES.get(_span_of(first), "another span")
    what = f"{named} is given for {_SPAN_NAMES.get(span, 'one span')} and for {other}; the figures for {other} were "
    what += "left out, as the two never stand in one line."
    return found("other-span", what, "Nothing needs to be done where that is right.", first.cell.address)
