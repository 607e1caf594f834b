"""Draws pictures: labelled numbers in, ink with its words and numbers out.

Coming through this door loads matplotlib as it was shipped. It would look for its settings in the current folder first
and in the user's own next, and neither may change a chart: the same figures give the same picture for everybody.
"""

import contextlib
import logging
import os
from importlib.util import find_spec
from pathlib import Path


def _load_matplotlib() -> None:
    found = find_spec("matplotlib")
    if found is not None and found.origin is not None:
        os.environ["MATPLOTLIBRC"] = str(Path(found.origin).with_name("mpl-data"))
    logging.getLogger("matplotlib").setLevel(logging.CRITICAL)  # it speaks to programmers, and names folders
    with contextlib.ExitStack() as elsewhere:
        with contextlib.suppress(OSError):  # a current folder that is gone holds no settings either
            elsewhere.enter_context(contextlib.chdir(Path(__file__).parent))
        import matplotlib  # noqa: F401, PLC0415


_load_matplotlib()
