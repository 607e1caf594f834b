"""Writes the golden text, structure and pages of the sample report anew: ``python tests/golden/renew.py``.

Run it only after looking at the old and the new pages side by side, and say why in the commit.
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


def page_images(pdf: bytes) -> list[Image.Image]:
    """Each page as a picture, as a reader sees it."""
    document = pypdfium2.PdfDocument(pdf)
    images = [page.render(scale=SCALE).to_pil().convert("RGB") for page in document]
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
    for number, image in enumerate(page_images(pdf), start=1):
        image.quantize(COLOURS).save(HERE / "pages" / f"page-{number:02d}.png", optimize=True)


if __name__ == "__main__":
    main()
