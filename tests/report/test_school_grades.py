"""Ofsted’s overall grades, which most schools inspected since September 2024 do not have."""

from __future__ import annotations

from pathlib import Path

from layouts.blocks import Card, plain
from report.judge import judge_returns
from report.metrics.model.scorecard import Change, MeasureScore
from report.pages.compose import compose
from report.pages.report_data import Report

SCHOOLS = "good_or_outstanding_school_pct"


def judged(folder: Path, *months: str, settings: str = "") -> tuple[Report, MeasureScore]:
    rows = [f"Good or outstanding schools,{month},165,{215 + n}" for n, month in enumerate(months)]
    (folder / "school.csv").write_text("\n".join(("Measure,Period,Numerator,Denominator", *rows)), "utf-8")
    (folder / "report.toml").write_text(settings, "utf-8")
    report = judge_returns(folder, None, "corporate_parenting_full", lambda *_: None).report
    (score,) = report.card.of(SCHOOLS)
    return report, score


def panel_of(report: Report) -> str:
    (panel,) = (block for block in compose(report) if isinstance(block, Card) and block.ref == "6.2")
    return " ".join(plain(text) for text in (*panel.basis, *panel.notes))


def test_a_year_is_not_compared_across_september_2024_and_the_report_says_whom_it_leaves_out(tmp_path: Path) -> None:
    report, score = judged(tmp_path, "Dec-23", "Dec-24")
    assert score.change is Change.NOT_COMPARABLE
    assert "Since September 2024 Ofsted gives state-funded schools no overall grade" in panel_of(report)
    assert "Children at a school inspected since then are left out" in panel_of(report)


def test_years_on_one_side_of_september_2024_are_compared(tmp_path: Path) -> None:
    report, score = judged(tmp_path, "Dec-22", "Dec-23")
    assert score.change is not Change.NOT_COMPARABLE
    assert "Ofsted gives" not in panel_of(report)
    assert judged(tmp_path, "Dec-24", "Dec-25")[1].change is not Change.NOT_COMPARABLE


def test_a_council_may_tell_the_change_of_that_month_in_its_own_words(tmp_path: Path) -> None:
    own = f'[[method_changes]]\nmeasure = "{SCHOOLS}"\nfrom = "2024-09"\nnote = "We count the older grades too."'
    report, score = judged(tmp_path, "Dec-23", "Dec-24", settings=own)
    assert score.change is Change.NOT_COMPARABLE
    assert "We count the older grades too." in panel_of(report)
    assert "Ofsted gives" not in panel_of(report)
