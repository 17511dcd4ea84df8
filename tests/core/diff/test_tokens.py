"""The matcher behind its door: equal tokens, in order, however many kinds there are."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.diff.tokens import kept_tokens

rows = st.lists(st.text(max_size=2), max_size=15)


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ((), (), []),
        (("a",), ("b",), []),
        (("the", "old", "ship"), ("the", "ship"), [(0, 0), (2, 1)]),
        (("a", "b"), ("b", "a", "b"), [(0, 1), (1, 2)]),
        (("\ud800", ""), ("", "\ud800", ""), [(0, 1), (1, 2)]),
    ],
)
def test_equal_tokens_are_kept_in_order(
    before: tuple[str, ...], after: tuple[str, ...], kept: list[tuple[int, int]]
) -> None:
    assert kept_tokens(before, after) == kept


@given(before=rows, after=rows)
def test_what_is_kept_is_equal_and_rises(before: list[str], after: list[str]) -> None:
    kept = kept_tokens(before, after)
    assert all(before[i] == after[j] for i, j in kept)
    assert all(i < next_i and j < next_j for (i, j), (next_i, next_j) in pairwise(kept))


def test_more_kinds_of_tokens_than_there_are_codes_before_the_surrogates() -> None:
    many = [str(number) for number in range(0xD800)]
    assert kept_tokens(many, many[1:]) == [(place + 1, place) for place in range(len(many) - 1)]
