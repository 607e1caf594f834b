"""What a reader trips over is found where it stands: broken figures, long lines, lone headings, empty pages, charts
of one kind in several sizes."""

from dataclasses import replace

import pytest

from layouts import theme
from layouts.blocks import Column, Heading, Paragraph, Row, Span, Table
from layouts.preflight.run_checks import preflight
from layouts.tagged.canvas import TaggedCanvas
from layouts.tagged.structure import Attributes
from layouts.text import set_text
from layouts.text.fonts import REGULAR
from tests.layouts.test_preflight import Draw, decoration, faults, line, made, only, text, write

MM = theme.MM
DARK = (0.07, 0.26, 0.43)
LONG = "Every one of these words is heard and read, one after the other, until the line ends here, at last"


def said(*lines: str, tag: str = "P", top_mm: float = 100, size: float = 10, left_mm: float = 30) -> Draw:
    """One element of several lines, the words of which are as given: without a space at the end of a line."""

    def draw(canvas: TaggedCanvas) -> None:
        canvas.push(canvas.structure.child(tag))
        canvas.setFillColorRGB(0, 0, 0)
        for number, words in enumerate(lines):
            write(canvas, left_mm, top_mm + number * 4.5 * size / 10, words, size)
        canvas.pop()

    return draw


def chart(height_mm: float, alt: str, width_mm: float = 60, top_mm: float = 100) -> Draw:
    """A chart with a line, in a box."""
    top = theme.PAGE_HEIGHT - (top_mm - 10) * MM
    box = (40 * MM, top - height_mm * MM, (40 + width_mm) * MM, top)

    def draw(canvas: TaggedCanvas) -> None:
        canvas.push(canvas.structure.child("Figure", attributes=Attributes(alt=alt, box=box)))
        line(DARK, top_mm)(canvas)
        canvas.pop()

    return draw


