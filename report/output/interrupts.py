"""Stop signals (Ctrl-C, terminate, hang-up): a command stops at once, except while files are being renamed."""

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
_NOT_OURS = (signal.SIG_IGN, None)  # a signal that our parent process wants ignored stays ignored

_received: list[list[int]] = []  # for each ``stoppable`` block entered, the signals that have come since

_Handler = Callable[[int, FrameType | None], Any]


class Stopped(BaseException):
    """Somebody wants the command to end. ``number`` is the signal's, such as 2 for Ctrl-C and 15 for terminate."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def code(self) -> int:
        """The exit code by shell convention: 130 for Ctrl-C, 143 for terminate."""
        return 128 + self.number


@contextlib.contextmanager
def stoppable() -> Iterator[list[int]]:
    """Within this block every stop signal raises Stopped, wherever the work is. Gives the numbers of those that came.

    Native code may turn Stopped into an error of its own, or lose it: whoever catches an error looks at the numbers.
    """
    hook_before, came = sys.unraisablehook, list[int]()
    sys.unraisablehook = _raise_again
    _received.append(came)
    try:
        with _handled_by(_stop):
            yield came
    finally:
        _received.remove(came)
        sys.unraisablehook = hook_before


@contextlib.contextmanager
def stops_deferred() -> Iterator[Callable[[], None]]:
    """Within this block stop signals wait. Gives a function that raises Stopped if one has come.

    A signal that comes after its last call has no effect.
    """
    came = [number for one in _received for number in one]  # with any that native code lost

    def raise_if_stopped() -> None:
        if came:
            raise Stopped(came[0])

    with _handled_by(lambda number, _: came.append(number)):
        yield raise_if_stopped


@contextlib.contextmanager
def _handled_by(handler: _Handler) -> Iterator[None]:
    before: dict[int, Any] = {}
    try:
        if threading.current_thread() is threading.main_thread():  # Python allows no other to set handlers
            for number in _STOPS:
                if signal.getsignal(number) not in _NOT_OURS:
                    before[number] = signal.signal(number, handler)
        yield
    finally:
        for number, handler_before in before.items():
            signal.signal(number, handler_before)


def ignore_stops() -> None:
    """Ignore stop signals until the process ends: the work is done, and printing so takes no time."""
    if threading.current_thread() is threading.main_thread():
        for number in _STOPS:
            signal.signal(number, signal.SIG_IGN)


def _stop(number: int, _: FrameType | None) -> None:
    _received[-1].append(number)
    raise Stopped(number)


def _raise_again(trouble: sys.UnraisableHookArgs) -> None:
    """Send again a stop that came where Python cannot raise it, as in a finaliser. Other such errors are dropped.

    It is sent a moment later and from another thread: raised here, it would be lost again.
    """
    if isinstance(trouble.exc_value, Stopped):
        again = threading.Timer(_A_MOMENT, _thread.interrupt_main, [trouble.exc_value.number])
        again.daemon = True
        again.start()
