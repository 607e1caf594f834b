"""Returns in, a judged report out: read, scored, compared and proofread. Nothing is drawn, and no report is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inputs.files.folder import spreadsheets
from inputs.findings import Finding, Strength
from inputs.headings.answers import Answers
from inputs.intake import Intake
from inputs.period import Period
from inputs.read import read_returns
from inputs.reading_sheet.columns import uses
from inputs.reading_sheet.read import AnswersRead, about_answers, of_council, read_answers
from inputs.tables.series_beside import NO_TARGETS
from layouts.blocks import plain
from report.issuing.archive import read_issued
from report.issuing.revisions import measures_told
from report.metrics.benchmarks.own_level import check_own_level
from report.metrics.benchmarks.peers import with_comparisons
from report.metrics.benchmarks.published_figures import Benchmarks
from report.metrics.benchmarks.store import benchmarks_for
from report.metrics.checks.rebases import check_rebases
from report.metrics.checks.timeliness import never_given, not_supplied
from report.metrics.counting.counted_rows import as_counted, count_rows
from report.metrics.counting.usable_intake import without_broken_cells
from report.metrics.definitions.measure_library import (
    BadMeasure,
    read_library,
    vocabulary,
    with_local,
    with_names,
    with_own,
    with_owners,
)
from report.metrics.disclosure.protection import RowId
from report.metrics.model import formatting
from report.metrics.model.disclosure_rule import Audience
from report.metrics.model.last_report import NOTHING_PRINTED, EarlierFigures
from report.metrics.model.measure import Measure, MethodChange
from report.metrics.model.scorecard import Scorecard
from report.metrics.report_month import NothingToReport
from report.metrics.score import Choices, score
from report.metrics.statistics.control_limits import METHODS
from report.output.checked_copies import write_checked_copies
from report.output.exit_codes import CannotBuild, MustFix
from report.output.reading_sheet import write_reading_sheet
from report.output.terminal import finding_lines, so_many
from report.pages.committee_requests import check_requests
from report.pages.report_data import Report, as_at_by_return
from report.proofreading.font_marks import PrintableWords
from report.proofreading.kept_out import OwnWords, keep_out, with_notes_kept_out
from report.proofreading.proofread import proofread
from report.settings.chart_names import CHART_HELP
from report.settings.layout_file import SHEET, BadLayout, Layout, name_in_files, read_layout
from report.settings.preferred_words_file import preferred_words
from report.settings.report_file import FILE, Settings, for_audience, read_settings
from report.settings.returned_measures import asking_for_told, with_returned
from report.settings.section_people import who_to_ask, with_people
from report.wording import figures_in_words
from report.wording.officer_commentary import first_on_each_measure

Progress = Callable[[int, str], None]
"""Called with the number of a step, 1 to 4, and what it is doing."""


class NothingToShow(CannotBuild):
    """A layout of which nothing is left, since the returns hold none of what it shows."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A folder of returns once scored, whatever layout it is shown in. ``whole`` has every score.

    ``findings`` are those on the returns and the settings, in the order met; ``issued`` is what papers have printed;
    ``rows`` are hidden over all their months, since hiding single figures of them was not enough. ``told`` are the ids
    of the measures that earlier reports had.
    """

    folder: Path
    intake: Intake
    measures: tuple[Measure, ...]
    settings: Settings
    whole: Scorecard
    benchmarks: Benchmarks
    findings: tuple[Finding, ...]
    issued: EarlierFigures
    rows: frozenset[RowId] = frozenset()
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """A folder of returns once judged: the report to be composed in one layout, and what it is made from.

    ``about_reading`` are the lines to print about the reading sheet.
    """

    report: Report
    scored: Scored
    about_reading: tuple[str, ...] = ()

    @property
    def intake(self) -> Intake:
        """What was read."""
        return self.scored.intake

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures known."""
        return self.scored.measures

    def in_layout(self, name: str) -> Judged:
        """The same returns in another layout; no return is read or scored again. Raises CannotBuild as judging does."""
        plan, about = _printable_layout(name, self.scored.folder, self.scored.measures)
        return Judged(_laid_out(self.scored, plan, name, about), self.scored, self.about_reading)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in the order met."""
        return self.report.findings

    @property
    def exempt(self) -> bool:
        """Whether it is an exempt report, in which nothing is hidden."""
        return self.report.card.disclosure.is_exempt

    @property
    def month_line(self) -> str:
        """Which month the report is for, why, and how to choose another; "" where it was asked for."""
        card = self.report.card
        said = f"The report is for {formatting.month(card.period)}, {card.why}; --period chooses another."
        return said if card.why else ""


def judge_returns(
    folder: Path,
    period: Period | None,
    layout: str,
    progress: Progress,
    copies: Path | None = None,
    output: Path | None = None,
    audience: Audience | None = None,
    issued_in: Path | None = None,
    rows: frozenset[RowId] = frozenset(),
) -> Judged:
    """Read and score a folder of returns. Raises CannotBuild where the returns, settings or layout must be mended.

    ``audience`` is whom the report is for; None leaves that to report.toml. Where returns must be mended, checked
    copies go to the folder ``copies``, if given; to ``output``, if given, always the reading sheet. What the reports
    issued in the folder ``issued_in`` printed stays public. A public report hides all months of the ``rows``.
    """
    about_reading: list[str] = []
    try:
        return _judged(folder, period, layout, progress, output, audience, issued_in, rows, about_reading)
    except MustFix as stop:
        lines = write_checked_copies(folder, copies, stop.findings, stop.period) if copies else ()
        raise MustFix((*stop.lines, *about_reading, *lines), stop.findings, stop.period) from None
    except CannotBuild as stop:
        raise CannotBuild((*stop.lines, *about_reading)) from None


def _judged(
    folder: Path,
    period: Period | None,
    layout: str,
    progress: Progress,
    output: Path | None,
    audience: Audience | None,
    issued_in: Path | None,
    rows: frozenset[RowId],
    about_reading: list[str],
) -> Judged:
    measures, sheet = _with_answers(folder)
    settings, about_settings = _printable_settings(folder, measures, audience)
    plan_name = layout or settings.layout
    plan, about_plan = _printable_layout(plan_name, folder, measures)
    progress(1, f"Reading {so_many(len(spreadsheets(folder)), 'workbook')}")
    sheet = of_council(sheet, settings.council)
    answers = Answers(sheet.answers)
    named = vocabulary(with_names(measures, settings.names))
    intake = read_returns(folder, named, settings.council, answers, settings.authority)
    measures = with_owners(measures, intake.returns)
    if output is not None:
        about_reading += write_reading_sheet(folder, output, intake.lines, uses(named), sheet, settings.council)
    intake, about_rows = count_rows(without_broken_cells(intake), measures, settings.counting, period)
    measures = as_counted(measures, intake, settings.counting)
    so_far = (*about_settings, *about_answers(sheet, answers), *intake.findings, *about_rows)
    progress(2, f"Working out {so_many(len({s.item for r in intake.returns for s in r.series}), 'measure')}")
    issued = read_issued(issued_in, bool(intake.notice)).printed if issued_in else NOTHING_PRINTED
    choices = replace(_choices(settings, measures), issued=issued, sums=plan.small_council == "sums", rows=rows)
    whole, on_the_way = _scored(intake, measures, period, choices, folder, (*about_plan, *so_far))
    benchmarks, unlike = _published_beside(whole, folder, settings.authority)
    rebased = (replace(one, workbook=FILE) for one in check_rebases(settings.rebases, whole.scores))
    findings = (*_with_targets_instead(so_far, whole), *on_the_way, *unlike, *rebased)
    printed = issued.until(whole.period)
    told = issued.measures_of_last(whole.period)
    if issued_in and plan.also_returned:
        told |= measures_told(issued_in, whole.period, settings.council, settings.disclosure.is_exempt)
    scored = Scored(folder, intake, measures, settings, whole, benchmarks, findings, printed, rows, told)
    return Judged(_laid_out(scored, plan, plan_name, about_plan), scored, tuple(about_reading))


def _laid_out(scored: Scored, plan: Layout, plan_name: str, about_plan: Sequence[Finding]) -> Report:
    """The report in a layout, which the officer calls ``plan_name``, and of which ``about_plan`` was found.

    Raises CannotBuild for the young people's sheet in an exempt edition.
    """
    if scored.settings.disclosure.is_exempt and plan.in_names == name_in_files(SHEET):
        raise CannotBuild(["The young people’s sheet is public, and is never made exempt. Choose another layout."])
    settings, whole, intake, measures = scored.settings, scored.whole, scored.intake, scored.measures
    plan = asking_for_told(with_returned(plan, measures, whole.scores), scored.told)
    plan, about_people = with_people(plan, settings.sections)
    findings = (*about_plan, *about_people, *scored.findings)
    stop_where_needed(findings, whole.period)
    card = with_comparisons(_shown(whole, plan), scored.benchmarks, settings.authority, settings.similar_councils)
    words, about_words = _own_words(intake, card, plan, settings)
    hides = not settings.disclosure.is_exempt
    words, about_hidden = keep_out(words, _with_every_score(card, whole), plan_name, hides=hides)
    card = with_notes_kept_out(card, settings, words.settings)
    findings = (*findings, *about_words, *_proofread(words, plan_name, card, scored.folder), *about_hidden)
    stop_where_needed(findings, whole.period)
    report = Report(
        layout=words.layout,
        settings=replace(words.settings, target_rules=replace(settings.target_rules, stated=whole.tolerances)),
        card=card,
        findings=findings,
        notice=intake.notice,
        as_at=as_at_by_return(intake, measures),
        returns=len({r.workbook for r in intake.returns}),
        local=tuple(m.id for m in measures if m.local),
        asks=words.asks,
        authority_name=scored.benchmarks.area_name(settings.authority),
        stated_sources=tuple(sorted({r.source for r in intake.returns if r.source})),
        comments=words.comments,
    )
    return _with_what_is_owed(report, whole)


def _with_answers(folder: Path) -> tuple[tuple[Measure, ...], AnswersRead]:
    """The measures known, with those that the reading sheet describes, and what that sheet says."""
    measures = known_measures(folder)
    sheet = read_answers(folder, uses(vocabulary(measures)))
    return with_own(measures, sheet.own), sheet


def _with_what_is_owed(report: Report, whole: Scorecard) -> Report:
    """The report with the findings on measures that no return gives, and on the panel's requests."""
    expected, lacking = frozenset(report.owed), frozenset(report.lacking)
    owed = [measure for measure in whole.not_supplied if measure.id in expected]
    never = [measure for measure in whole.not_supplied if measure.id in lacking - expected]
    about = (*not_supplied(owed, who_to_ask(report.layout)), *never_given(never), *check_requests(report))
    return replace(report, findings=(*report.findings, *about))


