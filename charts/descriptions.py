"""The sentences that stand in for ink, put together from the numbers' own words and names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from math import nan

from charts.picture import Goal, Tally, Value, Words

_MOST_NAMED = 3  # more places than this are counted, not listed
_DATE = re.compile(r"\d{1,2} [A-Z]")
_SPAN = re.compile(r"\d+ (months|weeks|days)")


def when(name: str) -> str:
    """The name of a period with its preposition: "in May 2022", "on 31 March 2023"."""
    if _DATE.match(name):
        return f"on {name}"
    return f"in the {name}" if _SPAN.match(name) else f"in {name}"


def known(values: Iterable[Value]) -> list[Value]:
    """The values that have a number."""
    return [value for value in values if value.number is not None]


def span_of(values: Sequence[Value]) -> str:
    """The first and the last period by name."""
    return values[0].name if len(values) == 1 else f"{values[0].name} to {values[-1].name}"


def course(values: Sequence[Value], periods: str) -> Words:
    """The first and last figure and the extremes between them, as one sentence without its full stop."""
    shown = known(values)
    if not shown:
        return ("there is ", *no_figure(values, periods))
    if len(shown) == 1:
        return (shown[0], f" {when(shown[0].name)}, the only figure")
    if len({value.text for value in shown}) == 1:
        return (shown[-1], " in every one of the ", _all(shown), f" {periods} with a figure")
    lowest, highest = min(shown, key=_number), max(shown, key=_number)
    remarks = {id(lowest): " (lowest)", id(highest): " (highest)"} if len(shown) > 2 else {}
    words: Words = ()
    for end in (shown[0], shown[-1]):
        remark = remarks.pop(id(end), "") if _alike(end, shown) == 1 else ""
        words += (*((", ",) if words else ()), end, f" {when(end.name)}{remark}")
    between = "; "
    for extreme, word in ((lowest, "lowest"), (highest, "highest")):
        if id(extreme) in remarks:
            words += (f"{between}{word} ", *_place(extreme, shown, periods))
            between = ", "
    return words


def no_figure(values: Sequence[Value], periods: str) -> Words:
    """What there is where none of the values has a number."""
    return ("no figure for any of the ", _all(values), f" {periods}")


def _all(values: Sequence[Value]) -> Tally:
    """How many values there are."""
    return Tally(len(values), tuple(values))


def _alike(value: Value, shown: Sequence[Value]) -> int:
    """How many figures print as this one does, itself included."""
    return sum(1 for other in shown if other.text == value.text)


def _place(value: Value, shown: Sequence[Value], periods: str) -> Words:
    """A value and where it stands; figures that print alike are not told apart."""
    alike = _alike(value, shown)
    if alike == 1:
        return (value, f" {when(value.name)}")
    return (value, " in ", *_so_many(alike, shown, periods))


def _so_many(number: int, values: Sequence[Value], periods: str) -> Words:
    """A part of the values beside them all: "5 of 21 months"."""
    return (Tally(number, tuple(values)), " of ", _all(values), f" {periods}")


def _number(value: Value) -> float:
    return nan if value.number is None else value.number


def ending(goal: Goal | None, values: Sequence[Value], periods: str, changes: Sequence[str]) -> Words:
    """How the words of one line end: its target, its gaps, and what changed in the way of counting."""
    return (*target_met(goal, values, periods), *gaps(values, periods), *(f" {change}." for change in changes))


def target_met(goal: Goal | None, values: Sequence[Value], periods: str) -> Words:
    """The target, and in how many of the periods with a figure it was met, each by its own. Empty without a target."""
    shown = known(values)
    if goal is None:
        return ()
    if not shown or goal.at_least is None:
        return (" ", goal, ".")
    met = [n for place, value in enumerate(values) if (n := value.number) is not None and goal.is_met_by(n, place)]
    if len(shown) == 1:
        return (" ", goal, ", met." if met else ", not met.")
    own = ", each by the target of its own quarter" if goal.steps else ""
    return (" ", goal, ", met in ", *_so_many(len(met), shown, periods), f"{own}.")


def gaps(values: Sequence[Value], periods: str) -> Words:
    """Which periods have no figure, and why in the gaps' own words. Empty where there is none."""
    missing = [value for value in values if value.number is None]
    if not missing or len(missing) == len(values):
        return ()
    reasons: dict[str, list[Value]] = {}
    for value in missing:
        reasons.setdefault(value.text, []).append(value)
    words: Words = ()
    for alike in reasons.values():
        words += (" ", *_named_or_counted(alike, periods), ": ", alike[0], ".")
    return words


def _named_or_counted(values: Sequence[Value], periods: str) -> Words:
    """The names of a few periods, or how many they are."""
    if len(values) > _MOST_NAMED:
        return (_all(values), f" {periods}")
    names = [value.name for value in values]
    return (names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}",)


def each_of(values: Sequence[Value], say: Callable[[Value], str]) -> Words:
    """Every value after what is said before it, with semicolons between."""
    words: Words = ()
    for value in values:
        words += (*(("; ",) if words else ()), say(value), value)
    return words
