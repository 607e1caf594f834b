"""Sets each measure beside the published figures of other areas, of the same date."""

from __future__ import annotations

from dataclasses import replace

from inputs.intake import State
from inputs.period import Period
from report.metrics.benchmarks.area_codes import current_code
from report.metrics.benchmarks.published_figures import COUNTRY, ENGLAND, Benchmarks, Neighbours, PublishedFigure
from report.metrics.counting.observations import missing
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Compared, MeasureScore, Observation, Scorecard

_STATES = {"c": State.SUPPRESSED, "z": State.NOT_APPLICABLE}
AT_A_DATE = (
    PeriodType.SNAPSHOT,
    PeriodType.ROLLING_12_MONTHS,
    PeriodType.FINANCIAL_YEAR,
    PeriodType.SCHOOL_YEAR,
    PeriodType.BIRTHDAY_WINDOW,
)


def with_comparisons(card: Scorecard, benchmarks: Benchmarks, authority: str) -> Scorecard:
    """The scorecard with each measure beside the latest published figures of a date not after the report's.

    ``authority`` is the council's code; without one, or with one that has no published figure, there is England alone.
    """
    own = current_code(authority)
    scores = (replace(s, compared=_compared(s, card.period, benchmarks, own)) for s in card.scores)
    return replace(card, scores=tuple(scores))


def _compared(score: MeasureScore, until: Period, benchmarks: Benchmarks, authority: str) -> Compared | None:
    measure = score.measure
    published = [f for f in benchmarks.figures if f.measure == measure.id and f.period.index <= until.index]
    if score.group or measure.period_type not in AT_A_DATE or not published:
        return None
    latest = max(published, key=lambda figure: figure.period.index)
    here = {figure.area: figure for figure in published if figure.period.index == latest.period.index}
    england = here.get(ENGLAND) or next((f for f in here.values() if f.area_type == COUNTRY), None)
    region = here.get(here[authority].region) if authority in here else None
    like = missing(measure, "", latest.period, score.latest.period_type)
    neighbours = benchmarks.neighbours.get(authority, Neighbours((), ""))
    any_published = any(code in here for code in neighbours.codes)  # some tables are published for England alone
    return Compared(
        period=latest.period,
        own=_own(score, like),
        england=_observed(england, like) if england else None,
        region=_observed(region, like) if region else None,
        neighbours=tuple(
            _observed(here[code], like) if code in here else replace(like, group=benchmarks.area_name(code))
            for code in (neighbours.codes if any_published else ())
        ),
        model=neighbours.model,
        release=latest.release,
    )


def _own(score: MeasureScore, like: Observation) -> Observation:
    """The council's own figure of a date: of its series or, where that has none, of its yearly figures."""
    of_date = [o for o in (*score.series, *score.years) if o.period.index == like.period.index]
    return next((o for o in of_date if o.state is not State.MISSING), like)


def _observed(figure: PublishedFigure, like: Observation) -> Observation:
    """A published figure as an observation whose group is the area, with as many decimals as published, at most 2."""
    value = figure.value
    return replace(
        like,
        group=figure.name,
        state=State.NUMBER if value is not None else _STATES.get(figure.symbol, State.MISSING),
        value=value,
        numerator=figure.numerator if value is not None else None,
        denominator=figure.denominator if value is not None else None,
        sources=(figure.source,) if figure.source else (),
        decimals=like.measure.decimals if value is None else min(2, max(0, -int(value.as_tuple().exponent))),
    )
