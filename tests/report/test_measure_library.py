"""The measure library: every measure is complete, and each of its sentences can be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from inputs.headings.folding import fold
from inputs.headings.known_words import known_words
from inputs.headings.roles import Role
from inputs.headings.vocabulary import Lexicon
from inputs.intake import Series, State
from inputs.period import Period
from inputs.reading_sheet.read import OwnMeasure
from layouts.blocks import plain
from report.metrics.definitions.measure_library import (
    BadMeasure,
    beside_own,
    own_measures,
    read_library,
    read_local,
    vocabulary,
    with_owners,
)
from report.metrics.definitions.measure_schema import MESSAGE_PIECES
from report.metrics.model import formatting
from report.metrics.model.measure import Basis, Comparison, Measure, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Observation
from report.wording import sentences
from tests.report.returns import LIBRARY, a_return, observation, score_of

every_measure = pytest.mark.parametrize("measure", read_library(), ids=lambda measure: measure.id)
_ENDINGS = {
    Unit.COUNT: ("_count",),
    Unit.PCT: ("_pct",),
    Unit.DAYS: ("_days_mean", "_days_median", "_days_lowest", "_days_highest"),
    Unit.RATE: ("_rate",),
    Unit.WEEKS: ("_weeks_mean", "_weeks_median", "_weeks_lowest", "_weeks_highest"),
    Unit.MONTHS: ("_months_mean", "_months_median", "_months_lowest", "_months_highest"),
    Unit.SCORE: ("_score_mean",),
}


def with_counts(measure: Measure) -> Observation:
    if measure.unit is Unit.COUNT:
        return observation(measure, 161, 412 if measure.parts_of else None, group=next(iter(measure.groups), ""))
    return observation(measure, 62, 412, group=next(iter(measure.groups), ""))


def value_only(measure: Measure) -> Observation:
    return observation(measure, value=15, group=next(iter(measure.groups), ""))


@every_measure
def test_a_measure_says_what_it_counts_of_whom_for_whom_and_by_which_source(measure: Measure) -> None:
    assert len(measure.definition.split()) >= 8
    assert measure.definition.endswith(".")
    assert measure.population
    assert measure.owner
    assert measure.source
    assert measure.counts
    assert measure.statutory_name
    assert measure.names


def test_children_reviews_and_visits_are_counted_whole_and_days_caseloads_and_posts_are_not() -> None:
    whole = {item.id for item in vocabulary(LIBRARY.values()) if item.whole}
    assert {"children_in_care_count", "missing_episodes_count", "reviews_on_time_pct", "visits_on_time_pct"} < whole
    assert {id_ for id_, measure in LIBRARY.items() if measure.unit in {Unit.DAYS, Unit.RATE}}.isdisjoint(whole)
    measure = LIBRARY["children_in_care_count"]
    for other in (
        *(replace(measure, counts=noun) for noun in ("posts", "social workers (FTE)", "days lost")),
        *(replace(measure, decimals=1), replace(LIBRARY["visits_on_time_pct"], out_of="FTE posts")),
    ):
        assert not vocabulary([other])[0].whole


@every_measure
def test_the_return_of_a_measure_is_a_known_one(measure: Measure) -> None:
    assert measure.kind in known_words().title_by_kind


@every_measure
def test_an_id_ends_in_its_unit(measure: Measure) -> None:
    assert measure.id.endswith(_ENDINGS[measure.unit])


@every_measure
def test_a_reference_is_its_section_and_its_place(measure: Measure) -> None:
    section, _, place = measure.ref.partition(".")
    assert section.isdigit()
    assert place.isdigit()


def test_no_two_measures_share_an_id_or_a_reference() -> None:
    measures = read_library()
    assert len({m.id for m in measures}) == len(measures)
    alone = [m for m in measures if not m.spread_of]  # what lies behind an average is found where that is
    assert len({m.ref for m in alone}) == len(alone)


def test_measures_stand_in_the_order_of_their_references() -> None:
    refs = [tuple(int(part) for part in m.ref.split(".")) for m in read_library()]
    assert refs == sorted(refs)


def aliases(measure: Measure) -> Iterator[tuple[str, str]]:
    """Each name a return may give the measure as a whole or one of its groups, with the return it stands in."""
    for names in (measure.names, *measure.groups.values()):
        yield from ((measure.kind, fold(name)) for name in names)


def test_no_name_in_a_return_can_mean_two_measures() -> None:
    meanings = Counter(alias for measure in read_library() for alias in set(aliases(measure)))
    # Of a team each, or of all social workers: which one, the teams beside the figures say.
    either = {("workforce", name) for name in ("average caseload", "average caseload fte", "average cases")}
    # Of those fostered or of all in care, of talks offered or of all returns: which, the return or its reader says.
    sided = {
        "inhouse_foster_pct",
        "agency_foster_pct",
        "return_interview_accepted_pct",
        "return_interview_72_hours_pct",
    }
    either |= {alias for name in sided for alias in aliases(LIBRARY[name]) if " out of " not in alias[1]}
    assert {alias for alias, times in meanings.items() if times > 1} == either


@every_measure
def test_no_name_of_a_group_can_mean_two_groups(measure: Measure) -> None:
    names = [name for group in measure.groups.values() for name in set(map(fold, group))]
    assert len(names) == len(set(names))


@every_measure
def test_a_name_is_never_also_the_word_for_its_own_numerator_or_denominator(measure: Measure) -> None:
    assert not {*map(fold, measure.numerator_names + measure.denominator_names)} & {*map(fold, measure.names)}


@every_measure
def test_the_sentence_of_a_counted_figure_can_be_said(measure: Measure) -> None:
    said = plain(sentences.message([score_of(with_counts(measure))]))
    assert said[0].isupper() or said[0].isdigit()
    assert said.rstrip().endswith(".")
    assert "  " not in said
    assert "{" not in said


@every_measure
def test_the_sentence_of_a_figure_without_counts_can_be_said_and_names_no_counts(measure: Measure) -> None:
    said = plain(sentences.message([score_of(value_only(measure))]))
    assert "15" in said
    assert "  " not in said
    assert f"{formatting.NBSP}of" not in said
    assert "The  " not in said


@every_measure
@pytest.mark.parametrize("state", [State.MISSING, State.NOT_APPLICABLE, State.SUPPRESSED])
def test_why_there_is_no_figure_can_be_said(measure: Measure, state: State) -> None:
    said = plain(sentences.message([score_of(observation(measure, state=state))]))
    assert said.endswith(".")
    figures = (
        (
            said.replace("fewer than 6", "")
            .replace(f"12{formatting.NBSP}months", "")
            .replace("31", "")
            .replace("2023", "")
        )
        .replace("/24", "")
        .replace("Attainment 8", "")
    )
    assert not any(character.isdigit() for character in figures)


@every_measure
def test_the_sentence_of_a_measure_with_its_pair_can_be_said(measure: Measure) -> None:
    second = score_of(observation("missing_episodes_count", value=47))
    said = plain(sentences.message([score_of(with_counts(measure))], second))
    assert said.rstrip().endswith(".")
    assert "  " not in said


@every_measure
@pytest.mark.parametrize("length", [1, 3, 12])
def test_the_sentence_tells_the_period_however_long_it_is(measure: Measure, length: int) -> None:
    kinds = {1: measure.period_type, 3: PeriodType.IN_QUARTER, 12: PeriodType.FINANCIAL_YEAR}
    kind = kinds[length] if measure.period_type is PeriodType.IN_MONTH else measure.period_type
    term = kind is PeriodType.IN_TERM  # a term has a length of its own
    period = Period(2024, 4, 4) if term else Period(2024, 3, length)
    held = replace(with_counts(measure), period=period, period_type=kind)
    said = plain(sentences.message([score_of(held)]))
    school = "2023/24" if kind is PeriodType.SCHOOL_YEAR else "March 2024"
    assert ("spring term" if term else school) in said


@pytest.mark.parametrize("piece", MESSAGE_PIECES)
def test_every_piece_that_a_sentence_may_hold_is_filled(piece: str) -> None:
    measure = replace(LIBRARY["three_or_more_homes_pct"], message=f"So: {{{piece}}}.", message_pair=f"So: {{{piece}}}.")
    second = score_of(observation("missing_episodes_count", value=47))
    held = replace(score_of(observation(measure, 62, 412, group="Home")), target=None)
    said = plain(sentences.message([held], second))
    assert said.startswith("So: ")
    assert len(said) > len("So: .")


def test_the_pairs_of_the_report_say_both_figures() -> None:
    missing = score_of(observation("children_missing_count", value=21))
    times = score_of(observation("missing_episodes_count", value=47))
    assert plain(sentences.message([missing], times)) == (
        "21 children went missing in December 2023, 47 times between them."
    )
    came = score_of(observation("started_in_care_count", value=11))
    left = score_of(observation("left_care_count", value=9))
    assert plain(sentences.message([came], left)) == "11 children came into care in December 2023, and 9 left."


def test_what_hides_another_measure_and_what_adds_up_to_it_are_in_the_library() -> None:
    for measure in LIBRARY.values():
        assert {measure.hidden_with, measure.parts_of} <= {"", *LIBRARY}


def test_who_makes_a_number_larger_and_smaller_is_in_the_library_and_counted_in_each_month() -> None:
    flows = {name for measure in LIBRARY.values() for name in (measure.starts, measure.leavers) if name}
    assert {LIBRARY[name].period_type for name in flows} == {PeriodType.IN_MONTH}


def test_only_what_happens_in_a_period_can_be_summed() -> None:
    assert {m.period_type for m in LIBRARY.values() if m.combine == "sum"} == {PeriodType.IN_MONTH}


def test_children_in_care_are_context_and_have_no_target_of_their_own() -> None:
    assert LIBRARY["children_in_care_count"].polarity == "context"
    assert LIBRARY["children_in_care_count"].target is None


def test_the_target_for_education_plans_is_all_children_and_no_more() -> None:
    target = LIBRARY["personal_education_plan_pct"].target
    assert target is not None
    assert (target.value, target.comparison, target.basis) == (100, Comparison.AT_LEAST, Basis.STATUTORY)


@every_measure
def test_the_target_of_a_measure_can_be_reached_and_faces_the_right_way(measure: Measure) -> None:
    if measure.target is None:
        return
    higher = measure.target.comparison is Comparison.AT_LEAST
    assert higher == (measure.polarity == "higher_is_better")
    assert measure.unit is not Unit.PCT or 0 <= measure.target.value <= 100


def test_the_adoption_thresholds_are_the_last_that_the_nation_published() -> None:
    months = {"entry_to_adoptive_home_days_mean": (426, 14), "order_to_match_days_mean": (121, 4)}
    for name, (days, lasting) in months.items():
        held = LIBRARY[name].threshold
        assert held is not None
        assert (held.value, round(held.value / Decimal("30.4"))) == (days, lasting)
        assert f"({lasting} months) was last set for three-year averages, to 2016" in held.note
        assert "DfE" in held.source
        assert LIBRARY[name].target is None  # nobody is judged by it
        assert "threshold" not in LIBRARY[name].definition


@every_measure
def test_every_average_time_and_nothing_else_has_its_median_shortest_and_longest(measure: Measure) -> None:
    parts = {m.spread: m for m in LIBRARY.values() if m.spread_of == measure.id}
    is_average = measure.unit.is_time and not measure.spread_of
    assert list(parts) == (["median", "lowest", "highest"] if is_average else [])
    assert {(m.ref, m.owner, m.population) for m in parts.values()} <= {
        (measure.ref, measure.owner, measure.population)
    }


def test_what_lies_behind_an_average_is_known_by_any_name_of_it() -> None:
    lexicon = Lexicon(vocabulary(LIBRARY.values()))
    for average in ("A1", "Entry to placement (days)", "Entering care to adoptive home", "Placement order to match"):
        for word, part in (("median days", Role.MEDIAN), ("fewest days", Role.LOWEST), ("maximum", Role.HIGHEST)):
            for name in (f"{word.capitalize()}, {average}", f"{average}: {word}"):
                meaning = lexicon.meaning(name)
                (item,) = meaning.items
                assert LIBRARY[lexicon.spread.get((item, meaning.role), item)].spread == part


def test_the_reader_is_given_every_name_of_every_measure() -> None:
    items = {item.id: item for item in vocabulary(LIBRARY.values())}
    assert items.keys() == LIBRARY.keys()
    homes = items["three_or_more_homes_pct"]
    assert homes.percentage
    assert homes.kind == "homes"
    assert "NI 62" in homes.names
    assert not items["children_in_care_count"].percentage


LOCAL = """
[[measure]]
id = "family_time_pct"
ref = "8.1"
name = "Family time held as planned"
definition = "Family time sessions that took place as planned, of all sessions planned in the month."
population = "All family time planned"
unit = "pct"
counts = "sessions"
polarity = "higher_is_better"
period_type = "in_month"
combine = "sum"
return = "family_time"
owner = "Family Time Service"
source = "Local definition"
message = "{n_of_N} sessions ({value}) took place as planned {when}."
message_value_only = "{value} of sessions took place as planned {when}."
names = ["Family time as planned"]
"""


def local(folder: Path, text: str, encoding: str = "utf-8") -> tuple[Measure, ...]:
    (folder / "measures.toml").write_text(text, encoding)
    return read_local(folder, tuple(LIBRARY.values()))


def mistakes(folder: Path, text: str) -> str:
    with pytest.raises(BadMeasure) as trouble:
        local(folder, text)
    assert all(problem.startswith("measures.toml: ") for problem in trouble.value.problems)
    return "\n".join(trouble.value.problems)


def test_an_officer_adds_a_measure_without_code(tmp_path: Path) -> None:
    (measure,) = local(tmp_path, LOCAL)
    assert (measure.id, measure.ref, measure.unit, measure.decimals) == ("family_time_pct", "8.1", Unit.PCT, 1)
    assert measure.short_name == measure.name
    assert measure.small_counts == "hide"


def test_a_local_average_of_days_is_asked_for_its_median_too(tmp_path: Path) -> None:
    mean, *behind = local(tmp_path, LOCAL.replace('"pct"', '"days"').replace("family_time_pct", "waits_days_mean"))
    assert (mean.id, [m.id for m in behind]) == (
        "waits_days_mean",
        ["waits_days_median", "waits_days_lowest", "waits_days_highest"],
    )
    assert [m.local for m in (mean, *behind)] == [True, False, False, False]  # no section of its own for a median


def test_a_local_measure_may_have_a_threshold_of_its_own(tmp_path: Path) -> None:
    threshold = 'threshold = { value = 92.5, name = "Regional threshold", source = "The region, 2023" }\n'
    (measure,) = local(tmp_path, LOCAL + threshold)
    assert plain(sentences.threshold_line(score_of(observation(measure, 46, 50)))) == "Regional threshold: 92.5%"


def test_a_folder_without_local_measures_has_none(tmp_path: Path) -> None:
    assert read_local(tmp_path, tuple(LIBRARY.values())) == ()


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    assert len(local(tmp_path, LOCAL, "utf-8-sig")) == 1


def test_a_local_measure_may_not_take_a_shipped_id_or_reference(tmp_path: Path) -> None:
    assert "already used" in mistakes(tmp_path, LOCAL.replace("8.1", "3.1"))
    assert "already used" in mistakes(tmp_path, LOCAL.replace("family_time_pct", "dental_check_pct"))


def test_a_measure_that_we_ship_later_gives_way_to_the_councils_own(tmp_path: Path) -> None:
    shipped = tuple(LIBRARY.values())
    text = LOCAL.replace("Family time as planned", "Care leavers EET")
    for ours, gone in (
        (LOCAL.replace("family_time_pct", "eet_19_21_pct"), "eet_19_21_pct"),
        (LOCAL.replace("8.1", "13.1"), "foster_households_count"),
        (text, "eet_19_21_pct"),
    ):
        left = {m.id for m in beside_own(shipped, local(tmp_path, ours))}
        assert set(LIBRARY) - left == {gone}


def test_what_a_council_has_as_its_own_leaves_no_link_to_what_gave_way(tmp_path: Path) -> None:
    left = beside_own(tuple(LIBRARY.values()), local(tmp_path, LOCAL.replace("Family time as planned", "EET 19-21")))
    neet = next(m for m in left if m.id == "neet_19_21_pct")
    assert (LIBRARY["neet_19_21_pct"].same_population_as, neet.same_population_as) == ("eet_19_21_pct", "")


def test_the_measures_that_panels_see_are_in_the_library() -> None:
    assert len([m for m in LIBRARY.values() if not m.spread_of]) >= 100
    dashboard = {
        *(
            "started_in_care_rate",
            "children_in_care_rate",
            "unaccompanied_starting_rate",
            "unaccompanied_children_rate",
        ),
        *("mid_year_school_move_pct", "overall_absence_pct", "persistent_absence_pct", "severe_absence_pct"),
        *("left_care_special_guardianship_pct", "left_care_child_arrangements_pct", "three_or_more_homes_pct"),
        *("over_20_miles_pct", "foster_homes_pct", "childrens_home_pct", "supported_accommodation_pct"),
        *("eet_17_18_pct", "suitable_accommodation_17_18_pct", "eet_19_21_pct", "suitable_accommodation_pct"),
        *("spend_not_on_care_pct", "sw_turnover_pct", "sw_agency_pct", "sw_vacancy_pct"),
        *("social_worker_caseload_rate", "three_or_more_social_workers_pct"),
    }
    assert dashboard <= LIBRARY.keys()


def test_where_adults_places_or_money_are_counted_nothing_is_hidden_and_of_children_outcomes_are() -> None:
    adults = [
        m for m in LIBRARY.values() if m.counts in {"families", "places", "posts", "pounds", "social workers (FTE)"}
    ]
    assert {m.id for m in adults if m.small_counts != "show"} == {"kinship_households_count"}  # one child each
    outcomes = ("convicted_or_cautioned_pct", "substance_misuse_pct", "eet_19_21_pct", "over_20_miles_pct")
    assert {LIBRARY[name].small_counts for name in outcomes} == {"hide_numerator"}


def test_kinds_of_homes_that_make_up_the_whole_are_hidden_two_at_a_time() -> None:
    for one, other in (
        ("childrens_home_pct", "supported_accommodation_pct"),
        ("with_parents_pct", "placed_for_adoption_pct"),
        ("other_residential_pct", "other_home_pct"),
        ("returned_home_planned_pct", "returned_home_unplanned_pct"),
    ):
        assert (LIBRARY[one].hidden_with, LIBRARY[other].hidden_with) == (other, one)


def test_two_local_measures_may_not_share_an_id(tmp_path: Path) -> None:
    assert "already used" in mistakes(tmp_path, LOCAL + LOCAL.replace("8.1", "8.2"))


def test_every_mistake_in_a_local_measure_is_said_at_once_with_the_nearest_right_name(tmp_path: Path) -> None:
    text = (
        LOCAL.replace("polarity", "polarty").replace('"pct"', '"percent"').replace('owner = "Family Time Service"', "")
    )
    said = mistakes(tmp_path, text)
    assert "there is no key “polarty”. Did you mean “polarity”?" in said
    assert "“polarity” is missing" in said
    assert "“percent” is not a unit. Use one of: count, pct, rate, days, weeks, " in said
    assert "“owner” is missing" in said


def test_a_slip_in_whether_small_counts_are_hidden_never_shows_them(tmp_path: Path) -> None:
    said = mistakes(tmp_path, LOCAL + 'small_counts = "hidden"\n')
    assert "“hidden” is not a small_counts. Use one of: hide, hide_numerator, show." in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('combine = "sum"', 'combine = "mean"'), "“mean” is not a combine. Use one of: sum, last."),
        (('["Family time as planned"]', '"Family time as planned"'), "“names” must be a list"),
        (("({value})", "({percent})"), "“message” may not hold “{percent}”"),
        (("({value})", "({value)"), "“message” has a brace that is not closed"),
        (("message_value_only", "statutory_name"), "“message_value_only” is missing"),
        (('combine = "sum"', "combine = 1"), "“1” is not a combine"),
        (('owner = "Family Time Service"', "owner = 4"), "“owner” must be text"),
        (('combine = "sum"', 'combine = "sum"\ndecimals = "one"'), "“decimals” must be a whole number"),
        (('combine = "sum"', 'combine = "sum"\nper = "10,000"'), "“per” must be a whole number from 1 to 1000000"),
        (('combine = "sum"', 'combine = "sum"\nparts_of = "children"'), "there is no measure “children”"),
        (('combine = "sum"', 'combine = "sum"\nhidden_with = "dental_check"'), "Did you mean “dental_check_pct”?"),
        (('combine = "sum"', 'combine = "sum"\nleavers = "left_care_cont"'), "Did you mean “left_care_count”?"),
        (('combine = "sum"', 'combine = "sum"\nstarts = "children"'), "there is no measure “children”"),
        (('combine = "sum"', 'combine = "sum"\nseasonal = "true"'), "“seasonal” must be true or false"),
        (('combine = "sum"', 'combine = "sum"\nclustered = 1'), "“clustered” must be true or false"),
        (('combine = "sum"', 'combine = "sum"\nlevel_within = "5%"'), "“level_within” must be a number of points"),
        (('combine = "sum"', 'combine = "sum"\ntarget = 90'), "“target” must read like"),
        (
            ('combine = "sum"', 'combine = "sum"\ntarget = { value = 90, comparison = "above" }'),
            "“target” must read like",
        ),
        (('combine = "sum"', 'combine = "sum"\nthreshold = 426'), "“threshold” must read like"),
        (('combine = "sum"', 'combine = "sum"\nthreshold = { value = 9, name = "Old" }'), "“threshold” must read like"),
        (('combine = "sum"', 'combine = "sum"\ngroups = ["Under 5"]'), "“groups” must be a table"),
        (('combine = "sum"', 'combine = "sum"\nchanged = { from = "autumn", note = "A" }'), "“changed” must read like"),
        (('combine = "sum"', 'combine = "sum"\nchanged = { from = "2024-09" }'), "“changed” must read like"),
        (("[[measure]]", "[[measures]]"), "Did you mean “measure”?"),
        (("[[measure]]", "[measure]"), "[[measure]]"),
        (("[[measure]]", "[[measure"), "this is not a TOML file we can read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_slip_in_a_local_measure_is_said_and_never_a_fault_of_ours(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    assert said in mistakes(tmp_path, LOCAL.replace(*change))


def test_a_measure_of_our_own_is_of_the_one_service_of_its_workbook_and_else_of_the_one_that_gives_it() -> None:
    shipped = read_library()
    own = own_measures([OwnMeasure("own_wait", "Wait", "mean", "context", 1, "in_month", 9)], shipped)
    mine = Series("own_wait", "", ())
    headline, health = (Series(one, "", ()) for one in ("children_in_care_count", "annual_health_assessment_pct"))
    in_each = {
        "alone": (a_return(mine),),
        "with one": (a_return(mine), a_return(headline)),
        "with two": (a_return(mine, headline, health),),
        "beside another": (a_return(mine, headline), a_return(health, workbook="other.xlsx")),
    }
    owners = {name: with_owners((*shipped, *own), its)[-1].owner for name, its in in_each.items()}
    assert (own[0].unit, owners) == (
        Unit.RATE,
        {
            "alone": "service whose return gives it",
            "with one": "Performance and Information Team",
            "with two": "service whose return gives it",
            "beside another": "Performance and Information Team",
        },
    )
