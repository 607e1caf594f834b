"""The one door: the command line. Nothing large is imported until a command needs it."""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from report.arguments import parser
from report.output.exit_codes import BUILT, FAULT, MUST_FIX, STOPPED, TO_CHECK, CannotBuild, printable, said
from report.output.interrupts import Stopped, heeded, ignore_stops

if TYPE_CHECKING:
    from inputs.findings import Finding
    from report.metrics.model.period import Period

SAMPLE = "peterborough-2023-12"
STEPS = 4


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 something to check, 2 must fix, 70 a fault, 130 stopped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a narrow console must never turn a message into a failure
            stream.reconfigure(errors="backslashreplace")
    warnings.showwarning = _unsaid  # type: ignore[assignment]  # it takes whatever there is
    be_frugal()
    args = parser().parse_args(argv)
    with heeded() as stops:
        code = _answer(args, stops)
    if stops and argv is None:
        _end_at_once(code)
    return code


def be_frugal() -> None:
    """Set up the process for a short run, before anything large is imported. `make bench` measures under the same."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one thread starts sooner; nothing here multiplies matrices
    os.environ.setdefault("OPENPYXL_LXML", "False")  # of lxml openpyxl needs nothing here, and loading it takes time
    gc.set_threshold(20_000, 50, 50)  # a short run makes much and drops little: looking for waste less often saves 4%


def _end_at_once(code: int) -> NoReturn:
    """End the process without tidying up: a stop may leave a library half loaded, and tidying that up crashes."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(code)


def _answer(args: argparse.Namespace, stops: Sequence[int]) -> int:
    try:
        code = COMMANDS[args.command](args)
        sys.stdout.flush()
        gc.freeze()  # the process ends here: sorting through what it still holds would cost as much as reading did
        return code
    except BrokenPipeError:  # whoever reads the answer has read enough of it, as in “boardreport measures | head”
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
    except BaseException as trouble:  # with what native code raises when it panics, which is no Exception
        if stops:  # or makes of a stop that came while it was at work
            return _stopped(Stopped(stops[0]).code)
        with contextlib.suppress(OSError):
            _say([f"Something went wrong inside the report builder{_fault(trouble, args)}"], sys.stderr)
        return FAULT


def _stopped(code: int) -> int:
    ignore_stops()
    with contextlib.suppress(OSError):  # the terminal may be what went away
        _say(["Stopped. An earlier report, if there is one, was not changed."], sys.stderr)
    return code


def _build(args: argparse.Namespace) -> int:
    from report.build import build  # noqa: PLC0415 - reads workbooks: too large for --help

    folder = _returns(args)
    period, steps = _period(args.period), _progress(args)
    built = build(folder, period, args.output, args.layout, steps, args.large_print, args.reissue)
    ignore_stops()
    findings = _tell(built.findings, args)
    if built.held_open:
        _say([f"{built.held_open} is open in another program. The new report is {built.pdf}."], sys.stderr)
    if not args.quiet:
        ready = f"{built.pdf} ({built.pages} pages) and its ledger {built.ledger.name} are ready."
        _say([ready, *built.marked], sys.stdout)
    return TO_CHECK if args.strict and findings else BUILT


def _issue(args: argparse.Namespace) -> int:
    from report.issue import issue, verified  # noqa: PLC0415 - sets the pages again to compare them

    if args.verify:
        lines, whole = verified(args.output)
        _say(lines, sys.stdout)
        return BUILT if whole else TO_CHECK
    sealed = issue(_returns(args), _period(args.period), args.output, args.layout, _progress(args), args.reissue)
    ignore_stops()
    if not args.quiet:
        names = " and ".join(edition.file for edition in sealed.record.editions)
        figures = _so_many(len(sealed.record.figures), "figure")
        _say([f"{names}: issued, with {figures}. The record is {sealed.path}."], sys.stdout)
        _say([f"Its seal, for the minutes: {sealed.record.seal}"], sys.stdout)
    return BUILT


def _check(args: argparse.Namespace) -> int:
    from report.judge import judge_returns  # noqa: PLC0415 - reads workbooks: too large for --help
    from report.output.checked_copies import mark_returns  # noqa: PLC0415

    folder = _returns(args)
    judged = judge_returns(folder, _period(args.period), args.layout, _progress(args), args.mark)
    findings = _tell(judged.findings, args)
    card = judged.report.card
    marked = mark_returns(folder, args.mark, judged.every_finding, card.period) if args.mark else ()
    if not args.quiet:
        returns = _so_many(judged.report.returns, "return")
        measures = _so_many(len({score.measure.id for score in card.scores}), "measure")
        _say([f"{returns}, {measures}, for {card.period.month_text}: ready to build.", *marked], sys.stdout)
    return TO_CHECK if args.strict and findings else BUILT


def _template(args: argparse.Namespace) -> int:
    from report.blank_returns.write import as_lines, write_templates  # noqa: PLC0415 - reads and writes workbooks

    folder = args.folder or _drop_folder() or Path("inputs") / "returns"
    made = write_templates(folder, _period(args.period), args.output, args.layout)
    _say(as_lines(made, args.output), sys.stdout)
    return TO_CHECK if made.kept or made.unread else BUILT


def _benchmarks(args: argparse.Namespace) -> int:
    from report.take_in_benchmarks import take_in  # noqa: PLC0415

    _say(take_in(args.files, args.folder or Path("inputs") / "returns", args.published), sys.stdout)
    return BUILT


