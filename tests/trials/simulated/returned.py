"""What councils made by chance return of their children: whole or with gaps, in counts or in percentages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from numpy.random import Generator

from inputs.intake import Intake, Point, State
from inputs.period import Period
from report.metrics.model.disclosure_rule import DisclosureRule
from report.metrics.model.measure import Unit
from tests.report.returns import AGE_BANDS, LIBRARY, Series, intake, point, series
from tests.trials.simulated import children
from tests.trials.simulated.children import IN_CARE, Children, Key, Truth

LAST = Period(2025, 3)  # the earliest last month; each council's own is up to a year later
SIZES = (20, 2000)
HISTORY = (12, 36)
_FEWEST_IN_A_BAND = 6


@dataclass(frozen=True, slots=True)
class Habits:
    """How a council returns its figures, by what is out of the ordinary.

    ``forms`` say of a measure that only its percentage or average is given, or that and of how many. ``gaps`` are
    figures that are not given, ``hides`` small ones that the services hide themselves. ``off`` is by how many month
    ends do not add up. ``window``: no more than so many months are returned, the latest; 0 for all.
    """

    forms: Mapping[str, str]
    gaps: frozenset[Key]
    hides: frozenset[Key]
    off: Mapping[Period, int]
    window: int
    sums: bool
    rule: DisclosureRule
    older_rule: bool

    @property
    def adds_up(self) -> bool:
        """Whether all relations hold between the figures that are given."""
        return not self.off


@dataclass(frozen=True, slots=True)
class Step:
    """One paper: its month, the children as they are known by then, and whether it is issued."""

    month: Period
    children: Children
    issued: bool


@dataclass(frozen=True, slots=True)
class Council:
    """A council: about how many children, over how many months before its first paper, and its papers."""

    seed: int
    size: int
    history: int
    habits: Habits
    steps: tuple[Step, ...]

    @property
    def is_revised(self) -> bool:
        """Whether figures are revised from one of its papers to another."""
        return len({id(step.children) for step in self.steps}) > 1

    def truth(self, step: Step) -> Truth:
        """Every figure up to the month of a paper, as it is known by then."""
        found = children.figures_of(step.children, step.month.index - step.children.first.index + 1)
        for month, off in self.habits.off.items():
            if (IN_CARE, "", month) in found:
                _shift(found, month, off)
        return found

    def given(self, step: Step) -> frozenset[Key]:
        """Which figures are returned for a paper."""
        window = self.habits.window
        first = step.month.index - window if window else 0
        return frozenset(key for key in self.truth(step) if key not in self.habits.gaps and key[2].index > first)


def council(seed: int, size: int = 0, history: int = 0) -> Council:
    """The council of a seed; of another size, or with another history, where these are given."""
    chance = np.random.default_rng([seed, 15])
    drawn = int(np.exp(chance.uniform(*np.log(SIZES)))), int(chance.integers(HISTORY[0], HISTORY[1] + 1))
    size, history = size or drawn[0], history or drawn[1]
    papers = int(chance.integers(2, 5))
    last = LAST.back(-int(chance.integers(0, 12)))
    now = children.born(chance, size, history + papers - 1, last)
    steps: list[Step] = []
    for back in reversed(range(papers)):
        if steps and chance.random() < 0.3:
            now = children.revised(chance, now)
            if chance.random() < 0.5:
                steps.append(Step(steps[-1].month, now, True))  # a reissue
        steps.append(Step(last.back(back), now, bool(chance.random() < 0.85)))
    whole = children.figures_of(now, history + papers - 1)
    return Council(seed, size, history, _habits(chance, whole, history), tuple(steps))


def returns(habits: Habits, truth: Truth, given: Iterable[Key]) -> Intake:
    """What the services give of some figures."""
    points: dict[tuple[str, str], list[Point]] = {}
    for key in given:
        points.setdefault(key[:2], []).append(_point(key, truth[key], habits))
    return intake(*(_in_order(name, group, points[name, group]) for name, group in points))


def _in_order(name: str, group: str, points: Sequence[Point]) -> Series:
    return series(name, *sorted(points, key=lambda one: one.period.index), group=group)


def _point(key: Key, pair: tuple[int, int], habits: Habits) -> Point:
    name, _, month = key
    n, of = pair
    measure = LIBRARY[name]
    if key in habits.hides:
        return point(month, State.SUPPRESSED)
    if measure.unit is Unit.COUNT:
        return point(month, n)
    form = habits.forms.get(name, "counts")
    if form == "counts" or not of:
        return point(month, n=n, of=of)
    typed = Decimal(n if measure.unit is Unit.DAYS else 100 * n) / of
    rounded = str(typed.quantize(Decimal(1) if measure.unit is Unit.DAYS else Decimal("0.1"), ROUND_HALF_UP))
    return point(month, rounded, of=of if form == "with of" else None)


def _habits(chance: Generator, whole: Truth, history: int) -> Habits:
    def now_and_then(share: float) -> bool:
        return bool(chance.random() < share)

    measures = sorted({name for name, _, _ in whole})
    forms = {}
    if now_and_then(0.3):
        forms = {
            name: str(chance.choice(["alone", "with of"])) for name in measures
            if LIBRARY[name].unit is not Unit.COUNT and now_and_then(0.4)
        }  # fmt: skip
    gaps = _gaps(chance, whole, measures) if now_and_then(0.3) else frozenset()
    gaps |= {key for key in whole if key[0] in {name for name in measures if now_and_then(0.06)}}
    hides = _hides(chance, whole) if now_and_then(0.25) else frozenset()
    off = {}
    if now_and_then(0.15):
        share = chance.choice([0.05, 0.5])
        off = {key[2]: int(chance.choice([-2, -1, 1, 2])) for key in whole if key[0] == IN_CARE and now_and_then(share)}
        off = {month: by for month, by in off.items() if _can_shift(whole, month)}
    window = history if now_and_then(0.1) else 0
    rule = DisclosureRule(smallest_shown=11 if now_and_then(0.05) else 6)
    return Habits(forms, gaps, hides, off, window, now_and_then(0.2), rule, now_and_then(0.1))


def _gaps(chance: Generator, whole: Truth, measures: Sequence[str]) -> frozenset[Key]:
    """Months left out here and there, the first months of some series, and whole groups."""
    months = sorted({month for _, _, month in whole})
    found: set[Key] = set()
    for row in sorted({key[:2] for key in whole}):
        chosen = chance.random(3)
        if chosen[0] < 0.2:
            found.update((*row, month) for month in months if chance.random() < 0.1)
        if chosen[1] < 0.1:
            found.update((*row, month) for month in months[: int(chance.integers(1, len(months)))])
        if row[1] and chosen[2] < 0.1:
            found.update((*row, month) for month in months)
    return frozenset(found)


def _hides(chance: Generator, whole: Truth) -> frozenset[Key]:
    """Small numbers that services hide, all or some of them, of some measures; and now and then a larger one."""
    names = [name for name in sorted({key[0] for key in whole}) if LIBRARY[name].small_counts != "show"]
    chosen = {name: float(chance.choice([0.3, 1.0])) for name in names if chance.random() < 0.4}
    return frozenset(
        key for key, (n, of) in sorted(whole.items())
        if key[0] in chosen
        and chance.random() < (chosen[key[0]] if 0 < (of if LIBRARY[key[0]].unit is Unit.DAYS else n) < 6 else 0.01)
    )  # fmt: skip


def _can_shift(whole: Truth, month: Period) -> bool:
    return whole[IN_CARE, "", month][0] > 10 and whole[AGE_BANDS, "10 to 15", month][0] > _FEWEST_IN_A_BAND


def _shift(found: Truth, month: Period, off: int) -> None:
    """Move the children at the end of a month by so many, with an age band and the population of others."""
    for key in ((IN_CARE, "", month), (AGE_BANDS, "10 to 15", month)):
        found[key] = found[key][0] + off, 0
    n, of = found[children.HOMES, "", month]
    found[children.HOMES, "", month] = min(n, of + off), of + off
