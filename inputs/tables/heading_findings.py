"""Findings about the headings of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from inputs.files.workbook_values import Cell
from inputs.findings import RUN_AGAIN, Finding, found
from inputs.headings.heading_marks import numbers_quarter
from inputs.headings.heading_order import swapped_dates
from inputs.headings.meaning import RATINGS, Heading, Meaning
from inputs.headings.month_or_date import typed_as_day
from inputs.headings.numbered_periods import plain_number
from inputs.headings.period_headings import HALF_TERM_MONTHS, Form
from inputs.headings.roles import OPEN, Role
from inputs.headings.year_headings import StatedDay
from inputs.period import MONTH_NAMES, TERM_MONTHS, Period
from inputs.tables.cell_findings import trouble_finding
from inputs.tables.sheet_view import is_figure
from inputs.tables.table_geometry import Table

_NO_FIGURES = {Heading.IGNORED, *RATINGS}
_NUMBERED = "This number, and those like it, do not say which month or quarter they mean: from which month they count."
_WRITE_IN_FULL = "Write it like Dec-23 or 2023/24 Q3 and run again."


def heading_findings(table: Table, meaning_by_place: Mapping[int, Meaning]) -> Iterator[Finding]:
    """Findings of unclear period headings, of dates read as months, and of columns of figures without a period."""
    yield from _period_findings(table)
    for place in (*reversed(table.label_places), *table.places):
        if place not in table.timeline.period_by_place:
            yield from _place_not_read(table, place, meaning_by_place.get(place))
    for line in table.period_lines:
        for place in (*reversed(table.label_places), *table.places):
            cell = table.view.cells.get((line, place))
            if (
                cell is not None
                and cell.trouble
                and (place in table.places or any(map(is_figure, table.figure_cells(place))))
            ):
                yield trouble_finding(cell)


def _place_not_read(table: Table, place: int, meaning: Meaning | None) -> Iterator[Finding]:
    """The finding of figures at a place without a period. ``meaning`` is that of the place's headings, if any."""
    earlier = _earlier_heading(table, place)
    if earlier is not None:
        yield _earlier_finding(earlier)
        return
    if meaning is not None and meaning.heading:
        yield from _month_not_read(table, place, meaning.heading)
        return
    cells = table.figure_cells(place)
    first = next((cell for cell in cells if is_figure(cell) and not table.view.meaning(cell).known), None)
    if first is None:
        return
    unknown = table.unknown_heading(place)
    if unknown is not None:
        what = "The heading here is not a period; the figures beside or under it were left out."
        remedy = f"If they are of a month, quarter or year, write it like Dec-23 in {unknown.address} {RUN_AGAIN}"
        remedy += " If not, nothing needs to be done."
        yield found("column-not-read", what, remedy, unknown.address)
    elif meaning is not None and _lacks_period(table, place, meaning):
        what = "It is not clear of which period the figures from here on are; they were left out."
        remedy = "Nothing needs to be done unless the report should have them: then write their period above them."
        yield found("column-not-read", what, remedy, first.address)


def _earlier_heading(table: Table, place: int) -> Cell | None:
    """The heading of a place with figures that is of a time before without naming it: Same period last year."""
    cells = (table.view.cells.get((line, place)) for line in table.period_lines)
    heads = (cell for cell in cells if cell is not None and table.view.meaning(cell).heading is Heading.EARLIER)
    return next(heads, None) if any(map(is_figure, table.figure_cells(place))) else None


def _earlier_finding(heading: Cell) -> Finding:
    what = f"“{heading.text}” does not name its month, quarter or year; the figures beside or under it were left out."
    remedy = f"If the report should have them, write their period in {heading.address}, like Dec-23 or 2023/24 Q3, "
    return found("column-not-read", what, f"{remedy}and run again. If not, nothing needs to be done.", heading.address)


