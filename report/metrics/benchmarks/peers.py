"""Sets each measure beside the published figures of other areas, of the same date."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from inputs.intake import State
from inputs.period import YEAR_MONTHS, Period
from report.metrics.benchmarks.councils import current_code
from report.metrics.benchmarks.joined import Figures, figure_of
from report.metrics.benchmarks.published_figures import COUNTRY, ENGLAND, Benchmarks, Neighbours, PublishedFigure
from report.metrics.counting.observations import missing
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Compared, JoinedArea, MeasureScore, Middle, Observation, Scorecard

_STATES = {"c": State.SUPPRESSED, "z": State.NOT_APPLICABLE}
_OF_SHORT_PERIODS = (PeriodType.IN_MONTH, PeriodType.IN_QUARTER, PeriodType.IN_TERM, PeriodType.YEAR_TO_DATE)
OLDEST_MONTHS = 24  # what is longer before the report is left out, and that is said


class _Peers(NamedTuple):
    """Everything a measure is compared with, for a report until a period."""

    until: Period
    benchmarks: Benchmarks
    figures: Figures
    authority: str
    middle: Middle


def with_comparisons(
    card: Scorecard, benchmarks: Benchmarks, authority: str, middle: Middle = Middle.MEAN
) -> Scorecard:
    """The scorecard with each measure beside the latest published figures of a date not after the report's.

    ``authority`` is the council's code; without one, or with one that has no published figure, there is England alone.
    """
    figures = {figure.key: figure for figure in benchmarks.figures}
    peers = _Peers(card.period, benchmarks, figures, current_code(authority), middle)
    return replace(card, scores=tuple(_with_comparison(score, peers) for score in card.scores))


def is_at_a_date(observation: Observation) -> bool:
    """Whether a figure is of a day or a whole year, as published ones are; not of a month, a term or a part of one."""
    return observation.period_type not in _OF_SHORT_PERIODS or observation.period.length == YEAR_MONTHS


def _with_comparison(score: MeasureScore, peers: _Peers) -> MeasureScore:
    """The score with its comparison, or with the date of the latest published figures where these are too old."""
    published = [
        f for f in peers.benchmarks.figures if f.measure == score.measure.id and f.period.index <= peers.until.index
    ]
    if score.group or not published:
        return replace(score, compared=None)
    latest = max(published, key=lambda figure: figure.period.index)
    own = _own(score, latest.period)
    if score.measure.period_type in _OF_SHORT_PERIODS and own is None:
        return replace(score, compared=None)  # a month is not set beside a year
    if peers.until.index - latest.period.index > OLDEST_MONTHS:
        return replace(score, compared=None, outdated=latest.period)
    return replace(score, compared=_compared(score, latest, own, peers))


def _compared(score: MeasureScore, latest: PublishedFigure, own: Observation | None, peers: _Peers) -> Compared:
    measure, period, authority = score.measure, latest.period, peers.authority
    here = {f.area: f for f in peers.figures.values() if f.measure == measure.id and f.period.index == period.index}
    like = missing(measure, "", period, score.latest.period_type)
    england = here.get(ENGLAND) or next((f for f in here.values() if f.area_type == COUNTRY), None)
    council = figure_of(peers.figures, measure, authority, period)[0]
    region = here.get(council.region) if council is not None else None
    neighbours = peers.benchmarks.neighbours.get(authority, Neighbours((), ""))
    found = {code: figure_of(peers.figures, measure, code, period) for code in neighbours.codes}
    any_published = any(figure is not None for figure, _ in found.values())  # some tables are of England alone
    return Compared(
        period=period,
        own=own or like,
        england=_observed(england, like) if england else None,
        region=_observed(region, like) if region else None,
        neighbours=tuple(
            _observed(figure, like) if figure else like._replace(group=peers.benchmarks.area_name(code))
            for code, (figure, _) in (found.items() if any_published else ())
        ),
        model=neighbours.model,
        release=latest.release,
        middle=peers.middle,
        months_old=peers.until.index - period.index,
        joined=tuple(JoinedArea(figure.name, parts) for figure, parts in found.values() if figure and parts),
    )


def _own(score: MeasureScore, period: Period) -> Observation | None:
    """The council's own figure of a date: of its series or, where that has none, of its yearly figures."""
    of_date = (o for o in (*score.series, *score.years) if o.period.index == period.index and is_at_a_date(o))
    return next((o for o in of_date if o.state is not State.MISSING), None)


def _observed(figure: PublishedFigure, like: Observation) -> Observation:
    """A published figure as an observation whose group is the area, with as many decimals as published, at most 2."""
    value = figure.value
    return like._replace(
        group=figure.name,
        state=State.NUMBER if value is not None else _STATES.get(figure.symbol, State.MISSING),
        value=value,
        numerator=figure.numerator if value is not None else None,
        denominator=figure.denominator if value is not None else None,
        sources=(figure.source,) if figure.source else (),
        decimals=like.measure.decimals if value is None else min(2, max(0, -int(value.as_tuple().exponent))),
    )
