"""The commands and their arguments, with the help that is shown of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from report import __version__
from report.metrics.model.disclosure_rule import Audience
from report.start.questions import QUESTIONS

TEMPLATES = Path("output") / "templates"


def parser() -> argparse.ArgumentParser:
    """The parser of the command line; the parsed arguments have the command's name as ``command``."""
    command_line = argparse.ArgumentParser(
        prog="boardreport",
        description="Builds the corporate-parenting report from a folder of Excel returns.",
        epilog="Exit codes: 0 done; 1 built, with findings to check (--strict), or not true in print (preflight), "
        "or hidden figures that can be worked out (attack), "
        "or something was left out (template); "
        "2 something must be fixed first; 70 a fault of the builder itself; 130 stopped.",
    )
    command_line.add_argument("--version", action="version", version=f"boardreport {__version__}")
    commands = command_line.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    _starting(commands.add_parser)
    _building(commands.add_parser)
    _many(commands.add_parser)
    _supplying(commands.add_parser)
    _looking(commands.add_parser)
    return command_line


def arguments_of(argv: Sequence[str] | None) -> argparse.Namespace:
    """The arguments of a command line, whose folder may stand behind an option too: argparse takes none there."""
    command_line = parser()
    args, rest = command_line.parse_known_args(argv)
    if len(rest) == 1 and not rest[0].startswith("-") and getattr(args, "folder", args) is None:
        args.folder = Path(rest[0])
    elif rest:
        command_line.error(f"unrecognized arguments: {' '.join(rest)}")
    return args


def _starting(adding: Callable[..., argparse.ArgumentParser]) -> None:
    """The command of the first hour."""
    start = adding(
        "start",
        help="begin: say whose report it is, and see what your workbooks hold",
        description="Asks whose report it is and for which meeting, writes FOLDER/report.toml, looks at the workbooks "
        "there, writes the reading sheet, and says what to do next. Where there is no terminal nothing is asked. What "
        "stands in report.toml already stays as it is.",
    )
    start.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="the returns (inputs/returns)")
    for question in QUESTIONS:
        start.add_argument(question.option, dest=question.key, default="", metavar=question.metavar, help=question.help)
    start.add_argument(
        "--authority", default="", metavar="CODE",
        help="the council’s code, such as E08000027, where its name does not say it; “none” where it has none",
    )  # fmt: skip
    start.add_argument(
        "--output", type=Path, default=Path("output"), metavar="DIR", help="where to write the reading sheet (output)"
    )
    start.add_argument("--no-questions", action="store_true", help="ask nothing, also on a terminal")
    start.set_defaults(quiet=False)


def _supplying(adding: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands for what a report is built from: blank returns, and other areas' figures."""
    template = adding("template", help="write a blank return for each service, with what is known already")
    template.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="the returns (inputs/returns)")
    template.add_argument("--period", metavar="2024-01", help="the month to fill in (default: the next month)")
    template.add_argument("--layout", default="", metavar="NAME_OR_FILE", help="a layout other than report.toml's")
    template.add_argument("--output", type=Path, default=TEMPLATES, metavar="DIR", help=f"where to write ({TEMPLATES})")
    template.add_argument(
        "--measures", nargs="+", default=[], metavar="WHAT",
        help="ask for these alone: ids, references, subjects or sections, such as 5.3 Health",
    )  # fmt: skip
    template.add_argument("--one", action="store_true", help="one workbook for all services")
    benchmarks = adding(
        "benchmarks",
        help="take in published figures of other areas, to compare with",
        description="Reads tables of Explore Education Statistics (CSV), the statistical-neighbour model (CSV) and the "
        "LAIT data store (Parquet), and writes what the report needs of them into FOLDER/benchmarks.",
    )
    benchmarks.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file as it was downloaded")
    benchmarks.add_argument("--folder", type=Path, metavar="FOLDER", help="the returns (inputs/returns)")
    benchmarks.add_argument(
        "--published", default="", metavar="WHEN", help="when these files were published, such as “November 2025”"
    )


