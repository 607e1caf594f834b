"""Reads what one cell beside the figures of a row says of them, by its own words and by the heading over it."""

from __future__ import annotations

from inputs.files.workbook_values import Cell
from inputs.headings.fact_words import (
    OURS,
    UNKNOWN,
    WHOLE,
    Aspect,
    Said,
    at,
    is_dimension,
    is_filter,
    is_heading_of,
    is_ours,
    says_nothing,
    spans_in,
    stated_alone,
    stated_as_age,
    units_in,
)
from inputs.headings.folding import fold
from inputs.headings.meaning import Heading
from inputs.headings.note_words import answered, stated_by_note
from inputs.headings.short_words import is_of_a_month, stated_shortly
from inputs.tables.sheet_facts import SheetFacts
from inputs.tables.sheet_view import SheetView, is_figure

_RATED = {Heading.RAG, Heading.DIRECTION, Heading.POLARITY, Heading.TARGET, Heading.COMPARATOR}
_OF_SPANS = ("span_heading", "standing_heading", "unit_heading")  # Basis, Type
_OF_NOTES = {Heading.IGNORED, Heading.NONE}


class StubFacts:
    """What the cells of stub columns say, under headings such as Area, Unit, Status or Notes, or under none."""

    def __init__(self, view: SheetView, sheet: SheetFacts, alone: bool = False) -> None:
        """``alone``: the table has one month, over its headings, so that Team says whose its rows are."""
        self._view = view
        self._sheet = sheet
        self._alone = alone

    def said(self, heading: str, cell: Cell) -> tuple[Said, ...]:
        """What a cell says under a heading. The name of a measure says only its span; a rating says nothing."""
        return at(dict.fromkeys(self._said(heading, cell)), cell.address)

    def _said(self, heading: str, cell: Cell) -> tuple[Said, ...]:
        above, own = self._view.lexicon.meaning(heading).heading, self._view.meaning(cell)
        if is_dimension(heading) or (self._alone and is_filter(heading)):
            return self._of_dimension(cell)
        if told := answered(heading, cell.text):
            return told
        if above is Heading.MEASURE or own.items:
            return self._spans(cell)
        if is_heading_of("age_heading", heading) and not own.groups:
            return stated_as_age(cell.text)
        if is_heading_of("unit_heading", heading):
            unit = stated_alone(cell.text, Aspect.UNIT) or stated_alone(cell.text.partition(" ")[0], Aspect.UNIT)
            if unit and not is_of_a_month(cell.text):
                return (unit,)
        if above is Heading.RAG and is_heading_of("standing_heading", heading):  # Status: Draft, or a rating
            rated = (stated_alone(cell.text, aspect) for aspect in (Aspect.WHOSE, Aspect.STANDING))
            return tuple(one for one in rated if one is not None and one.id not in {"else", "team", "target", WHOLE})
        if above in _RATED or own.groups:
            return ()
        typed = not heading or any(is_heading_of(key, heading) for key in _OF_SPANS)
        if above is Heading.NONE and typed and (short := stated_shortly(cell.text)):
            return short
        return self._of_any(above, cell)

    def _of_any(self, above: Heading, cell: Cell) -> tuple[Said, ...]:
        """What a cell states as a whole, under whatever heading; an owner or a service may be named after a team."""
        whose, standing = stated_alone(cell.text, Aspect.WHOSE), stated_alone(cell.text, Aspect.STANDING)
        owner = above is Heading.IGNORED
        if whose is not None and (
            whose.id == WHOLE or (whose.id == "team" and owner) or self._is_age_of_group(above, whose)
        ):
            whose = None
        if standing is not None and standing.id == "else" and owner:
            standing = None
        found = [one for one in (whose, standing) if one is not None]
        if not found and above in _OF_NOTES:
            found += stated_by_note(str(cell.value), self._sheet.known, self._sheet.council)
        return (*found, *self._spans(cell), *units_in(fold(cell.text)))

    def _is_age_of_group(self, above: Heading, whose: Said) -> bool:
        return above is Heading.GROUP and whose.id == "age"

    def _spans(self, cell: Cell) -> tuple[Said, ...]:
        stated = tuple(one for one in self._sheet.said_by(cell) if one.aspect is Aspect.SPAN)
        return stated or tuple(spans_in(fold(cell.text)) if len(cell.text) < 40 else ())

    def _of_dimension(self, cell: Cell) -> tuple[Said, ...]:
        """What a cell of an Area, Gender or such column states; any word that is not known may be a part."""
        folded = fold(cell.text)
        if is_ours(folded, self._sheet.council):
            return (Said(Aspect.WHOSE, OURS, "the council"),)
        alone = stated_alone(cell.text, Aspect.WHOSE)
        if alone is not None and not (alone.id == "council" and not self._sheet.council):
            return (alone,)
        share = is_figure(cell) and "%" in cell.text  # Region may head its figures as well as its names
        if share or says_nothing(folded) or self._view.meaning(cell).groups:
            return ()
        return (Said(Aspect.WHOSE, UNKNOWN, "another group"),)
