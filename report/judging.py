"""The quiet lines beside a number: how sure it is, what lies behind it, where it goes and how the year may end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from layouts.blocks import Span, Text
from report import claims, narrative, words
from report.facts import Fact
from report.metrics.comparison import likely_range
from report.metrics.model import Change, Comparison, Measure, MeasureScore, Observation, Unit
from report.metrics.outlook import LikelyEnd, Reach, YearEnd, likely_end, year_end
from report.metrics.periods import Period
from report.metrics.status import CLOSE_POINTS, CLOSE_SHARE
from report.narrative import sentences, travel

FEWEST_FOR_POINTS = 50  # of as many, one moves a percentage by two points or less
MANY = 1000  # of as many, chance moves a percentage by less than whole points can show
_ONES = {"children": "child", "young people": "young person"}


def likely_line(score: MeasureScore) -> Text:
    """How far chance alone could have moved a percentage and, of few, how far one child does; else empty.

    A share of so few that it is told in words has no percentages beside it.
    """
    latest = score.latest
    if words.in_words(latest) or not latest.has_number:
        return ()
    held, one = _range(latest), _one(latest)
    return (*held, Span("; "), *_lower(one)) if held and one else held or one


def _range(latest: Observation) -> Text:
    ends = likely_range(latest)
    if ends is None:
        return ()
    low, high = ends
    level = words.rounded(low, 0) == words.rounded(high, 0)
    decimals = 1 if level or (latest.denominator and latest.denominator >= MANY) else 0
    return words.fill(
        sentences()["likely"]["range"],
        {
            "low": lambda: _percent("likely range, low", low, decimals, latest),
            "high": lambda: _percent("likely range, high", high, decimals, latest),
        },
    )


def _percent(what: str, exact: Decimal, decimals: int, latest: Observation) -> Text:
    return (Span(words.unit_text(exact, decimals, Unit.PCT), Fact(what, exact, latest.measure, (latest,))),)


def _one(latest: Observation) -> Text:
    of, measure = latest.denominator, latest.measure
    if measure.unit is not Unit.PCT or latest.numerator is None or not of or of >= FEWEST_FOR_POINTS:
        return ()
    points = 100 / of
    who = next((one for many, one in _ONES.items() if measure.counts.startswith(many)), "")
    return words.fill(
        sentences()["likely"]["one" if who else "each"],
        {
            "one": lambda: who,
            "points": lambda: words.derived("points of one", points, words.number_text(points, 1), measure, (latest,)),
        },
    )


def _lower(text: Text) -> Text:
    first, *others = text
    return (replace(first, text=first.text[:1].lower() + first.text[1:]), *others)


def travel_line(score: MeasureScore) -> Text:
    """Where a measure is going, and since when; empty where no rule can tell."""
    said = travel(score)
    return claims.backed((Span(said[:1].upper() + said[1:]),), [score]) if said else ()


def of_pair(score: MeasureScore, line: Text) -> Text:
    """A line about one of the two measures of a panel, which begins with its name."""
    return (Span(f"{score.measure.pair_name}: "), *_lower(line))


def year_before_of_pair(score: MeasureScore) -> Text:
    """The figure of a year before of one of two measures, or why there is none to set beside it."""
    before = score.last_year
    if score.change is Change.NOT_COMPARABLE or not before.has_number:
        said = narrative.direction(score)
        return of_pair(score, said) if said else ()
    return words.fill(
        sentences()["direction"]["of_pair"],
        {"name": lambda: score.measure.pair_name, "before": lambda: words.value(before)},
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
    return words.fill(
        sentences()["spread"][key],
        {name: lambda name=name: words.bare(spread[name]) for name in ("median", "lowest", "highest")},  # type: ignore[misc]
    )


def spread_note(score: MeasureScore) -> str:
    """What the small print says where an average stands without its number, its median or its range."""
    wanted = (("median", {"median"}), ("range", {"lowest", "highest"}))
    lacking = (
        [f"number of {score.measure.out_of}"] if score.latest.has_number and score.latest.denominator is None else []
    )
    lacking += [name for name, parts in wanted if not parts <= set(score.spread)]
    if score.measure.unit is not Unit.DAYS or not score.latest.has_number or not lacking:
        return ""
    return sentences()["spread"]["lacking"].format(lacking=words.listed(lacking).replace(" and ", " or "))


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
    furthest = words.unit_text(end.furthest, score.latest.decimals, measure.unit)
    numbers = {"needed": end.needed, "remaining": end.remaining}
    return words.fill(
        sentences()["outlook"][f"{end.reach}_at_most" if at_most else end.reach],
        {
            **{what: partial(_whole, what, number, rests_on) for what, number in numbers.items()},
            "target": lambda: words.target(end.target, measure),
            "counts": lambda: measure.counts,
            "months": lambda: words.months_run(months),
            "furthest": lambda: words.derived("furthest", end.furthest, furthest, measure, rests_on),
        },
    )


def _likely_end(score: MeasureScore, end: LikelyEnd) -> Text:
    unit = score.measure.unit
    ends, decimals = {"low": end.low, "high": end.high}, score.latest.decimals if unit is Unit.RATE else 0
    trials = {"held": end.held, "tried": end.tried}
    march = Period(score.latest.period.financial_year + 1, 3)
    return words.fill(
        sentences()["outlook"]["range"],
        {
            **{what: partial(_end, what, number, unit, decimals, end.run) for what, number in ends.items()},
            **{what: partial(_whole, what, number, end.run) for what, number in trials.items()},
            "day": lambda: words.day(march.last_day),
        },
    )


def _end(what: str, exact: Decimal, unit: Unit, decimals: int, run: Sequence[Observation]) -> Text:
    text = words.unit_text(exact, decimals, unit)
    return words.derived(f"outlook, {what}", exact, text, run[-1].measure, run)


def _whole(what: str, number: int, rests_on: Sequence[Observation]) -> Text:
    text = words.number_text(Decimal(number))
    return words.derived(f"outlook, {what}", Decimal(number), text, rests_on[0].measure, rests_on)


def own_closeness(judged: Iterable[Measure]) -> str:
    """The measures for which another distance from the target is close than for all others: " For 2.1: 2 points."."""
    said = []
    for measure in {one.id: one for one in judged}.values():
        points, own = measure.unit is Unit.PCT, measure.tolerance
        if own is None and measure.unit is Unit.COUNT:
            own = CLOSE_SHARE  # as for averages, which a number of children is not
        elif own is None or own == (CLOSE_POINTS if points else CLOSE_SHARE):
            continue
        size = (own if points else 100 * own).normalize()
        number = words.number_text(size, max(0, -int(size.as_tuple().exponent)))
        unit = "%" if not points else f"{words.NBSP}point{'' if size == 1 else 's'}"
        said.append(f"for {measure.ref} {f'within {number}{unit}' if own else 'nothing is close'}")
    return f" But {', '.join(said)}." if said else ""
