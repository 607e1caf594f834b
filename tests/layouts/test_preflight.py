"""A file that is true in print passes; one spoiled in one way fails that check, on its page and at its place."""

import io
from collections.abc import Callable
from datetime import date

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from layouts import theme
from layouts.paginate import _canvas
from layouts.pdf_reader.values import NotReadable, read_value
from layouts.preflight.contrast import contrast
from layouts.preflight.faults import Fault
from layouts.preflight.greyscale import lightness
from layouts.preflight.run_checks import MOST_BYTES, preflight
from layouts.tagged.canvas import TaggedCanvas
from layouts.tagged.metadata import DocumentInfo
from layouts.tagged.structure import Artifact
from layouts.tagged.writer import finish
from layouts.text.fonts import BOLD, REGULAR, register_fonts

MM = theme.MM
DARK, TEAL, SAME_GREY = (0.07, 0.26, 0.43), (0.16, 0.63, 0.59), (0.5, 0.15, 0.15)
Draw = Callable[[TaggedCanvas], None]


def made(draw: Draw | None = None, pages: int = 2, last: str = "This page is intentionally left blank") -> bytes:
    """A file of so many pages with something drawn on the first; the last has only its sentence."""
    register_fonts()
    file = io.BytesIO()
    canvas = _canvas(file, "en-GB")
    for number in range(1, pages + 1):
        canvas.push(canvas.structure.child("P"))
        write(canvas, 60, 150, last if number == pages else "Corporate parenting", 12)
        canvas.pop()
        if number == 1 and draw:
            draw(canvas)
        canvas.showPage()
    finish(canvas, DocumentInfo("A report", "", "", "", date(2024, 2, 6)))
    return file.getvalue()


def write(canvas: Canvas, left_mm: float, top_mm: float, words: str, size: float = 12, font: str = REGULAR) -> None:
    canvas.setFont(font, size)
    canvas.drawString(left_mm * MM, theme.PAGE_HEIGHT - top_mm * MM, words)


def text(left_mm: float, top_mm: float, size: float = 12, grey: float = 0.0, font: str = REGULAR) -> Draw:
    """Draw one more paragraph."""

    def draw(canvas: TaggedCanvas) -> None:
        canvas.push(canvas.structure.child("P"))
        canvas.setFillColorRGB(grey, grey, grey)
        write(canvas, left_mm, top_mm, "Some words", size, font)
        canvas.pop()

    return draw


def decoration(draw: Draw) -> Draw:
    """Draw something as decoration."""

    def drawn(canvas: TaggedCanvas) -> None:
        canvas.push(Artifact())
        draw(canvas)
        canvas.pop()

    return drawn


def figure(*draws: Draw) -> Draw:
    """Draw one figure."""

    def drawn(canvas: TaggedCanvas) -> None:
        canvas.push(canvas.structure.child("Figure"))
        for draw in draws:
            draw(canvas)
        canvas.pop()

    return drawn


def line(colour: tuple[float, float, float], top_mm: float = 100, dash: tuple[float, ...] = ()) -> Draw:
    """A series of three values, drawn as a line."""

    def draw(canvas: TaggedCanvas) -> None:
        canvas.setStrokeColorRGB(*colour)
        canvas.setLineWidth(2)
        canvas.setDash(list(dash))
        path = canvas.beginPath()
        y = theme.PAGE_HEIGHT - top_mm * MM
        path.moveTo(60 * MM, y)
        path.lineTo(80 * MM, y + 10)
        path.lineTo(100 * MM, y)
        canvas.drawPath(path, stroke=1, fill=0)

    return draw


def bar(colour: tuple[float, float, float], left_mm: float) -> Draw:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.setFillColorRGB(*colour)
        canvas.rect(left_mm * MM, theme.PAGE_HEIGHT - 120 * MM, 10 * MM, 20 * MM, stroke=0, fill=1)

    return draw


