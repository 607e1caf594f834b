"""Whom a report is for: what the public may not see, what an exempt paper shows, and what each says of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest

from inputs.intake import State
from report.metrics.model import formatting
from report.metrics.model.disclosure_rule import Audience, DisclosureRule
from report.metrics.model.scorecard import MeasureScore
from report.metrics.score import Choices, score
from report.pages.compose import compose
from report.pages.cover import furniture
from report.pages.how_to_read import how_to_read
from report.pages.report_data import Report
from report.settings.report_file import Settings
from report.wording.disclosure_words import exempt_mark
from report.wording.sentences import message
from tests.report.made_reports import (
    CAME,
    DENTAL,
    LEFT,
    MISSING,
    PLANS,
    REVIEWS,
    TIMES,
    VISITS,
    YEARLY,
    layout_of,
    usual_layout,
    words_of,
)
from tests.report.returns import (
    AGE_BANDS,
    AGES,
    DECEMBER,
    LIBRARY,
    SUPPRESSED,
    Series,
    ages,
    counts,
    intake,
    monthly,
    observation,
    said,
    scored,
)

EXEMPT = DisclosureRule(Audience.EXEMPT)
FROM_TEN = DisclosureRule(smallest_shown=10)
ADOPTION_DAYS, PEPS, IMMUNISED, SUITABLE = (
    "order_to_match_days_mean",
    "personal_education_plan_pct",
    "immunisations_pct",
    "suitable_accommodation_pct",
)
MARK = "Exempt: not for publication. Schedule 12A to the Local Government Act 1972, paragraphs 1 and 2"


def latest(held: Series, rule: DisclosureRule) -> MeasureScore:
    (one,) = scored(held, choices=Choices(disclosure=rule)).values()
    return one


def report_for(rule: DisclosureRule, *held: Series, **more: object) -> Report:
    """The report of these returns by a rule, classified by its council as public."""
    settings = Settings(classification="Public", disclosure=rule, exempt_paragraphs=(1, 2))
    choices = Choices(disclosure=rule)
    card, _ = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, choices, formatting.printed)
    return Report(usual_layout(), settings, card, (), "", (), 1, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("children", "shown"), [(5, False), (6, False), (9, False), (10, True), (0, True)])
def test_a_council_that_shows_from_ten_on_hides_one_to_nine(children: int, shown: bool) -> None:
    assert latest(counts(MISSING, [children]), FROM_TEN).latest.has_number is shown


@pytest.mark.parametrize(("n", "of", "shown"), [(9, 143, False), (10, 143, True), (134, 143, False), (133, 143, True)])
def test_a_percentage_follows_the_council_s_own_number_on_both_sides(n: int, of: int, shown: bool) -> None:
    assert latest(monthly("left_care_through_adoption_pct", [(n, of)]), FROM_TEN).latest.has_number is shown


def test_an_average_is_hidden_where_it_is_of_fewer_than_the_council_shows() -> None:
    assert not latest(monthly(ADOPTION_DAYS, [(9 * 298, 9)]), FROM_TEN).latest.has_number
    assert latest(monthly(ADOPTION_DAYS, [(10 * 298, 10)]), FROM_TEN).latest.has_number


def test_two_hidden_parts_that_make_no_more_than_the_largest_hidden_number_take_a_third_with_them() -> None:
    parts = dict(zip(AGES, (4, 5, 30, 160, 120), strict=True))
    held = [counts(AGE_BANDS, [n], group=age) for age, n in parts.items()]
    card = scored(*held, counts("children_in_care_count", [319]), choices=Choices(disclosure=FROM_TEN))
    hidden = {one.group for one in card.values() if one.latest.state is State.SUPPRESSED}
    assert len(hidden) == 3
    assert hidden > set(AGES[:2])


def test_nobody_can_choose_to_show_fewer_than_six() -> None:
    with pytest.raises(ValueError, match="less than the 6"):
        DisclosureRule(smallest_shown=5)


@pytest.mark.parametrize("item", [YEARLY, DENTAL, IMMUNISED])
@pytest.mark.parametrize(("n", "shown"), [(1, False), (5, False), (0, True), (6, True), (95, True), (99, True)])
def test_how_few_had_a_health_check_is_hidden_and_how_few_had_none_is_not(item: str, n: int, shown: bool) -> None:
    assert latest(monthly(item, [(n, 100)]), DisclosureRule()).latest.has_number is shown


@pytest.mark.parametrize(("n", "shown"), [(3, False), (6, True), (94, True), (97, False), (100, True)])
def test_how_few_care_leavers_live_in_a_suitable_home_or_in_none_is_hidden(n: int, shown: bool) -> None:
    assert latest(monthly(SUITABLE, [(n, 100)]), DisclosureRule()).latest.has_number is shown


@pytest.mark.parametrize("item", [REVIEWS, VISITS, PEPS, PLANS])
@pytest.mark.parametrize("n", [2, 98])
def test_what_a_service_did_on_time_is_shown_however_few_it_was(item: str, n: int) -> None:
    assert latest(monthly(item, [(n, 100)]), FROM_TEN).latest.has_number


@pytest.mark.parametrize("held", [
    counts(MISSING, [1]),
    monthly("three_or_more_homes_pct", [(410, 412)]),
    monthly(ADOPTION_DAYS, [(298, 1)]),
    monthly(DENTAL, [(2, 4)]),
])  # fmt: skip
def test_an_exempt_report_hides_nothing(held: Series) -> None:
    assert not latest(held, DisclosureRule()).latest.has_number
    assert latest(held, EXEMPT).latest.has_number


def test_an_exempt_report_shows_every_age_of_a_small_council() -> None:
    held = [counts(AGE_BANDS, [n], group=age) for age, n in zip(AGES, (1, 2, 3, 4, 5), strict=True)]
    card = scored(*held, counts("children_in_care_count", [15]), choices=Choices(disclosure=EXEMPT))
    assert [card[f"{AGE_BANDS}:{age}"].latest.number for age in AGES] == [1, 2, 3, 4, 5]
    assert not all(one.latest.has_number for one in ages(15, 1, 2, 3, 4, 5))


def test_what_the_service_itself_hides_stays_hidden_in_an_exempt_report_and_is_not_called_our_rule() -> None:
    report = report_for(EXEMPT, counts(MISSING, [*[8] * 20, SUPPRESSED]), counts(TIMES, [20] * 21))
    (missing,) = report.card.of(MISSING)
    assert said(message([missing])) == "We do not have this figure: the service’s own return hides it."
    assert "c means that the service’s own return hides the figure." in words_of(compose(report))


@pytest.mark.parametrize(
    ("rule", "smallest"), [(DisclosureRule(), 6), (FROM_TEN, 10), (DisclosureRule(smallest_shown=11), 11)]
)
def test_the_words_of_a_hidden_figure_follow_the_council_s_own_number(rule: DisclosureRule, smallest: int) -> None:
    report = report_for(
        rule, counts(MISSING, [*[20] * 20, 3]), counts(TIMES, [40] * 21), monthly(PLANS, [(160, 179)] * 21)
    )
    (missing,) = report.card.of(MISSING)
    assert f"Fewer than {smallest} in December 2023." in said(message([missing]))
    assert f"{missing.measure.name}: fewer than {smallest} in" in said(message([missing], report.card.of(TIMES)[0]))
    for words in (words_of(compose(report)), words_of(how_to_read(report))):
        assert f"igure is about 1 to {smallest - 1} children" in words
        assert f"“Fewer than {smallest}” is 1 to {smallest - 1}" in words
        assert f"With an average of {max(10, smallest)} or more we print" in words


def small_council(rule: DisclosureRule) -> Report:
    return report_for(
        rule,
        counts(CAME, [2, 3] * 10 + [4]),
        counts(LEFT, [1] * 21),
        monthly(DENTAL, [(4, 5)] * 21),
        monthly(PLANS, [(2, 3)] * 21),
    )


def test_an_exempt_report_prints_no_rule_that_hid_nothing() -> None:
    words = f"{words_of(compose(small_council(EXEMPT)))}\n{words_of(how_to_read(small_council(EXEMPT)))}"
    assert "it shows small numbers too: we have hidden none" in words
    for rule in ("to protect children", "“c”", "about 1 to 5", "fewer than 6", "average of 10 or more", "own work"):
        assert rule not in words
    assert "to protect children" in words_of(compose(small_council(DisclosureRule())))


@pytest.mark.parametrize("parts", [("front", "reading"), ("cover", "sections"), ("sections",), ("how_to_read",)])
def test_an_exempt_report_is_marked_once_under_its_first_heading_whatever_its_parts(parts: tuple[str, ...]) -> None:
    report = replace(small_council(EXEMPT), layout=layout_of(CAME, DENTAL, PLANS, parts=parts))
    lines = words_of(compose(report)).split("\n")
    assert lines.count(MARK) == 1
    assert lines.index(MARK) <= 2
    assert MARK not in words_of(compose(replace(small_council(DisclosureRule()), layout=report.layout)))


@pytest.mark.parametrize("parts", [("front",), ("cover",)])
def test_an_exempt_report_is_never_called_public(parts: tuple[str, ...]) -> None:
    layout = layout_of(CAME, DENTAL, PLANS, parts=parts)
    exempt, public = (replace(small_council(rule), layout=layout) for rule in (EXEMPT, DisclosureRule()))
    assert "Public" not in words_of(compose(exempt)) and "Public" not in str(compose(exempt))
    assert "Public" in str(compose(public))


def test_every_page_of_an_exempt_report_is_marked_and_the_title_of_its_file_says_so() -> None:
    exempt, public = furniture(small_council(EXEMPT)), furniture(small_council(DisclosureRule()))
    assert said(exempt.marking) == MARK
    assert exempt.title == f"Exempt, not for publication: {public.title}"
    assert public.marking == ()


@pytest.mark.parametrize(
    ("numbers", "named"),
    [
        ((1,), "paragraph 1"),
        ((2, 1), "paragraphs 1 and 2"),
        ((1, 1, 2), "paragraphs 1 and 2"),
        ((1, 2, 3), "paragraphs 1 to 3"),
        ((1, 2, 3, 7), "paragraphs 1 to 3 and 7"),
        ((1, 2, 5), "paragraphs 1, 2 and 5"),
    ],
)
def test_the_mark_names_the_paragraphs_in_order(numbers: tuple[int, ...], named: str) -> None:
    assert said(exempt_mark(numbers)).endswith(f"Local Government Act 1972, {named}")


def test_the_mark_of_any_paragraphs_is_one_line_of_the_page() -> None:
    from layouts import theme
    from layouts.text.fonts import register_fonts
    from layouts.text.set_text import set_text

    register_fonts()
    every = [numbers for size in range(1, 8) for numbers in combinations(range(1, 8), size)]
    set_out = [set_text(exempt_mark(numbers), theme.STANDARD.furniture, theme.FRAME_WIDTH) for numbers in every]
    assert {len(words.lines) for words in set_out} == {1}


def test_the_exact_average_of_one_child_is_shown_to_the_meeting_alone() -> None:
    one = latest(monthly(ADOPTION_DAYS, [(298, 1)]), EXEMPT).latest
    assert (one.value, one.numerator, one.denominator) == (Decimal(298), Decimal(298), Decimal(1))
    assert observation(ADOPTION_DAYS, 298, 1).value == 298
