"""Every kind of chart with ordinary and awkward figures, and a PDF of them all to look at.

Run as ``python tests/charts/gallery.py OUT.pdf`` from the top folder of the project.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from charts.ages import Ages, draw_ages
from charts.control import Control, ControlLimits, PointKind, draw_control
from charts.funnel import Funnel, FunnelLimits, FunnelPoint, draw_funnel
from charts.method_changes import MethodChange
from charts.pair import Pair, draw_pair
from charts.picture import Picture, Scale, Series, Size, TargetLine, Value
from charts.quarterly import Quarterly, draw_quarterly
from charts.small_trend import SmallTrend, draw_small_trend
from charts.sparkline import Sparkline, draw_sparkline
from charts.trend import Trend, draw_trend
from charts.year_to_date import YearToDate, draw_year_to_date
from tests.charts.printed_sizes import PRINTED_SIZES

MONTHS = [
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "January",
    "February",
    "March",
]
PERCENT = Scale("%", 0.0, 100.0)
COUNT = Scale()
SIZES = {
    "panel": Size(300, 115, 10),
    "wide": Size(467, 150, 10),
    "twelve point": Size(467, 150, 12),
    "large print": Size(467, 220, 18),
}


def month_values(
    numbers: Sequence[float | None], unit: str = "%", gap: str = "no figure", year: int = 2022
) -> tuple[Value, ...]:
    """Values for months from April of a year."""
    values = []
    for index, number in enumerate(numbers):
        month, in_year = MONTHS[index % 12], year + (index + 3) // 12
        text = gap if number is None else f"{number:,.1f}%" if unit == "%" else f"{number:,.0f}{unit}"
        values.append(Value(number, text, f"{month[:3]} {in_year}", f"{month} {in_year}", about=(month, in_year)))
    return tuple(values)


def quarter_values(numbers: Sequence[float | None], gap: str = "no figure") -> tuple[Value, ...]:
    """Values for quarters from 2022/23 Q1."""
    values = []
    for index, number in enumerate(numbers):
        tick = f"{('2022/23', '2023/24', '2024/25')[index // 4]} Q{index % 4 + 1}"
        values.append(Value(number, gap if number is None else f"{number:.1f}%", tick, tick))
    return tuple(values)


def year_values(numbers: Sequence[float | None], first: int = 2021) -> tuple[Value, ...]:
    """Values for years."""
    return tuple(
        Value(number, "no figure" if number is None else f"{number:g}%", str(first + index), str(first + index))
        for index, number in enumerate(numbers)
    )


def wandering(count: int, start: float, end: float, noise: float, seed: int) -> list[float]:
    """A run of numbers that looks like life."""
    dice = random.Random(seed)
    straight = [start + (end - start) * index / (count - 1) for index in range(count)]
    return [round(number + dice.gauss(0, noise), 1) for number in straight[:-1]] + [end]


@dataclass(frozen=True)
class Case:
    """A chart of the gallery: what it shows, what it is, and how it is drawn."""

    title: str
    chart: object
    draw: Callable[..., Picture]
    sizes: tuple[str, ...] = tuple(SIZES)


VISITS = wandering(21, 93, 90.6, 2.2, 4)
WITH_GAPS = [None if index in (8, 9, 11) else number for index, number in enumerate(VISITS)]
LOWEST_FIRST = [
    83.3,
    84.2,
    84.8,
    84,
    84.2,
    83.8,
    84.9,
    84.6,
    84.8,
    88,
    89.2,
    89.7,
    89.9,
    87.6,
    87,
    86.4,
    84.2,
    86.7,
    87.6,
]
AT_LEAST_98 = TargetLine(98, "Target 98% or more")
AT_LEAST_95 = TargetLine(95, "Target 95% or more")
CHANGE = MethodChange(12, "Counted differently from April 2023")
BANDS = ("Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over")


def age_bands(numbers: Sequence[float | None]) -> Ages:
    """Children in five bands and their shares of all."""
    whole = sum(number or 0 for number in numbers) or 1
    bands = list(zip(BANDS, numbers, strict=True))
    counts = (
        Value(number, "fewer than 6" if number is None else f"{number:.0f}", band, band) for band, number in bands
    )
    shares = (
        None if number is None else Value(100 * number / whole, f"{100 * number / whole:.0f}%", band, band)
        for band, number in bands
    )
    return Ages(tuple(counts), tuple(shares))


def _ytd(this: Sequence[float | None], last: Sequence[float | None] | None, target: TargetLine | None) -> YearToDate:
    return YearToDate(
        Series("2023/24", month_values(this, year=2023)),
        PERCENT,
        None if last is None else Series("2022/23", month_values(last)),
        target,
    )


def trends() -> list[Case]:
    """Monthly and yearly lines."""
    charts = {
        "Visits on time, 21 months": Trend(month_values(VISITS), PERCENT, AT_LEAST_98),
        "Gaps and a change of method": Trend(
            month_values(WITH_GAPS), PERCENT, TargetLine(90, "Target 90% or more"), (CHANGE,)
        ),
        "No figure for the latest month": Trend(month_values([*VISITS[:-1], None]), PERCENT, AT_LEAST_95),
        "Always 100%": Trend(month_values([100.0] * 21), PERCENT, AT_LEAST_95),
        "Always at the target": Trend(month_values([95.0] * 21), PERCENT, AT_LEAST_95),
        "Always 0": Trend(month_values([0.0] * 21, unit=""), COUNT),
        "No figure at all": Trend(month_values([None] * 21), PERCENT, AT_LEAST_95),
        "One figure": Trend(month_values([93.2]), PERCENT, AT_LEAST_95),
        "Every other month missing": Trend(
            month_values([None if index % 2 else number for index, number in enumerate(VISITS)]), PERCENT, AT_LEAST_98
        ),
        "Three years of months": Trend(
            month_values(wandering(36, 380, 412, 5, 2), unit=""),
            COUNT,
            TargetLine(484, "Target below 484", at_least=False),
        ),
        "Thirteen months, two changes": Trend(
            month_values(wandering(13, 60, 80, 6, 3)),
            PERCENT,
            None,
            (
                MethodChange(4, "New definition from August 2022"),
                MethodChange(9, "Counted by a new team from January 2023"),
            ),
        ),
        "Five years": Trend(year_values([81, 79, 84, 88, 91]), PERCENT, TargetLine(90, "Target 90%"), periods="years"),
        "Lowest at first": Trend(month_values(LOWEST_FIRST), PERCENT, TargetLine(90, "Target 90% or more")),
        "Five years, lowest at first": Trend(year_values([53.8, 84.2, 88.4, 87.4, 80.6]), PERCENT, periods="years"),
        "Ten years, days": Trend(
            tuple(
                Value(
                    number,
                    f"{number}\N{NO-BREAK SPACE}days",
                    f"{2013 + index}/{14 + index}",
                    f"{2013 + index}/{14 + index}",
                )
                for index, number in enumerate((520, 510, 490, 470, 488, 501, 530, 544, 562, 580))
            ),
            COUNT,
            TargetLine(400, "Target 400 days or fewer", at_least=False),
            periods="years",
        ),
        "A very long target": Trend(
            month_values(VISITS),
            PERCENT,
            TargetLine(91, "Target 91% or more, as agreed by the Improvement Board in 2022"),
        ),
    }
    return [Case(title, chart, draw_trend) for title, chart in charts.items()]


def years_to_date() -> list[Case]:
    """The year so far."""
    last, this = wandering(12, 95, 93, 0.8, 7), wandering(9, 92, 90.6, 0.7, 8)
    charts = {
        "Year to date beside last year": _ytd(this, last, AT_LEAST_98),
        "Same months only": _ytd(this, last[:9], AT_LEAST_98),
        "Both years alike": _ytd(last[:9], last, None),
        "From a small start": _ytd(wandering(9, 22, 9.4, 2, 1), wandering(12, 56, 38, 3, 5), AT_LEAST_95),
        "First month of the year": _ytd([91.0], last, AT_LEAST_98),
        "A gap in this year": _ytd([None if index == 4 else number for index, number in enumerate(this)], last, None),
        "No year before": _ytd(this, None, AT_LEAST_98),
        "Nothing yet": _ytd([None] * 9, None, AT_LEAST_98),
        "Nothing yet this year": _ytd([None] * 9, last, AT_LEAST_98),
    }
    return [Case(title, chart, draw_year_to_date) for title, chart in charts.items()]


def quarters() -> list[Case]:
    """Bars by quarter."""
    numbers = [56.0, 48.0, 38.1, 29.4, 12.2, 6.3, 10.0]
    charts = {
        "First health checks by quarter": Quarterly(quarter_values(numbers), AT_LEAST_95),
        "Over and under the target": Quarterly(
            quarter_values([88, 91.2, 95.6, 90, 89.4, 93, 92.1]), TargetLine(90, "Target 90%")
        ),
        "No target": Quarterly(quarter_values(numbers)),
        "Two quarters missing": Quarterly(quarter_values([56, None, 38.1, 29.4, None, 6.3, 10]), AT_LEAST_95),
        "The latest hidden": Quarterly(
            quarter_values([56, 40, 38.1, 29.4, 12, 6.3, None], "fewer than 6, hidden"), AT_LEAST_95
        ),
        "All zero": Quarterly(quarter_values([0.0] * 7), AT_LEAST_95),
        "All 100%": Quarterly(quarter_values([100.0] * 7), TargetLine(100, "Target 100%")),
        "No figure at all": Quarterly(quarter_values([None] * 7), AT_LEAST_95),
        "One quarter": Quarterly(quarter_values([44.0]), AT_LEAST_95),
        "Twelve quarters": Quarterly(quarter_values([*numbers, 14, 22, 31, 28, 35.5]), AT_LEAST_95),
    }
    return [Case(title, chart, draw_quarterly) for title, chart in charts.items()]


def ages() -> list[Case]:
    """Bars by age band."""
    charts = {
        "Children in care by age": age_bands([22, 47, 50, 161, 132]),
        "One band hidden": age_bands([None, 47, 50, 161, 132]),
        "All in one band": age_bands([0, 0, 0, 412, 0]),
        "Nobody": age_bands([0, 0, 0, 0, 0]),
        "All hidden": age_bands([None] * 5),
    }
    return [Case(title, chart, draw_ages) for title, chart in charts.items()]


def pairs() -> list[Case]:
    """Two related series."""
    dice = random.Random(5)
    children = [float(dice.randint(14, 26)) for _ in range(20)] + [21.0]
    episodes = [number + dice.randint(10, 30) for number in children[:-1]] + [47.0]
    gappy = [None if index in (5, 6, 13) else number for index, number in enumerate(children)]

    def pair(first: Sequence[float | None], second: Sequence[float | None], name: str = "Times missing") -> Pair:
        return Pair(
            Series("Children", month_values(first, unit="", gap="not supplied")),
            Series(name, month_values(second, unit="", gap="not supplied")),
            COUNT,
        )

    charts = {
        "Children missing and episodes": pair(children, episodes),
        "Some months missing": pair(gappy, [None if a is None else b for a, b in zip(gappy, episodes, strict=True)]),
        "Almost the same": pair(children, [number + 1 for number in children], "Times children went missing from care"),
        "One series missing": pair(children, [None] * 21),
        "Latest month missing": pair([*children[:-1], None], [*episodes[:-1], None]),
        "None at all": pair([None] * 21, [None] * 21),
        "All zero": pair([0.0] * 13, [0.0] * 13),
        "One month": pair([3.0], [7.0]),
    }
    return [Case(title, chart, draw_pair) for title, chart in charts.items()]


def control_of(
    numbers: Sequence[float | None],
    stands: str,
    bands: Sequence[tuple[int, int, float, float | None, float | None]],
    target: TargetLine | None = None,
    changes: tuple[MethodChange, ...] = (),
    trial: bool = False,
    unit: str = "%",
) -> Control:
    """A control chart; ``stands`` has a letter for each figure, ``bands`` their average and limits."""
    letters = dict(zip(".ubwhl", PointKind, strict=True))

    def limit(number: float | None) -> Value | None:
        return None if number is None else Value(number, f"{number:.1f}{unit}", "", "", about="limits")

    held = [ControlLimits(a, b, limit(mean), limit(low), limit(high), trial) for a, b, mean, low, high in bands]
    scale = PERCENT if unit == "%" else COUNT
    judged = tuple(letters[letter] for letter in stands)
    return Control(month_values(numbers, unit), judged, tuple(held), scale, target, changes)


def controls() -> list[Case]:
    """A measure beside its own ups and downs."""
    falling = wandering(21, 94, 86, 0.8, 11)
    level = wandering(21, 20, 21, 2.5, 12)
    three_years = wandering(36, 80, 78, 3, 13)
    charts = {
        "Nothing stands out": control_of(level, "u" * 21, [(0, 21, 20.4, 12.1, 28.8)], unit=""),
        "Worse for a year, below target": control_of(
            falling, "b" * 9 + "u" + "w" * 11, [(0, 21, 89.6, 87.1, 92.0)], AT_LEAST_95
        ),
        "Better, no limit can be reached": control_of(
            [97.1, 95.9, *[99.0, 98.2] * 9, 100.0], "u" * 12 + "b" * 9, [(0, 21, 98.5, 94.8, None)], AT_LEAST_95
        ),
        "Neither good nor bad": control_of(
            level, "l" * 7 + "uuuu" + "h" * 10, [(0, 21, 20.4, 17.9, 22.5)], None, unit=""
        ),
        "A change of method, both on trial": control_of(
            VISITS, "." * 21, [(0, 12, 93.1, 88.8, 97.4), (12, 21, 91.0, 84.9, 96.3)], AT_LEAST_98, (CHANGE,), True
        ),
        "A change of method, both judged": control_of(
            three_years,
            "u" * 14 + "uwwuuuwwwwwwwwwuuubuuu",
            [(0, 14, 80, 72, 88), (14, 36, 78, 71, 85)],
            TargetLine(75, "Target 75% or more"),
            (MethodChange(14, "Counted differently from June 2023"),),
        ),
        "Only since a gap": control_of(
            [None if index == 7 else number for index, number in enumerate(level)],
            "." * 8 + "u" * 12 + "h",
            [(8, 21, 20.9, 16.2, 25.6)],
            unit="",
        ),
        "Always 100%": control_of([100.0] * 21, "u" * 21, [(0, 21, 100, 100, 100)], TargetLine(100, "Target 100%")),
        "Target among the limits": control_of(
            falling, "u" * 20 + "w", [(0, 21, 90, 88, 92)], TargetLine(88, "Target 88% or more, agreed by the Board")
        ),
        "Nothing to draw": control_of([None] * 13, "." * 13, [], AT_LEAST_95),
    }
    return [Case(title, chart, draw_control) for title, chart in charts.items()]


def funnel_area(name: str, percent: float, children: int) -> FunnelPoint:
    """An area of a funnel plot."""
    return FunnelPoint(Value(percent, f"{percent:.0f}%", name, name), Value(children, f"{children:,}", name, name))


def funnel(own: tuple[float, int] | None, others: Sequence[tuple[float, int]], middle: float) -> Funnel:
    """Areas round a percentage, the others named by letters, with the limits of the score test."""
    areas = tuple(funnel_area(f"Area {chr(65 + index)}", *each) for index, each in enumerate(others))
    sizes = sorted({*(size for _, size in others), *([own[1]] if own else [])})
    share = middle / 100

    def limits(size: int, z: float) -> tuple[float, float]:
        reach = 100 * z * (share * (1 - share) / size) ** 0.5
        return max(middle - reach, 0), min(middle + reach, 100)

    run = sorted({*range(int(0.8 * sizes[0]), int(1.1 * sizes[-1]) + 1, max(1, (sizes[-1] - sizes[0]) // 30)), *sizes})
    return Funnel(
        None if own is None else _as_ours(funnel_area("Our council", *own)),
        areas,
        TargetLine(middle, f"England {middle:.0f}%", at_least=None),
        tuple(FunnelLimits(size, limits(size, 1.96), limits(size, 3.09)) for size in run),
        "95% limits",
        "99.8% limits",
    )


def _as_ours(area: FunnelPoint) -> FunnelPoint:
    return FunnelPoint(area.share._replace(tick="Ours"), area.cohort)


def funnels() -> list[Case]:
    """Areas by size round the country's percentage."""
    sizes = (725, 620, 348, 562, 538, 650, 420, 599, 498, 292)
    near = [11.9, 13.7, 5.5, 9.4, 13.6, 9.5, 7.1, 7.0, 5.8, 9.9]
    apart = [86.4, 90.6, 63.1, 85.9, 66.8, 87.5, 87.1, 63.0, 85.8, 92.5]
    charts = {
        "Within the limits": funnel((10.0, 386), list(zip(near, sizes, strict=True)), 10.6),
        "Most lie outside": funnel((89.7, 263), list(zip(apart, sizes, strict=True)), 75.6),
        "No figure of our own": funnel(None, list(zip(near, sizes, strict=True)), 10.6),
        "Ours among the others": funnel((9.5, 560), list(zip(near, sizes, strict=True)), 10.6),
        "Everybody at 100%": funnel((100.0, 60), [(100.0, 80), (100.0, 120)], 99.0),
        "One small neighbour": funnel((50.0, 12), [(40.0, 25)], 55.0),
        "Nobody but us": funnel((50.0, 40), [], 55.0),
    }
    return [Case(title, chart, draw_funnel) for title, chart in charts.items()]


