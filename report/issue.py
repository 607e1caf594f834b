"""Issues a report: sees that what stands in the output folder is what these returns give, and seals a record of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from inputs.intake import Intake
from report import __version__
from report.build import Draft, remembered, set_pages
from report.issuing.archive import FOLDER, Issued, Place, list_of_seals, read_issued, record_name, seals_name
from report.issuing.record import Edition, Record, as_json, figures_of, sealed
from report.judge import Judged, Progress, judge_returns
from report.metrics.model.last_report import Key, Told
from report.metrics.model.period import Period
from report.output.atomic_write import check_writable, replace_all
from report.output.exit_codes import CannotBuild
from report.output.folder_lock import one_build_at_a_time
from report.pages.committee_requests import digest


@dataclass(frozen=True, slots=True)
class Sealed:
    """A report that was issued: its record, and where that stands."""

    path: Path
    record: Record


def issue(
    folder: Path, period: Period | None, output: Path, layout: str, progress: Progress, reissue: str = ""
) -> Sealed:
    """Seal the report that stands in ``output``, with its large-print edition where that stands there too.

    The report is made again from the returns and must come out the same, byte for byte: so it was built by this version
    from these returns. Raises CannotBuild where it does not, where the month was issued before and there is no reason
    to ``reissue`` it, and where a record is not whole.
    """
    if not output.is_dir():
        raise CannotBuild([f"{output}: there is no such folder of reports. Build the report first, and read it."])
    with one_build_at_a_time(output):
        judged, place = remembered(judge_returns(folder, period, layout, progress), output, reissue)
        issued = read_issued(output, bool(judged.report.notice))
        _refuse(issued, place)
        drafts = [set_pages(judged, place, progress)]
        if (output / f"{place.stem}-large-print.pdf").exists():
            drafts.append(set_pages(judged, place, progress, large_print=True))
        editions = tuple(_as_built(draft, output) for draft in drafts)
        record = sealed(_record(judged, place, editions, figures_of(drafts[0].rows), issued))
        path = output / FOLDER / record_name(place.stem, bool(judged.report.notice))
        check_writable(path.parent)
        seals = path.with_name(seals_name(bool(judged.report.notice)))
        files = {path: as_json(record), seals: list_of_seals((*issued.records, record))}
        return Sealed(replace_all(files)[path], record)


def verified(output: Path) -> tuple[list[str], bool]:
    """What is to be said of each record of a folder and its report, and whether all is as it was issued."""
    lines: list[str] = []
    whole = True
    for is_sample in (False, True):
        issued = read_issued(output, is_sample)
        for record in issued.records:
            said, good = _checked(record, output)
            lines += said
            whole = whole and good
        lines += [str(finding) for finding in issued.findings]
        whole = whole and not issued.findings
    return lines or [f"{output / FOLDER}: no report has been issued here."], whole


def _checked(record: Record, output: Path) -> tuple[list[str], bool]:
    name = f"{record.number}. {record.period.month_text}"
    why = f", reissued: {record.reissue}" if record.reissue else ""
    files = [file for edition in record.editions for file in _files(edition)]
    changed = [name for name, sha256 in files if _is_changed(output / name, sha256)]
    gone = [name for name, _ in files if not (output / name).is_file()]
    lines = [f"{name}, {len(record.figures)} figures, seal {record.seal}{why}"]
    lines += [f"   {file} is not the file that was issued. Put that back from a copy." for file in changed]
    lines += [f"   {file} is no longer in this folder." for file in gone]
    return lines, not changed


def _files(edition: Edition) -> tuple[tuple[str, str], tuple[str, str]]:
    """The names of an edition's report and its ledger, each with its SHA-256."""
    ledger = str(Path(edition.file).with_suffix(".ledger.csv"))
    return (edition.file, edition.pdf_sha256), (ledger, edition.ledger_sha256)


def _is_changed(file: Path, sha256: str) -> bool:
    """Whether a file is there and is not the one of that SHA-256, or cannot be opened to see."""
    try:
        return file.is_file() and _sha256(file.read_bytes()) != sha256
    except OSError:
        return True


def _refuse(issued: Issued, place: Place) -> None:
    if not issued.whole:
        raise CannotBuild([*map(str, issued.findings), "Nothing is issued until the earlier records are whole."])
    if place.issued:
        remedy = "To replace it, build and issue it with a reason: --reissue “why”."
        raise CannotBuild([f"{place.stem}.pdf has been issued before (seal {place.issued.seal[:12]}). {remedy}"])


def _as_built(draft: Draft, output: Path) -> Edition:
    """The edition, if the files in the output folder are those of the draft. Raises CannotBuild where they are not."""
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
    judged: Judged, place: Place, editions: tuple[Edition, ...], figures: Mapping[Key, Told], issued: Issued
) -> Record:
    report = judged.report
    return Record(
        number=len(issued.records) + 1,
        period=report.card.period,
        date=report.day.isoformat(),
        council=report.settings.council,
        version=__version__,
        editions=editions,
        returns=_returns(judged.intake),
        answered=tuple(sorted(digest(ask) for ask in report.asks if ask.answer)),
        figures=figures,
        reissue=place.reissue,
        follows=issued.records[-1].seal if issued.records else "",
        replaces=place.last.seal if place.reissue and place.last else "",
    )


def _returns(intake: Intake) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(one.workbook, one.sha256) for one in intake.returns}))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
