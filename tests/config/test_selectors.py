from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tracker.config.selectors import NEEDS, is_sound, selector

SOUND = [
    "main",
    "div.article-text",
    "#story",
    "*",
    "div.text > p ~ ul li + li",
    "aside, .promo, .ad",
    "article[itemprop='articleBody']",
    '[data-part="a, b]"] p',
    "div[class*=Text i]",
    "a[href]",
    "p:not(.note, [hidden]):first-child",
    "section:has(> h2)",
    "li:nth-child(2n + 1)",
    "p:is(.a, .b) > em",
    "ns-element.größe",
]
UNSOUND = [
    "div[",
    "div >",
    "> div",
    "a,,b",
    "a,",
    "div.",
    "div.1",
    "#",
    "a{}",
    "a; b",
    "@media",
    "p::before",
    "p:unknown",
    "p:not()",
    "p:not(",
    "li:nth-child()",
    "li:nth-child(x)",
    "a[href='x]",
    "a > > b",
    "<div>",
    "//div[@class='x']",
    "p:not(:not(])",
]


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_selector_is_one_that_a_page_can_be_asked_with(text: str) -> None:
    assert selector(f"  {text} ") == text
    LexborHTMLParser("<p>x</p>").css(text)


@pytest.mark.parametrize("text", UNSOUND)
def test_an_unsound_selector_is_refused_before_any_page_is_read(text: str) -> None:
    with pytest.raises(ValueError, match="needs a CSS selector") as caught:
        selector(text)
    assert str(caught.value) == NEEDS


@pytest.mark.parametrize("value", [3, None, ["p"], "p\nq", "p" * 501])
def test_what_is_no_line_of_text_is_no_selector(value: object) -> None:
    with pytest.raises(ValueError, match="needs a CSS selector"):
        selector(value)


def test_no_selector_is_nothing_to_refuse() -> None:
    assert selector("") == ""


@given(st.text("ab.#[]()='\" :>+~,*-1", max_size=30))
def test_any_text_is_judged_without_a_failure(text: str) -> None:
    with suppress(ValueError):
        assert is_sound(selector(text)) or not text.strip()
