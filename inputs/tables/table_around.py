"""Works out which lines around a run of period headings are its table: header rows, names, and rows of figures."""

from __future__ import annotations

from collections.abc import Iterable

from inputs.headings.cell_values import read_value
from inputs.headings.meaning import RATINGS, Heading
from inputs.headings.period_headings import Form
from inputs.headings.timeline import settle
from inputs.intake import State
from inputs.tables.heading_meanings import LIKE_RATINGS, NAMING, NO_PERIODS, beside_periods
from inputs.tables.period_lines import is_date_above
from inputs.tables.period_runs import PeriodRun, could_be_figure
from inputs.tables.sheet_view import is_figure
from inputs.tables.table_geometry import MOST_EXTRA_PLACES, Bounds, Table
from inputs.tables.title_block import MOST_HEADING_LINES

_OF_DATES = {Form.DAY, Form.UNCLEAR}
_HEADS = {*NAMING, Heading.PERIOD}
_HEADS_ANOTHER = NO_PERIODS - RATINGS - LIKE_RATINGS  # without a label: a row of ratings may have none


def table_around(run: PeriodRun, bounds: Bounds) -> Table:
    """The table that a run of period headings belongs to, within ``bounds``."""
    seed = Table(run.view, run, bounds, [run.line])
    table = Table(run.view, run, bounds, [run.line])
    _headings_before(seed, table)
    dates = {line for line in table.period_lines if is_date_above(run, line, seed.own_headings(line))}
    table.period_lines = [line for line in table.period_lines if line not in dates]  # those of reports and meetings
    last_heading, under_figures = run.line, False
    for line in range(run.line + 1, bounds.last_line + 1):
        job = _job(seed, line)
        if job == "periods" and line == last_heading + 1:
            table.period_lines.append(line)
            last_heading = line
        elif under_figures and _heads_another(seed, line, job):
            break
        elif (job == "names" and not _is_alone(seed, line)) or (
            job == "words" and line == last_heading + 1 and _are_headings(seed, line)
        ):
            table.naming_lines.append(line)
        elif job != "blank":
            table.figure_lines.append(line)
        under_figures |= job == "figures"
    return table


def _heads_another(seed: Table, line: int, job: str) -> bool:
    """Whether a row under figures is the header row of another table: Measure, Value, Target, or periods of its own.

    A row with a name may hold figures that look like years, 23/24, or dates, as that of the last inspection does.
    """
    view = seed.view
    if view.transposed or job not in {"periods", "names", "words"}:
        return False
    labels = [label for place in seed.label_places if (label := view.filled(line, place)) is not None]
    meanings = [view.meaning(label) for label in labels]
    if any(meaning.heading in _HEADS for meaning in meanings):
        return job == "periods" or any(meaning.heading in NAMING for meaning in meanings)
    cells = [cell for place in _reach(seed) if (cell := view.cells.get((line, place))) is not None]
    if job != "periods":
        kinds = {view.meaning(cell).heading for cell in cells if not view.meaning(cell).names_data}
        named = any(meaning.known for meaning in meanings)
        return not named and bool(cells) and kinds <= _HEADS_ANOTHER
    if not labels:
        return True
    periods = {cell: period for cell in cells if (period := view.period(cell)) is not None}
    dates = any(period.form in _OF_DATES for period in periods.values()) or any(map(could_be_figure, periods))
    return not dates


def _headings_before(seed: Table, table: Table) -> None:
    """Add the header rows above the run: years or quarters over months, names of measures or groups."""
    blanks, start = 0, seed.run.line
    for line in range(start - 1, max(seed.bounds.first_line, start - MOST_HEADING_LINES) - 1, -1):
        job = _job(seed, line)
        blanks = blanks + 1 if job == "blank" else 0
        if blanks > 1 or job == "figures":
            return
        if job == "periods":
            table.period_lines.append(line)
        elif job == "names" and not _is_alone(seed, line):
            table.naming_lines.append(line)
        elif job == "words" and any(beside_periods(seed.view, line, place) for place in _heads_some(seed, line)):
            table.beside_lines.append(line)


