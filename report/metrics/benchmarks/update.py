"""Makes a council's benchmark files from what was downloaded: its own area, its neighbours, its region and England."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from report.metrics.benchmarks.explore_education_statistics import PublishedData, read_table
from report.metrics.benchmarks.lait import read_rows, read_store
from report.metrics.benchmarks.published_figures import AUTHORITY, COUNTRY, REGION, Benchmarks, Figure, Neighbours
from report.metrics.benchmarks.store import BadBenchmarks
from report.metrics.model.scorecard import Measure

_STORE, _WORKBOOKS = ".parquet", (".xlsx", ".xlsm", ".xls", ".ods")
_NO_CODES = (
    "The neighbour model names councils by their old codes. Give it together with a table of Explore Education "
    "Statistics in which your council stands, and see that the authority in report.toml is your council’s code."
)
YEARS_KEPT = 3  # of each measure: a report is compared with the latest that is not after it, and is rarely older


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The new benchmarks, and what an officer should know of them.

    ``measures`` are those taken in, ``poorer`` those of which only England's old figures could be kept.
    """

    benchmarks: Benchmarks
    measures: tuple[str, ...]
    poorer: tuple[str, ...]
    notes: tuple[str, ...]


def refresh(
    files: Sequence[Path], measures: Mapping[str, Measure], authority: str, published: str, before: Benchmarks
) -> Refreshed:
    """Read the files and put their figures in the place of the old ones of the same measures.

    ``authority`` is the council's code, "" for England and the regions alone. Raises BadBenchmarks with everything that
    cannot be used.
    """
    data = _read(files, measures, published)
    circle = data.neighbours().get(authority)
    if data.circles and circle is None:
        raise BadBenchmarks([_NO_CODES])
    circle = circle or (before.neighbours or {}).get(authority)
    fresh = _kept(list(data.figures.values()), authority, circle)
    replaced = {figure.measure for figure in fresh}
    old, poorer = _still_good(before, replaced, authority, circle)
    kept = Benchmarks((*old, *fresh), {authority: circle} if circle else {})
    return Refreshed(kept, tuple(sorted(replaced)), poorer, _notes(data, authority, circle))


def _read(files: Sequence[Path], measures: Mapping[str, Measure], published: str) -> PublishedData:
    """Everything that the files hold; the store last, since its codes come from the tables."""
    data, problems = PublishedData(), list[str]()
    for path in sorted(files, key=lambda path: path.suffix.casefold() == _STORE):
        try:
            if path.suffix.casefold() in _WORKBOOKS:
                problems.append(f"{path.name}: this is a workbook. Save it as “CSV UTF-8” in Excel and give that.")
            elif path.suffix.casefold() == _STORE:
                read_rows(path.name, read_store(path), measures, published, data)
            else:
                read_table(path, measures, published, data)
        except BadBenchmarks as trouble:
            problems += trouble.problems
    if problems:
        raise BadBenchmarks(problems)
    return data


def _still_good(
    before: Benchmarks, replaced: set[str], authority: str, circle: Neighbours | None
) -> tuple[list[Figure], tuple[str, ...]]:
    """The old figures of other measures, and the measures of which only England's are kept.

    These are the ones whose old figures lack a council that is a neighbour now: the mean would be of too few.
    """
    old = [figure for figure in before.figures if figure.measure not in replaced]
    named = {authority, *(circle.codes if circle else ())} - {""}
    held = {name: {f.area for f in old if f.measure == name} for name in {f.measure for f in old}}
    parted = {f.measure for f in old if f.area_type == AUTHORITY}
    poorer = {name for name in parted if not named or not named <= held[name]}
    kept = [figure for figure in old if figure.measure not in poorer or figure.area_type == COUNTRY]
    return kept, tuple(sorted(poorer))


def _kept(figures: Sequence[Figure], authority: str, circle: Neighbours | None) -> list[Figure]:
    """England and the regions (the council's own alone where it is known), the council and its neighbours, lately."""
    regions = {figure.region for figure in figures if figure.area == authority}
    named = {authority, *(circle.codes if circle else ())}
    here = [
        figure
        for figure in figures
        if figure.area_type == COUNTRY
        or (figure.area_type == REGION and (not regions or figure.area in regions))
        or (figure.area_type == AUTHORITY and figure.area in named)
    ]
    latest = {name: max(f.period.year for f in here if f.measure == name) for name in {f.measure for f in here}}
    return [figure for figure in here if figure.period.year > latest[figure.measure] - YEARS_KEPT]


def _notes(data: PublishedData, authority: str, circle: Neighbours | None) -> tuple[str, ...]:
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
    if data.figures and not any(figure.area == authority for figure in data.figures.values()):
        return (f"No file has a figure of {authority}. See that the authority in report.toml is your council’s code.",)
    if circle is None:
        return (
            "No file says who the statistical neighbours are. Give the neighbour model too, "
            "a CSV file with the columns old_la_code and SN_1 to SN_10.",
        )
    return ()
