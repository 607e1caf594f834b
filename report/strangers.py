"""Attacks the papers that are about to be written, as a stranger would who keeps all that were issued before.

Where they tell too much, they are made again with whole rows hidden, and attacked again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from inputs.period import Period
from report.attack.issued_figures import paper_of
from report.attack.paper import Cell
from report.attack.prove import Attack, Hidden, attack, new_proofs, told_before
from report.attack.read_paper import read_paper
from report.attack.say import listed, summary
from report.metrics.disclosure.protection import RowId
from report.metrics.model.disclosure_rule import PUBLIC_RULE, DisclosureRule
from report.metrics.model.formatting import joined_with_and, uncapitalised
from report.metrics.model.last_report import EarlierFigures
from report.metrics.model.measure import Measure
from report.output.exit_codes import CannotBuild

_Made = TypeVar("_Made")
Rows = frozenset[RowId]


class Told(CannotBuild):
    """Papers let a stranger work out hidden numbers, or it could not be decided in the steps there are whether they do.

    ``rows`` are those of these numbers, ``linked`` those that they hang together with.
    """

    def __init__(self, told: Sequence[Hidden], measures: Iterable[Measure], hidden: Rows) -> None:
        every = {measure.id: measure for measure in measures}
        by_ref = {measure.ref: measure.id for measure in every.values()}  # the page does not tell ids
        self.rows: Rows = frozenset((by_ref.get(one.ref, one.measure), one.group) for one in told)
        self.linked = _linked({name for name, _ in self.rows}, every)
        super().__init__(_refused(told, sorted({every[name].short_name for name, _ in hidden if name in every})))


def made_safe(make: Callable[[Rows], _Made]) -> _Made:
    """What ``make`` makes while it hides the rows it is given: at first none.

    Where that tells too much, the rows of what it told are hidden, and then those that they hang together with.
    Raises Told where that is not enough.
    """
    rows: Rows = frozenset()
    try:
        return make(rows)
    except Told as told:
        rows |= told.rows
    try:
        return make(rows)
    except Told as told:
        rows |= told.rows | told.linked
    return make(rows)


def attacked(
    papers: Sequence[tuple[bytes, bytes]],
    issued: EarlierFigures,
    month: Period,
    measures: Iterable[Measure],
    rows: Rows = frozenset(),
    rule: DisclosureRule = PUBLIC_RULE,
) -> str:
    """What strangers can work out of public papers, each a PDF and its ledger, and of issued ones; in one line.

    ``rows`` are already hidden over all their months. A paper that hides nothing does not say by which ``rule``.
    Raises Told where strangers can work out what the issued papers alone do not tell, and where that is not decided and
    no rows are hidden for it yet.
    """
    before = [paper_of(issued, month)] if issued else []
    read = [read_paper(pdf, ledger) for pdf, ledger in papers]
    now = [one._replace(largest_small=max(one.largest_small, rule.largest_hidden)) for one in read]
    found = attack([*now, *before], closely=False)
    told = new_proofs(found, told_before(now, before)) if found.proved else ()
    printed = {one.cell for paper in before for one in paper.readings}
    told = tuple(one for one in told if Cell(one.measure, one.group, one.period) not in printed)
    if told or (found.undecided and not rows):
        raise Told((*told, *found.undecided), measures, rows)
    return f"Tried as a stranger would who keeps every paper: {uncapitalised(_line(found))}"


def _line(found: Attack) -> str:
    if not found.proved:
        return summary(found)
    return f"{summary(found)} Papers already issued tell as much."


def _linked(names: Collection[str], measures: Mapping[str, Measure]) -> Rows:
    """The rows of some measures and of every measure that is bound to them by the library, with all groups."""
    near = set(names)
    for one in measures.values():
        bound = _bound_to(one)
        if one.id in names or not bound.isdisjoint(names):
            near |= {one.id, *bound}
    return frozenset((name, group) for name in near & measures.keys() for group in ("", *measures[name].groups))


def _bound_to(one: Measure) -> set[str]:
    """The measures whose numbers tell something of a measure's, by its definition."""
    links = (
        one.parts_of, one.starts, one.leavers, one.same_population_as, one.population_within, one.year_of,
        one.not_fewer_than, one.entrants, one.hidden_with, one.children_of,
    )  # fmt: skip
    return set(links) - {""}


def _refused(told: Sequence[Hidden], hidden: Sequence[str]) -> list[str]:
    what = "This report would let a stranger work out numbers that it hides:"
    if not any(one.decided for one in told):
        what = "It could not be decided whether a stranger can work out these numbers that the report hides:"
    names = [f"“{name}”" for name in hidden]
    tried = [f"It would though every figure of {joined_with_and(names)} were hidden."] if names else []
    remedy = (
        "Leave one of these measures out of the layout, or ask whoever looks after the builder. An exempt report "
        "(--exempt) hides nothing, and is kept from the public."
    )
    return [what, *listed(told), *tried, remedy]
