"""The quiet lines beside a number: how sure it is, what lies behind it, and how the year may end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from inputs.period import Period
from layouts.blocks import Span, Text
from report.metrics.judgement.change import likely_range
from report.metrics.judgement.year_end_forecast import LikelyEnd, Reach, YearEnd, likely_end, year_end
from report.metrics.model import formatting
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Comparison, MeasureScore, Observation, Unit
from report.wording import figures_in_words
from report.wording.sentences import sentences

FEWEST_FOR_POINTS = 50  # of as many, one moves a percentage by two points or less
MANY = 1000  # of as many, chance moves a percentage by less than whole points can show
_ONES = {"children": "child", "young people": "young person"}


def likely_line(score: MeasureScore) -> Text:
    """How far chance alone could have moved a percentage and, of few, how far one child does; else empty.

    A share of so few that it is told in words has no percentages beside it.
    """
    latest = score.latest
    if formatting.in_words(latest) or not latest.has_number:
        return ()
    held, one = _range(latest), _one(latest)
    if not held or not one:
        return held or one
    first, *others = one
    return (*held, Span("; "), replace(first, text=formatting.uncapitalised(first.text)), *others)


def _range(latest: Observation) -> Text:
    ends = likely_range(latest)
    if ends is None:
        return ()
    low, high = ends
    level = formatting.rounded(low, 0) == formatting.rounded(high, 0)
    decimals = 1 if level or (latest.denominator and latest.denominator >= MANY) else 0
    return figures_in_words.fill(
        sentences()["likely"]["range"],
        {
            "low": lambda: _percent("likely range, low", low, decimals, latest),
            "high": lambda: _percent("likely range, high", high, decimals, latest),
        },
    )


def _percent(what: str, exact: Decimal, decimals: int, latest: Observation) -> Text:
    return (Span(formatting.unit_text(exact, decimals, Unit.PCT), Fact(what, exact, latest.measure, (latest,))),)


def _one(latest: Observation) -> Text:
    of, measure = latest.denominator, latest.measure
    if measure.unit is not Unit.PCT or latest.numerator is None or not of or of >= FEWEST_FOR_POINTS:
        return ()
    points = 100 / of
    who = next((one for many, one in _ONES.items() if measure.counts.startswith(many)), "")
    return figures_in_words.fill(
        sentences()["likely"]["one" if who else "each"],
        {
            "one": lambda: who,
            "points": lambda: figures_in_words.derived(
                "points of one", points, formatting.number_text(points, 1), measure, (latest,)
            ),
        },
    )


def spread_line(score: MeasureScore) -> Text:
    """The median, the shortest and the longest behind an average of days, as far as the return gives them."""
    spread = score.spread
    if score.measure.unit is not Unit.DAYS or not score.latest.has_number or not spread:
        return ()
    ends = "lowest" in spread and "highest" in spread
    key = ("median_and_range" if ends else "median") if "median" in spread else "range" if ends else ""
    if not key:
        return ()
    return figures_in_words.fill(
        sentences()["spread"][key],
        {name: lambda name=name: figures_in_words.bare(spread[name]) for name in ("median", "lowest", "highest")},  # type: ignore[misc]
    )


def spread_note(score: MeasureScore) -> str:
    """What the small print says where an average stands without its number, its median or its range."""
    if score.measure.unit is not Unit.DAYS or not score.latest.has_number:
        return ""
    wanted = (("median", {"median"}), ("range", {"lowest", "highest"}))
    lacking = [f"number of {score.measure.out_of}"] if score.latest.denominator is None else []
    lacking += [name for name, parts in wanted if not parts <= set(score.spread)]
    if not lacking:
        return ""
    return sentences()["spread"]["lacking"].format(lacking=formatting.joined_with_and(lacking).replace(" and ", " or "))


def outlook_line(score: MeasureScore) -> Text:
    """How the year may end, told apart from how things are; empty where nothing sound can be said."""
    end, held = year_end(score), likely_end(score)
    if not end and not held:
        return ()
    return (Span("Outlook:", bold=True), *(_needed(score, end) if end else _likely_end(score, held) if held else ()))


def _needed(score: MeasureScore, end: YearEnd) -> Text:
    measure, rests_on = score.measure, (score.latest, *end.rest)
    at_most = end.reach is Reach.WITHIN_REACH and end.target.comparison is Comparison.AT_MOST
    months = end.rest[-1].period.lasting(len(end.rest))
    furthest = formatting.unit_text(end.furthest, score.latest.decimals, measure.unit)
    numbers = {"needed": end.needed, "remaining": end.remaining}
    return figures_in_words.fill(
        sentences()["outlook"][f"{end.reach}_at_most" if at_most else end.reach],
        {
            **{what: partial(_whole, what, number, rests_on) for what, number in numbers.items()},
            "target": lambda: figures_in_words.target(end.target, measure),
            "counts": lambda: measure.counts,
            "months": lambda: formatting.months_run(months),
            "furthest": lambda: figures_in_words.derived("furthest", end.furthest, furthest, measure, rests_on),
        },
    )


def _likely_end(score: MeasureScore, end: LikelyEnd) -> Text:
    unit = score.measure.unit
    ends, decimals = {"low": end.low, "high": end.high}, score.latest.decimals if unit is Unit.RATE else 0
    trials = {"held": end.held, "tried": end.tried}
    march = Period(score.latest.period.financial_year + 1, 3)
    return figures_in_words.fill(
        sentences()["outlook"]["range"],
        {
            **{what: partial(_end, what, number, unit, decimals, end.run) for what, number in ends.items()},
            **{what: partial(_whole, what, number, end.run) for what, number in trials.items()},
            "day": lambda: formatting.day(march.last_day),
        },
    )


def _end(what: str, exact: Decimal, unit: Unit, decimals: int, run: Sequence[Observation]) -> Text:
    text = formatting.unit_text(exact, decimals, unit)
    return figures_in_words.derived(f"outlook, {what}", exact, text, run[-1].measure, run)


def _whole(what: str, number: int, rests_on: Sequence[Observation]) -> Text:
    text = formatting.number_text(Decimal(number))
    return figures_in_words.derived(f"outlook, {what}", Decimal(number), text, rests_on[0].measure, rests_on)
