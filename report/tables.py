"""Tables of observations: every measure at a glance, the numbers behind a chart, and the groups of a measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from layouts.blocks import Cell, Column, Row, Span, Status, Table, Text, Trend
from report import words
from report.judging import own_closeness
from report.memory import Revision
from report.metrics.model import Change, Measure, MeasureScore, Observation, Polarity, Scorecard, State, Unit
from report.metrics.model import Status as Judgement
from report.metrics.periods import Period, PeriodType
from report.metrics.status import CLOSE_POINTS, CLOSE_SHARE, Judging, StatusRule
from report.narrative import leading, travel_word

SHAPES = {
    Judgement.MET: "full",
    Judgement.CLOSE: "half",
    Judgement.FLOOR_MET: "half",  # never beside “Close”: they belong to two rules
    Judgement.FLOOR_MISSED: "triangle",
    Judgement.NOT_CLEAR: "diamond",
    Judgement.NOT_MET: "triangle",
    Judgement.NO_TARGET: "dash",
    Judgement.TOO_FEW: "ring",
    Judgement.NOT_JUDGED: "dash",
}
_MONTH_HEADS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
BREAK = "Break"  # counted in another way since, so not to be set beside the latest
_QUARTER_HEADS = (
    "Q1, April to June",
    "Q2, July to September",
    "Q3, October to December",
    "Q4, January to March",
)
_UNITS = {Unit.PCT: "percentages", Unit.COUNT: "numbers", Unit.DAYS: "days", Unit.RATE: "averages"}


def text(words_: str, bold: bool = False) -> Text:
    """Plain words as a text."""
    return (Span(words_, bold=bold),)


def status_cell(score: MeasureScore) -> Status | None:
    """The judgement as a word with its shape; None where there is no figure to judge."""
    if score.status is None:
        return None
    together = score.status.value.replace(" ", words.NBSP, 1)  # “No target” stays on one line
    return Status(text(together, bold=True), SHAPES[score.status])


def at_a_glance(
    card: Scorecard, bands: Iterable[tuple[str, Sequence[str]]], trend: Callable[[MeasureScore], Trend]
) -> Table:
    """Every measure in one table, under the title of its section.

    ``bands`` are section titles with the measure ids they hold. A measure with groups is shown by its largest.
    """
    rows: list[Row] = []
    for title, measure_ids in bands:
        scored = [card.of(measure_id) for measure_id in measure_ids if card.of(measure_id)]
        if scored:
            rows.append(Row((text(title, bold=True),), band=True))
            rows += [_glance_row(scores, trend, card.period) for scores in scored]
    yearly = all(score.series[-1].period.length == 12 for score in card.scores)
    if yearly:  # the figure before and the figure a year before are one and the same
        rows = [row if row.band else Row((*row.cells[:6], *row.cells[7:])) for row in rows]
    return Table(
        caption=text(f"Every measure in this report, at or to the end of {words.month(card.period)}"),
        columns=_glance_columns(yearly),
        rows=tuple(rows),
        show_caption=False,
        naming_columns=2,
    )


def _glance_columns(yearly: bool) -> tuple[Column, ...]:
    columns = (
        Column(text("Ref"), 0.05),
        Column(text("Measure"), 0.215),
        Column(text("Latest"), 0.095, "right"),
        Column(text("Status"), 0.15),
        Column(text("Target"), 0.1),
        Column(text("Out of"), 0.11),
        Column(text("Period before"), 0.09, "right"),
        Column(text("Year before"), 0.09, "right"),
        Column(text("Trend"), 0.1),
    )
    return (*columns[:6], *columns[7:]) if yearly else columns


def _glance_row(scores: tuple[MeasureScore, ...], trend: Callable[[MeasureScore], Trend], period: Period) -> Row:
    score = leading(scores)
    measure, latest = score.measure, score.latest
    goal: Text = words.target(score.target, measure) if score.target else text("None")
    if score.target and measure.polarity is Polarity.CONTEXT:
        goal = (Span("Plan: "), *goal)  # nothing to be judged by
    cells: tuple[Cell, ...] = (
        text(measure.ref),
        text(_glance_name(score, period)),
        words.short_value(latest, bold=True),
        _verdict(score) or text(words.NO_NUMBER_SHORT[latest.state]),
        goal,
        _out_of(latest),
        text(BREAK) if score.breaks_from_previous else words.short_value(score.previous),
        text(BREAK) if score.change is Change.NOT_COMPARABLE else words.short_value(score.last_year),
        trend(score),
    )
    return Row(cells)


def _verdict(score: MeasureScore) -> Status | None:
    """The judgement, and where the measure is clearly going; None where there is no figure to judge."""
    judged, going = status_cell(score), travel_word(score)
    if judged is None or not going:
        return judged
    return replace(judged, text=(*judged.text, Span(", "), *going))


def _out_of(latest: Observation) -> Text:
    if latest.measure.unit is Unit.COUNT and latest.denominator is None:
        return text("A count")
    if words.in_words(latest):
        return text(latest.measure.counts)
    counts = words.counts(latest) if latest.measure.unit in (Unit.DAYS, Unit.RATE) else words.n_of_n(latest)
    return counts or text("Not given")


def _glance_name(score: MeasureScore, period: Period) -> str:
    """The measure with how its figure relates to time, unless that is the report's own day."""
    name = score.measure.short_name
    if score.group:
        name = f"{name}: {score.group}"
    kinds = {
        PeriodType.YEAR_TO_DATE: "year to date",
        PeriodType.ROLLING_12_MONTHS: f"12{words.NBSP}months",
        PeriodType.IN_MONTH: f"in {words.MONTHS[score.latest.period.month - 1]}",
        PeriodType.IN_QUARTER: "in the quarter",
    }
    kind = kinds.get(score.latest.period_type)
    if score.latest.period_type is PeriodType.SNAPSHOT and score.latest.period.index != period.index:
        kind = f"on {words.short_day(score.latest.period)}"
    return f"{name} ({kind})" if kind else name


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
        label = " ".join(part for part in (words.financial_year(year), name) if part)
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
            *(Column(text(words.financial_year(year)), 0.66 / len(years), "right") for year in years),
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
    if any(map(words.denominator if measure.unit is Unit.DAYS else words.n_of_n, series)):
        if measure.unit is Unit.PCT or measure.parts_of:
            rows.append(Row((text("Out of"), *(words.n_of_n(o) or text("–") for o in series))))
        else:
            if any(o.numerator is not None for o in series):
                given = (text("–") if o.has_number and o.numerator is None else words.numerator(o) for o in series)
                rows.append(Row((text(measure.counts.capitalize()), *given)))
            rows.append(Row((text(measure.out_of.capitalize()), *(words.denominator(o) for o in series))))
    heads = [words.short_day(o.period) if snapshot else words.short_month(o.period) for o in series]
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
        caption=text(f"{measure.name}, {words.when(scores[0].latest)}"),
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
                    words.denominator(s.latest),
                    words.numerator(s.latest),
                    (*words.revised_mark(s.latest), *words.value(s.latest, bold=True)),
                    _whole(s.last_year),
                )
            )
            for s in scores
        ),
    )