def _are_headings(seed: Table, line: int) -> bool:
    """Whether the line right below the periods is a header row, such as LA, England, Target, or Target alone."""
    cells = [seed.view.cells.get((line, place)) for place in range(seed.run.first, seed.run.last + MOST_EXTRA_PLACES)]
    meanings = [seed.view.meaning(cell) for cell in cells if cell is not None]
    if _are_sub_headings(seed, line):
        return True
    known = [meaning.known and meaning.heading not in LIKE_RATINGS for meaning in meanings]
    labelled = any(seed.view.filled(line, place) for place in seed.label_places)
    alone = not labelled and any(beside_periods(seed.view, line, place) for place in _reach(seed))
    return (sum(known) > 1 or alone) and sum(known) * 2 >= len(known)


def _are_sub_headings(seed: Table, line: int) -> bool:
    """Whether a row between periods and figures holds words of its own over several columns: Opening, New, Closing.

    Words for a missing figure, such as n/a, are none, and nor are the texts of a row that has a name.
    """
    view = seed.view
    labels = [label for place in seed.label_places if (label := view.filled(line, place)) is not None and label.text]
    if view.transposed or any(view.meaning(label).heading not in _HEADS for label in labels):
        return False
    over = range(seed.run.first, seed.run.last + MOST_EXTRA_PLACES)
    cells = {place: cell for place in over if (cell := view.cells.get((line, place))) is not None}
    words = [place for place, cell in cells.items() if read_value(cell).state is State.UNREADABLE]
    under = [place for place in words if is_figure(view.cells.get((line + 1, place)))]
    unknown = any(not view.meaning(cells[place]).known for place in words)
    return len(words) == len(cells) and len(under) > 1 and unknown


def _is_alone(seed: Table, line: int) -> bool:
    """Whether the only name over several periods stands over the first of them, as the title of a section or a table.

    Before it there may be a label such as Service; merged over periods, it names what they are of.
    """
    view, first = seed.view, seed.run.first
    cells = [view.filled(line, place) for place in _reach(seed)]
    alone = cells[0] is not None and not any(cells[1:]) and len(seed.run.headings) > 1
    labels = [label for place in seed.label_places if (label := view.filled(line, place)) is not None]
    return alone and not view.transposed and first > 1 and not any(view.meaning(label).names_data for label in labels)


def _heads_some(seed: Table, line: int) -> Iterable[int]:
    """The places of a row above; none where its only text stands over the first period, as a title does."""
    cells = [seed.view.filled(line, place) for place in _reach(seed)]
    title = cells[0] is not None and all(cell is None or cell is cells[0] for cell in cells)
    return () if title or seed.view.transposed else _reach(seed)


def _reach(seed: Table) -> range:
    return range(seed.run.first, seed.run.last + 1)


def _job(seed: Table, line: int) -> str:
    """What a line holds in the columns of the periods: "periods", "names", "figures", "words" or "blank".

    ``seed`` is the table as known from its run of periods alone.
    """
    view, first = seed.view, seed.run.first
    filled = (view.filled(line, place) for place in _reach(seed))
    by_spot = {view.spot(cell): cell for cell in filled if cell is not None}
    # A label, or the title of a section or of the table, merged from the stub columns across the periods, heads none.
    cells = [cell for (_, place), cell in by_spot.items() if place >= first]
    if not cells:
        return "blank" if not any(view.filled(line, place) for place in seed.label_places) else "words"
    headings = {view.spot(cell)[1]: found for cell in cells if (found := view.period(cell)) is not None}
    # A population of 68,385 could be the day in 2087 that Excel numbers so: alone, or unevenly spaced, it is a figure.
    settled = settle(headings, view.headed(line, min(headings))) if headings else headings
    others = [cell for cell in cells if view.spot(cell)[1] not in settled]
    if any(map(is_figure, others)):
        return "figures"
    meanings = [view.meaning(cell) for cell in cells]
    beside = sum(meaning.heading in NO_PERIODS for meaning in meanings)  # Target beside a year over its months
    periods = len(cells) - len(others)
    if periods and periods * 2 >= len(cells) - beside:
        return "periods"
    names = sum(meaning.names_data for meaning in meanings)
    if seed.heading_of_line(line) in NAMING or (names and names * 2 >= len(cells)):
        return "names"
    return "figures" if any(cell.trouble for cell in cells) else "words"
