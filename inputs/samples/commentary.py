"""The officers' own words in two of the workbooks: why a measure is off target, what is done, who and by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from inputs.samples.sheet import Look, SampleSheet, Value

_HEADINGS = ("Measure", "Why", "What we are doing", "Who", "By when")

COUNCIL: tuple[tuple[Value, ...], ...] = (
    (
        "Visits made on time",
        "Four social work posts were empty until October.",
        "All are filled; late visits are looked at each week.",
        "Team manager",
        date(2024, 3, 31),
    ),
    (
        "Three or more homes in a year",
        "Too few local foster homes for teenagers.",
        "We recruit carers, and meet before any move.",
        "Fostering manager",
        date(2024, 9, 30),
    ),
    (
        "Same home for two years or more",
        "Several long stays ended when foster carers retired.",
        "Support visits in the second year.",
        "Fostering manager",
        date(2024, 6, 30),
    ),
    (
        "Left care through adoption",
        "Court dates were put back.",
        "Monthly tracking with the court team.",
        "Adoption manager",
        date(2024, 6, 30),
    ),
    (
        "Days from coming into care to adoptive home",
        "Brothers and sisters waited for one family.",
        "Joint work with the regional agency.",
        "Adoption manager",
        date(2024, 9, 30),
    ),
    (
        "Days from court order to match",
        "Family finding began late.",
        "It now begins as soon as adoption is the plan.",
        "Adoption manager",
        date(2024, 4, 30),
    ),
    (
        "Personal Education Plan in place",
        "Plans after a change of school are being written.",
        "Our staff write them with the new schools.",
        "Virtual School head",
        date(2024, 2, 29),
    ),
    (
        "In a good or outstanding school",
        "Two large schools were rated lower than before.",
        "Extra tutors in both.",
        "Virtual School head",
        date(2024, 7, 31),
    ),
    (
        "Pathway plan in place",
        "Plans lapsed while Personal Advisers were away.",
        "Managers now review what falls due.",
        "Leaving Care lead",
        date(2024, 3, 31),
    ),
)

HEALTH: tuple[tuple[Value, ...], ...] = (
    (
        "First health check in 20 working days",
        "Late consent forms; one clinic a week.",
        "We ask for consent on the first day, and run a second clinic.",
        "Health lead",
        date(2024, 3, 31),
    ),
    (
        "Yearly health check",
        "Older young people missed appointments.",
        "Evening clinics; a call the day before.",
        "Health lead",
        date(2024, 3, 31),
    ),
    (
        "Yearly dental check",
        "Few local dentists take new patients.",
        "Two practices keep places for our children.",
        "Health lead",
        date(2024, 4, 30),
    ),
)


def commentary_sheet(rows: Sequence[Sequence[Value]], plain: Look, ink: str) -> SampleSheet:
    """A sheet of commentary: a row for each measure under its headings."""
    sheet = SampleSheet("Commentary", freeze=(4, 2), tab=ink, widths={1: 34, 2: 44, 3: 44, 4: 30, 5: 14})
    sheet.lines(1, 1, [("Commentary for the report", plain.but(bold=True, size=14, ink=ink))])
    sheet.across(3, 1, _HEADINGS, plain.but(bold=True, ink="FFFFFF", fill=ink, edge="thin"))
    body = plain.but(wrap=True, upright="top", edge="thin")
    for row, values in enumerate(rows, start=4):
        sheet.across(row, 1, values[:-1], body)
        sheet.put(row, 5, values[-1], body.but(form="d mmm yyyy", across="left"))
    return sheet
