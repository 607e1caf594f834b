"""The door of this room: a folder of workbooks in, an intake out. Nothing in the folder makes it raise."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from inputs.cells import Workbook
from inputs.findings import Finding, found
from inputs.intake import Intake, Return, Vocabulary
from inputs.package import Refused, printable
from inputs.recognise import Lexicon
from inputs.sheets import read_sheet
from inputs.workbook import read_workbook

WORKBOOKS = {".xlsx", ".xlsm", ".xltx", ".xltm"}
OTHER_SPREADSHEETS = {
    ".xls": "the old Excel 97-2003 format",
    ".xlsb": "a binary workbook",
    ".ods": "an OpenDocument spreadsheet",
    ".fods": "an OpenDocument spreadsheet",
    ".csv": "a CSV file",
    ".tsv": "a text file of columns",
    ".numbers": "an Apple Numbers spreadsheet",
}
MOST_OF_A_KIND = 6  # findings of one kind on one sheet that are listed one by one


_NOT_RECOGNISED = (
    "No return was recognised in this workbook.",
    "If it is a return, check the names of its measures and the headings of its months.",
)


def read_returns(folder: Path, vocabulary: Vocabulary) -> Intake:
    """Read every workbook of a folder and recognise the returns in them by the names of their measures.

    What cannot be read is a finding with its place and a remedy. Files are taken in the order of their names.
    """
    lexicon = Lexicon(vocabulary)
    returns: list[Return] = []
    findings: list[Finding] = []
    names: list[str] = []
    seen: dict[str, str] = {}
    notice = ""
    for path, about in _files(folder):
        findings += about
        if path is None:
            continue
        names.append(printable(path.name))
        try:
            workbook, found_there = read_workbook(path, folder)
        except Refused as refusal:
            findings.append(replace(refusal.finding, workbook=names[-1]))
            continue
        if workbook.sha256 in seen:
            what = f"This is a copy of {seen[workbook.sha256]}, so it was left out."
            copy = found("same-workbook-twice", what, "Delete one of the two.")
            findings.append(replace(copy, workbook=workbook.name))
            continue
        seen[workbook.sha256] = workbook.name
        findings += [replace(finding, workbook=workbook.name) for finding in found_there]
        some_returns, some_findings = _read_sheets(workbook, lexicon)
        returns += some_returns
        findings += some_findings
        if not (some_returns or some_findings or found_there):
            findings.append(replace(found("not-a-return", *_NOT_RECOGNISED), workbook=workbook.name))
        notice = notice or _notice(workbook, lexicon.words.notice)
    if not returns:
        findings.insert(0, _no_returns(folder, names))
    return Intake(tuple(returns), tuple(_shortened(findings)), tuple(names), notice)


def _files(folder: Path) -> Iterator[tuple[Path | None, list[Finding]]]:
    """Give the workbooks of a folder, and a finding for each spreadsheet of another format."""
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        return
    for path in paths:
        if path.name.startswith((".", "~$")):
            continue
        ending = path.suffix.lower()
        if ending in OTHER_SPREADSHEETS:
            what = f"This is {OTHER_SPREADSHEETS[ending]} and was not read."
            remedy = "Open it in Excel and save it as .xlsx, or take it out of the folder."
            yield None, [replace(found("wrong-file-type", what, remedy), workbook=printable(path.name))]
        elif ending in WORKBOOKS and not _is_folder(path):
            yield path, []


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def _read_sheets(workbook: Workbook, lexicon: Lexicon) -> tuple[list[Return], list[Finding]]:
    returns: list[Return] = []
    findings: list[Finding] = []
    for sheet in workbook.sheets:
        reading = read_sheet(sheet, workbook.name, workbook.sha256, lexicon)
        returns += reading.returns
        findings += [replace(finding, workbook=workbook.name, sheet=sheet.name) for finding in reading.findings]
    return returns, findings


def _notice(workbook: Workbook, words: str) -> str:
    cells = (cell for sheet in workbook.sheets for cell in sheet.cells.values())
    return words if any(words in cell.text for cell in cells) else ""


def _no_returns(folder: Path, names: list[str]) -> Finding:
    if names:
        what = (
            f"No return was recognised in the {len(names)} workbooks of the folder."
            if len(names) > 1
            else ("No return was recognised in the only workbook of the folder.")
        )
        return found("no-returns", what, "Check the names of the measures and the headings of the months in them.")
    if not folder.is_dir():
        return found("no-returns", "There is no such folder of returns.", "Check its name and run again.")
    return found("no-returns", "There is no Excel workbook in the folder.", "Put the returns in it and run again.")


def _shortened(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Keep a sheet with one fault all over it from burying the rest: the last of many says how many more there are."""
    by_kind: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault((finding.workbook, finding.sheet, finding.kind), []).append(finding)
    for same in by_kind.values():
        if len(same) <= MOST_OF_A_KIND:
            yield from same
            continue
        kept = same[: MOST_OF_A_KIND - 1]
        yield from kept
        left = len(same) - len(kept)
        yield replace(
            kept[-1], what=f"{left:,} more like these are on the sheet.", remedy="Look for them too.", cell=""
        )
