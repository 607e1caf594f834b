"""Whether a report of altered returns prints what is true, tells of what is not, or is silently wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from openpyxl import load_workbook

from inputs.findings import Finding, Strength
from inputs.intake import State
from report.build import compare_with_issued
from report.judge import Judged, judge_returns
from report.metrics.model.formatting import rounded
from report.metrics.model.measure import Unit
from report.metrics.model.scorecard import MeasureScore, Observation
from report.output.exit_codes import CannotBuild
from tests.trials.altered.sample import FOLDER, Mutant

_PRINTED_NOTES = {"counted-before-month-end"}  # in the report's notes on its data
Key = tuple[str, str, str, str]


class Ended(StrEnum):
    """How the reading of altered returns ended."""

    RIGHT = "right"
    TOLD = "told"
    SILENT = "silently wrong"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a mutant ended without and with the last report, and the first figure of its report that is not true."""

    without: Ended
    with_last: Ended
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """What the report of the unaltered returns prints and hides, its findings, and the targets it judges by."""

    figures: dict[Key, Observation]
    hidden: frozenset[Key]
    targets: dict[tuple[str, str], str]
    said: frozenset[tuple[str, str]]


def truth_of(judged: Judged) -> Truth:
    """The figures, targets and findings of the unaltered returns."""
    scores = judged.report.card.scores
    figures = {_key(one): one for score in scores for one in _observed(score)}
    hidden = frozenset(key for key, one in figures.items() if one.state is State.SUPPRESSED)
    figures = {key: one for key, one in figures.items() if one.has_number}
    return Truth(figures, hidden, {(s.measure.id, s.group): _target(s) for s in scores}, _said(judged.findings))


def judge(mutant: Mutant, truth: Truth, folder: Path, last: Path) -> Outcome:
    """Alter the sample in ``folder``, which is emptied first, and judge it; ``last`` holds the last report's ledger."""
    write(mutant, folder)
    try:
        judged = judge_returns(folder, None, "", lambda _step, _doing: None)
    except CannotBuild:
        return Outcome(Ended.TOLD, Ended.TOLD)
    wrong = list(_untrue(judged, mutant, truth))
    if not wrong:
        return Outcome(Ended.RIGHT, Ended.RIGHT)
    compared, _ = compare_with_issued(judged, last)
    measures = {measure for measure, _ in wrong}
    names = {m.short_name for m in judged.measures if m.id in measures}
    without, with_last = (
        Ended.TOLD if any(_tells(one, mutant, names, truth) for one in report.findings) else Ended.SILENT
        for report in (judged, compared)
    )
    return Outcome(without, with_last, wrong[0][1])


def write(mutant: Mutant, folder: Path) -> None:
    """The sample's workbooks and settings, with the one of the mutant altered."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in FOLDER.iterdir():
        if path.name != mutant.book:
            shutil.copyfile(path, folder / path.name)
    workbook = load_workbook(FOLDER / mutant.book)
    mutant.alter(workbook)
    workbook.save(folder / (mutant.file or mutant.book))
    workbook.close()


def _untrue(judged: Judged, mutant: Mutant, truth: Truth) -> Iterator[tuple[str, str]]:
    """The measure of each printed figure or target that is not the true one, and what it is."""
    for score in judged.report.card.scores:
        for one in _printed(score):
            true = _key(one) in truth.hidden or _is_true(one, truth.figures.get(_key(one)))
            if _barred(one, mutant) or not true:
                yield one.measure.id, f"{one.measure.id} {one.group} {one.period} {one.value}"
        own, target = score.measure.target, _target(score)
        theirs = (
            truth.targets.get((score.measure.id, score.group), ""),
            f"{own.value} {own.comparison}" if own else "",
        )
        if target and target not in theirs:
            yield score.measure.id, f"{score.measure.id} {score.group} target {target}"


def _barred(one: Observation, mutant: Mutant) -> bool:
    months = mutant.months
    return (one.measure.id, one.group) in mutant.barred and (not months or one.period.month_text in months)


def _is_true(one: Observation, true: Observation | None) -> bool:
    if true is None:
        return False
    decimals = min(one.decimals, true.decimals)
    if rounded(one.number, decimals) != rounded(true.number, decimals):
        return False
    pairs = ((one.numerator, true.numerator), (one.denominator, true.denominator))
    is_share = one.measure.unit is Unit.PCT  # of other measures no counts are printed
    return not is_share or all(now is None or was is None or _near(now, was) for now, was in pairs)


def _near(now: Decimal, was: Decimal) -> bool:
    return abs(now - was) < Decimal("0.005")


def _printed(score: MeasureScore) -> Iterator[Observation]:
    """Every figure that the report may print of a measure."""
    yield from (one for one in _observed(score) if one.has_number)


def _observed(score: MeasureScore) -> Iterator[Observation]:
    yield from (score.latest, score.previous, score.last_year)
    yield from (*score.series, *score.quarters, *score.year_to_date, *score.years, *score.spread.values())


def _key(one: Observation) -> Key:
    return one.measure.id, one.group, str(one.period), one.period_type


def _target(score: MeasureScore) -> str:
    return f"{score.target.value} {score.target.comparison}" if score.target else ""


def _said(findings: tuple[Finding, ...]) -> frozenset[tuple[str, str]]:
    return frozenset((one.kind, str(one)) for one in findings)


def _tells(one: Finding, mutant: Mutant, names: set[str], truth: Truth) -> bool:
    """Whether a finding, which the unaltered returns do not give, names the altered sheet or a measure that is wrong.

    A note asks nobody to look, so it tells nothing, unless the report prints it.
    """
    if (one.strength is Strength.NOTE and one.kind not in _PRINTED_NOTES) or (one.kind, str(one)) in truth.said:
        return False
    here = one.workbook == (mutant.file or mutant.book) and one.sheet in ("", *mutant.sheets)
    return here or any(f"“{name}”" in one.what for name in names)
