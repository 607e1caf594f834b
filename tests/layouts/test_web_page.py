"""The web edition of small reports: its structure, its links, and that it asks nothing of anybody."""

import re
from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import sha256
from typing import get_args

import pytest

from layouts.blocks import (
    Block,
    Brand,
    Card,
    CellChart,
    Column,
    Entries,
    Facts,
    Heading,
    ItemList,
    Key,
    ListItem,
    Paragraph,
    Promise,
    Promises,
    Row,
    Span,
    Status,
    Strip,
    StripGroup,
    Table,
    TableOfContents,
    Tile,
    Tiles,
)
from layouts.paginate import paginate
from layouts.theme import LARGE_PRINT, STANDARD
from layouts.web.flow import SETS
from layouts.web.meanings import Meaning, Meanings
from layouts.web.web_page import set_web_page
from tests.layouts.logos import logo
from tests.layouts.web_reading import (
    explained_on_page,
    headings_in_tags,
    headings_on_page,
    page_of,
    said_in_tags,
    said_on_page,
)

NOTHING_TO_SAY = Meanings("What these numbers are", ("Number", "Row"), lambda about: None)


@pytest.fixture
def set_both(furniture):
    """Set blocks as a PDF and as a web page; give both."""

    def set_blocks(*blocks, edition=STANDARD, meanings=NOTHING_TO_SAY, **changes):
        carried = replace(furniture, **changes)
        paginated = paginate(blocks, carried, edition)
        return paginated.pdf, set_web_page(blocks, carried, paginated.charts, meanings, edition)

    return set_blocks


def everything(build):
    """A block of every kind, with a chart wherever one may stand."""
    words, chart = build.words, lambda: CellChart(build.figure().draw)
    met = Status(words("Met"), "full")
    columns = (Column(words("Team"), 2), Column(words("Staff"), 1, "right", words("Now")), Column(words("Trend"), 1))
    rows = (
        Row((words("North"),), band=True),
        Row((words("Early help"), words("21"), chart())),
        Row((words("Homes"), words("8"))),
    )
    return (
        Paragraph(words("Sample City Council"), "kicker"),
        Heading(1, words("Report")),
        Paragraph(words("Position at 31 December 2023"), "lead"),
        Strip(words("Our 2 targets"), (StripGroup(words("1 met"), "full", ((Span("5.1", link="#5.1"),),)),)),
        Tiles((Tile("5.1", words("Checks"), words("9.4%"), met, words("target 95%"), chart(), (words("11 of 117"),)),)),
        Facts((("Council", words("Sample City Council")),)),
        Heading(2, words("Contents")),
        TableOfContents(),
        Heading(2, words("At a glance")),
        Key((met, Status(words("Not met"), "triangle"))),
        Table(words("Every team"), columns, rows, show_caption=False, anchor="n5.1"),
        Heading(2, words("Health"), ref="5"),
        Card("5.1", words("Checks"), met, words("Few."), words("9.4%"), (words("11 of 117"),), chart(),
             ((words("Why"), words("Late forms.")),), (words("Counted anew."),), "#n5.1", also="5.2"),
        build.panel("5.3", figures=[build.figure()], tables=(build.table([["A", "1"]]),)),
        Heading(3, words("Deeper")),
        ItemList((words("One"), ListItem(words("Two"), ItemList((words("Inside"),)))), numbered=True),
        Entries(((words("Status"), words("Judged by its target.")),)),
        Heading(2, words("Promises")),
        Promises((Promise(words("Visits"), words("90"), words("We promised 95."), met, words("90 of 100."), chart()),)),
        Paragraph(words("Small print."), "small"),
    )  # fmt: skip


def test_every_kind_of_block_can_be_set():
    assert set(get_args(Block)) == SETS


@pytest.mark.parametrize("edition", [STANDARD, LARGE_PRINT], ids=["standard", "large print"])
def test_a_page_says_what_the_pdf_s_tags_say_in_the_same_order_under_the_same_headings(build, set_both, edition):
    pdf, content = set_both(*everything(build), edition=edition)
    page = page_of(content)
    assert said_on_page(page) == said_in_tags(pdf)
    assert headings_on_page(page) == headings_in_tags(pdf)


def test_the_same_blocks_give_the_same_bytes(build, set_both):
    blocks = everything(build)
    assert set_both(*blocks)[1] == set_both(*blocks)[1]


def test_a_page_asks_for_nothing_and_forbids_asking(build, set_both):
    text = set_both(*everything(build))[1].decode()
    page = page_of(text.encode())
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    allowed = dict(part.split(" ", 1) for part in policy.split("; "))
    assert allowed.keys() == {"default-src", "style-src", "font-src", "img-src", "base-uri", "form-action"}
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert allowed["style-src"] == f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
    assert not re.search(r"<(script|iframe|object|embed|form|base)\b|\son\w+=|\sstyle=|@import|javascript:", text)
    assert {url[:5] for url in re.findall(r"url\(([^)]+)\)", text)} <= {"data:", "#"}
    addresses = page.xpath("//@*[local-name() = 'src' or local-name() = 'href']")
    assert addresses and all(one.startswith(("data:", "#")) for one in addresses)


