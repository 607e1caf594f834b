"""Starting: the questions one after another, ``report.toml`` beside the workbooks, and what the workbooks hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inputs.files.folder import is_folder, spreadsheets
from inputs.files.toml_file import NotToml, read_toml
from inputs.period import day_in_words
from report.metrics.benchmarks.councils import council_name, find_council
from report.output.atomic_write import check_writable, replace_all
from report.output.exit_codes import BUILT, MUST_FIX, CannotBuild
from report.output.terminal import so_many
from report.start.questions import QUESTIONS, NotAnAnswer, Question
from report.start.settings_text import settled

if TYPE_CHECKING:
    from report.judge import Judged, Progress

_FILE = "report.toml"  # report.settings, which reads the rest of it, is too large for a first question
DEFAULT_OUTPUT = Path("output")
NO_COUNCIL_CODE = "none"
_OR_ITS_CODE = "Correct it, or add --authority with its code, or --authority none to compare with England alone."
_OPTIONAL = "Press Enter to leave a line out."

Ask = Callable[[str], str]
"""Puts a question on the terminal and gives what was typed."""
Say = Callable[[Sequence[str]], None]
"""Puts lines on the screen."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the command says: the ``answers`` by key of report.toml as they were typed, and the council's ``code``.

    ``code`` is "" where it is to be found by the council's name, and NO_COUNCIL_CODE where it has none. ``program`` is
    what to type for this program, so that the next command can be copied.
    """

    answers: Mapping[str, str]
    code: str = ""
    program: str = "boardreport"


def begin(folder: Path, output: Path, given: Given, ask: Ask | None, say: Say, progress: Progress) -> int:
    """Ask, write report.toml, read the workbooks, and say what to do next; gives the exit code.

    ``ask`` is None where there is no terminal: then nothing is asked. Raises CannotBuild where an answer that was given
    cannot be used, one that is needed is missing, or a file cannot be read or written.
    """
    if not is_folder(folder):
        raise CannotBuild([f"We cannot find the folder {folder}. Make it, save the workbooks there, and run again."])
    path = folder / _FILE
    there, written = _read(path)
    answers = _answers(given, written, ask, say)
    text, added, kept = settled(there, written, answers)
    if text != there:
        check_writable(folder)
        replace_all({path: text.encode()})
    say([*_about_file(path, there is None, added), *_about_council(added), *kept])
    if not spreadsheets(folder):
        say([f"There are no workbooks in {folder} yet. Save the services’ returns there, and run this again.", ""])
        blank = f"{given.program} template {_quoted(folder)} --period 2024-01"
        say([f"Or, for blank returns to send out: {blank}"])
        return BUILT
    return _look(folder, output, given.program, say, progress)


def _read(path: Path) -> tuple[str | None, Mapping[str, Any]]:
    """The text of the officer's report.toml and its content; None and nothing where there is none yet."""
    try:
        return path.read_bytes().decode("utf-8-sig"), read_toml(path)
    except FileNotFoundError:
        return None, {}
    except NotToml as trouble:
        what = f"{path}: this file cannot be read: {trouble}. Fix that line, or move the file away, and run again."
    except (OSError, UnicodeDecodeError):
        what = f"{path}: this file cannot be read. Close it elsewhere, save it as UTF-8 text, and run again."
    raise CannotBuild([what, "Nothing was written."])


def _answers(given: Given, written: Mapping[str, Any], ask: Ask | None, say: Say) -> dict[str, str | date]:
    """The answers by key, those of the options before those of the terminal; a line that was left out has none."""
    answers: dict[str, str | date] = {}
    troubles: list[str] = []
    asked = [one for one in QUESTIONS if one.key not in written and not given.answers.get(one.key)]
    for question in QUESTIONS:
        typed = given.answers.get(question.key, "")
        if not typed:
            continue
        try:
            answers[question.key] = question.read(typed)
        except NotAnAnswer as trouble:
            troubles.append(f"{question.option}: {trouble}")
    if ask is None:
        troubles += [one.without for one in asked if one.without]
    council = str(written.get("council") or answers.get("council", ""))
    code, unknown = _code(council, given.code) if council and "authority" not in written else (given.code, [])
    if unknown and ("council" in answers or given.code):
        troubles += [f"{unknown[0]} {_OR_ITS_CODE}"]
    if troubles:
        raise CannotBuild([*troubles, "Nothing was written."])
    if code and code != NO_COUNCIL_CODE:
        answers["authority"] = code
    if ask is not None and asked:
        told = [f"{one.words.partition(',')[0]}: {_said(written[one.key])}" for one in QUESTIONS if one.key in written]
        say([*told, f"{so_many(len(asked), 'question')}, for {_FILE}. {_OPTIONAL}"])
        for question in asked:
            answers |= _asked(question, given.code, ask, say)
    return {key: answers[key] for key in ("authority", *(one.key for one in QUESTIONS)) if key in answers}