def _looking(adding: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands that look at a finished report, or list what there is."""
    preflight = adding("preflight", help="check that a finished report is ready to print")
    preflight.add_argument("file", type=Path, metavar="FILE", help="a report that was built here")
    attack = adding(
        "attack",
        help="try to work out what finished reports hide",
        description="Reads published files as a stranger would, and prints the range that can be proved for every "
        "hidden figure. The exit code is 1 where one is known more closely than the rule allows, or time ran out.",
    )
    attack.add_argument("file", type=Path, metavar="PDF", help="a report that was built here")
    attack.add_argument(
        "--with", type=Path, action="extend", nargs="+", default=[], dest="earlier", metavar="EARLIER.pdf",
        help="papers published before it; a ledger beside one is read too",
    )  # fmt: skip
    attack.add_argument("--ledger", type=Path, metavar="FILE", help="its ledger, where that is published with it")
    measures = adding("measures", help="list the measures the report builder knows, or those about something")
    measures.add_argument(
        "words", nargs="*", metavar="WORD", help="words that the measures must have, such as stability"
    )
    measures.add_argument(
        "--folder", type=Path, metavar="FOLDER", help="returns: say which of their workbooks gives it"
    )
    explain = adding(
        "explain",
        help="explain a number that was counted from records: who was counted, and by which rule",
        description="Prints what a measure means, who was counted step by step, the rule, and the table it comes from. "
        "It is for officers: small numbers are not hidden in it.",
    )
    explain.add_argument("measure", metavar="MEASURE", help="the id of a measure, such as three_or_more_homes_pct")
    explain.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="the returns (inputs/returns)")
    explain.set_defaults(quiet=False)
    explain.add_argument("--period", metavar="2023-12", help="the month (default: the latest month of the records)")
    read = adding("read", help="print what a screen reader would say of a report, in reading order")
    read.add_argument("file", type=Path, metavar="FILE", help="a PDF that boardreport built")
    adding("findings", help="list every kind of finding, how much it matters and what it means")
    adding("layouts", help="list the layouts, and the parts and charts they may use")
    guide = adding("guide", help="print a page of the guide for officers and clerks, or list the pages there are")
    guide.add_argument("topic", nargs="?", metavar="TOPIC", help="the page to print")


def _building(adding: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands that an officer runs every month."""
    build = adding("build", help="read the returns and write the report, the young people's sheet and marked workbooks")
    _folder(build)
    build.add_argument("--output", type=Path, default=Path("output"), metavar="DIR", help="where to write (output)")
    build.add_argument("--large-print", action="store_true", help="build the large-print edition (18 point)")
    build.add_argument("--web", action="store_true", help="write each report as a web page too (.html)")
    _audience(build)
    _reissue(build, "build a report in place of an issued one")
    build.add_argument("--strict", action="store_true", help="exit with 1 where there is anything to check")
    desk = adding("desk", help="show the builder as a page in your browser, for one folder of returns")
    desk.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="the returns (inputs/returns)")
    desk.add_argument("--output", type=Path, default=Path("output"), metavar="DIR", help="where to write (output)")
    issue = adding("issue", help="mark the reports of the month as sent, and keep a sealed record of each")
    _folder(issue)
    issue.add_argument("--output", type=Path, default=Path("output"), metavar="DIR", help="where it was built (output)")
    _audience(issue)
    _reissue(issue, "issue a report that was built with this reason")
    issue.add_argument("--verify", action="store_true", help="issue nothing; say whether every record is whole")
    check = adding("check", help="check the returns without building a report")
    _folder(check)
    check.add_argument(
        "--output", type=Path, default=Path("output"), metavar="DIR", help="where to write the reading sheet (output)"
    )
    check.add_argument("--strict", action="store_true", help="exit with 1 where there is anything to check")
    check.add_argument(
        "--records-to", type=Path, metavar="DIR",
        help="write the rows of records in which something is likely to be wrong to DIR: they name children",
    )  # fmt: skip
    check.add_argument("--mark", type=Path, metavar="DIR", help="write the workbooks with their faults marked to DIR")


def _many(adding: Callable[..., argparse.ArgumentParser]) -> None:
    """The command for the reports of many councils."""
    batch = adding(
        "batch",
        help="build the report of every council in a folder",
        description="FOLDER holds a folder of returns or records for each council. A worker for each processor builds "
        "their reports into folders of the same names, and a page, summary.html, says what came of each. A council "
        "whose report cannot be built never stops the others; the exit code is then 1.",
    )
    batch.add_argument("folder", type=Path, metavar="FOLDER", help="a folder with a folder for each council")
    batch.add_argument("--period", metavar="2023-12", help="the month of all reports (default: each one's latest)")
    batch.add_argument("--layout", default="", metavar="NAME_OR_FILE", help="one layout alone, not report.toml's")
    batch.add_argument("--output", type=Path, default=Path("output"), metavar="DIR", help="where to write (output)")
    batch.add_argument("--workers", type=int, default=0, metavar="N", help="how many (default: one a processor)")
    batch.add_argument("--quiet", action="store_true", help="say nothing of each council")


def _folder(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="the returns (inputs/returns)")
    command.add_argument("--period", metavar="2023-12", help="the month the report is for (default: the latest month)")
    command.add_argument("--layout", default="", metavar="NAME_OR_FILE", help="one layout alone, not report.toml's")
    command.add_argument("--quiet", action="store_true", help="say nothing but what must be fixed")


def _audience(command: argparse.ArgumentParser) -> None:
    either = command.add_mutually_exclusive_group()
    what = "the report that hides nothing, for a meeting without the public"
    either.add_argument("--exempt", dest="audience", action="store_const", const=Audience.EXEMPT, help=what)
    what = "the report for everybody, whatever report.toml says"
    either.add_argument("--public", dest="audience", action="store_const", const=Audience.PUBLIC, help=what)


def _reissue(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("--reissue", default="", metavar="WHY", help=f"{what}; the reason is printed in it")
