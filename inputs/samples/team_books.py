"""The layouts of the other four workbooks: adoption, health, virtual school, leaving care."""

from __future__ import annotations

from collections.abc import Sequence

from inputs.samples.commentary import commentary_sheet
from inputs.samples.figures import Figures, Ratio, Waits
from inputs.samples.sheet import NOTICE, Look, SampleBook, SampleSheet
from inputs.samples.wide_books import FIRST_DAYS, LAST_DAYS, QUARTERS, TYPED_MONTHS


def adoption_book(figures: Figures) -> SampleBook:
    """Months down; each measure merged over its columns; a row of targets under the headings."""
    plain = Look(font="Calibri", size=11)
    narrow = dict.fromkeys((5, 12), 2.0)
    sheet = SampleSheet(
        "Rolling 12 months", freeze=(10, 2), tab="C55A11", widths={1: 13, **dict.fromkeys(range(2, 19), 11), **narrow}
    )
    sheet.put(1, 1, "Adoption Service: timeliness scorecard", plain.but(bold=True, size=16, ink="833C0B"))
    sheet.put(2, 1, "Each line covers the 12 months that end with the month shown.", plain)
    sheet.lines(
        3, 1, [("", plain), (NOTICE, plain.but(bold=True, ink="C00000")), ("Prepared by the Performance team", plain)]
    )
    sheet.merge(7, 1, 8, 1, "12 months\nending", _adoption_head(plain))
    sheet.put(9, 1, "Target", _adoption_goal(plain))
    sheet.down(10, 1, LAST_DAYS, plain.but(form="mmm-yy", edge="thin", across="left"))
    adoption = figures.adoption
    _adopted_block(sheet, 2, adoption.adopted, plain)
    _waits_block(sheet, 6, ("Entry to care to adoptive home", "400 days"), adoption.entry_to_home, plain)
    _waits_block(sheet, 13, ("Placement order\nto match", "120 days"), adoption.order_to_match, plain)
    sheet.heights = {7: 33}
    notes = (
        "Days are for children adopted in the 12 months. The national scorecard uses three years.",
        "Data correct as at 10 January 2024",
    )
    sheet.down(32, 1, notes, plain.but(size=10))
    return SampleBook("Adoption timeliness rolling 12m - Dec23.xlsx", (sheet,))


def _adoption_head(plain: Look) -> Look:
    return plain.but(bold=True, fill="F8CBAD", wrap=True, across="center", edge="thin")


def _adoption_goal(plain: Look) -> Look:
    return plain.but(italic=True, fill="FBE5D6", across="center", edge="thin")


def _adoption_headings(
    sheet: SampleSheet, column: int, measure: str, parts: Sequence[str], goals: Sequence[str | None], plain: Look
) -> None:
    """A measure over its columns, what each of them holds, and the row of targets."""
    head = _adoption_head(plain)
    sheet.merge(7, column, 7, column + len(parts) - 1, measure, head)
    sheet.across(8, column, parts, head.but(bold=False))
    sheet.across(9, column, goals, _adoption_goal(plain))


def _adopted_block(sheet: SampleSheet, column: int, adopted: Ratio, plain: Look) -> None:
    goals = [None, None, "above 18%"]
    _adoption_headings(sheet, column, "Left care through adoption", ("Num", "Den", "%"), goals, plain)
    body = plain.but(edge="thin")
    sheet.down(10, column, adopted.numerators, body.but(form="#,##0"))
    sheet.down(10, column + 1, adopted.denominators, body)
    sheet.down(10, column + 2, [round(100 * share, 1) for share in adopted.shares], body.but(form="0.0", bold=True))


def _waits_block(sheet: SampleSheet, column: int, named: tuple[str, str], waits: Waits, plain: Look) -> None:
    """An average with its two parts, then what lies behind it. ``named`` are the measure and its target."""
    measure, goal = named
    parts = ("Total days", "Children", "Average", "Median", "Shortest", "Longest")
    _adoption_headings(sheet, column, measure, parts, [None, None, goal, None, None, None], plain)
    body = plain.but(edge="thin", form="0")
    sheet.down(10, column, waits.days.numerators, body.but(form="#,##0"))
    sheet.down(10, column + 1, waits.days.denominators, body.but(form="General"))
    sheet.down(10, column + 2, list(waits.days.shares), body.but(bold=True))
    for step, run in enumerate((waits.medians, waits.shortest, waits.longest), start=3):
        sheet.down(10, column + step, run, body)


def health_book(figures: Figures) -> SampleBook:
    """Cover; first checks by month with a table by quarter beside it; yearly checks; commentary; notes hidden."""
    plain = Look(font="Arial", size=10)
    sheets = (
        _health_cover(plain),
        _first_checks_sheet(figures, plain),
        _yearly_checks_sheet(figures, plain),
        commentary_sheet("health", plain, "005EB8"),
        _hidden_notes(plain),
    )
    return SampleBook("Health CiC return Dec-23 FINAL.xlsx", sheets)


