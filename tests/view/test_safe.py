"""What comes from outside can be shown, and cannot steer the terminal or hide."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.view.safe import safe, safe_json, safe_lines

BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
anything = st.text(
    alphabet=st.one_of(st.characters(codec=None), st.sampled_from("\x1b\x9b\x07\r\n\u202e\u2028\u200b\u200d❤👩ا"))
)


@given(anything)
def test_text_once_made_safe_stays_as_it_is(text: str) -> None:
    assert safe(safe(text)) == safe(text)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Sm", "Sc", "Zs"), max_codepoint=0x10FF)))
def test_plain_text_is_not_touched(text: str) -> None:
    if not {"\u115f", "\u1160", "\u034f"} & set(text):
        assert safe(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "👨‍👩‍👧",
        "🏳️‍🌈",
        "❤️",
        "1️⃣",
        "👍🏽",
        "👩🏽‍🚒",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "e\u0301",
        "می‌خواهم",
        "क्‍ष",
        "שָׁלוֹם",
        "กรุงเทพฯ",
        "naïve “quotes” – dashes",
    ],
)
def test_spelling_and_pictures_stay_whole(text: str) -> None:
    assert safe(text) == text


def test_line_feeds_stay_only_where_lines_are_meant() -> None:
    assert safe_lines("one\ntwo\r\nthree") == "one\ntwo␍\nthree"


@given(st.text())
def test_escaped_json_is_the_same_json(text: str) -> None:
    line = json.dumps({text: [text]}, ensure_ascii=False)
    assert json.loads(safe_json(line)) == {text: [text]}
    assert safe_json(safe_json(line)) == safe_json(line)


def test_what_steers_is_escaped_in_json_and_line_feeds_between_objects_stay() -> None:
    assert safe_json('{"a": "\x9b31m\u202e\U000e0041"}\n') == '{"a": "\\u009b31m\\u202e\\udb40\\udc41"}\n'
