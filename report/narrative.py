"""Sentences that state only what the numbers support, from the templates of the measures and ``sentences.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib import resources

from layouts.blocks import Span, Text
from report import claims, words
from report.metrics.benchmarks.figures import Compared
from report.metrics.model import (
    Change,
    Direction,
    DirectionRule,
    MeasureScore,
    Observation,
    Polarity,
    State,
    Status,
    Travel,
    Unit,
)
from report.metrics.periods import PeriodType
from report.metrics.status import meets

_UNKNOWN = {State.SUPPRESSED: "hidden", State.NOT_APPLICABLE: "no cases"}
_RANK = re.compile(r",? the (?:largest|highest)\b")
_SAID_ELSEWHERE = (Change.BETTER, Change.WORSE, Change.NO_CLEAR_CHANGE, Change.NOT_TESTED)  # as a direction of travel
STEPS = {1: "month", 3: "quarter", 12: "year"}


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Every template of ``sentences.toml``, by its table and key."""
    return tomllib.loads((resources.files("report") / "sentences.toml").read_text("utf-8"))


def message(scores: Sequence[MeasureScore], second: MeasureScore | None = None) -> Text:
    """The sentence that opens a panel: what the latest figure is, when, and what the target is.

    ``scores`` are the groups of one measure; the sentence is about the largest. ``second`` is the measure that shares
    the panel.
    """
    score = leading(scores)
    if not score.latest.has_number:
        return _no_number(score)
    return (*opening(scores, second), *target_clause(score))


def message_in_panel(scores: Sequence[MeasureScore], second: MeasureScore | None = None) -> Text:
    """The same without a target that the panel names again, under its number."""
    score = leading(scores)
    if not score.latest.has_number or score.measure.polarity is Polarity.CONTEXT or len(scores) > 1:
        return message(scores, second)
    return opening(scores, second)


def opening(scores: Sequence[MeasureScore], second: MeasureScore | None = None) -> Text:
    """The opening sentence alone, of a measure that has a latest figure."""
    score = leading(scores)
    latest, measure = score.latest, score.measure
    whole = measure.unit is Unit.COUNT and not measure.parts_of
    several = not measure.groups or len([one for one in scores if one.latest.has_number]) > 1
    counted = several and latest.numerator is not None and (whole or latest.denominator is not None)
    paired = second is not None and second.latest.has_number
    with_counts = measure.message_pair if paired else measure.message
    template = with_counts if counted else measure.message_value_only
    if words.in_words(latest):
        template = words.without_percentage(template)
    sentence = words.fill(
        template,
        {
            "value": lambda: words.value(latest),
            "n": lambda: words.numerator(latest),
            "N": lambda: words.denominator(latest),
            "n_of_N": lambda: words.n_of_n(latest),
            "when": lambda: words.when(latest),
            "group": lambda: score.group[:1].lower() + score.group[1:] if measure.parts_of else score.group,
            "groups": lambda: words.spell(len([one for one in scores if one.latest.has_number])),
            "second_n": lambda: words.numerator(second.latest) if second else "",
        },
    )
    return claims.backed(sentence if claims.stands_out(scores) else _without_rank(sentence), scores)


def _without_rank(sentence: Text) -> Text:
    """The sentence up to its ", the largest ...": of groups that are level at the top, none is the largest."""
    for place, span in enumerate(sentence):
        rank = _RANK.search(span.text) if span.about is None else None
        if rank:
            return (*sentence[:place], replace(span, text=f"{span.text[: rank.start()]}."))
    return sentence


def leading(scores: Sequence[MeasureScore]) -> MeasureScore:
    """The group with the highest latest figure; the only one where a measure has no groups."""
    return max(scores, key=lambda score: score.latest.value if score.latest.value is not None else Decimal(-1))


def target_clause(score: MeasureScore) -> Text:
    """The end of the opening sentence: the target, or the planning figure of a measure that is never judged."""
    if score.target is None:
        return ()
    goal = score.target
    key = "planning_figure" if score.measure.polarity is Polarity.CONTEXT else "target"
    clause = words.fill(sentences()["panel"][key], {"target": lambda: words.target(goal, score.measure)})
    if score.status is Status.TOO_FEW:
        return (*clause, Span(sentences()["panel"]["too_few"]))
    return clause


def target_line(score: MeasureScore) -> Text:
    """The target as it stands under the big number, with who set it; empty where there is none."""
    if score.target is None:
        return ()
    goal = score.target
    key = "planning_line" if score.measure.polarity is Polarity.CONTEXT else "target_line"
    return words.fill(
        sentences()["panel"][key],
        {"target": lambda: words.target(goal, score.measure), "basis": lambda: words.basis(goal)},
    )


def threshold_line(score: MeasureScore) -> Text:
    """What the nation set, under the council's own target or where there is none; empty where nothing was set."""
    held = score.measure.threshold
    if held is None or score.measure.polarity is Polarity.CONTEXT:
        return ()
    return words.fill(
        sentences()["panel"]["threshold_line"],
        {"name": lambda: held.name, "threshold": lambda: words.threshold(held, score.measure)},
    )


