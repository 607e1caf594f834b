"""Reads one data cell: a number, the reason there is none, or something that cannot be read.

Only a closed list of British spellings is read. ``93,5`` and ``12*`` are ambiguous, so they are unreadable; so is
``01:07``, which in a return may mean 1 year and 7 months and is never taken for a time of day.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache
from typing import NamedTuple

from inputs.files.workbook_values import Cell
from inputs.headings.number_formats import Look, look_of
from inputs.intake import State

LARGEST = Decimal(1_000_000_000)  # no figure of a return comes near it


class CellValue(NamedTuple):
    """A data cell read by itself, without its row or column.

    ``number`` is exact and not rescaled: 0.935 stays 0.935. ``percent_sign``: the text has a %, or the number format
    puts one behind the number. ``percent_format``: the number format shows 0.935 as 93.5%. ``look`` is what the format
    shows where that is not what the cell holds: the figure is then hidden, blank or unreadable. ``numerator`` and
    ``denominator`` are those of a fraction such as ``215/230`` or ``93.5% (215/230)``; ``33 (7%)`` gives a numerator
    only. ``flag`` is "", "provisional", "revised" or "estimated".
    """

    state: State
    number: Decimal | None = None
    flag: str = ""
    percent_sign: bool = False
    percent_format: bool = False
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    look: Look = Look.AS_HELD

    @property
    def decimals(self) -> int:
        """How many decimal places the number was typed with."""
        if self.number is None:
            return 0
        exponent = self.number.normalize().as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0


_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?"
_PERCENT = r"(?: ?%| per ?cent)"
_OF_WHOM = r"(?: (?:children|young people|care leavers|pupils|cases|reviews|visits|episodes|staff))?"
_PLAIN = re.compile(rf"(?P<minus>[-−])?£?(?P<digits>{_NUMBER})(?P<percent>{_PERCENT})?", re.ASCII)
_IN_BRACKETS = re.compile(rf"\(£?(?P<digits>{_NUMBER})(?P<percent>{_PERCENT})?\)", re.ASCII)
_WHOLE = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_PARTS = rf"(?P<top>{_WHOLE}){_OF_WHOM} ?(?:/|of|out of) ?(?P<bottom>{_WHOLE}){_OF_WHOM}"
_FRACTION = re.compile(
    rf"(?P<bare>\()?{_PARTS}(?(bare)\))(?: ?[(\[](?P<share>{_NUMBER})(?P<sign>{_PERCENT})[)\]])?", re.ASCII
)
_SHARE_AND_FRACTION = re.compile(
    rf"(?P<share>{_NUMBER})(?P<sign>{_PERCENT})?[,:]? ?(?P<open>[(\[])?{_PARTS}(?(open)[)\]])", re.ASCII
)
_COUNT_AND_SHARE = re.compile(
    rf"(?P<top>{_NUMBER}){_OF_WHOM} ?[(\[](?P<percent>{_NUMBER}){_PERCENT}[)\]]"
    rf"|(?P<first>{_NUMBER}){_PERCENT} ?[(\[](?P<number>{_NUMBER}){_OF_WHOM}[)\]]",
    re.ASCII,
)
_FLAG = re.compile(
    r"(?P<rest>.*\d ?%?) ?[\[(]?(?P<flag>p|r|e|prov|provisional|rev|revised|est|estimate|estimated)\.?[\])]?", re.ASCII
)
_FLAGS = {"p": "provisional", "r": "revised", "e": "estimated"}

# The marks in place of a number, such as those of the Government Statistical Service: x, z, c, low, [x].
_NOT_APPLICABLE = {"n/a", "na", "z", "[z]", "not applicable", "n.a.", "n a", "no cases", "no cohort", "none due"}
_NOT_AVAILABLE = {
    *("x", "[x]", "m", "[m]", "..", "...", "…", ":", "-", "--", "–", "—", "tbc", "tba", "tbd", "to be confirmed"),
    *("not available", "data not available", "not yet available", "quarterly updates not available", "no data"),
    *("awaiting data", "awaiting", "awaited", "pending", "not recorded", "not collected", "not reported"),
    *("annual only", "reported annually", "annual measure"),
}
# Phrases that begin so are of the same two kinds: "awaiting data from health", "n/a this quarter".
_NO_FIGURE_APPLIES = re.compile(r"(?:n/a|n\.a\.|not applicable)(?!\w).*")
_DATA = r"(?:data|figures?|information|info|numbers?|results?|returns?|outcomes?)"
_DONE = (
    r"(?:available|known|received|provided|supplied|submitted|reported|reportable|published|produced|collected|recorded"
    r"|confirmed|validated|verified|ready|finali[sz]ed|due|completed?|held|updated|agreed|advised|added|determined)"
)
_AWAITED = re.compile(
    rf"(?:(?:the |this |these )?{_DATA} )?(?:(?:is|are|was|were|has|have|will be|still|currently|yet) )*"
    r"(?:await(?:s|ed|ing)?|to follow|t\.?b\.?[acd]\.?|pending|unavailable|unknown|not known|n/k|due|delayed"
    rf"|to be {_DONE}|not (?:(?:yet|currently|been|be|presently|fully) )*{_DONE}|no {_DATA}|no (?:update|report)"
    r"|(?:available|expected) (?:from|in|on|after|at|by|q\d|next|quarterly|annually|only)"
    r"|(?:in|under) (?:development|review)"
    r"|(?:reported|updated|published|collected|produced|measured) (?:annually|quarterly|termly|yearly|next|in|on|from)"
    r"|data (?:outstanding|missing))(?![\w/]).*"
)
_SUPPRESSED = {"c", "[c]", "*", "**", "k", "[k]", "low", "[low]", "suppressed", "s"}
_TOO_FEW = re.compile(
    r"(?:<|≤|<=|fewer than|less than|under|up to) ?\d{1,2}|\d{1,2} or (?:fewer|less)|[01] ?(?:-|–|to) ?[45]", re.ASCII
)

_SPACES = re.compile("[\u00a0\u2007\u2009\u202f\\s]+")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_APOSTROPHE = re.compile(r"^['’‘`](?=\d)")  # typed to make a number text, and kept by some programs as a mark
_TWO_NUMBERS = re.compile(r"\d[^\S\n]*(?:\n|[\t\v\f\r\x85\u2028\u2029]|\s{2})\s*\d")  # a line break, a tab, a wide gap
_TWO_HUNDREDS = re.compile(r"(?<![\d,.£])(?<![\d,.] )\d{3} \d{3}(?!\d)", re.ASCII)  # 400 405: last month and this
_RATED = re.compile(r"\d ?%? ?R", re.ASCII)  # red, beside G and A, or revised
_RAISED_DIGITS = re.compile("[\u00b9\u00b2\u00b3\u2070-\u2079\u2080-\u2089]+")  # the mark of a note, or of an exponent
_STATE_BY_LOOK = {
    Look.HIDDEN: State.SUPPRESSED,
    Look.BLANK: State.MISSING,
    Look.CHANGED: State.UNREADABLE,
    Look.SCALED: State.UNREADABLE,
    Look.COVERED: State.SUPPRESSED,
}


def read_value(cell: Cell | None) -> CellValue:
    """Read a data cell. Dates, errors and text that is neither a number nor a known mark are UNREADABLE."""
    if cell is None or (cell.value is None and not cell.trouble):
        return CellValue(State.MISSING)
    value = cell.value
    if isinstance(value, str):
        read = _of_text(value)
        hidden = read.state is State.NUMBER and look_of(cell.number_format, value) is Look.HIDDEN
        return without_number(Look.HIDDEN) if hidden else read
    if isinstance(value, bool) or not isinstance(value, int | float):
        return CellValue(State.UNREADABLE)
    if isinstance(value, float) and not math.isfinite(value):
        return CellValue(State.UNREADABLE)
    number = Decimal(value) if isinstance(value, int) else Decimal(repr(value))
    look = look_of(cell.number_format, value)
    if look is Look.AS_HELD:
        return CellValue(State.NUMBER, number)
    if look in _STATE_BY_LOOK:
        return without_number(look)
    signed = look is Look.PERCENT_SIGN
    return CellValue(State.NUMBER, number, percent_sign=signed, percent_format=not signed)


def without_number(look: Look) -> CellValue:
    """The value of a cell that does not show the number it holds."""
    return CellValue(_STATE_BY_LOOK[look], look=look)


@lru_cache(maxsize=4096)
def _of_text(text: str) -> CellValue:
    text = _INVISIBLE.sub("", _RAISED_DIGITS.sub("\n", text)).strip()
    if _TWO_NUMBERS.search(text) or _TWO_HUNDREDS.search(text) or (_RATED.search(text) and text.endswith("R")):
        return CellValue(State.UNREADABLE)
    tidy = _SPACES.sub(" ", text)
    word = _APOSTROPHE.sub("", tidy.casefold())
    if not word:
        return CellValue(State.MISSING)
    if word in _NOT_APPLICABLE:
        return CellValue(State.NOT_APPLICABLE)
    if word in _NOT_AVAILABLE:
        return CellValue(State.NOT_AVAILABLE)
    if word in _SUPPRESSED or _TOO_FEW.fullmatch(word):
        return CellValue(State.SUPPRESSED)
    return _number(word) or _flagged(word) or CellValue(_state_of_phrase(word))


def _state_of_phrase(words: str) -> State:
    if _NO_FIGURE_APPLIES.fullmatch(words):
        return State.NOT_APPLICABLE
    return State.NOT_AVAILABLE if _AWAITED.fullmatch(words) else State.UNREADABLE


def _number(word: str) -> CellValue | None:
    if match := _PLAIN.fullmatch(word) or _IN_BRACKETS.fullmatch(word):  # in brackets a number is negative
        number = _decimal(match["digits"], match.groupdict().get("minus", "-"))
        return CellValue(State.NUMBER, number, percent_sign=match["percent"] is not None)
    if match := _COUNT_AND_SHARE.fullmatch(word):
        percent, count = _decimal(match["percent"] or match["first"]), _decimal(match["top"] or match["number"])
        if not _may_be_of_whole(count, percent):
            return None  # 93% (1) has a note
        return CellValue(State.NUMBER, percent, percent_sign=True, numerator=count)
    match = _FRACTION.fullmatch(word) or _SHARE_AND_FRACTION.fullmatch(word)
    if match is None or not (match["sign"] or match.groupdict().get("open") or not match["share"]):
        return None
    share, top, bottom = match["share"], _decimal(match["top"]), _decimal(match["bottom"])
    signed = match["sign"] is not None
    return CellValue(State.NUMBER, _decimal(share) if share else None, "", signed, numerator=top, denominator=bottom)


def _may_be_of_whole(count: Decimal, share: Decimal) -> bool:
    """Whether a count can be a percentage of a whole number, as 54 can be 93% of 58 and 1 of none."""
    exponent = share.as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    if not count or share <= half:
        return True
    least = (100 * count / (share + half)).to_integral_value(ROUND_CEILING)
    return least <= 100 * count / (share - half)


def _flagged(word: str) -> CellValue | None:
    """Read a number with a trailing mark, such as ``12 p`` or ``93.5% (est.)``."""
    match = _FLAG.fullmatch(word)
    number = _number(match["rest"].strip()) if match else None
    return number._replace(flag=_FLAGS[match["flag"][0]]) if match and number else None


def _decimal(digits: str, minus: str | None = None) -> Decimal:
    number = Decimal(digits.replace(",", "").replace(" ", ""))
    return -number if minus else number


def plain(number: Decimal) -> str:
    """The number for a message, without trailing zeros, with at most 6 decimal places: ``412``, ``93.5``, ``1,234``."""
    if abs(number) > LARGEST:
        return f"more than {LARGEST:,}"
    shown = f"{number.normalize():,f}"
    whole, point, places = shown.partition(".")
    return f"{whole}{point}{places[:6]}".rstrip(".")
