"""The entrance to this room: reads a folder of workbooks into an ``Intake``. Nothing in the folder makes it raise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from inputs.careers import Careers, RowsToCheck
from inputs.checked.signs import without_list
from inputs.files.deadline import Deadline
from inputs.files.file_bytes import read_file
from inputs.files.folder import NOT_READ, is_folder, lone_locks, spreadsheets
from inputs.files.open_workbook import read_workbook
from inputs.files.workbook_values import Sheet, Workbook
from inputs.files.zip_package import Refused, printable
from inputs.findings import Finding, Strength, first_and_more, found
from inputs.headings.answers import Answers
from inputs.headings.vocabulary import Lexicon
from inputs.intake import Intake, Item
from inputs.lists.set_aside import in_words
from inputs.read_sheet import SheetReading, read_sheet, what_is_missing
from inputs.reading_sheet.read import is_reading_sheet, misnamed
from inputs.records.held_back import HeldBack
from inputs.records.record_layouts import ANNEX_A, title_of
from inputs.tables.workbook_facts import facts_of_service, workbook_facts

ONCE_A_WORKBOOK = {"year-headings", "dated-years"}  # kinds that would repeat themselves on sheet after sheet
_OF_LISTS = frozenset({"list-of-children", "not-a-return"})
MOST_NAMED = 4  # workbooks or sheets that one message lists by name


def read_returns(
    folder: Path, items: Iterable[Item], council: str = "", answers: Answers | None = None, authority: str = ""
) -> Intake:
    """Read every workbook of a folder, in the order of their names, and recognise returns by the names of ``items``.

    ``council`` is the name of the council whose returns they are, and ``authority`` its ONS code, or "": figures of
    another one are not its own.
    ``answers`` are those of the reading sheet, which is no return itself. What cannot be read is a finding with its
    place and a remedy.
    """
    return _read(folder, Lexicon(items, council, authority), answers).intake(lone_locks(folder))


def rows_to_check(folder: Path, check: Callable[[Careers], Iterable[RowsToCheck]]) -> dict[str, bytes]:
    """CSV files, by name, with the rows of records that ``check`` finds in careers. They name children."""
    return _read(folder, Lexicon(()), None).rows_to_check(check)


def _read(folder: Path, lexicon: Lexicon, answers: Answers | None) -> _FolderReading:
    paths = spreadsheets(folder)
    reading = _FolderReading(folder, lexicon, frozenset(printable(path.name) for path in paths), answers)
    for path in paths:
        if path.suffix.lower() in NOT_READ or is_folder(path):
            reading.pass_over(path)
        else:
            reading.take(path)
    reading.take_records()
    return reading


class _FolderReading:
    """Gathers what the workbooks of a folder give, one after another."""

    def __init__(
        self, folder: Path, lexicon: Lexicon, in_folder: frozenset[str], answers: Answers | None = None
    ) -> None:
        self._answers = answers
        self._folder = folder
        self._in_folder = in_folder
        self._lexicon = lexicon
        self._readings: list[SheetReading] = []
        self._recognised = False
        self._aside: set[str] = set()  # workbooks that hold nothing but tables from which no figure may be read
        self._findings: list[Finding] = []
        self._names: list[str] = []
        self._name_by_sha256: dict[str, str] = {}
        self._sheets_by_name: dict[str, list[str]] = {}
        self._notice = ""
        self._held = HeldBack()
        self._careers: tuple[Careers, ...] = ()

    def pass_over(self, path: Path) -> None:
        """Report a spreadsheet in a format that is not read, or a folder with the name of a workbook."""
        title = NOT_READ.get(path.suffix.lower(), "")
        if title:
            remedy = "Save it as an Excel workbook (.xlsx), or take it out of the folder."
            finding = found("wrong-file-type", f"This is {title} and was not read.", remedy)
        else:
            what = "This is a folder with a workbook's name; what is in it was not read."
            finding = found("not-a-file", what, "Move the workbooks that it holds out of it.")
        self._tell(printable(path.name), [finding])

    def take(self, path: Path) -> None:
        """Read one workbook, unless it is a copy of one already read."""
        name = printable(path.name)
        self._names.append(name)
        try:
            content = read_file(path, self._folder) if HeldBack.may_hold(path) else b""
            if not self._held.hold_csv(path, name, content):
                self._take_return(path, name)
            elif self._lexicon.words.notice.encode() in content:
                self._notice = self._lexicon.words.notice
        except Refused as refusal:
            self._tell(name, [refusal.finding])

    def take_records(self) -> None:
        """Make careers of the tables of records that were met; those without their episodes are read as returns."""
        try:
            self._names += self._held.hold_xml(self._folder)
        except Refused as refusal:
            self._tell("", [refusal.finding])
        for path in self._held.files_left():
            self._take_return(path, printable(path.name))
        for workbook, is_whole in self._held.workbooks_left():
            readings = self._read_sheets(workbook, Deadline())
            if is_whole or any(one.gave for one in readings):  # else they are guidance, or lists that are not counted
                self._keep(workbook, (), readings)
        self._tell_what_is_needed()
        self._careers, findings = self._held.careers()
        self._findings += findings
        self._recognised = self._recognised or bool(self._careers)

    def _tell_what_is_needed(self) -> None:
        """Say of tables without their episodes that these are needed, in place of what is said of any list."""
        lists = {one.workbook for one in self._findings if one.kind in _OF_LISTS}
        for names, finding in self._held.lacking():
            if told := lists.intersection(names):
                self._findings = [
                    one for one in self._findings if one.kind not in _OF_LISTS or one.workbook not in told
                ]
                self._findings.append(finding)

    def rows_to_check(self, check: Callable[[Careers], Iterable[RowsToCheck]]) -> dict[str, bytes]:
        """CSV files with the rows that ``check`` finds in the careers, by name."""
        return self._held.rows_to_check(check)

    def _take_return(self, path: Path, name: str) -> None:
        """Read one workbook as a return, unless it holds records."""
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
                what = f"This is a checked copy of {checked}, which is here too, so it was left out."
                remedy = f"Take it out of the folder; if it holds corrections, take {checked} out instead."
                self._tell(name, [found("checked-copy", what, remedy)])
                return
            if is_reading_sheet(workbook):
                self._tell(name, misnamed(name))
            elif not self._held.hold_workbook(workbook):
                self._keep(workbook, about, self._read_sheets(workbook, deadline))
        except Refused as refusal:
            self._tell(name, [refusal.finding])

    def _read_sheets(self, workbook: Workbook, deadline: Deadline) -> list[SheetReading]:
        """Read every sheet of a workbook as one of a return. Raises ``Refused`` where that takes too long."""
        name, digest = workbook.name, workbook.sha256
        self._sheets_by_name[name] = [sheet.name for sheet in workbook.sheets if not sheet.hidden]
        readings = []
        around = workbook_facts(workbook, self._lexicon)
        for sheet in workbook.sheets:
            deadline.check()
            its = facts_of_service(sheet, workbook).under(around)
            readings.append(read_sheet(sheet, name, digest, self._lexicon, its, self._answers))
        return readings

    def _keep(self, workbook: Workbook, about: Iterable[Finding], readings: Sequence[SheetReading]) -> None:
        """Keep what the sheets of a workbook gave; one without a return and with notes at most gets a finding."""
        self._readings += readings
        of_sheets = list(zip(workbook.sheets, readings, strict=True))
        findings = [*about, *(replace(one, sheet=sheet.name) for sheet, its in of_sheets for one in its.findings)]
        recognised = any(one.returns or one.comments or one.has_list or one.is_blank for one in readings)
        self._recognised = self._recognised or recognised
        if aside := list(_set_aside(of_sheets)):
            asked = any(line.asks - {"use"} for one in readings for line in one.lines)  # of measures, all left out
            if not asked and not any(one.gave for one in readings):  # its other sheets are guidance and codes
                self._aside.add(workbook.name)
                findings = [one for one in about if one.strength is Strength.MUST_FIX]
            self._tell(workbook.name, [*aside, *_once(findings)])
            return
        only_notes = all(finding.strength is Strength.NOTE for finding in findings)
        if readings and only_notes and not recognised and not any(one.has_asks for one in readings):
            fullest, _ = max(of_sheets, key=lambda of: -1 if of[0].hidden else of[1].figures)
            shown = [sheet.name for sheet in workbook.sheets if not sheet.hidden]
            findings.append(_nothing_on(fullest, shown, self._lexicon))
        self._tell(workbook.name, _once(findings))
        words = self._lexicon.words.notice
        if any(words in cell.text for sheet in workbook.sheets for cell in sheet.cells.values()):
            self._notice = words

    def _tell(self, name: str, findings: Iterable[Finding]) -> None:
        self._findings += [replace(finding, workbook=name) for finding in findings]

    def intake(self, locks: Iterable[Finding]) -> Intake:
        """All that was read. In a folder without any return, findings to check must be fixed, as they may be why."""
        findings = [*self._findings, *locks]
        if not self._recognised:
            must_fix = {Strength.CHECK: Strength.MUST_FIX}
            findings = [replace(one, strength=must_fix.get(one.strength, one.strength)) for one in findings]
            if not self._aside or set(self._names) != self._aside:
                findings.insert(0, self._no_returns())
        return Intake(
            returns=tuple(one for its in self._readings for one in its.returns),
            findings=tuple(findings),
            workbooks=tuple(self._names),
            notice=self._notice,
            child_lists=tuple(one for its in self._readings for one in its.child_lists),
            asks=tuple(one for its in self._readings for one in its.asks),
            comments=tuple(one for its in self._readings for one in its.comments),
            lines=tuple(one for its in self._readings for one in its.lines),
            careers=self._careers,
            records=self._held.names() if self._careers else (),
        )

    def _no_returns(self) -> Finding:
        """The finding that nothing was recognised, in which workbooks and sheets, and what was looked for."""
        if not self._folder.is_dir():
            return found("no-returns", "There is no such folder of returns.", "Check its name and run again.")
        if not self._names:
            remedy = "Put the returns in it and run again."
            return found("no-returns", "There is no Excel workbook in the folder.", remedy)
        sheets = {name: first_and_more(self._sheets_by_name.get(name, ()), MOST_NAMED) for name in self._names}
        places = [f"{name} ({its})" if its else name for name, its in sheets.items()]
        what = f"We could not find a return in {first_and_more(places, MOST_NAMED, '; ')}."
        looked = f"names of measures, such as “{self._lexicon.example}”, in a table with months, quarters or years"
        remedy = f"We looked for {looked} as headings. Fix the points below and run again."
        return found("no-returns", what, remedy)


def _set_aside(of_sheets: Sequence[tuple[Sheet, SheetReading]]) -> Iterator[Finding]:
    """One finding each for the lists of children of a workbook and for its published figures."""
    for published in (False, True):
        held = [(sheet, one) for sheet, its in of_sheets for one in its.aside if one.published is published]
        if not held:
            continue
        names = list(dict.fromkeys(sheet.name for sheet, _ in held))
        if published:
            what = f"These are figures that the Department for Education publishes ({held[0][1].title}), not a return."
            remedy = (
                "Take the file out of the folder and give it to “boardreport benchmarks”, which sets it beside ours."
            )
            finding = found("published-figures", f"{what} Nothing was read from them here.", remedy)
        else:
            what = f"This is {in_words([one for _, one in held])}: its rows are of one child each, so nothing was read."
            remedy = "Give the counts of a return in its place. "
            remedy += (
                "If its children are to be counted, list 8 is needed, with a row of headings and nothing but a row for "
                "each child below it."
                if any(one.title == title_of(ANNEX_A) for _, one in held)
                else "Then take it out of the folder."
            )
            finding = found("list-of-children", what, remedy)
        yield replace(finding, sheet=first_and_more(names, MOST_NAMED))


def _nothing_on(fullest: Sheet, names: Sequence[str], lexicon: Lexicon) -> Finding:
    """The finding for a workbook without a return: what its fullest sheet lacks, and which sheets it has."""
    what, remedy = what_is_missing(fullest, lexicon)
    # In the remedy, which is never printed in the report: a sheet's name could name a person.
    looked = f" The workbook’s sheets are {first_and_more(names, MOST_NAMED)}." if len(names) > 1 else ""
    return replace(found("not-a-return", what, f"{remedy}{looked}"), sheet=fullest.name)


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of a workbook, those of the kinds in ``ONCE_A_WORKBOOK`` only once."""
    told: set[str] = set()
    for finding in findings:
        if finding.kind not in told:
            yield finding
        told |= {finding.kind} & ONCE_A_WORKBOOK
