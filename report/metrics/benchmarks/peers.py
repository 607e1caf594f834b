"""Sets each measure beside the published figures of other areas, of the same date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from inputs.intake import State
from inputs.period import Period
from report.metrics.benchmarks.published_figures import COUNTRY, ENGLAND, Benchmarks, Figure
from report.metrics.counting.observations import missing
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Compared, Measure, MeasureScore, Observation, Scorecard, Unit
from report.metrics.statistics.proportions import difference_interval

_STATES = {"c": State.SUPPRESSED, "z": State.NOT_APPLICABLE}
_AT_A_DATE = (PeriodType.SNAPSHOT, PeriodType.ROLLING_12_MONTHS, PeriodType.FINANCIAL_YEAR)


def with_comparisons(card: Scorecard, benchmarks: Benchmarks, authority: str) -> Scorecard:
    """The scorecard with every measure set beside the figures there are for it.

    ``authority`` is the code of the council; without one, or with one that the file does not know, there is England
    alone. The figures are the latest of which the date is not after the report's.
    """
    return replace(card, scores=tuple(_set_beside(score, card.period, benchmarks, authority) for score in card.scores))


def _set_beside(score: MeasureScore, period: Period, benchmarks: Benchmarks, authority: str) -> MeasureScore:
    measure = score.measure
    if score.group or measure.period_type not in _AT_A_DATE:
        return score
    told = [f for f in benchmarks.figures if f.measure == measure.id and f.period.index <= period.index]
    if not told:
        return score
    latest = max(figure.period.index for figure in told)
    here = {figure.area: figure for figure in told if figure.period.index == latest}
    return replace(score, compared=_compared(score, here, benchmarks, authority))


def _compared(score: MeasureScore, here: dict[str, Figure], benchmarks: Benchmarks, authority: str) -> Compared:
    measure, any_figure = score.measure, next(iter(here.values()))
    england = here.get(ENGLAND) or next((f for f in here.values() if f.area_type == COUNTRY), None)
    region = here.get(here[authority].region) if authority in here else None
    circle = (benchmarks.neighbours or {}).get(authority)
    like = missing(measure, "", any_figure.period, score.latest.period_type)
    return Compared(
        period=any_figure.period,
        own=_own(score, like),
        england=_observed(measure, england, like) if england else None,
        region=_observed(measure, region, like) if region else None,
        neighbours=_neighbours(circle.codes, here, benchmarks, like) if circle and _any(circle.codes, here) else (),
        model=circle.model if circle else "",
        release=any_figure.release,
    )


def _any(codes: Iterable[str], here: dict[str, Figure]) -> bool:
    """Whether the neighbours have rows at all: some tables are published for England alone."""
    return any(code in here for code in codes)


def _own(score: MeasureScore, like: Observation) -> Observation:
    """The council's own figure of that date; a missing one where its returns do not go back so far."""
    return next((o for o in score.series if o.period.index == like.period.index), like)


def _neighbours(
    codes: Sequence[str], here: dict[str, Figure], benchmarks: Benchmarks, like: Observation
) -> tuple[Observation, ...]:
    return tuple(
        _observed(like.measure, here[code], like) if code in here else replace(like, group=benchmarks.area_name(code))
        for code in codes
    )


def _observed(measure: Measure, figure: Figure, like: Observation) -> Observation:
    """A published figure as an observation whose group is the area, printed with as many decimals as it has."""
    value = figure.value
    return replace(
        like,
        group=figure.name,
        state=State.NUMBER if value is not None else _STATES.get(figure.symbol, State.MISSING),
        value=value,
        numerator=figure.numerator if value is not None else None,
        denominator=figure.denominator if value is not None else None,
        sources=(figure.source,) if figure.source else (),
        decimals=_decimals(value, measure),
    )


def _decimals(value: Decimal | None, measure: Measure) -> int:
    if value is None:
        return measure.decimals
    exponent = value.as_tuple().exponent
    return min(2, max(0, -exponent)) if isinstance(exponent, int) else 0


def beside_england(compared: Compared) -> int | None:
    """1 or -1 where our own percentage is clearly higher or lower than England's, else 0; None where not tested.

    Clearly: the 95% interval of the difference (Newcombe) leaves out zero. Both sets of counts must be known.
    """
    if compared.england is None or compared.own.measure.unit is not Unit.PCT:
        return None
    parts = (compared.own.numerator, compared.own.denominator, compared.england.numerator, compared.england.denominator)
    known = [int(part) for part in parts if part is not None]
    if len(known) < len(parts) or not (0 <= known[0] <= known[1] and 0 <= known[2] <= known[3]) or 0 in known[1::2]:
        return None
    low, high = difference_interval(*known)
    return 1 if low > 0 else -1 if high < 0 else 0
