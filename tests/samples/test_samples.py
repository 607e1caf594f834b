"""The sample returns: made again the same, agreeing with themselves, ending in the figures of December 2023."""

from __future__ import annotations

import tomllib
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from inputs.samples.chance import NothingLively, lively, longest_run, share_out
from inputs.samples.figures import IN_CARE_MARCH_2022, LEFT_2021_22, STARTED_MARCH_2022, Ratio, Waits, make_figures
from inputs.samples.make_samples import SAMPLE, make_samples

pytestmark = pytest.mark.slow

FIGURES = make_figures()
RATIOS = {
    "reviews": FIGURES.reviews,
    "visits": FIGURES.visits,
    "three homes": FIGURES.three_homes,
    "long term": FIGURES.long_term,
    "left through adoption": FIGURES.adoption.adopted,
    "entry to home": FIGURES.adoption.entry_to_home.days,
    "order to match": FIGURES.adoption.order_to_match.days,
    "first health": FIGURES.first_health,
    "yearly health": FIGURES.yearly_health,
    "dental": FIGURES.dental,
    "education plans": FIGURES.education_plans,
    "good schools": FIGURES.good_schools,
    "pathway plans": FIGURES.pathway_plans,
}
COUNTS = {
    "in care": FIGURES.movement.in_care,
    "came": FIGURES.movement.came,
    "left": FIGURES.movement.left,
    "missing children": FIGURES.missing_children,
    "missing episodes": FIGURES.missing_episodes,
    **FIGURES.ages,
    **{f"{name} cases": team.cases for name, team in FIGURES.teams.items()},
    **{f"{name} staff": team.staff for name, team in FIGURES.teams.items()},
}


@pytest.fixture(scope="module")
def committed() -> dict[str, Workbook]:
    return {path.name: load_workbook(path) for path in sorted(SAMPLE.glob("*.xlsx"))}


def cells_of(book: Workbook) -> list[tuple[object, ...]]:
    return [
        (
            sheet.title,
            sheet.sheet_state,
            cell.coordinate,
            cell.value,
            cell.number_format,
            cell.fill.fgColor.rgb,
            cell.font.name,
        )
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
    ]


def december_of(book: Workbook, sheet: str, label: str, below: int = 0) -> object:
    """The last value of the row that begins with ``label``, or of one some rows below it."""
    row = next(cell.row for column in book[sheet].iter_cols(max_col=2) for cell in column if cell.value == label)
    numbers = [cell.value for cell in book[sheet][row + below] if isinstance(cell.value, int | float)]
    return numbers[-1]


def test_the_committed_workbooks_are_what_the_script_makes(committed: dict[str, Workbook], tmp_path: Path) -> None:
    made = {path.name: load_workbook(path) for path in make_samples(tmp_path)}
    assert sorted(made) == sorted(committed)
    assert len(made) == 9
    for name, book in made.items():
        assert cells_of(book) == cells_of(committed[name])
        for sheet in book:
            twin = committed[name][sheet.title]
            assert sorted(map(str, sheet.merged_cells.ranges)) == sorted(map(str, twin.merged_cells.ranges))
            assert sheet.freeze_panes == twin.freeze_panes


def test_making_the_samples_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = make_samples(tmp_path / "one"), make_samples(tmp_path / "two")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_nothing_in_a_workbook_tells_when_it_was_really_made(committed: dict[str, Workbook]) -> None:
    for book in committed.values():
        assert book.properties.created == book.properties.modified == datetime(2024, 1, 9, 10, 30)
        assert book.properties.creator == "Performance team"


def test_every_workbook_says_once_that_no_real_child_is_in_it(committed: dict[str, Workbook]) -> None:
    for name, book in committed.items():
        said = [cell for cell in cells_of(book) if cell[3] == "Sample data, not real children"]
        assert len(said) == 1, name


def test_every_number_is_a_value_and_none_a_formula(committed: dict[str, Workbook]) -> None:
    for book in committed.values():
        assert not [cell for cell in cells_of(book) if isinstance(cell[3], str) and cell[3].startswith("=")]


