"""Explains a number on the terminal: what it means, who was counted step by step, by which rule, from which table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from inputs.period import Period
from inputs.read import read_returns
from inputs.suggestions import unknown_names
from report.metrics.counting.counted_rows import count_rows
from report.metrics.definitions.measure_library import BadMeasure, read_library, vocabulary, with_local
from report.metrics.model.measure import Measure
from report.output.exit_codes import CannotBuild
from report.settings.report_file import Settings, read_settings


def explain_number(measure_id: str, folder: Path, period: Period | None) -> list[str]:
    """The lines that explain one measure in one month, the last by default. Small numbers are not hidden in them.

    Raises CannotBuild for a measure that is not known, and where no figure of it was counted from records.
    """
    measures = _measures(folder)
    known = {one.id: one for one in measures}
    if measure_id not in known:
        raise CannotBuild(unknown_names([measure_id], known, "measure"))
    measure = known[measure_id]
    settings, _ = read_settings(folder, measures)
    lines = [
        f"{measure.name} ({measure.id})",
        f"  What it counts: {measure.definition}",
        f"  Out of: {measure.population}",
    ]
    lines += [*_of_records(measure, measures, folder, period, settings)]
    return lines


def _measures(folder: Path) -> tuple[Measure, ...]:
    try:
        return with_local(read_library(), folder)
    except BadMeasure as trouble:
        raise CannotBuild(trouble.problems) from None


def _of_records(
    measure: Measure, measures: tuple[Measure, ...], folder: Path, period: Period | None, settings: Settings
) -> Iterator[str]:
    intake = read_returns(folder, vocabulary(measures), settings.council, authority=settings.authority)
    if not intake.careers:
        what = "there are no records here, so it was not counted. The report’s ledger names the cells of each figure."
        raise CannotBuild([f"{folder}: {what}"])
    from report.metrics.counting.records.explain import explain, months_of  # noqa: PLC0415  (pandas, and few need it)

    given = False
    for careers in intake.careers:
        month = period or months_of(careers)[-1]
        for one in explain(careers, measure.id, month, settings.counting):
            given = True
            yield ""
            yield f"{month.name}{f', {one.group}' if one.group else ''}: {_number(measure, one.counted)}"
            yield f"  From: {one.source}: {one.place}"
            yield from (f"  {number:>8,}  {who}" for number, who in one.steps)
            yield f"  Counted: {_counted(measure, one.counted)}"
            if one.rule:
                yield f"  The rule: {one.rule}"
    if not given:
        what = f"“{measure.short_name}” was not counted from these records"
        raise CannotBuild([f"{folder}: {what}{f' for {period.name}' if period else ''}. “boardreport check” says why."])
    _, findings = count_rows(intake, measures, settings.counting, period)
    differ = (one for one in findings if one.kind == "records-differ" and f"“{measure.short_name}”" in one.what)
    yield from (f"\n{one}" for one in differ)


def _number(measure: Measure, counted: tuple[int, int | None]) -> str:
    count, of = counted
    if of is None:
        return f"{count:,}"
    if not of:
        return "nobody to count"
    return f"{100 * count / of:.1f}%" if measure.unit == "pct" else f"{count / of:.1f}"


def _counted(measure: Measure, counted: tuple[int, int | None]) -> str:
    count, of = counted
    if of is None:
        return f"{count:,} ({measure.counts})"
    return f"{count:,} of {of:,} ({measure.counts})" if measure.unit == "pct" else f"{count:,} in all, of {of:,}"