def _month_not_read(table: Table, place: int, heading: Heading) -> Iterator[Finding]:
    """The finding of figures under a month that no other column has, with words that make it none of actual figures."""
    if heading not in _NO_FIGURES or not any(map(is_figure, table.figure_cells(place))):
        return
    cells = (table.view.cells.get((line, place)) for line in table.period_lines)
    said = next(((cell, one) for cell in cells if cell and (one := table.view.period_beside(cell)) is not None), None)
    if said is not None and said[1].has_period and said[1].period not in table.timeline.period_by_place.values():
        what = (
            "The heading here says more than its month, which no other column has; the figures under it were left out."
        )
        remedy = f"If they are actual figures, write the month alone in {said[0].address} {RUN_AGAIN} If not, nothing "
        yield found("column-not-read", what, f"{remedy}needs to be done.", said[0].address)


def _lacks_period(table: Table, place: int, meaning: Meaning) -> bool:
    """Whether a column of parts has no period heading; an average over the periods needs none."""
    if meaning.items or meaning.role in {Role.VALUE, *OPEN}:
        return False
    headings = [table.view.cells.get((line, place)) for line in table.period_lines]
    return not any(cell is not None and (cell.trouble or table.view.period(cell)) for cell in headings)


def _period_findings(table: Table) -> Iterator[Finding]:
    timeline, swapped = table.timeline, swapped_in(table)
    if not swapped.keys().isdisjoint(timeline.unclear):
        yield swapped_finding(table, swapped)
    spans: set[tuple[str, str]] = set()
    numbered = False
    inside = [place for place in timeline.inside if place not in swapped and table.figure_cells(place)]
    if inside:
        yield _inside_finding([heading_at(table, place) for place in inside])
    for place in (one for one in timeline.unclear if one not in swapped and one not in inside):
        if not table.figure_cells(place):
            continue  # a date under a table heads nothing
        span = _other_span(table, place)
        if span is None and _is_numbered(table, place):
            if not numbered:
                yield found("unclear-period", _NUMBERED, _WRITE_IN_FULL, heading_at(table, place))
            numbered = True
        elif span is None:
            yield found("unclear-period", *_why_unclear(table, place), heading_at(table, place))
        elif span not in spans:
            yield found("other-span", *span, heading_at(table, place))
            spans.add(span)
    if timeline.day_labels:
        first, last = (heading_at(table, place) for place in (timeline.day_labels[0], timeline.day_labels[-1]))
        held = f"The headings {first} to {last} hold days, such as 23 December"
        what = f"{held}, and were read as months, such as Dec-23."
        yield found("month-label-from-date", what, "Check them, or type them again as text.", first)


def _is_numbered(table: Table, place: int) -> bool:
    """Whether the heading of a place is a plain number, of a month or a week."""
    cells = (table.view.filled(line, place) for line in table.period_lines)
    return any(cell is not None and plain_number(cell.value) is not None for cell in cells)


def _inside_finding(cells: Sequence[str]) -> Finding:
    """The finding of headings that are days inside a month."""
    what = "The heading here is a day" if len(cells) == 1 else f"The headings {cells[0]} to {cells[-1]} are days"
    what += " inside a month, and figures are read by the month, quarter, term or year; the figures were left out."
    remedy = "Write the last day of the month, like 31 December 2023, for a position at its end (at 1 January is that "
    remedy += f"of the day after), or the month, like Dec-23, for what happened in it, {RUN_AGAIN}"
    return found("unclear-period", what, remedy, cells[0])


def _other_span(table: Table, place: int) -> tuple[str, str] | None:
    """What to say of a heading of a span that no figures are read by, and what to do; None for any other."""
    span = table.timeline.other_spans.get(place)
    if span is None and HALF_TERM_MONTHS not in _lengths_above(table, place):
        return None
    which = f"This heading is of {span.name}" if span else "This heading, and each like it, is of a half term"
    so_far = ", or head them “Year to date” if they are that" if span and span == span.year_to_date else ""
    parts = f"its months or quarters{so_far}" if span else "its months, or of the whole term"
    what = f"{which}, and figures are read by the month, quarter, term or year. They were left out."
    return what, f"Give the figures of {parts}, {RUN_AGAIN}"


