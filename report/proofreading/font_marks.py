"""Leaves out of the council's own words the marks that the report's fonts lack, such as an emoji, and says where.

A letter is never left out, since the word would be another: it has to be written in another way first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from inputs.findings import Finding
from inputs.intake import Ask, Comment
from report.metrics.model.findings import found
from report.settings.layout_file import Layout
from report.settings.report_file import FILE, Settings
from report.settings.section_people import SectionPeople
from report.settings.sheet_words import PromiseSpec, SheetWords

_Words = TypeVar("_Words", PromiseSpec, SheetWords, SectionPeople)

# Latin letters and the usual punctuation, which are in the fonts: no font has to be opened to see that.
_USUAL = re.compile("[\x20-\x7e\u00a0-\u00ac\u00ae-\u017f\u2010-\u201e\u2020-\u2022\u2026\u202f\u2212\u2264\u2265]*")
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # marks that change the direction of reading
_ASKED = ("words", "by", "owner", "answer", "where")


class PrintableWords:
    """Makes words printable, one kind of them after another, and gathers the ``findings`` about them."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def settings(self, settings: Settings) -> Settings:
        """The settings, every text among them printable."""
        named = {one.name: getattr(settings, one.name) for one in fields(settings)}
        texts: dict[str, Any] = {
            name: self._words(said, FILE, name=name) for name, said in named.items() if isinstance(said, str)
        }
        said = tuple(self._words(one, FILE, name="recommendations") for one in settings.recommendations)
        changes = tuple(
            replace(one, note=self._words(one.note, FILE, name="method_changes")) for one in settings.method_changes
        )
        reasons = tuple(
            replace(one, reason=self._words(one.reason, FILE, name="revision")) for one in settings.revisions
        )
        rebases = tuple(replace(one, reason=self._words(one.reason, FILE, name="rebase")) for one in settings.rebases)
        people = tuple(self._each(one, FILE, "section") for one in settings.sections)
        texts |= {"recommendations": said, "method_changes": changes, "rebases": rebases, "revisions": reasons}
        texts["sections"] = people
        return replace(settings, **texts)

    def layout(self, layout: Layout, name: str) -> Layout:
        """A layout, its titles and commentary printable; ``name`` is how the officer calls it."""
        sections = []
        for section in layout.sections:
            place = f"section {section.number}"
            panels = tuple(
                replace(one, commentary=self._words(one.commentary, name, place, name="commentary"))
                for one in section.panels
            )
            title = self._words(section.title, name, place, name="title")
            said = self._words(section.commentary, name, place, name="commentary")
            contact = self._words(section.contact, name, place, name="contact")
            owner = self._words(section.commentary_owner, name, place, name="commentary_owner")
            named = replace(section, title=title, contact=contact, commentary_owner=owner)
            sections.append(replace(named, commentary=said, panels=panels))
        title, subject = (self._words(said, name, name="title") for said in (layout.title, layout.subject))
        promises = tuple(self._each(one, name, f"promise {n}") for n, one in enumerate(layout.promises, start=1))
        words = self._each(layout.words, name, "words") if layout.words else None
        sections_of = tuple(sections)
        return replace(layout, title=title, subject=subject, sections=sections_of, promises=promises, words=words)

    def _each(self, said: _Words, workbook: str, place: str) -> _Words:
        """A record of nothing but texts, each of them printable."""
        texts: dict[str, Any] = {one.name: getattr(said, one.name) for one in fields(said)}
        return replace(said, **{key: self._words(text, workbook, place, name=key) for key, text in texts.items()})

    def comments(self, comments: Iterable[Comment]) -> tuple[Comment, ...]:
        """Comments without such marks; one of which nothing is left is left out."""
        whole = []
        for comment in comments:
            said = [
                replace(one, text=self._words(one.text, comment.workbook, comment.sheet, one.cell))
                for one in comment.remarks
            ]
            kept = tuple(one for one in said if one.text or one.day)
            whole += [replace(comment, remarks=kept)] if kept else []
        return tuple(whole)

    def asks(self, asks: Iterable[Ask]) -> tuple[Ask, ...]:
        """The committee's requests without such marks."""
        whole = []
        for ask in asks:
            place = ask.workbook, ask.sheet, ask.cell
            said: dict[str, Any] = {key: self._words(getattr(ask, key), *place) for key in _ASKED}
            whole.append(replace(ask, **said))
        return tuple(whole)

    def _words(self, given: str, workbook: str, sheet: str = "", cell: str = "", name: str = "") -> str:
        if _USUAL.fullmatch(given):
            return given
        # The fonts are opened with the library that draws pages, which is large; few councils need it here.
        from layouts.text.fonts import REGULAR, undrawable, without_marks  # noqa: PLC0415

        marks, letters = undrawable(given, REGULAR)
        turns = "".join(dict.fromkeys(filter(_TURNS.match, given)))
        given, marks = _TURNS.sub("", given), marks + turns
        where = f"“{name}”" if name else "the text here"
        if letters:
            what = f"{where} holds {_described(letters)}, which the report’s font does not have."
            remedy = "Write the word in Latin letters and run again."
            self._tell(found("letters-not-printed", what, remedy, workbook=workbook), sheet, cell)
        elif marks:
            what = f"{where} holds {_described(marks)}, which cannot be printed; it was left out."
            remedy = "Say it in words, if it says anything."
            self._tell(found("marks-left-out", what, remedy, workbook=workbook), sheet, cell)
        return without_marks(given, REGULAR).strip() if marks else given

    def _tell(self, finding: Finding, sheet: str, cell: str) -> None:
        self.findings.append(replace(finding, sheet=sheet, cell=cell))


def _described(characters: str) -> str:
    """Characters by their names, as neither the page nor every terminal can show them themselves."""
    first = characters[0]
    name = unicodedata.name(first, "a mark without a name").lower()
    more = f" and {len(characters) - 1} more" if len(characters) > 1 else ""
    return f"a character ({name}, U+{ord(first):04X}){more}"
