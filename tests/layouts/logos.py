"""Logos as councils' web pages have them, made here."""

import io

from PIL import Image, ImageDraw

from layouts.blocks import Brand, Logo
from layouts.logo_file import read_logo

GREEN = (0, 75, 56)
WORDS = "Sample City Council"


def saved(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    """The bytes of a file."""
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def plain(mode: str = "RGB", colour: object = GREEN, size: tuple[int, int] = (600, 240), **options: object) -> bytes:
    """A PNG file of one colour."""
    return saved(Image.new(mode, size, colour), **options)  # type: ignore[arg-type]


def drawn(width: int = 1200, height: int = 540) -> bytes:
    """A disc on a transparent ground."""
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((0, 0, height - 1, height - 1), fill=(*GREEN, 255))
    return saved(image)


def logo(width: int = 1200, height: int = 540) -> Logo:
    """A logo as the pages take it; 1,200 by 540 fills all its place."""
    return read_logo(drawn(width, height), WORDS)


def brand(accent: str = "004B38") -> Brand:
    """An accent that is not the report's own, and a logo."""
    return Brand(accent, logo())
