"""Makes a council's benchmark files from what was downloaded: its own area, its neighbours, its region and England."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from report.metrics.benchmarks.figures import AUTHORITY, COUNTRY, REGION, Benchmarks, Figure, Neighbours
from report.metrics.benchmarks.lait import read_rows, read_store
from report.metrics.benchmarks.releases import Found, read_table
from report.metrics.benchmarks.store import BadBenchmarks
from report.metrics.model import Measure

YEARS_KEPT = 3  # of each measure: a report is compared with the latest that is not after it, and is rarely older


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The new benchmarks, with what was kept of the old ones, and what an officer should know of them."""

    benchmarks: Benchmarks
    measures: tuple[str, ...]
    notes: tuple[str, ...]


def refresh(
    files: Sequence[Path], measures: Mapping[str, Measure], authority: str, published: str, before: Benchmarks
) -> Refreshed:
    """Read the files and put their figures in the place of the old ones of the same measures.

    ``authority`` is the council's code, "" for England and the regions alone. Raises BadBenchmarks with everything that
    cannot be used.
    """
    found, problems = Found(), list[str]()
    stores = [path for path in files if path.suffix.casefold() == ".parquet"]
    for path in (*(path for path in files if path not in stores), *stores):  # a store's codes come from the tables
        try:
            if path in stores:
                read_rows(path.name, read_store(path), measures, published, found)
            else:
                read_table(path, measures, published, found)
        except BadBenchmarks as trouble:
            problems += trouble.problems
    if problems:
        raise BadBenchmarks(problems)
    neighbours = {**(before.neighbours or {}), **found.neighbours()}
    circle = neighbours.get(authority)
    fresh = _kept(list(found.figures.values()), authority, circle)
    replaced = {figure.measure for figure in fresh}
    figures = (*(figure for figure in before.figures if figure.measure not in replaced), *fresh)
    kept = Benchmarks(figures, {authority: circle} if circle else {})
    return Refreshed(kept, tuple(sorted(replaced)), _notes(found, authority, circle))


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


def _notes(found: Found, authority: str, circle: Neighbours | None) -> tuple[str, ...]:
    if not authority:
        return (
            "report.toml names no authority, so England and its regions were kept and no other area. "
            "Add a line such as authority = “E06000031” and run again.",
        )
    if found.figures and not any(figure.area == authority for figure in found.figures.values()):
        return (f"No file has a figure of {authority}. See that the authority in report.toml is your council’s code.",)
    if circle is None:
        return (
            "No file says who the statistical neighbours are. Give the neighbour model too, "
            "a CSV file with the columns old_la_code and SN_1 to SN_10.",
        )
    return ()
