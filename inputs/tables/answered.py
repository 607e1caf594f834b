"""Applies the answers of the reading sheet to one table: which measure a row is, and whose, of what span and unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inputs.files.workbook_values import Cell
from inputs.findings import RUN_AGAIN, Finding, found
from inputs.headings.answers import FILE, OURS, Answer, Answers, undated
from inputs.headings.fact_lists import name_of
from inputs.headings.fact_words import Aspect, Said, populations
from inputs.headings.hidden_names import without_names
from inputs.headings.meaning import LEFT_ALONE, Heading
from inputs.headings.roles import Role
from inputs.headings.vocabulary import Lexicon
from inputs.intake import Item
from inputs.tables.answered_units import FIRM, Settled, role_in_unit
from inputs.tables.prove import NotProved
from inputs.tables.sheet_facts import Facts
from inputs.tables.table_geometry import Table

_NAMES = {Heading.NONE, Heading.MEASURE, Heading.GROUP}
NOT_USED_BY_ANSWER = Said(Aspect.STANDING, "answer", "not used", "", FILE)
# Of the spans that only an answer states, or states of more than words do: the others are named by facts.toml.
_SPAN_NAMES = {"snapshot": "the last day of the month", "other": "another span than those listed"}


class LineWords:
    """The words by which a row or a column of figures is known, as they stand in the return."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._of_lines: dict[int, str] = {}
        self._of_places: dict[int, str] = {}
        self._of_both: dict[tuple[str, str], str] = {}
        named = (cell for cell in table.title_cells if table.view.spot(cell)[0] not in table.lines)
        self._known = table.view.lexicon.impersonal_words
        self.title = self.shown(" – ".join(dict.fromkeys(cell.text for cell in named)))

    def of(self, line: int, place: int) -> str:
        """The words of the labels of a line and of the names over a place."""
        key = (self._of_line(line), self._of_place(place))
        if key not in self._of_both:
            self._of_both[key] = self.shown(" – ".join(filter(None, key)))
        return self._of_both[key]

    def shown(self, text: str) -> str:
        """A text as the reading sheet may hold it: without what may be the name of a person."""
        return without_names(text, self._known)

    def around(self) -> str:
        """What stands around the rows: the title and the headings that are no periods, without their dates."""
        table = self._table
        spots = [(line, place) for line in table.period_lines for place in table.all_places]
        cells = (table.view.cells.get(spot) for spot in spots)
        heads = {
            undated(self.shown(cell.text)) for cell in cells if cell is not None and table.view.period(cell) is None
        }
        return " | ".join(filter(None, [undated(self.title), *sorted(heads)]))

    def _of_line(self, line: int) -> str:
        if line not in self._of_lines:
            table = self._table
            places = [place for place in table.label_places if self._is_name(place)]
            cells = (table.view.filled(line, place) for place in places)
            texts = [cell.text for cell in cells if cell is not None and cell.text and not table.view.period(cell)]
            self._of_lines[line] = " – ".join(dict.fromkeys(texts))
        return self._of_lines[line]

    def _is_name(self, place: int) -> bool:
        if self._table.view.transposed:  # its labels are the headings of columns
            return True
        heading = self._table.heading_of_label(place)
        return heading in _NAMES and heading not in LEFT_ALONE

    def _of_place(self, place: int) -> str:
        if place not in self._of_places:
            cells = (self._table.view.filled(line, place) for line in self._table.naming_lines)
            texts = [cell.text for cell in cells if cell is not None and cell.text]
            self._of_places[place] = " – ".join(dict.fromkeys(texts))
        return self._of_places[place]


