"""What has been read of downloaded files: the figures of each measure in each table, and why others were not taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from inputs.period import Period
from report.metrics.benchmarks.councils import councils, current_code
from report.metrics.benchmarks.published_figures import Neighbours, PublishedFigure
from report.metrics.benchmarks.store import BadBenchmarks
from report.metrics.model.scorecard import Release

Row = Mapping[str, str]
_YEAR = re.compile(r"(20\d\d)(?:/(\d\d))?", re.ASCII)


class TakenIn(NamedTuple):
    """The figures of one measure in one table of a file; none where ``why`` says why they were not taken.

    ``fills`` marks a store that only fills what no table of the same year gives.
    """

    file: str
    table: str
    measure: str
    release: Release
    figures: tuple[PublishedFigure, ...] = ()
    why: str = ""
    fills: bool = False

    @property
    def year(self) -> int:
        """The year of its release."""
        return release_year(self.release)


def release_year(release: Release) -> int:
    """The year in which the last year of a release ends: of “school year 2024/25”, 2025. 0 where it says none."""
    found = _YEAR.findall(release.release)
    return max((int(first[:2] + second) if second else int(first) for first, second in found), default=0)


@dataclass(slots=True)
class PublishedData:
    """What has been read so far.

    ``authorities`` are the latest rows of tables by the authority's old code (three digits), which it keeps where its
    new code is replaced; so are ``neighbours_by_old_code``, whose neighbours are old codes too. ``old_codes`` are those
    by every new code that a table has. ``unused`` are sentences on files of which nothing is used.
    """

    taken: list[TakenIn] = field(default_factory=list)
    authorities: dict[str, Row] = field(default_factory=dict)
    neighbours_by_old_code: dict[str, Neighbours] = field(default_factory=dict)
    old_codes: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)

    def neighbours(self) -> dict[str, Neighbours]:
        """The neighbours by GSS codes; authorities with a number that nobody has are left out."""
        codes = {one.number: current_code(one.code) for one in councils() if one.code}
        codes |= {old: current_code(row["new_la_code"]) for old, row in self.authorities.items()}
        return {
            codes[old]: Neighbours(tuple(codes[each] for each in neighbours.codes), neighbours.model)
            for old, neighbours in self.neighbours_by_old_code.items()
            if old in codes and all(each in codes for each in neighbours.codes)
        }

    def current(self, code: str) -> str:
        """The code under which an area's figures are kept: of an area that had two, the one it has now."""
        latest = self.authorities.get(self.old_codes.get(code, ""))
        return current_code(latest["new_la_code"] if latest else code)

    def newest(self, before: Mapping[str, int]) -> tuple[list[PublishedFigure], list[TakenIn]]:
        """The figures of each measure's newest release, and all that was read with why what is older was not taken.

        ``before`` is the year of the release that is at hand of each measure; an older one does not replace it. Raises
        BadBenchmarks where one release has two values.
        """
        told: list[TakenIn] = []
        figures: dict[tuple[str, str, Period], PublishedFigure] = {}
        for one in sorted(self.taken, key=lambda one: (-one.year, one.fills)):
            rivals = [other for other in self.taken if other.measure == one.measure and other.figures]
            latest = max((other.year for other in rivals), default=0)
            if one.figures and one.year < max(latest, before.get(one.measure, 0)):
                newer = next((other.file for other in rivals if other.year > one.year), "what is at hand")
                told.append(one._replace(figures=(), why=f"{newer} is newer"))
                continue
            new = tuple(figure for figure in one.figures if figure.key not in figures)
            if one.fills and not new:
                given = next((other.file for other in rivals if other is not one), "")
                told.append(one._replace(figures=(), why=one.why or f"{given} gives it, with its counts"))
                continue
            _check_alike(one, figures)
            figures |= {figure.key: figure for figure in new}
            told.append(one)
        places = {place: n for n, place in reversed([*enumerate(map(_place, self.taken))])}
        return self._joined(figures), sorted(told, key=lambda one: places[_place(one)])

    def _joined(self, figures: Mapping[tuple[str, str, Period], PublishedFigure]) -> list[PublishedFigure]:
        """The figures, those of an area that had two codes under one. Of two for a date, that of its code now stays."""
        ordered = sorted(figures.values(), key=lambda figure: figure.area == self.current(figure.area))
        named = (replace(figure, area=self.current(figure.area)) for figure in ordered)
        return list({figure.key: figure for figure in named}.values())


def _check_alike(one: TakenIn, figures: Mapping[tuple[str, str, Period], PublishedFigure]) -> None:
    """Raises BadBenchmarks where another file of the same release says something else than a table does."""
    for figure in () if one.fills else one.figures:
        if _said(figures.get(figure.key, figure)) != _said(figure):
            what = f"two different figures of {figure.measure} for {figure.name}, {figure.period.last_day}"
            raise BadBenchmarks([f"{one.file}: {what}. Keep one of the two files."])


def _place(one: TakenIn) -> tuple[str, str, str]:
    """What a list of what was taken is ordered by: the file, the table and the release."""
    return one.file, one.table, one.release.release


def _said(figure: PublishedFigure) -> tuple[Decimal | None, str, Decimal | None, Decimal | None]:
    return figure.value, figure.symbol, figure.numerator, figure.denominator
