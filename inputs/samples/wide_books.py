"""The layouts of four of the workbooks: headline, workforce, reviews and visits, homes and missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from inputs.samples.chance import MONTHS
from inputs.samples.commentary import commentary_sheet
from inputs.samples.figures import Figures, Ratio
from inputs.samples.sheet import NOTICE, Look, SampleBook, SampleSheet, Value

MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST_DAYS = tuple(date(year, month, 1) for year, month in MONTHS)
LAST_DAYS = tuple(date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) for year, month in MONTHS)
TYPED_MONTHS = tuple(f"{MONTH_NAMES[month - 1]}-{year % 100}" for year, month in MONTHS)  # text, as Dec-23
QUARTERS = tuple(f"{year}/{(year + 1) % 100} Q{quarter}" for year in (2022, 2023) for quarter in (1, 2, 3, 4))[:7]


def headline_book(figures: Figures) -> SampleBook:
    """Cover sheet; measures down, months across under the financial year, with a gap between the years."""
    plain = Look(font="Arial", size=10)
    sheets = (_headline_cover(plain), _headline_sheet(figures, plain), commentary_sheet("headline", plain, "1F3864"))
    return SampleBook("CIC headline Dec 23.xlsx", sheets)


def _headline_cover(plain: Look) -> SampleSheet:
    sheet = SampleSheet("Cover", gridlines=False, tab="1F3864", widths={1: 4, 2: 24, 3: 60})
    strong = plain.but(bold=True, ink="1F3864")
    lines = [
        ("Peterborough City Council", strong.but(size=20)),
        ("Children's Social Care: monthly headline return", strong.but(size=14)),
        ("", plain),
        (NOTICE, strong.but(size=12, ink="C00000")),
    ]
    sheet.lines(2, 2, lines)
    details = (
        ("Position at", "31 December 2023"),
        ("Produced by", "Performance team"),
        ("Data source", "Case management system, month-end extract"),
        ("Status", "Final for quarter 3"),
        ("Sheets", "Headline: numbers in care, movement and demographics; Commentary: for the report"),
    )
    for row, (label, text) in enumerate(details, start=8):
        sheet.put(row, 2, label, plain.but(bold=True, fill="DDEBF7", edge="thin"))
        sheet.put(row, 3, text, plain.but(edge="thin"))
    sheet.heights = {2: 30, 3: 22}
    return sheet


def _headline_sheet(figures: Figures, plain: Look) -> SampleSheet:
    widths = {1: 2.5, 2: 34, 3: 12, **dict.fromkeys(range(4, 26), 6.7), 16: 2}
    sheet = SampleSheet("Headline", freeze=(7, 4), tab="2E75B6", widths=widths, gridlines=False)
    strong = plain.but(bold=True, ink="1F3864")
    sheet.put(2, 2, "Children in care: headline and demographics", strong.but(size=14))
    sheet.put(
        3, 2, "Monthly position, April 2022 to December 2023. Short breaks are left out.", plain.but(ink="595959")
    )
    head = plain.but(bold=True, ink="FFFFFF", fill="1F3864", across="center", edge="thin")
    sheet.merge(5, 2, 6, 2, "Measure", head.but(across="left"))
    sheet.merge(5, 3, 6, 3, "Target", head)
    sheet.merge(5, 4, 5, 15, "2022/23", head)
    sheet.merge(5, 17, 5, 25, "2023/24", head)
    columns = [*range(4, 16), *range(17, 26)]
    for column, (_, month) in zip(columns, MONTHS, strict=True):
        sheet.put(6, column, MONTH_NAMES[month - 1], head.but(fill="2E75B6"))

    def row_of(row: int, label: str, values: Sequence[int], look: Look, target: str = "") -> None:
        sheet.put(row, 2, label, look.but(indent=0 if look.bold else 1))
        sheet.put(row, 3, target or None, look.but(across="center"))
        for column, value in zip(columns, values, strict=True):
            sheet.put(row, column, value, look)

    body = plain.but(edge="thin")
    movement = figures.movement
    row_of(7, "Children in care at month end", movement.in_care, body.but(bold=True), "Below 484")
    row_of(8, "Came into care", movement.came, body)
    row_of(9, "Left care", movement.left, body)
    sheet.put(11, 2, "Age of children in care", strong)
    for row, (band, children) in enumerate(figures.ages.items(), start=12):
        row_of(row, band, children, body)
    small = plain.but(size=9, ink="595959")
    notes = (
        "Age is taken on the last day of the month. The five bands add up to the number in care.",
        "Children who come and leave in the same month are counted in both rows.",
        "Data correct as at 9 January 2024",
        "Contact: Performance team",
    )
    sheet.down(18, 2, notes, small)
    return sheet


def workforce_book(figures: Figures) -> SampleBook:
    """Quarter merged over real dates; three rows a team, the team's name merged beside them."""
    plain = Look(font="Calibri", size=11)
    sheet = SampleSheet(
        "Caseloads", freeze=(7, 3), tab="548235", widths={1: 26, 2: 18, **dict.fromkeys(range(3, 24), 8.3)}
    )
    sheet.put(1, 1, "Children's workforce: staff and caseloads by team", plain.but(bold=True, size=16, ink="375623"))
    sheet.lines(2, 1, [(NOTICE, plain.but(bold=True, ink="C00000")), ("Workforce and Resources", plain)])
    head = plain.but(bold=True, fill="A9D08E", across="center", edge="thin", wrap=True)
    sheet.merge(5, 1, 6, 1, "Team", head)
    sheet.merge(5, 2, 6, 2, "Item", head)
    for quarter, label in enumerate(QUARTERS):
        sheet.merge(5, 3 + 3 * quarter, 5, 5 + 3 * quarter, label, head)
    sheet.across(6, 3, FIRST_DAYS, head.but(bold=False, fill="E2EFDA", form="mmm-yy"))
    row = 7
    for name, team in figures.teams.items():
        body = plain.but(edge="thin")
        loads = [cases / staff for cases, staff in zip(team.cases, team.staff, strict=True)]
        sheet.merge(row, 1, row + 2, 1, name, body.but(bold=True, wrap=True, fill="F2F2F2"))
        sheet.down(row, 2, ["Cases held", "Staff (FTE)", "Average caseload"], body)
        sheet.across(row, 3, team.cases, body)
        sheet.across(row + 1, 3, team.staff, body.but(form="0.0"))
        sheet.across(row + 2, 3, loads, body.but(form="0.0", bold=True, fill="F2F2F2"))
        row += 3
    notes = (
        "Staff are full-time equivalents in post on the last working day of the month, agency workers included.",
        "A young person with both a social worker and a Personal Adviser is counted with each team.",
        "Data correct as at 5 January 2024",
    )
    sheet.down(row + 1, 1, notes, plain.but(italic=True, size=10))
    return SampleBook("Workforce_Q3_2324.xlsx", (sheet,))


