"""Blocks in, one HTML file out: the door of the web edition.

The file has its own style sheet, fonts and logo in it, no script, and a policy under which a browser refuses every
request that anything in it could make.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from layouts.blocks import Block, Furniture, Text, plain
from layouts.display_list import DrawnChart
from layouts.theme import STANDARD, Edition
from layouts.web.colours import Palette
from layouts.web.flow import Flow, contents_list, joined_lines
from layouts.web.markup import NOTHING, Markup, element, trusted, void, words
from layouts.web.meanings import Meanings
from layouts.web.svg import Charts
from layouts.web.writer import SHAPES, Writer

_HERE = Path(__file__).parent
_FONTS = {400: "ReportSans-Regular.woff2", 600: "ReportSans-SemiBold.woff2", 700: "ReportSans-Bold.woff2"}
_FEWEST_IN_CONTENTS = 3  # sections; a page of fewer is seen at once
_SKIP, _CONTENTS = "Skip to the report", "Contents"


def set_web_page(
    blocks: Sequence[Block],
    furniture: Furniture,
    charts: Mapping[int, DrawnChart],
    meanings: Meanings,
    edition: Edition = STANDARD,
    foot: Text = (),
) -> bytes:
    """Set a report as one HTML file, in UTF-8. The same blocks, furniture, charts and edition give the same bytes.

    ``charts`` are those that `paginate` drew of the same blocks in the same edition. ``foot`` stands under it all.
    """
    palette = Palette(furniture.brand.accent or edition.accent)
    writer = Writer(blocks, charts, Charts(palette), meanings, edition)
    flow = Flow(writer, blocks)
    flow.write()
    style = _style(palette, furniture)
    written = writer.with_meanings(joined_lines(flow.markup))
    body = joined_lines(
        (
            element("a", words(_SKIP), href="#report", class_="skip"),
            SHAPES,
            _header(furniture),
            _navigation(flow),
            element("main", trusted("\n"), written, trusted("\n"), id="report", tabindex="-1"),
            _footer(furniture, foot),
        )
    )
    large = "large" if edition.stacked else ""
    page = element("html", _head(furniture, style), element("body", body), lang=furniture.language, class_=large)
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _head(furniture: Furniture, style: Markup) -> Markup:
    """What the file says of itself, and what it may ask for: nothing."""
    sha256 = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{sha256}'; font-src data:; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )
    named = {"author": furniture.author, "description": furniture.subject, "keywords": furniture.keywords}
    named |= {"robots": "noindex"} if furniture.marking else {}
    return element(
        "head",
        void("meta", charset="utf-8"),
        void("meta", http_equiv="Content-Security-Policy", content=policy),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", name="color-scheme", content="light dark"),
        void("meta", name="referrer", content="no-referrer"),
        element("title", words(furniture.title)),
        *(void("meta", name=name, content=value) for name, value in named.items() if value),
        void("meta", name="generator", content="Board Report"),
        trusted('<link rel="icon" href="data:,">'),
        element("style", style),
    )


def _header(furniture: Furniture) -> Markup:
    """Whom the report is for, whether it is a sample, and whose it is."""
    logo = furniture.brand.logo
    image = NOTHING
    if logo:
        source = f"data:image/png;base64,{b64encode(logo.png).decode()}"
        image = void("img", src=source, alt=logo.alt_text, width=str(logo.width), height=str(logo.height))
    parts = (_notice(furniture), image)
    return element("header", *parts) if any(parts) else NOTHING


def _notice(furniture: Furniture) -> Markup:
    """The marking of a paper that not everybody may see, and the notice that stands on every page."""
    marking = element("p", words(plain(furniture.marking)), class_="marking") if furniture.marking else NOTHING
    return trusted(marking + (element("p", words(furniture.notice), class_="notice") if furniture.notice else NOTHING))


def _footer(furniture: Furniture, foot: Text) -> Markup:
    said = element("p", words(plain(foot))) if foot else NOTHING
    notice = _notice(furniture)
    return element("footer", said, notice) if said or notice else NOTHING


def _navigation(flow: Flow) -> Markup:
    if len(flow.contents) < _FEWEST_IN_CONTENTS:
        return NOTHING
    heading = element("p", words(_CONTENTS), id="contents")
    return element("nav", heading, contents_list(flow.contents), aria_labelledby="contents")


def _style(palette: Palette, furniture: Furniture) -> Markup:
    """The style sheet: fonts, colours, and the running lines of a printed page."""
    return trusted(f"{_fonts()}{palette.css()}{_sheet()}{_running_lines(furniture)}")


def _running_lines(furniture: Furniture) -> str:
    """What a printer that knows margin boxes puts on every page."""
    left = " · ".join(filter(None, (plain(furniture.marking), furniture.notice))) or furniture.running_head
    return (
        f'@page{{font:9pt "Report Sans",Arial;@bottom-left{{content:{_quoted(left)};width:85%;text-align:left}}'
        '@bottom-right{content:counter(page) " of " counter(pages);white-space:nowrap}}\n'
    )


def _quoted(text: str) -> str:
    """A text as a string of CSS; what could end it or the style sheet is written as a number."""
    return '"' + "".join(c if c.isalnum() or c in " .,:;’–-" else f"\\{ord(c):x} " for c in text) + '"'


@cache
def _sheet() -> str:
    return (_HERE / "page.css").read_text("utf-8")


@cache
def _fonts() -> str:
    faces = []
    for weight, file in _FONTS.items():
        data = b64encode((_HERE.parent / "fonts" / file).read_bytes()).decode()
        source = f'url(data:font/woff2;base64,{data}) format("woff2")'
        faces.append(f'@font-face{{font-family:"Report Sans";font-weight:{weight};src:{source}}}\n')
    licence = (
        "/* Report Sans is cut down from Source Sans 3, Copyright Adobe, under the SIL Open Font License 1.1. */\n"
    )
    return licence + "".join(faces)
