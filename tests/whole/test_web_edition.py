"""The web edition of whole reports: the words and figures of the PDF, explained from its ledger, and nothing beside."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from layouts.web import web_page
from report.build import build
from report.cli import main
from report.metrics.model.disclosure_rule import Audience
from tests.layouts.web_reading import (
    explained_on_page,
    headings_in_tags,
    headings_on_page,
    page_of,
    said_in_tags,
    said_on_page,
)
from tests.whole.conftest import OFFICERS_OWN, SAMPLE
from tests.whole.test_exempt import FEW, PARAGRAPHS
from tests.whole.test_issue import DECEMBER, DENTAL, Council

pytestmark = pytest.mark.slow

MOST_BYTES = 400_000
FULL = "corporate_parenting_full"


@dataclass(frozen=True)
class Both:
    """A report as a PDF and as a web page, and the rows of its ledger."""

    pdf: bytes
    content: bytes
    rows: tuple[dict[str, str], ...]

    @property
    def page(self) -> HtmlElement:
        return page_of(self.content)

    @property
    def meanings(self) -> list[list[str]]:
        """The cells of every number that is explained."""
        return explained_on_page(self.page)

    def row(self, number: str) -> dict[str, str]:
        """The row of the ledger that a spreadsheet shows under a number."""
        return self.rows[int(number) - 2]


def read_both(pdf: Path, web: Path, ledger: Path) -> Both:
    rows = csv.DictReader(io.StringIO(ledger.read_text("utf-8-sig"), newline=""))
    return Both(pdf.read_bytes(), web.read_bytes(), tuple(rows))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., tuple[Both, ...]]:
    """The sample's reports in a layout and an edition, each as both."""

    def make(
        layout: str = "", large_print: bool = False, audience: Audience | None = None, returns: Path = SAMPLE
    ) -> tuple[Both, ...]:
        folder = tmp_path_factory.mktemp("web")
        built = build(returns, None, folder, layout, lambda *_: None, large_print, audience=audience, web=True)
        return tuple(read_both(one.pdf, one.web, one.ledger) for one in built.reports if one.web)

    return make


@pytest.fixture(scope="module")
def report(made: Callable[..., tuple[Both, ...]]) -> Both:
    return made()[0]


