"""How a table shares out its width."""

from layouts import theme
from layouts.blocks import Column, Row, Span, Status, Table
from layouts.drawing.column_widths import MeasuredCell, column_widths
from layouts.drawing.table import set_table
from layouts.text.fonts import register_fonts
from layouts.text.set_text import measure_text
from tests.layouts.recording import drawn

register_fonts()
STYLE = theme.STANDARD.wide_table.cell


def rows(*texts: tuple[str, ...]) -> list[list[MeasuredCell]]:
    return [[MeasuredCell(measure_text((Span(text),), STYLE)) for text in row] for row in texts]


def headings(columns: list[float]) -> list[MeasuredCell]:
    return [MeasuredCell(measure_text((Span("Of"),), STYLE)) for _ in columns]


def test_widths_are_as_asked_where_every_cell_fits():
    assert column_widths([3, 1], headings([3, 1]), rows(("Reviews", "99.6%")), 400) == [300, 100]


def test_a_column_too_narrow_for_a_word_takes_width_from_the_others():
    table = rows(("Reviews", "Accommodation", "Visits"))
    widths = column_widths([8, 1, 8], headings([8, 1, 8]), table, 300)
    assert widths[1] >= table[0][1].least
    assert abs(sum(widths) - 300) < 0.01


def test_a_status_of_two_words_keeps_to_one_line_if_that_costs_no_height():
    table = rows(("Reviews held on time for every child in care", "Not met"), ("Visits", "No target"))
    widths = column_widths([9, 1], headings([9, 1]), table, 200)
    assert [row[1].lines(widths[1]) for row in table] == [1, 1]


def test_words_that_cannot_all_fit_share_the_width_by_what_they_need():
    table = rows(("W" * 60, "W" * 30))
    first, second = column_widths([1, 1], headings([1, 1]), table, 300)
    assert abs(first - 2 * second) < 1
    assert abs(first + second - 300) < 0.01


def test_a_long_definition_keeps_the_share_it_was_given():
    table = rows(("5.1", "Yearly health check", "Children in care for a year or more who had their check. " * 6))
    widths = column_widths([1, 2, 7], headings([1, 2, 7]), table, 460)
    assert widths[2] >= 0.6 * 460


def test_columns_asked_to_be_even_stay_even_under_uneven_headings():
    texts = ("Quarter 1 (April to June)", "Quarter 2 (July to September)", "Quarter 3 (October to December)")
    quarters = [MeasuredCell(measure_text((Span(text),), STYLE)) for text in texts]
    widths = column_widths([1, 1, 1], quarters, rows(("56.0% (14 of 25)", "37.5% (15 of 40)", "4.7% (2 of 43)")), 300)
    assert widths == [100, 100, 100]


def test_a_status_in_a_column_of_figures_keeps_its_word_beside_its_shape_and_inside_the_table():
    def words(text: str) -> tuple[Span]:
        return (Span(text),)

    columns = Column(words("Measure"), 1), Column(words("Now"), 1, "right")
    rows = Row((words("Visits"), Status(words("Not met"), "triangle"))), Row((words("Reviews"), words("99.6%")))
    (grid,) = set_table(Table(words("Targets"), columns, rows), 300, 0.0, theme.STANDARD)
    pen, height = drawn(grid)
    assert pen.beyond(height, 300) == []
    word = pen.text_of("Not met")
    (shape,) = [mark for mark in pen.marks if mark.right - mark.left < 10]
    assert 0 < word.left - shape.right <= theme.STANDARD.shape_gap + 0.01