def reviews_book(figures: Figures) -> SampleBook:
    """A long list: measure, period as text, numerator, denominator, value and target, with a filter."""
    plain = Look(font="Verdana", size=9)
    sheet = SampleSheet(
        "Data", upright=True, pages=0, freeze=(9, 1), widths={1: 32, 2: 11, 3: 13, 4: 14, 5: 10, 6: 15, 8: 58}
    )
    sheet.put(1, 1, "Independent Reviewing Service", plain.but(bold=True, size=14))
    title = "Reviews and visits, 2022/23 and 2023/24 to the end of quarter 3"
    sheet.lines(2, 1, [(title, plain.but(size=11)), (NOTICE, plain.but(bold=True))])
    method = (
        "Method change: from April 2023 each visit is counted. Before that each child was counted once a month, "
        "so the two years cannot be compared like for like."
    )
    sheet.merge(5, 1, 6, 6, method, plain.but(wrap=True, fill="FFF2CC", upright="top"))
    head = plain.but(bold=True, fill="D9D9D9", edge="thin", wrap=True, across="left")
    sheet.across(8, 1, ["Measure", "Period", "Numerator", "Denominator", "Value", "Target"], head)
    rows = [*_list_rows("Reviews held on time", figures.reviews, None)]
    rows += _list_rows("Statutory visits on time", figures.visits, "98% or more")
    for row, values in enumerate(rows, start=9):
        sheet.across(row, 1, values, plain.but(edge="thin"))
        sheet.put(row, 2, values[1], plain.but(edge="thin", form="@", across="right"))
        sheet.put(row, 6, values[5], plain.but(edge="thin", across="center"))
    last = 8 + len(rows)
    sheet.filtered = (8, 1, last, 6)
    notes = (
        "Value is a percentage.",
        "A review is late if it was held after the day it was due, whatever the reason.",
        "Data correct as at 4 January 2024",
        "Queries to the Performance team",
    )
    sheet.down(last + 2, 1, notes, plain)
    return SampleBook("IRS_reviews_visits_2023-24_Q3.xlsx", (sheet,))


