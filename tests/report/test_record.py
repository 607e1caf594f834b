"""The sealed record of an issued report: read as it was written, and any change by hand found out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from report.issuing.ledger import COLUMNS
from report.issuing.record import ChangedRecord, Edition, NotARecord, Record, as_json, figures_of, read_record, sealed
from report.metrics.model.last_report import EarlierFigure
from tests.report.returns import DECEMBER

FIGURES = {
    ("dental_check_pct", "", "In the 12 months to December 2023"): EarlierFigure(
        Decimal("87.5"), Decimal(7), Decimal(8), "87.5%"
    ),
    ("children_in_care_by_age_count", "5 to 9", "On 31 December 2023"): EarlierFigure(Decimal(50), None, None, "50"),
}
RECORD = sealed(
    Record(
        number=1,
        period=DECEMBER,
        date="2024-02-14",
        council="Sample City Council",
        version="0.1.0",
        editions=(Edition("standard", "report.pdf", 18, "ab" * 32, "cd" * 32),),
        returns=(("health.xlsx", "ef" * 32),),
        answered=("0123456789abcdef",),
        figures=FIGURES,
    )
)
WRITTEN = as_json(RECORD)


def test_a_record_says_what_was_issued_when_it_is_read_again() -> None:
    again = read_record(WRITTEN)
    assert again == RECORD
    assert [told.printed for told in again.figures.values()] == ["87.5%", "50"]
    assert again.edition("standard") == RECORD.editions[0]
    assert again.edition("large print") is None


def test_a_record_has_a_line_for_each_figure_so_that_two_can_be_compared() -> None:
    lines = WRITTEN.decode().splitlines()
    assert sum('"87.5%"' in line for line in lines) == 1
    assert any(line.strip().startswith('["children_in_care_by_age_count", "5 to 9"') for line in lines)


@pytest.mark.parametrize(
    ("old", "new"), [("87.5", "97.5"), ("2024-02-14", "2024-02-15"), ('"7", "8"', '"7", "9"'), (" 18,", " 19,")]
)
def test_a_change_by_hand_breaks_the_seal(old: str, new: str) -> None:
    assert old in WRITTEN.decode()
    with pytest.raises(ChangedRecord):
        read_record(WRITTEN.decode().replace(old, new, 1).encode())


def resealed(**changes: object) -> bytes:
    """The record with some of it changed and a seal that fits: as another version of it might have been written."""
    document = {**json.loads(WRITTEN), **changes}
    document.pop("seal")
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return json.dumps({**document, "seal": hashlib.sha256(text.encode()).hexdigest()}).encode()


FIGURE = ["dental_check_pct", "", "In the 12 months to December 2023", "87.5", "7", "8", "87.5%"]


def test_a_seal_is_the_sum_of_the_words_whatever_script_they_are_in() -> None:
    assert read_record(resealed()) == RECORD
    assert read_record(resealed(council="Sample – Cité")).council == "Sample – Cité"
    assert "Sample – Cité" in as_json(sealed(replace(RECORD, council="Sample – Cité"))).decode()


@pytest.mark.parametrize("changes", [
    {"form": 2},
    {"period": "2023-13"},
    {"figure_columns": ["measure", "value"]},
    {"figures": [[*FIGURE[:3], "", *FIGURE[4:]]]},
    {"figures": [[*FIGURE[:3], "87,5", *FIGURE[4:]]]},
    {"figures": [[*FIGURE[:4], "seven", *FIGURE[5:]]]},
])  # fmt: skip
def test_a_whole_record_that_says_what_we_do_not_know_is_none_of_ours(changes: dict[str, object]) -> None:
    with pytest.raises(NotARecord):
        read_record(resealed(**changes))


def test_an_editor_that_lays_it_out_otherwise_breaks_nothing() -> None:
    document = json.loads(WRITTEN)
    other = json.dumps(dict(reversed(document.items())), indent=7)
    assert read_record(other.replace("\n", "\r\n").encode()) == RECORD


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff",
        b"[]",
        b"{}",
        b"null",
        b'{"form": 1}',
        b"[" * 100_000,
        WRITTEN[:500],
    ],
)
def test_what_is_damaged_is_no_record(content: bytes) -> None:
    with pytest.raises(NotARecord):
        read_record(content)


def test_the_seal_names_everything_else() -> None:
    assert RECORD.seal == sealed(replace(RECORD, seal="")).seal
    assert len({sealed(replace(RECORD, **{name: "x"})).seal for name in ("date", "reissue", "follows", "version")}) == 4


def test_figures_are_the_values_of_a_ledger_each_once_as_first_printed() -> None:
    def row(number: str, printed: str, measure: str = "dental_check_pct") -> tuple[str, ...]:
        cells = dict.fromkeys(COLUMNS, "") | {
            "measure": measure, "number": number, "period": "On 31 December 2023", "printed": printed,
            "exact": "87.5", "numerator": "7", "denominator": "8",
        }  # fmt: skip
        return tuple(cells.values())

    figures = figures_of(
        [row("value", "87.5%"), row("value", "87.5"), row("numerator", "7"), row("target", "90%", "pathway_plan_pct")]
    )
    assert [(told, told.printed) for told in figures.values()] == [
        (EarlierFigure(Decimal("87.5"), Decimal(7), Decimal(8)), "87.5%")
    ]
