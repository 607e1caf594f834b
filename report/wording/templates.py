"""The sentence templates of ``sentences.toml``, and how their gaps are filled."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import resources
from string import Formatter

from inputs.files.toml_file import read_toml
from layouts.blocks import Span, Text

Piece = Callable[[], Text | str]
"""Gives what stands in place of a ``{name}``. It is called only where the template has that name."""


@cache
def templates() -> dict[str, dict[str, str]]:
    """Every template of ``sentences.toml``, by its table and key."""
    return read_toml(resources.files("report.wording") / "sentences.toml")


def sentence(table: str, key: str, /, **pieces: Piece) -> Text:
    """The template of that table and key, filled. Raises KeyError for a template or a piece that is not there."""
    return fill(templates()[table][key], **pieces)


def fill(template: str, /, **pieces: Piece) -> Text:
    """A template's words with each ``{name}`` replaced by its piece. Raises KeyError for a name that has no piece."""
    spans: list[Span] = []
    for words, name, _, _ in Formatter().parse(template):
        if words:
            spans.append(Span(words))
        if name is not None:
            piece = pieces[name]()
            spans += [Span(piece)] if isinstance(piece, str) else piece
    return tuple(spans)
