"""You asked, we answered: what was asked for at earlier meetings, answered or still waiting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from inputs.intake import Ask
from layouts.blocks import Heading, Row, Table, plain
from report.metrics.model import formatting
from report.metrics.model.last_report import LastReport
from report.metrics.score import score
from report.pages import committee_requests
from report.pages.compose import compose
from report.pages.report_data import Report
from report.settings.layout_file import Layout, PanelSpec, SectionSpec
from report.settings.report_file import Settings
from tests.report.returns import DECEMBER, LIBRARY, NO_CHOICES, intake, monthly

HEALTH = PanelSpec("annual_health_assessment_pct", second="dental_check_pct", numbers="none")
LAYOUT = Layout("Report", "Report", ("cover", "asked", "contents"), (), (SectionSpec(5, "Health", (HEALTH,)),))
WAITING = Ask("How long do they wait?", date(2023, 11, 8), owner="Health Service")
DONE = Ask("How many?", date(2023, 9, 13), answer="Ten.", answered=date(2023, 11, 8), where="5.2")


def a_report(*asks: Ask, meeting: date | None = date(2024, 1, 10), memory: LastReport | None = None) -> Report:
    held = intake(*(monthly(name, [(60, 70)] * 3) for name in ("annual_health_assessment_pct", "dental_check_pct")))
    card = score(held, tuple(LIBRARY.values()), DECEMBER, NO_CHOICES, formatting.printed)[0]
    settings = Settings(committee="The Panel", meeting_date=meeting)
    return Report(LAYOUT, settings, card, (), "", (), 1, asks=asks, memory=memory or LastReport())


def rows(report: Report) -> list[list[str]]:
    (table,) = [block for block in committee_requests.asked(report) if isinstance(block, Table)]
    return [[plain(cell) for cell in row.cells if isinstance(cell, tuple)] for row in table.rows]


def links(report: Report) -> list[str]:
    (table,) = [block for block in committee_requests.asked(report) if isinstance(block, Table)]
    cells = [cell for row in table.rows if isinstance(row, Row) for cell in row.cells if isinstance(cell, tuple)]
    return [span.link for cell in cells for span in cell if span.link]


def test_nothing_is_printed_where_nobody_keeps_a_list() -> None:
    assert committee_requests.asked(a_report()) == []
    assert committee_requests.check_requests(a_report()) == []


def test_what_was_answered_comes_first_and_what_waits_says_who_owes_it() -> None:
    assert rows(a_report(WAITING, DONE)) == [
        ["Answered"],
        ["13\xa0September 2023", "How many?", "Ten. See\xa05.2. (8\xa0November 2023)"],
        ["Not answered yet"],
        ["8\xa0November 2023", "How long do they wait?", "Not answered yet. To be answered by: Health Service."],
    ]


def test_a_reference_leads_to_the_panel_that_holds_the_measure() -> None:
    first = LIBRARY["annual_health_assessment_pct"].ref
    assert links(a_report(replace(DONE, where=LIBRARY["dental_check_pct"].ref))) == [f"#{first}"]
    assert links(a_report(replace(DONE, where="Appendix 2"))) == []


def test_an_answer_is_printed_once_and_again_only_where_it_has_changed() -> None:
    memory = LastReport(answered=frozenset([committee_requests.answer_digest(DONE)]), issued=True)
    assert rows(a_report(DONE, WAITING, memory=memory))[0] == ["Not answered yet"]
    assert committee_requests.asked(a_report(DONE, memory=memory)) == []
    assert rows(a_report(replace(DONE, answer="Eleven."), memory=memory))[0] == ["Answered since the last report"]


def test_an_ask_is_overdue_after_the_day_it_is_due_and_not_on_it() -> None:
    due = replace(WAITING, due=date(2024, 1, 10))
    assert rows(a_report(due))[1][2].startswith("Not answered yet: due by 10\xa0January 2024.")
    assert rows(a_report(due, meeting=date(2024, 1, 11)))[1][2].startswith("Overdue: it was due by")


def test_an_ask_that_nobody_set_a_day_for_is_overdue_after_a_quarter() -> None:
    assert rows(a_report(WAITING, meeting=date(2024, 2, 8)))[1][2].startswith("Not answered yet")
    assert rows(a_report(WAITING, meeting=date(2024, 2, 9)))[1][2].startswith("Overdue: asked more than three months")


def test_who_asked_is_said_where_it_was_not_the_committee_itself() -> None:
    report = a_report(replace(WAITING, by="The Panel"), replace(WAITING, by="Children in Care Council"))
    assert [row[0] for row in rows(report)[1:]] == [
        "8\xa0November 2023",
        "8\xa0November 2023, Children in Care Council",
    ]


def test_an_answer_at_a_reference_that_is_not_in_the_report_is_told_with_its_cell() -> None:
    lost = replace(DONE, where="9.9", workbook="asks.xlsx", sheet="Asks", cell="C4")
    (finding,) = committee_requests.check_requests(a_report(lost))
    assert (finding.kind, finding.place) == ("ask-place-unknown", "asks.xlsx › Asks › C4")
    report = a_report(DONE, replace(DONE, where="5"), replace(DONE, where="Minutes"))
    assert committee_requests.check_requests(report) == []


def test_an_ask_that_nobody_is_named_for_says_so() -> None:
    assert rows(a_report(replace(WAITING, owner="")))[1][2] == "Not answered yet. Nobody is named to answer it."


def test_an_ask_dated_after_the_meeting_of_the_report_is_told_with_its_cell() -> None:
    late = replace(WAITING, asked=date(2024, 1, 11), workbook="asks.xlsx", sheet="Asks", cell="B4")
    (finding,) = committee_requests.check_requests(a_report(late, replace(late, asked=date(2024, 1, 10))))
    assert (finding.kind, finding.place) == ("ask-after-meeting", "asks.xlsx › Asks › B4")
    assert committee_requests.check_requests(a_report(late, meeting=None)) == [], (
        "the meeting may well be after the month"
    )


def test_a_layout_that_leaves_the_asks_out_is_told() -> None:
    report = a_report(DONE)
    (finding,) = committee_requests.check_requests(replace(report, layout=replace(LAYOUT, parts=("cover",))))
    assert finding.kind == "asks-not-printed"


def test_the_contents_follow_on_the_page_of_the_asks() -> None:
    def new_pages(report: Report) -> list[str]:
        return [plain(b.text) for b in compose(report) if isinstance(b, Heading) and b.new_page]

    assert new_pages(a_report(DONE)) == ["You asked, we answered"]
    assert new_pages(a_report()) == ["Contents"]


@pytest.mark.parametrize("part", ["asked", "attention"])
def test_a_layout_with_either_part_that_prints_the_asks_is_not_told_of(part: str) -> None:
    report = a_report(DONE)
    assert committee_requests.check_requests(replace(report, layout=replace(LAYOUT, parts=("cover", part)))) == []
