from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.text.scripts import letters


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("Bridge", 6),
        ("Größe", 5),
        ("橋", 2),
        ("橋が落ちた。", 11),
        ("다리", 4),
        ("सेतु", 4),
        ("جسر", 3),
        ("12人", 4),
    ],
)
def test_a_length_is_counted_in_letters_of_an_alphabet(text: str, length: int) -> None:
    assert letters(text) == length


@given(st.text(), st.text())
def test_two_texts_are_as_long_as_both(one: str, other: str) -> None:
    assert letters(one + other) == letters(one) + letters(other)
    assert len(one) <= letters(one) <= 2 * len(one)
