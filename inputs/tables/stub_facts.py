"""Reads what one cell beside the figures of a row says of them, by its own words and by the heading over it."""

from __future__ import annotations

import re

from inputs.files.workbook_values import Cell, Value
from inputs.headings.council_names import is_ours
from inputs.headings.fact_lists import (
    compares,
    is_dimension,
    is_filter,
    is_heading_of,
    listed,
    pattern_of,
    says_nothing,
)
from inputs.headings.fact_words import (
    OF_LINES,
    OURS,
    STRANGERS,
    UNKNOWN,
    WHOLE,
    Aspect,
    Said,
    at,
    is_service,
    names_our_children,
    rest_is_neutral,
    spans_in,
    stated_alone,
    units_in,
    whose_in,
)
from inputs.headings.folding import fold
from inputs.headings.meaning import BESIDE, Heading
from inputs.headings.measure_units import is_theme
from inputs.headings.note_words import has_a_figure, says_of_which, stated_by_note
from inputs.headings.questions import answered
from inputs.headings.short_words import (
    is_of_a_month,
    is_the_figures,
    opposite,
    stated_as_basis,
    stated_over,
    stated_shortly,
    whose_alone,
)
from inputs.tables.sheet_facts import SheetFacts
from inputs.tables.sheet_view import SheetView, is_figure

_RATED = {Heading.RAG, Heading.DIRECTION, Heading.POLARITY}
_OTHERS = {Heading.TARGET, Heading.COMPARATOR}
_OF_RATED = {*STRANGERS, "sex"}
_OF_SPANS = ("span_heading", "standing_heading", "unit_heading")  # Basis, Type
MOST_WORDS_OF_PART = 6
_AREA = re.compile(r"(?P<kind>[EWNSK]\d\d)\d{6}")  # a code of the Office for National Statistics, by its register
_AREAS = {"E92": "england", "E12": "region", "E13": "region", "K02": "england", "K03": "england", "K04": "england"}
_AREA_NAMES = {"england": "England or a wider country", "region": "a region"}
_OF_WHAT_SPAN = {Heading.FREQUENCY, Heading.NONE}
NO_SENDERS = frozenset({"protection", "in_need", "care_leavers", "pupils", "status", "youth_justice"})
_OF_OTHERS = frozenset({"region", "england", "neighbours", "care_leavers", "others", "in_area", "sample"})
_OF_NOTES = {Heading.IGNORED, Heading.NONE}
_DEFINED = frozenset({"protection", "in_need"})
MOST_WORDS_OF_DEFINITION = 6


