"""Figures of a made-up council, nine months of each, and a few measures that they may be of."""

from __future__ import annotations

from inputs.intake import Item
from inputs.reading_sheet import columns

MONTHS = ["Apr-23", "May-23", "Jun-23", "Jul-23", "Aug-23", "Sep-23", "Oct-23", "Nov-23", "Dec-23"]
FEW = [9, 8, 10, 7, 9, 11, 8, 9, 10]
IN_CARE = [400, 402, 401, 405, 404, 406, 408, 409, 412]
SHARES = [98.5, 97.1, 96.2, 98.1, 97.7, 96.9, 97.3, 98.1, 98.2]
TOTALS = [12, 25, 37, 50, 61, 75, 88, 99, 112]
COUNCIL = "Testshire County Council"
ITEMS = (
    Item("in_care", "headline", ("Children in care",), span="snapshot", unit="count"),
    Item(
        "ages",
        "headline",
        ("Children in care by age",),
        groups={"5 to 9": ("5-9",), "10 to 15": ()},
        unit="count",
    ),
    Item("came_in", "headline", ("Came into care", "Started in month"), span="in_month", unit="count", adds_up=True),
    Item("missing", "homes", ("Missing episodes",), span="in_month", unit="count", adds_up=True),
    Item("children_missing", "homes", ("Children missing",), span="in_month", unit="count"),
    Item("homes", "homes", ("Three or more homes",), span="rolling_12_months", unit="pct", percentage=True),
    Item("days", "adoption", ("Entry to care to adoptive home",), span="rolling_12_months", unit="days"),
    Item(
        "reviews",
        "reviews",
        ("Reviews on time",),
        ("Reviews held on time",),
        ("Reviews due",),
        percentage=True,
        whole=True,
        span="in_month",
        unit="pct",
        adds_up=True,
    ),
    Item(
        "stability",
        "homes",
        ("Long-term stability",),
        percentage=True,
        span="snapshot",
        unit="pct",
        of=("children under 16 in care for two and a half years or more",),
    ),
)
USES = columns.Uses(
    {
        **columns.OF_ITSELF,
        "1.1 Children in care": "in_care",
        "1.4 Came into care": "came_in",
        "3.4 Missing": "missing",
        "3.5 Reviews on time": "reviews",
    },
    {"1.2 Children by age": "ages"},
)
ROWS = [
    ["Our scorecard 2023/24"],
    [],
    ["Indicator", *MONTHS],
    ["Children in care", *IN_CARE],
    ["Kids new to us", *FEW],
    ["Runaways (all)", *FEW],
]


def table(name="Children in care", values=IN_CARE):
    return [["Measure", *MONTHS], [name, *values]]
