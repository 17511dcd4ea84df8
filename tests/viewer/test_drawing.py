from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console
from rich.text import Text

from tracker.viewer.drawing import bar_strip, line_strip
from tracker.viewer.rows import Layout, Row
from tracker.viewer.searching import matches

CONSOLE = Console(file=StringIO(), width=40)


def test_the_lead_stands_before_the_first_line_alone() -> None:
    layout = Layout((Row(lead=Text(" ~"), cells=(Text("one two three"),)),), 12)

    assert [line_strip(layout, line, CONSOLE, current=False, found=()).text for line in (0, 1)] == [
        " ~ one two",
        "   three",
    ]
    assert line_strip(layout, 0, CONSOLE, current=True, found=()).text == "▸~ one two"


def test_two_cells_stand_side_by_side_however_long_each_is() -> None:
    layout = Layout((Row(cells=(Text("a"), Text("one two")), sign=Text("+")),), 14)

    assert [line_strip(layout, line, CONSOLE, current=False, found=()).text for line in (0, 1)] == [
        "   a    + one",
        "          two",
    ]


def test_what_is_looked_for_is_marked_where_it_stands_and_nothing_else() -> None:
    rows = (Row(cells=(Text("the fire in the harbour"),)),)
    strip = line_strip(Layout(rows, 40), 0, CONSOLE, current=False, found=matches(rows, "fire"))

    assert [text for text, style, _ in strip if style and style.reverse] == ["fire"]


@pytest.mark.parametrize(
    ("width", "shown"),
    [(20, "a long headl… right "), (40, "a long headline                   right "), (4, "a l…")],
)
def test_a_bar_is_as_wide_as_the_screen(width: int, shown: str) -> None:
    assert bar_strip(Text("a long headline"), Text("right "), width, CONSOLE).text == shown
