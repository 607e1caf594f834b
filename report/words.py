"""Numbers, dates and periods into words: the only place that rounds and formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from string import Formatter

from layouts.blocks import Span, Text
from report.metrics.model.last_report import RESTATED, Told
from report.metrics.model.period import Period, PeriodType
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Basis, Comparison, Measure, Observation, State, Target, Threshold, Unit

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
NO_NUMBER = {
    State.MISSING: "no figure",
    State.NOT_APPLICABLE: "no cases",
    State.SUPPRESSED: "hidden",  # not always fewer than 6: a second figure is hidden where it would give one away
}
NO_NUMBER_SHORT = {State.MISSING: "–", State.NOT_APPLICABLE: "none", State.SUPPRESSED: "c"}
FEWEST_FOR_A_PERCENTAGE = 20  # of fewer, each moves it by more than five points: "9 of 11" says more
_THEN = "in the last report"
_BASIS = {Basis.STATUTORY: "statutory", Basis.NATIONAL: "national", Basis.LOCAL: "local"}


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value to so many decimals, half away from zero, as a reader rounds (and not as binary fractions do)."""
    return value.quantize(_last_place(decimals), rounding=ROUND_HALF_UP)


@lru_cache(maxsize=20)
def _last_place(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def printed(observation: Observation) -> Decimal | None:
    """The value as it stands on the page, or None where there is none."""
    return None if observation.value is None else rounded(observation.value, observation.decimals)


def number_text(value: Decimal, decimals: int = 0) -> str:
    """Digits with a comma at each thousand and a true minus sign."""
    return f"{rounded(value, decimals) + 0:,}".replace("-", MINUS)  # adding nought leaves no minus nought


def unit_text(value: Decimal, decimals: int, unit: Unit) -> str:
    """A value with its unit: "15.0%", "580 days", "412"."""
    text = number_text(value, decimals)
    if unit is Unit.PCT:
        return f"{text}%"
    if unit is Unit.DAYS:
        return f"{text}{NBSP}{'day' if rounded(value, decimals) == 1 else 'days'}"
    return text


def in_words(observation: Observation) -> bool:
    """Whether a share is of so few that it is printed as "9 of 11", and never as a percentage."""
    of = observation.denominator
    share = observation.measure.unit is Unit.PCT and observation.value is not None and observation.numerator is not None
    return share and of is not None and of < FEWEST_FOR_A_PERCENTAGE


def without_percentage(template: str) -> str:
    """A sentence for a share in words: what repeats it goes, and "{value} of reviews" becomes "{value} reviews"."""
    if "{n_of_N}" in template or "{n}" in template:
        template = template.replace(" ({value})", "")
    return template.replace(" ({n_of_N})", "").replace("{value} of the ", "{value} ").replace("{value} of ", "{value} ")


def _share_in_words(observation: Observation) -> str:
    parts = (observation.numerator or Decimal(0), observation.denominator or Decimal(0))
    return f"{NBSP}of{NBSP}".join(map(_plain_number, parts))


def value_text(observation: Observation) -> str:
    """The observation as printed, or the words for why there is no number."""
    if observation.value is None:
        return NO_NUMBER[observation.state]
    if in_words(observation):
        return _share_in_words(observation)
    return unit_text(observation.value, observation.decimals, observation.measure.unit)


def bare_text(observation: Observation) -> str:
    """The number without its unit, for a table whose caption gives the unit; a mark where there is none."""
    if observation.value is None:
        return NO_NUMBER_SHORT[observation.state]
    if in_words(observation):
        return _share_in_words(observation)
    return number_text(observation.value, observation.decimals)


def revised_mark(observation: Observation) -> Text:
    """The mark before a figure of a table that is not what the last report said."""
    return (Span(f"r{NBSP}"),) if RESTATED in observation.flags else ()


def spoken(text: str, what: str, exact: Decimal | None, observation: Observation, bold: bool = False) -> Text:
    """A run of text that prints a number of an observation; plain text where there is no number."""
    if exact is None:
        return (Span(text, bold=bold),)
    return (Span(text, Fact(what, exact, observation.measure, (observation,)), bold),)


def value(observation: Observation, bold: bool = False) -> Text:
    """The observation's value with its unit."""
    return spoken(value_text(observation), "value", observation.value, observation, bold)


def bare(observation: Observation) -> Text:
    """The observation's value without its unit."""
    return spoken(bare_text(observation), "value", observation.value, observation)


def short_value(observation: Observation, bold: bool = False) -> Text:
    """The value with its unit for a narrow cell; a mark where there is none."""
    if observation.value is None:
        return (Span(NO_NUMBER_SHORT[observation.state], bold=bold),)
    return value(observation, bold)


def numerator(observation: Observation) -> Text:
    """How many were counted."""
    if observation.numerator is None:
        return value(observation)
    return spoken(_plain_number(observation.numerator), "numerator", observation.numerator, observation)


def denominator(observation: Observation) -> Text:
    """Out of how many."""
    if observation.denominator is None:
        return ()
    return spoken(_plain_number(observation.denominator), "denominator", observation.denominator, observation)


def n_of_n(observation: Observation) -> Text:
    """Both counts: "62 of 412". Empty where the return gave no counts."""
    if observation.numerator is None or observation.denominator is None:
        return ()
    return (*numerator(observation), Span(f"{NBSP}of "), *denominator(observation))


def with_counts(observation: Observation) -> Text:
    """A value with both its counts behind it: "15.0% (62 of 412)"; alone where it is told in words or has none."""
    both = n_of_n(observation)
    beside = (Span(" ("), *both, Span(")")) if both and not in_words(observation) else ()
    return (*value(observation), *beside)


def area_value(observation: Observation) -> Text:
    """An area's published value. Days are also told in the years and months in which they are published."""
    if observation.value is None:
        return (Span("not published"),)
    if observation.measure.unit is not Unit.DAYS:
        return value(observation)
    years, months = divmod(int(rounded(observation.value * 12 / Decimal("365.25"), 0)), 12)
    lapse = f"{years}{NBSP}year{'' if years == 1 else 's'} {months}{NBSP}month{'' if months == 1 else 's'}"
    return (*spoken(lapse, "value", observation.value, observation), Span(" (about "), *value(observation), Span(")"))


def mean_of(areas: Sequence[Observation], mean: Decimal) -> Text:
    """The plain mean of several areas' values, to one decimal, as they are each published to none or one."""
    return derived("mean", mean, unit_text(mean, 1, areas[0].measure.unit), areas[0].measure, areas)


def counts(observation: Observation) -> Text:
    """The counts behind a value with what they count: "62 of 412 children", "18 children", "366 cases, 18.3 staff"."""
    measure = observation.measure
    if in_words(observation):
        return (Span(measure.counts),)  # the share itself is both counts
    if measure.unit is Unit.PCT and observation.numerator is not None and observation.denominator is None:
        return (*numerator(observation), Span(f" {measure.counts}"))
    if measure.unit is Unit.DAYS and observation.denominator is not None:
        return (*denominator(observation), Span(f" {measure.out_of}"))
    if observation.numerator is None or observation.denominator is None:
        return ()
    if measure.unit is Unit.RATE:
        parts = (*numerator(observation), Span(f" {measure.counts}, "), *denominator(observation))
        return (*parts, Span(f" {measure.out_of}"))
    return (*n_of_n(observation), Span(f" {measure.counts}"))


def derived(what: str, exact: Decimal, text: str, measure: Measure, observations: Sequence[Observation]) -> Text:
    """A number worked out from several observations, such as a difference or a count of months."""
    return (Span(text, Fact(what, exact, measure, tuple(observations))),)


def told(before: Told, now: Observation) -> Text:
    """A figure as the last report gave it, with its counts where it is a percentage. It rests on no cell of today's."""
    measure = now.measure
    figure = derived(f"value {_THEN}", before.value, unit_text(before.value, now.decimals, measure.unit), measure, ())
    if measure.unit is not Unit.PCT or before.numerator is None or before.denominator is None:
        return figure
    counted = derived(f"numerator {_THEN}", before.numerator, _plain_number(before.numerator), measure, ())
    out_of = derived(f"denominator {_THEN}", before.denominator, _plain_number(before.denominator), measure, ())
    both = (*counted, Span(f"{NBSP}of "), *out_of)
    return both if before.denominator < FEWEST_FOR_A_PERCENTAGE else (*figure, Span(" ("), *both, Span(")"))


def target(goal: Target, measure: Measure) -> Text:
    """What is aimed at: "98% or more", "8% or less", "400 days or fewer", "100%"."""
    figure = unit_text(goal.value, _places(goal.value), measure.unit)
    span = Span(figure, Fact("target", goal.value, measure, (), goal))
    if measure.unit is Unit.PCT and goal.value == 100:
        return (span,)  # nothing is more than all
    at_most = "less" if measure.unit is Unit.PCT else "fewer"
    return (span, Span(" or more" if goal.comparison is Comparison.AT_LEAST else f" or {at_most}"))


def threshold(held: Threshold, measure: Measure) -> Text:
    """What the nation set: "426 days". Its publication goes into the ledger."""
    figure = unit_text(held.value, _places(held.value), measure.unit)
    return (Span(figure, Fact("threshold", held.value, measure, published=held.source)),)


def basis(goal: Target) -> str:
    """Who set the target, in a word, whether it is this quarter's alone, and whether the return gave none of use."""
    instead = ", not the return’s" if goal.instead_of else ""
    return f"{_BASIS[goal.basis]}{instead}" + (", this quarter" if goal.by_quarter else "")


def day(moment: date) -> str:
    """A date in full: 31 December 2023. The day and its month never part at a line's end."""
    return f"{moment.day}{NBSP}{MONTHS[moment.month - 1]} {moment.year}"


def month(period: Period) -> str:
    """The last month of a period: December 2023."""
    return f"{MONTHS[period.month - 1]} {period.year}"


def short_month(period: Period) -> str:
    """The last month of a period for an axis: Dec 2023."""
    return f"{MONTHS[period.month - 1][:3]} {period.year}"


def short_day(period: Period) -> str:
    """The last day of a period for a narrow heading: 31 Mar 2025."""
    return f"{period.last_day.day}{NBSP}{short_month(period)}"


def tick(observation: Observation) -> str:
    """The label of a period on an axis: "Dec 2023", "2023/24 Q3"; a year to date has its month alone, in any year."""
    if observation.period_type is PeriodType.YEAR_TO_DATE:
        return short_month(observation.period)[:3]
    if observation.period.length == 3:
        return quarter(observation.period)
    return short_month(observation.period)


def financial_year(start: int) -> str:
    """The financial year that begins in April of ``start``: 2023/24."""
    return f"{start}/{(start + 1) % 100:02d}"


def quarter(period: Period) -> str:
    """The quarter a period ends in: 2023/24 Q3."""
    return f"{financial_year(period.financial_year)} Q{period.quarter}"


def months_run(period: Period) -> str:
    """The months of a run: "April to December 2023", "April 2022 to March 2023", "April 2023"."""
    first, last = period.first_month, period.last_month
    if first == last:
        return month(last)
    start = MONTHS[first.month - 1] if first.year == last.year else month(first)
    return f"{start} to {month(last)}"


def when(observation: Observation) -> str:
    """When, for the middle or end of a sentence: "on 31 December 2023", "in the 12 months to December 2023"."""
    period, kind = observation.period, observation.period_type
    if kind is PeriodType.SNAPSHOT:
        return f"on {day(period.last_day)}"
    if kind is PeriodType.ROLLING_12_MONTHS:
        return f"in the 12{NBSP}months to {month(period)}"
    if kind is PeriodType.FINANCIAL_YEAR:
        return f"in the year to {month(period)}"
    if period.length == 1:
        return f"in {month(period)}"
    return "between " + months_run(period).replace(" to ", " and ")


def period_label(observation: Observation) -> str:
    """The period and its type, standing alone under a number."""
    return _period_label(observation.period, observation.period_type)


@lru_cache(maxsize=1000)  # a build asks for some 300 of them, 3,500 times
def _period_label(period: Period, kind: PeriodType) -> str:
    if kind is PeriodType.SNAPSHOT:
        return f"On {day(period.last_day)}"
    if kind is PeriodType.ROLLING_12_MONTHS:
        return f"In the 12{NBSP}months to {_glued(period)}"
    if kind is PeriodType.FINANCIAL_YEAR:
        return f"In the year to {_glued(period)}"
    if kind is PeriodType.YEAR_TO_DATE:
        return f"Year to date: {months_run(period)}"
    if kind is PeriodType.IN_QUARTER:
        return f"During {quarter(period)} ({months_run(period)})"
    return f"During {_glued(period)}"


def period_line(observation: Observation) -> str:
    """The same on one line of a narrow column: "12 months to December 2023", "Year to date: Apr to Dec 2023"."""
    label = period_label(observation).removeprefix("In the ")
    first, last = observation.period.first_month, observation.period.last_month
    if observation.period_type is PeriodType.YEAR_TO_DATE and first.year == last.year and first != last:
        label = f"Year to date: {short_month(first)[:3]} to {short_month(last)}"
    return label[:1].upper() + label[1:]


def _glued(period: Period) -> str:
    """A month that never parts from its year at the end of a narrow column's line."""
    return month(period).replace(" ", NBSP)


def name_of(observation: Observation) -> str:
    """The period of one point of a series, in words for a description: "December 2023", "2023/24 Q3"."""
    if observation.period.length == 3 and observation.period_type is not PeriodType.YEAR_TO_DATE:
        return quarter(observation.period)
    return month(observation.period)


def fill(template: str, pieces: Mapping[str, Callable[[], Text | str]]) -> Text:
    """A template's words with each ``{name}`` replaced by its piece. Raises KeyError for a name that has no piece."""
    spans: list[Span] = []
    for words, name, _, _ in Formatter().parse(template):
        if words:
            spans.append(Span(words))
        if name is not None:
            piece = pieces[name]()
            spans += [Span(piece)] if isinstance(piece, str) else piece
    return tuple(spans)


def _plain_number(number: Decimal) -> str:
    return number_text(number, _places(number))


def _places(number: Decimal) -> int:
    """How many decimals a number has, as it was given."""
    return max(0, -int(number.normalize().as_tuple().exponent))


def share(percent: Decimal, observation: Observation) -> Text:
    """A part's share of its total: a whole percentage, or both counts where the total is small."""
    of = observation.denominator
    few = observation.numerator is not None and of is not None and of < FEWEST_FOR_A_PERCENTAGE
    text = _share_in_words(observation) if few else f"{number_text(percent)}%"
    return derived("share", percent, text, observation.measure, (observation,))


def run_of(first: Observation, last: Observation) -> str:
    """From the first period of a series to its last: "April 2022 to December 2023"."""
    if name_of(first) == name_of(last):
        return name_of(last)
    return f"{name_of(first)} to {name_of(last)}"


def spell(number: int) -> str:
    """A small whole number as a word."""
    names = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return names[number] if number < len(names) else str(number)


def uncapitalised(said: str) -> str:
    """A phrase for the middle of a sentence: its first letter small."""
    return said[:1].lower() + said[1:]


def listed(names: Iterable[str]) -> str:
    """Names in a row: "1.4, 1.5 and 3.3"."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def big_value(observation: Observation) -> Text:
    """The value for the largest type of a panel: the number, or a dash where there is none."""
    return value(observation) if observation.has_number else (Span("No figure"),)


def how_many(counted: Sequence[Observation], of: Sequence[Observation]) -> Text:
    """How many observations of a series there are of some kind. Rests on all of the series."""
    return derived("number of periods", Decimal(len(counted)), str(len(counted)), of[0].measure, of)
