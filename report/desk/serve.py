"""The page, served by the installed program to the browser of the same computer: ``boardreport desk``.

One officer, one folder, one token. Nobody else can ask it anything: it listens on this computer alone, wants the name
and the token of the address that the terminal printed, and answers no page but its own.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import secrets
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from report.desk.page_file import served

HERE = "127.0.0.1"
TOKEN_HEADER = "X-Board-Report"  # no form can send a header, and no other site may send this one
REQUEST_HEADER = "X-Request"  # the name that the page gives its request, to end that one and no other
_MOST_BYTES = 1_000_000  # of a request: a form, or the answers to a reading sheet
_KINDS = {"page": "text/html; charset=utf-8", "lines": "application/x-ndjson", "file": "application/octet-stream"}
_BEGIN = "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); from report.desk.once import main; main()"
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Connection": "close",
}


class DeskServer(ThreadingHTTPServer):
    """Serves one folder of returns and its output. ``address`` is what to open, with the token in its fragment."""

    daemon_threads = True

    def __init__(self, folder: Path, output: Path, port: int = 0) -> None:
        super().__init__((HERE, port), _Visit)
        self.folder, self.output = folder.resolve(), output.resolve()
        self.token = secrets.token_urlsafe(32)
        self.page = served().encode()
        self.one_at_a_time = threading.Lock()
        self.at_work: dict[str, subprocess.Popen[bytes]] = {}
        self.ended: set[str] = set()

    @property
    def own_name(self) -> str:
        """The only name under which it answers."""
        return f"{HERE}:{self.server_address[1]}"

    @property
    def address(self) -> str:
        """The address to open."""
        return f"http://{self.own_name}/#{self.token}"

    def files(self) -> dict[str, Path]:
        """The files that the page may see, by their paths on the desk; none that a link leads out of the folders to."""
        found: dict[str, Path] = {}
        for name, root, pattern in (("returns", self.folder, "[!.]*"), ("output", self.output, "**/[!.]*")):
            for path in sorted(root.glob(pattern)):
                if path.is_file() and path.resolve().is_relative_to(root):
                    found[f"{name}/{path.relative_to(root).as_posix()}"] = path
        return found

    def stop(self, request: str) -> None:
        """End what is being done for a request, or take it out of those that wait; what was written before stays."""
        self.ended.add(request)
        if child := self.at_work.get(request):
            child.kill()


class _Visit(BaseHTTPRequestHandler):
    """One request."""

    server: DeskServer
    server_version, sys_version = "desk", ""
    timeout = 30  # seconds, for a request to come in whole

    def do_GET(self) -> None:
        """Give the page, which holds nothing secret."""
        if not self._refused() and self.path == "/":
            self._give(200, self.server.page, "page")
        else:
            self._give(403 if self._refused() else 404, b"", "file")

    def do_POST(self) -> None:
        """Answer the page: a request to the builder, one file, or to stop."""
        content = self._content()
        if content is None:
            self._give(403, b"", "file")
        elif self.path == "/ask":
            self._answer(content)
        elif self.path == "/file":
            path = self.server.files().get(content.decode("utf-8", "replace"))
            self._give(200 if path else 404, path.read_bytes() if path else b"", "file")
        elif self.path == "/stop":
            self.server.stop(content.decode("utf-8", "replace"))
            self._give(200, b"", "file")
        else:
            self._give(404, b"", "file")

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal has the address, and no more is to be seen there."""

    def _refused(self) -> bool:
        """Whether a request is under another name (which could be made to lead here), or comes from another site."""
        same = self.headers.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}
        return self.headers.get_all("Host") != [self.server.own_name] or not same

    def _content(self) -> bytes | None:
        """What a request carries; None where it is refused."""
        token, length = self.headers.get(TOKEN_HEADER, ""), self.headers.get("Content-Length", "")
        own = self.headers.get("Origin") == f"http://{self.server.own_name}"
        known = hmac.compare_digest(token.encode("utf-8", "replace"), self.server.token.encode())
        if self._refused() or not own or not known or not length.isdecimal() or int(length) > _MOST_BYTES:
            return None
        return self.rfile.read(int(length))

    def _answer(self, request: bytes) -> None:
        """Let another process answer, so that it can be ended; its lines are passed on as they come."""
        server, name = self.server, self.headers.get(REQUEST_HEADER, "")
        with server.one_at_a_time, contextlib.suppress(OSError):  # the page has gone
            self._begin(200, "lines")
            if name not in server.ended:
                self._pass_on(request, name)
            self.wfile.write(json.dumps({"held": self._held()}).encode() + b"\n")
        server.ended.discard(name)

    def _pass_on(self, request: bytes, name: str) -> None:
        server, pipe = self.server, subprocess.PIPE
        arguments = (json.dumps([*filter(None, sys.path)]), str(server.folder), str(server.output))
        command = [sys.executable, "-P", "-c", _BEGIN, *arguments]
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as child:
            assert child.stdin is not None
            assert child.stdout is not None
            server.at_work[name] = child
            try:
                if name in server.ended:  # just before it was known to be at work
                    child.kill()
                child.stdin.write(request)
                child.stdin.close()
                for line in child.stdout:
                    self.wfile.write(line)
                    self.wfile.flush()
            except OSError:
                child.kill()
                raise
            finally:
                del server.at_work[name]

    def _held(self) -> dict[str, Any]:
        """Every file that the page may see, with what tells whether it has changed."""
        return {name: f"{path.stat().st_size} {path.stat().st_mtime_ns}" for name, path in self.server.files().items()}

    def _give(self, code: int, content: bytes, kind: str) -> None:
        self._begin(code, kind, len(content))
        self.wfile.write(content)

    def _begin(self, code: int, kind: str, length: int | None = None) -> None:
        self.send_response(code)
        for name, value in {"Content-Type": _KINDS[kind], **_HEADERS}.items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.close_connection = True
