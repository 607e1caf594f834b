"""The part "How to read this report": the rules by which its figures are judged, in a reader's words."""

from __future__ import annotations

from layouts.blocks import Block, Heading, ItemList, Paragraph, Table
from report.metrics.judgement.change import FEWEST_TO_JUDGE as FEWEST_FOR_A_CHANGE
from report.metrics.judgement.control_chart import FEWEST_EXCEPTIONS
from report.metrics.judgement.target_status import StatusRule
from report.metrics.judgement.year_end_forecast import FEWEST_QUARTERS
from report.metrics.model import formatting
from report.metrics.model.disclosure_rule import FEWEST_FOR_EXACT_AVERAGE
from report.metrics.model.measure import Polarity, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Status
from report.metrics.statistics.control_limits import FEWEST_FOR_LIMITS, FEWEST_FOR_SIGNALS
from report.pages.report_data import Report
from report.wording import disclosure_words, status_labels, uncertainty
from report.wording.figures_in_words import text
from report.wording.templates import templates

_KINDS = (
    ("On a day: how many on that day.", {PeriodType.SNAPSHOT}),
    (
        "During a month or quarter: what happened in that time only.",
        {PeriodType.IN_MONTH, PeriodType.IN_QUARTER, PeriodType.YEAR_TO_DATE},
    ),
    (
        "During or at the end of a term: each is a third of the academic year. Autumn is September to December, spring "
        "January to April, and summer May to August.",
        {PeriodType.IN_TERM},
    ),
    (
        "Year to date: from 1\N{NO-BREAK SPACE}April to the end of the period. It starts again each April.",
        {PeriodType.YEAR_TO_DATE},
    ),
    (
        "In the 12\N{NO-BREAK SPACE}months to a month: looking back over a whole year. Given every month, such a "
        "figure shares 11 months with the one before.",
        {PeriodType.ROLLING_12_MONTHS},
    ),
    (
        "In the 36\N{NO-BREAK SPACE}months to a month: three years added up, since single months or years would be "
        "hidden. Two such figures share the months that are in both.",
        {PeriodType.ROLLING_36_MONTHS},
    ),
    ("In the year: from April to March.", {PeriodType.FINANCIAL_YEAR}),
    ("In the school year: from September to August.", {PeriodType.SCHOOL_YEAR}),
    ("In the three years: looking back over three whole years.", {PeriodType.THREE_YEARS}),
    (
        "Around birthdays: how things were for each young person about the time of a birthday in the year.",
        {PeriodType.BIRTHDAY_WINDOW},
    ),
)
_MARK = "r means changed since our last report. The data notes say what it was, and why."

WHAT_STANDS_OUT = "What stands out"


