"""What an attack found, in lines for the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from report.attack.prove import Attack, Hidden

_MOST_REASONS = 4


def lines(attack: Attack) -> list[str]:
    """One line that sums up, then one for each number that is known too closely, undecided, or hidden well."""
    return [
        summary(attack),
        *_part("Known more closely than the rule allows:", attack.proved),
        *_part("Not decided in the steps there are:", attack.undecided),
        *_part("Hidden beside others and known exactly, but larger than what is hidden for itself:", attack.known),
        *_part("Hidden, and not known more closely than this:", _safe(attack)),
        *_notes(attack),
    ]


def summary(attack: Attack) -> str:
    """The result in one line."""
    hidden, proved, undecided = len(_safe(attack)), len(attack.proved), len(attack.undecided)
    if not attack.cells:
        return "Nothing is hidden, and nothing that should be can be worked out."
    parts = [f"{_so_many(proved)} can be worked out" if proved else "Nothing hidden can be worked out"]
    parts += [f"{_so_many(undecided)} not decided"] if undecided else []
    parts += [f"{_so_many(hidden)} safe"] if hidden else []
    return "; ".join(parts) + "."


def _so_many(number: int) -> str:
    return f"{number} number{'' if number == 1 else 's'}"


def listed(cells: Iterable[Hidden]) -> list[str]:
    """A line for each of some numbers."""
    return [f"  {_line(one)}" for one in cells]


def _safe(attack: Attack) -> tuple[Hidden, ...]:
    return tuple(one for one in attack.cells if one.decided and not one.proved and not one.known)


def _part(title: str, cells: tuple[Hidden, ...]) -> Iterator[str]:
    if cells:
        yield title
        yield from listed(cells)


def _line(one: Hidden) -> str:
    group = f", {one.group}" if one.group else ""
    name = f"{one.ref} {one.name}{group}, {one.period.name}: "
    if not one.decided:
        return f"{name}not decided ({one.what})."
    how = f" From: {_reasons(one)}." if (one.proved or one.known) and one.how else ""
    return f"{name}{_range(one)} ({one.what}).{how}"


def _reasons(one: Hidden) -> str:
    more = len(one.how) - _MOST_REASONS
    return ", ".join(one.how[:_MOST_REASONS]) + (f" and {more} more" if more > 0 else "")


def _range(one: Hidden) -> str:
    if one.high is None:
        return f"{one.low} or more"
    return f"exactly {one.low}" if one.low == one.high else f"{one.low} to {one.high}"


def _notes(attack: Attack) -> Iterator[str]:
    """What was given up on the way, in a line for each kind."""
    for name in attack.revised:
        yield f"Revised since: {name}. The newer figure was taken."
    for label, times in attack.dropped:
        where = "once" if times == 1 else f"{times} times"
        what = label or "a number that is printed twice"
        yield f"Contradicts what is printed, {where}, and was left out there: {what}."
