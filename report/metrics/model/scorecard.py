"""The nouns of the metrics model: measures, targets, observations and the scorecard they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from inputs.intake import State
from inputs.period import YEAR_MONTHS, Period
from report.metrics.model.period_type import PeriodType
from report.metrics.statistics.control_limits import Control


class Unit(StrEnum):
    """What a measure's value is: a count, a percentage, an average of days, or a rate."""

    COUNT = "count"
    PCT = "pct"
    DAYS = "days"
    RATE = "rate"


class Polarity(StrEnum):
    """Whether a higher value is good. A ``context`` measure is never judged."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    CONTEXT = "context"


class Comparison(StrEnum):
    """Which side of a target is good. Equality always meets it."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


class Basis(StrEnum):
    """Who set a target."""

    STATUTORY = "statutory"
    NATIONAL = "national"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number came from: a workbook and its SHA-256, a sheet, and the cells, in reading order."""

    workbook: str
    sha256: str
    sheet: str
    cells: tuple[str, ...]


def joined(sources: Iterable[Source]) -> tuple[Source, ...]:
    """One source for each sheet, with all of its cells, in the order they were met."""
    given = tuple(sources)
    if len(given) == 1 and len(set(given[0].cells)) == len(given[0].cells):
        return given  # as nearly every number has it: nothing to join
    cells: dict[tuple[str, str, str], dict[str, None]] = {}
    for source in given:
        place = cells.setdefault((source.workbook, source.sha256, source.sheet), {})
        place.update(dict.fromkeys(source.cells))
    return tuple(Source(*place, cells=tuple(found)) for place, found in cells.items())


@dataclass(frozen=True, slots=True)
class Target:
    """What a measure is to reach. ``value`` is on the measure's own scale; ``source`` is None for the library's own.

    ``by_quarter`` holds one value for each quarter of the financial year where the target follows the seasons; the
    latest figure is judged by that of its own quarter. ``instead_of`` is the cell of a target in the return that cannot
    be one, where the library's own stands in for it.
    """

    value: Decimal
    comparison: Comparison
    basis: Basis = Basis.LOCAL
    source: Source | None = None
    by_quarter: tuple[Decimal, ...] = ()
    instead_of: Source | None = None

    def at(self, period: Period) -> Target:
        """The target of the quarter in which a period ends."""
        return replace(self, value=self.by_quarter[period.quarter - 1]) if self.by_quarter else self


@dataclass(frozen=True, slots=True)
class Threshold:
    """What the nation set or last set for a measure, printed beside the council's own target. Nothing is judged by it.

    ``value`` is on the measure's own scale; ``name`` says what it is where it is printed, such as "National
    threshold"; ``note`` for when and whom it was set; ``source`` is the publication it was taken from.
    """

    value: Decimal
    name: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """What we report: data, not code. Read from the measure library or an officer's ``measures.toml``.

    ``ref`` is the stable reference for minutes ("4.2"). ``counts`` names what the numerator counts, ``out_of`` what the
    denominator counts where that differs. ``report_as`` is the period type of the headline figure, ``period_type`` that
    of each reported month. ``combine`` is how months make quarters: "sum" adds numerators and denominators, "last"
    takes the last month (snapshots and rolling figures). ``message`` is the sentence that opens the measure's panel.
    ``parts_of`` names the measure whose total the groups must add up to. ``tolerance`` is how far past its target a
    value may be and still be called close: percentage points for percentages, else a share of the target.
    ``pair_name`` is the short label of the measure where it shares a chart with another, ``message_pair`` its sentence
    there. ``hidden_with`` names a measure that would give this one away: where one is hidden, both are.
    ``year_of`` names the monthly count whose sum over the 12 months to each of its own is this measure's denominator.
    ``same_population_as`` names a measure that is out of the same children, ``population_within`` one that is out of
    these children and others, ``not_fewer_than`` a count that this one can never be below. ``entrants`` names the
    measure of those who came, for one that gives each of them a time, such as "20 working days" (``ripens_after``).
    ``spread_of`` names the average that this measure is the ``spread`` of: its "median", "lowest" or "highest"; it is
    printed beside that average and nowhere by itself.
    ``local`` says that the council added it beside its workbooks. ``per`` is how many of the population a rate is
    for (10,000). ``value_name`` says what one unit of a rate is
    ("Cases for each social worker"). ``national`` says what is published for other areas, or in what it differs;
    ``threshold`` is what was set for all of them, and never stands in for a target.
    """

    id: str
    ref: str
    name: str
    short_name: str
    definition: str
    population: str
    unit: Unit
    counts: str
    polarity: Polarity
    period_type: PeriodType
    report_as: PeriodType
    combine: str
    kind: str
    owner: str
    source: str
    message: str
    statutory_name: str = ""
    message_value_only: str = ""
    out_of: str = ""
    decimals: int = 0
    small_counts: str = "hide"
    parts_of: str = ""
    target: Target | None = None
    tolerance: Decimal | None = None
    names: tuple[str, ...] = ()
    numerator_names: tuple[str, ...] = ()
    denominator_names: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pair_name: str = ""
    message_pair: str = ""
    hidden_with: str = ""
    year_of: str = ""
    value_name: str = ""
    local: bool = False
    per: int = 1
    same_population_as: str = ""
    population_within: str = ""
    not_fewer_than: str = ""
    entrants: str = ""
    ripens_after: str = ""
    spread_of: str = ""
    spread: str = ""
    national: str = ""
    threshold: Threshold | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One measure, one period, one group: a number with its n of N and its source, or the reason there is none.

    ``value`` is exact and unrounded, on the scale 0 to 100 for a percentage; ``decimals`` says how many may be printed.
    ``flags`` holds any of "provisional", "revised" and "estimated". ``state`` is never NOT_AVAILABLE or UNREADABLE.
    """

    measure: Measure
    group: str
    period: Period
    period_type: PeriodType
    state: State
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    sources: tuple[Source, ...] = ()
    decimals: int = 0
    flags: tuple[str, ...] = ()

    @property
    def first_month(self) -> Period:
        """The first month that it rests on: of the 12 months to December, the January before."""
        rolling = self.period_type is PeriodType.ROLLING_12_MONTHS
        return self.period.last_month.back(YEAR_MONTHS - 1) if rolling else self.period.first_month

    @property
    def has_number(self) -> bool:
        """Whether there is a value that may be shown."""
        return self.state is State.NUMBER


