"""Reads the measure library: our own TOML files and an officer's ``measures.toml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from inputs.files.toml_schema import Unreadable, read_file
from inputs.headings.folding import fold
from inputs.intake import Item, Return
from inputs.suggestions import unknown_names
from report.metrics.definitions.average_spread import with_spread
from report.metrics.definitions.measure_schema import MEASURE_FILE, OTHER_MEASURES, made_of
from report.metrics.model.measure import Measure, Polarity, Unit
from report.metrics.model.period_type import PeriodType

if TYPE_CHECKING:  # it reads workbooks, which a list of measures needs not
    from inputs.reading_sheet.read import OwnMeasure

LOCAL_FILE = "measures.toml"
DIVISIBLE = {  # nouns of what may be half of one
    *("fte", "ftes", "wte", "post", "posts", "staff", "workers", "vacancies", "hours", "days", "weeks"),
    *("pounds", "cost", "costs", "spend", "points"),
}
_SPANS = {
    PeriodType.IN_MONTH: ("in_month",),
    PeriodType.SNAPSHOT: ("at_the_end", "on_31_march"),
    PeriodType.ROLLING_12_MONTHS: ("in_year", "last_12_months", "at_the_end", "on_31_march"),
    PeriodType.IN_QUARTER: ("quarter",),
    PeriodType.IN_TERM: ("termly",),
    PeriodType.FINANCIAL_YEAR: ("in_year",),
    PeriodType.SCHOOL_YEAR: ("in_year", "termly"),
    PeriodType.THREE_YEARS: ("in_year", "three_years", "three_years_mean"),
    PeriodType.BIRTHDAY_WINDOW: ("in_year", "at_the_end", "on_31_march"),
    PeriodType.YEAR_TO_DATE: (),
    PeriodType.ROLLING_36_MONTHS: (),
}
"""The spans that a label may say of a figure of each period type, by their ids in the words for labels."""
_FIRST = {1: 7, 2: 2, 3: 4, 4: 3, 5: 4, 6: 2, 7: 2}
"""How many measures each section had when councils began to write their own. No council may take their references.

Those that came later give way to a council's own, so that a folder of returns goes on as it was.
"""
_OWN = "own"  # the kind of the measures that are described in the reading sheet
_SERVICE = "service whose return gives it"
_UNREADABLE = Unreadable(
    not_opened="this file cannot be opened. Ask its owner for access.",
    not_utf_8="this file is not saved as UTF-8 text. Save it again as UTF-8.",
    not_toml="this is not a TOML file we can read ({trouble}). Fix it there.",
)


class BadMeasure(ValueError):
    """A measure file says something we cannot use; ``problems`` holds one sentence for each, with its remedy."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@cache
