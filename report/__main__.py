"""``python -m report`` is the command ``boardreport``."""

import sys

if not sys.flags.safe_path:
    # Python puts the current folder first on its path: a file in it must never be imported in place of a library.
    sys.path.append(sys.path.pop(0))

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until the command line handles it: no traceback from its imports

from report.cli import main

sys.exit(main())
