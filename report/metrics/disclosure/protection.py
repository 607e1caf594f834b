"""Hides further figures, as few and as little missed as can be, until no hidden count can be worked out.

Papers are kept. So figures are decided in the order in which papers first print them, month by month: what one paper
shows is known to every reader of the next, which never hides it again and never shows what was hidden. Hence papers
laid side by side tell no more than the last one. The choice rests on what is printed, never on how large a hidden
number is, beyond that it is small.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from inputs.intake import State
from report.metrics.disclosure.answers import Answers, contradicted
from report.metrics.disclosure.public_figures import Public, forgotten_of, public_numbers
from report.metrics.disclosure.readers import Bound, Readers, System, Terms
from report.metrics.disclosure.relations import (
    FigureId,
    Figures,
    Quantity,
    known_of,
    never_given,
    quantities_of,
    relations_of,
    that_hold,
)
from report.metrics.disclosure.small_counts import Secret, secrets_of, with_counts
from report.metrics.model.disclosure_rule import DisclosureRule
from report.metrics.model.last_report import EarlierFigures
from report.metrics.model.measure import Measure, Unit
from report.metrics.statistics.whole_numbers import (
    NO_LIMIT,
    Condition,
    Contradiction,
    Problem,
    TooHard,
    Work,
    cheapest,
)

_FARTHEST = 200.0  # how far from its true value a hidden figure is taken to be, at most, in a choice of what to hide
_SAME_COST = 1000  # costs are told apart by less than this, so that no two choices cost the same

RowId = tuple[str, str]
"""A measure's id and its group: all figures of it."""

_Kept = tuple[FigureId, Terms]
NOTHING: EarlierFigures = MappingProxyType({})


class Protected(NamedTuple):
    """What is hidden, and what is known of it.

    ``beside`` is hidden only beside others. ``few`` are counts of which readers may be told that they are small, since
    each could then still be anything from 1 to the most that is hidden. ``given_away`` is what papers tell whatever is
    hidden now. ``rows`` are hidden over all their months, since hiding single figures of them was not enough. Most
    months of the rows ``better_in_sums`` are hidden, and sums of them would not be.
    """

    hidden: frozenset[FigureId]
    beside: frozenset[FigureId]
    few: frozenset[FigureId]
    given_away: tuple[FigureId, ...] = ()
    rows: frozenset[RowId] = frozenset()
    better_in_sums: frozenset[RowId] = frozenset()


NOTHING_HIDDEN = Protected(frozenset(), frozenset(), frozenset())


def protect(
    figures: Figures,
    measures: Mapping[str, Measure],
    rule: DisclosureRule,
    earlier: EarlierFigures = NOTHING,
    withheld: Set[FigureId] = frozenset(),
    rows: Set[RowId] = frozenset(),
    work: Callable[[], Work] = Work,
) -> Protected:
    """What to hide, small figures and others, so that no hidden count can be worked out.

    ``figures`` have their true numbers. ``earlier`` are those that issued papers printed: they stay public.
    Those ``withheld`` are printed in no paper, small or not: months behind a sum. The ``rows`` are hidden over all
    their months, and so are those of sums of which ``work`` did not suffice to say that they are safe.
    """
    secrets = secrets_of(figures, measures, rule)
    lacking = never_given(figures, measures) if secrets or earlier else {}
    of_rows = frozenset(figure for figure in figures if figure[:2] in rows)
    if not secrets and not forgotten_of(lacking, earlier):
        return Protected(of_rows, frozenset(), frozenset(), rows=frozenset(rows))
    papers = _laid_beside(figures, measures, rule, (lacking, earlier), (secrets, of_rows | withheld), work())
    too_hard = papers.too_hard & {figure[:2] for figure in figures}
    if not too_hard <= rows:
        return protect(figures, measures, rule, earlier, withheld, rows | too_hard, work)
    hidden = papers.hidden & figures.keys()
    beside = hidden - secrets.keys() - of_rows - withheld
    given_away = tuple(one for one in papers.given_away if one in figures)
    return Protected(hidden, beside, papers.few() & figures.keys(), given_away, frozenset(rows))


