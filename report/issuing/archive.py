"""The issued reports of an output folder: their chain of records, whether it is whole, and what binds a new build.

Samples have a chain of their own, and so have exempt reports: no public record names one, and none is held against one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from inputs.findings import Finding
from inputs.period import MONTH, Period
from report.issuing.file_names import ReportName, read_name
from report.issuing.record import ChangedRecord, NotARecord, Record, read_record
from report.metrics.model.findings import found
from report.metrics.model.last_report import EarlierFigures, PrintedFigures
from report.output.exit_codes import CannotBuild

FOLDER = "issued"  # in the output folder
_SAMPLE, _EXEMPT, _RECORD = "sample-", "exempt-", ".record.json"
_SEAL = re.compile(rf"{MONTH} ([0-9a-f]{{64}})", re.ASCII)  # a line of the list of seals
_MOST_BYTES = 20_000_000  # a record or a ledger has well under one million
_PUT_BACK = "Put it back from a copy."


@dataclass(frozen=True, slots=True)
class Precedents:
    """The issued reports that bind a build: ``last``, with which its figures are compared, and ``issued``.

    ``issued`` is the report already issued for its month and layout, which it must equal; None where there is none.
    ``reissue`` is the reason why it replaces that one, or "". ``stem`` begins the names of the build's files.
    ``also_last`` are the reports that were issued in other layouts for the month of ``last``, and ``beside`` those for
    the month of the build.
    """

    stem: str
    last: Record | None = None
    issued: Record | None = None
    reissue: str = ""
    layout: str = ""
    also_last: tuple[Record, ...] = ()
    beside: tuple[Record, ...] = ()

    @property
    def earlier(self) -> EarlierFigures:
        """Every figure of the last report; where its layouts differ, that of the build's own counts."""
        records = (*([self.last] if self.last else []), *self.also_last)
        return {key: figure for record in reversed(records) for key, figure in record.figures.items()}

    @property
    def answered(self) -> frozenset[str]:
        """The digests of the answers that the last report printed, in any layout."""
        records = (*([self.last] if self.last else []), *self.also_last)
        return frozenset(digest for record in records for digest in record.answered)


@dataclass(frozen=True, slots=True)
class IssuedReports:
    """The records of a folder in the order of issue; the months whose record is damaged or gone; and the findings.

    All are of ``exempt`` reports, or all of public ones.
    """

    records: tuple[Record, ...] = ()
    broken: frozenset[Period] = frozenset()
    findings: tuple[Finding, ...] = ()
    exempt: bool = False

    @property
    def whole(self) -> bool:
        """Whether every record is here as it was sealed. A list of seals can be made again from the records."""
        return all(finding.kind == "seals-not-whole" for finding in self.findings)

    @property
    def printed(self) -> PrintedFigures:
        """The figures of every report."""
        return PrintedFigures(tuple((record.period, record.figures) for record in self.records))

    def of(self, period: Period, layout: str = "") -> tuple[Record, ...]:
        """The records of a month and layout: the report as first issued, then each that replaced it."""
        return tuple(record for record in self.records if (record.period, record.layout) == (period, layout))

    def latest(self, period: Period, layout: str = "") -> tuple[Record, ...]:
        """The last record of a month for each layout: first the one asked for, then the usual one, then the others."""
        by_layout = {record.layout: record for record in self.records if record.period == period}
        order = sorted(by_layout, key=lambda name: (name != layout, name))
        return tuple(by_layout[name] for name in order)

    def before(self, period: Period, layout: str = "") -> tuple[Record, ...]:
        """The last reports that were issued for an earlier month, in the order of ``latest``."""
        earlier = max((record.period for record in self.records if record.period < period), default=None)
        return self.latest(earlier, layout) if earlier else ()

    def precedents(self, period: Period, reissue: str, layout: str = "") -> Precedents:
        """The issued reports that bind a build for a month. ``reissue`` is the reason to replace an issued one, or "".

        A reason given before means that same reissue. Raises CannotBuild where there is no report to replace, or where
        the month's own record is damaged or gone.
        """
        month = period.month_text
        if period in self.broken:
            record = f"The record of the report issued for {month}"
            what = f"{record} is damaged, or was changed or taken away after it was sealed."
            raise CannotBuild([f"{what} {_PUT_BACK} Or choose another folder with --output."])
        same, before = self.of(period, layout), self.before(period, layout)
        beside = tuple(record for record in self.latest(period) if record.layout != layout)
        stem = ReportName(period, layout, exempt=self.exempt).stem
        if not reissue:
            issued = same[0] if same else None
            return Precedents(stem, next(iter(before), None), issued, "", layout, before[1:], beside)
        if not same:
            of_layout = f" in the layout “{layout}”" if layout else ""
            what = f"No report for {month} has been issued{of_layout}, so there is none to replace."
            raise CannotBuild([f"{what} Leave out --reissue."])
        number = next((at for at, one in enumerate(same) if at and one.reissue == reissue), len(same))
        again = same[number] if number < len(same) else None
        stem = ReportName(period, layout, number, exempt=self.exempt).stem
        return Precedents(stem, same[number - 1], again, reissue, layout, beside=beside)

    def refuse_another_council(self, council: str) -> None:
        """Raise CannotBuild where the last issued report is of another council; an unnamed council is any."""
        last = self.records[-1].council if self.records else ""
        if not last or not council or " ".join(last.casefold().split()) == " ".join(council.casefold().split()):
            return
        what = f"The reports issued in this folder are of “{last}”, and report.toml names “{council}”."
        remedy = "Choose another folder with --output; so too where the council itself has a new name."
        raise CannotBuild([f"{what} One council’s figures are never held against another’s. {remedy}"])


