"""The sample whose returns are altered: where each measure's figures, names, months and targets stand in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from inputs.intake import Return, Series
from report.judge import Judged, judge_returns

FOLDER = Path(__file__).parents[3] / "inputs" / "samples" / "peterborough-2023-12"
SPREAD = ("median", "lowest", "highest")
Number = int | float


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around the figures of a sheet, by cell; ``table`` is the first row of its headings."""

    title: str
    below: str
    note: str
    table: int
    across: bool


SHEETS: Mapping[str, Sheet] = {
    "Rolling 12 months": Sheet("A1", "A2", "A32", 7, across=False),
    "Headline": Sheet("B2", "B3", "B19", 5, across=True),
    "IHA": Sheet("A1", "A3", "A29", 5, across=False),
    "Annual checks": Sheet("A1", "A3", "A31", 5, across=False),
    "Data": Sheet("A2", "A4", "A53", 8, across=False),
    "Stability": Sheet("A1", "A3", "A16", 5, across=True),
    "Missing": Sheet("A1", "A2", "A28", 4, across=False),
    "PEPs and schools": Sheet("A2", "A4", "A16", 5, across=True),
    "Caseloads": Sheet("A1", "A3", "A21", 5, across=True),
    "Pathway plans": Sheet("B3", "B4", "B31", 7, across=False),
}

LABELS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("children_in_care_count", ""): ("B7",),
    ("started_in_care_count", ""): ("B8",),
    ("left_care_count", ""): ("B9",),
    ("children_in_care_by_age_count", "Under 1"): ("B12",),
    ("children_in_care_by_age_count", "1 to 4"): ("B13",),
    ("children_in_care_by_age_count", "5 to 9"): ("B14",),
    ("children_in_care_by_age_count", "10 to 15"): ("B15",),
    ("children_in_care_by_age_count", "16 and over"): ("B16",),
    ("average_caseload_by_team_rate", "Family Safeguarding social workers"): ("A7",),
    ("average_caseload_by_team_rate", "Children in Care social workers"): ("A10",),
    ("average_caseload_by_team_rate", "Leaving Care Personal Advisers"): ("A13",),
    ("average_caseload_by_team_rate", "Independent Reviewing Officers"): ("A16",),
    ("reviews_on_time_pct", ""): tuple(f"A{row}" for row in range(9, 30)),
    ("visits_on_time_pct", ""): tuple(f"A{row}" for row in range(30, 51)),
    ("three_or_more_homes_pct", ""): ("A6",),
    ("long_term_stability_pct", ""): ("A10",),
    ("children_missing_count", ""): ("B4",),
    ("missing_episodes_count", ""): ("C4",),
    ("left_care_through_adoption_pct", ""): ("B7",),
    ("entry_to_adoptive_home_days_mean", ""): ("F7",),
    ("order_to_match_days_mean", ""): ("M7",),
    ("initial_health_assessment_pct", ""): ("D5", "I5"),
    ("annual_health_assessment_pct", ""): ("B5",),
    ("dental_check_pct", ""): ("E5",),
    ("personal_education_plan_pct", ""): ("A8",),
    ("good_or_outstanding_school_pct", ""): ("A12",),
    ("pathway_plan_pct", ""): ("E7",),
}


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one measure and group: for each part, its cells in time order, a month each.

    Parts are "value", "numerator", "denominator", and "median", "lowest" and "highest" beside an average.
    """

    book: str
    sheet: str
    measure: str
    group: str
    label: tuple[str, ...]
    headings: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]
    target: str

    @property
    def key(self) -> tuple[str, str]:
        """The measure and the group, by which the report's figures are found."""
        return self.measure, self.group

    @property
    def name(self) -> str:
        """How the row is named in the description of a mutant."""
        return f"{self.sheet}: {self.measure}{f' ({self.group})' if self.group else ''}"

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage with its counts."""
        return self.measure.endswith("_pct")

    def numbers(self, sheet: Worksheet, part: str) -> list[Number]:
        """The numbers of a part as the cells hold them, in time order."""
        return [sheet[cell].value for cell in self.parts[part]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One altered return: its kind, what was altered, the workbook, how, and what no report may print of it.

    A right reading prints the true figures or leaves them off. Of the measures and groups that are ``barred`` it
    prints none, because the return says now that they are something else; where ``months`` names months, none of those.
    ``sheets`` are the names under which the altered sheet may be named, ``file`` the name that the workbook has.
    """

    kind: str
    what: str
    book: str
    alter: Callable[[Workbook], object]
    sheets: tuple[str, ...]
    barred: frozenset[tuple[str, str]] = frozenset()
    months: frozenset[str] = frozenset()
    file: str = ""


Maker = Callable[["Sample"], Iterator[Mutant]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of alteration. ``untellable`` is why no reader could tell, ``untellable_with`` why not with a last build.

    Each is "" where a reader could.
    """

    name: str
    make: Maker
    untellable: str = ""
    untellable_with: str = ""


KINDS: dict[str, Kind] = {}


def kind(name: str, untellable: str = "", untellable_with: str = "") -> Callable[[Maker], Maker]:
    """Enter a maker of mutants in ``KINDS``."""

    def enter(make: Maker) -> Maker:
        KINDS[name] = Kind(name, make, untellable, untellable_with)
        return make

    return enter


@dataclass(frozen=True, slots=True)
class Sample:
    """The unaltered sample as it is read, and its rows of figures."""

    judged: Judged
    rows: tuple[Row, ...] = field(default=())

    def of_sheet(self, sheet: str) -> list[Row]:
        """The rows of a sheet."""
        return [row for row in self.rows if row.sheet == sheet]

    def sheets(self) -> Iterator[tuple[str, str, list[Row]]]:
        """Each workbook and sheet with figures, and its rows."""
        for sheet in SHEETS:
            rows = self.of_sheet(sheet)
            yield rows[0].book, sheet, rows


def read_sample(folder: Path = FOLDER) -> Sample:
    """The sample, read once."""
    judged = judge_returns(folder, None, "", lambda _step, _doing: None)
    rows = [row for one in judged.intake.returns for row in _rows_of(one)]
    return Sample(judged, tuple(rows))


def _rows_of(one: Return) -> Iterator[Row]:
    for series in one.series:
        if (series.item, series.group) not in LABELS:
            continue
        points = [point for point in series.points if point.period.length == 1]
        parts: dict[str, tuple[str, ...]] = {}
        for part in ("value", "numerator", "denominator"):
            cells = tuple(getattr(point, part).cell for point in points if getattr(point, part))
            if cells:
                parts[part] = cells
        for part in SPREAD:
            for other in one.series:
                if _is_spread(other, series, part):
                    parts[part] = _cells(other)
        headings = tuple(point.heading for point in points)
        target = series.target.cell if series.target else ""
        label = LABELS[series.item, series.group]
        yield Row(one.workbook, one.sheet, series.item, series.group, label, headings, parts, target)


def _cells(series: Series) -> tuple[str, ...]:
    return tuple(point.value.cell for point in series.points if point.value)


def _is_spread(other: Series, series: Series, part: str) -> bool:
    return series.item.endswith("_mean") and other.item == series.item.removesuffix("mean") + part


def put(sheet: Worksheet, cells: Sequence[str], values: Sequence[object]) -> None:
    """Write values into cells, one each."""
    for cell, value in zip(cells, values, strict=True):
        sheet[cell].value = value


def whole(value: Number | Decimal) -> Number:
    """A number without a needless fraction."""
    return int(value) if value == int(value) else float(value)
