"""The types of the metrics model: measures, targets, observations, judgements and the scorecard they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from inputs.intake import State
from inputs.period import YEAR_MONTHS, Period
from report.metrics.model.period_type import PeriodType
from report.metrics.statistics.control_limits import ControlChart


class Unit(StrEnum):
    """What a value is: a count, a percentage (0 to 100), a mean number of days, or a rate (see ``Measure.per``)."""

    COUNT = "count"
    PCT = "pct"
    DAYS = "days"
    RATE = "rate"


class Polarity(StrEnum):
    """Which direction is good. A ``context`` measure has none and is never judged."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    CONTEXT = "context"


class Comparison(StrEnum):
    """Which side of a target is good. A value equal to the target meets it."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


class Basis(StrEnum):
    """Who set a target."""

    STATUTORY = "statutory"
    NATIONAL = "national"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number came from: a workbook with its SHA-256 digest, a sheet, and its cells in reading order."""

    workbook: str
    sha256: str
    sheet: str
    cells: tuple[str, ...]


def merge_sources(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources with one entry a sheet and each cell once, in the order they were met."""
    given = tuple(sources)
    if len(given) == 1 and len(set(given[0].cells)) == len(given[0].cells):
        return given  # nearly every number: nothing to merge
    cells: dict[tuple[str, str, str], dict[str, None]] = {}
    for source in given:
        place = cells.setdefault((source.workbook, source.sha256, source.sheet), {})
        place.update(dict.fromkeys(source.cells))
    return tuple(Source(*place, cells=tuple(found)) for place, found in cells.items())


@dataclass(frozen=True, slots=True)
class Target:
    """What a measure is to reach, on its own scale (0 to 100 for a percentage).

    ``source`` is the cell it was read from; None for a target of the library or of report.toml. ``by_quarter`` is
    empty, or one value for each quarter of the financial year: a figure is judged by that of its own quarter.
    ``instead_of`` is the cell of an impossible target in the return, which the library's target stands in for.
    """

    value: Decimal
    comparison: Comparison
    basis: Basis = Basis.LOCAL
    source: Source | None = None
    by_quarter: tuple[Decimal, ...] = ()
    instead_of: Source | None = None

    def at(self, period: Period) -> Target:
        """The target for the quarter in which a period ends."""
        return replace(self, value=self.by_quarter[period.quarter - 1]) if self.by_quarter else self


@dataclass(frozen=True, slots=True)
class Threshold:
    """A national threshold, printed beside the council's own target. Nothing is judged by it.

    ``value`` is on the measure's own scale; ``name`` is how it is printed ("National threshold"); ``source`` is the
    publication; ``note`` says when it was set and for whom.
    """

    value: Decimal
    name: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """What we report: data, not code. Read from the measure library or from an officer's ``measures.toml``.

    What it is: ``ref`` is the stable reference for minutes ("4.2"); ``counts`` names what the numerator counts and
    ``out_of`` what the denominator counts where that differs; ``per`` is how many of the population a rate is for,
    ``value_name`` its unit ("Cases for each social worker"). ``local``: the council added it. ``national`` tells what
    is published for other areas. ``accepts`` are parts of labels (known_returns/labels) that change nothing of it.
    In time: ``period_type`` is that of each reported figure, ``report_as`` that of the headline figure. ``combine`` is
    how months make quarters: "sum" adds numerators and denominators, "last" takes the last month.
    In words: ``message`` is the sentence that opens its panel, ``message_value_only`` the one without counts;
    ``pair_name`` and ``message_pair`` are its label and sentence where it shares a chart with another measure.
    Judged: ``tolerance`` is how far past its target a value is still close: percentage points for a percentage, else a
    share of the target. ``threshold`` never stands in for ``target``.
    Suppressed: ``small_counts`` is "hide" or "show"; where the measure ``hidden_with`` is suppressed, so is this one.
    The other fields name measures that this one is checked against. Its groups add up to ``parts_of``. The sum over 12
    months of ``year_of`` is its denominator. It has the denominator of ``same_population_as``, one that is part of that
    of ``population_within``, and is never below ``not_fewer_than``. ``entrants`` counts those who came in the month,
    each of whom has a time (``ripens_after``, "20 working days") before being counted. ``spread_of`` is the average of
    which it is the ``spread``: "median", "lowest" or "highest".
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
    published_names: tuple[str, ...] = ()  # matched whole
    accepts: tuple[str, ...] = ()
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

    @property
    def good_side(self) -> Comparison | None:
        """The side of a target on which its values are good; None for a context measure, which has none."""
        at_most = Comparison.AT_MOST if self.polarity is Polarity.LOWER_IS_BETTER else None
        return Comparison.AT_LEAST if self.polarity is Polarity.HIGHER_IS_BETTER else at_most


@dataclass(frozen=True, slots=True)
class Observation:
    """One measure, one period, one group: a number with its n of N and its sources, or the reason there is none.

    ``value`` is exact, on the scale 0 to 100 for a percentage, and None unless ``state`` is NUMBER; ``state`` is never
    NOT_AVAILABLE or UNREADABLE. ``decimals`` says how many decimals may be printed. ``numerator`` and ``denominator``
    are None where the return does not give them.
    ``flags`` holds any of "provisional", "revised", "estimated" and "restated" (since the last report).
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
        """The first month the number rests on: January for the 12 months to December."""
        rolling = self.period_type is PeriodType.ROLLING_12_MONTHS
        return self.period.last_month.back(YEAR_MONTHS - 1) if rolling else self.period.first_month

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
    """The rule that gave a direction of travel, in order of precedence."""

    SIGNAL = "control chart"
    SLOPE = "slope"
    YEAR_BEFORE = "year before"


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction of travel, the rule that gave it, and the figures of its window: the first says since when."""

    travel: Travel
    rule: DirectionRule
    window: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class MethodChange:
    """A change of a measure's counting method: the first month counted in the new way, and what changed."""

    measure_id: str
    start: Period
    note: str

    def begun_by(self, period: Period) -> bool:
        """Whether the last month of a period is counted by the new method."""
        return period.index >= self.start.index

    def holds_throughout(self, observation: Observation) -> bool:
        """Whether every month that an observation rests on is counted by the new method."""
        return self.begun_by(observation.first_month)


@dataclass(frozen=True, slots=True)
class MeasureScore:
    """Everything the report may say of one measure and group.

    ``latest`` is the headline figure, ``previous`` and ``last_year`` the same figure one step and one year earlier.
    ``series`` holds every reported period in time order, gaps as missing observations; ``year_to_date`` the running
    totals since each April; ``quarters`` the whole quarters.
    ``status`` is None without a figure. ``method_change`` is the last one begun by then, which decides what may be
    compared; ``earlier_changes`` are those before it. ``control`` has the XmR limits and signals by index in
    ``series``; None if ineligible. ``direction`` is None where no rule can be applied. ``spread`` holds the median, the
    lowest and the highest behind an average, by those names, where they may be shown. ``compared`` is None where no
    benchmark is published.
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

    @property
    def breaks_from_previous(self) -> bool:
        """Whether ``previous`` is a number that rests on a month counted by another method than the latest."""
        changed, before = self.method_change, self.previous
        return changed is not None and before.has_number and not changed.holds_throughout(before)

    @property
    def headline(self) -> tuple[Observation, ...]:
        """The series that ``latest`` is the last of: the years to date, or the periods as reported."""
        return self.year_to_date if self.latest.period_type is PeriodType.YEAR_TO_DATE else self.series


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Every score of one report, a measure and group each, in the order of the measure library.

    ``not_supplied`` are the measures that no return gave.
    """

    period: Period
    scores: tuple[MeasureScore, ...]
    not_supplied: tuple[Measure, ...]

    def of(self, measure_id: str) -> tuple[MeasureScore, ...]:
        """The scores of a measure, one a group; empty where none was supplied."""
        return tuple(score for score in self.scores if score.measure.id == measure_id)


LICENCE = "Open Government Licence v3.0"


@dataclass(frozen=True, slots=True)
class Release:
    """Where a published figure was read: the publication, its release ("reporting year 2025") and the licence.

    ``published`` is when it came out, such as "November 2025"; "" where that is not known.
    """

    title: str
    release: str
    published: str = ""
    licence: str = LICENCE


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure beside the published figures of other areas, all of one date. An area's observation has it as group.

    ``own`` is the council's figure of that date, from its returns. ``neighbours`` are all statistical neighbours that
    the ``model`` ("DfE, 2025") names, those without a published figure too; empty where no authority is set.
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
        """The mean of the neighbours' published values, as in DfE's own tool (LAIT); None where none is published."""
        values = [o.value for o in self.published if o.value is not None]
        return sum(values, Decimal(0)) / len(values) if values else None

    @property
    def in_funnel(self) -> tuple[Observation, ...]:
        """The neighbours with published counts: those that a funnel plot can show."""
        return tuple(o for o in self.published if o.numerator is not None and o.denominator)
