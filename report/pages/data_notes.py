"""The pages at the back: how to read the report, what each measure counts, and what is known of the data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inputs.findings import Finding, Strength
from inputs.headings.vocabulary import fold, known_words
from layouts.blocks import Block, Column, Heading, Paragraph, Points, Row, Table
from report.metrics.counting.disclosure_control import FEWEST_FOR_SPREAD, SMALLEST_SHOWN
from report.metrics.judgement.change import FEWEST_TO_JUDGE as FEWEST_FOR_A_CHANGE
from report.metrics.judgement.target_status import StatusRule
from report.metrics.judgement.year_end_forecast import FEWEST_QUARTERS
from report.metrics.model import formatting
from report.metrics.model.last_report import Revision
from report.metrics.model.period import PeriodType
from report.metrics.model.scorecard import Measure, Polarity, Status
from report.metrics.statistics.control_limits import FEWEST_FOR_LIMITS, FEWEST_FOR_SIGNALS
from report.metrics.statistics.slope import FEWEST_FOR_SLOPE
from report.pages import tables
from report.pages.report_data import Report
from report.wording import benchmark_comparison, status_labels, uncertainty

# Words of a source that was published; any other is free text in which somebody may be named.
_PUBLISHED = re.compile(
    r"\b(?:DfE|Department for Education|ONS|Office for National Statistics|Ofsted|NHS|Nomis|LAIT|Local Authority "
    r"Interactive Tool|OGL|Open Government Licence|Crown copyright|gov\.uk|national statistics|census)\b",
    re.IGNORECASE,
)
_MADE_BY = re.compile(
    r"[\s,;.(–-]*\b(?:prepared|extracted|produced|compiled|provided|supplied|collated|completed|updated|run|analysed"
    r"|analysis) by\b",
    re.IGNORECASE,
)

_KINDS = (
    ("On a day: counted on that day.", {PeriodType.SNAPSHOT}),
    (
        "During a month or quarter: what happened in it, and only in it.",
        {PeriodType.IN_MONTH, PeriodType.IN_QUARTER, PeriodType.YEAR_TO_DATE},
    ),
    (
        "Year to date: from 1\N{NO-BREAK SPACE}April to the end of the period, starting again each April.",
        {PeriodType.YEAR_TO_DATE},
    ),
    (
        "In the 12\N{NO-BREAK SPACE}months to a month: looking back over a whole year. Where such a figure is given "
        "every month, it shares eleven months with the one before.",
        {PeriodType.ROLLING_12_MONTHS},
    ),
    ("In the year: from April to March.", {PeriodType.FINANCIAL_YEAR}),
)


WHAT_STANDS_OUT = "What stands out"
_SAID_TOO = {"counted-before-month-end", "month-not-whole"}  # notes that the reader of a date must know
_LISTED_APART = {"not-supplied", "restated"}  # each has a table of its own
# For the officer, not for the panel.
_NOT_OF_RETURNS = {"record-not-read", "record-missing", "seals-not-whole", "may-name-a-child"}
_MARK = "r means revised: the last report said otherwise. The data notes say what, and why."
_MOST_REVISIONS = 6  # of one measure that are listed one by one


def how_to_read(report: Report) -> list[Block]:
    """What the words, shapes and marks mean, and the rules behind them."""
    used = {score.latest.period_type for score in report.card.scores}
    kinds = [meaning for meaning, types in _KINDS if used & types]
    marks = (
        "– means that there is no figure: the service did not supply it.",
        "“None” in place of a figure means that there were no cases to count.",
        f"“c” means hidden: the figure rests on 1 to {SMALLEST_SHOWN - 1} children, and could point at a child. "
        "Where one hidden figure could be worked out from the others, a second is hidden too."
        f"{_shown_although(report)}",
        "0 means none: it was counted, and there were none.",
        *([_MARK] if report.memory.revisions else []),
    )
    rounding = (
        "Percentages are worked out from the counts beside them and rounded once, when printed, so they may not add up "
        "to 100%. Quarters and years to date add up the counts of their months; percentages are never averaged."
    )
    return [
        Heading(2, tables.text("How to read this report")),
        Paragraph(tables.text(_rule_in_force(report))),
        _statuses(report),
        Heading(3, tables.text("Periods")),
        Points(tuple(tables.text(kind) for kind in kinds)),
        Heading(3, tables.text("Direction of travel")),
        Points(tuple(tables.text(rule) for rule in _direction_rules(report))),
        *(_apart(report) if "signals" not in report.layout.parts else ()),
        Heading(3, tables.text("How sure a figure is, and how the year may end")),
        Points(tuple(tables.text(rule) for rule in _sure_rules())),
        Heading(3, tables.text("Marks in tables")),
        Points(tuple(tables.text(mark) for mark in marks)),
        Heading(3, tables.text("Rounding")),
        Paragraph(tables.text(rounding)),
    ]


def _statuses(report: Report) -> Table:
    scores = report.card.scores
    judged = [score.measure for score in scores if score.target and score.measure.polarity is not Polarity.CONTEXT]
    return status_labels.table(report.settings.judging, any(s.status is Status.NOT_JUDGED for s in scores), judged)


def _shown_although(report: Report) -> str:
    """That some small counts are printed: those of what a service did, which tell of it and not of a child."""
    small = any(score.measure.small_counts != "hide" and score.latest.has_number for score in report.card.scores)
    return " Counts of what a service did on time are shown." if small else ""


_RULES = {
    StatusRule.TOLERANCE: "How each figure is judged: by its target, and by how near to it still counts as close.",
    StatusRule.FLOOR: "How each figure is judged: by its target, and by its floor standard, the least accepted.",
    StatusRule.INTERVAL: "How each figure is judged: as off its target only where chance would seldom do that. "
    "What is said of whole runs counts each figure as it stands.",
}


def _rule_in_force(report: Report) -> str:
    """How the council judges, and who set its targets."""
    who = "A target is named statutory (set in law), national or local (the council’s own)."
    profile = any(score.target and score.target.by_quarter for score in report.card.scores)
    quarters = (
        " Where it differs by quarter, each figure is judged by the target of its own quarter." if profile else ""
    )
    held = any(score.measure.threshold for score in report.card.scores)
    threshold = " A threshold is there to compare with: no figure is judged by it." if held else ""
    return f"{_RULES[report.settings.judging.rule]} {who}{threshold}{quarters}"


def _direction_rules(report: Report) -> tuple[str, ...]:
    """How a direction of travel is told: by the first rule that can be applied, and never from two points."""
    apart = f" (see “{WHAT_STANDS_OUT}”)" if _has_signals(report) else " (a control chart, XmR)"
    return (
        f"Better, worse, higher or lower since a month: {FEWEST_FOR_SIGNALS} figures in a row or more, of which the "
        f"latest stand out from the usual ups and downs{apart}.",
        f"Improving, getting worse, rising or falling: {FEWEST_FOR_SLOPE} to {FEWEST_FOR_SIGNALS - 1} in a row, and "
        "the line through them slopes by more than chance would often make (its 95% interval leaves out a level line).",
        "Better or worse than a year before: the difference is more than chance would often make (its 95% interval, by "
        "Newcombe’s method, leaves out zero). Figures for 12 months are judged so, and where there are fewer than "
        f"{FEWEST_FOR_SLOPE} in a row. An average of days has no interval: the year before only stands beside it.",
        "No clear change: none of these. That one figure differs from another is never called a change by itself, "
        f"and a share or an average of fewer than {FEWEST_FOR_A_CHANGE} is given no direction.",
        "For a year to date the single months are looked at. Numbers of children are only higher or lower, rising or "
        "falling: neither good nor bad.",
    )


def _has_signals(report: Report) -> bool:
    return "signals" in report.layout.parts


def _sure_rules() -> tuple[str, ...]:
    """How sure a figure of few children is."""
    return (
        "Likely range: how far chance alone could move a percentage of so many children (Wilson’s 95% interval). "
        "These are all our children, not a sample.",
        f"Of fewer than {uncertainty.FEWEST_FOR_POINTS}, the report says how many points one is worth. Of fewer than "
        f"{formatting.FEWEST_FOR_A_PERCENTAGE} it uses words: “9 of 11 children”.",
        "An average stands with its median, the one in the middle, and its range, where it is of "
        f"{FEWEST_FOR_SPREAD} or more and the return gives them.",
        "Outlook: not a forecast. For a year to date it is a sum: what the rest of the year must bring, if as many are "
        "due as in the same months last year. For a figure of one day it is the furthest that the figure has moved "
        f"over as many quarters; it takes {FEWEST_QUARTERS} quarters, and is only shown where four in five such "
        "ranges held.",
    )


def _apart(report: Report) -> list[Block]:
    """How signals are told, where a chart shows them and no page of their own says it."""
    drawn = any("control" in panel.charts for section in report.sections for panel in section.panels)
    return [Heading(3, tables.text(WHAT_STANDS_OUT)), *how_signals_are_told(report)] if drawn else []


_AS_NHSR = (
    " As the council chose, limits are those of NHSRplotthedots: the largest moves from one figure to the next, 3.267 "
    "times the average one or more, are left out of them, a figure outside a limit is none of the two close to it, and "
    "a target at a limit may be met or missed."
)


def how_signals_are_told(report: Report) -> list[Block]:
    """The rules by which a figure is more than its usual ups and downs, and from how many figures on."""
    rules = (
        "Chance alone keeps nearly all figures between two limits, worked out from their own ups and downs (the XmR "
        "method of the NHS’s Making Data Count). A figure stands out where it is outside a limit, or one of seven in a "
        "row that rise or fall, or one of two in three close to the same limit, or one of seven in a row on one side "
        "of the average. Then something has probably changed; this does not say what. Month-end figures of mostly the "
        "same children change slowly, and may stand out by chance too."
    )
    limits = (
        f"Limits take {formatting.spell(FEWEST_FOR_LIMITS)} figures in a row, and {FEWEST_FOR_SIGNALS} before "
        "anything is judged by them; a gap or a new way of counting starts afresh. A limit above 100% or below 0 is "
        f"not drawn.{_AS_NHSR if report.settings.parity else ''}"
    )
    return [Paragraph(tables.text(rules)), Paragraph(tables.text(limits))]


def definitions(report: Report) -> list[Block]:
    """For each measure: its name in law or national guidance, the source of the definition, and who is responsible."""
    measures = list(dict.fromkeys(score.measure.id for score in report.card.scores))
    entries = [report.card.of(measure_id)[0].measure for measure_id in measures]
    rows = tuple(
        Row(
            (
                tables.text(m.ref),
                tables.text(m.statutory_name or m.name),
                tables.text(_sources_of(m)),
                tables.text(m.owner),
            )
        )
        for m in sorted(entries, key=lambda m: [int(part) if part.isdigit() else 0 for part in m.ref.split(".")])
    )
    return [
        Heading(2, tables.text("Definitions")),
        Paragraph(
            tables.text("What each measure counts is said beneath its chart. Its source, and who answers for it:")
        ),
        Table(
            caption=tables.text("The source of each measure’s definition"),
            columns=(
                Column(tables.text("Ref"), 0.07),
                Column(tables.text("Name in law or national guidance"), 0.33),
                Column(tables.text("Source of the definition"), 0.36),
                Column(tables.text("Responsible"), 0.24),
            ),
            rows=rows,
            show_caption=False,
        ),
    ]


def _sources_of(measure: Measure) -> str:
    """Where the definition comes from and, where the nation set a threshold, where that does."""
    held = measure.threshold
    return f"{measure.source}; {held.name.lower()}: {held.source}" if held else measure.source


def data_notes(report: Report) -> list[Block]:
    """What was found in the returns, what is counted in a new way, what was not supplied, and the sources."""
    blocks: list[Block] = [Heading(2, tables.text("Data notes"))]
    if report.notice:
        beside = (
            f" It is set beside other areas as if it were {report.authority_name}." if report.authority_name else ""
        )
        said = f"{report.notice}. The council’s figures are made up; those of other areas are published ones.{beside}"
        blocks.append(Paragraph(tables.text(said)))
    blocks += _findings(report.findings)
    blocks += revised(report)
    changes = [change for score in report.card.scores for change in (*score.earlier_changes, score.method_change)]
    notes = dict.fromkeys(change.note for change in changes if change)  # a measure of groups has its own once
    if notes:
        blocks.append(Heading(3, tables.text("Counted in a new way")))
        blocks.append(Points(tuple(map(tables.text, notes))))
    if report.owed and "at_a_glance" not in report.layout.parts:
        blocks += not_supplied(report)
    return [*blocks, *_returns(report)]


def revised(report: Report) -> list[Block]:
    """Every figure that is not what the last report said: how it was, how it is, and why."""
    by_group: dict[tuple[str, str], list[Revision]] = {}
    for revision in report.memory.revisions:
        by_group.setdefault((revision.now.measure.id, revision.now.group), []).append(revision)
    if not by_group:
        return []
    rows = [row for revisions in by_group.values() for row in _revised_rows(revisions)]
    said = "These figures are not what the last report said. In the tables of this report they are marked with an r."
    return [
        Heading(3, tables.text("Figures revised since the last report")),
        Paragraph(tables.text(said)),
        tables.revised(rows),
    ]


def _revised_rows(revisions: Sequence[Revision]) -> list[Row]:
    """The latest of one measure's revisions, latest first, and how many more there are."""
    latest = [tables.revised_row(one) for one in reversed(revisions[-_MOST_REVISIONS:])]
    left = len(revisions) - len(latest)
    now = revisions[0].now
    more = Row((tables.text(now.measure.ref), tables.text(f"and {left} earlier figure{'s' if left > 1 else ''}")))
    return [*latest, more] if left else latest


