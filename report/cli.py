"""The command line: runs one command and gives its exit code. Nothing large is imported until a command needs it."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from report.arguments import arguments_of
from report.output.exit_codes import BUILT, FAULT, MUST_FIX, STOPPED, TO_CHECK, CannotBuild
from report.output.interrupts import Stopped, ignore_stops, stoppable
from report.output.process import set_up_process
from report.output.terminal import finding_lines, printable, so_many

if TYPE_CHECKING:
    from inputs.findings import Finding
    from inputs.period import Period

SAMPLE = "peterborough-2023-12"
_STEPS = 4


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 something to check, 2 must fix, 70 a crash, 130 stopped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a narrow console must never turn a message into a failure
            stream.reconfigure(errors="backslashreplace")
    # Warnings of libraries are for programmers, and may quote a cell.
    warnings.showwarning = lambda *_, **__: None
    set_up_process()
    args = arguments_of(argv)
    with stoppable() as stops:
        code = _run(args, stops)
    if argv is None:
        _exit_at_once(code)
    return code


def _exit_at_once(code: int) -> NoReturn:
    """End the process without Python's clean-up, which frees every object by itself for no one.

    That takes longer than writing the report's files, and crashes where a stop has left a library half loaded.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(code)


def _run(args: argparse.Namespace, stops: Sequence[int]) -> int:
    """Run the command and turn what it raises into lines and an exit code. ``stops`` are the signals that came."""
    try:
        code = _COMMANDS[args.command](args)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader of our output closed it, as in “boardreport measures | head”
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BUILT
    except CannotBuild as trouble:
        _say(trouble.lines, sys.stderr)
        if args.command == "build":
            _say(["No report was written. An earlier one, if there is one, was not changed."], sys.stderr)
        if args.command == "issue":
            _say(["Nothing was issued."], sys.stderr)
        return MUST_FIX
    except (Stopped, KeyboardInterrupt) as stop:
        return _stopped(stop.code if isinstance(stop, Stopped) else STOPPED)
    except SystemExit:
        raise
    except BaseException as trouble:  # a panic of native code is no Exception
        if stops:  # native code may turn a stop into an error of its own
            return _stopped(Stopped(stops[0]).code)
        with contextlib.suppress(OSError):
            _say([f"Something went wrong inside the report builder{_crash(trouble, args)}"], sys.stderr)
        return FAULT


def _stopped(code: int) -> int:
    ignore_stops()
    with contextlib.suppress(OSError):  # the terminal may be what went away
        _say(["Stopped. An earlier report, if there is one, was not changed."], sys.stderr)
    return code


def _start(args: argparse.Namespace) -> int:
    from report.start.begin import Given, begin  # noqa: PLC0415 - reads workbooks, once it has asked
    from report.start.questions import QUESTIONS  # noqa: PLC0415

    folder = args.folder or _drop_folder() or Path("inputs") / "returns"
    given = Given({one.key: getattr(args, one.key) for one in QUESTIONS}, args.authority, _program())
    may_ask = not args.no_questions and sys.stdin.isatty() and sys.stdout.isatty()
    return begin(
        folder, args.output, given, _ask if may_ask else None, lambda lines: _say(lines, sys.stdout), _progress(args)
    )


def _program() -> str:
    """What to type for this program, as it was called: its own name or, in a checkout, its Python."""
    if Path(sys.argv[0]).name != "__main__.py":
        return "boardreport"
    python = Path(sys.executable)
    with contextlib.suppress(ValueError):
        python = python.relative_to(Path.cwd())
    return f'"{python}" -m report' if " " in str(python) else f"{python} -m report"


def _ask(question: str) -> str:
    """What is typed in answer to a question. Raises CannotBuild where the terminal ends."""
    try:
        return input(printable(question))
    except EOFError:
        raise CannotBuild(["", "Stopped before the last answer: nothing was written."]) from None


def _build(args: argparse.Namespace) -> int:
    from report.build import build  # noqa: PLC0415 - reads workbooks: too large for --help

    folder = _returns(args)
    period, steps = _period(args.period), _progress(args)
    editions = {"large_print": args.large_print, "web": args.web}
    built = build(
        folder, period, args.output, args.layout, steps, reissue=args.reissue, audience=args.audience, **editions
    )
    ignore_stops()
    to_check = _print_findings(built.findings, args, built.month)
    if built.held_open:
        _say([f"{built.held_open} is open in another program. The new report is {built.pdf}."], sys.stderr)
    _say(() if args.quiet else built.lines, sys.stdout)
    return TO_CHECK if args.strict and to_check else BUILT


def _issue(args: argparse.Namespace) -> int:
    from report.issue import issue, verify  # noqa: PLC0415 - sets the pages again to compare them

    if args.verify:
        lines, whole = verify(args.output)
        _say(lines, sys.stdout)
        return BUILT if whole else TO_CHECK
    folder, period, steps = _returns(args), _period(args.period), _progress(args)
    issued = issue(folder, period, args.output, args.layout, steps, args.reissue, args.audience)
    ignore_stops()
    _say(() if args.quiet else issued.lines, sys.stdout)
    _say(issued.left, sys.stderr)
    return TO_CHECK if issued.left else BUILT


