"""What is kept of an unexpected fault: where it happened, in which versions, and nothing that anybody wrote.

No message of an exception, no variable, no path and no name of a file comes in here: any of them could hold a value.
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
class Fault:
    """A fault as it may be shown: ``code`` is the same for the same fault, ``place`` is like ``cli:61 ValueError``."""

    code: str
    place: str
    text: str

    @property
    def file(self) -> str:
        """The name of the file it is kept in."""
        return f"boardreport-fault-{self.code}.txt"


def fault_of(trouble: BaseException) -> Fault:
    """Describe a fault by the classes of its exceptions and by modules and lines."""
    frames = list(_frames(trouble))
    kinds = list(_kinds(trouble))
    trace = [kinds[0], *(f"  {frame}" for frame in frames), *(f"from {kind}" for kind in kinds[1:])]
    code = format(zlib.crc32("\n".join((__version__, *trace)).encode()), "08X")
    return Fault(code, " ".join((*frames[-1:], kinds[0])), "\n".join((*_head(code), "", *trace, "")))


def save(fault: Fault, folders: Iterable[Path]) -> Path | None:
    """Keep a fault in the first of the folders that can be written to; None where none can."""
    for folder in folders:
        path = folder / fault.file
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
            with path.open("x", encoding="utf-8") as file:  # never through a link that somebody else has put there
                file.write(fault.text)
            return path
    return None


def _head(code: str) -> Iterator[str]:
    yield f"Board Report {__version__}: a fault inside the report builder, code {code}"
    yield "No figure, name, file name or message is in this file. Send it to whoever looks after Board Report."
    yield ""
    yield f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()}"
    modules = {name: getattr(module, "__version__", None) for name, module in list(sys.modules.items())}
    known = {name: said for name, said in modules.items() if isinstance(said, str) and "." not in name}
    yield ", ".join(f"{name} {said}" for name, said in sorted(known.items()) if not name.startswith("_"))


def _kinds(trouble: BaseException) -> Iterator[str]:
    """The class of an exception, of those it came from, and of those it is a group of."""
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
    """``module:line`` from the door inwards; of very many, as where a function calls itself for ever, the ends."""
    places = []
    trace = trouble.__traceback__
    while trace is not None:
        places.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    half = _MOST_FRAMES // 2
    yield from places if len(places) <= _MOST_FRAMES else (*places[:half], "…", *places[-half:])


def folders_for_faults(output: Path | None) -> Iterator[Path]:
    """Where a fault may be kept: the folder for reports, if the command has one, or the one for temporary files."""
    if output is not None and output.is_dir():
        yield output
    import tempfile  # noqa: PLC0415 - it loads much, and there is hardly ever a fault

    with contextlib.suppress(OSError):
        yield Path(tempfile.gettempdir())
