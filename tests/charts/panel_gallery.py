"""The charts of panels, tables and tiles with ordinary and awkward figures, for the gallery."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from charts.bullet import Bullet, draw_bullet
from charts.dots import Dots, draw_dots
from charts.method_changes import MethodChange
from charts.panel_bars import Group, PairedBars, PanelBars, draw_paired_bars, draw_panel_bars
from charts.panel_pair import NetChange, PanelPair, draw_net_change, draw_panel_pair
from charts.panel_trend import Mark, PanelTrend, draw_panel_trend
from charts.panel_years import draw_panel_years
from charts.picture import Series, TargetLine, Value
from charts.ranked_dots import Area, AreaKind, RankedDots, draw_ranked_dots
from charts.tile_trend import TileTrend, draw_tile_trend
from charts.year_to_date import YearToDate
from tests.charts.gallery import (
    BANDS,
    COUNT,
    PERCENT,
    VISITS,
    WITH_GAPS,
    Case,
    month_values,
    quarter_values,
    wandering,
    year_values,
    years_to_date,
)
from tests.charts.printed_sizes import BOX_SIZES

Numbers = Sequence[float | None]
PANELS = tuple(BOX_SIZES)
HOMES = [
    *(10.8, 11.0, 11.1, 11.2, 11.3, 11.8, 12.7, 12.0, 12.5, 12.4, 12.4),
    *(12.1, 12.6, 12.8, 13.9, 13.0, 13.5, 13.1, 14.0, 14.7, 15.0),
]
LONG_STAYS = [
    *(72.7, 72.5, 71.5, 71.4, 71.0, 70.4, 70.2, 70.7, 71.5, 70.8, 69.6),
    *(69.3, 67.2, 66.2, 66.7, 67.0, 66.0, 66.5, 65.7, 66.2, 66.4),
]
ADOPTED = [
    *(20.0, 21.8, 20.8, 19.9, 19.8, 20.5, 21.6, 21.4, 19.5, 19.8, 18.0),
    *(17.4, 17.0, 15.0, 14.2, 15.9, 14.0, 13.3, None, 11.4, 12.6),
]
AT_MOST_8 = TargetLine(8, "Target 8%", at_least=False)
TARGET_95 = TargetLine(95, "Target 95%")
TARGET_98 = TargetLine(98, "Target 98%")
STEPPED = TargetLine(96, "Target 96% this quarter", steps=tuple([90] * 12 + [92] * 3 + [94] * 3 + [96] * 3))
NEW_COUNT = MethodChange(12, "New count from April 2023")


def england(number: float | None, text: str, index: int = 11) -> Mark:
    """England's figure of March 2023."""
    return Mark(index, Value(number, text, "Mar 2023", "March 2023"), "England")


def trend_of(numbers: Numbers, target: TargetLine | None = None, **others: Any) -> PanelTrend:
    """A percentage by month in a panel, with a ring at the month a year before."""
    year_ago = len(numbers) - 13 if len(numbers) > 12 else None
    return PanelTrend(month_values(numbers, gap="not supplied"), PERCENT, target, year_ago, **others)


def panel_trends() -> list[Case]:
    """Lines in the box of a panel."""
    days = month_values(wandering(21, 820, 1234, 20, 3), unit="\N{NO-BREAK SPACE}days")
    counts = month_values(wandering(21, 12000, 15000, 400, 3), unit="")
    charts = {
        "Homes, over its target": trend_of(HOMES, AT_MOST_8, mark=england(11, "11%")),
        "Three labels close together": trend_of(LONG_STAYS, TargetLine(70, "Target 70%"), mark=england(68, "68%")),
        "A gap near the end": trend_of(ADOPTED, TargetLine(18, "Target 18%"), mark=england(9, "9%")),
        "Gaps and a new count": trend_of(WITH_GAPS, TARGET_98, changes=(NEW_COUNT,)),
        "Two new counts": trend_of(HOMES, AT_MOST_8, changes=(MethodChange(5, "New system"), NEW_COUNT)),
        "A target by quarter": trend_of(VISITS, STEPPED),
        "No figure for the latest month": trend_of([*VISITS[:-1], None], TARGET_95, mark=england(93, "93.4%")),
        "All three equal": trend_of([95.0] * 21, TARGET_95, mark=england(95, "95%")),
        "All at 100%": trend_of([100.0] * 21, TargetLine(100, "Target 100%"), mark=england(100, "100%")),
        "All at nought": trend_of([0.0] * 21, TargetLine(0, "Target 0%", at_least=False), mark=england(0, "0%")),
        "Days": PanelTrend(
            days, COUNT, TargetLine(426, "Target 426 days", at_least=False), 8, england(480, "480 days")
        ),
        "Thousands of children": PanelTrend(counts, COUNT, TargetLine(15500, "Plan 15,500", at_least=None), 8),
        "England hidden": trend_of(HOMES, AT_MOST_8, mark=england(None, "not published")),
        "Five years": PanelTrend(
            year_values([81, 79, 84, 88, 91]), PERCENT, TargetLine(90, "Target 90%"), 3, periods="years"
        ),
        "Seven quarters": PanelTrend(
            quarter_values([56, 48, 38.1, None, 12.2, 6.3, 10]), PERCENT, TARGET_95, 2, periods="quarters"
        ),
        "Thirteen months": trend_of(HOMES[8:], AT_MOST_8),
        "Sixteen months": trend_of(HOMES[5:], AT_MOST_8),
        "No figure at all": trend_of([None] * 21, TARGET_95),
        "One figure": trend_of([93.2], TARGET_95),
    }
    return [Case(title, chart, draw_panel_trend, PANELS) for title, chart in charts.items()]