def _check(args: argparse.Namespace) -> int:
    from report.judge import judge_returns  # noqa: PLC0415 - reads workbooks: too large for --help
    from report.output.checked_copies import write_checked_copies  # noqa: PLC0415

    folder = _returns(args)
    judged = judge_returns(
        folder, _period(args.period), args.layout, _progress(args), args.mark, args.output, issued_in=args.output
    )
    to_check = _print_findings(judged.findings, args, judged.month_line)
    card = judged.report.card
    copies = list(write_checked_copies(folder, args.mark, judged.findings, card.period) if args.mark else ())
    if args.records_to:
        from report.rows_to_check import write_rows_to_check  # noqa: PLC0415 - reads the records again

        copies += write_rows_to_check(folder, args.records_to, args.output)
    if not args.quiet:
        returns = so_many(judged.report.returns, "return")
        measures = so_many(len({score.measure.id for score in card.scores}), "measure")
        _say(
            [f"{returns}, {measures}, for {card.period.month_text}: ready to build.", *judged.about_reading, *copies],
            sys.stdout,
        )
    return TO_CHECK if args.strict and to_check else BUILT


def _batch(args: argparse.Namespace) -> int:
    from report.batch.run import SUMMARY, build_all  # noqa: PLC0415 - reads workbooks

    tell = (lambda line: None) if args.quiet else (lambda line: _say([line], sys.stderr))
    made = build_all(args.folder, _period(args.period), args.output, args.layout, args.workers, tell)
    built = sum(one.pdf is not None for one in made)
    _say([f"{built} of {so_many(len(made), 'report')} built: {args.output / SUMMARY} says more."], sys.stdout)
    return BUILT if built == len(made) else TO_CHECK


def _template(args: argparse.Namespace) -> int:
    from report.blank_returns.write import as_lines, write_templates  # noqa: PLC0415 - reads and writes workbooks

    folder = args.folder or _drop_folder() or Path("inputs") / "returns"
    made = write_templates(folder, _period(args.period), args.output, args.layout, args.measures, args.one)
    _say(as_lines(made, args.output), sys.stdout)
    return TO_CHECK if made.kept or made.unread else BUILT


def _desk(args: argparse.Namespace) -> int:
    from report.desk.serve import DeskServer  # noqa: PLC0415

    folder = args.folder or _drop_folder() or Path("inputs") / "returns"
    if not folder.is_dir():
        raise CannotBuild([f"{folder}: there is no such folder of returns. Make it, and put the workbooks there."])
    with DeskServer(folder, args.output) as server:
        _say([f"Open this address in your browser: {server.address}"], sys.stdout)
        _say(["It is for you alone, and ends with this terminal, or with Ctrl-C."], sys.stdout)
        sys.stdout.flush()
        server.serve_forever()
    return BUILT


def _benchmarks(args: argparse.Namespace) -> int:
    from report.take_in_benchmarks import take_in  # noqa: PLC0415

    _say(take_in(args.files, args.folder or Path("inputs") / "returns", args.published), sys.stdout)
    return BUILT


def _preflight(args: argparse.Namespace) -> int:
    from layouts.pdf_reader.values import NotReadable  # noqa: PLC0415
    from layouts.preflight.run_checks import preflight  # noqa: PLC0415
    from report.issuing.ledger import ledger_mismatch  # noqa: PLC0415
    from report.output.print_checks import as_lines  # noqa: PLC0415

    file: Path = args.file
    try:
        judged = preflight(file.read_bytes())
    except OSError as trouble:
        raise CannotBuild([f"{file}: the file cannot be opened ({trouble.strerror}). Check its name."]) from None
    except NotReadable:
        remedy = "Give the file as “boardreport build” wrote it."
        raise CannotBuild([f"{file}: not a report as Board Report writes it, or changed since. {remedy}"]) from None
    mismatch = ledger_mismatch(file)
    _say([f"{file}: {so_many(judged.pages, 'page')}", *as_lines(judged), *mismatch], sys.stdout)
    return TO_CHECK if judged.faults or mismatch else BUILT


def _attack(args: argparse.Namespace) -> int:
    from report.attack.files import read_files  # noqa: PLC0415
    from report.attack.prove import attack  # noqa: PLC0415
    from report.attack.say import lines  # noqa: PLC0415

    found = attack(read_files(args.file, args.earlier, args.ledger))
    _say([f"{args.file}:", *lines(found)], sys.stdout)
    return TO_CHECK if found.proved or found.undecided else BUILT


def _measures(args: argparse.Namespace) -> int:
    from report.list_measures import list_measures  # noqa: PLC0415

    _say(list_measures(args.words, args.folder), sys.stdout)
    return BUILT


