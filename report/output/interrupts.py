"""Ctrl-C, and being told to end: a command stops at once, and while files are renamed not half way."""

from __future__ import annotations

import _thread
import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

# Ctrl-C; being told to end; a terminal that is closed; and Ctrl-Break on Windows.
_STOPS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
_A_MOMENT = 0.01  # seconds
_OWN_WAYS = (signal.SIG_IGN, None)  # a stop that whoever started us wants ignored stays so

_heeding: list[list[int]] = []  # for each command that is under way, the stops that have come since it began

Handler = Callable[[int, FrameType | None], Any]


class Stopped(BaseException):
    """Somebody wants the command to end. ``number`` is the signal's, such as 2 for Ctrl-C and 15 for terminate."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def code(self) -> int:
        """The exit code by which shells tell of it: 130 for Ctrl-C, 143 for terminate."""
        return 128 + self.number


@contextlib.contextmanager
def heeded() -> Iterator[list[int]]:
    """Make every stop raise Stopped in here, wherever the work is. Gives the numbers of those that came.

    Native code may turn Stopped into an error of its own, or lose it: whoever is told of such an error asks them.
    """
    hook_before, came = sys.unraisablehook, list[int]()
    sys.unraisablehook = _stop_again
    _heeding.append(came)
    try:
        with _answered(_stop):
            yield came
    finally:
        _heeding.remove(came)
        sys.unraisablehook = hook_before


@contextlib.contextmanager
def stops_deferred() -> Iterator[Callable[[], None]]:
    """Keep stops waiting in here. What is given raises Stopped if one has come; one that comes later is too late."""
    came = [number for one in _heeding for number in one]  # one that was lost on the way is not too late

    def obey() -> None:
        if came:
            raise Stopped(came[0])

    with _answered(lambda number, _: came.append(number)):
        yield obey


@contextlib.contextmanager
def _answered(handler: Handler) -> Iterator[None]:
    before: dict[int, Any] = {}
    try:
        if threading.current_thread() is threading.main_thread():  # no other may say how signals are answered
            for number in _STOPS:
                if signal.getsignal(number) not in _OWN_WAYS:
                    before[number] = signal.signal(number, handler)
        yield
    finally:
        for number, handler_before in before.items():
            signal.signal(number, handler_before)


def ignore_stops() -> None:
    """From now on a stop is too late: the work is done, and saying so takes no time."""
    if threading.current_thread() is threading.main_thread():
        for number in _STOPS:
            signal.signal(number, signal.SIG_IGN)


def _stop(number: int, _: FrameType | None) -> None:
    _heeding[-1].append(number)
    raise Stopped(number)


def _stop_again(trouble: sys.UnraisableHookArgs) -> None:
    """A stop that came where Python cannot raise it, as in a finaliser, comes again; all else there is not told.

    It comes a moment later and from elsewhere: raised here at once, it would be lost as it was there.
    """
    if isinstance(trouble.exc_value, Stopped):
        again = threading.Timer(_A_MOMENT, _thread.interrupt_main, [trouble.exc_value.number])
        again.daemon = True
        again.start()
