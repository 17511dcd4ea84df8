from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tracker.core.extract.entry_identity import Place, identified

NODE = LexborHTMLParser("<p>").body
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def place(minute: int | None = None, *, name: str = "", clock: str = "", words: str = "", declared: str = "") -> Place:
    assert NODE is not None
    when = None if minute is None else NOON + timedelta(minutes=minute)
    return Place(NODE, name, declared, "", when, when, None, clock, words)


def test_the_name_that_the_page_gives_comes_first() -> None:
    assert identified([place(2, name="b-9"), place(1, name="a-7")]) == ["b-9", "a-7"]


def test_without_a_name_the_time_names_an_entry_and_without_one_its_words() -> None:
    assert identified([place(2), place(clock="1105", declared="x"), place(clock="1105"), place(words="a b")])[:3] == [
        "at-20260302T120200",
        "x",
        "at-1105",
    ]
    assert identified([place(words="A b"), place(words="c")]) == identified([place(words="a B"), place(words="c")])


def test_names_that_count_from_the_top_are_no_names() -> None:
    assert identified([place(2, name="post-1"), place(1, name="post-2")]) == [
        "at-20260302T120200",
        "at-20260302T120100",
    ]
    assert identified([place(1, name="post-1"), place(2, name="post-2")]) == ["post-1", "post-2"]
    assert identified([place(2, name="post-12"), place(1, name="post-11")]) == ["post-12", "post-11"]


def test_declared_names_that_count_from_the_top_are_none_either() -> None:
    def declared(minute: int, name: str) -> Place:
        return replace(place(minute, declared=name), told=None)

    assert identified([declared(2, "post1"), declared(1, "post2")]) == ["at-20260302T120200", "at-20260302T120100"]
    assert identified([declared(2, "post9"), declared(1, "post8")]) == ["post9", "post8"]


def test_an_entry_that_is_pinned_to_the_top_too_is_one() -> None:
    pinned = place(1, name="a", words="the wall")
    assert identified([pinned, place(2, name="b"), pinned]) == ["a", "b", "a"]


def test_a_name_that_two_entries_share_names_neither() -> None:
    assert identified([place(2, name="x"), place(1, name="x")]) == ["at-20260302T120200", "at-20260302T120100"]


MINUTES = st.lists(st.integers(0, 30), min_size=2, max_size=12).map(lambda times: sorted(times, reverse=True))


@given(MINUTES, st.lists(st.integers(31, 40), max_size=4))
def test_ids_are_unique_and_outlast_entries_above_them(minutes: list[int], newer: list[int]) -> None:
    before = identified([place(minute) for minute in minutes])
    after = identified([place(minute) for minute in (*sorted(newer, reverse=True), *minutes)])
    assert len(set(before)) == len(before)
    if minutes[0] != minutes[-1]:
        assert after[len(newer) :] == before