def record_name(stem: str, is_sample: bool) -> str:
    """The name of the record of a report whose files begin with ``stem``. Samples have records of their own."""
    return f"{_SAMPLE if is_sample else ''}{stem}{_RECORD}"


def seals_name(is_sample: bool, exempt: bool = False) -> str:
    """The name of the list of seals. It shows where the newest record is gone, whose seal no later record names."""
    return f"{_SAMPLE if is_sample else ''}{_EXEMPT if exempt else ''}seals.txt"


def list_of_seals(records: Iterable[Record]) -> bytes:
    """The list of seals: a line for each record in the order of issue, its month and its seal."""
    lines = (f"{record.period.month_text} {record.seal}\n" for record in records)
    return "".join(lines).encode()


def content_of(path: Path) -> bytes:
    """The bytes of a record or ledger; none of a file that is too large to be either. Raises OSError."""
    return path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b""


def read_issued(output: Path, is_sample: bool, exempt: bool = False) -> IssuedReports:
    """Read every record of the output folder; a record that is damaged or was changed is a finding, and is left out.

    Those of public reports, or those of ``exempt`` ones: never both.
    """
    records: list[Record] = []
    findings: list[Finding] = []
    broken: set[Period] = set()
    for path, name in _paths(output / FOLDER, is_sample, exempt):
        try:
            record = read_record(content_of(path))
            if (record.period, record.layout, record.exempt) != (name.period, name.layout, name.exempt):
                raise ChangedRecord
            records.append(record)
            continue
        except ChangedRecord:
            what = "this record of an issued report was changed after it was sealed, so nothing was compared with it."
        except (NotARecord, OSError):
            what = "this record of an issued report cannot be read, so nothing was compared with it."
        broken.add(name.period)
        findings.append(found("record-not-read", what, _PUT_BACK, workbook=path.name))
    records.sort(key=lambda record: record.number)
    if broken:
        return IssuedReports(tuple(records), frozenset(broken), tuple(findings), exempt)
    month_by_seal = _read_seals(output / FOLDER / seals_name(is_sample, exempt))
    seals = {record.seal for record in records}
    gone = frozenset(period for seal, period in month_by_seal.items() if seal not in seals)
    findings = _gaps(records, gone)
    if seals - set(month_by_seal):  # the list was changed or taken away, and no longer shows which record is gone
        what = "this list of seals lacks a record that is here, so it could not tell of one that is not."
        remedy = f"{_PUT_BACK} Where no record is missing, the next report that is issued writes it anew."
        place = f"{FOLDER}/{seals_name(is_sample, exempt)}"
        findings.append(found("seals-not-whole", what, remedy, workbook=place))
    return IssuedReports(tuple(records), gone, tuple(findings), exempt)


def _paths(folder: Path, is_sample: bool, exempt: bool) -> Iterator[tuple[Path, ReportName]]:
    for path in sorted(folder.glob(f"*{_RECORD}")):
        name = read_name(path.name.removeprefix(_SAMPLE).removesuffix(_RECORD))
        if name is not None and (path.name.startswith(_SAMPLE), name.exempt) == (is_sample, exempt):
            yield path, name


def _read_seals(path: Path) -> dict[str, Period]:
    """The month of each seal in the list of seals; none where there is no list."""
    try:
        lines = _SEAL.findall(path.read_text("ascii", errors="replace"))
    except OSError:
        return {}
    return {seal: Period(int(year), int(month)) for year, month, seal in lines}


def _gaps(records: list[Record], gone: Collection[Period]) -> list[Finding]:
    """A finding where the chain is broken: each record names the one before it by its seal, and none is ``gone``."""
    first = records[:1]
    torn = any(after.follows != before.seal for before, after in pairwise(records)) or any(r.follows for r in first)
    if not torn and not gone:
        return []
    who = "a later one names" if torn else "the list of seals has"
    what = f"a record of an issued report is no longer here: {who} it by its seal."
    return [found("record-missing", what, _PUT_BACK, workbook=FOLDER)]