def years_of(this: Numbers, last: Numbers | None, target: TargetLine | None = None) -> YearToDate:
    """This year's running percentage, and last year's."""
    before = Series("2022/23", month_values(last, gap="not supplied")) if last else None
    return YearToDate(Series("2023/24", month_values(this, gap="not supplied", year=2023)), PERCENT, before, target)


def panel_years() -> list[Case]:
    """The year to date in the box of a panel."""
    last, this = wandering(12, 56, 38, 3, 5), wandering(9, 22, 9.4, 2, 1)
    steps = TargetLine(96, "Target 96%", steps=tuple([90] * 3 + [92] * 3 + [94] * 3 + [96] * 3))
    charts = {
        "At most": years_of(HOMES[12:], HOMES[:12], AT_MOST_8),
        "A target by quarter": years_of(VISITS[12:], VISITS[:12], steps),
        "Both end alike, at the target": years_of([95.0] * 12, [95.0] * 12, TARGET_95),
        "All at 100%": years_of([100.0] * 9, [100.0] * 12, TargetLine(100, "Target 100%")),
        "All at nought": years_of([0.0] * 9, [0.0] * 12, TargetLine(0, "Target 0%", at_least=False)),
        "Two months, and the latest missing": years_of([*this[:2], None], last, TARGET_95),
        "No target": years_of(this, last),
    }
    return [
        *(replace(case, draw=draw_panel_years, sizes=PANELS) for case in years_to_date()),
        *(Case(title, chart, draw_panel_years, PANELS) for title, chart in charts.items()),
    ]


def tile_trends() -> list[Case]:
    """Small trends with their targets."""
    charts = {
        "Over its target": TileTrend(month_values(HOMES), AT_MOST_8),
        "A gap and a new count": TileTrend(month_values(ADOPTED), TargetLine(18, "Target 18%"), breaks=(12,)),
        "Always at the target": TileTrend(month_values([100.0] * 21), TargetLine(100, "Target 100%")),
        "A plan": TileTrend(month_values(HOMES), TargetLine(20, "Plan 20%", at_least=None)),
        "A target by quarter": TileTrend(month_values(VISITS), STEPPED),
        "No target": TileTrend(month_values(WITH_GAPS)),
        "One figure": TileTrend(month_values([93.2]), TARGET_95),
        "No figure": TileTrend(month_values([None] * 21), TARGET_95),
    }
    return [
        Case(title, chart, draw_tile_trend, ("small cell", "small cell, large print", "tile", "tile, large print"))
        for title, chart in charts.items()
    ]


def bullet(
    now: float | None,
    year_ago: float | None = None,
    target: float | None = None,
    england: float | None = None,
    end: float = 100,
) -> Bullet:
    """A bullet of percentages."""

    def value(number: float | None, month: str) -> Value:
        return Value(number, "not supplied" if number is None else f"{number:g}%", month, month)

    return Bullet(
        value(now, "December 2023"),
        None if year_ago is None else value(year_ago, "December 2022"),
        None if target is None else TargetLine(target, f"Target {target:g}% or more"),
        None if england is None else value(england, "March 2023"),
        end,
    )


def bullets() -> list[Case]:
    """Bars of table cells."""
    charts = {
        "Everything": bullet(12.6, 19.5, 18, 9, 30),
        "All equal": bullet(93.5, 93.5, 93.5, 93.5),
        "Only now": bullet(76.7),
        "Not now": bullet(None, 12, 20, 30),
        "Nought": bullet(0, 0, 0, 0),
        "All of it": bullet(100, 100, 100, 100),
        "Beyond the scale": bullet(60, 40, 55, 90, 50),
    }
    return [Case(title, chart, draw_bullet, ("bullet", "bullet, large print")) for title, chart in charts.items()]


