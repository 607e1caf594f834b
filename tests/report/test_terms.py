"""Figures of terms: what they are held against, what they are called, and every chart and table that draws them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from inputs.blank.blank_return import heading_of
from inputs.headings.period_headings import period_heading
from inputs.intake import Series
from inputs.period import Period
from layouts.blocks import plain
from report.metrics.counting.observations import observe
from report.metrics.model import formatting
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import MeasureScore
from report.metrics.report_month import month_of_report
from report.pages import tables
from report.pages.charts import CHARTS
from report.wording import chart_titles
from tests.report.returns import LIBRARY, intake, monthly, point, scored, series

PLANS, REVIEWS, HOMES = (
    "personal_education_plan_pct",
    "reviews_on_time_pct",
    "three_or_more_homes_pct",
)
AUTUMN = Period(2023, 12, 4)
TERMS = [AUTUMN.back(4 * n) for n in range(6, -1, -1)]


def by_term(item: str, numerators: Sequence[int] = range(80, 87)) -> Series:
    return series(item, *(point(term, n=n, of=120) for term, n in zip(TERMS, numerators, strict=True)))


@pytest.fixture
def plans() -> MeasureScore:
    return scored(by_term(PLANS))[PLANS]


@pytest.mark.parametrize("item", [PLANS, REVIEWS, HOMES])
def test_a_term_is_held_against_the_term_and_the_year_before(item: str) -> None:
    held = scored(by_term(item))[item]
    assert [o.numerator for o in (held.latest, held.previous, held.last_year)] == [86, 85, 83]
    assert [o.period for o in held.series] == TERMS
    assert held.year_to_date == held.quarters == ()


def test_a_term_that_no_return_gave_is_a_gap() -> None:
    held = scored(series(PLANS, *(point(term, n=80, of=120) for term in (TERMS[0], TERMS[-1]))))[PLANS]
    assert [o.has_number for o in held.series] == [True, *[False] * 5, True]


def test_what_happened_in_a_term_is_of_the_term_and_a_count_on_a_day_of_its_end(plans: MeasureScore) -> None:
    during = scored(by_term(REVIEWS))[REVIEWS].latest
    assert during.period_type is PeriodType.IN_TERM
    assert formatting.when(during) == "in the autumn term 2023"
    assert formatting.period_label(during) == "During the autumn term 2023 (September to December 2023)"
    assert plans.latest.period_type is PeriodType.SNAPSHOT
    assert formatting.when(plans.latest) == "at the end of the autumn term 2023"
    assert formatting.period_label(plans.latest) == "At the end of the autumn term 2023"
    assert (formatting.tick(during), formatting.name_of(during)) == ("Aut 2023", "autumn term 2023")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (PLANS, "Percentage at the end of each term"),
        (REVIEWS, "Percentage during each term"),
        (HOMES, "Percentage in the 12 months to the end of each term"),
    ],
)
def test_the_line_under_a_chart_says_that_it_is_by_term(item: str, said: str) -> None:
    held = scored(by_term(item))[item]
    assert chart_titles.subtitle(held.series) == f"{said}, autumn term 2021 to autumn term 2023"


@pytest.mark.parametrize("name", sorted(CHARTS))
@pytest.mark.parametrize("item", [PLANS, REVIEWS, HOMES])
def test_every_chart_draws_terms_and_calls_them_so(name: str, item: str) -> None:
    held = scored(by_term(item))[item]
    figure = CHARTS[name]([held], held if name == "pair" else None, 40)
    if figure is not None:
        alt = plain(figure.draw(300, 150, 8, "12436D").alt_text)
        assert "month" not in alt.replace("12 months", "")
        assert "quarter" not in alt


def test_the_numbers_behind_terms_stand_by_academic_year(plans: MeasureScore) -> None:
    table = tables.behind_terms(plans.series)
    rows = [[plain(cell) for cell in row.cells if isinstance(cell, tuple)] for row in table.rows]
    assert [plain(column.heading) for column in table.columns] == ["Academic year", "2021/22", "2022/23", "2023/24"]
    assert [row[0] for row in rows] == ["Autumn term", "Spring term", "Summer term"]
    assert rows[0][3] == "71.7% (86\N{NO-BREAK SPACE}of 120)"
    assert rows[1][3] == ""


def test_a_report_of_terms_is_for_the_last_month_of_the_latest() -> None:
    reported, _ = observe(intake(by_term(PLANS)), tuple(LIBRARY.values()))
    assert month_of_report(reported, {}).period == Period(2023, 12)


def test_terms_that_end_before_the_months_of_other_measures_are_the_latest_there_can_be() -> None:
    last = Period(2024, 2)
    card = scored(by_term(PLANS), monthly(REVIEWS, [(90, 100)] * 6, last=last), period=last)
    assert card[PLANS].latest.period == AUTUMN
    assert card[REVIEWS].latest.period == last


def test_the_heading_of_a_term_in_a_blank_return_is_read_as_the_term() -> None:
    for term in TERMS:
        read = period_heading(heading_of(term))
        assert read is not None
        assert read.period == term
