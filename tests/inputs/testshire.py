"""Figures of a made-up council, nine months of each, and a few measures that they may be of."""

from __future__ import annotations

from inputs.intake import Item

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


def table(name="Children in care", values=IN_CARE):
    return [["Measure", *MONTHS], [name, *values]]
