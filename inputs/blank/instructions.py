"""The text of a blank return: how to fill it in, and the definitions of its measures."""

from __future__ import annotations

from collections.abc import Iterator

from inputs.blank.blank_return import BlankReturn

HOW_TO, DEFINITIONS = "How to fill this in", "Definitions"

_PURPOSE = (
    "This workbook gives the council’s corporate-parenting report your service’s figures. Fill it in, save it, and "
    "send it back under the same name. "
)
_NO_WORK = "Nothing needs to be formatted, added up or worked out."
_LITTLE_WORK = "Nothing needs to be formatted, added up or worked out, except the middle, shortest and longest wait."
_BEHIND = (
    "For the median, the shortest and the longest, use the same children as the average above. In Excel, use MEDIAN, "
    "MIN and MAX of their days."
)
_SPREAD_PRINTED = (
    "The report prints them only where the average is of {} children or more, since the longest wait is one child’s. "
    "Of fewer, leave them empty and choose “suppressed”."
)
_NO_FIGURE = (
    "0 means none, and is a figure. Where there is no figure, leave its cell empty and choose a reason in the next "
    "cell:"
)
_CHECKED = (
    "Counts are whole numbers. A numerator is never more than its denominator. The groups of a total add up to it."
)
_LOCKED = (
    "Names, headings and figures already given are locked, so that the report finds them again. To correct an earlier "
    "figure, choose Review, then Unprotect Sheet: there is no password. Please say in your message what changed."
)


def how_to_lines(blank: BlankReturn) -> Iterator[tuple[str, bool]]:
    """The lines of the first sheet, each with whether it is a heading."""
    month = blank.month.name
    asked = [(table.name, table.heading(table.new)) for table in blank.tables if table.new is not None]
    yield f"{blank.service}: return for {month}", True
    yield _PURPOSE + (_NO_WORK if blank.fewest_for_spread is None else _LITTLE_WORK), False
    if blank.notice:
        yield blank.notice, True
    yield "What to do", True
    for number, words in enumerate(_steps(asked, month), start=1):
        yield f"{number}. {words}", False
    yield "Where there is no figure", True
    yield _NO_FIGURE, False
    yield "not available: there is one, but it cannot be given yet.", False
    yield "not applicable: there was nothing to count, such as no reviews due.", False
    yield "suppressed: it is too small to show safely.", False
    if blank.fewest_for_spread is not None:
        yield "The median, shortest and longest of an average of days", True
        yield _BEHIND, False
        yield _SPREAD_PRINTED.format(blank.fewest_for_spread), False
    yield "What is checked as you type", True
    yield _CHECKED, False
    yield "“! ” in front of a figure means it does not match another. Correct one of them.", False
    yield "What is locked", True
    yield _LOCKED, False
    yield "Please do not add names of children or staff anywhere in this workbook.", False


def _steps(asked: list[tuple[str, str]], month: str) -> Iterator[str]:
    """What to do, given the sheets with figures due and the headings of the columns to fill in."""
    for name, heading in asked:
        yield f"On the sheet “{name}”, fill in the column {heading}: the shaded cells with a thick border."
    if not asked:
        yield f"Nothing is due from your service for {month}. You may still fill in earlier cells that are empty."
        return
    yield "Give numbers only: the report works out percentages and totals for the year itself."
    yield "Type the date the figures were correct next to “Data correct as at”."
    yield "Earlier cells that are empty, or say “not available”, may be filled in where you now have the figure."
    yield f"Each row says what to count. Full definitions are on the sheet “{DEFINITIONS}”."


def definition_rows(blank: BlankReturn) -> Iterator[tuple[str, ...]]:
    """The rows of the sheet of definitions, the first with its headings."""
    yield "Measure", "In the report", "What is counted", "Out of whom", "Source of the definition"
    for one in blank.definitions:
        yield one.measure, f"{one.ref} {one.called}", one.definition, one.population, one.source
