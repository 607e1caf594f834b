"""Takes in published figures (benchmarks) for a council, from downloaded files into a folder beside its workbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from report.judge import known_measures, stop_where_needed
from report.metrics.benchmarks import store
from report.metrics.benchmarks.update import Refreshed, refresh
from report.output.atomic_write import check_writable, replace_all
from report.output.exit_codes import CannotBuild
from report.output.terminal import so_many
from report.settings.report_file import read_settings


def take_in(files: Sequence[Path], folder: Path, published: str) -> list[str]:
    """Write the figures of the files into ``folder``/benchmarks, and give the lines to print of them.

    Figures of measures that no file has stay as they were. ``published`` is when the files came out, in words.
    Raises CannotBuild where anything cannot be used; then nothing is written.
    """
    if not folder.is_dir():
        raise CannotBuild([f"We cannot find {folder}. Name the returns folder with --folder."])
    measures = known_measures(folder)
    settings, findings = read_settings(folder, measures)
    stop_where_needed(findings)
    try:
        made = refresh(files, {m.id: m for m in measures}, settings.authority, published, store.read_benchmarks(folder))
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
    return _lines(made, figures, {m.id: m.short_name for m in measures})


def _lines(made: Refreshed, file: Path, names: Mapping[str, str]) -> list[str]:
    kept = {figure.measure for figure in made.benchmarks.figures} - {*made.measures, *made.england_only}
    groups = {
        "Taken in": made.measures,
        "As they were": kept,
        "England alone, until its table is given": made.england_only,
    }
    lines = [f"{what}: {', '.join(sorted(names.get(m, m) for m in ids))}." for what, ids in groups.items() if ids]
    areas = len({figure.area for figure in made.benchmarks.figures})
    size = f"{len(made.benchmarks.figures):,} figures of {so_many(areas, 'area')}"
    return [*lines, f"{file} holds {size}.", *made.notes]
