import pytest

from charts.ages import Ages, draw_ages
from charts.picture import Size
from tests.charts.asking import artists, only, points, words
from tests.charts.gallery import age_bands

SIZE = Size(300, 115)
BANDS = {"Under 1": 22, "1 to 4": 47, "5 to 9": 50, "10 to 15": 161, "16 and over": 132}


def _chart(**changed):
    counts = BANDS | {name.replace("_", " "): count for name, count in changed.items()}
    return age_bands(list(counts.values()))


def test_bars_start_at_zero_and_are_as_long_as_their_counts():
    figure = draw_ages(_chart(), SIZE).figure
    bars = artists(figure, "bar")
    assert {bar.get_x() for bar in bars} == {points(only(figure, "axis"))[0][0]}
    unit = bars[0].get_width() / 22
    assert [bar.get_width() / unit for bar in bars] == pytest.approx(list(BANDS.values()))


def test_bands_run_from_the_youngest_at_the_top():
    labels = artists(draw_ages(_chart(), SIZE).figure, "tick-label")
    heights = [label.get_position()[1] for label in labels]
    assert [label.get_text() for label in labels] == list(BANDS)
    assert heights == sorted(heights, reverse=True)


def test_each_bar_ends_with_its_count_and_share():
    figure = draw_ages(_chart(), SIZE).figure
    assert words(figure, "bar-label") == ["22 (5%)", "47 (11%)", "50 (12%)", "161 (39%)", "132 (32%)"]


def test_a_hidden_band_has_its_reason_and_no_bar():
    figure = draw_ages(_chart(Under_1=None), SIZE).figure
    assert len(artists(figure, "bar")) == 4
    assert words(figure, "gap-label") == ["fewer than 6"]


def test_a_band_with_nobody_in_it_says_nought():
    figure = draw_ages(_chart(Under_1=0), SIZE).figure
    assert len(artists(figure, "bar")) == 4
    assert words(figure, "bar-label")[0] == "0 (0%)"


def test_the_description_tells_every_band():
    assert draw_ages(_chart(), SIZE).alt_text == (
        "Bar chart by age. Under 1: 22 (5%); 1 to 4: 47 (11%); 5 to 9: 50 (12%); 10 to 15: 161 (39%); "
        "16 and over: 132 (32%)."
    )


def test_a_count_and_its_share_are_two_numbers_each_to_be_traced():
    picture = draw_ages(_chart(Under_1=None), SIZE)
    assert [number.text for number in picture.numbers] == [
        *("fewer than 6", "47", "50", "161", "132"),
        *("12%", "13%", "41%", "34%"),
    ]
    assert all(number in picture.description for number in picture.numbers)


def test_bands_without_shares_have_their_counts_alone():
    chart = Ages(_chart().values)
    picture = draw_ages(chart, SIZE)
    assert words(picture.figure, "bar-label") == ["22", "47", "50", "161", "132"]
    assert "1 to 4: 47; 5 to 9: 50" in picture.alt_text


def test_shares_for_some_bands_only_are_refused():
    with pytest.raises(ValueError, match="Every band"):
        Ages(_chart().values, _chart().shares[:2])
