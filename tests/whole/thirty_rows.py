"""A council's own scorecard of thirty rows, as an officer keeps it: no counts, a target, a year of months."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

from openpyxl import Workbook

MONTHS = ("Jan-23", "Feb-23", "Mar-23", "Apr-23", "May-23", "Jun-23",
          "Jul-23", "Aug-23", "Sep-23", "Oct-23", "Nov-23", "Dec-23")  # fmt: skip
ROWS = (  # the council's words, the level, how it is shown, and its target
    ("Children in care at month end", 412, "0", None),
    ("Children in care rate per 10,000", 73, "0", None),
    ("Number of children becoming looked after in the month", 14, "0", None),
    ("Number of children ceasing to be looked after in the month", 13, "0", None),
    ("% CLA reviews held in timescale", 0.94, "0%", 0.95),
    ("% CLA visits in timescale", 0.91, "0%", 0.95),
    ("% CLA with an up to date care plan", 0.93, "0%", 0.95),
    ("% CLA with 3 or more placements in the last 12 months", 0.11, "0%", 0.1),
    ("% CLA in the same placement for 2 years or more", 0.68, "0%", 0.7),
    ("% CLA placed more than 20 miles from home", 0.18, "0%", 0.15),
    ("Number of children missing from care in the month", 17, "0", None),
    ("Number of missing episodes in the month", 41, "0", None),
    ("% return home interviews offered", 0.97, "0%", 1),
    ("% of initial health assessments completed within 20 working days", 0.74, "0%", 0.9),
    ("% of review health assessments up to date", 0.9, "0%", 0.95),
    ("% of CLA with dental checks up to date", 0.81, "0%", 0.9),
    ("% of CLA with immunisations up to date", 0.88, "0%", 0.9),
    ("Average SDQ score", 14.2, "0.0", None),
    ("% of PEPs completed on time", 0.92, "0%", 0.95),
    ("School attendance of CLA", 0.925, "0.0%", 0.94),
    ("% CLA with at least one suspension", 0.09, "0%", None),
    ("% of care leavers aged 19 to 21 in suitable accommodation", 0.89, "0%", 0.9),
    ("% of care leavers aged 19 to 21 in education, employment or training", 0.57, "0%", 0.6),
    ("% care leavers with an up to date pathway plan", 0.9, "0%", 0.95),
    ("% of care leavers in touch", 0.95, "0%", 0.95),
    ("Number of unaccompanied asylum seeking children", 33, "0", None),
    ("Number of in-house fostering households", 141, "0", None),
    ("% of CLA with an allocated social worker", 0.99, "0%", 1),
    ("Average caseload of social workers", 16.4, "0.0", 16),
    ("Lifestory work started (our pledge)", 61, "0", 70),
)


def save_scorecard(path: Path) -> Path:
    """Write the workbook; the figures of the months go up and down a little around the level of their row."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Scorecard"
    page.append(["Corporate Parenting Scorecard"])
    page.append([])
    page.append(["Ref", "Indicator", "Target", *MONTHS])
    figures = [
        [_near(level, (number * 7 + month * 5) % 9 - 4, form) for month in range(len(MONTHS))]
        for number, (_, level, form, _) in enumerate(ROWS, start=1)
    ]
    _, _, came, left = figures[:4]
    figures[0] = list(accumulate(map(int.__sub__, came[1:], left[1:]), initial=412))  # who came and left make it
    for number, ((words, _, form, target), months) in enumerate(zip(ROWS, figures, strict=True), start=1):
        page.append([f"CP{number}", words, target, *months])
        for cell in page[page.max_row][2:]:
            cell.number_format = form
    book.save(path)
    return path


def _near(level: float, step: int, form: str) -> float:
    if form == "0":
        return max(round(level * (1 + step / 100)), 1) + step % 3
    return min(round(level * (1 + step / 200), 3), 1) if "%" in form else round(level * (1 + step / 200), 1)
