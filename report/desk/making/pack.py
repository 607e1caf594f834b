"""Trims, compiles and packs what the one-file edition holds. Runs in the Python of that edition, which compiles it.

What is dropped is named here, part by part: nothing is left out because one run did without it.
"""

from __future__ import annotations

import ast
import gzip
import importlib.util
import io
import marshal
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

_DOCUMENTED = ("board_report-", "numpy-")  # wheels that keep their docstrings: numpy rewrites its own when it loads
_DROPPED = [
    r"\.(pyi|pyx|pxd|c|h|cpp|hpp|pyc|typed|in|map|toml\.j2|cmake|pc|a)$",
    r"(^|/)(tests?|testing|_pyinstaller|sample_data|plot_directive|isoschematron)/",
    r"\.dist-info/(?!METADATA$)",  # the licences are in the file once, on a page of their own
    r"^board_report-[^/]*/",
    r"^dateutil/zoneinfo/.*\.tar\.gz$",
    r"^holidays/(countries/(?!united_kingdom\.py)|financial/|locale/)",  # England has its holidays in this one
    r"^inputs/samples/(?!peterborough)",
    r"^lxml/(objectify|html|sax|builder|cssselect|doctestcompare|ElementInclude|usedoctest|pyclasslookup|includes)",
    r"^matplotlib/backends/(web_backend|qt_editor|backend_(wx|gtk|qt|tk|cairo|macosx|nbagg|webagg|pgf|ps|pdf|svg))",
    r"^matplotlib/mpl-data/(images|stylelib|plot_directive|fonts/(afm|pdfcorefonts))",
    r"^matplotlib/mpl-data/fonts/ttf/(?!DejaVuSans\.ttf)",
    r"^matplotlib/(sphinxext|style/stylelib)/",
    r"^mpl_toolkits/",
    r"^numpy/(f2py|distutils|doc|random/(lib|_examples))/",
    r"^PIL/(_webp|_imagingft|_avif|_imagingtk|_imagingcms)\.",
    r"^report/desk/(page|making)/",  # the page is the file itself
    r"^reportlab/(fonts|graphics/(samples|barcode|widgets))/",
    r"^xlrd-.*data/scripts",
]
_STDLIB_DROPPED = (
    r"^(idlelib|lib2to3|tkinter|turtledemo|ensurepip|pydoc_data|distutils|test|venv|_pyrepl|curses|sqlite3|dbm|wsgiref)/"
    r"|^(turtle|pydoc|antigravity|this|_pydecimal|_pydatetime|_pyio|doctest|pdb|tabnanny|cProfile|profile|pstats)\.py$"
)


def pack_libraries(wheels: Path, npm: Path, into: Path) -> None:
    """Write all parts that are not ours into a folder, compressed: interpreter, solver, and the libraries as one tar.

    What the page itself must unpack is compressed by gzip, for which browsers have a call.
    """
    _write_tar(into / "libraries.tar.zst", libraries(wheels))
    interpreter = npm / "pyodide"
    _write(into / "python_stdlib.zip", standard_library((interpreter / "python_stdlib.zip").read_bytes()))
    for name in ("pyodide.asm.wasm", "pyodide.asm.mjs", "pyodide.mjs"):
        _write(into / name, (interpreter / name).read_bytes())
    for name in ("highs.js", "highs.wasm"):
        _write(into / name, (npm / "highs" / "build" / name).read_bytes())


def pack_builder(wheels: Path, into: Path) -> None:
    """Write our own wheel into a folder as a tar."""
    _write_tar(into / "builder.tar.zst", libraries(wheels))


def _write_tar(path: Path, tar: bytes) -> None:
    """Write a tar, compressed by zstd, which the interpreter unpacks."""
    from compression import zstd  # type: ignore[import-not-found]  # noqa: PLC0415 - new in the edition's Python

    setting = zstd.CompressionParameter
    options = {setting.compression_level: 19, setting.window_log: 26, setting.enable_long_distance_matching: 1}
    path.write_bytes(zstd.compress(tar, options=options))


def _write(path: Path, content: bytes) -> None:
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))


def libraries(wheels: Path) -> bytes:
    """All wheels of a folder, trimmed and compiled, as one tar."""
    drop = [re.compile(pattern) for pattern in _DROPPED]
    kept: dict[str, bytes] = {}
    for wheel in sorted(wheels.glob("*.whl")):
        for name, content in _members(wheel):
            if not any(pattern.search(name) for pattern in drop):
                compiled, code = _compiled(name, content, documented=wheel.name.startswith(_DOCUMENTED))
                kept[compiled] = code
    return _tar(kept)


def standard_library(content: bytes) -> bytes:
    """The interpreter's zip of its standard library, trimmed and compiled; not compressed within itself."""
    drop, packed = re.compile(_STDLIB_DROPPED), io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as made,
    ):
        for name in sorted(given.namelist()):
            if not name.endswith("/") and not drop.search(name):
                compiled, code = _compiled(name, given.read(name))
                made.writestr(zipfile.ZipInfo(compiled), code)
    return packed.getvalue()


def _members(wheel: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith("/"):
                yield name, archive.read(name)


def _compiled(name: str, content: bytes, documented: bool = False) -> tuple[str, bytes]:
    """A module's byte code under the name that a loader without sources finds; any other file as it is.

    Docstrings of other people's modules, a fifth of all, are left out.
    """
    if not name.endswith(".py"):
        return name, content
    try:
        tree = ast.parse(content, name)
    except (SyntaxError, ValueError):  # a file of a library that is no module of this Python
        return name, content
    if not documented:
        _strip_docstrings(tree)
    code = compile(tree, name, "exec", dont_inherit=True, optimize=0)
    flags = (0b01).to_bytes(4, "little")  # checked by hash, and unchecked at run time: no times of day in the bytes
    return f"{name}c", importlib.util.MAGIC_NUMBER + flags + importlib.util.source_hash(content) + marshal.dumps(code)


def _strip_docstrings(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                node.body[:1] = [] if len(node.body) > 1 else [ast.copy_location(ast.Pass(), first)]


def _tar(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name in sorted(files):
            about = tarfile.TarInfo(name)
            about.size = len(files[name])
            tar.addfile(about, io.BytesIO(files[name]))
    return packed.getvalue()
