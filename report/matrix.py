"""The page that says what stands out: each measure by how it is changing and by whether it meets its target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from layouts.blocks import Block, Column, Heading, Paragraph, Points, Row, Span, Table, Text
from report import closing, tables, words
from report.material import Report
from report.metrics.model import MeasureScore
from report.metrics.signals import WhyNot, why_not_judged
from report.metrics.spc import FEWEST_TO_JUDGE, Assurance, Variation

_ROWS = (
    ("Better", {Variation.BETTER}),
    ("No clear change", {Variation.USUAL}),
    ("Worse", {Variation.WORSE}),
    ("Higher or lower", {Variation.HIGHER, Variation.LOWER}),
)
_COLUMNS = (
    ("Consistently meets its target", Assurance.MEETS),
    ("May meet it or miss it", Assurance.SOMETIMES),
    ("Consistently misses it", Assurance.MISSES),
    ("No target", None),
)
_SHARES = (0.16, 0.25, 0.2, 0.26)  # of the table's width
_INTRO = (
    "Here each measure is held against its own usual ups and downs, so that only what chance alone would seldom do is "
    "called a change. A target is consistently met, or missed, where all of the usual ups and downs lie on one side."
)
_REASONS = {
    WhyNot.YEAR_TO_DATE: "Added up from April, so that each figure holds those before it",
    WhyNot.ROLLING: "Figures for 12 months at a time, which overlap from month to month",
    WhyNot.YEARLY: "Counted once a year",
    WhyNot.GROUPS: "Shown by group",
    WhyNot.NO_LATEST: "Without a figure that may be shown for the latest period",
    WhyNot.TOO_FEW: "About too few children each time",
    WhyNot.TOO_SHORT: f"Fewer than {FEWEST_TO_JUDGE} figures in a row that were counted in the same way",
}


def signals(report: Report) -> list[Block]:
    """A table of the measures by variation and assurance, and those that are not judged so, with the reason.

    Nothing where no measure can be judged in this way.
    """
    judged = [score for score in report.card.scores if why_not_judged(score) is None]
    if not judged:
        return []
    places = _places(report)
    blocks: list[Block] = [
        Heading(2, tables.text(closing.WHAT_STANDS_OUT)),
        Paragraph(tables.text(_INTRO)),
        _table(judged, places),
    ]
    left_out = _left_out(report)
    if left_out:
        blocks += [Heading(3, tables.text("Not judged in this way")), Points(tuple(left_out))]
    return [*blocks, Heading(3, tables.text("How a change is told from chance")), *closing.how_signals_are_told()]


def _places(report: Report) -> dict[str, str]:
    """The reference of the panel in which each measure stands, by its id."""
    panels = [panel for section in report.sections for panel in section.panels if report.card.of(panel.measure)]
    refs = [(panel, report.card.of(panel.measure)[0].measure.ref) for panel in panels]
    return {name: ref for panel, ref in reversed(refs) for name in (panel.second, panel.measure) if name}


def _table(judged: Sequence[MeasureScore], places: Mapping[str, str]) -> Table:
    rows = []
    for name, kinds in _ROWS:
        of_kind = [score for score in judged if score.control and score.control.variation in kinds]
        cells = (_cell([s for s in of_kind if s.control and s.control.assurance is met], places) for _, met in _COLUMNS)
        rows.append(Row((tables.text(name, bold=True), *cells)))
    return Table(
        caption=tables.text("Measures by how they are changing and by whether they meet their targets"),
        columns=(
            Column(tables.text("Change"), 0.13),
            *(Column(tables.text(head), share) for (head, _), share in zip(_COLUMNS, _SHARES, strict=True)),
        ),
        rows=tuple(rows),
        show_caption=False,
    )


def _cell(scores: Sequence[MeasureScore], places: Mapping[str, str]) -> Text:
    if not scores:
        return tables.text("None")
    return _listed([(*_named(score, places), Span(_since(score))) for score in scores])


def _since(score: MeasureScore) -> str:
    """Since when a measure stands out, and which way where that is not said by its row."""
    held = score.control
    if held is None or held.since is None:
        return ""
    sides = {Variation.HIGHER: "higher ", Variation.LOWER: "lower "}
    side = sides.get(held.variation, "") if held.variation else ""
    first = score.series[held.since]
    return (
        f", {side}in the latest"
        if first is score.series[-1]
        else f", {side}since {words.short_month(first.period).replace(' ', words.NBSP)}"
    )


def _named(score: MeasureScore, places: Mapping[str, str]) -> Text:
    measure = score.measure
    place = places.get(measure.id, "")
    return Span(measure.ref, link=f"#{place}" if place else ""), Span(f"{words.NBSP}{measure.short_name}")


def _listed(texts: Sequence[Text]) -> Text:
    """Texts in a row with semicolons between them."""
    return tuple(span for place, text in enumerate(texts) for span in ((*((Span("; "),) if place else ()), *text)))


def _left_out(report: Report) -> list[Text]:
    """A line for each reason, with the measures that it keeps out; a measure of several groups once."""
    reasons: dict[WhyNot, dict[str, MeasureScore]] = {}
    for score in report.card.scores:
        if why := why_not_judged(score):
            reasons.setdefault(why, {}).setdefault(score.measure.id, score)
    return [
        (Span(f"{_REASONS[why]}: "), *_listed([_named(score, {}) for score in reasons[why].values()]), Span("."))
        for why in WhyNot
        if why in reasons
    ]
