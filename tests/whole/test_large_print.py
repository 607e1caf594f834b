"""The large-print edition of the sample: another page, the same figures."""

from __future__ import annotations

from collections import Counter

import pytest

from report.build import build
from report.cli import main
from tests.layouts.marks import characters
from tests.whole.conftest import printed

pytestmark = pytest.mark.slow

SAME = ("measure", "group", "number", "period", "printed", "exact", "numerator", "denominator", "sheet", "cells")


def _figures(ledger: tuple[dict[str, str], ...]) -> set[tuple[str, ...]]:
    """What stands in the words and the tables of the pages, wherever it stands."""
    return {tuple(row[name] for name in SAME) for row in ledger if row["where"] not in ("chart", "alt text")}


def test_both_editions_print_the_same_figures(sample, large_print):
    assert len(_figures(sample.ledger)) > 400
    assert _figures(large_print.ledger) == _figures(sample.ledger)


def test_what_the_charts_say_aloud_is_the_same_in_both_editions(sample, large_print):
    spoken = [
        Counter(tuple(row[name] for name in SAME) for row in finished.ledger if row["where"] == "alt text")
        for finished in (sample, large_print)
    ]
    assert spoken[0] == spoken[1]


def test_the_ledger_of_the_large_print_edition_leads_to_its_own_pages(large_print):
    for row in large_print.ledger:
        if row["where"] not in ("chart", "alt text"):
            assert printed(row) in "".join(large_print.pages[int(row["page"]) - 1].split()), row


def test_nothing_in_large_print_is_under_sixteen_points_and_most_is_eighteen(large_print):
    drawn = [(round(one.size, 2), one.text) for one in characters(large_print.pdf)]
    assert min(drawn)[0] >= 16
    running = Counter(size for size, text in drawn if text.isalpha())
    assert running[18.0] > 2500


def test_the_large_print_edition_ends_as_the_standard_one_does(sample, large_print):
    assert len(large_print.pages) > len(sample.pages)
    assert len(large_print.pages) % 2 == 0
    assert "intentionally left blank" in large_print.pages[-1]
    assert not any(getattr(finding, "kind", "") == "text-altered" for finding in large_print.findings)


def test_no_page_of_the_large_print_edition_is_nearly_empty(large_print):
    for number, text in enumerate(large_print.pages[:-1], 1):
        assert len(text.split()) > 50 or "Notes for the meeting" in text, number


def test_both_files_are_small(sample, large_print):
    assert len(sample.pdf) < 120_000  # 114 kB when last measured
    assert len(large_print.pdf) < 155_000  # 145 kB


def test_the_editions_stand_side_by_side(sample_folder, tmp_path):
    standard = build(sample_folder, None, tmp_path, "", lambda step, doing: None).pdf
    before = standard.read_bytes()
    assert main(["build", str(sample_folder), "--large-print", "--quiet", "--output", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "corporate-parenting-2023-12-large-print.ledger.csv",
        "corporate-parenting-2023-12-large-print.pdf",
        "corporate-parenting-2023-12-young-people-large-print.ledger.csv",
        "corporate-parenting-2023-12-young-people-large-print.pdf",
        "corporate-parenting-2023-12-young-people.ledger.csv",
        "corporate-parenting-2023-12-young-people.pdf",
        "corporate-parenting-2023-12.ledger.csv",
        "corporate-parenting-2023-12.pdf",
        "reading.xlsx",
        "returns",
    ]
    assert standard.read_bytes() == before
