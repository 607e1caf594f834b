"""Returns whose meaning was altered: a few of each end, and a silently wrong one is found (see ``make mutants``)."""

from pathlib import Path

import pytest

from report.metrics import score
from tests.trials import mutants
from tests.trials.altered.outcome import Ended, Outcome, judge, truth_of
from tests.trials.altered.sample import KINDS, Mutant, read_sample

HEADLINE = "CIC headline Dec 23.xlsx"


@pytest.fixture(scope="module")
def truth():
    return truth_of(mutants.sample().judged)


def of_kind(kind: str, what: str) -> Mutant:
    """The one mutant of a kind whose description begins so."""
    (one,) = [one for one in KINDS[kind].make(mutants.sample()) if one.what.startswith(what)]
    return one


def outcome(mutant: Mutant, truth, folder: Path) -> Outcome:
    (folder / "no last report").mkdir()
    return judge(mutant, truth, folder / "returns", folder / "no last report")


def test_there_are_kinds_enough_and_the_same_seed_chooses_the_same_ones():
    assert len(KINDS) >= 40
    chosen = mutants.chosen(1000, 1)
    assert len(chosen) == 1000 and {one.kind for one in chosen} == set(KINDS)
    told = [(one.kind, one.what) for one in chosen]
    assert told == [(one.kind, one.what) for one in mutants.chosen(1000, 1)]
    assert told != [(one.kind, one.what) for one in mutants.chosen(1000, 2)]


def test_returns_that_are_only_saved_again_are_right_and_give_no_new_finding(truth, tmp_path):
    unaltered = Mutant("saved again", HEADLINE, HEADLINE, lambda _: None, ("Headline",))
    assert outcome(unaltered, truth, tmp_path).without is Ended.RIGHT
    assert truth_of(read_sample(tmp_path / "returns").judged).said == truth.said


@pytest.mark.parametrize(
    ("kind", "what", "ended"),
    [
        ("sheet: last month blank", "Missing", Ended.RIGHT),
        ("said in place of the title: another area", "Headline: “England average”", Ended.RIGHT),
        ("measure: ten times as much in the last month", "Missing: missing_episodes_count", Ended.TOLD),
        ("renamed: the opposite", "Annual checks: dental_check_pct: “Dental check refused”", Ended.RIGHT),
        ("target: turned round", "Stability: long_term_stability_pct", Ended.RIGHT),
        ("split: with the total", "Headline: left_care_count, the parts below", Ended.RIGHT),
        ("changed: one figure of the last month", "Pathway plans: pathway_plan_pct by -5%", Ended.SILENT),
    ],
)
def test_an_altered_return_ends_as_it_should(kind, what, ended, truth, tmp_path):
    assert outcome(of_kind(kind, what), truth, tmp_path).without is ended


def test_one_is_silently_wrong_where_the_check_that_tells_of_it_is_switched_off(truth, tmp_path, monkeypatch):
    mutant = of_kind("measure: ten times as much in the last month", "Missing: missing_episodes_count")
    (tmp_path / "with").mkdir()
    assert outcome(mutant, truth, tmp_path / "with").without is Ended.TOLD
    monkeypatch.setattr(score, "check_outliers", lambda *_: ())
    (tmp_path / "off").mkdir()
    wrong = outcome(mutant, truth, tmp_path / "off")
    assert wrong.without is Ended.SILENT and "missing_episodes_count" in wrong.wrong
    lines = mutants.table([(mutant, wrong)])
    assert lines[-1].split() == ["all", "1", "0", "0", "1", "0", "0", "1"]


@pytest.mark.slow
def test_what_nobody_could_tell_at_first_is_told_beside_the_last_report(truth, tmp_path):
    mutants.build_last(tmp_path / "last")
    mutant = of_kind("restated: a whole measure", "Pathway plans")
    ended = judge(mutant, truth, tmp_path / "returns", tmp_path / "last")
    assert (ended.without, ended.with_last) == (Ended.SILENT, Ended.TOLD)
