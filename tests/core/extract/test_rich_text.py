from __future__ import annotations

import pytest

from tracker.core.extract.rich_text import as_html, rough_length

LINK = "The wall <a href='/w'>broke</a> & fell"


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("<p>One</p><p>Two</p>", "<p>One</p><p>Two</p>"),
        ("One & only\n\nTwo", "<p>One &amp; only</p><p>Two</p>"),
        ("One\nTwo", "<p>One</p><p>Two</p>"),
        (["One", "<b>Two</b>"], "<p>One</p><b>Two</b>"),
        ([{"type": "paragraph", "text": LINK}], f"<p>{LINK}</p>"),
        ([{"type": "text", "text": "One."}, {"type": "text", "text": "Two."}], "<p>One.</p><p>Two.</p>"),
        (
            [{"_type": "block", "children": [{"_type": "span", "text": "On"}, {"_type": "span", "text": "e."}]}],
            "<p>One.</p>",
        ),
        ([{"type": "heading", "content": [{"type": "text", "text": "Head"}]}], "<h2>Head</h2>"),
        ([{"type": "paragraph", "html": "<p>One</p>", "text": "One"}], "<p>One</p>"),
        (
            [{"type": "quote", "text": "Said"}, {"type": "list_item", "text": "A"}],
            "<blockquote>Said</blockquote><li>A</li>",
        ),
        (
            [{"type": "image", "text": "Hall"}, {"type": "newsletter", "text": "Join"}, {"kind": "ad", "text": "Buy"}],
            "",
        ),
        ([{"title": "Other", "url": "/o", "text": "Not this story."}], ""),
        ({"rendered": "<p>One</p>"}, "<p>One</p>"),
        ([None, 3, {"type": 4, "text": 5}, {"type": "paragraph"}], "<p></p>"),
    ],
)
def test_text_of_every_shape_becomes_html(value: object, html: str) -> None:
    assert as_html(value) == html


def test_length_is_told_within_a_budget() -> None:
    budget = [100]
    assert rough_length([{"text": "12345"}, "678", {"other": "not text"}], budget) == 8
    assert budget == [95]
    assert rough_length(["x"] * 1000, [11]) == 10
