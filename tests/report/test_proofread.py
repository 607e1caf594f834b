"""The officer's words are held against the figures: from clean words, one change gives exactly one finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from inputs.findings import Finding
from inputs.intake import Comment, Remark, RemarkPart
from layouts.blocks import plain
from report.judge import judge_returns
from report.metrics.benchmarks.peers import with_comparisons
from report.metrics.benchmarks.store import read_benchmarks
from report.metrics.judgement.target_status import TargetRules
from report.metrics.model.formatting import printed, value_text
from report.metrics.model.measure import MethodChange, Rebase
from report.metrics.model.scorecard import Scorecard
from report.metrics.score import Choices, score
from report.proofreading.identifying_details import sign_of_a_child
from report.proofreading.proofread import proofread
from report.settings.layout_file import Layout, PanelSpec, SectionSpec
from report.settings.preferred_words_file import preferred_words, shipped_words
from report.settings.report_file import Settings
from report.wording import officer_commentary
from tests.report.returns import DECEMBER, LIBRARY, counts, intake, monthly, scored, target_of

CHECKS, STAYS = "annual_health_assessment_pct", "long_term_stability_pct"
WHY, DOING, WHO = RemarkPart.WHY, RemarkPart.DOING, RemarkPart.WHO
BARE = Layout("Ours", "Ours", ("sections",), (), ())

CLEAN = {
    WHY: "Performance is worse than last year: 231 of 273 children (84.6%) had their check, against 90% or more. "
    "Staffing has improved since 31 October 2023, and clinics were moved.",
    DOING: "Two clinics open on Saturdays from 6 April 2024, so that performance will be better. "
    "Each initial health assessment (IHA) is booked on the first day, and the team has £20,000 more to spend.",
    WHO: "Health team",
}


def card() -> Scorecard:
    """Yearly checks fell from 92% to 84.6% in a year, which is clearly worse; long stays moved by chance alone."""
    checks = [(245, 266)] * 12 + [(240, 268)] * 6 + [(231, 273)]
    stays = [(93, 130)] * 18 + [(90, 130)]
    measures = tuple(LIBRARY.values())
    targets = {name: goal for name in (CHECKS, STAYS) if (goal := target_of(LIBRARY[name]))}
    return score(
        intake(monthly(CHECKS, checks), monthly(STAYS, stays)),
        measures,
        DECEMBER,
        Choices(TargetRules(targets)),
        printed,
    )[0]


CARD = card()


def comment(texts: dict[RemarkPart, str], item: str = CHECKS) -> Comment:
    remarks = tuple(Remark(part, text, f"{chr(66 + n)}4") for n, (part, text) in enumerate(texts.items()))
    return Comment(item, "health.xlsx", "Commentary", remarks)


def told(*comments: Comment, layout: Layout = BARE) -> list[Finding]:
    return list(proofread(comments, layout, "ours.toml", CARD, shipped_words()))


def test_the_officers_own_message_on_the_first_page_is_proofread_like_commentary() -> None:
    message = "17% of health checks were in time."
    (finding,) = proofread((), BARE, "", CARD, shipped_words(), Settings(message=message))
    assert (finding.workbook, finding.cell) == ("report.toml", "message")
    assert "17%" in finding.what
    assert not proofread((), BARE, "", CARD, shipped_words(), Settings(message="Our staff work hard."))


@pytest.mark.parametrize(
    ("message", "kinds"),
    [
        ("All of our 11 targets were met.", ["claim-not-supported"]),
        ("Every target is met.", ["claim-not-supported"]),
        ("We want every target to be met.", []),
        ("Not all targets are met.", []),
        ("Almost all of our targets were met.", []),
        ("All but two of our targets were met.", []),
        ("There is no doubt our targets are met.", []),
        ("None of our targets was met.", []),
    ],
)
def test_a_message_says_of_all_targets_only_what_is_so(message: str, kinds: list[str]) -> None:
    found = proofread((), BARE, "", CARD, shipped_words(), Settings(message=message))
    assert [one.kind for one in found if one.kind == "claim-not-supported"] == kinds


def test_a_sentence_of_the_message_is_held_to_the_measure_it_names_and_not_to_one_whose_name_it_holds() -> None:
    left, adopted = LIBRARY["left_care_count"], LIBRARY["left_care_through_adoption_pct"]
    assert left.short_name in adopted.name
    risen = scored(counts(left.id, [*[20] * 12, 60]))[left.id]
    same = scored(monthly(adopted.id, [(30, 200)] * 13))[adopted.id]
    both = Scorecard(DECEMBER, (risen, same), ())
    found = proofread((), BARE, "", both, shipped_words(), Settings(message=f"{adopted.name} increased."))
    assert [one.kind for one in found] == ["claim-not-supported"]
    assert not proofread((), BARE, "", both, shipped_words(), Settings(message="The number leaving care increased."))


@pytest.mark.parametrize("sign", ["born 12 March 2011", "NHS number 943 476 5919", "of AB1 2CD"])
def test_what_report_toml_prints_points_at_no_child(sign: str) -> None:
    words = f"Note the case {sign}."
    change, rebase = MethodChange(CHECKS, DECEMBER, words), Rebase(CHECKS, DECEMBER, words)
    held = Settings(purpose=words, recommendations=(words,), method_changes=(change,), rebases=(rebase,), message=words)
    found = [one for one in proofread((), BARE, "", CARD, shipped_words(), held) if one.kind == "may-name-a-child"]
    assert {one.cell for one in found} == {"purpose", "recommendations", "method_changes", "rebase", "message"}
    assert sign not in " ".join(one.what for one in found)


def test_clean_words_give_no_finding() -> None:
    assert told(comment(CLEAN)) == []


MUTATIONS = {
    "a claim against the figures": (WHY, "is worse than", "has improved since", "claim-not-supported"),
    "a level that is none": (WHY, "is worse than", "is about the same as", "claim-not-supported"),
    "a rise that is none": (WHY, "Performance is worse than last year", "The percentage rose", "claim-not-supported"),
    "a target that is missed": (WHY, "Performance is worse than last year", "We are on target", "claim-not-supported"),
    "a record that is none": (WHY, "Performance is worse than last year", "This is the best", "claim-not-supported"),
    "another percentage": (WHY, "84.6%", "86.4%", "number-not-in-figures"),
    "another count": (WHY, "231 of", "213 of", "number-not-in-figures"),
    "another population": (WHY, "273 children", "237 children", "number-not-in-figures"),
    "a percentage in other words": (WHY, "84.6%", "51 percent", "number-not-in-figures"),
    "a percentage in short": (WHY, "84.6%", "51pc", "number-not-in-figures"),
    "a brother and a sister": (WHY, "clinics were moved", "two brothers missed theirs", "may-name-a-child"),
    "another target": (WHY, "90% or more", "95% or more", "number-not-in-figures"),
    "a stray number": (DOING, "Two clinics", "4%: two clinics", "number-not-in-figures"),
    "a child by a letter": (WHY, "clinics were moved", "Child B was moved", "may-name-a-child"),
    "a date of birth": (WHY, "31 October 2023", "31/10/2009", "may-name-a-child"),
    "an id": (DOING, "Two clinics", "LCS 4471920: clinics", "may-name-a-child"),
    "an age": (WHY, "clinics were moved", "a 14-year-old was moved", "may-name-a-child"),
    "very few children": (WHY, "clinics were moved", "two children were moved", "may-name-a-child"),
    "a person": (WHO, "Health team", "Mrs Sample", "may-name-a-child"),
    "an old word": (WHY, "clinics were moved", "placements were moved", "word-not-preferred"),
    "an acronym for children": (WHY, "clinics were moved", "LAC clinics were moved", "word-not-preferred"),
    "an acronym alone": (DOING, "initial health assessment (IHA)", "IHA", "acronym-not-expanded"),
    "a long sentence": (DOING, "Saturdays", "Saturdays in all parts of the city and in the villages as well, and on "
                        "some evenings", "long-sentence"),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTATIONS)
def test_one_change_gives_exactly_one_finding_at_its_cell(name: str) -> None:
    part, was, now, kind = MUTATIONS[name]
    assert was in CLEAN[part]
    changed = {**CLEAN, part: CLEAN[part].replace(was, now, 1)}
    (finding,) = told(comment(changed))
    cell = {WHY: "B4", DOING: "C4", WHO: "D4"}[part]
    assert (finding.kind, finding.place) == (kind, f"health.xlsx › Commentary › {cell}")
    assert finding.remedy.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "We hope that performance will improve.",
        "The team worked to improve recording.",
        "Staffing has improved and referrals rose.",
        "Better recording is under way, and more clinics are open.",
        "Three nurses joined in week 14, and 12 clinics were held.",
        "The clinic moved on 3 May 2023 and opens at 9.30am, in Quarter 2 and in 2023/24.",
        "Children aged 10 to 15 wait for an appointment.",
        "An improvement plan is in place.",
        "The team works to better performance.",
        "Staffing is on target.",
        "We improved.",
        "The team has 12 nurses and 3 clerks.",
        "Letters to 16 and 17 year olds, and to 16- and 17-year-olds, were late.",
        "The clinic opens at 9:30 on Mondays.",
        "Consent under section 20 of the Act was late.",
        "Forty-two children moved school.",
        "Each initial health assessment (IHA) is booked at once; late IHAs are looked at.",
    ],
)
def test_what_is_hoped_for_or_said_of_something_else_is_left_alone(text: str) -> None:
    assert told(comment({WHY: text})) == []


@pytest.mark.parametrize(
    "text",
    [
        "Performance is significantly better than last year.",
        "Timeliness keeps improving.",
        "Timeliness continues to improve.",
        "There has been a marked improvement.",
        "The team had the best ever result.",
        "It is our best result ever.",
        "We are at an all-time high.",
        "Twice as many children had a check.",
        "Checks doubled.",
        "There was no change.",
        "Performance has not changed.",
        "It remains stable.",
        "We have hit our target.",
        "The target has been met.",
        "Checks increased.",
        "Timeliness is up on last year.",
    ],
)
def test_a_claim_that_the_figures_do_not_show_is_told_however_it_is_put(text: str) -> None:
    assert [one.kind for one in told(comment({WHY: text}))] == ["claim-not-supported"]


@pytest.mark.parametrize(
    "text",
    [
        "Performance is clearly worse and continues to decline.",
        "The percentage is down on last year.",
        "Fewer checks were booked.",
        "Late checks have halved.",
        "We did not meet the target.",
        "We work with schools to get the best results.",
        "Twice as many nurses are in post.",
        "There was no change of nurse.",
    ],
)
def test_a_claim_that_the_figures_show_or_that_is_of_something_else_is_not(text: str) -> None:
    assert told(comment({WHY: text})) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("We are above England.", []),
        ("Performance is better than England.", []),
        ("Checks are above the national average.", []),
        ("We hope to be above England.", []),
        ("England stood at 89%.", []),
        ("England stood at 98%.", ["number-not-in-figures"]),
        ("We are below England.", ["claim-not-supported"]),
        ("Performance is worse than the national average.", ["claim-not-supported"]),
    ],
)
def test_what_is_said_of_england_is_held_against_the_published_figure(
    text: str, kinds: list[str], tmp_path: Path
) -> None:
    beside = with_comparisons(CARD, read_benchmarks(tmp_path), "")
    (score,) = (one for one in beside.scores if one.measure.id == CHECKS)
    assert score.compared is not None and score.compared.england is not None
    assert value_text(score.compared.own) == "92.1%" and value_text(score.compared.england) == "89%"
    findings = proofread([comment({WHY: text})], BARE, "", beside, shipped_words())
    assert [one.kind for one in findings] == kinds


@pytest.mark.parametrize("text", ["It is about the same.", "There is no clear change.", "85% of checks were done."])
def test_what_the_figures_show_may_be_said(text: str) -> None:
    item = CHECKS if "%" in text else STAYS
    assert told(comment({WHY: text}, item)) == []


@pytest.mark.parametrize("text", ["There were 213.", "That is 61.5 too many.", "We did 213 children’s checks."])
def test_a_number_is_one_of_the_measure_s_where_it_has_decimals_or_no_other_noun(text: str) -> None:
    assert [one.kind for one in told(comment({WHY: text}))] == ["number-not-in-figures"]


def test_what_one_of_the_measures_of_a_section_shows_may_be_said_of_them_together() -> None:
    panels = (PanelSpec(CHECKS), PanelSpec(STAYS))

    def of_section(text: str) -> list[str]:
        return [
            one.kind for one in told(layout=replace(BARE, sections=(SectionSpec(1, "S", panels, commentary=text),)))
        ]

    assert of_section("Performance is worse.") == of_section("Performance is about the same.") == []
    assert of_section("Performance improved.") == ["claim-not-supported"]


def test_a_claim_that_is_not_shown_is_told_with_what_the_rules_say() -> None:
    (finding,) = told(comment({WHY: "Performance improved."}))
    assert finding.what == "the commentary says “improved”; the figures of this measure do not show that."
    assert finding.remedy == (
        "The change on the same period last year is “worse” and the target “not met”. "
        "Change the words, or say what else it is that is so."
    )


@pytest.mark.parametrize(("length", "kinds"), [(25, []), (26, ["long-sentence"])])
def test_a_sentence_of_twenty_five_words_is_short_enough(length: int, kinds: list[str]) -> None:
    text = " ".join(["Clinics", *["open"] * (length - 1)]) + ". They are well used."
    assert [one.kind for one in told(comment({WHY: text}))] == kinds


@pytest.mark.parametrize(("text", "kinds"), [("Le lac.", []), ("Placements ended.", ["word-not-preferred"])])
def test_capitals_matter_to_an_acronym_and_to_no_other_word(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in told(comment({WHY: text}))] == kinds


def test_a_child_is_never_quoted_back() -> None:
    (finding,) = told(comment({WHY: "Child Q was moved."}))
    assert "Child Q" not in str(finding)


def test_one_claim_made_twice_is_told_once() -> None:
    assert [one.kind for one in told(comment({WHY: "It improved. Performance improved."}))] == ["claim-not-supported"]


def test_who_and_by_when_are_not_held_against_the_figures() -> None:
    assert told(comment({WHO: "Team 7", RemarkPart.BY_WHEN: "in 3 months"})) == []


def test_an_acronym_is_expanded_once_for_a_sheet() -> None:
    first, second = comment({WHY: "Each Personal Education Plan (PEP)."}), comment({WHY: "Each PEP."}, STAYS)
    assert told(first, second) == []
    assert [one.kind for one in told(second)] == ["acronym-not-expanded"]


def test_a_term_of_law_may_hold_a_word_that_is_not_preferred() -> None:
    assert told(comment({WHY: "The court’s placement order was late."})) == []


def test_the_words_of_a_layout_are_read_as_well() -> None:
    panel = PanelSpec(CHECKS, commentary="Performance improved.")
    layout = replace(BARE, sections=(SectionSpec(1, "Health", (panel,), commentary="LAC are well."),))
    findings = told(layout=layout)
    assert [(one.kind, one.place) for one in findings] == [
        ("word-not-preferred", "ours.toml › section 1"),
        ("claim-not-supported", "ours.toml › section 1"),
    ]


@pytest.mark.parametrize(
    "text", ["children in care", "a child in care", "aged 16 to 18", "20 children", "Child protection"]
)
def test_ordinary_words_of_the_service_point_at_no_child(text: str) -> None:
    assert sign_of_a_child(text, DECEMBER.last_day) == ""


# A council's own list.


def test_a_council_may_have_its_own_list_of_words(tmp_path: Path) -> None:
    (tmp_path / "preferred_words.toml").write_text('[instead]\n"foster carer" = "foster parent"\n', "utf-8")
    own, findings = preferred_words(tmp_path)
    assert (dict(own.instead), findings) == ({"foster carer": "foster parent"}, ())
    held = [comment({WHY: "A foster carer left."})]
    assert [one.kind for one in proofread(held, BARE, "", CARD, own)] == ["word-not-preferred"]


@pytest.mark.parametrize("text", ["[instead", '[words]\n"a" = "b"', '[instead]\n"a" = 5', "instead = 5"])
def test_a_list_that_cannot_be_used_is_told_and_ours_is_taken(tmp_path: Path, text: str) -> None:
    (tmp_path / "preferred_words.toml").write_text(text, "utf-8")
    words, (finding,) = preferred_words(tmp_path)
    assert words == shipped_words()
    assert (finding.kind, finding.workbook) == ("bad-setting", "preferred_words.toml")


# Beside the measure.


def test_each_answer_stands_after_its_question() -> None:
    remarks = (
        Remark(WHY, "Two dentists left", "B4"),
        Remark(DOING, "A third joins.", "C4"),
        Remark(WHO, "Health team.", "D4"),
        Remark(RemarkPart.BY_WHEN, "", "E4", date(2024, 3, 31)),
    )
    text = plain(officer_commentary.paragraph(Comment(CHECKS, "a.xlsx", "Commentary", remarks))).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert text == (
        "Why: Two dentists left. What we are doing: A third joins. Who, by when: Health team, 31 March 2024."
    )


@pytest.mark.parametrize(
    ("due", "meeting", "late"),
    [
        (date(2023, 12, 30), None, ["action-overdue"]),
        (date(2023, 12, 31), None, []),
        (date(2024, 2, 13), date(2024, 2, 14), ["action-overdue"]),
        (date(2024, 2, 14), date(2024, 2, 14), []),
    ],
)
def test_what_was_to_be_done_before_the_meeting_is_overdue(due: date, meeting: date | None, late: list[str]) -> None:
    remarks = (Remark(DOING, "A third joins.", "C4"), Remark(RemarkPart.BY_WHEN, "", "E4", due))
    held = Comment(CHECKS, "a.xlsx", "Commentary", remarks)
    findings = proofread((held,), BARE, "ours.toml", CARD, shipped_words(), Settings(meeting_date=meeting))
    assert [one.kind for one in findings] == late
    assert {one.place for one in findings} <= {"a.xlsx › Commentary › E4"}


def test_a_second_comment_on_a_measure_and_one_on_a_stranger_are_told() -> None:
    first, again = comment({WHY: "A."}), replace(comment({WHY: "B."}), sheet="Again")
    kept, findings = officer_commentary.first_on_each_measure(
        [first, again, comment({WHY: "C."}, "pathway_plan_pct")], CARD
    )
    assert kept == (first,)
    assert [(one.kind, one.sheet, one.cell) for one in findings] == [
        ("comment-given-twice", "Again", "B4"),
        ("comment-not-shown", "Commentary", "B4"),
    ]


def test_the_sample_s_own_words_give_no_finding(request: pytest.FixtureRequest) -> None:
    folder = request.config.rootpath / "inputs" / "samples" / "peterborough-2023-12"
    judged = judge_returns(folder, None, "", lambda step, doing: None)
    assert len(judged.report.comments) == 12
    assert {one.kind for one in judged.findings} <= {"impossible-target", "counted-before-month-end"}


# Few children, in whatever words.

OF_FEW = [
    "A cohort of 4 YP with complex needs moved several times.",
    "Four young people moved.",
    "3 CiC were placed out of area.",
    "Two siblings moved together.",
    "2 UASC turned 18.",
    "One child refused.",
    "A sibling group of three moved home.",
    "Three LAC were missing.",
    "Four care leavers lost their tenancy.",
    "One baby was placed for adoption.",
    "A 15-year-old went missing.",
    "Both girls refused their assessment.",
    "5 teenagers went missing.",
    "a trio went missing",
    "twins were placed apart",
    "a pair of brothers moved",
    "both boys",
    "the twins",
    "two of the boys",
    "2 of our young people",
    "three unaccompanied asylum seeking children",
    "two very young children",
    "two Afghan boys",
    "2x UASC arrived",
    "UASC x2 arrived",
    "x2 UASC",
    "three (3) children",
    "1-2 children",
    "one or two young people",
    "between 3 and 5 children",
    "fewer than five children",
    "a couple of teenagers",
    "a handful of care leavers",
    "a brother and sister",
    "his brother and his sister",
    "two half-brothers",
    "triplets",
    "the youngest child",
    "the only girl in the home",
    "two 16-year-olds",
    "three 16 and 17 year olds",
    "a fifteen-year-old",
    "a girl (15)",
    "15yo girl",
    "aged 15",
    "born in March",
    "12/05/2011 moved",
    "this year 3 children were late",
    "two out of three children",
    "one young person’s placement ended",
    "a duo",
    "a group of four children",
    "neither child",
    "2 CLA",
    "4 CYP moved",
    "3 newborns",
    "two toddlers",
    "1 YP refused",
    "5 UASCs",
    "one UASC",
    "a set of twins",
    "two pupils",
    "four boys and two girls",
    "one other young person",
    "Child B",
    "Baby P",
    "a single care leaver",
    "two children in care",
    "two homeless young people",
    "three Sudanese boys",
    "both of the children",
    "a further two children",
    "two more children in residential homes",
    "A young man moved",
    "two sets of siblings",
    "a large sibling group",
    "two of the cohort",
    "two Year 5 pupils",
    "3 Year 11 pupils",
    "two seventeen year olds",
    "two 16/17 year olds",
    "three of the eight children",
    "3 of 8 children",
    "TWO CHILDREN",
    "2 looked after children",
    "two hard-to-place children",
    "One  teenage girl refused",
    "2 female UASC",
    "three unaccompanied minors",
    "1 child’s placement broke down",
    "the eldest boy",
    "two children aged 4 and 6",
    "a 4 year old",
    "a 6-month-old baby",
    "three brothers",
    "one newborn",
    "an infant",
    "two individuals",
    "four kids",
    "Two LAC girls",
    "a small group of 3 young people",
    "the 2 children",
    "5 young people",
]
OF_NOBODY = [
    "two new social workers",
    "5 to 9 year olds",
    "one in four",
    "one in four children",
    "between 3 and 5 working days",
    "by 31/03/2025",
    "30/06/2025",
    "two child protection conferences",
    "three LAC nurses",
    "two children’s homes",
    "two children's social workers",
    "four social work posts",
    "Year 5 pupils",
    "key stage 2 children",
    "children in care",
    "a child in care",
    "aged 16 to 18",
    "20 children",
    "Child protection",
    "two thirds of children",
    "one third of children",
    "5% of children",
    "five hundred children",
    "a care leaver’s plan",
    "a child’s voice",
    "at age 18",
    "aged 16+",
    "16 and 17 year olds",
    "16- and 17-year-olds",
    "brothers and sisters live together",
    "two dentists left",
    "a trio of managers",
    "three clinics children can use",
    "more than five children",
    "250 children",
    "15 children",
    "2,005 children",
    "1.5 children",
    "a team of 4 staff",
    "two care leaver advisers",
    "3 CiC teams",
    "twin-track planning",
    "since 01/04/2024",
    "The first two quarters",
    "two schools",
    "one of the two dentists",
    "four weeks",
    "within 5 days of birth",
    "two Personal Advisers",
    "a sibling policy",
    "Two large schools were rated lower than before",
    "five year plan",
    "one young person’s adviser",
    "by 5 children’s centres",
    "each child has a plan",
    "every child",
    "a child who says no to a check",
    "a pair of clinics",
    "both clinics",
    "both teams",
    "the other agencies",
    "the last review",
    "a foster carer",
    "5 foster carers",
    "three nurses for children",
    "two visits to children",
    "Step 2 children’s services",
    "quarter 3 children’s reviews",
    "in 3 of 4 months",
    "no children",
    "a two-year plan for children",
    "family group conference",
    "two children and families teams",
    "one children’s rights officer",
    "a mother and baby unit",
    "one to one support for children",
    "one of our children’s homes",
    "a children’s home",
    "a child-centred plan",
    "a sibling policy",
    "two youth clubs",
    "a youth worker",
    "3 CAMHS clinicians",
    "four panels each month for children",
    "year to date",
    "two of three months",
    "one third",
    "three or more homes",
    "Two hundred and five children",
    "a review of each child",
    "12 clinics",
    "at least one visit",
    "two-parent families",
    "seven children",
    "six young people",
    "all four teams",
    "the two hospitals",
    "Monday 3 June",
    "Phase 2 pupils",
    "10 to 15 year olds",
    "three to five year olds",
    "children under five",
    "under 5s",
    "5-9 years",
    "16-17 year olds",
    "two visits a week",
    "the last quarter",
    "four homes for teenagers",
]


OF_FEW_UNNAMED = [
    "All three came together", "all five were placed", "Only one moved", "just two remained", "Five of them",
    "two of whom moved", "one of them ran away", "These four had no plan", "n=3", "(n = 4)", "Quadruplets",
    "a set of quads", "1 unborn", "two unborns", "Two families", "3 households",
    "She came into care after an arrest", "He has since moved", "by himself", "The other two went home",
]  # fmt: skip
OF_NOBODY_UNNAMED = [
    "1:1 support", "1:1 support for children", "n=30", "n = 4%", "All four measures", "only one review was late",
    "whether he or she agrees", "s/he", "the sheet", "Only one in ten", "one family group conference",
    "waited for one family", "two family hubs",
    "two of those meetings", "each of them", "all six came", "families were visited",
    "every family", "These two clinics had no nurse", "They all moved",
]  # fmt: skip


@pytest.mark.parametrize("text", OF_FEW_UNNAMED)
def test_few_children_are_seen_where_a_number_or_a_pronoun_stands_for_them(text: str) -> None:
    assert sign_of_a_child(text, date(2024, 6, 30))


@pytest.mark.parametrize("text", OF_NOBODY_UNNAMED)
def test_other_numbers_and_those_of_no_one_child_point_at_none(text: str) -> None:
    assert sign_of_a_child(text, date(2024, 6, 30)) == ""


def test_one_to_one_support_is_no_figure() -> None:
    held = told(comment({WHY: "Each has 1:1 support, or 2:1 where needed."}))
    assert "number-not-in-figures" not in [one.kind for one in held]


@pytest.mark.parametrize("text", OF_FEW)
def test_few_children_are_seen_in_words_or_digits_and_by_any_name(text: str) -> None:
    assert sign_of_a_child(text, date(2024, 6, 30))


@pytest.mark.parametrize("text", OF_NOBODY)
def test_numbers_of_staff_homes_days_and_shares_point_at_no_child(text: str) -> None:
    assert sign_of_a_child(text, date(2024, 6, 30)) == ""


@pytest.mark.parametrize("day", ["30/06/2025", "1.4.19", "31/03/2012", "12/05/11"])
def test_the_day_by_which_a_thing_is_done_is_no_date_of_birth(day: str) -> None:
    assert told(comment({RemarkPart.BY_WHEN: day})) == []


def test_a_date_is_one_of_birth_where_a_child_of_the_report_can_have_been_born_on_it() -> None:
    assert sign_of_a_child("Moved 12/05/11.", DECEMBER.last_day) == "a date of birth"
    assert sign_of_a_child("Born 12/05/2023.", DECEMBER.last_day) == "a date of birth"
    assert sign_of_a_child("The clinic opens on 12/05/2024, and has since 01/09/2022.", DECEMBER.last_day) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Checks falling due on Mondays are listed.",
        "Most checks fell due in the holidays.",
        "Some checks fell on a bank holiday.",
        "Children declined the check.",
        "Children who grew up here help us.",
    ],
)
def test_words_that_only_look_like_a_rise_or_a_fall_claim_nothing(text: str) -> None:
    assert [one.kind for one in told(comment({WHY: text}))] == []


def test_a_comment_full_of_numbers_is_told_by_the_first_few() -> None:
    findings = told(comment({WHY: " ".join(f"We saw {number}." for number in range(9001, 9017))}))
    numbers = [one.what for one in findings if one.kind == "number-not-in-figures"]
    assert [what.rpartition("says ")[2][:4] for what in numbers[:3]] == ["9001", "9002", "9003"]
    assert numbers[3:] == ["the commentary has 13 more like these."]
    assert told(comment({WHY: "We saw 7001. " * 2000})) == told(comment({WHY: "We saw 7001. " * 2}))
