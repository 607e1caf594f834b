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


def painted(element, css):
    """How a mark is painted, by property."""
    (rule,) = re.findall(rf"\.{element.get('class')}{{([^}}]+)}}", css)
    return dict(part.split(":") for part in rule.split(";"))


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
    how = painted(path, css)
    assert how["fill"] == "none" and how["stroke-width"] == "2" and how["stroke-dasharray"]
    (number,) = re.findall(r"var\(--c(\d+)\)", how["stroke"])
    assert f"--c{number}:#28A197" in css


def test_lines_that_are_drawn_alike_are_one_path_and_others_not():
    grid = [Line2D([0, 100], [y, y], transform=POINTS, color="#28A197", linewidth=1) for y in (10, 20.5)]
    other = Line2D([0, 0], [0, 60], transform=POINTS, color="#28A197", linewidth=2)
    svg, _ = svg_of(*grid, other)
    assert [one.get("d") for one in svg.xpath("path")] == ["M0 50h100M0 39.5h100", "M0 60v-60"]


def test_areas_that_are_painted_alike_are_one_path_only_where_they_lie_apart():
    def box(left):
        return Rectangle((left, 10), 20, 30, transform=POINTS, facecolor="#12436D", linewidth=0)

    apart, _ = svg_of(box(10), box(40))
    assert [one.get("d") for one in apart.xpath("path")] == ["M10 50h20v-30h-20zM40 50h20v-30h-20z"]
    over, _ = svg_of(box(10), box(25))
    assert len(over.xpath("path")) == 2


def test_a_ring_is_a_circle_a_disc_what_a_round_pen_leaves_and_a_box_a_path():
    ring = Circle((30, 20), 3.5, transform=POINTS, facecolor="#FFFFFF", edgecolor="#12436D", linewidth=1)
    disc = Circle((60, 20), 3.5, transform=POINTS, facecolor="#12436D", edgecolor="#12436D", linewidth=1)
    box = Rectangle((10, 10), 20, 30, transform=POINTS, facecolor="#EDF3F8", linewidth=0)
    svg, css = svg_of(ring, disc, box)
    (circle,) = svg.xpath("circle")
    assert (circle.get("cx"), circle.get("cy"), circle.get("r")) == ("30", "40", "3.5")
    dot, path = svg.xpath("path")
    assert dot.get("d") == "M60 40h0"
    assert painted(dot, css) | {"stroke": ""} == {
        "fill": "none", "stroke": "", "stroke-width": "8", "stroke-linecap": "round"
    }  # fmt: skip
    assert path.get("d") == "M10 50h20v-30h-20z"


def test_words_stand_where_they_stand_on_the_page_in_their_weight():
    label = {"transform": POINTS, "parse_math": False, "fontsize": 10}
    heavy = [Text(20, y, "90.6% & more", weight=600, **label) for y in (20, 40)]
    svg, css = svg_of(*heavy, Text(5, 5, "up", rotation=90, **label))
    first, other = svg.xpath("g")  # the texts of one weight, size and colour
    level, _ = first.xpath("text")
    (turned,) = other.xpath("text")
    assert level.text == "90.6% & more"
    assert (level.get("x"), level.get("y")) == ("20", "40")
    assert (painted(first, css)["font-size"], painted(first, css)["font-weight"]) == ("10px", "600")
    assert "font-weight" not in painted(other, css) and turned.get("transform").startswith("rotate(-90")


def test_what_is_hatched_is_painted_inside_its_outline_alone():
    bar = Rectangle((10, 10), 20, 30, transform=POINTS, facecolor="#FFFFFF", edgecolor="#12436D", hatch="//")
    svg, _ = svg_of(bar)
    (clip,) = svg.xpath("clippath")
    (group,) = svg.xpath("g")
    assert group.get("clip-path") == f"url(#{clip.get('id')})"
    assert len(group.xpath("path")) >= 1 and group.getnext().tag == "path"  # the edge stands outside again


def test_charts_of_one_page_never_share_a_name():
    charts, chart = Charts(Palette("12436D")), DrawnChart((), 10, 10, (Span(WORDS),), ())
    names = [re.findall(r" id=(\w+)", charts.svg(chart, 12))[0] for _ in range(3)]
    assert len(set(names)) == 3


def test_an_operator_that_display_lists_do_not_have_is_refused():
    with pytest.raises(KeyError):
        Charts(Palette("12436D")).svg(DrawnChart(("0 0 m 1 1 v S",), 10, 10, (Span(WORDS),), ()), 12)