class AnsweredTable:
    """The answers about the rows of one table, and about all of them."""

    def __init__(self, table: Table, words: LineWords, answers: Answers, workbook: str, lexicon: Lexicon) -> None:
        self._words = words
        self._answers = answers
        self._where = (words.shown(workbook), words.shown(table.view.sheet.name))
        self._items = lexicon.items
        self._by_words: dict[str, Answer | None] = {}
        self._stale: dict[int, Answer] = {}
        self._facts: dict[tuple[int, int, str], Facts] = {}
        self._whole = answers.of_table(*self._where, words.title) if answers else None

    def __bool__(self) -> bool:
        return bool(self._answers)

    def of(self, line: int, place: int) -> Answer | None:
        """The answer about a figure’s row, if there is one and what stands around it is what stood there then."""
        words = self._words.of(line, place)
        if words not in self._by_words:
            answer = self._answers.of_row(*self._where, words, self._words.title)
            if answer is not None and answer.around and answer.around != self._words.around():
                self._stale[answer.row] = answer
                self._answers.count(answer)
                answer = None
            self._by_words[words] = answer
        return self._by_words[words]

    def item(self, answer: Answer | None) -> Item | None:
        """The item that an answer names."""
        return self._items.get(answer.use) if answer is not None else None

    def facts(self, facts: Facts, answer: Answer | None, item: Item) -> Facts:
        """The facts of a figure with what was answered in place of what the words around it say."""
        told = self._told(answer)
        key = (id(facts), answer.row if answer else 0, item.id)  # the facts of a table live as long as its reading
        if told and key not in self._facts:
            for one in told:
                self._answers.count(one)
            self._facts[key] = self._with_answers(facts, told, item)
        return self._facts[key] if told else facts

    def _told(self, answer: Answer | None) -> list[Answer]:
        """The answers that hold for a figure, that about its row first."""
        return [one for one in (answer, self._whole) if one is not None]

    def settled(self, answer: Answer | None, role: Role, item: Item, cell: Cell) -> Settled:
        """The role of a figure by its answered unit, and the cell where it was answered which measure it is."""
        place = answer.cells.get("use", "") if answer is not None else ""
        by = next((one for one in self._told(answer) if one.unit), None)
        if by is None:
            return Settled(role, cell=place)
        place = place or by.cells.get("unit", "")
        told = role_in_unit(by.unit, by is self._whole, role, item, cell, by.where("unit"))
        if isinstance(told, NotProved):
            return Settled(role, cell=place, refused=told)
        return Settled(told, told in FIRM, place)

    @staticmethod
    def _with_answers(facts: Facts, told: Sequence[Answer], item: Item) -> Facts:
        by_key = {key: next((one for one in told if getattr(one, key)), None) for key in ("whose", "span", "unit")}
        whose, span, unit = (getattr(one, key) if one else "" for key, one in by_key.items())
        where = {key: one.where(key) for key, one in by_key.items() if one}
        said = list(facts.said)
        if whose == OURS:
            said = [one for one in said if one.aspect is not Aspect.WHOSE]
        elif any(one.use for one in told):  # which measure it is says whom it counts, whatever the section is about
            said = [one for one in said if one.aspect is not Aspect.WHOSE or one.id not in populations()]
        if span:
            span = "in_month" if span == "snapshot" == item.span else span
            said = [
                Said(Aspect.SPAN, span, _SPAN_NAMES.get(span) or name_of(Aspect.SPAN, span), "", where["span"]),
                *(one for one in said if one.aspect is not Aspect.SPAN),
            ]
        if unit:
            said = [
                Said(Aspect.UNIT, unit, name_of(Aspect.UNIT, unit), "", where["unit"]),
                *(one for one in said if one.aspect is not Aspect.UNIT),
            ]
        return Facts(tuple(said), facts.flag)

    def leaves_out(self, answer: Answer | None) -> bool:
        """Whether an answer, or the one about the whole table, says that a figure is not to be used."""
        left = [one for one in self._told(answer) if one.leaves_out]
        for one in left:
            self._answers.count(one)
        return bool(left)

    def findings(self) -> Iterator[Finding]:
        """A finding for each answer about a row around which something else stands now."""
        for row, answer in self._stale.items():
            what = f"What stands around “{answer.words}” is not what it was when row {row} of {FILE} was answered: "
            what += "its title or a heading has changed, so the answer was not used."
            remedy = f"Answer it again in the new reading sheet, save that beside the returns {RUN_AGAIN}"
            yield found("reading-changed", what, remedy)
