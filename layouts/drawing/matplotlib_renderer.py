"""Draws a matplotlib figure as PDF operators: paths stay vector paths, and text is set in the page's own fonts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import ceil, cos, floor, radians, sin
from typing import NoReturn, cast

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Affine2DBase, Bbox, Transform
from matplotlib.typing import ColorType
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from layouts.display_list import DisplayList, TextRun
from layouts.drawing.page_operators import circle, colour, number, rectangle
from layouts.tagged import seams
from layouts.text.fonts import BOLD, REGULAR, SEMIBOLD, check_glyphs, register_fonts, show_text, without_marks
from layouts.text.line_breaking import width_of

_WEIGHTS = {"normal": 400, "regular": 400, "semibold": 600, "demibold": 600, "demi": 600, "bold": 700}
_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_HATCH_TILE_PT = 72.0  # matplotlib draws a hatch in a unit square that stands for an inch


class NotDrawable(ValueError):
    """A figure has something that pages do not allow: an image, mathematics, transparency."""


def record(figure: Figure) -> DisplayList:
    """Draw a figure of 72 dpi, so that its units are points, into a display list.

    Raises `NotDrawable` for images, mathematics and transparency, `MissingGlyph` for text the fonts cannot set.
    """
    if figure.dpi != 72:
        raise NotDrawable(f"A figure for a page is set at 72 dpi so that its units are points, not at {figure.dpi:g}.")
    register_fonts()
    recorder = _Recorder(*(72 * inches for inches in figure.get_size_inches()))
    figure.draw(recorder)
    return recorder.finish()


def replay(display_list: DisplayList, canvas: Canvas, x_pt: float, y_pt: float) -> None:
    """Write a display list on a canvas with its lower left corner at a point, in a graphics state of its own."""
    canvas.addLiteral("q")
    canvas.addLiteral(f"1 0 0 1 {number(x_pt)} {number(y_pt)} cm")
    document = seams.document_of(canvas)
    for step in display_list:
        canvas.addLiteral(step if isinstance(step, str) else _text_operators(step, document))
    canvas.addLiteral("Q")


def _text_operators(run: TextRun, document: PDFDocument) -> str:
    place = f"{number(run.x_pt)} {number(run.y_pt)}"
    if run.angle:
        across, up = cos(radians(run.angle)), sin(radians(run.angle))
        place = f"{across:.4f} {up:.4f} {-up:.4f} {across:.4f} {place} Tm"
    else:
        place += " Td"
    return f"BT {place} {show_text(run.text, run.font, run.size_pt, document)} ET"


class _Recorder(RendererBase):
    """A matplotlib renderer that records a display list."""

    def __init__(self, width_pt: float, height_pt: float) -> None:
        super().__init__()
        self._width_pt, self._height_pt = width_pt, height_pt
        self._steps: list[str | TextRun] = []
        self._operators: list[str] = []
        self._state: dict[str, str] = {}  # the graphics state so far; unknown at first
        self._state_outside: dict[str, str] = {}  # what Q restores when a clip ends
        self._clip = ""

    def finish(self) -> DisplayList:
        """The display list."""
        self._clip_to("")
        self._flush()
        return tuple(self._steps)

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: ColorType | None = None,  # noqa: N803
    ) -> None:
        """Record a path: fill, hatch, then stroke."""
        outline = _path_operators(path, transform)
        self._clip_to(_clip_operators(gc))
        hatched = gc.get_hatch() is not None
        paint = self._prepare(gc, rgbFace, edge=not hatched)
        if outline and paint:
            self._operators += [outline, paint]
        if outline and hatched:
            self._hatch(gc, path, transform, outline)
            if edge := self._prepare(gc, None):
                self._operators += [outline, edge]

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: ColorType | None = None,  # noqa: N803
    ) -> None:
        """Record the same small path at every point, in the same operators each time, so that they compress well."""
        self._clip_to(_clip_operators(gc))
        paint = self._prepare(gc, rgbFace)
        if not paint:
            return
        shape = f"{_marker_operators(marker_path, _affine(marker_trans).to_values())} {paint} Q"
        points = trans.transform(path.vertices)
        for x, y in points[np.isfinite(points).all(axis=1)].tolist():
            self._operators.append(f"q 1 0 0 1 {number(x)} {number(y)} cm {shape}")

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | str = False,
        mtext: Text | None = None,
    ) -> None:
        """Record a text in the page's fonts, as given but for marks that they do not have."""
        if ismath:
            raise NotDrawable(f"{s!r} would be set as mathematics. Draw it with parse_math=False.")
        font = _font_name(prop)
        s = without_marks(s, font)
        check_glyphs(s, font)
        self._clip_to(_clip_operators(gc))
        if ink := _opaque(gc.get_rgb()):
            self._set_state(fill=f"{ink} rg")
            self._flush()
            place = round(float(x), 2), round(float(y), 2)
            self._steps.append(TextRun(s, font, prop.get_size_in_points(), *place, round(float(angle), 2)))

    def draw_image(self, *_: object, **__: object) -> NoReturn:
        """Refuse: pages hold no raster images."""
        raise NotDrawable("A figure on a page is drawn with lines and text, never with an image.")

    draw_gouraud_triangles = draw_image
    draw_tex = draw_image

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | str
    ) -> tuple[float, float, float]:
        """Width, height and descent of a text in points, by the metrics of the page's fonts."""
        if ismath:
            raise NotDrawable(f"{s!r} would be set as mathematics. Draw it with parse_math=False.")
        ascent, descent, _ = self._get_font_height_metrics(prop)
        return width_of(s, _font_name(prop)) * prop.get_size_in_points(), ascent + descent, descent

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        # matplotlib asks this of its own PDF backend; without it every text opens a font file.
        ascent, descent = _heights(_font_name(prop))
        size = prop.get_size_in_points()
        return ascent * size, descent * size, 0.0

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The figure's size in points."""
        return self._width_pt, self._height_pt

    def flipy(self) -> bool:
        """Whether y grows downwards: no, as in PDF."""
        return False

    def _prepare(self, gc: GraphicsContextBase, face: ColorType | None, *, edge: bool = True) -> str:
        """Set the graphics state for a path; the operator that paints it, or "" where nothing shows."""
        fill = _opaque(face) if face is not None else ""
        stroke = _opaque(gc.get_rgb()) if edge and gc.get_linewidth() > 0 else ""
        if fill:
            self._set_state(fill=f"{fill} rg")
        if stroke:
            self._set_state(stroke=f"{stroke} RG", **_line_state(gc))
        return {(True, True): "B", (True, False): "f", (False, True): "S"}.get((bool(fill), bool(stroke)), "")

    def _hatch(self, gc: GraphicsContextBase, path: Path, transform: Transform, outline: str) -> None:
        hatch = gc.get_hatch_path()
        ink = _opaque(gc.get_hatch_color())
        if hatch is None or not ink:
            return
        tile = _path_operators(hatch, Affine2D().scale(_HATCH_TILE_PT))
        width = number(gc.get_hatch_linewidth())
        self._operators.append(f"q {outline} W n {ink} rg {ink} RG {width} w [] 0 d 0 J 0 j")
        for x, y in _tile_corners(path.get_extents(transform)):
            self._operators.append(f"q 1 0 0 1 {number(x)} {number(y)} cm {tile} B Q")
        self._operators.append("Q")

    def _set_state(self, **wanted: str) -> None:
        """Write the operators of the wanted graphics state that differ from the present one."""
        self._operators += [operator for key, operator in wanted.items() if self._state.get(key) != operator]
        self._state |= wanted

    def _clip_to(self, clip: str) -> None:
        if clip == self._clip:
            return
        if self._clip:
            self._operators.append("Q")
            self._state = self._state_outside
        if clip:
            self._state_outside = dict(self._state)
            self._operators.append(f"q {clip}")
        self._clip = clip

    def _flush(self) -> None:
        if self._operators:
            self._steps.append("\n".join(self._operators))
            self._operators = []


