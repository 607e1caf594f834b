"""The data notes of a public paper: nothing that was found in the returns tells what the paper does not print."""

from __future__ import annotations

from inputs.intake import Series
from inputs.period import Period
from report.metrics.model import formatting
from report.metrics.model.disclosure_rule import Audience, DisclosureRule
from report.metrics.score import Choices, score
from report.pages.data_notes import for_readers
from report.pages.report_data import Report
from report.settings.report_file import Settings
from tests.report.made_reports import CAME, IN_CARE, LEFT, usual_layout
from tests.report.returns import DECEMBER, LIBRARY, counts, intake, months, point, series

ADOPTED, HOME_DAYS = "left_care_through_adoption_pct", "entry_to_adoptive_home_days_mean"
PUBLIC, EXEMPT = DisclosureRule(), DisclosureRule(Audience.EXEMPT)
YEARS = (Period(2022, 3, 12), Period(2023, 3, 12))


def told(*held: Series, rule: DisclosureRule = PUBLIC) -> tuple[str, str]:
    """What was found in some returns, as the report tells its readers and as the screen tells the officer."""
    choices = Choices(disclosure=rule)
    card, findings = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)
    report = Report(usual_layout(), Settings(), card, findings, "", (), 1)
    return " ".join(for_readers(report)), " ".join(one.what for one in findings)


def a_year_beside_months(*came_in_the_months: int) -> list[Series]:
    """21 months, and two published years that do not make one another: 128 came in the second."""
    numbers = {IN_CARE: (311, 304), CAME: (136, 128), LEFT: (129, 136)}
    of_months = {IN_CARE: [304] * 21, CAME: [*came_in_the_months, *[9] * 9], LEFT: [*came_in_the_months, *[9] * 9]}
    return [
        series(name, *counts(name, of_months[name]).points, *(point(y, n) for y, n in zip(YEARS, both, strict=True)))
        for name, both in numbers.items()
    ]


def waits(*averages: int, children: int) -> list[Series]:
    """The average days of children adopted in 12 months, and how many they were, for the last months."""
    every = list(months(DECEMBER.back(len(averages) - 1), DECEMBER))
    days = [point(m, n=children * average, of=children) for m, average in zip(every, averages, strict=True)]
    return [series(HOME_DAYS, *days), series(ADOPTED, *(point(m, n=children, of=99) for m in every))]


def test_a_published_year_is_not_quoted_where_a_month_of_it_is_hidden() -> None:
    readers, officer = told(*a_year_beside_months(11, 14, 9, 9, 12, 13, 13, 8, 3, 8, 14, 14))
    assert "plus 128 in" in officer
    assert "128" not in readers
    readers, _ = told(*a_year_beside_months(11, 14, 9, 9, 12, 13, 13, 8, 9, 8, 11, 11))
    assert "plus 128 in" in readers


def test_averages_of_months_that_the_public_is_not_given_are_quoted_to_the_officer_alone() -> None:
    for held in (waits(500, 505, 520, 530, 867, children=31), waits(500, 505, 592, 592, 592, children=12)):
        readers, officer = told(*held)
        assert "530 days in November" in officer or "592 days in each" in officer
        assert "Days to an adoptive home" not in readers
        readers, officer = told(*held, rule=EXEMPT)
        assert "Days to an adoptive home" in readers
