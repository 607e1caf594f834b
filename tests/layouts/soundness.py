"""What must hold in every tagged file that no validator looks at: each check fails with an AssertionError."""

from itertools import product

import pikepdf

from layouts import theme
from tests.layouts.reading import PAINTING, Part, TaggedFile

HEADINGS = tuple(f"H{level}" for level in range(1, 7))


def assert_marks_are_owned(file: TaggedFile) -> None:
    """Runs nest and close (reading them proves it), every one holds ink, and each belongs where its owner says."""
    assert all(set(run.operators) & PAINTING for run in file.runs)
    owners = {ink: part.tag for part in file.document for ink in part.ink}
    tagged = {(run.page, run.number): run.tag for run in file.runs if run.tag != "Artifact"}
    assert tagged == owners
    assert all(run.number is None for run in file.runs if run.tag == "Artifact")


def assert_pages_lead_to_owners(file: TaggedFile) -> None:
    """Each page's list of owners has one for each of its runs, and that owner knows the run."""
    numbers = file.root.ParentTree.Nums
    lists = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
    parts = {part.source.objgen: part for part in file.document}
    for number, leaf in enumerate(file.file.pages, 1):
        listed = lists[int(leaf.StructParents)]
        assert len(listed) == sum(run.page == number and run.number is not None for run in file.runs)
        assert all((number, mcid) in parts[owner.objgen].ink for mcid, owner in enumerate(listed))
        assert str(leaf.Tabs) == "/S"
    areas = [area for part in file.document for area in part.areas]
    assert len(lists) == len(file.file.pages) + len(areas) == int(file.root.ParentTreeNextKey)


def assert_read_in_the_order_drawn(file: TaggedFile) -> None:
    order = file.document.all_ink()
    assert order == sorted(order)


def assert_headings_skip_nothing(file: TaggedFile) -> None:
    levels = [int(part.tag[1]) for part in file.all(*HEADINGS)]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


def assert_tables_are_regular(file: TaggedFile) -> None:
    """The cells of a table fill it with no gap and none over another, and every head cell says what it heads."""
    for table in file.all("Table"):
        places = grid(table)
        rows, columns = (max((place[axis] for place in places), default=-1) + 1 for axis in (0, 1))
        assert len(places) == rows * columns
        assert rows == len([part for part in table if part.tag == "TR"])
        assert all(str(part.attribute("/Scope")) in ("/Row", "/Column") for part in table if part.tag == "TH")
        assert [part.tag for part in table.parts] in (
            ["TR"] * len(table.parts),
            *([*caption, "THead", *body] for caption in ([], ["Caption"]) for body in ([], ["TBody"])),
        )


def grid(table: Part) -> dict[tuple[int, int], Part]:
    """Which cell of a table stands at which row and column. Fails where two would stand at one."""
    places: dict[tuple[int, int], Part] = {}
    for down, row in enumerate(part for part in table if part.tag == "TR"):
        for cell in row.parts:
            across = next(place for place in range(len(places) + 1) if (down, place) not in places)
            height, width = (int(cell.attribute(name) or 1) for name in ("/RowSpan", "/ColSpan"))
            for place in product(range(down, down + height), range(across, across + width)):
                assert places.setdefault(place, cell) is cell
    return places


def assert_cells_name_their_heads(file: TaggedFile) -> None:
    """In a table with bands or two rows of headings, each cell names all above it, its band and its row's head."""
    named = {bytes(name): target.objgen for name, target in names(file)}
    for table in file.all("Table"):
        places = grid(table)
        height, width = (max((place[axis] for place in places), default=-1) + 1 for axis in (0, 1))
        depth = sum(len(part.parts) for part in table.parts if part.tag == "THead")
        told = depth > 1 or any(cell.attribute("/ColSpan") for cell in places.values())
        band: list[Part] = []
        for down in range(depth, height):
            row = [places[down, across] for across in range(width)]
            if width > 1 and row[0] is row[-1]:
                band = row[:1]
                continue
            for across, cell in enumerate(row):
                if cell.tag == "TD":
                    above = [places[up, across] for up in range(depth)]
                    heads = [*above, *band, *(part for part in row if part.tag == "TH")]
                    expected = list(dict.fromkeys(part.source.objgen for part in heads)) if told else []
                    assert [named[bytes(name)] for name in cell.attribute("/Headers") or ()] == expected


def names(file: TaggedFile) -> list[tuple[pikepdf.Object, pikepdf.Object]]:
    """The elements that the file knows by name."""
    listed = file.root.IDTree.Names if "/IDTree" in file.root else []
    return [(listed[place], listed[place + 1]) for place in range(0, len(listed), 2)]


def assert_notes_and_names_can_be_found(file: TaggedFile) -> None:
    """Every name is one element's alone, they are in the order of their bytes, and every note has one."""
    listed = [(bytes(name), target.objgen) for name, target in names(file)]
    assert listed == sorted(set(listed))
    assert len({name for name, _ in listed}) == len(listed)
    own = {(bytes(part.source.ID), part.source.objgen) for part in file.document if "/ID" in part.source}
    assert own == set(listed)
    assert all("/ID" in note.source and [part.tag for part in note.parts] == ["P"] for note in file.all("Note"))


def assert_lists_nest(file: TaggedFile) -> None:
    """A list holds items alone, an item a label and a body, and a list in a list stands in such a body after words."""
    for part in file.document:
        if part.tag == "L":
            assert {item.tag for item in part.parts} == {"LI"}
        if part.tag == "LI":
            assert [inner.tag for inner in part.parts] == ["Lbl", "LBody"]
        inside = [isinstance(kid, Part) and kid.tag == "L" for kid in part.order]
        if any(inside) and part.tag not in ("Document", "Sect"):
            assert part.tag == "LBody"
            assert inside == [False] * (len(inside) - 1) + [True]


def assert_figures_speak(file: TaggedFile) -> None:
    for figure in file.all("Figure"):
        left, bottom, right, top = map(float, figure.attribute("/BBox"))
        assert 0 < left < right <= theme.PAGE_WIDTH
        assert 0 < bottom < top <= theme.PAGE_HEIGHT
        assert len(str(figure.source.Alt)) >= 20
        assert len({page for page, _ in figure.all_ink()}) == 1


def assert_links_speak(file: TaggedFile) -> None:
    """Every annotation is an area of one link, which it leads back to, inside its page; and it says where it leads."""
    numbers = file.root.ParentTree.Nums
    owners = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
    links = file.all("Link")
    found = []
    for link in links:
        assert link.ink and link.areas
        assert len({str(area.Contents) for area in link.areas}) == 1
        for area in link.areas:
            assert owners[int(area.StructParent)].objgen == link.source.objgen
            left, bottom, right, top = map(float, area.Rect)
            assert 0 < left < right < theme.PAGE_WIDTH
            assert 0 < bottom < top < theme.PAGE_HEIGHT
            assert len(str(area.Contents)) > 3
            assert int(area.F) == 4
            assert ("/Dest" in area) != ("/A" in area)
            found.append(area.objgen)
    assert sorted(found) == sorted(one.objgen for leaf in file.file.pages for one in leaf.get("/Annots", []))


CHECKS = (
    assert_links_speak,
    assert_marks_are_owned,
    assert_pages_lead_to_owners,
    assert_read_in_the_order_drawn,
    assert_headings_skip_nothing,
    assert_tables_are_regular,
    assert_cells_name_their_heads,
    assert_notes_and_names_can_be_found,
    assert_lists_nest,
    assert_figures_speak,
)
