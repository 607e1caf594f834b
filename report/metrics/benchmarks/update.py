"""Makes a council's benchmark file from downloads: its own figures, its neighbours', its region's and England's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from report.metrics.benchmarks.councils import areas_with
from report.metrics.benchmarks.explore_education_statistics import take_in_table
from report.metrics.benchmarks.lait import read_store, take_in_rows
from report.metrics.benchmarks.published_figures import (
    AUTHORITY,
    COUNTRY,
    REGION,
    Benchmarks,
    Neighbours,
    PublishedFigure,
)
from report.metrics.benchmarks.store import BadBenchmarks
from report.metrics.benchmarks.taken_in import PublishedData, TakenIn, release_year
from report.metrics.model.measure import Measure

_STORE, _WORKBOOKS = ".parquet", (".xlsx", ".xlsm", ".xls", ".ods")
_NO_CODES = (
    "The neighbour model names councils by their old codes. Give it together with a table of Explore Education "
    "Statistics in which your council stands, and see that the authority in report.toml is your council."
)
_YEARS_KEPT = 3  # of each measure: a report is compared with the latest year not after it, and is rarely older


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The new benchmarks, and what an officer should know of them.

    ``told`` is what each file gave of each measure, with the figures that are kept, or why it was not taken; ``unused``
    are sentences on files of which nothing is used. ``england_only`` are the ids of the measures of which only
    England's old figures were kept.
    """

    benchmarks: Benchmarks
    told: tuple[TakenIn, ...]
    unused: tuple[str, ...]
    england_only: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def measures(self) -> tuple[str, ...]:
        """The ids of the measures taken in."""
        return tuple(sorted({one.measure for one in self.told if one.figures}))


def refresh(
    files: Mapping[Path, bool], measures: Mapping[str, Measure], authority: str, published: str, before: Benchmarks
) -> Refreshed:
    """Reads the downloaded files; their figures replace the old ones of the same measures, unless those are newer.

    ``files`` says of each whether it was named, and not only found in a folder. ``authority`` is the council's code, ""
    for England and the regions alone; ``published`` says when the files came out. Raises BadBenchmarks with everything
    that cannot be used.
    """
    data = _read(files, measures, published)
    authority = data.current(authority)
    neighbours = data.neighbours().get(authority)
    if data.neighbours_by_old_code and neighbours is None:
        raise BadBenchmarks([_NO_CODES])
    neighbours = neighbours or before.neighbours.get(authority)
    named = {authority, *(neighbours.codes if neighbours else ())} - {""}
    figures, told = data.newest(_years(before, authority))
    fresh = _kept(figures, authority, {area for one in named for area in areas_with(one)})
    old, england_only = _still_good(before, {figure.measure for figure in fresh}, named)
    kept = Benchmarks((*old, *fresh), {authority: neighbours} if neighbours else {})
    taken = tuple(_with_kept(one, fresh) for one in told)
    return Refreshed(kept, taken, tuple(data.unused), england_only, _notes(data, authority, neighbours))


def _read(files: Mapping[Path, bool], measures: Mapping[str, Measure], published: str) -> PublishedData:
    """Everything that the files hold. The LAIT store is read last, since its areas get their codes from the tables.

    Raises BadBenchmarks where a named file cannot be right, and where nothing of any file can be used; another file of
    a folder is told as not used.
    """
    data, problems = PublishedData(), list[str]()
    for path in sorted(files, key=lambda path: path.suffix.casefold() == _STORE):
        try:
            if path.suffix.casefold() in _WORKBOOKS:
                data.unused.append(f"{path.name}: this is a workbook. Save it as “CSV UTF-8” in Excel and give that.")
            elif path.suffix.casefold() == _STORE:
                take_in_rows(path.name, read_store(path), measures, published, data)
            else:
                take_in_table(path, measures, published, data)
        except BadBenchmarks as trouble:
            (problems if files[path] else data.unused).extend(trouble.problems)
    if problems or not (any(one.figures for one in data.taken) or data.neighbours_by_old_code):
        raise BadBenchmarks([*problems, *data.unused])
    return data


def _years(before: Benchmarks, authority: str) -> dict[str, int]:
    """The year of the newest release at hand of each measure that tells of the council, where one is named."""
    of_council = {figure.measure for figure in before.figures if authority in ("", figure.area)}
    years: dict[str, int] = {}
    for figure in before.figures:
        if figure.measure in of_council:
            years[figure.measure] = max(years.get(figure.measure, 0), release_year(figure.release))
    return years


def _with_kept(one: TakenIn, fresh: Iterable[PublishedFigure]) -> TakenIn:
    """What a file gave of a measure, with those of its figures that are kept."""
    if not one.figures:
        return one
    kept = tuple(f for f in fresh if f.measure == one.measure and f.release == one.release)
    return one._replace(figures=kept, why="" if kept else "it has no figure of England or of a council that is needed")


def _still_good(
    before: Benchmarks, replaced: set[str], named: set[str]
) -> tuple[list[PublishedFigure], tuple[str, ...]]:
    """The old figures of other measures, and the ids of measures of which only England's are kept.

    These lack a figure of the council or a neighbour, the areas ``named``: their mean would be of too few.
    """
    old = [figure for figure in before.figures if figure.measure not in replaced]
    areas = {name: {f.area for f in old if f.measure == name} for name in {f.measure for f in old}}
    by_council = {f.measure for f in old if f.area_type == AUTHORITY}
    england_only = {name for name in by_council if not named or not named <= areas[name]}
    kept = [figure for figure in old if figure.measure not in england_only or figure.area_type == COUNTRY]
    return kept, tuple(sorted(england_only))


def _kept(figures: Sequence[PublishedFigure], authority: str, named: set[str]) -> list[PublishedFigure]:
    """The last years of England, the regions (only the council's own where it is known), and the areas ``named``."""
    regions = {figure.region for figure in figures if figure.area == authority}
    here = [
        figure
        for figure in figures
        if figure.area_type == COUNTRY
        or (figure.area_type == REGION and (not regions or figure.area in regions))
        or (figure.area_type == AUTHORITY and figure.area in named)
    ]
    latest = {name: max(f.period.year for f in here if f.measure == name) for name in {f.measure for f in here}}
    return [figure for figure in here if figure.period.year > latest[figure.measure] - _YEARS_KEPT]


def _notes(data: PublishedData, authority: str, neighbours: Neighbours | None) -> tuple[str, ...]:
    if not authority:
        return (
            "report.toml names no authority, so England and its regions were kept and no other area. "
            "Add a line such as authority = “Dudley” and run again.",
        )
    figures = [figure for one in data.taken for figure in one.figures]
    if figures and not any(figure.area_type == AUTHORITY for figure in figures):
        return (
            "The files hold figures of no council, so what was taken in is compared with England alone. If the table "
            "is published by council, download it again, whole.",
        )
    if figures and not any(data.current(figure.area) == authority for figure in figures):
        return (f"No file has a figure of {authority}. See that the authority in report.toml is your council.",)
    if neighbours is None:
        return (
            "No file says who the statistical neighbours are. Give the neighbour model too, "
            "a CSV file with the columns old_la_code and SN_1 to SN_10.",
        )
    return ()
