"""The findings of figures that were left out, since what stands around them says that they are not of the measure."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from inputs.files.workbook_values import Cell
from inputs.findings import RUN_AGAIN, Finding, first_and_others, found
from inputs.headings.fact_words import STRANGERS, UNCLEAR, UNKNOWN, Aspect, Said
from inputs.tables.answered_units import AGAINST_CELLS
from inputs.tables.prove import NotProved

MOST_CELLS = 3  # addresses that one message lists


@dataclass(slots=True)
class _Alike:
    """Figures left out for one reason: the cells that say it with their words, the first figure, and the items."""

    said: Said
    first: Cell
    cells: dict[str, str] = field(default_factory=dict)
    items: set[str] = field(default_factory=set)
    figures: int = 0


class LeftOut:
    """Gathers the figures of a table that were left out, and tells them once for each reason."""

    def __init__(self) -> None:
        self._by_reason: dict[tuple[Aspect, str], _Alike] = {}
        self.by_address: dict[str, Said] = {}

    def add(self, why: NotProved, item: str, cell: Cell) -> None:
        """Remember a figure of an item that was left out."""
        said = self.by_address[cell.address] = why.said
        alike = self._by_reason.setdefault((said.aspect, said.id), _Alike(said, cell))
        alike.cells.setdefault(said.cell, said.words)
        alike.items.add(item)
        alike.figures += 1

    def findings(self, read: Set[str]) -> Iterator[Finding]:
        """One finding for each reason. ``read`` are the items of which the table gave figures of the whole council."""
        for alike in self._by_reason.values():
            yield _finding(alike, parts=alike.items <= read)


def _finding(alike: _Alike, parts: bool) -> Finding:
    said = alike.said
    cells = [cell for cell in alike.cells if cell]
    where = first_and_others(cells, MOST_CELLS) if cells else "the sheet’s name"
    place = next((cell for cell in cells[:1] if cell.isalnum()), alike.first.address)
    figures = "The figure in" if alike.figures == 1 else f"{alike.figures:,} figures from"
    left = f"{figures} {alike.first.address} {'was' if alike.figures == 1 else 'were'} left out: "
    words = " ".join(set(alike.cells.values())) if len(set(alike.cells.values())) == 1 else ""
    quoted = f" (“{words}”)" if words else ""
    if said.aspect is Aspect.WHOSE:
        if parts and said.id not in STRANGERS:
            what = f"{left}by {where}{quoted} they are of parts, and the whole stands beside them and was read."
            return found("part-of-a-total", what, "Nothing needs to be done.", place)
        if said.id == UNCLEAR:
            return _unclear(left, where, place)
        what = f"{left}by {where}{quoted} they are of {said.name}, not of all the council’s children."
        remedy = f"If they are the council’s own, correct {where} and run again; if not, nothing needs to be done."
        if said.id == UNKNOWN:
            remedy = f"If that is the whole council, write “All” or the council’s name in {where} and run again."
        return found("not-the-councils", what, remedy, place)
    if said.aspect is Aspect.SPAN:
        what = f"{left}by {where}{quoted} they are of {said.name}, and the measure is of another span of time."
        remedy = f"Give the figures of the measure’s own span or, if they are, correct {where}, and run again."
        if said.id == "in_term":
            what = f"{left}by {where}{quoted} they are of {said.name}, which is not the time over their columns."
            remedy = "Give them in a table of their own, headed by terms such as Autumn 2025, and run again."
        return found("other-span", what, remedy, place)
    if said.id == AGAINST_CELLS:
        what = f"{left}by {where} they are {said.name}."
        return found("reading-contradicted", what, f"Correct {where} or the figures {RUN_AGAIN}", place)
    if said.aspect is Aspect.UNIT:
        what = f"{left}by {where}{quoted} they are {said.name}, which the measure is not given in."
        return found(
            "other-unit", what, f"Give them in the measure’s own unit or correct {where}, and run again.", place
        )
    what = f"{left}by {where}{quoted} they are {said.name}, not actual figures."
    return found("not-actual", what, f"If they are actual figures, correct {where} and run again.", place)


def _unclear(left: str, where: str, place: str) -> Finding:
    """The finding about figures under a title that is not known as a whole. ``left`` says which were left out."""
    what = f"{left}{where} stands over them, and not all of its words are known, so it is not proved whose "
    what += "they are and what they count."
    remedy = "If they are of the whole council, choose that under “Answer: whose” for all rows of this table in the "
    remedy += f"reading sheet, and save it beside the returns; or take the words out of {where}. Then run again."
    return found("unclear-title", what, remedy, place)
