from itertools import pairwise

import pytest

from charts.number_axis import number_axis
from charts.picture import Scale

PERCENT = Scale("%", 0.0, 100.0)


def _axis(*numbers, scale=PERCENT, height=90.0):
    return number_axis(numbers, scale, 20.0, 20.0 + height)


@pytest.mark.parametrize(
    ("numbers", "ticks"),
    [
        ((88.1, 96.2, 98), ["85%", "90%", "95%", "100%"]),
        ((99.1, 99.9, 98), ["97%", "98%", "99%", "100%"]),
        ((84.6, 93.2, 90), ["80%", "85%", "90%", "95%"]),
        ((9.4, 56, 95), ["0%", "25%", "50%", "75%", "100%"]),
        ((81, 94, 90), ["80%", "85%", "90%", "95%"]),
        ((8, 12, 15), ["0%", "5%", "10%", "15%"]),
    ],
)
def test_a_percentage_axis_has_few_round_numbers_beside_it(numbers, ticks):
    axis = _axis(*numbers)
    assert [axis.tick_text(tick) for tick in axis.ticks] == ticks


def test_an_axis_of_children_has_a_comma_at_each_thousand():
    axis = _axis(1234, 5600, scale=Scale())
    assert [axis.tick_text(tick) for tick in axis.ticks] == ["0", "2,000", "4,000", "6,000"]


@pytest.mark.parametrize("numbers", [(100, 100, 100), (99.97, 100, 98), (97.2, 100, 98), (60, 100), (95.1, 99.9)])
def test_a_percentage_axis_never_passes_one_hundred(numbers):
    axis = _axis(*numbers)
    assert max(axis.ticks) <= 100
    assert axis.high == max(100, *numbers) or axis.high < 100


@pytest.mark.parametrize("numbers", [(0, 0, 0), (0, 1.2), (0.4, 100), (0.1, 0.1)])
def test_a_percentage_axis_never_passes_nought(numbers):
    assert _axis(*numbers).low >= 0


def test_every_number_has_its_place_between_the_ends():
    for numbers in [(88.1, 96.2, 98), (412, 484), (0, 0), (580, 298, 120), (50,), (100, 100)]:
        axis = _axis(*numbers, scale=Scale())
        assert all(20 <= axis.place(number) <= 110.001 for number in numbers)
        assert axis.high > axis.low


def test_the_lowest_figure_does_not_lie_on_the_foot_of_a_cut_axis():
    axis = _axis(95, 98, 96)
    assert axis.low < 95


def test_an_axis_asked_to_start_at_zero_does():
    assert _axis(380, 412, scale=Scale(from_zero=True)).starts_at_zero
    assert not _axis(380, 412, scale=Scale()).starts_at_zero


def test_an_axis_that_does_not_start_at_zero_says_where_it_does():
    assert _axis(88.1, 96.2, 98).note == "The scale starts at 85%."
    assert _axis(10, 56).note == ""


def test_low_charts_have_fewer_numbers_beside_them_than_there_is_no_room_for():
    assert len(_axis(88.1, 96.2, 98, height=40).ticks) <= 3


def test_a_rate_under_two_has_a_decimal_on_its_axis():
    axis = _axis(0.4, 1.1, scale=Scale())
    assert [axis.tick_text(tick) for tick in axis.ticks] == ["0.0", "0.5", "1.0", "1.5"]


RUNS = [(351, 422), (354, 484), (11, 22), (177, 311), (14, 55), (101, 199), (66, 75), (6, 19), (412, 413), (20, 9100)]


@pytest.mark.parametrize("height", [40, 60, 84, 130, 176])
@pytest.mark.parametrize("numbers", RUNS)
def test_no_line_rises_far_over_the_last_number_beside_it(numbers, height):
    axis = _axis(*numbers, scale=Scale(), height=height)
    assert axis.place(max(numbers)) - axis.place(axis.ticks[-1]) <= 7
    assert axis.place(max(numbers)) <= 20 + height + 0.001


@pytest.mark.parametrize("numbers", RUNS)
def test_a_line_has_the_better_part_of_its_chart(numbers):
    axis = _axis(*numbers, scale=Scale())
    foot = 0 if axis.starts_at_zero else min(numbers)
    if max(numbers) - foot > 4:
        assert (max(numbers) - foot) / (axis.high - axis.low) > 0.55


@pytest.mark.parametrize("height", [60, 84, 130, 176])
@pytest.mark.parametrize("numbers", [(81, 94, 90), (87.7, 95.7, 98), (65.6, 72.7, 70), (79.8, 97.2, 100), (53.8, 88.4)])
def test_percentages_that_do_not_start_at_zero_have_three_numbers_beside_them_at_least(numbers, height):
    axis = _axis(*numbers, height=height)
    step = axis.ticks[1] - axis.ticks[0]
    assert sum(min(numbers) - step < tick < max(numbers) + step for tick in axis.ticks) >= 3


@pytest.mark.parametrize("height", [84, 176])
@pytest.mark.parametrize("label_pt", [10, 12, 18])
def test_the_numbers_beside_a_line_never_touch(height, label_pt):
    for numbers in RUNS:
        axis = number_axis(numbers, Scale(), 0, height, label_pt)
        places = [axis.place(tick) for tick in axis.ticks]
        assert all(above - below > 1.2 * label_pt for below, above in pairwise(places))


def test_room_asked_for_under_the_lowest_figure_is_there():
    near = number_axis((351, 422), Scale(), 0, 84)
    clear = number_axis((351, 422), Scale(), 0, 84, clear_pt=12)
    assert near.place(351) < 12 <= clear.place(351)