def _explain(args: argparse.Namespace) -> int:
    from report.explain import explain_number  # noqa: PLC0415 - reads records

    _say(explain_number(args.measure, _returns(args), _period(args.period)), sys.stdout)
    return BUILT


def _read(args: argparse.Namespace) -> int:
    from layouts.pdf_reader.values import NotReadable  # noqa: PLC0415
    from layouts.reading.aloud import read_aloud  # noqa: PLC0415

    try:
        _say(list(read_aloud(args.file.read_bytes())), sys.stdout)
    except OSError:
        raise CannotBuild([f"{args.file}: this file cannot be opened. Give the path of a report's PDF."]) from None
    except NotReadable as trouble:
        remedy = "Give the path of a PDF that boardreport built."
        raise CannotBuild([f"{args.file}: this PDF was not made by Board Report ({trouble}). {remedy}"]) from None
    return BUILT


def _layouts(_: argparse.Namespace) -> int:
    from report.list_layouts import list_layouts  # noqa: PLC0415

    _say(list_layouts(), sys.stdout)
    return BUILT


def _findings(_: argparse.Namespace) -> int:
    from report.guide.topics import read_topic  # noqa: PLC0415

    _say(read_topic("findings"), sys.stdout)
    return BUILT


def _guide(args: argparse.Namespace) -> int:
    from report.guide.topics import list_topics, read_topic  # noqa: PLC0415

    _say(list_topics() if args.topic is None else read_topic(args.topic), sys.stdout)
    return BUILT


def _returns(args: argparse.Namespace) -> Path:
    """The folder asked for; else the drop folder if it has workbooks; else the shipped sample, which it prints."""
    if args.folder is not None:
        return Path(args.folder)
    if drop := _drop_folder():
        return drop
    if not args.quiet:
        sample = "There are no workbooks in inputs/returns, so this is the shipped sample: not real children."
        _say([sample], sys.stderr)
    return _home() / "samples" / SAMPLE


def _drop_folder() -> Path | None:
    """The first ``inputs/returns`` that has workbooks: under the current folder, or the project's own; else None."""
    from inputs.files.folder import spreadsheets  # noqa: PLC0415

    for drop in (Path("inputs") / "returns", _home() / "returns"):
        if spreadsheets(drop):
            return drop
    return None


def _home() -> Path:
    import inputs  # noqa: PLC0415

    return Path(inputs.__file__).parent


def _period(text: str | None) -> Period | None:
    """The month of --period, or None without one. Raises CannotBuild for a text that is no month."""
    from inputs.period import Period  # noqa: PLC0415

    if text is None:
        return None
    period = Period.of_month(text.strip())
    if period is None:
        raise CannotBuild([f"“{text}” is not a month. Write the year and the month, such as --period 2023-12."])
    return period


def _progress(args: argparse.Namespace) -> Callable[[int, str], None]:
    """Prints the numbered steps of a build on a terminal; silent with --quiet or into a file."""
    visible = not args.quiet and sys.stderr.isatty()

    def step(number: int, doing: str) -> None:
        if visible:
            _say([f"{number} of {_STEPS}  {doing}"], sys.stderr)

    return step


def _print_findings(findings: Sequence[Finding], args: argparse.Namespace, month: str) -> bool:
    """Print the report's ``month``, and the findings to check and to note; gives whether there are any to check."""
    from inputs.findings import Strength  # noqa: PLC0415

    checks, notes = (finding_lines(findings, strength) for strength in (Strength.CHECK, Strength.NOTE))
    if not args.quiet:
        _say([month] if month else [], sys.stderr)
        for title, lines in (("To check:", checks), ("Notes:", notes)):
            if lines:
                _say([title, *(f"  {line}" for line in lines)], sys.stderr)
    return bool(checks)


def _crash(trouble: BaseException, args: argparse.Namespace) -> str:
    """The end of the line about a crash: its code and the file or place to report, and nothing that any cell held."""
    nothing = "No report was made; an earlier one was not changed."
    try:
        from report.output.crash_report import crash_folders, crash_report_of, save  # noqa: PLC0415

        crash = crash_report_of(trouble)
        file = save(crash, crash_folders(getattr(args, "output", None)))
    except Exception:  # with no memory left, say
        return f". {nothing} Please tell whoever looks after the builder."
    if file is None:
        return f" (code {crash.code}). {nothing} Please report that code, and this place: {crash.place}."
    return f" (code {crash.code}). {nothing} Please send {file} to whoever looks after the builder."


def _say(lines: Sequence[str], stream: TextIO) -> None:
    for line in lines:
        print(printable(line), file=stream)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "start": _start,
    "build": _build,
    "batch": _batch,
    "issue": _issue,
    "check": _check,
    "desk": _desk,
    "template": _template,
    "benchmarks": _benchmarks,
    "preflight": _preflight,
    "attack": _attack,
    "measures": _measures,
    "explain": _explain,
    "read": _read,
    "findings": _findings,
    "layouts": _layouts,
    "guide": _guide,
}
