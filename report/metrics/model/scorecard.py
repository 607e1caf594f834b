"""The types of the metrics model: observations of measures, judgements, and the scorecard they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from statistics import median
from typing import NamedTuple

from inputs.careers import is_place_of_records
from inputs.intake import State
from inputs.period import YEAR_MONTHS, Period
from report.metrics.model.disclosure_rule import PUBLIC_RULE, DisclosureRule
from report.metrics.model.measure import Measure, MethodChange, Rebase, Source, Target
from report.metrics.model.period_type import PeriodType
from report.metrics.statistics.control_limits import ControlChart


class Observation(NamedTuple):
    """One measure, one period, one group: a number with its n of N and its sources, or the reason there is none.

    ``value`` is exact, on the scale 0 to 100 for a percentage, and None unless ``state`` is NUMBER; ``state`` is never
    NOT_AVAILABLE or UNREADABLE. ``decimals`` says how many decimals may be printed. ``numerator`` and ``denominator``
    are None where the return does not give them.
    ``flags`` holds any of "provisional", "revised", "estimated" and "restated" (since the last report). ``dispersion``
    is how many times the variance of independent cases it has; None where it has more, and that is not known.
    ``fewer_than`` is the least count that is shown, where a hidden one is known to be below it; else 0.
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
    dispersion: float | None = 1.0
    fewer_than: int = 0

    @property
    def first_month(self) -> Period:
        """The first month the number rests on: January for the 12 months to December, December for its last day."""
        kinds = {
            PeriodType.SNAPSHOT: 1,
            PeriodType.THREE_YEARS: 3 * YEAR_MONTHS,
            PeriodType.YEAR_TO_DATE: self.period.months_into_year,
        }
        at_end = kinds.get(self.period_type, self.period.length)
        return self.period.last_month.back((self.period_type.looks_back or at_end) - 1)

    @property
    def is_of_records(self) -> bool:
        """Whether it was counted from the records of children."""
        return any(is_place_of_records(cell) for source in self.sources for cell in source.cells)

    @property
    def has_number(self) -> bool:
        """Whether there is a value that may be shown."""
        return self.state is State.NUMBER

    @property
    def number(self) -> Decimal:
        """The value, exact. Raises ValueError where there is none: ask ``has_number`` first."""
        if self.value is None:
            raise ValueError(f"{self.measure.id} has no number for {self.period}: {self.state}")
        return self.value


class Status(StrEnum):
    """The latest figure against its target, in the words that are printed."""

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
    """The change since the same period last year. Without polarity a measure is only higher, lower or the same."""

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
    """The direction of travel, in the words that are printed. A context measure only rises or falls."""

    IMPROVING = "Improving"
    GETTING_WORSE = "Getting worse"
    RISING = "Rising"
    FALLING = "Falling"
    NO_CLEAR_CHANGE = "No clear change"


class DirectionRule(StrEnum):
    """The rule that gave a direction of travel. Which one it is follows from the measure, not from its figures."""

    CONTROL_CHART = "control chart"
    YEAR_BEFORE = "year before"
    STARTS_AND_LEAVERS = "starts and leavers"