def test_words_are_never_markup_whatever_a_cell_holds(build, set_both):
    words = '<script>alert("1")</script> & \u202esdrawkcab\u0007 </style>'
    heading = Heading(2, (Span(words),), ref='"><b>')
    content = set_both(build.section("First"), heading, Paragraph((Span(words, link="#nowhere"),)), title=words)[1]
    text = content.decode()
    assert "<script" not in text and "\u202e" not in text and "\u0007" not in text and "<b>" not in text
    assert text.count("</style>") == 1
    assert page_of(content).xpath("//main//p")[-1].text_content().startswith('<script>alert("1")</script> & sdrawkcab')


def test_links_lead_to_what_they_name_to_addresses_and_nowhere_else(build, set_both):
    links = (
        "#5.1",
        "#5.2",
        "#n5.1",
        "#9.9",
        "mailto:a@sample.example",
        "https://sample.example/",
        "javascript:alert(1)",
    )
    content = set_both(*everything(build), Paragraph(tuple(Span(f"{link} ", link=link) for link in links)))[1]
    page = page_of(content)
    led = [one.get("href") for one in page.xpath("//p[contains(., '#9.9')]//a")]
    assert len(led) == 5 and led[3:] == ["mailto:a@sample.example", "https://sample.example/"]
    targets = [page.get_element_by_id(one[1:]) for one in led[:3]]
    assert [one.tag for one in targets] == ["h3", "span", "div"]


def test_every_name_on_a_page_is_there_once_and_every_name_used_is_there(build, set_both):
    page = page_of(set_both(*everything(build), *everything(build))[1])
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    used = [one[1:] for one in page.xpath("//a/@href") if one.startswith("#")]
    used += [name for one in page.xpath("//@aria-labelledby") for name in one.split()]
    assert set(used) <= set(names)


def test_a_wide_table_is_a_named_region_that_the_keyboard_reaches(build, set_both):
    page = page_of(set_both(*everything(build))[1])
    for table in page.xpath("//table"):
        region = table.getparent()
        assert (region.get("role"), region.get("tabindex")) == ("region", "0") and region.get("aria-labelledby")
        assert table.xpath("caption") and table.xpath("thead/tr/th[@scope]")
    first = page.xpath("//table")[0]
    assert [one.get("scope") for one in first.xpath("tbody/tr/th")] == ["rowgroup", "row", "row"]
    assert first.xpath("thead/tr[1]/th/@rowspan") == ["2", "2"]


def test_contents_lead_to_every_section_and_a_short_page_has_none(build, set_both):
    page = page_of(set_both(*everything(build))[1])
    entries = [one.text_content() for one in page.xpath("//nav//a")]
    assert entries == ["Contents", "At a glance", "5 Health", "Promises"]
    assert page.xpath("//ul[@class='contents']//a/@href") == page.xpath("//nav//a/@href")[1:]
    assert not page_of(set_both(build.section("Alone"), build.paragraph("Words."))[1]).xpath("//nav")


def test_numbers_are_explained_once_each_under_what_they_stand_in(set_both):
    told = {"a": Meaning("5.1 Checks", ("9.4%",), "4"), "b": Meaning("5.1 Checks", ("9.4%",), "9")}
    told |= {"c": Meaning("5.2 Teeth", ("11",), "5")}
    meanings = Meanings("What these numbers are", ("Number", "Row"), told.get)
    first = Paragraph((Span("9.4%", "a"), Span(" and "), Span("9.4%", "b"), Span(" of "), Span("11", "c")))
    blocks = (Heading(2, (Span("One"),)), first, Heading(2, (Span("Two"),)), Paragraph((Span("12", "unknown"),)))
    (details,) = page_of(set_both(*blocks, meanings=meanings)[1]).xpath("//details")
    assert details.xpath("preceding::h1/text()") == ["One"] and details.xpath("following::h1/text()") == ["Two"]
    assert details.xpath("summary")[0].text_content() == "What these numbers are: One"
    assert [one.text_content() for one in details.xpath(".//tbody//th[@scope]")] == ["5.1 Checks", "5.2 Teeth"]
    rows = [[cell.text_content() for cell in row] for row in details.xpath(".//tbody/tr[td]")]
    assert rows == [["9.4%", "4"], ["11", "5"]]


