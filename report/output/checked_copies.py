"""Checked copies: the workbooks with their faults marked, to be mended or mailed. The returns are never written to."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from inputs.careers import is_place_of_records
from inputs.checked.signs import is_untouched_copy
from inputs.files.folder import spreadsheets
from inputs.files.zip_package import printable
from inputs.findings import Finding
from inputs.period import Period
from report.metrics.model import formatting
from report.output.atomic_write import check_writable, replace_all
from report.output.exit_codes import CannotBuild

COPIES_FOLDER = "returns"  # in the output folder
_MOST_NAMED = 8
_NOT_READ = {"same-workbook-twice", "checked-copy"}  # kinds of finding on a workbook that was not read
_NEVER_COPIED = {"list-of-children", "published-figures"}  # children stay where they are; published figures are known
_OF_RECORDS = "record-"  # kinds of finding on a table of records, whose children stay where they are as well


def write_checked_copies(
    folder: Path, copies: Path, findings: Sequence[Finding], period: Period | None = None
) -> tuple[str, ...]:
    """Write a checked copy of each workbook of ``folder`` with findings into ``copies``; gives the lines to print.

    Copies of workbooks that now have none are removed, but never one that somebody has edited. A copy that cannot be
    written has a line and raises nothing: the report, or what stops it, matters more.
    """
    if copies.resolve() == folder.resolve():
        return (f"{copies}: no checked copies were written, since the returns themselves are here. Choose another.",)
    if _leads_elsewhere(copies):
        what = "no checked copies were written, since this is a link to another place."
        return (f"{copies}: {what} Delete it, or choose another place, and run again.",)
    lines: list[str] = []
    written: list[Path] = []
    keep: set[str] = set()
    for path, about in _workbooks(folder, findings):
        name, content = _copy(path, folder, about, period)
        keep.add(name)
        if content:
            _write(copies / name, content, written, lines)
    _remove_others(copies, keep)
    return (*_where(written), *lines)


def _leads_elsewhere(copies: Path) -> bool:
    """Whether the place for copies is a link (on Windows, a junction): what lies behind it is not ours to change."""
    return copies.is_symlink() or (copies.exists() and copies.resolve() != copies.parent.resolve() / copies.name)


def _workbooks(folder: Path, findings: Iterable[Finding]) -> list[tuple[Path, list[Finding]]]:
    """The workbooks of the folder that have findings, with those findings, each once."""
    by_name: dict[str, dict[Finding, None]] = {}
    for finding in findings:
        by_name.setdefault(finding.workbook, {})[finding] = None
    paths = {printable(path.name): path for path in spreadsheets(folder)}
    found = [(paths[name], list(about)) for name, about in by_name.items() if name in paths]
    return [
        (path, about)
        for path, about in found
        if not all(one.kind in _NOT_READ for one in about) and not any(map(_is_of_children, about))
    ]


def _is_of_children(finding: Finding) -> bool:
    """Whether a finding is on a workbook whose rows are of one child each, or on one that is never copied anyway."""
    of_records = finding.kind.startswith(_OF_RECORDS) or is_place_of_records(finding.cell)
    return of_records or finding.kind in _NEVER_COPIED


def _copy(path: Path, folder: Path, about: Sequence[Finding], period: Period | None) -> tuple[str, bytes]:
    """A copy's name and bytes; both empty for a workbook that cannot be opened, which has a finding for that."""
    from inputs.checked.copy import CannotMark, checked_copy  # noqa: PLC0415  (most folders have nothing to mark)

    report = "the corporate-parenting report" + (f" for {formatting.month(period)}" if period else "")
    try:
        copy = checked_copy(path, folder, about, report)
    except CannotMark:
        return "", b""
    return copy.name, copy.content


def _write(copy: Path, content: bytes, written: list[Path], lines: list[str]) -> None:
    if copy.exists() and not is_untouched_copy(copy):
        remedy = "If it holds corrections, put it among the returns in place of the original; else delete it."
        lines.append(f"{copy}: this copy was changed since it was written, so it was left as it is. {remedy}")
        return
    try:
        check_writable(copy.parent)
        written += replace_all({copy: content}).values()
    except CannotBuild as trouble:
        lines.extend(trouble.lines)


def _remove_others(copies: Path, keep: set[str]) -> None:
    """Remove the copies of earlier runs that are not among those to ``keep``, unless somebody edited them."""
    for old in sorted(copies.glob("[!.]* (checked).*")):
        if old.name not in keep and is_untouched_copy(old):
            with contextlib.suppress(OSError):  # open in another program: the next run tries again
                old.unlink()


def _where(written: Sequence[Path]) -> list[str]:
    """The line that names the copies written and their folder; none without a copy."""
    if not written:
        return []
    more = f" and {len(written) - _MOST_NAMED} more" if len(written) > _MOST_NAMED else ""
    names = ", ".join(path.name for path in written[:_MOST_NAMED]) + more
    books = "workbook with its faults marked is" if len(written) == 1 else "workbooks with their faults marked are"
    return [f"The {books} in {written[0].parent}: {names}."]
