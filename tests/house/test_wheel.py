"""The program as it is installed elsewhere: a wheel, an environment of its own, another folder."""

import csv
import ensurepip
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.slow

SAMPLE = "inputs/samples/peterborough-2023-12"
ROOMS = ("report", "charts", "layouts", "inputs")
BIN = "Scripts" if os.name == "nt" else "bin"


def run(*command: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program that must succeed, without this process's Python settings."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=mine | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of the checkout in which an officer has put returns to work on."""
    copy = tmp_path_factory.mktemp("wheel") / "a checkout"
    for room in ROOMS:
        shutil.copytree(root / room, copy / room, ignore=shutil.ignore_patterns("__pycache__", "returns"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(root / name, copy)
    (copy / "inputs/returns").mkdir()
    for name in ("health.xlsx", "report.toml", "README.md"):
        (copy / "inputs/returns" / name).write_bytes(b"private")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", copy / "dist", cwd=copy)
    (built,) = (copy / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an empty environment with the wheel in it; it borrows the libraries that are here."""
    home = tmp_path_factory.mktemp("elsewhere") / "an environment"
    bundled = sorted((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))
    venv.create(home, with_pip=not bundled, symlinks=os.name != "nt")
    pip = {"PYTHONPATH": str(bundled[-1])} if bundled else {}  # pip runs from its own wheel: no seconds to install it
    python = home / BIN / "python"
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=home, **pip)
    where = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).stdout.strip()
    (Path(where) / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return home / BIN


def test_the_wheel_holds_the_sample_the_fonts_the_guide_and_every_table_of_words(root: Path, wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    data = [path for room in ROOMS for path in (root / room).rglob("*.toml")]
    data += [*(root / SAMPLE).glob("*.xlsx"), *(root / "layouts/fonts").iterdir()]
    data += (root / "layouts/web").glob("*.css")
    data += (root / "report/guide").glob("*.md")
    expected = {path.relative_to(root).as_posix() for path in data}
    assert len([name for name in expected if name.endswith(".xlsx")]) == 9
    assert {name for name in expected if not name.startswith(("inputs/returns/", "report/desk/making/"))} <= names


@pytest.fixture(scope="module")
def about(wheel: Path) -> Message:
    """What the wheel tells pip and an index of itself."""
    inside = ZipFile(wheel)
    (name,) = [name for name in inside.namelist() if name.endswith(".dist-info/METADATA")]
    return message_from_bytes(inside.read(name))


def test_the_wheel_names_the_licences_of_the_program_its_fonts_and_its_figures_and_holds_their_texts(
    root: Path, wheel: Path, about: Message
) -> None:
    assert about["License-Expression"] == "MIT AND OFL-1.1 AND OGL-UK-3.0"
    texts = ["LICENSE", "layouts/fonts/OFL.txt", "report/metrics/benchmarks/shipped/OGL.txt"]
    assert about.get_all("License-File") == texts
    held = {name.partition(".dist-info/licenses/")[2]: name for name in ZipFile(wheel).namelist()}
    assert [ZipFile(wheel).read(held[text]) for text in texts] == [(root / text).read_bytes() for text in texts]


def test_the_figures_are_credited_to_each_publication_they_come_from(root: Path) -> None:
    shipped = root / "report/metrics/benchmarks/shipped"
    credit = (shipped / "OGL.txt").read_text("utf-8")
    assert "Contains public sector information licensed under the Open Government Licence v3.0" in credit
    with (shipped / "benchmarks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["licence"] for row in rows} == {"Open Government Licence v3.0"}
    for source, release, published in {(row["source"], row["release"], row["published"]) for row in rows}:
        assert f"{source.removeprefix('DfE, ')}, {release}, published {published}" in credit


def test_no_index_takes_the_wheel_until_the_name_is_taken_on_purpose(about: Message) -> None:
    assert "Private :: Do Not Upload" in about.get_all("Classifier", [])


def test_the_wheel_holds_none_of_an_officers_returns(wheel: Path) -> None:
    rooms = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert {name for name in rooms if name.startswith("inputs/returns/")} <= {"inputs/returns/README.md"}
    assert {name.split("/")[0] for name in rooms} == set(ROOMS)


def test_the_wheel_is_small_enough_to_send(wheel: Path) -> None:
    assert wheel.stat().st_size < 3_000_000


def test_the_installed_command_lists_the_measures_from_another_folder(
    installed: Path, root: Path, tmp_path: Path
) -> None:
    told = run(installed / "boardreport", "measures", cwd=tmp_path).stdout
    library = [tomllib.loads(path.read_text("utf-8")) for path in root.glob("report/metrics/library/*.toml")]
    assert sum(line[:1].isdigit() for line in told.splitlines()) == sum(len(file["measure"]) for file in library)
    assert "Three or more homes" in told


def test_the_installed_command_prints_the_guide(installed: Path, root: Path, tmp_path: Path) -> None:
    told = run(installed / "boardreport", "guide", "clerks", cwd=tmp_path, PYTHONIOENCODING="utf-8").stdout
    assert told == (root / "report/guide/clerks.md").read_text("utf-8")


def test_the_installed_command_is_not_the_checkout(installed: Path, root: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import report; print(report.__file__)", cwd=tmp_path).stdout
    assert "an environment" in where and not where.startswith(str(root))


def test_the_installed_command_knows_its_version(installed: Path, root: Path, tmp_path: Path) -> None:
    declared = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert run(installed / "boardreport", "--version", cwd=tmp_path).stdout.strip() == f"boardreport {declared}"


def test_the_installed_command_builds_the_sample_from_another_folder_and_says_so(
    installed: Path, tmp_path: Path
) -> None:
    done = run(installed / "boardreport", "build", "--period", "2023-12", "--output", "two words", cwd=tmp_path)
    made = tmp_path / "two words"
    assert {path.name for path in made.iterdir()} == {
        "corporate-parenting-2023-12.pdf",
        "corporate-parenting-2023-12.ledger.csv",
        "corporate-parenting-2023-12-young-people.pdf",
        "corporate-parenting-2023-12-young-people.ledger.csv",
        "reading.xlsx",
        "returns",
    }
    assert (made / "corporate-parenting-2023-12.pdf").read_bytes().startswith(b"%PDF-")
    assert "sample" in done.stderr and "not real children" in done.stderr
