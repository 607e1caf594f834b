"""Caseloads of social workers: the children allocated to them, for each full-time worker who has any."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from inputs.careers import Careers
from report.metrics.counting.records.cohort import Cohort
from report.metrics.counting.records.month_numbers import last_day
from report.metrics.counting.records.stays import Care
from report.metrics.counting.records.tallies import NotTold, Tally

CASES = "cases"
CASELOAD = "social_worker_caseload_rate"
_MOST_UNKNOWN = 0.02  # of social workers with cases, whose working time may be unknown
_FEWEST_OTHERS = 0.5  # of the cases, that are of children who are neither in care nor care leavers
_MOST_TIME = Decimal("1.5")  # of a full-time post, above which a number is no working time of one person


def tally_caseloads(careers: Careers, care: Care) -> Iterator[Tally | NotTold]:
    """Cases for each full-time social worker who has one, of the last month: working times are those of now."""
    if careers.cases is None:
        return
    cohort = _open_cases(careers.cases.rows, care)
    cohort = cohort.without(~cohort.rows["social"], "who are allocated to others than social workers")
    why_not = _why_not(cohort.rows, careers, care)
    if why_not:
        yield NotTold((CASELOAD,), CASES, why_not)
        return
    cohort = cohort.without(~_is_time(cohort.rows["fte"]), "whose social worker’s working time is not on record")
    times = cohort.rows.drop_duplicates("worker")["fte"]
    full_time = sum((Decimal(str(one)) for one in times), Decimal(0))
    steps = cohort.closed(f"cases were held by {len(times):,} social workers")
    yield Tally(CASELOAD, "", CASES, {care.last: (len(cohort.rows), full_time)}, steps)


def _open_cases(cases: pd.DataFrame, care: Care) -> Cohort:
    """The allocations on the last day of the last month, each child once for each worker."""
    day = last_day(care.last)
    is_open = (cases["began"] <= day) & ~(cases["ended"] <= day)
    return Cohort.of(cases[is_open].drop_duplicates(["child", "worker"]), "children are allocated to a worker")


def _why_not(cases: pd.DataFrame, careers: Careers, care: Care) -> str:
    """Why no caseload can be given: a part of a sentence; "" where it can."""
    if not care.ends_with_month:
        return "working times are those of the day of the extract, not of a month’s end"
    if not len(cases):
        return "nobody is on record as the social worker to whom a child is allocated"
    workers = cases.drop_duplicates("worker")
    if (~_is_time(workers["fte"])).mean() > _MOST_UNKNOWN:
        return "the working time of too many social workers is not on record"
    ours = set(care.in_care["child"][care.in_care["month"] == care.last])
    if careers.leavers is not None:
        ours |= set(careers.leavers.rows["child"])
    if (~cases["child"].isin(ours)).mean() < _FEWEST_OTHERS:
        return "the cases seem to be those of children in care alone, and social workers have others"
    return ""


def _is_time(fte: pd.Series) -> pd.Series:
    return (fte > 0) & (fte <= float(_MOST_TIME))
