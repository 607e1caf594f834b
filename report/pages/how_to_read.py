"""The part "How to read this report": the rules by which its figures are judged, in a reader's words."""

from __future__ import annotations

from layouts.blocks import Block, Heading, ItemList, Paragraph, Table
from report.metrics.counting.disclosure_control import FEWEST_FOR_SPREAD, SMALLEST_SHOWN
from report.metrics.judgement.change import FEWEST_TO_JUDGE as FEWEST_FOR_A_CHANGE
from report.metrics.judgement.control_chart import FEWEST_EXCEPTIONS
from report.metrics.judgement.target_status import StatusRule
from report.metrics.judgement.year_end_forecast import FEWEST_QUARTERS
from report.metrics.model import formatting
from report.metrics.model.measure import Polarity
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Status
from report.metrics.statistics.control_limits import FEWEST_FOR_LIMITS, FEWEST_FOR_SIGNALS
from report.pages.report_data import Report
from report.wording import status_labels, uncertainty
from report.wording.figures_in_words import text
from report.wording.templates import templates

_KINDS = (
    ("On a day: counted on that day.", {PeriodType.SNAPSHOT}),
    (
        "During a month or quarter: what happened in it, and only in it.",
        {PeriodType.IN_MONTH, PeriodType.IN_QUARTER, PeriodType.YEAR_TO_DATE},
    ),
    (
        "During or at the end of a term: each is a third of the academic year. Autumn is September to December, spring "
        "January to April and summer May to August.",
        {PeriodType.IN_TERM},
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
_MARK = "r means revised: the last report said otherwise. The data notes say what, and why."

WHAT_STANDS_OUT = "What stands out"


def how_to_read(report: Report) -> list[Block]:
    """What the words, shapes and marks mean, and the rules behind them."""
    used = {score.latest.period_type for score in report.card.scores}
    if any(score.latest.period.is_term for score in report.card.scores):
        used.add(PeriodType.IN_TERM)
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
        Heading(2, text("How to read this report")),
        Paragraph(text(rule_in_force(report))),
        _status_table(report),
        Heading(3, text("Periods")),
        ItemList(tuple(map(text, kinds))),
        Heading(3, text("Direction of travel")),
        ItemList(tuple(map(text, _direction_rules(report)))),
        *_signal_rules(report),
        Heading(3, text("How sure a figure is, and how the year may end")),
        ItemList(tuple(map(text, _certainty_rules()))),
        Heading(3, text("Marks in tables")),
        ItemList(tuple(map(text, marks))),
        Heading(3, text("Rounding")),
        Paragraph(text(rounding)),
    ]


def _status_table(report: Report) -> Table:
    scores = report.card.scores
    judged = [score.measure for score in scores if score.target and score.measure.polarity is not Polarity.CONTEXT]
    return status_labels.table(report.settings.target_rules, any(s.status is Status.NOT_JUDGED for s in scores), judged)


def _shown_although(report: Report) -> str:
    """That some small counts are printed: those of what a service did, which say nothing of a child."""
    small = any(score.measure.small_counts != "hide" and score.latest.has_number for score in report.card.scores)
    return " Counts of what a service did on time are shown." if small else ""


_RULES = {
    StatusRule.TOLERANCE: "How each figure is judged: by its target, and by how near to it still counts as close.",
    StatusRule.FLOOR: "How each figure is judged: by its target, and by its floor standard, the least accepted.",
    StatusRule.INTERVAL: "How each figure is judged: as off its target only where chance would seldom do that. "
    "What is said of whole runs counts each figure as it stands.",
}


def rule_in_force(report: Report) -> str:
    """How the council judges, and who set its targets."""
    who = "A target is set in law, national, or the council’s own."
    by_quarter = any(score.target and score.target.by_quarter for score in report.card.scores)
    own = " Where it differs by quarter, each figure is judged by the target of its own quarter." if by_quarter else ""
    has_threshold = any(score.measure.threshold for score in report.card.scores)
    threshold = " A threshold is there to compare with: no figure is judged by it." if has_threshold else ""
    return f"{_RULES[report.settings.target_rules.rule]} {who}{threshold}{own}"


def _direction_rules(report: Report) -> tuple[str, ...]:
    """How a direction of travel is found: by the rule for measures of its kind, and never from two points."""
    apart = f" (see “{WHAT_STANDS_OUT}”)" if "signals" in report.layout.parts else " (a control chart, XmR)"
    return (
        f"What happens in each month or quarter, with {FEWEST_FOR_SIGNALS} figures in a row or more: better, worse, "
        "higher or lower than its own average, where the latest figure stands out from the usual ups and downs"
        f"{apart}.",
        "All other percentages with their counts, and numbers of events: better, worse, higher or lower than a year "
        "before, where the 98% interval of the difference (Newcombe’s) leaves out zero. It takes "
        f"{FEWEST_FOR_A_CHANGE} or more in both years.",
        "The number of children in care: higher or lower, where more came or left in 12 months than chance would often "
        "make.",
        "No clear change: anything else that could be tested, with the range that the change could lie in. That one "
        "figure differs from another is never called a change by itself. An average has no such range: a year ago "
        "only stands beside it.",
        "About the same: the whole of that range lies within five points either way.",
        "For a year to date the single months are looked at, where they have a control chart. Numbers of children are "
        "only higher or lower: neither good nor bad.",
    )


def _certainty_rules() -> tuple[str, ...]:
    """What the 95% interval, the spread behind an average and the outlook mean."""
    return (
        "The underlying rate: a percentage of so many children could well have come out higher or lower. The range is "
        "where the rate behind it could lie, if each child’s outcome were independent of the others’ (Wilson’s 95% "
        "interval). Where several reviews or visits are of one child, it is widened by how far the months differ.",
        f"Of fewer than {uncertainty.FEWEST_FOR_POINTS}, the report says how many points one is worth. Of fewer than "
        f"{formatting.FEWEST_FOR_A_PERCENTAGE} it uses words: “9 of 11 children”.",
        "An average stands with its median, the one in the middle, and its range, where it is of "
        f"{FEWEST_FOR_SPREAD} or more and the return gives them.",
        "Outlook: not a forecast. For a year to date it is a sum: what the rest of the year must bring, if as many are "
        "due as in the same months last year. For a figure of one day it is the furthest that the figure has moved "
        f"over as many quarters; it takes {FEWEST_QUARTERS} quarters, and is only shown where four in five such "
        "ranges held.",
    )


def _signal_rules(report: Report) -> list[Block]:
    """How signals are found, where a chart shows them and no signals page explains it."""
    drawn = any("control" in panel.charts for section in report.sections for panel in section.panels)
    explained = "signals" in report.layout.parts
    return [Heading(3, text(WHAT_STANDS_OUT)), *how_signals_are_found(report)] if drawn and not explained else []


def rules_by_name(report: Report) -> list[tuple[str, str]]:
    """The rules of direction, certainty, hiding and rounding, each with a few words that name it."""
    judged, year, in_care, unclear, same, _ = _direction_rules(report)
    likely, few, spread, outlook = _certainty_rules()
    names = templates()["reading"]
    return [
        (names["direction"], judged),
        (names["year"], f"{year} {in_care}"),
        (names["unclear"], f"{unclear} {same}"),
        (names["likely"], formatting.capitalised(likely.removeprefix("The underlying rate: "))),
        (names["few"], f"{few} {spread}"),
        (names["outlook"], formatting.capitalised(outlook.removeprefix("Outlook: "))),
        (names["hidden"], f"{names['hidden_rule']}{_shown_although(report)}"),
        (names["rounding"], names["rounding_rule"]),
    ]


_AS_NHSR = (
    " As the council chose, limits are those of NHSRplotthedots: the largest moves from one figure to the next, 3.267 "
    "times the average one or more, are left out of them, a figure outside a limit is none of the two close to it, and "
    "a target at a limit may be met or missed."
)


def how_signals_are_found(report: Report) -> list[Block]:
    """The XmR rules by which a figure is a signal, and how many figures they take."""
    rules = (
        "Chance alone keeps nearly all figures between two limits, worked out from their own ups and downs (the XmR "
        "method of the NHS’s Making Data Count). A figure stands out where it is outside a limit, or one of seven in a "
        "row that rise or fall, or one of two in three close to the same limit, or one of seven in a row on one side "
        "of the average. Then something has probably changed; this does not say what. Figures of one day are not "
        "judged so, being of mostly the same children each time; nor those that follow the seasons, nor percentages so "
        f"near 0% or 100% that fewer than {formatting.spell(FEWEST_EXCEPTIONS)} a month are the exception."
    )
    limits = (
        f"Limits take {formatting.spell(FEWEST_FOR_LIMITS)} figures in a row, and {FEWEST_FOR_SIGNALS} before "
        "anything is judged by them; a gap or a new way of counting starts afresh. A limit above 100% or below 0 is "
        f"not drawn.{_AS_NHSR if report.settings.parity else ''}"
    )
    return [Paragraph(text(rules)), Paragraph(text(limits))]
