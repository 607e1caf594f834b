"""What can be seen in the source of a module without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOMS = ("report", "charts", "layouts", "inputs")


def imported_names(path: Path) -> Iterator[str]:
    """Every dotted name that a file imports, whether it says ``import a.b`` or ``from a import b``."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def long_modules(room: Path, most: int) -> list[str]:
    """Modules of more lines than that, with how many."""
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in sorted(room.rglob("*.py"))}
    return [f"{path.relative_to(room.parent)}: {count}" for path, count in lines.items() if count > most]


def long_functions(room: Path, most: int) -> list[str]:
    """Functions of more lines than that, from ``def`` to the last of the body, with how many."""
    return [
        f"{path.relative_to(room.parent)} {node.name}: {count}"
        for path in sorted(room.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (count := (node.end_lineno or 0) - node.lineno + 1) > most
    ]


def floors(room: Path) -> int:
    """How many direct children of a room, files and folders, stand on one another in its longest chain of imports.

    Raises graphlib.CycleError where two of them know each other, and ValueError for a relative import.
    """
    children = {path.stem: path for path in room.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    children.pop("__init__", None)
    below = {name: _neighbours(path, room.name) & children.keys() - {name} for name, path in children.items()}
    height: dict[str, int] = {}
    for name in TopologicalSorter(below).static_order():
        height[name] = 1 + max((height[one] for one in below[name]), default=0)
    return max(height.values())


def _neighbours(child: Path, room: str) -> set[str]:
    """The direct children of the room that a file, or any file of a folder, imports something of."""
    files = child.rglob("*.py") if child.is_dir() else [child]
    names = [name.split(".") for file in files for name in imported_names(file)]
    if any(not parts[0] for parts in names):
        raise ValueError(f"{child}: a relative import, which is not counted")
    return {parts[1] for parts in names if parts[0] == room and len(parts) > 1}