def _laid_beside(
    figures: Figures,
    measures: Mapping[str, Measure],
    rule: DisclosureRule,
    before: tuple[Figures, EarlierFigures],
    unseen: tuple[Mapping[FigureId, Secret], Set[FigureId]],
    work: Work,
) -> _Papers:
    """The papers of all months with what each of them hides.

    ``before``: the figures that returns lack, and those that issued papers printed. ``unseen``: secrets and others.
    """
    (lacking, earlier), (secrets, unprinted) = before, unseen
    figures = with_counts(figures, measures)
    every = {**figures, **lacking}
    shown = {figure: known_of(o) for figure, o in figures.items() if figure not in secrets and figure not in unprinted}
    known = {quantity: count for counts in shown.values() for quantity, count in counts.items()}
    relations = that_hold(relations_of(every, measures, lacking), known)
    system = System((q for o in every.values() for q in quantities_of(o)), relations)
    papers = _Papers(every, system, rule, public_numbers(every, earlier), unprinted, work)
    papers.know(lacking, forgotten_of(lacking, earlier))
    months: dict[int, list[FigureId]] = {}
    for figure in figures:
        months.setdefault(figure[2].index, []).append(figure)
    for month in sorted(months):
        small = {figure: secrets[figure].terms for figure in months[month] if figure in secrets}
        papers.add(months[month], small, {figure: shown[figure] for figure in months[month] if figure in shown})
    return papers


