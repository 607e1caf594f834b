"""The names of a report's files tell its month, layout, reissue and edition, and no two reports share them."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.issuing.file_names import PDF, ReportName, read_name, report_files
from report.settings.chart_names import CHART_HELP
from report.settings.layout_file import BadLayout, name_in_files, read_layout, shipped_layouts
from tests.report.returns import DECEMBER, LIBRARY


@pytest.mark.parametrize("layout", ["", "full", "young-people", "ours", "für-uns", "2024", "exemptions"])
@pytest.mark.parametrize("reissue", [0, 1, 12])
@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("exempt", [False, True])
def test_what_a_name_says_is_read_again(layout: str, reissue: int, large_print: bool, exempt: bool) -> None:
    name = ReportName(DECEMBER, layout, reissue, large_print, exempt)
    assert read_name(name.stem) == name


@pytest.mark.parametrize(
    ("layout", "stem"),
    [
        ("corporate_parenting", "corporate-parenting-2023-12"),
        ("corporate_parenting_full", "corporate-parenting-2023-12-full"),
        ("young_people", "corporate-parenting-2023-12-young-people"),
        ("ours.toml", "corporate-parenting-2023-12-ours"),
        ("Our Panel_2.toml", "corporate-parenting-2023-12-our-panel-2"),
        ("layouts/ours.toml", "corporate-parenting-2023-12-ours"),
    ],
)
def test_a_layout_s_files_have_its_name_and_those_of_the_usual_one_have_none(layout: str, stem: str) -> None:
    assert ReportName(DECEMBER, name_in_files(layout)).stem == stem


def test_a_council_s_own_copy_under_the_name_of_a_shipped_layout_stands_in_its_place() -> None:
    for name in shipped_layouts():
        assert name_in_files(f"{name}.toml") == name_in_files(name)


def test_no_two_shipped_layouts_share_their_names() -> None:
    assert len({name_in_files(name) for name in shipped_layouts()}) == len(shipped_layouts())


@pytest.mark.parametrize(
    "name",
    ["large_print", "our-large-print", "reissue-1", "reissue-1-of-ours", "exempt", "our_exempt", "!!!", "a" * 61],
)
def test_a_layout_whose_files_would_look_like_another_s_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.toml").write_text('title = "Report"\nparts = ["cover"]\n', "utf-8")
    with pytest.raises(BadLayout, match="cannot be that of a report"):
        read_layout(f"{name}.toml", tmp_path, tuple(LIBRARY), CHART_HELP)


def test_other_files_of_the_folder_are_no_reports(tmp_path: Path) -> None:
    for name in ("corporate-parenting-2023-13", "notes", "corporate-parenting-2023-12 (2)", "corporate-parenting"):
        (tmp_path / f"{name}.pdf").touch()
    assert list(report_files(tmp_path, PDF)) == []


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        (ReportName(DECEMBER, exempt=True), "corporate-parenting-2023-12-exempt"),
        (ReportName(DECEMBER, exempt=True, large_print=True), "corporate-parenting-2023-12-exempt-large-print"),
        (ReportName(DECEMBER, "ours", 2, exempt=True), "corporate-parenting-2023-12-ours-reissue-2-exempt"),
    ],
)
def test_the_files_of_an_exempt_report_say_so_whatever_its_layout_and_edition(name: ReportName, stem: str) -> None:
    assert name.stem == stem
