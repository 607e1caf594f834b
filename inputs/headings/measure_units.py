"""Tells what the names of measures say at their end, and which units a measure is given in, by facts.toml."""

from __future__ import annotations

import re
from functools import cache

from inputs.headings.fact_lists import fact_source
from inputs.headings.fact_words import LONGEST, OF_AVERAGES, OTHER_TIME, Aspect, Said, stated_alone
from inputs.headings.folding import fold
from inputs.intake import Item

_FITS = {
    "count": {"count", "thousands"},
    "pct": {"pct", "count"},
    "pounds_per_week": {"money", "pounds_per_week"},
}
"""The units in which a measure may be given, where these are others than its own alone."""
_TIMES = {"days", "weeks", "months"}
_AVERAGES = {*_TIMES, "rate", "score", "pounds_per_week"}
_AT_END = re.compile(r"(?:[(\[]|[:,;](?= )| [–—-] )\s*(?P<unit>[^()\[\]:,;–—]{1,30}?)\s*[)\]]?[\s:]*$")
_LEFT_TO_NAMES = {"pct", "count"}  # what is asked of a measure, which the name itself says
_PER = re.compile(r"(?:per|every) (\d[\d ]*\d|\d+)(k?)")


@cache
def counted_things() -> dict[str, tuple[str, ...]]:
    """The units that are numbers of some thing, by id, with the nouns of the measures that count it."""
    return {str(one["id"]): tuple(one["of"]) for one in fact_source()[Aspect.UNIT] if "of" in one}


def is_theme(unit: Said) -> bool:
    """Whether a unit is also what a column of themes may say, such as Reviews."""
    return any(one["id"] == unit.id and one.get("theme") for one in fact_source()[Aspect.UNIT])


def counts(unit: Said) -> bool:
    """Whether a unit says that the figures are numbers of something."""
    return unit.id == "count" or unit.id in counted_things()


def tells(unit: Said, item: Item) -> bool:
    """Whether what is said of a unit tells anything of a measure: “weeks” over a table tells of its times only."""
    return unit.id not in OF_AVERAGES or item.unit in (_AVERAGES if unit.id == "median" else _TIMES)


def fits_unit(unit: Said, item: Item) -> bool:
    """Whether a measure is given in a unit. A measure without a unit of its own is given in any."""
    if not item.unit:
        return True
    if unit.id == "median":
        return item.spread == "median"
    nouns = counted_things().get(unit.id)
    if nouns is not None:
        return item.unit in {"count", "pct"} and (not item.counts or any(noun in item.counts for noun in nouns))
    if unit.id == "rate" and item.unit == "rate":
        said, own = _per(unit.words), {per for text in item.of for per in _per(text)}
        return not re.search(r"\bper (?:head|capita|million)\b", unit.words) and (not said or said <= own)
    if unit.id == OTHER_TIME:
        return unit.name == item.unit
    return unit.id in _FITS.get(item.unit, {item.unit})


def fits_written(unit: str, item: Item) -> bool:
    """Whether a unit that a number format writes beside a figure may be that of an item.

    Days may stand beside any number that can be divided, other lengths of time beside that time alone, and money beside
    what may cost something.
    """
    if unit in _TIMES:
        return item.unit == unit or (unit == "days" and item.unit not in _TIMES and not (item.whole or item.percentage))
    if unit == "rate":
        return item.unit in {"rate", "per_10000"} or not (item.whole or item.percentage or item.unit in _TIMES)
    return unit == "money" and not (item.whole or item.percentage) and item.unit not in {*_TIMES, "score"}


def _per(text: str) -> set[str]:
    """Of how many a text gives a rate: 10000 for “per 10 000” and for “per 10k”."""
    return {number.replace(" ", "") + ("000" if thousands else "") for number, thousands in _PER.findall(text)}


def unit_at_end(text: str) -> tuple[Said, str] | None:
    """The unit at the end of a name, as in “Missing episodes (days)”, with the name without it; None where it has none.

    What may be asked of any measure, a number or a percentage, is none: the name itself says that.
    """
    match = _AT_END.search(text)
    unit = stated_alone(match["unit"], Aspect.UNIT) if match and match.start() else None
    if match is None or unit is None or unit.id in _LEFT_TO_NAMES or (unit.id == "rate" and not _per(unit.words)):
        return None
    if unit.id in {"weeks", "months", "other_time"} and not unit.words.endswith("s"):
        return None  # (month) says when
    if stated_alone(match["unit"], Aspect.WHOSE) is not None:
        return None  # (care leavers) says of whom
    return unit, text[: match.start()].rstrip()


def throughout(text: str) -> tuple[Said, ...]:
    """All of the month, where the name of a measure ends so, as in “Children in care during the month”."""
    entry = next(one for one in fact_source()[Aspect.SPAN] if "at_end" in one)
    match = re.search(rf"(?:^|(?<= ))(?:{'|'.join(entry['at_end'])})$", fold(text)) if len(text) <= LONGEST else None
    return (Said(Aspect.SPAN, entry["id"], entry["name"], match[0]),) if match else ()
