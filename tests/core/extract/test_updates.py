from __future__ import annotations

from datetime import UTC, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from tracker.core.extract.updates import declarations, entries_by_text, listed_updates, update_of, updates_in
from tracker.model import Entry

BODY = "The harbour wall was breached in two places, the coast guard said."
POSTING = {
    "@type": "BlogPosting",
    "url": "https://coast.example/live/#block-7c1d",
    "headline": "The wall is &amp; was breached",
    "datePublished": "2026-03-02T09:30:00Z",
    "dateModified": "2026-03-02T09:40:00Z",
    "articleBody": f"<p>{BODY}</p>",
}
UPDATES = updates_in({"liveBlogUpdate": [POSTING, {"headline": "Second"}, "nonsense", {"headline": "Second"}]})


def test_what_is_declared_of_an_entry_is_read() -> None:
    first = UPDATES[0]
    assert (first.id, first.headline, first.text) == ("block-7c1d", "The wall is & was breached", BODY)
    assert first.published == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert first.modified == datetime(2026, 3, 2, 9, 40, tzinfo=UTC)
    assert len(UPDATES) == 3


@pytest.mark.parametrize("value", [None, 7, "x", {}, [], [[]], [None], {"liveBlogUpdate": None}])
def test_a_declaration_of_nothing_is_no_error(value: object) -> None:
    assert all(update.id == "" for update in updates_in({"liveBlogUpdate": value}))


@pytest.mark.parametrize(
    "markup",
    [
        "<li id=block-7c1d>x",
        "<li data-id=7c1d>x",
        "<li><h2>The wall is &amp; was breached</h2>",
        f"<li><p>{BODY} And more of it.</p>",
    ],
)
def test_an_element_is_found_by_name_headline_or_words(markup: str) -> None:
    node = LexborHTMLParser(f"<ul>{markup}</ul>").css_first("li")
    assert node is not None
    assert update_of(node, declarations(UPDATES)) == UPDATES[0]


@pytest.mark.parametrize("markup", ["<li id=block-1>x", "<li><h2>Second</h2>", "<li><h2>Third</h2>"])
def test_an_element_of_which_nothing_is_declared_is_none(markup: str) -> None:
    node = LexborHTMLParser(f"<ul>{markup}</ul>").css_first("li")
    assert node is not None
    assert update_of(node, declarations(UPDATES)) is None


def test_blocks_are_given_to_the_entry_whose_text_they_are() -> None:
    found = entries_by_text(["A line of the introduction.", BODY, "Short."], UPDATES)
    assert found == {1: "block-7c1d"}
    assert listed_updates(UPDATES, found) == (
        Entry(
            id="block-7c1d",
            headline="The wall is & was breached",
            published=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
            modified=datetime(2026, 3, 2, 9, 40, tzinfo=UTC),
        ),
    )