def _printable_settings(
    folder: Path, measures: Sequence[Measure], audience: Audience | None
) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings of a folder as they can be printed, for an audience, and what was found in them."""
    settings, findings = read_settings(folder, measures)
    settings, lacking = for_audience(settings, audience)
    if any("exempt_paragraphs" in finding.what for finding in findings):
        lacking = ()  # they were given, and cannot be used
    words = PrintableWords()
    settings = words.settings(settings)
    return settings, (*findings, *lacking, *words.findings)


def _printable_layout(name: str, folder: Path, measures: Sequence[Measure]) -> tuple[Layout, tuple[Finding, ...]]:
    """A layout as it can be printed, and what was found in its words."""
    words = PrintableWords()
    plan = words.layout(chosen_layout(name, folder, measures), name)
    return plan, tuple(words.findings)


def _choices(settings: Settings, measures: Iterable[Measure]) -> Choices:
    """What the council chose of how its figures are judged."""
    changes = _method_changes(measures, settings.method_changes)
    rules, method = settings.target_rules, METHODS[settings.parity]
    return Choices(rules, changes, method, settings.meeting_date, settings.rebases, disclosure=settings.disclosure)


def _method_changes(measures: Iterable[Measure], own: Sequence[MethodChange]) -> tuple[MethodChange, ...]:
    """The council's changes of method and the library's; of two from the same month, the council tells its own."""
    told = {(change.measure_id, change.start) for change in own}
    general = (one for m in measures for one in m.changed if (m.id, one.start) not in told)
    return (*own, *general)


def _with_targets_instead(findings: Iterable[Finding], card: Scorecard) -> Iterator[Finding]:
    """The findings, those about targets that cannot be one saying which is used instead."""
    said: dict[tuple[str, str, str], str] = {}
    for scored in card.scores:
        goal = scored.target
        if goal and goal.instead_of:
            cell, text = goal.instead_of, plain(figures_in_words.target(goal, scored.measure))
            said[cell.workbook, cell.sheet, cell.cells[0]] = f" The {goal.basis} target of {text} is used instead."

    for one in findings:
        more = said.get((one.workbook, one.sheet, one.cell), "") if one.kind in NO_TARGETS else ""
        yield replace(one, what=f"{one.what}{more}")


def _own_words(
    intake: Intake, card: Scorecard, plan: Layout, settings: Settings
) -> tuple[OwnWords, tuple[Finding, ...]]:
    """The officer's comments, one a measure, and the committee's requests, in letters that can be printed."""
    comments, about_comments = first_on_each_measure(intake.comments, card)
    words = PrintableWords()
    comments, asks = words.comments(comments), words.asks(intake.asks)
    return OwnWords(comments, asks, plan, settings), (*about_comments, *words.findings)


def _proofread(words: OwnWords, plan_name: str, card: Scorecard, folder: Path) -> tuple[Finding, ...]:
    """What proofreading gives of the words that are printed: comments, the layout's commentary, the message."""
    preferred, about_words = preferred_words(folder)
    return (*about_words, *proofread(words.comments, words.layout, plan_name, card, preferred, words.settings))


