from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tracker.core.page_state import answer_state, any_page_state, content_state, page_state
from tracker.model import Block, BlockKind, Capture, PageState, Story

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
URL = "https://quayside.example/harbour/ferry-strikes-pier/"
HTML = "<!doctype html><html><body><p>Text</p></body></html>"
BOT_WALL = "a bot wall: the site asks whether we are human"
SENTENCE = "The council met again that week and argued about the harbour until well past midnight."


def capture(status: int, *, body: bytes | None = HTML.encode(), content_type: str = "text/html") -> Capture:
    return Capture(
        requested=URL,
        url=URL,
        status=status,
        status_line=f"HTTP/1.1 {status}",
        headers=(("Content-Type", content_type),),
        body=body,
        began=NOON,
        ended=NOON,
    )


def story(*texts: str, headline: str = "Ferry strikes pier", published: datetime | None = None) -> Story:
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)
    return Story(headline=headline, blocks=blocks, published=published)


LONG = story(*(f"{number}. {SENTENCE}" for number in range(20)))


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (304, PageState.UNMODIFIED),
        (404, PageState.GONE),
        (410, PageState.GONE),
        (401, PageState.BLOCKED),
        (403, PageState.BLOCKED),
        (418, PageState.BLOCKED),
        (429, PageState.BLOCKED),
        (451, PageState.BLOCKED),
        (500, PageState.SERVER_ERROR),
        (503, PageState.SERVER_ERROR),
        (204, PageState.SERVER_ERROR),
    ],
)
def test_a_status_tells_the_state_and_is_named(status: int, state: PageState) -> None:
    told = answer_state(capture(status, body=None))
    assert told is not None
    assert told[0] is state
    assert told[1].startswith(f"HTTP {status}")


def test_a_page_is_read_on() -> None:
    assert answer_state(capture(200)) is None
    assert answer_state(capture(200, content_type="application/octet-stream")) is None
    assert content_state(HTML.encode(), None) is None


@pytest.mark.parametrize(
    ("body", "content_type", "name"),
    [
        (b"%PDF-1.7 ...", "text/html", "a PDF"),
        (b"...", "application/pdf", "a PDF"),
        (b'<?xml version="1.0"?><rss version="2.0">', "text/html", "an RSS feed"),
        (
            b'<?xml version="1.0"?>\n<!-- made by us -->\n<feed xmlns="http://www.w3.org/2005/Atom">',
            "text/xml",
            "an Atom feed",
        ),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "application/json", "a JSON feed"),
        (b'<?xml version="1.0"?><urlset>', "application/xml", "a sitemap"),
        (b"\x89PNG\r\n", "image/png", "an image"),
        (b"\xff\xd8\xff\xe0", "text/html", "an image"),
        (b"{}", "application/json", "JSON data"),
    ],
)
def test_what_is_no_page_is_named(body: bytes, content_type: str, name: str) -> None:
    assert content_state(body, content_type) == (PageState.NOT_HTML, f"it is {name}, not a page")


def test_an_empty_answer_is_no_page() -> None:
    assert content_state(b"  \n", "text/html") == (PageState.COLLAPSED, "the answer is empty")


def test_an_article_is_an_article() -> None:
    assert page_state(HTML, URL, LONG) is None


@pytest.mark.parametrize(
    "words",
    [
        "We use cookies. Accept all cookies to continue.",
        "Subscribe to continue reading.",
        "The page you requested was not found.",
        "Please verify you are human.",
        "This story is about captchas and HTTP 404.",
    ],
)
def test_a_long_article_is_never_taken_for_a_wall(words: str) -> None:
    assert (
        page_state(
            f"<title>{words}</title>",
            URL,
            replace(LONG, blocks=(*LONG.blocks, Block(kind=BlockKind.PARAGRAPH, text=words))),
        )
        is None
    )


def test_a_short_report_is_an_article() -> None:
    assert (
        page_state(
            '<script type="application/ld+json">{"@type":"NewsArticle"}</script>',
            URL,
            story("A ferry struck the pier. More to follow."),
        )
        is None
    )
    assert page_state(HTML, URL, story(SENTENCE, SENTENCE, SENTENCE, SENTENCE)) is None


@pytest.mark.parametrize(
    ("html", "text", "state", "reason"),
    [
        (
            "<title>Before you continue</title>",
            "Before you continue. We use cookies and data.",
            PageState.CONSENT,
            "the page asks for consent before it shows the article",
        ),
        (
            "<title>Ferry</title>",
            "The ferry struck. Subscribe to continue reading.",
            PageState.PAYWALL,
            "the page shows only the beginning and asks for a subscription",
        ),
        ("<title>Page not found</title>", "Try the search.", PageState.GONE, "the page says that it was not found"),
        (
            "<title>Seite nicht gefunden</title>",
            "Versuchen Sie die Suche.",
            PageState.GONE,
            "the page says that it was not found",
        ),
        ("<title>Just a moment...</title>", "", PageState.BLOCKED, BOT_WALL),
        (
            '<title>quayside.example</title><script src="https://geo.captcha-delivery.com/c.js"></script>',
            "",
            PageState.BLOCKED,
            BOT_WALL,
        ),
        (
            '<body><div id="root"></div><script src="/app.js"></script></body>',
            "",
            PageState.NEEDS_BROWSER,
            "the page holds no text; it is written by scripts in a browser",
        ),
        ("<body><h1>Ferry</h1></body>", "", PageState.COLLAPSED, "the page holds no article text"),
    ],
)
def test_what_stands_before_an_article_is_named(html: str, text: str, state: PageState, reason: str) -> None:
    assert page_state(html, URL, story(*([text] if text else []))) == (state, reason)


def cards(count: int) -> str:
    return "".join(
        f"<article><h3><a href='/{number}'>Headline of story number {number}</a></h3><p>Teaser.</p></article>"
        for number in range(count)
    )


def test_a_front_page_and_a_section_are_listings() -> None:
    listing = (PageState.LISTING, "it is a page of headlines, not an article")
    assert page_state(cards(12), "https://quayside.example/", story(SENTENCE)) == listing
    assert page_state(cards(20), "https://quayside.example/harbour/", story(SENTENCE)) == listing


def test_an_article_with_many_related_cards_is_no_listing() -> None:
    assert page_state(cards(40), URL, replace(LONG, published=NOON)) is None
    assert (
        page_state('<script type="application/ld+json">{"@type":"NewsArticle"}</script>' + cards(40), URL, LONG) is None
    )


def test_a_page_watched_as_it_is_needs_no_article() -> None:
    assert any_page_state(cards(20), URL, story(SENTENCE)) is None
    assert any_page_state("<title>Just a moment...</title>", URL, story()) == (
        PageState.BLOCKED,
        BOT_WALL,
    )
    assert any_page_state("<div id=root></div>", URL, story()) == (
        PageState.NEEDS_BROWSER,
        "the page holds no text; it is written by scripts in a browser",
    )


def test_a_page_with_a_few_words_and_no_sign_of_an_article_holds_none() -> None:
    few = "<html><body><h1>Opening hours</h1><p>Monday to Friday, nine to five.</p></body></html>"
    signed = few.replace("<body>", "<body><article>").replace("</body>", "</article></body>")
    url = "https://example.org/hours"
    story = Story(
        headline="Opening hours",
        blocks=(Block(kind=BlockKind.PARAGRAPH, text="Monday to Friday, nine to five."),),
    )

    assert page_state(few, url, story) == (
        PageState.COLLAPSED,
        "the page holds no article, only 31 letters of text",
    )
    assert page_state(signed, url, story) is None
