"""Our own figure beside those of other areas, of the same date: the table, its small print, and the list of sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from layouts.blocks import Cell, Column, Row, Span, Table, Text
from report import words
from report.metrics.benchmarks.figures import Compared, Release
from report.metrics.model import MeasureScore, Observation, State
from report.metrics.periods import PeriodType

_BESIDE = {1: "Clearly higher", 0: "Not clearly different", -1: "Clearly lower"}
_OWN_SHARE = 0.2


def compared_table(score: MeasureScore, council: str) -> tuple[Table, ...]:
    """One row: the date, ourselves at that date, the neighbours' mean, the region, England, and whether we differ.

    Empty where there is nothing to compare with. A column that would say nothing is left out.
    """
    compared = score.compared
    if compared is None:
        return ()
    cells: list[tuple[str, Cell]] = [(council or "This council", _own(compared.own))]
    if compared.neighbours:
        cells.append(("Statistical neighbours", _mean(compared)))
    cells += [(o.group, words.area_value(o)) for o in (compared.region, compared.england) if o is not None]
    if compared.beside_england is not None:
        cells.append(("Council beside England", (Span(_BESIDE[compared.beside_england]),)))
    share = (1 - _OWN_SHARE) / len(cells)
    return (
        Table(
            caption=(Span(f"{score.measure.short_name}: the same figure of other areas, of the same date"),),
            columns=(
                Column((Span("Compared"),), _OWN_SHARE),
                *(Column((Span(head),), share, "right") for head, _ in cells),
            ),
            rows=(Row(((Span(_date(compared.own)),), *(cell for _, cell in cells))),),
            compact=True,
            show_caption=False,
        ),
    )


def _date(own: Observation) -> str:
    moment = words.day(own.period.last_day)
    return moment if own.period_type is PeriodType.SNAPSHOT else f"Year to {moment}"


def _own(own: Observation) -> Text:
    return (Span("Not in the returns"),) if own.state is State.MISSING else words.value(own)


def _mean(compared: Compared) -> Text:
    """The mean and of how many it is: "9.4% (mean of 10)", "9.0% (mean of 8; 2 not published)"."""
    if compared.mean is None:
        return (Span("Not published"),)
    given, lacking = compared.published, [o for o in compared.neighbours if not o.has_number]
    said: Text = (*words.mean_of(given, compared.mean), Span(" (mean of "), *_number(given))
    return (*said, Span("; "), *_number(lacking), Span(" not published)")) if lacking else (*said, Span(")"))


def _number(areas: Sequence[Observation]) -> Text:
    return words.derived("number of areas", Decimal(len(areas)), str(len(areas)), areas[0].measure, areas)


def small_print(score: MeasureScore) -> str:
    """Where the compared figures come from and in what they differ, or why there are none."""
    compared, said = score.compared, score.measure.national
    if compared is None:
        return said or ("" if score.measure.local else "No national figure of this date is held.")
    neighbours = f"; statistical neighbours: {compared.model} model" if compared.neighbours else ""
    return f"Other areas: {compared.release.title}, {compared.release.release}{neighbours}. {said}".strip()


def funnel_table(score: MeasureScore, council: str) -> tuple[Table, ...]:
    """The numbers behind a funnel plot: every area with its counts and its value, largest cohort first."""
    compared = score.compared
    if compared is None or not compared.in_funnel:
        return ()
    ours = compared.own if compared.own.denominator else None
    shown = sorted(compared.in_funnel, key=lambda o: o.denominator or 0, reverse=True)
    rows = [(o.group, o) for o in shown]
    rows = [*([(council or "This council", ours)] if ours else []), *rows]
    rows += [("England", compared.england)] if compared.england else []
    return (
        Table(
            caption=(Span(f"The numbers behind the chart of similar councils, {_date(compared.own)}"),),
            columns=tuple(
                Column((Span(head),), share, align)
                for head, share, align in (("Area", 0.5, "left"), ("Out of", 0.3, "right"), ("Percentage", 0.2, "right"))
            ),
            rows=tuple(Row(((Span(name),), words.n_of_n(o), words.value(o))) for name, o in rows),
            compact=True,
            show_caption=False,
        ),
    )


def sources(scores: Iterable[MeasureScore]) -> tuple[Release, ...]:
    """Every release that any figure was compared with, each once."""
    return tuple(dict.fromkeys(score.compared.release for score in scores if score.compared))


def source_line(release: Release) -> str:
    """A release as the list of sources names it, with its licence, which asks to be acknowledged."""
    when = f", published {release.published}" if release.published else ""
    return f"{release.title}, {release.release}{when}. Contains public sector information, {release.licence}."


def method(scores: Iterable[MeasureScore], authority: str) -> str:
    """How other areas' figures are used; empty where none are."""
    compared = [score.compared for score in scores if score.compared]
    if not compared:
        return ""
    models = dict.fromkeys(one.model for one in compared if one.neighbours)
    who = f" The statistical neighbours are those of {authority} in the model of the {' and '.join(models)}."
    mean = " Their mean is worked out here from their published figures; those not published are left out and counted."
    return (
        "Each measure is set beside the latest published figure of other areas that is not later than this report, and "
        "our own figure is the one of that same date. Published figures are the latest there are, revisions included. "
        "“Clearly” higher or lower than England means more than chance alone would often make (95% interval, "
        f"Newcombe’s method).{who + mean if models else ''}"
    )
