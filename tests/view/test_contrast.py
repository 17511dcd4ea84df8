from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.view.contrast import LEAST_CONTRAST, contrast, inverted, is_colour, readable

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#fff", "#000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1.0),
    ],
)
def test_the_ratio_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("#fff", True),
        ("#00Aa11", True),
        ("fff", False),
        ("#ffff", False),
        ("red", False),
        ("#gggggg", False),
        ("", False),
    ],
)
def test_a_colour_is_told_from_other_words(word: str, is_one: bool) -> None:
    assert is_colour(word) is is_one


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert readable("#003f73", "#d6ebff") == "#003f73"


def test_a_colour_that_is_too_faint_is_darkened_on_light_ground_and_lightened_on_dark() -> None:
    assert contrast("#2a7fd4", "#ffffff") < LEAST_CONTRAST
    assert readable("#2a7fd4", "#ffffff") < "#2a7fd4"
    assert readable("#7c4dbd", "#14171b") > "#7c4dbd"


@given(colours, colours)
def test_whatever_is_made_readable_can_be_read(colour: str, ground: str) -> None:
    assert contrast(readable(colour, ground), ground) >= LEAST_CONTRAST


@given(colours)
def test_light_becomes_dark_and_dark_becomes_light(colour: str) -> None:
    assert is_colour(inverted(colour))
    assert contrast(inverted("#ffffff"), "#000000") < 2
    assert contrast(inverted("#000000"), "#000000") > 12
