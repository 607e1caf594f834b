"""Makes the sample returns: ``python -m inputs.samples.make_samples [FOLDER]``.

Without a folder it writes beside itself, over the files that are committed. Run from the top of the project.
"""

from __future__ import annotations

import sys
from pathlib import Path

from inputs.samples.asks_book import asks_book
from inputs.samples.excel import workbook_bytes
from inputs.samples.figures import make_figures
from inputs.samples.sheet import SampleBook
from inputs.samples.team_books import adoption_book, health_book, leaving_care_book, virtual_school_book
from inputs.samples.wide_books import headline_book, homes_book, reviews_book, workforce_book

SAMPLE = Path(__file__).parent / "peterborough-2023-12"


def books() -> tuple[SampleBook, ...]:
    """The eight returns, one a service, and the committee's asks, before they are written."""
    figures = make_figures()
    layings_out = (
        headline_book,
        workforce_book,
        reviews_book,
        homes_book,
        adoption_book,
        health_book,
        virtual_school_book,
        leaving_care_book,
    )
    return (*(lay_out(figures) for lay_out in layings_out), asks_book())


def make_samples(folder: Path) -> tuple[Path, ...]:
    """Write the nine workbooks into ``folder``, made if it is not there; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for book in books():
        path = folder / book.name
        path.write_bytes(workbook_bytes(book))
        paths.append(path)
    return tuple(paths)


if __name__ == "__main__":
    for written in make_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE):
        print(written.name)