def _health_cover(plain: Look) -> SampleSheet:
    sheet = SampleSheet("Cover", gridlines=False, tab="005EB8", widths={1: 3, 2: 18, 3: 62})
    blue = plain.but(bold=True, ink="005EB8")
    sheet.put(2, 2, "Health Service for Children in Care", blue.but(size=18))
    sheet.put(3, 2, "Quarter 3 return to the council, 2023/24", blue.but(size=12))
    sheet.put(5, 2, NOTICE, blue.but(ink="C00000", size=12))
    details = (
        ("Period", "April 2022 to December 2023"),
        ("Sheets", "Initial assessments, by month and by quarter; yearly checks"),
        ("From", "Performance team"),
    )
    for row, (label, text) in enumerate(details, start=7):
        sheet.put(row, 2, label, plain.but(bold=True))
        sheet.put(row, 3, text, plain)
    sheet.heights = {2: 28}
    return sheet


def _first_checks_sheet(figures: Figures, plain: Look) -> SampleSheet:
    widths: dict[int, float] = {1: 11, 2: 10, 3: 13, 4: 13, 5: 4, 6: 13, 7: 10, 8: 13, 9: 13}
    sheet = SampleSheet("IHA", freeze=(6, 2), tab="41B6E6", widths=widths, heights={5: 42})
    sheet.put(1, 1, "Initial health assessments", plain.but(bold=True, size=14, ink="005EB8"))
    sheet.put(2, 1, "Counted in the month in which the twentieth working day fell", plain)
    head = plain.but(bold=True, ink="FFFFFF", fill="005EB8", wrap=True, across="center", edge="thin")
    checks = figures.first_health
    quarters = Ratio(_in_threes(checks.numerators), _in_threes(checks.denominators))
    body = plain.but(edge="thin")
    sheet.down(6, 1, FIRST_DAYS, body.but(form="mmm-yy", across="left"))
    sheet.down(6, 6, QUARTERS, body)
    for column, label, ratio in ((1, "Month", checks), (6, "Quarter", quarters)):
        sheet.across(5, column, [label, "IHAs due", "IHAs completed\nin time", "% IHA in 20\nworking days"], head)
        sheet.down(6, column + 1, ratio.denominators, body)
        sheet.down(6, column + 2, ratio.numerators, body)
        sheet.down(6, column + 3, ratio.shares, body.but(form="0.0%"))
    sheet.across(27, 1, ["Target", None, None, "95%"], body.but(fill="D9E8F6", bold=True))
    sheet.put(29, 1, "Children who left care before their assessment was due are left out.", plain.but(size=9))
    sheet.put(30, 1, "Data correct as at 3 January 2024", plain.but(size=9))
    return sheet


def _in_threes(months: Sequence[int]) -> tuple[int, ...]:
    return tuple(sum(months[start : start + 3]) for start in range(0, len(months), 3))


def _yearly_checks_sheet(figures: Figures, plain: Look) -> SampleSheet:
    widths = {1: 11, **dict.fromkeys(range(2, 8), 13.0)}
    sheet = SampleSheet("Annual checks", upright=True, freeze=(7, 2), tab="41B6E6", widths=widths, heights={5: 30})
    sheet.put(
        1, 1, "Yearly checks of children in care for 12 months or more", plain.but(bold=True, size=14, ink="005EB8")
    )
    sheet.put(2, 1, "A child who says no to a check counts as not having had one", plain)
    head = plain.but(bold=True, ink="FFFFFF", fill="005EB8", wrap=True, across="center", edge="thin")
    sheet.merge(5, 1, 6, 1, "Month", head)
    body = plain.but(edge="thin")
    sheet.down(7, 1, FIRST_DAYS, body.but(form="mmm-yy", across="left"))
    sheet.put(28, 1, "Target", body.but(fill="D9E8F6", bold=True))
    checks = ((2, "Annual health\nassessment", figures.yearly_health), (5, "Dental check", figures.dental))
    for column, measure, ratio in checks:
        sheet.merge(5, column, 5, column + 2, measure, head)
        sheet.across(6, column, ["Numerator", "Denominator", "%"], head.but(fill="41B6E6", ink="000000"))
        sheet.down(7, column, ratio.numerators, body)
        sheet.down(7, column + 1, ratio.denominators, body)
        sheet.down(7, column + 2, ratio.shares, body.but(form="0.0%"))
        sheet.across(28, column, [None, None, "Above 90%"], body.but(fill="D9E8F6", bold=True, across="right"))
    sheet.put(30, 1, "Data correct as at 3 January 2024", plain.but(size=9))
    return sheet


