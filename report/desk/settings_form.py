"""report.toml as a form: what it says now, and the same file with some of its lines changed.

Everything else in the file stays as it is, comments and tables too.
"""

from __future__ import annotations

import json
import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from inputs.files.toml_file import NotToml, read_toml
from report.metrics.benchmarks.councils import councils, find_council
from report.output.atomic_write import replace_all
from report.output.exit_codes import CannotBuild
from report.settings.layout_file import shipped_layouts
from report.settings.report_file import FILE, problems_outside_tables

TEXTS = (
    "council", "authority", "service", "committee", "agenda_item", "report_of", "author", "contact", "classification",
    "purpose", "message", "layout", "audience",
)  # fmt: skip
_DATE, _NUMBER, _NUMBERS, _LINES = "meeting_date", "smallest_shown", "exempt_paragraphs", "recommendations"
FIELDS = (*TEXTS, _DATE, _NUMBER, _NUMBERS, _LINES)
_NEW = "# Whose report this is and for which meeting. A line you delete is left off the cover.\n\n"


def form(folder: Path) -> dict[str, Any]:
    """What report.toml says, each value as a text; and what can be chosen: councils by name, and layouts.

    A file that cannot be read gives no values; looking at the returns says what is wrong with it.
    """
    return {
        "values": {key: _as_text(value) for key, value in _given(folder).items() if key in FIELDS},
        "there": (folder / FILE).is_file(),
        "councils": [{"name": one.name, "code": one.code} for one in councils() if find_council(one.code)[0] == one],
        "layouts": [*shipped_layouts(), *own_layouts(folder)],
    }


def save(folder: Path, values: Mapping[str, str]) -> None:
    """Write report.toml with these values; an empty one takes its line away.

    Raises CannotBuild, with all that is wrong, where a value cannot be used or the file cannot be read.
    """
    path = folder / FILE
    if problems := _problems(values):
        raise CannotBuild(problems)
    try:
        before = path.read_text("utf-8-sig") if path.is_file() else _NEW
        text = with_values(before, values)
    except (OSError, UnicodeDecodeError, ValueError):
        raise CannotBuild([f"{FILE}: this file cannot be read, so it was not changed. Put it right first."]) from None
    replace_all({path: text.encode()})


def _problems(values: Mapping[str, str]) -> list[str]:
    """What report.toml would be told to have wrong, if these values were in it."""
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder) / FILE
        alone.write_text(with_values("", values), "utf-8")
        return [f"{one[0].upper()}{one[1:]}" for one in problems_outside_tables(alone)]


def with_values(text: str, values: Mapping[str, str]) -> str:
    """The text of a report.toml with other values. Raises ValueError where it cannot be read."""
    lines = text.splitlines()
    for key in [key for key in FIELDS if key in values]:
        new = f"{key} = {_as_toml(key, values[key])}" if values[key].strip() else ""
        found = next((span for span in _statements(lines) if span[0] == key), None)
        if found:
            lines[found[1] : found[2]] = [new] if new else []
        elif new:
            lines.insert(_end_of_first_part(lines), new)
    changed = "\n".join(lines) + "\n"
    tomllib.loads(changed)
    return changed


def _statements(lines: list[str]) -> Iterator[tuple[str, int, int]]:
    """The settings before the first table: their keys and the lines they begin and end at. Raises ValueError."""
    start = 0
    while start < len(lines) and not lines[start].lstrip().startswith("["):
        key = lines[start].partition("=")[0].strip().strip("\"'")
        if key and not key.startswith("#"):
            ends = range(start + 1, len(lines) + 1)
            end = next((end for end in ends if _is_whole("\n".join(lines[start:end]))), 0)
            if not end:
                raise ValueError(f"line {start + 1} is no setting")
            yield key, start, end
            start = end
        else:
            start += 1


def _is_whole(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _end_of_first_part(lines: list[str]) -> int:
    """Where a new setting is written: after the last of those before the first table, or after the opening comment."""
    ends = [end for _, _, end in _statements(lines)]
    return (
        ends[-1] if ends else next((at for at, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    )


def _read(key: str, text: str) -> object:
    """The value that somebody means by a text; the text itself where it is no date or no number but should be."""
    text = text.strip()
    try:
        if key == _DATE:
            return date.fromisoformat(text)
        if key == _NUMBER:
            return int(text)
        if key == _NUMBERS:
            return [int(one) for one in re.split(r"[\s,;&\[\]]+|\band\b", text) if one]
    except ValueError:
        return text
    return [line.strip() for line in text.splitlines() if line.strip()] if key == _LINES else text


def _as_toml(key: str, text: str) -> str:
    """A value as the file has it."""
    match _read(key, text):
        case date() as day:
            return day.isoformat()
        case int() as number:
            return str(number)
        case list() as items if key == _LINES:
            return "[\n" + "".join(f"    {_quoted(line)},\n" for line in items) + "]"
        case list() as numbers:
            return str(numbers)
        case value:
            return _quoted(str(value))


def _quoted(text: str) -> str:
    plain = "".join(letter if letter.isprintable() else " " for letter in text.strip())
    return json.dumps(plain, ensure_ascii=False)


def _given(folder: Path) -> dict[str, Any]:
    try:
        return read_toml(folder / FILE)
    except (OSError, UnicodeDecodeError, NotToml):
        return {}


def _as_text(value: object) -> str:
    if isinstance(value, list):
        numbers = all(isinstance(one, int) for one in value)
        return (", " if numbers else "\n").join(str(one) for one in value)
    return str(value)


def own_layouts(folder: Path) -> Iterator[str]:
    """The layouts beside the returns: the TOML files that have sections or parts."""
    for path in sorted(folder.glob("*.toml")):
        try:
            if path.name != FILE and read_toml(path).keys() & {"section", "parts"}:
                yield path.name
        except (OSError, UnicodeDecodeError, NotToml):
            continue
