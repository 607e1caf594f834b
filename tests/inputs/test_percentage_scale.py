"""The scale of percentages is decided for a whole series, never for one cell."""

from __future__ import annotations

from decimal import Decimal

from inputs.files.workbook_values import Cell
from inputs.headings.cell_values import read_value
from inputs.headings.percentage_scale import Scale, Share, decide_scale, decimals_on_scale, on_scale


def shares(*values, number_format="General", ratios=()):
    given = [*ratios, *[None] * len(values)]
    return [
        Share(
            read_value(Cell(8, column, value, number_format)),
            f"cell {column}",
            ratio if ratio is None else Decimal(ratio),
        )
        for column, (value, ratio) in enumerate(zip(values, given, strict=False), start=4)
    ]


def scale(*values, **options):
    return decide_scale(shares(*values, **options))[0]


def test_fractions_shown_with_a_percentage_format_are_fractions():
    assert scale(0.935, 1, 0.88, number_format="0.0%") is Scale.FRACTIONS


def test_numbers_up_to_100_are_points():
    assert scale(93.5, 88, 100, 0) is Scale.POINTS


def test_fractions_without_a_format_are_fractions():
    assert scale(0.935, 1, 0.88) is Scale.FRACTIONS


def test_a_typed_percent_sign_speaks_for_its_own_cell():
    assert scale("93.5%", "88%") is Scale.POINTS
    assert on_scale(read_value(Cell(1, 1, "0.9%")), Scale.FRACTIONS) == Decimal("0.9")


def test_a_row_with_0_94_beside_93_5_is_mixed_and_the_odd_cells_are_named():
    decided, odd = decide_scale(shares(93.5, 0.94, 92.1))
    assert (decided, [share.cell for share in odd]) == (Scale.MIXED, ["cell 5"])


def test_a_low_percentage_proved_by_its_numerator_and_denominator_is_not_mixed():
    assert scale(0.8, 2.4, ratios=("0.8", "2.4")) is Scale.POINTS


def test_numerators_prove_a_fraction_of_1_to_be_all_of_it():
    assert scale(1, 1, ratios=("100", "100")) is Scale.FRACTIONS


def test_a_row_of_ones_with_nothing_to_prove_it_is_unclear():
    assert scale(1, 0, 1) is Scale.UNCLEAR
    assert on_scale(read_value(Cell(1, 1, 1)), Scale.UNCLEAR) is None


def test_a_percentage_format_on_93_5_beside_fractions_is_mixed():
    assert scale(0.94, 93.5, number_format="0%") is Scale.MIXED


def test_fractions_become_percentages_exactly():
    assert on_scale(read_value(Cell(1, 1, 0.935)), Scale.FRACTIONS) == Decimal("93.5")
    assert on_scale(read_value(Cell(1, 1, 0)), Scale.UNCLEAR) == 0


def test_the_places_typed_are_counted_on_the_scale_to_100():
    assert decimals_on_scale(read_value(Cell(1, 1, 0.935)), Scale.FRACTIONS) == 1
    assert decimals_on_scale(read_value(Cell(1, 1, 93.5)), Scale.POINTS) == 1
    assert decimals_on_scale(read_value(Cell(1, 1, 94)), Scale.POINTS) == 0
