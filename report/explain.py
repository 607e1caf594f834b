"""Explains a number on the terminal: what it means, who was counted step by step, by which rule, from which table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from inputs.period import Period
from inputs.read import read_returns
from inputs.suggestions import unknown_names
from report.metrics.counting.counted_rows import count_rows
from report.metrics.counting.observations import ratio
from report.metrics.definitions.measure_library import BadMeasure, read_library, vocabulary, with_local
from report.metrics.model.formatting import unit_text
from report.metrics.model.measure import Measure, Unit
from report.output.exit_codes import CannotBuild
from report.settings.report_file import Settings, read_settings

if TYPE_CHECKING:
    from report.metrics.counting.records.cohort import Steps
    from report.metrics.counting.records.explain import Explained
    from report.metrics.counting.records.tallies import Counts


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
    return list(_of_records(measure, measures, folder, period, settings))


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
    from report.metrics.counting.records.rules import with_rules  # noqa: PLC0415  (as above)

    (measure,) = with_rules((measure,), {measure.id}, settings.counting)
    yield f"{measure.name} ({measure.id})"
    yield f"  What it counts: {measure.definition}"
    yield f"  Out of: {measure.population}"
    why_not: list[str] = []
    for careers in intake.careers:
        months = months_of(careers)
        if not months:
            why_not.append(f" The records of {careers.source} hold no whole month.")
            continue
        month = period or months[-1]
        given, why = explain(careers, measure.id, month, settings.counting)
        for one in given:
            yield ""
            yield f"{month.name}{f', {one.group}' if one.group else ''}: {_number(measure, one.counted)}"
            yield f"  From: {one.source}: {one.place}"
            yield from (f"  {number:>8,}  {who}" for number, who in _with_all(one, measure))
            yield f"  Counted: {_counted(measure, one.counted)}"
        if not given:
            why_not += [f" {one}." for one in why] or [" “boardreport check” says what the records lack."]
    if why_not:
        what = f"“{measure.short_name}” was not counted from these records{f' for {period.name}' if period else ''}."
        raise CannotBuild([f"{folder}: {what}{''.join(why_not)}"])
    _, findings = count_rows(intake, measures, settings.counting, period)
    differ = (one for one in findings if one.kind == "records-differ" and f"“{measure.short_name}”" in one.what)
    yield from (f"\n{one}" for one in differ)


def _with_all(one: Explained, measure: Measure) -> Steps:
    """The steps of an explanation, and of how many a share is, if that is not the number of the last step."""
    _, of = one.counted
    if measure.unit is not Unit.PCT or of is None or of == one.steps[-1][0]:
        return one.steps
    return (
        *one.steps,
        (int(of), f"in the total: {measure.population}"),
    )


def _number(measure: Measure, counted: Counts) -> str:
    count, of = counted
    if of is None:
        return f"{count:,}"
    if not of:
        return "nobody to count"
    return unit_text(ratio(measure, Decimal(count), Decimal(of)), measure.decimals, measure.unit)


def _counted(measure: Measure, counted: Counts) -> str:
    count, of = counted
    if of is None:
        return f"{count:,} ({measure.counts})"
    if measure.unit is Unit.RATE:
        return f"{count:,} {measure.counts} for {of:,} full-time {measure.out_of}"
    return f"{count:,} of {of:,} ({measure.counts})" if measure.unit is Unit.PCT else f"{count:,} in all, of {of:,}"
