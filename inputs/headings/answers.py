"""What the officer answered in the reading sheet, and which row or table of a return each answer is about.

A row is found again by its workbook, its sheet and its words. Dates in the names of workbooks and sheets do not count,
so that an answer of December holds for January's return; where a workbook or a sheet has another name altogether, the
other of the two must be the same and the words must stand for one row only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath

from inputs.headings.dates import MONTH_BY_NAME
from inputs.headings.folding import fold

FILE = "reading.xlsx"
"""The name of a reading sheet beside the returns, and of the one that is written."""
OURS, NOT_OURS, NOT_USED, OWN_MEASURE = "ours", "not ours", "not used", "own measure"
"""What figures may be used as beside a measure, and whose they may be."""
OF_A_TABLE = ""
"""The words of an answer that is about all rows of a table."""
_DATED = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{'|'.join(MONTH_BY_NAME)})(?: ?(?:20)?\d\d)?\b"
    r"|\b(?:fy ?)?20\d\d(?: ?(?:to|/|-) ?(?:20)?\d\d)?\b"
    r"|\b\d\d? \d\d? (?:20)?\d\d\b|\b(?:q|qtr|quarter) ?[1-4]\b|\b\d{4}\b|\b(?:final|v ?\d+)\b"
)
_SHORT_YEAR = re.compile(r"(?<!age )(?<!aged )(?<!ages )\b(\d\d) ?(?:/|to) ?(\d\d)\b(?! years?\b)")


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of the reading sheet that was answered.

    ``use`` is the id of an item, ``NOT_OURS``, ``NOT_USED`` or "" for no answer; ``whose`` is ``OURS``, ``NOT_OURS`` or
    ""; ``span`` and ``unit`` are ids of facts.toml or "". ``around`` is what stood around the row when it was answered,
    undated, and ``row`` its number in the reading sheet. ``cells`` are the addresses there of what was
    answered, by "use", "whose", "span" and "unit".
    """

    workbook: str
    sheet: str
    words: str
    title: str
    use: str = ""
    whose: str = ""
    span: str = ""
    unit: str = ""
    around: str = ""
    row: int = 0
    cells: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def leaves_out(self) -> bool:
        """Whether it says that the figures are not to be used."""
        return self.use in {NOT_OURS, NOT_USED} or self.whose == NOT_OURS

    def where(self, *keys: str) -> str:
        """The place of the first of some answers that was given, such as “N12 of reading.xlsx”."""
        cell = next((self.cells[key] for key in keys if key in self.cells), "")
        return f"{cell or f'row {self.row}'} of {FILE}"


@lru_cache(maxsize=4096)
def undated(text: str) -> str:
    """A text, folded, without the dates, years and quarters that change each month, and without Final or v2."""
    without_years = _SHORT_YEAR.sub(_unless_a_band, fold(re.sub(r"[_.]", " ", text)))
    return " ".join(_DATED.sub(" ", without_years).split())


def _unless_a_band(pair: re.Match[str]) -> str:
    """A space for a financial year, such as 23/24; two other numbers, such as a band of ages, as they stand."""
    return " " if int(pair[2]) == int(pair[1]) + 1 else pair[0]


def file_words(workbook: str) -> str:
    """The name of a workbook without its ending and its dates."""
    return undated(re.sub(r"(?<=[A-Za-z])(?=\d)", " ", PurePath(workbook).stem))


def places(cells: Iterable[str], last: str = "and") -> str:
    """Some cells of the reading sheet in words: “G9 and G10 of reading.xlsx”."""
    in_order = sorted(set(cells) - {""}, key=lambda cell: (len(cell), cell))
    return f"{f' {last} '.join(in_order)} of {FILE}" if in_order else ""


class Answers:
    """All answers of a reading sheet. Those that were asked for by no row are ``unused``.

    Those of a row that is there, and that settled nothing, are ``idle``.
    """

    def __init__(self, answers: Iterable[Answer] = ()) -> None:
        self._answers = tuple(answers)
        self._used: set[int] = set()
        self._counted: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._answers)

    def of_row(self, workbook: str, sheet: str, words: str, title: str) -> Answer | None:
        """The answer about a row with these words; the one under the same title, where several have them."""
        return self._nearest(workbook, sheet, title, [one for one in self._answers if one.words == words and words])

    def of_table(self, workbook: str, sheet: str, title: str) -> Answer | None:
        """The answer about all rows of a table with this title."""
        whole = [one for one in self._answers if one.words == OF_A_TABLE and undated(one.title) == undated(title)]
        return self._nearest(workbook, sheet, title, whole)

    def unused(self) -> Iterator[Answer]:
        """The answers that no row of a return asked for."""
        return (one for one in self._answers if id(one) not in self._used)

    def count(self, answer: Answer) -> None:
        """Remember that an answer settled something, or that why it did not is told."""
        self._counted.add(id(answer))

    def idle(self) -> Iterator[Answer]:
        """The answers about rows that are there, which settled nothing of any figure."""
        return (one for one in self._answers if id(one) in self._used - self._counted)

    def _nearest(self, workbook: str, sheet: str, title: str, among: list[Answer]) -> Answer | None:
        same_file = [one for one in among if file_words(one.workbook) == file_words(workbook)]
        same_sheet = _as_said(among, lambda one: one.sheet, sheet)
        both = [one for one in same_file if one in same_sheet]
        for found in (both, same_file, same_sheet):
            titled = _as_said(found, lambda one: one.title, title)
            one = next(iter(titled), None) or (found[0] if len(found) == 1 else None)
            if one is not None:
                self._used.add(id(one))
                return one
        return None


def _as_said(answers: list[Answer], said_of: Callable[[Answer], str], now: str) -> list[Answer]:
    """The answers of which something is said in the same words as now; if there are none, in the same but for dates."""
    same = [one for one in answers if said_of(one) == now]
    return same or [one for one in answers if undated(said_of(one)) == undated(now)]