def _asked(question: Question, code: str, ask: Ask, say: Say) -> dict[str, str | date]:
    """The answer to a question, asked until it can be used; with the council goes its code."""
    before = ""
    while True:
        typed = ask(f"{question.words}: ").strip()
        if not typed:
            if not question.without:
                return {}
            say(["  The first page needs this. Type it, or press Ctrl-C to stop; nothing is written before the end."])
            continue
        try:
            answer = question.read(typed)
        except NotAnAnswer as trouble:
            say([f"  {trouble}"])
            continue
        if isinstance(answer, date):
            say([f"  {day_in_words(answer)}"])
        if question.key != "council":
            return {question.key: answer}
        found, unknown = _code(str(answer), code)
        if unknown and answer != before:
            say([f"  {unknown[0]}", "  Type it again as it is to keep it; then nothing is compared with its published"])
            say(["  figures."])
            before = str(answer)
            continue
        return {"council": answer} | ({"authority": found} if found and found != NO_COUNCIL_CODE else {})


def _code(council: str, code: str) -> tuple[str, list[str]]:
    """The council's code, and what to say where none is known of its name. A code that was given is taken."""
    if code == NO_COUNCIL_CODE:
        return code, []
    found, near = find_council(code or council)
    if found is not None:
        return found.code, []
    meant = f" Did you mean {' or '.join(f'“{one}”' for one in near)}?" if near else ""
    if code:
        return "", [f"--authority: “{code}” is the code of no council here.{meant}"]
    return "", [f"“{council}” is no council whose code is known here.{meant}"]


def _said(value: object) -> str:
    return f"{day_in_words(value) if isinstance(value, date) else value} ({_FILE})"


def _about_file(path: Path, is_new: bool, added: Mapping[str, object]) -> list[str]:
    if is_new:
        return [f"{path} is written."]
    if not added:
        return [f"{path} is as it was."]
    return [f"{path}: added {', '.join(added)}; all else is as it was."]


def _about_council(added: Mapping[str, object]) -> list[str]:
    """Whose published figures are taken for the council's, so that a wrong one is seen."""
    code = str(added.get("authority", ""))
    return [f"Published figures of {council_name(code)} ({code}) are taken for the council’s."] if code else []


def _look(folder: Path, output: Path, program: str, say: Say, progress: Progress) -> int:
    """Read the workbooks and write the reading sheet; say what each holds, and the one command that comes next."""
    from report.judge import judge_returns  # noqa: PLC0415 - reads workbooks

    try:
        judged = judge_returns(folder, None, "", progress, output=output)
    except CannotBuild as stop:
        say([*stop.lines, "", f"Next, when that is put right: {_command(f'{program} check', folder, output)}"])
        return MUST_FIX
    say([*_books(folder, judged), *judged.about_reading, *_to_check(judged), judged.month_line, ""])
    waits = any(line.asks for line in judged.intake.lines)
    say([f"{'Next, once that is answered' if waits else 'Next'}: {_command(f'{program} build', folder, output)}"])
    return BUILT


def _books(folder: Path, judged: Judged) -> Iterator[str]:
    """A line for each workbook: how many of its rows of figures were read, and how many wait for an answer."""
    intake = judged.intake
    lines = intake.lines
    others = {
        "requests of the committee": {ask.workbook for ask in intake.asks},
        "commentary": {comment.workbook for comment in intake.comments},
        "a list of children": {one.workbook for one in intake.child_lists},
        "records of children, from which measures are counted": set(intake.records),
    }
    for path in spreadsheets(folder):
        own = [line for line in lines if line.workbook == path.name]
        asked = sum(bool(line.asks) for line in own)
        what = [f"{sum(line.used for line in own)} of {so_many(len(own), 'row')} of figures read"] if own else []
        what += [f"{asked} to answer"] if asked else []
        what += [noun for noun, books in others.items() if path.name in books]
        yield f"  {path.name}: {', '.join(what) or 'no figures by month found'}"


def _to_check(judged: Judged) -> list[str]:
    from inputs.findings import Strength  # noqa: PLC0415

    number = sum(one.strength is Strength.CHECK for one in judged.findings)
    return [f"{so_many(number, 'finding')} to check: “boardreport check” lists them."] if number else []


def _command(name: str, folder: Path, output: Path) -> str:
    """A command that reads this folder and writes where this one did."""
    where = "" if output == DEFAULT_OUTPUT else f" --output {_quoted(output)}"
    return f"{name} {_quoted(folder)}{where}"


def _quoted(folder: Path) -> str:
    return f'"{folder}"' if " " in str(folder) else str(folder)
