"""An alignment: what has a place, what is free, and which free blocks face each other."""

from __future__ import annotations

from tests.core.diff.stories import rows
from tracker.core.diff.alignment import Alignment


def five() -> Alignment:
    """Five old blocks, four new ones, none placed."""
    return rows(("a", "b", "c", "d", "e"), ("A", "B", "C", "D"))


def test_at_first_every_block_is_free() -> None:
    alignment = five()
    assert alignment.free_before() == [0, 1, 2, 3, 4]
    assert alignment.free_after() == [0, 1, 2, 3]


def test_a_pair_and_a_move_take_a_place_on_both_sides() -> None:
    alignment = five()
    alignment.pair(0, 1)
    alignment.move(3, 0)
    assert alignment.free_before() == [1, 2, 4]
    assert alignment.free_after() == [2, 3]
    assert alignment.pairs == {0: 1}
    assert alignment.moved == {0: 3}


def test_a_part_takes_a_new_place_and_a_merged_block_an_old_one() -> None:
    alignment = five()
    alignment.pair(1, 1)
    alignment.split(1, 2)
    alignment.merge(2, whole=1)
    assert alignment.parts == {1: [2]}
    assert alignment.joined == {1: [2]}
    assert alignment.free_before() == [0, 3, 4]
    assert alignment.free_after() == [0, 3]


def test_places_beyond_the_ends_are_never_free() -> None:
    alignment = five()
    assert not alignment.is_free_before(-1)
    assert not alignment.is_free_before(5)
    assert not alignment.is_free_after(4)
    assert alignment.is_free_after(3)


def test_gaps_are_the_free_blocks_that_face_each_other_between_two_pairs() -> None:
    alignment = five()
    alignment.pair(1, 1)
    alignment.pair(4, 2)
    assert list(alignment.gaps()) == [([0], [0])]
    alignment.move(0, 3)
    assert list(alignment.gaps()) == []


def test_without_pairs_everything_is_one_gap() -> None:
    assert list(five().gaps()) == [([0, 1, 2, 3, 4], [0, 1, 2, 3])]
    assert list(rows((), ("A",)).gaps()) == []


def test_the_words_of_a_block_are_counted_once() -> None:
    alignment = five()
    assert alignment.bag_before(0) is alignment.bag_before(0)
    assert alignment.bag_after(0) is alignment.bag_after(0)
    assert (alignment.bag_before(0).light, alignment.bag_before(0).size) == ({"a"}, 1)
