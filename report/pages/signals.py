"""The signals page ("What stands out"): measures by how they are changing, and by what told that from chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from layouts.blocks import Block, Heading, ItemList, Paragraph, Row, Span, Table, Text, plain
from report.metrics.judgement.chance import reports_to_one_false, tested_for_change
from report.metrics.judgement.control_chart import assurance_of, level_is_changing, met_so_far
from report.metrics.judgement.exceptions import OFF_TARGET
from report.metrics.model import formatting
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Change, DirectionRule, MeasureScore, Status, Travel
from report.metrics.statistics.control_limits import Assurance
from report.pages import how_to_read, tables
from report.pages.report_data import Report
from report.wording import chart_titles, claims, control_chart_words, direction_words, figures_in_words
from report.wording.figures_in_words import text
from report.wording.templates import sentence, templates

_ROWS = (
    ("Better", {Travel.IMPROVING}),
    ("Worse", {Travel.GETTING_WORSE}),
    ("Higher or lower", {Travel.RISING, Travel.FALLING}),
    ("No clear change", {Travel.NO_CLEAR_CHANGE}),
)
_COLUMNS = (
    ("By its own ups and downs", 0.43, {DirectionRule.CONTROL_CHART}),
    ("Against a year ago", 0.42, {DirectionRule.YEAR_BEFORE, DirectionRule.STARTS_AND_LEAVERS}),
)
_ASSURED = {
    Assurance.MEETS: ", likely to keep meeting its target",
    Assurance.SOMETIMES: ", may meet its target or miss it",
    Assurance.MISSES: ", likely to keep missing its target",
}
INTRO = (
    "Figures go up and down by chance. This page shows which have moved by more than that. We compare what happens in "
    "each month with its own usual ups and downs, and all other figures with a year ago. A target is likely to be "
    "met, or missed, where all of the usual ups and downs are on one side of it. We do not say so while the level is "
    "changing."
)


def signals(report: Report) -> list[Block]:
    """A table of the measures by direction of travel and by the rule that tested it, and those not tested.

    Nothing where no measure can be tested.
    """
    tested = tested_for_change(report.card.scores)
    if not tested:
        return []
    left_out = _left_out(report)
    return [
        Heading(2, text(how_to_read.WHAT_STANDS_OUT)),
        Paragraph(text(INTRO)),
        _table(tested, _panel_refs(report)),
        Paragraph(_named_by_chance(tested)),
        *([Heading(3, text("Not tested")), ItemList(tuple(left_out))] if left_out else ()),
        Heading(3, text("How a change is told from chance")),
        *how_to_read.how_signals_are_found(report),
    ]


def _named_by_chance(tested: Sequence[MeasureScore]) -> Text:
    """How many of the measures chance alone would name."""
    latest = [score.latest for score in tested]
    one, of = formatting.spelled_alike(1, reports_to_one_false(tested))
    return sentence(
        "chance",
        "named",
        tested=lambda: figures_in_words.measures(latest),
        measures=lambda: "measure" if len(latest) == 1 else "measures",
        one=lambda: one,
        reports=lambda: of,
    )


def _panel_refs(report: Report) -> dict[str, str]:
    """The reference of the panel in which each measure stands, by the measure's id."""
    panels = [panel for section in report.sections for panel in section.panels if report.card.of(panel.measure)]
    refs = [(panel, report.card.of(panel.measure)[0].measure.ref) for panel in panels]
    return {name: ref for panel, ref in reversed(refs) for name in (panel.second, panel.measure) if name}


def _table(tested: Sequence[MeasureScore], panel_refs: Mapping[str, str]) -> Table:
    rows = []
    for name, travels in _ROWS:  # the row's name claims nothing; each measure under it carries what allows it there
        of_kind = [score for score in tested if score.direction and score.direction.travel in travels]
        cells = (
            _cell([s for s in of_kind if s.direction and s.direction.rule in rules], panel_refs)
            for *_, rules in _COLUMNS
        )
        rows.append(Row((text(name, bold=True), *cells)))
    return Table(
        caption=text("Measures by how they are changing, and by what they are held against"),
        columns=tables.columns(("Change", 0.15), *((head, share) for head, share, _ in _COLUMNS)),
        rows=tuple(rows),
        show_caption=False,
    )


