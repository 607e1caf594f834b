"""Reads tables with months across and the year of each row beside it, such as the columns Measure, Year, Apr to Mar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from inputs.headings.period_headings import Form, PeriodHeading, academic
from inputs.headings.stated_periods import in_title
from inputs.period import YEAR_MONTHS
from inputs.tables.period_runs import PeriodRun
from inputs.tables.sheet_view import SheetView, is_figure

CENTURY = 100
_TWO_YEARS = re.compile(r"\b(20\d\d) ?(?:[/–-]|to) ?((?:20)?\d\d)\b")
_YEARS = {Form.FINANCIAL_YEAR, Form.YEAR}


def lacks_year(run: PeriodRun) -> bool:
    """Whether a run is of months, quarters or terms that do not state their year."""
    return len(run.headings) > 1 and all(one.lacks_year for one in run.headings.values())


def without_years_of_months(runs: Sequence[PeriodRun]) -> list[PeriodRun]:
    """The runs without those of years that stand beside months, in a column left of a row of months or the reverse."""
    months = [run for run in runs if lacks_year(run)]
    return [run for run in runs if not (months and _is_beside(run, months))]


def _is_beside(run: PeriodRun, months: Iterable[PeriodRun]) -> bool:
    if any(one.form not in _YEARS for one in run.headings.values()):
        return False
    others = (one for one in months if one.view is not run.view)
    return any(one.line < run.first and run.line < one.first for one in others)


def year_in_titles(titles: Sequence[str], council: str, *, of_months: bool) -> PeriodHeading | None:
    """The one year that titles state; None where they state several.

    ``of_months``: only a financial year, beside which no line names another: it may be of January or of April.
    """
    stated = {one for text in titles if (one := in_title(text, council)) is not None}
    year = stated.pop() if len(stated) == 1 else None
    if year is None or not of_months:
        return year
    named = {int(first) for text in titles for first, second in _TWO_YEARS.findall(text) if _follows(first, second)}
    return year if year.form is Form.FINANCIAL_YEAR and named <= {year.year - 1} else None


def _follows(first: str, second: str) -> bool:
    """Whether the second of two years, such as 24, is the one after the first, such as 2023."""
    return (int(first) + 1) % CENTURY == int(second) % CENTURY


def years_beside(
    view: SheetView, labels: Iterable[int], lines: Sequence[int], says_academic: bool
) -> dict[int, PeriodHeading]:
    """The year beside each line of figures, from the one of the ``labels`` (places) that holds years; else none.

    A blank cell has the year above it. None where a line with figures has no year.
    """
    for place in labels:
        years = _years(view, place, lines)
        if years:
            if not says_academic:
                return years
            return {line: academic(one) or one for line, one in years.items() if one.form is Form.FINANCIAL_YEAR}
    return {}


def _years(view: SheetView, place: int, lines: Iterable[int]) -> dict[int, PeriodHeading]:
    found: dict[int, PeriodHeading] = {}
    last: PeriodHeading | None = None
    for line in lines:
        cell = view.filled(line, place)
        if cell is not None:
            year = view.period(cell)
            last = year if year is not None and (year.form in _YEARS or year.length == YEAR_MONTHS) else None
        if last is not None:
            found[line] = last
        elif any(map(is_figure, view.by_line.get(line, {}).values())):
            return {}
    return found
