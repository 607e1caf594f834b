"""The list of layouts for the command line: the files they are written to, and the parts and charts they may use."""

from __future__ import annotations

from report.settings.chart_names import CHART_HELP
from report.settings.layout_file import NUMBERS, PARTS, name_in_files, shipped_layouts


def list_layouts() -> list[str]:
    """A line for each layout, part, chart and table of numbers."""
    files = {
        name: f"corporate-parenting-YYYY-MM{'-' * bool(name_in_files(name))}{name_in_files(name)}.pdf"
        for name in shipped_layouts()
    }
    lines = ["Layouts, and the files they are written to:", *(f"  {name:<26} {file}" for name, file in files.items())]
    for title, names in (("Parts", PARTS), ("Charts", CHART_HELP), ("Tables of numbers", NUMBERS)):
        lines += [f"{title}:", *(f"  {name:<16} {meaning}" for name, meaning in names.items())]
    return lines
