"""The officers' own words in two of the workbooks: why a measure is off target, what is done, who and by when."""

from __future__ import annotations

from inputs.samples.sheet import Look, SampleSheet, read_csv


def commentary_sheet(returned_by: str, plain: Look, ink: str) -> SampleSheet:
    """A sheet of commentary: headings, then a row for each measure that ``commentary.csv`` gives for this return."""
    (_, *headings), *rows = read_csv("commentary.csv")
    sheet = SampleSheet("Commentary", freeze=(4, 2), tab=ink, widths={1: 34, 2: 44, 3: 44, 4: 30, 5: 14})
    sheet.put(1, 1, "Commentary for the report", plain.but(bold=True, size=14, ink=ink))
    sheet.across(3, 1, headings, plain.but(bold=True, ink="FFFFFF", fill=ink, edge="thin"))
    body = plain.but(wrap=True, upright="top", edge="thin")
    for row, values in enumerate((values for name, *values in rows if name == returned_by), start=4):
        sheet.across(row, 1, values[:-1], body)
        sheet.put(row, 5, values[-1], body.but(form="d mmm yyyy", across="left"))
    return sheet
