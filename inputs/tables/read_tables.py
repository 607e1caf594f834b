"""Finds the tables of a sheet, those with a heading of periods first, and reads each."""

from __future__ import annotations

from collections.abc import Sequence, Set

from inputs.files.workbook_values import Sheet
from inputs.findings import Finding
from inputs.headings.answers import Answers
from inputs.headings.vocabulary import Lexicon
from inputs.tables.beside_figures import others_finding
from inputs.tables.date_lines import has_figures_of_its_own
from inputs.tables.period_runs import PeriodRun, find_period_runs
from inputs.tables.sheet_facts import NOTHING, Facts, SheetFacts
from inputs.tables.sheet_tables import SheetTables
from inputs.tables.sheet_view import SheetView
from inputs.tables.table_around import table_around
from inputs.tables.table_bounds import NeighbouringTables
from inputs.tables.table_reading import TableReading
from inputs.tables.titled_tables import titled_tables
from inputs.tables.years_beside import without_years_of_months

LONG_RUN = 5  # a run of this length is a table of its own, even one in which nothing is known
MOST_FAILURES = 40  # runs without a table: a list of children has dates in every row, so the search stops here


def read_tables(
    sheet: Sheet, lexicon: Lexicon, workbook: Facts = NOTHING, name: str = "", answers: Answers | None = None
) -> SheetTables:
    """Find every table of a sheet, wide or long, and read its figures.

    ``workbook`` is what its file says of them and ``name`` the file's; ``answers`` are those of the reading sheet.
    """
    result = SheetTables()
    taken: set[tuple[int, int]] = set()
    failures = 0
    across = SheetView(sheet, lexicon, transposed=False)
    views = (across, SheetView(sheet, lexicon, transposed=True, other=across))
    runs = without_years_of_months([run for view in views for run in find_period_runs(view)])
    neighbours = NeighbouringTables(runs)
    facts = SheetFacts(views[0], workbook, name, answers)
    for run in sorted(runs, key=_likeliest_first):
        spots = {run.view.oriented(run.line, place) for place in run.headings}
        if len(spots & taken) * 2 >= len(spots) or failures > MOST_FAILURES:
            continue
        table = table_around(run, neighbours.bounds(run))
        gave = TableReading(table, facts).read() if has_figures_of_its_own(table, taken) else SheetTables()
        result.awaits |= gave.awaits and len(run.headings) > 1
        if gave.figures or (gave.unknown and len(run.headings) > 1):
            taken |= {run.view.oriented(line, place) for line in table.lines for place in table.all_places}
        if gave.figures or gave.findings:
            result.add(gave)
            continue
        failures += 1
        if len(run.headings) > 1:
            result.unknown += gave.unknown
        if len(run.headings) >= LONG_RUN:
            taken |= spots
    _read_titled(facts, runs, taken, result)
    result.findings = [*_of_unread_figures(result), *others_finding(result.beside.others.values())]
    return result


def _read_titled(
    facts: SheetFacts, runs: Sequence[PeriodRun], taken: Set[tuple[int, int]], result: SheetTables
) -> None:
    """Add the tables whose columns name no period, under a title that states one."""
    titled = titled_tables(facts.view, taken, alone=not result.figures)
    result.findings += titled.findings
    if not titled.runs:
        return
    neighbours = NeighbouringTables([*runs, *titled.runs])
    for run in titled.runs:
        result.add(TableReading(table_around(run, neighbours.bounds(run)), facts).read())


def _likeliest_first(run: PeriodRun) -> tuple[int, bool, bool, int, int]:
    """The order in which runs are tried: long before short, then those after Month, then rows before columns."""
    return -len(run.headings), not run.headed, run.view.transposed, run.line, run.first


def _of_unread_figures(result: SheetTables) -> list[Finding]:
    """The findings, each once, without those of unclear figures that were read as part of another table."""
    told = dict.fromkeys(result.findings)
    unclear = any(one.kind == "unclear-measure" for one in told)
    read = {figure.cell.address for figure in result.figures} if unclear else set()
    return [one for one in told if one.kind != "unclear-measure" or one.cell not in read]
