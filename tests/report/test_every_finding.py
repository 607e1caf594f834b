"""One spoiled figure gives exactly one finding: its kind and its place; and the unspoiled returns give none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

import report
from inputs.findings import Finding
from inputs.intake import Return
from report.metrics.model import formatting
from report.metrics.model.findings import CATALOGUE, EVERY, found
from report.metrics.score import score
from tests.golden.renew_kinds import PAGE, findings_page
from tests.report.returns import (
    AGES,
    DECEMBER,
    LIBRARY,
    NO_CHOICES,
    a_return,
    counts,
    intake,
    monthly,
    point,
    series,
)

TESTS = Path(__file__).parents[1]
TO_CHRISTMAS = "Data correct as at 31 December 2023"

IN_CARE = [404, 402, 405, 409, 407, 411, 408, 409, 412]  # April to December 2023
CAME = [12, 10, 15, 14, 9, 16, 11, 13, 17]
LEFT = [8, 12, 12, 10, 11, 12, 14, 12, 14]
DUE = [13, 11, 9, 14, 13, 10, 14, 12, 13]
A_YEAR = [262, 264, 261, 265, 266, 263, 268, 270, 273]

Folder = dict[str, list[Return]]


def folder() -> dict[str, Return]:
    """Returns that agree with one another, nine months of each, by a short name."""
    bands = [(24, 47, 50 + i % 2, 161 - i % 2, n - 282) for i, n in enumerate(IN_CARE)]
    shares = [(round(n * 0.87) - i % 3, n) for i, n in enumerate(A_YEAR)]
    return {
        "headline": a_return(
            counts("children_in_care_count", IN_CARE),
            counts("started_in_care_count", CAME),
            counts("left_care_count", LEFT),
            workbook="headline.xlsx",
            as_at=TO_CHRISTMAS,
        ),
        "ages": a_return(
            *(counts("children_in_care_by_age_count", [b[i] for b in bands], group=age) for i, age in enumerate(AGES)),
            workbook="ages.xlsx",
        ),
        "health": a_return(monthly("annual_health_assessment_pct", shares), workbook="health.xlsx"),
        "dental": a_return(monthly("dental_check_pct", [(n - 3, of) for n, of in shares]), workbook="dental.xlsx"),
        "first": a_return(
            monthly("initial_health_assessment_pct", [(n - 6 - n % 2, n) for n in DUE], target=("95", "at least")),
            workbook="first.xlsx",
        ),
        "waits": a_return(
            monthly("entry_to_adoptive_home_days_mean", [(10_000 + 90 * i, 18) for i in range(9)]),
            workbook="waits.xlsx",
        ),
        "missing": a_return(
            counts("children_missing_count", [18, 19, 21, 24, 23, 22, 20, 19, 21]),
            counts("missing_episodes_count", [41, 44, 45, 56, 50, 49, 47, 43, 47]),
            workbook="missing.xlsx",
        ),
    }


def findings(held: Mapping[str, Return]) -> list[Finding]:
    return list(score(intake(*held.values()), tuple(LIBRARY.values()), DECEMBER, NO_CHOICES, formatting.printed)[1])


def test_returns_that_agree_give_no_finding() -> None:
    assert findings(folder()) == []


Spoil = Callable[[dict[str, Return]], None]


def change(name: str, item: str, month: int, *, group: str = "", **parts: object) -> Spoil:
    """Change what one return says of one month; ``value``, ``n`` and ``of`` are what stands there now."""

    def spoil(held: dict[str, Return]) -> None:
        one = held[name]
        held[name] = replace(
            one,
            series=tuple(
                replace(s, points=tuple(point(DECEMBER.back(12 - month), **parts) if p.period.month == month else p
                                        for p in s.points))  # type: ignore[arg-type]
                if (s.item, s.group) == (item, group)
                else s
                for s in one.series
            ),
        )  # fmt: skip

    return spoil


def put(name: str, *series_given: object, **about: str) -> Spoil:
    """Put another return in the place of one, or beside the others."""

    def spoil(held: dict[str, Return]) -> None:
        held[name] = a_return(*series_given, workbook=f"{name}.xlsx", **about)  # type: ignore[arg-type]

    return spoil


def redated(name: str, as_at: str) -> Spoil:
    def spoil(held: dict[str, Return]) -> None:
        held[name] = replace(held[name], as_at=as_at)

    return spoil


def cut(name: str, months: int) -> Spoil:
    """Leave the first or, below zero, the last so many months of a return out."""

    def spoil(held: dict[str, Return]) -> None:
        kept = slice(months, None) if months > 0 else slice(None, months)
        held[name] = replace(held[name], series=tuple(replace(s, points=s.points[kept]) for s in held[name].series))

    return spoil


FIRST, DENTAL, BANDS, WAITS = (
    "initial_health_assessment_pct",
    "dental_check_pct",
    "children_in_care_by_age_count",
    "entry_to_adoptive_home_days_mean",
)
QUARTER = DECEMBER.lasting(3)
YEARS = [DECEMBER.back(21).lasting(12), DECEMBER.back(9).lasting(12)]

FIRST_PLACE = "first.xlsx › Health › M40"


def _with_year_to_date(one: Return, value: str) -> Return:
    given = (point(DECEMBER, value, row=40),)
    return replace(one, series=tuple(replace(s, year_to_date=given) for s in one.series))


SPOILED: dict[str, tuple[Spoil, str]] = {
    "given-twice": (put("again", counts("children_in_care_count", [413])), "again.xlsx › Health › M5"),
    "average-does-not-match": (
        change("waits", WAITS, 12, value="480.0", n=10_720, of=18),
        "waits.xlsx › Health › M5",
    ),
    "headline-does-not-reconcile": (
        change("headline", "left_care_count", 12, value=13),
        "headline.xlsx › Health › M5",
    ),
    "years-do-not-reconcile": (
        put(
            "years",
            *(
                series(item, *(point(year, n) for year, n in zip(YEARS, ns, strict=True)))
                for item, *ns in (
                    ("children_in_care_count", 380, 400),
                    ("started_in_care_count", 150, 160),
                    ("left_care_count", 140, 139),
                )
            ),
        ),
        "years.xlsx › Health › D5",
    ),
    "parts-do-not-sum": (
        change("ages", BANDS, 12, group="16 and over", value=131),
        "ages.xlsx › Health › M5",
    ),
    "groups-missing": (
        lambda held: held.update(ages=replace(held["ages"], series=held["ages"].series[:4])),
        "ages.xlsx › Health › M5",
    ),
    "quarter-differs-from-months": (
        put("quarter", series(FIRST, point(QUARTER, n=17, of=39))),
        "quarter.xlsx › Health › M6",
    ),
    "spread-out-of-order": (
        put("behind", counts("entry_to_adoptive_home_days_highest", [560])),
        "behind.xlsx › Health › M5",
    ),
    "population-differs": (change("dental", DENTAL, 12, n=234, of=274), "dental.xlsx › Health › M7"),
    "population-too-large": (
        put("homes", monthly("long_term_stability_pct", [(290, 413)])),
        "homes.xlsx › Health › M7",
    ),
    "fewer-times-than-children": (
        put(
            "missing",
            counts("children_missing_count", [18, 19, 21, 24, 23, 22, 20, 19, 21]),
            counts("missing_episodes_count", [20, 21, 23, 26, 25, 21, 22, 21, 23]),
        ),
        "missing.xlsx › Health › J5",
    ),
    "immature-cohort": (
        put("first", monthly(FIRST, [(n - 6 - n % 2, n) for n in CAME])),
        "first.xlsx › Health › M7",
    ),
    "figures-after-as-at": (redated("headline", "Data correct as at 30 November 2023"), "headline.xlsx › Health › M5"),
    "month-not-whole": (redated("first", "Data correct as at 15 December 2023"), "first.xlsx › Health › M6"),
    "counted-before-month-end": (redated("ages", "Correct as at 22 December 2023"), "ages.xlsx › Health › M5"),
    "filled-in-ahead": (
        put("plans", counts("personal_education_plan_pct", ["93.5", 0, 0], last=DECEMBER.back(-2))),
        "plans.xlsx › Health › B5",
    ),
    "no-figure-for-the-period": (cut("dental", -1), "dental.xlsx › Health › L6"),
    "stale-return": (cut("missing", -2), "missing.xlsx › Health › K5"),
    "counts-missing": (change("first", FIRST, 10, value="42.9"), "first.xlsx › Health › K5"),
    "year-to-date-not-whole": (cut("first", 1), "first.xlsx › Health › F6"),
    "year-to-date-differs": (lambda held: held.update(first=_with_year_to_date(held["first"], "45")), FIRST_PLACE),
    "improbable-change": (change("dental", DENTAL, 12, n=200, of=273), "dental.xlsx › Health › M6"),
    "figure-apart": (change("dental", DENTAL, 8, n=130, of=266), "dental.xlsx › Health › I6"),
    "copied-forward": (
        put("schools", monthly("good_or_outstanding_school_pct", [(190, 240), (191, 241), *[(193, 244)] * 3])),
        "schools.xlsx › Health › M6",
    ),
    "target-against-polarity": (
        put("visits", monthly("pathway_plan_pct", [(157, 179)], target=("95", "at most"), cell="D9")),
        "visits.xlsx › Health › D9",
    ),
    "target-always-met": (
        put("visits", monthly("pathway_plan_pct", [(157, 179)], target=("0", "at least"), cell="D9")),
        "visits.xlsx › Health › D9",
    ),
}

SHARED = {"given-twice", "targets-differ"}  # kinds of the reading room that are raised here too
ELSEWHERE = {  # found where there is more than the returns to look at
    "marks-left-out": "report/test_font_marks.py",
    "letters-not-printed": "report/test_font_marks.py",
    "bad-setting": "report/test_report_file.py",
    "outside-its-time": "report/test_ranges_and_units.py",
    "no-settings": "report/test_report_file.py",
    "rebase-to-check": "report/test_rebase.py",
    "nothing-for-the-period": "report/test_score.py",
    "never-given": "report/test_returned_measures.py",
    "not-supplied": "report/test_timeliness.py",
    "given-alike": "report/test_observations.py",
    **dict.fromkeys(("counted-from-records", "records-differ", "records-do-not-reconcile"), "whole/test_records.py"),
    "records-cannot-tell": "report/test_records_leavers.py",
    **dict.fromkeys(("records-too-short", "records-to-check"), "report/test_records_quality.py"),
    **dict.fromkeys(
        ("shown-in-sums", "better-in-sums", "hidden-beside", "hidden-too-late"), "report/test_disclosure_control.py"
    ),
    "whole-rows-hidden": "report/test_whole_rows.py",
    **dict.fromkeys(("month-copied", "row-may-have-slipped"), "report/test_own_months.py"),
    **dict.fromkeys(
        ("months-repeated", "rows-exchanged", "turned-round", "nobody-counted"), "report/test_copied_runs.py"
    ),
    "after-the-meeting": "report/test_report_month.py",
    "later-than-the-report": "report/test_report_month.py",
    "targets-differ": "report/test_observations.py",
    "restated": "report/test_revisions.py",
    "marked-as-revised": "report/test_revisions.py",
    "changed-since-last-build": "report/test_revisions.py",
    "differs-from-issued": "report/test_revisions.py",
    **dict.fromkeys(("measure-changed", "measures-exchanged", "months-exchanged"), "report/test_revisions.py"),
    **dict.fromkeys(("not-the-councils", "far-from-published", "may-be-the-rest"), "report/test_own_level.py"),
    "ledger-not-read": "report/test_revisions.py",
    **dict.fromkeys(
        (
            "comment-not-shown",
            "comment-given-twice",
            "action-overdue",
            "claim-not-supported",
            "number-not-in-figures",
            "may-name-a-child",
            "long-sentence",
            "word-not-preferred",
            "acronym-not-expanded",
        ),
        "report/test_proofread.py",
    ),
    "words-kept-out": "report/test_kept_out.py",
    "record-not-read": "report/test_archive.py",
    "record-missing": "report/test_archive.py",
    "seals-not-whole": "report/test_archive.py",
    "ask-place-unknown": "report/test_committee_requests.py",
    "ask-after-meeting": "report/test_committee_requests.py",
    "asks-not-printed": "report/test_committee_requests.py",
    **dict.fromkeys(
        (
            *("target-of-another-year", "unclear-tolerance", "rating-differs", "direction-differs"),
            "polarity-differs",
        ),
        "report/test_stated_beside.py",
    ),
    "bad-benchmarks": "report/test_take_in_benchmarks.py",
    "authority-not-in-benchmarks": "report/test_take_in_benchmarks.py",
    "text-altered": "whole/test_findings.py",
    "not-true-in-print": "report/test_print_checks.py",
}


@pytest.mark.parametrize("kind", SPOILED)
def test_one_spoiled_figure_gives_exactly_its_finding(kind: str) -> None:
    spoil, place = SPOILED[kind]
    held = folder()
    spoil(held)
    assert [(one.kind, one.place) for one in findings(held)] == [(kind, place)]


def test_every_kind_is_found_by_some_test() -> None:
    assert set(SPOILED) | set(ELSEWHERE) == {*CATALOGUE, *SHARED}
    for kind, file in ELSEWHERE.items():
        assert f'"{kind}"' in (TESTS / file).read_text("utf-8"), (kind, file)


def test_every_kind_that_is_raised_here_is_in_the_catalogue_and_every_one_in_it_is_raised() -> None:
    room = Path(report.__file__).parent
    source = "".join(path.read_text("utf-8") for path in room.rglob("*.py") if path.stem != "findings")
    assert set(re.findall(r'found\(\s*"([a-z-]+)"', source)) == {*CATALOGUE, *SHARED}
    assert "Finding(" not in source


def test_the_catalogue_says_of_each_kind_what_it_means() -> None:
    for kind, entry in CATALOGUE.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+|restated", kind)
        assert entry.meaning.endswith(".")
        assert len(entry.meaning) < 100


def test_a_finding_is_at_the_first_cell_of_its_figure_and_can_be_shown_on_any_console() -> None:
    finding = found("copied-forward", "it is 580\N{NO-BREAK SPACE}days.", "Look at it.", workbook="a.xlsx")
    assert finding.what == "it is 580 days."
    assert finding.place == "a.xlsx"


def test_the_guide_lists_every_kind() -> None:
    assert PAGE.read_text("utf-8") == findings_page(), "run tests/golden/renew_kinds.py"
    assert sum(line.startswith("- `") for line in findings_page().splitlines()) == len(EVERY)
