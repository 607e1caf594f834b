"""A layout as an officer writes it: what is wrong is said all at once, and every shipped one can be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from layouts.blocks import plain
from report.pages import charts, compose
from report.settings.chart_names import CHART_HELP
from report.settings.layout_file import (
    NUMBERS,
    PARTS,
    USUAL_WINDOW,
    BadLayout,
    Layout,
    PanelSpec,
    read_layout,
    shipped_layouts,
)
from report.settings.returned_measures import with_returned
from tests.report.returns import LIBRARY, monthly, observation, score_of, scored


def read(folder: Path, text: str, name: str = "ours.toml") -> Layout:
    (folder / name).write_text(text, "utf-8")
    return read_layout(name, folder, tuple(LIBRARY), CHART_HELP)


def mistakes(folder: Path, text: str) -> Sequence[str]:
    with pytest.raises(BadLayout) as trouble:
        read(folder, text)
    assert all(problem.startswith("ours.toml: ") for problem in trouble.value.problems)
    return trouble.value.problems


GOOD = """
title = "Our report"
parts = ["cover", "sections"]
headlines = ["dental_check_pct"]
[[section]]
title = "Health"
commentary = "Our own words."
[[section.panel]]
measure = "dental_check_pct"
charts = ["months"]
[[section.panel]]
measure = "children_missing_count"
with = "missing_episodes_count"
charts = ["pair"]
window = 12
numbers = "months"
optional = true
commentary = "More of our own words."
"""


def test_the_first_page_has_room_for_six_tiles_each_of_another_measure(tmp_path: Path) -> None:
    ids = list(LIBRARY)[:7]
    assert read(tmp_path, f"tiles = {ids[:6]}{GOOD}").tiles == tuple(ids[:6])
    (many,) = mistakes(tmp_path, f"tiles = {ids}{GOOD}")
    assert "names 7 measures" in many and "room for 6" in many
    (twice,) = mistakes(tmp_path, f"tiles = {[ids[0], ids[0]]}{GOOD}")
    assert f"names {ids[0]} twice" in twice


@pytest.mark.parametrize("name", shipped_layouts())
def test_every_shipped_layout_can_be_used(name: str, tmp_path: Path) -> None:
    layout = read_layout(name, tmp_path, tuple(LIBRARY), CHART_HELP)
    assert layout.sections or layout.promises
    assert layout.measures <= set(LIBRARY)
    named = {p.measure for s in layout.sections for p in s.panels} | {
        p.second for s in layout.sections for p in s.panels
    }
    assert named - {""} <= set(LIBRARY)
    assert {chart for s in layout.sections for p in s.panels for chart in p.charts} <= set(CHART_HELP)


@pytest.mark.parametrize("name", ["corporate_parenting", "corporate_parenting_full"])
def test_the_corporate_parenting_report_has_a_place_for_every_measure_that_is_returned(
    tmp_path: Path, name: str
) -> None:
    layout = read_layout(name, tmp_path, tuple(LIBRARY), CHART_HELP)
    every = {m.id for m in LIBRARY.values() if not m.spread_of}
    scores = [score_of(observation(name, value=15)) for name in every]
    assert with_returned(layout, tuple(LIBRARY.values()), scores).measures == every


def test_every_chart_that_a_layout_may_name_can_be_drawn_and_every_part_composed() -> None:
    assert charts.CHARTS.keys() == CHART_HELP.keys()
    assert compose.composers().keys() == PARTS.keys()


@pytest.mark.parametrize("name", CHART_HELP)
def test_a_chart_that_a_layout_names_is_drawn_with_its_words(name: str) -> None:
    item = "initial_health_assessment_pct"
    score = scored(monthly(item, [(200 + n, 250) for n in range(21)]))[item]
    figure = charts.CHARTS[name]([score], None, USUAL_WINDOW)
    if figure is None:
        assert name == "funnel"  # it needs other councils
    else:
        assert len(plain(figure.draw(300.0, figure.most_height_pt, 10.0, "12436D").alt_text)) > 20


def test_an_officers_layout_is_read(tmp_path: Path) -> None:
    layout = read(tmp_path, GOOD)
    assert (layout.title, layout.subject, layout.parts) == ("Our report", "Our report", ("cover", "sections"))
    (section,) = layout.sections
    assert (section.number, section.title, section.commentary) == (1, "Health", "Our own words.")
    assert section.panels == (
        PanelSpec("dental_check_pct", ("months",), window=USUAL_WINDOW),
        PanelSpec(
            "children_missing_count",
            ("pair",),
            "missing_episodes_count",
            12,
            "months",
            True,
            "More of our own words.",
        ),
    )


def test_sections_are_numbered_by_their_place(tmp_path: Path) -> None:
    sections = '[[section]]\ntitle = "One"\n[[section]]\ntitle = "Two"\n'
    layout = read(tmp_path, f'title = "Our report"\nparts = []\n{sections}')
    assert [(s.number, s.title) for s in layout.sections] == [(1, "One"), (2, "Two")]


def test_a_layout_may_stand_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.toml"
    path.write_text(GOOD, "utf-8-sig")
    assert read_layout(str(path), tmp_path / "returns", tuple(LIBRARY), CHART_HELP).title == "Our report"


def test_every_mistake_is_said_at_once_with_the_nearest_right_name(tmp_path: Path) -> None:
    problems = mistakes(
        tmp_path,
        """
        titel = "Our report"
        parts = ["cover", "sectons"]
        headlines = ["dental_chek_pct"]
        [[section]]
        title = "Health"
        pannel = 1
        [[section.panel]]
        measure = "pathway_plans_pct"
        with = "left_care_cont"
        charts = ["month"]
        windw = 12
        numbers = "monthly"
        [[section]]
        [[section.panel]]
        charts = ["bars"]
        window = 1
        """,
    )
    said = "\n".join(problems)
    for mistake in (
        "there is no key “titel”. Did you mean “title”?",
        "“title” is missing. Add it.",
        "there is no part “sectons”. Did you mean “sections”?",
        "there is no measure “dental_chek_pct”. Did you mean “dental_check_pct”?",
        "section 1: there is no key “pannel”. Did you mean “panel”?",
        "section 1: there is no measure “pathway_plans_pct”. Did you mean “pathway_plan_pct”?",
        "section 1: there is no measure “left_care_cont”. Did you mean “left_care_count”?",
        "section 1: there is no chart “month”. Did you mean “months”?",
        "section 1: there is no key “windw”. Did you mean “window”?",
        "section 1: there is no table of numbers “monthly”. Did you mean “months”?",
        "section 2: “title” is missing. Add it.",
        "section 2: a panel has no “measure”. Add one.",
        "section 2: “window” must be a whole number of months from 2 to 120.",
    ):
        assert mistake in said
    assert "section 2: there is no chart “bars”. Use one of: ages, control, funnel, months, pair, " in said
    assert len(problems) == 14


@pytest.mark.parametrize("window", ["1", "121", "12.5", '"12"', "true"])
def test_a_window_is_a_whole_number_of_months(tmp_path: Path, window: str) -> None:
    (problem,) = mistakes(tmp_path, GOOD.replace("window = 12", f"window = {window}"))
    assert "“window” must be a whole number of months" in problem


def test_a_layout_that_nobody_knows_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadLayout) as trouble:
        read_layout("corporate_parent", tmp_path, tuple(LIBRARY), CHART_HELP)
    assert "Did you mean “corporate_parenting”? Or give the path of your own .toml file." in str(trouble.value)


def test_a_slip_in_the_toml_is_said_by_its_line(tmp_path: Path) -> None:
    (problem,) = mistakes(tmp_path, 'title = "Our report"\nparts = [cover]\n')
    assert "line 2" in problem
    assert problem.endswith("Fix that line.")


def test_a_file_that_is_not_utf_8_is_to_be_saved_again(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_bytes('title = "Conwy’s"'.encode("cp1252"))
    with pytest.raises(BadLayout, match="Save it again as UTF-8"):
        read_layout("ours.toml", tmp_path, tuple(LIBRARY), CHART_HELP)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('["cover", "sections"]', '"cover"'), "“parts” must be a list of texts in square brackets."),
        (('["cover", "sections"]', "5"), "“parts” must be a list of texts in square brackets."),
        (('["dental_check_pct"]', '"dental_check_pct"'), "“headlines” must be a list of texts in square brackets."),
        (('"Our report"', "5"), "“title” must be text in quotation marks."),
        (('commentary = "Our own words."', "commentary = 5"), "section 1: “commentary” must be text"),
        (("optional = true", 'optional = "no"'), "section 1: “optional” must be true or false."),
        (('with = "missing_episodes_count"', "with = 5"), "section 1: “with” must be text in quotation marks."),
        (('measure = "dental_check_pct"', "measure = []"), "section 1: “measure” must be text in quotation marks."),
        (('charts = ["months"]', 'charts = "months"'), "section 1: “charts” must be a list of texts"),
        (('charts = ["months"]', "charts = [5]"), "section 1: “charts” must be a list of texts"),
    ],
    ids=lambda value: "" if isinstance(value, tuple) else value,
)
def test_a_value_of_the_wrong_kind_is_said_and_never_a_fault_of_ours(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    (problem,) = mistakes(tmp_path, GOOD.replace(*change, 1))
    assert said in problem


def test_a_section_or_a_panel_in_one_pair_of_brackets_is_said(tmp_path: Path) -> None:
    section = 'title = "Our report"\nparts = []\n[section]\ntitle = "Health"\n'
    assert mistakes(tmp_path, section) == (
        "ours.toml: “section” must be written [[section]], in two pairs of brackets.",
    )
    panel = section.replace("[section]", "[[section]]") + '[section.panel]\nmeasure = "dental_check_pct"\n'
    (problem,) = mistakes(tmp_path, panel)
    assert "“panel” must be written [[panel]]" in problem


def test_the_tables_of_numbers_are_named_with_what_they_are() -> None:
    assert set(NUMBERS) == {"months", "quarters", "groups", "none"}
    assert all(NUMBERS.values())
    assert all(PARTS.values())
    assert all(CHART_HELP.values())
