"""Alterations of words: whose figures they are, of which children, in what standing, unit and span; and other names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from openpyxl import Workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.worksheet import Worksheet

from tests.trials.altered.figures import SPANS, add_up, is_flow_or_share
from tests.trials.altered.look_alikes import LOOK_ALIKES, NEGATED, OTHER_UNITS
from tests.trials.altered.sample import SHEETS, Mutant, Row, Sample, kind

# What a return may say of its figures, by what that makes of them.
WORDS: Mapping[str, tuple[str, ...]] = {
    "another area": (
        "England average", "Eastern region", "Statistical neighbours", "Norfolk County Council", "National figures",
    ),
    "a part of the area": ("North locality", "Team: North", "East area only", "Fostering Team A"),
    "a part of the children": (
        "Girls only", "Gender: Female", "Aged 16 and 17 only", "UASC only", "Children with a disability", "Boys",
    ),
    "no actual figures": (
        "DRAFT - not for use", "Forecast", "Superseded", "Test data", "Target trajectory", "Previous version",
    ),
    "another span": ("Rolling three year average", "Financial year to date", "Average of the last 6 months"),
}  # fmt: skip

# Measures whose label is that of the percentage alone: one of England may stand beside the council's own counts, of
# which the true figures may be printed.
_LABEL_OF_SHARE = frozenset(
    {"initial_health_assessment_pct", "personal_education_plan_pct", "good_or_outstanding_school_pct",
     "pathway_plan_pct"}
)  # fmt: skip

Place = Callable[[Workbook, str, str], str]


def _in_title(book: Workbook, sheet: str, words: str) -> str:
    book[sheet][SHEETS[sheet].title].value = words
    return sheet


def _after_title(book: Workbook, sheet: str, words: str) -> str:
    title = book[sheet][SHEETS[sheet].title]
    title.value = f"{title.value} - {words}"
    return sheet


def _under_title(book: Workbook, sheet: str, words: str) -> str:
    book[sheet][SHEETS[sheet].below].value = words
    return sheet


def _in_sheet_name(book: Workbook, sheet: str, words: str) -> str:
    book[sheet].title = sheet_name(words)
    return book[sheet_name(words)].title


def sheet_name(words: str) -> str:
    """Words as the name of a sheet, which has neither colons nor more than 31 letters."""
    return words.replace(":", "")[:31]


def _in_note(book: Workbook, sheet: str, words: str) -> str:
    standing = words in WORDS["no actual figures"]
    book[sheet][SHEETS[sheet].note].value = words if standing else f"Figures are for: {words}."
    return sheet


PLACES: Mapping[str, Place] = {
    "in place of the title": _in_title,
    "after the title": _after_title,
    "under the title": _under_title,
    "as the sheet's name": _in_sheet_name,
    "in a note": _in_note,
}


def said_of_sheet(
    name: str, sample: Sample, words: tuple[str, ...], places: Mapping[str, Place] = PLACES
) -> Iterator[Mutant]:
    """Words that are said of a whole sheet, whose figures are then barred."""
    for book, sheet, rows in sample.sheets():
        for where, place in places.items():
            for word in words:

                def alter(workbook: Workbook, place: Place = place, sheet: str = sheet, word: str = word) -> None:
                    place(workbook, sheet, word)

                barred = frozenset(row.key for row in rows)
                names = (sheet, sheet_name(word))
                yield Mutant(name, f"{sheet}: “{word}” {where}", book, alter, names, barred)


for _sort, _words in WORDS.items():
    for _where, _place in PLACES.items():

        def _said(
            sample: Sample,
            name: str = f"said {_where}: {_sort}",
            words: tuple[str, ...] = _words,
            places: Mapping[str, Place] = {_where: _place},
        ) -> Iterator[Mutant]:
            yield from said_of_sheet(name, sample, words, places)

        kind(f"said {_where}: {_sort}")(_said)


def _said_of_row(name: str, row: Row, alter: Callable[[Worksheet], object], word: str, barred: bool = True) -> Mutant:
    keys = frozenset([row.key] if barred else [])
    what = f"{row.name}: “{word}”"
    return Mutant(name, what, row.book, lambda book: alter(book[row.sheet]), (row.sheet,), keys)


def _is_of_all(row: Row, words: tuple[str, ...]) -> bool:
    """Whether words beside the label of a row speak of its counts too."""
    return words != WORDS["another area"] or row.measure not in _LABEL_OF_SHARE


for _sort, _words in WORDS.items():

    def _in_label(
        sample: Sample, name: str = f"said in a label: {_sort}", words: tuple[str, ...] = _words
    ) -> Iterator[Mutant]:
        for row in sample.rows:
            for word in words:

                def alter(sheet: Worksheet, row: Row = row, word: str = word) -> None:
                    for cell in row.label:
                        sheet[cell].value = f"{sheet[cell].value} ({word})"

                yield _said_of_row(name, row, alter, word, _is_of_all(row, words))

    kind(f"said in a label: {_sort}")(_in_label)

    def _in_footnote(
        sample: Sample, name: str = f"said by a footnote mark: {_sort}", words: tuple[str, ...] = _words
    ) -> Iterator[Mutant]:
        for row in sample.rows:
            for word in words:

                def alter(sheet: Worksheet, row: Row = row, word: str = word) -> None:
                    for cell in row.label:
                        sheet[cell].value = f"{sheet[cell].value} *"
                    sheet.cell(sheet.max_row + 1, column_of(row.label[0])).value = f"* {word}"

                yield _said_of_row(name, row, alter, word, _is_of_all(row, words))

    kind(f"said by a footnote mark: {_sort}")(_in_footnote)


def column_of(cell: str) -> int:
    """The number of a cell's column."""
    return column_index_from_string(coordinate_from_string(cell)[0])


