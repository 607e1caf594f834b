"""Alterations of targets: moved, turned round, of another year, another area's, and what is no target at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.trials.altered.sample import Mutant, Row, Sample, kind

_HEADS = {"Headline": "C5", "Stability": "C5", "PEPs and schools": "W5", "Data": "F8", "Pathway plans": "F7"}
_LABELS = {"IHA": "A27", "Annual checks": "A28", "Rolling 12 months": "A9"}


def _cells(row: Row, sheet: Worksheet) -> list[str]:
    """The cells of a row's target: one, or the same in each month."""
    if row.sheet == "Data":
        return [f"F{at}" for at in range(30, 51)] if row.target else []
    if row.sheet == "Pathway plans":
        return [f"F{at}" for at in range(8, 29)]
    return [row.target] if row.target else []


def _turned(text: object) -> str:
    old = str(text)
    for word, other in (
        ("Below", "Above"),
        ("Above", "Below"),
        ("above", "below"),
        (">=", "<="),
        ("or more", "or less"),
    ):
        if word in old:
            return old.replace(word, other)
    return f"above {old}" if "days" in old else f"below {old}"


def _change(name: str, row: Row, text: Callable[[object], object], more: str) -> Mutant:
    def alter(book: Workbook) -> None:
        for cell in _cells(row, book[row.sheet]):
            book[row.sheet][cell].value = text(book[row.sheet][cell].value)

    return Mutant(name, f"{row.name}: {more}", row.book, alter, (row.sheet,))


def _with_target(sample: Sample) -> Iterator[Row]:
    yield from (row for row in sample.rows if row.target)


@kind("target: turned round")
def _turned_round(sample: Sample) -> Iterator[Mutant]:
    sided = {m.id for m in sample.judged.measures if m.good_side}  # of another one, either side may be the target
    for row in _with_target(sample):
        if row.measure in sided:
            yield _change("target: turned round", row, _turned, "the other side")


@kind("target: another number", "The officer's own target became another that is as likely.",
      "A target may be changed from month to month.")  # fmt: skip
def _another_number(sample: Sample) -> Iterator[Mutant]:
    for row in _with_target(sample):
        for digits in (("9", "8"), ("4", "5"), ("7", "6")):
            yield _change("target: another number", row, lambda t, d=digits: str(t).replace(*d), f"{digits}")  # type: ignore[misc]


@kind("target: impossible or unclear")
def _impossible(sample: Sample) -> Iterator[Mutant]:
    for row in _with_target(sample):
        for text in ("9500%", "-5", "to be agreed", "90-95", "see plan", "1 in 4"):
            yield _change("target: impossible or unclear", row, lambda _, text=text: text, f"“{text}”")  # type: ignore[misc]


@kind("target: exchanged with another row's", "Both rows' targets are as likely at each other's figures.",
      "A target may be changed from month to month.")  # fmt: skip
def _exchanged(sample: Sample) -> Iterator[Mutant]:
    rows = list(_with_target(sample))
    for one, two in permutations(rows, 2):
        if one.sheet != two.sheet or one.target > two.target:
            continue

        def alter(book: Workbook, one: Row = one, two: Row = two) -> None:
            sheet = book[one.sheet]
            sheet[one.target].value, sheet[two.target].value = sheet[two.target].value, sheet[one.target].value

        what = f"{one.name} and {two.measure}"
        yield Mutant("target: exchanged with another row's", what, one.book, alter, (one.sheet,))


@kind("target: moved to another row", "The row may have that target: it is the officer's own word.",
      "A target may be changed from month to month.")  # fmt: skip
def _moved(sample: Sample) -> Iterator[Mutant]:
    """A target stands at a measure of the sheet that has none."""
    places = {"C7": ("C8", "C9"), "F30": ("F9",), "C6": ("C10",), "D27": ("B27",), "D28": ("G28",)}
    for row in _with_target(sample):
        for place in places.get(row.target, ()):

            def alter(book: Workbook, row: Row = row, place: str = place) -> None:
                sheet = book[row.sheet]
                sheet[place].value = sheet[row.target].value
                for cell in _cells(row, sheet):
                    sheet[cell].value = None if cell != place else sheet[place].value

            what = f"{row.name}: to {place}"
            yield Mutant("target: moved to another row", what, row.book, alter, (row.sheet,))


def _headed(name: str, words: tuple[str, ...]) -> Callable[[Sample], Iterator[Mutant]]:
    """A maker that changes what stands over the targets, so that they are none of this year's own."""

    def make(sample: Sample) -> Iterator[Mutant]:
        for book, sheet, rows in sample.sheets():
            cell = {**_HEADS, **_LABELS}.get(sheet)
            if cell is None or not any(row.target for row in rows):
                continue
            for word in words:

                def alter(workbook: Workbook, rows: list[Row] = rows, cell: str = cell, word: str = word) -> None:
                    page = workbook[rows[0].sheet]
                    page[cell].value = word
                    for at in [at for row in rows for at in _cells(row, page)]:
                        page[at].value = _other(page[at].value)

                yield Mutant(name, f"{sheet}: “{word}”", book, alter, (sheet,))

    return make


def _other(text: object) -> str:
    """Another number than the target, as what stands under such a heading is."""
    old = str(text)
    return old.translate(str.maketrans("456789", "567678"))


for _name, _words in {
    "target: headed as another year's": ("Target 2022/23", "Target 2024/25", "2021/22 target", "Target to March 2023"),
    "target: headed as no target": ("Tolerance", "Baseline", "Last year", "Threshold", "Floor"),
    "target: headed as another area's": (
        "England",
        "Statistical neighbours",
        "National target",
        "Benchmark",
        "Regional",
    ),
}.items():
    kind(_name)(_headed(_name, _words))
