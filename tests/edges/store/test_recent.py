from __future__ import annotations

from tracker.edges.blobs import Link
from tracker.edges.store.recent import RecentLinks


def link(number: int, size: int = 10) -> Link:
    return Link(id=number, depth=0, raw=b"x" * size, keyframe_bytes=5, sha256="")


def test_what_was_used_longest_ago_is_forgotten_first() -> None:
    recent = RecentLinks(largest=30)
    for number in (1, 2, 3):
        recent.put(link(number), replaces=None)
    assert recent.get(1) == link(1)
    recent.put(link(4), replaces=None)
    assert [recent.get(number) is not None for number in (1, 2, 3, 4)] == [True, False, True, True]


def test_a_link_takes_the_place_of_its_base() -> None:
    recent = RecentLinks(largest=30)
    recent.put(link(1), replaces=None)
    recent.put(link(2, size=30), replaces=1)
    assert (recent.get(1), recent.get(2), recent.get(None)) == (None, link(2, size=30), None)


def test_what_is_larger_than_all_there_is_room_for_is_not_remembered() -> None:
    recent = RecentLinks(largest=30)
    recent.put(link(1, size=31), replaces=None)
    assert recent.get(1) is None
    recent.put(link(2, size=30), replaces=None)
    assert recent.get(2) is not None