class _Papers:
    """The papers of one month after the other, and what their readers know."""

    def __init__(
        self,
        figures: Figures,
        system: System,
        rule: DisclosureRule,
        public: Public,
        withheld: Collection[FigureId],
        work: Work,
    ) -> None:
        self.kept: list[_Kept] = []
        self.given_away: dict[FigureId, None] = {}
        self.too_hard: set[RowId] = set()
        self._work = work
        self._most = float(rule.largest_hidden)
        self._figures, self._system, self._public, self._withheld = figures, system, public, withheld
        shown = [(figure, number) for figure, number in system.number.items() if figure not in withheld]
        counts = {number for figure, number in shown if self._is_never_hidden_nought(figure)}
        self._readers = Readers(system, counts, self._most)
        self._name = {number: figure for figure, number in system.number.items()}
        self._asked: set[int] = set()
        self._answers: dict[Bound, Answers] = {}
        self._undecided: set[Bound] = set()
        self._binding: dict[Bound, frozenset[int]] = {}  # the numbers in the rows of each
        self._new: dict[int, float] = {}  # the numbers of the paper that is being decided on

    @property
    def hidden(self) -> frozenset[FigureId]:
        """Every figure hidden so far."""
        return frozenset(self._name[number] for number in self._readers.hidden)

    def few(self) -> frozenset[FigureId]:
        """The small counts that may be called small: together with all that they are bound to, or not at all."""
        small = {self._system.number[one]: terms for one, terms in self.kept if self._is_small_count(one)}
        bound = {number: self._readers.bound_to(terms).unknown for number, terms in small.items()}
        figure_of = self._system.figure_of
        for number, unknown in bound.items():
            together = {figure_of[place] for place in unknown}
            if together <= small.keys() and number not in self._readers.few:
                self._call_few(self._readers.few | together)
                if not all(self._is_safe(small[one]) for one in together):
                    self._call_few(self._readers.few - together)
        return frozenset(self._name[number] for number in self._readers.few)

    def _call_few(self, few: set[int]) -> None:
        self._answers.clear()
        self._readers.call_few(few)

    def _is_small_count(self, figure: FigureId) -> bool:
        """Whether a count is known to us to be small: where a return hides it, it may be hidden for another's sake."""
        o = self._figures[figure]
        return o.measure.unit is Unit.COUNT and o.has_number and figure not in self._withheld

    def know(self, never_given: Collection[FigureId], forgotten: Iterable[FigureId]) -> None:
        """Take figures that are in no returns as met: earlier papers printed some, and hid those that are forgotten."""
        place, number, told = (
            self._system.place,
            self._system.number,
            [self._public.get(one, {}) for one in never_given],
        )
        known = {place[quantity]: float(count) for counts in told for quantity, count in counts.items()}
        self._readers.learn(known, [number[figure] for figure in never_given])
        self._readers.hidden.update(number[figure] for figure in forgotten)
        self._keep({figure: [(Quantity(*figure), Decimal(1))] for figure in forgotten})

    def _keep(self, secrets: Mapping[FigureId, Iterable[tuple[Quantity, Decimal]]]) -> None:
        kept = [(figure, self._system.terms(terms)) for figure, terms in secrets.items()]
        self.kept += kept
        self._asked.update(place for _, terms in kept for place, _ in terms)

    def add(
        self,
        new: Collection[FigureId],
        small: Mapping[FigureId, Iterable[tuple[Quantity, Decimal]]],
        shown: Mapping[FigureId, Mapping[Quantity, Decimal]],
    ) -> None:
        """Decide what a month's paper hides of its ``new`` figures, beside those that are ``small``."""
        readers, number, place = self._readers, self._system.number, self._system.place
        readers.learn({}, [number[figure] for figure in new])
        self._keep(small)
        readers.hidden.update(number[figure] for figure in new if figure in small or figure in self._withheld)
        self._hide_linked(new, self._public)
        public = {q: count for figure in new for q, count in self._public.get(figure, {}).items() if q in place}
        readers.learn({place[q]: float(count) for q, count in public.items()})
        self._new = {
            place[q]: float(count)
            for figure, counts in shown.items()
            if number[figure] not in readers.hidden
            for q, count in counts.items()
        }
        readers.learn(self._new)
        self.protect(self.kept)
        self._hide_linked(new)

    def protect(self, kept: Iterable[_Kept]) -> None:
        """Hide of the new figures what tells a secret; what cannot be protected is given away."""
        for figure, terms in self._told(kept):
            bound = self._readers.bound_to(terms, self._new)
            choice = {self._system.figure_of[place] for place in bound.unknown if place in self._new}
            choice -= self._readers.hidden
            choice = {one for one in choice if self._may_hide(self._name[one])}
            for hidden in (self._cheapest(terms, choice), choice):
                if self._is_safe(terms):
                    break
                self._readers.hide(hidden)
            if not self._is_safe(terms):
                self._give_up(figure, terms)

    def _give_up(self, figure: FigureId, terms: Terms) -> None:
        """Take note of what hangs together with a secret of which nothing can be said, and else that it is told."""
        bound = self._readers.bound_up(terms, self._asked)
        if bound in self._undecided:
            self.too_hard.update(self._name[self._system.figure_of[place]][:2] for place in bound.unknown)
        else:
            self.given_away[figure] = None

    def _may_hide(self, figure: FigureId) -> bool:
        """Whether it is not public, and hiding it hides something: readers know that a hidden count is not nought."""
        o = self._figures[figure]
        return figure not in self._public and (o.measure.unit is not Unit.COUNT or o.value != 0)

    def _hide_linked(self, new: Collection[FigureId], but: Collection[FigureId] = ()) -> None:
        """Hide the new figures that are hidden with others, and those that are hidden with these.

        What earlier papers printed of them stays known.
        """
        number, hidden = self._system.number, self._readers.hidden
        while more := [one for one in self._linked(new) if one not in but and number[one] not in hidden]:
            self._readers.hide({number[one] for one in more if one not in self._public})
            hidden = self._readers.hidden
            hidden.update(number[one] for one in more)

    def _is_never_hidden_nought(self, figure: FigureId) -> bool:
        """Whether readers know that a figure is not nought where it is hidden: a count that has no link to another."""
        measure, partner = self._figures[figure].measure, self._figures.get(self._partner(figure))
        return measure.unit is Unit.COUNT and (partner is None or partner.state is State.MISSING)

    def _partner(self, figure: FigureId) -> FigureId:
        """The figure with which one is always hidden."""
        return self._figures[figure].measure.hidden_with, *figure[1:]

    def _linked(self, new: Iterable[FigureId]) -> Iterator[FigureId]:
        """The new figures that are hidden with others by the library: what would tell the other by itself.

        Those seen by a date are much the same children as those who came in some weeks before, unless that many are
        shown for the same span. An average that does not say of how many is that of a hidden number of children.
        """
        number, hidden = self._system.number, self._readers.hidden
        for name, group, period in new:
            o = self._figures[name, group, period]
            measure = o.measure
            of_whom = (measure.children_of if o.denominator is None else "", group, period)
            came = [(measure.entrants, group, month) for month in (period.first_month.back(1), *period.months())]
            same = number.get((measure.entrants, group, period))
            if period.length > 1 and same is not None and same not in hidden:
                came = []
            if any(number.get(other) in hidden for other in ((measure.hidden_with, group, period), of_whom, *came)):
                yield name, group, period

    def _told(self, kept: Iterable[_Kept]) -> Iterator[_Kept]:
        """The secrets that the new paper tells."""
        for figure, terms in kept:
            if self._adds_to(terms) and not self._is_safe(terms):
                yield figure, terms

    def _adds_to(self, terms: Terms) -> bool:
        """Whether the paper adds a number to what binds a secret, or one was printed of it before."""
        bound = self._readers.bound_up(terms, self._asked)
        if bound not in self._binding:
            rows = (self._system.rows[number].terms for number in bound.rows)
            self._binding[bound] = frozenset(place for row in rows for place, _ in row)
        new = not self._binding[bound].isdisjoint(self._new)
        return new or any(place in self._readers.known for place, _ in terms)

    def _is_safe(self, terms: Terms) -> bool:
        """Whether a secret may still be anything from 1 to the most that is hidden."""
        bound = self._readers.bound_up(terms, self._asked)
        return all(self._can_be(terms, bound, end) for end in (1.0, self._most))

    def _can_be(self, terms: Terms, bound: Bound, end: float) -> bool:
        """Whether a secret can be as small as one, or as large as the most that is hidden.

        Where nothing at all is possible, what is printed contradicts itself and tells nothing.
        """
        known, least = self._readers.known, end == 1.0
        fixed = sum(times * known[place] for place, times in terms if place in known)
        free = [(place, times) for place, times in terms if place not in known]
        if not free:
            return fixed <= end if least else fixed >= end
        if bound not in self._answers:
            self._answers[bound] = Answers(self._readers, bound, self._work)
        try:
            return self._answers[bound].reach(free, end - fixed, least=least)
        except TooHard:
            self._undecided.add(bound)
            return False
        except Contradiction:
            return self._can_be_in_doubt(terms, bound, end)

    def _can_be_in_doubt(self, terms: Terms, bound: Bound, end: float) -> bool:
        """The same where what is printed contradicts a relation: readers give up as little as may be."""
        try:
            rows = contradicted(self._readers, bound, {}, self._work)
        except TooHard:
            self._undecided.add(bound)
            return False
        self._readers.doubt(rows)
        return not rows or self._can_be(terms, self._readers.bound_up(terms, self._asked), end)

    def _cheapest(self, terms: Terms, choice: Collection[int]) -> set[int]:
        """The figures of a choice that are missed least, once hidden, while the secret may be 1 and may be its most.

        Two worlds are imagined beside each other, one with each end, in which only what is hidden may differ from what
        is known. All of the choice where the solver finds none.
        """
        bound = self._readers.bound_to(terms, self._new)
        hiding = {number: place for place, number in enumerate(sorted(choice))}
        limits: list[tuple[float, float]] = [(0.0, 1.0)] * len(hiding)
        conditions: list[Condition] = []
        for low, high in ((-NO_LIMIT, 1.0), (self._most, NO_LIMIT)):
            place_of = self._imagine(bound, hiding, limits, conditions)
            known = sum(times * self._readers.known[place] for place, times in terms if place not in place_of)
            asked = tuple((place_of[place], times) for place, times in terms if place in place_of)
            conditions.append(Condition(asked, low - known, high - known))
        costs = [(place, self._cost(self._name[number])) for number, place in hiding.items()]
        try:
            found = cheapest(Problem(tuple(limits), tuple(conditions)), costs, self._work)
            rows = contradicted(self._readers, bound, self._new, self._work) if found is None else frozenset()
        except TooHard:
            return set(choice)
        if rows:
            self._readers.doubt(rows)
            return self._cheapest(terms, choice)
        return set(choice) if found is None else {number for number, place in hiding.items() if found[place]}

    def _imagine(
        self, bound: Bound, hiding: Mapping[int, int], limits: list[tuple[float, float]], conditions: list[Condition]
    ) -> dict[int, int]:
        """Add a world to a problem, in which only what is hidden may differ; the places of its numbers."""
        place_of = {place: len(limits) + number for number, place in enumerate(bound.unknown)}
        limits += [(0.0, NO_LIMIT) if one in self._new else self._readers.limits_of(one) for one in bound.unknown]
        conditions += [self._readers.condition(number, place_of) for number in bound.rows]
        for place in place_of.keys() & self._new.keys():
            hide = hiding.get(self._system.figure_of[place])
            conditions += _as_printed(place_of[place], self._new[place], hide)
        return place_of

    def _cost(self, figure: FigureId) -> float:
        """How much a figure is missed: the ``worth`` of its measure, and a small part that tells any two apart."""
        name = hashlib.sha256("|".join(figure[:2]).encode()).digest()
        return self._figures[figure].measure.worth * _SAME_COST + int.from_bytes(name[:4]) % _SAME_COST


def _as_printed(place: int, count: float, hiding: int | None) -> list[Condition]:
    """A number is as printed unless its figure is hidden."""
    if hiding is None:
        return [Condition(((place, 1.0),), count, count)]
    far = max(count, _FARTHEST)
    return [
        Condition(((place, 1.0), (hiding, -far)), high=count),
        Condition(((place, 1.0), (hiding, far)), low=count),
    ]
