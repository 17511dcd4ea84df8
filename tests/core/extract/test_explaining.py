from __future__ import annotations

import pytest

from tests.pages.furniture import NOISE, PLAIN, Furniture
from tests.pages.layouts import LAYOUTS, URL, Layout, semantic
from tests.pages.live_blogs import ENTRIES, articles, live_page
from tests.pages.matter import ENGLISH
from tests.pages.scripted import next_data, shell
from tracker.core.extract import explain, extract
from tracker.model import Explanation, Sources

LONG = "The council met for the third time that week and argued about the harbour until well past midnight."


def explained(*lines: str, above: str = "", after: str = "") -> Explanation:
    """Explain a plain page around some lines of markup."""
    filler = "".join(f"<p>{LONG.replace('third', word)}</p>" for word in ("first", "second", "third", "fourth"))
    page = (
        f"<html><head><title>Council argues all night</title></head><body>{above}<article><h1>Council argues all night"
        f"</h1><div class='story-body'>{filler}{''.join(lines)}<p>{LONG} Then they went home.</p></div></article>"
        f"{after}</body></html>"
    )
    return explain(page.encode(), URL)


@pytest.mark.parametrize("around", [PLAIN, *NOISE.values()])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_what_is_explained_is_the_very_reading(layout: Layout, around: Furniture) -> None:
    body = layout(ENGLISH, around)
    assert explain(body, URL).story == extract(body, URL)


@pytest.mark.parametrize(
    ("markup", "text", "reason"),
    [
        ("<p>Advertisement</p>", "Advertisement", "label"),
        ("<p>Updated 2 March 2026, 8:21 am</p>", "Updated 2 March 2026, 8:21 am", "stamp"),
        ("<p>3 hours ago</p>", "3 hours ago", "stamp"),
        ("<p>Read more: The bridge that nobody wanted</p>", "Read more: The bridge that nobody wanted", "pointer"),
        (f"<p>{LONG}</p>", LONG, "repeated"),
        ("<div class='newsletter-box'><p>Join us.</p></div>", "Join us.", "box by name: newsletter"),
        ("<aside><p>Beside it.</p></aside>", "Beside it.", "aside element"),
        ("<div hidden><p>Not seen.</p></div>", "Not seen.", "hidden, or no text by its role"),
        (
            "<p>It is yours: our newsletter, delivered to your inbox every evening.</p>",
            "It is yours: our newsletter, delivered to your inbox every evening.",
            "appeal",
        ),
        (
            "<div>" + "".join(f"<div><h3><a href='/{name}'>Story {name}</a></h3></div>" for name in "abc") + "</div>",
            "Story a Story b Story c",
            "card list",
        ),
    ],
)
def test_what_is_left_out_is_told_with_its_reason(markup: str, text: str, reason: str) -> None:
    left = [(one.text, one.reason) for one in explained(markup).left_out]
    assert (text, reason) in left


def test_what_lies_outside_of_the_container_is_told() -> None:
    other = "The ferry company has published its timetable for the summer months, with more boats."
    left = explained(after=f"<div class='more'><ul><li><p>{other}</p></li></ul></div>").left_out
    assert (other, "outside of the container") in [(one.text, one.reason) for one in left]


def test_the_container_and_the_teachers_share_are_told() -> None:
    told = explained()
    assert (told.selector, told.index, told.matches) == ("body > article > div.story-body", 0, 1)
    assert told.teacher_paragraphs >= 5
    assert told.teacher_share == 1.0
    assert told.embedded == ""


def test_a_veto_is_told_beside_the_marker() -> None:
    promise = "This is a developing story and was updated with a statement by the mayor of the town."
    told = explained(f"<p>{promise}</p>")
    assert told.story.marker is None
    assert told.vetoes == (promise,)


def test_where_the_parts_come_from_is_told() -> None:
    assert explain(semantic(ENGLISH, PLAIN), URL).sources == Sources(
        headline="the h1 element",
        dek="an element beside the headline",
        published="JSON-LD",
        modified="JSON-LD",
        photograph="",
    )
    picture = "<meta property='og:image' content='/media/council-at-night.jpg'>"
    told = explained(above=f"<figure><img src='/x.jpg' width=1></figure>{picture}")
    assert told.sources.photograph == "what the page declares (JSON-LD, og:image)"


def test_text_from_data_is_told_with_its_place() -> None:
    told = explain(shell(next_data(ENGLISH)), URL)
    assert told.embedded == '["script#__NEXT_DATA__","props","pageProps","article","body"]'
    assert told.sources.headline == "og:title"
    assert told.story.blocks[0].text == ENGLISH.lines[0]


def test_a_live_blog_is_explained_too() -> None:
    told = explain(live_page(ENTRIES, articles), URL)
    assert [entry.id for entry in told.story.entries] == ["block-7c1d", "block-5b77", "block-3a90"]
    assert told.story == extract(live_page(ENTRIES, articles), URL)
