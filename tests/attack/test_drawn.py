"""What is drawn of a hidden figure: a bar, a line and a label, each planted in a page and measured on it again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from charts.panel_bars import (
    Group,
    PairedBars,
    PanelBars,
    describe_paired_bars,
    describe_panel_bars,
    draw_paired_bars,
    draw_panel_bars,
)
from charts.panel_trend import PanelTrend, describe_panel_trend, draw_panel_trend
from charts.picture import Description, Picture, Scale, Size, Value, plain
from inputs.intake import State
from inputs.period import Period
from layouts.blocks import Block, Drawing, Figure, Panel, Row, Span, Table
from report.attack.measuring import Known, scale_of
from report.attack.measuring import Scale as Axis
from report.attack.paper import Paper, Side
from report.attack.prove import attack
from report.attack.read_paper import read_paper
from report.metrics.model.scorecard import Observation
from report.pages import tables
from tests.attack.made_papers import AGES, DECEMBER, HOMES, WENT_MISSING, cell, set_blocks
from tests.charts.gallery import month_values, quarter_values
from tests.report.returns import LIBRARY, observation

GAP = 7  # the place of the hidden figure: November 2022
MONTHS = [9, 12, 8, 14, 10, 11, 13, 4, 9, 12, 15, 8, 10, 9, 11, 12, 14, 13, 9, 10, 12]


def _with_gap(values: tuple[Value, ...], place: int) -> tuple[Value, ...]:
    return tuple(v._replace(number=None, text="hidden") if at == place else v for at, v in enumerate(values))


def _figure(name: str, picture: object, words: Description) -> Figure:
    """A chart of one thing with the words of another."""
    alt = (Span(f"{name}. {plain(words)}"),)

    def draw(width: float, height: float, label: float, accent: str) -> Drawing:
        made = picture(Size(width, height, label, f"#{accent}"))
        assert isinstance(made, Picture)
        return Drawing(made.figure, alt, ())

    return Figure(draw, (Span("Title"),), (Span("Subtitle"),))


def _pages(measure: str, numbers: Table, figure: Figure) -> bytes:
    m = LIBRARY[measure]
    box = Panel(m.ref, (Span(m.name),), (Span("As the chart says."),), figures=(figure,))
    caption = (Span(f"{m.ref} {m.name}"),)
    blocks: list[Block] = [box, replace(numbers, caption=caption, show_caption=True)]
    return set_blocks(*blocks)


def _monthly(measure: str, numbers: list[int | str]) -> Table:
    """The table of all numbers, with the one in the gap hidden."""
    first = DECEMBER.back(len(numbers) - 1)
    series: list[Observation] = []
    for at, number in enumerate(numbers):
        one = observation(measure, value=str(number), period=first.back(-at))
        series.append(one._replace(state=State.SUPPRESSED, value=None) if at == GAP else one)
    return tables.behind_months([("", series)])


def _drawn(paper: Paper) -> dict[tuple[str, Period, Side], tuple[float, float]]:
    return {
        (r.cell.group, r.cell.period, r.side): (float(r.low), float(r.high))
        for r in paper.readings
        if r.where == "drawn"
    }


def _trend(numbers: list[int], drawn_gap: bool) -> Figure:
    values = month_values(numbers, unit="")
    shown = PanelTrend(_with_gap(values, GAP), Scale())
    drawn = shown if drawn_gap else PanelTrend(values, Scale())
    return _figure("Children who went missing", lambda size: draw_panel_trend(drawn, size), describe_panel_trend(shown))


def test_a_line_that_goes_on_where_the_figure_is_hidden_is_measured():
    paper = read_paper(_pages(WENT_MISSING, _monthly(WENT_MISSING, MONTHS), _trend(MONTHS, drawn_gap=False)))
    november = cell(WENT_MISSING, Period(2022, 11))
    assert _drawn(paper) == {("", november.period, Side.COUNTED): (4.0, 4.0)}
    (proof,) = attack([paper]).proved
    assert (proof.period, proof.low, proof.high, proof.how) == (november.period, 4, 4, ("drawn",))


def test_a_line_with_a_gap_where_the_figure_is_hidden_tells_nothing():
    paper = read_paper(_pages(WENT_MISSING, _monthly(WENT_MISSING, MONTHS), _trend(MONTHS, drawn_gap=True)))
    assert not _drawn(paper)
    assert not attack([paper]).proved


@pytest.mark.parametrize(("planted", "expected"), [(True, (9.0, 9.0)), (False, None)])
def test_a_bar_and_its_label_where_the_figure_is_hidden_are_measured(planted, expected):
    """Percentages by quarter; the one of the fourth quarter of 2022/23, 9.0%, is hidden."""
    numbers = [12.0, 15.5, 14.0, 9.0, 16.0, 13.5, 11.0]
    shown = PanelBars(_with_gap(quarter_values(numbers), 3), Scale("%"))
    drawn = PanelBars(quarter_values(numbers), Scale("%")) if planted else shown
    figure = _figure(LIBRARY[HOMES].name, lambda size: draw_panel_bars(drawn, size), describe_panel_bars(shown))
    quarters = [Period(2022, 6, 3).back(-3 * at) for at in range(len(numbers))]
    series = [
        one._replace(state=State.SUPPRESSED, value=None) if at == 3 else one
        for at, period in enumerate(quarters)
        for one in (observation(HOMES, value=str(numbers[at]), period=period),)
    ]
    found = _drawn(read_paper(_pages(HOMES, tables.behind_quarters(series), figure)))
    if expected is None:
        assert not found
    else:
        (key,) = found
        low, high = found[key]
        assert key[1].month_text == "2023-03" and key[2] is Side.VALUE
        assert low <= expected[0] <= high and high - low < 0.2


@pytest.mark.parametrize("planted", [True, False])
def test_a_bar_of_a_hidden_age_band_is_measured(planted):
    numbers = {"Under 1": 24, "1 to 4": 3, "5 to 9": 50, "10 to 15": 161, "16 and over": 130}

    def group(name: str, number: int, hide: bool) -> Group:
        return Group(Value(None if hide else float(number), "hidden" if hide else str(number), name, name),
                     Value(30.0, "30", name, name))  # fmt: skip

    def bars(hide: bool) -> PairedBars:
        groups = tuple(group(name, number, hide and name == "1 to 4") for name, number in numbers.items())
        return PairedBars(groups, "December 2023", "December 2022")

    figure = _figure(LIBRARY[AGES].name, lambda size: draw_paired_bars(bars(not planted), size),
                     describe_paired_bars(bars(True)))  # fmt: skip
    heads = tables.columns(
        ("Age", 0.24), *((head, 0.19, "right") for head in ("Children", "Share", "A year ago", "Share then"))
    )
    rows = [(name, "c" if name == "1 to 4" else str(number), "", "30", "") for name, number in numbers.items()]

    table = Table(
        (Span("The numbers"),), heads, tuple(Row(tuple((Span(text),) if text else () for text in row)) for row in rows)
    )
    paper = read_paper(_pages(AGES, table, figure))
    found = {key: value for key, value in _drawn(paper).items() if key[0] == "1 to 4"}
    assert set(found.values()) == ({(3.0, 3.0)} if planted else set())


def test_a_percentage_that_is_drawn_more_exactly_than_it_is_printed_is_measured():
    exact = [8.0 + at / 7 for at in range(21)]
    printed = [str(Decimal(value).quantize(Decimal(1))) for value in exact]
    values = month_values(exact)
    said = tuple(value._replace(text=f"{text}%") for value, text in zip(values, printed, strict=True))
    words = describe_panel_trend(PanelTrend(said, Scale("%")))
    figure = _figure(LIBRARY[HOMES].name, lambda size: draw_panel_trend(PanelTrend(values, Scale("%")), size), words)
    first = DECEMBER.back(20)
    rounded = [observation(HOMES, value=text, period=first.back(-at)) for at, text in enumerate(printed)]
    series = [one._replace(decimals=0) for one in rounded]
    found = _drawn(read_paper(_pages(HOMES, tables.behind_months([("", series)]), figure)))
    for at, value in enumerate(exact):
        ends = found.get(("", cell(HOMES, first.back(-at)).period, Side.VALUE))
        if abs(value - float(printed[at])) > 0.05:
            assert ends is not None and ends[0] <= value <= ends[1]


def test_a_run_that_lacks_a_printed_figure_is_no_series_of_it():
    """Four points of a line are not the course of five printed figures, whatever places they may be fitted to."""
    known = {
        0: Known(24.0, 0.05),
        1: Known(21.4, 0.05),
        12: Known(0.0, 0.05),
        13: Known(0.0, 0.05),
        14: Known(0.0, 0.05),
    }
    axis = Axis(593.6, 2.65, 0.03)
    points = {0: 657.1, 1: 650.2, 12: 593.6, 13: 593.6}
    assert scale_of(points, known, axis) is None
    assert scale_of(points | {14: 593.6}, known, axis) == axis
