from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.viewer.wrapping import line_of, wrapped


def lines(text: str, width: int) -> list[str]:
    return [text[begin:end] for begin, end in wrapped(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 20, ["one two three"]),
        ("one\ntwo", 20, ["one", "two"]),
        ("antidisestablishmentarianism", 10, ["antidisest", "ablishment", "arianism"]),
        ("a antidisestablishment", 10, ["a", "antidisest", "ablishment"]),
        ("“quotes” – and “dashes”", 10, ["“quotes” –", "and", "“dashes”"]),
        ("地震が発生し、死者は12人に増えた。", 10, ["地震が発生", "し、死者は", "12人に増え", "た。"]),
        ("fire 🚒 and 🚒🚒🚒🚒", 8, ["fire 🚒", "and 🚒🚒", "🚒🚒"]),
        ("cafe\u0301 cafe\u0301", 4, ["cafe\u0301", "cafe\u0301"]),
        ("x", 0, ["x"]),
    ],
)
def test_lines_end_at_words_and_are_never_cut(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@given(st.text(st.sampled_from("ab é“地🚒\u0301\n "), max_size=60), st.integers(2, 20))
def test_nothing_is_lost_but_the_blanks_and_line_feeds_at_which_lines_end(text: str, width: int) -> None:
    found = wrapped(text, width)

    assert all(cell_len(text[begin:end]) <= width for begin, end in found)
    between = [text[0 : found[0][0]], *(text[one[1] : two[0]] for one, two in pairwise(found))]
    assert set(between) <= {"", " ", "\n"}
    assert found[-1][1] == len(text)


def test_the_line_of_a_character_is_found() -> None:
    found = wrapped("one two three", 7)

    assert [line_of(found, at) for at in (0, 4, 6, 8, 12, 99)] == [0, 0, 0, 1, 1, 1]
