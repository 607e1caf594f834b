"""report.toml: whose report this is, read whole, with every mistake said at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from inputs.findings import Finding, Strength
from inputs.period import Period
from report.metrics.definitions.measure_library import with_names
from report.metrics.judgement.target_status import StatusRule, TargetRules
from report.metrics.model.disclosure_rule import Audience, DisclosureRule
from report.metrics.model.measure import Basis, Comparison, MethodChange, Rebase, Target
from report.settings.report_file import Settings, for_audience, read_settings
from tests.report.returns import LIBRARY

SAMPLE = Path(__file__).parents[2] / "inputs" / "samples" / "peterborough-2023-12"


def read(folder: Path, text: str, encoding: str = "utf-8") -> tuple[Settings, tuple[Finding, ...]]:
    (folder / "report.toml").write_text(text, encoding)
    return read_settings(folder, tuple(LIBRARY.values()))


def mistakes(folder: Path, text: str) -> str:
    """Everything said of a file that must be mended."""
    findings = read(folder, text)[1]
    assert findings
    assert {finding.strength for finding in findings} == {Strength.MUST_FIX}
    assert {(finding.kind, finding.workbook) for finding in findings} == {("bad-setting", "report.toml")}
    assert all(finding.remedy for finding in findings)
    return "\n".join(finding.what for finding in findings)


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    settings, findings = read(
        tmp_path,
        """
        council = "Sample City Council"
        committee = "Corporate Parenting Committee"
        meeting_date = 2024-02-14
        agenda_item = 7
        recommendations = ["Notes the position.", "Asks for more."]
        [targets]
        dental_check_pct = { value = 92.5, comparison = "at least", basis = "national" }
        [[method_changes]]
        measure = "visits_on_time_pct"
        from = "2023-04"
        note = "Each visit is counted."
        [[rebase]]
        measure = "children_missing_count"
        from = "2022-10"
        reason = "A second home opened."
        """,
    )
    assert findings == ()
    assert settings.council == "Sample City Council"
    assert settings.meeting_date == date(2024, 2, 14)
    assert settings.agenda_item == "7"
    assert settings.recommendations == ("Notes the position.", "Asks for more.")
    own = Target(Decimal("92.5"), Comparison.AT_LEAST, Basis.NATIONAL)
    assert settings.target_rules.targets == {"dental_check_pct": own}
    assert settings.method_changes == (MethodChange("visits_on_time_pct", Period(2023, 4), "Each visit is counted."),)
    assert settings.rebases == (Rebase("children_missing_count", Period(2022, 10), "A second home opened."),)


def test_the_settings_of_the_sample_have_no_mistake() -> None:
    settings, findings = read_settings(SAMPLE, tuple(LIBRARY.values()))
    assert findings == ()
    assert settings.meeting_date == date(2024, 2, 14)
    assert len(settings.recommendations) == 3


def test_what_the_officer_leaves_out_is_left_off_the_cover(tmp_path: Path) -> None:
    settings, findings = read(tmp_path, "")
    assert findings == ()
    assert settings == Settings()
    assert (settings.council, settings.agenda_item, settings.meeting_date) == ("", "", None)


def test_a_folder_without_settings_is_to_be_checked_and_still_makes_a_report(tmp_path: Path) -> None:
    settings, (finding,) = read_settings(tmp_path, tuple(LIBRARY.values()))
    assert settings == Settings()
    assert (finding.kind, finding.strength) == ("no-settings", Strength.CHECK)
    assert finding.kind == "no-settings"
    assert "report.toml" in finding.what


def test_every_mistake_is_said_at_once_with_the_nearest_right_name(tmp_path: Path) -> None:
    said = mistakes(
        tmp_path,
        """
        commitee = "Corporate Parenting Committee"
        council = ["Sample City Council"]
        meeting_date = "14 February 2024"
        [targets]
        dental_chek_pct = { value = 92, comparison = "at least" }
        pathway_plan_pct = { value = 92, comparison = "above" }
        [[method_changes]]
        measure = "visits_on_time_pct"
        from = "April 2023"
        note = "Each visit is counted."
        """,
    )
    assert "there is no setting “commitee”. Did you mean “committee”?" in said
    assert "“council” must be text in quotation marks." in said
    assert "“meeting_date” must be a date without quotation marks, such as 2024-02-14." in said
    assert "there is no measure “dental_chek_pct”. Did you mean “dental_check_pct”?" in said
    assert "the target of pathway_plan_pct must read like" in said
    assert "a [[method_changes]] entry needs measure, from (such as “2023-04”) and note." in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('recommendations = "Notes the position."', "“recommendations” must be a list"),
        ("recommendations = 3", "“recommendations” must be a list"),
        ("recommendations = [3.5]", "“recommendations” must be text"),
        ("council = true", "“council” must be text"),
        ("targets = 5", "“targets” must be a table"),
        ("[targets]\ndental_check_pct = 92", "the target of dental_check_pct must read like"),
        ("[targets]\ndental_check_pct = { value = nan, comparison = 'at least' }", "the target of dental_check_pct"),
        ("[targets]\nchildren_in_care_count = { value = 1e308, comparison = 'at most' }", "the target of children_in"),
        ("[targets]\ndental_check_pct = { value = 1e-300, comparison = 'at least' }", "the target of dental_check_pct"),
        ("[targets]\ndental_check_pct = { value = true, comparison = 'at least' }", "the target of dental_check_pct"),
        ("[targets]\ndental_check_pct = { value = '92%', comparison = 'at least' }", "the target of dental_check_pct"),
        (
            "[targets]\ndental_check_pct = { value = 9, comparison = 'at least', basis = 'ours' }",
            "the target of dental",
        ),
        ("[targets]\ndental_check_pct = { value = 110, comparison = 'at least' }", "can never be met"),
        ("[targets]\ndental_check_pct = { value = 92, comparison = 'at most' }", "must be “at least”"),
        ("method_changes = 5", "a [[method_changes]] entry needs"),
        ("[method_changes]\nmeasure = 'visits_on_time_pct'", "a [[method_changes]] entry needs"),
        (
            "[[method_changes]]\nmeasure = 'visits_on_time'\nfrom = '2023-04'\nnote = ''",
            "Did you mean “visits_on_time_pct”?",
        ),
        ("[[method_changes]]\nmeasure = 'visits_on_time_pct'\nfrom = '2023-13'\nnote = ''", "entry needs"),
        ("[[method_changes]]\nmeasure = 'visits_on_time_pct'\nfrom = '23-04'\nnote = ''", "entry needs"),
        ("[[method_changes]]\nmeasure = 'visits_on_time_pct'\nfrom = '2023-04'\nnote = 4", "entry needs"),
        ("[[method_changes]]\nmeasure = ['x']\nfrom = '2023-04'\nnote = ''", "entry needs"),
        ("rebase = 5", "a [[rebase]] entry needs measure, from (such as “2023-04”) and reason."),
        ("[[rebase]]\nmeasure = 'dental_check_pct'\nfrom = '2023-04'", "a [[rebase]] entry needs"),
        ("[[rebase]]\nmeasure = 'dental_check_pct'\nfrom = '2023-13'\nreason = 'Why'", "a [[rebase]] entry needs"),
        ("[[rebase]]\nmeasure = 'dental_chek_pct'\nfrom = '2023-04'\nreason = 'Why'", "“dental_check_pct”?"),
        ("revision = 5", "a [[revision]] entry needs"),
        ("[[revision]]\nmeasure = 'dental_check_pct'\nmonths = []\nreason = 'Why'", "a [[revision]] entry needs"),
        ("[[revision]]\nmeasure = 'dental_check_pct'\nmonths = ['2023-13']\nreason = 'Why'", "a [[revision]] entry"),
        ("[[revision]]\nmeasure = 'dental_check_pct'\nmonths = [4]\nreason = 'Why'", "a [[revision]] entry needs"),
        ("[[revision]]\nmeasure = 'dental_check_pct'\nmonths = ['2023-10']\nreason = ' '", "a [[revision]] entry"),
        ("[[revision]]\nmeasure = 'dental_chek_pct'\nmonths = '2023-10'\nreason = 'Why'", "“dental_check_pct”?"),
        ("council = Sample", "this file cannot be read"),
    ],
)
def test_a_slip_is_said_and_never_a_fault_of_ours(tmp_path: Path, text: str, said: str) -> None:
    assert said in mistakes(tmp_path, text)


def test_the_reason_of_a_revision_is_for_the_months_that_it_names(tmp_path: Path) -> None:
    entry = "[[revision]]\nmeasure = 'dental_check_pct'\nmonths = ['2023-10', '2023-11']\nreason = 'Late  forms.'"
    settings, findings = read(tmp_path, entry)
    assert findings == ()
    (reason,) = settings.revisions
    assert (reason.measure_id, reason.reason) == ("dental_check_pct", "Late forms.")
    assert reason.months == {Period(2023, 10), Period(2023, 11)}


def test_a_date_with_a_time_is_a_date(tmp_path: Path) -> None:
    settings, findings = read(tmp_path, "meeting_date = 2024-02-14T10:00:00")
    assert findings == ()
    assert settings.meeting_date is not None
    assert settings.meeting_date.isoformat() == "2024-02-14"


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, 'council = "Wrexham’s"', "utf-8-sig")[0].council == "Wrexham’s"


def test_a_file_that_is_not_utf_8_is_to_be_saved_again(tmp_path: Path) -> None:
    (tmp_path / "report.toml").write_bytes('council = "Conwy’s"'.encode("cp1252"))
    _, (finding,) = read_settings(tmp_path, tuple(LIBRARY.values()))
    assert finding.strength is Strength.MUST_FIX
    assert finding.remedy == "Save it again as UTF-8."


def test_a_target_may_follow_the_quarters_of_the_year(tmp_path: Path) -> None:
    text = '[targets.dental_check_pct]\ncomparison = "at least"\nq2 = 80\nq4 = 92.5\n'
    settings, findings = read(tmp_path, text)
    assert findings == ()
    (target,) = settings.target_rules.targets.values()
    wanted = ("92.5", "80", "80", "92.5")  # a quarter that is not named has that of the one before
    assert target.by_quarter == tuple(map(Decimal, wanted))
    assert target.at(Period(2023, 12)).value == 80


def test_a_quarters_target_that_can_never_be_met_is_told(tmp_path: Path) -> None:
    text = '[targets.dental_check_pct]\ncomparison = "at least"\nq1 = 90\nq2 = 101\n'
    assert "101, can never be met" in mistakes(tmp_path, text)
    assert "q1 = 80" in mistakes(tmp_path, text.replace("q2", "q5"))


def test_the_council_chooses_how_to_judge(tmp_path: Path) -> None:
    text = 'status_rule = "floor"\nfewest_to_judge = 20\n[floor_standards]\ndental_check_pct = 85\n'
    settings, findings = read(tmp_path, text)
    assert findings == ()
    assert settings.target_rules == TargetRules(
        rule=StatusRule.FLOOR, fewest=Decimal(20), floors={"dental_check_pct": Decimal(85)}
    )
    assert read(tmp_path, "")[0].target_rules == TargetRules(rule=StatusRule.TOLERANCE, fewest=Decimal(10))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('status_rule = "traffic lights"', "“tolerance”, “floor”, “interval”"),
        ("status_rule = 3", "“tolerance”"),
        ("status_rule = []", "“tolerance”"),
        ("fewest_to_judge = 0", "from 1 to 100"),
        ('fewest_to_judge = "ten"', "from 1 to 100"),
        ('status_rule = "floor"\nfloor_standards = 85', "must be a table"),
        ('status_rule = "floor"\n[floor_standards]\ndental_check_pct = "high"', "dental_check_pct must be a number"),
        ('status_rule = "floor"\n[floor_standards]\ndental_pct = 85', "dental_check_pct"),
        ("[floor_standards]\ndental_check_pct = 85", "only used where status_rule"),
        ("tolerances = 2", "“tolerances” must be a table"),
        ("[tolerances]\ndental_check_pct = -1", "percentage points, such as 2"),
        ("[tolerances]\norder_to_match_days_mean = 12", "a share of the target, from 0 to 1"),
        ("[tolerances]\ndental_pct = 2", "dental_check_pct"),
        ('status_rule = "floor"\n[tolerances]\ndental_check_pct = 2', "not used where status_rule"),
    ],
)
def test_a_way_of_judging_that_cannot_be_used_is_told(tmp_path: Path, text: str, said: str) -> None:
    assert said in mistakes(tmp_path, text)


def test_the_councils_code_says_whose_neighbours_are_meant(tmp_path: Path) -> None:
    settings, findings = read(tmp_path, 'authority = "E06000031"')
    assert (settings.authority, findings) == ("E06000031", ())


def test_a_name_that_no_council_has_is_told(tmp_path: Path) -> None:
    said = mistakes(tmp_path, 'authority = "Atlantis"')
    assert "“authority” must be one council, and “Atlantis” is not clear. Write its name, such as “Dudley”" in said


def test_the_middle_of_similar_councils_is_the_mean_unless_the_median_is_asked_for(tmp_path: Path) -> None:
    assert read(tmp_path, "")[0].similar_councils == "mean"
    assert read(tmp_path, 'similar_councils = "median"')[0].similar_councils == "median"
    said = mistakes(tmp_path, 'similar_councils = "mode"')
    assert "“similar_councils” is “mean” or “median”, not “mode”." in said


@pytest.mark.parametrize(
    "text",
    [
        'council = "{}"', 'purpose = "{}"', 'recommendations = ["{}"]', 'layout = "{}"', 'parity = "{}"', '{} = "x"',
        '[targets]\n{} = 3', '[[method_changes]]\nmeasure = "{}"', '[targets.dental_check_pct]\ncomparison = "{}"',
    ],
)  # fmt: skip
def test_a_text_far_too_long_is_told_in_few_words(tmp_path: Path, text: str) -> None:
    said = mistakes(tmp_path, text.format("a" * 200_000))
    assert len(said) < 3000
    assert "200,000 characters" in said or "aaa…" in said or "measure, from" in said


def test_names_of_the_councils_own_are_read_by_the_measure_they_name(tmp_path: Path) -> None:
    (tmp_path / "report.toml").write_text(
        'council = "A"\n[names]\nreviews_on_time_pct = ["Reviews in timescales"]\n', "utf-8"
    )
    settings, findings = read_settings(tmp_path, [*LIBRARY.values()])
    assert (dict(settings.names), findings) == ({"reviews_on_time_pct": ("Reviews in timescales",)}, ())
    named = {m.id: m for m in with_names(LIBRARY.values(), settings.names)}
    assert named["reviews_on_time_pct"].names[-1] == "Reviews in timescales"


def test_names_of_no_measure_and_names_that_are_no_list_are_told(tmp_path: Path) -> None:
    (tmp_path / "report.toml").write_text('[names]\nreviews_pct = ["A"]\nreviews_on_time_pct = "A"\n', "utf-8")
    settings, findings = read_settings(tmp_path, [*LIBRARY.values()])
    assert ("reviews_on_time_pct" in settings.names, len(findings)) == (False, 2)


def test_a_report_is_public_unless_its_council_says_otherwise(tmp_path: Path) -> None:
    assert Settings().disclosure == DisclosureRule(Audience.PUBLIC, 6)
    assert read(tmp_path, 'council = "Sample City Council"')[0].audience is Audience.PUBLIC
    settings, findings = read(tmp_path, 'audience = "exempt"\nexempt_paragraphs = [1, 2]\nsmallest_shown = 11')
    assert findings == ()
    assert (settings.disclosure, settings.exempt_paragraphs) == (DisclosureRule(Audience.EXEMPT, 11), (1, 2))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('audience = "exmpt"', "“audience” is “public” or “exempt”, not “exmpt”."),
        ("audience = true", "“audience” is “public” or “exempt”, not “True”."),
        ('audience = ""', "“audience” is “public” or “exempt”, not “”."),
        ('audiance = "exempt"', "there is no setting “audiance”. Did you mean “audience”?"),
        ("smallest_shown = 5", "“smallest_shown” must be a whole number from 6 to 30, such as 10."),
        ("smallest_shown = 0", "“smallest_shown” must be a whole number from 6 to 30"),
        ('smallest_shown = "10"', "“smallest_shown” must be a whole number from 6 to 30"),
        ("exempt_paragraphs = [8]", "“exempt_paragraphs” must be a list of numbers from 1 to 7, such as [1, 2]."),
        ("exempt_paragraphs = [0, 1]", "“exempt_paragraphs” must be a list of numbers from 1 to 7"),
        ('exempt_paragraphs = "1 and 2"', "“exempt_paragraphs” must be a list of numbers from 1 to 7"),
    ],
)
def test_a_slip_in_whom_a_report_is_for_stops_it_and_never_shows_more(tmp_path: Path, text: str, said: str) -> None:
    assert said in mistakes(tmp_path, text)
    assert read(tmp_path, text)[0].disclosure == DisclosureRule()


def test_an_exempt_report_without_its_paragraphs_is_refused_and_a_public_one_needs_none(tmp_path: Path) -> None:
    settings, _ = read(tmp_path, 'audience = "exempt"')
    _, (finding,) = for_audience(settings, None)
    assert (finding.kind, finding.strength, finding.workbook) == ("bad-setting", Strength.MUST_FIX, "report.toml")
    assert "an exempt report needs “exempt_paragraphs”" in finding.what
    assert "exempt_paragraphs = [1, 2]" in finding.remedy
    assert for_audience(settings, Audience.PUBLIC)[1] == ()
    assert for_audience(replace(settings, exempt_paragraphs=(1,)), None)[1] == ()


def test_the_command_line_has_the_last_word_on_whom_a_report_is_for() -> None:
    exempt = Settings(disclosure=DisclosureRule(Audience.EXEMPT, 10), exempt_paragraphs=(1,))
    assert for_audience(exempt, Audience.PUBLIC)[0].disclosure == DisclosureRule(Audience.PUBLIC, 10)
    assert for_audience(exempt, None)[0].audience is Audience.EXEMPT
    assert for_audience(Settings(exempt_paragraphs=(1,)), Audience.EXEMPT)[0].audience is Audience.EXEMPT
