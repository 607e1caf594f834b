"""How a measure's panel reads."""

import subprocess
import sys

import layouts
from layouts import blocks, paginate
from layouts.blocks import Status


def test_a_panel_reads_from_name_to_small_print(set_report, build):
    table = build.table([["Percentage", "99.2"]], ["2023/24", "Apr"], compact=True, show_caption=False)
    panel = build.panel(
        "3.1",
        "Three or more homes",
        [build.figure()],
        tables=(table,),
        commentary=(build.words("Why: two vacancies."),),
    )
    assert set_report(panel).bodies[0] == (
        "3.1 Three or more homes Message of 3.1: 62 of 412 children. 15.0% 62 of 412 children Snapshot Not met "
        "Rising for 5 months Rising since April Children in care, each month 2023/24 Apr Percentage 99.2 "
        "Why: two vacancies. Source: Homes return."
    )


def test_each_status_has_a_shape_of_its_own(set_report, build):
    shapes = {}
    for shape in ("full", "half", "triangle", "dash", "ring"):
        report = set_report(build.panel("1.1", status=Status(build.words("Word"), shape)))
        shapes[shape] = tuple(sorted((mark.points, round(mark.height, 1)) for mark in report.marks("path")))
    assert len(set(shapes.values())) == 5


def test_a_page_without_charts_never_imports_matplotlib():
    code = (
        f"import sys, {blocks.__name__} as b; from {paginate.__name__} import paginate;"
        "f = b.Furniture('t', 'a', 's', 'k', 'r', 'n', '2024-02-06');"
        "paginate([b.Paragraph((b.Span('Words.'),))], f);"
        "sys.exit(any(name in sys.modules for name in ('matplotlib', 'reportlab.platypus', 'reportlab.graphics')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_room_opens_without_the_library_that_writes_the_file():
    code = (
        f"import sys, {layouts.__name__}, {blocks.__name__};"
        "sys.exit('reportlab' in sys.modules or 'matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
