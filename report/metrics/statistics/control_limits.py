"""Process control for one run of figures (an XmR chart) by the Making Data Count rules: limits and signals.

Arithmetic only: it knows no measures, months or words. Everything is worked out in exact fractions, so a figure that
equals the mean or a limit does so exactly, and no verdict hangs on the last bit of a binary number.

Where published tools differ we choose once (``MAKING_DATA_COUNT``); ``NHSR`` makes the choices of NHSRplotthedots, so
that what it publishes can be reproduced. The README lists each choice with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

Number = Decimal | Fraction | int

FEWEST_FOR_LIMITS = 5  # fewer figures say nothing of their own ups and downs
FEWEST_FOR_SIGNALS = 13  # from here on limits hardly move with each new figure; before, they are on trial
RUN = 7  # figures on one side of the mean, or each higher (or each lower) than the one before
LIMIT_FACTOR = Fraction(266, 100)  # from the mean moving range to three standard deviations: 3 / 1.128
NEAR_LIMIT = Fraction(2, 3)  # of the way from the mean to a limit: two standard deviations
SCREEN_FACTOR = Fraction(3267, 1000)  # a moving range this many times the mean one is itself a signal


class Rule(StrEnum):
    """The four ways in which figures do what chance alone seldom does, in order of precedence."""

    OUTSIDE = "outside a limit"
    TREND = "seven in a row rising or falling"
    NEAR_LIMIT = "two of three near a limit"
    ONE_SIDE = "seven in a row on one side of the average"


class Variation(StrEnum):
    """What a figure is beside the usual ups and downs: within them, or better, worse, higher or lower than those."""

    USUAL = "usual"
    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"


class Assurance(StrEnum):
    """Whether figures that go on as they are will meet a target."""

    MEETS = "consistently meets"
    SOMETIMES = "sometimes meets"
    MISSES = "consistently misses"


@dataclass(frozen=True, slots=True)
class Method:
    """The choices on which published tools differ.

    ``screened``: moving ranges of 3.267 times the mean one or more are left out of it, once. ``outside_is_near``: a
    figure outside a limit counts towards two of three near it. ``limit_reaches``: a target that equals the limit on its
    own good side is consistently met.
    """

    screened: bool
    outside_is_near: bool
    limit_reaches: bool


MAKING_DATA_COUNT = Method(screened=False, outside_is_near=True, limit_reaches=True)
NHSR = Method(screened=True, outside_is_near=False, limit_reaches=False)
METHODS = {"": MAKING_DATA_COUNT, "nhsr": NHSR}
"""By the name that ``parity`` gives them in report.toml."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The mean, the limits three standard deviations from it, and the near limits at two. Never cut to what can be."""

    mean: Fraction
    lower: Fraction
    upper: Fraction
    near_lower: Fraction
    near_upper: Fraction


