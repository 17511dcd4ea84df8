"""Words: nothing is lost, and nothing a reader takes for one thing is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.text.words import is_word, words


@given(st.text())
def test_joined_words_give_the_text_back(text: str) -> None:
    assert "".join(words(text)) == text


@pytest.mark.parametrize(
    "token",
    [
        "1,029,605",
        "$4.6bn",
        "US$5",
        "12.5%",
        "12.5 %",
        "10:30am",
        "21st",
        "3-year-old",
        "1990s",
        "U.S.",
        "a.m.",
        "don’t",
        "well-known",
        "COVID-19",
        "https://example.org/a?b=c.html",
        "@desk",
        "#flood",
        "👨‍👩‍👧",
        "👍🏽",
        "🇫🇷",
        "1️⃣",
        "e\u0301te\u0301",
        "परीक्षा",
        "می‌خواهم",
        "السَّلامُ",
    ],
)
def test_one_thing_stays_one_word(token: str) -> None:
    assert words(f"so {token} it") == ("so ", f"{token} ", "it")


def test_a_word_keeps_the_white_space_behind_it() -> None:
    assert words(" Two  dead, one hurt.") == (" ", "Two  ", "dead", ", ", "one ", "hurt", ".")


def test_scripts_without_spaces_are_cut_between_letters_never_inside_one() -> None:
    assert words("死者は12人。") == ("死", "者", "は", "12", "人", "。")
    assert words("น้ำท่วม") == ("น้", "ำ", "ท่", "ว", "ม")


def test_signs_and_spaces_are_no_words() -> None:
    assert [token for token in ("killed", "12", "死", ",", " ", "—", "👍") if is_word(token)] == ["killed", "12", "死"]
