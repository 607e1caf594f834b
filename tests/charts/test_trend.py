import numpy as np
import pytest

from charts.method_changes import MethodChange
from charts.picture import Scale, Size, Tally, TargetLine, Value
from charts.trend import Trend, describe_trend, draw_trend
from tests.charts.asking import artists, only, points, room, words
from tests.charts.gallery import PERCENT, VISITS, month_values, year_values

SIZE = Size(300, 115)
TARGET = TargetLine(98, "Target 98% or more")


def _drawn(numbers, target=TARGET, **rest):
    return draw_trend(Trend(month_values(numbers), PERCENT, target, **rest), SIZE)


def test_the_label_at_the_end_is_the_latest_figure_as_printed():
    picture = _drawn(VISITS)
    assert words(picture.figure, "value-end-label") == ["90.6%"]


def test_the_last_point_is_marked_where_the_line_ends():
    figure = _drawn(VISITS).figure
    assert points(only(figure, "value-end-dot")).tolist() == [points(only(figure, "value-line"))[-1].tolist()]


def test_heights_on_the_chart_are_in_proportion_to_the_figures():
    line = points(only(_drawn([90.0, 92.0, 96.0]).figure, "value-line"))
    heights = line[:, 1]
    assert (heights[2] - heights[1]) == pytest.approx(2 * (heights[1] - heights[0]))


def test_the_target_line_stands_at_the_height_of_its_number():
    figure = _drawn([96.0, 98.0, 97.0]).figure
    line, target = points(only(figure, "value-line")), points(only(figure, "target-line"))
    assert target[0][1] == target[1][1] == pytest.approx(line[1][1])


def test_a_target_that_differs_by_quarter_is_drawn_in_steps_and_each_month_counted_by_its_own():
    target = TargetLine(98, "Target this quarter 98% or more", steps=(90.0, 90.0, 98.0, 98.0))
    picture = _drawn([90.0, 98.0, 97.0, 98.0], target)
    line, target = points(only(picture.figure, "value-line")), points(only(picture.figure, "target-line"))
    assert len(target) == 8 and target[0][1] == pytest.approx(line[0][1]) and target[-1][1] == pytest.approx(line[1][1])
    assert target[3][0] == target[4][0] == pytest.approx((line[1][0] + line[2][0]) / 2)
    assert "met in 3 of 4 months, each by the target of its own quarter" in picture.alt_text


def test_a_month_without_a_figure_leaves_a_gap_and_a_cross():
    numbers = [90.0, 91.0, None, 92.0, 93.0]
    figure = _drawn(numbers).figure
    line = points(only(figure, "value-line"))
    assert np.isnan(line[:, 1]).tolist() == [False, False, True, False, False]
    assert points(only(figure, "gap"))[:, 0].tolist() == [line[2][0]]


def test_why_a_figure_is_missing_is_said_once():
    assert words(_drawn([90.0, None, 92.0, None, 91.0]).figure, "gap-label") == ["no figure"]


def test_a_month_between_two_gaps_is_a_dot():
    numbers = [*VISITS[:5], None, 93.0, None, *VISITS[8:]]
    figure = _drawn(numbers).figure
    assert points(only(figure, "value-dot"))[:, 0].tolist() == [points(only(figure, "value-line"))[6][0]]


def test_the_line_is_not_joined_where_the_way_of_counting_changed():
    change = MethodChange(12, "Counted differently from April 2023")
    figure = _drawn(VISITS, changes=(change,)).figure
    line = points(only(figure, "value-line"))
    assert len(line) == 22
    assert np.isnan(line[12]).all()
    mark = points(only(figure, "method-change"))
    assert line[11][0] < mark[0][0] < line[13][0]
    assert words(figure, "method-label") == ["Counted differently from April 2023"]


def test_the_words_for_a_change_stand_over_the_plot():
    figure = _drawn(VISITS, changes=(MethodChange(3, "New form from July 2022"),)).figure
    assert room(only(figure, "method-label")).bottom > points(only(figure, "method-change"))[:, 1].max()


def test_the_number_labels_stand_outside_the_plot():
    figure = _drawn(VISITS).figure
    left_of_line = points(only(figure, "value-line"))[:, 0].min()
    assert all(room(label).right < left_of_line for label in artists(figure, "number-label"))