def test_every_name_a_row_carries_is_in_the_measure_library(committed: dict[str, Workbook]) -> None:
    known = set()
    library = Path(__file__).parents[2] / "report" / "metrics" / "library"
    for path in library.glob("*.toml"):
        for measure in tomllib.loads(path.read_text(encoding="utf-8"))["measure"]:
            for key in ("names", "numerator_names", "denominator_names"):
                known |= {name.casefold() for name in measure.get(key, [])}
            for names in measure.get("groups", {}).values():
                known |= {name.casefold() for name in names}
    headline = committed["CIC headline Dec 23.xlsx"]["Headline"]
    used = [headline.cell(row, 2).value for row in (7, 8, 9, 11, 12, 13, 14, 15, 16)]
    workforce = committed["Workforce_Q3_2324.xlsx"]["Caseloads"]
    used += [workforce.cell(row, 1).value for row in (7, 10, 13, 16)] + [
        workforce.cell(row, 2).value for row in (7, 8, 9)
    ]
    reviews = committed["IRS_reviews_visits_2023-24_Q3.xlsx"]["Data"]
    used += [reviews.cell(row, 1).value for row in range(9, 51)]
    homes = committed["Placement stability and missing - December 2023.xlsx"]
    used += [homes["Stability"]["A6"].value, homes["Stability"]["A10"].value]
    used += [homes["Missing"]["B4"].value, homes["Missing"]["C4"].value]
    adoption = committed["Adoption timeliness rolling 12m - Dec23.xlsx"]["Rolling 12 months"]
    used += [adoption[place].value for place in ("B7", "F7", "M7", "F8", "G8")]
    health = committed["Health CiC return Dec-23 FINAL.xlsx"]
    used += [health["IHA"][place].value for place in ("B5", "C5", "D5", "G5", "H5", "I5")]
    used += [health["Annual checks"][place].value for place in ("B5", "E5")]
    school = committed["VS_PEP+schools_return_2023-24.xlsx"]["PEPs and schools"]
    used += [school.cell(row, 1).value for row in (6, 7, 8, 10, 11, 12)]
    leaving = committed["leaving care pathway plans dec2023.xlsx"]["Pathway plans"]
    used += [leaving.cell(7, column).value for column in (3, 4, 5)]
    strangers = [name for name in used if " ".join(str(name).split()).casefold() not in known]
    assert strangers == []


def test_december_is_the_position_to_match(committed: dict[str, Workbook]) -> None:
    headline = committed["CIC headline Dec 23.xlsx"]
    assert december_of(headline, "Headline", "Children in care at month end") == 412
    ages = {band: december_of(headline, "Headline", band) for band in FIGURES.ages}
    assert ages == {"Under 1": 24, "1 to 4": 47, "5 to 9": 50, "10 to 15": 161, "16 and over": 130}
    homes = committed["Placement stability and missing - December 2023.xlsx"]
    assert [december_of(homes, "Stability", "Three or more placements in last 12 months", i) for i in range(3)] == [
        62,
        412,
        0.1505,
    ]
    assert [december_of(homes, "Stability", "Long term stability", i) for i in range(3)] == [81, 122, 0.6639]
    assert [cell.value for cell in homes["Missing"][25]][1:] == [21, 47]
    school = committed["VS_PEP+schools_return_2023-24.xlsx"]
    assert [december_of(school, "PEPs and schools", "Children with a PEP", i) for i in (0, 1, 2, 4, 5, 6)] == [
        215,
        230,
        93.5,
        165,
        215,
        76.7,
    ]
    leaving = committed["leaving care pathway plans dec2023.xlsx"]["Pathway plans"]
    assert [cell.value for cell in leaving[8]][2:] == [157, 179, 87.7, ">=95"]