def _hidden_notes(plain: Look) -> SampleSheet:
    sheet = SampleSheet("Notes", hidden=True, widths={1: 90})
    notes = (
        ("Notes for whoever runs this next", plain.but(bold=True)),
        ("1. Take entries to care from the weekly list, not from the referral inbox.", plain),
        ("2. Work out the twentieth working day with the bank holidays of England.", plain),
        ("3. Two requests from October 2023 came without consent and were sent back.", plain),
    )
    sheet.lines(1, 1, notes)
    return sheet


def virtual_school_book(figures: Figures) -> SampleBook:
    """Months as text across; named rows for children, cohort and percentage; target and comments at the far end."""
    plain = Look(font="Trebuchet MS", size=10)
    widths = {1: 44, **dict.fromkeys(range(2, 23), 7.6), 23: 13, 24: 34}
    sheet = SampleSheet("PEPs and schools", freeze=(6, 2), tab="00B0A0", widths=widths, heights={5: 22})
    sheet.put(1, 1, "Virtual School", plain.but(bold=True, size=18, ink="006B61"))
    sheet.lines(2, 1, [("Monthly return, Reception to Year 11", plain), (NOTICE, plain.but(bold=True))])
    head = plain.but(bold=True, fill="B2E5E0", across="center", edge="thin")
    sheet.put(5, 1, "Measure", head.but(across="left"))
    sheet.across(5, 2, TYPED_MONTHS, head.but(form="@"))
    sheet.across(5, 23, ["Target", "Comments"], head)
    body = plain.but(edge="thin")
    plans = ("Children with a PEP", "School-age children in care", "PEP in place")
    _named_rows(sheet, 6, plans, figures.education_plans, body)
    sheet.put(8, 23, "Above 100%", body.but(across="center"))
    schools = ("Children in good or outstanding schools", "Children at a rated school", "In good or outstanding school")
    _named_rows(sheet, 10, schools, figures.good_schools, body)
    sheet.put(12, 23, None, body.but(across="center"))
    sheet.put(8, 24, "Reviewed each term", body.but(wrap=True))
    sheet.put(12, 24, "Rating at the latest inspection", body.but(wrap=True))
    notes = (
        "Percentages are typed as numbers: 93.5 means 93.5%.",
        "Children who have been in care for less than a month are left out.",
        "Data correct as at 22 December 2023 (end of term)",
        "Performance team",
    )
    sheet.down(15, 1, notes, plain.but(size=9, ink="595959"))
    return SampleBook("VS_PEP+schools_return_2023-24.xlsx", (sheet,))


def _named_rows(sheet: SampleSheet, row: int, labels: tuple[str, str, str], ratio: Ratio, body: Look) -> None:
    """Three rows: the children, the cohort, and the percentage typed as a number, in bold."""
    sheet.down(row, 1, labels, body)
    sheet.across(row, 2, ratio.numerators, body)
    sheet.across(row + 1, 2, ratio.denominators, body)
    sheet.across(row + 2, 2, [round(100 * share, 1) for share in ratio.shares], body.but(form="0.0", bold=True))
    sheet.put(row + 2, 1, labels[2], body.but(bold=True))


def leaving_care_book(figures: Figures) -> SampleBook:
    """Newest month first, in a narrow table that starts some way in; the target said again on every row."""
    plain = Look(font="Calibri", size=12)
    sheet = SampleSheet(
        "Pathway plans", upright=True, freeze=(8, 3), widths={1: 3, 2: 14, 3: 18, 4: 18, 5: 16, 6: 12}, heights={7: 50}
    )
    sheet.put(2, 2, "Leaving Care Service", plain.but(bold=True, size=18, ink="203764"))
    sheet.put(3, 2, "Pathway plans: eligible, relevant and former relevant young people", plain)
    sheet.put(5, 2, NOTICE, plain.but(bold=True, ink="C00000"))
    head = plain.but(bold=True, fill="FFE699", wrap=True, across="center", edge="medium")
    headings = (
        "Month ending",
        "Young people with a pathway plan",
        "Young people who need a pathway plan",
        "Pathway plan in place",
        "Target",
    )
    sheet.across(7, 2, headings, head)
    plans = figures.pathway_plans
    body = plain.but(edge="thin")
    sheet.down(8, 2, LAST_DAYS[::-1], body.but(form="mmm-yy", across="left"))
    sheet.down(8, 3, plans.numerators[::-1], body)
    sheet.down(8, 4, plans.denominators[::-1], body)
    sheet.down(8, 5, [round(100 * share, 1) for share in plans.shares[::-1]], body.but(form="0.0"))
    sheet.down(8, 6, [">=95"] * len(LAST_DAYS), body.but(across="center"))
    notes = (
        "The fourth column is a percentage.",
        "A plan counts when it was reviewed in the last six months.",
        "Data correct as at 2 January 2024. Contact: Performance team.",
    )
    sheet.down(30, 2, notes, plain.but(size=10, italic=True))
    return SampleBook("leaving care pathway plans dec2023.xlsx", (sheet,))


LAYOUTS = (adoption_book, health_book, virtual_school_book, leaving_care_book)