def not_supplied(report: Report) -> list[Block]:
    """What the report should hold and no return gave, and by whom it is owed."""
    return [
        Heading(3, tables.text("Not supplied for this report")),
        Paragraph(tables.text("No return gave these measures for this period, so the report says nothing about them.")),
        tables.owed(report.card, report.owed),
    ]


def _findings(findings: tuple[Finding, ...]) -> list[Block]:
    elsewhere = _LISTED_APART | _NOT_OF_RETURNS
    checks = [
        one
        for one in findings
        if (one.strength is Strength.CHECK or one.kind in _SAID_TOO) and one.kind not in elsewhere
    ]
    heading = Heading(3, tables.text("Found in the returns"))
    if not checks:
        return [heading, Paragraph(tables.text("Every figure that can be checked against another agrees with it."))]
    return [heading, Points(tuple(tables.text(_said(finding)) for finding in checks))]


def _said(finding: Finding) -> str:
    """A finding without the name of its workbook or of a sheet not called as returns are: both could name a person."""
    # A range of rows would tell how many rows a list of children has.
    cell = "" if ":" in finding.cell else finding.cell
    sheet = finding.sheet if fold(finding.sheet) in known_words().kind_by_sheet else ""
    place = ", ".join(part for part in (sheet, cell) if part)
    what = finding.what[:1].upper() + finding.what[1:]
    return f"{what} ({place})" if place else what


