"""Styles: told apart without colour, and fit for the terminal that shows them."""

from __future__ import annotations

import pytest

from tracker.view.render.styles import BASIC_PALETTE, MARKED_PALETTE, RICH_PALETTE, Palette, palette


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        (None, MARKED_PALETTE),
        ("standard", BASIC_PALETTE),
        ("windows", BASIC_PALETTE),
        ("256", RICH_PALETTE),
        ("truecolor", RICH_PALETTE),
    ],
)
def test_each_terminal_gets_the_palette_that_it_can_show(system: str | None, expected: Palette) -> None:
    assert palette(system) is expected


@pytest.mark.parametrize("colours", [RICH_PALETTE, BASIC_PALETTE])
def test_new_and_gone_are_told_apart_by_more_than_colour(colours: Palette) -> None:
    assert colours.new.underline
    assert colours.gone.strike
    assert not colours.new.strike
    assert not colours.gone.underline
    assert len({colours.new.color, colours.gone.color, colours.moved.color}) == 3


def test_only_where_there_are_no_styles_marks_are_put() -> None:
    assert [one.marked for one in (RICH_PALETTE, BASIC_PALETTE, MARKED_PALETTE)] == [False, False, True]


def test_sixteen_colours_are_asked_for_by_their_own_names() -> None:
    colours = [BASIC_PALETTE.new.color, BASIC_PALETTE.gone.color, BASIC_PALETTE.moved.color]
    assert all(colour is not None and colour.number is not None and colour.number < 16 for colour in colours)
