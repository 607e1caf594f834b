"""A paper that tells too much is made again with whole rows hidden, and refused only where that is not enough."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.intake import State
from report.attack.prove import Hidden
from report.metrics.model import formatting
from report.metrics.model.scorecard import MeasureScore
from report.metrics.score import score
from report.output.exit_codes import CannotBuild
from report.pages.report_data import Report
from report.settings.report_file import Settings
from report.strangers import Rows, Told, attacked, made_safe
from tests.attack.made_papers import AGES, CAME, DECEMBER, FIRST_CHECKS, IN_CARE, LEFT, set_pages
from tests.report.made_reports import usual_layout
from tests.report.returns import LIBRARY, NO_CHOICES, counts, intake

BANDS = tuple(LIBRARY[AGES].groups)


def told(measure: str, *, decided: bool = True) -> Hidden:
    """A stranger knows that it is exactly three."""
    one = LIBRARY[measure]
    return Hidden(one.id, one.ref, one.short_name, "", DECEMBER, "children", 3, 3, decided, (), decided)


class Maker:
    """Makes papers that tell a measure's numbers until all of some rows are hidden; remembers what it was asked."""

    def __init__(self, measure: str, enough: set[str], *, decided: bool = True) -> None:
        self.measure, self.enough, self.decided, self.asked = measure, enough, decided, list[set[str]]()

    def __call__(self, rows: Rows) -> str:
        self.asked.append({name for name, _ in rows})
        if not self.enough <= self.asked[-1]:
            raise Told([told(self.measure, decided=self.decided)], LIBRARY.values(), rows)
        return "safe"


def test_a_paper_that_tells_nothing_is_made_once() -> None:
    make = Maker(LEFT, set())
    assert (made_safe(make), make.asked) == ("safe", [set()])


def test_what_is_told_is_hidden_over_all_its_months() -> None:
    make = Maker(LEFT, {LEFT})
    assert (made_safe(make), make.asked) == ("safe", [set(), {LEFT}])


def test_where_that_is_not_enough_all_that_it_hangs_together_with_is_hidden_too() -> None:
    """Who left follows from who came, and from those in care at both ends of the month."""
    make = Maker(LEFT, {LEFT, IN_CARE})
    assert made_safe(make) == "safe"
    assert make.asked[-1] >= {LEFT, IN_CARE, CAME}
    assert "dental_check_pct" not in make.asked[-1]


def test_groups_are_hidden_with_their_total() -> None:
    rows = Told([told(IN_CARE)], LIBRARY.values(), frozenset()).linked
    assert {group for name, group in rows if name == AGES} >= set(BANDS)


def test_it_is_refused_where_that_is_not_enough_either_with_what_is_told_and_what_was_tried() -> None:
    with pytest.raises(CannotBuild) as refused:
        made_safe(Maker(FIRST_CHECKS, {"nothing is enough"}))
    what, one, tried, remedy = refused.value.lines
    assert what == "This report would let a stranger work out numbers that it hides:"
    assert one == f"  {LIBRARY[FIRST_CHECKS].ref} First health check on time, December 2023: exactly 3 (children)."
    assert tried.startswith("It would though every figure of “") and "“First health check on time”" in tried
    assert remedy.startswith("Leave one of these measures out of the layout")


def test_what_could_not_be_decided_is_not_said_to_be_told() -> None:
    with pytest.raises(CannotBuild) as refused:
        made_safe(Maker(LEFT, {"nothing is enough"}, decided=False))
    what, one, *_ = refused.value.lines
    assert what.startswith("It could not be decided whether a stranger can work out ")
    assert one.endswith("not decided (children).")


def a_council(rows: Rows) -> Report:
    """Four children under one, so that they are hidden, and so is another age band; ``rows`` are hidden too."""
    numbers = dict(zip(BANDS, (4, 40, 40, 40, 40), strict=True))
    bands = [counts(AGES, [n] * 13, group=group) for group, n in numbers.items()]
    choices = replace(NO_CHOICES, rows=rows)
    held = intake(counts(IN_CARE, [164] * 13), *bands)
    card, _ = score(held, tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)
    return Report(usual_layout(), Settings(), card, (), "", (), 1)


def with_a_fault(report: Report) -> Report:
    """The band that is hidden beside those under one is printed again."""

    def printed(one: MeasureScore) -> MeasureScore:
        if one.measure.id != AGES or one.group == BANDS[0]:
            return one
        series = tuple(replace(o, state=State.NUMBER, value=Decimal(40)) for o in one.series)
        return replace(one, series=series, latest=series[-1], last_year=series[0])

    card = report.card
    return replace(report, card=replace(card, scores=tuple(map(printed, card.scores))))


def test_a_fault_of_the_code_that_hides_costs_rows_and_tells_no_childs_number() -> None:
    asked: list[Rows] = []

    def make(rows: Rows) -> str:
        asked.append(rows)
        report = a_council(rows) if rows else with_a_fault(a_council(rows))
        return attacked([set_pages(report)], {}, DECEMBER, LIBRARY.values(), rows)

    line = made_safe(make)
    assert line.startswith("Tried as a stranger would who keeps every paper: nothing hidden can be worked out")
    assert asked == [frozenset(), frozenset({(AGES, BANDS[0])})]
