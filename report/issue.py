"""Issues reports: checks that the files in the output folder are what the returns give, and seals a record of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from inputs.period import Period
from report import __version__
from report.build import Draft, compare_with_issued, set_pages, try_as_strangers
from report.issuing import archive
from report.issuing.archive import IssuedReports, Precedents, read_issued
from report.issuing.file_names import LARGE_PRINT, LEDGER, PDF, WEB, report_files
from report.issuing.record import Edition, Record, as_json, figures_of, sealed
from report.judge import Judged, Progress, judge_returns
from report.metrics.disclosure.protection import RowId
from report.metrics.model.disclosure_rule import Audience
from report.metrics.model.last_report import EarlierFigures
from report.output.atomic_write import check_writable, replace_all
from report.output.exit_codes import CannotBuild
from report.output.folder_lock import one_build_at_a_time
from report.output.terminal import so_many
from report.pages.committee_requests import PRINTED_BY, answer_digest
from report.settings.layout_file import SHEET, name_in_files, shipped_layouts


@dataclass(frozen=True, slots=True)
class Sealed:
    """A report that was issued: its record, and the path of that."""

    path: Path
    record: Record


@dataclass(frozen=True, slots=True)
class Issued:
    """What was issued at once, a record for each layout; ``left`` says of others of the month why they were not."""

    reports: tuple[Sealed, ...]
    left: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines to print of what was issued."""
        lines: list[str] = []
        for one in self.reports:
            papers = [name for edition in one.record.editions for name in edition.files if not name.endswith(LEDGER)]
            names = " and ".join(papers)
            figures = so_many(len(one.record.figures), "figure")
            lines.append(f"{names}: issued, with {figures}. The record is {one.path}.")
            lines.append(f"Its seal, for the minutes: {one.record.seal}")
        return tuple(lines)


class _NothingNew(CannotBuild):
    """A report that was issued before, or is not in the folder: no trouble where there is another one to issue."""


def issue(
    folder: Path,
    period: Period | None,
    output: Path,
    layout: str,
    progress: Progress,
    reissue: str = "",
    audience: Audience | None = None,
) -> Issued:
    """Seal every report of the month in the folder ``output``, in each layout and edition; or one ``layout`` alone.

    Either the public reports or the exempt ones: those for this ``audience``, or with None for that of report.toml.
    Each is built again from the returns and must come out the same, byte for byte, which shows that it was built by
    this version from these returns. Raises CannotBuild where the report itself does not, where there is nothing left
    to issue and no reason to ``reissue``, and where an earlier record is damaged or gone.
    """
    if not output.is_dir():
        raise CannotBuild([f"{output}: there is no such folder of reports. Build the report first, and read it."])
    from report.strangers import made_safe  # noqa: PLC0415 - verify has no use for it

    def made(rows: frozenset[RowId]) -> Issued:
        judged = judge_returns(folder, period, layout, progress, audience=audience, issued_in=output, rows=rows)
        return _issued(judged, output, layout, reissue)

    with one_build_at_a_time(output):
        return made_safe(made)


def _issued(judged: Judged, output: Path, layout: str, reissue: str) -> Issued:
    """What was judged, sealed and written."""
    is_sample, exempt = bool(judged.report.notice), judged.exempt
    before = issued = read_issued(output, is_sample, exempt)
    issued.refuse_another_council(judged.report.settings.council)
    if not issued.whole:
        raise CannotBuild([*map(str, issued.findings), "Nothing is issued until the earlier records are whole."])
    own = judged.report.layout.in_names
    others = [] if layout else _other_layouts(output, judged, own)
    issued, nothing_new, left = _seal_each((own, *others), judged, issued, output, reissue)
    new = issued.records[len(before.records) :]
    if not new:
        raise CannotBuild([*nothing_new, *left])
    return Issued(_write(new, issued, output, is_sample), tuple(left))


