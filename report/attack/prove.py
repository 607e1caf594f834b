"""Proves the range of every hidden figure of some papers, and says which is known more closely than it may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from inputs.period import Period
from report.attack.facts import Facts, facts_of
from report.attack.paper import Cell, Paper, Reading, Rule, Side
from report.attack.rules import small_parts
from report.attack.solving import Ranges, Terms, Undecided
from report.attack.system import MOST_CHILDREN, SMALLEST, System
from report.attack.targets import Target, averages_of_hidden, joinings_of, targets_of
from report.metrics.model.measure import Unit
from report.metrics.statistics.whole_numbers import Work

CLOSEST_DAYS = 60  # a child's wait that is known to within less, either way, is known


class Hidden(NamedTuple):
    """What can be proved of one hidden number: it is at least ``low`` and at most ``high``; None where there is no end.

    ``what`` says what is counted. ``how`` names, in a few words each, the relations that the range rests on.
    ``proved``: it is known more closely than the rule allows. ``known``: it is hidden beside others, larger than the
    rule hides, and known exactly, which tells of no child. ``decided`` is False where the steps were used up.
    """

    measure: str
    ref: str
    name: str
    group: str
    period: Period
    what: str
    low: int | None
    high: int | None
    proved: bool
    how: tuple[str, ...] = ()
    decided: bool = True
    known: bool = False


class Attack(NamedTuple):
    """What can be proved of some papers: every hidden figure, and every other number that should not be known.

    ``revised`` are the figures of earlier papers that newer ones gave anew, ``dropped`` the relations that contradicted
    what is printed, each with how often.
    """

    cells: tuple[Hidden, ...]
    revised: tuple[str, ...] = ()
    dropped: tuple[tuple[str, int], ...] = ()

    @property
    def proved(self) -> tuple[Hidden, ...]:
        """Those that are known more closely than the rule allows."""
        return tuple(one for one in self.cells if one.proved)

    @property
    def known(self) -> tuple[Hidden, ...]:
        """Larger numbers that are hidden beside others and are known exactly. They are looked for closely only."""
        return tuple(one for one in self.cells if one.known)

    @property
    def undecided(self) -> tuple[Hidden, ...]:
        """Those of which nothing can be said, because the steps for finding out were used up."""
        return tuple(one for one in self.cells if not one.decided)


def attack(
    papers: Sequence[Paper], rules: Iterable[Rule] = (), work: Work | None = None, *, closely: bool = True
) -> Attack:
    """What can be proved of some papers together. ``rules`` are those of hiding that are known beside what they print.

    What the ``work`` that may be done does not suffice to decide is said to be undecided.
    ``closely``: the range of every hidden figure is as narrow as it can be proved. Without it, which is much quicker,
    ranges that are wide enough may be given wider; what is proved is the same.
    """
    facts = facts_of(papers)
    known_rules = frozenset(rules).union(*(paper.rules for paper in papers))
    system = System(facts)
    found = [
        *_of_targets(facts, system, _Asked(facts, Ranges(system, work or Work()), closely)),
        *_waits(facts, system),
        *_averages(facts, system),
        *_by_rules(facts, system, known_rules),
    ]
    return Attack(tuple(found), facts.revised, tuple(sorted(system.dropped.items())))


def told_before(papers: Iterable[Paper], before: Sequence[Paper]) -> Attack:
    """What the papers ``before`` prove alone of the figures that the ``papers`` after them hide, and of their own.

    A nought that is printed now adds nobody: a sum of more months with it is of the children who were told before.
    """
    marks = [one._replace(readings=tuple(r for r in one.readings if _adds_nobody(r))) for one in papers]
    return attack([*marks, *before], closely=False)


def _adds_nobody(one: Reading) -> bool:
    return one.side is Side.HIDDEN or (one.side is Side.COUNTED and one.low == one.high == 0)


def new_proofs(now: Attack, before: Attack) -> tuple[Hidden, ...]:
    """What is proved now and was not by the earlier papers alone, or less closely."""
    known = {(one.measure, one.group, one.period, one.what): (one.low, one.high) for one in before.proved}
    return tuple(
        one for one in now.proved if known.get((one.measure, one.group, one.period, one.what)) != (one.low, one.high)
    )


class _Asked(NamedTuple):
    facts: Facts
    ranges: Ranges
    closely: bool


def _of_targets(facts: Facts, system: System, asked: _Asked) -> Iterator[Hidden]:
    for target in targets_of(facts):
        terms = tuple((system.place(*unknown), times) for unknown, times in target.terms if system.knows(*unknown))
        if len(terms) == len(target.terms) and (target.hidden or _can_be_small(target, facts)):
            yield from _of_target(target, terms, system, asked)


def _of_target(target: Target, terms: Terms, system: System, asked: _Asked) -> Iterator[Hidden]:
    """The result for one target: for a hidden cell always, for any other number only where it is proved."""
    low, high = system.bounds.of_sum(terms)
    largest = system.largest_small
    proved = known = False
    try:
        if low <= largest:
            proved = _is_proved(*asked.ranges.seen(terms), largest)
    except Undecided:
        yield _hidden(asked.facts, target.cell, target.what, None, None, decided=False)
        return
    if proved or (target.hidden and asked.closely):
        with suppress(Undecided):  # the bounds are a range too, if not the narrowest
            low, high = asked.ranges.of(terms)
            proved = _is_proved(low, high, largest)
            known = low == high > largest and _is_for_itself(target, asked.facts)
    if proved or (target.hidden and not target.what.endswith("the others")):
        how = asked.ranges.reasons(terms) if proved or known else frozenset[str]()
        yield _hidden(asked.facts, target.cell, target.what, low, high, proved=proved, how=how, known=known)


def _can_be_small(target: Target, facts: Facts) -> bool:
    """Whether a number that is not hidden is spoken of at all: a cell of which only one side is read says nothing."""
    return any(key in facts.numbers for key, _ in target.terms) or (target.cell, Side.VALUE) in facts.numbers


def _is_proved(low: int, high: int, largest: int) -> bool:
    """Whether a count is known more closely than to be 1 to the ``largest`` that is hidden for its own sake."""
    return SMALLEST <= high <= largest and high - low < largest - SMALLEST


def _is_for_itself(target: Target, facts: Facts) -> bool:
    """Whether a number is a hidden figure of its own: no sum of months, and no part of a percentage or average.

    Those may well be printed as the number of another figure, such as the children that 12 months are out of.
    """
    measure = facts.measures[target.cell.measure]
    return target.hidden and measure.unit is Unit.COUNT and target.cell.period.length == 1


def _hidden(
    facts: Facts,
    cell: Cell,
    what: str,
    low: int | None,
    high: int | None,
    *,
    proved: bool = False,
    how: Iterable[str] = (),
    decided: bool = True,
    known: bool = False,
) -> Hidden:
    measure = facts.measures[cell.measure]
    most = None if high is not None and 2 * high > MOST_CHILDREN else high
    name, ref, reasons = measure.short_name, measure.ref, tuple(sorted(how))
    return Hidden(measure.id, ref, name, cell.group, cell.period, what, low, most, proved, reasons, decided, known)


def _waits(facts: Facts, system: System) -> Iterator[Hidden]:
    """One child's days, from two averages of which the later is of one child more or fewer."""
    for joining in joinings_of(facts):
        ends = [_days(cell, facts, system) for cell in (joining.before, joining.after)]
        if ends[0] is None or ends[1] is None:
            continue
        more = ends[1][0] - ends[0][0]
        small, large = (ends[0], ends[1]) if more == 1 else (ends[1], ends[0])
        low, high = large[1] - small[2], large[2] - small[1]
        if abs(more) != 1 or high < 0:
            continue
        what = "days that one child waited who joined" if more == 1 else "days that one child had waited who left"
        if high - low < 2 * CLOSEST_DAYS:
            days = max(ceil(low), 0), floor(high)
            yield _hidden(facts, joining.after, what, *days, proved=True, how=["two averages"])


