"""Issues a report: checks that the files in the output folder are what the returns give, and seals a record of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from inputs.period import Period
from report import __version__
from report.build import Draft, compare_with_issued, set_pages
from report.issuing import archive
from report.issuing.archive import IssuedReports, Precedents, read_issued
from report.issuing.record import Edition, Record, as_json, figures_of, sealed
from report.judge import Judged, Progress, judge_returns
from report.metrics.model.last_report import EarlierFigures
from report.output.atomic_write import check_writable, replace_all
from report.output.exit_codes import CannotBuild
from report.output.folder_lock import one_build_at_a_time
from report.pages.committee_requests import answer_digest


@dataclass(frozen=True, slots=True)
class Sealed:
    """A report that was issued: its record, and the path of that."""

    path: Path
    record: Record


def issue(
    folder: Path, period: Period | None, output: Path, layout: str, progress: Progress, reissue: str = ""
) -> Sealed:
    """Seal the report in the folder ``output``, with its large-print edition where that is there too.

    The report is built again from the returns and must come out the same, byte for byte, which shows that it was built
    by this version from these returns. Raises CannotBuild where it does not, where the month was issued before and
    there is no reason to ``reissue`` it, and where an earlier record is damaged or gone.
    """
    if not output.is_dir():
        raise CannotBuild([f"{output}: there is no such folder of reports. Build the report first, and read it."])
    with one_build_at_a_time(output):
        judged, precedents = compare_with_issued(judge_returns(folder, period, layout, progress), output, reissue)
        is_sample = bool(judged.report.notice)
        issued = read_issued(output, is_sample)
        _refuse(issued, precedents)
        drafts = [set_pages(judged, precedents, progress)]
        if (output / f"{precedents.stem}-large-print.pdf").exists():
            drafts.append(set_pages(judged, precedents, progress, large_print=True))
        editions = tuple(_edition(draft, output) for draft in drafts)
        record = sealed(_record(judged, precedents, editions, figures_of(drafts[0].rows), issued))
        path = output / archive.FOLDER / archive.record_name(precedents.stem, is_sample)
        check_writable(path.parent)
        seals = path.with_name(archive.seals_name(is_sample))
        files = {path: as_json(record), seals: archive.list_of_seals((*issued.records, record))}
        return Sealed(replace_all(files)[path], record)


def verify(output: Path) -> tuple[list[str], bool]:
    """The lines to print of each record of a folder, and whether all records and their files are as they were issued.

    A file that is gone has a line, and is no failure.
    """
    lines: list[str] = []
    whole = True
    for is_sample in (False, True):
        issued = read_issued(output, is_sample)
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
    files: dict[str, str] = {}  # SHA-256 by name
    for edition in record.editions:
        files[edition.file] = edition.pdf_sha256
        files[str(Path(edition.file).with_suffix(".ledger.csv"))] = edition.ledger_sha256
    changed = [name for name, sha256 in files.items() if _is_changed(output / name, sha256)]
    gone = [name for name in files if not (output / name).is_file()]
    heading = f"{record.number}. {record.period.month_text}, {len(record.figures)} figures, seal {record.seal}{why}"
    lines = [f"   {file} is not the file that was issued. Put that back from a copy." for file in changed]
    lines += [f"   {file} is no longer in this folder." for file in gone]
    return [heading, *lines], not changed


def _is_changed(file: Path, sha256: str) -> bool:
    """Whether a file is there and has another SHA-256, or cannot be opened to see."""
    try:
        return file.is_file() and _sha256(file.read_bytes()) != sha256
    except OSError:
        return True


def _refuse(issued: IssuedReports, precedents: Precedents) -> None:
    """Raise CannotBuild where an earlier record is damaged or gone, or where this report has been issued."""
    if not issued.whole:
        raise CannotBuild([*map(str, issued.findings), "Nothing is issued until the earlier records are whole."])
    if precedents.issued:
        remedy = "To replace it, build and issue it with a reason: --reissue “why”."
        name = f"{precedents.stem}.pdf"
        raise CannotBuild([f"{name} has been issued before (seal {precedents.issued.seal[:12]}). {remedy}"])


def _edition(draft: Draft, output: Path) -> Edition:
    """The edition, if its files in the output folder are those of the draft. Raises CannotBuild where they are not."""
    pdf, ledger = output / f"{draft.stem}.pdf", output / f"{draft.stem}.ledger.csv"
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
    return Edition(draft.edition, pdf.name, draft.pages, _sha256(draft.pdf), _sha256(draft.ledger))


def _record(
    judged: Judged,
    precedents: Precedents,
    editions: tuple[Edition, ...],
    figures: EarlierFigures,
    issued: IssuedReports,
) -> Record:
    report = judged.report
    last = precedents.last
    return Record(
        number=len(issued.records) + 1,
        period=report.card.period,
        date=report.day.isoformat(),
        council=report.settings.council,
        version=__version__,
        editions=editions,
        returns=tuple(sorted({(one.workbook, one.sha256) for one in judged.intake.returns})),
        answered=tuple(sorted(answer_digest(ask) for ask in report.asks if ask.answer)),
        figures=figures,
        reissue=precedents.reissue,
        follows=issued.records[-1].seal if issued.records else "",
        replaces=last.seal if precedents.reissue and last else "",
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
