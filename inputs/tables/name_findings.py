"""Findings about figures whose name is not known: what the name may be meant for, or what of it is another measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from inputs.files.workbook_values import Cell, column_letters
from inputs.findings import RUN_AGAIN, Finding, found
from inputs.headings.folding import fold
from inputs.headings.roles import Role
from inputs.headings.vocabulary import Lexicon
from inputs.suggestions import did_you_mean
from inputs.tables.sheet_tables import SheetTables

FEW_NAMES = 5  # unknown names that are told one by one, if something can be said of each
MOST_LOOKED_INTO = 20  # unknown names of a sheet for which a known one is sought: nobody reads more, and it takes time


def unknown_names(tables: SheetTables, lexicon: Lexicon) -> Iterator[Finding]:
    """One finding for all the unknown names of a sheet, and one for each of which more can be said."""
    cells, targets = tables.unknown, tables.beside.lost
    told = [finding for cell in cells[:MOST_LOOKED_INTO] if (finding := about_name(cell, lexicon)) is not None]
    distant = [cell for cell in cells if cell.address not in {finding.cell for finding in told}]
    if distant or len(cells) > FEW_NAMES:
        yield _all_unknown(cells if len(cells) > FEW_NAMES else distant, tables)
    for finding in told:
        target = next(iter(targets.get(finding.cell, ())), "")
        yield replace(finding, what=f"{finding.what} Its target ({target}) was left out too.") if target else finding


def about_name(cell: Cell, lexicon: Lexicon) -> Finding | None:
    """What can be said of one unknown name: what it may be meant for, or which part of it is not the measure's.

    Only words of our own vocabulary are quoted: any other could name a child.
    """
    correct = f"Correct {cell.address} if the report should have it, {RUN_AGAIN}"
    if isinstance(cell.value, date | datetime):
        what = "The name here is held as a date: Excel does that to age bands such as 5-9."
        return found("name-became-date", what, f"Type it in {cell.address} as 5 to 9 {RUN_AGAIN}", cell.address)
    if not cell.text:
        return None
    if asked := lexicon.asked(cell.text):
        what = f"The name here is not clear, and its figures were left out. {asked}."
        return found("unknown-measure", what, correct, cell.address)
    if groups := lexicon.meaning(cell.text).groups:
        whole = lexicon.items[next(iter(groups))].names[0]
        what = "The group here stands with a measure that is not given by group; its figures were left out."
        remedy = f"If they are of “{whole}”, write that above {cell.address} {RUN_AGAIN}"
        return found("unknown-measure", what, remedy, cell.address)
    if known := _about_known(cell, lexicon):
        return known
    if fold(cell.text) in lexicon.words.return_of_role:
        what = "A number of another service stands here, under a measure it has nothing to do with. It was left out."
        return found("unknown-measure", what, correct, cell.address)
    near = lexicon.near(cell.text)
    if near.part and not near.name:
        what = (
            f"“{near.part}” in the name here says that its figures are not of all that a measure of ours counts: they "
        )
        return found("unknown-measure", f"{what}were left out.", correct, cell.address)
    if near.part:
        what = f"“{near.part}” in the name here makes it another measure than “{near.name}”: its figures were left out."
        remedy = f"If they are that measure all the same, write “{near.name}” in {cell.address} {RUN_AGAIN}"
        return found("unknown-measure", what, remedy, cell.address)
    if near.name:
        what = f"The name here is not a known measure. {did_you_mean(near.name)}"
        return found("unknown-measure", what, correct, cell.address)
    return None


def _about_known(cell: Cell, lexicon: Lexicon) -> Finding | None:
    """What can be said of the name of a measure that is not read where it stands."""
    items, subjects = lexicon.meaning(cell.text).items, lexicon.subjects
    if items and subjects.is_bare(cell.text):
        return _of_whom(cell, subjects.full_name(next(iter(items))))
    if items and set(items.values()) == {Role.DENOMINATOR} and subjects.is_of_whom(cell.text):
        return _elsewhere(cell, lexicon.items[next(iter(items))].names[0])
    if items and not lexicon.meaning(cell.text).groups and not subjects.is_people(cell.text):
        return _of_all(cell)
    return _part(cell) if items and subjects.is_people(cell.text) else None


def _of_whom(cell: Cell, full_name: str) -> Finding:
    """The finding of a name that does not say who is counted, where that matters."""
    what = "The name here does not say who is counted, and what stands above it is not of children in care alone: its "
    remedy = f"If they are that measure, write “{full_name}” in {cell.address} {RUN_AGAIN}"
    return found("unknown-measure", f"{what}figures were left out.", remedy, cell.address)


def _elsewhere(cell: Cell, named: str) -> Finding:
    """The finding of a number of people that is not next to the measure whose denominator it may be."""
    what = f"The number of people here may be the denominator of “{named}”, which is not next to it. It was left out."
    remedy = f"If it is, move it under that measure {RUN_AGAIN}"
    return found("unknown-measure", what, remedy, cell.address)


def _of_all(cell: Cell) -> Finding:
    """The finding of a name that what stands above it, or a part of it below, says may count something else."""
    what = "By what stands above or below this name, its figures may be of something else, or of others too. They were "
    remedy = f"If they are that measure, say in {cell.address} what is counted, and of whom, {RUN_AGAIN}"
    return found("unknown-measure", f"{what}left out.", remedy, cell.address)


def _part(cell: Cell) -> Finding:
    """The finding of a name of people beside or under the name of another measure."""
    what = "The people named here may be a part of the measure beside or above them, and not the measure of that name: "
    remedy = f"If they are that measure, write “Number of …” before the name in {cell.address} {RUN_AGAIN}"
    return found("unknown-measure", f"{what}the figures were left out.", remedy, cell.address)


def _all_unknown(cells: Sequence[Cell], tables: SheetTables) -> Finding:
    unread, rows_read = len(tables.unknown), len(tables.rows_read)
    count = "One name is" if len(cells) == 1 else f"{len(cells)} names are"
    what = f"{count} not of a known measure ({address_ranges(cells)}); the figures beside or under were left out."
    if rows_read and len({cell.column for cell in cells}) == 1:
        what += f" Of {rows_read + unread} rows of figures, {rows_read} {'was' if rows_read == 1 else 'were'} read."
    lost = tables.beside.lost
    targets = [lost[cell.address][0] for cell in cells if lost.get(cell.address)]
    if targets:
        so = f"so was its target ({targets[0]})" if len(targets) == 1 else "so were their targets"
        what = what.replace("were left out.", f"were left out, and {so}.", 1)
    remedy = "Nothing needs to be done unless the report should have them: then say so in the reading sheet."
    if targets:
        remedy = "If one is a measure of the report, write its name there as the report prints it, and run again."
    return found("unknown-measure", what, remedy, cells[0].address)


def address_ranges(cells: Sequence[Cell]) -> str:
    """The addresses of cells, with those under one another as ranges: ``B9, B15 to B17``."""
    ranges: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda one: (one.column, one.row)):
        last = ranges[-1][-1] if ranges else None
        if last is not None and (last.column, last.row + 1) == (cell.column, cell.row):
            ranges[-1].append(cell)
        else:
            ranges.append([cell])
    return ", ".join(_range(run) for run in ranges)


def _range(run: Sequence[Cell]) -> str:
    between = " to " if len(run) > 2 else ", "
    ends = (run[0], run[-1]) if len(run) > 1 else (run[0],)
    return between.join(f"{column_letters(cell.column)}{cell.row}" for cell in ends)