def _days(cell: Cell, facts: Facts, system: System) -> tuple[int, Fraction, Fraction] | None:
    """How many children an average is of, and the least and the most that all their days can be; None if unknown."""
    place = system.place(cell, Side.OF) if system.knows(cell, Side.OF) else None
    if place is None or not system.bounds.known(place):
        return None
    children = system.bounds.low[place]
    averages = facts.numbers.get((cell, Side.VALUE), ())
    sums = facts.numbers.get((cell, Side.DAYS), ())
    lows = [fact.low * children for fact in averages] + [fact.low for fact in sums]
    highs = [fact.high * children for fact in averages] + [fact.high for fact in sums]
    return children, max(lows), min(highs)


def _averages(facts: Facts, system: System) -> Iterator[Hidden]:
    """Averages that are printed of children who are hidden, so that the average of few is known."""
    for cell, hidden in averages_of_hidden(facts):
        if not facts.measures[cell.measure].unit.is_average or not system.knows(cell, Side.OF):
            continue
        place = system.place(cell, Side.OF)
        few = system.bounds.high[place] <= system.largest_small or system.is_alone(hidden)
        if few and system.bounds.low[place] <= system.largest_small:
            value = facts.numbers[cell, Side.VALUE][0]
            low, high = ceil(value.low), max(ceil(value.low), ceil(value.high) - 1)
            how = ["an average of hidden children"]
            yield _hidden(facts, cell, "days on average of a few children", low, high, proved=True, how=how)


def _by_rules(facts: Facts, system: System, rules: Iterable[Rule]) -> Iterator[Hidden]:
    """The small number among hidden parts of a total, where the rule is known by which another one was hidden too."""
    if Rule.NEXT_SMALLEST not in rules:
        return
    for cell, values in small_parts(facts, system):
        low, high = min(values), max(values)
        if high - low < system.largest_small - SMALLEST:
            how = ["parts of a total", "the next smallest is hidden"]
            yield _hidden(facts, cell, "children, the smaller of the hidden", low, high, proved=True, how=how)
