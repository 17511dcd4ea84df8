"""Whether two memories lead the same walker to the same place, under the same names."""

from __future__ import annotations

import pytest

from tracker.model import Memory

HERE = Memory(selector="div.story", way="h1 body / div body", dress=("a", "b", "c", "d", "e"))


def dressed(*names: str) -> Memory:
    return Memory(selector="div.story", way="h1 body / div body", dress=names)


@pytest.mark.parametrize("names", [("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"), ("a", "b", "c", "x"), ()])
def test_a_widget_more_or_names_that_are_not_known_are_no_new_layout(names: tuple[str, ...]) -> None:
    assert HERE.finds_like(dressed(*names))


@pytest.mark.parametrize("names", [("bare",), ("v", "w", "x", "y", "z"), ("a", "w", "x", "y", "z")])
def test_other_names_everywhere_are_a_new_layout(names: tuple[str, ...]) -> None:
    assert not HERE.finds_like(dressed(*names))


def test_a_page_almost_without_names_is_never_a_new_layout_for_their_sake() -> None:
    assert dressed("bare").finds_like(dressed("x", "y"))


def test_another_place_is_another_place_under_the_same_names() -> None:
    assert not HERE.finds_like(Memory(selector="div.other", way=HERE.way, dress=HERE.dress))