def _list_rows(measure: str, ratio: Ratio, target: str | None) -> list[tuple[Value | None, ...]]:
    columns = (TYPED_MONTHS, ratio.numerators, ratio.denominators, ratio.shares)
    return [(measure, month, n, d, round(100 * share, 1), target) for month, n, d, share in zip(*columns, strict=True)]


def homes_book(figures: Figures) -> SampleBook:
    """Numerator, denominator and percentage one under the other; a second sheet with months down."""
    plain = Look(font="Calibri", size=11)
    name = "Placement stability and missing - December 2023.xlsx"
    return SampleBook(name, (_stability_sheet(figures, plain), _missing_sheet(figures, plain)))


def _stability_sheet(figures: Figures, plain: Look) -> SampleSheet:
    widths = {1: 45, 2: 13, 3: 12, **dict.fromkeys(range(4, 25), 8.0)}
    sheet = SampleSheet("Stability", freeze=(6, 4), tab="7030A0", widths=widths, heights={5: 24})
    sheet.put(1, 1, "Homes and Commissioning: stability of homes", plain.but(bold=True, size=15, ink="7030A0"))
    sheet.lines(2, 1, [(NOTICE, plain.but(bold=True, ink="7030A0")), ("Snapshot on the last day of each month", plain)])
    head = plain.but(bold=True, ink="FFFFFF", fill="7030A0", across="center")
    sheet.across(5, 1, ["Measure", None, "Target"], head)
    sheet.across(5, 4, LAST_DAYS, head.but(form="mmm-yy"))
    measures = (
        ("Three or more placements in last 12 months", "Below 8%", figures.three_homes),
        ("Long term stability", "above 70%", figures.long_term),
    )
    for row, (label, target, ratio) in zip((6, 10), measures, strict=True):
        sheet.put(row, 1, label, plain.but(bold=True))
        sheet.put(row, 3, target, plain.but(across="center"))
        sheet.down(row, 2, ["Numerator", "Denominator", "%"], plain.but(ink="595959"))
        sheet.across(row, 4, ratio.numerators, plain)
        sheet.across(row + 1, 4, ratio.denominators, plain)
        sheet.across(row + 2, 4, [round(share, 4) for share in ratio.shares], plain.but(form="0.0%", fill="E4DFEC"))
        sheet.across(row + 2, 1, [None, "%", None], plain.but(fill="E4DFEC", ink="595959"))
    notes = (
        "The first measure looks back over 12 months from the date shown. Stays of under 24 hours are not counted.",
        "The second is for children under 16 who have been in care for two and a half years or more.",
        "Data correct as at 8 January 2024",
        "Contact: Performance team",
    )
    sheet.down(15, 1, notes, plain.but(size=9))
    return sheet


def _missing_sheet(figures: Figures, plain: Look) -> SampleSheet:
    sheet = SampleSheet("Missing", upright=True, freeze=(5, 2), tab="BF8F00", widths={1: 12, 2: 14, 3: 14})
    sheet.put(1, 1, "Missing from home or care", plain.but(bold=True, size=15, ink="806000"))
    sheet.put(2, 1, "An episode belongs to the month in which it began.", plain)
    head = plain.but(bold=True, fill="FFD966", wrap=True, across="center", edge="thin")
    sheet.across(4, 1, ["Month", "Children\nmissing", "Missing\nepisodes"], head)
    sheet.heights = {4: 32}
    body = plain.but(edge="thin")
    sheet.down(5, 1, FIRST_DAYS, body.but(form="mmm-yy", across="left"))
    sheet.down(5, 2, figures.missing_children, body)
    sheet.down(5, 3, figures.missing_episodes, body)
    sheet.put(27, 1, "Data correct as at 8 January 2024", plain.but(size=9))
    return sheet


LAYOUTS = (headline_book, workforce_book, reviews_book, homes_book)
