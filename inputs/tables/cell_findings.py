"""Findings about single cells: one that shows an error, that is no number, or whose look is not what it holds."""

from __future__ import annotations

import datetime
import re

from inputs.files.workbook_values import NO_SAVED_RESULT, RAISED_ONLY, STRUCK_OUT, Cell
from inputs.findings import RUN_AGAIN, Finding, found
from inputs.headings.number_formats import Look
from inputs.headings.year_headings import StatedDay

_ERROR = re.compile(r"#[A-Z0-9_/]{1,20}[!?]?")  # such as #REF!; a crafted workbook may hold any text instead
SHOWN_OTHERWISE = {
    Look.HIDDEN: "shows something else, or nothing, in place of the number that it holds; it was taken as hidden",
    Look.BLANK: "shows nothing of the 0 that it holds; it was taken as blank",
    Look.CHANGED: "shows the number that it holds with words or marks that make it another one; it was left out",
    Look.SCALED: "shows the number that it holds divided by a thousand or a million; it was left out",
    Look.COVERED: "hides smaller numbers, and no other cell of its row or column has it; it was taken as hidden",
}


def trouble_finding(cell: Cell) -> Finding:
    """The finding of a cell that shows an error, is struck out or raised, or has a formula without a saved result."""
    if cell.trouble == STRUCK_OUT:
        remedy = "If it stands after all, take the strike-through off; if not, clear the cell, and run again."
        return found("struck-out", "What is in this cell is struck out, so it was not read.", remedy, cell.address)
    if cell.trouble == RAISED_ONLY:
        what = "The number here is raised or lowered, as the mark of a note is, so it was not read."
        remedy = "If it is a figure, type it in the ordinary way; if not, clear the cell, and run again."
        return found("not-a-number", what, remedy, cell.address)
    if cell.trouble != NO_SAVED_RESULT:
        remedy = "Fix the formula, or type the number, and run again."
        shown = cell.trouble if _ERROR.fullmatch(cell.trouble) else "an error"
        return found("error-in-cell", f"The cell shows {shown}.", remedy, cell.address)
    remedy = "Open the workbook in Excel, let it calculate, save it and run again."
    return found("formula-without-result", "The cell holds a formula with no saved result.", remedy, cell.address)


def shown_otherwise(cell: Cell, look: Look) -> Finding:
    """The finding of a number format of which the reader of the sheet does not see the number that the cell holds."""
    what = f"The number format of this cell {SHOWN_OTHERWISE[look]}."
    remedy = f"If the number that {cell.address} holds is the figure, give it a plain number format, such as 0, "
    return found("shown-otherwise", what, f"{remedy}{RUN_AGAIN}", cell.address)


def shown_as_percentage(cell: str) -> Finding:
    """The finding of a count whose cell shows a percentage."""
    what = "The number format of this cell shows a percentage where a number is counted; it was left out."
    return found("shown-otherwise", what, f"Give {cell} the number and a plain number format, {RUN_AGAIN}", cell)


def money_in(text: str) -> str:
    """The unit "money" where a text has a pound sign, else ""."""
    return "money" if "£" in text else ""


def shown_with_unit(cell: str) -> Finding:
    """The finding of a figure whose number format writes the unit of something else beside it, as £ beside a count."""
    what = "This cell shows a unit beside the number that this measure does not have; "
    remedy = f"If the number in {cell} is the figure, type it alone, with a plain number format, such as 0, {RUN_AGAIN}"
    return found("shown-otherwise", f"{what}it was left out.", remedy, cell)


def part_struck(cell: str) -> Finding:
    """The finding of a figure beside which another is struck out."""
    what = "Some of what is in this cell is struck out; only the rest was read."
    return found("struck-out", what, f"If {cell} means something else, type the figure alone {RUN_AGAIN}", cell)


def unreadable(cell: Cell) -> Finding:
    """The finding of a cell in which a figure should be and that holds something else."""
    if cell.trouble:
        return trouble_finding(cell)
    kind = "The text here" if isinstance(cell.value, str) else "The date or true/false here"
    remedy = "Type the number in digits, such as 1234 or 93.5, or leave the cell blank if there is none, and run again."
    if isinstance(cell.value, datetime.time | datetime.timedelta) or re.fullmatch(r"\d+:\d+", cell.text):
        kind = "The time here"
        remedy = "If 1:07 stands for 1 year and 7 months, type the number of days instead, and run again."
    return found("not-a-number", f"{kind} is not a number.", remedy, cell.address)


def other_day(cell: Cell, day: StatedDay | None) -> Finding:
    """The finding of a figure whose name says another day or span than its heading."""
    if day is None:
        what = "The name of these figures says a quarter or a year, but their heading another span; they were left out."
        return found("unclear-measure", what, "Correct the name or the heading and run again.", cell.address)
    what = f"The name beside these figures says {day}, but their heading is another month; they were left out."
    return found("unclear-measure", what, "Correct the name or the heading and run again.", cell.address)
