"""A council's brand as ``report.toml`` gives it: its accent, and its logo in a file beside it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from inputs.files.toml_schema import shown
from layouts.blocks import Brand, Logo
from report.settings.accent import accent_faults


class GivenBrand(NamedTuple):
    """The entries of [brand]: an accent in six hexadecimal digits, the name of a file, and the logo's alt text."""

    accent: str = ""
    logo: str = ""
    logo_alt: str = ""


def brand_beside(folder: Path, given: GivenBrand) -> tuple[Brand, list[str]]:
    """The brand that a folder's settings give, and a sentence for each fault; what is at fault is left out."""
    faults = list(accent_faults(given.accent)) if given.accent else []
    logo, amiss = _logo(folder, given) if given.logo or given.logo_alt else (None, "")
    return Brand("" if faults else given.accent, logo), [*faults, *([amiss] if amiss else [])]


def _logo(folder: Path, given: GivenBrand) -> tuple[Logo | None, str]:
    """The logo, or what is wrong with it."""
    # The library that reads pictures is large: few folders have one.
    from layouts.logo_file import MOST_BYTES, UnusableLogo, read_logo  # noqa: PLC0415

    if not given.logo:
        return None, "“logo_alt” is given, but no “logo”. Add the name of its file, or drop it."
    if not given.logo_alt.strip():
        return None, "“logo_alt” is missing: say whose logo it is, for those who listen, such as “Sample City Council”."
    name = shown(given.logo)
    if not _is_plain_name(given.logo):
        return None, f"“logo” must be the name of a file beside report.toml, such as “logo.png”, not “{name}”."
    path = folder / given.logo
    try:
        if not path.is_file():
            return None, f"there is no file {name} beside report.toml. Save the logo there, or correct “logo”."
        if path.resolve().parent != folder.resolve():
            return None, f"the logo {name} leads out of the folder of report.toml. Save the file itself there."
        with path.open("rb") as file:
            return read_logo(file.read(MOST_BYTES + 1), given.logo_alt), ""
    except UnusableLogo as trouble:
        return None, f"the logo {name} cannot be used: {trouble.what}. {trouble.remedy}"
    except (OSError, ValueError):  # such as a name that no file can have
        return None, f"the logo {name} cannot be opened. Close it elsewhere, or ask its owner for access."


def _is_plain_name(name: str) -> bool:
    """Whether a name has no folder in it, on any system, and nothing that cannot be seen."""
    alone = name == PurePosixPath(name).name == PureWindowsPath(name).name
    return alone and name.isprintable() and name not in {".", ".."}
