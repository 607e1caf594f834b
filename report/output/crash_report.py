"""Crash reports: where an unexpected exception was raised, in which versions, and nothing that anybody wrote.

No exception message, variable, path or file name comes in here: any of them could hold a figure or a child's name.
"""

from __future__ import annotations

import contextlib
import platform
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from report import __version__

_MOST_FRAMES = 40
_MOST_CHAINED = 10


@dataclass(frozen=True, slots=True)
class CrashReport:
    """A crash as it may be shown: ``code`` is the same for the same crash, ``place`` is like ``cli:61 ValueError``."""

    code: str
    place: str
    text: str

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"boardreport-fault-{self.code}.txt"


def crash_report_of(trouble: BaseException) -> CrashReport:
    """Describe a crash by the classes of its exceptions, chained and grouped ones too, and by modules and lines."""
    frames = list(_frames(trouble))
    kinds = list(_kinds(trouble))
    trace = [kinds[0], *(f"  {frame}" for frame in frames), *(f"from {kind}" for kind in kinds[1:])]
    code = format(zlib.crc32("\n".join((__version__, *trace)).encode()), "08X")
    return CrashReport(code, " ".join((*frames[-1:], kinds[0])), "\n".join((*_head(code), "", *trace, "")))


def save(crash: CrashReport, folders: Iterable[Path]) -> Path | None:
    """Write a crash report into the first of the folders that can be written to, and give its path; None for none."""
    for folder in folders:
        path = folder / crash.file
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
            with path.open("x", encoding="utf-8") as file:  # never through a link that somebody else has put there
                file.write(crash.text)
            return path
    return None


def _head(code: str) -> Iterator[str]:
    yield f"Board Report {__version__}: a fault inside the report builder, code {code}"
    yield "No figure, name, file name or message is in this file. Send it to whoever looks after Board Report."
    yield ""
    yield f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()}"
    modules = {name: getattr(module, "__version__", None) for name, module in list(sys.modules.items())}
    known = {name: version for name, version in modules.items() if isinstance(version, str) and "." not in name}
    yield ", ".join(f"{name} {version}" for name, version in sorted(known.items()) if not name.startswith("_"))


def _kinds(trouble: BaseException) -> Iterator[str]:
    """The class of an exception, of its causes and contexts, and of the members of a group."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [trouble]
    while waiting and len(seen) < _MOST_CHAINED:
        one = waiting.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield f"{type(one).__module__}.{type(one).__name__}".removeprefix("builtins.")
        waiting += [*(one.exceptions if isinstance(one, BaseExceptionGroup) else ()), one.__cause__ or one.__context__]


def _frames(trouble: BaseException) -> Iterator[str]:
    """``module:line`` from the command line inwards; of very many, as in endless recursion, the first and the last."""
    places = []
    trace = trouble.__traceback__
    while trace is not None:
        places.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    half = _MOST_FRAMES // 2
    yield from places if len(places) <= _MOST_FRAMES else (*places[:half], "…", *places[-half:])


def crash_folders(output: Path | None) -> Iterator[Path]:
    """Where a crash report may be written: the output folder, if the command has one, or that for temporary files."""
    if output is not None and output.is_dir():
        yield output
    import tempfile  # noqa: PLC0415 - it loads much, and there is hardly ever a crash

    with contextlib.suppress(OSError):
        yield Path(tempfile.gettempdir())
