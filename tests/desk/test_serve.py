"""The page as the installed program serves it: what it gives to its own page, and to nobody else."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from report import cli
from report.desk.desk import Desk
from report.desk.serve import TOKEN_HEADER, DeskServer


@pytest.fixture
def server(desk: Desk) -> Iterator[DeskServer]:
    with DeskServer(desk.folder, desk.output) as one:
        threading.Thread(target=one.serve_forever, daemon=True).start()
        yield one
        one.shutdown()


def visit(server: DeskServer, method: str, path: str, body: str = "", **changed: str) -> tuple[int, bytes]:
    """Send a request as the page does, with some headers ``changed``; "" leaves one out."""
    headers = {"Host": server.own_name}
    if method == "POST":
        headers |= {"Origin": f"http://{server.own_name}", TOKEN_HEADER: server.token, "Sec-Fetch-Site": "same-origin"}
    headers |= {name.replace("_", "-"): value for name, value in changed.items()}
    connection = http.client.HTTPConnection(*server.server_address[:2], timeout=60)
    connection.putrequest(method, path, skip_host=True)
    for name, value in {**headers, "Content-Length": str(len(body.encode()))}.items():
        if value:
            connection.putheader(name, value)
    connection.endheaders(body.encode())
    answer = connection.getresponse()
    return answer.status, answer.read()


def lines(server: DeskServer, **request: Any) -> list[dict[str, Any]]:
    status, content = visit(server, "POST", "/ask", json.dumps(request))
    assert status == 200
    return [json.loads(line) for line in content.splitlines()]


def test_the_address_is_on_this_computer_and_its_token_is_in_the_fragment(server: DeskServer) -> None:
    assert server.address == f"http://127.0.0.1:{server.server_address[1]}/#{server.token}"
    status, page = visit(server, "GET", "/")
    assert (status, server.token.encode() in page, b"connect-src 'self'" in page) == (200, False, True)


@pytest.mark.parametrize(
    "changed",
    [
        {"Host": "attacker.example"},
        {"Host": ""},
        {"Origin": "http://attacker.example"},
        {"Origin": ""},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"X_Board_Report": "guessed"},
        {"X_Board_Report": ""},
    ],
)
def test_no_other_site_name_or_token_is_answered(server: DeskServer, changed: dict[str, str]) -> None:
    for path in ("/ask", "/file", "/stop"):
        assert visit(server, "POST", path, "{}", **changed) == (403, b"")


def test_another_name_does_not_even_get_the_page_and_other_paths_are_not_there(server: DeskServer) -> None:
    assert visit(server, "GET", "/", Host="attacker.example") == (403, b"")
    assert visit(server, "GET", "/output/reading.xlsx") == (404, b"")
    assert visit(server, "POST", "/else") == (404, b"")


def test_the_returns_are_looked_at_with_their_steps_and_the_page_is_told_what_files_there_are(
    server: DeskServer,
) -> None:
    told = lines(server, do="look")
    assert [line["number"] for line in told[:2]] == [1, 2]
    assert told[-2]["told"]["period"] == "2023-12"
    assert {"returns/report.toml", "output/reading.xlsx"} <= told[-1]["held"].keys()
    status, content = visit(server, "POST", "/file", "output/reading.xlsx")
    assert (status, content) == (200, (server.output / "reading.xlsx").read_bytes())


def test_no_file_outside_the_two_folders_is_given(server: DeskServer, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a secret")
    (server.folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    (server.folder / ".hidden").write_text("a secret")
    for path in (
        "returns/../secret.csv",
        "secret.csv",
        "returns/link.csv",
        "returns/.hidden",
        str(tmp_path / "secret.csv"),
    ):
        assert visit(server, "POST", "/file", path) == (404, b"")


def asked(server: DeskServer, name: str, answers: dict[str, list[dict[str, Any]]]) -> threading.Thread:
    """A page that asks for a build under a name, and puts the lines of its answer among ``answers``."""

    def ask() -> None:
        _, content = visit(server, "POST", "/ask", json.dumps({"do": "build"}), X_Request=name)
        answers[name] = [json.loads(line) for line in content.splitlines()]

    thread = threading.Thread(target=ask)
    thread.start()
    return thread


def test_a_page_ends_what_it_asked_for_and_nothing_that_another_page_asked_for(server: DeskServer) -> None:
    answers: dict[str, list[dict[str, Any]]] = {}
    first = asked(server, "first", answers)
    while "first" not in server.at_work:
        time.sleep(0.01)
    second = asked(server, "second", answers)
    assert visit(server, "POST", "/stop", "second") == (200, b"")
    assert visit(server, "POST", "/stop", "of nobody") == (200, b"")
    first.join(120)
    second.join(120)
    assert any("reports" in line.get("told", {}) for line in answers["first"])
    assert [list(line) for line in answers["second"]] == [["held"]]


def test_what_is_being_done_is_ended_when_the_page_asks_for_that(server: DeskServer) -> None:
    answers: dict[str, list[dict[str, Any]]] = {}
    work = asked(server, "mine", answers)
    while "mine" not in server.at_work:
        time.sleep(0.01)
    assert visit(server, "POST", "/stop", "mine") == (200, b"")
    work.join(60)
    assert not any("told" in line for line in answers["mine"])
    assert lines(server, do="verify")[0]["told"]["whole"] is True


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["desk", str(tmp_path / "nowhere")]) == 2
    assert "there is no such folder of returns" in capsys.readouterr().err
