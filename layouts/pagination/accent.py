"""An edition in a council's accent."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from layouts.theme import Edition, TableStyle, TextStyle


def in_accent(edition: Edition, accent: str) -> Edition:
    """The edition with everything that is set in its accent set in this one; the edition itself for "" or the same."""
    if accent in {"", edition.accent}:
        return edition
    values = {one.name: getattr(edition, one.name) for one in fields(edition)}
    styles: dict[str, Any] = {name: _style(value, edition.accent, accent) for name, value in values.items()}
    return replace(edition, **(styles | {"accent": accent}))


def _style(given: Any, before: str, accent: str) -> Any:  # noqa: ANN401 - an edition has values of many types
    match given:
        case TextStyle(colour=colour) if colour == before:
            return given._replace(colour=accent)
        case TableStyle(cell=cell, heading=heading):
            return given._replace(cell=_style(cell, before, accent), heading=_style(heading, before, accent))
        case _:
            return given
