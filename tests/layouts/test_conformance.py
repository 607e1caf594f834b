"""The built sample and reports of every kind of block, held to PDF/UA-1 and PDF/A-2a and to what no validator asks."""

import io
import random
import re
from pathlib import Path

import page
import pikepdf
import pytest

import inputs
from layouts import theme
from layouts.blocks import (
    Block,
    CellChart,
    Column,
    Facts,
    Heading,
    ItemList,
    ListItem,
    Panel,
    Paragraph,
    Row,
    Span,
    Status,
    Table,
    TableOfContents,
)
from layouts.reading.tree import read_tree
from layouts.tagged.canvas import TaggedCanvas, UntaggedLink
from layouts.tagged.structure import Element
from report.build import build as build_report
from tests.layouts.reading import TaggedFile
from tests.layouts.soundness import (
    CHECKS,
    assert_cells_name_their_heads,
    assert_figures_speak,
    assert_headings_skip_nothing,
    assert_links_speak,
    assert_lists_nest,
    assert_marks_are_owned,
    assert_notes_and_names_can_be_found,
    assert_pages_lead_to_owners,
    assert_read_in_the_order_drawn,
    assert_tables_are_regular,
)

pytestmark = pytest.mark.slow

SAMPLE = Path(inputs.__file__).parent / "samples" / "peterborough-2023-12"
EDITIONS = (theme.STANDARD, theme.LARGE_PRINT)


@pytest.fixture(scope="module", params=[False, True], ids=["standard", "large print"])
def sample(tmp_path_factory, request):
    output = tmp_path_factory.mktemp("output")
    return build_report(SAMPLE, None, output, "", lambda step, doing: None, request.param).pdf.read_bytes()


def banded(build, groups: int = 2, rows: int = 3) -> Table:
    columns = (Column(build.words("Measure"), 3), Column(build.words("Latest"), 1, "right"), Column((), 1))
    lines = []
    for group in range(groups):
        lines.append(Row((build.words(f"Band {group}"),), band=True))
        status = Status(build.words("Not met"), "triangle")
        lines += [
            Row((build.words(f"Row {group}.{row}"), status, CellChart(build.figure().draw))) for row in range(rows)
        ]
    return Table(build.words("Every (measure) \\ at a glance – Ŵ"), columns, tuple(lines), show_caption=False)


def nested(build, words, deep: int = 3, count: int = 3, numbered: bool = False) -> ItemList:
    """A list of ``count`` items, the first of them with a list of the other kind under it, and so on ``deep`` times."""
    items = [build.words(f"Level {deep}, item {number}") for number in range(1, count)]
    under = nested(build, words, deep - 1, count, not numbered) if deep > 1 else ItemList(())
    return ItemList((ListItem(words, under), *items), numbered)


def grouped(build, rows: int = 60, band_every: int = 20) -> Table:
    """A table with two rows of headings, the upper of which spans; and with bands, unless they are 0 rows apart."""
    now, before = build.words("31 December 2023"), build.words("31 December 2022")
    columns = (
        Column(build.words("Team"), 3),
        *(Column(build.words(name), 1, "right", group) for group in (now, before) for name in ("Children", "Of all")),
        Column(build.words("Status"), 1),
        Column(build.words("Trend"), 1, "left", build.words("Since April")),
    )
    lines = []
    for number in range(rows):
        if band_every and number % band_every == 0:
            lines.append(Row((build.words(f"Band {number}"),), band=True))
        figures = map(build.words, (f"Team {number}", str(number), "1%", str(number + 1), "2%"))
        lines.append(Row((*figures, Status(build.words("Met"), "full"), build.words("Rising"))))
    return Table(build.words("Every team"), columns, tuple(lines), naming_columns=1)


