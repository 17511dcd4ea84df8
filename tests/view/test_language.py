from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.view.language import direction, language_tag


@pytest.mark.parametrize(
    ("words", "tag", "runs"),
    [
        ("en-GB", "en-GB", "ltr"),
        ("en_US", "en-US", "ltr"),
        (" ar ", "ar", "rtl"),
        ("he-IL", "he-IL", "rtl"),
        ("FA", "FA", "rtl"),
        ("az-Arab", "az-Arab", "rtl"),
        ("ku", "ku", "ltr"),
        ("ar-Latn", "ar-Latn", "ltr"),
        ("zh-Hant-TW", "zh-Hant-TW", "ltr"),
        ("", "", "auto"),
        ('en" onclick="alert(1)', "", "auto"),
        ("<b>", "", "auto"),
        ("x", "", "auto"),
        ("englishlanguage", "", "auto"),
        ("en-" + "a" * 9, "", "auto"),
    ],
)
def test_a_language_is_told_with_its_direction(words: str, tag: str, runs: str) -> None:
    assert (language_tag(words), direction(words)) == (tag, runs)


@given(st.text(max_size=30))
def test_no_word_of_a_page_leaves_an_attribute(words: str) -> None:
    assert language_tag(words).replace("-", "").isalnum() or language_tag(words) == ""
    assert direction(words) in {"rtl", "ltr", "auto"}
