"""Numbers, dates and periods as plain text: the only place that rounds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from inputs.intake import State
from inputs.period import MONTH_NAMES, Period, day_in_words
from report.metrics.model.measure import Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Observation

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
NO_NUMBER = {
    State.MISSING: "no figure",
    State.NOT_APPLICABLE: "no cases",
    State.SUPPRESSED: "hidden",  # not always fewer than 6: secondary suppression hides larger numbers too
}
NO_NUMBER_SHORT = {State.MISSING: "–", State.NOT_APPLICABLE: "none", State.SUPPRESSED: "c"}
UNIT_NAMES = {
    Unit.PCT: "percentages",
    Unit.COUNT: "numbers",
    Unit.RATE: "averages",
    Unit.DAYS: "days",
    Unit.WEEKS: "weeks",
    Unit.MONTHS: "months",
    Unit.SCORE: "scores",
    Unit.POUNDS: "pounds a week",
}
"""What the figures of a table without units are."""
_FINEST = 6  # decimals
FEWEST_FOR_A_PERCENTAGE = 20  # of fewer, one child is more than five points: "9 of 11" says more


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value to so many decimals, half away from zero: 2.5 gives 3 and -2.5 gives -3."""
    return value.quantize(_last_place(decimals), rounding=ROUND_HALF_UP)


