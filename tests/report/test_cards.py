"""The boxes of measures: what stands in each, for whom, and what an officer says beside the figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from layouts.blocks import Card, Heading, ItemList, Paragraph
from report.metrics.judgement.target_status import TargetRules
from report.metrics.model.measure import Comparison, Polarity, Target, Unit
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Status
from report.metrics.score import Choices
from report.pages.cards import LONGEST, LONGEST_NAME, MOST_COLUMNS, card, in_full, panels
from report.pages.data_notes import data_notes
from report.pages.plotted import periods_of
from report.pages.reading import reading
from report.pages.report_data import Report
from report.settings.layout_file import PanelSpec
from tests.report.made_reports import (
    CAME,
    EVERY,
    HOMES,
    IN_CARE,
    LEFT,
    MISSING,
    NOTE,
    PLANS,
    TIMES,
    VISITS,
    all_of,
    comment,
    everything,
    layout_of,
    report_of,
    three_measures,
    with_a_new_way_of_counting,
    with_hidden_figures,
    words_of,
)
from tests.report.returns import LIBRARY, SUPPRESSED, counts, monthly, observation, said, score_of, scored

KEPT_OUT = "The service’s words are not printed here: they could give away a hidden number."
LONG = " ".join(f"word{number}" for number in range(60))  # over twice what a box has room for


def card_of(report: Report, item: str) -> Card:
    (found,) = [one for one in all_of(Card, panels(report)) if one.ref == LIBRARY[item].ref]
    return found


def columns_of(box: Card) -> dict[str, str]:
    return {said(head): said(words) for head, words in box.columns}


@EVERY
def test_every_panel_of_the_layout_with_scores_is_a_box_under_the_heading_of_its_section(report: Report) -> None:
    blocks = panels(report)
    expected: list[str] = []
    for section in report.sections:
        expected.append(section.title)
        expected += [LIBRARY[p.measure].ref for p in section.panels if report.card.of(p.measure)]
    assert [
        said(b.text) if isinstance(b, Heading) else b.ref for b in blocks if isinstance(b, Heading | Card)
    ] == expected
    assert [b.new_page for b in all_of(Heading, blocks)] == [not report.is_short] + [False] * (len(report.sections) - 1)


@EVERY
def test_every_box_has_a_message_a_number_and_a_chart_and_leads_to_its_numbers(report: Report) -> None:
    for box in all_of(Card, panels(report)):
        assert said(box.message).endswith(".") and said(box.number) and box.basis
        assert box.link == f"#n{box.ref}"
        if box.chart is not None:
            assert len(said(box.chart.draw(300, 90, 8, "12436D").alt_text)) > 20


def test_without_the_page_of_numbers_no_box_leads_to_it() -> None:
    report = replace(three_measures(), layout=layout_of(PLANS, parts=("panels",)))
    assert {box.link for box in all_of(Card, panels(report))} == {""}


@EVERY
def test_every_number_of_a_message_rests_on_a_figure(report: Report) -> None:
    for box in all_of(Card, panels(report)):
        printed = [span for span in box.number if span.text != "Fewer than\N{NO-BREAK SPACE}6"]  # the rule's own number
        digits = [span for span in printed if any(letter.isdigit() for letter in span.text)]
        assert all(isinstance(span.about, Fact) for span in digits)


def test_a_status_stands_in_a_box_unless_it_is_of_groups_or_is_never_judged() -> None:
    for box in all_of(Card, panels(everything())):
        measure = next(score.measure for score in everything().card.scores if score.measure.ref == box.ref)
        judged = measure.polarity is not Polarity.CONTEXT and not measure.groups
        assert (box.status is not None) is judged


def test_a_name_that_is_too_long_for_its_line_gives_way_to_the_short_one() -> None:
    for box in all_of(Card, panels(everything())):
        measure = next(score.measure for score in everything().card.scores if score.measure.ref == box.ref)
        assert said(box.name).startswith(measure.name if len(measure.name) <= LONGEST_NAME else measure.short_name)


def test_of_two_measures_both_are_named_and_told() -> None:
    report = report_of(counts(CAME, [12] * 21), counts(LEFT, [9] * 21))
    box = card_of(report, CAME)
    assert LIBRARY[LEFT].ref in said(box.name)
    assert "12" in said(box.message) and "9" in said(box.message)
    assert [one.ref for one in all_of(Card, panels(report))] == [box.ref]


def test_a_section_says_what_the_layout_says_of_it() -> None:
    report = three_measures()
    (section,) = layout_of(PLANS).sections
    told = replace(report, layout=replace(layout_of(PLANS), sections=(replace(section, commentary="A hard year."),)))
    assert [said(one.text) for one in all_of(Paragraph, panels(told))] == ["A hard year."]


# Since when.


def message_of(ratios: list[tuple[int, int]], item: str = PLANS) -> str:
    return said(card_of(report_of(monthly(item, ratios)), item).message)


def test_it_is_said_that_a_target_is_met_or_since_when_it_has_been_missed() -> None:
    """Against 95% or more, of the months from April 2022 to December 2023."""
    good, bad = (175, 179), (160, 179)
    assert "meets the target of 95%" in message_of([good] * 21)
    assert "since October 2023" in message_of([good] * 18 + [bad] * 3)
    assert "since April 2022 or earlier" in message_of([bad] * 21)
    alone = message_of([good] * 20 + [bad])
    assert "misses the target" in alone and "since" not in alone


def test_of_a_run_with_a_gap_it_is_not_said_since_when() -> None:
    held = monthly(PLANS, [(160, 179)] * 21)
    gap = replace(held, points=tuple(one for n, one in enumerate(held.points) if n != 12))
    assert "since" not in said(card_of(report_of(gap), PLANS).message)


def test_of_a_target_that_was_another_in_earlier_months_it_is_not_said_since_when() -> None:
    target = Target(Decimal(95), Comparison.AT_LEAST, by_quarter=tuple(map(Decimal, (92, 93, 95, 95))))
    held = scored(monthly(PLANS, [(160, 179)] * 9), choices=Choices(TargetRules({PLANS: target})))[PLANS]
    told = said(card(three_measures(), PanelSpec(PLANS), (held,)).message)
    assert "misses the target of 95%" in told and "since" not in told


@pytest.mark.parametrize("status", [Status.TOO_FEW, Status.NOT_CLEAR, Status.NOT_JUDGED, Status.NO_TARGET])
def test_of_what_is_not_judged_no_target_is_met_or_missed(status: Status) -> None:
    goal = Target(Decimal(95), Comparison.AT_LEAST)
    held = score_of(observation(PLANS, 160, 179), status=status, target=goal)
    told = said(card(three_measures(), PanelSpec(PLANS), (held,)).message)
    assert "meets" not in told and "misse" not in told
    assert ("too few" in told) is (status is Status.TOO_FEW)


# What may not be seen, and what is counted anew.


def test_a_figure_that_is_hidden_is_said_to_be_and_has_no_number() -> None:
    report = with_hidden_figures()
    for item, number in ((CAME, "Fewer than 6"), (MISSING, "Hidden")):  # the last by its service
        box = card_of(report, item)
        assert said(box.number) == number and "to protect children" in said(box.message).casefold()
    assert "3" not in words_of([card_of(report, CAME)]).replace("December 2023", "").split()


def test_a_box_of_which_all_is_hidden_says_so_in_one_line() -> None:
    report = report_of(counts(MISSING, [SUPPRESSED] * 3), counts(TIMES, [SUPPRESSED] * 3))
    box = card_of(report, MISSING)
    assert said(box.message) == "The figure in December 2023 is hidden, to protect children."
    assert (box.number, box.chart, box.basis) == ((), None, ())


def test_a_new_way_of_counting_is_told_in_its_box_and_nothing_is_compared_across_it() -> None:
    box = card_of(with_a_new_way_of_counting(), VISITS)
    assert NOTE in words_of([box])
    basis = " ".join(map(said, box.basis))
    assert basis.endswith("Counted in another way a year ago, so we do not compare")
    assert NOTE not in words_of([card_of(with_a_new_way_of_counting(), PLANS)])


# The officer's words.


def off_target(*comments_on: tuple[str, str]) -> Report:
    return report_of(
        monthly(HOMES, [(60, 412)] * 21), comments=tuple(comment(item, why=words) for item, words in comments_on)
    )


def test_what_a_service_says_stands_under_its_questions_in_three_columns() -> None:
    said_of = comment(HOMES, why="Few homes.", doing="We recruit.", who="The manager.")
    box = card_of(report_of(monthly(HOMES, [(60, 412)] * 21), comments=(said_of,)), HOMES)
    assert list(columns_of(box).values()) == ["Few homes.", "We recruit.", "The manager"]
    assert card_of(three_measures(), PLANS).columns == ()


def test_long_words_are_cut_at_the_end_of_a_word_and_stand_whole_in_the_notes() -> None:
    report = off_target((HOMES, LONG))
    (words,) = columns_of(card_of(report, HOMES)).values()
    kept, _, where = words.partition(" …")
    assert LONG.startswith(f"{kept} ") and LONG[: LONGEST - len("word00 ")].startswith(kept[: LONGEST // 2])
    assert LIBRARY[HOMES].ref in where and len(kept) <= LONGEST
    notes = words_of(all_of(ItemList, reading(report)))
    assert LONG in notes


@pytest.mark.parametrize(("length", "whole"), [(LONGEST, True), (LONGEST + 1, False)])
def test_words_that_just_fit_are_not_cut_and_are_not_said_twice(length: int, whole: bool) -> None:
    words = ("ab " * 100)[: length - 1] + "x"
    report = off_target((HOMES, words))
    assert (columns_of(card_of(report, HOMES))["Why"] == words) is whole
    assert (words in words_of(reading(report))) is not whole


def test_what_is_said_of_the_second_of_two_measures_is_in_the_box_or_in_the_notes() -> None:
    held = counts(CAME, [12] * 21), counts(LEFT, [9] * 21)
    second = comment(LEFT, why="Many turned 18.")
    alone = report_of(*held, comments=(second,))
    assert columns_of(card_of(alone, CAME)) == {"Why": "Many turned 18."}
    assert "Many turned 18." not in words_of(reading(alone))
    both = report_of(*held, comments=(comment(CAME, why="More came."), second))
    assert columns_of(card_of(both, CAME)) == {"Why": "More came."}
    assert "Many turned 18." in words_of(reading(both)) and "More came." not in words_of(reading(both))


def test_a_comment_of_more_columns_than_a_box_has_is_whole_in_the_notes() -> None:
    every = comment(HOMES, commentary="All said.", why="Few homes.", doing="We recruit.", who="The manager.")
    report = report_of(monthly(HOMES, [(60, 412)] * 21), comments=(every,))
    assert len(card_of(report, HOMES).columns) == MOST_COLUMNS
    assert "The manager" in words_of(in_full(report)) and "The manager" in words_of(reading(report))


def test_what_a_box_has_no_room_for_stands_in_the_data_notes_of_a_layout_without_the_reading_part() -> None:
    report = off_target((HOMES, LONG))
    full = replace(report, layout=replace(report.layout, parts=("panels", "data_notes")))
    assert LONG in words_of(data_notes(full))
    assert " … " in columns_of(card_of(full, HOMES))["Why"]
    alone = replace(report, layout=replace(report.layout, parts=("panels",)))
    assert columns_of(card_of(alone, HOMES))["Why"] == LONG


def test_what_is_said_of_a_measure_that_has_no_box_stands_in_the_notes() -> None:
    report = off_target((HOMES, "Few homes."))
    without = replace(report, layout=layout_of(PLANS, parts=("panels", "reading")))
    assert "Few homes." in words_of(reading(without))


def test_a_box_of_a_number_has_neither_a_verdict_nor_a_status() -> None:
    box = card_of(three_measures(), IN_CARE)
    assert box.status is None and "target" not in said(box.message)


def test_the_notes_do_not_say_again_that_the_words_on_the_other_measure_of_a_pair_are_not_printed() -> None:
    report = replace(everything(), comments=(comment(CAME, why="Few came."), comment(LEFT, why=KEPT_OUT)))
    assert in_full(report) == []
    both = replace(report, comments=(report.comments[0], comment(LEFT, why=KEPT_OUT, doing="We plan earlier.")))
    assert KEPT_OUT in words_of(in_full(both)), "with what is printed of them"


@pytest.mark.parametrize(
    ("item", "noun"),
    [(HOMES, "periods of 12 months"), (PLANS, "months"), ("entry_to_adoptive_home_days_mean", "periods of 12 months")],
)
def test_a_figure_of_12_months_is_not_called_one_of_a_month_or_a_quarter(item: str, noun: str) -> None:
    """The chart's words count its figures: adoption's stand at the ends of quarters, those of homes at each month's."""
    held = monthly(item, [(9000 if LIBRARY[item].unit is Unit.DAYS else 60, 100)] * 21)
    (score,) = report_of(held, counts(LEFT, [40] * 21)).card.of(item)
    assert periods_of(score.series) == noun