def _seal_each(
    layouts: Sequence[str], judged: Judged, issued: IssuedReports, output: Path, reissue: str
) -> tuple[IssuedReports, list[str], list[str]]:
    """The issued reports with those of these layouts, and lines on layouts without anything new and on those left.

    Raises CannotBuild where the first, the report itself, does not come out the same. That is tried as a stranger would
    together with the sheet beside it, as it was when both were built.
    """
    nothing_new: list[str] = []
    left: list[str] = []
    laid: dict[str, _Laid] = {}
    for name in layouts:
        with _or_left(left, must=name == layouts[0]):
            try:
                shown = judged if name == layouts[0] else _in_layout(judged, name)
                laid[name] = _laid(shown, output, reissue, [one for one in layouts if one != name])
            except _NothingNew as trouble:
                nothing_new += trouble.lines
    for name, one in laid.items():
        with _or_left(left, must=name == layouts[0]):
            beside = laid.get(name_in_files(SHEET)) if name == layouts[0] else None
            record = _seal(one, beside.drafts if beside else (), issued, output)
            issued = replace(issued, records=(*issued.records, record))
    return issued, nothing_new, left


@contextmanager
def _or_left(left: list[str], *, must: bool) -> Iterator[None]:
    """Where a report cannot be issued, its lines go to those on what is left, unless it ``must`` be."""
    try:
        yield
    except CannotBuild as trouble:
        if must:
            raise
        left += trouble.lines


def _other_layouts(output: Path, judged: Judged, own: str) -> list[str]:
    """The layouts, by their names in files, of which the folder has such reports of the month beside the usual one."""
    same = (judged.report.card.period, judged.exempt)
    return sorted({one.layout for one, _ in report_files(output, PDF) if (one.period, one.exempt) == same} - {own})


def _in_layout(judged: Judged, in_names: str) -> Judged:
    """What was judged in the layout of that name in files: one beside the returns, or one that ships."""
    beside = sorted(path.name for path in judged.scored.folder.glob("*.toml"))
    layout = next((name for name in (*beside, *shipped_layouts()) if name_in_files(name) == in_names), None)
    if layout is None:
        what = f"The reports in the layout “{in_names}” were not issued: it is not beside the returns."
        raise CannotBuild([f"{what} Issue them with --layout and its file."])
    return judged.in_layout(layout)


@dataclass(frozen=True, slots=True)
class _Laid:
    """One layout's report as it is to be issued, in the editions of it that are in the folder."""

    judged: Judged
    precedents: Precedents
    drafts: tuple[Draft, ...]


def _laid(judged: Judged, output: Path, reissue: str, together: Iterable[str]) -> _Laid:
    """One layout's report, set again. Raises _NothingNew where none is in the folder, or where it was issued before."""
    judged, precedents = compare_with_issued(judged, output, reissue, tuple(together))
    stem = precedents.stem
    if precedents.issued:
        remedy = "To replace it, build and issue it with a reason: --reissue “why”."
        raise _NothingNew([f"{stem}{PDF} has been issued before (seal {precedents.issued.seal[:12]}). {remedy}"])
    large = [edition == LARGE_PRINT for edition in ("", LARGE_PRINT) if (output / f"{stem}{edition}{PDF}").exists()]
    if not large:
        what = f"{stem}{PDF} and its ledger are not both in {output}."
        raise _NothingNew([f"{what} Build the report, read it, and issue it then."])
    drafts = []
    for large_print in large:
        web = (output / f"{stem}{LARGE_PRINT if large_print else ''}{WEB}").exists()
        drafts.append(set_pages(judged, precedents, lambda *_: None, large_print, web))
    return _Laid(judged, precedents, tuple(drafts))


def _seal(laid: _Laid, beside: Sequence[Draft], issued: IssuedReports, output: Path) -> Record:
    """The sealed record of one layout's report. Raises CannotBuild where it is not what is in the folder.

    Raises Told, which is a CannotBuild too, where a stranger who has it and those ``beside`` can work out hidden
    numbers.
    """
    period = laid.judged.report.card.period
    strangers = try_as_strangers([*laid.drafts, *beside], issued.printed.until(period))
    editions = tuple(_edition(draft, output) for draft in laid.drafts)
    record = _record(laid.judged, laid.precedents, editions, figures_of(laid.drafts[0].rows), issued)
    return sealed(replace(record, strangers=strangers))


def _write(new: Iterable[Record], issued: IssuedReports, output: Path, is_sample: bool) -> tuple[Sealed, ...]:
    """Write new records and the list of all seals, all of them or none."""
    folder = output / archive.FOLDER
    check_writable(folder)
    paths = {folder / archive.record_name(record.stem, is_sample): record for record in new}
    seals = {folder / archive.seals_name(is_sample, issued.exempt): archive.list_of_seals(issued.records)}
    written = replace_all({path: as_json(record) for path, record in paths.items()} | seals)
    return tuple(Sealed(written[path], record) for path, record in paths.items())


