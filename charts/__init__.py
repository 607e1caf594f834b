"""Draws charts: labelled numbers in, a matplotlib figure with its description and its numbers out.

Charts know nothing of measures, councils, files or pages: limits, targets and texts are given to them. Importing the
package loads matplotlib with the settings it was shipped with. It would otherwise read settings from the current folder
and from the user's own, and neither may change a chart.
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
    logging.getLogger("matplotlib").setLevel(logging.CRITICAL)  # its messages are for programmers and name folders
    with contextlib.ExitStack() as elsewhere:
        with contextlib.suppress(OSError):  # a current folder that is gone holds no settings either
            elsewhere.enter_context(contextlib.chdir(Path(__file__).parent))
        import matplotlib  # noqa: F401, PLC0415


_load_matplotlib()
