"""Writes the rows of records in which something is likely to be wrong to a folder that the officer names for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from inputs.careers import Careers, RowsToCheck
from inputs.read import rows_to_check
from report.output.atomic_write import check_writable, replace_all
from report.output.exit_codes import CannotBuild
from report.output.terminal import so_many


def write_rows_to_check(folder: Path, output: Path, reports: Path) -> list[str]:
    """Write them and say so. They name children, so they go neither beside the ``reports`` nor into the returns.

    Raises CannotBuild for such a folder, and for one that cannot be written to.
    """
    for other, what in ((reports, "where reports are written"), (folder, "where the returns are")):
        if output.resolve() == other.resolve():
            remedy = "Name another one with --records-to, to which only those have access who may see them."
            raise CannotBuild([f"{output}: rows of records name children, and this is {what}. {remedy}"])
    made = rows_to_check(folder, _found)
    if not made:
        return ["Nothing in the records is likely to be wrong, or there are none: no rows were written."]
    check_writable(output)
    written = replace_all({output / name: content for name, content in made.items()})
    names = ", ".join(path.name for path in written.values())
    warning = "They name children: keep them as you keep the records, and delete them when you have corrected these."
    return [f"{so_many(len(written), 'file')} with the rows to check written to {output}: {names}. {warning}"]


def _found(careers: Careers) -> Iterator[RowsToCheck]:
    from report.metrics.counting.records.quality import troubles  # noqa: PLC0415  (pandas, and few need it)
    from report.metrics.counting.records.stays import care_of  # noqa: PLC0415

    care = care_of(careers)
    if care.first <= care.last:
        for one in troubles(careers, care):
            yield RowsToCheck(one.seen_in, tuple(one.children.tolist()), one.what)
