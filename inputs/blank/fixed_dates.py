"""Packs a saved workbook again with fixed dates, so that the same workbook always gives the same bytes."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO


def with_fixed_dates(saved: BytesIO, made: datetime) -> bytes:
    """The .xlsx file with one date for every part and property: openpyxl sets them to the present."""
    packed = BytesIO()
    with (
        zipfile.ZipFile(saved) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                stamp = made.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            target.writestr(entry, part, compresslevel=9)
    return packed.getvalue()
