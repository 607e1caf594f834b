"""Returns, made by hand: what the reader would give, without a workbook, for tests of what is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from inputs.intake import Intake, Point, Reading, Return, Series, State, TargetRead
from inputs.period import Period
from layouts.blocks import Text, plain
from report.metrics.counting.observations import ReportedSeries, ratio
from report.metrics.definitions.measure_library import read_library
from report.metrics.disclosure.suppression import suppress_small_counts
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, Measure, Source, Target, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, MeasureScore, Observation, Status
from report.metrics.score import Choices, score

LIBRARY: Mapping[str, Measure] = {measure.id: measure for measure in read_library()}
DECEMBER = Period(2023, 12)
NO_CHOICES = Choices()
TARGETS = {  # the council's own, as its services state them
    "visits_on_time_pct": (98, "at least"),
    "three_or_more_homes_pct": (8, "at most"),
    "long_term_stability_pct": (70, "at least"),
    "left_care_through_adoption_pct": (18, "at least"),
    "entry_to_adoptive_home_days_mean": (400, "at most"),
    "order_to_match_days_mean": (120, "at most"),
    "initial_health_assessment_pct": (95, "at least"),
    "annual_health_assessment_pct": (90, "at least"),
    "dental_check_pct": (90, "at least"),
    "pathway_plan_pct": (95, "at least"),
}
AGE_BANDS = "children_in_care_by_age_count"
AGES = tuple(LIBRARY[AGE_BANDS].groups)

BLANK = State.MISSING
NOT_APPLICABLE = State.NOT_APPLICABLE
NOT_AVAILABLE = State.NOT_AVAILABLE
SUPPRESSED = State.SUPPRESSED

Cell = "int | str | Decimal | Reading | State | None"


def reading(cell: Cell, address: str, flag: str = "") -> Reading | None:
    """A cell as it was read: a number, a state without one, or None where there is no such cell."""
    if cell is None or isinstance(cell, Reading):
        return cell
    if isinstance(cell, State):
        return Reading(cell, None, address, flag)
    return Reading(State.NUMBER, Decimal(cell), address, flag)


def point(period: Period, value: Cell = None, n: Cell = None, of: Cell = None, row: int = 5, flag: str = "") -> Point:
    """What a return says of one period, in a column of its own: value, numerator and denominator downwards."""
    column = chr(ord("B") + period.index % 12)
    return Point(
        period,
        reading(value, f"{column}{row}", flag),
        reading(n, f"{column}{row + 1}", flag),
        reading(of, f"{column}{row + 2}", flag),
    )


def series(
    item: str, *points: Point, group: str = "", target: tuple[int | str, str] | None = None, cell: str = "A1"
) -> Series:
    """One item over time; ``target`` is its value and comparison."""
    read = None if target is None else TargetRead(Decimal(target[0]), target[1], f"{target[1]} {target[0]}", cell)
    return Series(item, group, points, read)


def a_return(*held: Series, workbook: str = "health.xlsx", sheet: str = "Health", as_at: str = "") -> Return:
    """One recognised sheet; its checksum is made from the workbook's name."""
    return Return("any", workbook, workbook.encode().hex()[:8] * 8, sheet, held, as_at)


def intake(*held: Series | Return) -> Intake:
    """Everything read from a folder; loose series stand together on one sheet."""
    loose = [one for one in held if isinstance(one, Series)]
    returns = [one for one in held if isinstance(one, Return)]
    return Intake((*returns, *([a_return(*loose)] if loose else [])), ())


def months(first: Period, last: Period) -> list[Period]:
    """Every month from the first to the last."""
    return [last.back(n) for n in range(last.index - first.index, -1, -1)]


def since_april(last: Period) -> list[Period]:
    """Every month of the financial year up to the last."""
    return months(last.back(last.months_into_year - 1), last)


def split(total: int, into: int) -> list[int]:
    """A total as so many whole numbers, as even as may be, the odd ones last."""
    share, over = divmod(total, into)
    return [share] * (into - over) + [share + 1] * over