def _with_every_score(card: Scorecard, whole: Scorecard) -> Scorecard:
    """The scores that a layout shows, with all others: other layouts of the same month show those."""
    every = {(score.measure.id, score.group): score for score in (*whole.scores, *card.scores)}
    return replace(card, scores=tuple(every.values()))


def _scored(
    intake: Intake,
    measures: tuple[Measure, ...],
    period: Period | None,
    choices: Choices,
    folder: Path,
    so_far: Sequence[Finding],
) -> tuple[Scorecard, tuple[Finding, ...]]:
    """The scorecard, and what was found in making it. Where nothing is left to score, ``so_far`` says why and stops."""
    try:
        whole, on_the_way = score(intake, measures, period, choices, formatting.printed)
    except NothingToReport as nothing:
        stop_where_needed(so_far)
        why = finding_lines(so_far, Strength.CHECK)
        what = "no figure was found in these workbooks. Put the services’ returns there and run again."
        what = "no figure of these workbooks can be used, as is said below. Fix that and run again." if why else what
        if nothing.after:
            meeting = formatting.day(nothing.after).replace(formatting.NBSP, " ")
            what = f"every figure is of a period that ends after the meeting on {meeting}. Correct meeting_date in "
            what += "report.toml, or choose a month with --period, and run again."
        raise CannotBuild([f"{folder}: {what}", *why]) from None
    if not whole.scores:
        stop_where_needed(so_far, whole.period)
    return whole, on_the_way


