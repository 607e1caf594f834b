"""Ctrl-C wherever it comes: a command ends, and is not deaf where Python cannot raise what it was told."""

from __future__ import annotations

import contextlib
import signal
import sys
import time

import pytest

from report.output.interrupts import Stopped, stoppable, stops_deferred

pytestmark = pytest.mark.usefixtures("stops_heard")


class _Deaf:
    """Python raises nothing out of a finaliser: a stop that comes in one is lost unless it comes again."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


def test_a_stop_that_comes_while_an_object_is_finalised_still_ends_the_command() -> None:
    told = sys.unraisablehook
    with pytest.raises(Stopped) as stop, stoppable():
        _Deaf()
        for _ in range(1000):  # the stop that comes again cuts no sleep short: it is answered when one is over
            time.sleep(0.01)
    assert stop.value.code == 130
    assert sys.unraisablehook is told


def test_a_stop_that_was_lost_on_the_way_is_obeyed_before_files_are_replaced() -> None:
    with stoppable() as stops:
        with contextlib.suppress(Stopped):
            signal.raise_signal(signal.SIGTERM)
        with stops_deferred() as raise_if_stopped, pytest.raises(Stopped) as stop:
            raise_if_stopped()
    assert stop.value.code == 143
    assert stops == [signal.SIGTERM]
    with stoppable(), stops_deferred() as raise_if_stopped:  # the next command knows nothing of it
        raise_if_stopped()
