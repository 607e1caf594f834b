"""Holds what this project builds to PDF/UA-1 and PDF/A-2a with veraPDF: ``make conformance``.

Needs Java; and, the first time, Maven, which fetches the validator into .cache/verapdf. Without them nothing is
checked, and one line says so.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from layouts.paginate import paginate
from layouts.theme import LARGE_PRINT
from report.build import build, judge_returns
from report.compose import compose, furniture
from tests.layouts.conftest import FURNITURE, Builder
from tests.layouts.test_conformance import everything

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "inputs" / "samples" / "peterborough-2023-12"
CACHE = ROOT / ".cache" / "verapdf"
VERSION = "1.28.2"
JAR = CACHE / f"greenfield-apps-{VERSION}.jar"
DIGEST = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
FETCH = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
FLAVOURS = ("ua1", "2a")


def lacking() -> str:
    """What this machine needs and does not have; nothing if it can check."""
    if shutil.which("java") is None:
        return "Java"
    return "" if JAR.exists() or shutil.which("mvn") else "Maven"


def fetch() -> None:
    """Have Maven fetch the validator, unless it is there. Raises SystemExit if it cannot, or if it is another one."""
    if not JAR.exists():
        artifact = f"-Dartifact=org.verapdf.apps:greenfield-apps:{VERSION}"
        done = subprocess.run(
            ["mvn", "-q", "-B", "-Dstyle.color=never", FETCH, artifact, f"-DoutputDirectory={CACHE}"], check=False
        )
        if done.returncode or not JAR.exists():
            raise SystemExit("conformance: Maven could not fetch veraPDF: see above.")
    if sha256(JAR.read_bytes()).hexdigest() != DIGEST:
        raise SystemExit(f"conformance: {JAR.name} is not the file that was pinned. Remove it and run again.")


def documents(folder: Path) -> list[Path]:
    """The sample report in both editions and with a contents list, and a report of everything at its worst in both."""
    sample = build(SAMPLE, None, folder, "", lambda _step, _doing: None).pdf
    large = build(SAMPLE, None, folder, "", lambda _step, _doing: None, large_print=True).pdf
    report = judge_returns(SAMPLE, None, "", lambda _step, _doing: None).report
    parts = ("cover", "contents", "sections", "data_notes")
    listed = replace(report, layout=replace(report.layout, parts=parts))
    with_contents, torture, large_torture = (folder / name for name in ("contents.pdf", "torture.pdf", "large.pdf"))
    with_contents.write_bytes(paginate(compose(listed), furniture(listed)).pdf)
    torture.write_bytes(paginate(everything(Builder([])), FURNITURE).pdf)
    large_torture.write_bytes(paginate(everything(Builder([])), FURNITURE, LARGE_PRINT).pdf)
    return [sample, large, with_contents, torture, large_torture]


def verdict(file: Path, flavour: str) -> str:
    """What veraPDF says of a file, which begins with PASS if nothing is against the standard."""
    program = ["java", "-cp", str(JAR), "org.verapdf.apps.GreenfieldCliWrapper", "--format", "text", "-v"]
    done = subprocess.run([*program, "--flavour", flavour, str(file)], capture_output=True, text=True, check=False)
    said = [line for line in done.stdout.splitlines() if line.strip()]
    return "\n".join(said) or f"FAIL {done.stderr.strip() or 'without a word'}"


def main() -> int:
    """Check every document against both standards; 1 if one fails."""
    if missing := lacking():
        print(f"conformance: SKIPPED, NOTHING WAS CHECKED: {missing} is not installed.", file=sys.stderr)
        return 0
    fetch()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for file in documents(Path(folder)):
            for flavour in FLAVOURS:
                said = verdict(file, flavour)
                passed = said.startswith("PASS ")
                failed |= not passed
                print(f"{'pass' if passed else 'FAIL'}  {flavour:<4} {file.name}{'' if passed else ': ' + said}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
