"""The parts of a chart's description (alt text), built from the texts and names of its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from math import nan

from charts.picture import Description, Tally, TargetLine, Value

_MOST_NAMED = 3  # more periods than this are counted, not listed
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


def course(values: Sequence[Value], periods: str) -> Description:
    """The first and last figure and the extremes between them, as one sentence without its full stop.

    With a gap they are those of the figures shown: a hidden one may be lower or higher than any of these.
    """
    shown, of_shown = known(values), _of_shown(values)
    if not shown:
        return ("there is ", *no_figure(values, periods))
    if len(shown) == 1:
        return (shown[0], f" {when(shown[0].name)}, the only figure{of_shown}")
    if len({value.text for value in shown}) == 1:
        return (shown[-1], " in every one of the ", _all(shown), f" {periods}{of_shown or ' with a figure'}")
    lowest, highest = min(shown, key=number_of), max(shown, key=number_of)
    remarks = {id(lowest): f" (lowest{of_shown})", id(highest): f" (highest{of_shown})"} if len(shown) > 2 else {}
    description: Description = ()
    for end in (shown[0], shown[-1]):
        remark = remarks.pop(id(end), "") if _alike(end, shown) == 1 else ""
        description += (*((", ",) if description else ()), end, f" {when(end.name)}{remark}")
    between = "; "
    for extreme, word in ((lowest, "lowest"), (highest, "highest")):
        if id(extreme) in remarks:
            description += (f"{between}{word}{of_shown} ", *_place(extreme, values, periods))
            between = ", "
    return description


def no_figure(values: Sequence[Value], periods: str) -> Description:
    """The clause for a series without a single number."""
    if len(values) == 1:
        return (f"no figure {when(values[0].name)}",)
    return ("no figure for any of the ", _all(values), f" {periods}")


def _all(values: Sequence[Value]) -> Tally:
    """How many values there are."""
    return Tally(len(values), tuple(values))


def _alike(value: Value, shown: Sequence[Value]) -> int:
    """How many figures are printed as this one is, itself included."""
    return sum(1 for other in shown if other.text == value.text)


def _of_shown(values: Sequence[Value]) -> str:
    """The word that keeps a statement to the figures shown; "" where none is missing or hidden."""
    return "" if len(known(values)) == len(values) else " shown"


def _place(value: Value, values: Sequence[Value], periods: str) -> Description:
    """An extreme and its period, or how often it occurs where several figures are printed alike."""
    alike = _alike(value, known(values))
    if alike == 1:
        return (value, f" {when(value.name)}")
    shown = known(values)
    return (value, ", in ", Tally(alike, tuple(shown)), f" {periods} out of ", _all(shown), _of_shown(values))


def _so_many(number: int, values: Sequence[Value], periods: str) -> Description:
    """A count beside that of all figures: "5 of 21 months", "5 of 19 months shown" where two are missing or hidden."""
    shown = known(values)
    return (Tally(number, tuple(shown)), " of ", _all(shown), f" {periods}{_of_shown(values)}")


def number_of(value: Value) -> float:
    """The number of a value; not a number for a gap."""
    return nan if value.number is None else value.number


def ending(target: TargetLine | None, values: Sequence[Value], periods: str, changes: Sequence[str]) -> Description:
    """The last sentences on a line chart: its target, its gaps and its changes of counting method."""
    return (*target_met(target, values, periods), *gaps(values, periods), *(f" {change}." for change in changes))


def target_met(target: TargetLine | None, values: Sequence[Value], periods: str) -> Description:
    """The target, and in how many of the periods that have a figure to show it was met. Empty without a target.

    Where the target changes by quarter, each figure is compared with that of its own quarter.
    """
    shown = known(values)
    if target is None:
        return ()
    if not shown or target.at_least is None:
        return (" ", target, ".")
    met = [n for place, value in enumerate(values) if (n := value.number) is not None and target.is_met_by(n, place)]
    if len(shown) == 1:
        return (" ", target, ", met." if met else ", not met.")
    own = ", each by the target of its own quarter" if target.steps else ""
    if len(met) in (0, len(shown)):
        how = ", met in all " if met else ", not met in any of the "
        return (" ", target, how, _all(shown), f" {periods}{_of_shown(values)}{own}.")
    return (" ", target, ", met in ", *_so_many(len(met), values, periods), f"{own}.")


def gaps(values: Sequence[Value], periods: str) -> Description:
    """Which periods have no figure, grouped by reason. Empty where there is no gap, or nothing but gaps."""
    missing = [value for value in values if value.number is None]
    if not missing or len(missing) == len(values):
        return ()
    reasons: dict[str, list[Value]] = {}
    for value in missing:
        reasons.setdefault(value.text, []).append(value)
    description: Description = ()
    for alike in reasons.values():
        description += (" ", *listed(alike, periods), ": ", alike[0], ".")
    return description


def listed(values: Sequence[Value], periods: str) -> Description:
    """The names of up to three periods, or how many there are."""
    if len(values) > _MOST_NAMED:
        return (_all(values), f" {periods}")
    names = [value.name for value in values]
    return (names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}",)


def by_quarter(target: TargetLine | None, values: Sequence[Value], periods: str) -> Description:
    """All that bars by quarter show: every figure in turn, the target and how often it was met, and the gaps."""
    shown = known(values)
    figures = each_of(shown, lambda value: f"{value.name}: ") if shown else ("There is ", *no_figure(values, periods))
    kind = "Bar chart by quarter. " if periods == "quarters" else "Bar chart. "
    return (kind, *figures, ".", *ending(target, values, periods, ()))


def each_of(values: Sequence[Value], say: Callable[[Value], str]) -> Description:
    """Every value after the text that ``say`` gives for it, separated by semicolons."""
    description: Description = ()
    for value in values:
        description += (*(("; ",) if description else ()), say(value), value)
    return description
