"""How certain a figure is, in words: its 95% interval, the spread behind an average, and how the year may end."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from inputs.period import Period
from layouts.blocks import Span, Text
from report.metrics.judgement.change import likely_range
from report.metrics.judgement.year_end_forecast import LikelyEnd, Reach, YearEnd, likely_end, year_end
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, Unit
from report.metrics.model.scorecard import MeasureScore, Observation
from report.wording import figures_in_words
from report.wording.templates import sentence, templates

FEWEST_FOR_POINTS = 50  # with a denominator of as many, one child moves a percentage by two points or less
_MANY = 1000  # with as many, the 95% interval is narrower than whole points can show
_WHOSE = {"children": "children’s", "young people": "young people’s"}
_SINGULAR = {"children": "child", "young people": "young person"}


def likely_line(score: MeasureScore) -> Text:
    """Where the rate underlying a percentage could lie (its 95% interval), as a sentence; else empty.

    A share that is printed as its counts ("9 of 11") has no percentages beside it.
    """
    latest = score.latest
    return () if formatting.in_words(latest) or not latest.has_number else _interval(latest)


def underlying_line(score: MeasureScore) -> Text:
    """The same in a few words, for a line of a box; "How to read" says what it means."""
    latest = score.latest
    return () if formatting.in_words(latest) or not latest.has_number else _interval(latest, short=True)


def points_line(score: MeasureScore) -> Text:
    """What one child is worth of a percentage with a small denominator; else empty."""
    latest = score.latest
    return () if formatting.in_words(latest) or not latest.has_number else _points_of_one(latest)


def _interval(latest: Observation, *, short: bool = False) -> Text:
    ends = likely_range(latest)
    if ends is None:
        return ()
    low, high = ends
    level = formatting.rounded(low, 0) == formatting.rounded(high, 0)
    decimals = 1 if level or (latest.denominator and latest.denominator >= _MANY) else 0

    def percent(what: str, exact: Decimal) -> Text:
        text = formatting.unit_text(exact, decimals, Unit.PCT)
        return figures_in_words.derived(f"likely range, {what}", exact, text, latest.measure, (latest,))

    return sentence(
        "likely",
        "short" if short else "range_clustered" if latest.measure.clustered else "range",
        low=lambda: percent("low", low),
        high=lambda: percent("high", high),
        whose=lambda: _WHOSE.get(latest.measure.counts, "all"),
    )


def _points_of_one(latest: Observation) -> Text:
    of, measure = latest.denominator, latest.measure
    if measure.unit is not Unit.PCT or latest.numerator is None or not of or of >= FEWEST_FOR_POINTS:
        return ()
    points = 100 / of
    text = formatting.number_text(points, 1)
    who = next((one for many, one in _SINGULAR.items() if measure.counts.startswith(many)), "")
    return sentence(
        "likely",
        "one" if who else "each",
        one=lambda: who,
        points=lambda: figures_in_words.derived("points of one", points, text, measure, (latest,)),
    )


def spread_line(score: MeasureScore) -> Text:
    """The median, the lowest and the highest behind an average of days, as far as the return gives them."""
    spread = score.spread
    if not score.measure.unit.is_time or not score.latest.has_number or not spread:
        return ()
    ends = "lowest" in spread and "highest" in spread
    key = ("median_and_range" if ends else "median") if "median" in spread else "range" if ends else ""
    if not key:
        return ()
    pieces = {name: partial(figures_in_words.bare, o) for name, o in spread.items()}
    days = {f"{name}_days": partial(_days, o) for name, o in spread.items()}
    return sentence("spread", key, **pieces, **days)


def _days(observation: Observation) -> str:
    unit = observation.measure.unit.value
    return unit.removesuffix("s") if formatting.bare_text(observation) == "1" else unit


def spread_note(score: MeasureScore) -> str:
    """The small print under an average of days that lacks its denominator, median or range; "" where it lacks none."""
    if not score.measure.unit.is_average or not score.latest.has_number:
        return ""
    wanted = (("middle wait", {"median"}), ("range", {"lowest", "highest"}))
    lacking = [f"number of {score.measure.out_of}"] if score.latest.denominator is None else []
    lacking += [name for name, parts in wanted if score.measure.unit.is_time and not parts <= set(score.spread)]
    if not lacking:
        return ""
    return templates()["spread"]["lacking"].format(lacking=formatting.joined_with_and(lacking).replace(" and ", " or "))


def outlook_line(score: MeasureScore) -> Text:
    """How the year may end: what its target still takes, or a range for its last day; empty where neither is sound."""
    end, ends = year_end(score), likely_end(score)
    if not end and not ends:
        return ()
    return (Span("Outlook:", bold=True), *(_needed(score, end) if end else _end_range(score, ends) if ends else ()))


def _needed(score: MeasureScore, end: YearEnd) -> Text:
    measure, rests_on = score.measure, (score.latest, *end.rest)
    at_most = end.reach is Reach.WITHIN_REACH and end.target.comparison is Comparison.AT_MOST
    months = end.rest[-1].period.lasting(len(end.rest))
    at_least = end.target.comparison is Comparison.AT_LEAST
    places = formatting.decimals_to_tell(end.furthest, score.latest.decimals, (end.target.value,), at_least)
    furthest = formatting.unit_text(end.furthest, places, measure.unit)
    one = "_one" if end.remaining == 1 and end.reach is not Reach.SECURED else ""
    return sentence(
        "outlook",
        f"{end.reach}{'_at_most' if at_most else ''}{one}",
        needed=lambda: _whole("needed", end.needed, rests_on),
        remaining=lambda: _whole("remaining", end.remaining, rests_on),
        target=lambda: figures_in_words.target(end.target, measure),
        counts=lambda: measure.counts,
        months=lambda: formatting.months_run(months),
        furthest=lambda: figures_in_words.derived("furthest", end.furthest, furthest, measure, rests_on),
    )


def _end_range(score: MeasureScore, end: LikelyEnd) -> Text:
    measure = score.measure
    decimals = score.latest.decimals if measure.unit is Unit.RATE else 0
    march = Period(score.latest.period.financial_year + 1, 3)

    def bound(what: str, exact: Decimal) -> Text:
        text = formatting.unit_text(exact, decimals, measure.unit)
        return figures_in_words.derived(f"outlook, {what}", exact, text, end.run[-1].measure, end.run)

    return sentence(
        "outlook",
        "range",
        low=lambda: bound("low", end.low),
        high=lambda: bound("high", end.high),
        held=lambda: _whole("held", end.held, end.run),
        tried=lambda: _whole("tried", end.tried, end.run),
        day=lambda: formatting.day(march.last_day),
    )


def _whole(what: str, number: int, rests_on: Sequence[Observation]) -> Text:
    text = formatting.number_text(Decimal(number))
    return figures_in_words.derived(f"outlook, {what}", Decimal(number), text, rests_on[0].measure, rests_on)
