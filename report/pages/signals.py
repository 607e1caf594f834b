"""The signals page ("What stands out"): measures by variation and assurance, as read from their control charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from layouts.blocks import Block, Heading, ItemList, Paragraph, Row, Span, Table, Text
from report.metrics.judgement.control_chart import WhyNot, assurance_of, met_so_far, why_not_judged
from report.metrics.judgement.exceptions import OFF_TARGET
from report.metrics.model import formatting
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import MeasureScore, Status
from report.metrics.statistics.control_limits import FEWEST_FOR_SIGNALS, Assurance, Variation
from report.pages import how_to_read, tables
from report.pages.report_data import Report
from report.wording import chart_titles, claims, figures_in_words
from report.wording.figures_in_words import text

_ROWS = (
    ("Better", {Variation.BETTER}),
    ("No clear change", {Variation.USUAL}),
    ("Worse", {Variation.WORSE}),
    ("Higher or lower", {Variation.HIGHER, Variation.LOWER}),
)
_COLUMNS = (
    ("Consistently meets its target", 0.16, Assurance.MEETS),
    ("May meet it or miss it", 0.25, Assurance.SOMETIMES),
    ("Consistently misses it", 0.2, Assurance.MISSES),
    ("No target", 0.26, None),
)
_INTRO = (
    "Here each measure is held against its own usual ups and downs, so that not every rise or fall is called a "
    "change. A target is consistently met, or missed, where all of the usual ups and downs lie on one side."
)
_REASONS = {
    WhyNot.YEAR_TO_DATE: "Added up from April, so that each figure holds those before it",
    WhyNot.ROLLING: "Figures for 12 months at a time, which overlap from month to month",
    WhyNot.YEARLY: "Counted once a year",
    WhyNot.GROUPS: "Shown by group",
    WhyNot.NO_LATEST: "Without a figure that may be shown for the latest period",
    WhyNot.TOO_FEW: "Too few children each time",
    WhyNot.TOO_SHORT: f"Fewer than {FEWEST_FOR_SIGNALS} figures in a row that were counted in the same way",
}


def signals(report: Report) -> list[Block]:
    """A table of the measures by variation and assurance, and the measures without signals, with the reason.

    Nothing where no measure can have signals.
    """
    judged = [score for score in report.card.scores if why_not_judged(score) is None]
    if not judged:
        return []
    left_out = _left_out(report)
    return [
        Heading(2, text(how_to_read.WHAT_STANDS_OUT)),
        Paragraph(text(_INTRO)),
        _table(judged, _panel_refs(report)),
        *([Heading(3, text("Not judged in this way")), ItemList(tuple(left_out))] if left_out else ()),
        Heading(3, text("How a change is told from chance")),
        *how_to_read.how_signals_are_found(report),
    ]


def _panel_refs(report: Report) -> dict[str, str]:
    """The reference of the panel in which each measure stands, by the measure's id."""
    panels = [panel for section in report.sections for panel in section.panels if report.card.of(panel.measure)]
    refs = [(panel, report.card.of(panel.measure)[0].measure.ref) for panel in panels]
    return {name: ref for panel, ref in reversed(refs) for name in (panel.second, panel.measure) if name}


def _table(judged: Sequence[MeasureScore], panel_refs: Mapping[str, str]) -> Table:
    rows = []
    for name, kinds in _ROWS:  # the row's name claims nothing; each measure under it carries what allows it there
        of_kind = [score for score in judged if score.control and score.control.variation in kinds]
        cells = (_cell([s for s in of_kind if assurance_of(s) is met], panel_refs) for *_, met in _COLUMNS)
        rows.append(Row((text(name, bold=True), *cells)))
    return Table(
        caption=text("Measures by how they are changing and by whether they meet their targets"),
        columns=tables.columns(("Change", 0.13), *((head, share) for head, share, _ in _COLUMNS)),
        rows=tuple(rows),
        show_caption=False,
    )


def _cell(scores: Sequence[MeasureScore], panel_refs: Mapping[str, str]) -> Text:
    """The measures of one variation and one assurance, each with since when, and with what the ledger records of it."""
    entries = [
        (
            *_named(score, panel_refs, _variation_fact(score)),
            *claims.with_rules((Span(_since(score)),), [score]),
            *_never_met(score),
            *claims.with_rules((Span(_unlike_its_column(score)),), [score]),
        )
        for score in scores
    ]
    return _listed(entries) if entries else text("None")


def _variation_fact(score: MeasureScore) -> Fact | None:
    """The rule that puts a measure in its row: the one on its direction of travel."""
    variation = score.control.variation if score.control else None
    if variation is None:
        return None
    return claims.rule_for("no clear change" if variation is Variation.USUAL else variation.value, [score])


def _assurance_fact(score: MeasureScore) -> Fact | None:
    """The rule that puts a measure in its column: target less mean; None without a target or limits."""
    latest = score.control.latest if score.control else None
    if latest is None or latest.limits is None or score.target is None or assurance_of(score) is None:
        return None
    gap = Fraction(score.target.value) - latest.limits.mean
    exact = Decimal(gap.numerator) / Decimal(gap.denominator)
    run = score.series[latest.first : latest.stop]
    return claims.claim_fact("the usual ups and downs beside the target", exact, score, run)


def _since(score: MeasureScore) -> str:
    """Since when a measure has its signal, its side where the row has two, and whether it rests on too few."""
    control, few = score.control, ", too few to judge" if score.status is Status.TOO_FEW else ""
    if control is None or control.since is None:
        return few
    side = f"{control.variation} " if control.variation in (Variation.HIGHER, Variation.LOWER) else ""
    first = score.series[control.since]
    when = f"since {formatting.short_month(first.period).replace(' ', formatting.NBSP)}"
    return f", {side}{'in the latest' if first is score.series[-1] else when}{few}"


def _never_met(score: MeasureScore) -> Text:
    """That a target within the control limits has never been met, which its column alone would hide; else empty."""
    run, met = met_so_far(score) or ((), [])
    if not run or met:
        return ()
    steps = f"{chart_titles.PERIOD_NOUNS[run[-1].period.length]}s"
    return (Span(", not met in "), *figures_in_words.how_many(run, run), Span(f" {steps}"))


def _unlike_its_column(score: MeasureScore) -> str:
    """That the latest figure is on the other side of its target than the usual ups and downs; "" where it is not."""
    assurance = assurance_of(score)
    if assurance is Assurance.MISSES and score.status is Status.MET:
        return ", though the latest figure is on target"
    if assurance is Assurance.MEETS and score.status in OFF_TARGET:
        return ", though the latest figure is off target"
    return ""


def _named(score: MeasureScore, panel_refs: Mapping[str, str], variation: Fact | None = None) -> Text:
    measure = score.measure
    panel_ref = panel_refs.get(measure.id, "")
    ref = Span(measure.ref, _assurance_fact(score) if variation else None, link=f"#{panel_ref}" if panel_ref else "")
    return ref, Span(f"{formatting.NBSP}{measure.short_name}", variation)


def _listed(texts: Sequence[Text]) -> Text:
    """Texts in a row with semicolons between them."""
    return tuple(span for one in texts for span in (Span("; "), *one))[1:]


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
