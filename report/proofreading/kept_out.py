"""Keeps out of a public edition the council's own words that could give away a hidden number, and says which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple

from inputs.findings import Finding
from inputs.intake import Ask, Comment, Remark, RemarkPart
from report.metrics.model.findings import found
from report.metrics.model.scorecard import MeasureScore, Observation, Scorecard
from report.proofreading import hidden_figures, number_words
from report.proofreading.hidden_figures import Beside
from report.proofreading.unsupported_claims import SENTENCE_END
from report.settings.layout_file import Layout, PanelSpec, SectionSpec
from report.settings.report_file import FILE, Settings
from report.settings.sheet_words import PromiseSpec, SheetWords
from report.wording.templates import templates

_HOW_MANY = re.compile(
    r"\bhow (?:many|often|much)\b|\b(?:number|numbers|percentage|proportion|share) of\b", re.IGNORECASE
)
_REACHED_AT = re.compile(r"[+(]?\d[\d ()-]{7,}\d|\S*[@/]\S*", re.ASCII)
_WHO = (RemarkPart.WHO, RemarkPart.BY_WHEN)  # answers that are left out without a sentence in their place
_REMEDY = "Say it without a number and of no one child, such as “some children”, or leave it out."


class OwnWords(NamedTuple):
    """The council's own words of one report: comments, requests with their answers, the layout, and report.toml."""

    comments: tuple[Comment, ...]
    asks: tuple[Ask, ...]
    layout: Layout
    settings: Settings


class _Telling(NamedTuple):
    """A word that could tell a hidden figure."""

    word: str
    hidden: Observation


def keep_out(
    words: OwnWords, card: Scorecard, layout_name: str, *, hides: bool = True
) -> tuple[OwnWords, tuple[Finding, ...]]:
    """The words that may be printed beside the hidden figures of a scorecard, and a finding for each text kept out.

    ``card`` has the hidden figures of the whole report, whether or not the layout shows them. An edition that hides
    nothing (``hides`` is false) prints all words.
    """
    if not hides or not any(any(hidden_figures.hidden_of(score)) for score in card.scores):
        return words, ()
    sieve = _Sieve(card, layout_name, words.layout.sections)
    kept = OwnWords(
        tuple(comment for given in words.comments if (comment := sieve.comment(given)).remarks),
        tuple(map(sieve.ask, words.asks)),
        sieve.layout(words.layout),
        sieve.settings(words.settings),
    )
    return kept, tuple(sieve.findings)


def telling_word(text: str, card: Scorecard) -> str:
    """The word of a text beside no measure that could give away a hidden figure of a scorecard; "" for none."""
    telling = _Sieve(card).anywhere(text)
    return telling.word if telling else ""


def with_notes_kept_out(card: Scorecard, given: Settings, kept: Settings) -> Scorecard:
    """The scorecard with the notes of the settings that were ``kept`` in place of those that were ``given``."""
    changed = zip((*given.method_changes, *given.rebases), (*kept.method_changes, *kept.rebases), strict=True)
    instead: dict[object, Any] = {old: new for old, new in changed if old != new}
    if not instead:
        return card

    def of(score: MeasureScore) -> MeasureScore:
        return replace(
            score,
            method_change=instead.get(score.method_change, score.method_change),
            earlier_changes=tuple(instead.get(one, one) for one in score.earlier_changes),
            rebases=tuple(instead.get(one, one) for one in score.rebases),
        )

    return replace(card, scores=tuple(map(of, card.scores)))


