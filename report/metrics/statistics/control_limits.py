"""XmR control charts by the Making Data Count rules: mean, natural process limits, special-cause signals, assurance.

Arithmetic only: numbers in time order come in, and no measure, month or word is known. Everything is worked out in
exact fractions, so that a value equal to the mean or to a limit is exactly equal.

Where published tools differ we choose once (``MAKING_DATA_COUNT``); ``NHSR`` makes the choices of the R package
NHSRplotthedots, so that its published results can be reproduced. The guide's ``judging.md`` has the reasons.
Sources: Wheeler 1993, Understanding Variation; NHS England, Making Data Count; NHS-R Community, NHSRplotthedots.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

Number = Decimal | Fraction | int

FEWEST_FOR_LIMITS = 5  # values: fewer say nothing of their variation
FEWEST_FOR_SIGNALS = 13  # values: from here on limits hardly move with each new one; before, they are trial limits
RUN = 7  # values on one side of the mean, or each higher (or each lower) than the one before
LIMIT_FACTOR = Fraction(266, 100)  # mean moving ranges in three standard deviations: 3 / 1.128, where 1.128 is d2
NEAR_LIMIT = Fraction(2, 3)  # of the way from the mean to a limit: two standard deviations
SCREEN_FACTOR = Fraction(3267, 1000)  # D4: a moving range this many times the mean moving range is an outlier itself


class Rule(StrEnum):
    """The four special-cause rules, in order of precedence: what common-cause variation alone seldom does."""

    OUTSIDE = "outside a limit"
    TREND = "seven in a row rising or falling"
    NEAR_LIMIT = "two of three near a limit"
    ONE_SIDE = "seven in a row on one side of the average"


class Variation(StrEnum):
    """The variation of one value: common cause (usual), or a special cause: improvement or concern.

    Higher and lower are for values of which neither direction is good or bad.
    """

    USUAL = "usual"
    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"


class Assurance(StrEnum):
    """Whether a process that stays within its limits meets a target always, sometimes ("hit or miss") or never."""

    MEETS = "consistently meets"
    SOMETIMES = "sometimes meets"
    MISSES = "consistently misses"


class Method(NamedTuple):
    """The choices on which published tools differ.

    ``screened``: moving ranges of at least 3.267 times their mean are left out of that mean, once.
    ``outside_is_near``: a value outside a limit counts towards the rule of two in three near a limit.
    ``limit_reaches``: a target that equals the worse of the two limits is consistently met.
    """

    screened: bool
    outside_is_near: bool
    limit_reaches: bool


MAKING_DATA_COUNT = Method(screened=False, outside_is_near=True, limit_reaches=True)
NHSR = Method(screened=True, outside_is_near=False, limit_reaches=False)
METHODS = {"": MAKING_DATA_COUNT, "nhsr": NHSR}
"""By the name that ``parity`` gives them in report.toml."""


class Limits(NamedTuple):
    """The mean, the natural process limits (3 standard deviations) and the near limits (2). Not clipped to 0 to 100."""

    mean: Fraction
    lower: Fraction
    upper: Fraction
    near_lower: Fraction
    near_upper: Fraction


class Signal(NamedTuple):
    """The special-cause rule that a value falls under. ``direction``: 1 for high or rising, -1 for low or falling."""

    rule: Rule
    direction: int


class Phase(NamedTuple):
    """The values between two changes of counting method, with limits of their own ("rebased").

    ``first`` is the index of the first value; ``signals`` has one entry a value, None for common cause. ``limits`` is
    None under 5 values; of 5 to 12 they are ``trial`` limits. There are signals and assurance where it is ``judged``.
    """

    first: int
    signals: tuple[Signal | None, ...]
    limits: Limits | None
    trial: bool
    judged: bool

    @property
    def stop(self) -> int:
        """The index after the last value."""
        return self.first + len(self.signals)


class ControlChart(NamedTuple):
    """The XmR limits and signals of a series, phase by phase in time order.

    ``better`` is the direction of improvement: 1, -1, or 0 where neither is good or bad. ``assurance`` is by the limits
    of the latest phase; None without a target, without a direction of improvement or with too few values.
    """

    phases: tuple[Phase, ...]
    better: int
    assurance: Assurance | None = None

    @property
    def latest(self) -> Phase:
        """The phase of the latest value."""
        return self.phases[-1]

    @property
    def variations(self) -> dict[int, Variation]:
        """The variation of each value, by its index; values of phases that are not judged are left out."""
        return {
            phase.first + place: variation(signal, self.better)
            for phase in self.phases
            if phase.judged
            for place, signal in enumerate(phase.signals)
        }

    @property
    def variation(self) -> Variation | None:
        """The variation of the latest value; None where its phase is not judged."""
        return self.variations.get(self.latest.stop - 1)


def xmr_chart(
    numbers: Sequence[Number],
    better: int,
    *,
    target: tuple[Number, bool] | None = None,
    starts: Sequence[int] = (),
    method: Method = MAKING_DATA_COUNT,
    offset: int = 0,
    judged: bool = True,
) -> ControlChart:
    """The XmR limits and signals of at least one value, in time order and without gaps.

    ``better`` is the direction of improvement: 1, -1, or 0 for neither. ``target`` is its value and whether values are
    to be at least (True) or at most (False) that. ``starts`` are the places at which a new phase begins, because the
    method of counting changed there. ``offset`` is added to every index of the result. Values that are not ``judged``
    have limits alone.
    """
    exact = tuple(Fraction(number) for number in numbers)
    edges = sorted({0, *(start for start in starts if 0 < start < len(exact)), len(exact)})
    phases = tuple(_phase(exact[first:stop], offset + first, method, judged) for first, stop in pairwise(edges))
    last = phases[-1].limits if phases[-1].judged else None
    verdict = assurance(last, target[0], target[1], method) if last and target and better else None
    return ControlChart(phases, better, verdict)


def _phase(numbers: tuple[Fraction, ...], first: int, method: Method, judged: bool) -> Phase:
    limits = process_limits(numbers, method) if len(numbers) >= FEWEST_FOR_LIMITS else None
    trial = limits is not None and len(numbers) < FEWEST_FOR_SIGNALS
    if limits is None or trial or not judged:
        return Phase(first, (None,) * len(numbers), limits, trial, judged=False)
    return Phase(first, signals(numbers, limits, method), limits, trial=False, judged=True)


def moving_ranges(numbers: Sequence[Number]) -> tuple[Fraction, ...]:
    """The absolute difference of each value, but the first, from the one before it."""
    return tuple(abs(Fraction(after) - Fraction(before)) for before, after in pairwise(numbers))


def process_limits(numbers: Sequence[Number], method: Method = MAKING_DATA_COUNT) -> Limits:
    """The natural process limits of at least two values: their mean, and 2.66 mean moving ranges to each side of it.

    Values that are all the same have limits that equal them.
    """
    exact = [Fraction(number) for number in numbers]
    mean = sum(exact, Fraction(0)) / len(exact)
    ranges = moving_ranges(exact)
    mean_range = sum(ranges, Fraction(0)) / len(ranges)
    kept = [each for each in ranges if each < SCREEN_FACTOR * mean_range] if method.screened else ()
    if kept:  # none are where all ranges are 0
        mean_range = sum(kept, Fraction(0)) / len(kept)
    reach = LIMIT_FACTOR * mean_range
    near = NEAR_LIMIT * reach
    return Limits(mean, mean - reach, mean + reach, mean - near, mean + near)


def signals(numbers: Sequence[Number], limits: Limits, method: Method = MAKING_DATA_COUNT) -> tuple[Signal | None, ...]:
    """For each value the first special-cause rule that it falls under; None for common cause."""
    exact = [Fraction(number) for number in numbers]
    sides = [_sign(number - limits.mean) for number in exact]
    outside = [(number > limits.upper) - (number < limits.lower) for number in exact]
    near = [(number > limits.near_upper) - (number < limits.near_lower) for number in exact]
    close = [bool(each) and (method.outside_is_near or not out) for each, out in zip(near, outside, strict=True)]
    paired = two_in_three(close, sides)
    fired = {
        Rule.OUTSIDE: outside,
        Rule.TREND: whole_runs(seven_point_trend(exact)),
        Rule.NEAR_LIMIT: [side if pair and own else 0 for side, pair, own in zip(sides, paired, close, strict=True)],
        Rule.ONE_SIDE: whole_runs(seven_on_one_side(sides)),
    }
    return tuple(
        next((Signal(rule, directions[index]) for rule, directions in fired.items() if directions[index]), None)
        for index in range(len(exact))
    )


def seven_on_one_side(sides: Sequence[int]) -> list[int]:
    """For each value, the side of the mean (1 or -1) that it and the six before it are all on, else 0."""
    windows = [set(sides[end - RUN + 1 : end + 1]) if end >= RUN - 1 else set() for end in range(len(sides))]
    return [sides[end] if len(window) == 1 else 0 for end, window in enumerate(windows)]


def seven_point_trend(numbers: Sequence[Number]) -> list[int]:
    """For each value, 1 (or -1) where it ends seven that each rise (or fall), else 0. Equal values end a trend."""
    steps = [0, *(_sign(Fraction(after) - Fraction(before)) for before, after in pairwise(numbers))]
    windows = [set(steps[end - RUN + 2 : end + 1]) if end >= RUN - 1 else set() for end in range(len(numbers))]
    return [steps[end] if len(window) == 1 else 0 for end, window in enumerate(windows)]


def whole_runs(ends: Sequence[int]) -> list[int]:
    """Marks all seven values of each run, given the marks at runs' ends; a value of two runs takes the later one's."""
    return [next((end for end in reversed(ends[index : index + RUN]) if end), 0) for index in range(len(ends))]


def two_in_three(close: Sequence[bool], sides: Sequence[int]) -> list[bool]:
    """Whether each value is one of three in a row, all on one side of the mean and at least two close to a limit."""
    found = [False] * len(close)
    for first in range(len(close) - 2):
        three = slice(first, first + 3)
        if sum(map(bool, close[three])) >= 2 and abs(sum(sides[three])) == 3:
            found[three] = [True] * 3
    return found


def variation(signal: Signal | None, better: int) -> Variation:
    """The variation that a signal means. ``better`` is the direction of improvement, 0 where there is none."""
    if signal is None:
        return Variation.USUAL
    if better == 0:
        return Variation.HIGHER if signal.direction > 0 else Variation.LOWER
    return Variation.BETTER if signal.direction == better else Variation.WORSE


def assurance(limits: Limits, target: Number, at_least: bool, method: Method = MAKING_DATA_COUNT) -> Assurance:
    """Whether values that stay within their limits meet a target, which is a floor (``at_least``) or a ceiling.

    A value that equals its target meets it. So a target at the worse limit is always met, at the better one sometimes.
    """
    goal, worst, best = Fraction(target), limits.lower, limits.upper
    if not at_least:
        goal, worst, best = -goal, -limits.upper, -limits.lower
    if goal < worst or (goal == worst and method.limit_reaches):
        return Assurance.MEETS
    return Assurance.MISSES if goal > best else Assurance.SOMETIMES


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)
