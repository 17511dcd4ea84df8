from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from tracker.viewer.rows import BLANK, Layout, Row, said, styled
from tracker.viewer.searching import matches, next_line

ROWS = (
    said("one two three four"),
    BLANK,
    Row(indent=4, cells=(Text("left side"), Text("the right side is longer")), key=7),
)


def test_rows_are_laid_out_one_below_the_other() -> None:
    layout = Layout(ROWS, 23)

    assert layout.starts == [0, 1, 2]
    assert layout.height == 6
    assert [layout.at(line) for line in range(6)] == [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (2, 3)]
    assert layout.room(ROWS[2]) == 8
    assert layout.size(2) == 4


def test_a_single_text_keeps_to_a_length_that_is_easy_to_read() -> None:
    row = said("word " * 100)

    assert Layout((row,), 240).room(row) == 100
    assert Layout((row,), 240, narrow=False).room(row) == 237


def test_nothing_has_no_lines() -> None:
    assert Layout((), 80).height == 0


def test_words_are_found_in_every_cell_and_capitals_only_where_asked_for() -> None:
    rows = (said("The fire, the Fire"), BLANK, Row(cells=(Text("x"), Text("FIRE [bold]"))))

    assert [(one.row, one.cell, one.begin) for one in matches(rows, "fire")] == [(0, 0, 4), (0, 0, 14), (2, 1, 0)]
    assert [(one.row, one.begin) for one in matches(rows, "Fire")] == [(0, 14)]
    assert [one.begin for one in matches(rows, "[bold]")] == [5]
    assert matches(rows, "") == ()


def test_a_place_knows_its_line() -> None:
    rows = (BLANK, said("one two three four five"))
    (found,) = matches(rows, "four")

    assert found.line(Layout(rows, 12)) == 3


def test_the_next_place_is_found_round_the_end() -> None:
    lines = [3, 3, 8]

    assert [next_line(lines, line, back=False) for line in (0, 3, 7, 8, 9)] == [0, 2, 2, 0, 0]
    assert [next_line(lines, line, back=True) for line in (0, 3, 4, 8, 9)] == [2, 2, 1, 1, 2]
    assert next_line([], 3, back=False) is None


def test_rows_are_asked_for_only_as_far_as_lines_are() -> None:
    given: list[int] = []

    def coming() -> Iterator[Row]:
        for number in range(1000):
            given.append(number)
            yield Row(cells=(Text("one two"),), stop=number % 100 == 99)

    layout = Layout(coming(), 7, lines=30)
    assert (layout.height, layout.is_whole, given[-1]) == (40, False, 19)
    layout.reach_row(50)
    assert (len(layout.rows), len(given)) == (60, 60)
    assert layout.reach_stop(1) == 199
    assert len(given) == 200
    layout.reach(500)
    assert (layout.height, len(given)) == (520, 260)

    wider = Layout(layout.all_rows(), 40)
    assert (wider.height, wider.is_whole, len(given)) == (1000, True, 1000)
    assert wider.reach_stop(9) == 999
    assert wider.reach_stop(10) is None


def test_a_row_is_found_by_its_key_and_nothing_behind_it_is_laid_out() -> None:
    rows = [Row(key=number or None) for number in range(200)]
    layout = Layout(rows, 20, lines=1)

    assert layout.reach_key(70) == 70
    assert len(layout.rows) == 80
    assert layout.reach_key(None) is None
    assert layout.reach_key(999) is None
    assert layout.is_whole


def test_so_many_rows_are_laid_out_that_the_next_choices_are_among_them() -> None:
    rows = [Row(key=number if number % 30 == 0 else None) for number in range(1, 200)]
    layout = Layout(rows, 20, lines=1)

    layout.reach_choices(0, 2)
    assert [row.key for row in layout.rows if row.key] == [30, 60]
    layout.reach_choices(59, 1)
    assert [row.key for row in layout.rows if row.key] == [30, 60, 90]
    layout.reach_choices(59, 99)
    assert layout.is_whole


def test_styled_parts_are_one_text() -> None:
    assert styled(("a ", ""), ("b", "bold"), ("", "dim"), ("c", "dim")) == Text.assemble(
        "a ", ("b", "bold"), ("c", "dim")
    )
