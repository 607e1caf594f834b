"""Says of every row of figures of a sheet whether it is used, as what, and why not: the rows of the reading sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from inputs.files.workbook_values import Cell, Sheet
from inputs.findings import Finding
from inputs.headings.fact_words import UNCLEAR, UNKNOWN, Aspect
from inputs.headings.hidden_names import without_names
from inputs.headings.vocabulary import Lexicon
from inputs.intake import Line, Series, Stated
from inputs.tables.sheet_tables import SheetTables, TableLine
from inputs.tables.sheet_view import is_figure

MOST_ROWS = 500  # of one sheet that are listed
MOST_SUGGESTED = 100
UNKNOWN_NAME = "The words are not the name of a known measure."
LONGEST = 150  # characters of the words of a row
NO_PERIOD = "No month, quarter or year stands over or beside these figures."
_ASKED_AFTER = {"span-in-doubt": frozenset({"span"}), "unclear-measure": frozenset({"unit"})}
_ASKED = {Aspect.WHOSE: "whose", Aspect.UNIT: "unit", Aspect.SPAN: "span"}


def lines_read(
    sheet: Sheet,
    workbook: str,
    tables: SheetTables,
    series: Sequence[Series],
    findings: Sequence[Finding],
    lexicon: Lexicon,
) -> tuple[Line, ...]:
    """Every row of figures of a sheet. ``series`` are those that are used, ``findings`` what was found on the sheet."""
    used = {reading.cell: one for one in series for point in one.points for reading in point.readings}
    about = {one.cell: one for one in findings if one.cell}
    known = lexicon.impersonal_words
    workbook, name = without_names(workbook, known), without_names(sheet.name, known)
    if tables.lines:
        listed = tables.lines[:MOST_ROWS]
        few = len(listed) <= MOST_SUGGESTED  # in a long list of something else a name for each row would take seconds
        return tuple(_line(name, workbook, line, used, about, lexicon if few else None) for line in listed)
    return tuple(islice(_without_table(sheet, name, workbook, lexicon), MOST_ROWS))


def _without_table(sheet: Sheet, name: str, workbook: str, lexicon: Lexicon) -> Iterator[Line]:
    """The rows of figures of a sheet in which no table was found."""
    for cells in sheet.rows.values():
        figures = [cell for cell in cells.values() if is_figure(cell)]
        words = " – ".join(cell.text for cell in cells.values() if cell.text and not is_figure(cell))
        if figures:
            yield Line(
                workbook,
                name,
                _between(figures),
                without_names(words, lexicon.impersonal_words)[:LONGEST],
                why=NO_PERIOD,
            )


def _line(
    sheet: str,
    workbook: str,
    line: TableLine,
    used: dict[str, Series],
    about: dict[str, Finding],
    lexicon: Lexicon | None,
) -> Line:
    its = next((used[cell.address] for cell in line.cells if cell.address in used), None)
    finding = next((about[cell.address] for cell in line.cells if cell.address in about), None)
    why, asks, near = _why(line, its is not None, finding, lexicon)
    item, group, role = line.taken or ("", "", None)
    stated = {aspect: next(line.facts.of(aspect), None) for aspect in Aspect}
    period, last = line.last or (None, None)
    return Line(
        workbook,
        sheet,
        _between(line.cells),
        line.words[:LONGEST],
        line.title,
        line.around,
        item,
        group,
        role.value if role else "",
        its is not None,
        why,
        **{aspect.value: Stated(one.name, one.cell) if one else Stated() for aspect, one in stated.items()},
        target=its.target.text if its is not None and its.target else "",
        latest=f"{_value(last)} ({period.name})" if last is not None and period is not None else "",
        near=near,
        asks=asks,
    )


def _why(
    line: TableLine, used: bool, finding: Finding | None, lexicon: Lexicon | None
) -> tuple[str, frozenset[str], str]:
    """Why a row is not used, or not all of it, what is to be asked of it, and the item or name its words may mean."""
    if not used and line.why is not None:
        said = line.why
        asks = {_ASKED[said.aspect]} if said.aspect in _ASKED else set[str]()
        if said.aspect is Aspect.WHOSE and said.id not in {UNKNOWN, UNCLEAR}:
            asks = set()  # England is not asked about
        return (
            f"{said.name[:1].upper()}{said.name[1:]}, by {said.cell or 'the name of the sheet'}.",
            frozenset(asks),
            "",
        )
    if not used and line.taken is None:
        if lexicon is None:
            return UNKNOWN_NAME, frozenset({"use"}), ""
        near = next(
            filter(None, map(lexicon.nearest, dict.fromkeys((line.words.rpartition(" – ")[2], line.words)))), ""
        )
        return lexicon.asked(line.words) or UNKNOWN_NAME, frozenset({"use"}), lexicon.item_called(near) or near
    if finding is None:
        return "", frozenset(), ""
    return finding.what, _ASKED_AFTER.get(finding.kind, frozenset()), ""


def _between(cells: Sequence[Cell]) -> str:
    first, last = cells[0].address, cells[-1].address
    return first if first == last else f"{first}:{last}"


def _value(cell: Cell) -> str:
    if "%" in cell.number_format and isinstance(cell.value, int | float):
        return f"{cell.value * 100:.1f}%"
    return cell.text or str(cell.value)