@lru_cache(maxsize=128)
def _marker_operators(marker: Path, values: tuple[float, ...]) -> str:
    """The outline of a marker round the origin; charts have few kinds, in few sizes."""
    return _path_operators(marker, Affine2D.from_values(*values))


def _path_operators(path: Path, transform: Transform) -> str:
    """The operators of a path in points. Points that are not numbers break it."""
    across, turned, leant, up, x, y = _affine(transform).to_values()
    upright = transform.is_affine and not (turned or leant)
    if upright and path is Path.unit_rectangle():
        return rectangle(x, y, across, up)
    if upright and path is Path.unit_circle() and across == up:
        return circle(x, y, across)  # in four curves: matplotlib takes eight
    return _traced(path, transform)


def _affine(transform: Transform) -> Affine2DBase:
    return cast(Affine2DBase, transform.get_affine())


def _traced(path: Path, transform: Transform) -> str:
    """The operators of any path."""
    clean = path.cleaned(transform, remove_nans=True, curves=True)
    corners = (np.round(np.asarray(clean.vertices, dtype=float), 2) + 0.0).tolist()  # no minus zero
    words: list[str] = []
    pending: list[float] = []
    start = at = (0.0, 0.0)
    for (x, y), code in zip(corners, np.asarray(clean.codes).tolist(), strict=True):
        if code == Path.MOVETO:
            start = at = (x, y)
            words.append(f"{x:g} {y:g} m")
        elif code == Path.LINETO:
            at = (x, y)
            words.append(f"{x:g} {y:g} l")
        elif code == Path.CLOSEPOLY:
            at = start
            words.append("h")
        elif code in (Path.CURVE3, Path.CURVE4):
            pending += (x, y)
            if len(pending) == 2 * (code - 1):
                words.append(_curve(at, pending))
                at, pending = (x, y), []
    return " ".join(words)


