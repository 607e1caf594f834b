"""The solver of the one-file edition: the few calls of highspy that are used, answered by HiGHS for browsers.

That is the same release of HiGHS, to which a problem goes as text in the LP format. It keeps nothing from one question
to the next, so each is asked whole. Stands in for the module ``highspy``, which has no build for this edition.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from itertools import pairwise
from types import ModuleType

Solve = Callable[[str, str], str]
"""From a problem as LP text and options as JSON to JSON: ``status``, ``nodes``, ``values`` by the unknowns' names."""
_TERMS_A_LINE = 8  # readers of the format may cut long lines
_INFINITE = float("inf")


class HighsModelStatus(Enum):
    """How a run ended, in the words of the solver for browsers."""

    kOptimal = "Optimal"  # noqa: N815 - highspy's names
    kInfeasible = "Infeasible"  # noqa: N815
    kUnboundedOrInfeasible = "Primal infeasible or unbounded"  # noqa: N815
    kUnknown = "Unknown"  # noqa: N815


class HighsVarType(Enum):
    """Whether an unknown is a whole number."""

    kContinuous = 0  # noqa: N815
    kInteger = 1  # noqa: N815


class ObjSense(Enum):
    """Which end of the objective is sought."""

    kMinimize = "Minimize"  # noqa: N815
    kMaximize = "Maximize"  # noqa: N815


class _Info:
    def __init__(self, nodes: int) -> None:
        self.mip_node_count = nodes


class _Solution:
    def __init__(self, values: list[float]) -> None:
        self.col_value = values


class Highs:
    """One problem, changed and asked again and again."""

    solve: Solve

    def __init__(self) -> None:
        self._options: dict[str, object] = {}
        self._limits: list[tuple[float, float]] = []
        self._costs: list[float] = []
        self._kinds: list[HighsVarType] = []
        self._rows: list[tuple[float, float, list[tuple[int, float]]]] = []
        self._sense = ObjSense.kMinimize
        self._status = HighsModelStatus.kUnknown
        self._values: list[float] = []
        self._nodes = -1

    def setOptionValue(self, option: str, value: object) -> None:  # noqa: N802
        """Set an option of the solver."""
        self._options[option] = value

    def addVars(self, count: int, low: Sequence[float], high: Sequence[float]) -> None:  # noqa: N802
        """Add unknowns with their limits."""
        self._limits += list(zip(low, high, strict=True))
        self._costs += [0.0] * count
        self._kinds += [HighsVarType.kContinuous] * count

    def addRows(  # noqa: N802
        self,
        count: int,
        low: Sequence[float],
        high: Sequence[float],
        terms: int,
        begin: Sequence[int],
        places: Sequence[int],
        coefficients: Sequence[float],
    ) -> None:
        """Add conditions, the terms of all of them one after the other."""
        pairs = list(zip(places, coefficients, strict=True))
        for row, (start, end) in enumerate(pairwise([*begin[:count], terms])):
            self._rows.append((low[row], high[row], pairs[start:end]))

    def addRow(self, low: float, high: float, _: int, places: Sequence[int], coefficients: Sequence[float]) -> None:  # noqa: N802
        """Add one condition."""
        self._rows.append((low, high, list(zip(places, coefficients, strict=True))))

    def deleteRows(self, _: int, rows: Sequence[int]) -> None:  # noqa: N802
        """Take conditions away."""
        self._rows = [row for number, row in enumerate(self._rows) if number not in rows]

    def changeColsCost(self, _: int, places: Sequence[int], costs: Sequence[float]) -> None:  # noqa: N802
        """Set the coefficients of the objective."""
        for place, cost in zip(places, costs, strict=True):
            self._costs[place] = cost

    def changeObjectiveSense(self, sense: ObjSense) -> None:  # noqa: N802
        """Say which end of the objective is sought."""
        self._sense = sense

    def changeColsIntegrality(self, _: int, places: Sequence[int], kinds: Sequence[HighsVarType]) -> None:  # noqa: N802
        """Say which unknowns are whole numbers."""
        for place, kind in zip(places, kinds, strict=True):
            self._kinds[place] = kind

    def run(self) -> None:
        """Solve the problem as it stands."""
        self._nodes = -1
        if any(not terms and not low <= 0 <= high for low, high, terms in self._rows):
            self._status = HighsModelStatus.kInfeasible
            return
        told = json.loads(Highs.solve("\n".join(self._as_text()), json.dumps(self._options)))
        known = {status.value: status for status in HighsModelStatus}
        self._nodes = told["nodes"]
        self._status = known.get(told["status"], HighsModelStatus.kUnknown)
        self._values = [told["values"].get(f"x{place}", low) for place, (low, _) in enumerate(self._limits)]

    def getModelStatus(self) -> HighsModelStatus:  # noqa: N802
        """How the last run ended."""
        return self._status

    def getInfo(self) -> _Info:  # noqa: N802
        """How many nodes the last run took in search of whole numbers; -1 where it sought none."""
        return _Info(self._nodes)

    def getSolution(self) -> _Solution:  # noqa: N802
        """The values that the last run found."""
        return _Solution(self._values)

    def _as_text(self) -> Iterator[str]:
        yield self._sense.value
        yield from _sum("obj", enumerate(self._costs))
        yield "Subject To"
        for number, (low, high, terms) in enumerate(self._rows):
            if terms:
                yield from _condition(number, low, high, terms)
        yield "Bounds"
        for place, (low, high) in enumerate(self._limits):
            yield f" x{place} = {low!r}" if low == high else f" {_bound(low)} <= x{place} <= {_bound(high)}"
        whole = [f" x{place}" for place, kind in enumerate(self._kinds) if kind is HighsVarType.kInteger]
        yield from ["General", *whole] if whole else []
        yield "End"


def _condition(number: int, low: float, high: float, terms: Sequence[tuple[int, float]]) -> Iterator[str]:
    """One condition; two where it has two ends that differ."""
    ends = [("=", low)] if low == high else [(">=", low), ("<=", high)]
    for side, (sign, end) in enumerate(ends):
        if abs(end) != _INFINITE:
            yield from _sum(f"r{number}_{side}", terms, keep=True)
            yield f"  {sign} {end!r}"


def _sum(
    name: str, terms: Iterator[tuple[int, float]] | Sequence[tuple[int, float]], keep: bool = False
) -> Iterator[str]:
    texts = [f"{times:+.17g} x{place}" for place, times in terms if times or keep] or ["0 x0"]
    yield f" {name}:"
    for at in range(0, len(texts), _TERMS_A_LINE):
        yield "  " + " ".join(texts[at : at + _TERMS_A_LINE])


def _bound(end: float) -> str:
    return repr(end) if abs(end) != _INFINITE else ("inf" if end > 0 else "-inf")


def stand_in(solve: Solve) -> None:
    """Let ``import highspy`` give this module, and ``solve`` answer it."""
    module = ModuleType("highspy")
    for one in (Highs, HighsModelStatus, HighsVarType, ObjSense):
        setattr(module, one.__name__, one)
    Highs.solve = staticmethod(solve)
    sys.modules["highspy"] = module