def test_a_number_that_several_lists_have_is_explained_in_the_fullest_and_the_others_lead_there(set_both):
    told = {
        "a": Meaning("5.1 Checks", ("9.4%",), "4", "From Health"),
        "b": Meaning("5.1 Checks", ("95%",), "9", "From Health"),
    }
    told |= {"c": Meaning("5.2 Teeth", ("11",), "5")}
    meanings = Meanings("What these numbers are", ("Number", "Row"), told.get)
    first = (Heading(2, (Span("One"),)), Paragraph((Span("9.4%", "a"), Span("11", "c"))))
    other = (Heading(2, (Span("Two"),)), Paragraph((Span("9.4%", "a"), Span("95%", "b"), Span("11", "c"))))
    brief, full = page_of(set_both(*first, *other, meanings=meanings)[1]).xpath("//details")

    def rows(details):
        return [" | ".join(cell.text_content() for cell in row) for row in details.xpath(".//tbody/tr")]

    assert rows(brief) == ["5.1 Checks", "9.4%: explained under Two", "5.2 Teeth", "11 | 5"]
    assert rows(full) == ["5.1 Checks. From Health", "9.4% | 4", "95% | 9", "5.2 Teeth", "11: explained under One"]
    assert brief.xpath(".//a/@href") == [f"#{full.xpath('summary/@id')[0]}"]


def test_what_numbers_have_in_common_is_one_cell(set_both):
    told = {
        "a": Meaning("5.1 Checks", ("9.4%", "The figure", "2023", "11 of 117"), "4"),
        "b": Meaning("5.1 Checks", ("95%", "Target", "", ""), "5"),
        "c": Meaning("5.1 Checks", ("85.6", "Shortfall", "2023", "11 of 117"), "6"),
    }
    meanings = Meanings("What these numbers are", ("Number", "What", "When", "Counted", "Row"), told.get)
    numbers = Paragraph(tuple(Span(f"{name} ", name) for name in "abc"))
    page = page_of(set_both(Heading(2, (Span("One"),)), numbers, meanings=meanings)[1])
    (details,) = page.xpath("//details")
    rows = [[cell.text_content() for cell in row] for row in details.xpath(".//tbody/tr[td]")]
    assert rows == [
        ["9.4%", "The figure", "2023", "11 of 117", "4"],
        ["85.6", "Shortfall", "6"],
        ["95%", "Target", "", "", "5"],
    ]
    assert details.xpath(".//td/@rowspan") == ["2", "2"]
    assert explained_on_page(page) == [[*told[name].cells, told[name].place] for name in "acb"]


def test_the_marking_of_an_exempt_paper_stands_first_last_and_on_every_printed_page(build, set_both):
    content = set_both(build.paragraph("Words."), marking=build.words("Exempt: “not” for publication"))[1]
    page = page_of(content)
    assert page.xpath("//header/p[@class='marking']/text()") == ["Exempt: “not” for publication"]
    assert page.xpath("//footer/p[@class='marking']/text()") == ["Exempt: “not” for publication"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert '@bottom-left{content:"Exempt: \\201c not\\201d  for publication' in content.decode()


def test_a_council_s_logo_and_accent_are_in_the_file(build, set_both):
    mark = logo()
    content = set_both(build.section("Home"), brand=Brand("00703C", mark))[1]
    (image,) = page_of(content).xpath("//header/img")
    assert image.get("alt") == mark.alt_text
    assert b64decode(image.get("src").removeprefix("data:image/png;base64,")) == mark.png
    assert b"--accent:#00703C" in content and b"--accent:#12436D" not in content


def test_the_large_print_page_is_larger_and_says_so_to_its_style(build, set_both):
    assert page_of(set_both(build.section("Home"), edition=LARGE_PRINT)[1]).get("class") == "large"
    assert page_of(set_both(build.section("Home"))[1]).get("class") is None


def test_the_file_says_its_language_its_title_and_whose_it_is(build, set_both, furniture):
    page = page_of(set_both(build.section("Home"))[1])
    assert page.get("lang") == "en-GB"
    assert page.xpath("//title/text()") == [furniture.title]
    assert page.xpath("//meta[@name='author']/@content") == [furniture.author]
    assert page.xpath("//header/p/text()") == [furniture.notice]


def test_its_fonts_are_in_it_under_a_name_of_their_own(build, set_both):
    text = set_both(build.section("Home"))[1].decode()
    fonts = re.findall(r'font-family:"([^"]+)";font-weight:(\d+);src:url\(data:font/woff2;base64,([^)]+)\)', text)
    assert [(name, weight) for name, weight, _ in fonts] == [
        ("Report Sans", weight) for weight in ("400", "600", "700")
    ]
    for *_, data in fonts:
        font = b64decode(data)
        assert font[:4] == b"wOF2" and int.from_bytes(font[8:12], "big") == len(font)
    assert "SIL Open Font License" in text