def owed(card: Scorecard, measure_ids: Sequence[str]) -> Table:
    """What was not supplied, and by whom it is owed."""
    lacking = [entry.measure for entry in card.not_supplied if entry.measure.id in measure_ids]
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
    when = words.period_label(now)
    counts = words.n_of_n(now) if measure.unit is Unit.PCT and not words.in_words(now) else ()
    return Row(
        (
            text(measure.ref),
            text(f"{measure.short_name}{group}: {when[:1].lower()}{when[1:]}"),
            words.told(before, now),
            (*words.value(now), *((Span(" ("), *counts, Span(")")) if counts else ())),
            text(one.reason or "No reason was given."),
        )
    )


def statuses(judging: Judging, broken: bool = False, judged: Iterable[Measure] = ()) -> Table:
    """The judgements of the rule in force, each with its shape and what it means.

    ``broken`` says that a figure of the report holds months counted in two ways. ``judged`` are the measures with a
    target: where one has a closeness of its own, that is said.
    """
    few = f"The figure rests on fewer than {judging.fewest} children or other cases, too few to judge fairly."
    rows = [
        *_meanings(judging.rule, own_closeness(judged)),
        (Judgement.NO_TARGET, "Nobody has set a target, or the measure is neither good nor bad in itself."),
        (Judgement.TOO_FEW, few),
    ]
    if broken:
        rows.append((Judgement.NOT_JUDGED, "The figure adds up months that were counted in two ways."))
    return Table(
        caption=text("What the status words and shapes mean"),
        columns=(Column(text("Status"), 0.26), Column(text("What it means"), 0.74)),
        rows=tuple(
            Row((Status(text(status.value, bold=True), SHAPES[status]), text(meaning))) for status, meaning in rows
        ),
    )


