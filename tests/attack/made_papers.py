"""Papers as a stranger would have read them, made by hand, and small PDFs that our own builder sets."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from inputs.intake import State
from inputs.period import Period
from layouts.blocks import Block, Furniture
from layouts.paginate import paginate
from layouts.theme import STANDARD
from report.attack.known_measures import library
from report.attack.paper import Cell, Paper, Reading, Side, exactly, hidden, rounded_to
from report.attack.printed_words import span_of
from report.attack.prove import Attack, Hidden
from report.issuing.ledger import as_csv, rows
from report.metrics.model.scorecard import Observation
from report.pages.compose import compose
from report.pages.cover import furniture
from report.pages.report_data import Report

IN_CARE, CAME, LEFT = "children_in_care_count", "started_in_care_count", "left_care_count"
HOMES, ADOPTED, AGES = "three_or_more_homes_pct", "left_care_through_adoption_pct", "children_in_care_by_age_count"
ENTRY, ORDER = "entry_to_adoptive_home_days_mean", "order_to_match_days_mean"
FIRST_CHECKS, WENT_MISSING = "initial_health_assessment_pct", "children_missing_count"
NOVEMBER, DECEMBER = Period(2023, 11), Period(2023, 12)
NO_CHILDREN_OF_OURS = "Position at 31 December 2023"


def cell(measure: str, month: Period, group: str = "", kind: str = "") -> Cell:
    """The cell of a measure's figure that ends with a month."""
    return Cell(measure, group, span_of(library()[measure], month, kind))


def counted(measure: str, month: Period, n: int, of: int | None = None, group: str = "") -> tuple[Reading, ...]:
    """A count, or both counts of a percentage, as they are printed."""
    at = cell(measure, month, group)
    both = (exactly(at, Side.COUNTED, n, "table"),)
    return both if of is None else (*both, exactly(at, Side.OF, of, "table"))


def out_of(measure: str, month: Period, of: int, where: str = "table") -> tuple[Reading, ...]:
    """A denominator alone."""
    return (exactly(cell(measure, month), Side.OF, of, where),)


def valued(measure: str, month: Period, printed: str) -> tuple[Reading, ...]:
    """A value as it is printed, rounded to the decimals it has."""
    decimals = -int(Decimal(printed).as_tuple().exponent)
    return (rounded_to(cell(measure, month), Side.VALUE, Fraction(printed), decimals, "table"),)


def hides(measure: str, month: Period, group: str = "") -> tuple[Reading, ...]:
    """A figure that is hidden."""
    return (hidden(cell(measure, month, group), "table"),)


def every_month(measure: str, number: int, last: Period = DECEMBER, months: int = 24) -> tuple[Reading, ...]:
    """The same count in each of some months."""
    return tuple(one for back in range(months) for one in counted(measure, last.back(back), number))


def without(readings: tuple[Reading, ...], *cells: Cell) -> tuple[Reading, ...]:
    """The readings of all other cells."""
    return tuple(one for one in readings if one.cell not in cells)


def paper(*readings: tuple[Reading, ...], month: Period = DECEMBER) -> Paper:
    """A paper in which all this was read."""
    return Paper("Sample City Council", month, tuple(one for some in readings for one in some), dict(library()))


def proofs(found: Attack) -> dict[tuple[str, str, str], tuple[int | None, int | None]]:
    """What is proved, and what larger is known: the range by measure, group and period."""
    told = (*found.proved, *found.known)
    return {(one.measure, one.group, one.period.month_text): (one.low, one.high) for one in told}


def ranges(found: Attack) -> dict[tuple[str, str, str], tuple[int | None, int | None]]:
    """All ranges by measure, group and period."""
    return {(one.measure, one.group, one.period.month_text): (one.low, one.high) for one in found.cells}


def only_proof(found: Attack) -> Hidden:
    """The only thing that is proved, or known though it is larger."""
    (one,) = (*found.proved, *found.known)
    return one


def set_pages(report: Report) -> tuple[bytes, bytes]:
    """The PDF and the ledger of a report."""
    pages = paginate(compose(report), furniture(report), STANDARD)
    return pages.pdf, as_csv(rows(pages.placed), pages.pdf)


def set_blocks(*blocks: Block) -> bytes:
    """The PDF of some blocks, as of the sample council at the end of December 2023."""
    title = f"Sample City Council: {NO_CHILDREN_OF_OURS}"
    about = Furniture(
        title=title, author="Sample City Council", subject="Corporate parenting", keywords="",
        running_head=title, notice="Sample data, not real children", date="2024-02-06",
    )  # fmt: skip
    return paginate(blocks, about, STANDARD).pdf


def shown_again(report: Report, measure: str, month: Period, number: int) -> Report:
    """The report, in which the hidden figure of a month has its number again: a fault of the code that hides."""

    def restored(one: Observation) -> Observation:
        hit = one.measure.id == measure and one.period == month and one.state is State.SUPPRESSED
        return one._replace(state=State.NUMBER, value=Decimal(number)) if hit else one

    scores = tuple(replace(score, series=tuple(map(restored, score.series))) for score in report.card.scores)
    return replace(report, card=replace(report.card, scores=scores))
