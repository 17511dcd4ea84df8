from __future__ import annotations

import time
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


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "Error 404 - Not Found",
        "404 Not Found",
        "Oops! That page can’t be found. – The Quayside Post",
        "Sorry, this page no longer exists | Quayside",
        "This article is no longer available",
        "Seite nicht gefunden | Kaizeitung",
        "Diese Seite existiert leider nicht mehr",
        "Page introuvable - Le Quai",
        "Cette page n’existe plus",
        "Página no encontrada",
        "La página que buscas no existe",
        "Página não encontrada | O Cais",
        "Pagina non trovata",
        "Deze pagina bestaat niet",
        "Sidan kunde inte hittas",
        "Siden blev ikke fundet",
        "Sivua ei löytynyt",
        "Strona nie istnieje",
        "Stránka nenalezena",
        "Az oldal nem található",
        "Страница не найдена",
        "Сторінку не знайдено",
        "Aradığınız sayfa bulunamadı",
        "الصفحة غير موجودة",
        "הדף לא נמצא",
        "पेज नहीं मिला",
        "お探しのページは見つかりませんでした",
        "页面不存在",
        "페이지를 찾을 수 없습니다",
        "Không tìm thấy trang",
        "Halaman tidak ditemukan",
    ],
)
def test_a_soft_404_is_gone_in_every_language(title: str) -> None:
    gone = (PageState.GONE, "the page says that it was not found")
    assert page_state(f"<title>{title}</title><p>x</p>", URL, story(headline=title)) == gone
    assert page_state(f"<title>{title}</title><p>x</p>", URL, replace(LONG, headline=title)) == gone


@pytest.mark.parametrize(
    "headline",
    [
        "Bodies not found after storm",
        "Flight 404 lands safely",
        "Access denied: how the harbour shut out its critics",
        "Is this article gone for good?",
        "Council down for maintenance of bridge",
        "Login to the future: harbour gets fibre",
        "Something went wrong, says mayor",
        "Harbour maintenance to cost 12 million",
    ],
)
def test_a_short_report_whose_headline_speaks_of_such_things_is_an_article(headline: str) -> None:
    html = f"<title>{headline} | The Quayside Post</title><article><h1>{headline}</h1></article>"
    assert page_state(html, URL, story(SENTENCE, SENTENCE, SENTENCE, headline=headline)) is None
    assert page_state(html, URL, story(SENTENCE, SENTENCE, SENTENCE, headline=headline, published=NOON)) is None


@pytest.mark.parametrize(
    "words",
    [
        "Police saw unusual activity from your window, he said.",
        "Already a subscriber? Log in.",
        "Start your free trial.",
        "We use cookies. Accept all cookies to continue.",
        "The site is down for maintenance until May, the port said.",
        "The film is not available in your country.",
    ],
)
def test_a_short_report_with_such_words_beside_it_is_an_article(words: str) -> None:
    text = [SENTENCE] * 5
    assert page_state(HTML, URL, story(*text, words, published=NOON)) is None


@pytest.mark.parametrize(
    ("title", "text", "state", "reason"),
    [
        ("Access Denied", "You have no permission.", PageState.BLOCKED, BOT_WALL),
        ("Pardon Our Interruption", "Something about your browser.", PageState.BLOCKED, BOT_WALL),
        ("x", "Ich bin kein Roboter", PageState.BLOCKED, BOT_WALL),
        ("x", "Je ne suis pas un robot", PageState.BLOCKED, BOT_WALL),
        ("x", "请完成安全验证", PageState.BLOCKED, BOT_WALL),
        ("503 Service Unavailable", "x", PageState.SERVER_ERROR, "the page tells of a failure of the site"),
        (
            "Error establishing a database connection",
            "x",
            PageState.SERVER_ERROR,
            "the page tells of a failure of the site",
        ),
        ("Wartungsarbeiten", "x", PageState.SERVER_ERROR, "the page says that the site is under maintenance"),
        (
            "x",
            "Le site est en maintenance.",
            PageState.SERVER_ERROR,
            "the page says that the site is under maintenance",
        ),
        ("メンテナンス中です", "x", PageState.SERVER_ERROR, "the page says that the site is under maintenance"),
        (
            "x",
            "Ce contenu n’est pas disponible dans votre pays.",
            PageState.BLOCKED,
            "the site withholds the page from readers of this country",
        ),
        (
            "x",
            "この記事は会員限定です",
            PageState.PAYWALL,
            "the page shows only the beginning and asks for a subscription",
        ),
        (
            "x",
            "Abonnez-vous pour lire la suite",
            PageState.PAYWALL,
            "the page shows only the beginning and asks for a subscription",
        ),
        (
            "x",
            "Valoramos tu privacidad",
            PageState.CONSENT,
            "the page asks for consent before it shows the article",
        ),
    ],
)
def test_walls_abroad_are_named_too(title: str, text: str, state: PageState, reason: str) -> None:
    html = f"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>"
    assert page_state(html, URL, story(text, headline=title)) == (state, reason)