def test_december_adoptions_health_checks_and_caseloads_are_those_to_match(committed: dict[str, Workbook]) -> None:
    adoption = committed["Adoption timeliness rolling 12m - Dec23.xlsx"]["Rolling 12 months"]
    december = [cell.value for cell in adoption[30] if cell.value is not None][1:]
    assert december == [18, 143, 12.6, 10440, 18, 580, 578, 181, 776, 5364, 18, 298, 283, 150, 445]
    checks = committed["Health CiC return Dec-23 FINAL.xlsx"]["Annual checks"]
    assert [checks.cell(27, column).value for column in (2, 3, 5, 6)] == [231, 273, 238, 273]
    workforce = committed["Workforce_Q3_2324.xlsx"]
    held = {name: [december_of(workforce, "Caseloads", name, below) for below in range(3)] for name in FIGURES.teams}
    assert held == {
        "Family Safeguarding social workers": [588, 28, 21],
        "Children in Care social workers": [366, 18.3, 20],
        "Leaving Care Personal Advisers": [184, 8, 23],
        "Independent Reviewing Officers": [408, 6, 68],
    }


def test_april_to_december_2023_adds_up_to_the_year_to_date_to_match() -> None:
    so_far = {
        name: (sum(RATIOS[name].numerators[12:]), sum(RATIOS[name].denominators[12:]))
        for name in ("reviews", "visits", "first health")
    }
    assert so_far == {"reviews": (1098, 1102), "visits": (5412, 5974), "first health": (11, 117)}


def test_the_first_health_checks_by_quarter_agree_with_the_months(committed: dict[str, Workbook]) -> None:
    sheet = committed["Health CiC return Dec-23 FINAL.xlsx"]["IHA"]
    quarters = [[sheet.cell(row, column).value for column in (6, 7, 8)] for row in range(6, 13)]
    months = [(sheet.cell(row, 2).value, sheet.cell(row, 3).value) for row in range(6, 27)]
    for place, (_, due, done) in enumerate(quarters):
        assert (due, done) == tuple(map(sum, zip(*months[3 * place : 3 * place + 3], strict=True)))
    assert quarters[0] == ["2022/23 Q1", 25, 14]
    assert quarters[-1][0] == "2023/24 Q3"
    shares = [done / due for _, due, done in quarters]
    assert shares[0] > 3 * shares[-1]
    assert any(later > earlier for earlier, later in pairwise(shares))


def test_the_targets_are_typed_as_teams_type_them(committed: dict[str, Workbook]) -> None:
    said = {cell[3] for book in committed.values() for cell in cells_of(book)}
    assert {"Below 484", "98% or more", "Below 8%", "above 70%", "above 18%"} <= said
    assert {"400 days", "120 days", "95%", "Above 90%", "Above 100%", ">=95"} <= said


def test_children_in_care_follow_from_those_who_came_and_left() -> None:
    before = IN_CARE_MARCH_2022
    for now, came, left in zip(FIGURES.movement.in_care, FIGURES.movement.came, FIGURES.movement.left, strict=True):
        assert now == before + came - left
        before = now


def test_the_age_bands_add_up_to_the_children_in_care_every_month() -> None:
    assert tuple(map(sum, zip(*FIGURES.ages.values(), strict=True))) == FIGURES.movement.in_care


def test_each_year_of_leavers_is_the_sum_of_its_months() -> None:
    left = [*LEFT_2021_22, *FIGURES.movement.left]
    assert sum(FIGURES.movement.left[9:]) == 143
    assert list(FIGURES.adoption.adopted.denominators) == [sum(left[end - 12 : end]) for end in range(13, 34)]


def test_adoptions_are_counted_over_the_same_children_throughout() -> None:
    adoption = FIGURES.adoption
    entry, match = adoption.entry_to_home.days, adoption.order_to_match.days
    assert adoption.adopted.numerators == entry.denominators == match.denominators
    assert all(16 <= children <= 27 for children in adoption.adopted.numerators)
    assert all(b < a for a, b in zip(entry.numerators, match.numerators, strict=True))


@pytest.mark.parametrize("waits", [FIGURES.adoption.entry_to_home, FIGURES.adoption.order_to_match])
def test_every_average_and_median_of_days_lies_between_the_shortest_and_the_longest(waits: Waits) -> None:
    held = zip(waits.shortest, waits.medians, waits.days.shares, waits.longest, strict=True)
    assert all(short < middle < long and short < mean < long for short, middle, mean, long in held)
    assert min(waits.days.denominators) >= 10  # fewer, and the report would hide them


