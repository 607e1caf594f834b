"""The first page: whose report it is, a message, a shape for each target, tiles, and what the committee is asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from layouts.blocks import Heading, ItemList, Paragraph, Strip, Tiles
from report.metrics.judgement.exceptions import JUDGED, is_exception, severity
from report.metrics.model.printed_fact import Fact
from report.pages.front import front, one_of_each
from report.pages.report_data import Report
from report.settings.layout_file import MOST_TILES
from report.settings.report_file import Settings
from tests.report.made_reports import (
    CAME,
    DENTAL,
    EVERY,
    IN_CARE,
    MISSING,
    PLANS,
    STAYS,
    VISITS,
    all_of,
    everything,
    layout_of,
    one_of,
    report_of,
    three_measures,
    usual_layout,
    with_a_new_way_of_counting,
    with_hidden_figures,
    words_of,
)
from tests.report.returns import LIBRARY, counts, monthly, said


def tiles_of(report: Report) -> Tiles:
    return one_of(Tiles, front(report))


def styles(report: Report) -> list[str]:
    return [block.style for block in all_of(Paragraph, front(report))]


def test_a_council_with_everything_reads_from_whose_it_is_to_what_is_asked_of_the_committee() -> None:
    blocks = front(everything())
    kinds = [block.style if isinstance(block, Paragraph) else type(block).__name__ for block in blocks]
    order = ["kicker", "Heading", "lead", "facts", "message", "Strip", "Tiles", "small", "Heading", "ItemList"]
    assert list(dict.fromkeys(kinds)) == list(dict.fromkeys(order))
    assert kinds[-2:] == order[-2:]


@EVERY
def test_it_begins_with_one_title_and_the_day_of_the_report(report: Report) -> None:
    blocks = front(report)
    (title,) = [block for block in all_of(Heading, blocks) if block.level == 1]
    assert said(title.text) == report.layout.title
    assert "31 December 2023" in words_of([blocks[blocks.index(title) + 1]])


def test_a_fact_that_nobody_gave_has_no_line() -> None:
    bare = replace(three_measures(), settings=Settings(service=""))
    assert {"kicker", "facts"} & set(styles(bare)) == set()
    assert "asked to" not in words_of(front(bare))
    given = replace(bare, settings=Settings(council="Testshire", committee="Panel", meeting_date=date(2024, 2, 14)))
    assert "Panel, 14 February 2024." in words_of(front(given))
    assert styles(given)[0] == "kicker"


def test_a_contact_stands_in_place_of_an_author() -> None:
    author = replace(three_measures(), settings=Settings(author="Ann Author"))
    both = replace(author, settings=Settings(author="Ann Author", contact="team@council.example"))
    assert "Ann Author" in words_of(front(author)) and "Ann Author" not in words_of(front(both))
    (link,) = [s.link for b in all_of(Paragraph, front(both)) for s in b.text if s.link]
    assert link == "mailto:team@council.example"


def test_the_councils_own_message_stands_in_place_of_the_one_made_by_rules() -> None:
    own = replace(everything(), settings=replace(everything().settings, message="A hard year."))
    (message,) = [block for block in all_of(Paragraph, front(own)) if block.style == "message"]
    assert said(message.text) == "A hard year."


def test_what_the_committee_is_asked_is_numbered_and_names_the_day() -> None:
    asked = Settings(committee="Panel", recommendations=("Note the position at {date}.", "Discuss it."))
    *_, heading, items = front(replace(three_measures(), settings=asked))
    assert isinstance(heading, Heading) and "Panel is asked to" in said(heading.text)
    assert isinstance(items, ItemList) and items.numbered
    assert [said(item) for item in items.items if isinstance(item, tuple)] == [
        "Note the position at 31 December 2023.",
        "Discuss it.",
    ]


# A shape for each target.


@EVERY
def test_each_target_that_is_judged_has_one_shape_over_its_reference(report: Report) -> None:
    strip = one_of(Strip, front(report))
    judged = [score.measure.ref for score in one_of_each(report) if score.status in JUDGED]
    shown = [said(text) for group in strip.groups for text in group.texts]
    assert sorted(shown) == sorted(judged)
    assert all(span.link == f"#{span.text}" for group in strip.groups for text in group.texts for span in text)


@EVERY
def test_each_group_says_how_many_it_has_and_those_that_are_met_are_said_first_though_there_are_none(
    report: Report,
) -> None:
    groups = one_of(Strip, front(report)).groups
    assert [said(group.label).split()[0] for group in groups] == [str(len(group.texts)) for group in groups]
    assert said(groups[0].label).endswith(" met") and groups[0].shape == "full"
    assert len({group.shape for group in groups}) == len(groups)


def test_the_label_of_the_shapes_says_how_many_targets_there_are() -> None:
    assert "11" in said(one_of(Strip, front(everything())).label)
    one = report_of(counts(IN_CARE, [400] * 13), monthly(PLANS, [(171, 179)] * 13))
    assert "one target" in said(one_of(Strip, front(one)).label)


def test_without_a_target_there_are_no_shapes_and_the_message_counts_none() -> None:
    report = report_of(counts(IN_CARE, [400] * 13), counts(CAME, [12] * 13))
    assert all_of(Strip, front(report)) == []
    assert "message" not in styles(report)
    assert [tile.ref for tile in tiles_of(report).tiles] == [LIBRARY[IN_CARE].ref, LIBRARY[CAME].ref]


# Tiles.


@EVERY
def test_tiles_are_those_that_the_layout_names_and_that_have_a_figure_in_its_order(report: Report) -> None:
    named = [LIBRARY[name].ref for name in report.layout.tiles]
    with_figure = {score.measure.ref for score in one_of_each(report) if score.latest.has_number}
    shown = [tile.ref for tile in tiles_of(report).tiles]
    wanted = [ref for ref in named if ref in with_figure]
    assert shown[: len(wanted)] == wanted
    assert len(shown) == len(set(shown)) == min(len(named), len(with_figure))


def test_where_a_named_tile_has_no_figure_the_worst_of_the_others_stands_in_its_place() -> None:
    report = report_of(
        counts(IN_CARE, [400] * 13),
        counts(CAME, [12] * 13),
        monthly(DENTAL, [(100, 273)] * 13),
        monthly(STAYS, [(80, 120)] * 13),
        layout=replace(usual_layout(), tiles=(IN_CARE, PLANS, VISITS)),
    )
    assert [tile.ref for tile in tiles_of(report).tiles] == [LIBRARY[name].ref for name in (IN_CARE, DENTAL, STAYS)]


@EVERY
def test_without_a_choice_the_worst_come_first_and_there_are_never_more_than_six(report: Report) -> None:
    free = replace(report, layout=replace(report.layout, tiles=()))
    scores = one_of_each(free)
    worst = [s.measure.ref for s in sorted(filter(is_exception, scores), key=severity)][: MOST_TILES - 2]
    shown = [tile.ref for tile in tiles_of(free).tiles]
    assert shown[: len(worst)] == worst
    assert len(shown) == len(set(shown)) == min(MOST_TILES, sum(score.latest.has_number for score in scores))


@EVERY
def test_every_tile_has_a_figure_that_is_accounted_for_a_status_with_its_shape_and_a_chart(report: Report) -> None:
    for tile in tiles_of(report).tiles:
        assert any(isinstance(span.about, Fact) for span in tile.number)
        assert said(tile.status.text) and tile.status.shape
        assert tile.chart is not None and tile.chart.draw(150, 40, 8, "12436D").alt_text
        assert len(tile.lines) == 2 and said(tile.lines[0])


def test_a_figure_that_is_hidden_has_no_tile() -> None:
    report = with_hidden_figures()
    free = replace(report, layout=layout_of(MISSING, CAME, PLANS))
    assert [tile.ref for tile in tiles_of(free).tiles] == [LIBRARY[PLANS].ref]
    assert "c" not in [said(tile.number) for tile in tiles_of(free).tiles]


def test_beside_a_status_stands_the_target_or_of_what_is_never_judged_the_plan() -> None:
    aside = {tile.ref: said(tile.aside) for tile in tiles_of(everything()).tiles}
    assert aside["7.1"].startswith("target 95%")
    assert aside["1.1"] == "plan 484"
    assert aside["2.1"] == ""


def test_a_year_ago_is_told_where_it_can_be_compared_and_else_why_not() -> None:
    lines = {tile.ref: [said(line) for line in tile.lines] for tile in tiles_of(everything()).tiles}
    assert "12.5%" in lines["3.1"][1] and "62 of 412 children" in lines["3.1"][0]
    report = with_a_new_way_of_counting()
    (visits,) = [tile for tile in tiles_of(report).tiles if tile.ref == LIBRARY[VISITS].ref]
    assert said(visits.lines[1]) == "Counted differently a year ago"
    assert not any(letter.isdigit() for letter in said(visits.lines[1]))
    first = report_of(counts(IN_CARE, [400] * 5))
    assert said(tiles_of(first).tiles[0].lines[1]) == ""


@EVERY
def test_the_note_under_the_tiles_says_which_lines_are_of_single_months(report: Report) -> None:
    (note,) = [said(block.text) for block in all_of(Paragraph, front(report)) if block.style == "small"]
    by_ref = {score.measure.ref: score for score in one_of_each(report)}
    for tile in tiles_of(report).tiles:
        assert (tile.ref in note) is (by_ref[tile.ref].headline is not by_ref[tile.ref].series)


def test_a_tile_of_groups_says_which_group_and_only_a_layout_that_names_it_has_one() -> None:
    report = everything()
    groups = list({score.measure.id: score for score in reversed(one_of_each(report)) if score.group}.values())
    assert groups
    unasked = {tile.ref for tile in tiles_of(replace(report, layout=replace(report.layout, tiles=()))).tiles}
    for score in groups:
        asked = replace(report, layout=replace(report.layout, tiles=(score.measure.id,)))
        (tile,) = tiles_of(asked).tiles
        assert said(tile.name) == f"{score.measure.short_name}: {score.group}"
        assert is_exception(score) or score.measure.ref not in unasked


def test_a_first_page_that_is_not_first_has_nothing_over_its_heading() -> None:
    report = everything()
    blocks = front(replace(report, layout=replace(report.layout, parts=("glance", "front"))))
    assert isinstance(blocks[0], Heading)


def test_of_groups_the_largest_stands_for_the_measure_or_each_where_they_have_no_order() -> None:
    report = everything()
    ids = Counter(score.measure.id for score in one_of_each(report))
    for item, count in ids.items():
        assert count == (1 if LIBRARY[item].ranked else len(report.card.of(item)))
    assert max(ids.values()) == 4  # teams that do different jobs
    (ages,) = [score for score in one_of_each(everything()) if score.measure.parts_of]
    assert ages.latest.number == max(s.latest.number for s in everything().card.of(ages.measure.id))


def test_three_measures_fill_a_page_with_what_is_known_of_them() -> None:
    report = three_measures()
    words = words_of(front(report))
    assert "of our two targets, one was met" in words.lower()
    assert {tile.ref for tile in tiles_of(report).tiles} == {LIBRARY[name].ref for name in (IN_CARE, PLANS, DENTAL)}
    assert LIBRARY[DENTAL].short_name.lower() in words
