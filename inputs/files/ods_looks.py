"""What the styles of an OpenDocument spreadsheet say of text, rows and columns, and what a cell shows of its number.

LibreOffice writes what a cell shows beside what it holds, so no number format need be read: what stands around the
shown number is given as a format code of Excel, which the rest of the reading understands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from inputs.files.text_runs import mark_of

NARROWEST_SEEN = 0.02  # inches
_LENGTH = re.compile(r"(?P<number>\d{1,6}(?:\.\d{0,20})?)(?P<unit>mm|cm|in|pt|pc|px)", re.ASCII)
_IN_AN_INCH = {"mm": 25.4, "cm": 2.54, "in": 1, "pt": 72, "pc": 6, "px": 96}
_SHOWN = re.compile(r"(?P<before>\D*)(?P<number>\d[\d,\u00a0\u202f ]*(?:\.\d+)?)(?P<after>\D*)", re.ASCII)
_THOUSANDS = (("", 1), (",", 1_000), (",,", 1_000_000))


@dataclass(slots=True)
class Style:
    """One named style: the mark of its font ("" where it says nothing of it), and whether it makes things invisible.

    ``numbers``: it has a number format, so that a number of which nothing is shown may be hidden by it.
    """

    font: str = ""
    hidden: bool = False
    numbers: bool = False

    def take(self, element: str, attributes: dict[str, str]) -> None:
        """Take in what one element of the style says."""
        match element:
            case "table-properties":
                self.hidden = self.hidden or attributes.get("display") == "false"
            case "table-column-properties":
                self.hidden = self.hidden or _is_narrow(attributes.get("column-width", ""))
            case "table-row-properties":
                self.hidden = self.hidden or _is_narrow(attributes.get("row-height", ""))
            case "text-properties":
                line, type_ = attributes.get("text-line-through-style"), attributes.get("text-line-through-type")
                position = attributes.get("text-position")
                if line or type_ or position:
                    struck = (line or type_ or "none") != "none"
                    self.font = mark_of(_is_raised(position or ""), struck)


def _is_narrow(length: str) -> bool:
    match = _LENGTH.fullmatch(length)
    return match is not None and float(match["number"]) / _IN_AN_INCH[match["unit"]] < NARROWEST_SEEN


def _is_raised(position: str) -> bool:
    """Whether a position such as ``super 58%`` or ``-33% 58%`` is above or below the line; ``0% 100%`` is neither."""
    first = position.partition(" ")[0]
    return first in {"super", "sub"} or (first.endswith("%") and first.strip("+-0%.") != "")


def format_shown(value: float, shown: str, percentage: bool) -> str:
    """The number format, as a code of Excel, by which a number is shown as it is."""
    shown = shown.replace('"', "").strip()
    match = _SHOWN.fullmatch(shown)
    if match is None:  # a fraction, say, or no number at all
        return "General" if any(map(str.isdigit, shown)) else f'"{shown}"'
    before, after = match["before"].strip("-− ("), match["after"].strip(") ")
    if percentage:
        return f"{_quoted(before)}0%{_quoted(after.removesuffix('%'))}"
    number = float(re.sub("[^0-9.]", "", match["number"]))
    if re.sub("[^0-9]", "", match["number"]) == f"{abs(value):.0f}":  # also with points between the thousands
        number = abs(value)
    tolerance = 0.51 * 10 ** -len(match["number"].partition(".")[2])
    commas = next((mark for mark, by in _THOUSANDS if abs(abs(value) / by - number) <= tolerance), "")
    return f"{_quoted(before)}0{commas}{_quoted(after)}" if before or commas or after else "General"


def _quoted(words: str) -> str:
    return f'"{words}"' if words else ""


def text_format(held: str | None, shown: str) -> str:
    """The number format of a text, as a code of Excel, that hides a text other than the one that is shown."""
    return "General" if held is None or held.split() == shown.split() else ";;;"
