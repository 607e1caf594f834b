"""The young people's sheet: which promises it shows, how honestly its numbers are rounded, and how easily it reads."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from layouts.blocks import Block, Paragraph, Promise, Promises, plain
from report.metrics.model import formatting
from report.metrics.model.measure import Basis, Comparison, Target
from report.metrics.model.printed_fact import Fact
from report.metrics.score import score
from report.pages.promises import MOST, nothing_to_show, of_every_100, promises
from report.pages.report_data import Report
from report.settings.chart_names import CHART_HELP
from report.settings.layout_file import BadLayout, Layout, read_layout
from report.settings.report_file import Settings
from tests.report import readability
from tests.report.returns import DECEMBER, LIBRARY, NO_CHOICES, Series, intake, monthly

LAYOUT = read_layout("young_people", Path(), tuple(LIBRARY), CHART_HELP)
LONGEST_SENTENCE = 15  # words
OLDEST_READER = 11  # years
DENTAL, HOMES, VISITS = "dental_check_pct", "three_or_more_homes_pct", "visits_on_time_pct"


def target(value: str, comparison: Comparison = Comparison.AT_LEAST) -> Target:
    return Target(Decimal(value), comparison, Basis.LOCAL)


def report(*held: Series, layout: Layout = LAYOUT, settings: Settings | None = None) -> Report:
    card = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, NO_CHOICES, formatting.printed)[0]
    return Report(layout, settings or Settings(), card, (), "", (), 1)


def sheet(*held: Series, settings: Settings | None = None) -> list[Block]:
    return promises(report(*held, settings=settings))


def shown(*held: Series) -> list[Promise]:
    return [one for block in sheet(*held) if isinstance(block, Promises) for one in block.items]


def said(blocks: list[Block]) -> str:
    return " ".join(plain(block.text) for block in blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    ("value", "goal", "number", "promised", "about"),
    [
        ("8.9", target("95"), 9, 95, ""),
        ("87.5", None, 88, None, ""),
        ("99.6", None, 99, None, "more"),
        ("99.9999", target("98"), 99, 98, "more"),
        ("100", target("100"), 100, 100, ""),
        ("99.99999999999", target("100"), 100, 100, ""),
        ("0.4", None, 1, None, "less"),
        ("0.5", target("1"), 1, 1, "less"),
        ("99.5", target("99", Comparison.AT_MOST), 99, 99, "more"),
        ("0", target("8", Comparison.AT_MOST), 0, 8, ""),
        ("94.6", target("95"), 94, 95, "more"),
        ("95.4", target("95"), 95, 95, ""),
        ("8.4", target("8", Comparison.AT_MOST), 9, 8, "less"),
        ("7.6", target("8", Comparison.AT_MOST), 8, 8, ""),
        ("97.4", target("97.5"), 97, 98, ""),
        ("97.5", target("97.5"), 98, 98, ""),
        ("8.5", target("8.5", Comparison.AT_MOST), 8, 8, "more"),
    ],
)
def test_a_percentage_of_every_100_is_true_beside_none_all_and_the_promise(
    value: str, goal: Target | None, number: int, promised: int | None, about: str
) -> None:
    share = of_every_100(Decimal(value), goal)
    assert (share.number, share.promised) == (number, promised)
    assert (share.more, share.less) == (about == "more", about == "less")


def test_every_percentage_has_a_whole_number_on_its_own_side_of_every_promise() -> None:
    for tenth in range(1001):
        value = Decimal(tenth) / 10
        for goal in range(101):
            for comparison in Comparison:
                share = of_every_100(value, target(str(goal), comparison))
                at_least = comparison is Comparison.AT_LEAST
                kept = value >= goal if at_least else value <= goal
                told = share.number >= goal if at_least else share.number <= goal
                assert abs(share.number - value) <= 1
                assert told is kept or ((share.more or share.less) and share.number in {1, 99}), (value, goal)


def test_a_promise_says_its_number_what_was_promised_and_whether_it_was_kept() -> None:
    (one,) = shown(monthly(DENTAL, [(236, 268), (235, 270), (238, 273)], target=("90", "at least")))
    assert (plain(one.name), plain(one.number), plain(one.promise)) == ("See a dentist", "87", "We promised 90.")
    assert plain(one.sentence) == "87 of every 100 children in care for a year saw a dentist."
    assert one.status and (plain(one.status.text), one.status.shape) == ("Nearly there", "half")


def test_a_measure_of_which_less_is_better_says_what_we_want() -> None:
    (one,) = shown(monthly(HOMES, [(62, 412)], target=("8", "at most")))
    assert (plain(one.number), plain(one.promise)) == ("15", "We want 8 or fewer.")
    drawing = one.chart.draw(90.0, 90.0, 10.0, "12436D")
    assert "15 of a hundred circles are filled; the promise is at most 8." in plain(drawing.alt_text)


def test_each_number_carries_the_figure_it_is_worked_out_from() -> None:
    (one,) = shown(monthly(DENTAL, [(238, 273)], target=("90", "at least")))
    facts = [span.about for text in (one.number, one.sentence, one.promise) for span in text if span.about]
    assert [(fact.what, str(fact.exact)[:5]) for fact in facts if isinstance(fact, Fact)] == [
        ("of every 100", "87.17"),
        ("of every 100", "87.17"),
        ("target", "90"),
    ]
    assert all(fact.sources for fact in facts)


def test_a_little_more_is_said_in_the_sentence_and_not_in_the_large_number() -> None:
    (one,) = shown(monthly("reviews_on_time_pct", [(249, 250)]))
    assert plain(one.number) == "99"
    assert plain(one.sentence) == "99 (and a little more) of every 100 reviews happened on time."
    assert (one.promise, one.status) == ((), None)


def test_a_promise_of_few_children_without_counts_or_hidden_gives_its_place_to_the_next() -> None:
    few, hidden = monthly(DENTAL, [(17, 19)]), monthly(HOMES, [(3, 40)])
    held = [monthly(one.measure, [(30, 40)]) for one in LAYOUT.promises if one.measure not in {DENTAL, HOMES}]
    every = shown(few, hidden, *held)
    titles = {one.measure: one.title for one in LAYOUT.promises}
    assert len(every) == MOST
    assert not {titles[DENTAL], titles[HOMES]} & {plain(one.name) for one in every}
    assert plain(every[-1].name) == LAYOUT.promises[7].title


def test_without_a_promise_that_may_be_shown_there_is_no_sheet_and_why_is_said() -> None:
    empty = report(monthly(DENTAL, [(17, 19)]))
    assert promises(empty) == []
    assert "20 or more children" in nothing_to_show(empty)


def test_it_says_who_asks_next_and_whom_to_tell() -> None:
    from datetime import date

    held = monthly(DENTAL, [(238, 273)])
    given = Settings(council="Sample City Council", contact="hello@sample.example", meeting_date=date(2024, 2, 14))
    words = said(sheet(held, settings=given)).replace("\N{NO-BREAK SPACE}", " ")
    assert "We are Sample City Council." in words and "up to 31 December 2023" in words
    assert "on 14 February 2024" in words and "or to us: hello@sample.example." in words
    bare = said(sheet(held))
    assert "We are your council." in bare and "on " not in bare.partition("What happens next?")[2]
    assert "{" not in words + bare


def test_a_reissued_sheet_says_so() -> None:
    again = report(monthly(DENTAL, [(238, 273)]))
    again = replace(again, memory=replace(again.memory, reissue="A dentist sent forms late."))
    assert "takes the place of an earlier one. A dentist sent forms late." in said(promises(again))


def _every_sentence() -> list[str]:
    assert LAYOUT.words is not None
    texts = [getattr(LAYOUT.words, name) for name in LAYOUT.words.__dataclass_fields__]
    texts += [text for one in LAYOUT.promises for text in (one.title, one.sentence, one.promise)]
    gaps = {"n": "87", "target": "90", "council": "our council", "date": "31 December 2023", "contact": "us"}
    filled = [text.format(meeting="14 February 2024", **gaps) for text in (LAYOUT.title, *texts)]
    return [sentence for text in filled for sentence in re.split(r"(?<=[.?:])\s+", text) if sentence]


def test_its_sentences_are_short_and_an_eleven_year_old_reads_them() -> None:
    sentences = _every_sentence()
    longest = max(sentences, key=lambda sentence: len(sentence.split()))
    assert len(longest.split()) <= LONGEST_SENTENCE, longest
    assert readability.reading_age(sentences) <= OLDEST_READER


OWN = """
title = "Our promises"
parts = ["promises"]
[words]
introduction = "{when}"
circles = "One circle."
"""


def test_what_is_wrong_with_a_sheet_is_said_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "young_people.toml").write_text(
        f'{OWN}[[promise]]\nmeasure = "dental_check"\ntitle = "Teeth"\nsentence = "{{m}} of every 100."\n', "utf-8"
    )
    with pytest.raises(BadLayout) as trouble:
        read_layout("young_people.toml", tmp_path, tuple(LIBRARY), CHART_HELP)
    told = "\n".join(trouble.value.problems)
    assert "of words in curly brackets it may have {council} and {date}" in told
    assert "“at_least” is missing" in told
    assert "promise 1: there is no measure “dental_check”" in told
    assert "promise 1: “sentence” must be text in quotation marks; of words in curly brackets it has {n}" in told


def test_a_layout_with_the_part_and_no_promises_is_told(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('title = "Ours"\nparts = ["cover", "promises"]\n', "utf-8")
    with pytest.raises(BadLayout, match="the part “promises” needs them"):
        read_layout("ours.toml", tmp_path, tuple(LIBRARY), CHART_HELP)
