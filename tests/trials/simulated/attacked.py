"""Councils made by chance, attacked paper by paper: what is proved that should not be, and what is proved wrongly."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from inputs.intake import State
from inputs.period import YEAR_MONTHS, Period
from report.attack.paper import Paper, Side
from report.attack.prove import Attack, Hidden, attack, new_proofs, told_before
from report.metrics.counting.observations import observe
from report.metrics.disclosure.small_counts import suppress_if_small
from report.metrics.disclosure.suppression import suppress_small_counts
from report.metrics.model.disclosure_rule import PUBLIC_RULE
from report.metrics.model.measure import Unit
from report.metrics.model.period_type import PeriodType
from report.strangers import Rows, Told, made_safe
from tests.report.returns import LIBRARY
from tests.trials.simulated.children import Truth
from tests.trials.simulated.papers import Made, Make, papers_of
from tests.trials.simulated.returned import Council, council, returns
from tests.trials.simulated.twins import differences


@dataclass(frozen=True, slots=True)
class Hiding:
    """Of the figures in a council's last paper: all, those that are small, all hidden, and by whole rows."""

    figures: int
    small: int
    hidden: int
    by_rows: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one council: lines about each thing that went wrong, and what was measured.

    ``proved`` is true, ``misled`` not: the figures of an earlier paper were revised. ``in_rows`` papers were made again
    with whole rows hidden, since the first attempt told too much. ``seconds`` of processor time went
    into what is hidden in the last paper. ``twins``: how many were compared and how many hide other figures, where only
    small numbers differ; and the same where larger ones do too.
    """

    seed: int
    size: int
    history: int
    papers: int
    cells: int
    proved: tuple[str, ...]
    misled: tuple[str, ...]
    unsound: tuple[str, ...]
    undecided: int
    in_rows: int
    hiding: Hiding
    seconds: float
    twins: tuple[int, int, int, int]


def outcome(seed: int, size: int = 0, history: int = 0) -> Outcome:
    """Make a council, its papers and its twins, and attack each paper with those that were issued before it."""
    one = council(seed, size, history)
    tried = _Tried(one)
    made = list(papers_of(one, tried.safe))
    lines = (tuple(tried.proved), tuple(tried.misled), tuple(tried.unsound))
    twins = differences(one, made[-1])
    counted = (tried.cells, *lines, tried.undecided, tried.in_rows)
    return Outcome(seed, one.size, one.history, len(made), *counted, *hiding(one), twins)


class _Tried:
    """The papers of a council as they are made and attacked, each with those that were issued before it."""

    def __init__(self, council: Council) -> None:
        self.proved: list[str] = []
        self.misled: list[str] = []
        self.unsound: list[str] = []
        self.cells = self.undecided = self.in_rows = 0
        self._council, self._issued = council, list[Paper]()
        self._first = True
        self._told: set[tuple[object, ...]] = set()

    def safe(self, make: Make) -> Made:
        """A paper as a build makes it: with whole rows hidden where the attack proves what it should not."""
        older, self._first = self._council.habits.older_rule and self._first, False
        attempts: list[tuple[Made, Attack, list[Hidden]]] = []

        def attempt(rows: Rows) -> None:
            made = make(rows)
            found = attack([made.paper, *self._issued], closely=False)
            new = [] if older else [one for one in _new(found, made.paper, self._issued) if _key(one) not in self._told]
            attempts.append((made, found, new))
            if new or (found.undecided and not rows):
                raise Told(new, LIBRARY.values(), rows)

        with suppress(Told):
            made_safe(attempt)
        self.in_rows += len(attempts) > 1
        self._note(*attempts[-1])
        return attempts[-1][0]

    def _note(self, now: Made, found: Attack, new: Iterable[Hidden]) -> None:
        self.cells, self.undecided = self.cells + len(found.cells), self.undecided + len(found.undecided)
        for hidden in new:
            (self.proved if _is_so(hidden, now.truth) else self.misled).append(_said(hidden, now))
        if _all_relations_hold(self._council):
            self.unsound += [_said(hidden, now) for hidden in found.cells if not _is_so(hidden, now.truth)]
        if now.step.issued:
            self._told.update(_key(hidden) for hidden in found.proved)
            self._issued.insert(0, now.paper)


def _key(one: Hidden) -> tuple[object, ...]:
    return one.measure, one.group, one.period, one.what, one.low, one.high


def _new(found: Attack, now: Paper, before: Sequence[Paper]) -> Iterator[Hidden]:
    """What is proved that earlier papers alone neither prove nor print."""
    if not found.proved:
        return
    told = new_proofs(found, told_before([now], before)) if before else found.proved
    printed = {one.cell for paper in before for one in paper.readings if one.side is not Side.HIDDEN}
    places = {(cell.measure, cell.group, cell.period) for cell in printed}
    yield from (one for one in told if (one.measure, one.group, one.period) not in places)


def _said(one: Hidden, made: Made) -> str:
    group = f", {one.group}" if one.group else ""
    how = f"; {', '.join(one.how)}" if one.how else ""
    where = f"{made.step.month.month_text}: {one.measure}{group}, {one.period.name}"
    return f"{where}: {one.low} to {one.high} ({one.what}{how})"


def _all_relations_hold(one: Council) -> bool:
    """Whether nothing was revised, months add up, first checks are of who came, and services hid only small numbers."""
    children, truth = one.steps[-1].children, one.truth(one.steps[-1])
    small = all(_is_small(key[0], truth[key]) for key in one.habits.hides if key in truth)
    return one.habits.adds_up and not one.is_revised and not children.due_later.any() and small


def _is_small(name: str, pair: tuple[int, int]) -> bool:
    return 0 < pair[LIBRARY[name].unit is Unit.DAYS] < PUBLIC_RULE.smallest_shown


def _is_so(one: Hidden, truth: Truth) -> bool:
    """Whether the true number lies within a range; True where the returns never had it."""
    true = _true(one, truth)
    if true is None or not one.decided or "days" in one.what:
        return True
    return (one.low is None or one.low <= true) and (one.high is None or true <= one.high)


def _true(one: Hidden, truth: Truth) -> int | None:
    measure = LIBRARY[one.measure]
    adds_up = measure.combine == "sum" and measure.period_type is PeriodType.IN_MONTH
    months: Iterable[Period] = one.period.months() if adds_up else [one.period.last_month]
    pairs = [truth.get((one.measure, one.group, month)) for month in months]
    known = [pair for pair in pairs if pair is not None]
    if len(known) < len(pairs) or (measure.period_type is PeriodType.ROLLING_12_MONTHS) != (
        one.period.length == YEAR_MONTHS and not adds_up
    ):
        return None
    n, of = (sum(numbers) for numbers in zip(*known, strict=True))
    if one.what.endswith(("the others", "left out")):
        return None if one.what.endswith("left out") else of - n
    return of if measure.unit is Unit.DAYS or one.what.endswith("who came") else n


def hiding(one: Council) -> tuple[Hiding, float]:
    """How much of a council's last paper is hidden, month by month; and the seconds of processor time that takes."""
    step = one.steps[-1]
    reported, _ = observe(returns(one.habits, one.truth(step), one.given(step)), LIBRARY.values())
    began = time.process_time()
    safe, _ = suppress_small_counts(reported, LIBRARY.values(), one.habits.rule)
    seconds = time.process_time() - began
    figures = small = hidden = by_rows = 0
    for given, kept in zip(reported, safe, strict=True):
        row = [o for o in given.observations if o.state in {State.NUMBER, State.SUPPRESSED}]
        few = sum(not suppress_if_small(o, one.habits.rule).has_number for o in row)
        figures, small, by_rows = figures + len(row), small + few, by_rows + (len(row) if few else 0)
        hidden += sum(o.state is State.SUPPRESSED for o in kept.observations)
    return Hiding(figures, small, hidden, by_rows), seconds
