"""boardreport attack: what it says of files, with which exit code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from inputs.period import Period
from layouts.blocks import Span, Table
from report.cli import main
from report.metrics.model.disclosure_rule import Audience, DisclosureRule
from report.output.exit_codes import BUILT, MUST_FIX, TO_CHECK
from report.pages import tables
from report.settings.report_file import Settings
from tests.attack.made_papers import DECEMBER, HOMES, IN_CARE, set_blocks, set_pages
from tests.report.made_reports import with_hidden_figures
from tests.report.returns import LIBRARY, observation


@pytest.fixture
def safe(tmp_path: Path) -> Path:
    """A report of which nothing hidden can be worked out, with its ledger."""
    path = tmp_path / "corporate-parenting-2023-12.pdf"
    pdf, ledger = set_pages(with_hidden_figures())
    path.write_bytes(pdf)
    path.with_suffix(".ledger.csv").write_bytes(ledger)
    return path


@pytest.fixture
def leaking(tmp_path: Path) -> Path:
    """A paper that prints 8.3% of children, without counts, and the 36 children it is of."""
    path = tmp_path / "leaking.pdf"
    path.write_bytes(set_blocks(_numbers(IN_CARE, "36"), _numbers(HOMES, "8.3")))
    return path


def _numbers(measure: str, number: str, month: Period = DECEMBER) -> Table:
    named = (Span(f"{LIBRARY[measure].ref} {LIBRARY[measure].name}"),)
    one = observation(measure, value=number, period=month)._replace(decimals=1 if "." in number else 0)
    return replace(tables.behind_months([("", [one])]), caption=named, show_caption=True)


def test_a_report_that_gives_nothing_away_is_done(safe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attack", str(safe), "--ledger", str(safe.with_suffix(".ledger.csv"))]) == BUILT
    said = capsys.readouterr().out
    assert said.startswith(f"{safe}:\nNothing hidden can be worked out; ")
    assert "  1.5 Left care, December 2023: " in said


def test_a_report_that_gives_a_child_away_is_to_check(leaking: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attack", str(leaking)]) == TO_CHECK
    said = capsys.readouterr().out
    assert "3.1 Three or more homes, the year ending December 2023: exactly 3 (children)." in said


def test_papers_that_stand_earlier_are_put_beside_it(
    safe: Path, leaking: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["attack", str(safe), "--with", str(leaking)]) == TO_CHECK
    assert "exactly 3 (children). From: paper of December 2023, percentage (paper of December 2023)" in " ".join(
        capsys.readouterr().out.split()
    )


def test_an_exempt_report_is_no_paper_that_strangers_have(
    tmp_path: Path, safe: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exempt = tmp_path / "corporate-parenting-2023-12-exempt.pdf"
    public = with_hidden_figures()
    card = replace(public.card, disclosure=DisclosureRule(Audience.EXEMPT))
    exempt.write_bytes(set_pages(replace(public, card=card, settings=Settings(exempt_paragraphs=(1, 2))))[0])
    for asked in ([str(exempt)], [str(safe), "--with", str(exempt)]):
        assert main(["attack", *asked]) == MUST_FIX
        said = capsys.readouterr().err
        assert said.startswith(f"{exempt}: an exempt report hides nothing")
        assert "Give the papers that are published." in said


@pytest.mark.parametrize("which", ["file", "earlier", "ledger"])
def test_a_file_that_is_not_there_is_said_with_what_to_do(
    which: str, safe: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = safe.with_name("nowhere")
    ask = {
        "file": [str(nowhere)],
        "earlier": [str(safe), "--with", str(nowhere)],
        "ledger": [str(safe), "--ledger", str(nowhere)],
    }
    assert main(["attack", *ask[which]]) == MUST_FIX
    said = capsys.readouterr().err
    assert said == f"{nowhere}: the file cannot be opened (No such file or directory). Check its name.\n"


def test_a_file_of_another_program_is_said_with_what_to_do(
    tmp_path: Path, safe: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.4 of another program")
    assert main(["attack", str(other)]) == MUST_FIX
    said = capsys.readouterr().err
    assert said.startswith(f"{other}: not a report as Board Report writes it") and "Traceback" not in said
    assert main(["attack", str(safe), "--ledger", str(other)]) == MUST_FIX
    assert f"{other}: not a ledger as Board Report writes it" in capsys.readouterr().err
