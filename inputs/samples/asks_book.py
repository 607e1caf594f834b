"""The ninth workbook: what the committee asked for at earlier meetings, as its clerk would keep it."""

from __future__ import annotations

from datetime import date

from inputs.samples.sheet import NOTICE, Look, SampleBook, SampleSheet, Value

_COMMITTEE = "Corporate Parenting Committee"
_SEPTEMBER, _NOVEMBER = date(2023, 9, 13), date(2023, 11, 8)
_HEADS = ("Date asked", "Asked by", "What was asked", "Owner", "Answer", "Where", "Date answered", "Due")
_ASKS: tuple[tuple[Value | None, ...], ...] = (
    (
        _SEPTEMBER,
        _COMMITTEE,
        "Is it many children who go missing once, or a few who go missing often?",
        "Performance and Information Team",
        "The report now gives children and times side by side. How often each went missing is not printed, "
        "as it could point at a child.",
        "3.4",
        date(2023, 12, 4),
        _NOVEMBER,
    ),
    (
        _SEPTEMBER,
        _COMMITTEE,
        "Ask young people to look over the words of this report.",
        "Participation Team",
        None,
        None,
        None,
        date(2024, 1, 31),
    ),
    (
        _NOVEMBER,
        _COMMITTEE,
        "Why do visits on time look so different from last year’s?",
        "Children in Care Service",
        "They are counted in a new way since April 2023, so no year is compared across that month.",
        "2.2",
        date(2024, 1, 12),
        None,
    ),
    (
        _NOVEMBER,
        _COMMITTEE,
        "How much longer do children wait if their first health check is late?",
        "Health Service for Children in Care",
        None,
        "5.1",
        None,
        date(2024, 2, 28),
    ),
)


def asks_book() -> SampleBook:
    """A title, then a row for each ask: two answered, one that waits, one that is overdue."""
    plain = Look(font="Arial", size=10, wrap=True, upright="top")
    widths = dict(enumerate((12.0, 26.0, 44.0, 28.0, 44.0, 9.0, 14.0, 12.0), start=1))
    sheet = SampleSheet("Asks", freeze=(5, 1), widths=widths, gridlines=False)
    sheet.lines(1, 1, [("What the committee asked for", Look(font="Arial", size=14, bold=True, ink="1F3864"))])
    sheet.lines(2, 1, [(NOTICE, Look(font="Arial", size=10, bold=True, ink="C00000"))])
    sheet.across(4, 1, _HEADS, plain.but(bold=True, fill="DDEBF7", edge="thin"))
    for row, ask in enumerate(_ASKS, start=5):
        sheet.across(row, 1, ask, plain.but(edge="thin"))
        for column in (1, 7, 8):
            sheet.put(row, column, ask[column - 1], plain.but(edge="thin", form="d mmm yyyy", across="left"))
    return SampleBook("Committee asks.xlsx", (sheet,))
