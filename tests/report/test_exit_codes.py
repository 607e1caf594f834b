"""What is said to the officer when something is wrong: on any console, and never more than can be read."""

from __future__ import annotations

import pytest

from inputs.findings import Finding, Strength
from inputs.suggestions import unknown_names
from report.output.exit_codes import CannotBuild
from report.output.terminal import MOST_SHOWN, finding_lines, printable


def finding(number: int, strength: Strength = Strength.CHECK) -> Finding:
    return Finding("x", strength, f"figure {number} is odd.", "Look at it.", "health.xlsx", "Health", f"F{number}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("health.xlsx › Health › F18: “231” is wrong", "health.xlsx › Health › F18: “231” is wrong"),
        ("Sir Ynys Môn – Łódź", "Sir Ynys Môn – Łódź"),
        ("two\nlines\tand a bell\x07", "two\\nlines\\tand a bell\\x07"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("xslx.\u202egpj", "xslx.\\u202egpj"),
        ("11\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}12", "11 of 12"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("undecodable \udcff.xlsx", "undecodable \\udcff.xlsx"),
    ],
    ids=["place", "letters", "controls", "colour", "direction", "no-break space", "invisible", "undecodable"],
)
def test_any_console_can_show_a_message(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert printable(text).isprintable()
    printable(text).encode("utf-8")


def test_a_finding_says_where_what_and_what_to_do() -> None:
    assert finding_lines([finding(18)], Strength.CHECK) == ["health.xlsx › Health › F18: figure 18 is odd. Look at it."]


def test_findings_are_told_by_their_strength() -> None:
    findings = [finding(1), finding(2, Strength.MUST_FIX), finding(3, Strength.NOTE), finding(4)]
    assert ["F1:" in line or "F4:" in line for line in finding_lines(findings, Strength.CHECK)] == [True, True]
    assert len(finding_lines(findings, Strength.MUST_FIX)) == len(finding_lines(findings, Strength.NOTE)) == 1


def test_twenty_findings_are_shown_and_the_rest_are_counted() -> None:
    assert len(finding_lines([finding(n) for n in range(MOST_SHOWN)], Strength.CHECK)) == MOST_SHOWN
    lines = finding_lines([finding(n) for n in range(57)], Strength.CHECK)
    assert len(lines) == MOST_SHOWN + 1
    assert lines[-1] == "… and 37 more."


def test_what_stops_a_report_says_every_line() -> None:
    assert CannotBuild(["one", "two"]).lines == ("one", "two")
    assert str(CannotBuild(["one", "two"])) == "one\ntwo"


def test_the_nearest_right_name_is_offered_and_else_all_of_them() -> None:
    assert unknown_names(["commitee", "council"], ["committee", "council"], "setting") == [
        "there is no setting “commitee”. Did you mean “committee”?"
    ]
    assert unknown_names(["zzz"], ["council", "author"], "setting") == [
        "there is no setting “zzz”. Use one of: author, council."
    ]