class Status(StrEnum):
    """How the latest figure stands against its target, in the words that are printed."""

    MET = "Met"
    CLOSE = "Close"
    FLOOR_MET = "Floor met"
    FLOOR_MISSED = "Floor missed"
    NOT_CLEAR = "Not clearly different"
    NOT_MET = "Not met"
    NO_TARGET = "No target"
    TOO_FEW = "Too few to judge"
    NOT_JUDGED = "Not judged"


class Change(StrEnum):
    """What may be said of the change since the same period last year."""

    BETTER = "better"
    WORSE = "worse"
    NO_CLEAR_CHANGE = "no clear change"
    HIGHER = "higher"
    LOWER = "lower"
    SAME = "same"
    NOT_COMPARABLE = "not comparable"
    NOT_TESTED = "not tested"
    UNKNOWN = "unknown"


class Travel(StrEnum):
    """Where a measure is going, in the words that are printed. A context measure only rises or falls."""

    IMPROVING = "Improving"
    GETTING_WORSE = "Getting worse"
    RISING = "Rising"
    FALLING = "Falling"
    NO_CLEAR_CHANGE = "No clear change"


class DirectionRule(StrEnum):
    """By what a direction of travel was told, in order of precedence."""

    SIGNAL = "control chart"
    SLOPE = "slope"
    YEAR_BEFORE = "year before"


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction of travel: where, by which rule, and the figures of its window; the first says since when."""

    travel: Travel
    rule: DirectionRule
    window: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class MethodChange:
    """The first month in which a measure was counted in a new way, and what changed."""

    measure_id: str
    start: Period
    note: str

    def begun_by(self, period: Period) -> bool:
        """Whether the last month of a period is counted in the new way."""
        return period.index >= self.start.index

    def holds_throughout(self, observation: Observation) -> bool:
        """Whether every month that an observation rests on is counted in the new way."""
        return self.begun_by(observation.first_month)


@dataclass(frozen=True, slots=True)
class MeasureScore:
    """Everything the report may say of one measure and group.

    ``series`` holds each reported period in order with its gaps; ``year_to_date`` the running totals since each April;
    ``quarters`` the whole quarters. ``latest`` is the headline figure; ``previous`` and ``last_year`` the same figure
    one step and one year earlier.
    ``status`` is None where there is no figure to judge. ``method_change`` is the last change of method that had begun
    by then, which alone says what may be judged and compared; ``earlier_changes`` are those before it. ``control``
    holds ``series`` against its own ups and downs, by index; None where it cannot be. ``spread`` holds the median, the
    lowest and the highest behind an average, by those names, as far as they may be seen. ``direction`` is the direction
    of travel; None where it cannot be told.
    ``compared`` is what other areas published, None for nothing.
    """

    measure: Measure
    group: str
    latest: Observation
    previous: Observation
    last_year: Observation
    series: tuple[Observation, ...]
    year_to_date: tuple[Observation, ...]
    quarters: tuple[Observation, ...]
    target: Target | None
    status: Status | None
    change: Change
    method_change: MethodChange | None = None
    earlier_changes: tuple[MethodChange, ...] = ()
    spread: Mapping[str, Observation] = field(default_factory=dict)
    control: Control | None = None
    direction: Direction | None = None
    compared: Compared | None = None

    @property
    def breaks_from_previous(self) -> bool:
        """Whether ``previous`` has a figure that rests on a month counted in another way than the latest."""
        changed, before = self.method_change, self.previous
        return changed is not None and before.has_number and not changed.holds_throughout(before)

    @property
    def headline(self) -> tuple[Observation, ...]:
        """The run of figures that ``latest`` is the last of: the years to date, or the periods as reported."""
        return self.year_to_date if self.latest.period_type is PeriodType.YEAR_TO_DATE else self.series


@dataclass(frozen=True, slots=True)
class NotSupplied:
    """A measure the report asked for that no return gave, and who owes it."""

    measure: Measure


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Every observation of one report, by measure id and group, in the order of the measure library."""

    period: Period
    scores: tuple[MeasureScore, ...]
    not_supplied: tuple[NotSupplied, ...]

    def of(self, measure_id: str) -> tuple[MeasureScore, ...]:
        """The scores of a measure, one a group; empty where it was not supplied."""
        return tuple(score for score in self.scores if score.measure.id == measure_id)


