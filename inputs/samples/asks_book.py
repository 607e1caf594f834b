"""The ninth workbook: what the committee asked for at earlier meetings, as its clerk would keep it."""

from __future__ import annotations

from inputs.samples.sheet import NOTICE, Look, SampleBook, SampleSheet, read_csv


def asks_book() -> SampleBook:
    """A title, then a row for each ask of ``committee_asks.csv``: two answered, one that waits, one that is overdue."""
    plain = Look(font="Arial", size=10, wrap=True, upright="top")
    widths = dict(enumerate((12.0, 26.0, 44.0, 28.0, 44.0, 9.0, 14.0, 12.0), start=1))
    sheet = SampleSheet("Asks", freeze=(5, 1), widths=widths, gridlines=False)
    sheet.put(1, 1, "What the committee asked for", Look(font="Arial", size=14, bold=True, ink="1F3864"))
    sheet.put(2, 1, NOTICE, Look(font="Arial", size=10, bold=True, ink="C00000"))
    heads, *asks = read_csv("committee_asks.csv")
    sheet.across(4, 1, heads, plain.but(bold=True, fill="DDEBF7", edge="thin"))
    for row, ask in enumerate(asks, start=5):
        sheet.across(row, 1, ask, plain.but(edge="thin"))
        for column in (1, 7, 8):
            sheet.put(row, column, ask[column - 1], plain.but(edge="thin", form="d mmm yyyy", across="left"))
    return SampleBook("Committee asks.xlsx", (sheet,))
