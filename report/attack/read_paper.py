"""Reads one published paper as a stranger would: its text and tags, what is drawn, and the ledger beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from inputs.period import QUARTER_MONTHS, Period
from layouts.pdf_reader.file import open_file
from layouts.pdf_reader.values import NotReadable
from layouts.reading.tree import SpokenElement, tree_of
from report.attack.alt_texts import AltText
from report.attack.boxes import measures_of, read_box, read_circles, read_funnel
from report.attack.drawn import Drawn
from report.attack.known_measures import Named, library
from report.attack.paper import Cell, Paper, Reading, Rule, Side
from report.attack.printed_words import plain, when_in
from report.attack.published_ledger import read_ledger
from report.attack.tables import group_named, read_glance, read_hidden_rows, read_numbers
from report.metrics.model.measure import Measure

_SAYS = frozenset(("P", "LBody", "TD", "Note"))
_SMALL = re.compile(r"about 1 to (\d+) children")
_COARSE = re.compile(r"average of \d+ to (\d+) (?:children )?is to the nearest (\d+) days")
_HEADLINES = re.compile(r"((?:On|In|Between) [^:.]*?\d{4}): ((?:L?\d+(?:\.\d+)?(?:, )?)+)")
_ONE_APART = "one child more or fewer than the quarter before"
_HALF = Fraction(1, 2)
_POSITION = re.compile(r"[Pp]osition at \d{1,2} [A-Z][a-z]+ \d{4}")


def read_paper(pdf: bytes, ledger: bytes | None = None) -> Paper:
    """What a stranger reads in a paper, and in its ledger where that is published too.

    Raises NotReadable for a PDF that Board Report did not write, and NoLedger for a file that is no ledger.
    """
    file = open_file(pdf)
    title, document = tree_of(file)
    named = Named(library())
    _note_headlines(document, named)
    reader = _Reader(named, _month_of(title, document))
    readings = list(reader.read(document))
    readings += Drawn(file, readings, named).readings()
    if ledger is not None:
        readings += read_ledger(ledger, named.by_id)
    says = [plain(part.text) for part in document.walk() if part.tag in _SAYS]
    readings = _as_coarse_as_said(readings, says, named)
    paper = Paper(title, reader.month, tuple(dict.fromkeys(readings)), named.by_id, frozenset(_rules_in(says)))
    said = next((match for text in says if (match := _SMALL.search(text))), None)
    return paper._replace(largest_small=int(said[1])) if said else paper


def _as_coarse_as_said(readings: list[Reading], says: Sequence[str], named: Named) -> list[Reading]:
    """The readings, those of averages as coarse as the paper says that it rounds them where they are of few."""
    said = (match for text in says if (match := _COARSE.search(text)))
    most, half = max(((int(match[1]), Fraction(match[2]) / 2) for match in said), default=(0, _HALF))
    of = {one.cell: one.high for one in readings if one.side is Side.OF and one.low == one.high}
    few = {cell for cell, children in of.items() if children <= most}
    if any(_ONE_APART in text for text in says):
        few |= {cell for cell, n in of.items() if abs(n - of.get(_quarter_before(cell), n)) == 1}

    def coarse(one: Reading) -> Reading:
        unit = named.by_id[one.cell.measure].unit
        if one.side is not Side.VALUE or not unit.is_average or one.cell not in few:
            return one
        middle, near = (one.low + one.high) / 2, half if unit.coarse_step > 1 else _HALF
        return one._replace(low=middle - near, high=middle + near)

    return [coarse(one) for one in readings] if few else readings


def _quarter_before(cell: Cell) -> Cell:
    return cell._replace(period=cell.period.back(QUARTER_MONTHS))


def _rules_in(says: Iterable[str]) -> Iterator[Rule]:
    """The rules of hiding that a paper prints."""
    if any("next smallest" in text for text in says):
        yield Rule.NEXT_SMALLEST


def _note_headlines(document: SpokenElement, named: Named) -> None:
    """Take note of the months of headline figures: boxes say them, and the note under all measures at a glance."""
    for part in document.walk():
        if part.tag == "Note":
            for when, refs in _HEADLINES.findall(plain(part.text)):
                measures = [measure for ref in refs.split(", ") if (measure := named.of_ref(ref))]
                for measure, period in ((one, when_in(when)) for one in measures):
                    if period:
                        named.said_of(measure, period)
        for measure in measures_of(part, named)[:1] if part.tag == "Sect" else ():
            texts = (plain(one.text) for one in part.parts[1:] if one.tag == "P")
            said = next((when for text in texts if text.endswith(".") and (when := when_in(text))), None)
            if said:
                named.said_of(measure, said)


def _month_of(title: str, document: SpokenElement) -> Period:
    """The month of a paper, from its title or its first words that say one. Raises NotReadable where none does."""
    texts = (title, *(plain(part.text) for part in document.walk() if part.tag in {"P", "H1"}))
    said = next((match[0] for text in texts if (match := _POSITION.search(plain(text)))), "")
    period = when_in(said.replace("osition at", "osition on"))
    if period is None:
        raise NotReadable("no month is said")
    return period


class _Reader:
    """Goes through a paper once in reading order and remembers of which measures the last box or caption was."""

    def __init__(self, named: Named, month: Period) -> None:
        self._named = named
        self.month = month
        self._measures: tuple[Measure, ...] = ()
        self._latest: dict[str, Period] = {}

    def read(self, element: SpokenElement) -> Iterator[Reading]:
        """The readings of an element and all that is in it."""
        if element.tag == "Table":
            yield from self._table(element)
            return
        if element.tag == "Figure":
            yield from read_circles(element, self._named, self.month)
        measures = measures_of(element, self._named) if element.tag == "Sect" else ()
        if measures:
            self._measures = measures
            self._note_latest(element)
            yield from read_box(element, measures, self._named, self.month)
        elif element.tag == "Sect":
            yield from read_funnel(element, self._named)
        for part in element.parts:
            if part.tag == "P":
                yield from read_hidden_rows(plain(part.text), self._named, self.month)
            if part.kids:
                yield from self.read(part)

    def _table(self, table: SpokenElement) -> Iterator[Reading]:
        caption = next((part for part in table.parts if part.tag == "Caption"), None)
        self._measures = (self._about(plain(caption.text)) if caption else ()) or self._measures
        for row in (part for part in table.walk() if part.tag == "TR"):
            texts = [part.text for part in row.parts]
            for figure in (part for part in row.walk() if part.tag == "Figure"):
                alt = AltText(figure.alt, self._named)
                if alt.measure:
                    groups = [group for text in texts if (group := group_named(text, alt.measure))]
                    yield from alt.readings(None, alt.measure.report_as, next(iter(groups), ""))
        glance = list(read_glance(table, self._named, self.month))
        yield from glance
        if self._measures and not glance:
            latest = self._latest.get(self._measures[0].id, self.month)
            yield from read_numbers(table, self._measures, self._named, latest)

    def _about(self, caption: str) -> tuple[Measure, ...]:
        """The measures of a table's caption: of its number and name, or of its name alone."""
        alone = self._named.named(caption)
        return self._named.titled(caption) or ((alone,) if alone else ())

    def _note_latest(self, box: SpokenElement) -> None:
        """Remember the month of the latest figures of a box, which a table of groups does not say."""
        ends = [AltText(part.alt, self._named).latest for part in box.parts if part.tag == "Figure"]
        for end in ends:
            if end:
                self._latest.update((measure.id, end.last_month) for measure in self._measures)
