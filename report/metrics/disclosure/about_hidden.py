"""The findings on what is hidden: what was hidden beside small numbers, and what cannot be hidden any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from inputs.findings import Finding
from inputs.period import YEAR_MONTHS, Period
from report.metrics.counting.observations import ReportedSeries
from report.metrics.disclosure.protection import Protected
from report.metrics.disclosure.relations import FigureId, figures_of
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import Measure
from report.metrics.model.scorecard import Observation


def about_hidden(
    protected: Protected, reported: Sequence[ReportedSeries], shown: Sequence[ReportedSeries], period: Period
) -> Iterator[Finding]:
    """A finding each on what is shown in sums, on what is hidden beside others or whole, and on what is given away."""
    if not protected.hidden and not protected.rows:
        return
    figures = figures_of((*reported, *shown))
    if summed := [now for one, now in zip(reported, shown, strict=True) if _is_in_sums(one, now)]:
        names = formatting.joined_with_and(f"“{one.measure.short_name}”" for one in summed)
        what = f"{names} {_is(summed)} shown by quarter, 12 months or three years: most months would be hidden."
        yield found(
            "shown-in-sums", what, "Nothing needs to be done: the layout asks for it.", summed[0].observations[0]
        )
    if better := [one for one in shown if (one.measure.id, one.group) in protected.better_in_sums]:
        names = formatting.joined_with_and(f"“{_name(one.measure, one.group)}”" for one in better)
        what = f"{names} could be given in sums of several months, of which fewer would be hidden."
        remedy = 'To show these, write small_council = "sums" in the layout, above its first section.'
        yield found("better-in-sums", what, remedy, better[0].observations[0])
    beside = [figures[one] for one in sorted(protected.beside, key=_in_time) if one[2].index <= period.index]
    given_away = [figures[one] for one in sorted(protected.given_away, key=_in_time) if one[2].index <= period.index]
    if beside:
        what = f"so that no hidden number can be worked out, {_listed(beside)} {_is(beside)} hidden too."
        yield found("hidden-beside", what, "Nothing needs to be done.", beside[0])
    if rows := [one for one in shown if (one.measure.id, one.group) in protected.rows and one.observations]:
        names = formatting.joined_with_and(f"“{_name(one.measure, one.group)}”" for one in rows)
        what = f"every figure of {names} is hidden: hiding single ones could not be shown to be enough."
        remedy = "If the report needs them, ask whoever looks after the builder, or use an exempt one (--exempt)."
        yield found("whole-rows-hidden", what, remedy, rows[0].observations[0])
    if given_away:
        what = f"{_listed(given_away)} {_is(given_away)} hidden here, but may be worked out from what papers print."
        remedy = (
            "What earlier papers printed stays public. Try them with “boardreport attack”, and tell whoever answers "
        )
        remedy += "for them."
        yield found("hidden-too-late", what, remedy, given_away[0])


def _is_in_sums(given: ReportedSeries, shown: ReportedSeries) -> bool:
    return len(shown.observations) > 0 and shown.observations[0].period_type is not given.observations[0].period_type


def _in_time(figure: FigureId) -> tuple[int, str, str]:
    return figure[2].index, *figure[:2]


def _listed(figures: Iterable[Observation]) -> str:
    """The figures by measure: "“Left care” (March and November 2023)"."""
    by_name: dict[str, list[str]] = {}
    for o in figures:
        name = f"“{_name(o.measure, o.group)}”"
        by_name.setdefault(name, []).append(o.period.name if o.period.length == YEAR_MONTHS else formatting.name_of(o))
    said = (f"{name} ({formatting.joined_with_and(_shortened(periods))})" for name, periods in by_name.items())
    return formatting.joined_with_and(said)


def _name(measure: Measure, group: str) -> str:
    return f"{measure.short_name}, {group}" if group else measure.short_name


def _shortened(periods: list[str]) -> list[str]:
    """A few periods as they are; of many, their number."""
    return periods if len(periods) < 4 else [f"{len(periods)} figures"]


def _is(figures: Sequence[object]) -> str:
    return "is" if len(figures) == 1 else "are"
