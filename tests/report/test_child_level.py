"""Counting a list of children who went missing: what the months of a council are made of."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

import inputs
from inputs.intake import ChildList, Episode
from inputs.period import Period
from report import cli
from report.judge import judge_returns
from report.metrics.counting.child_level import CHILDREN, EPISODES, count_child_lists
from report.metrics.model import formatting
from report.metrics.score import score
from report.output.exit_codes import CannotBuild
from tests.report.returns import DECEMBER, LIBRARY, NO_CHOICES, a_return, counts, intake

pytestmark = pytest.mark.usefixtures("folder_of_its_own")

SAMPLE = Path(inputs.__file__).parent / "samples" / "peterborough-2023-12"


def child_list(*episodes: Episode, until: date = date(2023, 12, 31)) -> ChildList:
    return ChildList("missing_episodes", "missing.xlsx", "ab" * 32, "List", "A5:B61", episodes, until, "as at then")


def went(child: str, month: int, day: int = 1, *, year: int = 2023, away: bool = False) -> Episode:
    return Episode(child, date(year, month, day), away=away)


def by_month(listed: ChildList) -> dict[str, tuple[int, int]]:
    """Children and times by month, as the returns made of the list give them."""
    given = count_child_lists(replace(intake(), child_lists=(listed,))).returns
    points = {one.item: one.points for held in given for one in held.series}
    return {
        children.period.month_text: (int(children.value.value), int(times.value.value))
        for children, times in zip(points.get(CHILDREN, ()), points.get(EPISODES, ()), strict=True)
    }


def test_a_child_who_goes_missing_twice_in_a_month_is_one_child_and_two_times():
    assert by_month(child_list(went("A", 12, 1), went("A", 12, 20))) == {"2023-12": (1, 2)}


def test_a_child_who_goes_missing_in_two_months_is_one_child_in_each():
    assert by_month(child_list(went("A", 11), went("A", 12))) == {"2023-11": (1, 1), "2023-12": (1, 1)}


def test_an_episode_over_a_months_end_belongs_to_the_month_it_began():
    over_the_end = Episode("A", date(2023, 11, 30), date(2023, 12, 2))
    assert by_month(child_list(over_the_end)) == {"2023-11": (1, 1), "2023-12": (0, 0)}


def test_ids_0100123_and_100123_are_two_children():
    assert by_month(child_list(went("0100123", 12), went("100123", 12))) == {"2023-12": (2, 2)}


def test_ids_that_look_like_nothing_or_like_numbers_are_text():
    ids = ("NA", "nan", "None", "1e5", "100000", "1.0", "1")
    assert by_month(child_list(*(went(child, 12) for child in ids))) == {"2023-12": (7, 7)}


def test_a_child_who_was_away_did_not_go_missing():
    assert by_month(child_list(went("A", 12), went("B", 12, away=True))) == {"2023-12": (1, 1)}


def test_a_month_between_without_a_row_is_a_true_zero():
    found = by_month(child_list(went("A", 9), went("B", 12)))
    assert found == {"2023-09": (1, 1), "2023-10": (0, 0), "2023-11": (0, 0), "2023-12": (1, 1)}


def test_a_list_of_children_who_were_only_away_counts_none_missing_in_the_months_it_covers():
    assert by_month(child_list(went("A", 11, away=True))) == {"2023-11": (0, 0), "2023-12": (0, 0)}


def test_a_month_that_is_not_over_is_not_counted_as_one():
    assert by_month(child_list(went("A", 11), went("B", 12), until=date(2023, 12, 30))) == {"2023-11": (1, 1)}
    assert by_month(child_list(went("A", 12), until=date(2023, 12, 30))) == {}


def test_a_list_may_go_over_the_end_of_a_year():
    found = by_month(child_list(went("A", 12), went("B", 2, year=2024), until=date(2024, 2, 29)))
    assert list(found) == ["2023-12", "2024-01", "2024-02"]


def test_only_counts_leave_the_counting_and_each_rests_on_the_block_of_the_list():
    given = count_child_lists(replace(intake(), child_lists=(child_list(went("ZQ777", 12)),)))
    (one,) = given.returns
    assert (one.workbook, one.sha256, one.sheet, one.as_at) == ("missing.xlsx", "ab" * 32, "List", "as at then")
    assert {p.value.cell for s in one.series for p in s.points} == {"A5:B61"}
    assert given.child_lists == ()
    assert "ZQ777" not in repr(given)


def test_a_folder_without_a_list_is_left_as_it_is():
    held = intake(counts(CHILDREN, [7]))
    assert count_child_lists(held) is held


def merged(total: int, listed: int):
    """What is made of a month's total and of a list of so many children, each missing once."""
    totals = a_return(counts(CHILDREN, [total]), workbook="totals.xlsx", sheet="Totals")
    rows = [went(str(number), 12) for number in range(listed)]
    held = count_child_lists(replace(intake(totals), child_lists=(child_list(*rows),)))
    return score(held, tuple(LIBRARY.values()), DECEMBER, NO_CHOICES, formatting.printed)


def test_totals_that_agree_with_the_list_are_one_figure():
    card, findings = merged(8, 8)
    (latest,) = [one.latest for one in card.of(CHILDREN)]
    assert (latest.value, latest.period) == (Decimal(8), DECEMBER)
    assert [finding.kind for finding in findings] == ["given-alike"]


def test_totals_that_differ_from_the_list_must_be_put_right_and_both_are_named():
    _, findings = merged(9, 8)
    (twice,) = [finding for finding in findings if finding.kind == "given-twice"]
    assert twice.strength == "must fix"
    assert twice.place == "missing.xlsx › List › A5:B61"
    assert "for December 2023 with different figures; the other is in totals.xlsx › Totals › " in twice.what


