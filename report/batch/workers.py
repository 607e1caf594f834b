"""Does the same work on many tasks, in processes of their own; one that dies takes no more than its task along."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, NamedTuple, TypeVar

from report.output.process import set_up_process

Task = TypeVar("Task")
Result = TypeVar("Result")


class _Busy(NamedTuple, Generic[Task]):
    """A process, our end of the line to it, and the task that it works on."""

    process: BaseProcess
    line: Connection
    task: Task


def results(
    tasks: Sequence[Task], work: Callable[[Task], Result], lost: Callable[[Task], Result], workers: int
) -> Iterator[Result]:
    """The result of each task, as they come. ``lost`` gives that of a task whose process died.

    ``work`` is a function of a module, and tasks and results can be pickled, since they go to another process and back.
    """
    waiting = list(reversed(tasks))
    busy: list[_Busy[Task]] = []
    try:
        while busy or waiting:
            while waiting and len(busy) < workers:
                busy.append(_begun(work, waiting.pop()))
            ready = wait([one.line for one in busy])
            for one in [one for one in busy if one.line in ready]:
                busy.remove(one)
                try:
                    yield one.line.recv()
                except (EOFError, OSError):
                    one.line.close()
                    yield lost(one.task)
                    continue
                if waiting:
                    busy.append(one._replace(task=_sent(one.line, waiting.pop())))
                else:
                    one.line.close()  # which ends it
                    one.process.join()
    finally:
        for one in busy:
            one.process.terminate()


def _begun(work: Callable[[Task], Result], task: Task) -> _Busy[Task]:
    context = multiprocessing.get_context("spawn")  # the one way that every system has, and that forks no lock
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(work, theirs), daemon=True)
    process.start()
    theirs.close()
    return _Busy(process, ours, _sent(ours, task))


def _sent(line: Connection, task: Task) -> Task:
    with contextlib.suppress(OSError):  # a process that is gone already is met when its result is waited for
        line.send(task)
    return task


def _serve(work: Callable[[Task], Result], tasks: Connection) -> None:
    """Work until no task comes any more. What stops the whole stops it from outside."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    set_up_process()  # a process that is spawned has none of its parent's tuning
    while True:
        try:
            task = tasks.recv()
        except EOFError:
            return
        tasks.send(work(task))
