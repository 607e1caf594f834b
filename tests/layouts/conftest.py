"""Sets small reports and reads them back as a reader of the file would."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pikepdf
import pypdfium2
import pytest
from matplotlib.figure import Figure as MatplotlibFigure
from matplotlib.lines import Line2D

from layouts.blocks import (
    Block,
    Column,
    Drawing,
    Figure,
    Furniture,
    Heading,
    Panel,
    Paragraph,
    Row,
    Span,
    Status,
    Table,
    Text,
)
from layouts.paginate import Paginated, paginate
from layouts.theme import STANDARD, Edition
from tests.layouts.marks import Character, Mark, characters, marks

FURNITURE = Furniture(
    title="Corporate parenting report: position at 31 December 2023",
    author="Children's Services",
    subject="Corporate parenting",
    keywords="children in care, care leavers",
    running_head="Corporate parenting report: position at 31 December 2023",
    notice="Sample data, not real children",
    date="2024-02-06",
)


def squeezed(text: str) -> str:
    """Words with one space between them."""
    return re.sub(r"\s+", " ", text).strip()


@dataclass(frozen=True)
class SetReport:
    """A finished report and ways to look at it."""

    paginated: Paginated

    @property
    def texts(self) -> list[str]:
        """The words of each page in the order in which they are drawn."""
        file = pypdfium2.PdfDocument(self.paginated.pdf)
        texts = [squeezed(page.get_textpage().get_text_bounded()) for page in file]
        file.close()
        return texts

    @property
    def bodies(self) -> list[str]:
        """The words of each page without its running head, page number and notice."""
        bodies = []
        for number, text in enumerate(self.texts, 1):
            for furniture in (FURNITURE.running_head, f"{number} of {self.paginated.pages}", FURNITURE.notice):
                text = text.replace(furniture, "", 1)  # noqa: PLW2901  # what is left of the page's text
            bodies.append(squeezed(text))
        return bodies

    @property
    def file(self) -> pikepdf.Pdf:
        """The file's objects."""
        return pikepdf.open(io.BytesIO(self.paginated.pdf))

    def marks(self, kind: str) -> list[Mark]:
        """Every mark of a kind: "path" or "image"."""
        return marks(self.paginated.pdf, kind)

    @property
    def characters(self) -> list[Character]:
        """Every character that leaves ink."""
        return characters(self.paginated.pdf)


@pytest.fixture
def furniture() -> Furniture:
    return FURNITURE


@pytest.fixture
def set_report() -> Callable[..., SetReport]:
    """Set blocks with the usual furniture, or with some of it changed."""

    def set_blocks(*blocks: Block, edition: Edition = STANDARD, **changes: str) -> SetReport:
        return SetReport(paginate(blocks, replace(FURNITURE, **changes), edition))

    return set_blocks


@dataclass(frozen=True)
class Builder:
    """Makes blocks from plain strings."""

    drawn: list[tuple[float, float, float]]

    @staticmethod
    def words(text: str, about: object = None) -> Text:
        return (Span(text, about),)

    def paragraph(self, text: str) -> Paragraph:
        return Paragraph(self.words(text))

    def section(self, text: str, new_page: bool = False, ref: str = "") -> Heading:
        return Heading(2, self.words(text), ref, new_page)

    def lines(self, count: int, word: str = "line") -> Paragraph:
        """A paragraph of about that many lines."""
        return self.paragraph(" ".join(f"{word}{number:04d}-{'x' * 62}" for number in range(count)))

    def table(
        self, rows: Sequence[Sequence[str]], headings: Sequence[str] = ("Team", "Staff"), **options: bool
    ) -> Table:
        columns = tuple(
            Column(self.words(heading), 1, "right" if index else "left") for index, heading in enumerate(headings)
        )
        return Table(
            self.words("Staff by team"), columns, tuple(Row(tuple(map(self.words, row))) for row in rows), **options
        )

    def figure(self, title: str = "Rising since April", least: float = 105.0, most: float = 190.0) -> Figure:
        def draw(width: float, height: float, label: float, accent: str) -> Drawing:
            self.drawn.append((width, height, label))
            figure = MatplotlibFigure(figsize=(width / 72, height / 72), dpi=72)
            figure.add_artist(Line2D([0.1, 0.9], [0.2, 0.8], color=f"#{accent}"))
            return Drawing(
                figure, (Span("Rises from "), Span("401", "alt"), Span(" to 412 children.")), (Span("412", "dot"),)
            )

        return Figure(draw, self.words(title), self.words("Children in care, each month"), least, most)

    def panel(self, ref: str, name: str = "Children in care", figures: Sequence[Figure] = (), **more: object) -> Panel:
        settled: dict[str, object] = {
            "message": self.words(f"Message of {ref}: 62 of 412 children."),
            "number": self.words("15.0%"),
            "basis": (self.words("62 of 412 children"), self.words("Snapshot")),
            "status": Status(self.words("Not met"), "triangle"),
            "direction": (self.words("Rising for 5 months"),),
            "small_print": (self.words("Source: Homes return."),),
        }
        return Panel(ref, self.words(name), figures=tuple(figures), **(settled | more))  # type: ignore[arg-type]


@pytest.fixture
def build() -> Builder:
    return Builder([])