def _preflight(args: argparse.Namespace) -> int:
    from layouts.pdf_reader.values import NotReadable  # noqa: PLC0415
    from layouts.preflight.judge import preflight  # noqa: PLC0415
    from report.issuing.ledger import of_another_build  # noqa: PLC0415
    from report.output.print_checks import as_lines  # noqa: PLC0415

    file: Path = args.file
    try:
        judged = preflight(file.read_bytes())
    except OSError as trouble:
        raise CannotBuild([f"{file}: the file cannot be opened ({trouble.strerror}). Check its name."]) from None
    except NotReadable:
        remedy = "Give the file as “boardreport build” wrote it."
        raise CannotBuild([f"{file}: not a report as Board Report writes it, or changed since. {remedy}"]) from None
    parted = of_another_build(file)
    _say([f"{file}: {_so_many(judged.pages, 'page')}", *as_lines(judged), *parted], sys.stdout)
    return TO_CHECK if judged.faults or parted else BUILT


def _measures(_: argparse.Namespace) -> int:
    from report.metrics.definitions.measure_library import read_library  # noqa: PLC0415

    alone = [m for m in read_library() if not m.spread_of]
    _say([f"{m.ref:<5} {m.id:<36} {m.name} (from the {m.owner})" for m in alone], sys.stdout)
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
        raise CannotBuild([f"{args.file}: this is no report of Board Report ({trouble}). {remedy}"]) from None
    return BUILT


def _layouts(_: argparse.Namespace) -> int:
    from report.settings.chart_names import CHART_HELP  # noqa: PLC0415
    from report.settings.layout_file import NUMBERS, PARTS, shipped_layouts  # noqa: PLC0415

    lines = ["Layouts:", *(f"  {name}" for name in shipped_layouts())]
    for title, names in (("Parts", PARTS), ("Charts", CHART_HELP), ("Tables of numbers", NUMBERS)):
        lines += [f"{title}:", *(f"  {name:<16} {meaning}" for name, meaning in names.items())]
    _say(lines, sys.stdout)
    return BUILT


def _findings(_: argparse.Namespace) -> int:
    from report.metrics.model.findings import as_table  # noqa: PLC0415

    _say(as_table().splitlines(), sys.stdout)
    return BUILT


def _returns(args: argparse.Namespace) -> Path:
    """The folder asked for; else the drop folder where it holds workbooks; else the shipped sample, and say so."""
    if args.folder is not None:
        return Path(args.folder)
    if drop := _drop_folder():
        return drop
    if not args.quiet:
        sample = "There are no workbooks in inputs/returns, so this is the shipped sample: not real children."
        _say([sample], sys.stderr)
    return _home() / "samples" / SAMPLE


def _drop_folder() -> Path | None:
    """The drop folder where it holds workbooks: that of the place where we were started, or our own."""
    from inputs.files.folder import spreadsheets  # noqa: PLC0415

    for drop in (Path("inputs") / "returns", _home() / "returns"):
        if spreadsheets(drop):
            return drop
    return None


def _home() -> Path:
    import inputs  # noqa: PLC0415

    return Path(inputs.__file__).parent


def _period(text: str | None) -> Period | None:
    from report.metrics.model.period import Period  # noqa: PLC0415

    if text is None:
        return None
    period = Period.of_month(text.strip())
    if period is None:
        raise CannotBuild([f"“{text}” is not a month. Write the year and the month, such as --period 2023-12."])
    return period


class _Steps:
    """The numbered steps on the terminal; silent where nobody is watching."""

    def __init__(self, quiet: bool) -> None:
        self.speaks = not quiet and sys.stderr.isatty()

    def __call__(self, step: int, doing: str) -> None:
        if self.speaks:
            _say([f"{step} of {STEPS}  {doing}"], sys.stderr)


def _progress(args: argparse.Namespace) -> _Steps:
    return _Steps(args.quiet)


def _tell(findings: Sequence[Finding], args: argparse.Namespace) -> bool:
    """Say what there is to check and to note; gives whether there was anything to check."""
    from inputs.findings import Strength  # noqa: PLC0415

    checks, notes = (said(findings, strength) for strength in (Strength.CHECK, Strength.NOTE))
    if not args.quiet:
        for title, lines in (("To check (these are printed in the data notes):", checks), ("Notes:", notes)):
            if lines:
                _say([title, *(f"  {line}" for line in lines)], sys.stderr)
    return bool(checks)


def _so_many(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _fault(trouble: BaseException, args: argparse.Namespace) -> str:
    """What may be said of a fault of our own: a code, a place, and nothing that any cell held."""
    nothing = "No report was made; an earlier one was not changed."
    try:
        from report.output.crash_report import fault_of, folders_for_faults, save  # noqa: PLC0415

        fault = fault_of(trouble)
        file = save(fault, folders_for_faults(getattr(args, "output", None)))
    except Exception:  # with no memory left, say
        return f". {nothing} Please tell whoever looks after the builder."
    if file is None:
        return f" (code {fault.code}). {nothing} Please report that code, and this place: {fault.place}."
    return f" (code {fault.code}). {nothing} Please send {file} to whoever looks after the builder."


def _unsaid(*_: object) -> None:
    """Warnings of libraries are for programmers, and may quote a cell."""


def _say(lines: Sequence[str], stream: TextIO) -> None:
    for line in lines:
        print(printable(line), file=stream)


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "issue": _issue,
    "check": _check,
    "template": _template,
    "benchmarks": _benchmarks,
    "preflight": _preflight,
    "measures": _measures,
    "read": _read,
    "findings": _findings,
    "layouts": _layouts,
}
