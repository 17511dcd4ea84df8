"""Styles: told apart without colour, and fit for the terminal that shows them."""

from __future__ import annotations

import pytest

from tracker.view.render.labels import SIGNS
from tracker.view.render.styles import (
    BASIC_PALETTE,
    EIGHT_BIT_PALETTE,
    MARKED_PALETTE,
    RICH_PALETTE,
    Palette,
    fitted,
    palette,
)


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        (None, MARKED_PALETTE),
        ("standard", BASIC_PALETTE),
        ("windows", BASIC_PALETTE),
        ("256", EIGHT_BIT_PALETTE),
        ("truecolor", RICH_PALETTE),
    ],
)
def test_each_terminal_gets_the_palette_that_it_can_show(system: str | None, expected: Palette) -> None:
    assert palette(system) is expected


@pytest.mark.parametrize("colours", [RICH_PALETTE, EIGHT_BIT_PALETTE, BASIC_PALETTE])
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


@pytest.mark.parametrize("colours", [RICH_PALETTE, EIGHT_BIT_PALETTE])
@pytest.mark.parametrize("ground", [(0, 0, 0), (255, 255, 255)])
def test_every_colour_can_be_read_on_black_and_on_white(colours: Palette, ground: tuple[int, int, int]) -> None:
    # Source: WCAG 2.2, contrast ratio; 3 is asked for of what is told by more than its colour.
    for style in (colours.new, colours.gone, colours.moved):
        assert style.color is not None
        lighter, darker = sorted((_luminance(*style.color.get_truecolor()), _luminance(*ground)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) > 3.8


def _luminance(*channels: int) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (one / 255 for one in channels)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("encoding", "asked", "signs", "page"),
    [
        ("utf-8", False, "↕ 3 → 4 · ⋮ “a”", "“ß” 地"),
        ("utf-8", True, '^ 3 -> 4 | : "a"', "“ß” 地"),
        ("latin-1", False, '^ 3 -> 4 | : "a"', "\\u201cß\\u201d \\u5730"),
        ("ascii", False, '^ 3 -> 4 | : "a"', "\\u201c\\xdf\\u201d \\u5730"),
        ("no-such-encoding", False, '^ 3 -> 4 | : "a"', "\\u201c\\xdf\\u201d \\u5730"),
    ],
)
def test_signs_are_ascii_where_the_terminal_has_no_others_and_letters_are_spelled_out(
    encoding: str, asked: bool, signs: str, page: str
) -> None:
    found = fitted(None, encoding=encoding, ascii_signs=asked)
    assert found.own("↕ 3 → 4 · ⋮ “a”") == signs
    assert found.page("“ß” 地") == page


def test_every_sign_of_the_gutter_has_its_own_in_ascii() -> None:
    ascii_signs = fitted(None, encoding="ascii", ascii_signs=False)
    found = [ascii_signs.own(sign) for sign in SIGNS.values()]
    assert all(len(sign) == 1 and sign.isascii() for sign in found)
    assert len(set(found)) == len(set(SIGNS.values()))
