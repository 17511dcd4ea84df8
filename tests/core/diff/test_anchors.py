"""Exact matches in order: rising on both sides, equal, and held by what stands but once."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.diff.anchors import closest_pairs, equal_ends, exact_pairs, increasing
from tracker.core.diff.effort import Effort

rows = st.lists(st.sampled_from("abcdef"), max_size=12)


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("", "", []),
        ("abc", "", []),
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "axc", [(0, 0), (2, 2)]),
        ("abc", "abxc", [(0, 0), (1, 1), (2, 3)]),
        ("abcd", "bcda", [(1, 0), (2, 1), (3, 2)]),
        ("xay", "bac", [(1, 1)]),
    ],
)
def test_what_is_the_same_is_paired_in_order(before: str, after: str, pairs: list[tuple[int, int]]) -> None:
    assert exact_pairs(before, after, Effort()) == pairs


@given(before=rows, after=rows)
def test_pairs_are_equal_and_rise_on_both_sides(before: list[str], after: list[str]) -> None:
    for find in (exact_pairs, closest_pairs):
        pairs = find(before, after, Effort())
        assert all(before[i] == after[j] for i, j in pairs)
        assert all(i < next_i and j < next_j for (i, j), (next_i, next_j) in pairwise(pairs))


@given(before=rows, after=rows)
def test_short_rows_keep_as_many_words_as_can_be_kept(before: list[str], after: list[str]) -> None:
    assert len(closest_pairs(before, after, Effort())) == longest_common(before, after)


@given(before=rows, after=rows)
def test_without_effort_pairs_are_still_right(before: list[str], after: list[str]) -> None:
    pairs = exact_pairs(before, after, Effort(0))
    assert all(before[i] == after[j] for i, j in pairs)
    assert pairs == sorted(set(pairs))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=7, unique_by=lambda pair: pair[0]))
def test_the_longest_rising_run_is_found(pairs: list[tuple[int, int]]) -> None:
    pairs.sort()
    found = increasing(pairs)
    assert rises(found)
    assert set(found) <= set(pairs)
    assert len(found) == max(size for size in range(len(pairs) + 1) if any(map(rises, combinations(pairs, size))))


@pytest.mark.parametrize(
    ("before", "after", "ends"),
    [("abcd", "abxd", (2, 1)), ("aaa", "aa", (2, 0)), ("", "a", (0, 0)), ("ab", "ab", (2, 0)), ("xa", "ya", (0, 1))],
)
def test_equal_ends_never_overlap(before: str, after: str, ends: tuple[int, int]) -> None:
    assert equal_ends(before, after) == ends


def rises(pairs: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> bool:
    return all(one[1] < other[1] for one, other in pairwise(pairs))


def longest_common(before: list[str], after: list[str]) -> int:
    """The length of the longest common run with gaps, by the textbook."""
    best = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i, one in enumerate(before):
        for j, other in enumerate(after):
            best[i + 1][j + 1] = best[i][j] + 1 if one == other else max(best[i][j + 1], best[i + 1][j])
    return best[-1][-1]