def test_two_lists_of_one_quarter_after_the_other_make_one_run_of_months():
    first, second = child_list(went("A", 6), until=date(2023, 6, 30)), child_list(went("A", 7), until=date(2023, 8, 31))
    held = count_child_lists(replace(intake(), child_lists=(first, replace(second, workbook="second.xlsx"))))
    card, findings = score(held, tuple(LIBRARY.values()), Period(2023, 8), NO_CHOICES, formatting.printed)
    states = [o.state.value for o in card.of(CHILDREN)[0].series]
    assert (states, findings) == (["suppressed", "suppressed", "number"], ())


def test_few_children_are_hidden_whether_they_were_listed_or_added_up():
    held = count_child_lists(replace(intake(), child_lists=(child_list(went("A", 12)),)))
    card, _ = score(held, tuple(LIBRARY.values()), DECEMBER, NO_CHOICES, formatting.printed)
    assert {one.latest.state.value for name in (CHILDREN, EPISODES) for one in card.of(name)} == {"suppressed"}


CANARIES = [f"ZQX{number}K" for number in range(10, 24)]
NAME = "Zebedee Quux"


def write_list(folder: Path, *more: list[object], as_at: str = "Data correct as at 31 December 2023") -> None:
    """Write a list of two months, 14 children, each missing once in November and twice in December."""
    book = openpyxl.Workbook()
    page = book.active
    rows = [[as_at], [], ["Name", "Child ID", "Went missing", "Returned", "Missing or absent"]]
    for number, child in enumerate(CANARIES, start=1):
        for month, day in ((11, number), (12, number), (12, number + 14)):
            rows.append([NAME, child, datetime(2023, month, day, 21), datetime(2023, month, day + 1), "M"])
    for row in (*rows, *more):
        page.append(row)
    book.save(folder / "missing.xlsx")


def test_a_folder_with_nothing_but_the_list_gives_the_months_of_both_measures(tmp_path):
    write_list(tmp_path)
    judged = judge_returns(tmp_path, None, "", lambda step, doing: None)
    card = judged.report.card
    assert card.period == DECEMBER
    assert [o.value for one in card.of(CHILDREN) for o in one.series] == [14, 14]
    assert [o.value for one in card.of(EPISODES) for o in one.series] == [14, 28]
    (source,) = card.of(EPISODES)[0].series[-1].sources
    assert (source.workbook, source.cells) == ("missing.xlsx", ("B4:E45",))
    assert judged.report.returns == 1
    assert judged.report.as_at == (("Missing and Exploitation Service", "Data correct as at 31 December 2023"),)


def test_a_last_month_that_may_not_be_over_is_not_printed_as_a_month(tmp_path):
    write_list(tmp_path, as_at="Missing children")
    judged = judge_returns(tmp_path, None, "", lambda step, doing: None)
    assert (judged.report.card.period.year, judged.report.card.period.month) == (2023, 11)
    assert "last-month-not-whole" in [finding.kind for finding in judged.findings if finding.strength == "check"]


def test_no_id_and_no_name_reaches_the_pages_the_ledger_or_the_screen(tmp_path, capsys):
    twice = [NAME, CANARIES[0], datetime(2023, 12, 1, 21), datetime(2023, 12, 2), "M"]
    alike = [NAME, f"00{CANARIES[0].lower()}", datetime(2023, 12, 30), "lunch with " + NAME, "A"]
    write_list(tmp_path, twice, alike)
    assert cli.main(["build", str(tmp_path), "--output", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    (pdf,), (ledger,) = (tmp_path / "out").glob("*.pdf"), (tmp_path / "out").glob("*.csv")
    pages = pypdfium2.PdfDocument(pdf.read_bytes())
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    pages.close()
    assert "29 times" in text.replace("\N{NO-BREAK SPACE}", " ").replace("\r\n", " ")
    assert "B4:E47" in ledger.read_text("utf-8-sig")
    assert said.err.count("missing.xlsx › Sheet") == 3
    everything = said.out + said.err + text + ledger.read_text("utf-8-sig") + pdf.read_bytes().decode("latin-1")
    assert not [word for word in (*CANARIES, "zqx", "Zebedee", "lunch") if word in everything]


def test_no_id_and_no_name_is_quoted_where_the_list_must_be_put_right(tmp_path, capsys):
    doubtful = [
        [NAME, NAME + " Junior", datetime(2023, 12, 1), None, "M"],
        [NAME, CANARIES[0], NAME, None, "M"],
        [NAME, CANARIES[0], datetime(2023, 12, 5), datetime(2023, 12, 1), "M"],
        [NAME, CANARIES[0], datetime(2023, 12, 5), None, NAME],
        [NAME, CANARIES[0], datetime(2024, 12, 5), None, "M"],
    ]
    write_list(tmp_path, *doubtful)
    with pytest.raises(CannotBuild) as stopped:
        judge_returns(tmp_path, None, "", lambda step, doing: None)
    assert len(stopped.value.lines) == 5
    cli.main(["check", str(tmp_path)])
    said = capsys.readouterr()
    everything = said.out + said.err + "\n".join(stopped.value.lines)
    assert "missing.xlsx" in everything
    assert not [word for word in (*CANARIES, "Zebedee", "Junior") if word in everything]


@pytest.mark.slow
def test_a_list_of_children_is_counted_and_printed_without_pandas(tmp_path):
    write_list(tmp_path)
    ask = ["build", str(tmp_path), "--quiet", "--output", str(tmp_path / "out")]
    program = f"import sys; from {cli.__name__} import main; code = main({ask!r}); print(code, 'pandas' in sys.modules)"
    root = Path(inputs.__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["0", "False"], done.stderr
