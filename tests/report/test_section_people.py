"""Whom to ask about a section: as the layout or report.toml says, in the section, and wherever a figure is missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

import layouts
from inputs.findings import Finding
from inputs.period import Period
from layouts.blocks import plain
from report.judge import Judged, judge_returns
from report.output.exit_codes import CannotBuild
from report.pages.compose import compose
from report.proofreading.kept_out import OwnWords, keep_out
from report.settings.section_people import SectionPeople, who_to_ask, with_people
from tests.report.made_reports import DENTAL, MISSING, TIMES, everything, texts_of, usual_layout
from tests.report.returns import SUPPRESSED

NURSE = "Named nurse, 01733 555 012, nurse@council.example"
HEALTH = f'[[section]]\ntitle = "Health"\ncontact = "{NURSE}"\ncommentary_owner = "Head of Commissioning"\n'


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    """A folder with a count of the children and half the health figures of the layout."""
    book = Workbook()
    assert book.active is not None
    book.active.append(["Measure", "Oct-23", "Nov-23", "Dec-23"])
    book.active.append(["Children in care", 405, 409, 412])
    book.active.append(["Dental checks up to date", "81%", "82%", "84%"])
    book.save(tmp_path / "headline.xlsx")
    return tmp_path


def judged(folder: Path, said: str) -> Judged:
    """By a layout of the council's own, which asks for all that it shows."""
    (folder / "report.toml").write_text(f'council = "Council"\n{said}', "utf-8")
    shipped = (Path(layouts.__file__).parent / "library/corporate_parenting.toml").read_text("utf-8")
    (folder / "ours.toml").write_text(shipped.replace("also_returned = true\n", ""), "utf-8")
    return judge_returns(folder, Period(2023, 12), "ours.toml", lambda step, doing: None)


def owed(made: Judged) -> list[Finding]:
    return [one for one in made.findings if one.kind == "not-supplied"]


def printed(made: Judged) -> str:
    return " ".join(plain(text) for block in compose(made.report) for text in texts_of(block))


def test_a_section_says_whom_to_ask_and_who_writes_its_commentary(returns):
    text = printed(judged(returns, HEALTH))
    assert f"Contact: {NURSE}. Commentary: Head of Commissioning." in text
    assert text.count("Contact: ") == 1


def test_what_was_not_supplied_names_whom_to_ask_on_the_screen_and_in_the_report(returns):
    made = judged(returns, HEALTH)
    (health,) = (one for one in owed(made) if "health check" in one.what)
    assert f"Health Service for Children in Care; ask {NURSE}." in health.remedy
    assert f"Health Service for Children in Care; ask {NURSE}" in printed(made)
    assert not any("ask " in one.remedy for one in owed(judged(returns, "")))


def test_where_a_section_has_no_contact_the_owner_of_its_commentary_is_asked(returns):
    made = judged(returns, '[[section]]\ntitle = "education"\ncommentary_owner = "Virtual School head"\n')
    assert any("ask Virtual School head" in one.remedy for one in owed(made))


def test_a_title_that_no_section_has_is_told_with_the_one_that_is_like_it(returns):
    with pytest.raises(CannotBuild, match=r"no section “Helth”\. Did you mean “Health”"):
        judged(returns, '[[section]]\ntitle = "Helth"\ncontact = "Nurse"\n')


def test_a_sheet_without_sections_is_not_asked_for_them():
    bare = replace(usual_layout(), sections=())
    assert with_people(bare, (SectionPeople("Health", "Nurse"),)) == (bare, [])


def test_report_toml_goes_before_the_layout_and_leaves_what_it_does_not_say():
    own = replace(usual_layout().sections[0], contact="The team", commentary_owner="The head")
    plan = replace(usual_layout(), sections=(own,))
    (section,) = with_people(plan, (SectionPeople(own.title, contact="The desk"),))[0].sections
    assert (section.contact, section.commentary_owner) == ("The desk", "The head")


def test_both_measures_of_a_panel_are_asked_of_the_same_people():
    plan, _ = with_people(usual_layout(), (SectionPeople("Home", "Placements"), SectionPeople("Health", "Nurse")))
    named = who_to_ask(plan)
    assert (named[MISSING], named[TIMES], named[DENTAL]) == ("Placements", "Placements", "Nurse")
    assert "children_in_care_count" not in named


def test_names_that_tell_a_hidden_number_are_left_out_and_telephone_numbers_are_none():
    report = everything()
    plan = report.layout
    home = next(one for one in plan.sections if any(panel.measure == MISSING for panel in one.panels))
    score = replace(
        report.card.of(MISSING)[0],
        series=tuple(
            replace(one, value=None, numerator=None, state=SUPPRESSED) for one in report.card.of(MISSING)[0].series
        ),
    )
    card = replace(report.card, scores=(score,))
    told = replace(home, contact="Missing team, 01733 555 012", commentary_owner="Whoever knows the three boys")
    words = OwnWords((), (), replace(plan, sections=(told,)), report.settings)
    kept, findings = keep_out(words, card, "ours")
    (section,) = kept.layout.sections
    assert (section.contact, section.commentary_owner) == ("Missing team, 01733 555 012", "")
    assert [one.kind for one in findings] == ["words-kept-out"]
