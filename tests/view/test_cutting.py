from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.view.cutting import cut


@pytest.mark.parametrize(
    ("words", "width", "lines", "shown"),
    [
        ("Flood in the valley", 19, 1, "Flood in the valley"),
        ("Flood in the valley", 18, 1, "Flood in the vall…"),
        ("Flood in the valley", 12, 2, "Flood in the\nvalley"),
        ("Flood in the valley kills twelve", 12, 2, "Flood in the\nvalley kill…"),
        ("Overschwemmungskatastrophe", 10, 2, "Overschwem\nmungskata…"),
        # A Chinese letter takes two cells: an odd width leaves one free.
        ("北京发布暴雨红色预警", 20, 1, "北京发布暴雨红色预警"),
        ("北京发布暴雨红色预警", 11, 1, "北京发布暴…"),
        ("北京发布暴雨红色预警", 10, 1, "北京发布…"),
        ("北京发布暴雨红色预警", 10, 2, "北京发布暴\n雨红色预警"),
        ("", 10, 2, ""),
        ("A", 0, 1, "…"),
    ],
)
def test_words_are_cut_by_the_cells_they_take(words: str, width: int, lines: int, shown: str) -> None:
    assert cut(words, width, lines=lines) == shown


def test_where_there_is_no_ellipsis_dots_are_put() -> None:
    assert cut("Flood in the valley", 12, end="...") == "Flood in..."


def test_a_letter_is_not_parted_from_its_marks_nor_a_joiner_left_over() -> None:
    assert cut("cafe\u0301s", 5, lines=1) == "cafe\u0301s"
    assert cut("cafe\u0301 au lait", 5, lines=1) == "cafe\u0301…"
    assert not cut("ab👩\u200d🚒 c", 5, lines=1).endswith("\u200d…")


@given(st.text(alphabet="ab 北京e\u0301👩🚒", max_size=60), st.integers(2, 20), st.integers(1, 3))
def test_no_line_is_wider_and_there_are_no_more_lines_than_asked_for(words: str, width: int, lines: int) -> None:
    shown = cut(words, width, lines=lines).split("\n")

    assert len(shown) <= lines
    assert all(cell_len(line) <= width for line in shown)
