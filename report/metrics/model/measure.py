"""What the report measures: measures, their units, targets and thresholds, and the cells that figures come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from inputs.period import Period
from report.metrics.model.period_type import PeriodType


class Unit(StrEnum):
    """What a value is: a count, a percentage (0 to 100), a rate (see ``Measure.per``), or an average.

    An average is of what each child, case or home has: a time, a score, or what it costs in pounds a week.
    """

    COUNT = "count"
    PCT = "pct"
    RATE = "rate"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    SCORE = "score"
    POUNDS = "pounds_per_week"

    @property
    def is_average(self) -> bool:
        """Whether a value is the mean of what each child has, so that those of few tell of one."""
        return self in _AVERAGES

    @property
    def is_time(self) -> bool:
        """Whether a value is a time, which has a shortest and a longest behind it."""
        return self in _TIMES

    @property
    def is_quotient(self) -> bool:
        """Whether a value is one number over another and no percentage: an average or a rate."""
        return self is Unit.RATE or self in _AVERAGES

    @property
    def coarse_step(self) -> Decimal:
        """What an average of few children is rounded to."""
        return Decimal(10) if self in (Unit.DAYS, Unit.POUNDS) else Decimal(1)


_TIMES = frozenset({Unit.DAYS, Unit.WEEKS, Unit.MONTHS})
_AVERAGES = _TIMES | {Unit.SCORE, Unit.POUNDS}


class Polarity(StrEnum):
    """Which direction is good. Of a ``within_range`` measure a range is; a ``context`` measure is never judged."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    WITHIN_RANGE = "within_range"
    CONTEXT = "context"

    @property
    def has_direction(self) -> bool:
        """Whether a change may be called better or worse."""
        return self in (Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER)


class Comparison(StrEnum):
    """Which side of a target is good, or that it has two ends. A value equal to the target, or an end, meets it."""

    AT_LEAST = "at least"
    AT_MOST = "at most"
    WITHIN = "within"


class Basis(StrEnum):
    """Who set a target."""

    STATUTORY = "statutory"
    NATIONAL = "national"
    LOCAL = "local"


class Source(NamedTuple):
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

    ``source`` is its cell; None for one of the library or of report.toml. ``by_quarter`` has no values or four, each
    for the figures of its quarter, ``dated`` those of years or months; ``only_dated``: none holds for other figures.
    ``upper`` is the other end of a range, of which ``value`` is the lower one; None for a target of one side.
    ``instead_of`` is the cell of an impossible target of the return, in place of which the library's stands.
    """

    value: Decimal
    comparison: Comparison
    basis: Basis = Basis.LOCAL
    source: Source | None = None
    by_quarter: tuple[Decimal, ...] = ()
    instead_of: Source | None = None
    dated: tuple[tuple[Period, Decimal], ...] = ()
    only_dated: bool = False
    upper: Decimal | None = None

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The value or, of a range, both ends."""
        return (self.value,) if self.upper is None else (self.value, self.upper)

    def short_by(self, value: Decimal) -> Decimal:
        """How far a value is on the wrong side of the target; 0 or less where it meets it."""
        if self.upper is not None:
            return max(self.value - value, value - self.upper)
        return self.value - value if self.comparison is Comparison.AT_LEAST else value - self.value

    def at(self, period: Period) -> Target:
        """The target for the quarter, or the year, in which a period ends."""
        if not (self.by_quarter or self.dated):
            return self  # nearly every target
        _, own = min(((at.length, value) for at, value in self.dated if at.covers(period)), default=(0, self.value))
        return replace(self, value=self.by_quarter[period.quarter - 1] if self.by_quarter else own)


class Threshold(NamedTuple):
    """A national threshold, printed beside the council's own target. Nothing is judged by it.

    ``value`` is on the measure's scale; ``name`` is how it is printed; ``source`` the publication; ``note`` for whom.
    """

    value: Decimal
    name: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MethodChange:
    """A change of a measure's counting method: the first month counted in the new way, and what changed."""

    measure_id: str
    start: Period
    note: str

    def begun_by(self, period: Period) -> bool:
        """Whether the last month of a period is counted by the new method."""
        return period.index >= self.start.index


