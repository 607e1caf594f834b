"""The control chart: signals told by shape, limits as lines, and words that say all of it."""

from __future__ import annotations

from matplotlib.colors import to_hex

from charts import theme
from charts.control import draw_control
from charts.picture import TargetLine
from tests.charts.asking import artists, grey, only, points, words
from tests.charts.gallery import CHANGE, SIZES, control_of

NUMBERS = [50.0, 52, 49, 51, 50, 48, 52, 50, 49, 51, 70, 20, 51]
BAND = (0, 13, 50.2, 30.4, 66.9)


def drawn(stands="u" * 10 + "bwu", bands=(BAND,), size="wide", **more):
    return draw_control(control_of(NUMBERS, stands, bands, **more), SIZES[size])


def test_every_figure_has_one_mark_and_what_stands_out_has_another_shape():
    picture = drawn()
    marks = {gid: only(picture.figure, f"{gid}-mark") for gid in ("usual", "better", "worse")}
    assert [len(points(mark)) for mark in marks.values()] == [11, 1, 1]
    assert len({mark.get_marker() for mark in marks.values()}) == 3


def test_a_usual_figure_is_hollow_and_one_that_stands_out_is_filled():
    picture = drawn()
    fills = {
        gid: to_hex(only(picture.figure, f"{gid}-mark").get_markerfacecolor()) for gid in ("usual", "better", "worse")
    }
    assert fills["usual"] == theme.PAPER.lower()
    assert abs(grey(fills["better"]) - grey(fills["worse"])) > 0.2


def test_neither_good_nor_bad_is_a_square():
    picture = drawn("l" + "u" * 11 + "h")
    assert only(picture.figure, "higher-mark").get_marker() == "s"
    assert only(picture.figure, "lower-mark").get_marker() == "s"


def test_average_and_limits_stand_where_their_numbers_are_and_are_named():
    picture = drawn()
    frame = [points(line)[0][1] for line in artists(picture.figure, "limit-line")]
    average = points(only(picture.figure, "average-line"))[0][1]
    assert max(frame) > average > min(frame)
    named = {"Upper limit 66.9%", "Average 50.2%", "Lower limit 30.4%"}
    assert set(words(picture.figure, "limit-label")) == named


def test_limits_on_trial_are_drawn_otherwise_and_say_so():
    full, trial = drawn(), drawn("." * 13, trial=True)
    dashes = [only(one.figure, "average-line").get_linestyle() for one in (full, trial)]
    assert dashes == ["-", "--"]
    assert "Early limit 66.9%" in words(trial.figure, "limit-label")
    assert "Too few months to judge." in trial.alt_text


def test_a_limit_that_no_figure_can_reach_is_not_drawn():
    picture = drawn(bands=((0, 13, 50.2, None, 66.9),))
    assert len(artists(picture.figure, "limit-line")) == 1
    assert "upper limit 66.9%" in picture.alt_text
    assert "lower" not in picture.alt_text


def test_labels_beside_the_plot_stand_in_the_order_of_their_numbers():
    picture = drawn(size="panel", target=TargetLine(80, "Target 80% or more"))
    beside = [t for t in picture.figure.get_children() if t.get_gid() in ("limit-label", "value-end-label")]
    heights = {t.get_text(): t.get_position()[1] for t in beside}
    order = sorted(heights, key=heights.__getitem__, reverse=True)
    numbers = [float(text.split()[-1].rstrip("%")) for text in order]
    assert numbers == sorted(numbers, reverse=True)


def test_the_line_and_its_limits_break_where_the_counting_changed():
    numbers = NUMBERS * 2
    chart = control_of(numbers, "u" * 26, ((0, 12, 50, 40, 60), (12, 26, 51, 30, 70)), None, (CHANGE,))
    picture = draw_control(chart, SIZES["wide"])
    first, second = (points(line) for line in artists(picture.figure, "average-line"))
    change = only(picture.figure, "method-change").get_xdata()[0]
    assert first[:, 0].max() <= change <= second[:, 0].min()
    assert words(picture.figure, "method-label")
    assert "Average from April 2022 to March 2023 50.0%" in picture.alt_text


def test_the_words_say_average_limits_signals_target_and_latest():
    picture = drawn("u" * 10 + "bww", target=TargetLine(80, "Target 80% or more"))
    said = picture.alt_text
    for part in (
        "Control chart, April 2022 to April 2023",
        "51.0% in April 2023",
        "Average 50.2%, limits 30.4% and 66.9%.",
        "Better than usual in February 2023; worse than usual from March 2023 to April 2023.",
        "Target 80% or more, not met in any of the 13 months.",
    ):
        assert part in said


def test_nothing_that_stands_out_is_said_too():
    assert "All within the usual ups and downs." in drawn("u" * 13).alt_text


def test_figures_that_are_not_judged_are_not_said_to_be_usual():
    assert "All that are judged are within the usual ups and downs." in drawn("..." + "u" * 10).alt_text
