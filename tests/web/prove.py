"""Looks at web editions of every kind in a browser: ``make web-test``, and with PICTURES=folder leaves pictures there.

Needs Node and Chromium; the first time npm fetches two packages, pinned by their hashes, into tests/web/node_modules.
Where one of these is missing nothing is looked at, and one line says so. In Firefox it looks too where there is one,
and says so where there is none.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from report.build import build
from report.metrics.model.disclosure_rule import Audience

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLE = ROOT / "inputs/samples/peterborough-2023-12"
OFFICERS_OWN = ROOT / "tests/whole/officers_own.toml"
OLDEST_NODE = 20
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FIREFOX = ("firefox-esr", "firefox")
LONGEST_FETCH = 300  # seconds
KINDS = {  # each by its name: layout, large print, audience
    "report": ("", False, None),
    "large-print": ("", True, None),
    "full": ("corporate_parenting_full", False, None),
    "officers-own": (str(OFFICERS_OWN), False, None),
    "exempt": ("", False, Audience.EXEMPT),
}


def browser() -> str:
    """The Chromium of this machine, or the one that CHROMIUM names; "" where there is none."""
    return next(filter(None, (os.environ.get("CHROMIUM"), *map(shutil.which, BROWSERS))), "")


def firefox() -> str:
    """The Firefox of this machine, or the one that FIREFOX names; "" where there is none."""
    return next(filter(None, (os.environ.get("FIREFOX"), *map(shutil.which, FIREFOX))), "")


def lacking() -> str:
    """What this machine needs and does not have; nothing if it can look."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "Node, with npm,"
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)", said)
    if version is None or int(version[1]) < OLDEST_NODE:
        return f"Node {OLDEST_NODE} or newer"
    return "" if browser() else "Chromium"


def fetch() -> bool:
    """Have npm fetch exactly the locked packages, unless they are there; whether they are."""
    if (HERE / "node_modules/.package-lock.json").exists():
        return True
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        return subprocess.run(npm, cwd=HERE, check=False, timeout=LONGEST_FETCH).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def build_pages(folder: Path) -> None:
    """Web editions of the sample, of every kind, as HTML files in a folder."""
    returns = shutil.copytree(SAMPLE, folder / "returns")
    settings = returns / "report.toml"
    settings.write_text(f"exempt_paragraphs = [1, 2]\n{settings.read_text('utf-8')}", "utf-8")
    for name, (layout, large_print, audience) in KINDS.items():
        built = build(returns, None, folder / name, layout, lambda *_: None, large_print, audience=audience, web=True)
        for page in (one.web for one in built.reports if one.web):
            sheet = "-sheet" if "young-people" in page.name else ""
            shutil.copy(page, folder / f"{name}{sheet}.html")


def main() -> int:
    """Look at every page; 1 if something is wrong with one."""
    missing = lacking()
    if not missing and not fetch():
        missing = "what npm could not fetch"
    if missing:
        print(f"web-test: SKIPPED, NOTHING WAS LOOKED AT: {missing} is not installed.", file=sys.stderr)
        return 0
    if not firefox():
        print("web-test: NOTHING WAS LOOKED AT IN FIREFOX, which is not installed.", file=sys.stderr)
    pictures = [str(Path(sys.argv[1]).resolve())] if len(sys.argv) > 1 else []
    with tempfile.TemporaryDirectory() as folder:
        build_pages(Path(folder))
        env = {**os.environ, "CHROMIUM": browser(), "FIREFOX": firefox()}
        node = ["node", "check.mjs", folder, *pictures]
        return subprocess.run(node, cwd=HERE, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
