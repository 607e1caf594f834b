"""report.toml, filled in by a form."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from report.desk.desk import Desk
from report.desk.settings_form import with_values
from tests.desk.conftest import SAMPLE, Ask

TEXT = (SAMPLE / "report.toml").read_text("utf-8")


def test_only_the_lines_that_are_changed_change_and_comments_and_tables_stay() -> None:
    changed = with_values(
        TEXT, {"committee": "Scrutiny “A”", "agenda_item": "", "recommendations": "Note it.\nAsk why."}
    )
    before, after = tomllib.loads(TEXT), tomllib.loads(changed)
    assert after.pop("committee") == "Scrutiny “A”"
    assert after.pop("recommendations") == ["Note it.", "Ask why."]
    assert "agenda_item" not in after
    for key in ("committee", "recommendations", "agenda_item"):
        before.pop(key)
    assert after == before
    assert [line for line in TEXT.splitlines() if line.startswith("#")] == [
        line for line in changed.splitlines() if line.startswith("#")
    ]


def test_a_new_setting_is_written_before_the_first_table() -> None:
    changed = tomllib.loads(with_values(TEXT, {"message": 'He said "yes" \\ no', "smallest_shown": "10"}))
    assert (changed["message"], changed["smallest_shown"]) == ('He said "yes" \\ no', 10)


def test_a_folder_without_report_toml_gets_one_that_can_be_read(desk: Desk, ask: Ask) -> None:
    (desk.folder / "report.toml").unlink()
    assert ask("settings")["there"] is False
    told = ask("save_settings", values={"council": "Luton", "meeting_date": "2024-03-01", "exempt_paragraphs": "1, 2"})
    assert told["values"] == {"council": "Luton", "meeting_date": "2024-03-01", "exempt_paragraphs": "1, 2"}
    assert not [one for one in ask("look")["findings"] if one["kind"] in {"bad-setting", "no-settings"}]


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("meeting_date", "soon", "“meeting_date” must be a date"),
        ("exempt_paragraphs", "abc", "“exempt_paragraphs” must be a list of numbers from 1 to 7"),
        ("smallest_shown", "3", "“smallest_shown” must be a whole number from 6 to 30"),
        ("smallest_shown", "ten", "“smallest_shown” must be a whole number from 6 to 30"),
        ("council", "x" * 3000, "“council” has 3,000 characters, and 300 are the most"),
        ("authority", "Atlantis", "“authority” must be one council"),
        ("audience", "friends", "“audience” is “public” or “exempt”"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_and_changes_nothing(
    desk: Desk, ask: Ask, key: str, text: str, told: str
) -> None:
    before = (desk.folder / "report.toml").read_bytes()
    (line,) = ask("save_settings", values={key: text, "committee": "Ours"})["stopped"]
    assert line.startswith(told)
    assert (desk.folder / "report.toml").read_bytes() == before


def test_paragraphs_are_understood_as_people_write_them() -> None:
    for text in ("1, 2", "1 and 2", "[1, 2]", "1 & 2"):
        assert tomllib.loads(with_values("", {"exempt_paragraphs": text}))["exempt_paragraphs"] == [1, 2]


def test_a_file_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="line 1"):
        with_values("council = \n", {"council": "Luton"})
    desk = Desk(tmp_path, tmp_path / "output")
    (tmp_path / "report.toml").write_bytes(b"\xff\xfe")
    told = desk.answer({"do": "save_settings", "values": {"council": "Luton"}}, lambda *_: None)
    assert "was not changed" in told["stopped"][0]


def test_councils_are_found_by_name_and_own_layouts_are_offered(desk: Desk, ask: Ask) -> None:
    (desk.folder / "ours.toml").write_text('parts = ["cover"]\n', "utf-8")
    told = ask("settings")
    code_by_name = {one["name"]: one["code"] for one in told["councils"]}
    assert (code_by_name["Luton"], code_by_name["Dudley"], len(code_by_name)) == ("E06000032", "E08000027", 153)
    assert "Cumbria" not in code_by_name
    assert told["layouts"][-1] == "ours.toml"
