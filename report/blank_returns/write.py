"""Writes a blank return for each service: the figures of its last returns, and the new month to fill in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from inputs.blank.blank_return import BlankReturn
from inputs.findings import Finding, Strength
from inputs.intake import Intake, Return
from inputs.period import Period
from inputs.read import read_returns
from report.blank_returns.chosen import chosen_measures
from report.blank_returns.specification import blank_returns, cut_off
from report.blank_returns.target_text import own_target_words
from report.judge import chosen_layout, known_measures, stop_where_needed
from report.metrics.counting.counted_rows import count_rows
from report.metrics.counting.observations import ReportedSeries, observe
from report.metrics.definitions.measure_library import vocabulary
from report.metrics.model.measure import Measure
from report.metrics.report_month import NothingToReport
from report.metrics.score import latest_period
from report.output.atomic_write import check_writable, replace_all
from report.output.exit_codes import CannotBuild
from report.output.folder_lock import one_build_at_a_time
from report.output.terminal import finding_lines, so_many
from report.settings.layout_file import Layout
from report.settings.report_file import read_settings
from report.settings.section_people import people_of, with_people

_IN_ONE = "All services"
_LONGEST_SOURCE = 290  # characters; with its label the line is read back whole: the reader takes 300
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')  # of files, on one system or another


@dataclass(frozen=True, slots=True)
class Templates:
    """The blank returns that were made.

    ``kept`` are files that were there with other contents, which may be a service's figures, and were not touched.
    ``unread`` are the findings that kept figures out. ``empty`` is True where no figure was known and they ask for
    all of the layout, ``shortened`` where the oldest figures were left out.
    """

    period: Period
    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    unread: tuple[Finding, ...]
    empty: bool
    shortened: bool


def write_templates(
    folder: Path,
    period: Period | None,
    output: Path,
    layout: str = "",
    chosen: Sequence[str] = (),
    in_one: bool = False,
) -> Templates:
    """Write a blank return for each service into ``output``, with the figures of the returns in ``folder``.

    ``period`` is the month to fill in, or None for the one after the latest given. A folder that is empty or missing
    gives blank returns of every measure of the layout. ``chosen`` are words that choose the measures, and ``in_one``
    puts all into one workbook. Raises CannotBuild where settings, measures or the layout must be mended, a word chooses
    no measure, or there is no figure to tell the month from.
    """
    check_writable(output)
    measures = known_measures(folder)
    settings, findings = read_settings(folder, measures)
    stop_where_needed(findings)
    plan = chosen_layout(layout or settings.layout, folder, measures)
    intake, _ = count_rows(read_returns(folder, vocabulary(measures)), measures, settings.counting)
    reported, unread = sound_figures(intake, measures)
    month = period or _next_month(intake, measures, settings.meeting_date)
    expected = chosen_measures(chosen, measures, plan) or _expected(plan, measures, every=not reported)
    by_id = {m.id: m for m in measures}
    targets = {
        name: own_target_words(by_id[name], target.at(month)) for name, target in settings.target_rules.targets.items()
    }
    asked = [m for m in measures if not chosen or {m.id, m.spread_of} & expected]
    who = _who_to_ask(with_people(plan, settings.sections)[0], asked, settings.contact, in_one=in_one)
    returns = blank_returns(reported, asked, expected, month, targets, who, _IN_ONE if in_one else "")
    contents = _contents(returns, intake, asked, output, in_one=in_one)
    kept = tuple(path for path, content in contents.items() if _is_another(path, content))
    new = {path: content for path, content in contents.items() if path not in kept}
    if new:
        with one_build_at_a_time(output):
            replace_all(new)
    return Templates(month, tuple(new), kept, unread, not reported and not chosen, cut_off(returns, reported))


def _contents(
    returns: Iterable[BlankReturn], intake: Intake, measures: Sequence[Measure], output: Path, *, in_one: bool
) -> dict[Path, bytes]:
    """The workbooks, by path, each with the notice of the returns and the sources that those of its service state."""
    from inputs.blank.write_xlsx import workbook_bytes  # noqa: PLC0415 - opens openpyxl's half that writes

    contents = {}
    for one in returns:
        source = _source(intake, {m.id for m in measures if in_one or m.owner == one.service})
        whole = replace(one, notice=intake.notice, source=source)
        contents[output / _file_name(one.service, one.month)] = workbook_bytes(whole)
    return contents


def _who_to_ask(plan: Layout, measures: Iterable[Measure], contact: str, *, in_one: bool) -> dict[str, str]:
    """Whom to ask about each measure: the people of its section; else in one workbook the service, or the contact."""
    people = people_of(plan)
    return {m.id: people.get(m.id) or (m.owner if in_one else contact) for m in measures}


def as_lines(made: Templates, output: Path) -> list[str]:
    """The lines to print of the blank returns."""
    month = made.period.name
    lines = []
    if made.written:
        lines.append(f"{so_many(len(made.written), 'blank return')} for {month} in {output}:")
        lines += [f"  {path.name}" for path in made.written]
    if made.kept:
        lines.append(
            f"These are in {output} already and may have been filled in, so they were left as they are. Move them, or "
            "choose another folder with --output, for new ones:"
        )
        lines += [f"  {path.name}" for path in made.kept]
    if made.empty:
        lines.append(
            "No figures are known yet, so these ask for every measure of the layout. Leave empty what is not reported."
        )
    if made.shortened:
        lines.append("The oldest figures were left out: keep the returns that hold them beside the new ones.")
    if made.unread:
        lines.append("These figures could not be used, so their cells are empty and can be filled in:")
        lines += [f"  {line}" for line in finding_lines(made.unread, Strength.MUST_FIX)]
    return lines


def sound_figures(
    intake: Intake, measures: Sequence[Measure]
) -> tuple[tuple[ReportedSeries, ...], tuple[Finding, ...]]:
    """The reported series, without any figure that must be mended first, and the findings on those.

    A figure that two returns give differently is left out: which of them is right is not for us to say.
    """
    kept = _without(intake, intake.findings)
    _, twice = observe(kept, measures)
    kept = _without(kept, twice)
    wrong = [f for f in (*intake.findings, *twice) if f.strength is Strength.MUST_FIX and f.kind != "no-returns"]
    return observe(kept, measures)[0], tuple(wrong)


def _without(intake: Intake, findings: Iterable[Finding]) -> Intake:
    """The intake without the points that rest on a cell, or lie on a sheet, with a finding that must be mended."""
    wrong = {(f.workbook, f.sheet, f.cell) for f in findings if f.strength is Strength.MUST_FIX}
    points = {
        (series.item, series.group, point.period)
        for one in intake.returns
        for series in one.series
        for point in series.points
        if any((one.workbook, one.sheet, cell) in wrong for cell in ("", *(reading.cell for reading in point.readings)))
    }
    return replace(intake, returns=tuple(_return_without(one, points) for one in intake.returns))


def _return_without(one: Return, points: Collection[tuple[str, str, Period]]) -> Return:
    series = (
        replace(s, points=tuple(p for p in s.points if (s.item, s.group, p.period) not in points)) for s in one.series
    )
    return replace(one, series=tuple(s for s in series if s.points))


def _expected(plan: Layout, measures: Sequence[Measure], *, every: bool) -> set[str]:
    """The ids of the layout's measures, unless ``every`` without the optional ones, and of those the council added."""
    panels = [panel for section in plan.sections for panel in section.panels if not panel.optional]
    named = {name for panel in panels for name in (panel.measure, panel.second) if name}
    return (set(plan.measures) if every else named) | {m.id for m in measures if m.local}


def _next_month(intake: Intake, measures: Sequence[Measure], meeting: date | None) -> Period:
    try:
        return latest_period(intake, measures, meeting).back(-1)
    except NothingToReport:
        ask = "Say which month the blank returns are for, such as --period 2024-01."
        raise CannotBuild([f"There are no figures yet to tell the next month from. {ask}"]) from None


def _source(intake: Intake, measures: Collection[str]) -> str:
    """The sources that the returns with these measures state, which published figures must acknowledge."""
    given = [r for r in intake.returns if r.source and any(s.item in measures for s in r.series)]
    return "; ".join(dict.fromkeys(r.source for r in given))[:_LONGEST_SOURCE]


def _file_name(service: str, period: Period) -> str:
    name = " ".join(_NOT_IN_NAMES.sub(" ", service).split())
    return f"{name} return {period.month_text}.xlsx"


def _is_another(path: Path, content: bytes) -> bool:
    """Whether the file is there with other contents. One that cannot be read is taken to have."""
    try:
        return path.read_bytes() != content
    except FileNotFoundError:
        return False
    except OSError:
        return True
