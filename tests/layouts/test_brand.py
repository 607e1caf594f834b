"""A council's own accent and logo on the pages."""

import io
from dataclasses import fields, replace

import page
import pikepdf
import pytest

from layouts import theme
from layouts.blocks import NO_BRAND, Brand, Facts, Heading, Paragraph
from layouts.pagination.accent import in_accent
from layouts.preflight.run_checks import preflight
from layouts.reading.aloud import read_aloud
from layouts.theme import LARGE_PRINT, STANDARD
from tests.layouts.logos import WORDS, brand, drawn, logo
from tests.layouts.test_conformance import everything
from tests.layouts.test_theme import styles

MM = theme.MM
BRAND = brand()
EDITIONS = pytest.mark.parametrize("edition", [STANDARD, LARGE_PRINT], ids=["standard", "large print"])


def first_page(build):
    """A front page."""
    return [
        Paragraph(build.words("Sample City Council · Children’s Services"), "kicker"),
        Heading(1, build.words("Corporate parenting performance report")),
        Paragraph(build.words("Position at 31 December 2023 (Quarter 3, October to December 2023)"), "lead"),
        Paragraph(build.words("Corporate Parenting Committee, 14 February 2024, item 7. Public."), "facts"),
        Paragraph(build.words("None of our 11 targets was met."), "message"),
    ]


def cover(build):
    return [Heading(1, build.words("A report " * 8)), Facts((("Council", build.words("Sample City Council")),))]


def nameless(build):
    return [Paragraph(build.words("Position at 31 December 2023"), "facts"), build.paragraph("Words " * 40)]


def without_title(build):
    return [build.section("Home", ref="3"), build.panel("3.1", figures=[build.figure()])]


def words_under(pdf: bytes, made) -> list[str]:
    """What is written, or begins, in the room of the logo on the first page."""
    return [
        one.text
        for one in made.characters
        if one.page == 1 and one.x1 > place(pdf)[0] and one.y1 > place(pdf)[1] + 1 and one.y0 < place(pdf)[3]
    ]


def place(pdf: bytes) -> tuple[float, ...]:
    """Where the logo's box is, from the structure: left, foot, right and head in points."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure" and str(thing.Alt) == WORDS:
                return tuple(map(float, thing.A[0].BBox))
    raise AssertionError("no logo")


@EDITIONS
@pytest.mark.parametrize("blocks", [first_page, cover, nameless, without_title])
def test_the_logo_stands_under_the_stamp_at_the_right_and_nothing_runs_under_it(set_report, build, edition, blocks):
    made = set_report(*blocks(build), edition=edition, brand=BRAND)
    left, foot, right, head = place(made.paginated.pdf)
    assert theme.PAGE_HEIGHT - head > theme.STAMP_HEIGHT
    assert right == pytest.approx(theme.PAGE_WIDTH - theme.OUTER_MARGIN, abs=0.01)
    assert ((right - left) / MM, (head - foot) / MM) == (pytest.approx(40, abs=0.01), pytest.approx(18, abs=0.01))
    assert words_under(made.paginated.pdf, made) == []
    assert preflight(made.paginated.pdf).faults == ()


def test_a_rule_over_the_first_section_stands_under_the_logo(set_report, build):
    made = set_report(build.section("Home"), build.paragraph("Words."), brand=BRAND)
    (title,) = [one for one in made.characters if one.page == 1 and one.text == "H" and one.size > 15]
    assert title.y1 + theme.UNDER_SECTION_RULE + theme.SECTION_RULE < place(made.paginated.pdf)[1]


def test_a_title_that_fits_beside_the_logo_stays_where_it_was(set_report, build):
    short = [Heading(1, build.words("Our report")), build.paragraph("Words.")]
    tops = [
        next(one.y1 for one in set_report(*short, brand=given).characters if one.size > 20)
        for given in (NO_BRAND, BRAND)
    ]
    assert tops[0] == tops[1]


def test_a_title_that_does_not_fit_beside_the_logo_keeps_its_one_line_under_it(set_report, build):
    made = set_report(*first_page(build), brand=BRAND)
    title = [one for one in made.characters if one.size == pytest.approx(STANDARD.title.size)]
    assert len({one.y0 for one in title}) == 1


def test_the_logo_is_on_the_first_page_alone_and_is_heard_first(set_report, build):
    made = set_report(*first_page(build), build.section("Home", new_page=True), build.lines(90), brand=BRAND)
    assert [mark.page for mark in made.marks("image")] == [1]
    assert list(read_aloud(made.paginated.pdf))[1] == f"Figure: {WORDS}"


def test_a_running_head_on_the_first_page_stays_beside_the_logo(set_report, build):
    long = "Corporate parenting report of a council with a very long name indeed: position at 31 December 2023"
    made = set_report(*cover(build), brand=BRAND, running_head=long)
    head = [one for one in made.characters if one.page == 1 and one.y0 > theme.PAGE_HEIGHT - 20 * MM]
    assert max(one.x1 for one in head) < place(made.paginated.pdf)[0]


@EDITIONS
def test_whatever_was_set_in_the_accent_is_set_in_the_councils(edition):
    changed = in_accent(edition, "004B38")
    assert {style.colour for style in styles(changed)} == {
        "004B38" if style.colour == theme.ACCENT else style.colour for style in styles(edition)
    }
    same = [one.name for one in fields(edition) if getattr(edition, one.name) == getattr(changed, one.name)]
    assert {"body", "measure", "small"} <= set(same)
    assert in_accent(edition, theme.ACCENT) is edition


def ink(pdf: bytes) -> bytes:
    """What is drawn on all pages, and the colours that it is drawn in."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return b"".join(page.Contents.read_bytes() for page in file.pages)


@EDITIONS
def test_nothing_on_the_pages_keeps_the_reports_own_accent(set_report, build, edition):
    blocks = everything(build)
    before, after = (ink(set_report(*blocks, edition=edition, brand=b).paginated.pdf) for b in (NO_BRAND, BRAND))
    assert before.count(b"0.071 0.263 0.427 rg") > 20
    assert b"0.071 0.263 0.427" not in after.lower()
    assert b"0 0.294 0.22 rg" in after


def test_no_brand_is_todays_report_to_the_byte_and_a_brand_is_the_same_each_time(set_report, build):
    blocks = first_page(build)
    plain = set_report(*blocks).paginated.pdf
    assert plain == set_report(*blocks, brand=Brand(theme.ACCENT)).paginated.pdf
    branded = [set_report(*blocks, brand=Brand("004B38", logo())).paginated.pdf for _ in range(2)]
    assert branded[0] == branded[1] != plain


def test_of_the_logo_only_plain_colours_are_in_the_file(set_report, build):
    made = set_report(*first_page(build), brand=BRAND)
    file = made.file
    (image,) = file.pages[0].Resources.XObject.values()
    assert (image.ColorSpace, image.BitsPerComponent) == ("/DeviceRGB", 8)
    assert not {"/SMask", "/Mask", "/Interpolate", "/Metadata"} & set(image.keys())
    assert drawn()[-40:] not in made.paginated.pdf


@pytest.mark.slow
@EDITIONS
def test_a_branded_report_of_everything_conforms_to_both_standards(set_report, build, edition, tmp_path):
    file = tmp_path / "report.pdf"
    for blocks in (everything(build), first_page(build), without_title(build)):
        file.write_bytes(set_report(*blocks, edition=edition, brand=replace(BRAND)).paginated.pdf)
        for profile in ("ua1", "2a"):
            assert page.validate_pdf(str(file), profile=profile).failures == []
