"""The direction of travel in words, and the figure of the same period last year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inputs.intake import State
from layouts.blocks import Span, Text, plain
from report.metrics.model import formatting
from report.metrics.model.measure import Unit
from report.metrics.model.scorecard import Change, Direction, DirectionRule, MeasureScore, Travel
from report.wording import claims, figures_in_words
from report.wording.templates import sentence, templates

_LEVELS = {Travel.IMPROVING: "better", Travel.GETTING_WORSE: "worse", Travel.RISING: "higher", Travel.FALLING: "lower"}
_NO_NUMBER = {State.SUPPRESSED: "hidden", State.NOT_APPLICABLE: "no cases"}
_SAID_BY_DIRECTION = (Change.BETTER, Change.WORSE, Change.NO_CLEAR_CHANGE, Change.NOT_TESTED)


def phrase(score: MeasureScore) -> str:
    """The direction of travel and since when, for the middle of a sentence; "" where no rule applies."""
    direction = score.direction
    if direction is None:
        return ""
    first = direction.window[0]
    when = formatting.short_month(first.period) if first.period.length == 1 else formatting.name_of(first)
    key = "since"
    if direction.rule is DirectionRule.YEAR_BEFORE:
        key = "than_year" if direction.travel in _LEVELS else "year"
    return templates()["travel"][key].format(travel=_word(direction), first=when.replace(" ", formatting.NBSP))


def phrase_without_chart(score: MeasureScore) -> str:
    """The phrase for a place without the chart, with the level named: "worse than usual since December 2022"."""
    direction = score.direction
    if direction is None or direction.rule is not DirectionRule.SIGNAL or direction.travel not in _LEVELS:
        return phrase(score)
    first = formatting.name_of(direction.window[0])
    return templates()["travel"]["level"].format(travel=_word(direction), first=first)


def word(score: MeasureScore) -> Text:
    """The direction of travel in a word or two for a table; empty where no change is clear or no rule applies."""
    if score.direction is None or score.direction.travel is Travel.NO_CLEAR_CHANGE:
        return ()
    return claims.with_rules((Span(_word(score.direction)),), [score])


def line(score: MeasureScore) -> Text:
    """The direction of travel and since when, as a line of a panel; empty where no rule applies."""
    text = phrase(score)
    return claims.with_rules((Span(text[:1].upper() + text[1:]),), [score]) if text else ()


def lines(score: MeasureScore, second: MeasureScore | None = None) -> tuple[Text, ...]:
    """The panel's lines on direction and on the year before; of a pair, each names its measure where they differ."""
    if second is None:
        return tuple(text for text in (line(score), year_before(score)) if text)
    both = (score, second)
    directions = [(one, line(one)) for one in both]
    alike = len({plain(text) for _, text in directions}) == 1
    shown = [directions[0][1]] if alike else [_of_pair(one, text) for one, text in directions if text]
    return tuple(text for text in (*shown, *map(_year_before_of_pair, both)) if text)


def year_before(score: MeasureScore) -> Text:
    """The figure of the same period last year, with the difference where no direction of travel covers that."""
    latest, before = score.latest, score.last_year
    if not latest.has_number:
        return ()
    # A reader takes the one printed number from the other, so the difference is that of the printed numbers.
    gap = abs((formatting.printed(latest) or Decimal(0)) - (formatting.printed(before) or Decimal(0)))
    gap_text = formatting.number_text(gap, max(latest.decimals, before.decimals))
    text = sentence(
        "direction",
        _NO_NUMBER.get(before.state, _change_template(score)),
        before=lambda: (
            figures_in_words.with_counts(before) if before.measure.unit is Unit.PCT else figures_in_words.value(before)
        ),
        difference=lambda: figures_in_words.derived("difference", gap, gap_text, score.measure, (latest, before)),
    )
    return claims.with_rules(text, [score])


def _word(direction: Direction) -> str:
    """A trend (slope) is said to be moving: "improving"; any other change is a new level: "better"."""
    moving = direction.travel.lower()
    return moving if direction.rule is DirectionRule.SLOPE else _LEVELS.get(direction.travel, moving)


def _of_pair(score: MeasureScore, text: Text) -> Text:
    """A line about one of the two measures of a panel, which begins with its name."""
    first, *others = text
    return (Span(f"{score.measure.pair_name}: "), replace(first, text=formatting.uncapitalised(first.text)), *others)


def _year_before_of_pair(score: MeasureScore) -> Text:
    """The figure of a year before of one of two measures, or why there is none to set beside it."""
    before = score.last_year
    if score.change is Change.NOT_COMPARABLE or not before.has_number:
        text = year_before(score)
        return _of_pair(score, text) if text else ()
    return sentence(
        "direction", "of_pair", name=lambda: score.measure.pair_name, before=lambda: figures_in_words.value(before)
    )


def _change_template(score: MeasureScore) -> str:
    """The template's key: a number of children is more or fewer; a rate is higher or lower."""
    counted = {Change.HIGHER: "more", Change.LOWER: "fewer"}
    if score.change not in counted:
        return "beside" if score.change in _SAID_BY_DIRECTION else score.change.value
    if formatting.in_words(score.latest) or formatting.in_words(score.last_year):
        return "beside"  # there is no percentage on the page to take another from
    return counted[score.change] if score.measure.unit is Unit.COUNT else score.change.value
