"""Findings: the catalogue of what can be wrong with a return, and how each is worded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Strength(StrEnum):
    """How much a finding matters: ``must fix`` stops the report, the others are printed in it."""

    MUST_FIX = "must fix"
    CHECK = "check"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the data that a person should know: where it is, what it is and what to do next.

    ``kind`` is a key of the catalogue, such as ``numerator-over-denominator``. ``what`` and ``remedy`` are whole
    sentences, which never quote a cell that could name a child. ``cell``, ``sheet`` and ``workbook`` are "" where the
    finding is about a whole sheet, workbook or folder. One ``for_officers`` quotes what no public report may print.
    """

    kind: str
    strength: Strength
    what: str
    remedy: str
    workbook: str = ""
    sheet: str = ""
    cell: str = ""
    for_officers: bool = False

    @property
    def place(self) -> str:
        """Where it is: ``health.xlsx › Health › F18``."""
        return " › ".join(part for part in (self.workbook, self.sheet, self.cell) if part)

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.what} {self.remedy}".strip()


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of the catalogue: how much such a finding matters and, in one line, what it means."""

    strength: Strength
    meaning: str


RUN_AGAIN = "and run again."
MOST_OF_A_KIND = 6  # findings of one kind on one sheet that are listed one by one

_STOP, _CHECK, _NOTE = Strength.MUST_FIX, Strength.CHECK, Strength.NOTE

CATALOGUE = {
    # The folder and its files.
    "no-returns": Kind(_STOP, "The folder is missing, empty, or holds no return that can be recognised."),
    "wrong-file-type": Kind(_CHECK, "A spreadsheet in a format that is not read: Apple Numbers or flat OpenDocument."),
    "name-of-another-kind": Kind(_NOTE, "A workbook whose name says another kind; it is read as what it is."),
    "unreadable-workbook": Kind(_STOP, "A file with the name of a workbook that is empty, damaged or something else."),
    "password-protected": Kind(_STOP, "A workbook that cannot be opened without its password."),
    "unsafe-workbook": Kind(_STOP, "A workbook with parts that no genuine one has, or far too large to open."),
    "took-too-long": Kind(_STOP, "A workbook that could not be read in the time that any return needs."),
    "unreadable-text": Kind(_STOP, "A text file (CSV) whose letters, columns or numbers cannot be told."),
    "text-letters": Kind(_NOTE, "A text file (CSV) that does not say how its letters are stored."),
    "lock-without-workbook": Kind(_CHECK, "The mark of an open workbook, without the workbook."),
    "out-of-reach": Kind(_STOP, "A file that may not be read, or a link that leads nowhere or out of the folder."),
    "not-a-file": Kind(_NOTE, "Something with the name of a workbook that is a folder or no ordinary file."),
    "same-workbook-twice": Kind(_NOTE, "A copy of a workbook that is already in the folder."),
    "checked-copy": Kind(_CHECK, "A checked copy beside the workbook it was made from, which was left out."),
    # Sheets.
    "unreadable-sheet": Kind(_STOP, "A sheet whose data is missing from the workbook or damaged."),
    "sheet-too-large": Kind(_CHECK, "A sheet with far more rows or columns than a return has."),
    "stray-cell": Kind(_NOTE, "A value far away from the tables of its sheet."),
    "hidden-sheet": Kind(_CHECK, "A return that lies on a hidden sheet."),
    "hidden-rows": Kind(_NOTE, "Rows or columns of a return that are hidden, and are counted."),
    "not-a-return": Kind(_CHECK, "A sheet with numbers in which no known measure was found."),
    "list-of-children": Kind(_CHECK, "A list with a row for each child, from which nothing is read."),
    "published-figures": Kind(_CHECK, "A file of published figures among the returns, from which nothing is read."),
    # Headings and names.
    "unclear-period": Kind(_STOP, "A heading that does not say which month, quarter or year it means."),
    "table-without-month": Kind(_CHECK, "A table that does not say for which month, quarter or year its figures are."),
    "headings-in-doubt": Kind(
        _STOP, "Headings that are out of order, twice the same, or have day and month exchanged."
    ),
    "heading-out-of-place": Kind(_CHECK, "A heading whose month or year does not fit between those around it."),
    "month-label-from-date": Kind(_CHECK, "Headings typed as months which the workbook holds as days of one year."),
    "year-headings": Kind(_CHECK, "Headings that are bare years, read as years ending on 31 March."),
    "dated-years": Kind(_NOTE, "Headings that are bare years, read by the day of the year that the sheet states."),
    "unknown-measure": Kind(_CHECK, "A row or column of figures whose name is not a known measure."),
    "unclear-measure": Kind(_CHECK, "Figures whose labels fit several measures, or leave the team or age band unsaid."),
    "name-became-date": Kind(_STOP, "A name, such as an age band, that the workbook holds as a date."),
    "part-without-the-rest": Kind(_CHECK, "A numerator or a denominator with neither the other nor a value beside it."),
    "read-as-fractions": Kind(_CHECK, "Numbers up to 1 that were read as decimals, such as 0.94 for 94%."),
    "row-without-name": Kind(_CHECK, "Figures with no name beside them."),
    "column-not-read": Kind(_NOTE, "Figures among the months whose heading is not a period."),
    "figures-of-other-areas": Kind(_NOTE, "Figures of England, a region or neighbours, which are not the council's."),
    "unclear-title": Kind(_CHECK, "A title or a section over figures with words that are not known."),
    "not-the-councils": Kind(_CHECK, "Figures which the words around them say are of England, others or a part only."),
    "part-of-a-total": Kind(_NOTE, "Figures of parts, such as localities, beside those of the whole, which were read."),
    "other-span": Kind(_CHECK, "Figures which the words around them say are of another span of time than the measure."),
    "other-period": Kind(_CHECK, "Figures whose heading is later than the period which their row or the title states."),
    "other-unit": Kind(_CHECK, "Figures which the words around them say are in another unit than the measure."),
    "not-actual": Kind(_CHECK, "Figures which the words around them say are a draft, a plan or superseded."),
    "read-in-thousands": Kind(_CHECK, "Numbers given in thousands by the words around them, and read so."),
    "months-from-totals": Kind(_CHECK, "Totals of the year so far, of which the months were worked out."),
    "span-in-doubt": Kind(_CHECK, "Monthly figures that look like totals of several months, with no word on it."),
    "merged-months": Kind(_CHECK, "One figure in cells merged over several months, which was left out."),
    "merged-quarter": Kind(_NOTE, "A row whose figures are merged over the months of each quarter, read as quarters."),
    "year-to-date-not-read": Kind(_NOTE, "Year-to-date figures, which the report works out from the months."),
    # The reading sheet.
    "reading-changed": Kind(
        _CHECK, "An answer of the reading sheet about a row around which something else stands now."
    ),
    "reading-row-gone": Kind(_CHECK, "An answer of the reading sheet about a row that no return has any more."),
    "reading-contradicted": Kind(_CHECK, "An answered unit of the reading sheet that cannot be that of the figures."),
    "reading-no-effect": Kind(_CHECK, "An answer of the reading sheet about figures that are read as no measure."),
    "reading-answer-unclear": Kind(_CHECK, "An answer of the reading sheet that is none of those to choose from."),
    "reading-not-ours": Kind(_CHECK, "A file called reading.xlsx that is no reading sheet, or is damaged."),
    "reading-misnamed": Kind(_NOTE, "A reading sheet among the returns under another name, which is not used."),
    # Cells.
    "not-a-number": Kind(_STOP, "A cell that should hold a number and holds something else."),
    "formula-without-result": Kind(_STOP, "A formula whose result was never saved in the workbook."),
    "error-in-cell": Kind(_STOP, "A cell that shows an error, such as #REF!."),
    "struck-out": Kind(_CHECK, "A cell of which all or some is struck out, and was not read."),
    "shown-otherwise": Kind(_CHECK, "A cell whose number format hides, replaces or divides the number that it holds."),
    "not-whole": Kind(_STOP, "A count, of children for instance, that is not a whole number."),
    "number-too-large": Kind(_STOP, "A number too large to be a count of anything in a return."),
    "below-zero": Kind(_STOP, "A count, an average or a percentage below zero."),
    "out-of-scale": Kind(_STOP, "A figure that its measure can never have, such as 55 of a score from 0 to 40."),
    "numerator-over-denominator": Kind(_STOP, "A numerator that is more than its denominator."),
    "percentage-does-not-match": Kind(_STOP, "A percentage that does not match its own numerator and denominator."),
    "percentage-out-of-range": Kind(_STOP, "A percentage above 100."),
    "mixed-percentage-scale": Kind(_STOP, "Percentages of one row written both as 0.94 and as 93.5."),
    "unclear-percentage-scale": Kind(_STOP, "Percentages that could be read on two scales."),
    "given-twice": Kind(_STOP, "Two different figures for the same measure and period."),
    "months-not-filled": Kind(_CHECK, "Last months of a sheet in which every figure is 0, taken as not filled in."),
    "missing-month": Kind(_CHECK, "A period inside a run that has no figure."),
    # Lists with a row for each event in a child's life.
    "date-not-read": Kind(_STOP, "A row of a list whose date is missing, cannot be read or may be either of two days."),
    "return-date-not-read": Kind(_CHECK, "A date of return that cannot be read; nothing is counted from it."),
    "child-not-read": Kind(_STOP, "A row of a list whose child cannot be told."),
    "code-not-read": Kind(_STOP, "A row of a list that does not say whether the child was missing or away."),
    "returned-before-missing": Kind(_STOP, "A date of return that is before the date the child went missing."),
    "date-after-as-at": Kind(_STOP, "A date later than the one at which its list is said to be correct."),
    "dates-far-apart": Kind(_STOP, "A date more than a year away from every other of its list."),
    "days-and-months-mixed": Kind(_STOP, "Dates of which some have had their day and month exchanged."),
    "ids-nearly-alike": Kind(_CHECK, "Two ids that differ only in zeros in front, capitals, spaces or dashes."),
    "same-row-twice": Kind(_CHECK, "Two rows of a list that say the same."),
    "episodes-overlap": Kind(_CHECK, "A child who went missing again before they were back."),
    "not-back-before-next": Kind(_CHECK, "A row without a date of return for a child who went missing again."),
    "list-rows-left-out": Kind(_CHECK, "Rows of a list which say that the child is not looked after, or do not count."),
    "list-too-long": Kind(_STOP, "A list that goes on beyond the last row that is read."),
    "empty-list": Kind(_CHECK, "A list with its headings and no rows."),
    "last-month-not-whole": Kind(_CHECK, "A list that stops, or may stop, part of the way through its last month."),
    # The records of children: SSD and SSDA903.
    "record-table-needed": Kind(_CHECK, "Tables of records without the episodes, so that nothing is counted."),
    "record-table-missing": Kind(_CHECK, "An extract of records without some of its tables."),
    "record-day-needed": Kind(_STOP, "An episode of care whose first or last day cannot be read."),
    "record-day-not-read": Kind(_CHECK, "A day in the records that cannot be read; nothing is counted from it."),
    "record-days-too-late": Kind(_CHECK, "Days in the records that lie after all the others, counted as slips."),
    "record-rows-twice": Kind(_CHECK, "Rows of records that stand in two files of one table, and are counted once."),
    "record-tables-differ": Kind(_CHECK, "Two files of one table of records that contradict one another: left out."),
    "record-earlier-snapshot": Kind(_CHECK, "Earlier lists of Annex A beside the latest one, which alone is counted."),
    "record-of-two-sources": Kind(_CHECK, "Records of a second source, from which nothing is counted."),
    "record-code-not-known": Kind(_CHECK, "A code in the records that is not known, and what it was taken for."),
    # The officer's own commentary.
    "comment-not-placed": Kind(_CHECK, "A row of commentary whose measure cannot be told, so that it is not printed."),
    "hidden-commentary": Kind(_CHECK, "Commentary on a hidden sheet, row or column, which is not printed."),
    # What the panel asked for.
    "ask-without-words": Kind(_CHECK, "A row of the panel's asks that does not say what was asked."),
    "ask-answer-not-whole": Kind(_CHECK, "An answer without its date, or a date without its answer."),
    "ask-date-not-read": Kind(_CHECK, "A date of an ask that is missing, cannot be read, or is before its ask."),
    "ask-too-long": Kind(_CHECK, "Words of an ask or an answer that are too long to print whole."),
    # Targets.
    "impossible-target": Kind(_CHECK, "A target that can never be met, such as above 100%."),
    "unclear-target": Kind(_CHECK, "A target that cannot be read as one number."),
    "target-not-read": Kind(_CHECK, "A heading or label that speaks of a target in words that are not known."),
    "targets-differ": Kind(_CHECK, "Two different targets for one measure, in one return or in two."),
}


def found(kind: str, what: str, remedy: str, cell: str = "") -> Finding:
    """A finding of a kind in the catalogue, without workbook and sheet, which the caller adds where it knows them.

    Raises ``KeyError`` for a kind that is not in the catalogue.
    """
    return Finding(kind, CATALOGUE[kind].strength, what, remedy, cell=cell)


def shortened(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings for printing: of many of one kind on one sheet, the first ones and the number of the others.

    Those of one kind of ``CATALOGUE`` on one sheet are put together, at the place of the first of them.
    """
    alike: dict[object, list[Finding]] = {}
    for place, one in enumerate(findings):
        alike.setdefault((one.workbook, one.sheet, one.kind) if one.kind in CATALOGUE else place, []).append(one)
    for same in alike.values():
        kept = same if len(same) <= MOST_OF_A_KIND else same[: MOST_OF_A_KIND - 1]
        yield from kept
        if more := len(same) - len(kept):
            what = f"{more:,} more like these are on the sheet."
            yield replace(kept[-1], what=what, remedy="Look for them too.", cell="")


def first_and_others(places: Sequence[str], most: int) -> str:
    """The first ``most`` of some places, and whether there are others: ``C5, C6 and others``."""
    return ", ".join(places[:most]) + (" and others" if len(places) > most else "")


def first_and_more(names: Sequence[str], most: int, between: str = ", ") -> str:
    """The first ``most`` of some names, and how many others there are: ``a, b and 3 more``."""
    return between.join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