def test_a_refusal_by_a_check_for_bots_is_told_by_name() -> None:
    page = b"<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/h/b'></script>"
    for status in (403, 429, 503):
        assert answer_state(capture(status, body=page)) == (PageState.BLOCKED, f"HTTP {status}, {BOT_WALL}")
    challenged = replace(capture(403, body=b"x"), headers=(("cf-mitigated", "challenge"),))
    assert answer_state(challenged) == (PageState.BLOCKED, f"HTTP 403, {BOT_WALL}")
    assert answer_state(capture(503)) == (PageState.SERVER_ERROR, "HTTP 503")


NOT_FREE = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"%s}</script>'
PART = ',"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paid"}'


def test_a_stub_of_some_length_says_itself_that_it_is_not_free() -> None:
    stub = story(*[SENTENCE] * 10, "The council then turned to the question of the…")
    assert page_state(NOT_FREE % "", URL, stub) == (
        PageState.PAYWALL,
        "the page shows only the beginning and asks for a subscription",
    )
    assert page_state(HTML, URL, stub) is None


def test_an_article_whose_paid_part_is_on_the_page_is_whole() -> None:
    paid = f"<div class='paid'>{SENTENCE * 6}</div>"
    whole = story(*[SENTENCE] * 7)
    ending = "<p>Subscribe to continue reading.</p>"
    assert page_state(NOT_FREE % PART + paid + ending, URL, whole) is None
    assert page_state(NOT_FREE % PART + ending, URL, whole) == (
        PageState.PAYWALL,
        "the page shows only the beginning and asks for a subscription",
    )


def test_an_article_about_consent_is_an_article() -> None:
    lines = ("We value your privacy, the sign said.", "Accept all cookies, said another.", *[SENTENCE] * 4)
    assert page_state(HTML, URL, story(*lines, headline="Why every site asks for cookies", published=NOON)) is None


@pytest.mark.parametrize("text", ["not ", "page ", "sorry ", "404 ", "- ", "accept ", "the page you requested "])
def test_hostile_words_cost_no_more_than_their_length(text: str) -> None:
    began = time.process_time()
    page_state(f"<title>{text * 5000}</title><p>{text * 20_000}</p>", URL, story(text * 50, headline=text * 100))
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "unit", ["<meta ", "<h2> ", "<a <a>", "<title ", '<meta og:type" ', '"cssSelector":"', "<input "]
)
def test_hostile_markup_costs_no_more_than_its_length(unit: str) -> None:
    html = unit * (100_000 // len(unit))
    began = time.process_time()
    page_state(html, URL, story())
    assert time.process_time() - began < 5


@pytest.mark.parametrize("unit", [b"<?xml >", b"<!---->", b"<!-- ", b" ", b"<?"])
def test_hostile_first_bytes_cost_nothing(unit: bytes) -> None:
    began = time.process_time()
    content_state(unit * 600, "text/html")
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    "box",
    [
        '<div class="paywall"><h3>Subscribe to continue reading</h3><p>Choose the plan that suits you best.</p></div>',
        '<div id="piano-inline"><h2>Read the full story</h2><p>Get unlimited access from 1 euro a week.</p></div>',
        '<section class="regwall"><h2>Create a free account to read this article</h2></section>',
    ],
)
def test_a_box_named_for_an_offer_makes_a_stub_of_a_short_text_though_its_words_are_left_out(box: str) -> None:
    text = "The ferry struck the northern pier of the harbour bridge on Monday evening, the port authority said. " * 4
    story = Story(headline="Ferry strikes bridge", blocks=(Block(kind=BlockKind.PARAGRAPH, text=text),))
    html = f"<html><body><article><h1>Ferry strikes bridge</h1><p>{text}</p>{box}</article></body></html>"
    verdict = page_state(html, "https://a.example/ferry", story)
    assert verdict is not None
    assert verdict[0] is PageState.PAYWALL
    assert page_state(html.replace(box, ""), "https://a.example/ferry", story) is None