def test_an_axis_that_does_not_start_at_zero_is_marked_and_said():
    picture = _drawn(VISITS)
    assert only(picture.figure, "break-mark")
    assert picture.axis_note == "The scale starts at 85%."
    assert artists(picture.figure, "axis") == []


def test_an_axis_from_zero_has_its_line_and_no_mark():
    picture = draw_trend(Trend(month_values([10, 20, 30], unit=""), Scale()), SIZE)
    assert artists(picture.figure, "break-mark") == []
    assert only(picture.figure, "axis")
    assert picture.axis_note == ""


def test_months_are_named_every_quarter_with_the_year_once():
    figure = draw_trend(Trend(month_values(VISITS), PERCENT, TARGET), Size(300, 115)).figure
    assert words(figure, "tick-label")[:7] == ["Apr", "Jul", "Oct", "Jan", "Apr", "Jul", "Oct"]
    assert words(figure, "year-label") == ["2022", "2023"]


def test_years_are_all_named_where_there_is_room():
    figure = draw_trend(Trend(year_values([81, 79, 84, 88, 91]), PERCENT, periods="years"), SIZE).figure
    assert words(figure, "tick-label") == ["2021", "2022", "2023", "2024", "2025"]


def test_the_target_gives_way_to_the_latest_figure_not_the_other_way_round():
    figure = _drawn([95.0, 96.0, 97.8]).figure
    end, target = only(figure, "value-end-label"), artists(figure, "target-label")
    middle = (room(end).bottom + room(end).top) / 2
    assert middle == pytest.approx(points(only(figure, "value-end-dot"))[0][1], abs=6)
    assert not any(room(end).meets(room(line)) for line in target)


def test_a_trend_without_one_figure_says_why_instead_of_drawing_an_axis():
    picture = _drawn([None] * 9)
    assert words(picture.figure, "gap-label") == ["no figure"]
    assert artists(picture.figure, "number-label") == []
    assert "there is no figure for any of the 9 months" in picture.alt_text


def test_a_label_longer_than_its_room_is_cut_with_an_ellipsis():
    target = TargetLine(91, "Target 91% or more, as agreed by the Improvement Board in 2022")
    assert words(_drawn(VISITS, target=target).figure, "target-label")[-1].endswith("…")


def test_words_with_signs_of_mathematics_are_set_as_typed():
    value = Value(5, "$5_a$", "$x$ 2022", "$x$ 2022")
    figure = draw_trend(Trend((value,), Scale()), SIZE).figure
    label = only(figure, "value-end-label")
    assert (label.get_text(), label.get_parse_math()) == ("$5_a$", False)


def test_the_description_states_the_course_the_extremes_the_target_and_the_gap():
    numbers = [95.3, None, 96.2, 88.1, 90.6]
    chart = Trend(month_values(numbers), PERCENT, TARGET)
    assert draw_trend(chart, SIZE).alt_text == (
        "Line chart, April 2022 to August 2022: 95.3% in April 2022, 90.6% in August 2022; lowest shown 88.1% in July "
        "2022, highest shown 96.2% in June 2022. Target 98% or more, not met in any of the 4 months shown. May 2022: "
        "no figure."
    )


def test_every_number_in_the_description_is_one_of_the_figures_drawn():
    chart = Trend(month_values(VISITS), PERCENT, TARGET)
    told = [piece for piece in describe_trend(chart) if isinstance(piece, Value)]
    assert told
    assert all(any(piece is value for value in chart.values) for piece in told)


def test_an_extreme_at_either_end_is_not_told_twice():
    text = _drawn([90.0, 92.0, 95.0]).alt_text
    assert "90.0% in April 2022 (lowest), 95.0% in June 2022 (highest)." in text


def test_figures_that_print_alike_are_counted_not_told_apart():
    text = _drawn([92.0, 100.0, 95.0, 100.0, 93.0]).alt_text
    assert "highest 100.0%, in 2 months out of 5" in text


def test_a_target_of_fewer_is_met_at_or_under_its_number():
    target = TargetLine(400, "Target 400 days or fewer", at_least=False)
    chart = Trend(month_values([580, 400, 390], unit=" days"), Scale(), target)
    assert "Target 400 days or fewer, met in 2 of 3 months." in draw_trend(chart, SIZE).alt_text