@pytest.fixture(scope="module")
def exempt_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as it may be exempt too: its settings name the paragraphs."""
    returns = shutil.copytree(SAMPLE, tmp_path_factory.mktemp("exempt") / "returns")
    settings = returns / "report.toml"
    settings.write_text(f"{PARAGRAPHS}{settings.read_text('utf-8')}", "utf-8")
    return returns


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


def web_of(council: Council, stem: str) -> Path:
    return council.output / f"{stem}.html"


@pytest.mark.parametrize("layout", ["", FULL, str(OFFICERS_OWN)], ids=["usual", "full", "an officer's own"])
def test_it_says_every_character_of_the_pdf_in_its_order_and_no_other(made: Callable, layout: str) -> None:
    for both in made(layout):
        assert said_on_page(both.page) == said_in_tags(both.pdf)
        assert headings_on_page(both.page) == headings_in_tags(both.pdf)


def test_in_large_print_it_has_every_heading_and_every_number_of_the_pdf(made: Callable) -> None:
    report, sheet = made(large_print=True)
    assert headings_on_page(report.page) == headings_in_tags(report.pdf)  # its tables are in parts in the PDF alone
    assert unexplained(report) == []
    assert said_on_page(sheet.page) == said_in_tags(sheet.pdf)
    assert report.page.get("class") == "large"


def unexplained(both: Both) -> list[dict[str, str]]:
    """Rows of the ledger whose number is read or heard and is not explained; points of a line are only drawn.

    A count is explained with the figure that it is behind.
    """
    explained = {(number, when) for number, _, when, *_ in both.meanings}
    explained |= {(count, when) for _, _, when, counted, *_ in both.meanings for count in counted.split()}
    said = [row for row in both.rows if row["where"] != "chart"]
    return [row for row in said if (row["printed"].removeprefix("'"), row["period"]) not in explained]


def test_every_number_that_is_read_or_heard_is_explained_by_its_row_of_the_ledger(report: Both) -> None:
    assert unexplained(report) == []
    for number, what, when, counted, place in report.meanings:
        row = report.row(place)
        assert row["period"] == when
        assert row["printed"].removeprefix("'") == number or row["printed"] in counted.split()
        assert what
        if counted and row["numerator"] and row["number"] == "value":
            assert counted.replace(",", "").startswith(row["numerator"])
    titles = {one.text_content() for one in report.page.xpath("//details//th[@scope='rowgroup']")}
    assert any(
        one.endswith("5.2 Yearly health check. From the return of: Health Service for Children in Care")
        for one in titles
    )
    assert any("Published in: DfE, Children looked after in England" in one for one in titles)


def test_it_is_the_same_each_time(report: Both, made: Callable) -> None:
    assert made()[0].content == report.content


@pytest.mark.parametrize("large_print", [False, True], ids=["standard", "large print"])
@pytest.mark.parametrize("audience", [None, Audience.EXEMPT], ids=["public", "exempt"])
@pytest.mark.parametrize("layout", ["", FULL, str(OFFICERS_OWN)], ids=["usual", "full", "an officer's own"])
def test_it_is_small_enough_to_send(
    made: Callable, exempt_sample: Path, layout: str, audience: Audience | None, large_print: bool
) -> None:
    for both in made(layout, large_print, audience, returns=exempt_sample):
        assert len(both.content) <= MOST_BYTES


def test_a_public_page_names_no_workbook_and_an_exempt_one_every_cell(report: Both, council: Council) -> None:
    workbooks = {name for row in report.rows for name in row["workbook"].split("; ") if name.endswith(".xlsx")}
    assert workbooks and not any(name in report.content.decode() for name in workbooks)
    council.gives(FEW, PARAGRAPHS)
    assert council.runs("build", "12", "--exempt", "--web") == 0
    exempt = web_of(council, f"{DECEMBER}-exempt").read_text("utf-8")
    assert "health.xlsx › " in exempt and "4 of 273" in exempt
    assert exempt.count("Exempt: not for publication.") >= 3
    assert council.runs("build", "12", "--web") == 0
    public = web_of(council, DECEMBER).read_text("utf-8")
    assert "health.xlsx" not in public and "4 of 273" not in public and "to protect children" in public


def test_papers_that_differ_in_hidden_numbers_alone_give_the_same_page(council: Council) -> None:
    pages = set()
    for few in (2, 3, 4):
        council.gives([*FEW[:2], (few, 273)])
        assert council.runs("build", "12", "--web") == 0
        pages.add(web_of(council, DECEMBER).read_bytes())
    assert len(pages) == 1
    council.gives([*FEW[:2], (9, 273)])
    assert council.runs("build", "12", "--web") == 0
    assert web_of(council, DECEMBER).read_bytes() not in pages


def test_without_being_asked_for_none_is_written(council: Council, capsys) -> None:
    assert council.runs("build", "12") == 0
    assert not list(council.output.glob("*.html"))
    folders = [str(council.returns), "--output", str(council.output)]
    assert main(["build", *folders, "--web"]) == 0
    assert f"its web edition {DECEMBER}.html" in capsys.readouterr().out


def test_it_is_sealed_with_its_report_and_a_change_to_it_is_seen(council: Council, capsys) -> None:
    assert council.runs("build", "12", "--web", "--large-print") == 0
    assert council.runs("build", "12", "--web") == 0
    assert council.runs("issue", "12") == 0
    editions = json.loads(council.record(DECEMBER).read_text("utf-8"))["editions"]
    pages = [web_of(council, DECEMBER), web_of(council, f"{DECEMBER}-large-print")]
    assert [one[5] for one in editions] == [hashlib.sha256(page.read_bytes()).hexdigest() for page in pages]
    verify = ["issue", "--verify", "--output", str(council.output)]
    assert main(verify) == 0
    pages[0].write_bytes(pages[0].read_bytes().replace(b"87.2%", b"97.2%"))
    assert main(verify) == 1
    assert f"{DECEMBER}.html is not the file that was issued." in capsys.readouterr().out
    pages[0].unlink()
    assert main(verify) == 0
    assert f"{DECEMBER}.html is no longer in this folder." in capsys.readouterr().out


def test_a_report_without_one_is_sealed_as_before(council: Council) -> None:
    council.issues("12")
    assert [len(one) for one in json.loads(council.record(DECEMBER).read_text("utf-8"))["editions"]] == [5]


def test_one_of_an_earlier_build_is_never_sealed_with_a_later_report(council: Council, capsys) -> None:
    assert council.runs("build", "12", "--web") == 0
    council.gives([*DENTAL[:2], (239, 273)])
    assert council.runs("build", "12") == 0
    assert council.runs("issue", "12") == 2
    said = capsys.readouterr().err
    assert f"{DECEMBER}.html is not what this version of Board Report makes of these returns." in said
    assert "Build the report again with --web and read it, or delete that file." in said
    assert council.runs("build", "12", "--web") == 0
    assert council.runs("issue", "12") == 0


def test_an_issued_one_is_never_written_over_by_another(council: Council, capsys, monkeypatch) -> None:
    assert council.runs("build", "12", "--web") == 0
    assert council.runs("issue", "12") == 0
    issued = web_of(council, DECEMBER).read_bytes()
    assert council.runs("build", "12", "--web") == 0
    monkeypatch.setattr(web_page, "_SKIP", "Skip to what matters")
    assert council.runs("build", "12", "--web") == 2
    assert "its PDF is the same, but not its web edition" in capsys.readouterr().err
    assert web_of(council, DECEMBER).read_bytes() == issued
    assert council.runs("build", "12") == 0