class Direction(NamedTuple):
    """A direction of travel, the rule that gave it, and what was tested: for the ledger, and for the words.

    ``window`` are the figures that were tested, in time order, and ``exact`` the difference. ``interval`` is that of
    the difference, in points or as a number; None for a control chart, whose limits stand in ``MeasureScore.control``.
    """

    travel: Travel
    rule: DirectionRule
    window: tuple[Observation, ...]
    exact: Decimal
    tested: str
    interval: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class MeasureScore:
    """Everything the report may say of one measure and group.

    ``latest`` is the headline figure, ``previous`` and ``last_year`` the same figure one step and one year earlier.
    ``series`` holds every reported period in time order, gaps as missing observations; ``year_to_date`` the running
    totals since each April; ``quarters`` the whole quarters; ``years`` the yearly figures beside shorter periods.
    ``status`` is None without a figure. ``method_change`` is the last one begun by then, which decides what may be
    compared; ``earlier_changes`` are those before it. ``control`` has the XmR limits and signals by index in
    ``series``; None if ineligible. ``direction`` is None where no rule applies, ``compared`` where no benchmark is
    published; ``outdated`` is the date of the latest one where that is too long ago to compare with. ``spread`` holds
    median, lowest and highest behind an average, by those names, where they may be shown.
    ``rebases`` are the months from which the council has its control limits worked out anew, in time order.
    ``disclosure`` is the rule by which its figures were hidden.
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
    control: ControlChart | None = None
    direction: Direction | None = None
    compared: Compared | None = None
    outdated: Period | None = None
    years: tuple[Observation, ...] = ()
    rebases: tuple[Rebase, ...] = ()
    disclosure: DisclosureRule = PUBLIC_RULE

    @property
    def breaks_from_previous(self) -> bool:
        """Whether ``previous`` is a number that rests on a month counted by another method than the latest."""
        changed, before = self.method_change, self.previous
        return changed is not None and before.has_number and not changed.begun_by(before.first_month)

    @property
    def breaks_from_last_year(self) -> bool:
        """Whether the figure of a year ago was counted by another method than the latest."""
        return self.change is Change.NOT_COMPARABLE

    @property
    def headline(self) -> tuple[Observation, ...]:
        """The series that ``latest`` is the last of: the years to date, or the periods as reported."""
        return self.year_to_date if self.latest.period_type is PeriodType.YEAR_TO_DATE else self.series


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Every score of one report, by measure and group, those not supplied, and the ``stated`` of ``TargetRules``.

    ``why`` says how the period was chosen, or is "". ``disclosure`` is the rule by which figures were hidden.
    """

    period: Period
    scores: tuple[MeasureScore, ...]
    not_supplied: tuple[Measure, ...]
    tolerances: Mapping[str, Decimal] = field(default_factory=dict)
    why: str = ""
    disclosure: DisclosureRule = PUBLIC_RULE

    def of(self, measure_id: str) -> tuple[MeasureScore, ...]:
        """The scores of a measure, one a group; empty where none was supplied."""
        return tuple(score for score in self.scores if score.measure.id == measure_id)

    @property
    def has_hidden(self) -> bool:
        """Whether any figure that it holds is hidden, here or by the return that it is from."""
        held = (o for s in self.scores for o in (s.latest, *s.series, *s.quarters, *s.year_to_date))
        return any(o.state is State.SUPPRESSED for o in held)


LICENCE = "Open Government Licence v3.0"


class Release(NamedTuple):
    """Where a published figure was read: the publication, its release ("reporting year 2025") and the licence.

    ``published`` is when it came out, such as "November 2025"; "" where that is not known.
    """

    title: str
    release: str
    published: str = ""
    licence: str = LICENCE


class Middle(StrEnum):
    """Which middle of the figures of similar councils is told."""

    MEAN = "mean"
    MEDIAN = "median"


class JoinedArea(NamedTuple):
    """An area whose published figure is worked out from the counts of others: the councils that it was, or became."""

    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure beside the published figures of other areas, all of one date. An area's observation has it as group.

    ``own`` is the council's figure of that date, from its returns. ``neighbours`` are all statistical neighbours that
    the ``model`` ("DfE, 2025") names, those without a published figure too; empty where no authority is set.
    ``months_old`` is how long before the report's date that date is; ``joined`` are the areas put together from others.
    """

    period: Period
    own: Observation
    england: Observation | None
    region: Observation | None
    neighbours: tuple[Observation, ...]
    model: str
    release: Release
    middle: Middle = Middle.MEAN
    months_old: int = 0
    joined: tuple[JoinedArea, ...] = ()

    @property
    def published(self) -> tuple[Observation, ...]:
        """The neighbours that have a published figure."""
        return tuple(o for o in self.neighbours if o.has_number)

    @property
    def of_similar(self) -> Decimal | None:
        """The mean of the neighbours' published values, as in DfE's tool LAIT, or the median, as in its dashboard.

        None where fewer than half are published: counts of 1 to 5 are hidden, so those few are the least or the most.
        """
        values = [o.value for o in self.published if o.value is not None]
        if not values or 2 * len(values) < len(self.neighbours):
            return None
        return median(values) if self.middle is Middle.MEDIAN else sum(values, Decimal(0)) / len(values)

    @property
    def in_funnel(self) -> tuple[Observation, ...]:
        """The neighbours with published counts: those that a funnel plot can show."""
        return tuple(o for o in self.published if o.numerator is not None and o.denominator)
