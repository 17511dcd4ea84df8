from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.detect import detect
from tracker.core.extract import extract, read_story
from tracker.errors import ReadingError
from tracker.model import BlockKind, Change, Held, Hold, Link, MarkerKind, NoteKind, Strength

PAGE = (Path(__file__).parents[2] / "pages" / "harbour_bridge.html").read_bytes()
URL = "https://quayside.example/harbour/ferry-strikes-pier/"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTICE = "Editor’s note: This is a breaking news story and will be updated."
STORY = extract(PAGE, URL)
TEXTS = [block.text for block in STORY.blocks]


def article(*paragraphs: str, above: str = "", head: str = "") -> bytes:
    """A plain page of our own around some paragraphs."""
    filler = "".join(
        f"<p>The council met for the {word} time that week and argued about the harbour until well past midnight.</p>"
        for word in ("first", "second", "third", "fourth")
    )
    body = (
        f"{above}<article><h1>Council argues all night</h1>"
        f"<div class='story-body'>{filler}{''.join(paragraphs)}</div></article>"
    )
    return (
        f"<html lang=en><head><title>Council argues all night</title>{head}</head><body>{body}</body></html>".encode()
    )


def texts(body: bytes) -> list[str]:
    return [block.text for block in extract(body, URL).blocks]


def test_the_head_of_the_story_is_read() -> None:
    assert STORY.headline == "Harbour Bridge Closed After Ferry Strikes Pier, 12 Hurt"
    assert STORY.dek == "The port authority says the northern pier must be inspected before traffic returns."
    assert STORY.byline == "Mira Holt"
    assert STORY.section == "Harbour"
    assert STORY.language == "en-GB"
    assert STORY.published == datetime(2026, 3, 2, 6, 40, tzinfo=UTC)
    assert STORY.modified == datetime(2026, 3, 2, 7, 5, tzinfo=UTC)


def test_the_text_is_read_in_order_from_the_takeaways_to_the_notice() -> None:
    assert TEXTS[0] == "Key takeaways:"
    assert TEXTS[1].startswith("A passenger ferry struck the northern pier")
    assert STORY.blocks[1].kind is BlockKind.LIST_ITEM
    assert TEXTS[4].startswith("The harbour bridge was closed to all traffic")
    assert TEXTS[-1] == NOTICE
    assert len(TEXTS) == 12


def test_the_notice_is_a_note_and_the_marker() -> None:
    assert [(note.kind, note.text) for note in STORY.notes] == [(NoteKind.NOTICE, NOTICE)]
    assert STORY.blocks[-1].kind is BlockKind.NOTE
    assert STORY.marker is not None
    assert STORY.marker.kind is MarkerKind.PROMISE
    assert STORY.marker.strength is Strength.STRONG
    assert STORY.marker.where == "last paragraph"
    assert STORY.marker.phrase == NOTICE


@pytest.mark.parametrize(
    "noise",
    [
        "Advertisement",
        "Scroll to",
        "Written By",
        "has covered the harbour",
        "You May Also Like",
        "night tram",
        "hours ago",
        "In this article",
        "Connect with us",
        "looking for",
    ],
)
def test_what_is_not_the_story_is_left_out(noise: str) -> None:
    assert noise not in STORY.text


def test_links_are_kept_with_their_target() -> None:
    linked = next(block for block in STORY.blocks if block.links)
    assert linked.links == (
        Link(text="the bridge, opened in 1931", url="https://quayside.example/harbour/bridge-history/"),
    )


def test_a_reading_with_memory_agrees_with_the_first() -> None:
    first, memory = read_story(PAGE, URL)
    again, same = read_story(PAGE, URL, memory=memory)
    assert again == first == STORY
    assert same == memory


def test_a_memory_that_no_longer_fits_is_taught_again() -> None:
    _, memory = read_story(PAGE, URL)
    redesigned = PAGE.replace(b"zox-post-", b"fresh-")
    story, learned = read_story(redesigned, URL, memory=memory)
    assert learned.selector != memory.selector
    assert [block.text for block in story.blocks] == TEXTS


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("injuring 12 people", "injuring 45 people"),
        ("said a word,” said", "said a word”, said"),
        ('<h1 class="zox-post-title left entry-title" itemprop="headline">Harbour', '<h1 class="zox-post-title">Port'),
        ("must be inspected before traffic returns.</p>", "has to be rebuilt.</p>"),
        ("<p><em>Editor’s note: This is a breaking news story and will be updated.</em>", ""),
    ],
)
def test_an_edit_of_the_page_is_a_change(was: str, now: str) -> None:
    html = PAGE.decode()
    assert was in html
    _, memory = read_story(PAGE, URL)
    assert isinstance(
        detect(STORY, extract(html.replace(was, now).encode(), URL, memory=memory), held=None, now=NOON), Change
    )


def test_an_edit_inside_of_a_link_is_a_change_once_it_stands() -> None:
    _, memory = read_story(PAGE, URL)
    edited = extract(PAGE.replace(b"opened in 1931", b"opened in 1913"), URL, memory=memory)
    doubted = detect(STORY, edited, held=None, now=NOON)
    assert isinstance(doubted, Hold)
    held = Held(story=edited, reason=doubted.reason, since=NOON, until=NOON)
    assert isinstance(detect(STORY, edited, held=held, now=NOON), Change)


