"""The pages of the project: every command, option, file and name in them is there, and their lines are short."""

import argparse
import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from report.arguments import parser
from report.guide.topics import TOPICS, read_topic
from report.metrics.definitions.measure_library import read_library, read_local
from report.settings.chart_names import CHART_HELP
from report.settings.layout_file import BadLayout, read_layout
from report.settings.report_file import read_settings
from tests.house.test_contributing import RECIPES

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    path.relative_to(ROOT).as_posix(): path
    for path in (
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *sorted((ROOT / "report/guide").glob("*.md")),
        *sorted(ROOT.glob("inputs/*/README.md")),
    )
}
SHORT = [name for name in PAGES if not name.startswith("inputs/")]
LONGEST_LINE = 120
MEASURE = "dental_check_pct"  # whose target and tolerance stand in examples
LONGEST_README = 150
LARGEST_PICTURE = 80_000  # bytes
PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
ROOMS = ("report", "charts", "layouts", "inputs")
FOLDERS = (*ROOMS, "tests", ".ci")
OFFICERS_OWN = ("inputs/returns/", "output/", ".venv/")
MADE_BY_A_RECIPE = {step.file for steps in RECIPES.values() for step in steps}

every_page = pytest.mark.parametrize("name", PAGES)


def text_of(name: str) -> str:
    return PAGES[name].read_text("utf-8")


def code_in(page: str) -> Iterator[str]:
    """Every piece of code: what stands between backticks in running text, and each line of a block."""
    for place, part in enumerate(re.split(r"^ *```.*\n", page, flags=re.MULTILINE)):
        if place % 2:
            yield from part.splitlines()
        else:
            yield from (" ".join(span.split()) for span in re.findall(r"`([^`]+)`", part))


def places_in(page: str) -> set[str]:
    """Files and folders a page names, in code or as the target of a link, as far as they would be ours."""
    code = {word.strip(".,;:()\"'").partition("::")[0] for span in code_in(page) for word in span.split()}
    links = {*re.findall(r"\]\(([^)#:\s]+)\)", page), *re.findall(r"^\[[^\]]+\]: (\S+)$", page, re.MULTILINE)}
    inside = {word for word in code if word.split("/")[0] in FOLDERS and "/" in word}
    return {word for word in inside | links if not word.startswith(OFFICERS_OWN)}


def calls_in(page: str, program: str) -> Iterator[list[str]]:
    """The arguments of each call of a program in a page's code."""
    for code in code_in(page):
        if call := re.fullmatch(rf"(?:\S*[/\\])?{program}(?: (.*))?", code.strip()):
            yield (call[1] or "").split()


def subcommands() -> Mapping[str, argparse.ArgumentParser]:
    """What ``boardreport`` can be asked for, each with its own parser."""
    (choices,) = [action.choices for action in parser()._actions if isinstance(action.choices, dict)]
    return choices


def options(command: argparse.ArgumentParser) -> set[str]:
    return {option for action in command._actions for option in action.option_strings}


def section(name: str, title: str) -> str:
    """The text under a heading."""
    return text_of(name).partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def example(title: str) -> str:
    """The first piece of TOML that the guide shows under a heading of the page on editing."""
    return section("report/guide/editing.md", title).partition("```toml\n")[2].partition("```")[0]


def entries(text: str) -> set[str]:
    """The keys of a TOML file that the bullets of a text say the meaning of."""
    spans = [code for code in code_in(text) if re.fullmatch(r"\[*[a-z_.]+\]*( = .*)?", code) and "toml" not in code]
    return {re.sub(r" = .*", "", code) for code in spans}


@every_page
def test_a_page_names_only_files_that_exist(name: str) -> None:
    named = places_in(text_of(name)) - MADE_BY_A_RECIPE
    assert [place for place in sorted(named) if not (any(ROOT.glob(place.rstrip("/"))) or beside(name, place))] == []


def beside(name: str, place: str) -> bool:
    return (PAGES[name].parent / place).exists()


