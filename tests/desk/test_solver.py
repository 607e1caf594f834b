"""The solver of the one-file edition gives the answers of highspy."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import highspy
import numpy as np
import pytest

from report.desk import solver
from report.metrics.statistics.whole_numbers import NO_LIMIT, Condition, Problem, Solver, TooHard, cheapest, range_of

STATUS = {
    highspy.HighsModelStatus.kOptimal: "Optimal",
    highspy.HighsModelStatus.kInfeasible: "Infeasible",
    highspy.HighsModelStatus.kUnboundedOrInfeasible: "Primal infeasible or unbounded",
}


def by_text(problem: str, options: str) -> str:
    """Solve a problem in the LP format, as the solver for browsers does: nothing is kept from the question before."""
    highs = highspy.Highs()
    for option, value in json.loads(options).items():
        highs.setOptionValue(option, value)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "problem.lp"
        path.write_text(problem)
        highs.readModel(str(path))
    highs.run()
    names, values = highs.getLp().col_names_, highs.getSolution().col_value
    told = {"status": STATUS.get(highs.getModelStatus(), "Unknown"), "nodes": highs.getInfo().mip_node_count}
    return json.dumps({**told, "values": dict(zip(names, values, strict=False))})


@pytest.fixture
def in_the_page() -> Iterator[None]:
    """Let the small door to the solver lead to that of the page."""
    real = sys.modules["highspy"]
    solver.stand_in(by_text)
    yield
    sys.modules["highspy"] = real


def problem_of(chance: np.random.Generator) -> tuple[Problem, list[tuple[int, float]]]:
    """A problem as small numbers make them: counts within limits, sums that are known, and one that is asked for."""
    count = int(chance.integers(2, 7))
    truth = chance.integers(0, 12, count)
    limits = tuple((0.0, float(chance.integers(12, 40))) for _ in range(count))
    conditions = []
    for _ in range(int(chance.integers(0, 4))):
        places = chance.choice(count, int(chance.integers(1, count + 1)), replace=False)
        total = float(sum(truth[place] for place in places))
        slack = float(chance.choice([0, 0, 1, 5]))
        ends = [(total, total), (total - slack, total + slack), (-NO_LIMIT, total), (total, NO_LIMIT)]
        low, high = ends[int(chance.integers(4))]
        conditions.append(Condition(tuple((int(place), 1.0) for place in places), low, high))
    terms = [(int(place), float(chance.choice([1, 1, -1, 2]))) for place in chance.choice(count, 2, replace=False)]
    return Problem(limits, tuple(conditions)), terms


def test_ranges_reaches_and_cheapest_choices_are_those_of_highspy(request: pytest.FixtureRequest) -> None:
    chance = np.random.default_rng(1)
    asked = [problem_of(chance) for _ in range(40)]
    costs = [(place, 1.0 + 0.13**place) for place in range(2)]

    def answers() -> list[object]:
        return [
            (range_of(problem, terms), _is_reached(problem, terms), cheapest(problem, costs)[:2])
            for problem, terms in asked
        ]

    expected = answers()
    request.getfixturevalue("in_the_page")
    assert answers() == expected


def _is_reached(problem: Problem, terms: list[tuple[int, float]]) -> tuple[bool, ...]:
    one = Solver(problem)
    return tuple(one.reach(terms, end, least=least) is not None for end in (0.0, 4.0, 9.0) for least in (True, False))


@pytest.mark.usefixtures("in_the_page")
def test_what_contradicts_itself_has_no_range_and_a_condition_without_terms_is_one_too() -> None:
    never = Problem(((0.0, 5.0),), (Condition(((0, 1.0),), 7.0, 9.0),))
    assert range_of(never, [(0, 1.0)]) is None
    assert range_of(Problem(((0.0, 5.0),), (Condition((), 1.0, 2.0),)), [(0, 1.0)]) is None


@pytest.mark.usefixtures("in_the_page")
def test_where_the_solver_gives_up_nothing_is_known() -> None:
    solver.Highs.solve = staticmethod(
        lambda problem, options: json.dumps({"status": "Time limit reached", "values": {}, "nodes": 0})
    )
    with pytest.raises(TooHard):
        range_of(Problem(((0.0, 5.0),), ()), [(0, 1.0)])
