"""What is likely to be wrong in records is counted and told, each kind once, and nobody is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from report.metrics.counting.counting_rules import USUAL_RULES
from report.metrics.counting.records.count_records import count_careers
from report.metrics.counting.records.quality import check_records
from report.metrics.counting.records.stays import care_of
from tests.report.made_records import Career, Episode, as_ssd, careers_in, in_care
from tests.report.random_careers import council

GOOD = Career(
    "G",
    (Episode("2021-06-01"),),
    reviews=(("2023-06-01", "2023-06-01", "PN1"),),
    health=("2023-02-02",),
    missing=(("2023-02-02", "2023-02-03", "M", "Y", "Y"),),
    adoption={"adm_decision_date": "2023-02-01"},
)


def told(*children: Career) -> list[str]:
    careers = careers_in(as_ssd([GOOD, *children]), date(2021, 4, 1), date(2023, 12, 31))
    findings = list(check_records(careers, care_of(careers)))
    assert all(one.for_officers and one.kind == "records-to-check" for one in findings)
    return [one.what for one in findings]


def good(*episodes: Episode, **about: object) -> Career:
    """A child with whom nothing is wrong but what is given."""
    return replace(GOOD, child="B", episodes=episodes or GOOD.episodes, **about)  # type: ignore[arg-type]


def test_of_good_records_nothing_is_said():
    assert told(good(Episode("2021-06-01", "2022-01-01", left="X1"), Episode("2022-01-01", why="P"))) == []


@pytest.mark.parametrize(
    ("child", "what"),
    [
        (good(Episode("2021-06-01"), Episode("2021-06-01", why="P")), "Children with two open episodes: 1."),
        (good(Episode("2021-06-01", "2021-05-01", left="E4A")), "Episodes that end before they begin: 1."),
        (good(Episode("2021-06-01", left="E4A")), "Episodes with a reason to end and no end: 1."),
        (good(Episode("2021-06-01", "2022-01-01")), "Episodes that ended for no reason: 1."),
        (
            good(Episode("2021-06-01", "2022-01-01", left="X1"), Episode("2022-01-09", why="P")),
            "Episodes that begin some days after the one that they go on from: 1.",
        ),
        (
            good(Episode("2021-06-01", "2022-01-09", left="X1"), Episode("2022-01-01", why="P")),
            "Episodes that begin before the one before them ended: 1.",
        ),
        (good(Episode("2021-06-01", "2022-01-01", left="X1")), "Episodes that go on (X1) with no next one: 1."),
        (
            good(reviews=(("", "2023-06-01", "PN1"),)),
            "Reviews held without a day on which they were due: 1.",
        ),
        (good(Episode("2024-06-01")), "Episodes that begin after the last day of the records: 1."),
        (good(born=""), "Children in care without a date of birth: 1."),
        (good(born="2021-07-01"), "Children who came into care before they were born: 1."),
        (good(Episode("2021-06-01", why="P")), "Children in care whose first day in care is not on record: 1."),
        (good(reviews=()), "Children in care for five weeks or more without any review: 1."),
        (good(health=()), "Children in care for a year or more without any health check: 1."),
        (
            good(Episode("2021-06-01", "2023-01-01", left="E11"), adoption={}),
            "Adopted children without any date of their adoption: 1.",
        ),
        (
            good(missing=(("2023-02-02", "2023-02-01", "M", "Y", "Y"),)),
            "Missing episodes that end before they begin: 1.",
        ),
        (good(reviews=(("2023-06-01", "2024-06-01", "PN1"),)), "Reviews held after the last day of the records: 1."),
    ],
)  # fmt: skip
def test_each_trouble_is_told_with_how_often_it_is_there(child: Career, what: str):
    assert what in told(child)


def test_a_child_on_short_breaks_needs_neither_review_nor_check():
    assert told(in_care("B", Episode("2021-06-01", legal="V4"))) == []


def test_records_without_a_whole_month_are_told():
    careers = careers_in(as_ssd([GOOD]), date(2023, 12, 10), date(2023, 12, 20))
    returns, findings = count_careers(careers, {}, USUAL_RULES)
    assert returns == ()
    assert [one.kind for one in findings] == ["records-too-short"]


def test_no_message_names_a_child():
    assert "C009" not in "".join(told(*council(9, 40)))
