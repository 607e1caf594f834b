"""Sets pages: blocks in, a PDF out."""

import sys
from types import ModuleType

# ReportLab would run a file of this name from the current folder, or one in the user's own. An empty one stands in.
sys.modules.setdefault("reportlab_settings", ModuleType("reportlab_settings"))