LICENCE = "Open Government Licence v3.0"


@dataclass(frozen=True, slots=True)
class Release:
    """Where a published figure was read: the publication, its release ("reporting year 2025"), and the licence.

    ``published`` is when it came out, such as "November 2025"; empty where nobody said.
    """

    title: str
    release: str
    published: str = ""
    licence: str = LICENCE


@dataclass(frozen=True, slots=True)
class Compared:
    """What one measure is set beside, all of one date. The areas' figures are observations whose group is the area.

    ``own`` is the council's own figure of that date, from its returns. ``neighbours`` holds all that the model names,
    those without a published figure too; it is empty for a council that named no authority.
    """

    period: Period
    own: Observation
    england: Observation | None
    region: Observation | None
    neighbours: tuple[Observation, ...]
    model: str
    release: Release

    @property
    def published(self) -> tuple[Observation, ...]:
        """The neighbours that have a published figure."""
        return tuple(o for o in self.neighbours if o.has_number)

    @property
    def mean(self) -> Decimal | None:
        """The plain mean of the neighbours' published values, as the Department's own tool makes it."""
        values = [o.value for o in self.published if o.value is not None]
        return sum(values, Decimal(0)) / len(values) if values else None

    @property
    def in_funnel(self) -> tuple[Observation, ...]:
        """The neighbours whose counts are published: what a funnel plot can show."""
        return tuple(o for o in self.published if o.numerator is not None and o.denominator)
