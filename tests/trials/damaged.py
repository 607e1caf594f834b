"""Reads returns that chance has damaged: ``make fuzz [TIMES=1000] [SEED=1]``.

Every return of the sample, and one of each other format, is damaged in its bytes, cut off, or changed inside a part
that is packed again whole, and goes through reading, scoring and the writing of its checked copy. Each must end as
figures or as findings within LONGEST seconds. Whatever does not is kept in tests/trials/found, where ``make test``
reads it from then on. Ends with 1 where anything was kept.
"""

from __future__ import annotations

import io
import multiprocessing
import random
import re
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from report.judge import judge_returns  # noqa: E402
from report.output.exit_codes import CannotBuild  # noqa: E402

FOUND = Path(__file__).with_name("found")
SAMPLE = ROOT / "inputs" / "samples" / "peterborough-2023-12"
KINDS = ROOT / "tests" / "inputs" / "kinds"
LONGEST = 60.0  # seconds, on a machine that may be busy with other things

_AWKWARD = (
    *("", " ", "\u00a0", "0", "-1", "1E400", "NaN", "1e-320", "#REF!", "#N/A", "*", "<5", "c", "Dec-23", "2023/24"),
    *("29/02/2023", "45261", "2958466", "99999999999999999999", "=1+1", "A" * 40_000, "\u202e", "{", "%", "TRUE"),
)
_TOKEN = re.compile(rb"<[^>]*>|[^<]+")
_VALUE = re.compile(rb'(?<=")[^"]*(?=")|(?<=>)[^<>]+(?=<)')


def bytes_changed(content: bytes, chance: random.Random) -> bytes:
    """Some of its bytes are others."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut_off(content: bytes, chance: random.Random) -> bytes:
    """Its end is missing, or a stretch of it."""
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.choice((len(content), 1, 100)) :]


def value_changed(content: bytes, chance: random.Random) -> bytes:
    """Some of its values, names or attributes are others."""
    values = list(_VALUE.finditer(content))
    for found in sorted(chance.sample(values, min(len(values), chance.choice((1, 3, 20)))), key=lambda v: -v.start()):
        other = chance.choice((chance.choice(_AWKWARD).encode("utf-8"), chance.choice(values)[0]))
        content = content[: found.start()] + other + content[found.end() :]
    return content


def token_moved(content: bytes, chance: random.Random) -> bytes:
    """Some of its tags or texts are gone, double, or somewhere else."""
    tokens = _TOKEN.findall(content)
    for _ in range(chance.choice((1, 3, 10))):
        if len(tokens) < 2:
            break
        taken = tokens.pop(chance.randrange(len(tokens)))
        for _ in range(chance.choice((0, 1, 2, 50))):
            tokens.insert(chance.randrange(len(tokens)), taken)
    return b"".join(tokens)


def inside(change: Callable[[bytes, random.Random], bytes]) -> Callable[[bytes, random.Random], bytes]:
    """The same change in one part of a packed file, which is packed again whole."""

    def changed(content: bytes, chance: random.Random) -> bytes:
        if not content.startswith(b"PK"):
            return change(content, chance)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice([name for name, part in parts.items() if part])
        parts[name] = change(parts[name], chance)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, data in parts.items():
                archive.writestr(zipfile.ZipInfo(part), data)
        return packed.getvalue()

    return changed


CHANGES = (bytes_changed, cut_off, *map(inside, (bytes_changed, value_changed, value_changed, token_moved)))


def read(file: Path) -> str:
    """How the reading of a folder with this one file ends; where it raises, what and where."""
    with tempfile.TemporaryDirectory() as copies:
        try:
            judge_returns(file.parent, None, "", lambda _step, _doing: None, Path(copies))
        except CannotBuild:
            return "findings"
        except BaseException as trouble:
            place = traceback.extract_tb(trouble.__traceback__)[-1]
            return f"{type(trouble).__name__} at {Path(place.filename).name}:{place.lineno}"
    return "figures"


def _serve(pipe: Connection) -> None:
    while True:
        pipe.send(read(Path(pipe.recv())))


class Reader:
    """Reads in a process of its own, which may die or hang without taking the trial with it."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._start()

    def _start(self) -> None:
        self._pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def read(self, file: Path) -> str:
        """How it ended; "hangs" and "dies" too."""
        try:
            self._pipe.send(str(file))
            if self._pipe.poll(LONGEST):
                return str(self._pipe.recv())
            ended = "hangs"
        except (EOFError, OSError):
            ended = "dies"
        self.stop()
        self._start()
        return ended

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()


def main(times: int, seed: int) -> int:
    """Damage and read so many files; the same seed damages them in the same way."""
    seeds = sorted([*SAMPLE.glob("*.xlsx"), *KINDS.glob("return*")])
    chance = random.Random(seed)
    reader, ends, kept = Reader(), Counter[str](), 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(times):
            seed_file = chance.choice(seeds)
            content = chance.choice(CHANGES)(seed_file.read_bytes(), chance)
            file = Path(folder) / f"return{seed_file.suffix}"
            file.write_bytes(content)
            ended = reader.read(file)
            file.unlink()
            ends[ended] += 1
            if ended not in ("figures", "findings"):
                kept += 1
                FOUND.mkdir(exist_ok=True)
                name = FOUND / f"{sha256(content).hexdigest()[:12]}{seed_file.suffix}"
                name.write_bytes(content)
                print(f"{name.relative_to(ROOT)}: {ended}")
    reader.stop()
    told = ", ".join(f"{count:,} {ended}" for ended, count in ends.most_common())
    print(f"{times:,} damaged returns (seed {seed}) in {time.monotonic() - began:.0f} s: {told}.")
    return int(kept > 0)


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(arguments + [1000, 1][len(arguments) :])))