def direction(score: MeasureScore) -> Text:
    """The figure of the same period last year; of a measure that is never judged, with the difference from it."""
    latest, before = score.latest, score.last_year
    if not latest.has_number:
        return ()
    # A reader takes the one printed number from the other, so the difference is that of the printed numbers.
    gap = abs((words.printed(latest) or Decimal(0)) - (words.printed(before) or Decimal(0)))
    said = words.fill(
        sentences()["direction"][_UNKNOWN.get(before.state, _direction_key(score))],
        {
            "before": lambda: _with_counts(before),
            "difference": lambda: words.derived(
                "difference",
                gap,
                words.number_text(gap, latest.decimals),
                score.measure,
                (latest, before),
            ),
        },
    )
    return claims.backed(said, [score])


def since(score: MeasureScore) -> int:
    """The index in its series since when a measure's figures stand out; the first judged where they do not."""
    held = score.control
    if held is None:
        return 0
    return held.latest.first if held.since is None else held.since


_STANDING = {
    Travel.IMPROVING: "Better",
    Travel.GETTING_WORSE: "Worse",
    Travel.RISING: "Higher",
    Travel.FALLING: "Lower",
}


def travel_in_full(score: MeasureScore) -> str:
    """The same as ``travel`` in words that stand without the chart: "worse than usual since December 2022"."""
    held = score.direction
    if held is None or held.rule is not DirectionRule.SIGNAL or held.travel not in _STANDING:
        return travel(score)
    going = _STANDING[held.travel].lower()
    return sentences()["travel"]["level"].format(travel=going, first=words.name_of(held.window[0]))


def travel(score: MeasureScore) -> str:
    """Where a measure is going, and since when, for the middle of a sentence; "" where no rule can tell."""
    held = score.direction
    if held is None:
        return ""
    first = held.window[0]
    month = words.short_month(first.period) if first.period.length == 1 else words.name_of(first)
    going, key = _going(held), "year" if held.rule is DirectionRule.YEAR_BEFORE else "since"
    key = "than_year" if key == "year" and held.travel in _STANDING else key
    said = sentences()["travel"][key].format(travel=going, first=month.replace(" ", words.NBSP))
    return said[:1].lower() + said[1:]


def travel_word(score: MeasureScore) -> Text:
    """Where a measure is clearly going, in a word or two for a table; empty where it is not, or no rule can tell."""
    if score.direction is None or score.direction.travel is Travel.NO_CLEAR_CHANGE:
        return ()
    return claims.backed((Span(_going(score.direction).lower()),), [score])


def _going(held: Direction) -> str:
    """A line that slopes goes on moving; any other change is a new level."""
    return held.travel.value if held.rule is DirectionRule.SLOPE else _STANDING.get(held.travel, held.travel.value)


def _direction_key(score: MeasureScore) -> str:
    """A number of children is more or fewer; a rate is higher or lower."""
    counted = {Change.HIGHER: "more", Change.LOWER: "fewer"}
    if score.change in counted and (words.in_words(score.latest) or words.in_words(score.last_year)):
        return "beside"  # there is no percentage on the page to take another from
    if score.measure.unit is Unit.COUNT and score.change in counted:
        return counted[score.change]
    return "beside" if score.change in _SAID_ELSEWHERE else score.change.value


