"""The one form of the four TOML files that officers write: what stands in one is told, and never a fault of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from inputs.files import toml_values
from inputs.files.toml_file import NotToml, read_toml
from inputs.files.toml_schema import (
    ADD_IT,
    NOTHING,
    TEXT,
    TEXTS,
    Key,
    ListOf,
    Name,
    Table,
    Unreadable,
    Value,
    read_file,
)
from report.metrics.definitions.measure_library import BadMeasure, read_local
from report.settings.chart_names import CHART_HELP
from report.settings.layout_file import BadLayout, read_layout
from report.settings.preferred_words_file import preferred_words
from report.settings.report_file import Settings, read_settings
from tests.report.returns import LIBRARY

MEASURES = tuple(LIBRARY.values())


def said_of_measures(folder: Path) -> tuple[str, ...]:
    with pytest.raises(BadMeasure) as trouble:
        read_local(folder, MEASURES)
    return trouble.value.problems


def said_of_a_layout(folder: Path) -> tuple[str, ...]:
    with pytest.raises(BadLayout) as trouble:
        read_layout("ours.toml", folder, tuple(LIBRARY), CHART_HELP)
    return trouble.value.problems


FILES: dict[str, Callable[[Path], tuple[str, ...]]] = {
    "measures.toml": said_of_measures,
    "ours.toml": said_of_a_layout,
    "report.toml": lambda folder: tuple(map(str, read_settings(folder, MEASURES)[1])),
    "preferred_words.toml": lambda folder: tuple(map(str, preferred_words(folder)[1])),
}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "content",
    [
        b"a = " + b"[" * 5000,
        b"a = " + b"9" * 5000,
        b"a = \x92",
        b"\xff\xfea\x00",
        b"a = 1\na = 2",
        b"a = 2023-13-45",
        b"\x00",
    ],
    ids=["brackets", "digits", "cp1252", "utf-16", "twice", "no day", "binary"],
)
def test_a_file_that_is_no_toml_is_told_in_one_sentence(file: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / file).write_bytes(content)
    (said,) = FILES[file](tmp_path)
    assert said.startswith(f"{file}: this ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = [1", "at end of document"),
        ("a = 1\nb =", "(at end of document)"),
        ("a = 1\nb = x\n", "line 2"),
        ("a = " + "[" * 5000, "too many brackets inside one another"),
        ("a = " + "9" * 5000, "a number has too many digits"),
    ],
    ids=["list", "value", "word", "brackets", "digits"],
)
def test_what_is_no_toml_is_said_with_its_line_where_that_can_be_told(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(text, "utf-8")
    with pytest.raises(NotToml) as trouble:
        read_toml(tmp_path / "a.toml")
    assert said in str(trouble.value)


def read(folder: Path, table: Table[dict[str, object]], text: str) -> tuple[dict[str, object] | None, list[str]]:
    (folder / "a.toml").write_text(text, "utf-8")
    return read_file(folder / "a.toml", table, Unreadable("shut", "no text", "no TOML"))


def test_all_mistakes_of_a_table_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    table = Table(dict, (Key("title", TEXT, ADD_IT), Key("chart", Name("chart", ["bars", "lines"])), Key("note", TEXT)))
    assert read(tmp_path, table, 'note = 5\nchart = "bar"\nnots = 1\n') == (
        None,
        [
            "there is no key “nots”. Did you mean “note”?",
            "“title” is missing. Add it.",
            "“note” must be text in quotation marks.",
            "there is no chart “bar”. Did you mean “bars”?",
        ],
    )


def test_what_cannot_be_used_is_left_out_of_a_table_that_can_do_without_it(tmp_path: Path) -> None:
    table = Table(dict, (Key("title", TEXT), Key("days", Value(toml_values.whole_number(1, 9), "1 to 9."), field="n")))
    assert read(tmp_path, table, "title = 5\ndays = 3\n") == ({"n": 3}, ["“title” must be text in quotation marks."])
    assert read(tmp_path, table, 'title = "x"\ndays = 10\n') == ({"title": "x"}, ["1 to 9."])


def test_mistakes_without_a_sentence_are_told_once_in_that_of_what_they_are_in(tmp_path: Path) -> None:
    pair = Table(dict, (Key("from", Value(toml_values.number()), ""), Key("to", NOTHING)), "")
    table = Table(dict, (Key("pairs", ListOf(pair, "“{key}” needs from.")), Key("names", TEXTS)), sentence="not so")
    assert read(tmp_path, table, "pairs = [{ from = 1 }, { from = nan }, { to = 2 }]\n") == (
        {},
        ["“pairs” needs from."],
    )
    assert read(tmp_path, table, 'pairs = []\nnames = ["a", 1, 2]\n') == (None, ["not so"])


@pytest.mark.parametrize("value", ["inf", "-inf", "nan", "true", '"5"', "[]", "{}", "2024-01-01", "-1", "101"])
def test_a_number_is_neither_endless_nor_a_switch_nor_past_its_bounds(value: str, tmp_path: Path) -> None:
    table = Table(dict, (Key("share", Value(toml_values.number(0, 100), "“{key}” is a number, not {value}.")),))
    values, (said,) = read(tmp_path, table, f"share = {value}\n")
    assert (values, said.startswith("“share” is a number, not ")) == ({}, True)


def test_a_target_of_a_measure_that_is_not_known_is_looked_over_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "report.toml").write_text("[targets]\ndental_chek_pct = 90\n", "utf-8")
    first, second = FILES["report.toml"](tmp_path)
    assert "Did you mean “dental_check_pct”?" in first
    assert "the target of dental_chek_pct must read like { value = 90, " in second


def test_targets_stand_in_the_order_in_which_the_council_wrote_them(tmp_path: Path) -> None:
    names = ("pathway_plan_pct", "dental_check_pct", "annual_health_assessment_pct")
    lines = [f'{name} = {{ value = 90, comparison = "at least" }}' for name in names]
    (tmp_path / "report.toml").write_text("\n".join(["[targets]", *lines]), "utf-8")
    assert tuple(read_settings(tmp_path, MEASURES)[0].target_rules.targets) == names


def test_a_layout_of_the_wrong_kind_is_told_and_the_usual_one_is_meant(tmp_path: Path) -> None:
    (tmp_path / "report.toml").write_text("layout = true\n", "utf-8")
    settings, (finding,) = read_settings(tmp_path, MEASURES)
    assert (settings.layout, finding.what) == (Settings().layout, "“layout” must be text in quotation marks.")


def test_a_list_of_words_with_two_kinds_of_mistakes_is_told_both(tmp_path: Path) -> None:
    (tmp_path / "preferred_words.toml").write_text('[insted]\n"a" = "b"\n[acronyms]\n"c" = 4\n"d" = 5\n', "utf-8")
    assert [said.split(": ", 1)[1].split(". ")[0] for said in FILES["preferred_words.toml"](tmp_path)] == [
        "it may only hold the tables [instead] and [acronyms]",
        'every entry must read like "siblings" = "brothers and sisters"',
    ]


def test_what_an_officer_wrote_on_two_lines_is_told_whole(tmp_path: Path) -> None:
    (tmp_path / "report.toml").write_text('authority = "E06\\nE07"\n', "utf-8")
    _, (finding,) = read_settings(tmp_path, MEASURES)
    assert "and “E06\nE07” is not clear." in finding.what
    assert finding.remedy == "Fix report.toml and run again."