def row_of(cell: str) -> int:
    """The number of a cell's row."""
    return int(coordinate_from_string(cell)[1])


@kind("said in a row above: another area")
def _section(sample: Sample) -> Iterator[Mutant]:
    """The first measure of a sheet stands under a row that says whose it is; so do those below it."""
    words = WORDS["another area"] + WORDS["a part of the area"] + WORDS["a part of the children"]
    for book, sheet, rows in sample.sheets():
        if sheet not in ("Headline", "Stability", "PEPs and schools"):
            continue
        for word in words:
            first = min(row_of(cell) for row in rows for cells in row.parts.values() for cell in cells)

            def alter(workbook: Workbook, label: str = rows[0].label[0], sheet: str = sheet, first: int = first,
                      word: str = word) -> None:  # fmt: skip
                workbook[sheet].insert_rows(first)
                workbook[sheet].cell(first, column_of(label)).value = word

            barred = frozenset(row.key for row in rows if not row.group)
            yield Mutant("said in a row above: another area", f"{sheet}: “{word}”", book, alter, (sheet,), barred)


@kind("said in a column: another area or a part")
def _in_column(sample: Sample) -> Iterator[Mutant]:
    """A new column, with a heading, that says in every row of figures whose it is."""
    sorts = {"Area": ("England", "Eastern region", "Norfolk"), "Gender": ("Female",), "Team": ("North",)}
    for book, sheet, rows in sample.sheets():
        if SHEETS[sheet].across or sheet == "Rolling 12 months":
            continue
        for heading, words in sorts.items():
            for word in words:

                def alter(workbook: Workbook, sheet: str = sheet, rows: list[Row] = rows, head: str = heading,
                          word: str = word) -> None:  # fmt: skip
                    page = workbook[sheet]
                    column = page.max_column + 1
                    page.cell(SHEETS[sheet].table, column).value = head
                    for at in sorted({row_of(cell) for row in rows for cell in row.parts["value"]}):
                        page.cell(at, column).value = word

                barred = frozenset(row.key for row in rows)
                what = f"{sheet}: a column “{heading}” with “{word}”"
                yield Mutant("said in a column: another area or a part", what, book, alter, (sheet,), barred)


def _in_file_name(name: str, words: tuple[str, ...]) -> Callable[[Sample], Iterator[Mutant]]:
    def make(sample: Sample) -> Iterator[Mutant]:
        for book in dict.fromkeys(row.book for row in sample.rows):
            rows = [row for row in sample.rows if row.book == book]
            barred = frozenset(row.key for row in rows)
            sheets = tuple(dict.fromkeys(row.sheet for row in rows))
            for word in words:
                yield Mutant(name, f"{book}: named “{word}”", book, lambda _: None, sheets, barred, file=f"{word}.xlsx")

    return make


for _name, _words, _why in (
    ("said by the file's name: another area", ("England average", "Statistical neighbours"), ""),
    ("said by the file's name: no actual figures", ("DRAFT not for use", "SUPERSEDED", "Test data", "Forecast"), ""),
    (
        "said by the file's name: another council",
        ("Norfolk County Council",),
        "A service may keep the name that another council gave its workbook: report.toml says whose they are.",
    ),
):
    kind(_name, _why, _why)(_in_file_name(_name, _words))


def _renamed(name: str, sample: Sample, others: Mapping[str, tuple[str, ...]]) -> Iterator[Mutant]:
    for row in sample.rows:
        for other in others.get(row.measure, ()):

            def alter(sheet: Worksheet, row: Row = row, other: str = other) -> None:
                for cell in row.label:
                    sheet[cell].value = other

            yield _said_of_row(name, row, alter, other)


