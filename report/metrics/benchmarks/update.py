"""Makes a council's benchmark file from downloads: its own figures, its neighbours', its region's and England's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from report.metrics.benchmarks.explore_education_statistics import PublishedData, take_in_table
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
from report.metrics.model.measure import Measure

_STORE, _WORKBOOKS = ".parquet", (".xlsx", ".xlsm", ".xls", ".ods")
_NO_CODES = (
    "The neighbour model names councils by their old codes. Give it together with a table of Explore Education "
    "Statistics in which your council stands, and see that the authority in report.toml is your council’s code."
)
_YEARS_KEPT = 3  # of each measure: a report is compared with the latest year not after it, and is rarely older


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The new benchmarks, and what an officer should know of them.

    ``measures`` are the ids of those taken in, ``england_only`` of those of which only England's old figures were kept.
    """

    benchmarks: Benchmarks
    measures: tuple[str, ...]
    england_only: tuple[str, ...]
    notes: tuple[str, ...]


def refresh(
    files: Sequence[Path], measures: Mapping[str, Measure], authority: str, published: str, before: Benchmarks
) -> Refreshed:
    """Reads the downloaded files; their figures replace the old ones of the same measures.

    ``authority`` is the council's code, "" for England and the regions alone; ``published`` says when the files came
    out. Raises BadBenchmarks with everything that cannot be used.
    """
    data = _read(files, measures, published)
    authority = data.current(authority)
    neighbours = data.neighbours().get(authority)
    if data.neighbours_by_old_code and neighbours is None:
        raise BadBenchmarks([_NO_CODES])
    neighbours = neighbours or before.neighbours.get(authority)
    named = {authority, *(neighbours.codes if neighbours else ())} - {""}
    fresh = _kept(data.joined(), authority, named)
    replaced = {figure.measure for figure in fresh}
    old, england_only = _still_good(before, replaced, named)
    kept = Benchmarks((*old, *fresh), {authority: neighbours} if neighbours else {})
    return Refreshed(kept, tuple(sorted(replaced)), england_only, _notes(data, authority, neighbours))


def _read(files: Sequence[Path], measures: Mapping[str, Measure], published: str) -> PublishedData:
    """Everything that the files hold. The LAIT store is read last, since its areas get their codes from the tables."""
    data, problems = PublishedData(), list[str]()
    for path in sorted(files, key=lambda path: path.suffix.casefold() == _STORE):
        try:
            if path.suffix.casefold() in _WORKBOOKS:
                problems.append(f"{path.name}: this is a workbook. Save it as “CSV UTF-8” in Excel and give that.")
            elif path.suffix.casefold() == _STORE:
                take_in_rows(path.name, read_store(path), measures, published, data)
            else:
                take_in_table(path, measures, published, data)
        except BadBenchmarks as trouble:
            problems += trouble.problems
    if problems:
        raise BadBenchmarks(problems)
    return data


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
            "Add a line such as authority = “E06000031” and run again.",
        )
    if data.figures and not any(figure.area_type == AUTHORITY for figure in data.figures.values()):
        return (
            "The files hold figures of no council, so what was taken in is compared with England alone. If the table "
            "is published by council, download it again, whole.",
        )
    if data.figures and not any(figure.area == authority for figure in data.joined()):
        return (f"No file has a figure of {authority}. See that the authority in report.toml is your council’s code.",)
    if neighbours is None:
        return (
            "No file says who the statistical neighbours are. Give the neighbour model too, "
            "a CSV file with the columns old_la_code and SN_1 to SN_10.",
        )
    return ()