def test_the_search_for_named_files_sees_code_blocks_and_links() -> None:
    page = (
        "See `report/build.py`, `make report RETURNS=inputs/returns/x` and [a page](tests/pages/one.png), not `8/12`.\n"
        "```\n.venv/bin/pytest tests/charts -k x\n```\n[two]: tests/pages/two.png\n"
    )
    assert places_in(page) == {"report/build.py", "tests/pages/one.png", "tests/charts", "tests/pages/two.png"}


@every_page
def test_a_page_names_only_verbs_and_settings_that_make_knows(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    verbs = dict(re.findall(r"^([a-z-]+):(?!=)(.*)$", makefile, re.MULTILINE))
    for verb, *rest in filter(None, calls_in(text_of(name), "make")):
        assert verb in verbs
        for setting in re.findall(r"\b([A-Z]+)=", " ".join(rest)):
            assert f"{setting}=" in verbs[verb], (verb, setting)


@every_page
def test_a_page_names_only_commands_and_options_that_boardreport_knows(name: str) -> None:
    known = subcommands()
    for call in [*calls_in(text_of(name), "boardreport"), *calls_in(text_of(name), "python -m report")]:
        if not call or call[0] == "--version":
            continue
        assert call[0] in known
        assert {word for word in call if word.startswith("--")} <= options(known[call[0]]), call
        if call[0] == "guide" and call[1:] not in ([], ["TOPIC"], ["[TOPIC]"]):
            assert call[1] in TOPICS


@every_page
def test_a_page_names_only_options_that_some_command_has(name: str) -> None:
    known = {option for command in subcommands().values() for option in options(command)}
    alone = {code for code in code_in(text_of(name)) if re.fullmatch(r"--[a-z-]+", code)}
    assert alone <= known


@every_page
def test_what_a_page_runs_with_python_is_there(name: str) -> None:
    for call in calls_in(text_of(name), "python"):
        if call == ["-m"]:
            continue
        if call[:1] == ["-m"]:
            ours = call[1].split(".")[0] in FOLDERS
            assert not ours or any(ROOT.glob(f"{call[1].replace('.', '/')}*")), call
        elif call:
            assert (ROOT / call[0]).is_file(), call


def test_the_search_for_calls_sees_both_ways_of_writing_them() -> None:
    page = (
        "Run `.venv/bin/boardreport read FILE`, `boardreport`\nor\n```\n.venv\\Scripts\\python -m report build\n```\n"
    )
    assert list(calls_in(page, "boardreport")) == [["read", "FILE"], []]
    assert list(calls_in(page, "python -m report")) == [["build"]]


def test_every_command_and_every_verb_is_told_of() -> None:
    told = "".join(map(text_of, PAGES))
    assert [name for name in subcommands() if f"boardreport {name}" not in told] == []
    verbs = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert [verb for verb in verbs if f"make {verb}" not in told] == []


@every_page
def test_a_name_that_is_said_to_be_in_a_file_is_in_it(name: str) -> None:
    for what, file in re.findall(r"`([\w.]+)`\s+(?:in|of)\s+`([\w/.]+\.(?:py|toml))`", text_of(name)):
        for path in {ROOT / file, PAGES[name].parent / file}:
            assert not path.is_file() or what in path.read_text("utf-8"), (what, file)


@pytest.mark.parametrize("message", re.findall(r"^- `(.+?)`", text_of("report/guide/troubles.md"), re.MULTILINE))
def test_a_message_that_the_guide_explains_is_one_that_is_said(message: str, said_here: list[str]) -> None:
    fixed = [part.strip(" ():.") for part in re.split(r"[…“”\d]", message)]
    assert [part for part in fixed if not any(part in said for said in said_here)] == []


@pytest.fixture(scope="session")
def said_here() -> list[str]:
    """Every piece of text in the source, and what the Makefile says."""
    modules = [path.read_text("utf-8") for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    nodes = (node for module in modules for node in ast.walk(ast.parse(module)))
    said = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [*said, (ROOT / "Makefile").read_text("utf-8")]


@pytest.mark.parametrize("name", SHORT)
def test_no_line_of_a_page_is_too_long_for_a_terminal(name: str) -> None:
    assert [line for line in text_of(name).splitlines() if len(line) > LONGEST_LINE] == []


def test_every_picture_of_the_guide_is_small_and_is_heard_by_its_words_where_it_cannot_be_seen() -> None:
    shown = [(topic, *found) for topic in TOPICS for found in PICTURE.findall(text_of(f"report/guide/{topic}.md"))]
    there = {f"pictures/{path.name}" for path in (ROOT / "report/guide/pictures").iterdir()}
    assert {picture for _, _, picture in shown} == there
    for topic, words, picture in shown:
        assert (ROOT / "report/guide" / picture).stat().st_size <= LARGEST_PICTURE
        heard = " ".join(" ".join(read_topic(topic)).split())
        assert f"[Picture: {' '.join(words.split())}]" in heard
        assert picture not in heard


def test_the_readme_is_short() -> None:
    assert len(text_of("README.md").splitlines()) <= LONGEST_README


def test_the_readme_links_every_page_of_the_guide_and_no_other() -> None:
    assert re.findall(r"\]\(report/guide/(.+)\.md\)", text_of("README.md")) == list(TOPICS)


def test_the_layers_that_contributing_tells_of_are_those_of_the_contract() -> None:
    plan = text_of("CONTRIBUTING.md").partition("\ncli  ")[2].partition("```")[0]
    told = [re.split(r"  +", line)[0].split(", ") for line in f"cli  {plan}".strip().splitlines()]
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (recipe,) = [contract for contract in contracts if contract["type"] == "layers"]
    assert told == [layer.split(" | ") for layer in recipe["layers"] if layer != "__main__"]


def test_the_settings_that_the_guide_tells_of_are_those_of_report_toml(tmp_path: Path) -> None:
    told = {key.strip("[]") for key in entries(section("report/guide/editing.md", "report.toml"))} - {MEASURE}
    (tmp_path / "report.toml").write_text("".join(f"{key} = 1\n" for key in told), "utf-8")
    _, findings = read_settings(tmp_path, read_library())
    assert [one.what for one in findings if "no setting" in one.what] == []
    sample = (ROOT / "inputs/samples/peterborough-2023-12/report.toml").read_text("utf-8")
    told |= tomllib.loads(example("Your own colour and logo"))["brand"].keys()
    assert set(re.findall(r"^(?:# )?\[{0,2}([a-z_]+)(?:\]| = )", sample, re.MULTILINE)) - told <= {
        *("measure", "months", "reason", "from", "note", "title", "commentary_owner"),  # inside a table
        MEASURE,
    }


def test_the_entries_that_the_guide_tells_of_are_those_of_a_layout(tmp_path: Path) -> None:
    told = entries(section("report/guide/editing.md", "Your own layout"))
    of_section = {"contact", "commentary_owner"}
    inside = {"measure", "charts", "with", "window", "numbers", "optional", "commentary"}
    assert (
        inside | of_section < told
        and {"title", "subject", "parts", "headlines", "[[section]]", "[[section.panel]]"} < told
    )
    lines = [*(f"{key} = 1" for key in told - inside - of_section if key.isalpha()), "[[section]]"]
    lines += [*(f"{key} = 1" for key in of_section), "[[section.panel]]"]
    (tmp_path / "ours.toml").write_text("\n".join([*lines, *(f"{key} = 1" for key in inside)]), "utf-8")
    with pytest.raises(BadLayout) as trouble:
        read_layout("ours.toml", tmp_path, [MEASURE], CHART_HELP)
    assert [problem for problem in trouble.value.problems if "no key" in problem] == []


def test_the_measure_of_its_own_that_the_guide_shows_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "measures.toml").write_text(example("Your own measures"), "utf-8")
    (measure,) = read_local(tmp_path, read_library())
    assert measure.id == "family_time_pct"
