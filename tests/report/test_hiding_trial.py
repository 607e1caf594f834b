"""The trial of hiding (``make disclosure``), on a few councils: nothing is told, and what is told would be found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report.attack.prove import attack
from report.metrics.model.last_report import NOTHING_PRINTED
from tests.trials import disclosure
from tests.trials.simulated.attacked import Outcome, outcome
from tests.trials.simulated.papers import Made, paper
from tests.trials.simulated.returned import Council, council

SMALL = ((1_000_003, 30), (1_000_009, 60))  # seeds, and children in care; the second has a twin

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return [outcome(seed, size, 12) for seed, size in SMALL]


def first_paper(one: Council, *, older: bool) -> Made:
    """The first paper of a council that has every figure. ``older``: it hides what is small itself, and no more."""
    one = replace(one, habits=replace(one.habits, gaps=frozenset(), forms={}, hides=frozenset(), sums=False))
    step = one.steps[0]
    return paper(one, step, one.truth(step), one.given(step), NOTHING_PRINTED, older)


def test_of_small_councils_with_several_papers_nothing_is_told_and_no_range_is_wrong(outcomes: list[Outcome]) -> None:
    assert [line for one in outcomes for line in disclosure.failures(one) if "misled" not in line] == []
    assert all(one.cells > 100 and one.papers > 1 and not one.undecided for one in outcomes)


def test_a_paper_that_hides_only_what_is_small_itself_is_found_out() -> None:
    """Else the trial would find nothing whatever papers told."""
    one = council(*SMALL[0], 12)
    found = {older: attack([first_paper(one, older=older).paper], closely=False) for older in (True, False)}
    assert len(found[True].proved) > 5
    assert not found[False].proved


def test_two_councils_that_differ_in_small_numbers_alone_have_the_same_figures_hidden(outcomes: list[Outcome]) -> None:
    small, small_unlike, *_ = outcomes[1].twins
    assert (small, small_unlike) == (1, 0)


def test_the_table_says_how_much_is_hidden_and_in_how_many_papers_whole_rows(outcomes: list[Outcome]) -> None:
    heads, _, *rows = disclosure.table(outcomes)
    assert heads.count("|") == 7 and len(rows) == 2
    said = " ".join(disclosure.words(outcomes, 4, 0))
    assert "none of these could be worked out; 4 papers were set as PDFs" in said
    assert "Whole rows had to be hidden in none of " in said
