"""No public paper is written that lets a stranger work out what it hides, unless papers already issued do."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from layouts.blocks import Span, Table
from report.issuing.ledger import as_csv
from report.metrics.model.last_report import EarlierFigure, EarlierFigures, key_of
from report.output.exit_codes import CannotBuild
from report.pages import tables
from report.strangers import attacked
from tests.attack.made_papers import DECEMBER, HOMES, IN_CARE, set_blocks, set_pages
from tests.report.made_reports import with_hidden_figures
from tests.report.returns import LIBRARY, observation

NO_ROWS = as_csv((), b"")


def numbers(measure: str, number: str) -> Table:
    named = (Span(f"{LIBRARY[measure].ref} {LIBRARY[measure].name}"),)
    one = replace(observation(measure, value=number), decimals=1 if "." in number else 0)
    return replace(tables.behind_months([("", [one])]), caption=named, show_caption=True)


def a_leak() -> tuple[bytes, bytes]:
    """A paper that prints 8.3% of children, without counts, and the 36 children it is of: three."""
    return set_blocks(numbers(IN_CARE, "36"), numbers(HOMES, "8.3")), NO_ROWS


def issued() -> EarlierFigures:
    """What an issued paper printed, if it printed the same."""
    both = (observation(IN_CARE, value=36), observation(HOMES, value="8.3"))
    return {key_of(one): EarlierFigure(Decimal(one.number)) for one in both}


def test_a_paper_of_which_nothing_can_be_worked_out_is_told_so_in_one_line() -> None:
    line = attacked([set_pages(with_hidden_figures())], {}, DECEMBER, LIBRARY.values())
    assert line.startswith("Tried as a stranger would who keeps every paper: nothing hidden can be worked out; ")


def test_a_paper_that_tells_a_hidden_number_is_refused_with_what_it_tells_and_what_to_do() -> None:
    with pytest.raises(CannotBuild) as refused:
        attacked([a_leak()], {}, DECEMBER, LIBRARY.values())
    what, told, remedy = refused.value.lines
    assert what == "This report would let a stranger work out numbers that it hides:"
    assert told.startswith("  3.1 Three or more homes, the year ending December 2023: exactly 3 (children).")
    assert "--exempt" in remedy


def test_what_issued_papers_tell_by_themselves_refuses_no_paper_and_is_said() -> None:
    line = attacked([a_leak()], issued(), DECEMBER, LIBRARY.values())
    assert line.endswith("1 number can be worked out. Papers already issued tell as much.")
