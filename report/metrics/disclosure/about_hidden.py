"""The findings on what is hidden: what was hidden beside small numbers, and what cannot be hidden any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inputs.findings import Finding
from inputs.period import Period
from report.metrics.counting.observations import ReportedSeries
from report.metrics.disclosure.protection import Protected
from report.metrics.disclosure.relations import FigureId, figures_of
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.scorecard import Observation


def about_hidden(protected: Protected, reported: Iterable[ReportedSeries], period: Period) -> Iterator[Finding]:
    """A finding each on the figures up to a month that are hidden beside others, and on those that are given away."""
    if not protected.hidden:
        return
    figures = figures_of(reported)
    beside = [figures[one] for one in sorted(protected.beside, key=_in_time) if one[2].index <= period.index]
    given_away = [figures[one] for one in sorted(protected.given_away, key=_in_time) if one[2].index <= period.index]
    if beside:
        what = f"so that no hidden number can be worked out, {_listed(beside)} {_is(beside)} hidden too."
        yield found("hidden-beside", what, "Nothing needs to be done.", beside[0])
    if given_away:
        what = f"{_listed(given_away)} {_is(given_away)} hidden here, but what earlier papers printed tells how small."
        remedy = "Nothing that is hidden now can mend that. Tell whoever answers for the papers."
        yield found("hidden-too-late", what, remedy, given_away[0])


def _in_time(figure: FigureId) -> tuple[int, str, str]:
    return figure[2].index, *figure[:2]


def _listed(figures: Iterable[Observation]) -> str:
    """The figures by measure: "“Left care” (March and November 2023)"."""
    by_name: dict[str, list[str]] = {}
    for o in figures:
        name = f"“{o.measure.short_name}{f', {o.group}' if o.group else ''}”"
        by_name.setdefault(name, []).append(formatting.name_of(o))
    said = (f"{name} ({formatting.joined_with_and(_shortened(periods))})" for name, periods in by_name.items())
    return formatting.joined_with_and(said)


def _shortened(periods: list[str]) -> list[str]:
    """A few periods as they are; of many, their number."""
    return periods if len(periods) < 4 else [f"{len(periods)} figures"]


def _is(figures: list[Observation]) -> str:
    return "is" if len(figures) == 1 else "are"
