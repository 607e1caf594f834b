"""Figures that a service calls provisional or estimated: the report says so."""

from __future__ import annotations

from dataclasses import replace

from report.pages import data_notes
from report.pages.report_data import Report
from tests.report.made_reports import everything


def told(flags: dict[str, tuple[str, ...]]) -> list[str]:
    """What is said where the latest figures of some measures, by their references, carry flags."""
    report: Report = everything()
    scores = tuple(
        replace(score, latest=replace(score.latest, flags=flags.get(score.measure.ref, ())))
        for score in report.card.scores
    )
    return list(data_notes.not_final(replace(report, card=replace(report.card, scores=scores))))


def test_a_provisional_figure_is_called_so() -> None:
    assert told({"5.2": ("provisional",)}) == ["The latest figure of 5.2 is provisional, and may still change."]


def test_several_are_told_together_and_estimates_apart() -> None:
    assert told({"1.1": ("provisional",), "5.2": ("provisional",), "3.1": ("estimated",)}) == [
        "The latest figures of 1.1 and 5.2 are provisional, and may still change.",
        "The latest figure of 3.1 is estimated.",
    ]


def test_of_final_and_revised_figures_nothing_is_said() -> None:
    assert told({"1.1": ("revised",)}) == []


def test_it_stands_among_what_readers_should_know() -> None:
    report = everything()
    first = replace(report.card.scores[0], latest=replace(report.card.scores[0].latest, flags=("provisional",)))
    flagged = replace(report, card=replace(report.card, scores=(first, *report.card.scores[1:])))
    assert data_notes.for_readers(flagged)[0] == "The latest figure of 1.1 is provisional, and may still change."
