"""What the numbers of a page mean, on demand: under what they stand in, a list that opens without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from layouts.web.markup import NOTHING, Markup, element, joined, unended, words


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one number means: whose it is (``group``), and under each heading what is said of it, the number first.

    ``place`` is where it is found; of numbers that are the same but for it, the first is listed.
    """

    group: str
    cells: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Meanings:
    """How numbers are explained: the headings of the cells and of the place, and the meaning of a span's ``about``.

    ``summary`` is the line that opens a list ("About these numbers").
    """

    summary: str
    headings: tuple[str, ...]
    of: Callable[[object], Meaning | None]


def explained(abouts: Iterable[object], meanings: Meanings, of: str, section: str, name: str) -> Markup:
    """The closed list of what numbers mean, each once, by whose they are; nothing where none has a meaning.

    ``of`` says for whoever listens what the numbers stand in; ``section`` is the id of the heading they stand under,
    and ``name`` that of the list's own title.
    """
    groups: dict[str, dict[tuple[str, ...], str]] = {}
    for about in abouts:
        if meaning := meanings.of(about):
            groups.setdefault(meaning.group, {}).setdefault(meaning.cells, meaning.place)
    if not groups:
        return NOTHING
    wide = str(len(meanings.headings))
    bodies = [
        element(
            "tbody",
            element("tr", element("th", words(group), colspan=wide, scope="rowgroup")),
            *(_row((*cells, place)) for cells, place in numbers.items()),
        )
        for group, numbers in groups.items()
    ]
    heads = joined(element("th", words(heading), scope="col") for heading in meanings.headings)
    title = element("span", words(f": {of}"), class_="heard") if of else NOTHING
    table = element(
        "table",
        element("caption", words(f"{meanings.summary}{f': {of}' if of else ''}"), class_="heard"),
        element("thead", element("tr", heads)),
        *bodies,
    )
    return element(
        "details",
        element("summary", words(meanings.summary), title, id=name),
        element("div", table, class_="scroll", role="region", tabindex="0", aria_labelledby=f"{section} {name}"),
        class_="meanings",
    )


def _row(cells: tuple[str, ...]) -> Markup:
    first, *others = map(words, cells)
    return unended("tr", joined((unended("th", first), *(unended("td", cell) for cell in others))))