def churned() -> list[str]:
    html = PAGE.decode()
    label = (
        '<div class="zox-post-ad-wrap">'
        '<span class="zox-ad-label">Advertisement. Scroll to continue reading.</span></div>'
    )
    cards = re.findall(r'<div class="zox-art-wrap.*?</span></div></div></div>', html)
    return [
        html.replace("<p>It was the second", f"{label}<p>It was the second").replace(
            "in a strong northerly wind.", f"in a strong northerly wind.{label}"
        ),
        html.replace("3 hours ago", "5 hours ago"),
        html.replace(cards[0], "<!-- 0 -->").replace(cards[2], cards[0]).replace("<!-- 0 -->", cards[2]),
        html.replace(
            "</h1>",
            (
                "</h1><div>1,204 people are reading this now</div><div>"
                "<span>12 shares</span> <span>3 comments</span></div>"
            ),
        ),
        html.replace('data-ad-slot="1"', 'data-ad-slot="2"').replace("<body ", "<body data-request='77' "),
        html.replace(
            "<p>It was the second",
            (
                "<p>Advertisement</p><p>"
                "<strong>Read more:</strong> <a href='/x'>Fish prices double</a></p>"
                "<p>It was the second"
            ),
        ),
        html.replace('"dateModified":"2026-03-02T07:05:00+00:00"', '"dateModified":"2026-03-02T09:05:00+00:00"'),
    ]


@pytest.mark.parametrize("page", churned())
def test_fresh_ads_cards_and_counters_are_no_change(page: str) -> None:
    _, memory = read_story(PAGE, URL)
    for remembered in (memory, None):
        assert detect(STORY, extract(page.encode(), URL, memory=remembered), held=None, now=NOON) is None


def test_a_note_above_the_container_is_part_of_the_story() -> None:
    page = PAGE.replace(
        b'<div class="zox-post-bot-wrap">',
        b"<p>Correction: An earlier version named the wrong pier of the bridge.</p><div>",
    )
    story = extract(page, URL)
    assert story.blocks[0].text == "Correction: An earlier version named the wrong pier of the bridge."
    assert [note.kind for note in story.notes] == [NoteKind.CORRECTION, NoteKind.NOTICE]


def test_tables_quotes_captions_and_headings_keep_their_kind() -> None:
    page = article(
        "<h2>What happened before</h2><blockquote><p>Nobody told us that the pier was weak.</p></blockquote>",
        "<figure><img src=a.jpg><figcaption>The pier on Monday morning</figcaption></figure>",
        (
            "<table><tr><td>Year</td><td>Accidents</td></tr></table>"
            "<p>The meeting ended without a vote, as it had begun.</p>"
        ),
    )
    kinds = {block.text: block.kind for block in extract(page, URL).blocks}
    assert kinds["What happened before"] is BlockKind.HEADING
    assert kinds["Nobody told us that the pier was weak."] is BlockKind.QUOTE
    assert kinds["The pier on Monday morning"] is BlockKind.CAPTION
    assert kinds["Year | Accidents"] is BlockKind.TABLE_ROW


def test_two_line_breaks_end_a_paragraph_and_one_does_not() -> None:
    page = article("<p>One line of a poem<br>and another line of it.<br><br>A paragraph of its own stands here.</p>")
    assert "One line of a poem and another line of it." in texts(page)
    assert "A paragraph of its own stands here." in texts(page)


def test_a_link_around_a_whole_card_is_a_link_of_its_words() -> None:
    assert "Fish prices double within a month" not in texts(
        article("<div><a href='/x'><div>Fish prices double within a month</div></a></div>")
    )


def test_date_lines_are_no_text() -> None:
    assert "Updated 19 Nov. 2019, 8:21 am ET" not in texts(
        article("<p>Updated 19 Nov. 2019, 8:21 am ET</p><p>He was 61.</p>")
    )
    assert "He was 61." in texts(article("<p>Updated 19 Nov. 2019, 8:21 am ET</p><p>He was 61.</p>"))


def test_a_page_without_text_is_an_empty_story() -> None:
    story = extract(b"<html><body><div id=root></div></body></html>", URL)
    assert story.blocks == ()
    assert story.headline == ""


@pytest.mark.parametrize(
    "bomb",
    [
        "<div " + " ".join(f"a{number}=1" for number in range(100_000)) + ">x</div>",
        "<div>" * 100_000 + "x" + "</div>" * 100_000,
        "<b>" * 100_000,
        "<article><h1>Deep</h1>"
        + "<div>" * 5000
        + "<p>A paragraph long enough to be found by anyone who looks for text.</p>",
    ],
    ids=["attributes", "nested", "unclosed", "deep text"],
)
def test_a_page_built_to_choke_readers_is_refused(bomb: str) -> None:
    with pytest.raises(ReadingError, match="choke"):
        extract(bomb.encode(), URL)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    with suppress(ReadingError):
        assert extract(b"<p>" + body, URL).modified is None


@given(st.text(alphabet="<>/apdiv h1\"'=&;-![]", max_size=120))
def test_any_markup_is_read(markup: str) -> None:
    assert extract(markup.encode(), URL).published is None
