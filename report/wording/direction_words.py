"""Where a measure is going, and what it was a year before, in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inputs.intake import State
from layouts.blocks import Span, Text, plain
from report.metrics.model import formatting
from report.metrics.model.scorecard import Change, Direction, DirectionRule, MeasureScore, Travel, Unit
from report.wording import claims, figures_in_words
from report.wording.sentences import sentences

_LEVELS = {
    Travel.IMPROVING: "better",
    Travel.GETTING_WORSE: "worse",
    Travel.RISING: "higher",
    Travel.FALLING: "lower",
}
_NO_NUMBER = {State.SUPPRESSED: "hidden", State.NOT_APPLICABLE: "no cases"}
_TOLD_BY_TRAVEL = (Change.BETTER, Change.WORSE, Change.NO_CLEAR_CHANGE, Change.NOT_TESTED)


def phrase(score: MeasureScore) -> str:
    """Where a measure is going, and since when, for the middle of a sentence; "" where no rule can tell."""
    direction = score.direction
    if direction is None:
        return ""
    first = direction.window[0]
    when = formatting.short_month(first.period) if first.period.length == 1 else formatting.name_of(first)
    template = sentences()["travel"][_template(direction)]
    return template.format(travel=_going(direction), first=when.replace(" ", formatting.NBSP))


def phrase_without_chart(score: MeasureScore) -> str:
    """The same in words that need no chart beside them: "worse than usual since December 2022"."""
    direction = score.direction
    if direction is None or direction.rule is not DirectionRule.SIGNAL or direction.travel not in _LEVELS:
        return phrase(score)
    return sentences()["travel"]["level"].format(
        travel=_going(direction), first=formatting.name_of(direction.window[0])
    )


def word(score: MeasureScore) -> Text:
    """Where a measure is clearly going, in a word or two for a table; empty where it is not, or no rule can tell."""
    if score.direction is None or score.direction.travel is Travel.NO_CLEAR_CHANGE:
        return ()
    return claims.backed((Span(_going(score.direction)),), [score])


def line(score: MeasureScore) -> Text:
    """Where a measure is going, and since when, as a line of a panel; empty where no rule can tell."""
    said = phrase(score)
    return claims.backed((Span(said[:1].upper() + said[1:]),), [score]) if said else ()


def lines(score: MeasureScore, second: MeasureScore | None = None) -> tuple[Text, ...]:
    """Where a measure goes, and its year before; of a pair, of both, each line saying of which where they differ."""
    if second is None:
        return tuple(said for said in (line(score), year_before(score)) if said)
    both = (score, second)
    going = [(one, line(one)) for one in both]
    alike = len({plain(said) for _, said in going}) == 1
    told = [going[0][1]] if alike else [_of_pair(one, said) for one, said in going if said]
    return tuple(said for said in (*told, *map(_year_before_of_pair, both)) if said)


def year_before(score: MeasureScore) -> Text:
    """The figure of the same period last year; of a measure that is never judged, with the difference from it."""
    latest, before = score.latest, score.last_year
    if not latest.has_number:
        return ()
    # A reader takes the one printed number from the other, so the difference is that of the printed numbers.
    gap = abs((formatting.printed(latest) or Decimal(0)) - (formatting.printed(before) or Decimal(0)))
    text = formatting.number_text(gap, latest.decimals)
    said = figures_in_words.fill(
        sentences()["direction"][_NO_NUMBER.get(before.state, _change(score))],
        {
            "before": lambda: (
                figures_in_words.with_counts(before)
                if before.measure.unit is Unit.PCT
                else figures_in_words.value(before)
            ),
            "difference": lambda: figures_in_words.derived("difference", gap, text, score.measure, (latest, before)),
        },
    )
    return claims.backed(said, [score])


def _template(direction: Direction) -> str:
    if direction.rule is not DirectionRule.YEAR_BEFORE:
        return "since"
    return "than_year" if direction.travel in _LEVELS else "year"


def _going(direction: Direction) -> str:
    """A line that slopes goes on moving; any other change is a new level."""
    moving = direction.travel.lower()
    return moving if direction.rule is DirectionRule.SLOPE else _LEVELS.get(direction.travel, moving)


def _of_pair(score: MeasureScore, said: Text) -> Text:
    """A line about one of the two measures of a panel, which begins with its name."""
    first, *others = said
    return (Span(f"{score.measure.pair_name}: "), replace(first, text=formatting.uncapitalised(first.text)), *others)


def _year_before_of_pair(score: MeasureScore) -> Text:
    """The figure of a year before of one of two measures, or why there is none to set beside it."""
    before = score.last_year
    if score.change is Change.NOT_COMPARABLE or not before.has_number:
        said = year_before(score)
        return _of_pair(score, said) if said else ()
    return figures_in_words.fill(
        sentences()["direction"]["of_pair"],
        {"name": lambda: score.measure.pair_name, "before": lambda: figures_in_words.value(before)},
    )


def _change(score: MeasureScore) -> str:
    """Which template fits: a number of children is more or fewer; a rate is higher or lower."""
    counted = {Change.HIGHER: "more", Change.LOWER: "fewer"}
    if score.change not in counted:
        return "beside" if score.change in _TOLD_BY_TRAVEL else score.change.value
    if formatting.in_words(score.latest) or formatting.in_words(score.last_year):
        return "beside"  # there is no percentage on the page to take another from
    return counted[score.change] if score.measure.unit is Unit.COUNT else score.change.value