def together(*draws: Draw) -> Draw:
    def draw(canvas: TaggedCanvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def pages(*draws: Draw) -> bytes:
    """A cover, then a page for each drawing, and the blank one."""

    def draw(canvas: TaggedCanvas) -> None:
        for one in draws:
            canvas.showPage()
            one(canvas)

    return made(draw, pages=2)


def of_pages(pdf: bytes) -> list[tuple[str, int]]:
    """The faults of a file but for its number of pages, which is not at issue here."""
    return [(fault.check, fault.page) for fault in faults(pdf) if fault.check != "pages"]


def test_a_figure_broken_inside_its_digits_is_found():
    fault = only(made(said("13 of 1", "4")))
    assert (fault.check, fault.page, fault.text) == ("broken-word", 1, "13 of 1 / 4")
    assert round(fault.left_mm) == 30


def test_a_word_broken_without_a_hyphen_is_found_in_the_head_of_a_column_too():
    fault = only(made(said("Percentage", "s", tag="TH")))
    assert (fault.check, fault.text) == ("broken-word", "Percentage / s")


@pytest.mark.parametrize(
    "lines",
    [
        ("on 31 December 2023 ", "12 fewer than a year before"),
        ("well-", "being"),
        ("performance@", "sample.example"),
        ("No target.", "2 of 5"),
    ],
)
def test_a_line_that_ends_where_a_word_ends_is_not_found(lines):
    assert faults(made(said(*lines))) == ()


def test_labels_of_a_chart_that_stand_over_one_another_are_not_one_word():
    def labels(canvas: TaggedCanvas) -> None:
        line(DARK)(canvas)
        canvas.setFillColorRGB(0, 0, 0)
        write(canvas, 102, 100, "20")
        write(canvas, 102, 104, "10")

    def draw(canvas: TaggedCanvas) -> None:
        canvas.push(canvas.structure.child("Figure"))
        labels(canvas)
        canvas.pop()

    assert faults(made(draw)) == ()


def test_a_figure_too_wide_for_its_column_is_found_in_a_set_report_and_keeps_its_digits_for_whoever_copies_it(
    set_report, build
):
    words = "x" * 150
    made_report = set_report(Paragraph(build.words(f"See {words} there."), "body"))
    fault = only(made_report.paginated.pdf)
    assert fault.check == "broken-word"
    narrow = Table(
        build.words("Staff"),
        tuple(Column(build.words(f"C{number}"), 1) for number in range(16)),
        (Row(tuple(build.words("1234567890") for _ in range(16))),),
    )
    broken = preflight(set_report(narrow).paginated.pdf).faults
    assert {fault.check for fault in broken} == {"broken-word"}


def test_a_line_of_running_text_that_is_too_long_is_found_once_a_text_and_a_short_text_or_a_cell_is_not():
    running = [f"{LONG} ", f"{LONG} of all ", "So it ends."]
    fault = only(made(said(*running)))
    assert (fault.check, fault.measured) == ("line-length", len(f"{LONG} of all"))
    assert fault.text.startswith("Every one")
    assert faults(made(said(*running[:2]))) == ()
    assert faults(made(said(*running, tag="TD"))) == ()
    fits = f"{LONG[:85].rstrip()} "
    assert faults(made(said(fits, fits, fits))) == ()


def test_a_link_in_a_running_text_is_part_of_its_line(set_report, build, monkeypatch):
    monkeypatch.setattr(set_text, "LONGEST_LINE", 200)  # which would set shorter lines
    words = (*build.words("word " * 20), Span("a place that is far from here", link="https://a.example/"))
    for edge, found in ((330.0, []), (440.0, ["line-length"])):
        wide = replace(theme.STANDARD, measure=edge, body=theme.STANDARD.body._replace(size=10))
        pdf = set_report(Paragraph((*words, *build.words(" word" * 60))), edition=wide).paginated.pdf
        assert [fault.check for fault in faults(pdf)] == found


def test_a_heading_at_the_foot_of_a_page_without_its_content_is_found():
    spoiled = pages(together(text(60, 50), said("4 Stability", tag="H2", top_mm=260)))
    (fault,) = [fault for fault in faults(spoiled) if fault.check != "pages"]
    assert (fault.check, fault.page, fault.text) == ("lone-heading", 2, "4 Stability")
    caption = together(text(60, 50), said("Staff by team", tag="Caption", top_mm=260))
    assert ("lone-heading", 2) in of_pages(pages(caption))


def test_a_heading_with_a_line_of_its_content_or_with_lines_to_write_on_is_not_found():
    heading = said("Notes for the meeting", tag="H2", top_mm=40)
    rules = decoration(lambda canvas: canvas.rect(30 * MM, 80 * MM, 100 * MM, 0.5, stroke=0, fill=1))
    for under in (said("Words.", top_mm=50), rules):
        assert "lone-heading" not in {check for check, _ in of_pages(pages(together(heading, under)))}


def test_a_page_that_is_left_empty_in_the_middle_of_a_part_is_found_with_how_much_of_it():
    short, full = text(60, 150), together(text(60, 40), text(60, 270))
    fault = next(one for one in faults(pages(full, short, full, full)) if one.check == "empty-page")
    assert (fault.page, fault.measured) == (3, pytest.approx((297 - 22.5 - 150) / 250.5, abs=0.01))
    assert of_pages(pages(full, full, full, full)) == []


def test_the_cover_the_last_page_and_the_last_page_of_a_part_may_be_left_empty():
    short, full = text(60, 150), together(text(60, 40), text(60, 270))
    part = together(said("5 Health", tag="H2", top_mm=40), text(60, 270))
    assert of_pages(pages(short, part, full, short)) == []


def test_a_rule_or_the_rows_of_a_table_fill_a_page_and_its_footer_does_not():
    full = together(text(60, 40), text(60, 270))

    def footed(canvas: TaggedCanvas) -> None:
        text(60, 100)(canvas)
        decoration(lambda canvas: write(canvas, 30, 270, "Sample data"))(canvas)

    assert of_pages(pages(footed, full, full)) == [("empty-page", 2)]
    ruled = together(
        text(60, 100), decoration(lambda canvas: canvas.rect(30 * MM, 40 * MM, 90 * MM, 0.5, stroke=0, fill=1))
    )
    assert of_pages(pages(ruled, full, full)) == []


def test_in_large_print_whose_panels_are_kept_whole_a_third_may_be_empty():
    full = together(text(60, 40, 16), text(60, 270, 16))
    for lowest, found in ((195, []), (185, [("empty-page", 2)])):
        assert of_pages(pages(text(60, lowest, 16), full, full)) == found


@pytest.mark.parametrize(
    ("heights", "found"), [((30, 30, 30), []), ((30, 30, 45), [("chart-size", 2)]), ((30, 20, 45), [("chart-size", 2)])]
)
def test_charts_of_one_kind_in_different_heights_are_found_once(heights, found):
    alts = [f"Children in care {number}. Line chart, April 2022 to December 2023." for number in range(3)]
    tops = (70, 130, 200)
    drawn = [chart(height, alt, top_mm=top) for height, alt, top in zip(heights, alts, tops, strict=True)]
    foot = text(60, 270)
    assert of_pages(pages(together(*drawn, foot))) == found


def test_in_large_print_where_words_leave_a_chart_less_height_charts_of_a_kind_may_differ():
    alt = "In care. Line chart, April to June."
    for size, found in ((12, [("chart-size", 2)]), (16, [])):
        drawn = together(chart(30, alt), chart(45, alt, top_mm=160), text(60, 270, size))
        assert of_pages(pages(drawn)) == found


def test_charts_of_different_kinds_or_widths_may_differ():
    line_chart, other = "In care. Line chart, April to June.", "In care. Bar chart by age."
    foot = text(60, 270)
    assert of_pages(pages(together(chart(30, line_chart), chart(45, other, top_mm=160), foot))) == []
    assert of_pages(pages(together(chart(30, line_chart), chart(45, line_chart, 100, 160), foot))) == []


def led(label_up: float = 0.0, start_up: float = 0.0) -> Draw:
    """A line, a leader from its end, and a label that the leader leads to unless it is moved."""

    def draw(canvas: TaggedCanvas) -> None:
        canvas.push(canvas.structure.child("Figure"))
        line(DARK)(canvas)
        y = theme.PAGE_HEIGHT - 100 * MM
        canvas.setStrokeColorRGB(0.3, 0.3, 0.3)
        canvas.setLineWidth(0.6)
        leader = canvas.beginPath()
        leader.moveTo(100 * MM + 2, y + start_up)
        leader.lineTo(100 * MM + 6, y + start_up)
        leader.lineTo(100 * MM + 14, y + 9)
        canvas.drawPath(leader, stroke=1, fill=0)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont(REGULAR, 10)
        canvas.drawString(100 * MM + 16, y + 6 + label_up, "90.6%")
        canvas.pop()

    return draw


def test_a_label_that_is_not_where_its_leader_ends_and_a_leader_from_nothing_are_found():
    assert faults(made(led())) == ()
    for moved in (led(label_up=40), led(label_up=-30), led(start_up=20)):
        (fault,) = [fault for fault in faults(made(moved)) if fault.check != "greyscale"]  # no label sets it apart
        assert (fault.check, fault.page, round(fault.left_mm)) == ("stray-label", 1, 101)


def test_a_set_report_that_fills_its_pages_passes(set_report, build):
    words = "word " * 420
    report = set_report(
        Heading(1, build.words("Report")),
        build.section("Home", ref="3"),
        *(build.paragraph(words) for _ in range(4)),
        build.section("Health", ref="4", new_page=True),
        build.paragraph(words),
    )
    assert preflight(report.paginated.pdf).faults == ()
