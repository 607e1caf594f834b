"""The plan of the house: how high a room may be built, and how long a module and a function may get."""

from __future__ import annotations

from graphlib import CycleError
from pathlib import Path

import pytest

from tests.house.source import ROOMS, floors, long_functions, long_modules

MOST_LINES = 400  # of a module
MOST_LINES_OF_A_FUNCTION = 40
MOST_FLOORS = {"report": 9, "inputs": 7, "layouts": 6}  # charts is one file a chart


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A room of three floors: ``top`` knows the folder ``middle``, and a file deep in there knows ``low``."""
    room = tmp_path / "room"
    deep = room / "middle" / "deep"
    deep.mkdir(parents=True)
    for folder in (room, room / "middle", deep):
        (folder / "__init__.py").write_text('"""A folder."""\n')
    (room / "top.py").write_text("from room.middle import name\n")
    (deep / "one.py").write_text("def f():\n    import room.low\n")
    (room / "low.py").write_text("import elsewhere.top\n")
    return room


@pytest.mark.parametrize("name", ROOMS)
def test_no_module_is_too_long(root: Path, name: str) -> None:
    assert long_modules(root / name, MOST_LINES) == []


@pytest.mark.parametrize("name", ROOMS)
def test_no_function_is_too_long(root: Path, name: str) -> None:
    assert long_functions(root / name, MOST_LINES_OF_A_FUNCTION) == []


@pytest.mark.parametrize("name", MOST_FLOORS)
def test_no_room_is_higher_than_its_plan(root: Path, name: str) -> None:
    assert floors(root / name) <= MOST_FLOORS[name]


def test_a_line_too_many_in_a_module_is_seen(room: Path) -> None:
    (room / "low.py").write_text("name = 1\n" * 5)
    assert long_modules(room, 5) == []
    assert long_modules(room, 4) == ["room/low.py: 5"]


def test_a_line_too_many_in_a_function_is_seen_wherever_it_stands(room: Path) -> None:
    (room / "low.py").write_text("class A:\n    @property\n    async def f(self):\n        x = 1\n\n        return x\n")
    assert long_functions(room, 4) == []
    assert long_functions(room, 3) == ["room/low.py f: 4"]


def test_floors_are_counted_over_files_and_folders(room: Path) -> None:
    assert floors(room) == 3


def test_a_floor_too_many_is_seen(room: Path) -> None:
    (room / "lowest.py").write_text("")
    (room / "low.py").write_text("from room import lowest\n")
    assert floors(room) == 4


def test_a_circle_has_no_floors(room: Path) -> None:
    (room / "low.py").write_text("import room.top\n")
    with pytest.raises(CycleError):
        floors(room)


def test_a_relative_import_is_refused_as_it_would_not_be_counted(room: Path) -> None:
    (room / "low.py").write_text("from . import top\n")
    with pytest.raises(ValueError, match="relative"):
        floors(room)
