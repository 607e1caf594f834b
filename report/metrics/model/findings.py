"""The catalogue of findings: those of reading a return, and those that need to know what the measures mean."""

from __future__ import annotations

from inputs import findings as reading
from inputs.findings import Finding, Kind, Strength
from report.metrics.model import formatting
from report.metrics.model.measure import Source
from report.metrics.model.scorecard import Observation

_STOP, _CHECK, _NOTE = Strength.MUST_FIX, Strength.CHECK, Strength.NOTE

CATALOGUE = {
    # The council's own settings.
    "bad-setting": Kind(_STOP, "An entry of report.toml that cannot be used."),
    "rebase-to-check": Kind(
        _CHECK, "A rebase that changes nothing, is given twice, or leaves too few figures to judge by."
    ),
    "no-settings": Kind(_CHECK, "A folder of returns without a report.toml."),
    "bad-benchmarks": Kind(_STOP, "A file of published figures beside the workbooks that cannot be used."),
    "authority-not-in-benchmarks": Kind(_NOTE, "A council for which no published figures are at hand."),
    # Figures that should agree with one another.
    "average-does-not-match": Kind(_STOP, "An average or a rate that does not match its own numbers."),
    "headline-does-not-reconcile": Kind(_STOP, "Children in care is not last month plus starts minus leavers."),
    "records-do-not-reconcile": Kind(
        _CHECK, "Children in care, counted from records that lack the start or the leaving of some."
    ),
    "years-do-not-reconcile": Kind(_CHECK, "A published year that is not the one before plus starts minus leavers."),
    "parts-do-not-sum": Kind(_STOP, "Groups, such as age bands, that do not add up to their total."),
    "groups-missing": Kind(_CHECK, "A measure of groups in which a whole group has no figure."),
    "quarter-differs-from-months": Kind(_STOP, "A quarter that is not the sum of its three months."),
    "spread-out-of-order": Kind(_STOP, "A median or an average that is not between the shortest and the longest."),
    "population-differs": Kind(_CHECK, "Two measures of the same children that are out of different numbers of them."),
    "population-too-large": Kind(_CHECK, "A measure of some of the children that is out of more than all of them."),
    "outside-its-time": Kind(_CHECK, "Figures of a time in which a measure was not there yet, or is no more."),
    "fewer-times-than-children": Kind(_CHECK, "Fewer times than there were children to whom it happened."),
    "immature-cohort": Kind(_CHECK, "A measure that counts children whose time to be counted is not over yet."),
    "given-alike": Kind(_NOTE, "Figures that two sheets or workbooks both give, with the same values."),
    "not-the-councils": Kind(_STOP, "A level that is not the council’s beside its published one, such as England’s."),
    "far-from-published": Kind(_CHECK, "A level that is far from what was published of the council."),
    "may-be-the-rest": Kind(_CHECK, "A percentage far from the published one, which its difference from 100 is near."),
    # Figures counted from the records of children.
    "counted-from-records": Kind(_NOTE, "Measures that were counted from the records of children."),
    "records-too-short": Kind(_CHECK, "Records of children that hold no whole month."),
    "records-cannot-tell": Kind(_CHECK, "Measures that a table of records cannot give as it stands, and why."),
    "records-to-check": Kind(_CHECK, "Something in the records that is likely to be wrong, and how often."),
    "records-differ": Kind(_CHECK, "A figure of a return that is not what the records of children give."),
    # Figures that should be there, or should not be there yet.
    "nothing-for-the-period": Kind(_STOP, "No figure at all up to the month that the report is for."),
    "after-the-meeting": Kind(_CHECK, "Figures of a period that ends after the meeting, such as a plan."),
    "later-than-the-report": Kind(_CHECK, "Figures of a later month than the one that the report is for."),
    "figures-after-as-at": Kind(_STOP, "Figures for months after the day at which their sheet is said to be correct."),
    "month-not-whole": Kind(_CHECK, "What happened in a month, from a sheet that was correct before the month ended."),
    "counted-before-month-end": Kind(_NOTE, "A count at the end of a month, from a sheet correct some days before."),
    "filled-in-ahead": Kind(_NOTE, "Noughts in months that are still to come."),
    "no-figure-for-the-period": Kind(_CHECK, "A measure whose figures stop before the month that the report is for."),
    "stale-return": Kind(_CHECK, "A sheet of several measures that all stop before the month the report is for."),
    "never-given": Kind(_NOTE, "Measures that the report has a place for, and that were never given."),
    "not-supplied": Kind(_CHECK, "Measures that the report should hold and no return gives, by who owes them."),
    "counts-missing": Kind(_CHECK, "Percentages given without their counts, which cannot make a year to date."),
    "year-to-date-not-whole": Kind(_CHECK, "Months that start after April, so that there is no year to date."),
    # Small numbers.
    "shown-in-sums": Kind(_NOTE, "Measures given by quarter or year, since most of their months would be hidden."),
    "better-in-sums": Kind(_NOTE, "Measures of which most months are hidden, and sums of months would not be."),
    "hidden-beside": Kind(_NOTE, "Figures hidden so that a small number hidden beside them cannot be worked out."),
    "whole-rows-hidden": Kind(_CHECK, "Measures of which every figure is hidden, since hiding some was not enough."),
    "hidden-too-late": Kind(_CHECK, "A small number that what papers print may give away, whatever is hidden now."),
    # Figures that are not likely.
    "year-to-date-differs": Kind(_CHECK, "A year to date that is not what the counts of its months make."),
    "improbable-change": Kind(
        _CHECK, "A latest figure that moved further than chance explains, or so far that it should be asked."
    ),
    "figure-apart": Kind(_CHECK, "An earlier figure that stands far apart from those on both sides of it."),
    "month-copied": Kind(_CHECK, "A sheet or a measure whose last month is in all figures the month before."),
    "row-may-have-slipped": Kind(_CHECK, "A row that begins a month after all others, as if it had slipped by one."),
    "months-repeated": Kind(
        _CHECK, "Last months that are those of months before, or of another measure, as if copied."
    ),
    "rows-exchanged": Kind(_CHECK, "Two measures or groups that, from one month on, are where the other one was."),
    "turned-round": Kind(_CHECK, "A percentage that, from one month on, is near what was left of 100% before."),
    "nobody-counted": Kind(_CHECK, "A last month of 0 out of 0, where every month before was of five or more."),
    "copied-forward": Kind(
        _CHECK, "A figure that has not changed at all for three months, which chance seldom does: it may be copied."
    ),
    # The officer's own commentary.
    "marks-left-out": Kind(_CHECK, "A mark in the council’s own words, such as an emoji, that the font does not have."),
    "letters-not-printed": Kind(_STOP, "A letter in the council’s own words that the report’s font does not have."),
    "comment-not-shown": Kind(_NOTE, "Commentary on a measure that the report does not show."),
    "comment-given-twice": Kind(_CHECK, "Two commentaries on one measure, of which the first is printed."),
    "claim-not-supported": Kind(_CHECK, "Commentary that claims what the figures of its measure do not show."),
    "number-not-in-figures": Kind(_CHECK, "A number in commentary that is no figure of its measure."),
    "action-overdue": Kind(
        _CHECK, "An action of a commentary that was due before the meeting, or before the period ended."
    ),
    "may-name-a-child": Kind(_CHECK, "Commentary that looks as if it named a child, or spoke of very few."),
    "words-kept-out": Kind(
        _CHECK, "Words of the council’s own that could give away a hidden number, and are not printed."
    ),
    "long-sentence": Kind(_NOTE, "A sentence of commentary with more than 25 words."),
    "word-not-preferred": Kind(_NOTE, "A word in commentary for which the report prefers another."),
    "acronym-not-expanded": Kind(_NOTE, "An acronym in commentary that is not said in full where it is first used."),
    # Targets.
    "target-against-polarity": Kind(_CHECK, "A target stated the wrong way round for what it measures."),
    "target-of-another-year": Kind(_CHECK, "A target whose heading is of another period than the report, not used."),
    "unclear-tolerance": Kind(_CHECK, "A tolerance, or a limit of amber, that cannot be told, and is not used."),
    "rating-differs": Kind(_CHECK, "A rating in a return (RAG) that is not the status of the report."),
    "direction-differs": Kind(_CHECK, "A direction of travel in a return that its own figures contradict."),
    "polarity-differs": Kind(_CHECK, "A return that says good of what the report takes for bad."),
    "target-always-met": Kind(_CHECK, "A target that no figure can miss, such as 0% or more."),
    # The report before this one.
    "restated": Kind(_CHECK, "A figure that is not what the last report said, with no reason in report.toml."),
    "marked-as-revised": Kind(
        _NOTE, "A figure that differs from the last report and is marked as revised, or explained."
    ),
    "measure-changed": Kind(_CHECK, "A measure that is in most months not what it was in the last report or build."),
    "measures-exchanged": Kind(_CHECK, "Two measures, or groups, of which each has what the other had before."),
    "months-exchanged": Kind(_CHECK, "Two months of a measure of which each has what the other had before."),
    "changed-since-last-build": Kind(_NOTE, "A figure that differs from the last build for the same month."),
    "differs-from-issued": Kind(
        _CHECK, "A figure that a report issued for the same month, in another layout, has not."
    ),
    "ledger-not-read": Kind(_NOTE, "The ledger of the last report cannot be read, so nothing is compared with it."),
    "record-not-read": Kind(_CHECK, "The record of an issued report that is damaged, or was changed since."),
    "record-missing": Kind(
        _CHECK, "The record of an issued report that a later record, or the list of seals, names is not there."
    ),
    "seals-not-whole": Kind(_CHECK, "The list of the seals of issued reports is missing or incomplete."),
    # What the panel asked for.
    "ask-place-unknown": Kind(_CHECK, "An answer that points to a place that is not in the report."),
    "ask-after-meeting": Kind(_NOTE, "An ask dated after the meeting of the report in which it stands."),
    "asks-not-printed": Kind(_CHECK, "A list of the panel's asks, and a layout without the part that prints it."),
    # The finished report.
    "text-altered": Kind(_CHECK, "Text that was shortened to fit its page, or from which a mark was left out."),
    "not-true-in-print": Kind(_CHECK, "Something on a finished page that a printer would refuse."),
}

EVERY = {**reading.CATALOGUE, **CATALOGUE}
"""Every kind of finding by its name: those of ``inputs`` and those of ``report``."""


def found(
    kind: str, what: str, remedy: str, at: Observation | Source | None = None, cell: str = "", workbook: str = ""
) -> Finding:
    """A finding of a kind in ``EVERY``, placed at ``cell``, else at the first cell of ``at``, else at ``workbook``.

    Its no-break spaces become ordinary ones. Raises ``KeyError`` for a kind that is not in the catalogue.
    """
    source = next(iter(at.sources), None) if isinstance(at, Observation) else at
    return Finding(
        kind=kind,
        strength=EVERY[kind].strength,
        what=what.replace(formatting.NBSP, " "),
        remedy=remedy.replace(formatting.NBSP, " "),
        workbook=source.workbook if source else workbook,
        sheet=source.sheet if source else "",
        cell=cell or (source.cells[0] if source else ""),
    )
