"""The interval of a difference in words: "between 3 points lower and 8 higher"."""

from __future__ import annotations

from decimal import Decimal

from layouts.blocks import Span, Text
from report.metrics.model import formatting
from report.metrics.model.measure import Unit
from report.metrics.model.scorecard import Direction, MeasureScore
from report.wording import figures_in_words

_FINEST = 2  # decimals of an end that is not 0, however near


def size(score: MeasureScore, what: str, gap: Decimal) -> Text:
    """A printed difference with its unit and side: "4.2 points lower", "20 more"."""
    decimals = max(score.latest.decimals, score.last_year.decimals)
    return _end(score, what, gap, decimals, unit=True)


def between(score: MeasureScore, direction: Direction) -> Text:
    """The interval of a direction of travel, its ends as whole numbers, or finer where one of them is nearly 0."""
    low, high = direction.interval or (Decimal(0), Decimal(0))
    decimals = _decimals(low, high)
    one_side = low * high > 0
    ends = sorted((low, high), key=abs) if one_side else [low, high]
    first = _end(score, "interval, one end", ends[0], decimals, unit=not one_side, side=not one_side)
    second = _end(score, "interval, other end", ends[1], decimals, unit=one_side, side=not one_side)
    return (Span(f"between{formatting.NBSP}"), *first, Span(" and "), *second)


def signed(score: MeasureScore, direction: Direction) -> Text:
    """The same interval in short: "−3 to +8 points"."""
    low, high = direction.interval or (Decimal(0), Decimal(0))
    decimals = _decimals(low, high)
    unit = f"{formatting.NBSP}points" if score.measure.unit is Unit.PCT else ""

    def end(what: str, exact: Decimal, after: str = "") -> Text:
        sign = "+" if exact > 0 else "−" if exact < 0 else ""
        text = f"{sign}{formatting.number_text(abs(exact), decimals)}{after}"
        return figures_in_words.derived(what, exact, text, score.measure, direction.window)

    return (
        *end("interval, one end", low),
        Span(f"{formatting.NBSP}to{formatting.NBSP}"),
        *end("interval, other end", high, unit),
    )


def _decimals(low: Decimal, high: Decimal) -> int:
    """None, or as many as show that an end is not 0."""
    return next((n for n in range(_FINEST) if all(formatting.rounded(end, n) for end in (low, high))), _FINEST)


def _end(
    score: MeasureScore, what: str, exact: Decimal, decimals: int, *, unit: bool = False, side: bool = True
) -> Text:
    points = score.measure.unit is Unit.PCT
    text = formatting.number_text(abs(exact), decimals)
    if points and unit:
        text += f"{formatting.NBSP}point{'' if text == '1' else 's'}"
    if side:
        more, fewer = ("higher", "lower") if points else ("more", "fewer")
        text += f"{formatting.NBSP}{more if exact > 0 else fewer if exact < 0 else 'different'}"
    rests_on = score.direction.window if score.direction else (score.last_year, score.latest)
    return figures_in_words.derived(what, exact, text, score.measure, rests_on)
