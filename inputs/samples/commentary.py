"""The officers' own words in two of the workbooks: why a measure is off target, what is done, who and by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from inputs.samples.sheet import Look, Sheet, Value

_HEADINGS = ("Measure", "Why", "What we are doing", "Who", "By when")

COUNCIL: tuple[tuple[Value, ...], ...] = (
    (
        "Visits made on time",
        "Four posts for social workers were empty until October.",
        "All four are filled, and team managers look at late visits each week.",
        "Children in Care Service",
        date(2024, 3, 31),
    ),
    (
        "Three or more homes in a year",
        "Too few local foster homes for teenagers and for brothers and sisters.",
        "Recruiting foster carers for teenagers; a meeting before any move.",
        "Homes and Commissioning Service",
        date(2024, 9, 30),
    ),
    (
        "Same home for two years or more",
        "Several long stays ended when foster carers retired.",
        "Support visits for foster families in their second year.",
        "Homes and Commissioning Service",
        date(2024, 6, 30),
    ),
    (
        "Left care through adoption",
        "Court dates were put back through the summer.",
        "Monthly tracking of each plan with the court team.",
        "Adoption Service",
        date(2024, 6, 30),
    ),
    (
        "Days from coming into care to adoptive home",
        "Children waited for families who could take brothers and sisters together.",
        "Joint family finding with the regional agency.",
        "Adoption Service",
        date(2024, 9, 30),
    ),
    (
        "Days from court order to match",
        "Family finding began only after the court order.",
        "Family finding now begins when adoption becomes the plan.",
        "Adoption Service",
        date(2024, 4, 30),
    ),
    (
        "Personal Education Plan in place",
        "Plans for children who changed school this term are still being written.",
        "Virtual School staff write them with the new schools.",
        "Virtual School",
        date(2024, 2, 29),
    ),
    (
        "Pathway plan in place",
        "Plans were not renewed while Personal Advisers were on leave.",
        "Managers cover every plan that falls due.",
        "Leaving Care Service",
        date(2024, 3, 31),
    ),
)

HEALTH: tuple[tuple[Value, ...], ...] = (
    (
        "First health check in 20 working days",
        "Consent forms reach the clinic late, and there is one clinic a week.",
        "Consent is asked for on the first day; a second clinic opens in February.",
        "Health Service and Children in Care Service",
        date(2024, 3, 31),
    ),
    (
        "Yearly health check",
        "Appointments were missed by older young people.",
        "Evening appointments, and a call the day before.",
        "Health Service for Children in Care",
        date(2024, 3, 31),
    ),
    (
        "Yearly dental check",
        "Few local dentists take new patients.",
        "Two practices will keep places for children in care.",
        "Health Service for Children in Care",
        date(2024, 4, 30),
    ),
)


def commentary_sheet(rows: Sequence[Sequence[Value]], plain: Look, ink: str) -> Sheet:
    """A sheet of commentary: a row for each measure under its headings."""
    sheet = Sheet("Commentary", freeze=(4, 2), tab=ink, widths={1: 34, 2: 44, 3: 44, 4: 30, 5: 14})
    sheet.lines(1, 1, [("Commentary for the report", plain.but(bold=True, size=14, ink=ink))])
    sheet.across(3, 1, _HEADINGS, plain.but(bold=True, ink="FFFFFF", fill=ink, edge="thin"))
    body = plain.but(wrap=True, upright="top", edge="thin")
    for row, values in enumerate(rows, start=4):
        sheet.across(row, 1, values[:-1], body)
        sheet.put(row, 5, values[-1], body.but(form="d mmm yyyy", across="left"))
    return sheet