def _curve(at: tuple[float, float], points: list[float]) -> str:
    if len(points) == 4:  # PDF has no quadratic curves; the same curve as a cubic
        (x0, y0), (cx, cy, x, y) = at, points
        points = [x0 + (cx - x0) * 2 / 3, y0 + (cy - y0) * 2 / 3, x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, x, y]
    return " ".join(map(number, points)) + " c"


def _clip_operators(gc: GraphicsContextBase) -> str:
    box = gc.get_clip_rectangle()
    path, transform = gc.get_clip_path()
    words = ""
    if box is not None:
        words = " ".join(map(number, box.bounds)) + " re W n"
    if path is not None and transform is not None:
        words = f"{words} {_path_operators(cast(Path, path), transform)} W n".strip()
    return words


def _line_state(gc: GraphicsContextBase) -> dict[str, str]:
    """The operators for line width, dashes, caps and joins."""
    offset, dashes = gc.get_dashes()
    lengths = [] if dashes is None else np.asarray(dashes, dtype=float).tolist()
    return {
        "width": f"{number(gc.get_linewidth())} w",
        "dash": f"[{' '.join(map(number, lengths))}] {number(float(offset))} d",
        "cap": f"{_CAPS[gc.get_capstyle()]} J",
        "join": f"{_JOINS[gc.get_joinstyle()]} j",
    }


def _opaque(given: ColorType) -> str:
    """The three numbers of a colour, or "" if fully transparent. Raises `NotDrawable` if partly transparent."""
    red, green, blue, alpha = to_rgba(given)
    if 0 < alpha < 1:
        raise NotDrawable("A colour on a page is opaque: mix it with white instead.")
    return colour(red, green, blue) if alpha else ""


def _tile_corners(box: Bbox) -> Iterator[tuple[float, float]]:
    """Lower left corners of the hatch tiles that meet a box; tiles start at the figure's own corner."""
    for column in range(floor(box.x0 / _HATCH_TILE_PT), ceil(box.x1 / _HATCH_TILE_PT)):
        for row in range(floor(box.y0 / _HATCH_TILE_PT), ceil(box.y1 / _HATCH_TILE_PT)):
            yield column * _HATCH_TILE_PT, row * _HATCH_TILE_PT


def _font_name(prop: FontProperties) -> str:
    """The page's font for a weight. Pages have one family, so the family is ignored."""
    weight = prop.get_weight()
    heaviness = _WEIGHTS.get(weight, 400) if isinstance(weight, str) else weight
    return BOLD if heaviness >= 650 else SEMIBOLD if heaviness >= 550 else REGULAR


@lru_cache(maxsize=8)
def _heights(font: str) -> tuple[float, float]:
    face = pdfmetrics.getFont(font).face
    return face.ascent / 1000, -face.descent / 1000
