"""The papers of a council made by chance, as a stranger reads them: everything that is printed, and the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from inputs.intake import State
from report.attack.issued_figures import paper_of
from report.attack.known_measures import library
from report.attack.paper import Cell, Paper, hidden
from report.attack.printed_words import when_in
from report.metrics.disclosure.small_counts import suppress_if_small
from report.metrics.model import formatting
from report.metrics.model.disclosure_rule import Audience, DisclosureRule
from report.metrics.model.last_report import NOTHING_PRINTED, EarlierFigure, EarlierFigures, PrintedFigures, key_of
from report.metrics.model.measure import Unit
from report.metrics.model.scorecard import Observation, Scorecard
from report.metrics.score import Choices, score
from report.strangers import Rows
from tests.report.returns import LIBRARY
from tests.trials.simulated.children import Key, Truth
from tests.trials.simulated.returned import Council, Step, returns

_EVERYTHING = DisclosureRule(Audience.EXEMPT)


@dataclass(frozen=True, slots=True)
class Made:
    """One paper of a council: its scorecard, what a stranger reads, and the figures that it makes public."""

    step: Step
    card: Scorecard
    paper: Paper
    figures: EarlierFigures
    truth: Truth
    given: frozenset[Key]
    before: PrintedFigures
    rows: Rows


Make = Callable[[Rows], Made]


def as_it_comes(make: Make) -> Made:
    """A paper as it comes out at first."""
    return make(frozenset())


def papers_of(council: Council, chosen: Callable[[Make], Made] = as_it_comes) -> Iterator[Made]:
    """Its papers one after the other, each made knowing those that were issued; ``chosen`` hides whole rows or none."""
    issued = NOTHING_PRINTED
    for number, step in enumerate(council.steps):
        truth, given = council.truth(step), council.given(step)
        older = council.habits.older_rule and number == 0
        made = chosen(partial(paper, council, step, truth, given, issued, older))
        yield made
        if step.issued:
            issued = PrintedFigures((*issued.by_month, (step.month, made.figures)))


def paper(
    council: Council,
    step: Step,
    truth: Truth,
    given: frozenset[Key],
    issued: PrintedFigures,
    older: bool = False,
    rows: Rows = frozenset(),
) -> Made:
    """One paper of some figures. ``older``: it hides only what is small itself, as papers did before."""
    card = scorecard(council, step, truth, given, issued, rows, older=older)
    printed = printed_in(card)
    if older:
        printed = {cell: suppress_if_small(o) for cell, o in printed.items()}
    figures = {key_of(o): _figure(o) for o in printed.values() if o.has_number}
    read = paper_of(figures, step.month).readings
    hides = (hidden(cell, "table") for cell, o in printed.items() if o.state is State.SUPPRESSED)
    most = council.habits.rule.largest_hidden
    paper = Paper("", step.month, (*read, *hides), dict(library()), largest_small=most)
    return Made(step, card, paper, figures, truth, given, issued, rows)


def scorecard(
    council: Council,
    step: Step,
    truth: Truth,
    given: Iterable[Key],
    issued: PrintedFigures,
    rows: Rows = frozenset(),
    *,
    older: bool = False,
) -> Scorecard:
    """What the report works out of the returns for a month, with whole rows hidden or none."""
    choices = Choices(issued=issued, sums=council.habits.sums, disclosure=council.habits.rule, rows=rows)
    choices = Choices(disclosure=_EVERYTHING) if older else choices
    found = returns(council.habits, truth, given)
    return score(found, tuple(LIBRARY.values()), step.month, choices, formatting.printed)[0]


def printed_in(card: Scorecard) -> dict[Cell, Observation]:
    """Everything that a report can print of a scorecard, by its cell: each figure of each series, and all sums."""
    found: dict[Cell, Observation] = {}
    for one in card.scores:
        for o in (*one.series, *one.year_to_date, *one.quarters, *one.years, one.latest, one.previous, one.last_year):
            if o.state in {State.NUMBER, State.SUPPRESSED}:
                period = when_in(formatting.period_label(o)) or o.period
                found.setdefault(Cell(o.measure.id, o.group, period), o)
    return found


def hidden_in(card: Scorecard) -> frozenset[Cell]:
    """Every cell that a scorecard hides."""
    return frozenset(cell for cell, o in printed_in(card).items() if o.state is State.SUPPRESSED)


def _figure(o: Observation) -> EarlierFigure:
    """A figure as the ledger gives it: averages as they are printed, and no days of children."""
    if o.measure.unit is Unit.DAYS:
        return EarlierFigure(formatting.printed_number(o), None, o.denominator)
    return EarlierFigure(o.number, o.numerator, o.denominator)
