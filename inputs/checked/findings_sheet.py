"""The sheet that is added: every finding about the workbook, its strength in words, with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from inputs.checked.book import Book, Listed, quoted
from inputs.checked.signs import SIGN, TITLE
from inputs.checked.styles import FILLS, Styles
from inputs.checked.xml import plain
from inputs.files.workbook_values import address
from inputs.files.xlsx_marks import parse_range
from inputs.findings import Finding, Strength

MOST_LISTED = 1_000  # findings of one workbook; with more than that, it is the whole sheet that has to be looked at
HEADINGS = ("Strength", "Sheet", "Cell", "What it is", "What to do")
HEADING_ROW = 6
ORDER = (Strength.MUST_FIX, Strength.CHECK, Strength.NOTE)
_MOST_LINES = 27  # a row can be no higher
_LINE_PT = 15  # said for every row: not every program makes a row as high as its words need
_WIDTHS = (12, 26, 9, 62, 52)
_HEAD_FILL = "FFD9D9D9"


@dataclass(frozen=True, slots=True)
class Heading:
    """What the sheet says above its table: the workbook it is about, the report the look was for, what the copy is.

    ``came_back`` marks the copy of a checked copy, which still has the colours and notes of the look before.
    """

    workbook: str
    report: str
    values_only: bool = False
    came_back: bool = False


def words_of(strength: Strength) -> str:
    """Give a strength as the sheet and the notes write it, such as ``Must fix``."""
    return strength.value.capitalize()


def sentence(words: str) -> str:
    """Give words with a capital in front, for where no place is printed before them."""
    return words[:1].upper() + words[1:]


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Give the findings by strength, those of one strength as they came, and no more than can be worked through."""
    return sorted(findings, key=lambda finding: ORDER.index(finding.strength))[:MOST_LISTED]


def findings_sheet(findings: Sequence[Finding], heading: Heading, book: Book, styles: Styles, table_link: str) -> str:
    """Give the XML of the sheet. ``table_link`` is the id of the relationship that leads to its table's part."""
    listed = in_order(findings)
    places = [_place(finding, book) for finding in listed]
    rows = [*_lines(_above(findings, heading), styles), _headings(styles)]
    looks = _Looks(styles)
    rows += [looks.row(HEADING_ROW + n, one, places[n - 1]) for n, one in enumerate(listed, start=1)]
    links = [_link(HEADING_ROW + n, place) for n, place in enumerate(places, start=1) if place.target]
    columns = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(_WIDTHS, start=1))
    below = f"A{HEADING_ROW + 1}"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<worksheet xmlns="{book.main}" xmlns:r="{book.office}">'
        f'<sheetPr><tabColor rgb="{FILLS[Strength.MUST_FIX]}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{table_area(len(listed)).partition(":")[2]}"/>'
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
    """Give the XML of the table over so many findings; its number is its own among the workbook's tables."""
    columns = "".join(f'<tableColumn id="{n}" name="{name}"/>' for n, name in enumerate(HEADINGS, start=1))
    area, name = table_area(rows), f"BoardReportToCheck{number}"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<table xmlns="{main}" id="{number}" name="{name}" displayName="{name}" ref="{area}" totalsRowShown="0">'
        f'<autoFilter ref="{area}"/><tableColumns count="{len(HEADINGS)}">{columns}</tableColumns></table>'
    )


def table_area(rows: int) -> str:
    """Give the block of the table over so many findings, its headings included."""
    return f"A{HEADING_ROW}:{address(HEADING_ROW + rows, len(HEADINGS))}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a finding is, in words, and where its link leads: "" for what cannot be shown."""

    sheet: str
    cell: str
    target: str


def _place(finding: Finding, book: Book) -> _Place:
    if not finding.sheet:
        return _Place("The whole workbook", "", "")
    sheet: Listed | None = book.sheet_of(finding.sheet)
    if sheet is None or sheet.hidden:
        hidden = " (hidden)" if sheet is not None else ""
        return _Place(finding.sheet + hidden, finding.cell, "")
    cell = finding.cell if parse_range(finding.cell) is not None else "A1"
    return _Place(finding.sheet, finding.cell, f"{quoted(sheet.name)}!{cell}")


def _link(row: int, place: _Place) -> str:
    ref = f"C{row}" if place.cell else f"B{row}"
    location, tip = escape(place.target), escape(f"Go to {place.target}")
    return f'<hyperlink ref="{ref}" location="{location}" display="{location}" tooltip="{tip[:250]}"/>'


def _above(findings: Sequence[Finding], heading: Heading) -> list[str]:
    """The lines above the table: whose it is, how much there is to do, and how to go about it."""
    many = {strength: sum(one.strength is strength for one in findings) for strength in ORDER}
    counts = f"{many[Strength.MUST_FIX]} to fix, {many[Strength.CHECK]} to check, {many[Strength.NOTE]} to note"
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
        f"{counts}.{listed} “Must fix” stops the report; the others are printed in it.",
    ]


def _lines(lines: Sequence[str], styles: Styles) -> list[str]:
    title, line = styles.text(size=16, bold=True, framed=False), styles.text(framed=False)
    rows = [_text(f"A{n}", words, title if n == 1 else line) for n, words in enumerate(lines, start=1)]
    tall = ' ht="26" customHeight="1"'
    return [f'<row r="{n}"{tall if n == 1 else ""}>{row}</row>' for n, row in enumerate(rows, start=1)]


def _headings(styles: Styles) -> str:
    style = styles.text(bold=True, fill=_HEAD_FILL)
    cells = (_text(address(HEADING_ROW, n), name, style) for n, name in enumerate(HEADINGS, start=1))
    return f'<row r="{HEADING_ROW}">{"".join(cells)}</row>'


class _Looks:
    """The styles of the table's cells."""

    def __init__(self, styles: Styles) -> None:
        self._body, self._link = styles.text(), styles.text(link=True)
        self._strength = {strength: styles.text(bold=True, fill=FILLS[strength]) for strength in ORDER}

    def row(self, number: int, finding: Finding, place: _Place) -> str:
        """Give one finding as a row of the table."""
        linked = "C" if place.cell else "B"
        words = (words_of(finding.strength), place.sheet, place.cell, sentence(finding.what), finding.remedy)
        cells = []
        for column, text in zip("ABCDE", words, strict=True):
            style = self._link if place.target and column == linked else self._body
            style = self._strength[finding.strength] if column == "A" else style
            cells.append(_text(f"{column}{number}", text, style))
        height = _LINE_PT * min(
            _MOST_LINES, max(len(wrap(text, width)) for text, width in zip(words, _WIDTHS, strict=True))
        )
        return f'<row r="{number}" ht="{height}" customHeight="1">{"".join(cells)}</row>'


def _text(cell: str, words: str, style: int) -> str:
    """A cell of words: never a formula, whatever they begin with."""
    inside = f'<is><t xml:space="preserve">{escape(plain(words), quote=False)}</t></is>' if words else ""
    return f'<c r="{cell}" s="{style}"' + (f' t="inlineStr">{inside}</c>' if words else "/>")
