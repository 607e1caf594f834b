"""The door of this room: a folder of workbooks in, an intake out. Nothing in the folder makes it raise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from inputs.checked.signs import without_list
from inputs.files.deadline import Deadline
from inputs.files.folder import NOT_READ, is_folder, lone_locks, spreadsheets
from inputs.files.open_workbook import read_workbook
from inputs.files.workbook_values import Sheet, Workbook
from inputs.files.zip_package import Refused, printable
from inputs.findings import Finding, Strength, first_and_more, found
from inputs.headings.vocabulary import Lexicon
from inputs.intake import Ask, Comment, Intake, Listing, Return, Vocabulary
from inputs.read_sheet import SheetReading, read_sheet, what_is_missing

ONCE_A_WORKBOOK = {"year-headings", "dated-years"}  # kinds that say the same of sheet after sheet
MOST_NAMED = 4  # workbooks or sheets that one message lists by name


def read_returns(folder: Path, vocabulary: Vocabulary) -> Intake:
    """Read every workbook of a folder and recognise the returns in them by the names of their measures.

    What cannot be read is a finding with its place and a remedy. Files are taken in the order of their names.
    """
    paths = spreadsheets(folder)
    reading = _FolderReading(folder, Lexicon(vocabulary), frozenset(printable(path.name) for path in paths))
    for path in paths:
        if path.suffix.lower() in NOT_READ or is_folder(path):
            reading.pass_over(path)
        else:
            reading.take(path)
    reading.tell_of_locks()
    return reading.intake()


class _FolderReading:
    """Gathers what the workbooks of a folder give, one after another."""

    def __init__(self, folder: Path, lexicon: Lexicon, in_folder: frozenset[str]) -> None:
        self._folder = folder
        self._in_folder = in_folder
        self._lexicon = lexicon
        self._returns: list[Return] = []
        self._listings: list[Listing] = []
        self._comments: list[Comment] = []
        self._asks: list[Ask] = []
        self._recognised = False
        self._findings: list[Finding] = []
        self._names: list[str] = []
        self._name_by_sha256: dict[str, str] = {}
        self._sheets_by_name: dict[str, list[str]] = {}
        self._notice = ""

    def pass_over(self, path: Path) -> None:
        """Tell of a spreadsheet in a format that is not read, or of a folder with a workbook's name."""
        title = NOT_READ.get(path.suffix.lower(), "")
        if title:
            remedy = "Save it as an Excel workbook (.xlsx), or take it out of the folder."
            finding = found("wrong-file-type", f"This is {title} and was not read.", remedy)
        else:
            what = "This is a folder with a workbook's name; what is in it was not read."
            finding = found("not-a-file", what, "Move the workbooks that it holds out of it.")
        self._tell(printable(path.name), [finding])

    def tell_of_locks(self) -> None:
        """Tell of workbooks that are open and not in the folder."""
        self._findings += lone_locks(self._folder)

    def take(self, path: Path) -> None:
        """Read one workbook, unless it is a copy of one already read."""
        name = printable(path.name)
        self._names.append(name)
        deadline = Deadline()
        try:
            workbook, about = read_workbook(path, self._folder, deadline)
            original = self._name_by_sha256.setdefault(workbook.sha256, name)
            if original != name:
                what = f"This is a copy of {original}, so it was left out."
                self._tell(name, [found("same-workbook-twice", what, "Delete one of the two.")])
                return
            workbook, checked = without_list(workbook)
            if checked in self._in_folder - {name}:
                self._tell(name, [_beside_its_original(checked)])
                return
            self._sheets_by_name[name] = _shown_sheets(workbook)
            self._keep(workbook, about, self._read_sheets(workbook, deadline))
        except Refused as refusal:
            self._tell(name, [refusal.finding])

    def _read_sheets(self, workbook: Workbook, deadline: Deadline) -> list[SheetReading]:
        """Read every sheet of a workbook. Raises ``Refused`` where that takes too long."""
        readings = []
        for sheet in workbook.sheets:
            deadline.check()
            readings.append(read_sheet(sheet, workbook.name, workbook.sha256, self._lexicon))
        return readings

    def _keep(self, workbook: Workbook, about: Iterable[Finding], readings: Sequence[SheetReading]) -> None:
        """Keep the returns of a workbook; one that gives none, and nothing else to tell, is told itself."""
        recognised = has_asks = False
        findings = list(about)
        figures: list[int] = []
        for sheet, reading in zip(workbook.sheets, readings, strict=True):
            given = reading.returns or reading.comments
            recognised = recognised or reading.has_list or reading.is_blank or bool(given)
            self._returns += reading.returns
            self._listings += reading.listings
            self._comments += reading.comments
            self._asks += reading.asks
            has_asks = has_asks or reading.has_asks
            findings += [replace(finding, sheet=sheet.name) for finding in reading.findings]
            figures.append(-1 if sheet.hidden else reading.figures)
        self._recognised = self._recognised or recognised
        if (
            not (recognised or has_asks)
            and workbook.sheets
            and all(finding.strength is Strength.NOTE for finding in findings)
        ):
            fullest = workbook.sheets[figures.index(max(figures))]
            findings.append(_nothing_on(fullest, _shown_sheets(workbook), self._lexicon))
        self._tell(workbook.name, _once(findings))
        words = self._lexicon.words.notice
        if any(words in cell.text for sheet in workbook.sheets for cell in sheet.cells.values()):
            self._notice = words

    def _tell(self, name: str, findings: Iterable[Finding]) -> None:
        self._findings += [replace(finding, workbook=name) for finding in findings]

    def intake(self) -> Intake:
        """Give all that was read; a folder without any return must be put right, and so must what kept it from one."""
        return Intake(
            returns=tuple(self._returns),
            findings=tuple(self._findings if self._recognised else [self._no_returns(), *self._put_right()]),
            workbooks=tuple(self._names),
            notice=self._notice,
            listings=tuple(self._listings),
            asks=tuple(self._asks),
            comments=tuple(self._comments),
        )

    def _put_right(self) -> Iterator[Finding]:
        for finding in self._findings:
            yield replace(finding, strength=Strength.MUST_FIX) if finding.strength is Strength.CHECK else finding

    def _no_returns(self) -> Finding:
        """Say that nothing was recognised, in which workbooks and sheets, and what was looked for."""
        if not self._names:
            return _empty_folder(self._folder)
        sheets = {name: first_and_more(self._sheets_by_name.get(name, ()), MOST_NAMED) for name in self._names}
        places = [f"{name} ({its})" if its else name for name, its in sheets.items()]
        what = f"No return was recognised in {first_and_more(places, MOST_NAMED, '; ')}."
        looked = f"names of measures, such as “{self._lexicon.example}”, in a table with months, quarters or years"
        remedy = f"What was looked for: {looked} as headings. Put right what is said below and run again."
        return found("no-returns", what, remedy)


