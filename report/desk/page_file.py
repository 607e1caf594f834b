"""Puts the page together: its words, its looks and its scripts in one HTML file, with the parts that it carries."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from string import Template

from report import __version__

SCRIPTS = (
    "elements.js", "engine.js", "zip.js", "keep.js", "arrivals.js", "returns.js", "settings.js", "questions.js",
    "results.js", "more.js", "start.js",
)  # fmt: skip
_NOTHING = "'none'"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of software in the file: its name and version, and the name and the words of its licence."""

    name: str
    version: str
    licence: str
    text: str


def one_file(packed: Mapping[str, bytes], lock: str, parts: list[Part]) -> str:
    """The page with all that it needs in it: it makes no request, and its policy refuses every one.

    ``packed`` are the parts of the builder by the names that the worker knows, ``lock`` the interpreter's own list, of
    which it needs the head.
    """
    data = {name: base64.b64encode(content).decode() for name, content in packed.items()}
    carried = [
        f'<script type="application/octet-stream" id="part:{name}">{text}</script>' for name, text in data.items()
    ]
    about = [{"name": one.name, "version": one.version, "licence": one.licence, "text": one.text} for one in parts]
    given = {"served": False, "lock": lock, "parts": list(packed), "worker": _source("worker.js"), "about": about}
    policy = {
        "script-src": "{script} 'wasm-unsafe-eval' blob:",
        "worker-src": "blob:",
        "connect-src": _NOTHING,
    }
    return _page(given, policy, carried)


def served() -> str:
    """The page as the installed program serves it: it asks nobody but that program."""
    own = "'self'"  # for images too, as a browser asks for an icon by itself; there is none
    return _page({"served": True}, {"script-src": "{script}", "connect-src": own, "img-src": own}, [])


def _page(given: Mapping[str, object], policy: Mapping[str, str], carried: list[str]) -> str:
    script = "\n".join(_source(name) for name in SCRIPTS)
    style = _source("page.css")
    sources = {
        "default-src": _NOTHING,
        "style-src": _hashed(style),
        "frame-src": "blob:",
        "img-src": _NOTHING,
        "form-action": _NOTHING,
        "base-uri": _NOTHING,
        **{name: source.format(script=_hashed(script)) for name, source in policy.items()},
    }
    return Template(_source("page.html")).substitute(
        policy="; ".join(f"{name} {source}" for name, source in sources.items()),
        version=__version__,
        style=style,
        script=script,
        given=_inside_a_script(given),
        carried="\n".join(carried),
    )


def _source(name: str) -> str:
    return (resources.files("report.desk") / "page" / name).read_text("utf-8")


def _hashed(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def _inside_a_script(value: object) -> str:
    """JSON that may stand in a script element: nothing in it ends that element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
