"""Builds web editions of every kind into a folder, for the browser to look at: ``python tests/web/pages.py FOLDER``."""

import shutil
import sys
from pathlib import Path

from report.build import build
from report.metrics.model.disclosure_rule import Audience

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "inputs/samples/peterborough-2023-12"
OFFICERS_OWN = ROOT / "tests/whole/officers_own.toml"
KINDS = {  # each by its name: layout, large print, audience
    "report": ("", False, None),
    "large-print": ("", True, None),
    "full": ("corporate_parenting_full", False, None),
    "officers-own": (str(OFFICERS_OWN), False, None),
    "exempt": ("", False, Audience.EXEMPT),
}


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    returns = shutil.copytree(SAMPLE, folder / "returns", dirs_exist_ok=True)
    settings = returns / "report.toml"
    settings.write_text("exempt_paragraphs = [1, 2]\n" + (SAMPLE / "report.toml").read_text("utf-8"), "utf-8")
    for name, (layout, large_print, audience) in KINDS.items():
        built = build(returns, None, folder / name, layout, lambda *_: None, large_print, audience=audience, web=True)
        for one in built.reports:
            assert one.web is not None
            shutil.copy(one.web, folder / f"{name}{'-sheet' if 'young' in one.web.name else ''}.html")
        shutil.rmtree(folder / name)
    shutil.rmtree(returns)


if __name__ == "__main__":
    main()
