"""What the last report said of earlier months, held against what the returns say now."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from inputs.findings import Finding, Strength
from inputs.period import Period
from layouts.blocks import PlacedSpan
from report.issuing.archive import Precedents
from report.issuing.earlier_figures import is_same
from report.issuing.ledger import COLUMNS, NotALedger, as_csv, read_ledger, rows
from report.issuing.revisions import find_revisions, revisions_of
from report.metrics.model import formatting
from report.metrics.model.disclosure_rule import Audience, DisclosureRule
from report.metrics.model.last_report import RESTATED, EarlierFigure, EarlierFigures, LastReport
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Scorecard
from report.metrics.score import score
from report.settings.report_file import RevisionReason
from tests.report.returns import (
    AGES,
    DECEMBER,
    LIBRARY,
    NO_CHOICES,
    NOT_AVAILABLE,
    SUPPRESSED,
    Series,
    counts,
    intake,
    monthly,
    point,
    series,
)
from tests.report.test_record import RECORD

DENTAL, IN_CARE, BANDS = "dental_check_pct", "children_in_care_count", "children_in_care_by_age_count"
NOVEMBER = DECEMBER.back(1)
BEFORE = [(236, 268), (235, 270), (238, 273)]


def card(*held: Series, period: Period = DECEMBER) -> Scorecard:
    return score(intake(*held), tuple(LIBRARY.values()), period, NO_CHOICES, formatting.printed)[0]


def figures_of(content: bytes) -> EarlierFigures:
    return read_ledger(content).figures


def ledger(held: Scorecard, council: str = "", with_child_days: bool = False) -> bytes:
    """The ledger of a report that printed every figure of every series."""
    shown = [o for one in held.scores for o in one.series if o.value is not None]
    return as_csv(
        rows(
            (PlacedSpan(1, formatting.value_text(o), Fact("value", o.value, o.measure, (o,)), "table") for o in shown),
            with_child_days,
        ),
        b"",
        council,
    )


def found(before: Scorecard, now: Scorecard) -> list[Finding]:
    return revisions_of(figures_of(ledger(before)), now)[1]


def test_the_same_figures_and_a_new_month_restate_nothing() -> None:
    before = card(monthly(DENTAL, BEFORE[:2], last=NOVEMBER), counts(IN_CARE, [409], last=NOVEMBER), period=NOVEMBER)
    assert found(before, card(monthly(DENTAL, BEFORE), counts(IN_CARE, [409, 412]))) == []


def test_a_figure_that_is_not_what_the_last_report_said_is_asked_about() -> None:
    before = card(monthly(DENTAL, BEFORE[:2], last=NOVEMBER), period=NOVEMBER)
    (finding,) = found(before, card(monthly(DENTAL, [(230, 268), *BEFORE[1:]])))
    assert (finding.kind, finding.strength) == ("restated", Strength.CHECK)
    assert str(finding) == (
        "health.xlsx › Health › K6: “Yearly dental check” in the 12 months to October 2023 was 88.1% (236 of 268) in "
        "the last report and is now 85.8% (230 of 268). "
        "Ask the Health Service for Children in Care whether it was revised, and write why under [[revision]] in "
        "report.toml."
    )


def test_several_figures_of_one_measure_are_told_in_one_line_by_the_latest() -> None:
    before = card(monthly(DENTAL, BEFORE))
    (finding,) = found(before, card(monthly(DENTAL, [(230, 268), (231, 270), (232, 273)])))
    assert "to December 2023 was 87.2% (238 of 273)" in finding.what
    assert finding.what.endswith("is now 85.0% (232 of 273), and 2 other figures differ too.")
    assert finding.remedy.startswith("Ask the Health Service for Children in Care whether they were revised, and")


def test_a_group_is_named_and_the_others_are_left_alone() -> None:
    before, now = (
        card(counts(IN_CARE, [400]), *(counts(BANDS, [n], group=age) for age, n in zip(AGES, bands, strict=True)))
        for bands in ((24, 47, 50, 161, 118), (24, 47, 51, 160, 118))
    )
    assert [one.what.partition(" on ")[0] for one in found(before, now)] == [
        "“Children by age” (5 to 9)",
        "“Children by age” (10 to 15)",
    ]


def test_a_figure_that_the_return_marks_as_revised_is_only_noted() -> None:
    marked = [
        point(m, n=n, of=of, flag="revised") for m, (n, of) in zip(DECEMBER.lasting(3).months(), BEFORE, strict=True)
    ]
    before = card(monthly(DENTAL, [(230, 268), *BEFORE[1:]]))
    (finding,) = found(before, card(series(DENTAL, *marked)))
    assert (finding.kind, finding.strength) == ("marked-as-revised", Strength.NOTE)


def test_a_percentage_that_now_comes_with_its_counts_is_the_same_figure() -> None:
    before = card(series(DENTAL, point(DECEMBER, "87.2")))
    assert found(before, card(monthly(DENTAL, BEFORE[2:]))) == []
    assert [one.kind for one in found(before, card(monthly(DENTAL, [(230, 273)])))] == ["restated"]


def test_a_figure_with_its_reason_in_the_settings_is_only_noted_and_keeps_the_reason() -> None:
    before = figures_of(ledger(card(monthly(DENTAL, [(230, 268), *BEFORE[1:]]))))
    reasons = [RevisionReason(DENTAL, frozenset({DECEMBER.back(2)}), "Late forms.")]
    (revision,), (finding,) = revisions_of(before, card(monthly(DENTAL, BEFORE)), reasons)
    assert (finding.kind, revision.reason) == ("marked-as-revised", "Late forms.")
    assert (revision.now.numerator, revision.before.numerator) == (236, 230)
    other = [RevisionReason(DENTAL, frozenset({DECEMBER}), "Late forms.")]
    assert revisions_of(before, card(monthly(DENTAL, BEFORE)), other)[1][0].kind == "restated"


def test_a_figure_that_is_no_longer_given_is_asked_about_and_one_that_is_hidden_is_not_told() -> None:
    before = card(counts(IN_CARE, [409, 410, 412]))
    (finding,) = found(before, card(counts(IN_CARE, [409, NOT_AVAILABLE, 412])))
    assert finding.what.endswith("was 410 in the last report and is now no figure.")
    assert found(before, card(counts(IN_CARE, [409, SUPPRESSED, 412]))) == []


def test_every_figure_that_differs_is_marked_for_the_tables_and_no_other(output: Path) -> None:
    _, marked, _ = looked(output, card(monthly(DENTAL, BEFORE)))
    (score_,) = marked.scores
    assert [RESTATED in o.flags for o in score_.series] == [True, False, False]


def test_what_was_not_in_the_last_report_was_not_restated() -> None:
    assert found(card(monthly(DENTAL, BEFORE)), card(counts(IN_CARE, [412]))) == []


@pytest.fixture
def output(tmp_path: Path) -> Path:
    old = card(monthly(DENTAL, [(200, 268), BEFORE[1]], last=NOVEMBER), period=NOVEMBER)
    (tmp_path / "corporate-parenting-2023-11.ledger.csv").write_bytes(ledger(old))
    return tmp_path


def looked(output: Path, now: Scorecard) -> tuple[LastReport, Scorecard, list[Finding]]:
    return find_revisions(output, Precedents("corporate-parenting"), now)


def kinds(output: Path, period: Period = DECEMBER) -> list[str]:
    now = [(pair, period.back(2 - i)) for i, pair in enumerate(BEFORE)]
    held = series(DENTAL, *(point(month, n=n, of=of) for (n, of), month in now))
    return [one.kind for one in looked(output, card(held, period=period))[2]]


def test_the_last_ledger_of_an_earlier_month_is_compared_with(output: Path) -> None:
    assert kinds(output) == ["restated"]
    (output / "corporate-parenting-2023-10.ledger.csv").write_bytes(b"older, and never opened")
    (output / "corporate-parenting-2024-02.ledger.csv").write_bytes(b"of a later month")
    (output / "corporate-parenting-2023-11-large-print.ledger.csv").write_bytes(b"the same figures again")
    assert kinds(output) == ["restated"]


def test_a_ledger_of_another_council_or_of_the_sample_is_compared_with_nothing(output: Path) -> None:
    path = output / "corporate-parenting-2023-11.ledger.csv"
    held = card(monthly(DENTAL, [(200, 268), BEFORE[1]], last=NOVEMBER), period=NOVEMBER)
    now = card(monthly(DENTAL, BEFORE))
    found = {}
    for council in ("Sample City Council", "Our Council"):
        path.write_bytes(ledger(held, council))
        memory, *_ = find_revisions(output, Precedents("corporate-parenting"), now, council="Our Council")
        found[council] = memory.revisions
    assert (len(found["Sample City Council"]), len(found["Our Council"])) == (0, 1)


def test_the_first_report_of_all_is_compared_with_nothing(tmp_path: Path) -> None:
    assert kinds(tmp_path) == kinds(tmp_path / "nowhere") == []


def test_an_issued_report_is_held_against_what_was_issued_and_no_ledger(output: Path) -> None:
    issued = replace(RECORD, figures=figures_of(ledger(card(monthly(DENTAL, [*BEFORE[:2], (237, 273)])))))
    (output / "corporate-parenting-2023-12.ledger.csv").write_bytes(
        ledger(card(monthly(DENTAL, [(100, 268), *BEFORE[1:]])))
    )
    now = card(monthly(DENTAL, BEFORE))
    for place in (
        Precedents("corporate-parenting", issued, issued),
        Precedents("corporate-parenting", issued, None, "Late forms."),
    ):
        memory, _, findings = find_revisions(output, place, now)
        assert [(one.kind, one.cell) for one in findings] == [("restated", "M6")]
        assert (memory.issued, memory.answered, memory.reissue) == (True, {"0123456789abcdef"}, place.reissue)
    memory, _, findings = find_revisions(output, Precedents("corporate-parenting"), now)
    assert (memory.issued, memory.answered) == (False, frozenset())
    assert [one.kind for one in findings] == ["restated", "changed-since-last-build"]


def test_only_the_measures_that_changed_since_the_last_build_are_noted(output: Path) -> None:
    (output / "corporate-parenting-2023-11.ledger.csv").unlink()
    earlier = card(monthly(DENTAL, BEFORE), counts(IN_CARE, [409, 411]))
    (output / "corporate-parenting-2023-12.ledger.csv").write_bytes(ledger(earlier))
    (finding,) = looked(output, card(monthly(DENTAL, BEFORE), counts(IN_CARE, [409, 412])))[2]
    assert finding.what.startswith("“Children in our care” on 31 December 2023 was 411 in the last build")


def test_the_same_percentage_of_other_counts_is_another_figure() -> None:
    before = card(monthly(DENTAL, [(120, 240), (120, 240)]))
    (finding,) = found(before, card(monthly(DENTAL, [(130, 260), (125, 250)])))
    assert finding.what.endswith(
        "was 50.0% (120 of 240) in the last report and is now 50.0% (125 of 250), and 1 other figure differs too."
    )


def test_a_reason_that_was_given_for_another_measure_explains_nothing() -> None:
    before = figures_of(ledger(card(monthly(DENTAL, [(230, 268), *BEFORE[1:]]))))
    reasons = [RevisionReason(IN_CARE, frozenset({DECEMBER.back(2)}), "Late forms.")]
    assert [one.kind for one in revisions_of(before, card(monthly(DENTAL, BEFORE)), reasons)[1]] == ["restated"]


def test_a_build_of_the_same_month_only_notes_what_has_changed_since(output: Path) -> None:
    (output / "corporate-parenting-2023-11.ledger.csv").unlink()
    earlier = card(monthly(DENTAL, [*BEFORE[:2], (237, 273)]))
    (output / "corporate-parenting-2023-12.ledger.csv").write_bytes(ledger(earlier))
    assert kinds(output) == ["changed-since-last-build"]
    (finding,) = looked(output, card(monthly(DENTAL, BEFORE)))[2]
    assert finding.strength is Strength.NOTE
    assert "was 86.8% (237 of 273) in the last build and is now 87.2% (238 of 273)." in finding.what


NINE = [(236 + 3 * n % 7, 268 + 5 * n % 9) for n in range(9)]
WIDER = [(200 + 4 * n % 11, 240 + 3 * n % 7) for n in range(9)]
CARE = [409 + 7 * n % 5 for n in range(9)]


def since_last_build(output: Path, before: Scorecard, now: Scorecard) -> list[Finding]:
    (output / "corporate-parenting-2023-11.ledger.csv").unlink(missing_ok=True)
    (output / "corporate-parenting-2023-12.ledger.csv").write_bytes(ledger(before))
    return looked(output, now)[2]


def test_a_whole_measure_that_changed_since_the_last_build_is_to_be_checked_once(output: Path) -> None:
    before = card(monthly(DENTAL, NINE), counts(IN_CARE, CARE))
    (finding,) = since_last_build(output, before, card(monthly(DENTAL, WIDER), counts(IN_CARE, CARE)))
    assert (finding.kind, finding.strength, finding.cell) == ("measure-changed", Strength.CHECK, "M6")
    assert finding.what == (
        "all 9 figures of “Yearly dental check” that were given in the last build differ now: “Yearly dental check” in "
        "the 12 months to December 2023 was 87.9% (239 of 272) in the last build and is now 86.4% (210 of 243)."
    )
    assert finding.remedy.startswith("Compare the row with the last return")


def test_half_of_the_figures_or_few_are_noted_and_most_of_them_checked(output: Path) -> None:
    before = card(monthly(DENTAL, NINE[:8]))
    for changed, kind in ((4, "changed-since-last-build"), (5, "measure-changed")):
        (finding,) = since_last_build(output, before, card(monthly(DENTAL, [*WIDER[:changed], *NINE[changed:8]])))
        assert finding.kind == kind
    (finding,) = since_last_build(output, card(monthly(DENTAL, NINE[:3])), card(monthly(DENTAL, WIDER[:3])))
    assert finding.kind == "changed-since-last-build"


def test_a_row_that_slipped_by_a_month_since_the_last_build_is_said_to_have_slipped(output: Path) -> None:
    before = card(monthly(DENTAL, NINE))
    for moved, where in (([NINE[0], *NINE[:-1]], "month after"), ([*NINE[1:], NINE[-1]], "month before")):
        (finding,) = since_last_build(output, before, card(monthly(DENTAL, moved)))
        assert finding.kind == "measure-changed"
        assert f"most of them now stand under the {where}, as if the row had slipped by one." in finding.what


def test_half_a_row_that_slipped_is_to_be_checked_too(output: Path) -> None:
    row = [(236 + 7 * n % 13, 268 + 5 * n % 11) for n in range(13)]
    (finding,) = since_last_build(
        output, card(monthly(DENTAL, row)), card(monthly(DENTAL, [*row[:8], row[7], *row[8:12]]))
    )
    assert finding.kind == "measure-changed"
    assert finding.what.startswith("5 of the 13 figures of “Yearly dental check”")
    assert finding.what.endswith("; most of them now stand under the month after, as if the row had slipped by one.")


def test_percentages_that_are_now_what_was_left_of_100_are_said_to_be(output: Path) -> None:
    (finding,) = since_last_build(
        output, card(monthly(DENTAL, NINE)), card(monthly(DENTAL, [(of - n, of) for n, of in NINE]))
    )
    assert finding.what.endswith("; each is now what was left of 100%.")


def test_two_measures_that_have_each_others_figures_are_one_finding_that_names_both(output: Path) -> None:
    before = card(monthly(DENTAL, NINE), monthly("annual_health_assessment_pct", WIDER))
    (finding,) = since_last_build(
        output, before, card(monthly(DENTAL, WIDER), monthly("annual_health_assessment_pct", NINE))
    )
    assert (finding.kind, finding.strength) == ("measures-exchanged", Strength.CHECK)
    assert finding.what == (
        "“Yearly health check” now has the figures that “Yearly dental check” had in the last build, and the other way "
        "round, up to December 2023: the two seem to be exchanged."
    )


def test_two_groups_that_were_exchanged_are_named(output: Path) -> None:
    bands = [[20 + n % 4 for n in range(9)], [50 + 3 * n % 7 for n in range(9)]]
    before, now = (
        card(*(counts(BANDS, band, group=age) for age, band in zip(AGES[:2], order, strict=True)))
        for order in (bands, bands[::-1])
    )
    (finding,) = since_last_build(output, before, now)
    assert finding.kind == "measures-exchanged"
    assert "“Children by age” (Under 1) now has the figures that “Children by age” (1 to 4) had" in finding.what


def test_the_groups_of_a_measure_that_changed_are_one_finding(output: Path) -> None:
    bands = [[20 + n % 4 for n in range(9)], [50 + 3 * n % 7 for n in range(9)]]
    before, now = (
        card(*(counts(BANDS, [n + more for n in band], group=age) for age, band in zip(AGES[:2], bands, strict=True)))
        for more in (0, 9)
    )
    (finding,) = since_last_build(output, before, now)
    assert finding.what.startswith("all 18 figures of “Children by age” that were given in the last build differ now")


def test_two_months_that_changed_places_are_one_finding_for_all_measures_of_the_sheet(output: Path) -> None:
    def with_exchanged(numbers: list[object]) -> list[object]:
        return [*numbers[:5], numbers[8], *numbers[6:8], numbers[5]]

    before = card(monthly(DENTAL, NINE), counts(IN_CARE, CARE))
    now = card(monthly(DENTAL, with_exchanged(NINE)), counts(IN_CARE, with_exchanged(CARE)))  # type: ignore[arg-type]
    (finding,) = since_last_build(output, before, now)
    assert (finding.kind, finding.strength) == ("months-exchanged", Strength.CHECK)
    assert finding.what == (
        "“Children in our care”, “Yearly dental check”: September 2023 now has what December 2023 had in the last "
        "build, and the other way round, as if the two had been exchanged."
    )


def test_a_whole_measure_that_differs_from_the_last_report_is_told_once_and_asked_about() -> None:
    before = figures_of(ledger(card(monthly(DENTAL, NINE))))
    revisions, (finding,) = revisions_of(before, card(monthly(DENTAL, WIDER)))
    assert (finding.kind, len(revisions)) == ("measure-changed", 9)
    assert "given in the last report differ now" in finding.what
    assert finding.remedy.endswith("write why under [[revision]] in report.toml.")
    reasons = [RevisionReason(DENTAL, frozenset(DECEMBER.lasting(9).months()), "Counted again.")]
    assert [one.kind for one in revisions_of(before, card(monthly(DENTAL, WIDER)), reasons)[1]] == ["marked-as-revised"]


def test_a_ledger_whose_figures_are_all_hidden_is_a_ledger() -> None:
    hidden = ",".join(COLUMNS).encode() + b"\n1,list,5.3,dental_check_pct,,value,now,fewer than 6,,,,,,,\n"
    assert read_ledger(hidden).figures == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        b"page,where\n1,list\n",
        b"<html>not a ledger</html>",
        ",".join(COLUMNS).encode(),
        ",".join(COLUMNS).encode() + b"\n1,list,5.3,dental_check_pct,,value,now,87%,NaN,,,,,,\n",
        "\ufeffpage".encode("utf-16"),
    ],
)
def test_a_ledger_that_is_damaged_is_said_and_stops_nothing(output: Path, content: bytes) -> None:
    (output / "corporate-parenting-2023-11.ledger.csv").write_bytes(content)
    with pytest.raises(NotALedger):
        read_ledger(content)
    (finding,) = looked(output, card(monthly(DENTAL, BEFORE)))[2]
    assert (finding.kind, finding.place) == ("ledger-not-read", "corporate-parenting-2023-11.ledger.csv")


def test_a_ledger_saved_again_by_a_spreadsheet_is_still_read() -> None:
    content = ledger(card(monthly(DENTAL, BEFORE))).decode("utf-8-sig")
    again = content.replace(",", ";").replace("\r\n", "\n").encode("cp1252", "replace")
    assert figures_of(again) == figures_of(content.encode())


@pytest.mark.parametrize("number", ["1e999999", "NaN", "-5", "", "lots", "9" * 99])
def test_a_row_with_no_number_that_can_be_read_is_passed(number: str) -> None:
    good = ledger(card(monthly(DENTAL, BEFORE)))
    bad = f"1,list,5.3,dental_check_pct,,value,In the 12 months to June 2023,1,{number},1,2,,,,\r\n1,short\r\n".encode()
    assert figures_of(good + bad) == figures_of(good)


def test_of_a_figure_that_stands_in_a_ledger_twice_the_first_counts() -> None:
    good = ledger(card(monthly(DENTAL, BEFORE)))
    (line, *_) = [row for row in good.decode("utf-8-sig").splitlines() if ",87.18," in row or ",value," in row]
    again = line.replace(",238,", ",1,").replace(",236,", ",1,").encode()
    assert again != line.encode()
    assert figures_of(good + again + b"\r\n") == figures_of(good)


def test_a_report_that_says_other_than_one_issued_for_the_same_month_in_another_layout_is_told(tmp_path: Path) -> None:
    editions = tuple(replace(one, file="corporate-parenting-2023-12.pdf") for one in RECORD.editions)
    issued = replace(RECORD, editions=editions, figures=figures_of(ledger(card(monthly(DENTAL, BEFORE)))))
    place = Precedents("corporate-parenting-2023-12-full", layout="full", beside=(issued,))
    same, other = card(monthly(DENTAL, BEFORE)), card(monthly(DENTAL, [*BEFORE[:2], (237, 273)]))
    assert find_revisions(tmp_path, place, same)[2] == []
    (finding,) = find_revisions(tmp_path, place, other)[2]
    assert (finding.kind, finding.strength, finding.cell) == ("differs-from-issued", Strength.CHECK, "M6")
    assert "in corporate-parenting-2023-12.pdf, which was issued for this month, and is now 86.8%" in finding.what


def test_a_layout_is_held_against_its_own_last_build_or_else_the_usual_one(output: Path) -> None:
    now = card(monthly(DENTAL, BEFORE))
    (output / "corporate-parenting-2023-11-full.ledger.csv").write_bytes(ledger(now))
    usual, full, ours = (
        [one.kind for one in find_revisions(output, Precedents("corporate-parenting", layout=layout), now)[2]]
        for layout in ("", "full", "ours")
    )
    assert (usual, full, ours) == (["restated"], [], ["restated"])


WAITS, WAIT = [(5720, 19), (5363, 18)], "order_to_match_days_mean"


@pytest.mark.parametrize("with_child_days", [False, True], ids=["a public ledger", "one of before, or an exempt one"])
def test_averages_of_days_are_held_against_a_ledger_with_or_without_their_sums(with_child_days: bool) -> None:
    before = figures_of(ledger(card(monthly(WAIT, WAITS)), with_child_days=with_child_days))
    assert {(one.numerator is not None) for one in before.values()} == {with_child_days}
    assert revisions_of(before, card(monthly(WAIT, WAITS)))[1] == []
    (finding,) = revisions_of(before, card(monthly(WAIT, [WAITS[0], (5399, 18)])))[1]
    assert finding.kind == "restated"
    assert "was 298 days in the last report and is now 300 days" in finding.what


@pytest.mark.parametrize(("earlier_target", "target_now"), [(400, 399), (399, 400)])
def test_an_average_printed_with_another_decimal_than_now_is_no_other_average(
    earlier_target: int, target_now: int
) -> None:
    held = [(8001, 20)]  # 400.05 days: beside a target of 400 it has a decimal more
    earlier = card(monthly(WAIT, held, target=(earlier_target, "at most")))
    now = card(monthly(WAIT, held, target=(target_now, "at most")))
    assert len({one.scores[0].latest.decimals for one in (earlier, now)}) == 2
    assert found(earlier, now) == []


def test_a_public_report_is_never_held_against_an_exempt_ledger_nor_the_other_way_round(tmp_path: Path) -> None:
    output = tmp_path
    another = ledger(card(monthly(DENTAL, [(100, 268), (101, 270)], last=NOVEMBER), period=NOVEMBER))
    (output / "corporate-parenting-2023-11-exempt.ledger.csv").write_bytes(another)
    public = card(monthly(DENTAL, BEFORE))
    exempt = replace(public, disclosure=DisclosureRule(Audience.EXEMPT))
    assert find_revisions(output, Precedents("corporate-parenting"), public)[2] == []
    assert find_revisions(output, Precedents("corporate-parenting"), exempt)[2]
    (output / "corporate-parenting-2023-11-exempt.ledger.csv").rename(output / "corporate-parenting-2023-11.ledger.csv")
    assert find_revisions(output, Precedents("corporate-parenting"), public)[2]
    assert find_revisions(output, Precedents("corporate-parenting"), exempt)[2] == []


def test_a_record_that_was_sealed_with_the_days_of_all_children_is_still_the_same_report() -> None:
    before = EarlierFigure(Decimal(5363) / 18, Decimal(5363), Decimal(18), "298 days")
    assert is_same(before, EarlierFigure(Decimal(298), None, Decimal(18)))
    assert not is_same(before, EarlierFigure(Decimal(299), None, Decimal(18)))
    assert not is_same(before, EarlierFigure(Decimal(298), None, Decimal(17)))
    assert not is_same(before, None)
    of_checks = EarlierFigure(Decimal("87.5"), Decimal(35), Decimal(40))
    assert is_same(of_checks, replace(of_checks)) and not is_same(of_checks, replace(of_checks, numerator=Decimal(34)))
