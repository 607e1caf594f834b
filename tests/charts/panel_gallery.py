"""The charts of panels, tables and tiles with ordinary and awkward figures, for the gallery."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts.bullet import Bullet, draw_bullet
from charts.method_changes import MethodChange
from charts.panel_trend import Mark, PanelTrend, draw_panel_trend
from charts.picture import TargetLine, Value
from charts.tile_trend import TileTrend, draw_tile_trend
from tests.charts.gallery import (
    COUNT,
    PERCENT,
    VISITS,
    WITH_GAPS,
    Case,
    month_values,
    quarter_values,
    wandering,
    year_values,
)

PANELS = ("panel box", "panel box, twelve point", "panel box, large print")
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


def trend_of(numbers: Sequence[float | None], target: TargetLine | None = None, **others: Any) -> PanelTrend:
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
        Case(title, chart, draw_tile_trend, ("small cell", "tile", "tile, large print"))
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


def second_edition() -> list[Case]:
    """Every case of the charts of panels, tables and tiles."""
    return [*panel_trends(), *tile_trends(), *bullets()]
