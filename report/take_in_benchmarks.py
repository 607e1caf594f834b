"""Takes in published figures for a council: files as they were downloaded, into a folder beside its workbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from report.judge import known_measures, stop_where_needed
from report.metrics.benchmarks.published_figures import Benchmarks
from report.metrics.benchmarks.store import (
    FIGURES_FILE,
    FOLDER,
    NEIGHBOURS_FILE,
    BadBenchmarks,
    figures_csv,
    neighbours_csv,
    read_benchmarks,
)
from report.metrics.benchmarks.update import Refreshed, refresh
from report.output.atomic_write import check_writable, replace_all
from report.output.exit_codes import CannotBuild
from report.settings.report_file import read_settings


def take_in(files: Sequence[Path], folder: Path, published: str) -> list[str]:
    """Write the figures that the files hold into ``folder``/benchmarks, and say what was taken in.

    Figures of measures that no file holds stay as they were. ``published`` is when the files came out, in words.
    Raises CannotBuild where anything cannot be used; then nothing is written.
    """
    if not folder.is_dir():
        raise CannotBuild([f"{folder}: there is no such folder. Give that of the returns with --folder."])
    measures = known_measures(folder)
    settings, findings = read_settings(folder, measures)
    stop_where_needed(findings)
    try:
        made = refresh(files, {m.id: m for m in measures}, settings.authority, published, read_benchmarks(folder))
    except BadBenchmarks as trouble:
        raise CannotBuild([*trouble.problems, "Nothing was written."]) from None
    home = folder / FOLDER
    check_writable(home)
    _write(home, made.benchmarks)
    return _told(made, home, {m.id: m.short_name for m in measures})


def _write(home: Path, benchmarks: Benchmarks) -> None:
    contents = {
        home / NEIGHBOURS_FILE: neighbours_csv(benchmarks.neighbours),
        home / FIGURES_FILE: figures_csv(benchmarks.figures),
    }
    replace_all(contents)


def _told(made: Refreshed, home: Path, names: Mapping[str, str]) -> list[str]:
    kept = {figure.measure for figure in made.benchmarks.figures} - {*made.measures, *made.england_only}
    told = (
        ("Taken in", made.measures),
        ("As they were", kept),
        ("England alone, until its table is given", made.england_only),
    )
    lines = [f"{what}: {', '.join(sorted(names.get(m, m) for m in measures))}." for what, measures in told if measures]
    areas = len({figure.area for figure in made.benchmarks.figures})
    held = f"{len(made.benchmarks.figures):,} figures of {areas} area{'' if areas == 1 else 's'}"
    return [*lines, f"{home / FIGURES_FILE} holds {held}.", *made.notes]