def everything(build) -> list[Block]:
    """Every kind of block, most of them longer than a page."""
    long = build.words(" ".join(f"word{number}" for number in range(700)))
    figures = [build.figure(f"Chart {number}") for number in range(8)]
    months = build.table([[f"Month {number:02d}", "1"] for number in range(70)], compact=True, show_caption=False)
    return [
        Heading(1, build.words("Corporate parenting report")),
        Paragraph(build.words("Position at 31 December 2023"), "lead"),
        Facts((("Council", build.words("Sample City Council")), ("Meeting", build.words("14 February")))),
        build.section("Headlines"),
        TableOfContents(),
        Paragraph((Span("See ("), Span("3.9", link="#3.9"), Span("), not "), Span("8.8", link="#8.8"))),
        Paragraph(
            (*build.words("Ask us "), Span(f"at {'a very long way off ' * 9}", link="mailto:a@b.example"), *long)
        ),
        Paragraph(long),
        ItemList((build.words("One."), long, build.words("Three."))),
        ItemList((build.words("First."), build.words("Second.")), numbered=True),
        nested(build, long),
        nested(build, build.words("Deeper and deeper."), deep=4, count=9, numbered=True),
        build.section("At a glance", new_page=True),
        banded(build, groups=12),
        Heading(3, build.words("Teams")),
        build.table([[f"Team {number:02d}", f"{number}.5"] for number in range(60)]),
        build.table([["Short"], ["Whole", "2", "left over"]], row_heads=False),
        grouped(build),
        build.section("Home", ref="3"),
        *(build.panel(f"3.{number}", figures=[build.figure()]) for number in range(1, 15)),
        build.panel(
            "3.15",
            figures=figures,
            tables=(months, build.table([["A", "1"]])),
            commentary=(long,),
            small_print=(long, long),
        ),
        build.panel("3.16", number=(), basis=(), status=None, direction=()),
        Paragraph(build.words("Small print, Łódź & “quotes” <b>."), "small"),
        Paragraph((*long, Span("a long way off " * 9, link="https://a.example/")), "small"),
    ]


def any_block(build, dice: random.Random) -> Block:
    """A block of a kind and size that the dice decide."""
    words = build.words("word " * dice.choice((1, 3, 40, 400)))
    linked = Span("link " * dice.choice((1, 3, 40)), None, False, dice.choice(("#1.1", "https://a.example/")))
    figures = [build.figure() for _ in range(dice.randrange(4))]
    rows = [["Team", "1", "2"][: dice.randrange(4)] for _ in range(dice.choice((0, 1, 5, 70)))]
    table = build.table(rows, show_caption=dice.random() < 0.5, compact=dice.random() < 0.5)
    return dice.choice(
        (
            Heading(dice.randrange(1, 4), words, dice.choice(("", "4.2")), dice.random() < 0.2),
            Paragraph(words, dice.choice(("body", "lead", "small"))),
            ItemList((words,) * dice.randrange(4), dice.random() < 0.5),
            Facts((("Label", words),) * dice.randrange(4)),
            table,
            banded(build, dice.randrange(1, 4), dice.randrange(4)),
            nested(build, words, dice.randrange(1, 5), dice.choice((1, 2, 30)), dice.random() < 0.5),
            grouped(build, dice.choice((0, 1, 5, 70)), dice.randrange(4)),
            TableOfContents(),
            dice.choice((Paragraph((*words, linked)), ItemList(((linked, *words, linked),)), Heading(2, (linked,)))),
            build.panel("1.1", figures=figures, tables=(table,) * dice.randrange(3)),
            Panel("1.2", words, words),
        )
    )


def failures(pdf: bytes, folder: Path) -> list[str]:
    """What is against PDF/UA-1 or PDF/A-2a."""
    file = folder / "report.pdf"
    file.write_bytes(pdf)
    return [
        f"{profile}: {failure.rule_id}: {failure.message}"
        for profile in ("ua1", "2a")
        for failure in page.validate_pdf(str(file), profile=profile).failures
    ]


def test_the_sample_report_conforms_to_both_standards(sample, tmp_path):
    assert failures(sample, tmp_path) == []


@pytest.mark.parametrize("edition", EDITIONS, ids=["standard", "large print"])
def test_a_report_of_everything_conforms_to_both_standards(set_report, build, tmp_path, edition):
    assert failures(set_report(*everything(build), edition=edition).paginated.pdf, tmp_path) == []


