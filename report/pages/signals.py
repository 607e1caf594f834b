"""The page that says what stands out: each measure by how it is changing and by whether it meets its target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from layouts.blocks import Block, Column, Heading, ItemList, Paragraph, Row, Span, Table, Text
from report.metrics.judgement import target_status
from report.metrics.judgement.control_chart import WhyNot, why_not_judged
from report.metrics.model import formatting
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import MeasureScore, Status
from report.metrics.statistics.control_limits import FEWEST_FOR_SIGNALS, Assurance, Variation
from report.pages import how_to_read
from report.pages.report_data import Report
from report.wording import chart_titles, claims, figures_in_words

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
    """A table of the measures by variation and assurance, and those that are not judged so, with the reason.

    Nothing where no measure can be judged in this way.
    """
    judged = [score for score in report.card.scores if why_not_judged(score) is None]
    if not judged:
        return []
    places = _places(report)
    blocks: list[Block] = [
        Heading(2, figures_in_words.text(how_to_read.WHAT_STANDS_OUT)),
        Paragraph(figures_in_words.text(_INTRO)),
        _table(judged, places),
    ]
    left_out = _left_out(report)
    if left_out:
        blocks += [Heading(3, figures_in_words.text("Not judged in this way")), ItemList(tuple(left_out))]
    return [
        *blocks,
        Heading(3, figures_in_words.text("How a change is told from chance")),
        *how_to_read.how_signals_are_told(report),
    ]


def _places(report: Report) -> dict[str, str]:
    """The reference of the panel in which each measure stands, by its id."""
    panels = [panel for section in report.sections for panel in section.panels if report.card.of(panel.measure)]
    refs = [(panel, report.card.of(panel.measure)[0].measure.ref) for panel in panels]
    return {name: ref for panel, ref in reversed(refs) for name in (panel.second, panel.measure) if name}


def _table(judged: Sequence[MeasureScore], places: Mapping[str, str]) -> Table:
    rows = []
    for name, kinds in _ROWS:  # the row's name claims nothing; each measure under it carries what allows it there
        of_kind = [score for score in judged if score.control and score.control.variation in kinds]
        cells = (_cell([s for s in of_kind if _assured(s) is met], places) for _, met in _COLUMNS)
        rows.append(Row((figures_in_words.text(name, bold=True), *cells)))
    return Table(
        caption=figures_in_words.text("Measures by how they are changing and by whether they meet their targets"),
        columns=(
            Column(figures_in_words.text("Change"), 0.13),
            *(Column(figures_in_words.text(head), share) for (head, _), share in zip(_COLUMNS, _SHARES, strict=True)),
        ),
        rows=tuple(rows),
        show_caption=False,
    )


def _cell(scores: Sequence[MeasureScore], places: Mapping[str, str]) -> Text:
    if not scores:
        return figures_in_words.text("None")
    return _listed(
        [
            (*_named(score, places, _claim(score)), *claims.backed((Span(_since(score)),), [score]), *_met(score))
            for score in scores
        ]
    )


def _claim(score: MeasureScore) -> Fact | None:
    """What allows a measure to stand in its row: the rule on its direction, which its control chart told."""
    variation = score.control.variation if score.control else None
    if variation is None:
        return None
    return claims.why("no clear change" if variation is Variation.USUAL else variation.value, [score])


def _assurance(score: MeasureScore) -> Fact | None:
    """What allows a measure to stand in its column; None where it has no target to be held against."""
    held = score.control.latest if score.control else None
    if held is None or held.limits is None or score.target is None or _assured(score) is None:
        return None
    gap = Fraction(score.target.value) - held.limits.mean
    exact = Decimal(gap.numerator) / Decimal(gap.denominator)
    return claims.fact("the usual ups and downs beside the target", exact, score, score.series[held.first : held.stop])


def _assured(score: MeasureScore) -> Assurance | None:
    """Whether a measure will meet its target; None without one, and where the latest is of too few to judge."""
    return score.control.assurance if score.control and score.status is not Status.TOO_FEW else None


def _since(score: MeasureScore) -> str:
    """Since when a measure stands out, which way where that is not said by its row, and whether it is of too few."""
    held, few = score.control, ", too few to judge" if score.status is Status.TOO_FEW else ""
    if held is None or held.since is None:
        return few
    side = f"{held.variation} " if held.variation in (Variation.HIGHER, Variation.LOWER) else ""
    first = score.series[held.since]
    when = f"since {formatting.short_month(first.period).replace(' ', formatting.NBSP)}"
    return f", {side}{'in the latest' if first is score.series[-1] else when}{few}"


def _met(score: MeasureScore) -> Text:
    """That a target within the usual ups and downs has never been met, which its column alone would hide."""
    held = score.control
    if held is None or _assured(score) is not Assurance.SOMETIMES or not target_status.held_to_target(score):
        return ()
    run = score.series[held.latest.first : held.latest.stop]
    if target_status.on_target(run, score):
        return ()
    steps = f"{chart_titles.STEPS[run[-1].period.length]}s"
    return (Span(", not met in "), *figures_in_words.how_many(run, run), Span(f" {steps}"))


def _named(score: MeasureScore, places: Mapping[str, str], claim: Fact | None = None) -> Text:
    measure = score.measure
    place = places.get(measure.id, "")
    ref = Span(measure.ref, _assurance(score) if claim else None, link=f"#{place}" if place else "")
    return ref, Span(f"{formatting.NBSP}{measure.short_name}", claim)


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
