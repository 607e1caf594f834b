"""Writes the XML of the added sheet: a table of every finding about the workbook, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import NamedTuple

from inputs.checked.book import Book, quoted
from inputs.checked.signs import SIGN, TITLE
from inputs.checked.styles import FILLS, Styles
from inputs.checked.xml import plain
from inputs.files.workbook_values import address
from inputs.files.xlsx_marks import parse_range
from inputs.findings import Finding, Strength

MOST_LISTED = 1_000  # findings of one workbook; nobody works through more
HEADINGS = ("Strength", "Sheet", "Cell", "What it is", "What to do")
HEADING_ROW = 6
_MOST_LINES = 27  # Excel allows no higher row
_LINE_PT = 15  # every row gets a height: not every program fits it to the text
_WIDTHS = (12, 26, 9, 62, 52)  # characters
_HEAD_FILL = "FFD9D9D9"


class Heading(NamedTuple):
    """What the lines above the table depend on: the names of the workbook and of the report, and the kind of copy.

    ``values_only`` is for a copy without formulas and formatting; ``came_back`` for the copy of a checked copy, which
    still has the colours and notes of the earlier run.
    """

    workbook: str
    report: str
    values_only: bool = False
    came_back: bool = False


def sentence(words: str) -> str:
    """Words with a capital at the start, for where no place is printed before them."""
    return words[:1].upper() + words[1:]


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """The first ``MOST_LISTED`` findings, the strongest first, otherwise in the order given."""
    return sorted(findings, key=lambda finding: list(Strength).index(finding.strength))[:MOST_LISTED]


def findings_sheet(findings: Sequence[Finding], heading: Heading, book: Book, styles: Styles, table_link: str) -> str:
    """The XML of the sheet. ``table_link`` is the id of its relationship to the table part."""
    listed = in_order(findings)
    places = [_place(finding, book) for finding in listed]
    rows = _lines(_above(findings, heading), styles)
    style = styles.text(bold=True, fill=_HEAD_FILL)
    headings = (_text(address(HEADING_ROW, n), name, style) for n, name in enumerate(HEADINGS, start=1))
    rows.append(f'<row r="{HEADING_ROW}">{"".join(headings)}</row>')
    looks = {"body": styles.text(), "link": styles.text(link=True)}
    looks |= {strength: styles.text(bold=True, fill=FILLS[strength]) for strength in Strength}
    rows += [_row(HEADING_ROW + n, one, places[n - 1], looks) for n, one in enumerate(listed, start=1)]
    links = [_link(HEADING_ROW + n, cell, target) for n, (_, cell, target) in enumerate(places, start=1) if target]
    columns = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(_WIDTHS, start=1))
    below = f"A{HEADING_ROW + 1}"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<worksheet xmlns="{book.main}" xmlns:r="{book.office}">'
        f'<sheetPr><tabColor rgb="{FILLS[Strength.MUST_FIX]}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{_table_area(len(listed)).partition(":")[2]}"/>'
        f'<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{HEADING_ROW}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{"".join(rows)}</sheetData>'
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;CPage &amp;P of &amp;N</oddFooter></headerFooter>"
        f'<tableParts count="1"><tablePart r:id="{table_link}"/></tableParts></worksheet>'
    )


def findings_table(rows: int, number: int, main: str) -> str:
    """The XML of the table part, for so many findings; ``number`` is unique among the workbook's tables."""
    columns = "".join(f'<tableColumn id="{n}" name="{name}"/>' for n, name in enumerate(HEADINGS, start=1))
    area, name = _table_area(rows), f"BoardReportToCheck{number}"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<table xmlns="{main}" id="{number}" name="{name}" displayName="{name}" ref="{area}" totalsRowShown="0">'
        f'<autoFilter ref="{area}"/><tableColumns count="{len(HEADINGS)}">{columns}</tableColumns></table>'
    )


def _table_area(rows: int) -> str:
    """The range of the table with so many findings, headings included."""
    return f"A{HEADING_ROW}:{address(HEADING_ROW + rows, len(HEADINGS))}"


def _place(finding: Finding, book: Book) -> tuple[str, str, str]:
    """Sheet and cell in words, and the target of the hyperlink: "" for what cannot be shown."""
    if not finding.sheet:
        return "The whole workbook", "", ""
    sheet = book.sheet_of(finding.sheet)
    if sheet is None or sheet.hidden:
        hidden = " (hidden)" if sheet is not None else ""
        return finding.sheet + hidden, finding.cell, ""
    cell = finding.cell if parse_range(finding.cell) is not None else "A1"
    return finding.sheet, finding.cell, f"{quoted(sheet.name)}!{cell}"


def _link(row: int, cell: str, target: str) -> str:
    ref = f"C{row}" if cell else f"B{row}"
    location, tip = escape(target), escape(f"Go to {target}")
    return f'<hyperlink ref="{ref}" location="{location}" display="{location}" tooltip="{tip[:250]}"/>'


def _above(findings: Sequence[Finding], heading: Heading) -> list[str]:
    """The lines above the table: the workbook, the report, what the copy is, and how many findings there are."""
    fix, check, note = (sum(one.strength is strength for one in findings) for strength in Strength)
    counts = f"{fix} to fix, {check} to check, {note} to note."
    listed = "" if len(findings) <= MOST_LISTED else f" The first {MOST_LISTED:,} are listed."
    changed = "The cells below have a colour and a note on their sheets; nothing else was changed."
    if heading.came_back:
        changed = "The cells below have a colour and a note on their sheets; those of an earlier look are there too."
    if heading.values_only:
        changed = "This copy holds the values only, without formulas or looks: correct your own workbook, not this one."
    return [
        f"{TITLE}{heading.workbook}",
        f"{SIGN} It is about {heading.report}.",
        changed,
        f"{counts}{listed} “Must fix” stops the report. What affects a figure is printed in its data notes.",
    ]


def _lines(lines: Sequence[str], styles: Styles) -> list[str]:
    """Each line as the XML of a row; the first is the title."""
    title, line = styles.text(size=16, bold=True, framed=False), styles.text(framed=False)
    rows = [_text(f"A{n}", words, title if n == 1 else line) for n, words in enumerate(lines, start=1)]
    tall = ' ht="26" customHeight="1"'
    return [f'<row r="{n}"{tall if n == 1 else ""}>{row}</row>' for n, row in enumerate(rows, start=1)]


def _row(number: int, finding: Finding, place: tuple[str, str, str], looks: Mapping[str, int]) -> str:
    """One finding as a row of the table; ``looks`` gives the styles of a strength, a link and other text."""
    sheet, cell, target = place
    words = (finding.strength.value.capitalize(), sheet, cell, sentence(finding.what), finding.remedy)
    linked = "" if not target else "C" if cell else "B"
    style_by_column = {"A": looks[finding.strength], linked: looks["link"]}
    texts = zip("ABCDE", words, strict=True)
    cells = (_text(f"{column}{number}", text, style_by_column.get(column, looks["body"])) for column, text in texts)
    lines = max(len(wrap(text, width)) for text, width in zip(words, _WIDTHS, strict=True))
    return f'<row r="{number}" ht="{_LINE_PT * min(_MOST_LINES, lines)}" customHeight="1">{"".join(cells)}</row>'


def _text(cell: str, words: str, style: int) -> str:
    """A cell with an inline string: never a formula, whatever it begins with."""
    inside = f'<is><t xml:space="preserve">{escape(plain(words), quote=False)}</t></is>' if words else ""
    return f'<c r="{cell}" s="{style}"' + (f' t="inlineStr">{inside}</c>' if words else "/>")
