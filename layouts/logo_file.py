"""Reads a council's logo, a PNG or JPEG file, into plain sRGB: what an archival file may hold and any printer prints.

Transparency is laid on white, embedded profiles are applied and dropped, and 16 bits, palettes, greys and inks become
three bytes a pixel. Nothing of the file itself reaches the report.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO
from math import ceil

from PIL import Image, ImageCms, ImageOps

from layouts import theme
from layouts.blocks import Logo

MOST_BYTES = 2_000_000
MOST_PIXELS = 4000  # a side
LEAST_DPI = 150  # at the size on the page: below that edges look ragged in print
_PRINTED_DPI = (300, 225, LEAST_DPI)  # more than the first no printer shows; a photograph makes do with less
_WISHED_BYTES = 60_000  # of the logo in the report, which is to stay small
_FORMATS = ("PNG", "JPEG")
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)


class UnusableLogo(ValueError):
    """A logo that cannot be printed: ``what`` is wrong with it, and the ``remedy``."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def read_logo(data: bytes, alt_text: str) -> Logo:
    """The logo in a file's bytes, no larger than its place needs. Raises `UnusableLogo`."""
    if len(data) > MOST_BYTES:
        what = f"it has {len(data) / 1e6:.1f} MB, and {MOST_BYTES / 1e6:g} MB are the most"
        raise UnusableLogo(what, "Save it smaller.")
    try:
        with warnings.catch_warnings(action="ignore"):
            image = _opened(data)
            image.load()
            plain = _on_white(ImageOps.exif_transpose(image))
    except (*_DAMAGE, Image.DecompressionBombError) as trouble:
        if isinstance(trouble, UnusableLogo):
            raise
        raise UnusableLogo("it is damaged, or no PNG or JPEG file", "Save it again as PNG.") from None
    _check_sharp(plain)
    return _logo(plain, alt_text)


def _opened(data: bytes) -> Image.Image:
    """The image, not yet decoded. Raises `UnusableLogo` for one that is too large."""
    image = Image.open(BytesIO(data), formats=_FORMATS)
    if max(image.size) > MOST_PIXELS:
        what = f"it is {image.width:,} by {image.height:,} pixels, and {MOST_PIXELS:,} a side are the most"
        raise UnusableLogo(what, "Save it smaller.")
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """The image in sRGB, three bytes a pixel, what is transparent in it laid on white."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    see_through = image.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in image.info
    alpha = image.convert("RGBA").getchannel("A") if see_through else None
    coloured = image if image.mode in {"L", "CMYK"} and alpha is None else image.convert("RGB")
    plain = _in_srgb(coloured, profile)
    if alpha is None:
        return plain
    paper = Image.new("RGB", plain.size, "white")
    paper.paste(plain, mask=alpha)
    return paper


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The image converted from its embedded profile; plainly, where it has none that fits."""
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            made = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, *_DAMAGE):
            made = None
        if made is not None:
            return made
    return image.convert("RGB")


def _check_sharp(image: Image.Image) -> None:
    """Raise `UnusableLogo` for an image with too few pixels for the size it would be printed at."""
    width, height = (ceil(side * LEAST_DPI / 72) for side in (theme.LOGO_WIDTH, theme.LOGO_HEIGHT))
    if image.width >= width or image.height >= height:
        return
    what = (
        f"it is {image.width} by {image.height} pixels, too few to be sharp: at least {width} wide or "
        f"{height} high are needed ({LEAST_DPI} for each inch)"
    )
    raise UnusableLogo(what, "Ask for a larger file of it.")


def _logo(image: Image.Image, alt_text: str) -> Logo:
    """The logo with as many pixels as print well and as few bytes as wished, if that can be."""
    width, height = theme.logo_size(*image.size)
    fitted = image
    for dpi in _PRINTED_DPI:
        pixels = max(1, round(width * dpi / 72)), max(1, round(height * dpi / 72))
        fitted = image.resize(pixels, Image.Resampling.LANCZOS) if pixels[0] < image.width else image
        if len(zlib.compress(fitted.tobytes())) <= _WISHED_BYTES:
            break
    file = BytesIO()
    Image.frombytes("RGB", fitted.size, fitted.tobytes()).save(file, "PNG")  # anew, so without a word about the old
    return Logo(file.getvalue(), *image.size, alt_text)
