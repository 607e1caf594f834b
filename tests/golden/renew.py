"""Writes the golden text, structure and pictures of the sample report anew: ``python tests/golden/renew.py``.

The text and the structure are of every page; pictures are kept of six, which show the most different things. Run it
only after looking at the old and the new side by side, and say why in the commit.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

import inputs
from report.build import build
from tests.layouts.reading import outline

HERE = Path(__file__).parent
SAMPLE = Path(inputs.__file__).parent / "samples" / "peterborough-2023-12"
SCALE = 1.1  # about 79 dots an inch: small enough to keep, large enough to show a changed digit
COLOURS = 64
KEPT = {  # pages by number, with what is to be seen there
    1: "the first page: message, strip of shapes, tiles, what the committee is asked to do",
    2: "at a glance: statuses, small trends, bars with target, a year ago and England",
    4: "boxes of a plan, of groups then and now, of teams, and of a pair with its difference, with figures hidden",
    5: "boxes of a year to date beside the year before, of a new way of counting, and of a target with England",
    8: "boxes of quarters, with an outlook, and of trends with targets; columns of the officer's words",
    12: "the end of all numbers, and how to read the report in two columns",
}


def page_images(pdf: bytes) -> dict[str, Image.Image]:
    """The pages that are kept as pictures, as a reader sees them, by the names of their files."""
    document = pypdfium2.PdfDocument(pdf)
    images = {
        f"page-{number:02d}.png": document[number - 1].render(scale=SCALE).to_pil().convert("RGB") for number in KEPT
    }
    document.close()
    return images


def report_text(pdf: bytes) -> str:
    """The words of every page, a heading before each."""
    document = pypdfium2.PdfDocument(pdf)
    parts = []
    for number, page in enumerate(document, start=1):
        text = page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\ufffe", "")
        parts.append(f"--- page {number} ---\n{text.strip()}\n")
    document.close()
    return "\n".join(parts)


def main() -> None:
    """Build the sample and keep what it looks like."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = build(SAMPLE, None, Path(folder), "", lambda step, doing: None).pdf.read_bytes()
    (HERE / "report.txt").write_text(report_text(pdf), "utf-8")
    (HERE / "structure.txt").write_text(outline(pdf), "utf-8")
    for old in (HERE / "pages").glob("*.png"):
        old.unlink()
    for name, image in page_images(pdf).items():
        image.quantize(COLOURS).save(HERE / "pages" / name, optimize=True)


if __name__ == "__main__":
    main()
