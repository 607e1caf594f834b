"""Reads and writes the two benchmark files: ``benchmarks.csv``, a figure a row, and ``neighbours.csv``.

The council's own, in a folder ``benchmarks`` beside its workbooks, replace those that ship with the report builder.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from importlib import resources
from pathlib import Path

from inputs.findings import Finding
from inputs.period import Period
from report.metrics.benchmarks.councils import current_code
from report.metrics.benchmarks.published_figures import (
    AUTHORITY,
    COUNTRY,
    REGION,
    Benchmarks,
    Neighbours,
    PublishedFigure,
)
from report.metrics.model.findings import found
from report.metrics.model.measure import Source
from report.metrics.model.scorecard import Release

FOLDER = "benchmarks"
FIGURES_FILE, NEIGHBOURS_FILE = "benchmarks.csv", "neighbours.csv"
COLUMNS = (
    "measure", "area_type", "area_code", "area_name", "region_code", "date", "value", "numerator", "denominator",
    "symbol", "source", "release", "published", "licence",
)  # fmt: skip
_NEIGHBOUR_COLUMNS = ("authority_code", "place", "neighbour_code", "model")
SYMBOLS = ("c", "z", "x", "u", "k", "low")
_CELLS = ("G", "H", "I")  # the columns of value, numerator and denominator, as Excel names them
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,12})?", re.ASCII)
_DATE = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_MOST_BYTES = 50_000_000


class BadBenchmarks(ValueError):
    """A benchmark file cannot be used; ``problems`` holds one message for each mistake, with its remedy."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def read_benchmarks(folder: Path) -> Benchmarks:
    """The benchmarks beside a folder of workbooks; those that ship where it has none.

    Raises BadBenchmarks with their first 20 mistakes.
    """
    shipped = Path(str(resources.files("report.metrics.benchmarks") / "shipped"))
    home = folder / FOLDER if (folder / FOLDER / FIGURES_FILE).is_file() else shipped
    problems: list[str] = []
    neighbours = _neighbours(home / NEIGHBOURS_FILE, problems) if (home / NEIGHBOURS_FILE).is_file() else {}
    benchmarks = Benchmarks(_figures(home / FIGURES_FILE, problems), neighbours)
    if problems:
        raise BadBenchmarks(problems[:20])
    return benchmarks


def benchmarks_for(folder: Path, authority: str) -> tuple[Benchmarks, tuple[Finding, ...]]:
    """The published figures to compare with, the folder's own or those that ship, and the findings on them."""
    try:
        benchmarks = read_benchmarks(folder)
    except BadBenchmarks as trouble:
        return Benchmarks(), tuple(found("bad-benchmarks", problem, "") for problem in trouble.problems)
    if not authority or benchmarks.knows(authority):
        return benchmarks, ()
    what = f"there are no published figures of {authority} here, so the report is compared with England alone."
    remedy = "Download them and run “boardreport benchmarks”: “boardreport guide comparison” says which."
    return benchmarks, (found("authority-not-in-benchmarks", what, remedy, workbook="report.toml"),)