def bars_of(numbers: Numbers, target: TargetLine | None = None) -> PanelBars:
    """A percentage by quarter in a panel."""
    year_ago = len(numbers) - 5 if len(numbers) > 4 else None
    return PanelBars(quarter_values(numbers, "not supplied"), PERCENT, target, year_ago)


def panel_bars() -> list[Case]:
    """Quarters in the box of a panel."""
    numbers = [56.0, 48.0, 38.1, 29.4, 12.2, 6.3, 10.0]
    charts = {
        "Under the target": bars_of(numbers, TARGET_95),
        "Round the target": bars_of([88, 91.2, 95.6, 90, 89.4, 93, 92.1], TargetLine(90, "Target 90%")),
        "At most": bars_of([5, 12, 22, 8, 7, 12, 15], TargetLine(10, "Target 10%", at_least=False)),
        "A target by quarter": bars_of(
            numbers, TargetLine(60, "Target 60% this quarter", steps=(40, 40, 50, 50, 50, 50, 60))
        ),
        "Two quarters missing": bars_of([56, None, 38.1, 29.4, None, 6.3, 10], TARGET_95),
        "The latest missing": bars_of([*numbers[:-1], None], TARGET_95),
        "All at 100%": bars_of([100.0] * 7, TargetLine(100, "Target 100%")),
        "All at nought": bars_of([0.0] * 7, TARGET_95),
        "No target": bars_of(numbers),
        "Twelve quarters": bars_of([*numbers, 14, 22, 31, 28, 35.5], TARGET_95),
        "One quarter": bars_of([44.0], TARGET_95),
        "No figure at all": bars_of([None] * 7, TARGET_95),
    }
    return [Case(title, chart, draw_panel_bars, PANELS) for title, chart in charts.items()]


def groups_of(now: Numbers, then: Numbers | None = None) -> PairedBars:
    """Children by age band now, with their shares, and a year ago."""
    whole = sum(number or 0 for number in now) or 1

    def count(number: float | None, band: str) -> Value:
        return Value(number, "fewer than 6" if number is None else f"{number:.0f}", band, band)

    groups = (
        Group(
            count(number, band),
            None if then is None else count(then[index], band),
            None if number is None else Value(100 * number / whole, f"{100 * number / whole:.0f}%", band, band),
        )
        for index, (band, number) in enumerate(zip(BANDS, now, strict=True))
    )
    return PairedBars(tuple(groups), "December 2023", "December 2022")


def paired_bars() -> list[Case]:
    """Groups now and a year ago."""
    charts = {
        "Ages": groups_of([22, 47, 50, 161, 132], [28, 40, 66, 140, 118]),
        "Some hidden": groups_of([None, 47, 50, 161, 132], [28, 40, 66, None, 118]),
        "No year before": groups_of([22, 47, 50, 161, 132]),
        "Nobody": groups_of([0] * 5, [0] * 5),
        "All hidden": groups_of([None] * 5, [None] * 5),
    }
    return [Case(title, chart, draw_paired_bars, PANELS) for title, chart in charts.items()]


def counts_of(numbers: Numbers) -> tuple[Value, ...]:
    """Counts by month."""
    return month_values(numbers, unit="", gap="not supplied")


def pair_of(first: Numbers, second: Numbers, name: str = "times missing") -> PanelPair:
    """Children and a second count of them."""
    year_ago = len(first) - 13 if len(first) > 12 else None
    return PanelPair(Series("children", counts_of(first)), Series(name, counts_of(second)), COUNT, year_ago)


def net_of(starts: Numbers, leavers: Numbers) -> NetChange:
    """Children who came in and left, and the difference."""
    both = zip(starts, leavers, strict=True)
    net = counts_of([None if came is None or left is None else came - left for came, left in both])
    signed = (
        value if not value.number else value._replace(text=f"{value.number:+.0f}".replace("-", "−")) for value in net
    )
    return NetChange(
        Series("came in", counts_of(starts)),
        Series("left", counts_of(leavers)),
        Series("net change", tuple(signed)),
        len(starts) - 13 if len(starts) > 12 else None,
    )


