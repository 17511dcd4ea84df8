"""How near two words are letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.facts.letters import alike, edit_distance

SHORT = st.text(alphabet="abcé", max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("lee", "lee", 0),
        ("lee", "li", 2),
        ("renn", "rann", 1),
        ("blizter", "blitzer", 1),
        ("moor", "moore", 1),
        ("", "ab", 2),
        ("karsk", "tarn", 3),
        ("a", "abcdefgh", 4),
        ("x" * 100, "x" * 99, 4),
    ],
)
def test_the_distance_counts_letters_and_stops_beyond_the_most_asked_for(one: str, other: str, distance: int) -> None:
    assert edit_distance(one, other, 3) == distance


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Orban", "Orbán", True),
        ("Moise", "Moïse", True),
        ("Blizter", "Blitzer", True),
        ("Renn", "Rann", True),
        ("Lee", "Loo", False),
        ("Karsk", "Tarsk", False),
        ("Moor", "Renn", False),
    ],
)
def test_two_spellings_of_a_name_are_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


@given(SHORT, SHORT)
def test_the_distance_is_the_same_both_ways_and_none_for_one_word(one: str, other: str) -> None:
    assert edit_distance(one, other, 9) == edit_distance(other, one, 9)
    assert (edit_distance(one, other, 9) == 0) is (one == other)
    assert edit_distance(one, other, 9) <= max(len(one), len(other))
