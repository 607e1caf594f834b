"""The last pages: how to read the report, what each measure counts, and what readers must know of the figures."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from inputs.findings import Finding, Strength
from layouts.blocks import Entries, Heading
from report.metrics.judgement.target_status import StatusRule, TargetRules
from report.metrics.model.measure import Basis, Polarity
from report.pages import data_notes
from report.pages.reading import reading
from report.pages.report_data import Report
from report.settings.report_file import Settings
from report.wording.figures_in_words import text
from tests.report.made_reports import (
    EVERY,
    VISITS,
    all_of,
    everything,
    three_measures,
    with_a_new_way_of_counting,
    words_of,
)
from tests.report.returns import LIBRARY, said

CELL = re.compile(r"\b[A-Z]{1,2}\d{1,4}\b")


def entries(report: Report, place: int) -> list[tuple[str, str]]:
    return [(said(head), said(words)) for head, words in all_of(Entries, reading(report))[place].items]


@EVERY
def test_it_has_three_parts_how_to_read_definitions_and_notes(report: Report) -> None:
    heads = [said(head.text) for head in all_of(Heading, reading(report)) if head.level == 2]
    assert len(heads) == 3 and heads[-1] == "Data notes"
    assert len(all_of(Entries, reading(report))) == 3


@EVERY
def test_each_rule_stands_under_words_of_its_own_and_is_made_of_whole_sentences(report: Report) -> None:
    rules = entries(report, 0)
    assert len({head for head, _ in rules}) == len(rules)
    for head, rule in rules:
        assert rule.endswith(".") and rule[0] in f"“{rule[0].upper()}", head
        assert re.findall(r"[a-z]{3}\. [a-z]", rule) == [], head


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (StatusRule.TOLERANCE, {"Met", "Close", "Not met"}),
        (StatusRule.FLOOR, {"Met", "Floor met", "Not met"}),
        (StatusRule.INTERVAL, {"Met", "Not clear", "Not met"}),
    ],
)
def test_the_status_words_of_the_rule_in_force_are_explained(rule: StatusRule, words: set[str]) -> None:
    report = replace(three_measures(), settings=Settings(target_rules=TargetRules(rule=rule)))
    explained = [head.lower() for head, _ in entries(report, 0)]
    assert [word for word in words if not any(word.split()[0].lower() in head for head in explained)] == []


def test_it_says_who_set_each_target_and_nothing_of_a_plan() -> None:
    report = everything()
    (words,) = [rule for head, rule in entries(report, 0) if head == "Who set the targets"]
    judged = {
        score.measure.ref
        for score in report.card.scores
        if score.target is not None and score.measure.polarity is not Polarity.CONTEXT
    }
    assert set(re.findall(r"\d+\.\d+", words)) == judged
    by_law = next(s.measure.ref for s in report.card.scores if s.target and s.target.basis is Basis.STATUTORY)
    assert by_law in words.partition(". ")[0] and words.startswith("The law: ")


@EVERY
def test_every_measure_that_is_shown_is_defined_once_with_its_source_and_who_is_responsible(report: Report) -> None:
    shown = {score.measure.ref: score.measure for score in report.card.scores}
    found, sources = entries(report, 1), dict(entries(report, 2))["Sources of the definitions"]
    assert [head.split()[0] for head, _ in found] == list(shown)
    for (head, words), measure in zip(found, shown.values(), strict=True):
        assert head == f"{measure.ref} {measure.name}"
        assert words.startswith(measure.definition.strip()[:40].replace("\N{NO-BREAK SPACE}", " "))
        assert measure.owner in words
        (number,) = re.findall(r"Source: (\[\d+\])\.", words)
        assert f"{number} {said(text(measure.source)).rstrip('.')}." in sources
        assert ".." not in words


def test_a_reference_of_a_definition_leads_to_its_box() -> None:
    for head, _ in all_of(Entries, reading(everything()))[1].items:
        assert head[0].link == f"#{head[0].text.strip()}"


# Notes.


def finding(kind: str, what: str) -> Finding:
    return Finding(kind, Strength.CHECK, what, "Ask.", "health.xlsx", "Health", "F18")


def test_readers_are_told_what_affects_a_figure_and_never_a_cell_or_what_only_officers_settle() -> None:
    told = finding("counted-before-month-end", "the figures for December 2023 were taken before the month was over.")
    other = finding("no-settings", "there is no report.toml.")
    notes = words_of(reading(replace(three_measures(), findings=(told, other))))
    assert "The figures for December 2023 were taken before the month was over." in notes
    assert "report.toml" not in notes and "F18" not in notes
    assert data_notes.NOTHING_FOUND not in notes


@EVERY
def test_no_page_names_a_cell_of_a_return(report: Report) -> None:
    start = next(n for n, b in enumerate(reading(report)) if isinstance(b, Heading) and said(b.text) == "Data notes")
    words = words_of(reading(report)[start:])
    assert CELL.findall(re.sub(r"indicator A\d", "", words)) == []  # which is what the DfE calls some of its figures


def test_where_nothing_was_found_that_is_said() -> None:
    assert data_notes.NOTHING_FOUND in words_of(reading(three_measures()))


def test_a_sample_says_so_first_and_where_other_areas_stand_beside_it_whose_those_are() -> None:
    notes = words_of(reading(everything()))
    assert everything().notice in notes and everything().authority_name in notes
    assert "Open Government Licence" in notes
    assert "made up" not in words_of(reading(three_measures()))


def test_where_no_words_are_too_long_nothing_is_said_in_full() -> None:
    heads = [said(head.text) for head in all_of(Heading, reading(everything())) if head.level == 3]
    assert heads == []


def test_a_new_way_of_counting_leaves_its_definition_as_it_is() -> None:
    def of_visits(report: Report) -> str:
        (words,) = [words for head, words in entries(report, 1) if head.startswith(LIBRARY[VISITS].ref)]
        return re.sub(r"\[\d+\]", "", words)  # the number of its source is its place in each report's own list

    assert of_visits(with_a_new_way_of_counting()) == of_visits(everything())
