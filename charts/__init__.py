"""Draws charts: labelled numbers in; matplotlib artists on a surface, with their description and numbers, out.

Charts know nothing of measures, councils, files or pages: limits, targets and texts are given to them. Importing the
package loads matplotlib with the settings it was shipped with. It would otherwise read settings from the current folder
and from the user's own, and neither may change a chart.
"""

import contextlib
import logging
import os
from collections.abc import Iterator
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
        from matplotlib.artist import Artist  # noqa: PLC0415
    with _without_help(Artist):
        import matplotlib.backend_bases  # noqa: PLC0415
        import matplotlib.lines  # noqa: PLC0415
        import matplotlib.patches  # noqa: F401, PLC0415


@contextlib.contextmanager
def _without_help(artist: type) -> Iterator[None]:
    """Kinds of artists defined in here have no help of their own for ``set()``, which nothing here calls.

    To write that for each kind, as matplotlib does while it is loaded, takes a tenth of the time that loading takes.
    """
    name = "_update_set_signature_and_docstring"
    writes_help = vars(artist).get(name)
    if writes_help is not None:
        setattr(artist, name, classmethod(lambda _: None))
    try:
        yield
    finally:
        if writes_help is not None:
            setattr(artist, name, writes_help)


_load_matplotlib()