@dataclass(frozen=True, slots=True)
class Signal:
    """What made a figure stand out, and which way: 1 is high or rising, -1 low or falling."""

    rule: Rule
    direction: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Figures counted in one way, judged by themselves: from index ``first``, one entry of ``signals`` for each.

    ``limits`` is None under five figures; up to twelve they are on ``trial`` and nothing is judged by them.
    """

    first: int
    signals: tuple[Signal | None, ...]
    limits: Limits | None
    trial: bool

    @property
    def stop(self) -> int:
        """The index after the last figure."""
        return self.first + len(self.signals)

    @property
    def judged(self) -> bool:
        """Whether there are enough figures to judge by."""
        return self.limits is not None and not self.trial


@dataclass(frozen=True, slots=True)
class Control:
    """A run of figures beside its own ups and downs.

    ``stretches`` part where the way of counting changed. ``better`` is the direction in which figures get better: 1,
    -1, or 0 where neither is good or bad. ``assurance`` is None without a target or with too few figures.
    """

    stretches: tuple[Stretch, ...]
    better: int
    assurance: Assurance | None = None

    @property
    def latest(self) -> Stretch:
        """The figures counted as the latest one is."""
        return self.stretches[-1]

    @property
    def variations(self) -> dict[int, Variation]:
        """What each figure that can be judged is, by its index."""
        return {
            stretch.first + place: variation(signal, self.better)
            for stretch in self.stretches
            if stretch.judged
            for place, signal in enumerate(stretch.signals)
        }

    @property
    def variation(self) -> Variation | None:
        """What the latest figure is; None where there are too few to judge."""
        return self.variations.get(self.latest.stop - 1)

    @property
    def since(self) -> int | None:
        """The index from which on every figure is what the latest is; None where that is nothing out of the usual."""
        if self.variation in (None, Variation.USUAL):
            return None
        kinds, since = self.variations, self.latest.stop - 1
        while since > self.latest.first and kinds[since - 1] is self.variation:
            since -= 1
        return since

    @property
    def level_since(self) -> int:
        """The index since when figures are on their present level: what `since` says, else the first of the latest."""
        return self.latest.first if self.since is None else self.since


def control(
    numbers: Sequence[Number],
    better: int,
    *,
    target: tuple[Number, bool] | None = None,
    starts: Sequence[int] = (),
    method: Method = MAKING_DATA_COUNT,
    offset: int = 0,
) -> Control:
    """A run of at least one figure, in the order of time and without gaps, beside its own ups and downs.

    ``target`` is its value and whether figures are to be at least it. The way of counting changed before each index in
    ``starts``: what is before and what is after have nothing to do with one another. Indexes count from ``offset``.
    """
    exact = tuple(Fraction(number) for number in numbers)
    edges = sorted({0, *(start for start in starts if 0 < start < len(exact)), len(exact)})
    stretches = tuple(_stretch(exact[first:stop], offset + first, method) for first, stop in pairwise(edges))
    last = stretches[-1].limits if stretches[-1].judged else None
    verdict = assurance(last, Fraction(target[0]), target[1], method) if last and target and better else None
    return Control(stretches, better, verdict)


def _stretch(numbers: tuple[Fraction, ...], first: int, method: Method) -> Stretch:
    if len(numbers) < FEWEST_FOR_LIMITS:
        return Stretch(first, (None,) * len(numbers), None, trial=False)
    own = limits(numbers, method)
    if len(numbers) < FEWEST_FOR_SIGNALS:
        return Stretch(first, (None,) * len(numbers), own, trial=True)
    return Stretch(first, signals(numbers, own, method), own, trial=False)


def moving_ranges(numbers: Sequence[Number]) -> tuple[Fraction, ...]:
    """How far each figure but the first is from the one before it."""
    return tuple(abs(Fraction(after) - Fraction(before)) for before, after in pairwise(numbers))


def limits(numbers: Sequence[Number], method: Method = MAKING_DATA_COUNT) -> Limits:
    """The mean of at least two figures and the limits of their ups and downs: 2.66 mean moving ranges to each side.

    Figures that are all the same have limits that equal them.
    """
    exact = [Fraction(number) for number in numbers]
    mean = sum(exact, Fraction(0)) / len(exact)
    reach = LIMIT_FACTOR * _mean_range(moving_ranges(exact), method)
    near = NEAR_LIMIT * reach
    return Limits(mean, mean - reach, mean + reach, mean - near, mean + near)


def _mean_range(ranges: Sequence[Fraction], method: Method) -> Fraction:
    mean = sum(ranges, Fraction(0)) / len(ranges)
    kept = [each for each in ranges if each < SCREEN_FACTOR * mean] if method.screened else ranges
    return sum(kept, Fraction(0)) / len(kept) if kept else mean  # none are kept where all are nought


def signals(numbers: Sequence[Number], limits: Limits, method: Method = MAKING_DATA_COUNT) -> tuple[Signal | None, ...]:
    """For each figure the first of the four rules that it comes under, or None."""
    exact = [Fraction(number) for number in numbers]
    sides = [_sign(number - limits.mean) for number in exact]
    outside = [(number > limits.upper) - (number < limits.lower) for number in exact]
    near = [(number > limits.near_upper) - (number < limits.near_lower) for number in exact]
    close = [bool(each) and (method.outside_is_near or not out) for each, out in zip(near, outside, strict=True)]
    paired = two_in_three(close, sides)
    fired = {
        Rule.OUTSIDE: outside,
        Rule.TREND: spread_back(seven_point_trend(exact)),
        Rule.NEAR_LIMIT: [side if pair and own else 0 for side, pair, own in zip(sides, paired, close, strict=True)],
        Rule.ONE_SIDE: spread_back(seven_on_one_side(sides)),
    }
    return tuple(_first_of(fired, index) for index in range(len(exact)))


def _first_of(fired: dict[Rule, list[int]], index: int) -> Signal | None:
    return next((Signal(rule, directions[index]) for rule, directions in fired.items() if directions[index]), None)


def seven_on_one_side(sides: Sequence[int]) -> list[int]:
    """For each figure, the side (1 or -1) that it and the six before it all are on, else 0. On the mean is on none."""
    windows = [set(sides[end - RUN + 1 : end + 1]) if end >= RUN - 1 else set() for end in range(len(sides))]
    return [sides[end] if len(window) == 1 else 0 for end, window in enumerate(windows)]


def seven_point_trend(numbers: Sequence[Number]) -> list[int]:
    """For each figure, 1 (or -1) where it ends seven that each rise (or fall), else 0. Equal figures end a trend."""
    steps = [0, *(_sign(Fraction(after) - Fraction(before)) for before, after in pairwise(numbers))]
    windows = [set(steps[end - RUN + 2 : end + 1]) if end >= RUN - 1 else set() for end in range(len(numbers))]
    return [steps[end] if len(window) == 1 else 0 for end, window in enumerate(windows)]


def spread_back(ends: Sequence[int]) -> list[int]:
    """The whole of each run of seven, given where runs end; a figure in two runs belongs to the later one."""
    return [next((end for end in reversed(ends[index : index + RUN]) if end), 0) for index in range(len(ends))]


def two_in_three(close: Sequence[bool], sides: Sequence[int]) -> list[bool]:
    """Whether each figure is one of three in a row, all on one side of the mean, two of which are close to a limit."""
    found = [False] * len(close)
    for first in range(len(close) - 2):
        three = slice(first, first + 3)
        if sum(map(bool, close[three])) >= 2 and abs(sum(sides[three])) == 3:
            found[three] = [True] * 3
    return found


def variation(signal: Signal | None, better: int) -> Variation:
    """What a signal means where figures get better in a direction; 0 is for neither good nor bad."""
    if signal is None:
        return Variation.USUAL
    if better == 0:
        return Variation.HIGHER if signal.direction > 0 else Variation.LOWER
    return Variation.BETTER if signal.direction == better else Variation.WORSE


def assurance(limits: Limits, target: Number, at_least: bool, method: Method = MAKING_DATA_COUNT) -> Assurance:
    """Whether figures that stay within their limits meet a target always, sometimes or never.

    A figure that equals its target meets it: a target at one limit is always met, at the other one sometimes.
    """
    goal, worst, best = Fraction(target), limits.lower, limits.upper
    if not at_least:
        goal, worst, best = -goal, -limits.upper, -limits.lower
    if goal < worst or (goal == worst and method.limit_reaches):
        return Assurance.MEETS
    return Assurance.MISSES if goal > best else Assurance.SOMETIMES


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)
