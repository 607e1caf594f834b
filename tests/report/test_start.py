"""The first hour of a council: what it is asked, what may be answered, and that its own words are never changed."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

import inputs.read
from report import cli, judge
from report.cli import main
from report.metrics.benchmarks.councils import find_council
from report.output.exit_codes import BUILT, MUST_FIX, CannotBuild
from report.start.begin import Given, begin
from report.start.questions import QUESTIONS, NotAnAnswer, a_day, one_line
from report.start.settings_text import settled

pytestmark = pytest.mark.usefixtures("folder_of_its_own")
ROOT = Path(__file__).parents[2]
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40)


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    """A folder with one small return, and nothing that says whose it is."""
    book = Workbook()
    assert book.active is not None
    book.active.append(["Measure", "Oct-23", "Nov-23", "Dec-23"])
    book.active.append(["Children in care", 405, 409, 412])
    book.active.append(["Pledges kept to our young people", 5, 6, 7])
    folder = tmp_path / "our returns"
    folder.mkdir()
    book.save(folder / "headline.xlsx")
    return folder


class Terminal:
    """A terminal at which somebody types these lines; it keeps what is on its screen."""

    def __init__(self, *typed: str) -> None:
        self._typed: Iterator[str] = iter(typed)
        self.asked: list[str] = []
        self.screen: list[str] = []

    def ask(self, question: str) -> str:
        self.asked.append(question)
        self.screen.append(question)
        return next(self._typed)

    def say(self, lines: object) -> None:
        self.screen += lines  # type: ignore[arg-type, operator]

    def start(self, folder: Path, given: Given | None = None) -> int:
        return begin(folder, folder.parent / "output", given or Given({}), self.ask, self.say, lambda step, doing: None)

    @property
    def text(self) -> str:
        return "\n".join(self.screen)


def settings(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / "report.toml").read_text("utf-8"))


def test_a_council_that_answers_has_its_settings_its_reading_sheet_and_one_next_command(returns):
    terminal = Terminal(
        "Derby City Council",
        "Corporate Parenting Board",
        "14/2/2024",
        "Director of Children’s Services",
        "01332 000000",
    )
    assert terminal.start(returns) == BUILT
    assert settings(returns) == {
        "authority": "E06000015",
        "council": "Derby City Council",
        "committee": "Corporate Parenting Board",
        "meeting_date": date(2024, 2, 14),
        "report_of": "Director of Children’s Services",
        "contact": "01332 000000",
    }
    assert (returns.parent / "output" / "reading.xlsx").is_file()
    assert "Published figures of Derby (E06000015) are taken for the council’s." in terminal.text
    assert "headline.xlsx: 1 of 2 rows of figures read, 1 to answer" in terminal.text
    output = returns.parent / "output"
    assert terminal.screen[-1] == f'Next, once that is answered: boardreport build "{returns}" --output {output}'


def test_what_nobody_answers_is_left_off_the_first_page(returns):
    Terminal("Derby", "", "", "", "").start(returns)
    assert settings(returns) == {"authority": "E06000015", "council": "Derby"}


def test_an_answer_that_cannot_be_used_is_asked_again_at_once(returns):
    terminal = Terminal("", "Derbi", "Derby", "", "31/2/2024", "Tuesday 14 February 2024", "14 Feb 2024", "", "")
    terminal.start(returns)
    assert settings(returns)["meeting_date"] == date(2024, 2, 14)
    assert "Did you mean “Derby” or “Derbyshire”?" in terminal.text
    assert "“31/2/2024” is no date." in terminal.text
    assert "14 February 2024 is a Wednesday." in terminal.text
    assert "  14 February 2024" in terminal.screen


def test_a_council_that_nobody_knows_is_kept_when_its_name_is_typed_again(returns):
    terminal = Terminal("Children’s Trust of Nowhere", "Children’s Trust of Nowhere", "", "", "", "")
    assert terminal.start(returns) == BUILT
    assert settings(returns) == {"council": "Children’s Trust of Nowhere"}
    assert "nothing is compared" in terminal.text


def test_what_the_officer_wrote_is_never_changed_and_a_difference_is_shown(returns):
    own = '# Our own words\r\ncouncil = "Derby"   # as printed\r\n\r\n[targets]\r\n'
    (returns / "report.toml").write_bytes(own.encode())
    terminal = Terminal("Board", "", "", "")
    terminal.start(returns, Given({"council": "Luton"}))
    text = (returns / "report.toml").read_bytes().decode()
    assert text.startswith("# Our own words\r\n")
    assert text.endswith(own.partition("\r\n")[2])
    assert settings(returns)["committee"] == "Board"
    assert not any(question.startswith("Council") for question in terminal.asked)
    assert "report.toml says council = “Derby”, and that stays. You gave “Luton”" in terminal.text
    before = (returns / "report.toml").read_bytes()
    again = Terminal("", "", "")
    again.start(returns)
    assert (returns / "report.toml").read_bytes() == before


def test_with_everything_given_nothing_is_asked(returns):
    terminal = Terminal()
    answers = {"council": "Derby", "committee": "Board", "meeting_date": "2024-02-14", "report_of": "DCS"}
    terminal.start(returns, Given(answers | {"contact": "us@council.example"}))
    assert terminal.asked == []


def test_where_there_is_no_terminal_nothing_is_asked_and_the_missing_option_is_named(returns, capsys):
    assert main(["start", str(returns)]) == MUST_FIX
    assert "add --council Dudley (make: COUNCIL=Dudley)" in capsys.readouterr().err
    assert not (returns / "report.toml").exists()
    assert main(["start", str(returns), "--council", "Derby", "--meeting", "14 February 2024"]) == BUILT
    assert settings(returns)["meeting_date"] == date(2024, 2, 14)


def test_every_option_that_cannot_be_used_is_told_at_once_and_nothing_is_written(returns, capsys):
    assert main(["start", str(returns), "--council", "Derbi", "--meeting", "soon"]) == MUST_FIX
    told = capsys.readouterr().err
    assert "Did you mean “Derby” or “Derbyshire”?" in told
    assert "--authority none" in told
    assert "--meeting: “soon” is no date." in told
    assert not (returns / "report.toml").exists()


def test_a_council_whose_name_is_not_known_may_give_its_code_or_none(returns):
    ask = ["start", str(returns), "--council", "A Children’s Trust", "--authority"]
    assert main([*ask, "E99"]) == MUST_FIX
    assert main([*ask, "none"]) == BUILT
    assert "authority" not in settings(returns)
    assert main([*ask, "E06000015"]) == BUILT
    assert settings(returns)["authority"] == "E06000015"


@pytest.mark.parametrize(
    "typed", ["14/2/2024", "14.02.24", "14 February 2024", "Wed 14th Feb 2024", "2024-02-14", " 14-2-2024 "]
)
def test_a_day_may_be_written_in_every_usual_way(typed):
    assert a_day(typed) == date(2024, 2, 14)


def test_a_day_that_could_be_two_is_read_the_british_way():
    assert a_day("12/1/2024") == date(2024, 1, 12)


@pytest.mark.parametrize("typed", ["12/31/2024", "14 February", "next week", "14/2/1924", "30 Feb 2024", "2024", "–"])
def test_what_is_no_day_is_told_with_a_way_to_write_it(typed):
    with pytest.raises(NotAnAnswer, match="12 January 2024"):
        a_day(typed)


def test_a_line_that_no_page_could_hold_is_not_taken():
    with pytest.raises(NotAnAnswer, match="300 are the most"):
        one_line("so " * 200)
    with pytest.raises(NotAnAnswer, match="cannot be printed"):
        one_line("Board\x1b[2J")


@pytest.mark.parametrize("typed", ["Derby", "DERBY CITY COUNCIL", "City of Derby", "E06000015", "e06000015"])
def test_a_council_is_found_by_its_name_in_any_dress_or_by_its_code(typed):
    found, _ = find_council(typed)
    assert found is not None
    assert (found.name, found.code) == ("Derby", "E06000015")


@given(council=WORDS, contact=WORDS, there=st.none() | st.just("# said\n") | st.just("# said\n[targets]\n"))
def test_whatever_is_answered_comes_back_from_the_file_as_it_was(council, contact, there):
    text = settled(there, {}, {"council": council, "contact": contact}).text
    read = tomllib.loads(text)
    assert (read["council"], read["contact"]) == (council, contact)


def test_a_file_that_cannot_be_read_is_left_as_it_is_and_told(returns):
    (returns / "report.toml").write_text("council = Derby\n", "utf-8")
    with pytest.raises(CannotBuild, match="Fix that line"):
        Terminal().start(returns)
    assert (returns / "report.toml").read_text("utf-8") == "council = Derby\n"


def test_a_folder_without_workbooks_is_told_of_blank_returns_and_one_that_is_not_there_is_not_made(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert main(["start", str(tmp_path / "empty"), "--council", "Derby"]) == BUILT
    assert "boardreport template" in capsys.readouterr().out
    assert main(["start", str(tmp_path / "nowhere"), "--council", "Derby"]) == MUST_FIX
    assert not (tmp_path / "nowhere").exists()


def test_a_workbook_that_must_be_mended_first_is_told_and_the_settings_are_kept(returns, capsys):
    (returns / "broken.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    assert main(["start", str(returns), "--council", "Derby"]) == MUST_FIX
    told = capsys.readouterr().out
    assert "broken.xlsx" in told
    assert f'Next, when that is put right: boardreport check "{returns}"' in told
    assert settings(returns)["council"] == "Derby"


FIRST_QUESTION = f"""
import builtins, sys
from {cli.__name__} import main
class Screen:
    def __init__(self, stream): self._stream = stream
    def __getattr__(self, name): return getattr(self._stream, name)
    def isatty(self): return True
def asked(question):
    print(question, *sys.modules, file=sys.stderr)
    raise EOFError
builtins.input = asked
sys.stdin, sys.stdout = Screen(sys.stdin), Screen(sys.stdout)
sys.exit(main(["start", sys.argv[1]]))
"""


def test_the_first_question_waits_for_no_large_library(returns):
    rooms = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", FIRST_QUESTION, str(returns)],
        cwd=ROOT, env=rooms, capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == MUST_FIX, done.stderr
    assert done.stderr.startswith("Council, as the first page should name it")
    large = {"matplotlib", "numpy", "openpyxl", "pandas", "reportlab", "decimal", inputs.read.__name__, judge.__name__}
    assert set(done.stderr.split()) & large == set()
    assert "nothing was written" in done.stderr


def test_every_question_has_an_option(capsys):
    with pytest.raises(SystemExit):
        main(["start", "--help"])
    said = capsys.readouterr().out
    assert all(question.option in said for question in QUESTIONS)