def test_the_longest_wait_changes_only_as_children_come_into_the_year_and_leave_it() -> None:
    for waits in (FIGURES.adoption.entry_to_home, FIGURES.adoption.order_to_match):
        for (before, then), (after, now) in pairwise(zip(waits.longest, waits.days.numerators, strict=True)):
            assert before == after or then != now


def test_no_more_first_health_checks_fall_due_than_children_came_the_month_before() -> None:
    came = (STARTED_MARCH_2022, *FIGURES.movement.came)
    assert all(due <= arrivals for due, arrivals in zip(FIGURES.first_health.denominators, came[:-1], strict=True))


def test_measures_over_the_same_children_share_their_denominators() -> None:
    assert FIGURES.three_homes.denominators == FIGURES.movement.in_care
    assert FIGURES.yearly_health.denominators == FIGURES.dental.denominators
    assert all(a < b for a, b in zip(FIGURES.yearly_health.denominators, FIGURES.movement.in_care, strict=True))
    assert all(
        a < b for a, b in zip(FIGURES.good_schools.denominators, FIGURES.education_plans.denominators, strict=True)
    )


def test_children_go_missing_at_least_once_each() -> None:
    assert all(n <= times for n, times in zip(FIGURES.missing_children, FIGURES.missing_episodes, strict=True))


@pytest.mark.parametrize("name", [name for name in RATIOS if name not in {"entry to home", "order to match"}])
def test_no_numerator_is_over_its_denominator(name: str) -> None:
    assert all(0 <= n <= d for n, d in zip(RATIOS[name].numerators, RATIOS[name].denominators, strict=True))


@pytest.mark.parametrize("name", RATIOS)
def test_a_measure_moves_as_real_ones_do(name: str) -> None:
    ratio: Ratio = RATIOS[name]
    pairs = list(zip(ratio.numerators, ratio.denominators, strict=True))
    assert len(pairs) == 21
    assert all(before != after for before, after in pairwise(pairs))
    assert longest_run([round(100 * share, 1) for share in ratio.shares]) < 3
    assert _turns(ratio.shares) >= 4


@pytest.mark.parametrize("name", COUNTS)
def test_a_count_moves_as_real_ones_do(name: str) -> None:
    assert len(COUNTS[name]) == 21
    assert longest_run(COUNTS[name]) < 3
    assert _turns(COUNTS[name]) >= 4


def _turns(values: tuple[float, ...]) -> int:
    """How often a series stops rising or stops falling: never, on a straight line."""
    steps = [after - before for before, after in pairwise(values) if after != before]
    return sum(1 for before, after in pairwise(steps) if (before > 0) != (after > 0))


def test_the_way_visits_are_counted_changes_in_april_2023(committed: dict[str, Workbook]) -> None:
    before, after = FIGURES.visits.denominators[:12], FIGURES.visits.denominators[12:]
    assert all(due <= children for due, children in zip(before, FIGURES.movement.in_care, strict=False))
    assert min(after) > 1.5 * max(before)
    assert min(FIGURES.visits.shares[:12]) > max(FIGURES.visits.shares[12:])
    note = committed["IRS_reviews_visits_2023-24_Q3.xlsx"]["Data"]["A5"].value
    assert note.startswith("Method change: from April 2023 each visit is counted.")


def test_the_summer_holidays_show_in_plans_and_in_missing_episodes() -> None:
    plans = FIGURES.education_plans.shares
    assert plans[4] == min(plans[:12])
    assert plans[16] == min(plans[12:])
    assert max(FIGURES.missing_children[:12]) == FIGURES.missing_children[4]


def test_sharing_out_keeps_the_total() -> None:
    assert share_out(10, [1.0, 1.0, 1.0]) == [4, 3, 3]
    assert sum(share_out(1102, [0.3, 1.7, 0.9, 2.2])) == 1102


def test_a_recipe_that_cannot_move_says_so_instead_of_going_on_for_ever() -> None:
    with pytest.raises(NothingLively, match="flat"):
        lively("flat", lambda _: (5, 5, 5), lambda series: longest_run(series) < 3)