def _returns(report: Report) -> list[Block]:
    rows = tuple(Row((tables.text(owner), tables.text(_date_of(as_at)))) for owner, as_at in report.as_at)
    returns = "one return" if report.returns == 1 else f"{formatting.spell(report.returns)} returns"
    said = f"The figures come from {returns}. A ledger beside this report says, for every "
    return [
        Heading(3, tables.text("Where the figures come from")),
        Paragraph(tables.text(said + "number printed in it, which workbook, sheet and cells it rests on.")),
        Table(
            caption=tables.text("The returns and their dates"),
            columns=(
                Column(tables.text("Return with the measures of"), 0.55),
                Column(tables.text("Correct as at"), 0.45),
            ),
            rows=rows,
            show_caption=False,
        ),
        *_stated_sources(report),
        *_comparisons(report),
    ]


def _stated_sources(report: Report) -> list[Block]:
    """The publications that the returns name as their sources: published figures must be acknowledged."""
    known = (_MADE_BY.split(source)[0] for source in report.stated_sources)
    sources = dict.fromkeys(source for source in known if _PUBLISHED.search(source))
    if not sources:
        return []
    said = Paragraph(tables.text("The returns say that these are their sources:"))
    return [said, Points(tuple(tables.text(source) for source in sources))]


def _comparisons(report: Report) -> list[Block]:
    """How other areas' figures are used, and where each was published."""
    scores = report.card.scores
    method = benchmark_comparison.method(scores, report.authority_name)
    if not method:
        return []
    lines = (
        *map(benchmark_comparison.source_line, benchmark_comparison.sources(scores)),
        *benchmark_comparison.remarks(scores),
    )
    return [
        Heading(3, tables.text("Comparison with other areas")),
        Paragraph(tables.text(method)),
        Points(tuple(map(tables.text, lines))),
    ]


def _date_of(as_at: str) -> str:
    """The date of a return's "data correct as at" line, without the words that the heading already says."""
    return as_at.rpartition("as at")[2].strip(" :") or "not stated"
