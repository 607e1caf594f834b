"""What the page is told of a folder of returns: its workbooks, what was found in them, and the months there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from inputs.files.folder import spreadsheets
from inputs.files.zip_package import printable
from inputs.findings import Finding, shortened
from inputs.intake import Intake, State
from inputs.period import Period
from inputs.read import read_returns
from report.judge import Judged, known_measures
from report.metrics.definitions.measure_library import vocabulary
from report.metrics.model.formatting import month
from report.metrics.model.measure import Measure
from report.output.exit_codes import CannotBuild
from report.output.terminal import so_many

_MOST_MONTHS = 36
_IN_PAGE_WORDS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"--period chooses another", "“Month” chooses another"),
        (r"run again with --period (20\d\d-\d\d)", r"choose \1 under “Month”"),
        (r"with --period,? and run again", "under “Month”"),
        (r",? such as --period 20\d\d-\d\d", " under “Month”"),
        (r"--reissue “why”", "fill in “Replaces an issued report, because”"),
        (r"Leave out --reissue", "Leave “Replaces an issued report, because” empty"),
        (r"To look at the new one first, choose another folder with --output\.", ""),
        (r",? [Oo]r choose another folder with --output\.?", ""),
        (r"Choose another folder with --output", "Take the records of those away"),
        (r"Choose another with --output, or ask", "Ask"),
        (r"\(--exempt\)", "(under “Who it is for”)"),
        (r"with the same --layout", "in the same layout"),
        (r"with --layout and its file", "with its file among the returns"),
        (r"“boardreport guide (\w+)”", r"“\1” in the guide below"),
        (r"the one from inputs/samples/peterborough-2023-12 and change its words", "one, or fill in the form below"),
        (r"Copy one, or fill in", "Fill in"),
        (
            r"Run “boardreport start”, which asks for them and writes it",
            "Fill in “Council, committee and meeting” below",
        ),
        (r"“boardreport template” makes", "“Make blank returns” below makes"),
        (r"“boardreport check” says", "What was found, below the workbooks, says"),
        (r"([Rr]un “boardreport \w+”(?: again)?|give it to “boardreport \w+”)", r"\1 where Board Report is installed"),
        (r"“boardreport (attack|measures|layouts|charts)”", r"“boardreport \1”, where Board Report is installed,"),
        (r"\brun again\b", "build again"),
        (r"\bRun again\b", "Build again"),
    )
)


def in_page_words(lines: Iterable[str]) -> list[str]:
    """Lines of the command line with the names of its options as the page has them."""
    told = []
    for line in lines:
        for pattern, words in _IN_PAGE_WORDS:
            line = pattern.sub(words, line)  # noqa: PLW2901
        told.append(printable(line).replace("\N{NO-BREAK SPACE}", " ").strip())
    return told


def as_data(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Findings as data, each with its strength and its place, in the order met."""
    return [
        {
            "kind": one.kind,
            "strength": str(one.strength),
            "what": in_page_words([one.what])[0],
            "remedy": in_page_words([one.remedy])[0],
            "workbook": printable(one.workbook),
            "place": printable(one.place),
        }
        for one in findings
    ]


def whole_findings(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings for the page: of very many of one kind on one sheet, the first ones and the number of the others."""
    return shortened(findings)


def looked_at(judged: Judged, folder: Path) -> dict[str, Any]:
    """All that the page shows of returns that a report can be built from."""
    card, intake = judged.report.card, judged.intake
    return {
        "council": judged.report.settings.council,
        "period": card.period.month_text,
        "month": month(card.period).replace("\N{NO-BREAK SPACE}", " "),
        "months": _months(intake, card.period),
        "measures": len({score.measure.id for score in card.scores}),
        "returns": judged.report.returns,
        "exempt": judged.exempt,
        "lines": in_page_words(filter(None, (judged.month_line,))),
        "findings": as_data(whole_findings(judged.findings)),
        "workbooks": _workbooks(folder, intake, judged.measures),
    }


def read_alone(folder: Path, findings: Sequence[Finding]) -> dict[str, Any]:
    """What each workbook was read as where no report can be built yet, and the months that there are figures of.

    Their names alone where nothing can be read.
    """
    unread = {"workbooks": [{"name": name, "read_as": ""} for name in _names(folder)], "months": []}
    if not findings:
        return unread
    try:
        measures = known_measures(folder)
    except CannotBuild:
        return unread
    intake = read_returns(folder, vocabulary(measures))
    return {"workbooks": _workbooks(folder, intake, measures), "months": _months(intake)}


def _names(folder: Path, records: Iterable[str] = ()) -> list[str]:
    """The files of the folder that are returns or records, which may be XML."""
    names = [printable(path.name) for path in spreadsheets(folder)]
    return names + [name for name in records if name not in names]


def _workbooks(folder: Path, intake: Intake, measures: Iterable[Measure]) -> list[dict[str, str]]:
    """Each workbook of the folder, and in words what it was read as."""
    owners = {measure.id: measure.owner for measure in measures}
    given: dict[str, tuple[dict[str, None], set[str]]] = {}
    for one in intake.returns:
        services, items = given.setdefault(one.workbook, ({}, set()))
        services.update(dict.fromkeys(owners.get(series.item, "") for series in one.series))
        items.update(series.item for series in one.series)
    names = _names(folder, intake.records)
    return [{"name": name, "read_as": "; ".join(_read_as(name, given, intake))} for name in names]


def _read_as(name: str, given: dict[str, tuple[dict[str, None], set[str]]], intake: Intake) -> Iterator[str]:
    """What a workbook was read as: services with their measures, lists, commentary, requests of the committee."""
    if name in given:
        services, items = given[name]
        yield f"{' and '.join(filter(None, services)) or 'Own measures'}: {so_many(len(items), 'measure')}"
    if name in intake.records or any(one.workbook == name for one in intake.child_lists):
        yield "a list of children, which is counted here and goes no further"
    if asks := sum(one.workbook == name for one in intake.asks):
        yield f"{so_many(asks, 'request')} of the committee"
    if comments := sum(one.workbook == name for one in intake.comments):
        yield f"commentary on {so_many(comments, 'measure')}"
    lines = [line for line in intake.lines if line.workbook == name]
    if unread := sum(not line.used for line in lines):
        yield f"{len(lines) - unread} of {len(lines)} rows of figures read, {unread} not"


def _months(intake: Intake, *latest: Period) -> list[dict[str, str]]:
    """The months of which there is a number, the latest first: those a report can be for."""
    held = {
        point.period.last_month
        for one in intake.returns
        for series in one.series
        for point in series.points
        if any(reading.state is State.NUMBER and reading.value for reading in point.readings)
    }
    months = sorted(held | {one.last_month for one in latest}, reverse=True)[:_MOST_MONTHS]
    return [{"period": one.month_text, "name": one.name} for one in months]
