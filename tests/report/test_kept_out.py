"""Words of the council's own beside a hidden figure: what could tell it is not printed, and all else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from inputs.findings import Finding, Strength
from inputs.intake import Ask, Comment, RemarkPart
from layouts.blocks import Block, Span, plain
from report.metrics.model import formatting
from report.metrics.model.findings import EVERY
from report.metrics.model.measure import MethodChange, Rebase
from report.metrics.model.scorecard import Compared, Release, Scorecard
from report.metrics.score import score
from report.pages.compose import compose
from report.proofreading.hidden_figures import named
from report.proofreading.kept_out import OwnWords, keep_out, telling_word, with_notes_kept_out
from report.settings.chart_names import CHART_HELP
from report.settings.layout_file import Layout, PanelSpec, SectionSpec, read_layout
from report.settings.report_file import RevisionReason, Settings
from report.settings.sheet_words import PromiseSpec
from tests.report.made_reports import (
    CAME,
    DENTAL,
    HOMES,
    IN_CARE,
    LEFT,
    MISSING,
    STAYS,
    TIMES,
    comment,
    everything,
    texts_of,
    usual_layout,
)
from tests.report.returns import (
    AGE_BANDS,
    AGES,
    DECEMBER,
    LIBRARY,
    NO_CHOICES,
    SUPPRESSED,
    Series,
    counts,
    intake,
    monthly,
    observation,
)

ADOPTED, WAIT = "left_care_through_adoption_pct", "entry_to_adoptive_home_days_mean"
KIND = "words-kept-out"
INSTEAD = "The service’s words are not printed here: they could give away a hidden number."
COUNCIL = "These words are not printed: they could give away a hidden number."
BARE = Layout("Report", "Report", ("cover",), (), ())


def card_of(*held: Series) -> Scorecard:
    return score(intake(*held), tuple(LIBRARY.values()), DECEMBER, NO_CHOICES, formatting.printed)[0]


# In December it is hidden how many went missing; before, 8 did in most months. Nothing else is hidden.
CARD = card_of(
    counts(MISSING, [*[8] * 20, 4]),
    counts(TIMES, [*[30] * 20, 12]),
    counts(IN_CARE, [300 + n for n in range(21)]),
    monthly(DENTAL, [(200, 250)] * 21),
    monthly(STAYS, [(93, 130)] * 21),
)


def kept(
    *comments: Comment,
    card: Scorecard = CARD,
    asks: tuple[Ask, ...] = (),
    layout: Layout = BARE,
    settings: Settings | None = None,
    hides: bool = True,
) -> tuple[OwnWords, tuple[Finding, ...]]:
    words = OwnWords(comments, asks, layout, settings or Settings())
    return keep_out(words, card, "ours.toml", hides=hides)


def is_kept_out(text: str, item: str = MISSING, card: Scorecard = CARD) -> bool:
    """Whether a comment of this text is kept out; if so, its finding is there too."""
    words, findings = kept(comment(item, why=text), card=card)
    ((remark,),) = (one.remarks for one in words.comments)
    assert (remark.text == text) is not bool(findings)
    assert remark.text in (text, INSTEAD)
    return bool(findings)


@pytest.mark.parametrize(
    "text",
    [
        "4 of them came back the same day.",
        "Four children went missing.",
        "A trio went to the coast.",
        "The quartet are friends.",
        "Siblings ran away together.",
        "It was brothers each time.",
        "The twins were found.",
        "One in twelve did.",
        "They were both found.",
        "A third of them had left before.",
        "Half of the group went once.",
        "It was 1.3% of all.",
        "Numbers halved.",
        "Twice as many went in the summer.",
        "Nobody went missing from our own homes.",
        "No child was away at night.",
        "A girl went missing from a home.",
        "The only child away was found.",
        "The third boy came back.",
        "A 15-year-old left.",
        "A couple of them went together.",
        "Neither of them was hurt.",
        "Both parents were told.",
        "In December 3 children went missing.",
        "Last year 4 went missing.",
        "At this stage 3 are away.",
        "Twenty-one did.",
        "１２ times.",
        "Fo\u00adur of them.",
        "½ of them.",
        "See https://council.example/4-children.",
        "Two practices keep places.",
        "Over 4 children went.",
        "Between 2 and 4 did.",
        "n = 4",
        "An only child was away.",
        "They came in twos and threes.",
        "A dozen went.",
        "It happened only once.",
        "It was a single episode.",
        "It was for a lone young person.",
        "It was an adoptive couple and a couple of boys.",
        "The 15-year-old went to the coast.",
        "The ratio was 1:12.",
        "They are of brothers who took both.",
        "It is 12 to 14 children.",
        "None of the group came back.",
        "Stage 3 left.",
        *(
            f"At stage 3 {word} went."
            for word in ("more", "further", "other", "new", "of them", "of whom", "of our own")
        ),
        *(f"At step 2 {word} began." for word in ("of the group", "of these", "episodes", "times", "cases", "leavers")),
        "In quarter 4 starters went.",
        "A boy and a teenage girl were adopted.",
        "It was the only adoption. ",
        "It was the fourth adoption since April.",
        "The 2nd and last adoption was late.",
        "A brace of adoptions was late.",
        "It fell by a third.",
        "We stay in single figures.",
        "A pair went, then a quintet.",
        "A handful went, and half a dozen later.",
        "It was triplets.",
        "No one went, and none will.",
        "The sole case was closed.",
        "It was a hat-trick.",
        "A duet.",
        "It is threefold what it was.",
        "It was triple the number of May.",
        "It took place once.",
        *(f"{digit} went." for digit in "٤४④❹➃三Ⅲ𝟑³⚂"),
        "🎲 went.",
        "🧒🧒🧒 went.",
        "3\ufe0f\u20e3 went.",
        "F\u043eur went.",
        "f o u r went.",
        "||| went.",
        "✓✓✓",
        *(f"{numeral} were away." for numeral in ("III", "IV", "V", "iii", "II")),
        "We found I child.",
    ],
)
def test_any_number_of_an_officers_words_beside_a_hidden_figure_keeps_them_out(text: str) -> None:
    assert is_kept_out(text)


@pytest.mark.parametrize(
    "text",
    [
        "Some young people stayed out late with friends.",
        "We hold a meeting within 3 weeks.",
        "A meeting is held after two weeks, and every six months from then.",
        "By 31 March 2024 every home has a plan.",
        "It was agreed on 3 December.",
        "Since Dec 2023 each home has a plan, and from 1/4/24 each carer.",
        "The plan for 2023/24 is set each Q3 and in quarter 4.",
        "Staff answer calls from 9am to 5.30pm, and 24/7 at weekends.",
        "We follow regulation 33, sections 20 and 47 and Part 8.",
        "We work with young people under 16, and aged 16 and over.",
        "It is for under 16s, 16- and 17-year-olds, and care leavers aged 19 to 21.",
        "Year 11 pupils have mentors; so has Key Stage 4.",
        "This is one of our priorities.",
        "It is the first time we ask. The second visit is by phone.",
        "Each young person has one-to-one help from day one.",
        "Both services work together.",
        "We work both in homes and in schools.",
        "They call twice a week.",
        "It cost £3,000.",
        "Homes keep brothers and sisters together, with time with their siblings.",
        "A child needs somebody to talk to.",
        "Covid-19 changed what we do.",
        "We met the day before the 18th birthday.",
        "Nothing else is known.",
        "It began by March 31, and by Dec-23; on 2023-12-01; from Apr 23.",
        "It ended on March 31 2024. A second visit is on 31 March, at 14:30.",
        "We write half-termly, each half term.",
        "This is NI 62, SSDA903 and the 903 return; see the panel (2.1).",
        "There is an offer for the 16-year-old cohort, the age of 18, 19-21s and 16-25s.",
        "Those who turn 18, under-fives, 16 or over, 16+ and U18s are asked.",
        "The 20th of the month is the day; the 1st visit is by phone.",
        "This is a one-off, two-way meeting: one team, and every one counts, at one time.",
        "We have zero tolerance of harm. None of our targets changed.",
        "Adoptive couples are trained.",
        "Homes open, Apr 23: all. They live with their sisters or brothers.",
        "There is time with brothers, contact with sisters, and sibling time.",
        "Foster carers who take large sibling groups, and homes for siblings, are few.",
        "It is for the 0 to 25 service, and for 11-19.",
        "Staff work 1:1.",
        "A home is run by a third party. The second plan is on time, and so is the 3rd visit.",
        "We are the only council of the region that asks each child and each carer.",
        "We call again after a couple of days.",
        "We follow Part IV, section ii and Schedule II: (i) listen, (ii) act.",
        "It improved for the second month in a row, in the third year of the plan.",
        "A second clinic opens in the third quarter. The sixth form helps.",
        "It is a single point of contact, and every single call is answered at once.",
        "A child’s plan is made with each child. The voice of the child is heard.",
        "The child protection team, the care leaver offer and the pupil premium are the same.",
        "We ask what he or she needs, and double-check it.",
        "The placement team calls the carers, and the adoption panel meets more often.",
        "A placement is reviewed when it has lasted.",
        "● Carers are called. ✓ Done — and “fine” → next… ✔️",
        "Siân’s café – naïve? – costs £30.",
        "Year Seven pupils are visited six-weekly. The rate is per 10,000 children. Ring 01733 123456.",
    ],
)
def test_words_without_a_number_of_the_hidden_kind_are_printed_as_before(text: str) -> None:
    assert not is_kept_out(text)


@pytest.mark.parametrize(
    "text",
    [
        "The child went missing in May.",
        "The child’s carers were told.",
        "We spoke with the young person.",
        "This young person was found.",
        "One boy came back.",
        "Another teenager is away.",
        "Her brother was with friends.",
        "She came back by herself.",
        "We told his school.",
        "The court agreed for that very young child.",
        "The baby is home now.",
        "The episode was short.",
        "It was the first case of the year.",
        "Our youngest ran away.",
        "The third to go came back.",
        "The first child to leave came back.",
        "A boy is waiting.",
        "For a third child it was a friend.",
        "It was the fifth in May.",
    ],
)
def test_words_of_one_child_whom_somebody_knows_tell_that_there_is_one(text: str) -> None:
    assert is_kept_out(text)


def test_beside_a_measure_without_a_hidden_figure_every_number_is_printed() -> None:
    assert not is_kept_out("Four children, a trio of brothers, one in twelve.", DENTAL)
    assert not is_kept_out("Four children, a trio of brothers, one in twelve.", STAYS)


def test_a_month_hidden_long_ago_keeps_words_out_as_the_latest_does() -> None:
    card = card_of(counts(MISSING, [8, 8, 4, *[8] * 18]))
    assert is_kept_out("Three went away again.", MISSING, card)


def test_a_hidden_age_band_keeps_words_out_beside_all_of_them() -> None:
    bands = [counts(AGE_BANDS, [n], group=age) for age, n in zip(AGES, (3, 40, 60, 80, 117), strict=True)]
    card = card_of(*bands, counts(IN_CARE, [300]))
    assert is_kept_out("Two are babies.", AGE_BANDS, card)
    assert is_kept_out("Two are babies.", IN_CARE, card), "the total of the bands"


@pytest.mark.parametrize(
    ("item", "hidden"),
    [
        (LEFT, (counts(CAME, [12] * 20 + [3]), counts(LEFT, [9] * 21))),  # hidden with those who came
        (CAME, (counts(CAME, [12] * 21), counts(LEFT, [9] * 20 + [3]))),
        (LEFT, (monthly(ADOPTED, [(3, 100)]), counts(LEFT, [9]))),  # the year whose months they are
        (ADOPTED, (counts(LEFT, [9] * 20 + [3]), monthly(ADOPTED, [(20, 110)] * 21))),
        (IN_CARE, (counts(LEFT, [9] * 20 + [3]), counts(IN_CARE, [300] * 21))),  # starts less leavers make it
    ],
)
def test_words_are_held_to_the_hidden_figures_of_linked_measures(item: str, hidden: tuple[Series, ...]) -> None:
    assert is_kept_out("Three did.", item, card_of(*hidden))


def test_the_other_measure_of_a_panel_counts_as_its_own() -> None:
    layout = replace(BARE, sections=(SectionSpec(1, "Home", (PanelSpec(MISSING, second=TIMES),)),))
    told = comment(TIMES, why="Three of them.")
    assert kept(told, layout=layout)[1]
    assert not kept(told)[1], "without the panel nothing links the two"


def test_words_that_name_a_measure_with_a_hidden_figure_are_held_to_it() -> None:
    assert is_kept_out("Children who went missing were three.", DENTAL)


def test_a_definitions_own_numbers_are_printed_and_only_in_its_words() -> None:
    card = card_of(monthly(HOMES, [(4, 300)] * 21))
    assert not is_kept_out("Three or more homes are sometimes a good plan.", HOMES, card)
    assert not is_kept_out("Stays under 24 hours do not count.", HOMES, card)
    assert is_kept_out("Three moved again.", HOMES, card)
    assert is_kept_out("Three children had moved.", HOMES, card)
    assert is_kept_out("Three or four moved.", HOMES, card)
    assert is_kept_out("Three or so moved.", HOMES, card)
    stays = card_of(monthly(STAYS, [(4, 130)] * 21))
    assert not is_kept_out("We ask those in care for two and a half years or more.", STAYS, stays)
    assert not is_kept_out("It is of all under 16.", STAYS, stays)


def test_a_target_is_printed_where_it_is_said_to_be_one() -> None:
    target = ("8", "at most")
    card = card_of(monthly(HOMES, [(4, 300)] * 21, target=target))
    assert not is_kept_out("Our target is at most 8%.", HOMES, card)
    for word in ("plan", "aim", "goal", "standard", "limit", "promise", "threshold"):
        assert not is_kept_out(f"Our {word} is 8%.", HOMES, card)
    assert is_kept_out("It is 8%.", HOMES, card)
    assert is_kept_out("Our target is at most 6%.", HOMES, card)
    counted = card_of(counts(MISSING, [*[12] * 20, 4], target=target))
    for said in ("Our target is at most 8.", "We set a target of no more than 8."):
        assert not is_kept_out(said, MISSING, counted)
    assert is_kept_out("To meet the target we moved 8 of them.", HOMES, card)


def test_a_printed_figure_may_be_told_again_of_its_own_time_and_of_no_hidden_one() -> None:
    assert not is_kept_out("In November 8 young people did.")
    assert not is_kept_out("In November 2023, eight young people did.")
    assert is_kept_out("In December 8 young people did."), "December is hidden"
    assert is_kept_out("Eight did."), "the latest is hidden"
    assert is_kept_out("In November 9 young people did.")
    assert is_kept_out("In November 8 young people did, as in December.")
    card = card_of(counts(IN_CARE, [300] * 20 + [412]), counts(LEFT, [3, *[12] * 20]))
    assert not is_kept_out("We care for 412 children.", IN_CARE, card)
    assert is_kept_out("We care for 413 children.", IN_CARE, card)
    assert not is_kept_out("12 did.", LEFT, card)
    assert is_kept_out("12 did, as in the month before.", LEFT, card)


def test_a_printed_figure_of_a_group_of_a_quarter_or_of_another_year_is_one_where_that_is_named() -> None:
    bands = [counts(AGE_BANDS, [n], group=age) for age, n in zip(AGES, (3, 40, 60, 80, 117), strict=True)]
    card = card_of(*bands)
    hidden, shown = AGES[0].lower(), AGES[2].lower()
    assert not is_kept_out(f"60 are aged {shown}.", AGE_BANDS, card)
    assert is_kept_out("60 are new.", AGE_BANDS, card)
    assert is_kept_out(f"60 are aged {shown}, and some {hidden}.", AGE_BANDS, card)
    left = card_of(counts(LEFT, [3, *[12] * 20]))
    assert not is_kept_out("In Q2 36 did.", LEFT, left)
    assert is_kept_out("In Q2 35 did.", LEFT, left)
    assert not is_kept_out("In December 2022 8 young people did.")


def test_a_measure_is_named_by_its_whole_name_or_by_the_words_that_are_its_own() -> None:
    card = card_of(
        counts(AGE_BANDS, [100], group=AGES[0]), counts(IN_CARE, [300]), counts(LEFT, [3]), counts(CAME, [9])
    )
    assert named("Children in our care by age are few.", card) == (AGE_BANDS,)
    assert named("Our targets are left as they were.", card) == ()
    assert named("More left care.", card) == (LEFT,)
    assert telling_word("Two targets are left to meet.", card) == ""
    assert telling_word("Two left care.", card) == "Two"
    adopted = card_of(monthly(ADOPTED, [(3, 100)]))
    assert telling_word("Adoption went well: two.", adopted) == "two", "it may mean the measure"


def test_a_share_of_the_children_that_is_printed_may_be_told_again() -> None:
    card = card_of(counts(MISSING, [4]), counts(IN_CARE, [300]), monthly(DENTAL, [(6, 300)]))
    assert telling_word("2% of our children did.", card) == ""
    assert telling_word("3% of our children did.", card) == "3%"


@pytest.mark.parametrize(
    "when",
    [
        *("last month", "the month before", "the previous month", "in the months before", "last quarter"),
        *("the quarter before", "the previous quarter", "last year", "the year before", "the previous year"),
        *("a year ago", "in the same month", "in the same quarter", "earlier", "previously", "so far", "to date"),
    ],
)
def test_a_number_of_another_time_is_never_taken_for_the_latest_printed_figure(when: str) -> None:
    card = card_of(counts(LEFT, [3, *[12] * 20]))
    assert not is_kept_out("12 did.", LEFT, card)
    assert is_kept_out(f"12 did {when}.", LEFT, card)


@pytest.mark.parametrize(
    "others",
    [
        "England",
        "the region",
        "similar councils",
        "our neighbours",
        "the national figure",
        "the regional figure",
        "other councils",
    ],
)
def test_a_published_figure_of_others_is_printed_where_they_are_named(others: str) -> None:
    england = observation(HOMES, value=11, group="England")
    release = Release("Children looked after", "2023")
    for place in ("england", "region"):
        areas = {"england": None, "region": None, place: england}
        compared = Compared(DECEMBER, observation(HOMES, 30, 300), **areas, neighbours=(), model="", release=release)  # type: ignore[arg-type]
        card = card_of(monthly(HOMES, [(4, 300)] * 21))
        card = replace(card, scores=tuple(replace(one, compared=compared) for one in card.scores))
        assert not is_kept_out(f"It is 11% in {others}.", HOMES, card)
        assert is_kept_out("It is 11%.", HOMES, card)
        assert is_kept_out(f"It is 12% in {others}.", HOMES, card)


def test_a_small_number_beside_several_measures_is_a_printed_figure_only_of_one_that_is_named() -> None:
    card = card_of(monthly(DENTAL, [(240, 247)] * 20 + [(7, 250)]), counts(MISSING, [4] * 21))
    layout = replace(BARE, sections=(SectionSpec(1, "All", (PanelSpec(DENTAL), PanelSpec(MISSING)), "7 did."),))
    assert kept(card=card, layout=layout)[1]
    names_it = replace(layout.sections[0], commentary="7 had a dental check.")
    assert not kept(card=card, layout=replace(layout, sections=(names_it,)))[1]


def test_a_length_of_time_is_told_beside_a_number_of_children_and_not_beside_a_hidden_wait() -> None:
    card = card_of(monthly(WAIT, [(10_000, 18)] * 20 + [(2_000, 4)]))
    assert is_kept_out("The wait was two years.", WAIT, card)
    assert not is_kept_out("We meet within two weeks.")


def test_each_answer_of_a_comment_is_kept_out_by_itself_and_told_with_its_cell() -> None:
    words, findings = kept(comment(MISSING, why="Four children did.", doing="We met all of them.", who="Manager"))
    assert [one.text for one in words.comments[0].remarks] == [INSTEAD, "We met all of them.", "Manager"]
    (finding,) = findings
    assert (finding.kind, finding.place) == (KIND, "leaving.xlsx › Commentary › B4")
    assert "“Four”" in finding.what
    assert "“Children who went missing” (December 2023)" in finding.what
    assert "without a number" in finding.remedy
    assert EVERY[KIND].strength is Strength.CHECK


def test_a_comment_of_which_no_answer_is_printed_says_so_once() -> None:
    words, findings = kept(comment(MISSING, why="Four children did.", doing="We met both.", who="Manager"))
    assert [(one.part, one.text) for one in words.comments[0].remarks] == [
        (RemarkPart.COMMENTARY, INSTEAD),
        (RemarkPart.WHO, "Manager"),
    ]
    assert len(findings) == 2, "each cell has to be mended"


def test_who_does_it_is_left_out_where_it_tells_and_a_comment_without_a_word_left_with_it() -> None:
    words, _ = kept(comment(MISSING, why="We ask why.", who="The carers of the four"))
    assert [one.part for one in words.comments[0].remarks] == [RemarkPart.WHY]
    assert kept(comment(MISSING, who="The carers of the four"))[0].comments == ()


def test_an_edition_that_hides_nothing_prints_all_words() -> None:
    told = comment(MISSING, why="Four children did.")
    assert kept(told, hides=False) == (OwnWords((told,), (), BARE, Settings()), ())


def test_without_a_hidden_figure_in_the_report_nothing_is_kept_out() -> None:
    clean = card_of(counts(MISSING, [8] * 21))
    settings = Settings(message="Two of our children went missing.")
    assert kept(comment(MISSING, why="Four children did."), card=clean, settings=settings)[1] == ()


@pytest.mark.parametrize(
    ("message", "tells"),
    [
        ("Times are good. Two brothers moved in together.", True),
        ("Six children came to us this month.", True),
        ("We found homes for eight boys.", True),
        ("A pair of sisters came.", True),
        ("A child moved far away.", True),
        ("It was for a 15-year-old.", True),
        ("One in 75 of our children ran away.", True),
        ("A third of our children live with family.", False),
        ("80% of our children saw a dentist.", False),
        ("1.5% of our children ran away.", True),
        ("Children who went missing were few: 4.", True),
        ("Children who went missing worry us. It was four in all.", True),
        ("Yearly dental check: two of our children are waiting.", False),
        ("Two of our three targets are met.", False),
        ("We bought four homes for children.", False),
        ("Five percent of our budget goes to foster carers.", False),
        ("This is one of our priorities for children in care.", False),
        ("Our 12 foster carers support 320 children.", False),
        ("Our 2 children’s homes are good.", False),
    ],
)
def test_a_message_beside_no_measure_is_held_to_what_it_names_or_to_small_numbers_of_children(
    message: str, tells: bool
) -> None:
    words, findings = kept(settings=Settings(message=message))
    assert bool(findings) is tells
    assert words.settings.message == ("" if tells else message), "the page then makes its own"
    assert [(one.workbook, one.cell) for one in findings] == [("report.toml", "message")] * tells


def test_the_texts_of_report_toml_that_are_printed_are_held_to_it_too() -> None:
    said = "Note that two of our children are away."
    about, other = "Three went missing.", "Three dentists count another way."
    settings = Settings(
        purpose=said,
        recommendations=("Note the position at {date}.", said),
        method_changes=(MethodChange(MISSING, DECEMBER, about), MethodChange(DENTAL, DECEMBER, other)),
        rebases=(Rebase(MISSING, DECEMBER, about),),
        revisions=(RevisionReason(MISSING, frozenset([DECEMBER]), about),),
    )
    words, findings = kept(settings=settings)
    now = words.settings
    assert (now.purpose, now.recommendations) == (COUNCIL, ("Note the position at {date}.", COUNCIL))
    assert [one.note for one in now.method_changes] == [COUNCIL, other]
    assert [one.reason for one in (*now.rebases, *now.revisions)] == [COUNCIL, COUNCIL]
    cells = {one.cell for one in findings}
    assert cells == {"purpose", "recommendations", "method_changes", "rebase", "revision"}


def test_the_note_of_a_new_way_of_counting_is_kept_out_of_the_scores_that_print_it() -> None:
    change = MethodChange(MISSING, DECEMBER, "Three were counted twice.")
    given = Settings(method_changes=(change,))
    card = replace(CARD, scores=tuple(replace(s, method_change=change) for s in CARD.of(MISSING)))
    words, _ = kept(settings=given, card=card)
    (scored,) = with_notes_kept_out(card, given, words.settings).of(MISSING)
    assert scored.method_change is not None
    assert scored.method_change.note == COUNCIL


ASK = Ask("Why do they go?", date(2023, 11, 8), answer="We ask them.", workbook="asks.xlsx", sheet="Asks", cell="C4")


@pytest.mark.parametrize(
    ("words", "answer", "where", "lost"),
    [
        ("Why do they go?", "Three wanted to see family.", "3.3", {"answer"}),
        ("Why did four go?", "To see family.", "3.3", {"words"}),
        ("Why do children go missing?", "Three wanted to see family.", "", {"answer"}),
        ("Why do they move?", "Three boys wanted to see family.", "", {"answer"}),
        ("How many are away?", "It is three.", "", {"answer"}),
        ("Why is the dentist late?", "Three have no dentist.", "5.3", set()),
        ("Is the home full?", "It has three rooms.", "", set()),
        ("Is it the same children who go missing?", "We look at it each month.", "3.3", set()),
        ("Why?", "It is said in paragraph 4 of the minutes of 3 May 2023.", "3.3", set()),
    ],
)
def test_requests_and_answers_are_each_held_to_the_measure_of_their_place_or_that_they_name(
    words: str, answer: str, where: str, lost: set[str]
) -> None:
    ask = replace(ASK, words=words, answer=answer, where=where)
    held, findings = kept(asks=(ask,))
    (now,) = held.asks
    assert {key for key in ("words", "answer") if getattr(now, key) != getattr(ask, key)} == lost
    assert [one.place for one in findings] == ["asks.xlsx › Asks › C4"] * len(lost)
    assert "words" not in lost or now.words.startswith("The question is not printed here")
    assert "answer" not in lost or now.answer.startswith("The answer is not printed here")


def test_an_answer_at_a_section_is_held_to_every_measure_of_it() -> None:
    layout = replace(BARE, sections=(SectionSpec(1, "Home", (PanelSpec(STAYS), PanelSpec(MISSING))),))
    assert kept(asks=(replace(ASK, answer="Three did.", where="1"),), layout=layout)[1]


def test_a_layouts_own_words_are_held_to_the_measures_beside_them() -> None:
    said = "Three did."
    layout = replace(
        BARE,
        title="Our two brothers",
        sections=(
            SectionSpec(1, "Home", (PanelSpec(MISSING, commentary=said), PanelSpec(DENTAL, commentary=said)), said),
            SectionSpec(2, "Health", (PanelSpec(DENTAL),), said),
        ),
    )
    words, findings = kept(layout=layout)
    home, health = words.layout.sections
    assert words.layout.title == "Title not printed"
    assert (home.commentary, health.commentary) == (COUNCIL, said)
    assert [panel.commentary for panel in home.panels] == [COUNCIL, said]
    assert [(one.workbook, one.sheet, one.cell) for one in findings] == [
        ("ours.toml", "", "title"),
        ("ours.toml", "section 1", "commentary"),
        ("ours.toml", "section 1", "commentary"),
    ]


def test_a_promise_whose_words_tell_is_left_out_whole() -> None:
    good = PromiseSpec(MISSING, "Come home", "{n} of every 100 children came home.")
    bad = PromiseSpec(MISSING, "Come home", "{n} of every 100, all but four, came home.")
    words, findings = kept(layout=replace(BARE, promises=(good, bad)))
    assert words.layout.promises == (good,)
    assert [(one.sheet, one.cell) for one in findings] == [("promise 2", "sentence")]


def hiding_everything() -> Scorecard:
    """A small council, of which every measure has a hidden month."""
    return Scorecard(
        DECEMBER,
        tuple(
            replace(one, series=(*one.series, replace(one.latest, state=SUPPRESSED, value=None)))
            for one in everything().card.scores
        ),
        (),
    )


@pytest.mark.parametrize("name", ["corporate_parenting", "corporate_parenting_full", "young_people"])
def test_the_words_of_the_layouts_that_ship_are_printed_whatever_is_hidden(name: str) -> None:
    layout = read_layout(name, Path(), tuple(LIBRARY), tuple(CHART_HELP))
    words, findings = kept(card=hiding_everything(), layout=layout)
    assert not findings
    assert words.layout == layout


def test_the_reason_of_a_reissue_tells_no_hidden_number() -> None:
    assert telling_word("Two children were counted twice.", CARD) == "Two children"
    assert telling_word("Late forms from two dentists were added.", CARD) == ""


ADDRESS = "https://council.example/children"


def spans_of(blocks: tuple[Block, ...]) -> list[Span]:
    return [span for block in blocks for text in texts_of(block) for span in text]


def test_a_web_address_in_an_officers_words_is_plain_text() -> None:
    report = everything()
    said = f"Read {ADDRESS} for more."
    ask = Ask(said, date(2023, 11, 8), answer=said, answered=date(2023, 12, 8))
    layout = usual_layout()
    sections = tuple(
        replace(one, commentary=said, panels=tuple(replace(panel, commentary=said) for panel in one.panels))
        for one in layout.sections
    )
    settings = replace(report.settings, message=said, purpose=said, recommendations=(said,), contact=f"Us, {ADDRESS}")
    written = replace(
        report,
        asks=(ask,),
        comments=(comment(HOMES, why=said, doing=said),),
        settings=settings,
        layout=replace(layout, sections=sections, parts=("front", "cover", "attention", "panels", "exceptions")),
    )
    spans = spans_of(compose(written))
    words = [span for span in spans if ADDRESS in span.text]
    assert len([span for span in words if not span.link]) > 20
    assert {plain((span,)) for span in words if span.link} == {ADDRESS}, "the contact alone"
    assert len([span for span in words if span.link]) == 1