def monthly(item: str, ratios: Iterable[tuple[int, int]], last: Period = DECEMBER, **more: object) -> Series:
    """A series of counted months that ends in ``last``."""
    held = list(ratios)
    start = last.back(len(held) - 1)
    points = [point(month, n=n, of=of) for month, (n, of) in zip(months(start, last), held, strict=True)]
    return series(item, *points, **more)  # type: ignore[arg-type]


def counts(item: str, values: Iterable[Cell], last: Period = DECEMBER, **more: object) -> Series:
    """A series of plain values, one a month, that ends in ``last``."""
    held = list(values)
    start = last.back(len(held) - 1)
    points = [point(month, value) for month, value in zip(months(start, last), held, strict=True)]
    return series(item, *points, **more)  # type: ignore[arg-type]


def observation(
    measure: Measure | str,
    n: int | str | None = None,
    of: int | str | None = None,
    *,
    value: int | str | None = None,
    period: Period = DECEMBER,
    period_type: PeriodType | None = None,
    state: State = State.NUMBER,
    group: str = "",
    cells: Sequence[str] = ("F18",),
) -> Observation:
    """An observation: of counts, of a value alone, or of a state without a number."""
    held = LIBRARY[measure] if isinstance(measure, str) else measure
    numerator = None if n is None else Decimal(n)
    denominator = None if of is None else Decimal(of)
    shell = Observation(
        measure=held,
        group=group,
        period=period,
        period_type=period_type or held.period_type,
        state=state,
        sources=(Source("health.xlsx", "ab" * 32, "Health", tuple(cells)),),
        decimals=held.decimals,
    )
    if state is not State.NUMBER:
        return shell
    exact = None if value is None else Decimal(value)
    if exact is None and numerator is not None:
        exact = numerator if denominator is None or held.unit is Unit.COUNT else ratio(held, numerator, denominator)
    if held.unit is Unit.COUNT and numerator is None:
        numerator = exact
    return shell._replace(value=exact, numerator=numerator, denominator=denominator)


def without_small_counts(reported: Iterable[ReportedSeries]) -> tuple[ReportedSeries, ...]:
    """Series of the shipped measures with everything hidden that must be."""
    return suppress_small_counts(tuple(reported), LIBRARY.values())[0]


def scored(*held: Series | Return, period: Period = DECEMBER, choices: Choices = NO_CHOICES) -> dict[str, MeasureScore]:
    """The scorecard of some returns, by measure id (with a colon and the group where there is one)."""
    card, _ = score(intake(*held), tuple(LIBRARY.values()), period, choices, formatting.printed)
    return {f"{one.measure.id}:{one.group}" if one.group else one.measure.id: one for one in card.scores}


def ages(total: Cell, *values: Cell) -> list[MeasureScore]:
    """The scores of the children in care by age, beside the total of all of them."""
    given = [counts(AGE_BANDS, [n], group=age) for age, n in zip(AGES, values, strict=True)]
    card = scored(*given, counts("children_in_care_count", [total]))
    return [card[f"{AGE_BANDS}:{age}"] for age in AGES if f"{AGE_BANDS}:{age}" in card]


def target_of(measure: Measure) -> Target | None:
    """The council's own target, or the library's."""
    if measure.id not in TARGETS:
        return measure.target
    value, side = TARGETS[measure.id]
    return Target(Decimal(value), Comparison(side))


def score_of(latest: Observation, **more: object) -> MeasureScore:
    """A score whose latest figure is all that is known, changed in the ways given."""
    gone = latest._replace(state=State.MISSING, value=None, numerator=None, denominator=None, sources=())
    bare = MeasureScore(
        measure=latest.measure,
        group=latest.group,
        latest=latest,
        previous=gone._replace(period=latest.period.back(3)),
        last_year=gone._replace(period=latest.period.back(12)),
        series=(latest,),
        year_to_date=(),
        quarters=(),
        target=target_of(latest.measure),
        status=Status.NO_TARGET,
        change=Change.UNKNOWN,
    )
    return replace(bare, **more)  # type: ignore[arg-type]


def said(text: Text) -> str:
    """The words of a text with ordinary spaces."""
    return plain(text).replace(formatting.NBSP, " ")
