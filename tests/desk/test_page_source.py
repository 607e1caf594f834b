"""What the page's own source may do: nothing that sends anything, and nothing that a policy cannot refuse."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib import resources

import pytest

from report import desk
from report.desk.page_file import SCRIPTS, Part, one_file

SOURCES = {
    path.name: path.read_text("utf-8")
    for path in (resources.files(desk) / "page").iterdir()
    if path.name.endswith((".js", ".html", ".css"))
}
NOT_STOPPED_BY_A_POLICY = (
    r"\blocation\b", r"window\.open", r"(?<!indexedDB\.)\bopen\(", r"RTCPeer", r"\bnavigator\.sendBeacon",
    r"document\.write", r"history\.", r"http-equiv=\"refresh\"", r"\bWebTransport\b",
)  # fmt: skip
KEEPS_WHERE_ASKED = "keep.js"
KEEPS = (r"localStorage", r"sessionStorage", r"indexedDB", r"document\.cookie", r"\bcaches\b", r"serviceWorker")
ADDRESS = re.compile(r"(?:https?|wss?|ftp):/+[^\s\"'`)]+")


class Elements(HTMLParser):
    """The elements of a page: their names and attributes, and the texts of scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] in {"script", "style"}:
            self.texts.append(data)


@pytest.fixture(scope="module")
def page() -> str:
    return one_file({"python.wasm": b"abc"}, "{}", [Part("A part", "1", "MIT", "</script><b>words</b>")])


@pytest.mark.parametrize("name", sorted(SOURCES))
@pytest.mark.parametrize("way", NOT_STOPPED_BY_A_POLICY)
def test_no_source_uses_a_way_out_that_a_policy_cannot_refuse(name: str, way: str) -> None:
    assert not re.search(way, re.sub(r"//.*", "", SOURCES[name])), f"{way} in {name}"


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_no_source_but_one_keeps_anything_in_the_browser_or_makes_code_of_text(name: str) -> None:
    keeps = [way for way in KEEPS if (name, way) != (KEEPS_WHERE_ASKED, "indexedDB")]
    for way in (*keeps, r"\beval\(", r"new Function", r"innerHTML", r"outerHTML", r"insertAdjacentHTML"):
        assert not re.search(way, SOURCES[name]), f"{way} in {name}"


def test_the_only_address_in_the_sources_is_one_that_leads_nowhere() -> None:
    assert {address for source in SOURCES.values() for address in ADDRESS.findall(source)} == {
        "https://inside.invalid/"
    }


def test_the_policy_refuses_every_request_and_every_script_but_the_page_s_own(page: str) -> None:
    policy = next(given["content"] for tag, given in Elements(page).found if given.get("http-equiv"))
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    none = {"default-src", "connect-src", "img-src", "form-action", "base-uri"}
    assert {name for name, sources in rules.items() if sources == "'none'"} == none
    script = next(text for text in Elements(page).texts if text.startswith("// The page's elements"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert rules["script-src"] == f"'sha256-{digest}' 'wasm-unsafe-eval' blob:"
    assert "unsafe-inline" not in policy


def test_nothing_in_the_file_is_loaded_from_elsewhere_and_no_text_ends_its_script(page: str) -> None:
    found = Elements(page).found
    assert not [given for _, given in found if given.get("src") or given.get("href", "#").startswith(("http", "//"))]
    assert [tag for tag, _ in found].count("b") == 0
    given = next(text for text in Elements(page).texts if text.startswith('{"served"'))
    assert json.loads(given)["about"][0]["text"] == "</script><b>words</b>"


def test_every_element_that_a_script_asks_for_is_on_the_page_or_made_by_a_script(page: str) -> None:
    ids = {given["id"] for _, given in Elements(page).found if "id" in given}
    scripts = "\n".join(SOURCES[name] for name in SCRIPTS)
    asked = set(re.findall(r"\bone\(\"([\w:-]+)\"", scripts))
    made = set(re.findall(r"\bid: \"([\w-]+)\"", scripts)) | {"set-council", "set-authority"}
    assert asked <= ids | made


def test_the_same_parts_give_the_same_page(page: str) -> None:
    again = one_file({"python.wasm": b"abc"}, "{}", [Part("A part", "1", "MIT", "</script><b>words</b>")])
    assert again == page
