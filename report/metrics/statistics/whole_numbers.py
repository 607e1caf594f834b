"""What linear conditions say of unknown whole numbers: the range each can have, and the cheapest choice among them.

The one door to the solver, HiGHS (MIT licence), which is imported only when a problem is solved. A problem goes in as
data and numbers come back, so that another build of the same solver can stand behind the same door.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import sub
from typing import NamedTuple

NO_LIMIT = float("inf")
_OPTIONS: dict[str, bool | int | float] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
}
_PRESOLVE = "presolve"  # to make a problem smaller first pays only where whole numbers are asked for
_MOST_NODES = 1000  # for one question
_MOST_STEPS = 50_000  # for all questions together: 15 times what the hardest council takes, and some 20 seconds
_TOLERANCE = 1e-6  # HiGHS keeps whole numbers to within so much
_FAR = 10**7  # what stands for no limit: more than any count of a council


class Condition(NamedTuple):
    """``low`` ≤ the sum of coefficient × unknown ≤ ``high``; ``terms`` are (place of the unknown, coefficient)."""

    terms: tuple[tuple[int, float], ...]
    low: float = -NO_LIMIT
    high: float = NO_LIMIT


class Problem(NamedTuple):
    """Unknown whole numbers, each with the least and the most it can be, and the conditions that bind them."""

    limits: tuple[tuple[float, float], ...]
    conditions: tuple[Condition, ...]


class Contradiction(Exception):
    """No whole numbers meet the conditions."""


class TooHard(Exception):
    """The solver did not come to an end in the steps it was given: nothing is known."""


class Work:
    """How much the solver may do: so many nodes for one question, so many steps for all, each a run or a node.

    Steps and not seconds, so that a slow machine comes to the same end as a fast one.
    """

    def __init__(self, steps: int = _MOST_STEPS, nodes: int = _MOST_NODES) -> None:
        self.nodes, self._left = nodes, steps

    def begin(self) -> None:
        """Take the step of one more run. Raises TooHard where none is left."""
        if self._left <= 0:
            raise TooHard
        self._left -= 1

    def spend(self, nodes: int) -> None:
        """Count the nodes that a run took."""
        self._left -= max(nodes, 0)


def range_of(problem: Problem, terms: Sequence[tuple[int, float]], work: Work | None = None) -> tuple[int, int] | None:
    """The least and the most that a sum of unknowns can be; None where the conditions contradict one another.

    Coefficients must be whole numbers. An end without limit is given as ±10**7. Raises TooHard.
    """
    solver = Solver(problem, work)
    low = solver.best(terms, least=True)
    high = None if low is None else solver.best(terms, least=False)
    return None if low is None or high is None else (low, high)


def cheapest(problem: Problem, costs: Iterable[tuple[int, float]], work: Work | None = None) -> tuple[int, ...] | None:
    """The values of all unknowns in the choice that costs least; None where the conditions contradict one another.

    Which choice it is follows from the costs only where no two choices cost the same: the caller sees to that. Raises
    TooHard.
    """
    return Solver(problem, work).solution(list(costs), least=True)


class Solver:
    """A problem handed to HiGHS once, for any number of questions. ``work`` is what all of them may take."""

    def __init__(self, problem: Problem, work: Work | None = None) -> None:
        import highspy  # noqa: PLC0415 - a report that hides nothing never pays for it

        self._status, kinds = highspy.HighsModelStatus, highspy.HighsVarType
        self._senses = (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize)
        self._highs = highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._count = len(problem.limits)
        self._asked: list[int] = []
        self._places = list(range(self._count))
        self._fractions, self._whole = ([kind] * self._count for kind in (kinds.kContinuous, kinds.kInteger))
        self._work = work or Work()
        for option, value in {**_OPTIONS, "mip_max_nodes": self._work.nodes}.items():
            highs.setOptionValue(option, value)
        highs.setOptionValue(_PRESOLVE, "off")
        ends = [(max(low, -_FAR), min(high, _FAR)) for low, high in problem.limits]
        highs.addVars(self._count, [low for low, _ in ends], [high for _, high in ends])
        self._rows = len(problem.conditions)
        rows, terms = problem.conditions, [term for one in problem.conditions for term in one.terms]
        begin = [0, *accumulate(len(one.terms) for one in rows)][:-1]
        places, coefficients = [place for place, _ in terms], [float(times) for _, times in terms]
        highs.addRows(
            len(rows), [row.low for row in rows], [row.high for row in rows], len(terms), begin, places, coefficients
        )

    def solution(self, terms: Sequence[tuple[int, float]], *, least: bool) -> tuple[int, ...] | None:
        """The values of all unknowns where a sum of some is least, or most; None where the conditions contradict.

        Whole numbers are asked for only where the answer without that is not whole as it stands, which is rare. Raises
        TooHard.
        """
        found = self._farthest(terms, least=least)
        if found is None or _is_whole(found):
            return None if found is None else _rounded(found)
        return self._in_whole_numbers()

    def glimpses(self) -> Iterator[tuple[int, ...]]:
        """Values of all unknowns where together they are least, and most: often enough to answer many questions.

        None where these are not whole as they stand. Raises Contradiction, or TooHard.
        """
        for least in (True, False):
            found = self._farthest([(place, 1.0) for place in self._places], least=least)
            if found is None:
                raise Contradiction
            if _is_whole(found):
                yield _rounded(found)

    def reach(self, terms: Sequence[tuple[int, float]], end: float, *, least: bool) -> tuple[int, ...] | None:
        """The values of all unknowns where a sum of some is at most an end (``least``), or at least; None for none.

        Quicker than to find the very least. Raises Contradiction where nothing meets the conditions, or TooHard.
        """
        found = self._farthest(terms, least=least)
        if found is None:
            raise Contradiction
        total = sum(times * found[place] for place, times in terms)
        if total > end + _TOLERANCE if least else total < end - _TOLERANCE:
            return None
        if _is_whole(found):
            return _rounded(found)
        self._ask(())
        places, coefficients = [place for place, _ in terms], [times for _, times in terms]
        ends = (-NO_LIMIT, end) if least else (end, NO_LIMIT)
        self._highs.addRow(*ends, len(places), places, coefficients)
        try:
            return self._in_whole_numbers()
        finally:
            self._highs.deleteRows(1, [self._rows])

    def _farthest(self, terms: Sequence[tuple[int, float]], *, least: bool) -> Sequence[float] | None:
        """Values, whole or not, where a sum is least or most."""
        self._ask(terms)
        self._highs.changeObjectiveSense(self._senses[least])
        return self._run()

    def _ask(self, terms: Sequence[tuple[int, float]]) -> None:
        """Take a sum as what is to be least, or most, in place of the one before."""
        costs = dict.fromkeys(self._asked, 0.0) | {place: float(times) for place, times in terms}
        self._highs.changeColsCost(len(costs), list(costs), list(costs.values()))
        self._asked = [place for place, _ in terms]

    def _in_whole_numbers(self) -> tuple[int, ...] | None:
        self._highs.changeColsIntegrality(self._count, self._places, self._whole)  # type: ignore[arg-type]
        self._highs.setOptionValue(_PRESOLVE, "choose")
        try:
            found = self._run()
            self._work.spend(self._highs.getInfo().mip_node_count)
        finally:
            self._highs.changeColsIntegrality(self._count, self._places, self._fractions)  # type: ignore[arg-type]
            self._highs.setOptionValue(_PRESOLVE, "off")
        return None if found is None else _rounded(found)

    def best(self, terms: Sequence[tuple[int, float]], *, least: bool) -> int | None:
        """The least or the most that a sum can be; None where nothing meets the conditions. Raises TooHard."""
        found = self.solution(terms, least=least)
        return None if found is None else round(sum(times * found[place] for place, times in terms))

    def _run(self) -> Sequence[float] | None:
        """The values that solve what was set up; None where nothing meets the conditions."""
        self._work.begin()
        self._highs.run()
        status = self._highs.getModelStatus()
        if status in (self._status.kInfeasible, self._status.kUnboundedOrInfeasible):
            return None
        if status != self._status.kOptimal:
            raise TooHard
        return self._highs.getSolution().col_value


def _is_whole(found: Sequence[float]) -> bool:
    return max(map(abs, map(sub, found, map(round, found))), default=0.0) <= _TOLERANCE


def _rounded(found: Sequence[float]) -> tuple[int, ...]:
    return tuple(map(round, found))
