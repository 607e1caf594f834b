"""Twins of a council's paper: the same but for hidden numbers, which are others that readers could not tell apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from report.metrics.counting.observations import observe
from report.metrics.disclosure.relations import (
    FigureId,
    Figures,
    Quantity,
    Relation,
    figures_of,
    never_given,
    relations_of,
)
from report.metrics.disclosure.small_counts import secrets_of
from report.metrics.model.measure import Unit
from report.metrics.statistics.whole_numbers import NO_LIMIT, Condition, Problem, Solver, TooHard
from tests.report.returns import LIBRARY
from tests.trials.simulated.children import Truth
from tests.trials.simulated.papers import Made, hidden_in, scorecard
from tests.trials.simulated.returned import Council, returns

_TWINS = 1
_FARTHEST = 10  # by how much a larger number may differ
_ASKED = 12  # hidden numbers that are pulled one way or the other, so that a twin is another one


def differences(council: Council, made: Made) -> tuple[int, int, int, int]:
    """How many twins of a paper were found, and in how many of them other figures are hidden: in two kinds.

    First twins of which only small numbers differ; then those of which larger ones, hidden beside them, do too.
    """
    chance = np.random.default_rng([council.seed, 2])
    hidden = hidden_in(made.card)
    counted: list[int] = []
    for larger in (False, True):
        found = [twin for _ in range(_TWINS) if (twin := _twin(council, made, chance, larger=larger)) is not None]
        cards = (scorecard(council, made.step, truth, made.given, made.before, made.rows) for truth in found)
        counted += [len(found), sum(hidden_in(card) != hidden for card in cards)]
    return counted[0], counted[1], counted[2], counted[3]


@dataclass(frozen=True, slots=True)
class _Open:
    """The numbers that may differ in a twin, by place, with the least and the most that each may be."""

    place: dict[Quantity, int]
    limits: tuple[tuple[float, float], ...]


def _twin(council: Council, made: Made, chance: np.random.Generator, *, larger: bool) -> Truth | None:
    """Other numbers in place of the hidden ones, small for small and large for large; None where there are none."""
    given = [key for key in made.given if key not in council.habits.hides]
    reported, _ = observe(returns(council.habits, made.truth, given), LIBRARY.values())
    figures = figures_of(reported)
    free = _free(council, made, figures, larger=larger)
    if not free.place:
        return None
    lacking = never_given(figures, LIBRARY)
    conditions = []
    for relation in relations_of({**figures, **lacking}, LIBRARY, lacking):
        if any(quantity in free.place for quantity, _ in relation.terms):
            condition = _condition(relation, free, made.truth)
            conditions += [condition] if condition else []
    chosen = chance.choice(len(free.place), min(_ASKED, len(free.place)), replace=False)
    asked = [(int(place), float(chance.choice([-1, 1]))) for place in chosen]
    try:
        values = Solver(Problem(free.limits, tuple(conditions))).solution(asked, least=True)
    except TooHard:
        return None
    twin = made.truth if values is None else _put(made.truth, free, values)
    return None if twin == made.truth else twin


def _free(council: Council, made: Made, figures: Figures, *, larger: bool) -> _Open:
    """Small numbers may be any small ones; others that are hidden any large ones, but not far from what they are."""
    rule = council.habits.rule
    small = secrets_of(figures, LIBRARY, rule)
    hidden = {(cell.measure, cell.group, cell.period.last_month) for cell in hidden_in(made.card)}
    place: dict[Quantity, int] = {}
    limits: list[tuple[float, float]] = []
    for figure in sorted(hidden & figures.keys()):
        measure = LIBRARY[figure[0]]
        if measure.unit is not Unit.COUNT or measure.small_counts == "show":
            continue
        if council.habits.sums and measure.combine == "sum":
            continue  # months behind sums, of which some are shown
        number = made.truth[figure][0]
        if number == 0 or not (figure in small or larger):
            continue
        place[Quantity(*figure)] = len(limits)
        beside = max(rule.smallest_shown, number - _FARTHEST), number + _FARTHEST
        limits.append((1, rule.largest_hidden) if figure in small else beside)
    return _Open(place, tuple(limits))


def _condition(relation: Relation, free: _Open, truth: Truth) -> Condition | None:
    """A relation as a condition on what may differ, everything else being as it is; None where something is unknown."""
    fixed = 0.0
    mine = []
    for quantity, times in relation.terms:
        if quantity in free.place:
            mine.append((free.place[quantity], float(times)))
        elif quantity.figure in truth:
            fixed += float(times) * truth[quantity.figure][_side(quantity)]
        else:
            return None
    low, high = relation.low, relation.high
    ends = (-NO_LIMIT if low is None else float(low), NO_LIMIT if high is None else float(high))
    return Condition(tuple(mine), ends[0] - fixed, ends[1] - fixed)


def _side(quantity: Quantity) -> int:
    return 0 if quantity.part == "counted" else 1


def _put(truth: Truth, free: _Open, values: tuple[int, ...]) -> Truth:
    twin = dict(truth)
    for quantity, place in free.place.items():
        figure: FigureId = quantity.figure
        twin[figure] = values[place], twin[figure][1]
    return twin