class StubFacts:
    """What the cells of stub columns say, under headings such as Area, Unit, Status or Notes, or under none."""

    def __init__(self, view: SheetView, sheet: SheetFacts, alone: bool = False) -> None:
        """``alone``: the table has one month, over its headings, so that Team says whose its rows are."""
        self._view = view
        self._sheet = sheet
        self._alone = alone
        self._by_words: dict[tuple[str, Value], tuple[Said, ...]] = {}  # one detail stands in row after row

    def said(self, heading: str, cell: Cell, after_name: bool = False, at_end: bool = False) -> tuple[Said, ...]:
        """What a cell says under a heading. The name of a measure says only its span; a rating hardly anything.

        ``after_name``: the cell stands between the name of a measure and its figures, where it may name a part.
        ``at_end``: it stands after them, where an age or a team names no group but whom the whole row is of.
        """
        if is_heading_of("person_heading", heading):
            return ()
        words = (heading, cell.value)
        if words not in self._by_words:
            self._by_words[words] = self._of_area(cell.text) or self._said(heading, cell)
        said = self._by_words[words]
        by_group = self._view.lexicon.meaning(heading).heading is Heading.GROUP or is_dimension(heading)
        if not said and at_end and by_group and self._view.meaning(cell).groups:
            said = _as_age(cell.text) or (Said(Aspect.WHOSE, UNKNOWN, "another group"),)
        if not said and after_name and not heading and self._view.meaning(cell).heading in BESIDE:
            said = (Said(Aspect.STANDING, "else", "figures of something else than the measure", fold(cell.text)),)
        if not said and after_name and self._may_be_part(heading, cell):
            said = (Said(Aspect.WHOSE, UNKNOWN, "a part that no known word names"),)
        return at(dict.fromkeys(said), cell.address)

    def _of_area(self, text: str) -> tuple[Said, ...]:
        """Whose figures are by the ONS code of an area, under whatever heading: “E92000001” is England."""
        match = _AREA.fullmatch(text.strip())
        if match is None or text.strip() == self._view.lexicon.authority:
            return ()
        kind = _AREAS.get(match["kind"], "")
        if not kind:  # an authority, of which only its own code says that it is ours
            return (Said(Aspect.WHOSE, "council", "another council"),) if self._view.lexicon.authority else ()
        return (Said(Aspect.WHOSE, kind, _AREA_NAMES[kind]),)

    def _may_be_part(self, heading: str, cell: Cell) -> bool:
        """Whether a cell without a known word, under no heading or one such as Detail, may say which part a row is."""
        folded = fold(cell.text)
        words = folded.split()
        if (heading and not is_heading_of("part_heading", heading)) or len(words) > MOST_WORDS_OF_PART:
            return False
        if self._view.meaning(cell).known or self._view.period(cell) or is_figure(cell):
            return False
        if is_the_figures(cell.text) or is_of_a_month(cell.text) or stated_shortly(cell.text):
            return False
        alone = (stated_alone(cell.text, aspect) for aspect in (Aspect.WHOSE, Aspect.UNIT))
        known = folded in listed("part_says_nothing") or any(alone) or says_nothing(folded)
        return not known and not rest_is_neutral(folded, (), frozenset()) and not is_ours(folded, self._sheet.council)

    def _said(self, heading: str, cell: Cell) -> tuple[Said, ...]:
        above, own = self._view.lexicon.meaning(heading).heading, self._view.meaning(cell)
        if is_dimension(heading) or (self._alone and is_filter(heading)):
            return self._of_dimension(cell)
        if told := answered(heading, cell.text) or stated_as_basis(heading, cell.text):
            return told
        if denied := opposite(cell.text, MOST_WORDS_OF_PART) if is_heading_of("says_what_heading", heading) else ():
            return denied
        if is_heading_of("unit_heading", heading):
            unit = stated_alone(cell.text, Aspect.UNIT) or stated_alone(cell.text.partition(" ")[0], Aspect.UNIT)
            mixed = is_heading_of("standing_heading", heading)  # Type may say England or Reviews as well as %
            other = is_theme(unit) or stated_alone(cell.text, Aspect.STANDING) if unit and mixed else None
            if unit and not other and not is_of_a_month(cell.text):
                return (unit,)
        if own.items and above is not Heading.MEASURE and (part := self._part_beside(cell)):
            return part
        if above is Heading.MEASURE or own.items:
            return self._spans(cell)
        by_group = own.groups and above is Heading.GROUP
        is_theme_of_rows = is_heading_of("theme_heading", heading)
        over = self._sheet.said_over(cell) if is_theme_of_rows else () if heading else stated_over(cell.text)
        if over and not by_group:
            return over
        if is_heading_of("age_heading", heading) and not own.groups and (ages := _as_age(cell.text)):
            return ages
        if own.groups or above in _OTHERS:
            return ()
        typed = not heading or any(is_heading_of(key, heading) for key in _OF_SPANS)
        if above in _OF_WHAT_SPAN and typed and (short := stated_shortly(cell.text)):
            return short
        told = self._of_any(above, cell, defines=is_heading_of("says_what_heading", heading))
        if above not in _RATED:
            return told
        # Status may say Draft, as well as Green; At risk rates a figure.
        lines = (one for one in self._sheet.said_by(cell) if one.id in OF_LINES)
        standing = (one for one in told if one.aspect is Aspect.STANDING and one.id != "else")
        return (*(one for one in told if one.id in _OF_RATED), *standing, *lines)

    def _part_beside(self, cell: Cell) -> tuple[Said, ...]:
        """A part that the name of a measure says, such as UASC or Disabled children, beside that of another measure."""
        part = whose_alone(cell.text)
        if part is None or part.id == WHOLE or is_service(part):
            return ()
        own = self._view.meaning(cell).items
        row = self._view.by_line[self._view.spot(cell)[0]].values()
        others = (self._view.meaning(one).items for one in row if one.text and one is not cell)
        return (part,) if any(items and items != own for items in others) else ()

    def _of_any(self, above: Heading, cell: Cell, *, defines: bool) -> tuple[Said, ...]:
        """What a cell states as a whole, under whatever heading; an owner or a service may be named after a team.

        ``defines``: it is of a column such as Definition, whose words are those of the measure.
        """
        whose, standing = stated_alone(cell.text, Aspect.WHOSE), stated_alone(cell.text, Aspect.STANDING)
        over = whose_alone(cell.text) if whose is None else None
        whose = over if over is not None and over.id in NO_SENDERS else whose
        owner = above is Heading.IGNORED
        if whose is not None and owner and (whose.id == "team" or is_service(whose)):
            return ()  # of whose team the row is, or its reference: CLA 1
        if whose is not None and (whose.id == WHOLE or self._is_age_of_group(above, whose)):
            whose = None
        if standing is not None and standing.id == "else" and owner:
            standing = None
        found = [one for one in (whose, standing) if one is not None]
        folded = fold(cell.text)
        remark = compares(folded) and not re.search(r"\b(?:figures?|data|numbers?|values?)\b", folded)
        if not found and above in _OF_NOTES and not remark:
            speaks = pattern_of("says_of_it").match(folded) is not None
            words = f"Figures {cell.value}" if speaks else str(cell.value)
            noted = stated_by_note(words, self._sheet.known, self._sheet.council)
            of_which = speaks or says_of_which(cell.text)
            if len(cell.text.split()) <= MOST_WORDS_OF_PART and not defines:
                found += [one for one in self._sheet.said_by(cell) if one.id in _OF_OTHERS]
            found += [one for one in noted if (of_which and one.id != "target") or one.id in OF_LINES]
        if (
            not found
            and defines
            and len(folded.split()) <= MOST_WORDS_OF_DEFINITION
            and not names_our_children(cell.text)
        ):
            # CP reviews held in timescale; a longer definition may name others whom it leaves out
            others = ((words, fact) for words, fact in whose_in(folded) if fact[0] in _DEFINED)
            found += [Said(Aspect.WHOSE, fact[0], fact[1], words, "", frozenset({words})) for words, fact in others]
        spans, units = self._spans(cell), tuple(units_in(folded))
        whole = rest_is_neutral(folded, [one.words for one in (*spans, *units)], frozenset())
        plain = whole and not has_a_figure(folded, [one.words for one in (*spans, *units)])
        return (*found, *spans, *units) if plain else tuple(found)

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


def _as_age(text: str) -> tuple[Said, ...]:
    """The age group that a cell of an Age column states, such as 17-18 or 16+."""
    folded = fold(text)
    words = folded if folded.startswith("aged") else f"aged {folded}"
    if not re.fullmatch(r"aged (?:under |over )?\d{1,2}(?: to \d{1,2}| and \d{1,2}|\+| and over| plus)?", words):
        return ()
    return (Said(Aspect.WHOSE, "age", "one age group", words, together=frozenset({words})),)
