"""The issued reports of a folder: all their records whole, and what a new build is to them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from inputs.period import Period
from report.issuing.archive import FOLDER, IssuedReports, list_of_seals, read_issued, record_name, seals_name
from report.issuing.file_names import ReportName
from report.issuing.record import Record, as_json, sealed
from report.metrics.model.last_report import EarlierFigure
from report.output.exit_codes import CannotBuild
from tests.report.returns import DECEMBER
from tests.report.test_record import RECORD

NOVEMBER, SEPTEMBER = DECEMBER.back(1), DECEMBER.back(3)
WHY = "Late forms were added."


def chain(*periods: Period, reissue: str = "") -> list[Record]:
    """Records for so many months, one after another; those for a month that has one replace it."""
    records: list[Record] = []
    for period in periods:
        follows = records[-1].seal if records else ""
        again = reissue if any(one.period == period for one in records) else ""
        new = replace(RECORD, number=len(records) + 1, period=period, follows=follows, reissue=again, seal="")
        records.append(sealed(new))
    return records


def keep(output: Path, records: list[Record]) -> None:
    (output / FOLDER).mkdir(exist_ok=True)
    issued = IssuedReports()
    for record in records:
        before = issued.precedents(record.period, record.reissue)
        (output / FOLDER / record_name(before.stem, is_sample=False)).write_bytes(as_json(record))
        issued = replace(issued, records=(*issued.records, record))
    (output / FOLDER / seals_name(is_sample=False)).write_bytes(list_of_seals(records))


def kinds(output: Path) -> list[tuple[str, str]]:
    return [(one.kind, one.place) for one in read_issued(output, is_sample=False).findings]


def test_a_folder_in_which_nothing_was_issued_has_nothing_to_remember(tmp_path: Path) -> None:
    assert read_issued(tmp_path, is_sample=False) == IssuedReports()


def test_the_records_of_a_folder_are_read_in_the_order_of_issue(tmp_path: Path) -> None:
    records = chain(SEPTEMBER, DECEMBER, DECEMBER, reissue=WHY)
    keep(tmp_path, records)
    issued = read_issued(tmp_path, is_sample=False)
    assert (issued.records, issued.findings) == (tuple(records), ())
    assert len(list((tmp_path / FOLDER).iterdir())) == 4


def test_a_new_month_is_held_against_the_last_issued_report_of_an_earlier_one() -> None:
    records = chain(SEPTEMBER, NOVEMBER, NOVEMBER, DECEMBER.back(-2), reissue=WHY)
    before = IssuedReports(tuple(records)).precedents(DECEMBER, "")
    assert (before.stem, before.last, before.issued) == ("corporate-parenting-2023-12", records[2], None)


def test_an_issued_month_is_held_to_what_was_issued() -> None:
    records = chain(NOVEMBER, DECEMBER)
    before = IssuedReports(tuple(records)).precedents(DECEMBER, "")
    assert (before.last, before.issued) == (records[0], records[1])


def test_a_reissue_has_a_name_of_its_own_and_replaces_the_last_report_of_the_month() -> None:
    records = chain(NOVEMBER, DECEMBER)
    before = IssuedReports(tuple(records)).precedents(DECEMBER, WHY)
    assert (before.stem, before.last, before.issued) == ("corporate-parenting-2023-12-reissue-1", records[1], None)
    again = chain(NOVEMBER, DECEMBER, DECEMBER, reissue=WHY)
    assert IssuedReports(tuple(again)).precedents(DECEMBER, "Another.").stem == "corporate-parenting-2023-12-reissue-2"


def test_a_reason_that_was_given_before_means_that_reissue() -> None:
    records = chain(DECEMBER, DECEMBER, reissue=WHY)
    before = IssuedReports(tuple(records)).precedents(DECEMBER, WHY)
    assert before.stem == "corporate-parenting-2023-12-reissue-1"
    assert (before.last, before.issued) == (records[0], records[1])


def test_what_was_never_issued_cannot_be_reissued() -> None:
    with pytest.raises(CannotBuild, match="No report for 2023-12 has been issued"):
        IssuedReports(tuple(chain(NOVEMBER))).precedents(DECEMBER, WHY)


@pytest.mark.parametrize("spoil", [lambda content: content.replace(b"87.5", b"97.5"), lambda content: content[:300]])
def test_a_record_that_is_not_whole_is_told_and_its_month_is_not_built_over(tmp_path: Path, spoil) -> None:
    keep(tmp_path, chain(NOVEMBER, DECEMBER))
    path = tmp_path / FOLDER / "corporate-parenting-2023-11.record.json"
    path.write_bytes(spoil(path.read_bytes()))
    assert kinds(tmp_path) == [("record-not-read", path.name)]
    issued = read_issued(tmp_path, is_sample=False)
    assert issued.precedents(DECEMBER.back(-1), "").last == issued.records[-1]
    with pytest.raises(CannotBuild, match="2023-11 is damaged, or was changed"):
        issued.precedents(NOVEMBER, "")


def test_a_record_that_was_given_the_name_of_another_month_is_not_whole(tmp_path: Path) -> None:
    keep(tmp_path, chain(NOVEMBER))
    path = tmp_path / FOLDER / "corporate-parenting-2023-11.record.json"
    path.rename(path.with_name("corporate-parenting-2023-12.record.json"))
    assert [kind for kind, _ in kinds(tmp_path)] == ["record-not-read"]


@pytest.mark.parametrize("month", ["09", "11"])
def test_a_record_that_was_taken_away_is_missed_by_the_one_after_it(tmp_path: Path, month: str) -> None:
    keep(tmp_path, chain(SEPTEMBER, NOVEMBER, DECEMBER))
    (tmp_path / FOLDER / f"corporate-parenting-2023-{month}.record.json").unlink()
    assert kinds(tmp_path) == [("record-missing", FOLDER)]


@pytest.mark.parametrize("left", ["", "2023-11 " + 64 * "0" + "\n"])
def test_a_list_of_seals_that_lacks_a_record_is_told_and_stops_nothing(tmp_path: Path, left: str) -> None:
    keep(tmp_path, chain(NOVEMBER, DECEMBER))
    seals = tmp_path / FOLDER / seals_name(is_sample=False)
    seals.unlink()
    assert kinds(tmp_path) == [("seals-not-whole", f"{FOLDER}/seals.txt")]
    assert read_issued(tmp_path, is_sample=False).whole
    if left:  # written over with another
        seals.write_text(left)
        assert {kind for kind, _ in kinds(tmp_path)} == {"record-missing", "seals-not-whole"}
        assert not read_issued(tmp_path, is_sample=False).whole


def test_the_newest_record_is_missed_by_the_list_of_seals(tmp_path: Path) -> None:
    keep(tmp_path, chain(NOVEMBER, DECEMBER))
    (tmp_path / FOLDER / "corporate-parenting-2023-12.record.json").unlink()
    assert kinds(tmp_path) == [("record-missing", FOLDER)]


def test_the_records_of_the_sample_are_no_councils_own(tmp_path: Path) -> None:
    keep(tmp_path, chain(NOVEMBER))
    path = tmp_path / FOLDER / "corporate-parenting-2023-11.record.json"
    path.rename(path.with_name(record_name("corporate-parenting-2023-11", is_sample=True)))
    path.with_name(seals_name(is_sample=False)).rename(path.with_name(seals_name(is_sample=True)))
    assert read_issued(tmp_path, is_sample=False) == IssuedReports()
    assert len(read_issued(tmp_path, is_sample=True).records) == 1


def of_layout(record: Record, layout: str, number: int, **changed) -> Record:
    file = f"{ReportName(record.period, layout).stem}.pdf"
    editions = tuple(replace(one, file=file) for one in record.editions)
    return sealed(replace(record, number=number, editions=editions, seal="", **changed))


def test_each_layout_of_a_month_is_held_to_its_own_record() -> None:
    usual, full = of_layout(RECORD, "", 1), of_layout(RECORD, "full", 2)
    issued = IssuedReports((usual, full))
    assert issued.precedents(DECEMBER, "").issued == usual
    before = issued.precedents(DECEMBER, "", "full")
    assert (before.stem, before.issued, before.beside) == ("corporate-parenting-2023-12-full", full, (usual,))
    sheet = issued.precedents(DECEMBER, "", "young-people")
    assert (sheet.issued, sheet.beside) == (None, (usual, full))


def test_one_layout_is_reissued_without_the_others() -> None:
    issued = IssuedReports((of_layout(RECORD, "", 1), of_layout(RECORD, "full", 2)))
    assert issued.precedents(DECEMBER, WHY, "full").stem == "corporate-parenting-2023-12-full-reissue-1"
    with pytest.raises(CannotBuild, match="No report for 2023-12 has been issued in the layout “ours”"):
        issued.precedents(DECEMBER, WHY, "ours")


def test_a_new_month_is_held_against_every_layout_of_the_last_its_own_first() -> None:
    key, other = list(RECORD.figures)
    wide = of_layout(RECORD, "full", 1, period=NOVEMBER)
    thin = of_layout(RECORD, "", 2, period=NOVEMBER, figures={key: EarlierFigure(Decimal(1))}, answered=("ab",))
    issued = IssuedReports((wide, thin))
    usual, full = issued.precedents(DECEMBER, ""), issued.precedents(DECEMBER, "", "full")
    assert (usual.last, full.last) == (thin, wide)
    assert usual.earlier == {key: EarlierFigure(Decimal(1)), other: RECORD.figures[other]}
    assert full.earlier == RECORD.figures
    assert usual.answered == full.answered == {"ab", *RECORD.answered}


def test_a_record_that_was_given_the_name_of_another_layout_is_not_whole(tmp_path: Path) -> None:
    record = of_layout(RECORD, "full", 1)
    (tmp_path / FOLDER).mkdir()
    path = tmp_path / FOLDER / record_name("corporate-parenting-2023-12", is_sample=False)
    path.write_bytes(as_json(record))
    assert ("record-not-read", path.name) in kinds(tmp_path)


def test_a_record_of_before_layouts_had_names_is_that_of_the_usual_one() -> None:
    editions = tuple(replace(one, file="corporate-parenting-2023-12-reissue-1.pdf") for one in RECORD.editions)
    record = replace(RECORD, editions=editions)
    assert (record.layout, record.stem) == ("", "corporate-parenting-2023-12-reissue-1")


def exempt_record(number: int = 1, **changed) -> Record:
    """A record of an exempt report, by the names of its files."""
    name = f"{ReportName(DECEMBER, exempt=True).stem}.pdf"
    edition = replace(RECORD.editions[0], file=name)
    return sealed(replace(RECORD, number=number, period=DECEMBER, editions=(edition,), seal="", follows="", **changed))


def test_exempt_reports_have_a_chain_of_records_of_their_own(tmp_path: Path) -> None:
    keep(tmp_path, chain(NOVEMBER, DECEMBER))
    record = exempt_record()
    (tmp_path / FOLDER / record_name(record.stem, is_sample=False)).write_bytes(as_json(record))
    (tmp_path / FOLDER / seals_name(is_sample=False, exempt=True)).write_bytes(list_of_seals([record]))
    public, exempt = read_issued(tmp_path, is_sample=False), read_issued(tmp_path, is_sample=False, exempt=True)
    assert [one.exempt for one in public.records] == [False, False]
    assert exempt.records == (record,)
    assert public.findings == exempt.findings == ()
    assert exempt.precedents(DECEMBER.back(-1), "").last == record
    assert public.precedents(DECEMBER.back(-1), "").last == public.records[-1]


def test_the_next_exempt_report_has_the_names_of_one() -> None:
    assert IssuedReports(exempt=True).precedents(DECEMBER, "").stem == "corporate-parenting-2023-12-exempt"
    again = IssuedReports((exempt_record(),), exempt=True).precedents(DECEMBER, WHY)
    assert again.stem == "corporate-parenting-2023-12-reissue-1-exempt"


def test_an_exempt_record_under_the_name_of_a_public_one_is_not_whole(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    name = record_name(ReportName(DECEMBER).stem, is_sample=False)
    (tmp_path / FOLDER / name).write_bytes(as_json(exempt_record()))
    assert kinds(tmp_path) == [("record-not-read", name)]
    assert b"exempt and not for publication" in as_json(exempt_record())
