"""Keeps what notes say of some figures of a table only: of some months, or of those whose headings bear a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from inputs.files.workbook_values import Cell
from inputs.headings.carried_figures import of_carried_figures
from inputs.headings.days_of_data import cut_off, of_earlier_month, part_of_year
from inputs.headings.fact_lists import compares, flag_of, is_heading_of, listed, pattern_of
from inputs.headings.fact_words import OF_NOTES, OURS, REACHING, WHOLE, Aspect, Said, at, rest_is_neutral, stated_alone
from inputs.headings.folding import fold
from inputs.headings.meaning import Heading
from inputs.headings.note_words import (
    OfMonths,
    Reach,
    broken_month,
    in_doubt,
    mark_of,
    sentences,
    stated_by_footnote,
    stated_by_note,
    stated_of_months,
)
from inputs.headings.quarter_words import of_other_quarters, of_part_of_quarter
from inputs.period import Period
from inputs.tables.sheet_facts import Facts, SheetFacts
from inputs.tables.sheet_view import is_figure
from inputs.tables.table_geometry import Table

# The mark of a note, after a name or a heading.
_ENDING = re.compile(r"([¹²³⁴⁵]+|\*+|[†‡]+|[\[(](?:\d{1,2}|[a-z])[\])])\s*$")
_BEFORE_CODE = re.compile(r"[a-z]+\d+[a-z]?|and|ref|indicator|measure|kpi")
_NOTE_ON = re.compile(r"^\s*(?:note (?:to|on|for) |for |re )", re.IGNORECASE)
_ON = frozenset({Reach.FROM, Reach.AFTER})
_NUMBERED = re.compile(r"\s*([1-5])(?:\s*[=:.)]\s*|\s+)(?=[^\W\d])")
_RAISED = str.maketrans("12345", "¹²³⁴⁵")
_NO_REMARKS = frozenset({Heading.MEASURE, Heading.GROUP, Heading.PERIOD})
MOST_WORDS_OF_DOUBT = 4  # of a remark in a column, where a longer one is commentary
MOST_WORDS_OF_NAME = 12  # of a measure, at the beginning of a note


class NoteFacts:
    """The notes of one table that speak of some of its figures."""

    def __init__(self, table: Table, sheet: SheetFacts) -> None:
        self._table = table
        self._sheet = sheet
        self._of_months: dict[int, list[tuple[OfMonths, Facts]]] = {}  # by line; 0 for all lines
        self._of_lines: list[tuple[frozenset[int], Facts]] = []
        self._marked: list[tuple[str, Facts]] = []
        self._marks: dict[tuple[int, int], frozenset[str]] = {}
        self._of_spots: dict[tuple[int, int], Facts] = {}
        self._of_cells: dict[tuple[int, int], Facts] = {}  # by row and column, of the cells that have a comment
        for of, where in sheet.of_months:
            self._keep_of_months(0, of, where)
        for (row, column), text in table.view.sheet.remarks.items():
            self._remark(Cell(row, column, text))

    def _remark(self, comment: Cell) -> None:
        """Keep what a comment says: of a figure, of all under a heading, or of those of the line whose name has it."""
        table, where = self._table, f"the comment on {comment.address}"
        line, place = table.view.spot(comment)
        if place in table.timeline.period_by_place and line in {*table.figure_lines, *table.period_lines}:
            told = (*self._stated_by_remark(str(comment.value)), *in_doubt(str(comment.value)))
            self._of_cells[comment.row, comment.column] = Facts(at(told, where), flag_of(str(comment.value)))
        elif line in table.figure_lines and place in table.label_places and table.view.holds_names(place):
            told = (*self.note(comment, line, where), *at(in_doubt(str(comment.value)), where))
            self._of_lines.append((frozenset({line}), Facts(told)))

    def _stated_by_remark(self, text: str) -> tuple[Said, ...]:
        """What a remark on a figure, or on all under a heading, states of it, where it may name the month again."""
        words = (self._sheet.known, self._sheet.council)
        told = (stated_of_months(one, *words) for one in sentences(text))
        return (
            *stated_by_note(text, *words),
            *_broken(text),
            *(one for of in told if of is not None for one in of.said),
        )

    def remark_beside(self, heading: str, cell: Cell | None) -> tuple[Said, ...]:
        """What a remark in the row of a month states of its figures, under a heading such as Comment or under none."""
        if cell is None or not heading or is_heading_of("person_heading", heading):
            return ()
        self.day_beside(heading, cell, 0)
        if not cell.text or self._table.view.lexicon.meaning(heading).heading in _NO_REMARKS:
            return ()
        short = len(cell.text.split()) <= MOST_WORDS_OF_DOUBT
        told = (*_broken(cell.text), *(in_doubt(cell.text) if short else ()))
        return at(told, cell.address)

    def day_beside(self, heading: str, cell: Cell | None, line: int) -> None:
        """Keep what a cell says under a heading such as Extracted, the day of the data; under Date it is the period."""
        of = cut_off(heading, cell.value) if cell is not None and fold(heading) != "date" else None
        if of is not None and cell is not None:
            self._keep_of_months(line, of, cell.address)

    def note(self, cell: Cell, line: int = 0, where: str = "") -> tuple[Said, ...]:
        """What a note says of all figures; what it says of some, of one line or of all, is kept.

        ``where`` names the place of the note in messages: "" is the address of its cell.
        """
        words, where = (self._sheet.known, self._sheet.council), where or cell.address
        text = str(cell.value)
        labelled = cut_off(text, as_at=True, note=True) is None  # To date, and 12 December beside it
        if labelled and (of := cut_off(text, self._table.view.sheet.beside(cell), as_at=True, note=True)) is not None:
            self._keep_of_months(line, of, where)
            return ()
        mark, rest = self._mark_of(text)
        borne = self._lines_marked(mark) if mark else []
        for sentence in sentences(rest if borne else text):
            of = of_broken_months(sentence) or stated_of_months(sentence, *words)
            of = of or cut_off(sentence, as_at=True, note=True)
            of = of or (of_earlier_month(sentence) if line or borne else None)
            if of is None:
                continue
            for one in borne or self._lines_with_code(sentence) or [line]:
                self._keep_of_months(one, of, where)
        if mark and self._is_borne(mark):
            doubt = in_doubt(rest) if len(rest.split()) <= MOST_WORDS_OF_DOUBT else ()
            told = at((*stated_by_footnote(rest, *words), *_broken(rest)) or doubt, where)
            self._marked.append((mark, Facts(told, flag_of(rest))))
            return ()
        rest = "\n".join(one for one in sentences(rest) if line or not self._keep_of_lines(one, where))
        told = at((*stated_by_note(rest, *words), *of_other_quarters(rest)), where)
        lines = self._lines_named(rest) if told and not line else frozenset[int]()
        if lines:
            self._of_lines.append((lines, Facts(told)))
            return ()
        return told

    def _mark_of(self, text: str) -> tuple[str, str]:
        """The mark before a footnote and what follows it; 1 is a raised ¹ where a heading or a name bears that."""
        numbered = _NUMBERED.match(text)
        raised = numbered[1].translate(_RAISED) if numbered else ""
        return (raised, text[numbered.end() :]) if numbered and self._is_borne(raised) else mark_of(text)

    def _keep_of_lines(self, sentence: str, address: str) -> bool:
        """Keep what a note says of the lines that it names first, as “CP01 excludes UASC” does; False where it is none.

        After a colon a standing is one only by itself: “PEP in place: draft plans are not counted” says nothing.
        """
        words = _NOTE_ON.sub("", sentence).split()
        for count in range(min(len(words), MOST_WORDS_OF_NAME), 0, -1):
            lines = self._lines_begun(fold(" ".join(words[:count])))
            rest = " ".join(words[count:]).lstrip(":–— -")
            marked = words[count - 1].endswith(":") or words[count : count + 1] in (["-"], ["–"], ["—"])
            if not lines or not rest or not (marked or pattern_of("says_of_it").match(fold(rest))):
                continue
            said = stated_by_note(f"Figures {rest}", self._sheet.known, self._sheet.council)
            coded = any(map(str.isdigit, words[count - 1]))
            if told := at((one for one in said if self._counts(one, rest, marked, coded)), address):
                self._of_lines.append((lines, Facts(told)))
            return bool(told) or marked
        return False

    def _counts(self, one: Said, rest: str, marked: bool, coded: bool) -> bool:
        """Whether what follows the name of a measure states a fact, and is no remark such as “is below the target”.

        ``marked``: it follows a colon; ``coded``: the measure is named by a reference or a number.
        """
        folded = fold(rest)
        if compares(folded):
            return False
        if one.aspect is Aspect.SPAN:
            return rest_is_neutral(folded, [one.words], self._sheet.known)
        if one.aspect is Aspect.STANDING and marked and " " not in one.words:
            return one.id != "target" and stated_alone(rest.strip(" ."), Aspect.STANDING) is not None
        if not coded and folded.split()[0] in {"is", "are", "was", "were"}:
            if one.aspect is Aspect.WHOSE:
                return folded.split()[1:2] in (["for"], ["of"], ["from"], ["only"])
            return one.id in OF_NOTES
        return True

    def _lines_begun(self, folded: str) -> frozenset[int]:
        """The lines that the first words of a note name: by a reference, by their number, or by words of a measure."""
        if coded := self._lines_with_code(folded):
            return frozenset(coded) if all(_BEFORE_CODE.fullmatch(word) for word in folded.split()) else frozenset()
        lines = self._lines_with_figures
        if numbered := pattern_of("line_named").fullmatch(folded):
            nth = int(numbered[1])  # of the measures, or of the rows of the sheet
            return frozenset(one for at_line, one in enumerate(lines, start=1) if nth in {at_line, one})
        said = set(folded.split())
        names = bool(self._measures_named(folded))  # Children in care is named by all of its words only
        named = frozenset(
            one for one in lines if self._is_label(one, folded) or (names and said <= self._label_words(one))
        )
        return named if len(named) < len(lines) or len(lines) == 1 else frozenset()

    def _is_label(self, line: int, folded: str) -> bool:
        cells = (self._table.view.filled(line, place) for place in self._table.label_places)
        return any(cell is not None and bool(cell.text) and fold(cell.text) == folded for cell in cells)

    def _lines_with_code(self, text: str) -> list[int]:
        """The lines whose reference, such as CP01, a note holds."""
        codes = {word for word in fold(text).split() if any(map(str.isdigit, word)) and _BEFORE_CODE.fullmatch(word)}
        return [line for line in self._lines_with_figures if codes & self._label_words(line)] if codes else []

    @cached_property
    def _lines_with_figures(self) -> list[int]:
        cells, places = self._table.view.cells, self._table.timeline.period_by_place
        return [one for one in self._table.figure_lines if any(is_figure(cells.get((one, place))) for place in places)]

    def _keep_of_months(self, line: int, of: OfMonths, where: str) -> None:
        """Keep what is said of some months of a line, or of all lines, where the table has any of them."""
        lines = [line] if line else self._table.figure_lines[:1] if not self._table.years else self._table.figure_lines
        for one in lines:
            periods = self._table.periods_of(one).values()
            last = max((period.index for period in periods), default=0)
            if any(of.concerns(period, last) for period in periods):
                self._of_months.setdefault(line, []).append((of, Facts(at(of.said, where), of.flag)))
                return

    def title(self, cell: Cell) -> None:
        """Keep what a title says of one month, as “Up to 20 December” does, or of those after the day of the data."""
        several = len(self._table.timeline.period_by_place) > 1  # of a single one it is the day of its figures
        of = of_broken_months(cell.text) or cut_off(cell.text, self._table.view.sheet.beside(cell), as_at=several)
        if of is not None:
            self._keep_of_months(0, of, cell.address)

    def at_foot(self, cell: Cell, titles: Iterable[Cell]) -> tuple[Said, ...]:
        """What a note says that stands under other tables too, the last of them with these titles.

        It says nothing of this one if it names a measure, has the mark of another, or if the last table is England's or
        the like, and the note does not speak of all.
        """
        mark, rest = mark_of(str(cell.value))
        of_another = self._measures_named(rest) or (mark and not self._is_borne(mark))
        if listed("of_all_tables").isdisjoint(fold(rest).split()):
            told = (one for title in titles for one in self._sheet.said_by(title))
            of_another = of_another or any(one.aspect in REACHING and one.id not in {OURS, WHOLE} for one in told)
        return () if of_another else self.note(cell)

    def _measures_named(self, text: str) -> set[str]:
        return {word for word in fold(text).split() if word in self._sheet.known and word not in listed("neutral")}

    def _lines_named(self, text: str) -> frozenset[int]:
        """The lines of the measures that a note names, as “Placement stability: rolling 12 months” does, or none."""
        said = self._measures_named(text)
        lines = self._lines_with_figures
        named = frozenset(line for line in lines if said & self._label_words(line)) if said else frozenset()
        return named if len(named) < len(lines) else frozenset()

    def _label_words(self, line: int) -> set[str]:
        cells = (self._table.view.filled(line, place) for place in self._table.label_places)
        return {word for cell in cells if cell is not None and cell.text for word in fold(cell.text).split()}

    def of(self, facts: Facts, line: int, place: int) -> Facts:
        """The facts of a figure, with what notes say of its month and of the marks of its headings."""
        if not self._of_months and not self._marked and not self._of_lines and not self._of_cells:
            return facts
        of_line = (own for lines, own in self._of_lines if line in lines)
        told = [*self._of_its_month(line, place), *self._of_its_marks(line, place), *of_line]
        told += self._of_its_comments(line, place)
        if told and (line, place) not in self._of_spots:
            for own in told:
                facts = own.under(facts)
            self._of_spots[line, place] = facts
        return self._of_spots[line, place] if told else facts

    def _of_its_month(self, line: int, place: int) -> Iterator[Facts]:
        noted = [*self._of_months.get(0, ()), *self._of_months.get(line, ())]
        periods = self._table.periods_of(line) if noted else {}
        last = max((one.index for one in periods.values()), default=0)
        for months, own in noted:
            concerned = place in periods and months.concerns(periods[place], last)
            if concerned and (months.reach not in _ON or _is_in_order(place, periods)):
                yield own

    def _of_its_marks(self, line: int, place: int) -> Iterator[Facts]:
        borne = self._marks_at(line, place) if self._marked else frozenset()
        return (own for mark, own in self._marked if mark in borne)

    def _of_its_comments(self, line: int, place: int) -> Iterator[Facts]:
        """What comments on a figure and on the headings over it say."""
        spots = [(line, place), *((other, place) for other in self._table.period_lines)] if self._of_cells else []
        cells = (self._table.view.filled(*spot) for spot in spots)
        return (own for cell in cells if cell and (own := self._of_cells.get((cell.row, cell.column))))

    def _marks_at(self, line: int, place: int) -> frozenset[str]:
        """The marks on the labels of a line, the headings of a place and the figure itself."""
        if (line, place) not in self._marks:
            table, view = self._table, self._table.view
            spots = [(line, other) for other in table.label_places]
            spots += [(other, place) for other in (*table.period_lines, *table.naming_lines)]
            cells = (view.filled(*spot) for spot in (*spots, (line, place)))
            found = (_ENDING.search(cell.text) for cell in cells if cell is not None)
            self._marks[line, place] = frozenset(match[1] for match in found if match)
        return self._marks[line, place]

    def _lines_marked(self, mark: str) -> list[int]:
        """The lines whose labels bear a mark."""
        table = self._table
        cells = ((line, table.view.filled(line, at)) for line in table.figure_lines for at in table.label_places)
        found = ((line, _ENDING.search(cell.text)) for line, cell in cells if cell is not None and cell.text)
        return list(dict.fromkeys(line for line, match in found if match is not None and match[1] == mark))

    def _is_borne(self, mark: str) -> bool:
        """Whether any figure of the table has a mark on its labels or headings."""
        spots = ((line, place) for line in self._table.figure_lines for place in self._table.timeline.period_by_place)
        return any(mark in self._marks_at(*spot) for spot in spots)


def _is_in_order(place: int, periods: Mapping[int, Period]) -> bool:
    """Whether the period at a place follows that of a neighbour, so that its heading is not in doubt."""
    near = [periods[other] for other in (place - 1, place + 1) if other in periods]
    steps = {abs(periods[place].index - one.index) for one in near}
    return not near or bool(steps & {0, periods[place].length})


def _broken(text: str) -> tuple[Said, ...]:
    """What a remark on the figure of one month says where that is cut short, or another month's, named or not."""
    told = [
        of_broken_months(one) or of_earlier_month(one) or cut_off(one, as_at=True, note=True) for one in sentences(text)
    ]
    return tuple(said for of in told if of is not None for said in of.said)


def of_broken_months(text: str) -> OfMonths | None:
    """The months whose figures a line says are cut short, another month's, or of a part of a quarter or a year."""
    return broken_month(text) or of_carried_figures(text) or of_part_of_quarter(text) or part_of_year(text)
