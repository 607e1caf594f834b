"""Care leavers: how many, whether their plan is current, and how they live around their birthday."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from inputs.careers import Careers
from report.metrics.counting.records.cohort import Cohort
from report.metrics.counting.records.month_numbers import MARCH_NUMBER, age_at_month_end, last_day
from report.metrics.counting.records.stays import Care
from report.metrics.counting.records.tallies import NotTold, Tally, count_of, share_of

_PLAN_MONTHS = 6
_MUST_HAVE_PLAN = ("eligible", "relevant", "former")  # not those with a right to advice only
_DIED, _WENT_HOME = "DIED", "RHOM"
_NO_HOME_HERE = ("G", "H", "R")  # gone abroad, deported, residence not known: no home to judge
_BUSY = ("F1", "P1", "F2", "P2", "F3", "P3", "F4", "P4", "F5", "P5")
_BED_AND_BREAKFAST, _CUSTODY = "W", "X"
_MOST_UNKNOWN = 0.02  # of care leavers, whose right to support or date of birth may be unknown
_FEWEST_RECORDED = 0.9  # of those in touch, of whom it must be on record how they live


class _Ages(NamedTuple):
    """Care leavers of some ages, and the measures of how they live."""

    youngest: int
    oldest: int
    in_touch: str
    suitable: str
    busy: str
    more: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


_AGES = (
    _Ages(17, 18, "in_touch_17_18_pct", "suitable_accommodation_17_18_pct", "eet_17_18_pct"),
    _Ages(
        19,
        21,
        "in_touch_19_21_pct",
        "suitable_accommodation_pct",
        "eet_19_21_pct",
        (
            ("not_in_touch_19_21_pct", "in_touch", ("NO",)),
            ("higher_education_19_21_pct", "activity", ("F1", "P1")),
            ("apprenticeship_19_21_pct", "activity", ("F4", "P4")),
            ("neet_19_21_pct", "activity", ("G4", "G5", "G6")),
        ),
    ),
)
_HOW_THEY_LIVE = tuple(one for ages in _AGES for one in (*ages[2:5], *(measure for measure, *_ in ages.more)))
_OF_RIGHTS = ("pathway_plan_pct", "personal_adviser_pct", *_HOW_THEY_LIVE)
_WHEN = {"leavers": "years old on the last day of the month", "year_leavers": "years old on 31 March"}
_RECORDED = {
    "in_touch": "whether the council is in touch with them",
    "suitable": "whether their homes are suitable",
    "activity": "whether they learn or work",
}


def tally_leavers(careers: Careers, care: Care) -> Iterator[Tally | NotTold]:
    """Care leavers as they are recorded now, so of the last month; and of a year to March, as the form OC3 has them."""
    if careers.leavers is not None:
        if care.ends_with_month:
            yield from _now(careers.leavers.rows, care)
        else:
            measures = ("care_leavers_count", *_OF_RIGHTS)
            yield NotTold(measures, "leavers", "the list is of the day on which it was extracted, not of a month’s end")
    if careers.year_leavers is not None:
        yield from _of_form(careers.year_leavers.rows, care)


def _now(rows: pd.DataFrame, care: Care) -> Iterator[Tally | NotTold]:
    month, table = care.last, "leavers"
    in_care = set(care.in_care["child"][care.in_care["month"] == month])
    every = rows.drop_duplicates("child").assign(month=month)
    held = Cohort.of(every, "people are on the list of care leavers")
    held = held.without(held.rows["in_touch"] == _DIED, "who have died")
    held = held.without(held.rows["eligibility"] == "none", "who have no right to support")
    left = held.without(held.rows["child"].isin(in_care), "who are still in care")
    ours = left.closed("care leavers are supported")
    yield count_of("care_leavers_count", table, left.rows, [month])._replace(steps=ours)
    yield from _homes_of_all(left, month)
    if (held.rows["eligibility"] == "").mean() > _MOST_UNKNOWN:
        yield NotTold(_OF_RIGHTS, table, "for too many it is not on record what support they have a right to")
        return
    yield from _with_rights(held, left, month)


def _homes_of_all(left: Cohort, month: int) -> Iterator[Tally]:
    """Care leavers in bed and breakfast and in custody, where it is on record where they live."""
    rows = left.rows
    if not len(rows) or not _is_recorded(rows, "lives"):
        return
    for measure, home in (("bed_and_breakfast_count", _BED_AND_BREAKFAST), ("care_leavers_in_custody_count", _CUSTODY)):
        there = left.without(rows["lives"] != home, "who live elsewhere")
        yield count_of(measure, "leavers", there.rows, [month])._replace(steps=there.closed("care leavers live there"))


def _with_rights(held: Cohort, left: Cohort, month: int) -> Iterator[Tally | NotTold]:
    """Plans, advisers and lives of those whom the council must support, not only advise."""
    due, grown = (
        one.without(~one.rows["eligibility"].isin(_MUST_HAVE_PLAN), "who have a right to advice only, if known")
        for one in (held, left)
    )
    since = last_day(month) - pd.DateOffset(months=_PLAN_MONTHS)
    current = due.rows["plan"].between(since, last_day(month), inclusive="right")
    if due.rows["plan"].notna().any():
        steps = due.closed("young people must have a pathway plan")
        yield share_of("pathway_plan_pct", "leavers", due.rows, current, [month])._replace(steps=steps)
    if grown.rows["adviser"].any():
        steps = grown.closed("young people must have an adviser")
        told = share_of("personal_adviser_pct", "leavers", grown.rows, grown.rows["adviser"], [month])
        yield told._replace(steps=steps)
    if grown.rows["born"].isna().mean() > _MOST_UNKNOWN:
        yield NotTold(_HOW_THEY_LIVE, "leavers", "too many have no date of birth on record")
        return
    yield from _lives(grown, "leavers", month)


def _of_form(forms: pd.DataFrame, care: Care) -> Iterator[Tally | NotTold]:
    """The form OC3 of the year to the last March."""
    march = care.last - (care.last - MARCH_NUMBER) % 12
    if march in care.months:
        yield from _lives(Cohort.of(forms.assign(month=march), "forms OC3 are here"), "year_leavers", march)


def _lives(cohort: Cohort, table: str, month: int) -> Iterator[Tally | NotTold]:
    """How young people live around their birthday, by age: who died, or went home for six months, is left out.

    Those out of touch, and those of whom nothing is known, stay in the total. Of homes, who has gone abroad, was
    deported, or lives nobody knows where is left out, as the Department for Education has it.
    """
    cohort = cohort.without(cohort.rows["in_touch"] == _DIED, "who have died")
    cohort = cohort.without(cohort.rows["in_touch"] == _WENT_HOME, "who went home for six months or more")
    rows = cohort.rows.assign(age=age_at_month_end(cohort.rows["born"], cohort.rows["month"]))
    for ages in _AGES:
        other = ~rows["age"].between(ages.youngest, ages.oldest)
        group = Cohort(rows, cohort.steps).without(other, f"who are not {ages.youngest} to {ages.oldest} years old")
        if len(group.rows):
            yield from _of_ages(group, ages, table, month)


def _of_ages(group: Cohort, ages: _Ages, table: str, month: int) -> Iterator[Tally | NotTold]:
    housed = group.without(group.rows["lives"].isin(_NO_HOME_HERE), "who are abroad, or live nobody knows where")
    every: tuple[tuple[str, Cohort, str, tuple[str, ...]], ...] = (
        (ages.in_touch, group, "in_touch", ("YES",)),
        (ages.suitable, housed, "suitable", ("yes",)),
        (ages.busy, group, "activity", _BUSY),
        *((measure, group, column, codes) for measure, column, codes in ages.more),
    )
    who = f"care leavers were {ages.youngest} to {ages.oldest} {_WHEN[table]}"
    for measure, cohort, column, codes in every:
        if _is_recorded(cohort.rows, column):
            told = share_of(measure, table, cohort.rows, cohort.rows[column].isin(codes), [month])
            yield told._replace(steps=cohort.closed(who))
        else:
            yield NotTold((measure,), table, f"for too many it is not on record {_RECORDED[column]}")


def _is_recorded(rows: pd.DataFrame, column: str) -> bool:
    """Whether a column is filled in for nearly all; of how they live, for those with whom the council may be in touch.

    Ofsted and the Department for Education leave it blank for those out of touch.
    """
    asked = rows if column == "in_touch" else rows[rows["in_touch"].isin(["YES", ""])]
    return not len(asked) or bool((asked[column] != "").mean() >= _FEWEST_RECORDED)
