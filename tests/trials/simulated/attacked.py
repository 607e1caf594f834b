"""Councils made by chance, attacked paper by paper: what is proved that should not be, and what is proved wrongly."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inputs.intake import State
from inputs.period import YEAR_MONTHS, Period
from report.attack.paper import Paper, Side
from report.attack.prove import Attack, Hidden, attack, new_proofs
from report.metrics.counting.observations import observe
from report.metrics.disclosure.small_counts import suppress_if_small
from report.metrics.disclosure.suppression import suppress_small_counts
from report.metrics.model.measure import Unit
from report.metrics.model.period_type import PeriodType
from tests.report.returns import LIBRARY
from tests.trials.simulated.children import Truth
from tests.trials.simulated.papers import Made, papers_of
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

    ``seconds`` of processor time went into what is hidden in the last paper. ``twins`` were compared, of which
    ``unlike`` many hide other figures.
    """

    seed: int
    size: int
    history: int
    papers: int
    cells: int
    proved: tuple[str, ...]
    unsound: tuple[str, ...]
    undecided: int
    hiding: Hiding
    seconds: float
    twins: int
    unlike: int


def outcome(seed: int, size: int = 0, history: int = 0) -> Outcome:
    """Make a council, its papers and its twin, and attack each paper with those that were issued before it."""
    made_by_chance = council(seed, size, history)
    made = list(papers_of(made_by_chance))
    proved: list[str] = []
    unsound: list[str] = []
    cells = undecided = 0
    for number, one in enumerate(made):
        before = [earlier.paper for earlier in reversed(made[:number]) if earlier.step.issued]
        found = attack([one.paper, *before], closely=False)
        cells, undecided = cells + len(found.cells), undecided + len(found.undecided)
        if not (made_by_chance.habits.older_rule and number == 0):
            proved += [_said(hidden, one) for hidden in _new(found, before)]
        if _all_relations_hold(made_by_chance):
            unsound += [_said(hidden, one) for hidden in found.cells if not _is_so(hidden, one.truth)]
    last = made[-1]
    twins, unlike = differences(made_by_chance, last)
    found_hidden, seconds = hiding(made_by_chance)
    return Outcome(
        seed, made_by_chance.size, made_by_chance.history, len(made), cells, tuple(proved), tuple(unsound), undecided,
        found_hidden, seconds, twins, unlike,
    )  # fmt: skip


def _new(found: Attack, before: Sequence[Paper]) -> Iterator[Hidden]:
    """What is proved that earlier papers alone neither prove nor print."""
    if not found.proved:
        return
    told = new_proofs(found, attack(before, closely=False)) if before else found.proved
    printed = {one.cell for paper in before for one in paper.readings if one.side is not Side.HIDDEN}
    places = {(cell.measure, cell.group, cell.period) for cell in printed}
    yield from (one for one in told if (one.measure, one.group, one.period) not in places)


def _said(one: Hidden, made: Made) -> str:
    group = f", {one.group}" if one.group else ""
    how = f"; {', '.join(one.how)}" if one.how else ""
    where = f"{made.step.month.month_text}: {one.measure}{group}, {one.period.name}"
    return f"{where}: {one.low} to {one.high} ({one.what}{how})"


def _all_relations_hold(one: Council) -> bool:
    """Whether nothing was revised, all months add up, and first checks are those of who came."""
    return one.habits.adds_up and not one.is_revised and not one.steps[-1].children.due_later.any()


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