def test_a_file_with_a_fault_is_seen_not_to_conform(set_report, build, tmp_path):
    pdf = set_report(build.paragraph("Words.")).paginated.pdf
    assert failures(pdf, tmp_path) == []
    assert failures(pdf.replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>7<"), tmp_path)
    assert failures(pdf.replace(b"<pdfaid:conformance>A<", b"<pdfaid:conformance>X<"), tmp_path)


@pytest.mark.parametrize("check", CHECKS)
def test_the_sample_report_is_tagged_soundly(sample, check):
    check(TaggedFile(sample))


@pytest.mark.parametrize("edition", EDITIONS, ids=["standard", "large print"])
@pytest.mark.parametrize("check", CHECKS)
def test_a_report_of_everything_is_tagged_soundly(set_report, build, check, edition):
    check(TaggedFile(set_report(*everything(build), edition=edition).paginated.pdf))


@pytest.mark.parametrize("seed", range(12))
def test_whatever_stands_on_the_pages_all_ink_is_owned_and_the_file_conforms(set_report, build, tmp_path, seed):
    dice = random.Random(seed)
    pdf = set_report(*(any_block(build, dice) for _ in range(dice.randrange(1, 14)))).paginated.pdf
    for check in CHECKS:
        check(TaggedFile(pdf))
    assert failures(pdf, tmp_path) == []


def test_the_sample_report_is_read_out_as_it_stands_on_the_page(sample):
    file = TaggedFile(sample)
    assert len(file.all("H1")) == 1
    assert len(file.all("H2")) >= 8
    assert len(file.all("H3")) == len([part for part in file.all("Sect") if part.parts[0].tag == "H3"])
    assert len(file.all("Figure")) > 30
    assert str(file.file.Root.Lang) == "en-GB"


def test_a_split_text_is_one_paragraph_and_a_split_item_one_item(set_report, build):
    long = build.words(" ".join(f"word{number}" for number in range(900)))
    file = TaggedFile(set_report(Paragraph(long), ItemList((long, build.words("Two.")))).paginated.pdf)
    first, blank = file.all("P")
    assert [page for page, _ in first.ink] == [1, 2]
    assert len(blank.ink) == 1
    (points,) = file.all("L")
    assert [[part.tag for part in item.parts] for item in points.parts] == [["Lbl", "LBody"]] * 2
    assert [page for page, _ in points.parts[0].parts[1].ink] == [2, 3, 4]


def test_a_table_over_several_pages_is_one_table_with_one_head(set_report, build):
    report = set_report(build.table([[f"Team {number}", f"{number}.5"] for number in range(90)]))
    file = TaggedFile(report.paginated.pdf)
    (table,) = file.all("Table")
    caption, head, body = table.parts
    assert (caption.tag, head.tag, body.tag) == ("Caption", "THead", "TBody")
    assert len(body.parts) == 90
    assert len({page for page, _ in table.all_ink()}) == 3
    assert len(head.all_ink()) == 2
    again = [run for run in file.runs if run.tag == "Artifact" and run.properties.get("/Type") == "/Pagination"]
    assert len([run for run in again if run.properties.get("/Subtype") is None]) == 2


def test_two_tables_that_say_the_same_are_two_tables(set_report, build):
    same = build.table([["Team", "1"]])
    assert len(TaggedFile(set_report(same, same).paginated.pdf).all("Table")) == 2


def test_a_caption_that_is_not_shown_is_the_tables_summary(set_report, build):
    file = TaggedFile(set_report(build.table([["A", "1"]]), banded(build)).paginated.pdf)
    shown, hidden = file.all("Table")
    assert shown.attribute("/Summary") is None
    assert str(hidden.attribute("/Summary")) == "Every (measure) \\ at a glance – Ŵ"


def test_under_a_band_every_cell_names_its_column_its_band_and_its_row(set_report, build):
    file = TaggedFile(set_report(banded(build, groups=30)).paginated.pdf)
    (table,) = file.all("Table")
    named = {bytes(part.source.ID): part for part in table if "/ID" in part.source}
    columns, rows = (part.parts for part in table.parts)
    band = None
    for row in rows:
        if row.parts[0].attribute("/ColSpan"):
            band = row.parts[0]
            continue
        head, *cells = row.parts
        for column, cell in zip(columns[0].parts[1:], cells, strict=True):
            heads = [named[bytes(name)] for name in cell.attribute("/Headers")]
            assert [part.source.objgen for part in heads] == [part.source.objgen for part in (column, band, head)]


def test_a_panel_opened_over_pages_is_one_section(set_report, build):
    figures = [build.figure(f"Chart {number}") for number in range(8)]
    opened = build.panel("3.1", figures=figures)
    file = TaggedFile(set_report(build.section("Home"), opened, opened).paginated.pdf)
    panels = file.all("Sect")
    assert [len([part for part in panel if part.tag == "Figure"]) for panel in panels] == [8, 8]
    assert all(len({page for page, _ in panel.all_ink()}) > 1 for panel in panels)


def test_nothing_of_the_furniture_is_read_out(set_report, build):
    file = TaggedFile(set_report(build.paragraph("One sentence.")).paginated.pdf)
    kinds = [str(run.properties.get("/Subtype", "")) for run in file.runs if run.tag == "Artifact"]
    assert kinds == ["/Header", "/Footer"] * 2
    assert [part.tag for part in file.document] == ["Document", "P", "P"]


def test_what_the_file_says_of_itself_it_says_twice_in_the_same_words(set_report, build):
    title = "Ŵork & <play>: “position”"
    file = set_report(build.paragraph("One."), title=title, author="A (B) & C").file
    with file.open_metadata() as told:
        assert told["dc:title"] == title == str(file.docinfo.Title)
        assert told["dc:creator"] == ["A (B) & C"]
        assert told["pdf:Keywords"] == str(file.docinfo.Keywords)
        assert told["xmp:CreateDate"] == "2024-02-06T00:00:00Z"
        assert (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"]) == ("2", "A", "1")


def test_two_reports_that_differ_in_a_word_have_different_names(set_report, build):
    first, second = (set_report(build.paragraph(word)).file.trailer.ID for word in ("One.", "Two."))
    assert bytes(first[0]) != bytes(second[0])


def test_every_stream_ends_as_an_archive_asks(set_report, build):
    pdf = set_report(*everything(build)).paginated.pdf
    ends = re.findall(rb"(..)endstream", pdf, re.DOTALL)
    assert len(ends) > 20
    assert set(ends) == {b"\r\n"}


def test_words_side_by_side_stay_apart_for_whoever_listens(set_report, build):
    report = set_report(build.section("Home", ref="3"), Paragraph((Span("One "), Span("two.", bold=True))))
    _, structure = read_tree(report.paginated.pdf)
    assert [part.text for part in structure.parts][:2] == ["3 Home", "One two."]


def test_a_link_over_several_lines_is_one_link_that_says_the_whole_on_each(set_report, build):
    address = Span("a place " * 30, link="https://a.example/")
    file = TaggedFile(set_report(Paragraph((*build.words("See "), address, Span(".")))).paginated.pdf)
    (link,) = file.all("Link")
    assert len(link.areas) > 2
    assert {str(area.Contents).strip() for area in link.areas} == {("a place " * 30).strip()}
    assert {str(area.A.URI) for area in link.areas} == {"https://a.example/"}
    paragraph = file.all("P")[0]
    assert [type(kid) for kid in paragraph.order] == [tuple, type(link), tuple]


def test_a_reference_leads_to_its_panel_and_one_to_nothing_is_words(set_report, build):
    words = (Span("See "), Span("3.2", link="#3.2"), Span(" and "), Span("9.9", link="#9.9"))
    panels = [build.panel(f"3.{number}", figures=[build.figure()]) for number in range(1, 9)]
    file = TaggedFile(set_report(Paragraph(words), build.section("Home", new_page=True), *panels).paginated.pdf)
    (link,) = file.all("Link")
    (area,) = link.areas
    assert str(area.Contents) == "3.2, page 2"
    assert area.Dest[0].objgen == file.file.pages[1].objgen


@pytest.mark.parametrize("link", ["https://ŵ.example/", "no address", "#", "# "])
def test_what_is_no_address_links_nothing(set_report, build, link):
    file = TaggedFile(set_report(Paragraph((Span("Words.", link=link),))).paginated.pdf)
    assert file.all("Link") == []


def test_the_contents_name_every_later_section_with_its_page(set_report, build):
    sections = [build.section(name, True, ref) for name, ref in (("Health", "5"), ("Education", "6"), ("Notes", ""))]
    before, body = build.section("Before"), build.paragraph("Words.")
    full = [build.panel(str(number), figures=[build.figure()]) for number in range(3)]  # a page is not shared then
    blocks = [block for section in sections for block in (section, body, *full)]
    file = TaggedFile(set_report(before, TableOfContents(), *blocks).paginated.pdf)
    (contents,) = file.all("TOC")
    assert [[part.tag for part in item] for item in contents.parts] == [["TOCI", "Reference", "Link"]] * 3
    areas = [area for link in file.all("Link") for area in link.areas]
    assert [str(area.Contents) for area in areas] == ["Health, page 2", "Education, page 3", "Notes, page 4"]
    assert [area.Dest[0].objgen for area in areas] == [file.file.pages[at].objgen for at in (1, 2, 3)]


def test_a_link_that_is_not_in_the_structure_stops_the_build():
    canvas = TaggedCanvas(io.BytesIO())
    canvas.push(Element("P"))
    with pytest.raises(UntaggedLink):
        canvas.add_link((0, 0, 1, 1), "https://a.example/", "A place")


def cut_a_list_of_owners(file: TaggedFile) -> None:
    numbers = file.root.ParentTree.Nums
    numbers[1] = pikepdf.Array(list(numbers[1])[:-1])


def give_a_run_to_another(file: TaggedFile) -> None:
    first, second = [cell for cell in file.all("TD") if cell.ink][:2]
    first.source.K, second.source.K = int(second.source.K), int(first.source.K)


def paint_outside_of_everything(file: TaggedFile) -> None:
    file.file.pages[0].contents_add(b"0 0 m 9 9 l S")


def lead_a_link_elsewhere(file: TaggedFile) -> None:
    file.all("Link")[0].areas[0].StructParent = 0


def silence_a_link(file: TaggedFile) -> None:
    file.all("Link")[0].areas[0].Contents = ""


def leave_a_run_open(file: TaggedFile) -> None:
    file.file.pages[0].contents_add(b"/Artifact BMC")


def skip_a_level(file: TaggedFile) -> None:
    file.all("H2")[0].source.S = pikepdf.Name.H3


def narrow_a_band(file: TaggedFile) -> None:
    band = next(part for part in file.all("TH") if part.attribute("/ColSpan"))
    band.source.A[0].ColSpan = 1


def lower_a_head(file: TaggedFile) -> None:
    head = next(part for part in file.all("TH") if part.attribute("/RowSpan"))
    head.source.A[0].RowSpan = 1


def head_a_cell_by_less(file: TaggedFile) -> None:
    cell = next(part for part in file.all("TD") if part.attribute("/Headers"))
    cell.source.A[0].Headers = pikepdf.Array(list(cell.source.A[0].Headers)[1:])


def unname_a_note(file: TaggedFile) -> None:
    del file.all("Note")[0].source.ID


def turn_the_names_round(file: TaggedFile) -> None:
    listed = file.root.IDTree.Names
    pairs = [(listed[place], listed[place + 1]) for place in range(0, len(listed), 2)]
    file.root.IDTree.Names = pikepdf.Array([one for pair in reversed(pairs) for one in pair])


def take_a_list_out_of_its_item(file: TaggedFile) -> None:
    outer, inner = file.all("L")[:2]
    inner.source.P.K = int(inner.source.P.K[0])
    outer.source.K.append(inner.source)


def strike_out_a_figures_room(file: TaggedFile) -> None:
    file.all("Figure")[0].source.A[0].BBox = [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("spoil", "check"),
    [
        (cut_a_list_of_owners, assert_pages_lead_to_owners),
        (give_a_run_to_another, assert_pages_lead_to_owners),
        (give_a_run_to_another, assert_read_in_the_order_drawn),
        (paint_outside_of_everything, assert_marks_are_owned),
        (leave_a_run_open, assert_marks_are_owned),
        (lead_a_link_elsewhere, assert_links_speak),
        (silence_a_link, assert_links_speak),
        (skip_a_level, assert_headings_skip_nothing),
        (narrow_a_band, assert_tables_are_regular),
        (lower_a_head, assert_tables_are_regular),
        (head_a_cell_by_less, assert_cells_name_their_heads),
        (unname_a_note, assert_notes_and_names_can_be_found),
        (turn_the_names_round, assert_notes_and_names_can_be_found),
        (take_a_list_out_of_its_item, assert_lists_nest),
        (strike_out_a_figures_room, assert_figures_speak),
    ],
)
def test_a_spoiled_file_is_found_out(set_report, build, spoil, check):
    link = Paragraph((Span("here", link="https://a.example/"),))
    tables, note = (banded(build), grouped(build, rows=2)), Paragraph(build.words("A note."), "small")
    blocks = (Heading(1, build.words("Title")), build.section("Home"), link, *tables, nested(build, note.text), note)
    file = TaggedFile(set_report(*blocks).paginated.pdf)
    check(file)
    spoil(file)
    spoiled = io.BytesIO()
    file.file.save(spoiled)
    with pytest.raises(AssertionError):
        check(TaggedFile(spoiled.getvalue()))
