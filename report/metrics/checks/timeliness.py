"""Whether figures are of the right months: those that stop too early, come too early or cover part of a month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from inputs.findings import Finding, first_and_more
from inputs.headings.dates import last_day_named
from inputs.intake import Return, State
from inputs.period import Period
from report.metrics.counting.aggregation import reaches
from report.metrics.counting.observations import ReportedSeries
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import Measure, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Observation

SheetKey = tuple[str, str]
"""The name of a workbook and of one of its sheets."""
_MOST_NAMED = 3  # measures that one message lists by name


def as_at_dates(returns: Iterable[Return]) -> dict[SheetKey, date]:
    """The day as at which each sheet says it is correct; sheets that do not say it plainly are left out."""
    days = {(one.workbook, one.sheet): last_day_named(one.as_at) for one in returns}
    return {sheet: day for sheet, day in days.items() if day is not None}


def check_timeliness(
    reported: Sequence[ReportedSeries], period: Period, as_at: Mapping[SheetKey, date]
) -> tuple[Finding, ...]:
    """Findings about figures that stop before ``period``, go on after it, or cover part of a month."""
    return (
        *_after_as_at(reported, period, as_at),
        *_not_whole(reported, period, as_at),
        *_filled_in_ahead(reported, period),
        *_stopped(reported, period),
        *_without_counts(reported, period),
        *_begun_late(reported, period),
    )


def shows_period_is_over(observation: Observation, as_at: Mapping[SheetKey, date]) -> bool:
    """Whether an observation shows that its period is over.

    A zero does not, nor does a figure for a period after the sheet's “correct as at” date: both may be filled in ahead.
    """
    return bool(observation.value) and not is_after(observation, as_at)


def not_supplied(measures: Iterable[Measure], who: Mapping[str, str]) -> list[Finding]:
    """One finding for each service that owes measures which the report should hold.

    ``who`` has, by measure id, the person or team to ask where somebody is named.
    """
    by_owner: dict[str, list[Measure]] = {}
    for measure in measures:
        by_owner.setdefault(due_from(measure, who), []).append(measure)
    return [
        found(
            "not-supplied",
            f"no figures came in for {_quoted(measure.short_name for measure in owed)}.",
            f"Due from: {owner}. The report says that we do not have {'it' if len(owed) == 1 else 'them'}.",
        )
        for owner, owed in by_owner.items()
    ]


def never_given(measures: Sequence[Measure]) -> Iterator[Finding]:
    """The finding on measures that the layout has a place for, and that neither a return nor an earlier report gave."""
    if measures:
        what = f"no return has figures for {_quoted(m.short_name for m in measures)}, so the report leaves them out."
        remedy = (
            "Nothing needs to be done. If it should have them, “boardreport template” makes returns that ask for them."
        )
        yield found("never-given", what, remedy)


def due_from(measure: Measure, who: Mapping[str, str]) -> str:
    """The service that owes a measure, with whom to ask there where somebody is named."""
    named = who.get(measure.id, "")
    return f"{measure.owner}; ask {named}" if named and named != measure.owner else measure.owner


def sheet_of(observation: Observation) -> SheetKey:
    """The sheet of the first cell of an observation, which has one."""
    return observation.sources[0].workbook, observation.sources[0].sheet


def is_summed_share(measure: Measure) -> bool:
    """Whether the months of a measure make a year to date by their counts: a percentage of events."""
    return measure.combine == "sum" and measure.unit is Unit.PCT


def is_after(observation: Observation, as_at: Mapping[SheetKey, date]) -> bool:
    """Whether a figure is of a period that had not begun on the day as at which its sheet is correct."""
    day = as_at.get(sheet_of(observation)) if observation.sources else None
    first = observation.period.first_month
    return day is not None and date(first.year, first.month, 1) > day


def _up_to(reported: Iterable[ReportedSeries], period: Period) -> list[Observation]:
    """Every observation that has a cell, up to the period, the earliest first."""
    given = [o for one in reported for o in one.observations if o.sources and o.period.index <= period.index]
    return sorted(given, key=lambda o: o.period.index)


def _after_as_at(
    reported: Iterable[ReportedSeries], period: Period, as_at: Mapping[SheetKey, date]
) -> Iterable[Finding]:
    firsts: dict[SheetKey, Observation] = {}
    for o in _up_to(reported, period):
        if is_after(o, as_at):
            firsts.setdefault(sheet_of(o), o)
    for sheet, o in firsts.items():
        what = f"the sheet says that it was correct on {formatting.day(as_at[sheet])}, but has figures for {_in(o)}."
        remedy = "Correct that date, or clear the figures of months that were still to come, and run again."
        yield found("figures-after-as-at", what, remedy, o)


def _not_whole(reported: Iterable[ReportedSeries], period: Period, as_at: Mapping[SheetKey, date]) -> Iterable[Finding]:
    """Findings about sheets correct as at a day within a period that they give: events may be missing from it.

    Not for a sheet with figures even after that day, which has a finding already: the day itself may be wrong.
    """
    given = _up_to(reported, period)
    late = {sheet_of(o) for o in given if is_after(o, as_at)}
    seen: set[tuple[SheetKey, bool]] = set()
    for o in given:
        day = as_at.get(sheet_of(o))
        snapshot = o.measure.period_type is PeriodType.SNAPSHOT
        if day is None or sheet_of(o) in late or day >= o.period.last_day or (sheet_of(o), snapshot) in seen:
            continue
        seen.add((sheet_of(o), snapshot))
        what = f"the figures for {_in(o)} were taken on {formatting.day(day)}, before the month was over."
        if snapshot:
            yield found("counted-before-month-end", what, "Nothing needs to be done if that is the usual day.", o)
        else:
            yield found("month-not-whole", what, f"Ask the {o.measure.owner} for the whole month.", o)


def _filled_in_ahead(reported: Iterable[ReportedSeries], period: Period) -> Iterable[Finding]:
    """One finding a sheet about zeros after the period, where nothing else comes after it."""
    ahead: dict[SheetKey, Observation] = {}
    for one in reported:
        later = [o for o in one.observations if o.period.index > period.index and o.sources]
        if later and all(o.value == 0 or o.state is State.NOT_APPLICABLE for o in later):
            ahead.setdefault(sheet_of(later[0]), later[0])
    for o in ahead.values():
        what = f"there are zeros from {_in(o)} on, after the report’s month. They were left out."
        yield found("filled-in-ahead", what, "Leave months blank that are still to come.", o)


def _stopped(reported: Sequence[ReportedSeries], period: Period) -> Iterable[Finding]:
    """Findings about measures that stop before the period: one for all of a sheet that stop in the same month."""
    lasts: dict[tuple[SheetKey, Period], list[tuple[ReportedSeries, Observation]]] = {}
    for one in reported:
        numbers = [o for o in one.observations if o.state is not State.MISSING and o.period.index <= period.index]
        last = max(numbers, key=lambda o: o.period.index, default=None)
        if last is not None and not reaches(last, period):
            lasts.setdefault((sheet_of(last), last.period.last_month), []).append((one, last))
    for (_, month), stopped in lasts.items():
        (one, last), *others = stopped
        if last.is_of_records:
            yield _not_counted(stopped, month, period)
            continue
        owner = one.measure.owner
        remedy = f"Ask the {owner} for {'them' if others else 'it'}; the report says what we do not have."
        if others:
            names = _quoted(dict.fromkeys(each.measure.short_name for each, _ in stopped))
            missing = f"nothing for {formatting.month(period)} of {names}"
            what = f"the sheet stops at {formatting.month(month)}: {missing}."
            yield found("stale-return", what, remedy, last)
        else:
            who = f"“{one.measure.short_name}”" + (f" ({one.group})" if one.group else "")
            what = f"{who} has no figure for {formatting.month(period)}; its last is for {formatting.month(month)}"
            if month == period.back(1) and _is_alone(one, reported, period):
                what += ", where all others of the sheet end a month later; if its row has slipped by a month, all its "
                what += "figures are under the wrong one"
            what += "."
            yield found("no-figure-for-the-period", what, remedy, last)


def _not_counted(stopped: Sequence[tuple[ReportedSeries, Observation]], month: Period, period: Period) -> Finding:
    """The finding for measures that could not be counted from records up to the period."""
    names = _quoted(dict.fromkeys(each.measure.short_name for each, _ in stopped))
    what = f"{names} could not be counted for {formatting.month(period)}: the records lack something that it needs of "
    what += "too many children, such as a date of birth, a home or a reason. The last month for which it could be "
    what += f"counted is {formatting.month(month)}."
    remedy = "“boardreport check” says what is not recorded, of how many; correct it there, and extract it again."
    return found("no-figure-for-the-period", what, remedy, stopped[0][1])


def _is_alone(one: ReportedSeries, reported: Sequence[ReportedSeries], period: Period) -> bool:
    """Whether all other measures of its sheet, of which there are some, have a figure for the period."""
    here = {sheet_of(o) for o in one.observations if o.sources}
    others = [
        {o.period.last_month for o in other.observations if o.has_number}
        for other in reported
        if other is not one and here & {sheet_of(o) for o in other.observations if o.sources}
    ]
    return bool(others) and all(period in months for months in others)


def _this_year(one: ReportedSeries, period: Period) -> list[Observation]:
    """The months since April that have a number, for a percentage of events; empty for any other measure."""
    if not is_summed_share(one.measure):
        return []
    months = set(period.year_to_date.months())
    return [o for o in one.observations if o.period in months and o.has_number and not o.period_type.is_trailing]


def _without_counts(reported: Iterable[ReportedSeries], period: Period) -> Iterable[Finding]:
    for one in reported:
        given = _this_year(one, period)
        alone = [o for o in given if o.numerator is None or o.denominator is None]
        if alone:
            months = f"{len(alone)} of the {len(given)} months" if len(given) > 1 else "the month"
            what = f"“{one.measure.short_name}” is given without its counts for {months} since April, "
            remedy = f"Ask the {one.measure.owner} for the numerators and the denominators."
            yield found("counts-missing", f"{what}so that no year to date can be worked out.", remedy, alone[0])


def _begun_late(reported: Iterable[ReportedSeries], period: Period) -> Iterable[Finding]:
    """A finding about months that begin after April; gaps between months are found when the return is read."""
    for one in reported:
        given = _this_year(one, period)
        april = period.year_to_date.first_month
        first = min((o for o in one.observations if o.sources), key=lambda o: o.period.first_month, default=None)
        if given and first is not None and first.period.first_month > april:
            what = f"“{one.measure.short_name}” begins in {formatting.month(given[0].period)}, after April, "
            remedy = f"Ask the {one.measure.owner} for the months since April."
            yield found("year-to-date-not-whole", f"{what}so that no year to date can be worked out.", remedy, first)


def _in(observation: Observation) -> str:
    return formatting.name_of(observation)


def _quoted(names: Iterable[str]) -> str:
    return first_and_more([f"“{name}”" for name in names], _MOST_NAMED)