def _why_unclear(table: Table, place: int) -> tuple[str, str]:
    """Why a heading does not say which period it means, and what to do."""
    if table.speaks_of_terms and numbers_quarter(_heading_text(table, place)):
        what = "The sheet speaks of terms or academic years, so that this may be a quarter of the financial year or of "
        return f"{what}the academic one.", f"Write its months, like Apr-Jun 2024, {RUN_AGAIN}"
    if TERM_MONTHS in _lengths_above(table, place):
        what = _two_ways(table, place) or "It is not clear which term this heading means."
        return what, f"Write it like Autumn 2024, or name the months, {RUN_AGAIN}"
    what = _two_ways(table, place) or "It is not clear which month, quarter or year this heading means."
    return what, _WRITE_IN_FULL


def _lengths_above(table: Table, place: int) -> set[int]:
    """The lengths, in months, of the periods that head a place."""
    cells = (table.view.filled(line, place) for line in table.period_lines)
    return {one.length for one in map(table.view.period, cells) if one is not None}


def _heading_text(table: Table, place: int) -> str:
    cells = (table.view.filled(line, place) for line in sorted(table.period_lines, reverse=True))
    return next((cell.text for cell in cells if cell is not None), "")


def swapped_in(table: Table) -> dict[int, Period]:
    """The months that dates in a header row name with day and month exchanged, where only so they are in step."""
    for line in table.period_lines:
        cells = {place: table.view.cells.get((line, place)) for place in table.places}
        headings = {place: heading for place, cell in cells.items() if (heading := table.view.period(cell)) is not None}
        if likely := swapped_dates(headings):
            return likely
    return {}


def swapped_finding(table: Table, likely: Mapping[int, Period]) -> Finding:
    """The finding of dates whose day and month look exchanged, by place with the months that they then mean."""
    places = sorted(likely)
    first, last = heading_at(table, places[0]), heading_at(table, places[-1])
    one, (begin, end) = len(places) == 1, (likely[places[0]].name, likely[places[-1]].name)
    what = f"The date {first} looks as if its day and month had been exchanged, as a spreadsheet set to American dates "
    if not one:
        what = (
            f"The dates {first} to {last} look as if their day and month had been exchanged, as a spreadsheet set to "
        )
        what += "American dates "
    what += "does: then "
    what += f"it is {begin}." if one else f"they are {begin} to {end}."
    remedy = f"Type {'it again as a month' if one else 'them again as months'}, such as {short(likely[places[0]])}, "
    return found("headings-in-doubt", what, f"{remedy}{RUN_AGAIN}", first)


def short(period: Period) -> str:
    """A month as it is typed in a heading, such as Apr-23; a longer period by its name."""
    return f"{MONTH_NAMES[period.month - 1][:3]}-{period.year % 100:02}" if period.length == 1 else period.name


def year_finding(table: Table, day: StatedDay | None, in_part: bool) -> Finding:
    """The finding of how bare years were read: by the ``day`` that the sheet states, or as years ending on 31 March.

    ``in_part``: they were read so for some measures of the table only.
    """
    years = "For some measures, headings" if in_part else "Headings"
    first = heading_at(table, table.timeline.bare_years[0])
    if day is not None:
        what = f"{years} that are bare years were read by the day that the sheet states: {day} of each year."
        return found("dated-years", what, "If they mean something else, write them in full.", first)
    what = f"{years} that are bare years were read as years ending on 31 March: 2024 is April 2023 to March 2024."
    remedy = "If that is right, say “Years ending 31 March” above the table; if not, write each in full"
    remedy += ", like 30 Sep 2024."
    return found("year-headings", what, remedy, first)


def _two_ways(table: Table, place: int) -> str:
    """The two meanings of a heading such as 04/05/2025, in words; "" for one that is unclear for another reason."""
    for line in table.period_lines:
        read = table.view.period(table.view.filled(line, place))
        other = typed_as_day(read) if read is not None and read.form is Form.DAY else read and read.other
        if read is not None and other is not None:
            return f"The heading may mean {read.period.name} or {other.period.name}."
    return ""


def heading_at(table: Table, place: int) -> str:
    """The address of the heading of a place: that of its last header row, or of the merged cell that covers it."""
    for line in sorted(table.period_lines, reverse=True):
        cell = table.view.filled(line, place)
        if cell is not None:
            return cell.address
    return table.view.blank(table.run.line, place).address