SMALL_SIZES = {
    "cell": Size(52, 16, 10),
    "wide cell": Size(80, 20, 10),
    "beside": Size(150, 50, 10),
    "beside, twelve point": Size(150, 55, 12),
    "beside, large print": Size(220, 80, 18),
}


def small() -> list[Case]:
    """Small trends for cells and beside big numbers."""
    runs = {
        "21 months": month_values(VISITS),
        "gaps": month_values(WITH_GAPS),
        "always the same": month_values([100.0] * 21),
        "one figure": month_values([93.2]),
        "no figure": month_values([None] * 21),
        "latest missing": month_values([*VISITS[:-1], None]),
        "lone points": month_values([None if index % 2 else number for index, number in enumerate(VISITS)]),
    }
    cells, beside = ("cell", "wide cell"), ("beside", "beside, twelve point", "beside, large print")
    return [
        *(Case(title, Sparkline(values), draw_sparkline, cells) for title, values in runs.items()),
        *(Case(title, SmallTrend(values), draw_small_trend, beside) for title, values in runs.items()),
    ]


def cases() -> list[Case]:
    """Every case of the gallery."""
    from tests.charts.panel_gallery import second_edition  # which is made of the figures of this one

    return [
        *trends(),
        *years_to_date(),
        *quarters(),
        *ages(),
        *pairs(),
        *controls(),
        *funnels(),
        *small(),
        *second_edition(),
    ]