def _meanings(rule: StatusRule, own: str = "") -> tuple[tuple[Judgement, str], ...]:
    """What each judgement that a rule can come to means."""
    by_tolerance = f"{CLOSE_POINTS} percentage points of it, or {words.number_text(100 * CLOSE_SHARE)}% for averages"
    near = (Judgement.CLOSE, f"The latest figure misses the target, but is within {by_tolerance}.{own}")
    return {
        StatusRule.TOLERANCE: (
            (Judgement.MET, "The latest figure reaches the target."),
            near,
            (Judgement.NOT_MET, "The latest figure misses the target by more than that."),
        ),
        StatusRule.FLOOR: (
            (Judgement.MET, "The latest figure reaches the target."),
            (
                Judgement.FLOOR_MET,
                "It misses the target, but reaches the floor standard: the least the council accepts.",
            ),
            (Judgement.FLOOR_MISSED, "It misses both."),
            (Judgement.NOT_MET, "It misses the target, and the council has set no floor standard."),
        ),
        StatusRule.INTERVAL: (
            (
                Judgement.MET,
                "The latest figure is better than the target by more than chance would often make; without a likely "
                "range, or where nothing could be better, it reaches it.",
            ),
            (Judgement.NOT_CLEAR, "The likely range of the latest figure holds the target: chance may make the gap."),
            (Judgement.NOT_MET, "It misses the target by more than chance would often make."),
            (
                Judgement.CLOSE,
                f"For a figure without a likely range: it misses, but is within {by_tolerance}.{own}",
            ),
        ),
    }[rule]


def _with_counts(observation: Observation) -> Text:
    counts = words.n_of_n(observation)
    figure = (*words.revised_mark(observation), *words.value(observation))
    return (*figure, Span(" ("), *counts, Span(")")) if counts and not words.in_words(observation) else figure


def _marked(observation: Observation) -> Text:
    return (*words.revised_mark(observation), *words.bare(observation))


def _whole(observation: Observation) -> Text:
    return (*words.revised_mark(observation), *words.value(observation))


def has_mark(table: Table) -> bool:
    """Whether a figure of the table is marked as not what the last report said."""
    texts = [cell for row in table.rows for cell in row.cells if isinstance(cell, tuple)]
    return any(span.text == f"r{words.NBSP}" for cell in texts for span in cell)


def has_hidden(table: Table) -> bool:
    """Whether a figure of the table is hidden."""
    hidden = words.NO_NUMBER_SHORT[State.SUPPRESSED]
    texts = [cell for row in table.rows for cell in row.cells if isinstance(cell, tuple)]
    return any(span.text == hidden for cell in texts for span in cell)


def _share(observation: Observation) -> Text:
    if not observation.numerator or not observation.denominator:
        return text(words.NO_NUMBER_SHORT[observation.state]) if not observation.has_number else ()
    return words.share(100 * observation.numerator / observation.denominator, observation)
