"""What needs attention: the worst first, how many more there are, and what the committee asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from layouts.blocks import Heading, Paragraph, Table
from report.metrics.judgement.exceptions import is_exception, severity
from report.pages.attention import MOST, attention
from report.pages.report_data import Report
from tests.report.made_reports import (
    EVERY,
    PLANS,
    all_of,
    comment,
    everything,
    report_of,
    rows_of,
    three_measures,
    with_hidden_figures,
    words_of,
)
from tests.report.returns import LIBRARY, monthly, said


def worst(report: Report) -> list[str]:
    return [score.measure.ref for score in sorted(filter(is_exception, report.card.scores), key=severity)]


@EVERY
def test_the_worst_five_have_a_row_each_in_their_order_and_the_others_are_named(report: Report) -> None:
    table = all_of(Table, attention(report))[0]
    assert [row[0].split()[0] for row in rows_of(table)] == worst(report)[:MOST]
    intro = said(all_of(Paragraph, attention(report))[0].text)
    assert [ref for ref in worst(report)[MOST:] if ref not in intro] == []
    assert ("Also off target" in intro) is (len(worst(report)) > MOST)


def test_the_sample_has_more_than_five() -> None:
    assert len(worst(everything())) > MOST


def test_of_each_the_gap_is_told_and_what_the_service_says() -> None:
    report = report_of(monthly(PLANS, [(150, 179)] * 13), comments=(comment(PLANS, why="Two posts were empty."),))
    ((measure, latest, _, reason),) = rows_of(all_of(Table, attention(report))[0])
    assert measure.startswith(LIBRARY[PLANS].ref)
    assert "83.8%" in latest and "11.2 percentage points below target" in latest
    assert "Two posts were empty." in reason
    bare = report_of(monthly(PLANS, [(150, 179)] * 13))
    assert "not given a reason" in rows_of(all_of(Table, attention(bare))[0])[0][-1]


def test_the_asks_follow_on_the_same_page_or_begin_one_where_nothing_else_is_there() -> None:
    heads = all_of(Heading, attention(everything()))
    assert [head.new_page for head in heads] == [True, False]
    good = replace(report_of(monthly(PLANS, [(179, 179)] * 13)), asks=everything().asks)
    assert worst(good) == []
    (alone,) = all_of(Heading, attention(good))
    assert alone.new_page


def test_where_nothing_is_off_target_worse_or_asked_there_is_no_such_page() -> None:
    assert attention(report_of(monthly(PLANS, [(179, 179)] * 13))) == []


def test_a_figure_that_is_hidden_needs_no_attention() -> None:
    assert worst(with_hidden_figures()) == [LIBRARY[PLANS].ref]


def test_how_often_chance_would_call_a_measure_worse_is_said_with_the_worst() -> None:
    assert (
        "We tested 10 measures that can get better or worse. Had none of them changed, about 1 report in 10"
        in words_of(attention(everything()))
    )
    assert re.search(
        r"We tested (one measure|two measures) that can get better or worse\.", words_of(attention(three_measures()))
    )


def test_of_long_words_there_is_as_much_as_a_box_has_and_where_the_rest_is() -> None:
    long = " ".join(f"word{number}" for number in range(60))
    report = report_of(monthly(PLANS, [(150, 179)] * 13), comments=(comment(PLANS, why=long),))
    (row,) = rows_of(all_of(Table, attention(report))[0])
    assert row[-1].startswith("word0 word1") and "word59" not in row[-1]
    assert row[-1].endswith("… more at 7.1 in the notes. The service has not said what it is doing.")


def test_of_one_measure_it_is_said_what_it_is() -> None:
    def intro(*figures: tuple[int, int]) -> str:
        return said(all_of(Paragraph, attention(report_of(monthly(PLANS, [*figures]))))[0].text)

    assert intro(*[(150, 179)] * 13).startswith("This is off target. ")
    assert intro((178, 179), *[(178, 179)] * 11, (100, 179)).startswith("This is off target and clearly worse. ")
