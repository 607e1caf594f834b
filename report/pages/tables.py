"""Tables of observations: the numbers behind a chart, the groups of a measure, what is owed and what was revised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inputs.intake import State
from layouts.blocks import Column, Row, Table, Text
from report.metrics.model import formatting
from report.metrics.model.last_report import Revision
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Measure, MeasureScore, Observation, Scorecard, Unit
from report.wording import figures_in_words
from report.wording.figures_in_words import text

_MONTH_HEADS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
_QUARTER_HEADS = (
    "Q1, April to June",
    "Q2, July to September",
    "Q3, October to December",
    "Q4, January to March",
)
_UNITS = {Unit.PCT: "percentages", Unit.COUNT: "numbers", Unit.DAYS: "days", Unit.RATE: "averages"}


def behind_months(runs: Sequence[tuple[str, Sequence[Observation]]]) -> Table:
    """The numbers behind charts of months: a row for each financial year of each named run, a column for each month."""
    rows = [row for name, series in runs for row in _year_rows(name, series)]
    unit = _UNITS[runs[0][1][-1].measure.unit]
    return Table(
        caption=text(f"The numbers behind the chart ({unit})"),
        columns=(
            Column(text(unit.capitalize()), 0.235 if any(name for name, _ in runs) else 0.13),
            *(Column(text(head), 0.07, "right") for head in _MONTH_HEADS),
        ),
        rows=tuple(rows),
        compact=True,
        show_caption=False,
    )


def _year_rows(name: str, series: Sequence[Observation]) -> list[Row]:
    by_place = {(o.period.financial_year, o.period.months_into_year): o for o in series}
    rows = []
    for year in sorted({place[0] for place in by_place}):
        label = " ".join(part for part in (formatting.financial_year(year), name) if part)
        cells = [_marked(by_place[year, m]) if (year, m) in by_place else () for m in range(1, 13)]
        rows.append(Row((text(label), *cells)))
    return rows


def behind_quarters(series: Sequence[Observation]) -> Table:
    """The numbers behind a chart of quarters: a row for each quarter, a column for each financial year, with counts."""
    by_place = {(o.period.financial_year, o.period.quarter): o for o in series}
    years = sorted({year for year, _ in by_place})
    rows = []
    for quarter, name in enumerate(_QUARTER_HEADS, 1):
        cells = [_with_counts(by_place[year, quarter]) if (year, quarter) in by_place else () for year in years]
        rows.append(Row((text(name), *cells)))
    return Table(
        caption=text("The numbers behind the chart"),
        columns=(
            Column(text("Quarter"), 0.34),
            *(Column(text(formatting.financial_year(year)), 0.66 / len(years), "right") for year in years),
        ),
        rows=tuple(rows),
        compact=True,
        show_caption=False,
    )


def behind_years(series: Sequence[Observation]) -> Table:
    """The numbers behind a chart of years: a column for each year, with rows of counts where they were given."""
    measure, last = series[-1].measure, series[-1]
    snapshot = last.period_type is PeriodType.SNAPSHOT
    rows = [Row((text(_unit_head(measure)), *(_marked(o) for o in series)))]
    if any(map(figures_in_words.denominator if measure.unit is Unit.DAYS else figures_in_words.n_of_n, series)):
        if measure.unit is Unit.PCT or measure.parts_of:
            rows.append(Row((text("Out of"), *(figures_in_words.n_of_n(o) or text("–") for o in series))))
        else:
            if any(o.numerator is not None for o in series):
                given = (
                    text("–") if o.has_number and o.numerator is None else figures_in_words.numerator(o) for o in series
                )
                rows.append(Row((text(measure.counts.capitalize()), *given)))
            rows.append(Row((text(measure.out_of.capitalize()), *(figures_in_words.denominator(o) for o in series))))
    heads = [formatting.short_day(o.period) if snapshot else formatting.short_month(o.period) for o in series]
    return Table(
        caption=text("The numbers behind the chart"),
        columns=(
            Column(text("On" if snapshot else "Year to"), 0.2),
            *(Column(text(head), 0.8 / len(series), "right") for head in heads),
        ),
        rows=tuple(rows),
        compact=True,
        show_caption=False,
    )


def _unit_head(measure: Measure) -> str:
    return measure.value_name or _UNITS[measure.unit].capitalize()


def groups_of_total(scores: Sequence[MeasureScore]) -> Table:
    """A row for each part of a total, with its share and the same a year before."""
    return Table(
        caption=text("The numbers behind the chart"),
        columns=(
            Column(text("Age"), 0.24),
            Column(text("Children"), 0.19, "right"),
            Column(text("Share"), 0.19, "right"),
            Column(text("A year before"), 0.19, "right"),
            Column(text("Share then"), 0.19, "right"),
        ),
        rows=tuple(
            Row((text(s.group), _whole(s.latest), _share(s.latest), _whole(s.last_year), _share(s.last_year)))
            for s in scores
        ),
        compact=True,
        show_caption=False,
    )


def groups_of_average(scores: Sequence[MeasureScore]) -> Table:
    """A row for each team: staff, cases, average, and the average a year before."""
    measure = scores[0].measure
    return Table(
        caption=text(f"{measure.name}, {formatting.when(scores[0].latest)}"),
        columns=(
            Column(text("Team"), 0.36),
            Column(text("Staff (full-time equivalent)"), 0.17, "right"),
            Column(text("Cases held"), 0.13, "right"),
            Column(text(measure.short_name), 0.16, "right"),
            Column(text("A year before"), 0.18, "right"),
        ),
        rows=tuple(
            Row(
                (
                    text(s.group),
                    figures_in_words.denominator(s.latest),
                    figures_in_words.numerator(s.latest),
                    (*figures_in_words.revised_mark(s.latest), *figures_in_words.value(s.latest, bold=True)),
                    _whole(s.last_year),
                )
            )
            for s in scores
        ),
    )


def owed(card: Scorecard, measure_ids: Sequence[str]) -> Table:
    """What was not supplied, and by whom it is owed."""
    lacking = [measure for measure in card.not_supplied if measure.id in measure_ids]
    return Table(
        caption=text("Not supplied for this report"),
        columns=(Column(text("Ref"), 0.08), Column(text("Measure"), 0.52), Column(text("Owed by"), 0.40)),
        rows=tuple(Row((text(m.ref), text(m.name), text(m.owner))) for m in lacking),
        show_caption=False,
    )


def revised(rows: Iterable[Row]) -> Table:
    """What the last report said, what is said now, and why."""
    return Table(
        caption=text("Figures revised since the last report"),
        columns=(
            Column(text("Ref"), 0.06),
            Column(text("Measure"), 0.34),
            Column(text("Last report"), 0.14, "right"),
            Column(text("Now"), 0.14, "right"),
            Column(text("Why"), 0.32),
        ),
        rows=tuple(rows),
        show_caption=False,
        naming_columns=2,
    )


def revised_row(one: Revision) -> Row:
    """A row of that table. The ledger has the figure of the last report without a cell: it stood in another return."""
    now, before, measure = one.now, one.before, one.now.measure
    group = f", {now.group}" if now.group else ""
    when = formatting.period_label(now)
    return Row(
        (
            text(measure.ref),
            text(f"{measure.short_name}{group}: {formatting.uncapitalised(when)}"),
            figures_in_words.earlier_figure(before, now),
            figures_in_words.with_counts(now) if measure.unit is Unit.PCT else figures_in_words.value(now),
            text(one.reason or "No reason was given."),
        )
    )


def _with_counts(observation: Observation) -> Text:
    return (*figures_in_words.revised_mark(observation), *figures_in_words.with_counts(observation))


def _marked(observation: Observation) -> Text:
    return (*figures_in_words.revised_mark(observation), *figures_in_words.bare(observation))


def _whole(observation: Observation) -> Text:
    return (*figures_in_words.revised_mark(observation), *figures_in_words.value(observation))


def has_mark(table: Table) -> bool:
    """Whether a figure of the table is marked as not what the last report said."""
    texts = [cell for row in table.rows for cell in row.cells if isinstance(cell, tuple)]
    return any(span.text == f"r{formatting.NBSP}" for cell in texts for span in cell)


def has_hidden(table: Table) -> bool:
    """Whether a figure of the table is hidden."""
    hidden = formatting.NO_NUMBER_SHORT[State.SUPPRESSED]
    texts = [cell for row in table.rows for cell in row.cells if isinstance(cell, tuple)]
    return any(span.text == hidden for cell in texts for span in cell)


def _share(observation: Observation) -> Text:
    if not observation.numerator or not observation.denominator:
        return text(formatting.NO_NUMBER_SHORT[observation.state]) if not observation.has_number else ()
    return figures_in_words.share(100 * observation.numerator / observation.denominator, observation)
