"""Charts of the web edition: the display list of the page, mark by mark, as SVG."""

import re

import pytest
from lxml import html
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from layouts.blocks import Span
from layouts.display_list import DrawnChart
from layouts.drawing.matplotlib_renderer import record
from layouts.web.colours import Palette
from layouts.web.svg import Charts

WORDS = "Line chart: 95.3% in April 2022, 90.6% in December 2023 & <nothing> else."
POINTS = IdentityTransform()


def svg_of(*artists, clip=None):
    """The elements of a chart 120 points wide and 60 high, as it is written; and its palette."""
    figure = Figure(figsize=(120 / 72, 60 / 72), dpi=72, frameon=False)
    for artist in artists:
        figure.add_artist(artist)
        if clip is not None:
            artist.set_clip_path(clip)
    palette = Palette("12436D")
    written = Charts(palette).svg(DrawnChart(record(figure), 120, 60, (Span(WORDS),), ()), 12)
    return html.fragment_fromstring(written), palette.css()


def test_a_chart_is_a_picture_with_the_words_of_its_alt_text():
    svg, _ = svg_of(Line2D([0, 100], [10, 50], transform=POINTS))
    assert svg.get("role") == "img"
    (title,) = svg.xpath("title")
    assert svg.get("aria-labelledby") == title.get("id") and title.text == WORDS
    assert svg.get("viewbox") == "0 0 120 60" and svg.get("width") == "10.00em"


def test_a_line_goes_where_it_goes_on_the_page_with_its_top_up():
    svg, css = svg_of(Line2D([0, 100], [10, 50], transform=POINTS, color="#28A197", linewidth=2, linestyle="--"))
    (path,) = svg.xpath("path")
    assert path.get("d") == "M0 50l100-40"
    assert path.get("stroke-width") == "2" and path.get("stroke-dasharray")
    (number,) = re.findall(r"n s(\d+)", path.get("class"))
    assert f"--c{number}:#28A197" in css


def test_a_dot_is_a_circle_and_a_box_a_path():
    dot = Circle((30, 20), 3.5, transform=POINTS, facecolor="#12436D", edgecolor="#12436D")
    box = Rectangle((10, 10), 20, 30, transform=POINTS, facecolor="#EDF3F8", linewidth=0)
    svg, _ = svg_of(dot, box)
    (circle,) = svg.xpath("circle")
    assert (circle.get("cx"), circle.get("cy"), circle.get("r")) == ("30", "40", "3.5")
    (path,) = svg.xpath("path")
    assert path.get("d") == "M10 50l20 0l0-30l-20 0Z"


def test_words_stand_where_they_stand_on_the_page_in_their_weight():
    label = {"transform": POINTS, "parse_math": False, "fontsize": 10}
    svg, _ = svg_of(Text(20, 20, "90.6% & more", weight=600, **label), Text(5, 5, "up", rotation=90, **label))
    level, turned = svg.xpath("text")
    assert level.text == "90.6% & more"
    assert (level.get("x"), level.get("y"), level.get("font-size")) == ("20", "40", "10")
    assert level.get("class").endswith(" w6") and turned.get("transform").startswith("rotate(-90")


def test_what_is_hatched_is_painted_inside_its_outline_alone():
    bar = Rectangle((10, 10), 20, 30, transform=POINTS, facecolor="#FFFFFF", edgecolor="#12436D", hatch="//")
    svg, _ = svg_of(bar)
    (clip,) = svg.xpath("clippath")
    (group,) = svg.xpath("g")
    assert group.get("clip-path") == f"url(#{clip.get('id')})"
    assert len(group.xpath("path")) >= 1 and group.getnext().tag == "path"  # the edge stands outside again


def test_charts_of_one_page_never_share_a_name():
    charts, chart = Charts(Palette("12436D")), DrawnChart((), 10, 10, (Span(WORDS),), ())
    names = [re.findall(r'id="(\w+)"', charts.svg(chart, 12))[0] for _ in range(3)]
    assert len(set(names)) == 3


def test_an_operator_that_display_lists_do_not_have_is_refused():
    with pytest.raises(KeyError):
        Charts(Palette("12436D")).svg(DrawnChart(("0 0 m 1 1 v S",), 10, 10, (Span(WORDS),), ()), 12)
