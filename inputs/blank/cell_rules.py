"""What the cells of a blank return allow, as Excel says it: the checks while typing, and what is marked afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from inputs.blank.model import MARKS, BlankRow, Takes
from inputs.files.workbook_values import address

_LONGEST_PROMPT = 250  # Excel takes 255 characters
_LONGEST_TITLE = 32
_TIED = {
    "Median": "not less than the shortest nor more than the longest",
    "Shortest": "not more than the median",
    "Longest": "not less than the median",
}
_NATIVE = {Takes.WHOLE: ("whole", ""), Takes.DECIMAL: ("decimal", ""), Takes.SHARE: ("decimal", "1")}


@dataclass(frozen=True, slots=True)
class Check:
    """What a cell allows while it is typed in, and what is said beside it and about anything else.

    ``kind`` is Excel's: whole and decimal allow numbers from 0 up to ``most`` ("" for no limit), custom what makes
    ``formula`` true, list one of ``formula``'s texts.
    """

    kind: str
    title: str
    prompt: str
    error: str
    formula: str = ""
    most: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a row and the sheet rows that its table's rows stand on: ``first`` is that of the first."""

    row: BlankRow
    place: int
    column: int
    first: int

    @property
    def cell(self) -> str:
        """Its own address."""
        return self.of(self.place)

    def of(self, place: int) -> str:
        """The address of the cell of another row of the table in the same period."""
        return address(self.first + place, self.column)


def new_check(spot: Spot) -> Check:
    """The check of a cell in the new period, which has a cell for a mark beside it."""
    relations = _relations(spot)
    kind, most = ("custom", "") if relations else _NATIVE[spot.row.takes]
    formula = f"AND({','.join((*_number(spot), *relations))})" if relations else ""
    none = "If there is none, leave this cell empty and choose why in the cell to the right."
    return Check(kind, _title(spot.row), _prompt(spot.row), f"{_wanted(spot.row)} {none}", formula, most)


def older_check(spot: Spot) -> Check:
    """The check of a cell of an earlier period, which takes a mark itself."""
    number = f"AND({','.join((*_number(spot), *_relations(spot)))})"
    marks = ",".join(f'{spot.cell}="{mark}"' for mark in MARKS)
    wanted = f"{_wanted(spot.row)} Or type {', '.join(MARKS[:-1])} or {MARKS[-1]}."
    return Check(
        "custom", _title(spot.row), _prompt(spot.row), wanted, f"IF(ISNUMBER({spot.cell}),{number},OR({marks}))"
    )


def mark_check(spot: Spot) -> Check:
    """The drop-down of the cell beside a new figure."""
    listed = ",".join(MARKS)
    prompt = "Only where there is no figure: choose why. Leave it empty where there is one."
    return Check("list", _title(spot.row), prompt, "Choose one of the list, or leave this cell empty.", f'"{listed}"')


def date_check(cell: str) -> Check:
    """The check of the day at which the figures are correct."""
    prompt = "Type the day at which these figures were correct, such as 5/2/2024."
    formula = f"AND(ISNUMBER({cell}),{cell}>=DATE(2000,1,1),{cell}<DATE(2100,1,1))"
    return Check("custom", "Data correct as at", prompt, "Type a date, such as 5/2/2024.", formula)


def disagrees(spot: Spot) -> str:
    """The formula that is true where a figure does not agree with another of its period, or "" where none is tied."""
    row, here = spot.row, spot.cell
    if row.out_of is not None or row.over is not None:
        top, bottom = (here, spot.of(row.out_of)) if row.out_of is not None else (spot.of(row.over or 0), here)
        return f"AND(ISNUMBER({top}),ISNUMBER({bottom}),{top}>{bottom})"
    if row.total is not None:
        whole, parts = spot.of(row.total), _bands(spot)
        return f"AND(COUNT({parts})={len(row.bands)},ISNUMBER({whole}),SUM({parts})<>{whole})"
    return ""


def _number(spot: Spot) -> list[str]:
    here = spot.cell
    more = {Takes.WHOLE: [f"{here}=INT({here})"], Takes.SHARE: [f"{here}<=1"], Takes.DECIMAL: []}
    return [f"ISNUMBER({here})", f"{here}>=0", *more[spot.row.takes]]


def _relations(spot: Spot) -> list[str]:
    row, here = spot.row, spot.cell
    found = []
    if row.out_of is not None:
        bottom = spot.of(row.out_of)
        found.append(f"OR(NOT(ISNUMBER({bottom})),{here}<={bottom})")
    if row.over is not None:
        top = spot.of(row.over)
        found.append(f"OR(NOT(ISNUMBER({top})),{top}<={here})")
    if row.total is not None:
        whole, parts = spot.of(row.total), _bands(spot)
        found.append(f"OR(COUNT({parts})<{len(row.bands)},NOT(ISNUMBER({whole})),SUM({parts})={whole})")
    return found


def _bands(spot: Spot) -> str:
    return f"{spot.of(spot.row.bands[0])}:{spot.of(spot.row.bands[-1])}"


def _wanted(row: BlankRow) -> str:
    tied = ""
    if row.out_of is not None or row.over is not None:
        ends = "not more than its denominator" if row.out_of is not None else "not less than its numerator"
        tied = f", {_TIED.get(row.part, ends)}"
    elif row.total is not None:
        tied = "; all groups together must make the total"
    return f"Type {row.takes.value}{tied}."


def _title(row: BlankRow) -> str:
    return f"{row.group or row.measure}"[:_LONGEST_TITLE]


def _prompt(row: BlankRow) -> str:
    """What the cell wants in a sentence, and what the measure means as far as there is room."""
    words = f"{row.part}: {row.definition}. {_wanted(row)} {row.help}".strip()
    return words if len(words) <= _LONGEST_PROMPT else words[:_LONGEST_PROMPT].rsplit(" ", 1)[0] + " …"