def chart_message(series: Sequence[Observation], score: MeasureScore) -> Text:
    """What a chart of one series shows, in at most ten words."""
    shown = [o for o in series if o.has_number]
    if not shown:
        return (Span(sentences()["message"]["none"]),)
    lowest, highest = min(shown, key=_value), max(shown, key=_value)
    met = on_target(shown, score)
    said = words.fill(
        sentences()["message"][_kind_of_message(series, shown, met, score)],
        {
            "lowest": lambda: words.value(lowest),
            "highest": lambda: words.value(highest),
            "first": lambda: words.name_of(shown[0]),
            "when": lambda: words.when(shown[0]),
            "step": lambda: f"{STEPS[shown[0].period.length]}{_since_break(shown[0], score)}",
            "steps": lambda: STEPS[shown[0].period.length] + "s",
            "met": lambda: words.how_many(met, shown),
            "of": lambda: words.how_many(shown, shown),
            "turn": lambda: words.name_of(_turn(shown, met)),
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
    return f" since {words.name_of(first)}" if begins else ""


def year_to_date_message(score: MeasureScore) -> Text:
    """What the year so far comes to, beside the same point last year where the two may be compared."""
    comparable = score.last_year.has_number and score.change is not Change.NOT_COMPARABLE
    if not score.latest.has_number:
        return _no_title(score.latest)
    return words.fill(
        sentences()["message"]["this_year_and_last" if comparable else "this_year"],
        {"now": lambda: words.value(score.latest), "before": lambda: words.value(score.last_year)},
    )


def largest_group_message(scores: Sequence[MeasureScore]) -> Text:
    """Which group of a total is the largest, and its share."""
    score = leading(scores)
    latest = score.latest
    if latest.value is None:
        return _no_title(latest)
    share = 100 * latest.value / latest.denominator if latest.denominator else None
    said = words.fill(
        sentences()["message"]["largest" if claims.stands_out(scores) else "largest_shared"],
        {
            "share": lambda: words.value(latest) if share is None else words.share(share, latest),
            "group": lambda: score.group[:1].lower() + score.group[1:],
        },
    )
    return claims.backed(said, scores)


def funnel_message(score: MeasureScore, compared: Compared) -> Text:
    """Where we stand beside England, as far as chance allows to say; the number of councils where we have no figure."""
    keys = {1: "above_england", 0: "as_england", -1: "below_england", None: "areas"}
    said = words.fill(
        sentences()["message"][keys[compared.beside_england]],
        {
            "own": lambda: words.value(compared.own),
            "england": lambda: words.value(compared.england) if compared.england else "",
            "areas": lambda: words.how_many(compared.in_funnel, compared.in_funnel),
        },
    )
    return claims.backed(said, [score])


def pair_message(first: MeasureScore, second: MeasureScore) -> Text:
    """The latest of two related series together."""
    absent = [score.latest for score in (first, second) if not score.latest.has_number]
    if absent:
        return _no_title(absent[0])
    return words.fill(
        sentences()["message"]["pair"],
        {
            "first": lambda: words.value(first.latest),
            "second": lambda: words.value(second.latest),
            "first_noun": first.measure.pair_name.lower,
            "second_noun": second.measure.pair_name.lower,
            "when": lambda: words.when(first.latest),
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
    return said if kind is PeriodType.YEAR_TO_DATE else f"{said}, {words.run_of(series[0], last)}"


def noun(score: MeasureScore) -> str:
    """The measure's short name for the middle of a sentence."""
    name = score.measure.short_name
    return name[:1].lower() + name[1:]


def _value(observation: Observation) -> Decimal:
    return observation.value if observation.value is not None else Decimal(0)


def held_to_target(score: MeasureScore) -> bool:
    """Whether its figures may be said to be on or off target: not where the latest cannot be told from it.

    Of too few to judge, or not clearly different by the council's own rule, nothing is said that goes further.
    """
    judged = score.target is not None and score.measure.polarity is not Polarity.CONTEXT
    rolling = score.latest.period_type is PeriodType.ROLLING_12_MONTHS
    mixed = rolling and score.status is Status.NOT_JUDGED  # of a year to date, the months can still be told
    return judged and not mixed and score.status not in (Status.TOO_FEW, Status.NOT_CLEAR)


def on_target(shown: Sequence[Observation], score: MeasureScore) -> list[Observation]:
    """Those of the figures that meet the target, each by that of its own quarter; none where nothing is judged."""
    if score.target is None or not held_to_target(score):
        return []
    return [o for o in shown if meets(words.printed(o) or Decimal(0), score.target.at(o.period))]


def _kind_of_message(
    series: Sequence[Observation], shown: Sequence[Observation], met: Sequence[Observation], score: MeasureScore
) -> str:
    """Which template fits. "In every month" may only be said where every month has its figure."""
    if len(shown) == 1:
        return "one"
    whole, level = len(shown) == len(series), len({words.value_text(o) for o in shown}) == 1
    if held_to_target(score):
        if whole and len(met) in (0, len(shown)):
            anew = "_anew" if _since_break(shown[0], score) else ""
            return ("all_met" if met else "none_met") + ("_level" if level else anew)
        if whole and met:
            return "on_since" if met[-1] is shown[-1] else "off_since"
        if met and met[-1] is not shown[-1]:
            return "off_since_gap"
        return "some_met" if met else "never_met"
    if level:
        return "always" if whole else "level"
    return "between"


def _no_title(latest: Observation) -> Text:
    """The title of a chart whose earlier figures are drawn, but whose latest there is not."""
    keys = {State.SUPPRESSED: "latest_hidden", State.NOT_APPLICABLE: "latest_no_cases"}
    template = sentences()["message"][keys.get(latest.state, "latest_missing")]
    return words.fill(template, {"when": lambda: words.when(latest)})


def _with_counts(observation: Observation) -> Text:
    counts = words.n_of_n(observation)
    if not counts or words.in_words(observation) or observation.measure.unit is not Unit.PCT:
        return words.value(observation)
    return (*words.value(observation), Span(" ("), *counts, Span(")"))


def _no_number(score: MeasureScore) -> Text:
    latest = score.latest
    keys = {State.SUPPRESSED: "suppressed", State.NOT_APPLICABLE: "no_cases"}
    earlier = [o for o in score.headline if o.has_number]
    key = keys.get(latest.state, "no_figure" if earlier else "never_a_figure")
    return words.fill(
        sentences()["panel"][key],
        {
            "when": lambda: words.when(latest),
            "owner": lambda: score.measure.owner,
            "last_value": lambda: words.value(earlier[-1]),
            "last_when": lambda: words.when(earlier[-1]),
        },
    )