def _shown(card: Scorecard, plan: Layout) -> Scorecard:
    """The scores that the layout shows, with those of measures the council added. Raises CannotBuild for none."""
    wanted = plan.measures | set(plan.headlines)
    scores = tuple(s for s in card.scores if s.measure.id in wanted or s.measure.local)
    if not scores:
        raise NothingToShow(["The returns hold none of the measures that the layout shows. Choose another layout."])
    return replace(card, scores=scores)


def known_measures(folder: Path) -> tuple[Measure, ...]:
    """The library's measures and those of the folder's own file. Raises CannotBuild where that must be mended."""
    try:
        return with_local(read_library(), folder)
    except BadMeasure as trouble:
        raise CannotBuild(trouble.problems) from None
    except OSError:
        raise CannotBuild([f"{folder}: this folder cannot be opened. Ask its owner for access."]) from None


def _published_beside(card: Scorecard, folder: Path, authority: str) -> tuple[Benchmarks, tuple[Finding, ...]]:
    """The published figures, and the findings on them and on measures that are far from those of the council."""
    benchmarks, findings = benchmarks_for(folder, authority)
    return benchmarks, (*findings, *check_own_level(card, benchmarks, authority))


def chosen_layout(name: str, folder: Path, measures: Sequence[Measure]) -> Layout:
    """The layout of that name, shipped or the council's own. Raises CannotBuild where it must be mended."""
    try:
        return read_layout(name, folder, [m.id for m in measures], CHART_HELP)
    except BadLayout as trouble:
        raise CannotBuild(trouble.problems) from None


def stop_where_needed(findings: Sequence[Finding], period: Period | None = None) -> None:
    """Raise MustFix, with all findings so that each can be marked in its workbook, if any must be mended first."""
    lines = finding_lines(findings, Strength.MUST_FIX)
    if lines:
        raise MustFix(lines, findings, period)
