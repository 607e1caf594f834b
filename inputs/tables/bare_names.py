"""Tells of names that do not say whom or what they count whether what stands above may say it: a bare rate, a team.

As in ``sheet_view``, a line is a row and a place a column; in a transposed view it is the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from inputs.files.workbook_values import Cell
from inputs.headings.fact_lists import is_heading_of
from inputs.headings.fact_words import OURS, WHOLE, is_service, names_our_children
from inputs.headings.folding import fold
from inputs.headings.label_proof import is_bare_rate
from inputs.headings.meaning import Meaning
from inputs.headings.roles import OPEN, Role
from inputs.headings.short_words import whose_alone
from inputs.tables.sheet_view import is_figure
from inputs.tables.table_geometry import Table

_OPENING = re.compile(r"^(?:(?:in|with|on|at|of) )+", re.IGNORECASE)


class BareNames:
    """The bare names of one table. ``telling`` are the places of its labels, ``titles`` the texts of its title."""

    def __init__(self, table: Table, telling: Sequence[int], titles: Sequence[str]) -> None:
        self._table = table
        self._view = table.view
        self._telling = telling
        self._titles = titles

    def of_something_else(self, own: Meaning, cells: Iterable[Cell], section: Cell | None) -> Cell | None:
        """The cell of a name of people where what stands above may be what is counted, as Agency workers is.

        So where it is one of several rows, as teams are. Not so where another row of the section or the table names
        a measure in full.
        """
        known = self._view.lexicon
        if not own.items or own.role not in {Role.UNMARKED, *OPEN}:
            return None
        named = (one for one in cells if known.meaning(one.text).items and known.subjects.is_people(one.text))
        if (people := next(named, None)) is None or (self._view.transposed and not self._beside_others(people)):
            return None
        item = next(iter(own.items))
        corner = (self._view.filled(line, place) for line in self._table.period_lines for place in self._telling)
        heads = [cell.text for cell in corner if cell is not None and cell.text]
        above = [(section.text, self._rows_of(section))] if section is not None else []
        above += [(text, tuple(self._table.figure_lines)) for text in (*self._titles, *heads)]
        else_counted = (rows for text, rows in above if known.subjects.may_be_else(text, item))
        return people if any(self._alone(rows) and self._are_several(rows) for rows in else_counted) else None

    def rate_of_another(
        self, own: Meaning, cells: Iterable[Cell], above: Cell | None, section: Cell | None
    ) -> Cell | None:
        """The cell of a bare rate, such as “Rate per 10,000”, that does not stand under the number it is of.

        That is the row above it, or else the section or the title: a rate of referrals is none of children in care.
        """
        known = self._view.lexicon
        named = (one for one in cells if own.items and known.meaning(one.text).items)
        bare = next((one for one in named if is_bare_rate(fold(one.text))), None)
        if bare is None or self._view.transposed or self._is_defined(bare):
            return None
        if above is not None and known.meaning(above.text).items:
            return None if known.subjects.of_everybody & known.meaning(above.text).items.keys() else bare
        texts = [cell.text for cell in (above, section) if cell is not None]
        if texts:
            return None if any(map(names_our_children, texts)) else bare
        item = next(iter(own.items))
        return bare if any(known.subjects.may_be_else(title, item) for title in self._titles) else None

    def after_others(self, own: Meaning, cells: Iterable[Cell], above: Cell | None) -> Cell | None:
        """The cell of a bare name, such as Started, under a row of another thing that no measure counts: referrals."""
        subjects = self._view.lexicon.subjects
        bare = next((one for one in cells if own.items and subjects.is_bare(one.text)), None)
        if bare is None or above is None or self._view.meaning(above).known:
            return None
        return bare if subjects.is_not_of_care(above.text, next(iter(own.items)), section=True) else None

    def split_of_another(self, own: Meaning, cells: Iterable[Cell], line: int) -> Cell | None:
        """The cell of a name that only says where or who, where the row or the title above says what is counted.

        “Out of area”, under Visits on time, is of the visits. A name of people, such as UASC, is so where indented.
        """
        known = self._view.lexicon
        named = (one for one in cells if own.items and known.meaning(one.text).items and self._is_split(one.text))
        if (part := next(named, None)) is None:
            return None
        if self._starts_anew(part) or self._is_defined(part):
            return None
        over = None if self._view.transposed else self._heads_split(line)
        if over is not None:
            return part if self._is_other(over.text, own) else None
        whole = tuple(self._table.figure_lines)
        else_counted = any(self._is_other(title, own) for title in self._titles)
        return part if else_counted and self._alone(whole) else None

    def _is_split(self, text: str) -> bool:
        """Whether a whole name only says where children are, or which: Out of area, With parents, EHCP, UASC."""
        plain = _OPENING.sub("", text.strip())
        said = (whose_alone(one) for one in (text, plain, f"Placed {text}"))
        placed = fold(text).startswith(("placed ", "living "))  # says what is counted: Placed out of area
        parts = (one for one in said if one is not None and one.id not in {WHOLE, OURS} and not is_service(one))
        return not placed and any(parts)

    def _starts_anew(self, part: Cell) -> bool:
        indented = str(part.value) != str(part.value).lstrip()
        return self._view.lexicon.subjects.is_people(part.text) and not indented

    def _is_defined(self, name: Cell) -> bool:
        """Whether the row of a name has a definition of its own, so that it is no part of the row above."""
        line, _ = self._view.spot(name)
        for place in self._table.label_places:
            heads = (self._view.filled(other, place) for other in self._table.period_lines)
            defines = any(head is not None and is_heading_of("definition_heading", head.text) for head in heads)
            if defines and (cell := self._view.filled(line, place)) is not None and cell.text:
                return True
        return False

    def _beside_others(self, people: Cell) -> bool:
        """Whether a column of people stands beside those of others, such as CIN and CP."""
        cells = [self._view.filled(line, place) for line in self._table.figure_lines for place in self._telling]
        return any(cell is not None and cell is not people and self._is_split(cell.text) for cell in cells)

    def _heads_split(self, line: int) -> Cell | None:
        """The name that the rows up to a line split: of the nearest row above that is no part, or of their section."""
        for other in sorted((one for one in self._table.figure_lines if one < line), reverse=True):
            filled = [cell for place in self._table.all_places if (cell := self._view.cells.get((other, place)))]
            labels = [cell for cell in filled if cell.text and self._view.spot(cell)[1] in self._telling]
            if labels and not self._is_split(labels[0].text):
                return labels[0]
        return None

    def _is_other(self, text: str, own: Meaning) -> bool:
        """Whether a name over the parts counts something else than children in care, or may do so."""
        known, counted = self._view.lexicon, fold(text).partition(" by ")[0]
        items = known.meaning(counted).items.keys()
        if items:
            return items.isdisjoint(own.items) and not items & known.subjects.of_everybody
        return known.subjects.may_be_else(text, next(iter(own.items)))

    def _are_several(self, lines: Iterable[int]) -> bool:
        """Whether several lines with figures have labels."""
        cells = ((line, self._view.filled(line, place)) for line in lines for place in self._telling)
        several = {line for line, cell in cells if cell is not None and cell.text and self._has_figures(line)}
        return len(several) > 1

    def _has_figures(self, line: int) -> bool:
        places = self._table.timeline.period_by_place
        return any(is_figure(self._view.cells.get((line, place))) for place in places)

    def _alone(self, lines: Iterable[int]) -> bool:
        """Whether no label of some lines names a measure by more than the people it counts."""
        subjects, view = self._view.lexicon.subjects, self._view
        cells = (view.filled(line, place) for line in lines for place in self._telling)
        named = (cell.text for cell in cells if cell and view.meaning(cell).items)
        return all(subjects.is_people(text) or self._is_split(text) for text in named)

    def _rows_of(self, section: Cell) -> tuple[int, ...]:
        """The lines under a section row, up to the next one."""
        first = self._view.spot(section)[0]
        below = [line for line in self._table.figure_lines if line > first]
        return tuple(takewhile(lambda line: len(self._view.by_line[line]) > 1, below))
