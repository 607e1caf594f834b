"""The data validation of the cells of a blank return, and the formulas of its conditional formatting."""

from __future__ import annotations

from dataclasses import dataclass

from inputs.blank.blank_return import MARKS, BlankRow, Takes
from inputs.files.workbook_values import address

_LONGEST_PROMPT = 250  # Excel takes 255 characters
_LONGEST_TITLE = 32  # as Excel takes
_TIED = {
    "Median": "not less than the shortest nor more than the longest",
    "Shortest": "not more than the median",
    "Longest": "not less than the median",
}
_SIGNED = {Takes.SIGNED, Takes.SIGNED_DECIMAL}
_NATIVE = {Takes.WHOLE: ("whole", ""), Takes.DECIMAL: ("decimal", ""), Takes.SHARE: ("decimal", "1")}


@dataclass(frozen=True, slots=True)
class Validation:
    """The data validation of a cell: what may be typed, the input message beside it and the error message.

    ``kind`` is Excel's: "whole" and "decimal" allow numbers from 0 up to ``most`` ("" for no limit), "custom" what
    makes ``formula`` true, "list" one of the texts in ``formula``.
    """

    kind: str
    title: str
    prompt: str
    error: str
    formula: str = ""
    most: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A row's cell in one column: ``place`` is its place in the table, ``first`` the sheet row of the first place."""

    row: BlankRow
    place: int
    column: int
    first: int

    @property
    def cell(self) -> str:
        """The address of this cell."""
        return self.of(self.place)

    def of(self, place: int) -> str:
        """The address of the cell in the same column of the table's row at another place."""
        return address(self.first + place, self.column)


def new_figure_validation(spot: Spot) -> Validation:
    """The data validation of a figure that is due; a reason for none (“not available”) goes into the cell beside it."""
    relations = _relations(spot)
    free = bool(relations) or spot.row.takes in _SIGNED
    kind, most = ("custom", "") if free else _NATIVE[spot.row.takes]
    formula = f"AND({','.join((*_number(spot), *relations))})" if free else ""
    none = "If there is none, leave this cell empty and choose a reason in the next cell."
    return Validation(kind, _title(spot.row), _prompt(spot.row), f"{_wanted(spot.row)} {none}", formula, most)


def earlier_figure_validation(spot: Spot) -> Validation:
    """The data validation of an earlier figure, whose own cell also accepts a reason for none (``MARKS``)."""
    number = f"AND({','.join((*_number(spot), *_relations(spot)))})"
    marks = ",".join(f'{spot.cell}="{mark}"' for mark in MARKS)
    wanted = f"{_wanted(spot.row)} Or type {', '.join(MARKS[:-1])} or {MARKS[-1]}."
    return Validation(
        "custom", _title(spot.row), _prompt(spot.row), wanted, f"IF(ISNUMBER({spot.cell}),{number},OR({marks}))"
    )


def mark_validation(spot: Spot) -> Validation:
    """The drop-down list of the cell beside a new figure."""
    listed = ",".join(MARKS)
    prompt = "Only where there is no figure: choose why. Leave it empty where there is one."
    return Validation(
        "list", _title(spot.row), prompt, "Choose one of the list, or leave this cell empty.", f'"{listed}"'
    )


def date_validation(cell: str) -> Validation:
    """For the day at which the figures are correct."""
    prompt = "Type the date these figures were correct, such as 5 Feb 2024."
    formula = f"AND(ISNUMBER({cell}),{cell}>=DATE(2000,1,1),{cell}<DATE(2100,1,1))"
    return Validation("custom", "Data correct as at", prompt, "Type a date, such as 5 Feb 2024.", formula)


def disagrees(spot: Spot) -> str:
    """The formula that is true where a figure contradicts another of its period; "" where it depends on no other."""
    row, here = spot.row, spot.cell
    if row.out_of is not None or row.over is not None:
        top, bottom = (here, spot.of(row.out_of)) if row.out_of is not None else (spot.of(row.over or 0), here)
        return f"AND(ISNUMBER({top}),ISNUMBER({bottom}),{top}>{bottom})"
    if row.total is not None:
        whole, parts = spot.of(row.total), _bands(spot)
        return f"AND(COUNT({parts})={len(row.bands)},ISNUMBER({whole}),SUM({parts})<>{whole})"
    return ""


def _number(spot: Spot) -> list[str]:
    """The conditions for a number of the kind that the row accepts."""
    here = spot.cell
    whole, least = f"{here}=INT({here})", f"{here}>=0"
    more = {
        Takes.WHOLE: [least, whole],
        Takes.SHARE: [least, f"{here}<=1"],
        Takes.DECIMAL: [least],
        Takes.SIGNED: [whole],
        Takes.SIGNED_DECIMAL: [],
    }
    return [f"ISNUMBER({here})", *more[spot.row.takes]]


def _relations(spot: Spot) -> list[str]:
    """The conditions on a figure that depend on others of its period; each holds while the others are not filled in."""
    row, here = spot.row, spot.cell
    conditions = []
    if row.out_of is not None:
        bottom = spot.of(row.out_of)
        conditions.append(f"OR(NOT(ISNUMBER({bottom})),{here}<={bottom})")
    if row.over is not None:
        top = spot.of(row.over)
        conditions.append(f"OR(NOT(ISNUMBER({top})),{top}<={here})")
    if row.total is not None:
        whole, parts = spot.of(row.total), _bands(spot)
        conditions.append(f"OR(COUNT({parts})<{len(row.bands)},NOT(ISNUMBER({whole})),SUM({parts})={whole})")
    return conditions


def _bands(spot: Spot) -> str:
    return f"{spot.of(spot.row.bands[0])}:{spot.of(spot.row.bands[-1])}"


def _wanted(row: BlankRow) -> str:
    tied = ""
    if row.out_of is not None or row.over is not None:
        ends = "no bigger than its denominator" if row.out_of is not None else "no smaller than its numerator"
        tied = f", {_TIED.get(row.part, ends)}"
    elif row.total is not None:
        tied = "; groups must add up to the total"
    return f"Type {row.takes.value}{tied}."


def _title(row: BlankRow) -> str:
    return f"{row.group or row.measure}"[:_LONGEST_TITLE]


def _prompt(row: BlankRow) -> str:
    """The input message: what to type, and what the measure means as far as there is room."""
    words = f"{row.part}: {row.definition}. {_wanted(row)} {row.help}".strip()
    return words if len(words) <= _LONGEST_PROMPT else words[:_LONGEST_PROMPT].rsplit(" ", 1)[0] + " …"
