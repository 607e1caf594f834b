"""What tests of more than one room need."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

USUAL = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL}
if hasattr(signal, "SIGHUP"):  # Windows has none
    USUAL[signal.SIGHUP] = signal.SIG_DFL


@pytest.fixture
def stops_heard() -> Iterator[None]:
    """Ctrl-C, a hang-up and being told to end are answered as in a terminal, here and in the processes started here.

    Whoever runs the tests may ignore some of them (nohup does, and a shell for what runs in its background), and what
    is ignored is inherited.
    """
    before = {number: signal.signal(number, usual) for number, usual in USUAL.items()}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command writes without being told where goes into the folder of the test."""
    monkeypatch.chdir(tmp_path)
