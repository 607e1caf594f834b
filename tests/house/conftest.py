"""The checkout under test: where it stands and which files belong to it."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

Git = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def git() -> Git:
    """Runs git in the checkout; tests that ask are skipped where there is no git or no history."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)

    return run


@pytest.fixture(scope="session")
def our_files(git: Git) -> list[Path]:
    """Every file that is, or is about to be, part of the project."""
    listing = git("ls-files", "--cached", "--others", "--exclude-standard", "-z").stdout
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]
