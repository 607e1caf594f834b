"""Reads large workbooks, each in a process of its own, and prints CPU seconds and peak memory: ``make bench`` runs it.

They are made here: the sample's own folder, a scorecard of 60 rows (its reading may cost at most 0.1 F more than that
of the sample; for F see ``bench.py``), eleven sheets of 5,000 rows by 25 columns, one of 50,000 by 20, one of
100,000 by 10, and a sheet that says it has a million rows and has one cell.
"""

import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "inputs/samples/peterborough-2023-12"
LARGE = {
    "eleven sheets of 5,000 by 25": (11, 5_000, 25),
    "one sheet of 50,000 by 20": (1, 50_000, 20),
    "one sheet of 100,000 by 10": (1, 100_000, 10),
}
_SCORECARD_ROWS = 60
_MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read_here(folder: Path) -> None:
    """Read a folder in this process and print CPU seconds and peak memory in megabytes."""
    sys.path.insert(0, str(ROOT))
    from report.output.process import set_up_process

    set_up_process()  # as the command line is
    from inputs.read import read_returns
    from report.metrics.definitions.measure_library import read_library, vocabulary

    known = vocabulary(read_library())
    begun = time.process_time()
    intake = read_returns(folder, known)
    seconds = time.process_time() - begun
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(f"{seconds:>7.2f} s {peak:>7.0f} MB   {len(intake.returns)} returns, {len(intake.findings)} findings")


def write_large(path: Path, sheets: int, rows: int, columns: int) -> None:
    """Write a workbook of whole numbers under headings, as an export would be, without any library."""
    numbers = range(1, sheets + 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        archive.writestr("_rels/.rels", _links({1: ("officeDocument", "xl/workbook.xml")}))
        archive.writestr(
            "xl/_rels/workbook.xml.rels", _links({n: ("worksheet", f"worksheets/sheet{n}.xml") for n in numbers})
        )
        listed = "".join(f'<sheet name="Data {n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
        )
        for number in numbers:
            with archive.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
                part.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
                for row in _rows(rows, columns):
                    part.write(row.encode())
                part.write(b"</sheetData></worksheet>")


def _rows(rows: int, columns: int) -> Iterator[str]:
    letters = [chr(65 + column) for column in range(columns)]
    yield (
        '<row r="1">'
        + "".join(f'<c r="{letter}1" t="inlineStr"><is><t>Heading {letter}</t></is></c>' for letter in letters)
        + "</row>"
    )
    for row in range(2, rows + 1):
        cells = "".join(f'<c r="{letter}{row}"><v>{row}</v></c>' for letter in letters)
        yield f'<row r="{row}">{cells}</row>'


def _links(links: dict[int, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def write_scorecard(path: Path) -> None:
    """Write a scorecard of one council as councils have them: a row for each of 60 measures, a column a month."""
    from report.metrics.definitions.measure_library import read_library

    alone = [m for m in read_library() if not (m.groups or m.spread_of) and m.period_type in {"snapshot", "in_month"}]
    heads = ["Ref", "Indicator", "Good is", "Target", *(f"{month}-23" for month in _MONTHS)]
    rows: list[list[str | int]] = [["Corporate parenting scorecard"], [], list(heads)]
    for number, one in enumerate(alone[:_SCORECARD_ROWS], start=1):
        rows.append([f"CP{number:02d}", one.names[0], "High", 95, *(60 + (7 * number + n) % 35 for n in range(9))])
    write_large(path, 1, 1, 1)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    cells = "".join(
        f'<row r="{row}">{"".join(_cell(f"{chr(65 + place)}{row}", held) for place, held in enumerate(its))}</row>'
        for row, its in enumerate(rows, start=1)
    )
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, sheet.encode() if "sheet1" in name else content)


def _cell(address: str, held: str | int) -> str:
    if isinstance(held, int):
        return f'<c r="{address}"><v>{held}</v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(held)}</t></is></c>'


def write_tall(path: Path) -> None:
    """Write a workbook whose sheet says that it reaches to row 1,048,576, and holds one cell."""
    write_large(path, 1, 1, 1)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def measure(name: str, folder: Path) -> None:
    """Print one line: what was read, and what it cost."""
    command = [sys.executable, __file__, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    print(f"{name:<32}{done.stdout.rstrip()}", flush=True)


def main() -> None:
    if len(sys.argv) > 1:
        read_here(Path(sys.argv[1]))
        return
    print("Reading alone, each folder in a process of its own:")
    measure("the sample's folder", SAMPLE)
    with tempfile.TemporaryDirectory() as folder:
        write_scorecard(Path(folder) / "scorecard.xlsx")
        measure(f"a scorecard of {_SCORECARD_ROWS} rows", Path(folder))
    for name, size in LARGE.items():
        with tempfile.TemporaryDirectory() as folder:
            write_large(Path(folder) / "large.xlsx", *size)
            measure(name, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        write_tall(Path(folder) / "tall.xlsx")
        measure("a million rows, one cell", Path(folder))


if __name__ == "__main__":
    main()
