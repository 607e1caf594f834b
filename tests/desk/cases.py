"""Folders of returns that the one-file edition is tried with, and what the command line makes of each of them.

``python tests/desk/cases.py FOLDER`` writes, for each case, its returns and, where it can be built, its output.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from report.metrics.definitions.measure_library import read_library

PROJECT = Path(__file__).parents[2]
SAMPLE = PROJECT / "inputs" / "samples" / "peterborough-2023-12"
RECORDS = SAMPLE.with_name(f"{SAMPLE.name}-records")
HEALTH = "Health CiC return Dec-23 FINAL.xlsx"
MONTHS = [datetime(2023, month, 1) for month in range(1, 13)]
STARTED = (3, 7, 2, 9, 4, 6, 8, 2, 3, 5, 7, 4)
LEFT = (2, 6, 4, 3, 8, 5, 2, 7, 6, 1, 3, 9)
UNBALANCED = {"started_in_care_count"}  # without it the months need not add up
AGES = {"Under 1": 3, "1 to 4": 7, "5 to 9": 11, "10 to 15": 19, "16 and over": 14}


def write_cases(into: Path) -> None:
    """Write every case, and what the command line builds of it."""
    shutil.rmtree(into, ignore_errors=True)
    for name, (write, builds) in CASES.items():
        returns, output = into / name / "returns", into / name / "output"
        returns.mkdir(parents=True)
        write(returns)
        for options in builds:
            command = [
                sys.executable,
                "-m",
                "report",
                "build",
                str(returns),
                "--output",
                str(output),
                "--web",
                *options,
            ]
            subprocess.run([*command, "--quiet"], cwd=PROJECT, check=True)


def _sample(returns: Path) -> None:
    shutil.copytree(SAMPLE, returns, dirs_exist_ok=True)


def _records(returns: Path) -> None:
    """No return at all: an extract of the records of children."""
    shutil.copytree(RECORDS, returns, dirs_exist_ok=True)


def _small(returns: Path) -> None:
    """A council so small that most of its counts are hidden, and others beside them."""
    book = openpyxl.Workbook()
    page = _first_sheet(book, "Headline")
    page.append(["Measure", *MONTHS])
    in_care = [54]
    for started, left in zip(STARTED[1:], LEFT[1:], strict=True):
        in_care.append(in_care[-1] + started - left)
    page.append(["Children in care at month end", *in_care])
    page.append(["Came into care", *STARTED])
    page.append(["Left care", *LEFT])
    page.append([])
    page.append(["Age of children in care", *MONTHS])
    for age, first in AGES.items():
        rest = [number - 54 for number in in_care]
        page.append([age, *(first + (more if age == "10 to 15" else 0) for more in rest)])
    page.append([])
    page.append(["Children missing from care in the month", *(number % 5 for number in range(12))])
    page.append(["Episodes of children missing from care", *(number % 5 * 2 for number in range(12))])
    book.save(returns / "Small council.xlsx")


def _with_list(returns: Path) -> None:
    """A list of children, which is counted and never printed."""
    book = openpyxl.Workbook()
    page = _first_sheet(book, "Missing")
    page.append(["Data correct as at 31 December 2023"])
    page.append([])
    page.append(["Child ID", "Went missing", "Returned", "Missing or absent"])
    for number in range(1, 15):
        for month, day in ((11, number), (12, number), (12, number + 14)):
            page.append([f"C{number:03}", datetime(2023, month, day, 21), datetime(2023, month, day + 1), "M"])
    book.save(returns / "missing.xlsx")


def _must_fix(returns: Path) -> None:
    """The sample with a word where a number should be."""
    _sample(returns)
    book = openpyxl.load_workbook(returns / HEALTH)
    book["IHA"]["C26"] = "see email"
    book.save(returns / HEALTH)


def _question(returns: Path) -> None:
    """The sample with a row whose words are not known."""
    _sample(returns)
    book = openpyxl.Workbook()
    page = _first_sheet(book, "Extra")
    page.append(["Measure", *MONTHS])
    page.append(["Young people who had a birthday card from us", *range(10, 22)])
    page.append(["Kids coming in to care (new starters)", *STARTED])
    book.save(returns / "Extra.xlsx")


def _worst(returns: Path) -> None:
    """Three years of every measure that stands on a row of its own, for an exempt report."""
    book = openpyxl.Workbook()
    page = _first_sheet(book, "Scorecard")
    page.append(["Measure", *(datetime(year, month, 1) for year in (2021, 2022, 2023) for month in range(1, 13))])
    rows = (one for one in read_library() if not (one.groups or one.spread_of or one.id in UNBALANCED))
    for number, one in enumerate(rows):
        page.append([one.names[0], *(60 + (7 * number + 5 * month) % 35 for month in range(36))])
    book.save(returns / "Scorecard.xlsx")
    settings = (SAMPLE / "report.toml").read_text("utf-8").replace("authority =", "# authority =")
    (returns / "report.toml").write_text(f"exempt_paragraphs = [1, 2]\n{settings}", "utf-8")


def _first_sheet(book: openpyxl.Workbook, title: str) -> Worksheet:
    page = book.worksheets[0]
    page.title = title
    return page


CASES = {
    "sample": (_sample, [[], ["--large-print"]]),
    "small": (_small, [[]]),
    "list": (_with_list, [[]]),
    "records": (_records, [[]]),
    "layouts": (_sample, [["--layout", "corporate_parenting_full"], ["--layout", "young_people"]]),
    "worst": (_worst, [["--layout", "corporate_parenting_full", "--exempt"]]),
    "must-fix": (_must_fix, []),
    "question": (_question, []),
}

if __name__ == "__main__":
    write_cases(Path(sys.argv[1]))
