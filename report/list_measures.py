"""The list of measures for the command line: by subject, what each counts, where it is published, who gives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from report.metrics.benchmarks.published_tables import published_measures
from report.metrics.definitions.subjects import subject_of
from report.metrics.model.measure import Measure

_INDENT = " " * 6


def list_measures(words: Sequence[str], folder: Path | None = None) -> list[str]:
    """A few lines for each measure that has all these words in its names, its definition or its subject.

    With a folder of returns its own measures are listed too, and each measure says which workbooks give it. Raises
    CannotBuild where the folder cannot be used.
    """
    from report.metrics.definitions.measure_library import read_library  # noqa: PLC0415 - the search needs no reader

    measures, books = _read(folder) if folder is not None else (read_library(), {})
    asked = [word.casefold() for word in " ".join(words).split()]
    named = [m for m in measures if not m.spread_of]  # a median or range is printed with its average alone
    found = [m for m in named if all(word in _text(m) for word in asked)]
    if not found:
        return [f"No measure has “{' '.join(words)}” in its names. “boardreport measures” lists all of them."]
    lines: list[str] = []
    subject = ""
    for m in found:
        if subject_of(m) != subject:
            subject = subject_of(m)
            lines += [*([""] if lines else []), subject]
        lines += _said(m, None if folder is None else books.get(m.id, ()))
    return lines


def _text(m: Measure) -> str:
    """All that is searched of a measure."""
    texts = (m.id, m.ref, m.name, m.short_name, m.statutory_name, m.definition, subject_of(m), m.owner, *m.names)
    return " ".join(texts).casefold()


def _said(m: Measure, books: Iterable[str] | None) -> Iterator[str]:
    yield f"{m.ref:<5} {m.id:<36} {m.name} (from the {m.owner})"
    yield f"{_INDENT}{m.definition}"
    yield f"{_INDENT}Source: {m.source}. {_published(m)}".rstrip()
    if books is not None:
        yield f"{_INDENT}Given by: {', '.join(books) or 'none of your workbooks'}."


def _published(m: Measure) -> str:
    """Where the figures of other areas are."""
    if m.id in published_measures():
        return "The report can compare it with other areas: “boardreport guide comparison”."
    return "No figures of other areas are published." if m.national == "none" else m.national


def _read(folder: Path) -> tuple[Sequence[Measure], Mapping[str, Sequence[str]]]:
    """The measures of a folder, and the workbooks that give each."""
    from inputs.read import read_returns  # noqa: PLC0415 - reads workbooks: too large for a plain list
    from report.judge import known_measures  # noqa: PLC0415
    from report.metrics.counting.counted_rows import count_rows  # noqa: PLC0415
    from report.metrics.definitions.measure_library import vocabulary  # noqa: PLC0415

    measures = known_measures(folder)
    books: dict[str, dict[str, None]] = {}
    intake, _ = count_rows(read_returns(folder, vocabulary(measures)), measures)
    for one in intake.returns:
        for series in one.series:
            books.setdefault(series.item, {})[one.workbook] = None
    return measures, {item: tuple(its) for item, its in books.items()}
