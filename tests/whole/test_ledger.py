"""Facts about the ledger: every printed number is in it, and it changes where its cell changes and nowhere else."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from layouts.blocks import Card, Panel, Span
from report.judge import judge_returns
from report.metrics.model.printed_fact import Fact
from report.pages.compose import compose
from tests.whole.conftest import OFFICERS_OWN, printed

pytestmark = pytest.mark.slow

HEADLINE = "CIC headline Dec 23.xlsx"
# Digits that are no figures: dates, periods, references, and the words of definitions and rules.
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December|[JFMASOND][a-z]{2}"
_DATES = re.compile(
    rf"(\d{{1,2}} )?({_MONTH}) (\d{{4}})?|\d{{4}}/\d\d( Q\d)?|Q\d,|12 months|\d{{1,2}} to \d{{1,2}}|Under 1|16 and over"
    r"|20 working days|Quarter \d|\(\d\.\d\)|from April|10 to 15|within \d+"
)


def test_every_number_on_the_pages_is_in_the_ledger(sample):
    where = Counter(row["where"] for row in sample.ledger)
    assert {"chart", "alt text", "table"} <= set(where)
    for row in sample.ledger:
        if row["where"] not in ("chart", "alt text"):
            assert printed(row) in "".join(sample.pages[int(row["page"]) - 1].split()), row


@pytest.mark.parametrize(("layout", "kind"), [("", Card), (str(OFFICERS_OWN), Panel)])
def test_no_figure_of_a_box_or_a_panel_is_printed_without_its_ledger_row(sample_folder, layout, kind):
    judged = judge_returns(sample_folder, None, layout, lambda step, doing: None)
    blocks = [block for block in compose(judged.report) if isinstance(block, kind)]
    assert len(blocks) >= 10
    for block in blocks:
        for span in _spans_of_card(block) if isinstance(block, Card) else _spans(block):
            if span.about is None:
                assert not re.search(r"\d", _DATES.sub("", span.text.replace("\N{NO-BREAK SPACE}", " "))), span
            else:
                assert isinstance(span.about, Fact)


def test_every_word_that_compares_names_its_rule_and_its_figures(sample, own):
    said = {"worse", "no clear change", "largest"}
    in_boxes = {"more", "fewer", "missed its target", "about the same"}
    for report, words in ((sample, said | in_boxes), (own, said | {"off target", "about the same as"})):
        claims = [row for row in report.ledger if row["number"] == "claim"]
        assert words <= {row["printed"].casefold() for row in claims}
        for row in claims:
            assert row["rule"], row
            assert row["cells"], row
        assert not any(row["rule"] for row in report.ledger if row["number"] != "claim")


def _spans(panel: Panel) -> list[Span]:
    texts = [panel.message, panel.number, *panel.basis, *panel.direction]
    texts += [text for figure in panel.figures for text in (figure.title, figure.subtitle)]
    for table in panel.tables:
        texts += [cell for row in table.rows for cell in row.cells if isinstance(cell, tuple)]
    return [span for text in texts for span in text]


def _spans_of_card(card: Card) -> list[Span]:
    texts = [card.message, card.number, *card.basis, *([card.status.text] if card.status else [])]
    return [span for text in texts for span in text]


def test_changing_one_cell_changes_the_numbers_that_rest_on_it_and_no_others(sample, sample_copy, make_report):
    cell = _change_missing_episodes(sample_copy)
    changed = make_report(sample_copy)
    before, after = _by_place(sample.ledger), _by_place(changed.ledger)
    moved = set((before - after).elements()) | set((after - before).elements())
    assert moved, "nothing changed"
    for row in moved:
        assert cell in dict(row)["cells"].split(), dict(row)
    rests = [row for row in sample.ledger if _rests_on(row, cell)]
    assert rests
    for row in rests:
        assert _key(row) in moved, row


def _change_missing_episodes(folder: Path) -> str:
    """Raise the times that children went missing in one middling month by one; gives the cell's address."""
    path = next(folder.glob("Placement*.xlsx"))
    book = openpyxl.load_workbook(path)
    sheet = book["Missing"]
    column = next(c for c in sheet[4] if "pisodes" in str(c.value)).column
    values = sorted((sheet.cell(row, column).value, row) for row in range(5, 26))
    row = values[len(values) // 2][1]
    sheet.cell(row, column).value += 1
    book.save(path)
    return sheet.cell(row, column).coordinate


def _rests_on(row: dict[str, str], cell: str) -> bool:
    """Whether a number rests on what the cell says.

    A word may well stand where one of the figures behind it has moved, and so does the number of months of an average.
    """
    stands = row["number"] in ("claim", "number of periods")
    return row["sheet"] == "Missing" and cell in row["cells"].split() and not stands


def _key(row: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in row.items() if name != "sha256")


def _by_place(ledger: tuple[dict[str, str], ...]) -> Counter[tuple[tuple[str, str], ...]]:
    return Counter(_key(row) for row in ledger)
