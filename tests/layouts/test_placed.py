"""Where every number was set."""

from layouts.blocks import CellChart, Column, Facts, Figure, Heading, ItemList, Paragraph, Row, Span, Status, Table


def told(text: str, about: object) -> tuple[Span, ...]:
    return (Span("In all "), Span(text, about), Span("."))


def everything(build):
    panel = build.panel(
        "3.1",
        message=told("62 of 412", "message"),
        number=told("15.0%", "number")[1:2],
        basis=(told("412 children", "basis"),),
        status=Status(told("Not met", "status")[1:2], "triangle"),
        direction=(told("9 months", "direction"),),
        figures=[Figure(build.figure().draw, told("one in six", "title"), told("2023", "subtitle"))],
        commentary=(told("two vacancies", "commentary"),),
        small_print=(told("sheet Homes", "small"),),
    )
    columns = (Column(told("Latest", "column"), 1), Column(build.words("Trend"), 1))
    table = Table(told("All", "caption"), columns, (Row((told("99.6%", "cell"), CellChart(build.figure().draw))),))
    return (
        Heading(1, told("December 2023", "heading")),
        Paragraph(told("484", "paragraph")),
        ItemList((told("161", "point"),)),
        Facts((("Meeting", told("14 February", "fact")),)),
        table,
        panel,
    )


def test_every_kind_of_place_is_told_apart_and_in_reading_order(set_report, build):
    placed = set_report(*everything(build)).paginated.placed
    assert [(entry.about, entry.where) for entry in placed] == [
        ("heading", "heading"),
        ("paragraph", "paragraph"),
        ("point", "list"),
        ("fact", "facts"),
        ("caption", "table caption"),
        ("column", "table"),
        ("cell", "table"),
        ("alt", "alt text"),
        ("dot", "chart"),
        ("message", "message"),
        ("number", "number"),
        ("basis", "basis"),
        ("status", "status"),
        ("direction", "direction"),
        ("title", "chart title"),
        ("subtitle", "chart subtitle"),
        ("alt", "alt text"),
        ("dot", "chart"),
        ("commentary", "commentary"),
        ("small", "small print"),
    ]


def test_every_text_is_on_the_page_it_is_said_to_be_on(set_report, build):
    rows = [Row((build.words(f"Team {number}"), (Span(f"{number}.25%", ("row", number)),))) for number in range(90)]
    columns = (Column((Span("Team"),), 2), Column((Span("Share 2023", "head"),), 1, "right"))
    long = Paragraph(tuple(Span(f"figure {number}, ", ("figure", number)) for number in range(600)))
    report = set_report(long, Table(build.words("Shares"), columns, tuple(rows)), *everything(build))
    texts = report.texts
    drawn = [entry for entry in report.paginated.placed if entry.where not in ("alt text", "chart")]
    assert len(drawn) > 690
    for entry in drawn:
        assert " ".join(entry.text.split()) in texts[entry.page - 1]


def test_a_repeated_heading_row_counts_once_on_every_page_it_is_printed_on(set_report, build):
    rows = tuple(Row((build.words(f"Team {number}"),)) for number in range(90))
    report = set_report(Table(build.words("Teams"), (Column((Span("Team 2023", "head"),), 1),), rows))
    pages = [entry.page for entry in report.paginated.placed if entry.about == "head"]
    assert pages == [page for page, text in enumerate(report.texts, 1) if "Team 2023" in text]
    assert len(pages) > 1


def test_a_text_with_nothing_to_tell_is_not_listed(set_report, build):
    assert set_report(build.paragraph("62 of 412 children.")).paginated.placed == ()


def test_what_is_told_is_the_text_as_printed(set_report):
    report = set_report(Paragraph((Span("62\u200b of\n412", "n"),)))
    assert [entry.text for entry in report.paginated.placed] == ["62 of 412"]
