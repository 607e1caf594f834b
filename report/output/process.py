"""How a process is tuned that reads returns and builds a report."""

from __future__ import annotations

import gc
import os


def set_up_process() -> None:
    """Tune the process for a short run, before anything large is imported. `make bench` measures under the same."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one thread starts sooner; nothing here multiplies matrices
    os.environ.setdefault("OPENPYXL_LXML", "False")  # of lxml openpyxl needs nothing here, and loading it takes time
    gc.set_threshold(500_000, 50, 50)  # a usual build ends before the first collection, which would find little