def spoiled(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A good file with something of it changed."""
    file = pikepdf.open(io.BytesIO(made()))
    change(file)
    after = io.BytesIO()
    file.save(after, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return after.getvalue()


def faults(pdf: bytes) -> tuple[Fault, ...]:
    return preflight(pdf).faults


def only(pdf: bytes) -> Fault:
    """The one failure of a file."""
    (fault,) = faults(pdf)
    return fault


def test_a_file_with_nothing_amiss_passes_every_check():
    chart = figure(line(DARK), line(TEAL, 105, (4, 2)), bar(DARK, 120))
    judged = preflight(made(chart))
    assert judged.faults == ()
    assert judged.pages == 2


def test_a_set_report_with_panels_tables_and_statuses_passes(set_report, build):
    report = set_report(
        build.section("Home", ref="3"),
        build.panel("3.1", figures=[build.figure()], tables=(build.table([["A", "6"]]),)),
    )
    assert preflight(report.paginated.pdf).faults == ()


def test_an_odd_number_of_pages_fails():
    fault = only(made(pages=3))
    assert (fault.check, fault.text, fault.measured) == ("pages", "odd", 3)


def test_a_last_page_with_more_than_its_sentence_fails():
    def two(canvas: TaggedCanvas) -> None:
        canvas.showPage()
        text(60, 100)(canvas)
        text(60, 120)(canvas)

    fault = only(made(two, pages=1))
    assert (fault.check, fault.page, fault.text) == ("pages", 2, "not blank")


def test_a_page_of_another_paper_size_fails():
    def letter(file: pikepdf.Pdf) -> None:
        file.pages[0].MediaBox = [0, 0, 612, 792]

    assert [fault.text for fault in faults(spoiled(letter)) if fault.check == "pages"] == ["not A4"]


def test_words_in_the_binding_margin_fail_where_they_stand():
    fault = only(made(text(22, 100)))
    assert (fault.check, fault.page, fault.text) == ("margins", 1, "Some words")
    assert fault.left_mm == pytest.approx(22)
    assert fault.top_mm == pytest.approx(97, abs=0.2)


def test_the_binding_margin_is_on_the_right_of_an_even_page():
    def on_the_second(canvas: TaggedCanvas) -> None:
        canvas.showPage()
        text(22, 100)(canvas)
        text(170, 100)(canvas)  # fits an odd page, not an even one

    margins = [fault for fault in faults(made(on_the_second, pages=3)) if fault.check == "margins"]
    assert [(fault.page, round(fault.left_mm)) for fault in margins] == [(2, 170)]


def test_decoration_that_runs_into_the_foot_of_the_sheet_fails():
    low = decoration(lambda canvas: canvas.rect(40 * MM, 5 * MM, 20 * MM, 2, stroke=0, fill=1))
    assert only(made(low)).check == "margins"


@pytest.mark.parametrize(("left_mm", "top_mm"), [(155, 13), (95, 285)])
def test_ink_where_the_committee_stamps_fails(left_mm, top_mm):
    fault = only(made(text(left_mm, top_mm)))
    assert (fault.check, fault.page, round(fault.left_mm)) == ("stamps", 1, left_mm)


def test_type_under_ten_points_fails_however_it_is_made_small():
    assert (only(made(text(60, 100, 9.5))).check, only(made(text(60, 100, 9.5))).measured) == ("size", 9.5)

    def scaled(canvas: TaggedCanvas) -> None:
        canvas.saveState()
        canvas.scale(0.75, 0.75)
        text(100, 150, 12)(canvas)
        canvas.restoreState()

    assert only(made(scaled)).measured == pytest.approx(9.0)


def test_grey_text_on_paper_fails():
    fault = only(made(text(60, 100, grey=0.6)))
    assert fault.check == "text-contrast"
    assert fault.measured == pytest.approx(2.85, abs=0.01)


def test_text_is_held_against_the_tint_that_is_drawn_behind_it_and_not_against_one_drawn_beside_it():
    def tint(canvas: TaggedCanvas) -> None:
        canvas.setFillColorRGB(0.8, 0.8, 0.8)
        canvas.rect(55 * MM, theme.PAGE_HEIGHT - 102 * MM, 60 * MM, 8 * MM, stroke=0, fill=1)

    def behind(top_mm: float) -> Draw:
        def draw(canvas: TaggedCanvas) -> None:
            decoration(tint)(canvas)
            text(60, top_mm, grey=0.4)(canvas)

        return draw

    assert only(made(behind(100))).check == "text-contrast"
    assert faults(made(behind(110))) == ()


def test_large_and_bold_text_must_stand_out_as_much_as_any():
    pale = 0.55  # 3.4 to 1
    for size, font in ((18, REGULAR), (14, BOLD), (14, REGULAR)):
        assert only(made(text(60, 100, size, pale, font))).check == "text-contrast"


def test_words_with_a_dark_line_running_through_them_fail_and_words_beside_it_do_not():
    def crossed(top_mm: float) -> Draw:
        def draw(canvas: TaggedCanvas) -> None:
            decoration(line(DARK, 100))(canvas)
            text(60, top_mm)(canvas)

        return draw

    fault = only(made(crossed(101)))
    assert (fault.check, fault.text) == ("text-contrast", "Some words")
    assert faults(made(crossed(96))) == ()


def test_a_pale_series_fails_and_a_pale_gridline_does_not():
    fault = only(made(figure(line((0.8, 0.8, 0.9)))))
    assert (fault.check, fault.page, round(fault.left_mm)) == ("mark-contrast", 1, 60)

    def grid(canvas: TaggedCanvas) -> None:
        canvas.setStrokeColorRGB(0.83, 0.83, 0.83)
        canvas.setLineWidth(0.6)
        canvas.line(60 * MM, 500, 100 * MM, 500)

    assert faults(made(figure(grid))) == ()


def test_a_bar_too_pale_to_be_seen_fails_though_a_target_runs_over_it_and_what_a_dark_bar_stands_on_does_not():
    pale = (0.9, 0.9, 0.93)

    def shape(colour: tuple[float, float, float], left_mm: float, width_mm: float) -> Draw:
        def draw(canvas: TaggedCanvas) -> None:
            canvas.setFillColorRGB(*colour)
            canvas.rect(left_mm * MM, theme.PAGE_HEIGHT - 120 * MM, width_mm * MM, 5 * MM, stroke=0, fill=1)

        return draw

    def target(canvas: TaggedCanvas) -> None:
        canvas.setStrokeColorRGB(0.2, 0.2, 0.2)
        canvas.setDash([4, 2])
        canvas.line(55 * MM, theme.PAGE_HEIGHT - 110 * MM, 100 * MM, theme.PAGE_HEIGHT - 110 * MM)

    fault = only(made(figure(bar(pale, 60))))
    assert (fault.check, round(fault.left_mm)) == ("mark-contrast", 60)
    assert fault.measured == pytest.approx(1.25, abs=0.01)
    assert only(made(figure(bar(pale, 60), target))).check == "mark-contrast"
    assert only(made(figure(bar(pale, 60), bar(pale, 75)))).check == "mark-contrast"
    assert faults(made(figure(shape(pale, 60, 50), shape(DARK, 60, 20)))) == ()


@pytest.mark.parametrize("colour", [theme.CHART_TINT, theme.CHART_TRACK])
def test_the_tint_of_a_good_side_and_the_track_of_a_bullet_are_no_marks(colour):
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    assert faults(made(figure(bar((red, green, blue), 60)))) == ()


def test_a_chart_with_many_pale_marks_of_one_colour_is_told_of_once():
    fault = only(made(figure(*(bar((0.8, 0.8, 0.9), left) for left in (60, 75, 90)))))
    assert (fault.check, round(fault.left_mm)) == ("mark-contrast", 60)


def test_a_series_that_runs_over_a_bar_of_nearly_its_colour_fails_unless_it_lies_on_a_bed_of_paper():
    over = [bar(DARK, 75), line((0.1, 0.3, 0.3), 110)]
    assert "mark-contrast" in {fault.check for fault in faults(made(figure(*over)))}

    def bed(canvas: TaggedCanvas) -> None:
        line((1, 1, 1), 110)(canvas)

    bedded = faults(made(figure(over[0], bed, over[1])))
    assert "mark-contrast" not in {fault.check for fault in bedded}


def test_a_pale_status_shape_fails_though_it_is_decoration_and_a_tint_or_a_rule_does_not():
    def shape(width: float, height: float) -> Draw:
        def draw(canvas: TaggedCanvas) -> None:
            canvas.setFillColorRGB(0.85, 0.85, 0.85)
            canvas.rect(60 * MM, 500, width, height, stroke=0, fill=1)

        return decoration(draw)

    assert only(made(shape(8.4, 8.4))).check == "mark-contrast"
    assert faults(made(shape(200, 12))) == ()
    assert faults(made(shape(200, 0.5))) == ()


def test_two_lines_that_differ_in_hue_alone_fail_and_a_dash_a_label_or_a_lighter_grey_mends_it():
    assert abs(lightness(DARK) - lightness(SAME_GREY)) < 5
    fault = only(made(figure(line(DARK), line(SAME_GREY, 110))))
    assert (fault.check, fault.page, round(fault.left_mm)) == ("greyscale", 1, 60)
    assert faults(made(figure(line(DARK), line(SAME_GREY, 110, (4, 2))))) == ()
    assert faults(made(figure(line(DARK), line(TEAL, 110)))) == ()

    def labels(canvas: TaggedCanvas) -> None:
        canvas.setFillColorRGB(0, 0, 0)
        write(canvas, 102, 101, "Came")
        write(canvas, 102, 111, "Left")

    assert faults(made(figure(line(DARK), line(SAME_GREY, 110), labels))) == ()


def test_two_bars_that_differ_in_hue_alone_fail_and_two_charts_with_one_hue_each_do_not():
    assert only(made(figure(bar(DARK, 60), bar(SAME_GREY, 72)))).check == "greyscale"

    def apart(canvas: TaggedCanvas) -> None:
        figure(bar(DARK, 60))(canvas)
        figure(bar(SAME_GREY, 72))(canvas)

    assert faults(made(apart)) == ()


def test_a_file_too_large_to_send_fails():
    def heavy(file: pikepdf.Pdf) -> None:
        noise = bytes((number * number * 7919 >> 7) & 0xFF for number in range(200_000))
        file.Root.Attached = pikepdf.Stream(file, noise + bytes(reversed(noise)))

    def stored(pdf: bytes) -> bytes:
        file = pikepdf.open(io.BytesIO(pdf))
        heavy(file)
        after = io.BytesIO()
        mode = pikepdf.ObjectStreamMode.generate
        file.save(
            after, object_stream_mode=mode, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
        )
        return after.getvalue()

    fault = next(fault for fault in faults(stored(made())) if fault.check == "file-size")
    assert fault.measured > MOST_BYTES


def test_a_font_that_the_file_does_not_carry_fails():
    fault = only(made(text(60, 100, font="Helvetica")))
    assert (fault.check, fault.page, fault.text) == ("fonts", 1, "Helvetica")


@pytest.mark.parametrize("name", ["MarkInfo", "StructTreeRoot", "Lang"])
def test_a_file_without_its_tags_or_its_language_fails(name):
    def without(file: pikepdf.Pdf) -> None:
        del file.Root[f"/{name}"]

    fault = only(spoiled(without))
    assert (fault.check, fault.text) == ("tags", name)


def test_a_file_without_a_title_or_that_hides_it_fails():
    def untitled(file: pikepdf.Pdf) -> None:
        del file.trailer.Info["/Title"]

    def hidden(file: pikepdf.Pdf) -> None:
        del file.Root["/ViewerPreferences"]

    assert [only(spoiled(change)).text for change in (untitled, hidden)] == ["Title", "DisplayDocTitle"]
    assert only(spoiled(hidden)).check == "title"


def test_what_stands_outside_of_its_clip_is_not_seen():
    def draw(canvas: TaggedCanvas) -> None:
        canvas.saveState()
        window = canvas.beginPath()
        window.rect(60 * MM, 400, 50, 50)
        canvas.clipPath(window, stroke=0, fill=0)
        canvas.rect(0, 0, 10, 10, stroke=0, fill=1)
        canvas.restoreState()

    assert faults(made(decoration(draw))) == ()


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"Committee paper",
        b"%PDF-1.7\n%%EOF\n",
        b"%PDF-1.7\nstartxref\n9\n%%EOF\n",
        b"%PDF-1.7\nstartxref\n99999999\n%%EOF\n",
    ],
)
def test_what_is_no_report_is_refused(file):
    with pytest.raises(NotReadable):
        preflight(file)


def test_a_report_cut_short_or_damaged_anywhere_is_refused_or_judged_and_never_breaks_the_reader():
    whole = made(figure(line(DARK), bar(TEAL, 120)))
    with pytest.raises(NotReadable):
        preflight(whole[: len(whole) // 2])
    for place in range(20, len(whole), max(1, len(whole) // 150)):
        damaged = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        try:
            preflight(damaged)
        except NotReadable:
            continue


def test_words_set_far_from_any_page_are_refused():
    with pytest.raises(NotReadable, match="nowhere near"):
        preflight(made(text(1e6, 100)))


def test_a_file_of_another_program_is_refused():
    file = io.BytesIO()
    Canvas(file).save()
    with pytest.raises(NotReadable):
        preflight(file.getvalue())


def test_a_page_with_see_through_ink_is_refused_because_its_colours_are_not_known():
    with pytest.raises(NotReadable, match="'gs'"):
        preflight(made(decoration(lambda canvas: (canvas.setFillAlpha(0.5), canvas.rect(300, 300, 9, 9)))))


def test_contrast_is_that_of_the_accessibility_guidelines():
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((0.4666, 0.4666, 0.4666), (1, 1, 1)) == pytest.approx(4.48, abs=0.01)


def test_values_are_read_as_a_reader_of_pdf_does():
    value, _ = read_value(rb"<</A[1 -.5 (a\(b\051\n) <4a4B>]/B 7 0 R/C true % said/D" b"\n/E/F>>")
    assert isinstance(value, dict)
    assert value["A"] == [1, -0.5, b"a(b)\n", b"JK"]
    assert (value["B"].number, value["C"], value["E"]) == (7, True, "F")
