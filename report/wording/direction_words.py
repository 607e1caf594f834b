"""The direction of travel in words, and the figure of the same period last year."""

from __future__ import annotations

from decimal import Decimal

from inputs.intake import State
from layouts.blocks import Span, Text
from report.metrics.judgement.comparative_tests import is_level
from report.metrics.model import formatting
from report.metrics.model.measure import Unit
from report.metrics.model.scorecard import Change, Direction, DirectionRule, MeasureScore, Travel
from report.wording import claims, control_chart_words, figures_in_words, intervals
from report.wording.templates import sentence

MOVED_POINTS = Decimal(3)  # points between two percentages that a reader of the chart sees
MOVED_SHARE = Decimal("0.05")  # of a number
_LEVELS = {Travel.IMPROVING: "better", Travel.GETTING_WORSE: "worse", Travel.RISING: "higher", Travel.FALLING: "lower"}
_NO_NUMBER = {State.SUPPRESSED: "hidden", State.NOT_APPLICABLE: "no cases"}
_SAID_BY_DIRECTION = (Change.BETTER, Change.WORSE, Change.NO_CLEAR_CHANGE, Change.NOT_TESTED)


def phrase(score: MeasureScore) -> Text:
    """The direction of travel and what it rests on, for the middle of a sentence; empty where there is none."""
    direction = score.direction
    if direction is None:
        return ()
    if direction.rule is DirectionRule.CONTROL_CHART:
        return claims.with_rules(control_chart_words.against_average(score, _word(score)), [score])
    return claims.with_rules(_in_a_year(score, direction), [score])


def word(score: MeasureScore) -> Text:
    """The direction of travel in a word or two for a table; empty where no change is clear or no rule applies."""
    if score.direction is None or score.direction.travel is Travel.NO_CLEAR_CHANGE:
        return ()
    return claims.with_rules((Span(_word(score)),), [score])


def short(score: MeasureScore, *, capital: bool = True) -> Text:
    """The direction of travel as a short line, with the range of the change in brackets; empty where there is none."""
    direction = score.direction
    if direction is None:
        return ()
    if direction.rule is DirectionRule.CONTROL_CHART:
        said = control_chart_words.against_average(score, _word(score), "short")
    else:
        said = _in_a_year(score, direction, "short")
    return claims.with_rules(capitalised(said) if capital else said, [score])


def said(score: MeasureScore, second: MeasureScore | None = None) -> Text:
    """The direction of travel as sentences, with a space before each; of a pair, each names its measure."""
    both = (score,) if second is None else (score, second)
    found = [(one, phrase(one)) for one in both]
    sentences = [_of_pair(one, text) if second else text for one, text in found if text]
    return tuple(span for text in sentences for span in (Span(" "), *capitalised(text), Span(".")))


def lines(score: MeasureScore, second: MeasureScore | None = None) -> tuple[Text, ...]:
    """The panel's lines on the year before; of a pair, each names its measure."""
    shown = (year_before(score),) if second is None else map(_year_before_of_pair, (score, second))
    return tuple(text for text in shown if text)


def capitalised(text: Text) -> Text:
    """A text with a capital first letter."""
    first, *others = text
    return (first._replace(text=first.text[:1].upper() + first.text[1:]), *others)


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


def _in_a_year(score: MeasureScore, direction: Direction, table: str = "travel") -> Text:
    """The direction against a year before, with the interval of the difference; and where the line went meanwhile."""
    key = "than_year"
    if direction.travel is Travel.NO_CLEAR_CHANGE:
        key = "level" if is_level(score) else "year_apart" if _has_moved(score) else "year"
    return sentence(
        table,
        key,
        travel=lambda: _word(score),
        gap=lambda: intervals.size(score, "difference", _printed_gap(score)),
        between=lambda: intervals.between(score, direction),
        range=lambda: intervals.signed(score, direction),
    )


def _has_moved(score: MeasureScore) -> bool:
    """Whether a line that shows no clear change is seen to go up or down from a year before to the latest figure."""
    if formatting.in_words(score.latest) or formatting.in_words(score.last_year):
        return False  # there is no percentage on the page to take another from
    gap, latest = abs(_printed_gap(score)), score.latest.number
    return gap >= (MOVED_POINTS if score.measure.unit is Unit.PCT else MOVED_SHARE * abs(latest)) and gap > 0


def _printed_gap(score: MeasureScore) -> Decimal:
    return formatting.printed_number(score.latest) - formatting.printed_number(score.last_year)


def _word(score: MeasureScore) -> str:
    """A run of figures that each go the same way is said to be moving: "improving"; any other is a level: "better"."""
    travel = score.direction.travel if score.direction else Travel.NO_CLEAR_CHANGE
    moving = travel.lower()
    return moving if control_chart_words.is_trend(score) else _LEVELS.get(travel, moving)


def _of_pair(score: MeasureScore, text: Text) -> Text:
    """A text about one of the two measures of a panel, which begins with its name."""
    first, *others = text
    return (Span(f"{score.measure.pair_name}: "), first._replace(text=formatting.uncapitalised(first.text)), *others)


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
    direction = score.direction
    if direction and direction.interval and direction.travel is Travel.NO_CLEAR_CHANGE and _has_moved(score):
        return "beside"  # the line above has the difference
    if score.change not in counted:
        return "beside" if score.change in _SAID_BY_DIRECTION else score.change.value
    if formatting.in_words(score.latest) or formatting.in_words(score.last_year):
        return "beside"  # there is no percentage on the page to take another from
    return counted[score.change] if score.measure.unit is Unit.COUNT else score.change.value
