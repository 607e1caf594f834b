"""Reads a target cell, such as ``Below 8%``, ``>=95`` or ``400 days``; one that can never be met is a finding."""

from __future__ import annotations

import re
from decimal import Decimal

from inputs.files.workbook_values import Cell
from inputs.findings import Finding, found
from inputs.headings.cell_values import LARGEST, plain
from inputs.headings.number_formats import shows_percent
from inputs.intake import TargetRead

LARGEST_FRACTION = Decimal("1.5")  # a larger number is a percentage, not a fraction of 1
AT_MOST, AT_LEAST, WITHIN = "at most", "at least", "within"
_OTHER_TIMES = {"weeks", "months"}
_HUNDRED = Decimal(100)

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
    r"(?P<unit>days?|weeks?|months?|children|cases|young people|per 10,?000(?: children)?)? ?"
    rf"(?P<after>{'|'.join(_AFTER.values())})?\.?"
)
_RANGE = re.compile(
    rf"(?:target:? ?)?(?:range:? ?)?(?:between |from )?£?{_NUMBER.replace('number', 'low')} ?(?:%|per ?cent)? ?"
    rf"(?:to|and|-|–|—) ?£?{_NUMBER.replace('number', 'high')} ?(?P<percent>%|per ?cent)? ?"
    r"(?:days?|weeks?|months?|children|cases|young people|per 10,?000(?: children)?)?\.?"
)
_NOT_SET = {
    *("", "n/a", "na", "z", "x", "..", "-", "–", "—", "none", "no target", "no target set", "not set", "to be set"),
    *("monitor", "monitor only", "for information", "tbc", "tba", "tbd", "to be confirmed"),
}


def read_target(
    cell: Cell, percentage: bool, fractions: bool, unit: str = "", *, ranged: bool = False, signed: bool = False
) -> TargetRead | Finding | None:
    """Read the target of an item: a target, a finding about a cell that cannot be one, or None where none is set.

    ``percentage``: the item is a percentage. ``fractions``: its own values are written from 0 to 1. ``unit`` is that of
    the item, ``ranged``: its targets may be ranges, such as 20% to 30%; ``signed``: they may be below zero.
    """
    if ranged and isinstance(cell.value, str) and (within := _range(cell, percentage, fractions)):
        return within
    if cell.trouble or isinstance(cell.value, bool) or not isinstance(cell.value, str | int | float):
        return _unclear(cell)
    compared, sign = "", False
    if isinstance(cell.value, str):
        words = " ".join(cell.value.casefold().split()).strip("'\"‘’“”")
        if is_not_set(words):
            return None
        match = _TARGET.fullmatch(words)
        if match is None or (match["before"] and match["after"]):
            return _unclear(cell)
        said, sign = match["unit"], match["percent"] is not None
        if not _is_of(said, unit) or (percentage and said) or (sign and not percentage):
            return _unclear(cell)
        number = Decimal(match["number"].replace(",", "").replace("−", "-"))
        compared = match["before"] or match["after"] or ""
    else:
        number = Decimal(repr(cell.value))
    if not number.is_finite() or abs(number) > LARGEST:
        return _unclear(cell)
    rescaled = (
        _percentage(number, fractions or shows_percent(cell.number_format)) if percentage and not sign else number
    )
    return _unclear(cell) if rescaled is None else _possible(cell, rescaled, compared, percentage, signed)


def _is_of(said: str | None, unit: str) -> bool:
    """Whether a time that a target states is the unit of its item: days stand beside numbers of any kind."""
    time = (said or "").removesuffix("s")
    return time not in {"day", "week", "month"} or f"{time}s" == unit or (time == "day" and unit not in _OTHER_TIMES)


def _range(cell: Cell, percentage: bool, fractions: bool) -> TargetRead | None:
    """A target that is a range, such as 20% to 30%; None for any other text."""
    words = " ".join(str(cell.value).casefold().split()).strip("'\"‘’“”")
    match = _RANGE.fullmatch(words)
    if match is None or (match["percent"] and not percentage):
        return None
    ends = [Decimal(match[end].replace(",", "").replace("−", "-")) for end in ("low", "high")]
    if percentage and not match["percent"]:
        scaled = [_percentage(end, fractions) for end in ends]
        ends = [end for end in scaled if end is not None]
    most = _HUNDRED if percentage else LARGEST
    if len(ends) < 2 or not ends[0] < ends[1] <= most:
        return None
    return TargetRead(ends[0], WITHIN, " ".join(str(cell.value).split()), cell.address, upper=ends[1])


def is_not_set(words: str) -> bool:
    """Whether the words of a cell, in lower case, say that there is nothing in it."""
    return words in _NOT_SET


def _possible(cell: Cell, value: Decimal, words: str, percentage: bool, signed: bool) -> TargetRead | Finding:
    """The target, or the finding that it can never be met. ``words`` are those of the comparison, such as "below"."""
    above, below = _STRICTLY_ABOVE.fullmatch(words) is not None, _STRICTLY_BELOW.fullmatch(words) is not None
    said = f"{'above ' if above else ''}{'below ' if below else ''}{plain(value)}{'%' if percentage else ''}"
    too_high = percentage and (value > 100 or (value == 100 and above))
    if not signed and (value < 0 or (value == 0 and below) or too_high):
        what = f"The target says {said}, which can never be met, so it was not used."
        return found("impossible-target", what, f"Correct {cell.address} and run again.", cell.address)
    comparison = next((which for which in (AT_MOST, AT_LEAST) if _SAYS[which].fullmatch(words)), "")
    text = cell.value if isinstance(cell.value, str) else said
    return TargetRead(value, comparison, " ".join(text.split()), cell.address)


def _percentage(number: Decimal, fraction: bool) -> Decimal | None:
    """A number without a % sign on the scale from 0 to 100; None for an ambiguous one.

    A 1 could be 1% or 100% unless its series has fractions; among fractions, 1.2 could be 1.2% or 120%.
    """
    if fraction and number <= 1:
        return number.scaleb(2)
    if number == 1 or (fraction and number <= LARGEST_FRACTION):
        return None
    return number.scaleb(2) if 0 < number < 1 else number


def _unclear(cell: Cell) -> Finding:
    what = f"The target in {cell.address} cannot be read as one number."
    remedy = "Write it like 95%, Below 8% or 400 days and run again."
    return found("unclear-target", what, remedy, cell.address)
