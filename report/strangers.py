"""Attacks the papers that are about to be written, as a stranger would who keeps all that were issued before."""

from __future__ import annotations

from collections.abc import Sequence

from inputs.period import Period
from report.attack.issued_figures import paper_of
from report.attack.paper import Cell
from report.attack.prove import Attack, Hidden, attack, new_proofs, told_before
from report.attack.read_paper import read_paper
from report.attack.say import listed, summary
from report.metrics.model.formatting import uncapitalised
from report.metrics.model.last_report import EarlierFigures
from report.output.exit_codes import CannotBuild


def attacked(papers: Sequence[tuple[bytes, bytes]], issued: EarlierFigures, month: Period) -> str:
    """What strangers can work out of public papers, each a PDF and its ledger, and of issued ones; in one line.

    Raises CannotBuild where they can work out what the issued papers alone do not tell.
    """
    before = [paper_of(issued, month)] if issued else []
    now = [read_paper(pdf, ledger) for pdf, ledger in papers]
    found = attack([*now, *before], closely=False)
    told = new_proofs(found, told_before(now, before)) if found.proved else ()
    printed = {one.cell for paper in before for one in paper.readings}
    told = tuple(one for one in told if Cell(one.measure, one.group, one.period) not in printed)
    if told:
        raise CannotBuild(_refused(told))
    return f"Tried as a stranger would who keeps every paper: {uncapitalised(_line(found))}"


def _line(found: Attack) -> str:
    if not found.proved:
        return summary(found)
    return f"{summary(found)} Papers already issued tell as much."


def _refused(told: Sequence[Hidden]) -> list[str]:
    what = "This report would let a stranger work out numbers that it hides:"
    remedy = (
        "Leave one of these measures out of the layout, or ask whoever looks after the builder. An exempt report "
        "(--exempt) hides nothing, and is kept from the public."
    )
    return [what, *listed(told), remedy]
