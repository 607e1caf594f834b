"""What the builder inside the page says of the returns that it opens."""

from __future__ import annotations

import pytest

from report.desk.in_page import told_name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("returns/report.toml", "report.toml"),
        ("/desk/returns/Health Dec 23.xlsx", "Health Dec 23.xlsx"),
        ("returns/benchmarks/published.csv", ""),
        ("/lib/python3.14/returns/health.xlsx", ""),
        ("output/returns/health (checked).xlsx", ""),
    ],
)
def test_a_return_is_known_by_its_path_from_here_or_from_the_root(path: str, name: str) -> None:
    assert told_name("open", (path, "r", 0)) == name


def test_nothing_else_that_happens_is_the_opening_of_a_return() -> None:
    assert told_name("import", ("returns/health.xlsx",)) == ""
    assert told_name("open", (3, "r", 0)) == ""
