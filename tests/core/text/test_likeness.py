"""How alike two texts are: by the words they share, counted as often as both have them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.text.light_words import LIGHT_WORDS
from tracker.core.text.likeness import LIGHT_WEIGHT, Bag, content_words, likeness, plainly_alike

words = st.lists(st.sampled_from(("the", "of", "and", "ferry", "tower", "mayor", "rain")), max_size=12)


def weight_of(counts: Counter[str]) -> float:
    """What counted words weigh, by the book."""
    return sum(count * (LIGHT_WEIGHT if word in LIGHT_WORDS else 1) for word, count in counts.items())


def dice_of(one: list[str], other: list[str]) -> float:
    """Dice by the book."""
    both, first, second = Counter(one) & Counter(other), Counter(one), Counter(other)
    total = weight_of(first) + weight_of(second)
    return 2 * weight_of(both) / total if total else 0.0


@given(one=words, other=words)
def test_likeness_is_the_share_of_words_that_both_have(one: list[str], other: list[str]) -> None:
    assert likeness(" ".join(one), " ".join(other)) == pytest.approx(dice_of(one, other))


@given(one=words, other=words, least=st.sampled_from((0.0, 0.22, 0.4, 0.5, 0.65, 1.0)))
def test_what_is_less_alike_than_asked_is_not_alike_at_all(one: list[str], other: list[str], least: float) -> None:
    first, second = Bag(" ".join(one)), Bag(" ".join(other))
    value = first.dice(second)
    assert first.dice_from(second, least) == (value if value >= least else 0.0)


@given(one=words, other=words)
def test_a_part_is_inside_its_whole(one: list[str], other: list[str]) -> None:
    part, whole = Bag(" ".join(one)), Bag(" ".join(one + other))
    assert part.inside(whole) == pytest.approx(1.0 if one else 0.0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Ferry, 12 m", ["the", "ferry", "12", "m"]),
        ("परीक्षा में", ["परीक्षा", "में"]),
        ("橋が落ち", ["橋が", "が落", "落ち"]),
        ("橋", ["橋"]),
        ("👍 fire 😀", ["fire"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
    ],
)
def test_words_are_cut_as_their_script_is_written(text: str, found: list[str]) -> None:
    assert content_words(text) == found


@pytest.mark.parametrize(
    ("before", "after", "alike"),
    [
        ("The fire killed 12 people on Friday.", "The fire killed 15 people on Friday.", True),
        ("The fire killed 12 people.", "Rain is due in the lower town.", False),
        ("aaaa", "aaa", True),
        ("aaaa", "aa", False),
        ("", "", True),
        ("", "a", False),
    ],
)
def test_texts_that_begin_and_end_alike_are_plainly_alike(before: str, after: str, *, alike: bool) -> None:
    assert plainly_alike(before, after) is alike


@given(st.text(max_size=40), st.text(max_size=40))
def test_plainly_alike_is_the_same_in_both_directions(one: str, other: str) -> None:
    assert plainly_alike(one, other) == plainly_alike(other, one)
