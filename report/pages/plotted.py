"""Scores as the labelled values that ``charts`` draws, and its pictures as drawings for ``layouts`` to place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from charts.method_changes import MethodChange
from charts.picture import Picture, Scale, Series, Tally, TargetLine, Value
from charts.year_to_date import YearToDate
from inputs.period import YEAR_MONTHS, Period
from layouts.blocks import Drawing, Span
from report.metrics.counting.observations import missing
from report.metrics.judgement import target_status
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, Polarity, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Change, MeasureScore, Observation
from report.wording import chart_titles, figures_in_words


def window_of(series: Sequence[Observation], months: int) -> tuple[Observation, ...]:
    """The last so many months of a series; a yearly series whole."""
    last = series[-1].period
    if last.length == YEAR_MONTHS:
        return tuple(series)
    return tuple(o for o in series if last.index - o.period.index < months)


def windows_of(
    first: Sequence[Observation], second: Sequence[Observation], months: int
) -> tuple[tuple[Observation, ...], tuple[Observation, ...]]:
    """The last so many months of two series, which may begin at different times: the same periods of both."""
    runs = window_of(first, months), window_of(second, months)
    periods = sorted({o.period for run in runs for o in run}, key=lambda period: period.index)
    given = [{o.period: o for o in run} for run in runs]
    whole = (
        tuple(of.get(one) or missing(run[0].measure, run[0].group, one, run[0].period_type) for one in periods)
        for run, of in zip(runs, given, strict=True)
    )
    return next(whole), next(whole)


def years_to_date(score: MeasureScore) -> YearToDate | None:
    """This year's running totals and last year's, where they are comparable; None without a figure of this year."""
    this_year = [o for o in score.year_to_date if o.period.financial_year == score.latest.period.financial_year]
    before = [o for o in score.year_to_date if o.period.financial_year == score.latest.period.financial_year - 1]
    if not any(o.has_number for o in this_year):
        return None
    comparable = score.change is not Change.NOT_COMPARABLE and any(o.has_number for o in before)
    return YearToDate(
        this_year=_year_line(this_year),
        last_year=_year_line(before) if comparable else None,
        scale=scale_of(score),
        target=target_of(score, [o.period for o in this_year], len(before) if comparable else 0),
    )


def _year_line(series: Sequence[Observation]) -> Series:
    return Series(formatting.financial_year(series[-1].period.financial_year), values_of(series))


def drawing_of(picture: Picture, score: MeasureScore) -> Drawing:
    """A picture for the page: its alt text led by the measure's name, and its numbers as spans with their facts."""
    name = Span(f"{score.measure.name}. ")
    note = Span(f" {picture.axis_note}" if picture.axis_note else "")
    return Drawing(picture.figure, (name, *map(_span, picture.description), note), tuple(map(_span, picture.numbers)))


def _span(piece: str | Value | TargetLine | Tally) -> Span:
    """A piece of a description with the fact it rests on. A count of periods rests on all of them, gaps among them."""
    if isinstance(piece, str):
        return Span(piece)
    if isinstance(piece, Tally):
        counted = [o for value in piece.of for o in _observations(value.about)]
        return Span(piece.text, Fact("number of periods", Decimal(piece.number), counted[0].measure, tuple(counted)))
    return Span(piece.text, fact_of(piece.about) if isinstance(piece.about, Observation) else piece.about)


def _observations(about: object) -> tuple[Observation, ...]:
    """The observations that a value rests on."""
    return about.observations if isinstance(about, Fact) else (about,) if isinstance(about, Observation) else ()


def periods_of(series: Sequence[Observation]) -> str:
    """What the figures of a series are, in the plural: months, quarters, terms, years, other periods of 12 months."""
    last = series[-1]
    if last.period_type is PeriodType.ROLLING_12_MONTHS and last.period.length < YEAR_MONTHS:
        return f"periods of {YEAR_MONTHS} months"
    return f"{chart_titles.PERIOD_NOUNS[last.period.length]}s"


def values_of(series: Sequence[Observation]) -> tuple[Value, ...]:
    """The points of a series."""
    return tuple(map(value_of, series))


def value_of(observation: Observation) -> Value:
    """One point. It stands where its printed figure stands, so that a drawn point never contradicts its label."""
    printed = formatting.printed(observation)
    return Value(
        number=None if printed is None else float(printed),
        text=formatting.value_text(observation),
        tick=formatting.tick(observation),
        name=formatting.name_of(observation),
        about=observation,
    )


def fact_of(observation: Observation) -> Fact | None:
    """What a figure rests on; None without one."""
    if observation.value is None:
        return None
    return Fact("value", observation.value, observation.measure, (observation,))


def share_of(score: MeasureScore) -> Value | None:
    """A group's share of the total, in per cent; None where a count is missing."""
    latest = score.latest
    if not latest.has_number or latest.numerator is None or not latest.denominator:
        return None
    percent = 100 * latest.numerator / latest.denominator
    (span,) = figures_in_words.share(percent, latest)
    return Value(float(percent), span.text, score.group, score.group, span.about)


def target_of(score: MeasureScore, periods: Sequence[Period], places: int = 0) -> TargetLine | None:
    """The target line of a chart; None without a target. A target that differs by quarter has a step for each period.

    A chart of more ``places`` than ``periods`` shows the rest of its year, for which the latest target is drawn.
    """
    target = score.target
    if target is None:
        return None
    judged = score.measure.polarity is not Polarity.CONTEXT
    name = "Plan" if not judged else "Target this quarter" if target.by_quarter else "Target"
    label = "".join(span.text for span in figures_in_words.target(target, score.measure))
    to_come = [target.value] * (places - len(periods))
    of_its_year = all(target_status.holds_for(target, period) for period in periods)
    judges_all = of_its_year and target_status.is_judged_by_target(score)
    differs = bool(target.by_quarter) or any(target.at(period).value != target.value for period in periods)
    steps = [*(target.at(period).value for period in periods), *to_come] if differs else []
    return TargetLine(
        number=float(target.value),
        text=f"{name} {label}",
        about=Fact("target", target.value, score.measure, (), target),
        at_least=target.comparison is not Comparison.AT_MOST if judges_all else None,
        steps=tuple(map(float, steps)),
        upper=None if target.upper is None else float(target.upper),
    )


def scale_of(score: MeasureScore) -> Scale:
    """The number axis of a measure: no lower, and of a score no higher, than its figures can be."""
    measure = score.measure
    if measure.unit is Unit.PCT:
        return Scale(suffix="%", ceiling=100.0)
    ceiling = float(measure.most) if measure.unit is Unit.SCORE and measure.most is not None else None
    return Scale(floor=min(float(measure.least), 0.0), ceiling=ceiling)


def changes_of(score: MeasureScore, series: Sequence[Observation]) -> tuple[MethodChange, ...]:
    """The changes of method within a series, each with the index of the first figure that it counts."""
    firsts = {
        next((n for n, o in enumerate(series) if change.begun_by(o.period)), 0): change
        for change in (*score.earlier_changes, score.method_change)
        if change is not None
    }
    return tuple(
        MethodChange(
            first,
            f"New way of counting from {formatting.month(change.start)}",
            f"Counted anew from {formatting.short_month(change.start)}",
        )
        for first, change in firsts.items()
        if first
    )
