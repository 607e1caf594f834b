"""The titles of charts, in at most ten words, and the lines under them: only what the figures drawn support."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from inputs.intake import State
from layouts.blocks import Span, Text
from report.metrics.judgement import comparative_tests
from report.metrics.judgement.series_course import Course, SeriesCourse, course_of
from report.metrics.model import formatting
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, Compared, MeasureScore, Observation
from report.wording import claims, figures_in_words
from report.wording.sentences import leading, sentences

STEPS = {1: "month", 3: "quarter", 12: "year"}


def of_series(series: Sequence[Observation], score: MeasureScore) -> Text:
    """What a chart of one series shows, in at most ten words."""
    held = course_of(series, score)
    if held is None:
        return (Span(sentences()["message"]["none"]),)
    lowest, highest, first = min(held.shown, key=_value), max(held.shown, key=_value), held.shown[0]
    step = STEPS[first.period.length]
    said = figures_in_words.fill(
        sentences()["message"][_template(held)],
        {
            "lowest": lambda: figures_in_words.value(lowest),
            "highest": lambda: figures_in_words.value(highest),
            "first": lambda: formatting.name_of(first),
            "when": lambda: formatting.when(first),
            "step": lambda: f"{step} since {formatting.name_of(first)}" if held.anew else step,
            "steps": lambda: f"{step}s",
            "met": lambda: figures_in_words.how_many(held.met, held.shown),
            "of": lambda: figures_in_words.how_many(held.shown, held.shown),
            "turn": lambda: formatting.name_of(held.turn),
        },
    )
    return claims.backed(said, [score])


def _template(held: SeriesCourse) -> str:
    """Which sentence fits; of a series that begins with a new way of counting, "every month" is since that month."""
    if held.course in (Course.ALL_MET, Course.NONE_MET):
        return f"{held.course}{'_level' if held.level else '_anew' if held.anew else ''}"
    return f"{held.course}{'_gap' if held.gap else ''}"


def of_year_to_date(score: MeasureScore) -> Text:
    """What the year so far comes to, beside the same point last year where the two may be compared."""
    comparable = score.last_year.has_number and score.change is not Change.NOT_COMPARABLE
    if not score.latest.has_number:
        return _no_title(score.latest)
    return figures_in_words.fill(
        sentences()["message"]["this_year_and_last" if comparable else "this_year"],
        {
            "now": lambda: figures_in_words.value(score.latest),
            "before": lambda: figures_in_words.value(score.last_year),
        },
    )


def of_largest_group(scores: Sequence[MeasureScore]) -> Text:
    """Which group of a total is the largest, and its share."""
    score = leading(scores)
    latest = score.latest
    if latest.value is None:
        return _no_title(latest)
    share = 100 * latest.value / latest.denominator if latest.denominator else None
    said = figures_in_words.fill(
        sentences()["message"]["largest" if comparative_tests.one_group_leads(scores) else "largest_shared"],
        {
            "share": lambda: figures_in_words.value(latest) if share is None else figures_in_words.share(share, latest),
            "group": lambda: formatting.uncapitalised(score.group),
        },
    )
    return claims.backed(said, scores)


def of_funnel(score: MeasureScore, compared: Compared) -> Text:
    """Where we stand beside England, as far as chance allows to say; the number of councils where we have no figure."""
    keys = {1: "above_england", 0: "as_england", -1: "below_england", None: "areas"}
    said = figures_in_words.fill(
        sentences()["message"][keys[comparative_tests.side_of_england(compared)]],
        {
            "own": lambda: figures_in_words.value(compared.own),
            "england": lambda: figures_in_words.value(compared.england) if compared.england else "",
            "areas": lambda: figures_in_words.how_many(compared.in_funnel, compared.in_funnel),
        },
    )
    return claims.backed(said, [score])


def of_pair(first: MeasureScore, second: MeasureScore) -> Text:
    """The latest of two related series together."""
    absent = [score.latest for score in (first, second) if not score.latest.has_number]
    if absent:
        return _no_title(absent[0])
    return figures_in_words.fill(
        sentences()["message"]["pair"],
        {
            "first": lambda: figures_in_words.value(first.latest),
            "second": lambda: figures_in_words.value(second.latest),
            "first_noun": first.measure.pair_name.lower,
            "second_noun": second.measure.pair_name.lower,
            "when": lambda: formatting.when(first.latest),
        },
    )


def subtitle(series: Sequence[Observation]) -> str:
    """What a chart draws, how it relates to time, and for which months."""
    table, last = sentences()["subtitle"], series[-1]
    kind = last.period_type
    key = kind.value
    if kind in (PeriodType.SNAPSHOT, PeriodType.ROLLING_12_MONTHS):
        key = f"{key}_{STEPS[last.period.length]}"
    said = f"{last.measure.value_name or table[last.measure.unit.value]} {table[key]}"
    return said if kind is PeriodType.YEAR_TO_DATE else f"{said}, {formatting.run_of(series[0], last)}"


def _value(observation: Observation) -> Decimal:
    return observation.value if observation.value is not None else Decimal(0)


def _no_title(latest: Observation) -> Text:
    """The title of a chart whose earlier figures are drawn, but whose latest there is not."""
    keys = {State.SUPPRESSED: "latest_hidden", State.NOT_APPLICABLE: "latest_no_cases"}
    template = sentences()["message"][keys.get(latest.state, "latest_missing")]
    return figures_in_words.fill(template, {"when": lambda: formatting.when(latest)})
