"""The sample report against the words and the look it had when a person last looked at it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
from PIL import Image

from tests.layouts.reading import outline

GOLDEN = Path(__file__).parents[1] / "golden"
BLOCK = 12  # pixels: about the height of a line of text
MOST_DIFFERENCE = 22  # of 255, the mean over a block: less is the smoothing of edges, more is other ink


def _renew():
    spec = importlib.util.spec_from_file_location("renew", GOLDEN / "renew.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _blocks(image: Image.Image) -> np.ndarray:
    grey = np.asarray(image.convert("L"), dtype=float)
    height, width = (side // BLOCK * BLOCK for side in grey.shape)
    return grey[:height, :width].reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK)


def test_the_words_of_the_report_are_those_last_looked_at(sample):
    assert _renew().report_text(sample.pdf) == (GOLDEN / "report.txt").read_text("utf-8")


def test_the_report_is_told_in_the_order_last_listened_to(sample):
    assert outline(sample.pdf) == (GOLDEN / "structure.txt").read_text("utf-8")


def test_the_pages_look_as_they_did_when_last_looked_at(sample):
    images = _renew().page_images(sample.pdf)
    assert sorted(images) == sorted(path.name for path in (GOLDEN / "pages").iterdir())
    for name, image in images.items():
        with Image.open(GOLDEN / "pages" / name) as golden:
            difference = np.abs(_blocks(image) - _blocks(golden)).mean(axis=(1, 3))
        worst = np.unravel_index(difference.argmax(), difference.shape)
        assert difference.max() < MOST_DIFFERENCE, f"{name}, block {worst}: {difference.max():.0f}"


def test_a_changed_digit_is_seen(sample):
    page = _renew().page_images(sample.pdf)["page-04.png"]
    clean = _blocks(page)
    page.paste("white", (100, 300, 118, 312))
    page.paste("black", (102, 302, 108, 310))
    assert np.abs(_blocks(page) - clean).mean(axis=(1, 3)).max() > MOST_DIFFERENCE
