"""Makes the sample returns: ``python -m inputs.samples.make_samples [FOLDER]``.

Without a folder it writes beside itself, over the files that are committed; the records of the same children go into a
folder next to it. Run from the top of the project.
"""

from __future__ import annotations

import sys
from pathlib import Path

from inputs.samples import team_books, wide_books
from inputs.samples.asks_book import asks_book
from inputs.samples.excel import workbook_bytes
from inputs.samples.figures import make_figures
from inputs.samples.records import record_files
from inputs.samples.sheet import SampleBook

SAMPLE = Path(__file__).parent / "peterborough-2023-12"
RECORDS = Path(__file__).parent / "peterborough-2023-12-records"


def books() -> tuple[SampleBook, ...]:
    """The eight returns, one a service, and the committee's asks, not yet written."""
    figures = make_figures()
    return (*(lay_out(figures) for lay_out in (*wide_books.LAYOUTS, *team_books.LAYOUTS)), asks_book())


def make_samples(folder: Path) -> tuple[Path, ...]:
    """Write the nine workbooks into ``folder``, made if it is not there; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {folder / book.name: workbook_bytes(book) for book in books()}
    for path, content in paths.items():
        path.write_bytes(content)
    return tuple(paths)


def make_records(folder: Path) -> tuple[Path, ...]:
    """Write the tables of the records into ``folder``, made if it is not there; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {folder / name: content for name, content in record_files().items()}
    for path, content in paths.items():
        path.write_bytes(content)
    return tuple(paths)


if __name__ == "__main__":
    beside = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    for written in (*make_samples(beside), *make_records(beside.with_name(RECORDS.name))):
        print(written.name)
