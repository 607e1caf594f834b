"""Answers what the page asks: one request in, one answer out, both as data that JSON can hold.

The same for the page in one file, where this runs in the browser, and for the page that the installed program serves.
Returns and output are two folders, as on the command line, and what is said is what the command line says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from inputs.period import Period
from report import __version__
from report.build import Written, build
from report.desk import ledger_rows, settings_form
from report.desk.telling import as_data, in_page_words, looked_at, read_alone, whole_findings
from report.judge import Progress, judge_returns
from report.metrics.model.disclosure_rule import Audience
from report.output.atomic_write import check_writable
from report.output.exit_codes import CannotBuild, MustFix
from report.settings.layout_file import shipped_layouts

Request = Mapping[str, Any]
Answer = dict[str, Any]
BLANK_RETURNS = "templates"  # in the output folder


class Desk:
    """A folder of returns and the folder for what is made of them."""

    def __init__(self, folder: Path, output: Path) -> None:
        self.folder, self.output = folder, output

    def answer(self, request: Request, step: Progress) -> Answer:
        """The answer to a request, which names under ``do`` what to do; ``step`` is called with each step of a build.

        Where something stops it, the answer has the lines as ``stopped`` and all that was found; ``full`` is true where
        there was not enough memory; where the builder itself fails, ``fault`` says where, and nothing that any cell
        held.
        """
        try:
            return _DOING[request["do"]](self, request, step)
        except CannotBuild as trouble:
            found = trouble.findings if isinstance(trouble, MustFix) else ()
            told = {"stopped": in_page_words(trouble.lines), "findings": as_data(whole_findings(found))}
            return {**told, **read_alone(self.folder, found), "files": self.files()}
        except MemoryError:
            return {"full": True}
        except Exception as trouble:  # as at the command line's own door: a crash has a code, and never a traceback
            from report.output.crash_report import crash_report_of  # noqa: PLC0415

            crash = crash_report_of(trouble)
            return {"fault": {"code": crash.code, "place": crash.place, "file": crash.file, "text": crash.text}}

    def files(self) -> list[dict[str, Any]]:
        """The files of the output folder, but for hidden ones: their paths in it and their sizes in bytes."""
        paths = (path for path in sorted(self.output.rglob("[!.]*")) if path.is_file())
        return [{"name": path.relative_to(self.output).as_posix(), "bytes": path.stat().st_size} for path in paths]

    def _layout(self, request: Request) -> str:
        """The layout that was asked for: one that ships, or one beside the returns, and no other file. "" for none.

        Raises CannotBuild for any other.
        """
        name = str(request.get("layout") or "")
        if name in {"", *shipped_layouts(), *settings_form.own_layouts(self.folder)}:
            return name
        raise CannotBuild(["This layout is not among the returns now. Choose one of those under “Layout”."])

    def _look(self, request: Request, step: Progress) -> Answer:
        """Read and judge the returns, as ``boardreport check`` does; the reading sheet is in the output folder then."""
        chosen = (_period(request), self._layout(request))
        output = self.output
        check_writable(output)
        judged = judge_returns(
            self.folder, *chosen, step, output / "returns", output, _audience(request), issued_in=output
        )
        return {**looked_at(judged, self.folder), "files": self.files()}

    def _build(self, request: Request, step: Progress) -> Answer:
        """Build each edition that is asked for, as a PDF and a web page: ``editions`` are "standard" and "large"."""
        reports: list[Written] = []
        lines: list[str] = []
        for edition in request.get("editions") or ["standard"]:
            large, reissue = edition == "large", request.get("reissue", "")
            chosen = (_period(request), self.output, self._layout(request))
            built = build(self.folder, *chosen, step, large, reissue, _audience(request), web=True)
            reports += built.reports
            lines += [line for line in built.lines if line not in lines]
        names = [{"pdf": one.pdf.name, "ledger": one.ledger.name, "pages": one.pages} for one in reports]
        findings = as_data(built.findings)
        return {"reports": names, "lines": in_page_words(lines), "findings": findings, "files": self.files()}

    def _issue(self, request: Request, step: Progress) -> Answer:
        from report.issue import issue  # noqa: PLC0415 - sets the pages again to compare them

        chosen = (_period(request), self.output, self._layout(request))
        issued = issue(self.folder, *chosen, step, request.get("reissue", ""), _audience(request))
        return {"lines": in_page_words([*issued.lines, *issued.left]), "files": self.files()}

    def _verify(self, *_: object) -> Answer:
        from report.issue import verify  # noqa: PLC0415

        lines, whole = verify(self.output)
        return {"lines": in_page_words(lines), "whole": whole, "files": self.files()}

    def _blank_returns(self, request: Request, _: Progress) -> Answer:
        from report.blank_returns.write import as_lines, write_templates  # noqa: PLC0415

        output = self.output / BLANK_RETURNS
        made = write_templates(self.folder, _period(request), output, self._layout(request))
        return {"lines": in_page_words(as_lines(made, output)), "files": self.files()}

    def _ledger(self, request: Request, _: Progress) -> Answer:
        return ledger_rows.of_page(self.output / Path(str(request["ledger"])).name, int(request["page"]))

    def _settings(self, *_: object) -> Answer:
        return settings_form.form(self.folder)

    def _save_settings(self, request: Request, _: Progress) -> Answer:
        settings_form.save(self.folder, request["values"])
        return settings_form.form(self.folder)

    def _questions(self, *_: object) -> Answer:
        from report.desk.questions import asked  # noqa: PLC0415 - openpyxl is large, and is set up before it is loaded

        return asked(self.output)

    def _save_answers(self, request: Request, _: Progress) -> Answer:
        from report.desk.questions import asked, save  # noqa: PLC0415

        save(self.output, self.folder, request["answers"])
        return asked(self.output)

    def _guide(self, request: Request, _: Progress) -> Answer:
        from report.guide.topics import list_topics, read_topic  # noqa: PLC0415

        topic = request.get("topic", "")
        return {"lines": read_topic(topic) if topic else list_topics(), "version": __version__}


def _period(request: Request) -> Period | None:
    """The month that was asked for; None for the latest there is."""
    return Period.of_month(request.get("period") or "")


def _audience(request: Request) -> Audience | None:
    """Whom the report is for; None leaves that to report.toml."""
    return Audience(request["audience"]) if request.get("audience") else None


_DOING: dict[str, Callable[[Desk, Request, Progress], Answer]] = {
    "look": Desk._look,
    "build": Desk._build,
    "issue": Desk._issue,
    "verify": Desk._verify,
    "blank_returns": Desk._blank_returns,
    "ledger": Desk._ledger,
    "settings": Desk._settings,
    "save_settings": Desk._save_settings,
    "questions": Desk._questions,
    "save_answers": Desk._save_answers,
    "guide": Desk._guide,
}