class _Sieve:
    """Holds one kind of words after another against the hidden figures, and gathers the ``findings``."""

    def __init__(self, card: Scorecard, layout_name: str = "", sections: Sequence[SectionSpec] = ()) -> None:
        self.findings: list[Finding] = []
        self._card, self._layout_name, self._sections = card, layout_name, sections
        self._panels = [panel for section in sections for panel in section.panels]
        self._hiding = tuple(score for score in card.scores if any(hidden_figures.hidden_of(score)))

    def comment(self, comment: Comment) -> Comment:
        """A comment, each of its answers by itself; who does it and by when are left out where they tell.

        Where no answer is printed, that is said once.
        """
        kept: list[Remark] = []
        instead = templates()["kept_out"]["service"]
        for one in comment.remarks:
            telling = self._beside(one.text, self._with_pairs([comment.item]))
            if telling is None:
                kept.append(one)
                continue
            self._tell(telling, comment.workbook, comment.sheet, one.cell)
            if one.part not in _WHO:
                kept.append(replace(one, text=instead))
        answers = [one for one in kept if one.part not in _WHO]
        if len(answers) > 1 and all(one.text == instead for one in answers):
            kept = [replace(answers[0], part=RemarkPart.COMMENTARY), *(one for one in kept if one.part in _WHO)]
        return replace(comment, remarks=tuple(kept))

    def ask(self, ask: Ask) -> Ask:
        """A request and its answer, each by itself, held to the measures that its place or either of them names."""
        both = number_words.plain_text(f"{ask.words} {ask.answer}")
        measures = self._at(ask.where) or self._meant(both)
        about_any = bool(ask.answer) and _HOW_MANY.search(ask.words) is not None
        for key, text in (("words", ask.words), ("answer", ask.answer), ("by", ask.by), ("owner", ask.owner)):
            telling = self._beside(text, measures) if measures else self.anywhere(text)
            if telling is None and key == "answer" and about_any and not measures:
                telling = self._numbers(text, Beside(self._hiding))
            if telling is not None:
                self._tell(telling, ask.workbook, ask.sheet, ask.cell)
                instead = {"words": templates()["kept_out"]["asked"], "answer": templates()["kept_out"]["answer"]}
                ask = replace(ask, **{key: instead.get(key, "")})  # type: ignore[arg-type]
        return ask

    def layout(self, layout: Layout) -> Layout:
        """A layout's titles and commentary, and the words of its sheet; a promise that tells is left out whole."""
        name = self._layout_name
        titles = {key: self._or_title(getattr(layout, key), name, cell=key) for key in ("title", "subject")}
        sections = tuple(map(self._section, layout.sections))
        promises = tuple(one for n, one in enumerate(layout.promises, start=1) if self._may_promise(one, n))
        words = self._sheet(layout.words) if layout.words else None
        return replace(layout, sections=sections, promises=promises, words=words, **titles)  # type: ignore[arg-type]

    def settings(self, settings: Settings) -> Settings:
        """The texts of report.toml that are printed; without its message the page makes its own."""
        message = self.anywhere(settings.message)
        if message:
            self._tell(message, FILE, cell="message", more=" The page makes its own message.")
        return replace(
            settings,
            message="" if message else settings.message,
            purpose=self._or_sentence(settings.purpose, FILE, cell="purpose"),
            classification=self._or_sentence(settings.classification, FILE, cell="classification"),
            recommendations=tuple(
                self._or_sentence(one, FILE, cell="recommendations") for one in settings.recommendations
            ),
            method_changes=tuple(
                replace(one, note=self._or_sentence(one.note, FILE, "", "method_changes", [one.measure_id]))
                for one in settings.method_changes
            ),
            rebases=tuple(
                replace(one, reason=self._or_sentence(one.reason, FILE, "", "rebase", [one.measure_id]))
                for one in settings.rebases
            ),
            revisions=tuple(
                replace(one, reason=self._or_sentence(one.reason, FILE, "", "revision", [one.measure_id]))
                for one in settings.revisions
            ),
        )

    def _section(self, section: SectionSpec) -> SectionSpec:
        name, place = self._layout_name, f"section {section.number}"

        def panel(spec: PanelSpec) -> PanelSpec:
            about = [spec.measure, spec.second]
            return replace(spec, commentary=self._or_sentence(spec.commentary, name, place, "commentary", about))

        every = [measure for spec in section.panels for measure in (spec.measure, spec.second)]
        return replace(
            section,
            title=self._or_title(section.title, name, place, "title"),
            commentary=self._or_sentence(section.commentary, name, place, "commentary", every),
            panels=tuple(map(panel, section.panels)),
            contact=self._or_nobody(section.contact, place, "contact", every),
            commentary_owner=self._or_nobody(section.commentary_owner, place, "commentary_owner", every),
        )

    def _or_nobody(self, who: str, place: str, key: str, measures: Sequence[str]) -> str:
        """Who answers for a section, or "" where that tells; telephone numbers and addresses tell of no child."""
        telling = self._beside(_REACHED_AT.sub(" ", who), measures)
        if telling is not None:
            self._tell(telling, self._layout_name, place, key)
        return "" if telling else who

    def _may_promise(self, promise: PromiseSpec, number: int) -> bool:
        for key in ("title", "sentence", "promise"):
            telling = self._beside(getattr(promise, key), [promise.measure])
            if telling is not None:
                self._tell(telling, self._layout_name, f"promise {number}", key)
                return False
        return True

    def _sheet(self, words: SheetWords) -> SheetWords:
        said = {one.name: getattr(words, one.name) for one in fields(words)}
        kept = {key: self._or_sentence(text, self._layout_name, "words", key) for key, text in said.items()}
        return replace(words, **kept)

    def _or_sentence(
        self, text: str, workbook: str, sheet: str = "", cell: str = "", measures: Sequence[str] = ()
    ) -> str:
        """A text of a layout or of report.toml, or the sentence in its place."""
        telling = self._beside(text, measures) if measures else self.anywhere(text)
        if telling is None:
            return text
        self._tell(telling, workbook, sheet, cell)
        return templates()["kept_out"]["council"]

    def _or_title(self, text: str, workbook: str, sheet: str = "", cell: str = "") -> str:
        kept = self._or_sentence(text, workbook, sheet, cell)
        return text if kept == text else templates()["kept_out"]["title"]

    def _at(self, where: str) -> list[str]:
        """The measures at a reference such as 5.1, or of a section such as 5; none for any other place."""
        ids = [score.measure.id for score in self._card.scores if score.measure.ref == where]
        sections = (section for section in self._sections if str(section.number) == where)
        ids += [name for section in sections for spec in section.panels for name in (spec.measure, spec.second)]
        return self._with_pairs(ids)

    def _with_pairs(self, ids: Iterable[str]) -> list[str]:
        """Measures with those that share a panel with any of them."""
        held = list(dict.fromkeys(name for name in ids if name))
        pairs = (pair for spec in self._panels for pair in ((spec.measure, spec.second), (spec.second, spec.measure)))
        return list(dict.fromkeys([*held, *(other for one, other in pairs if one in held and other)]))

    def _meant(self, text: str) -> list[str]:
        """The measures that a text names, and those with a hidden figure that it may mean."""
        return [*hidden_figures.named(text, self._card), *hidden_figures.may_mean(text, self._card)]

    def _beside(self, text: str, measures: Iterable[str]) -> _Telling | None:
        """What a text that stands beside some measures could tell of a hidden figure of theirs, or of one it names."""
        if not text:
            return None
        plain = number_words.plain_text(text)
        named = hidden_figures.named(plain, self._card)
        return self._numbers(plain, hidden_figures.beside(self._card, (*measures, *named)))

    def anywhere(self, text: str) -> _Telling | None:
        """What a text that stands beside no measure could tell: of those its sentences name, or of any by few children.

        A sentence that names no measure is of those that were named last.
        """
        named: tuple[str, ...] = ()
        for sentence in _sentences(number_words.plain_text(text)):
            here = hidden_figures.named(sentence, self._card)
            named = here or named
            measures = (*named, *hidden_figures.may_mean(sentence, self._card))
            telling = self._numbers(sentence, hidden_figures.beside(self._card, measures))
            telling = telling or (None if here else self._few(sentence))
            if telling is not None:
                return telling
        return None

    def _numbers(self, text: str, held: Beside) -> _Telling | None:
        """The first number of a text that is neither of a definition, nor a target, nor printed."""
        hidden = held.hidden
        if hidden is None:
            return None
        for sentence in _sentences(number_words.plain_text(text)):
            for number in number_words.numbers(sentence, spans_tell=held.tells_times):
                if not hidden_figures.may_be_told(number, sentence, held):
                    return _Telling(number.written.strip(), hidden)
        return None

    def _few(self, sentence: str) -> _Telling | None:
        """Few children, or a share of them that is of few, which may be those of any hidden figure."""
        hidden = next((o for score in self._hiding for o in hidden_figures.hidden_of(score)), None)
        if hidden is None:
            return None
        few = number_words.of_few_children(sentence)
        if few:
            return _Telling(few, hidden)
        if number_words.speaks_of_children(sentence):
            for written, share in number_words.shares(number_words.without_harmless(sentence)):
                printed = hidden_figures.is_a_latest_percentage(share, self._card)
                if not printed and hidden_figures.tells_few(share, self._card, self._hiding):
                    return _Telling(written, hidden)
        return None

    def _tell(self, telling: _Telling, workbook: str, sheet: str = "", cell: str = "", more: str = "") -> None:
        hidden = hidden_figures.described(telling.hidden)
        what = f"“{telling.word}” could give away a hidden number, that of {hidden}, so these words are not printed."
        one = found("words-kept-out", f"{what}{more}", _REMEDY, workbook=workbook, cell=cell)
        self.findings.append(replace(one, sheet=sheet))


def _sentences(text: str) -> Iterator[str]:
    yield from (sentence for sentence in SENTENCE_END.split(text) if sentence)