@dataclass(frozen=True, slots=True)
class Rebase:
    """The first month of a new level, as the officer found it, and why: control limits are worked out anew from it.

    What is counted is the same, so figures from before are compared with.
    """

    measure_id: str
    start: Period
    reason: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What we report: data, not code. Read from the measure library or from an officer's ``measures.toml``.

    What it is: ``ref`` is the stable reference for minutes ("4.2"); ``counts`` names what the numerator counts and
    ``out_of`` what the denominator counts where that differs; ``per`` is how many of the population a rate is for,
    ``value_name`` its unit ("Cases for each social worker"), ``group_name`` what its groups are ("Age"). No value is
    below ``least`` or above ``most``, such as 40 of a score. ``local``: the council added it. ``national`` tells what
    is published for other areas. ``accepts`` are parts of labels (known_returns/labels) that change nothing of it.
    In time: ``period_type`` is that of each reported figure, unless a return says that it is one of ``also``;
    ``report_as`` is that of the headline figure. ``combine`` is how months make quarters: "sum" adds numerators and
    denominators, "last" takes the last month. ``changed`` is when everybody's way of counting changed, each time;
    ``since`` is the first month for which there are figures at all, ``until`` the last. In words: ``message`` is the
    sentence that opens its panel, ``message_value_only`` the one without counts, ``message_of_one`` that of a single
    child, review or visit; ``pair_name`` and ``message_pair`` are for a shared chart.
    Judged: ``tolerance`` is how far past its target a value is still close: percentage points for a percentage, else a
    share of the target. ``threshold`` never stands in for ``target``. ``starts`` and ``leavers`` count who made it more
    and fewer in each month. ``seasonal``: its months of a year differ as such. ``clustered``: several of what it counts
    may be of one child. Changes wholly ``level_within`` so many points are none worth the name. Groups that are not
    ``ranked`` do different jobs.
    Suppressed: ``small_counts`` is "hide" (small counts and small rests), "hide_numerator" (small counts alone) or
    "show"; where the measure ``hidden_with`` is suppressed, so is this one.
    ``worth``, 1 to 100, is how much its figures are missed where something must be hidden beside a small count.
    ``children_of`` counts the children whose average it is.
    The other fields name measures that this one is checked against. Its groups add up to ``parts_of`` or, where
    ``groups_are_all``, to all that they are out of. The sum over 12 months of ``year_of`` is its denominator. It has
    the denominator of ``same_population_as``, one that is part of that of ``population_within``, and is never below
    ``not_fewer_than``. ``entrants`` counts those who came in the month, each of whom has a time (``ripens_after``, "20
    working days") before being counted. ``spread_of`` is the average of which it is the ``spread``: "median", "lowest"
    or "highest".
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
    message_of_one: str = ""
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
    worth: int = 10
    children_of: str = ""
    year_of: str = ""
    value_name: str = ""
    group_name: str = "Group"
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
    changed: tuple[MethodChange, ...] = ()
    starts: str = ""
    leavers: str = ""
    seasonal: bool = False
    clustered: bool = False
    level_within: Decimal | None = None
    ranked: bool = True
    groups_are_all: bool = False
    least: Decimal = Decimal(0)
    most: Decimal | None = None
    also: tuple[PeriodType, ...] = ()
    since: Period | None = None
    until: Period | None = None

    @property
    def good_side(self) -> Comparison | None:
        """The side of a target on which its values are good; None for a context measure, which has none."""
        return _GOOD_SIDES.get(self.polarity)

    @property
    def signed(self) -> bool:
        """Whether its values may be below zero."""
        return self.least < 0


_GOOD_SIDES = {
    Polarity.HIGHER_IS_BETTER: Comparison.AT_LEAST,
    Polarity.LOWER_IS_BETTER: Comparison.AT_MOST,
    Polarity.WITHIN_RANGE: Comparison.WITHIN,
}
