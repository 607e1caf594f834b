"""Lets ``python -m report`` do what ``boardreport`` does."""

import sys

if not sys.flags.safe_path:
    # Python puts the current folder before everything else: what lies there must never be taken for a library.
    sys.path.append(sys.path.pop(0))

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until the command line answers it: no traceback from its imports

from report.cli import main

sys.exit(main())
