"""Sets pages: blocks in, a PDF out. Knows nothing of measures, returns or charts: figures are drawn by callables."""

import sys
from types import ModuleType

# ReportLab would run files of these names from the current folder, or else from the user's own. Empty ones stand in.
for _name in ("reportlab_mods", "reportlab_settings"):
    sys.modules.setdefault(_name, ModuleType(_name))