def read_csv(path: Path, columns: Iterable[str] = ()) -> list[dict[str, str]]:
    """The rows of a CSV file by heading, without blank rows, each cell stripped of spaces.

    Reads UTF-8 with or without a byte-order mark and Windows-1252, with commas or semicolons between cells. Raises
    BadBenchmarks where the file cannot be read or lacks one of the columns.
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b""
    except OSError:
        raise BadBenchmarks([f"{path.name}: this file cannot be opened. Check its name, or close it."]) from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    heading = text.partition("\n")[0]
    rows = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if heading.count(";") > heading.count(",") else ",", restval=""
    )
    try:
        names = [name.strip() for name in rows.fieldnames or ()]
        absent = [name for name in columns if name not in names]
        if absent or not names:
            lacking = f"has no column “{'”, “'.join(absent)}”" if absent else "is empty, or no CSV file"
            raise BadBenchmarks([f"{path.name}: the file {lacking}. Give it as it was downloaded."])
        rows.fieldnames = names
        table = [{key: (row[key] or "").strip() for key in names} for row in rows]
    except csv.Error:
        raise BadBenchmarks([f"{path.name}: this is not a CSV file. Give it as it was downloaded."]) from None
    return [row for row in table if any(row.values())]


def _figures(path: Path, problems: list[str]) -> tuple[PublishedFigure, ...]:
    try:
        table = read_csv(path, COLUMNS)
    except BadBenchmarks as trouble:
        problems += trouble.problems
        return ()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    figures: dict[tuple[str, str, Period], PublishedFigure] = {}
    codes: dict[tuple[str, str, Period], str] = {}
    for line, row in enumerate(table, start=2):
        wrong = _wrong_with(row)
        if wrong:
            problems.append(f"{path.name}, row {line}: {wrong} Fix it, or run “boardreport benchmarks” again.")
            continue
        figure = _figure(row, path.name, digest, line)
        before = codes.setdefault(figure.key, row["area_code"])
        if before != row["area_code"]:  # of two codes for one area, the figure under the present one is taken
            if row["area_code"] == figure.area:
                figures[figure.key] = figure
        elif figures.setdefault(figure.key, figure) is not figure:
            problems.append(f"{path.name}, row {line}: this measure, area and date stand in an earlier row. Keep one.")
    return tuple(figures.values())


def _wrong_with(row: Mapping[str, str]) -> str:
    """What makes a row of ``benchmarks.csv`` unusable, as a sentence; "" where nothing does."""
    if row["area_type"] not in (COUNTRY, REGION, AUTHORITY):
        return f"“{row['area_type']}” is not country, region or authority."
    if not row["measure"] or not row["area_code"] or not row["source"]:
        return "measure, area_code and source must be filled in."
    if not _DATE.fullmatch(row["date"]):
        return f"“{row['date']}” is not a date such as 2025-03-31."
    wrong = [row[key] for key in ("value", "numerator", "denominator") if row[key] and not _NUMBER.fullmatch(row[key])]
    if wrong:
        return f"“{wrong[0]}” is not a number."
    if bool(row["value"]) == bool(row["symbol"]) or (row["symbol"] and row["symbol"] not in SYMBOLS):
        return f"a row needs a value, or one of the symbols {', '.join(SYMBOLS)} in its place."
    return ""


def _figure(row: Mapping[str, str], file: str, digest: str, line: int) -> PublishedFigure:
    release = Release(row["source"], row["release"], row["published"], row["licence"])
    cells = tuple(
        f"{column}{line}" for column, key in zip(_CELLS, ("value", "numerator", "denominator"), strict=True) if row[key]
    )
    year, month, _ = row["date"].split("-")
    return PublishedFigure(
        measure=row["measure"],
        area_type=row["area_type"],
        area=current_code(row["area_code"]),
        name=row["area_name"] or row["area_code"],
        region=row["region_code"],
        period=Period(int(year), int(month)),
        value=_number(row["value"]),
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        symbol=row["symbol"],
        release=release,
        source=Source(file, digest, f"{release.title}, {release.release}", cells),
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _neighbours(path: Path, problems: list[str]) -> dict[str, Neighbours]:
    try:
        table = read_csv(path, _NEIGHBOUR_COLUMNS)
    except BadBenchmarks as trouble:
        problems += trouble.problems
        return {}
    if not all(row["place"].isdecimal() for row in table):
        problems.append(f"{path.name}: every row needs its place, 1 to 10. Run “boardreport benchmarks” again.")
        return {}
    found: dict[str, Neighbours] = {}
    for row in sorted(table, key=lambda row: int(row["place"])):
        authority = current_code(row["authority_code"])
        before = found.get(authority, Neighbours((), row["model"]))
        found[authority] = Neighbours((*before.codes, current_code(row["neighbour_code"])), row["model"])
    return found


def figures_csv(figures: Iterable[PublishedFigure]) -> bytes:
    """The bytes of ``benchmarks.csv``: by measure, date and area, so that a new release changes few rows."""
    order = (COUNTRY, REGION, AUTHORITY)
    ordered = sorted(figures, key=lambda f: (f.measure, f.period, order.index(f.area_type), f.name))
    return _as_csv(COLUMNS, (_row(figure) for figure in ordered))


def neighbours_csv(neighbours: Mapping[str, Neighbours]) -> bytes:
    """The bytes of ``neighbours.csv``: the neighbours of each authority, nearest first."""
    return _as_csv(
        _NEIGHBOUR_COLUMNS,
        (
            (code, str(place), neighbour, each.model)
            for code, each in sorted(neighbours.items())
            for place, neighbour in enumerate(each.codes, start=1)
        ),
    )


def _row(figure: PublishedFigure) -> tuple[str, ...]:
    area = (figure.area_type, figure.area, figure.name, figure.region)
    numbers = (figure.value, figure.numerator, figure.denominator)
    texts = ("" if number is None else f"{number:f}" for number in numbers)
    return (figure.measure, *area, figure.period.last_day.isoformat(), *texts, figure.symbol, *figure.release)


def _as_csv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
