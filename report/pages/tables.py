"""Tables of observations: the numbers behind a chart, the groups of a measure, what is owed and what was revised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from inputs.intake import State
from inputs.period import QUARTER_MONTHS, TERM_MONTHS, TERM_NAMES, YEAR_MONTHS
from layouts.blocks import Column, Row, Table, Text, plain
from report.metrics.checks.timeliness import due_from
from report.metrics.model import formatting
from report.metrics.model.last_report import Revision
from report.metrics.model.measure import Measure, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import MeasureScore, Observation, Scorecard
from report.wording import figures_in_words
from report.wording.figures_in_words import revised_mark, text

_MONTH_HEADS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
_QUARTER_HEADS = ("Q1, April to June", "Q2, July to September", "Q3, October to December", "Q4, January to March")
_HIDDEN = formatting.NO_NUMBER_SHORT[State.SUPPRESSED]
_NOTHING = {"", _HIDDEN, formatting.NO_NUMBER[State.SUPPRESSED], formatting.NO_NUMBER_SHORT[State.MISSING]}


def columns(*heads: tuple[str, float] | tuple[str, float, str]) -> tuple[Column, ...]:
    """Columns from their headings, shares of the width, and alignment ("left" where none is given)."""
    return tuple(Column(text(head[0]), *head[1:]) for head in heads)


def _numbers_behind(caption: str, heads: tuple[Column, ...], rows: Iterable[Row]) -> Table:
    """A compact table under a chart, which already stands under its caption."""
    return Table(text(caption), heads, tuple(rows), compact=True, show_caption=False)


def behind_months(runs: Sequence[tuple[str, Sequence[Observation]]]) -> Table:
    """The numbers behind charts of months: a row for each financial year of each named run, a column for each month."""
    unit = formatting.UNIT_NAMES[runs[0][1][-1].measure.unit]
    first = (unit.capitalize(), 0.235 if any(name for name, _ in runs) else 0.13)
    rows = [row for name, series in runs for row in _year_rows(name, series)]
    return _numbers_behind(
        f"The numbers behind the chart ({unit})",
        columns(first, *((head, 0.07, "right") for head in _MONTH_HEADS)),
        rows,
    )


def _year_rows(name: str, series: Sequence[Observation]) -> list[Row]:
    by_place = {(o.period.financial_year, o.period.months_into_year): o for o in series}
    rows = []
    for year in sorted({place[0] for place in by_place}):
        label = " ".join(part for part in (formatting.financial_year(year), name) if part)
        cells = [_bare(by_place[year, m]) if (year, m) in by_place else () for m in range(1, 13)]
        rows.append(Row((text(label), *cells)))
    return rows


def behind(series: Sequence[Observation]) -> Table | None:
    """The numbers behind a chart of periods longer than a month; None of months, which may share their table."""
    last = series[-1]
    of_quarters = behind_quarter_ends if last.period_type.is_trailing else behind_quarters
    made = {YEAR_MONTHS: behind_years, TERM_MONTHS: behind_terms, QUARTER_MONTHS: of_quarters}.get(last.period.length)
    return made(series) if made else None


def behind_quarters(series: Sequence[Observation]) -> Table:
    """The numbers behind a chart of quarters: a row for each quarter, a column for each financial year, with counts."""
    by_place = {(o.period.financial_year, o.period.quarter): o for o in series}
    return _parts_of_years("Quarter", _QUARTER_HEADS, by_place)


def behind_quarter_ends(series: Sequence[Observation]) -> Table:
    """The numbers behind a chart of quarter ends: a row for each financial year, a column for each end, with counts."""
    by_place = {(o.period.financial_year, o.period.quarter): o for o in series}
    rows = []
    for year in sorted({year for year, _ in by_place}):
        given = [by_place.get((year, quarter)) for quarter in range(1, 5)]
        cells = ((*revised_mark(o), *figures_in_words.with_counts(o)) if o else () for o in given)
        rows.append(Row((text(formatting.financial_year(year)), *cells)))
    heads = (
        (f"To {month}" if series[-1].first_month != series[-1].period.last_month else month, 0.22, "right")
        for month in _MONTH_HEADS[2::3]
    )
    return _numbers_behind("The numbers behind the chart", columns(("Year", 0.12), *heads), rows)


def behind_terms(series: Sequence[Observation]) -> Table:
    """The numbers behind a chart of terms: a row for each term, a column for each academic year, with counts."""
    places = {month: place for place, month in enumerate(TERM_NAMES, 1)}
    by_place = {(o.period.academic_year, places[o.period.month]): o for o in series}
    heads = [f"{name.capitalize()} term" for name in TERM_NAMES.values()]
    return _parts_of_years("Academic year", heads, by_place)


def _parts_of_years(first: str, parts: Sequence[str], by_place: Mapping[tuple[int, int], Observation]) -> Table:
    """A row for each of the ``parts`` of a year, a column for each year, from what is known by year and part."""
    years = sorted({year for year, _ in by_place})
    rows = []
    for part, name in enumerate(parts, 1):
        given = [by_place.get((year, part)) for year in years]
        cells = ((*revised_mark(o), *figures_in_words.with_counts(o)) if o else () for o in given)
        rows.append(Row((text(name), *cells)))
    heads = ((formatting.financial_year(year), 0.66 / len(years), "right") for year in years)
    return _numbers_behind("The numbers behind the chart", columns((first, 0.34), *heads), rows)


def behind_years(series: Sequence[Observation]) -> Table:
    """The numbers behind a chart of years: a column for each year, with rows of counts where they were given."""
    measure, last = series[-1].measure, series[-1]
    snapshot = last.period_type is PeriodType.SNAPSHOT
    rows = [Row((text(measure.value_name or formatting.UNIT_NAMES[measure.unit].capitalize()), *map(_bare, series)))]
    if any(map(figures_in_words.denominator if measure.unit.is_average else figures_in_words.n_of_n, series)):
        rows += _count_rows(measure, series)
    days = [formatting.short_day(o.period) if snapshot else formatting.short_month(o.period) for o in series]
    first = ("On" if snapshot else "Year to", 0.2)
    heads = columns(first, *((day, 0.8 / len(series), "right") for day in days))
    return _numbers_behind("The numbers behind the chart", heads, rows)


def _count_rows(measure: Measure, series: Sequence[Observation]) -> list[Row]:
    """The counts behind yearly values: "n of N" of a percentage or a part; else numerators, if any, denominators."""
    if measure.unit is Unit.PCT or measure.parts_of:
        return [Row((text("Out of"), *(figures_in_words.n_of_n(o) or text("–") for o in series)))]
    rows = []
    if any(o.numerator is not None for o in series):
        given = (text("–") if o.has_number and o.numerator is None else figures_in_words.numerator(o) for o in series)
        rows.append(Row((text(measure.counts.capitalize()), *given)))
    return [*rows, Row((text(measure.out_of.capitalize()), *map(figures_in_words.denominator, series)))]


def groups_of_total(scores: Sequence[MeasureScore]) -> Table:
    """A row for each part of a total, with its share and the same a year before."""
    measure = scores[0].measure
    heads = columns(
        (measure.group_name, 0.24),
        (measure.counts.capitalize(), 0.19, "right"),
        ("Share", 0.19, "right"),
        ("A year ago", 0.19, "right"),
        ("Share then", 0.19, "right"),
    )
    rows = (
        Row((text(s.group), _value(s.latest), _share(s.latest), _value(s.last_year), _share(s.last_year)))
        for s in scores
    )
    return _numbers_behind("The numbers behind the chart", heads, rows)


def groups_of_average(scores: Sequence[MeasureScore]) -> Table:
    """A row for each group: staff, cases, average, and the average a year before."""
    measure = scores[0].measure
    of = "Staff (full-time equivalent)" if measure.out_of == "staff" else measure.out_of.capitalize()
    return Table(
        caption=text(f"{measure.name}, {formatting.when(scores[0].latest)}"),
        columns=columns(
            (measure.group_name, 0.36),
            (of, 0.17, "right"),
            (measure.counts.capitalize(), 0.13, "right"),
            (measure.short_name, 0.16, "right"),
            ("A year ago", 0.18, "right"),
        ),
        rows=tuple(
            Row(
                (
                    text(s.group),
                    figures_in_words.denominator(s.latest),
                    figures_in_words.numerator(s.latest),
                    _value(s.latest, bold=True),
                    _value(s.last_year),
                )
            )
            for s in scores
        ),
    )


def owed(card: Scorecard, measure_ids: Sequence[str], who: Mapping[str, str]) -> Table:
    """Which of these measures were not supplied, and who they are due from: ``who`` is named, by measure id."""
    lacking = [measure for measure in card.not_supplied if measure.id in measure_ids]
    return Table(
        caption=text("Figures we do not have"),
        columns=columns(("Ref", 0.08), ("Measure", 0.52), ("Due from", 0.40)),
        rows=tuple(Row((text(m.ref), text(m.name), text(due_from(m, who)))) for m in lacking),
        show_caption=False,
    )


def revised(rows: Iterable[Row]) -> Table:
    """What the last report said, what is said now, and why; ``rows`` are mostly from ``revised_row``."""
    return Table(
        caption=text("Figures changed since our last report"),
        columns=columns(
            ("Ref", 0.06), ("Measure", 0.34), ("Last report", 0.14, "right"), ("Now", 0.14, "right"), ("Why", 0.32)
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


def _bare(observation: Observation) -> Text:
    return (*revised_mark(observation), *figures_in_words.bare(observation))


def _value(observation: Observation, bold: bool = False) -> Text:
    return (*revised_mark(observation), *figures_in_words.value(observation, bold))


def _share(observation: Observation) -> Text:
    if not observation.numerator or not observation.denominator:
        return text(formatting.NO_NUMBER_SHORT[observation.state]) if not observation.has_number else ()
    return figures_in_words.share(100 * observation.numerator / observation.denominator, observation)


def with_something_shown(table: Table) -> tuple[Table, tuple[str, ...]]:
    """A table without the rows that show nothing, and the names of those of them that are hidden."""
    shown = [row for row in table.rows if any(_is_shown(cell) for cell in row.cells[1:])]
    left_out = [row for row in table.rows if row not in shown]
    hidden = tuple(_said(row.cells[0]) for row in left_out if _has_mark([row], _HIDDEN))
    return replace(table, rows=tuple(shown)), hidden


def _is_shown(cell: object) -> bool:
    return _said(cell) not in _NOTHING


def _said(cell: object) -> str:
    """The words of a cell of text."""
    return plain(cell).strip() if isinstance(cell, tuple) else ""


def has_revised(table: Table) -> bool:
    """Whether a figure of the table is marked as revised since the last report."""
    return _has_mark(table.rows, f"r{formatting.NBSP}")


def has_hidden(table: Table) -> bool:
    """Whether a figure of the table is suppressed."""
    return _has_mark(table.rows, _HIDDEN)


def _has_mark(rows: Sequence[Row], mark: str) -> bool:
    texts = [cell for row in rows for cell in row.cells if isinstance(cell, tuple)]
    return any(span.text == mark for cell in texts for span in cell)
