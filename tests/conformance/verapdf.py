"""Holds what this project builds to PDF/UA-1 and PDF/A-2a with veraPDF: ``make conformance``.

Needs Java; and, the first time, Maven, which fetches the validator into .cache/verapdf. Where one of them is missing,
or the validator cannot be fetched, nothing is checked, and one line says so.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from layouts.blocks import Block, Furniture
from layouts.paginate import paginate
from layouts.theme import LARGE_PRINT, STANDARD, Edition
from report.build import build
from report.judge import judge_returns
from report.metrics.model.disclosure_rule import Audience
from report.pages.compose import compose
from report.pages.cover import furniture
from report.settings.layout_file import shipped_layouts
from tests.layouts.conftest import FURNITURE, Builder
from tests.layouts.logos import brand
from tests.layouts.test_conformance import everything

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "inputs" / "samples" / "peterborough-2023-12"
CACHE = ROOT / ".cache" / "verapdf"
VERSION = "1.28.2"
JAR = CACHE / f"greenfield-apps-{VERSION}.jar"
DIGEST = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
FETCH = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
FLAVOURS = ("ua1", "2a")
LONGEST_FETCH = 300  # seconds


def lacking() -> str:
    """What this machine needs and does not have; nothing if it can check."""
    if shutil.which("java") is None:
        return "Java"
    return "" if JAR.exists() or shutil.which("mvn") else "Maven"


def fetch() -> bool:
    """Have Maven fetch the validator, unless it is there; whether it is. Raises SystemExit where it is another one."""
    if not JAR.exists():
        artifact = f"-Dartifact=org.verapdf.apps:greenfield-apps:{VERSION}"
        maven = ["mvn", "-q", "-B", "-Dstyle.color=never", FETCH, artifact, f"-DoutputDirectory={CACHE}"]
        try:
            done = subprocess.run(maven, check=False, timeout=LONGEST_FETCH).returncode
        except subprocess.TimeoutExpired:
            return False
        if done or not JAR.exists():
            return False
    if sha256(JAR.read_bytes()).hexdigest() != DIGEST:
        raise SystemExit(f"conformance: {JAR.name} is not the file that was pinned. Remove it and run again.")
    return True


def documents(folder: Path) -> list[Path]:
    """The sample in every layout, also exempt, and a report of everything, also with a logo; one of other parts."""
    files = []
    report = judge_returns(SAMPLE, None, "", lambda _step, _doing: None).report
    short = replace(report, layout=replace(report.layout, parts=("cover", "sections", "data_notes")))
    files.append(_written(folder / "without-contents.pdf", compose(short), furniture(short), STANDARD))
    returns = _for_an_exempt_report(folder / "returns")
    for name, edition in (("standard", STANDARD), ("large-print", LARGE_PRINT)):
        large = edition is LARGE_PRINT
        exempt = build(returns, None, folder, "", lambda _step, _doing: None, large, audience=Audience.EXEMPT)
        files.append(exempt.pdf)
        for layout in shipped_layouts():
            files.append(build(SAMPLE, None, folder, layout, lambda _step, _doing: None, large_print=large).pdf)
        files.append(_written(folder / f"torture-{name}.pdf", everything(Builder([])), FURNITURE, edition))
        branded = replace(FURNITURE, brand=brand())
        files.append(_written(folder / f"branded-{name}.pdf", everything(Builder([])), branded, edition))
    return files


def _for_an_exempt_report(folder: Path) -> Path:
    """The sample's returns, whose council says by which paragraphs of the Act a report may be exempt."""
    shutil.copytree(SAMPLE, folder)
    settings = folder / "report.toml"
    settings.write_text(f"exempt_paragraphs = [1, 2]\n{settings.read_text('utf-8')}", "utf-8")
    return folder


def _written(file: Path, blocks: Sequence[Block], about: Furniture, edition: Edition) -> Path:
    file.write_bytes(paginate(blocks, about, edition).pdf)
    return file


def verdicts(files: Sequence[Path], flavour: str) -> Iterator[tuple[bool, str]]:
    """What veraPDF says of each file: whether it conforms, and all that was said of it, one item a file."""
    program = ["java", "-cp", str(JAR), "org.verapdf.apps.GreenfieldCliWrapper", "--format", "text", "-v"]
    done = subprocess.run(
        [*program, "--flavour", flavour, *map(str, files)], capture_output=True, text=True, check=False
    )
    told: dict[str, list[str]] = {file.name: [] for file in files}
    name = ""
    for line in done.stdout.splitlines():
        name = next((file.name for file in files if file.name in line), name)
        told.setdefault(name, []).append(line)
    for file in files:
        said = told[file.name] or [done.stderr.strip() or "without a word"]
        yield said[0].startswith("PASS "), "\n      ".join(said)


def main() -> int:
    """Check every document against both standards; 1 if one fails."""
    missing = lacking()
    if not missing and not fetch():
        missing = "the validator, which Maven could not fetch,"
    if missing:
        print(f"conformance: SKIPPED, NOTHING WAS CHECKED: {missing} is not installed.", file=sys.stderr)
        return 0
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        files = documents(Path(folder))
        for flavour in FLAVOURS:
            for file, (passed, said) in zip(files, verdicts(files, flavour), strict=True):
                failed += not passed
                print(f"{'pass' if passed else 'FAIL'}  {flavour:<4} {file.name}{'' if passed else ': ' + said}")
    count = len(files) * len(FLAVOURS)
    print(f"conformance: {count - failed} of {count} pass.")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