def _cell(scores: Sequence[MeasureScore], panel_refs: Mapping[str, str]) -> Text:
    """The measures of one direction and one rule, each with its assurance, and with what the ledger records of it."""
    entries = [
        (
            *_named(score, panel_refs, _direction_fact(score)),
            *claims.with_rules((Span(_side(score)),), [score]),
            *_assured(score),
            *_never_met(score),
            *claims.with_rules((Span(_unlike_its_column(score)),), [score]),
        )
        for score in scores
    ]
    return _listed(entries) if entries else text("None")


def _direction_fact(score: MeasureScore) -> Fact | None:
    """The rule that puts a measure in its row: the one on its direction of travel."""
    word = plain(direction_words.word(score)) or "no clear change"
    return claims.rule_for(word, [score])


def _side(score: MeasureScore) -> str:
    """Which way a measure went that is neither good nor bad; that one is of too few to judge against its target."""
    travel = score.direction.travel if score.direction else None
    side = {Travel.RISING: ", higher", Travel.FALLING: ", lower"}.get(travel, "") if travel else ""
    return f"{side}{', too few to judge' if score.status is Status.TOO_FEW else ''}"


def _assured(score: MeasureScore) -> Text:
    """Whether the usual ups and downs meet the target, or that they say nothing of it; empty without a target."""
    assurance = assurance_of(score)
    if assurance is not None:
        said = _ASSURED[assurance] if control_chart_words.agrees_with_status(score) else ""
        return (Span(said, _assurance_fact(score)),) if said else ()
    return text(templates()["chance"]["level_changing"]) if level_is_changing(score) else ()


def _assurance_fact(score: MeasureScore) -> Fact | None:
    """The rule that puts a measure in its column: target less mean; None without a target or limits."""
    latest = score.control.latest if score.control else None
    if latest is None or latest.limits is None or score.target is None or assurance_of(score) is None:
        return None
    gap = Fraction(score.target.value) - latest.limits.mean
    exact = Decimal(gap.numerator) / Decimal(gap.denominator)
    run = score.series[latest.first : latest.stop]
    return claims.claim_fact("the usual ups and downs beside the target", exact, score, run)


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
        return ", on target now, though its usual ups and downs are off target"
    if assurance is Assurance.MEETS and score.status in OFF_TARGET:
        return ", off target now, though its usual ups and downs are on target"
    return ""


def _named(score: MeasureScore, panel_refs: Mapping[str, str], direction: Fact | None = None) -> Text:
    measure = score.measure
    panel_ref = panel_refs.get(measure.id, "")
    ref = Span(measure.ref, link=f"#{panel_ref}" if panel_ref else "")
    return ref, Span(f"{formatting.NBSP}{measure.short_name}", direction)


def _listed(texts: Sequence[Text]) -> Text:
    """Texts in a row with semicolons between them."""
    return tuple(span for one in texts for span in (Span("; "), *one))[1:]


def _left_out(report: Report) -> list[Text]:
    """A line for each reason, with the measures that it keeps out; a measure of several groups once."""
    reasons: dict[str, dict[str, MeasureScore]] = {}
    for score in report.card.scores:
        if score.direction is None:
            reasons.setdefault(_why(score), {}).setdefault(score.measure.id, score)
    return [
        (Span(f"{why}: "), *_listed([_named(score, {}) for score in scores.values()]), Span("."))
        for why, scores in reasons.items()
    ]


def _why(score: MeasureScore) -> str:
    """Why the change of a measure was not tested."""
    if score.group:
        return "Shown by group"
    if not score.latest.has_number:
        return "No latest figure that we can show"
    if score.change is Change.NOT_COMPARABLE:
        return "Counted in another way a year ago"
    if not score.last_year.has_number:
        return "No figure from a year ago"
    return "Averages, rates and numbers on a day, or figures without counts or of too few"