def verify(output: Path) -> tuple[list[str], bool]:
    """The lines to print of each record of a folder, and whether all records and their files are as they were issued.

    A file that is gone has a line, and is no failure.
    """
    lines: list[str] = []
    whole = True
    for is_sample, exempt in product((False, True), repeat=2):
        issued = read_issued(output, is_sample, exempt)
        for record in issued.records:
            record_lines, unchanged = _verify_record(record, output)
            lines += record_lines
            whole = whole and unchanged
        lines += [str(finding) for finding in issued.findings]
        whole = whole and not issued.findings
    return lines or [f"{output / archive.FOLDER}: no report has been issued here."], whole


def _verify_record(record: Record, output: Path) -> tuple[list[str], bool]:
    """The lines to print of one record, and whether none of its files was changed."""
    why = f", reissued: {record.reissue}" if record.reissue else ""
    files = {name: sha256 for edition in record.editions for name, sha256 in edition.files.items()}
    changed = [name for name, sha256 in files.items() if _is_changed(output / name, sha256)]
    gone = [name for name in files if not (output / name).is_file()]
    which = f"{f' {record.layout}' if record.layout else ''}{' exempt' if record.exempt else ''}"
    heading = (
        f"{record.number}. {record.period.month_text}{which}, {len(record.figures)} figures, seal {record.seal}{why}"
    )
    lines = [f"   {file} is not the file that was issued. Put that back from a copy." for file in changed]
    lines += [f"   {file} is no longer in this folder." for file in gone]
    return [heading, *lines], not changed


def _is_changed(file: Path, sha256: str) -> bool:
    """Whether a file is there and has another SHA-256, or cannot be opened to see."""
    try:
        return file.is_file() and _sha256(file.read_bytes()) != sha256
    except OSError:
        return True


def _edition(draft: Draft, output: Path) -> Edition:
    """The edition, if its files in the output folder are those of the draft. Raises CannotBuild where they are not."""
    pdf, ledger = output / f"{draft.stem}{PDF}", output / f"{draft.stem}{LEDGER}"
    try:
        same = pdf.read_bytes() == draft.pdf and ledger.read_bytes() == draft.ledger
    except FileNotFoundError:
        what = f"{pdf.name} and its ledger are not both in {output}."
        raise CannotBuild([f"{what} Build the report, read it, and issue it then."]) from None
    except OSError:
        raise CannotBuild([f"{pdf.name} or its ledger cannot be opened. Close it elsewhere and run again."]) from None
    if not same:
        what = f"{pdf.name} and its ledger are not what this version of Board Report makes of these returns."
        raise CannotBuild([f"{what} Build the report again, with the same --layout, read it, and issue it then."])
    web = _web_sha256(draft, output)
    return Edition(draft.edition, pdf.name, draft.pages, _sha256(draft.pdf), _sha256(draft.ledger), web)


def _web_sha256(draft: Draft, output: Path) -> str:
    """That of the web edition in the output folder, "" without one. Raises CannotBuild where it is not the draft's."""
    if draft.web is None:
        return ""
    file = output / f"{draft.stem}{WEB}"
    try:
        same = file.read_bytes() == draft.web
    except OSError:
        raise CannotBuild([f"{file.name} cannot be opened. Close it elsewhere and run again."]) from None
    if not same:
        what = f"{file.name} is not what this version of Board Report makes of these returns."
        raise CannotBuild([f"{what} Build the report again with --web and read it, or delete that file."])
    return _sha256(draft.web)


def _record(
    judged: Judged,
    precedents: Precedents,
    editions: tuple[Edition, ...],
    figures: EarlierFigures,
    issued: IssuedReports,
) -> Record:
    report = judged.report
    last = precedents.last
    answers = not PRINTED_BY.isdisjoint(report.layout.parts)
    return Record(
        number=len(issued.records) + 1,
        period=report.card.period,
        date=report.day.isoformat(),
        council=report.settings.council,
        version=__version__,
        editions=editions,
        returns=tuple(sorted({(one.workbook, one.sha256) for one in judged.intake.returns})),
        answered=tuple(sorted(answer_digest(ask) for ask in report.asks if ask.answer and answers)),
        figures=figures,
        reissue=precedents.reissue,
        follows=issued.records[-1].seal if issued.records else "",
        replaces=last.seal if precedents.reissue and last else "",
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
