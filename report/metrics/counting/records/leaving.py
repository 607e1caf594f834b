"""Care leavers: how many, whether their plan is current, and how they live around their birthday."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from inputs.careers import Careers
from report.metrics.counting.records.month_numbers import MARCH_NUMBER, age_at_month_end, last_day
from report.metrics.counting.records.stays import Care
from report.metrics.counting.records.tallies import Tally, count_of, share_of

_PLAN_MONTHS = 6
_MUST_HAVE_PLAN = ("eligible", "relevant", "former")  # not those with a right to advice only
_GONE = ("DIED", "RHOM")  # died, or went home for six months
_NO_HOME_HERE = ("G", "H", "R")  # gone abroad, deported, residence not known: no home to judge
_BUSY = ("F1", "P1", "F2", "P2", "F3", "P3", "F4", "P4", "F5", "P5")
_HIGHER_EDUCATION, _APPRENTICES = ("F1", "P1"), ("F4", "P4")
_AGES = (("17_18", 17, 18), ("19_21", 19, 21))


def tally_leavers(careers: Careers, care: Care) -> Iterator[Tally]:
    """Care leavers as they are recorded now, so of the last month; and of a year to March, as the form OC3 has them."""
    if careers.leavers is not None:
        yield from _now(careers.leavers.rows, care)
    if careers.year_leavers is not None:
        yield from _around_birthdays(careers.year_leavers.rows, care)


def _now(rows: pd.DataFrame, care: Care) -> Iterator[Tally]:
    month, table = care.last, "leavers"
    held = rows.drop_duplicates("child").assign(month=month)
    in_care = set(care.in_care["child"][care.in_care["month"] == month])
    left = held[~held["child"].isin(in_care)]
    yield count_of("care_leavers_count", table, left, [month])
    if not (held["eligibility"] != "").all():
        return
    due = held[held["eligibility"].isin(_MUST_HAVE_PLAN)]
    since = last_day(month) - pd.DateOffset(months=_PLAN_MONTHS)
    current = due["plan"].between(since, last_day(month), inclusive="right")
    if due["plan"].notna().any():
        yield share_of("pathway_plan_pct", table, due, current, [month])
    grown = left[left["eligibility"].isin(_MUST_HAVE_PLAN)]
    if grown["adviser"].any():
        yield share_of("personal_adviser_pct", table, grown, grown["adviser"], [month])


def _around_birthdays(forms: pd.DataFrame, care: Care) -> Iterator[Tally]:
    """The form OC3 of the year to the last March: young people who died, or went home, are left out.

    Those out of touch, and those of whom nothing is known, stay in the total. Of homes, who has gone abroad, was
    deported, or lives nobody knows where is left out, as the Department for Education has it.
    """
    march = care.last - (care.last - MARCH_NUMBER) % 12
    if march not in care.months:
        return
    rows = forms[~forms["in_touch"].isin(_GONE)].assign(month=march)
    rows = rows.assign(age=age_at_month_end(rows["born"], rows["month"]))
    rows = rows.assign(lives=rows["accommodation"].str.strip().str.upper())
    for name, youngest, oldest in _AGES:
        aged = rows["age"].between(youngest, oldest)
        group = rows[aged]
        if not len(group):
            continue
        yield share_of(f"in_touch_{name}_pct", "year_leavers", group, group["in_touch"] == "YES", [march])
        yield share_of(f"eet_{name}_pct", "year_leavers", group, group["activity"].isin(_BUSY), [march])
        if name == "19_21":
            yield from _aged_19_to_21(group, march)
        else:
            yield _suitable("suitable_accommodation_17_18_pct", group, march)


def _suitable(measure: str, group: pd.DataFrame, march: int) -> Tally:
    housed = group[~group["lives"].str.slice(0, 1).isin(_NO_HOME_HERE)]
    return share_of(measure, "year_leavers", housed, housed["lives"].str.slice(1, 2) == "1", [march])


def _aged_19_to_21(group: pd.DataFrame, march: int) -> Iterator[Tally]:
    table = "year_leavers"
    yield _suitable("suitable_accommodation_pct", group, march)
    yield share_of("not_in_touch_19_21_pct", table, group, group["in_touch"] == "NO", [march])
    yield share_of("higher_education_19_21_pct", table, group, group["activity"].isin(_HIGHER_EDUCATION), [march])
    yield share_of("apprenticeship_19_21_pct", table, group, group["activity"].isin(_APPRENTICES), [march])