def how_to_read(report: Report) -> list[Block]:
    """What the words, shapes and marks mean, and the rules behind them."""
    used = {score.latest.period_type for score in report.card.scores}
    if any(score.latest.period.is_term for score in report.card.scores):
        used.add(PeriodType.IN_TERM)
    kinds = [meaning for meaning, types in _KINDS if used & types]
    marks = (
        "– means that we do not have the figure: the service did not give it.",
        "“None” in place of a figure means that there was nothing to count.",
        _hidden_mark(report),
        "0 means none: we counted, and there were none.",
        *([_MARK] if report.memory.revisions else []),
    )
    rounding = (
        "We work out percentages from the counts next to them, and round once, when printed. So they may not add up to "
        "100%. Quarters and years to date add up the counts of their months. Percentages are never averaged. A figure "
        "that misses its target and would round to it keeps more decimals."
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
        ItemList(tuple(map(text, _certainty_rules(report)))),
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
    if report.card.disclosure.is_exempt:
        return ""
    rules = {score.measure.small_counts for score in report.card.scores if score.latest.has_number}
    if "show" in rules:
        return " We do show small numbers about a service’s own work."
    return " In some measures we do show how few were left out." if "hide_numerator" in rules else ""


def _hidden_mark(report: Report) -> str:
    """What “c” means in tables; in an exempt report that small numbers are shown."""
    hidden = disclosure_words.hidden_rule(report.card.disclosure, report.card.has_hidden)
    return f"{hidden}{_shown_although(report)}"


_RULES = {
    StatusRule.TOLERANCE: "We judge each figure by its target and, if it misses, by how close it is.",
    StatusRule.FLOOR: "We judge each figure by its target and, if it misses, by its floor standard: the least the "
    "council accepts.",
    StatusRule.INTERVAL: "We say that a figure misses its target only where chance would seldom make it. What we say "
    "of whole runs takes each figure as printed.",
}


def rule_in_force(report: Report) -> str:
    """How the council judges, and who set its targets."""
    who = "A target may be set in law, national, or our own."
    by_quarter = any(score.target and score.target.by_quarter for score in report.card.scores)
    own = " Where it differs by quarter, we judge each figure by the target of its own quarter." if by_quarter else ""
    has_threshold = any(score.measure.threshold for score in report.card.scores)
    threshold = " A national threshold is there to compare with: we judge no figure by it." if has_threshold else ""
    return f"{_RULES[report.settings.target_rules.rule]} {who}{threshold}{own}"


def _direction_rules(report: Report) -> tuple[str, ...]:
    """How a direction of travel is found: by the rule for measures of its kind, and never from two points."""
    apart = f" (see “{WHAT_STANDS_OUT}”)" if "signals" in report.layout.parts else " (a control chart, XmR)"
    return (
        "What happens in each month or quarter: better, worse, higher or lower than its own average. We say so if "
        f"there are at least {FEWEST_FOR_SIGNALS} figures in a row, and the latest stands out from the usual ups and "
        f"downs{apart}.",
        "All other percentages with their counts, and numbers of events: better, worse, higher or lower than a year "
        "ago. We say so if the 98% interval of the difference (Newcombe’s method) leaves out zero, with "
        f"{FEWEST_FOR_A_CHANGE} or more in both years.",
        "The number of children in care: higher or lower. We say so if those who came and those who left in 12 months "
        "differ by more than chance would often make.",
        "No clear change: any difference could be chance. We give the range that the change could be in. We never "
        "call it a change just because two figures differ. For an average of days we print the figure of a year ago, "
        "but do not say whether it changed.",
        "About the same: the whole of that range is within five points either way.",
        "For a year to date we look at its months. Numbers of children are only higher or lower.",
    )


def _certainty_rules(report: Report) -> tuple[str, ...]:
    """What the 95% interval, the spread behind an average and the outlook mean."""
    return (
        "The underlying rate: chance alone could have made a percentage higher or lower. The range is where the rate "
        "behind it could be, if each child’s outcome were independent of the others’ (Wilson’s 95% interval). Where "
        "several reviews or visits are of one child, we widen it by how far the months differ.",
        f"Where a percentage is of fewer than {uncertainty.FEWEST_FOR_POINTS}, we say how many percentage points each "
        f"one counts for. Of fewer than {formatting.FEWEST_FOR_A_PERCENTAGE} we use words: “9 of 11 children”.",
        _spread_rule(report),
        "Outlook: not a forecast. For a year to date it is a sum: what the rest of the year needs, if as many are due "
        "as in the same months last year. For a figure of one day it is the furthest that the figure has moved over "
        f"as many quarters. It needs {FEWEST_QUARTERS} quarters, and we show it only if four in five such ranges were "
        "right.",
    )


def _spread_rule(report: Report) -> str:
    """Of how many an average must be to be printed, and what lies behind it: in an exempt report of any number."""
    rule = report.card.disclosure
    if rule.is_exempt:
        return "With an average we print the middle, shortest and longest wait, where we have them."
    few, most = rule.fewest_for_average, FEWEST_FOR_EXACT_AVERAGE - 1
    one_apart = "one of one child more or fewer than the quarter before"
    averages = {score.measure.unit for score in report.card.scores if score.measure.unit.is_average}
    near = "10 days (of other units to a whole one, of money to £10)" if averages - {Unit.DAYS} else "10 days"
    rounded = f"{formatting.capitalised(one_apart)} is to the nearest {near}."
    if few <= most:
        rounded = f"An average of {few} to {most} is to the nearest {near}, and so is {one_apart}."
    return (
        f"We give averages of days at the ends of quarters, of {few} children or more. {rounded} With an average of "
        f"{rule.fewest_for_spread} or more we print the middle, shortest and longest wait, where we have them."
    )


def _signal_rules(report: Report) -> list[Block]:
    """How signals are found, where a chart shows them and no signals page explains it."""
    drawn = any("control" in panel.charts for section in report.sections for panel in section.panels)
    explained = "signals" in report.layout.parts
    return [Heading(3, text(WHAT_STANDS_OUT)), *how_signals_are_found(report)] if drawn and not explained else []


def rules_by_name(report: Report) -> list[tuple[str, str]]:
    """The rules of direction, certainty, hiding and rounding, each with a few words that name it."""
    judged, year, in_care, unclear, same, to_date = _direction_rules(report)
    likely, few, spread, outlook = _certainty_rules(report)
    names, card = templates()["reading"], report.card
    return [
        (names["direction"], judged),
        (names["year"], f"{year} {in_care}"),
        (names["unclear"], f"{unclear} {same} {to_date}"),
        (names["likely"], formatting.capitalised(likely.removeprefix("The underlying rate: "))),
        (names["few"], f"{few} {spread}"),
        (names["outlook"], formatting.capitalised(outlook.removeprefix("Outlook: "))),
        (disclosure_words.hidden_heading(card.disclosure), _hidden_mark(report)),
        (names["rounding"], names["rounding_rule"]),
    ]


_AS_NHSR = (
    " As the council chose, limits are those of NHSRplotthedots. They leave out the largest moves from one figure to "
    "the next (3.267 times the average one or more). A figure outside a limit is none of the two close to it. A "
    "target at a limit may be met or missed."
)


def how_signals_are_found(report: Report) -> list[Block]:
    """The XmR rules by which a figure is a signal, and how many figures they take."""
    rules = (
        "Chance alone keeps nearly all figures between two limits. We work these out from the ups and downs of the "
        "figures themselves (the XmR method of the NHS’s Making Data Count). A figure stands out if it is outside a "
        "limit or part of a run: seven rising or falling, seven on one side of the average, or two of three near a "
        "limit. Then something has probably changed; this does not say what. We do not judge figures of one day so, "
        "as they are of mostly the same children each time. Nor do we judge those that follow the seasons, or "
        f"percentages so near 0% or 100% that fewer than {formatting.spell(FEWEST_EXCEPTIONS)} a month are the "
        "exception."
    )
    limits = (
        f"We draw limits from {formatting.spell(FEWEST_FOR_LIMITS)} figures in a row and judge from "
        f"{FEWEST_FOR_SIGNALS}. A gap or a new way of counting starts again. We do not draw a limit above 100% or "
        f"below 0.{_AS_NHSR if report.settings.parity else ''}"
    )
    return [Paragraph(text(rules)), Paragraph(text(limits))]
