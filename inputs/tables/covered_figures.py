"""Finds the figures that a person set out to hide, with a number format that they do not meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from inputs.headings.number_formats import hides_some
from inputs.tables.sheet_tables import Figure

FEWEST_BESIDE = 2  # figures of another format, beside which a format is one of its own


def covered(figures: Sequence[Figure]) -> set[str]:
    """The cells of a series that alone of its row have a format such as [<6]"c";0.

    A whole row or table in such a format is a template's, and shows what it does not hide. On one cell alone the format
    was put there for that figure, and a 9 under it leaves open if it should be seen.
    """
    alone: set[str] = set()
    for role in {figure.role for figure in figures}:
        cells = [
            figure.cell for figure in figures if figure.role is role and isinstance(figure.cell.value, int | float)
        ]
        times = Counter(cell.number_format for cell in cells)
        hiding = {form for form, count in times.items() if count == 1 and form != "General" and hides_some(form)}
        if len(cells) > FEWEST_BESIDE:
            alone |= {cell.address for cell in cells if cell.number_format in hiding}
    return alone