def read_library() -> tuple[Measure, ...]:
    """Every measure that ships with the report builder, in order of reference, averages with what lies behind them."""
    folder = resources.files("report.metrics") / "library"
    files = (entry for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return with_spread(sorted((m for file in files for m in _measures(file)), key=_place))


def _place(measure: Measure) -> tuple[int, ...]:
    """The place of a shipped measure among the others: its section, and where it stands in that."""
    return tuple(map(int, measure.ref.split(".")))


def read_local(folder: Path, shipped: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The measures an officer adds beside the workbooks; none where there is no ``measures.toml``.

    Raises BadMeasure where the file cannot be used or takes the id or reference of a shipped measure.
    """
    path = folder / LOCAL_FILE
    if not path.is_file():
        return ()
    local = _measures(path)
    problems = [*_taken(local, [m for m in shipped if not _came_later(m)]), *_pointing_nowhere(local, shipped)]
    if problems:
        raise BadMeasure(f"{LOCAL_FILE}: {problem}" for problem in problems)
    return with_spread(replace(m, local=True) for m in local)


def beside_own(shipped: Iterable[Measure], own: Sequence[Measure]) -> tuple[Measure, ...]:
    """The measures without those that came later and that a council has as its own, by id, reference or name."""
    known = tuple(shipped)
    if not own:
        return known
    taken = {word for m in own for word in (m.id, m.ref)}
    names = {fold(name) for m in own for name in _all_names(m)}
    gone = {
        m.id
        for m in known
        if _came_later(m) and (taken & {m.id, m.ref} or not names.isdisjoint(map(fold, _all_names(m))))
    }
    gone |= {m.id for m in known if m.spread_of in gone}
    lost = gone - {m.id for m in own}
    return tuple(_without_links(m, lost) for m in known if m.id not in gone)


def _all_names(m: Measure) -> tuple[str, ...]:
    return (m.name, m.short_name, *m.names)


def _came_later(m: Measure) -> bool:
    """Whether a measure of ours came when councils may have had one of their own for it."""
    section, _, place = m.ref.partition(".")
    return not m.local and m.kind != _OWN and int(place) > _FIRST.get(int(section), 0)


def _without_links(m: Measure, lost: Collection[str]) -> Measure:
    links = {key: "" for key in OTHER_MEASURES if getattr(m, key) in lost} if lost else {}
    return replace(m, **links) if links else m  # type: ignore[arg-type]  # every link is a text


def with_local(shipped: tuple[Measure, ...], folder: Path) -> tuple[Measure, ...]:
    """The shipped measures and those of the folder's own file. Raises as ``read_local`` does."""
    local = read_local(folder, shipped)
    return (*beside_own(shipped, local), *local)


def with_own(known: tuple[Measure, ...], own: Iterable[OwnMeasure]) -> tuple[Measure, ...]:
    """The measures and those that the officer described in the reading sheet."""
    described = own_measures(own, known)
    return (*beside_own(known, described), *described)


def with_names(measures: Iterable[Measure], names: Mapping[str, Sequence[str]]) -> tuple[Measure, ...]:
    """The measures with the names that the council’s returns give some of them, by id."""
    return tuple(replace(m, names=(*m.names, *names[m.id])) if m.id in names else m for m in measures)


def own_measures(own: Iterable[OwnMeasure], known: Sequence[Measure]) -> tuple[Measure, ...]:
    """The measures that the officer described in the reading sheet, in a section of their own like ``measures.toml``’s.

    One of an id that is known already is that measure.
    """
    taken = {measure.id for measure in known}
    refs = {measure.ref for measure in known}
    free = (ref for number in count(1) if (ref := f"L{number}") not in refs)
    described = [(one, next(free)) for one in own if one.id not in taken]
    return with_spread(_described(one, ref) for one, ref in described)


def with_owners(measures: Iterable[Measure], returns: Sequence[Return]) -> tuple[Measure, ...]:
    """The measures, those of the reading sheet owned by the service that owns all the others of their workbook."""
    known = tuple(measures)
    owners = {m.id: m.owner for m in known if m.kind != _OWN}
    books: dict[str, set[str]] = {}
    of_books: dict[str, set[str]] = {}
    for workbook, item in ((one.workbook, series.item) for one in returns for series in one.series):
        books.setdefault(item, set()).add(workbook)
        of_books.setdefault(workbook, set()).update({owners[item]} if item in owners else ())
    told = {m.id: {one for book in books.get(m.id, ()) for one in of_books[book]} for m in known if m.kind == _OWN}
    return tuple(replace(m, owner=min(told[m.id])) if len(told.get(m.id, ())) == 1 else m for m in known)


def _described(own: OwnMeasure, ref: str) -> Measure:
    name = own.name.replace("{", "(").replace("}", ")")
    return replace(
        made_of(
            id=own.id,
            ref=ref,
            name=own.name,
            definition="Local definition: as the service’s return counts it.",
            population="As the service’s return counts it",
            counts="cases",
            owner=_SERVICE,
            source="Local definition",
            message=f"{name}: {{value}} {{when}}.",
            unit=Unit.RATE if own.unit == "mean" else Unit(own.unit),
            polarity=Polarity(own.polarity),
            period_type=PeriodType(own.span) if own.span in set(PeriodType) else PeriodType.IN_MONTH,
            kind=_OWN,
            names=(own.name,),
            decimals=own.decimals,
        ),
        local=True,
    )


def _taken(local: Sequence[Measure], shipped: Sequence[Measure]) -> Iterable[str]:
    taken = {name for m in shipped for name in (m.id, m.ref)}
    for m in local:
        if taken & {m.id, m.ref}:
            yield f"the id or ref of “{m.name}” ({m.id}, {m.ref}) is already used. Choose another."
        taken |= {m.id, m.ref}


def _pointing_nowhere(local: Sequence[Measure], shipped: Sequence[Measure]) -> Iterable[str]:
    known = [m.id for m in (*shipped, *local)]
    named = [getattr(m, key) for m in local for key in OTHER_MEASURES if getattr(m, key)]
    return unknown_names(named, known, "measure")


def vocabulary(measures: Iterable[Measure]) -> tuple[Item, ...]:
    """The names by which returns report these measures, as the reader wants them."""
    return tuple(
        Item(
            id=m.id,
            kind=m.kind,
            counts=m.counts,
            report_names=() if m.spread_of else (m.ref, m.name, m.short_name),
            names=m.names if m.spread_of else tuple(dict.fromkeys((*m.names, m.name, m.short_name))),
            published_names=() if m.spread_of else (*_other_printed_names(m), *m.published_names),
            accepts=_accepts(m),
            numerator_names=m.numerator_names,
            denominator_names=m.denominator_names,
            groups={} if m.spread_of else m.groups,
            percentage=m.unit is Unit.PCT,
            spread_of=m.spread_of,
            spread=m.spread,
            of=tuple(map(fold, (m.name, m.statutory_name, m.population, *m.names))),
            span=m.period_type,
            unit=m.unit,
            adds_up=m.combine == "sum",
            whole=_counts_whole_things(m),
            also=_also(m),
            ranged=m.polarity is Polarity.WITHIN_RANGE,
            least=m.least,
            most=m.most,
        )
        for m in measures
    )


def _accepts(m: Measure) -> tuple[str, ...]:
    """The parts of labels that change nothing of a measure: its own, and those of the spans that it may be of."""
    spans = (part for kind in (m.period_type, *_also(m)) for part in _SPANS[PeriodType(kind)])
    return tuple(dict.fromkeys((*m.accepts, *spans, *(("done",) if m.unit is Unit.PCT else ()))))


def _also(m: Measure) -> tuple[str, ...]:
    """The other spans that its figures may be of, where a return says so: a year's also so far, or rolling."""
    of_year = (PeriodType.YEAR_TO_DATE, PeriodType.ROLLING_12_MONTHS)
    return tuple(dict.fromkeys((*m.also, *(of_year if m.period_type is PeriodType.FINANCIAL_YEAR else ()))))


def _counts_whole_things(measure: Measure) -> bool:
    """Whether a measure counts what cannot be divided: it says no decimals, and no posts, hours or days are counted."""
    if measure.unit is Unit.COUNT and measure.decimals:
        return False
    nouns = set(re.findall(r"[a-z]+", f"{measure.counts} {measure.out_of}".casefold()))
    return measure.unit in {Unit.COUNT, Unit.PCT} and nouns.isdisjoint(DIVISIBLE)


def _other_printed_names(m: Measure) -> Iterable[str]:
    """The names that the report prints beside those of the measure; a single word, such as Times, is no name alone."""
    return (name for name in (m.statutory_name, m.pair_name, m.value_name) if " " in name)


def _measures(path: Path | Traversable) -> tuple[Measure, ...]:
    measures, problems = read_file(path, MEASURE_FILE, _UNREADABLE)
    if problems or measures is None:
        raise BadMeasure(f"{path.name}: {problem}" for problem in problems)
    return measures