@lru_cache(maxsize=20)
def _last_place(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def decimals_to_tell(value: Decimal, decimals: int, goals: Iterable[Decimal], at_least: bool) -> int:
    """As many decimals as it takes for the printed value to be on the same side of each goal as the exact one.

    97.96 is not 98 or more, so it is printed with two decimals; a value equal to the goal meets it. At most
    ``_FINEST``, below which a workbook's own arithmetic is not exact: 94.9999999999 is 95.
    """
    exact = rounded(value, max(decimals, _FINEST))
    of_goals = tuple(goals)

    def tells(places: int) -> bool:
        shown = rounded(exact, places)
        return all(
            (shown >= goal) is (exact >= goal) if at_least else (shown <= goal) is (exact <= goal) for goal in of_goals
        )

    return next((places for places in range(decimals, _FINEST) if tells(places)), max(decimals, _FINEST))


def printed(observation: Observation) -> Decimal | None:
    """The value rounded as on the page; None where there is none."""
    return None if observation.value is None else rounded(observation.value, observation.decimals)


def printed_number(observation: Observation) -> Decimal:
    """The value rounded as on the page. Raises ValueError where there is none."""
    return rounded(observation.number, observation.decimals)


def number_text(value: Decimal, decimals: int = 0) -> str:
    """Digits with a comma at each thousand and a true minus sign."""
    return f"{rounded(value, decimals) + 0:,}".replace("-", MINUS)  # adding 0 leaves no minus 0


def unit_text(value: Decimal, decimals: int, unit: Unit) -> str:
    """A value with its unit: "15.0%", "580 days", "4.5 months", "£310", "412"."""
    text = number_text(value, decimals)
    if unit is Unit.PCT:
        return f"{text}%"
    if unit.is_time:
        return f"{text}{NBSP}{unit.value.removesuffix('s') if rounded(value, decimals) == 1 else unit.value}"
    return f"£{text}".replace(f"£{MINUS}", f"{MINUS}£") if unit is Unit.POUNDS else text


def in_words(observation: Observation) -> bool:
    """Whether a percentage is of fewer than 20, so that it is printed as "9 of 11" and never as a percentage."""
    of = observation.denominator
    share = observation.measure.unit is Unit.PCT and observation.value is not None and observation.numerator is not None
    return share and of is not None and of < FEWEST_FOR_A_PERCENTAGE


def without_percentage(template: str) -> str:
    """A template fit for a value such as "9 of 11": "{value} of reviews ({n_of_N})" becomes "{value} reviews"."""
    if "{n_of_N}" in template or "{n}" in template:
        template = template.replace(" ({value})", "")
    return template.replace(" ({n_of_N})", "").replace("{value} of the ", "{value} ").replace("{value} of ", "{value} ")


def share_in_words(observation: Observation) -> str:
    """A percentage as its two counts: "9 of 11"."""
    parts = (observation.numerator or Decimal(0), observation.denominator or Decimal(0))
    return f"{NBSP}of{NBSP}".join(map(plain_number, parts))


def value_text(observation: Observation) -> str:
    """The value with its unit as printed, or the words for why there is none."""
    if observation.fewer_than:
        return f"fewer than{NBSP}{observation.fewer_than}"
    if observation.value is None:
        return NO_NUMBER[observation.state]
    if in_words(observation):
        return share_in_words(observation)
    return unit_text(observation.value, observation.decimals, observation.measure.unit)


def bare_text(observation: Observation) -> str:
    """The value without its unit, for a table whose caption gives the unit; a short mark where there is none.

    "9 of 11" may be set in two lines there, the second "of 11": no narrow cell breaks a number itself.
    """
    if observation.value is None:
        return NO_NUMBER_SHORT[observation.state]
    if in_words(observation):
        return share_in_words(observation).replace(NBSP, " ", 1)
    return number_text(observation.value, observation.decimals)


def day(moment: date) -> str:
    """A date in full: 31 December 2023, with no line break between day and month."""
    return day_in_words(moment).replace(" ", NBSP, 1)


def month(period: Period) -> str:
    """The last month of a period: December 2023."""
    return f"{MONTH_NAMES[period.month - 1]} {period.year}"


def short_month(period: Period) -> str:
    """The last month of a period for an axis: Dec 2023."""
    return f"{MONTH_NAMES[period.month - 1][:3]} {period.year}"


def short_day(period: Period) -> str:
    """The last day of a period for a narrow heading: 31 Mar 2025."""
    return f"{period.last_day.day}{NBSP}{short_month(period)}"


def tick(observation: Observation) -> str:
    """The label of a period on an axis: "Dec 2023", "2023/24 Q3", "Aut 2023"; of a year to date only "Dec"."""
    if observation.period_type is PeriodType.YEAR_TO_DATE:
        return short_month(observation.period)[:3]
    if observation.period_type is PeriodType.SCHOOL_YEAR:
        return academic_year(observation.period)
    if observation.period.length == 3 and not observation.period_type.is_trailing:
        return quarter(observation.period)
    if observation.period.is_term:
        return f"{observation.period.term[:3].capitalize()} {observation.period.year}"
    return short_month(observation.period)


def financial_year(start: int) -> str:
    """The financial year that begins in April of ``start``: 2023/24."""
    return f"{start}/{(start + 1) % 100:02d}"


def academic_year(period: Period) -> str:
    """The school year in which a period ends: 2023/24."""
    return financial_year(period.academic_year)


def quarter(period: Period) -> str:
    """The financial quarter in which a period ends: 2023/24 Q3."""
    return f"{financial_year(period.financial_year)} Q{period.quarter}"


def months_run(period: Period) -> str:
    """The months of a period: "April to December 2023", "April 2022 to March 2023", "April 2023"."""
    first, last = period.first_month, period.last_month
    if first == last:
        return month(last)
    start = MONTH_NAMES[first.month - 1] if first.year == last.year else month(first)
    return f"{start} to {month(last)}"


_LONGER = {
    PeriodType.FINANCIAL_YEAR: "in the year to {month}",
    PeriodType.SCHOOL_YEAR: "in the school year {school}",
    PeriodType.THREE_YEARS: "in the three years to {month}",
    PeriodType.BIRTHDAY_WINDOW: "around birthdays in the year to {month}",
}


def when(observation: Observation) -> str:
    """The period inside a sentence: "on 31 December 2023", "in the 12 months to December 2023"."""
    period, kind = observation.period, observation.period_type
    if kind is PeriodType.SNAPSHOT:
        return f"at the end of {period.name}" if period.is_term else f"on {day(period.last_day)}"
    if kind is PeriodType.IN_TERM:
        return f"in {period.name}"
    if kind.looks_back:
        return f"in the {kind.looks_back}{NBSP}months to {month(period)}"
    if kind is PeriodType.YEAR_TO_DATE:
        period = period.year_to_date
    if kind in _LONGER:
        return _LONGER[kind].format(month=month(period), school=academic_year(period))
    if period.length == 1:
        return f"in {month(period)}"
    return "between " + months_run(period).replace(" to ", " and ")


def period_label(observation: Observation) -> str:
    """The period and its type, standing alone under a number: "On 31 December 2023"."""
    return _period_label(observation.period, observation.period_type)


@lru_cache(maxsize=1000)  # a build asks for some 300 of them, 3,500 times
def _period_label(period: Period, kind: PeriodType) -> str:
    if kind is PeriodType.SNAPSHOT:
        return f"At the end of {period.name}" if period.is_term else f"On {day(period.last_day)}"
    if kind.looks_back:
        return f"In the {kind.looks_back}{NBSP}months to {_glued(period)}"
    if kind in _LONGER:
        return capitalised(_LONGER[kind].format(month=_glued(period), school=academic_year(period)))
    if kind is PeriodType.YEAR_TO_DATE:
        return f"Year to date: {months_run(period.year_to_date)}"
    if kind is PeriodType.IN_QUARTER:
        return f"During {quarter(period)} ({months_run(period)})"
    if kind is PeriodType.IN_TERM:
        return f"During {period.name} ({months_run(period)})"
    return f"During {_glued(period)}"


def period_line(observation: Observation) -> str:
    """The period label for a narrow column: "12 months to December 2023", "Year to date: Apr to Dec 2023"."""
    label = period_label(observation).removeprefix("In the ")
    if observation.period_type is not PeriodType.YEAR_TO_DATE:
        return label[:1].upper() + label[1:]
    first, last = observation.period.year_to_date.first_month, observation.period.last_month
    if first.year == last.year and first != last:
        label = f"Year to date: {short_month(first)[:3]} to {short_month(last)}"
    return label[:1].upper() + label[1:]


def _glued(period: Period) -> str:
    """The month with no line break before its year, for a narrow column."""
    return month(period).replace(" ", NBSP)


def name_of(observation: Observation) -> str:
    """The period of one point of a series: "December 2023", "2023/24 Q3", "autumn term 2023".

    Of months added up to years, which the measure itself is not of: "the 12 months to December 2023".
    """
    kind = observation.period_type
    if kind.looks_back and kind is not observation.measure.period_type:
        return f"the {kind.looks_back} months to {month(observation.period)}"
    if observation.period_type is PeriodType.YEAR_TO_DATE:
        return month(observation.period)
    if observation.period_type is PeriodType.SCHOOL_YEAR:
        return f"the school year {academic_year(observation.period)}"
    if observation.period.length == 3 and not observation.period_type.is_trailing:
        return quarter(observation.period)
    if observation.period.is_term:
        return f"{observation.period.term} {observation.period.year}"
    return month(observation.period)


def plain_number(number: Decimal) -> str:
    """A number with all of its decimals."""
    return number_text(number, places(number))


def places(number: Decimal) -> int:
    """How many decimals a number has, without zeros at its end: 0 for 95 and 95.0, 1 for 94.5."""
    return max(0, -int(number.normalize().as_tuple().exponent))


def run_of(first: Observation, last: Observation) -> str:
    """From the first period of a series to its last: "April 2022 to December 2023"."""
    if name_of(first) == name_of(last):
        return name_of(last)
    return f"{name_of(first)} to {name_of(last)}"


def spell(number: int) -> str:
    """A whole number as a word up to nine ("no", "one"), in digits from 10."""
    names = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return names[number] if number < len(names) else str(number)


def spelled_alike(*numbers: int) -> tuple[str, ...]:
    """Whole numbers of one sentence: as words or, where any of them has no word, all in digits."""
    words = tuple(map(spell, numbers))
    return tuple(map(str, numbers)) if any(word.isdigit() for word in words) else words


def uncapitalised(said: str) -> str:
    """A phrase with a small first letter, for the middle of a sentence; one that begins with an acronym is as it is."""
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


def name_in_sentence(name: str) -> str:
    """A name with a small first letter, unless it is one of several words with capitals: "Personal Education Plan"."""
    return name if any(word[:1].isupper() for word in name.split()[1:]) else uncapitalised(name)


def capitalised(said: str) -> str:
    """A phrase with a capital first letter, for the beginning of a cell."""
    return said[:1].upper() + said[1:]


def joined_with_and(names: Iterable[str]) -> str:
    """At least one name, as a list in a sentence: "1.4, 1.5 and 3.3"."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