def size_of(name: str) -> Size:
    """A size of the gallery by name."""
    return (SIZES | SMALL_SIZES | PRINTED_SIZES)[name]


def main(path: str) -> None:
    """Draw every case at every size, down the pages of a PDF."""
    from layouts.drawing.matplotlib_renderer import record, replay
    from layouts.text.fonts import REGULAR, SEMIBOLD, register_fonts

    register_fonts()
    canvas = Canvas(path, pagesize=(595, 842), invariant=1)
    for size_name in (*SIZES, *SMALL_SIZES, *PRINTED_SIZES):
        size, y = size_of(size_name), 800.0
        for case in cases():
            if size_name not in case.sizes:
                continue
            if y - size.height_pt < 30:
                canvas.showPage()
                y = 800.0
            canvas.setFont(SEMIBOLD, 9)
            canvas.drawString(60, y, f"{case.draw.__name__} · {size_name} · {case.title}")
            picture = case.draw(case.chart, size)
            y -= size.height_pt + 6
            canvas.setStrokeColorRGB(0.85, 0.9, 1)
            canvas.setLineWidth(0.3)
            canvas.rect(60, y, size.width_pt, size.height_pt)
            replay(record(picture.figure), canvas, 60, y)
            canvas.setFont(REGULAR, 6)
            canvas.drawString(60, y - 8, f"{picture.alt_text} {picture.axis_note}"[:240])
            y -= 26
        canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    main(sys.argv[1])
