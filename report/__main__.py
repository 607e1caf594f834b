"""Lets ``python -m report`` do what ``boardreport`` does."""

import sys

from report.cli import main

sys.exit(main())
