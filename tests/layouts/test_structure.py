"""What a small report is to whoever cannot see it, as text; and that no ink is without an owner."""

import io
from textwrap import dedent

import pytest

from layouts.blocks import CellChart, Column, Facts, Heading, ItemList, Paragraph, Row, Status, Table
from layouts.tagged.canvas import TaggedCanvas, UntaggedContent, UntaggedLink
from layouts.tagged.structure import Artifact, Element
from layouts.text.fonts import REGULAR, register_fonts
from tests.layouts.reading import outline


def test_a_small_report_reads_from_top_to_bottom(set_report, build):
    columns = (Column(build.words("Measure"), 3), Column(build.words("Trend"), 1))
    row = Row((build.words("Reviews"), CellChart(build.figure().draw)))
    report = set_report(
        Heading(1, build.words("Corporate parenting")),
        Paragraph(build.words("Position at 31 December 2023"), "lead"),
        Facts((("Council", build.words("Sample City Council")),)),
        build.section("Headlines"),
        ItemList((build.words("One in six."), build.words("Two vacancies."))),
        Table(
            build.words("Every measure"),
            columns,
            (Row((build.words("Home"),), band=True), row),
            show_caption=False,
        ),
        build.section("Home", ref="3"),
        build.panel("3.1", figures=[build.figure()], tables=(build.table([["IRO", "6"]]),)),
        build.panel("3.2", status=Status(build.words("Met"), "full"), commentary=(build.words("Why."),)),
    )
    assert outline(report.paginated.pdf) == dedent(
        """\
        Document
          H1: Corporate parenting
          P: Position at 31 December 2023
          Table
            TR
              TH (Row): Council
              TD: Sample City Council
          Sect
            H2: Headlines
            L (Disc)
              LI
                Lbl: •
                LBody: One in six.
              LI
                Lbl: •
                LBody: Two vacancies.
            Table (“Every measure”)
              THead
                TR
                  TH (Column): Measure
                  TH (Column): Trend
              TBody
                TR
                  TH (Column, 2 columns): Home
                TR
                  TH (Row): Reviews
                  TD
                    Figure (“Rises from 401 to 412 children.”)
          Sect
            H2: 3 Home
            Sect
              H3: 3.1 Children in care
              P: Message of 3.1: 62 of 412 children.
              P: 15.0%
              P: 62 of 412 children
              P: Snapshot
              P: Not met
              P: Rising for 5 months
              P: Rising since April
              P: Children in care, each month
              Figure (“Rises from 401 to 412 children.”)
              Table
                Caption: Staff by team
                THead
                  TR
                    TH (Column): Team
                    TH (Column): Staff
                TBody
                  TR
                    TH (Row): IRO
                    TD: 6
              Note
                P: Source: Homes return.
            Sect
              H3: 3.2 Children in care
              P: Message of 3.2: 62 of 412 children.
              P: 15.0%
              P: 62 of 412 children
              P: Snapshot
              P: Met
              P: Rising for 5 months
              P: Why.
              Note
                P: Source: Homes return.
          Sect
            H2: Notes for the meeting
          P: This page is intentionally left blank
        """
    )


@pytest.fixture
def canvas():
    register_fonts()
    return TaggedCanvas(io.BytesIO(), initialFontName=REGULAR)


def test_ink_outside_of_everything_stops_the_build(canvas):
    canvas.rect(10, 10, 20, 20)
    with pytest.raises(UntaggedContent, match=r"Page 1: ink outside of everything: 'n 10 10 20 20 re S'"):
        canvas.showPage()


def test_ink_straight_into_a_table_stops_the_build(canvas):
    canvas.push(canvas.structure.child("Table"))
    canvas.drawString(10, 10, "Words")
    with pytest.raises(UntaggedContent, match="straight into a Table"):
        canvas.pop()


def test_a_link_without_a_place_in_the_structure_stops_the_build(canvas):
    canvas.linkURL("https://example.org", (0, 0, 10, 10))
    with pytest.raises(UntaggedLink, match="Page 1"):
        canvas.showPage()


@pytest.mark.parametrize(
    "draw",
    [
        lambda canvas: canvas.rect(0, 0, 1, 1, stroke=0, fill=1),
        lambda canvas: canvas.line(0, 0, 1, 1),
        lambda canvas: canvas.circle(5, 5, 5),
        lambda canvas: canvas.drawString(0, 0, "(Words) in ' brackets"),
        lambda canvas: canvas.bezier(0, 0, 1, 1, 2, 2, 3, 3),
        lambda canvas: canvas.grid([0, 1], [0, 1]),
        lambda canvas: canvas.addLiteral("q 1 0 0 1 5 5 cm 0 0 m 1 1 l S Q"),
        lambda canvas: canvas.addLiteral("[(Words)]TJ"),
        lambda canvas: canvas.linearGradient(0, 0, 1, 1, ("#ffffff", "#000000")),
    ],
)
def test_no_way_of_drawing_gets_past(canvas, draw):
    with pytest.raises(UntaggedContent):
        draw(canvas)
        canvas.showPage()


def test_what_only_sets_the_pen_needs_no_owner_and_stays_outside(canvas):
    canvas.saveState()
    canvas.translate(10, 10)
    canvas.setFillColorRGB(1, 0, 0)
    canvas.setDash(1, 2)
    canvas.push(canvas.structure.child("P"))
    canvas.setLineWidth(2)
    canvas.drawString(0, 0, "Words")
    canvas.setFillColorRGB(0, 0, 0)
    canvas.pop()
    canvas.restoreState()
    code = canvas._code
    assert [code.index(entry) for entry in ("/P <</MCID 0>> BDC", "EMC")] == [5, 7]
    canvas.showPage()
    assert canvas.owners_by_mcid == [canvas.structure.parts, []]


def test_decoration_inside_a_text_parts_it_in_two_runs(canvas):
    paragraph = canvas.structure.child("P")
    canvas.push(paragraph)
    canvas.drawString(0, 0, "One")
    canvas.push(Artifact())
    canvas.line(0, 0, 1, 1)
    canvas.pop()
    canvas.drawString(0, 0, "two")
    canvas.pop()
    assert [content.mcid for content in paragraph.kids] == [0, 1]


def test_the_same_key_gives_the_same_part_and_no_key_a_new_one():
    document = Element("Document")
    assert document.child("P", key=7) is document.child("P", key=7)
    assert document.child("P") is not document.child("P")
    assert len(document.parts) == 3
