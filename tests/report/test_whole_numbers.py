"""What conditions say of unknown whole numbers."""

from report.metrics.statistics.whole_numbers import NO_LIMIT, Condition, Problem, cheapest, range_of

TEN_TOGETHER = Condition(((0, 1), (1, 1)), 10, 10)


def test_two_unknowns_that_make_ten_can_each_be_anything_up_to_it():
    problem = Problem(((1, NO_LIMIT), (0, NO_LIMIT)), (TEN_TOGETHER,))
    assert range_of(problem, [(0, 1)]) == (1, 10)
    assert range_of(problem, [(1, 1)]) == (0, 9)


def test_a_rounded_percentage_and_its_denominator_leave_one_count():
    """8.3% of 36 children: only 3 of 36 rounds to it (3 / 36 = 8.33%, 2 / 36 = 5.6%)."""
    near = Condition(((0, 100), (1, -8.25)), low=0), Condition(((0, 100), (1, -8.35)), high=0)
    assert range_of(Problem(((0, NO_LIMIT), (36, 36)), near), [(0, 1)]) == (3, 3)


def test_a_sum_of_unknowns_has_a_range_of_its_own():
    assert range_of(Problem(((1, 5), (1, 5)), ()), [(0, 1), (1, 1)]) == (2, 10)


def test_whole_numbers_that_cannot_be_have_no_range():
    assert range_of(Problem(((0, 9),), (Condition(((0, 2),), 7, 7),)), [(0, 1)]) is None


def test_the_cheapest_choice_meets_the_conditions():
    assert cheapest(Problem(((0, 9), (0, 9)), (TEN_TOGETHER,)), [(0, 3), (1, 2)]) == (1, 9)
    assert cheapest(Problem(((0, 4), (0, 4)), (TEN_TOGETHER,)), [(0, 3)]) is None
