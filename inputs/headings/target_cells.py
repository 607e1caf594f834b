"""Reads a target, such as ``Below 8%``, ``>=95`` or ``400 days``, and refuses one that can never be met."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from inputs.files.workbook_values import Cell
from inputs.findings import Finding, found
from inputs.headings.cell_values import plain, shows_percent
from inputs.intake import TargetRead

LARGEST_FRACTION = Decimal("1.5")  # above it nobody means a share of 1
AT_MOST, AT_LEAST = "at most", "at least"

_NUMBER = r"(?P<number>[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?)"
_BEFORE = {
    AT_MOST: r"below|under|less than|fewer than|lower than|at most|no more than|not more than|no higher than|up to"
    r"|not above|not over|at or below|less than or equal to|no greater than|maximum(?: of)?|max\.?|<=|=<|< =|<|≤|⩽",
    AT_LEAST: r"above|over|more than|greater than|higher than|at least|no less than|not less than|no fewer than"
    r"|not below|not under|at or above|(?:greater|more) than or equal to|no lower than|minimum(?: of)?|min\.?"
    r"|>=|=>|> =|>|≥|⩾",
}
_AFTER = {
    AT_MOST: r"or less|or fewer|or below|or under|or lower|\(?(?:maximum|max)\.?\)?",
    AT_LEAST: r"or more|or above|or over|or higher|\(?(?:minimum|min)\.?\)?|\+",
}
_SAYS = {comparison: re.compile(f"{_BEFORE[comparison]}|{_AFTER[comparison]}") for comparison in (AT_MOST, AT_LEAST)}
_STRICTLY_ABOVE = re.compile(r"above|over|more than|greater than|higher than|>")
_STRICTLY_BELOW = re.compile(r"below|under|less than|fewer than|lower than|<")
_TARGET = re.compile(
    rf"(?:target:? ?)?(?P<before>=|equal to|{'|'.join(_BEFORE.values())})?:? ?£?{_NUMBER} ?(?P<percent>%|per ?cent)? ?"
    rf"(?P<unit>days?|weeks?|months?|children|cases|young people)? ?(?P<after>{'|'.join(_AFTER.values())})?\.?"
)
_NONE = {
    "",
    "n/a",
    "na",
    "none",
    "no target",
    "no target set",
    "monitor",
    "monitor only",
    "for information",
    "tbc",
    "tba",
    "tbd",
    "-",
    "–",
    "—",
    "not set",
    "to be set",
    "to be confirmed",
    "z",
    "x",
    "..",
}


@dataclass(frozen=True, slots=True)
class TargetCell:
    """What a target cell gave: a target, a finding, or neither where no target is set."""

    target: TargetRead | None = None
    finding: Finding | None = None


def read_target(cell: Cell, percentage: bool, fractions: bool) -> TargetCell:
    """Read a target cell for an item.

    ``percentage`` says that the item is one; ``fractions`` that its own values are written from 0 to 1.
    """
    if cell.trouble:
        return _unclear(cell)
    if isinstance(cell.value, bool) or not isinstance(cell.value, str | int | float):
        return _unclear(cell)
    if not isinstance(cell.value, str):
        number = Decimal(repr(cell.value))
        return _judged(cell, number, "", False, (percentage, fractions)) if number.is_finite() else _unclear(cell)
    words = " ".join(cell.value.casefold().split()).strip("'\"‘’“”")
    if words in _NONE:
        return TargetCell()
    match = _TARGET.fullmatch(words)
    if match is None or (match["before"] and match["after"]):
        return _unclear(cell)
    number = Decimal(match["number"].replace(",", "").replace("−", "-"))
    if (
        match["unit"] in {"week", "weeks", "month", "months"}
        or (percentage and match["unit"])
        or (match["percent"] and not percentage)
    ):
        return _unclear(cell)
    return _judged(
        cell, number, match["before"] or match["after"] or "", bool(match["percent"]), (percentage, fractions)
    )


def _judged(cell: Cell, number: Decimal, words: str, sign: bool, scale: tuple[bool, bool]) -> TargetCell:
    """Put the number on the item's scale and refuse what cannot be a target."""
    percentage, fractions = scale
    value = number
    if percentage and not sign:
        value_on_scale = _percentage(number, fractions or shows_percent(cell.number_format))
        if value_on_scale is None:
            return _unclear(cell)
        value = value_on_scale
    comparison = _comparison(words)
    above, below = _STRICTLY_ABOVE.fullmatch(words) is not None, _STRICTLY_BELOW.fullmatch(words) is not None
    said = f"{'above ' if above else ''}{'below ' if below else ''}{plain(value)}{'%' if percentage else ''}"
    too_high = percentage and (value > 100 or (value == 100 and above))
    if value < 0 or (value == 0 and below) or too_high:
        what = f"The target says {said}, which can never be met, so it was not used."
        return TargetCell(
            finding=found("impossible-target", what, f"Correct {cell.address} and run again.", cell.address)
        )
    text = cell.value if isinstance(cell.value, str) else said
    return TargetCell(TargetRead(value, comparison, " ".join(text.split()), cell.address))


def _percentage(number: Decimal, fraction: bool) -> Decimal | None:
    """Put a number without a % sign on the scale from 0 to 100; None for a 1 that could be 1% or all of it.

    None, too, for one just above 1 among fractions: 1.2 could be 1.2% or 120%.
    """
    if fraction and number <= 1:
        return number.scaleb(2)
    if fraction and number <= LARGEST_FRACTION:
        return None
    if number == 1:
        return None
    return number.scaleb(2) if 0 < number < 1 else number


def _comparison(words: str) -> str:
    said = (comparison for comparison in (AT_MOST, AT_LEAST) if _SAYS[comparison].fullmatch(words))
    return next(said, "")


def _unclear(cell: Cell) -> TargetCell:
    what = f"The target in {cell.address} cannot be read as one number."
    remedy = "Write it like 95%, Below 8% or 400 days and run again."
    return TargetCell(finding=found("unclear-target", what, remedy, cell.address))