@kind("renamed: a look-alike")
def _look_alike(sample: Sample) -> Iterator[Mutant]:
    yield from _renamed("renamed: a look-alike", sample, LOOK_ALIKES)


@kind("renamed: the opposite")
def _opposite(sample: Sample) -> Iterator[Mutant]:
    yield from _renamed("renamed: the opposite", sample, NEGATED)


@kind("renamed: another unit")
def _other_unit(sample: Sample) -> Iterator[Mutant]:
    yield from _renamed("renamed: another unit", sample, OTHER_UNITS)


@kind("renamed: two names exchanged", "The names of two measures of one sheet stand at each other's figures.")
def _names_exchanged(sample: Sample) -> Iterator[Mutant]:
    for _, _, rows in sample.sheets():
        for one, two in pairwise(rows):
            if len(one.label) != len(two.label):
                continue

            def alter(book: Workbook, one: Row = one, two: Row = two) -> None:
                sheet = book[one.sheet]
                for mine, theirs in zip(one.label, two.label, strict=True):
                    sheet[mine].value, sheet[theirs].value = sheet[theirs].value, sheet[mine].value

            what = f"{one.name} and {two.measure} {two.group}"
            yield Mutant("renamed: two names exchanged", what, one.book, alter, (one.sheet,))


@kind("renamed: as another measure of the sheet")
def _name_of_another(sample: Sample) -> Iterator[Mutant]:
    for _, _, rows in sample.sheets():
        for one in rows:
            for two in rows:
                if one is two or len(one.label) != len(two.label):
                    continue

                def alter(book: Workbook, one: Row = one, two: Row = two) -> None:
                    for mine, theirs in zip(one.label, two.label, strict=True):
                        book[one.sheet][mine].value = book[one.sheet][theirs].value

                what = f"{one.name} named {two.measure} {two.group}"
                yield Mutant("renamed: as another measure of the sheet", what, one.book, alter, (one.sheet,))


@kind("renamed: numerators and denominators")
def _parts_renamed(sample: Sample) -> Iterator[Mutant]:
    """The labels Numerator and Denominator, or what stands for them, at each other's figures."""
    pairs = {
        "Stability": (("B6", "B7"), ("B10", "B11")),
        "PEPs and schools": (("A6", "A7"), ("A10", "A11")),
        "Annual checks": (("B6", "C6"), ("E6", "F6")),
        "Data": (("C8", "D8"),),
        "IHA": (("B5", "C5"),),
        "Pathway plans": (("C7", "D7"),),
        "Caseloads": (("B7", "B8"), ("B10", "B11")),
        "Rolling 12 months": (("B8", "C8"), ("F8", "G8"), ("M8", "N8")),
    }
    for book, sheet, _ in sample.sheets():
        for one, two in pairs.get(sheet, ()):

            def alter(workbook: Workbook, sheet: str = sheet, one: str = one, two: str = two) -> None:
                page = workbook[sheet]
                page[one].value, page[two].value = page[two].value, page[one].value

            yield Mutant("renamed: numerators and denominators", f"{sheet}: {one} and {two}", book, alter, (sheet,))


def _cumulative_in(label: bool) -> Callable[[Sample], Iterator[Mutant]]:
    """Figures that are added up, with words on it, in the label or under the title."""
    name = f"spanned, said {'in the label' if label else 'under the title'}"

    def make(sample: Sample) -> Iterator[Mutant]:
        said = {"year to date": ("Year to date", "Cumulative from 1 April"), "12 months": ("Rolling 12 months",)}
        for row in filter(is_flow_or_share, sample.rows):
            others = [one for one in sample.of_sheet(row.sheet) if one is not row]
            if not label and others:
                continue
            for span, words in {**said, "quarter": ("Quarter to date", "Quarterly total")}.items():
                for word in words:

                    def alter(sheet: Worksheet, row: Row = row, span: str = span, word: str = word) -> None:
                        add_up(sheet, row, SPANS[span])
                        for cell in row.label:
                            sheet[cell].value = f"{sheet[cell].value} ({word})"

                    yield Mutant(name, f"{row.name}: “{word}”", row.book,
                                 lambda book, alter=alter, row=row: alter(book[row.sheet]), (row.sheet,))  # type: ignore[misc] # fmt: skip

    return make


kind("spanned, said in the label")(_cumulative_in(True))


@kind("scaled: “in thousands” over figures that are not")
def _thousands(sample: Sample) -> Iterator[Mutant]:
    name = "scaled: “in thousands” over figures that are not"
    yield from said_of_sheet(name, sample, ("Figures in thousands",), PLACES)


def next_column(cell: str, by: int = 1) -> str:
    """The cell beside another one."""
    return f"{get_column_letter(column_of(cell) + by)}{row_of(cell)}"
