"""What linear conditions say of unknown whole numbers: the range each can have, and the cheapest choice among them.

The one door to the solver, HiGHS (MIT licence), which is imported only when a problem is solved. A problem goes in as
data and numbers come back, so that another build of the same solver can stand behind the same door.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NO_LIMIT = float("inf")
_MOST_NODES = 1000  # steps and not seconds, so that a slow machine comes to the same end as a fast one
_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 1,
    "mip_max_nodes": _MOST_NODES,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
}
_TOLERANCE = 1e-6  # HiGHS keeps whole numbers to within so much
_FAR = 10**7  # what stands for no limit: more than any count of a council


@dataclass(frozen=True, slots=True)
class Condition:
    """``low`` ≤ the sum of coefficient × unknown ≤ ``high``; ``terms`` are (place of the unknown, coefficient)."""

    terms: tuple[tuple[int, float], ...]
    low: float = -NO_LIMIT
    high: float = NO_LIMIT


@dataclass(frozen=True, slots=True)
class Problem:
    """Unknown whole numbers, each with the least and the most it can be, and the conditions that bind them."""

    limits: tuple[tuple[float, float], ...]
    conditions: tuple[Condition, ...]


class TooHard(Exception):
    """The solver did not come to an end in the steps it was given: nothing is known."""


def range_of(problem: Problem, terms: Sequence[tuple[int, float]]) -> tuple[int, int] | None:
    """The least and the most that a sum of unknowns can be; None where the conditions contradict one another.

    Coefficients must be whole numbers. An end without limit is given as ±10**7. Raises TooHard.
    """
    solver = _Solver(problem)
    low = solver.best(terms, least=True)
    high = None if low is None else solver.best(terms, least=False)
    return None if low is None or high is None else (low, high)


def solution(problem: Problem, terms: Sequence[tuple[int, float]], least: bool) -> tuple[int, ...] | None:
    """The values of all unknowns where a sum of some is least, or most; None where the conditions contradict.

    Raises TooHard.
    """
    solver = _Solver(problem)
    return solver.values() if solver.best(terms, least=least) is not None else None


def cheapest(problem: Problem, costs: Iterable[tuple[int, float]]) -> tuple[int, ...] | None:
    """The values of all unknowns in the choice that costs least; None where the conditions contradict one another.

    Which choice it is follows from the costs only where no two choices cost the same: the caller sees to that. Raises
    TooHard.
    """
    return solution(problem, list(costs), least=True)


class _Solver:
    """A problem handed to HiGHS once, for any number of questions."""

    def __init__(self, problem: Problem) -> None:
        import highspy  # noqa: PLC0415 - a report that hides nothing never pays for it

        self._status = highspy.HighsModelStatus
        self._senses = (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize)
        self._highs = highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._count = len(problem.limits)
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 1),
            ("mip_max_nodes", _MOST_NODES),
        ):
            highs.setOptionValue(option, value)
        for option in ("mip_rel_gap", "mip_abs_gap"):
            highs.setOptionValue(option, 0.0)
        ends = [(max(low, -_FAR), min(high, _FAR)) for low, high in problem.limits]
        highs.addVars(self._count, [low for low, _ in ends], [high for _, high in ends])
        for one in problem.conditions:
            places, coefficients = [place for place, _ in one.terms], [float(times) for _, times in one.terms]
            highs.addRow(one.low, one.high, len(places), places, coefficients)
        self._integer = highspy.HighsVarType.kInteger
        self._is_whole = False

    def best(self, terms: Sequence[tuple[int, float]], *, least: bool) -> int | None:
        """The least or the most that a sum can be; None where nothing meets the conditions.

        Whole numbers are asked for only where the answer without that is not whole as it stands, which is rare.
        """
        times = dict(terms)
        costs = [float(times.get(place, 0.0)) for place in range(self._count)]
        self._highs.changeColsCost(self._count, list(range(self._count)), costs)
        self._highs.changeObjectiveSense(self._senses[least])
        if not self._run():
            return None
        if not self._is_whole and any(abs(value - round(value)) > _TOLERANCE for value in self._values()):
            self._is_whole = True
            whole = [self._integer] * self._count
            self._highs.changeColsIntegrality(self._count, list(range(self._count)), whole)  # type: ignore[arg-type]
            if not self._run():
                return None
        return round(self._highs.getInfo().objective_function_value)

    def _run(self) -> bool:
        """Solve what was set up; whether anything meets the conditions."""
        self._highs.run()
        status = self._highs.getModelStatus()
        if status in (self._status.kInfeasible, self._status.kUnboundedOrInfeasible):
            return False
        if status != self._status.kOptimal:
            raise TooHard
        return True

    def _values(self) -> Sequence[float]:
        return self._highs.getSolution().col_value

    def values(self) -> tuple[int, ...]:
        """The unknowns as the last question left them."""
        return tuple(map(round, self._values()))
