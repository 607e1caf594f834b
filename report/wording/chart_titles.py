"""The titles of charts, in at most ten words, and the lines under them: only what the figures drawn support."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from inputs.intake import State
from layouts.blocks import Span, Text
from report.metrics.benchmarks.peers import beside_england
from report.metrics.judgement.target_status import held_to_target, on_target
from report.metrics.model import formatting
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, Compared, MeasureScore, Observation
from report.wording import claims, figures_in_words
from report.wording.sentences import leading, sentences

STEPS = {1: "month", 3: "quarter", 12: "year"}


def of_series(series: Sequence[Observation], score: MeasureScore) -> Text:
    """What a chart of one series shows, in at most ten words."""
    shown = [o for o in series if o.has_number]
    if not shown:
        return (Span(sentences()["message"]["none"]),)
    lowest, highest = min(shown, key=_value), max(shown, key=_value)
    met = on_target(shown, score)
    said = figures_in_words.fill(
        sentences()["message"][_template(series, shown, met, score)],
        {
            "lowest": lambda: figures_in_words.value(lowest),
            "highest": lambda: figures_in_words.value(highest),
            "first": lambda: formatting.name_of(shown[0]),
            "when": lambda: formatting.when(shown[0]),
            "step": lambda: f"{STEPS[shown[0].period.length]}{_since_break(shown[0], score)}",
            "steps": lambda: f"{STEPS[shown[0].period.length]}s",
            "met": lambda: figures_in_words.how_many(met, shown),
            "of": lambda: figures_in_words.how_many(shown, shown),
            "turn": lambda: formatting.name_of(_turn(shown, met)),
        },
    )
    return claims.backed(said, [score])


def _turn(shown: Sequence[Observation], met: Sequence[Observation]) -> Observation:
    """The first of the latest run of figures that are all on target, or all off it."""
    on = [any(o is one for one in met) for o in shown]
    before = next((place for place in reversed(range(len(shown))) if on[place] is not on[-1]), -1)
    return shown[before + 1]


def _since_break(first: Observation, score: MeasureScore) -> str:
    """Since when, where the figures begin with a new way of counting and the chart shows those before it too."""
    changed = score.method_change
    begins = changed is not None and first.period.first_month == changed.start
    return f" since {formatting.name_of(first)}" if begins else ""


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
        sentences()["message"]["largest" if claims.stands_out(scores) else "largest_shared"],
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
        sentences()["message"][keys[beside_england(compared)]],
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


def _template(
    series: Sequence[Observation], shown: Sequence[Observation], met: Sequence[Observation], score: MeasureScore
) -> str:
    """Which template fits. "In every month" may only be said where every month has its figure."""
    if len(shown) == 1:
        return "one"
    whole, level = len(shown) == len(series), len({formatting.value_text(o) for o in shown}) == 1
    if held_to_target(score):
        if whole and len(met) in (0, len(shown)):
            anew = "_anew" if _since_break(shown[0], score) else ""
            return f"{'all_met' if met else 'none_met'}{'_level' if level else anew}"
        return _of_mixed(series, shown, met)
    if level:
        return "always" if whole else "level"
    return "between"


def _of_mixed(series: Sequence[Observation], shown: Sequence[Observation], met: Sequence[Observation]) -> str:
    """Which template fits where some periods are on target and others off it, or without a figure.

    Since when is only said where the period before is known to have been otherwise.
    """
    first = next(place for place, o in enumerate(series) if o is _turn(shown, met))
    if len(met) in (0, len(shown)) or not series[first - 1].has_number:
        return "some_met" if met else "never_met"
    gap = "" if all(o.has_number for o in series[first:]) else "_gap"
    return f"{'on' if met[-1] is shown[-1] else 'off'}_since{gap}"


def _no_title(latest: Observation) -> Text:
    """The title of a chart whose earlier figures are drawn, but whose latest there is not."""
    keys = {State.SUPPRESSED: "latest_hidden", State.NOT_APPLICABLE: "latest_no_cases"}
    template = sentences()["message"][keys.get(latest.state, "latest_missing")]
    return figures_in_words.fill(template, {"when": lambda: formatting.when(latest)})
