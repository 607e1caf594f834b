"""Runs one of our readers in a child process, where there is one, so that no file can hang or crash the main one.

Bytes go in and JSON comes out; nothing that the child sends is executed or unpickled.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from inputs.files.deadline import Deadline
from inputs.files.zip_package import COPY_AGAIN, Refused

MOST_MEMORY = 1024 * 1024 * 1024  # bytes; ten times what the largest genuine workbook measured takes
_BEGIN = (
    "import json, sys; path, module, memory, seconds = sys.argv[1:]; sys.path[:] = json.loads(path); "
    "import importlib; importlib.import_module('inputs.files.subprocess_reader').limit(int(memory), int(seconds)); "
    "importlib.import_module(module).main()"
)


def ask(module: str, content: bytes, deadline: Deadline) -> dict[str, Any]:
    """Run ``module.main`` in a child process with ``content`` as standard input, and give the JSON object it writes.

    Where no process can be started, as in a browser, ``module.answer_to`` gives the same in this one, without a limit
    on memory and time. Raises ``Refused`` where it takes too long, crashes or answers with anything else.
    """
    path = [str(Path(__file__).resolve().parents[2]), *filter(None, sys.path)]
    arguments = (json.dumps(path), module, str(MOST_MEMORY), str(int(deadline.left_s) + 2))
    command = [sys.executable, "-I", "-c", _BEGIN, *arguments]
    try:
        output = subprocess.check_output(command, input=content, stderr=subprocess.DEVNULL, timeout=deadline.left_s)
        answer = json.loads(output)
    except subprocess.TimeoutExpired:
        raise deadline.passed() from None
    except (subprocess.CalledProcessError, ValueError):
        raise damaged() from None
    except OSError:
        answer = json.loads(json.dumps(importlib.import_module(module).answer_to(content)))
    if not isinstance(answer, dict):
        raise damaged()
    return answer


def damaged() -> Refused:
    """The refusal of a workbook that its reader cannot read."""
    return Refused("unreadable-workbook", "The workbook is incomplete or damaged.", COPY_AGAIN)


def limit(memory: int, seconds: int) -> None:
    """Limit this process to so many bytes of memory and seconds of CPU time, where the system allows it."""
    try:
        import resource  # noqa: PLC0415  (there is none on Windows)
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        _, highest = resource.getrlimit(kind)
        if highest == resource.RLIM_INFINITY or most < highest:
            try:
                resource.setrlimit(kind, (most, highest))
            except (ValueError, OSError):  # some systems know the limit and will not set it
                continue
