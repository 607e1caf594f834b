"""Whole reports of councils made by chance: set as PDFs, and read from these and their ledgers as a stranger would."""

from __future__ import annotations

from collections.abc import Iterator

from layouts.paginate import paginate
from layouts.theme import STANDARD
from report.attack.paper import Paper, Side
from report.attack.prove import attack, new_proofs, told_before
from report.attack.read_paper import read_paper
from report.issuing.ledger import as_csv, rows
from report.issuing.record import figures_of
from report.metrics.model.last_report import NOTHING_PRINTED, PrintedFigures
from report.pages.compose import compose
from report.pages.cover import furniture
from report.pages.report_data import Report
from report.settings.report_file import Settings
from tests.report.made_reports import usual_layout
from tests.trials.simulated.papers import scorecard
from tests.trials.simulated.returned import council

_PAPERS = 2  # of each council


def proofs(seed: int) -> tuple[int, tuple[str, ...]]:
    """How many papers of a council were set and read, and a line for each number that one of them tells."""
    one = council(seed)
    issued, before = NOTHING_PRINTED, list[Paper]()
    told: list[str] = []
    steps = one.steps[:_PAPERS]
    for step in steps:
        card = scorecard(one, step, one.truth(step), one.given(step), issued)
        report = Report(usual_layout(), Settings(disclosure=card.disclosure), card, (), "", (), 1)
        pages = paginate(compose(report), furniture(report), STANDARD)
        ledger = rows(pages.placed)
        now = read_paper(pages.pdf, as_csv(ledger, pages.pdf))
        told += _told(now, before)
        if step.issued:
            issued = PrintedFigures((*issued.by_month, (step.month, figures_of(ledger))))
            before.insert(0, now)
    return len(steps), tuple(told)


def _told(now: Paper, before: list[Paper]) -> Iterator[str]:
    found = attack([now, *before], closely=False)
    if not found.proved:
        return
    printed = {one.cell for paper in before for one in paper.readings if one.side is not Side.HIDDEN}
    places = {(cell.measure, cell.group, cell.period) for cell in printed}
    for one in new_proofs(found, told_before([now], before)):
        if (one.measure, one.group, one.period) not in places:
            where = f"PDF of {now.month.month_text}: {one.measure} {one.group} {one.period.name}"
            yield f"{where}: {one.low} to {one.high} ({one.what}; {', '.join(one.how)})"
