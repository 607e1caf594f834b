"""Takes in published figures (benchmarks) for a council, from downloaded files into a folder beside its workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from report.judge import known_measures, stop_where_needed
from report.metrics.benchmarks import store
from report.metrics.benchmarks.councils import change_of, council_name, current_code
from report.metrics.benchmarks.published_figures import COUNTRY, REGION, Neighbours, PublishedFigure
from report.metrics.benchmarks.update import Refreshed, refresh
from report.metrics.model import formatting
from report.output.atomic_write import check_writable, replace_all
from report.output.exit_codes import CannotBuild
from report.output.terminal import so_many
from report.settings.report_file import read_settings

_FILES = (".csv", ".parquet")


def take_in(files: Sequence[Path], folder: Path, published: str) -> list[str]:
    """Write the figures of the files into ``folder``/benchmarks, and give the lines to print of them.

    A folder among the files stands for the tables in it. Figures of measures that no file has stay as they were.
    ``published`` is when the files came out, in words. Raises CannotBuild where anything cannot be right, and where
    nothing can be used; then nothing is written.
    """
    if not folder.is_dir():
        raise CannotBuild([f"We cannot find {folder}. Name the returns folder with --folder."])
    measures = known_measures(folder)
    settings, findings = read_settings(folder, measures)
    stop_where_needed(findings)
    known, before = {m.id: m for m in measures}, store.read_benchmarks
    try:
        made = refresh(_in_folders(files), known, settings.authority, published, before(folder))
    except store.BadBenchmarks as trouble:
        raise CannotBuild([*trouble.problems, "Nothing was written."]) from None
    figures = folder / store.FOLDER / store.FIGURES_FILE
    neighbours = figures.with_name(store.NEIGHBOURS_FILE)
    check_writable(figures.parent)
    replace_all(
        {
            neighbours: store.neighbours_csv(made.benchmarks.neighbours),
            figures: store.figures_csv(made.benchmarks.figures),
        }
    )
    names = {m.id: m.short_name for m in measures}
    return [
        *_of_files(made, current_code(settings.authority), names),
        *_of_all(made, figures, names, settings.authority),
    ]


def _in_folders(files: Sequence[Path]) -> dict[Path, bool]:
    """The files, and in place of each folder the tables in it; of each whether it was named itself."""
    found: dict[Path, bool] = {}
    for path in files:
        inside = sorted(p for p in path.iterdir() if p.suffix.casefold() in _FILES) if path.is_dir() else [path]
        if not inside:
            raise CannotBuild(
                [f"{path}: there is no CSV file in this folder. Unpack what was downloaded, and run again."]
            )
        found |= dict.fromkeys(inside, not path.is_dir())
    return found


def _of_files(made: Refreshed, authority: str, names: Mapping[str, str]) -> Iterator[str]:
    """A line for each table of each file, and under it one for each measure: what was taken, or why it was not."""
    circle = made.benchmarks.neighbours.get(authority, Neighbours((), ""))
    heading = ""
    for one in made.told:
        release = f", {one.release.release}" if one.release.release else ""
        if heading != (heading := f"{one.file}: {one.table}{release}"):
            yield f"{heading}."
        said = _areas(one.figures, authority, circle) if one.figures else f"not taken, since {one.why}"
        yield f"  {names[one.measure]}: {said}."
    yield from made.unused


def _areas(figures: Sequence[PublishedFigure], authority: str, circle: Neighbours) -> str:
    """Which areas figures are of, and which years."""
    years = sorted({figure.period.year for figure in figures})
    kinds = {figure.area: (figure.area_type, figure.name) for figure in figures}
    similar = sum(1 for code in circle.codes if code in kinds)
    regions = [name for kind, name in kinds.values() if kind == REGION]
    of = [
        *([kinds[authority][1]] if authority in kinds else []),
        *([f"{similar} of {so_many(len(circle.codes), 'similar council')}"] if similar else []),
        *(regions if len(regions) <= 1 else [so_many(len(regions), "region")]),
        *(name for kind, name in kinds.values() if kind == COUNTRY),
    ]
    when = f"{years[0]} to {years[-1]}" if len(years) > 1 else f"{years[0]}"
    hidden = sum(1 for f in figures if f.area == authority and f.symbol == "c")
    also = f"; yours is hidden in {so_many(hidden, 'year')}" if hidden else ""
    return f"{when}, {formatting.joined_with_and(of)}{also}"


def _of_all(made: Refreshed, file: Path, names: Mapping[str, str], authority: str) -> Iterator[str]:
    """What stays as it was, what the council is part of, how much there is now, and what is missing."""
    kept = {figure.measure for figure in made.benchmarks.figures} - {*made.measures, *made.england_only}
    groups = {"As they were": kept, "England alone, until its table is given": made.england_only}
    for what, ids in groups.items():
        if ids:
            yield f"{what}: {', '.join(sorted(names.get(m, m) for m in ids))}."
    for circle in made.benchmarks.neighbours.values():
        similar = ", ".join(made.benchmarks.area_name(code) for code in circle.codes)
        yield f"Similar councils ({circle.model}): {similar}."
    change = change_of(authority)
    if change is not None and not change.is_one_for_one:
        old, new = (formatting.joined_with_and(map(council_name, some)) for some in (change.before, change.after))
        yield f"{formatting.day(change.day)}: from {old} to {new}. Figures are joined only where areas are the same."
    areas = len({figure.area for figure in made.benchmarks.figures})
    yield f"{file} holds {len(made.benchmarks.figures):,} figures of {so_many(areas, 'area')}."
    yield from made.notes