def test_a_line_that_nothing_is_judged_by_is_named_without_a_verdict():
    chart = Trend(month_values([380, 412], unit=""), Scale(), TargetLine(484, "Planning figure 484", at_least=None))
    assert draw_trend(chart, SIZE).alt_text.endswith(" Planning figure 484.")


def test_a_figure_on_a_day_is_told_to_be_on_it():
    values = (Value(380, "380", "Mar 2022", "31 March 2022"), Value(412, "412", "Mar 2023", "31 March 2023"))
    assert "380 on 31 March 2022, 412 on 31 March 2023" in draw_trend(Trend(values, Scale()), SIZE).alt_text


def test_every_year_of_a_short_run_carries_its_figure():
    figure = draw_trend(Trend(year_values([81, 79, 84, 88, 91]), PERCENT, periods="years"), SIZE).figure
    assert sorted(words(figure, "point-label")) == ["79%", "81%", "84%", "88%"]
    assert words(figure, "value-end-label") == ["91%"]


def test_a_figure_stands_right_over_or_under_its_own_point():
    figure = draw_trend(Trend(year_values([81, 79, 84, 88, 91]), PERCENT, periods="years"), SIZE).figure
    places = points(only(figure, "value-line"))
    for label in artists(figure, "point-label"):
        box = room(label)
        x, y = places[["81%", "79%", "84%", "88%"].index(label.get_text())]
        assert box.left - 6 <= x <= box.right + 6
        assert 2 <= max(box.bottom - y, y - box.top) <= 10


def test_a_peak_has_its_figure_over_it_and_a_trough_under_it():
    figure = draw_trend(Trend(year_values([60, 90, 92, 91, 87, 89]), PERCENT, periods="years"), SIZE).figure
    heights = dict(zip(["60%", "90%", "92%", "91%", "87%"], points(only(figure, "value-line"))[:, 1], strict=False))
    labels = {label.get_text(): room(label) for label in artists(figure, "point-label")}
    assert labels["92%"].bottom > heights["92%"]
    assert labels["87%"].top < heights["87%"]


def test_a_run_of_months_carries_its_highest_and_lowest_figure():
    figure = _drawn(VISITS, target=None).figure
    assert {"96.1%", "87.5%"} <= set(words(figure, "point-label"))


def test_a_run_of_months_carries_its_first_figure_where_no_other_is_near():
    numbers = [92.0, *[92.5] * 9, 96.0, *[92.5] * 4, 88.0, *[92.5] * 4, 93.0]
    assert words(_drawn(numbers, target=None).figure, "point-label") == ["96.0%", "88.0%", "92.0%"]
    numbers[2] = 97.0
    assert words(_drawn(numbers, target=None).figure, "point-label") == ["97.0%", "88.0%"]


def test_the_extremes_written_are_those_counted_the_way_they_are_now():
    numbers = [96.0] * 10 + [85.0, 96.0] + [90.0, 91.0, 93.5, 91.0, 88.0, 90.0, 91.0, 90.5, 90.8]
    change = MethodChange(12, "Counted differently from April 2023")
    figure = _drawn(numbers, target=None, changes=(change,)).figure
    assert words(figure, "point-label")[:2] == ["93.5%", "88.0%"]
    assert "85.0%" not in words(figure, "point-label")


def test_a_figure_that_misses_the_target_is_not_written_on_its_far_side():
    numbers = [*VISITS[:10], 97.8, *VISITS[11:]]
    figure = _drawn(numbers).figure
    line = points(only(figure, "target-line"))[0][1]
    assert all(room(label).top <= line for label in artists(figure, "point-label"))


def test_what_is_told_of_the_months_rests_on_the_months():
    values = month_values([95.3, None, 96.2, 88.1, 98.6])
    told = [piece for piece in describe_trend(Trend(values, PERCENT, TARGET)) if isinstance(piece, Tally)]
    shown = tuple(value for value in values if value.number is not None)
    assert [(tally.text, tally.of) for tally in told] == [("1", shown), ("4", shown)]


def test_gaps_too_many_to_name_are_counted_with_the_months_they_are():
    values = month_values([95.3, None, 96.2, None, None, None, 98.6])
    *_, tally = [piece for piece in describe_trend(Trend(values, PERCENT)) if isinstance(piece, Tally)]
    assert (tally.text, {value.text for value in tally.of}) == ("4", {"no figure"})