def panel_pairs() -> list[Case]:
    """Two series, and their difference, in the box of a panel."""
    dice = random.Random(5)
    children = [float(dice.randint(14, 26)) for _ in range(20)] + [21.0]
    episodes = [number + dice.randint(10, 30) for number in children[:-1]] + [47.0]
    gappy = [None if index in (5, 6, 13) else number for index, number in enumerate(children)]
    starts = [float(dice.randint(8, 20)) for _ in range(20)] + [11.0]
    leavers = [float(dice.randint(6, 17)) for _ in range(20)] + [14.0]
    pairs = {
        "Children missing and times": pair_of(children, episodes),
        "Almost the same": pair_of(children, [number + 1 for number in children], "times children went missing"),
        "Some months missing": pair_of(gappy, episodes),
        "Latest month missing": pair_of([*children[:-1], None], [*episodes[:-1], None]),
        "One series missing": pair_of(children, [None] * 21),
        "A new count": replace(pair_of(children, episodes), changes=(MethodChange(12, "New count"),)),
        "All zero": pair_of([0.0] * 13, [0.0] * 13),
        "One month": pair_of([3.0], [7.0]),
        "None at all": pair_of([None] * 21, [None] * 21),
    }
    nets = {
        "Starts and leavers": net_of(starts, leavers),
        "More and more": net_of([number + 20 for number in starts], leavers),
        "Fewer and fewer": net_of(starts, [number + 20 for number in leavers]),
        "A start missing": net_of([None if index == 5 else number for index, number in enumerate(starts)], leavers),
        "The latest missing": net_of([*starts[:-1], None], leavers),
        "Nobody": net_of([0.0] * 13, [0.0] * 13),
        "One month": net_of([3.0], [7.0]),
        "None at all": net_of([None] * 13, [None] * 13),
    }
    return [
        *(Case(title, chart, draw_panel_pair, PANELS) for title, chart in pairs.items()),
        *(Case(title, chart, draw_net_change, PANELS) for title, chart in nets.items()),
    ]


def dots_of(share: int | None, promise: int | None = None, at_least: bool = True) -> Dots:
    """Circles for a percentage of December."""
    text = "not supplied" if share is None else f"{share}.2%"
    return Dots(Value(share, text, "Dec 2023", "December 2023"), share or 0, promise, at_least)


def dots() -> list[Case]:
    """Circles of a hundred."""
    charts = {
        "Few": dots_of(9, 95),
        "No promise": dots_of(99),
        "Too many": dots_of(15, 8, False),
        "Not too many": dots_of(5, 8, False),
        "A whole row promised": dots_of(87, 90),
        "All promised": dots_of(93, 100),
        "All": dots_of(100, 5),
        "None": dots_of(0, 0, False),
        "Missing": dots_of(None, 90),
    }
    return [Case(title, chart, draw_dots, ("circles", "circles, large print")) for title, chart in charts.items()]


def area(name: str, number: float | None, kind: AreaKind = AreaKind.OTHER) -> Area:
    """An area's percentage."""
    return Area(Value(number, "not published" if number is None else f"{number:g}%", name, name), kind)


def ranking(
    ours: float | None, england: float | None, others: Numbers, region: float | None = None, lowest_first: bool = False
) -> RankedDots:
    """Our council among towns named by letters."""
    towns = (area(f"Town of {chr(65 + index)}", number) for index, number in enumerate(others))
    ends = (area("England", england, AreaKind.ENGLAND), area("West Midlands", region, AreaKind.REGION))
    return RankedDots((area("Sample City", ours, AreaKind.OURS), *ends, *towns), PERCENT, lowest_first)


def ranked_dots() -> list[Case]:
    """Areas by name."""
    charts = {
        "Thirteen areas": ranking(66.4, 68, [71, 70, 62, 69, 73, 66, None, 64, 72, 68], 67),
        "The lowest first": ranking(15, 11, [9, 8, 12, 15], 10, True),
        "No figure of our own": ranking(None, 11, [9, 8, 12], 10),
        "Nobody else": ranking(66.4, None, []),
        "All at 100%": ranking(100, 100, [100, 100], 100),
        "All at nought": ranking(0, 0, [0], 0),
        "No figure at all": ranking(None, None, [None]),
        "A long name": RankedDots((area("Bournemouth, Christchurch and Poole and its neighbours", 50),), PERCENT),
    }
    sizes = ("thirteen rows", "thirteen rows, large print")
    return [Case(title, chart, draw_ranked_dots, sizes) for title, chart in charts.items()]


def second_edition() -> list[Case]:
    """Every case of the charts of panels, tables and tiles."""
    return [
        *panel_trends(),
        *panel_years(),
        *tile_trends(),
        *bullets(),
        *panel_bars(),
        *paired_bars(),
        *panel_pairs(),
        *dots(),
        *ranked_dots(),
    ]
