from charts.picture import Series, Size, TargetLine
from charts.year_to_date import YearToDate, draw_year_to_date
from tests.charts.asking import artists, grey, only, points, room, words
from tests.charts.gallery import PERCENT, month_values

SIZE = Size(300, 115)
THIS = [92.0, 91.5, 91.0, 90.8, 90.6]
LAST = [95.0, 94.5, 94.8, 94.2, 94.0, 93.9, 93.8, 93.5, 93.4, 93.2, 93.1, 93.0]
TARGET = TargetLine(98, "Target 98% or more")


def _chart(this=THIS, last=LAST, target=TARGET):
    before = Series("2022/23", month_values(last)) if last else None
    return YearToDate(Series("2023/24", month_values(this, year=2023)), PERCENT, before, target)


def _drawn(**rest):
    return draw_year_to_date(_chart(**rest), SIZE)


def test_each_year_is_labelled_with_its_name_and_latest_figure():
    figure = _drawn().figure
    assert (words(figure, "value-end-label"), words(figure, "value-name")) == (["90.6%"], ["2023/24"])
    assert (words(figure, "compared-end-label"), words(figure, "compared-name")) == (["93.0%"], ["2022/23"])


def test_the_same_month_of_both_years_stands_at_the_same_place():
    figure = _drawn().figure
    this, last = points(only(figure, "value-line")), points(only(figure, "compared-line"))
    assert this[:, 0].tolist() == last[: len(this), 0].tolist()


def test_the_two_years_differ_in_line_tone_and_marker():
    figure = _drawn().figure
    this, last = only(figure, "value-line"), only(figure, "compared-line")
    assert (this.is_dashed(), last.is_dashed()) == (False, True)
    assert grey(last.get_color()) - grey(this.get_color()) > 0.2
    assert only(figure, "value-end-dot").get_marker() != only(figure, "compared-end-dot").get_marker()


def test_a_year_that_ends_early_is_labelled_at_its_end_or_led_to_its_label():
    figure = _drawn().figure
    end, label = points(only(figure, "value-end-dot"))[0], room(only(figure, "value-end-label"))
    led = artists(figure, "leader")
    assert led or abs(label.left - end[0]) < 15 or abs(label.right - end[0]) < 15


def test_months_are_named_without_a_year_because_they_stand_for_two():
    figure = _drawn().figure
    assert words(figure, "year-label") == []
    assert words(figure, "tick-label")[0] == "Apr"


def test_the_first_year_of_a_measure_stands_alone():
    figure = _drawn(last=None).figure
    assert artists(figure, "compared-line") == []
    assert len(points(only(figure, "value-line"))) == 5


def test_the_description_tells_both_years_and_whether_the_target_is_met_so_far():
    assert _drawn(this=THIS[:2], last=LAST[:2]).alt_text == (
        "Line chart of the year to date. 2023/24: 92.0% in April 2023, 91.5% in May 2023. "
        "2022/23: 95.0% in April 2022, 94.5% in May 2022. Target 98% or more, not met in May 2023."
    )


def test_a_year_without_figures_yet_is_said_to_have_none():
    assert "2023/24: no figure." in _drawn(this=[None, None]).alt_text