def _nothing_on(fullest: Sheet, names: Sequence[str], lexicon: Lexicon) -> Finding:
    """Say of a workbook without a return what its fullest sheet lacks, and which sheets were looked at."""
    what, remedy = what_is_missing(fullest, lexicon)
    # In the remedy, which is never printed in the report: a sheet's name could name a person.
    looked = f" The workbook’s sheets are {first_and_more(names, MOST_NAMED)}." if len(names) > 1 else ""
    return replace(found("not-a-return", what, f"{remedy}{looked}"), sheet=fullest.name)


def _beside_its_original(original: str) -> Finding:
    what = f"This is a checked copy of {original}, which is here too, so it was left out."
    remedy = f"Take it out of the folder; if it holds corrections, take {original} out instead."
    return found("checked-copy", what, remedy)


def _shown_sheets(workbook: Workbook) -> list[str]:
    return [sheet.name for sheet in workbook.sheets if not sheet.hidden]


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out, of the kinds that one saying is enough for, all but the first of a workbook."""
    told: set[str] = set()
    for finding in findings:
        if finding.kind not in told:
            yield finding
        told |= {finding.kind} & ONCE_A_WORKBOOK


def _empty_folder(folder: Path) -> Finding:
    if not folder.is_dir():
        return found("no-returns", "There is no such folder of returns.", "Check its name and run again.")
    return found("no-returns", "There is no Excel workbook in the folder.", "Put the returns in it and run again.")
