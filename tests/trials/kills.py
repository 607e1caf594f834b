"""Kills and stops builds at random moments and counts what is left: ``python tests/trials/kills.py [TIMES]``.

``make test`` fails every step of the writing once, which finds more; this finds what nobody thought of. It takes about
a second for each time. Ends with 1 where a file was damaged, a pair was mixed without showing it, a temporary file
outlived the next build, or a stop was not answered with its one line.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from report.issuing import ledger as ledgers  # noqa: E402
from report.issuing.ledger import ledger_mismatch  # noqa: E402
from report.output import atomic_write, folder_lock  # noqa: E402
from report.output.exit_codes import CannotBuild  # noqa: E402
from report.output.folder_lock import one_build_at_a_time  # noqa: E402

WRITES = f"""
import sys
from itertools import count
from pathlib import Path
from {atomic_write.__name__} import replace_all
from {ledgers.__name__} import COLUMNS, as_csv
from {folder_lock.__name__} import one_build_at_a_time
folder = Path(sys.argv[1])
print("writes", flush=True)
for number in count():
    pdf = b"%09d\\n" % number * 200_000
    ledger = as_csv([(str(number), *[""] * (len(COLUMNS) - 1))] * 20_000, pdf)
    with one_build_at_a_time(folder):
        replace_all({{folder / "report.ledger.csv": ledger, folder / "report.pdf": pdf}})
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
STOPPED = "Stopped. An earlier report, if there is one, was not changed."


def killed_while_writing(folder: Path, chance: random.Random) -> str:
    """Kill a process that does nothing but replace a pair of files; say what it left."""
    command = [sys.executable, "-c", WRITES, str(folder)]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.uniform(0.02, 0.4))
        writer.kill()
    left = len(list(folder.glob(".boardreport-*.tmp")))
    with one_build_at_a_time(folder):
        pass
    if [path for path in folder.iterdir() if path.name.startswith(".")]:
        return "BAD: something outlived the next build"
    pdf = folder / "report.pdf"
    if not pdf.exists():
        return "nothing yet" if not list(folder.iterdir()) else "a ledger without its report yet"
    lines = pdf.read_bytes().split(b"\n")
    if len(lines) != 200_001 or len(set(lines[:-1])) != 1:
        return "BAD: the report is damaged"
    ledger = (folder / "report.ledger.csv").read_text("utf-8-sig").splitlines()
    same = len(ledger) == 20_001 and int(ledger[1].split(",")[0]) == int(lines[0])
    if same == bool(ledger_mismatch(pdf)):
        return "BAD: the ledger does not say of which report it is"
    return f"{'a whole pair' if same else 'a mixed pair that shows'}{', temporary files cleared' if left else ''}"


def stopped_while_building(folder: Path, chance: random.Random) -> str:
    """Stop or kill a whole build of the sample; say how it ended. A good pair of an earlier build is there."""
    pdf, good = folder / "corporate-parenting-2023-12.pdf", b"%PDF the good report"
    ledger = folder / "corporate-parenting-2023-12.ledger.csv"
    pdf.write_bytes(good)
    ledger.write_bytes(b"the good ledger")
    number = chance.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
    command = [sys.executable, "-P", "-m", "report", "build", "--quiet", "--output", str(folder)]
    with subprocess.Popen(command, env=ENVIRONMENT, cwd=ROOT, stderr=subprocess.PIPE, text=True) as build:
        time.sleep(chance.uniform(0.05, 3.2))
        build.send_signal(number)
        said = build.communicate()[1].splitlines()
    lost = pdf.read_bytes() != good
    if lost and (not pdf.read_bytes().endswith(b"%%EOF\n") or ledger_mismatch(pdf)):
        return "BAD: the new pair is not whole"
    if number == signal.SIGKILL:
        return f"killed, {'new' if lost else 'old'} pair whole"
    if lost or build.returncode == 0:
        return "finished before the stop" if build.returncode == 0 and lost else f"BAD: {build.returncode} {said}"
    if build.returncode == -number and not said:
        return "stopped before Python had read the program, old pair whole"
    if build.returncode != 128 + number or said[-1:] != [STOPPED] or len(said) > 2:
        return f"BAD: {number.name} {build.returncode} {said}"
    if [path for path in folder.iterdir() if path.name.startswith(".")]:
        return "BAD: a stopped build left something"
    return "stopped with its one line, old pair whole"


def main() -> int:
    """Try both so many times and print how often each end came."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # what our caller ignores, a build would ignore too
        signal.signal(number, signal.SIG_DFL)
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    chance = random.Random(times)
    bad = False
    for trial in (killed_while_writing, stopped_while_building):
        ends: Counter[str] = Counter()
        for _ in range(times):
            with tempfile.TemporaryDirectory() as folder:
                try:
                    ends[trial(Path(folder), chance)] += 1
                except CannotBuild as trouble:
                    ends[f"BAD: {trouble}"] += 1
        print(f"{trial.__name__.replace('_', ' ')}, {times} times:")
        for end, often in ends.most_common():
            print(f"  {often:>5}  {end}")
        bad = bad or any(end.startswith("BAD") for end in ends)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
