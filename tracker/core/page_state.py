"""What kind of answer that was, and what kind of page: only an article may ever become a version."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from tracker.core.text import walls
from tracker.core.text.equality import folded
from tracker.core.text.scripts import letters
from tracker.model import BlockKind, Capture, PageState, Story

Verdict = tuple[PageState, str]

GONE = frozenset((404, 410))
REFUSED = {
    401: "HTTP 401, the page wants a login",
    402: "HTTP 402, the page wants a payment",
    403: "HTTP 403",
    407: "HTTP 407",
    429: "HTTP 429, we came too often",
    451: "HTTP 451, withheld for legal reasons",
}
HTML_TYPES = frozenset(
    (
        "",
        "text/html",
        "application/xhtml+xml",
        "application/octet-stream",
        "text/plain",
        "unknown/unknown",
        "application/unknown",
    )
)
KINDS_OF_FILE = (
    ("application/pdf", "a PDF"),
    ("application/rss+xml", "an RSS feed"),
    ("application/atom+xml", "an Atom feed"),
    ("application/feed+json", "a JSON feed"),
    ("application/json", "JSON data"),
    ("image/", "an image"),
    ("video/", "a video"),
    ("audio/", "a sound file"),
    ("text/calendar", "a calendar"),
    ("text/css", "a style sheet"),
    ("text/javascript", "a script"),
    ("application/zip", "an archive"),
)
FIRST_BYTES = (
    (re.compile(rb"%PDF-"), "a PDF"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP", re.DOTALL), "an image"),
    (re.compile(rb"PK\x03\x04|\x1f\x8b|7z\xbc\xaf"), "an archive"),
    (
        re.compile(
            rb"(?:<\?xml[^>]*>|<!--.*?-->|<\?[^>]*>|\s)*<rss\b|(?:<\?xml[^>]*>|\s)*<rdf:RDF\b",
            re.DOTALL | re.IGNORECASE,
        ),
        "an RSS feed",
    ),
    (re.compile(rb"(?:<\?xml[^>]*>|<!--.*?-->|<\?[^>]*>|\s)*<feed\b", re.DOTALL | re.IGNORECASE), "an Atom feed"),
    (
        re.compile(rb"(?:<\?xml[^>]*>|<!--.*?-->|<\?[^>]*>|\s)*<(?:urlset|sitemapindex)\b", re.DOTALL | re.IGNORECASE),
        "a sitemap",
    ),
    (re.compile(rb"\s*\{\s*\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org"), "a JSON feed"),
)
LOOKED_AT = 4096

LEAST_ARTICLE = 250
SHORT = 700
VERY_SHORT = 1500
ROOT_PATH = re.compile(r"https?://[^/]+/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:index\.\w+)?(?:[?#].*)?$", re.IGNORECASE)
TITLE = re.compile(r"<title[^>]*>(.{0,300}?)</title>", re.DOTALL | re.IGNORECASE)
OG_TYPE = re.compile(
    r"<meta[^>]+og:type[\"'][^>]*content=[\"']\s*(\w+)|<meta[^>]+content=[\"'](\w+)[\"'][^>]*og:type", re.IGNORECASE
)
BOT_SCRIPT = re.compile(
    (
        r"captcha-delivery\.com|cf-chl-|challenges\.cloudflare\.com|_Incapsula_Resource|px-captcha|"
        r"distil_|/cdn-cgi/challenge-platform|datadome|g-recaptcha|h-captcha"
    ),
    re.IGNORECASE,
)
CONSENT_PLACE = re.compile(
    r"//(?:consent\.|cmp\.|privacy\.|[\w.-]*/consent\b)|/privacygate|/privacy-gate|/cookiewall|/zustimmung",
    re.IGNORECASE,
)
SHELL = re.compile(
    (
        r"id=[\"'](?:root|app|__next|__nuxt|main-app|svelte)[\"']|enable javascript|javascript (?:is "
        r")?(?:required|disabled)|you need to enable javascript|bitte aktivieren sie javascript|activez? "
        r"javascript|habilit[ae]r? javascript"
    ),
    re.IGNORECASE,
)
NOT_FREE = re.compile(r"\"isAccessibleForFree\"\s*:\s*\"?false", re.IGNORECASE)
LISTING_TYPE = re.compile(r"\"@type\"\s*:\s*\"(?:CollectionPage|ItemList|SearchResultsPage)\"")
ARTICLE_TYPE = re.compile(
    r"\"@type\"\s*:\s*\[?\s*\"(?:\w*NewsArticle|Article|BlogPosting|LiveBlogPosting|Report)\"", re.IGNORECASE
)
CARD = re.compile(
    r"<(?:h[2-4])\b[^>]*>(?:\s|<(?!/h)[^>]*>)*<a\b|<a\b[^>]*>(?:\s|<(?!/a)[^>]*>)*<h[2-4]\b", re.IGNORECASE
)
MANY_CARDS = 8


def answer_state(capture: Capture) -> Verdict | None:
    """Say what an answer is where its status or its first bytes tell; None: go on and read it.

    Returns:
        The state, and the reason in words such as `HTTP 403`.
    """
    status = capture.status
    if status == 304:
        return PageState.UNMODIFIED, "HTTP 304"
    if status in GONE:
        return PageState.GONE, f"HTTP {status}"
    if status >= 500:
        return PageState.SERVER_ERROR, f"HTTP {status}"
    if status in REFUSED or 400 <= status < 500:
        return PageState.BLOCKED, REFUSED.get(status, f"HTTP {status}")
    if not 200 <= status < 300 or status in (204, 205):
        return PageState.SERVER_ERROR, f"HTTP {status}, which brings no page"
    return content_state(capture.body or b"", capture.header("Content-Type"))


def content_state(body: bytes, content_type: str | None) -> Verdict | None:
    """Say what the content is where it is no HTML, by its first bytes before its declared type; None: it may be."""
    start = body[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    for pattern, name in FIRST_BYTES:
        if pattern.match(start):
            return PageState.NOT_HTML, f"it is {name}, not a page"
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind in HTML_TYPES or re.search(rb"<html|<!doctype html", start, re.IGNORECASE):
        return None if body.strip() else (PageState.COLLAPSED, "the answer is empty")
    told = next((name for prefix, name in KINDS_OF_FILE if kind.startswith(prefix)), kind)
    return PageState.NOT_HTML, f"it is {told}, not a page"


def page_state(html: str, url: str, story: Story, *, embedded: bool = False) -> Verdict | None:
    """Say what a page is where it is no article; None: it is one.

    Careful on one side: an article of some length is never taken for a wall, whatever words stand around it.

    Args:
        html: the page, decoded.
        url: where it came from, after redirects.
        story: what was read of it.
        embedded: the text was found in data that the page's scripts carry, however empty the page looks.
    """
    length = sum(letters(block.text) for block in story.blocks)
    if length >= SHORT and not (looks_like_listing(html, url, story)):
        return paywall_in(story, html, length)
    verdict = wall(html, url, story, length)
    return verdict if verdict or embedded else emptiness(html, url, story, length)


def any_page_state(html: str, url: str, story: Story) -> Verdict | None:
    """Say what a page watched as it is, article or not, is where it is a wall or empty; None: it has text."""
    length = sum(letters(block.text) for block in story.blocks)
    if length < SHORT and (found := wall(html, url, story, length)):
        return found
    return (
        None if length else (PageState.NEEDS_BROWSER, "the page holds no text; it is written by scripts in a browser")
    )


def wall(html: str, url: str, story: Story, length: int) -> Verdict | None:
    """Recognise what stands in an article's place, on a page with little text."""
    title = "".join(TITLE.findall(html[:60_000])[:1])
    told = " ".join((title, story.headline, visible(html) if length < LEAST_ARTICLE else story.text))[:6000]
    if walls.BOT.search(told) or (length < LEAST_ARTICLE and BOT_SCRIPT.search(html) and not ARTICLE_TYPE.search(html)):
        return PageState.BLOCKED, "the site asks whether we are human"
    if walls.MISSING.search(title) or (walls.MISSING.search(story.headline) and length < LEAST_ARTICLE):
        return PageState.GONE, "the page says that it was not found"
    if length < LEAST_ARTICLE and walls.MISSING.search(told[:1500]) and not ARTICLE_TYPE.search(html):
        return PageState.GONE, "the page says that it was not found"
    if (walls.CONSENT.search(story.text) or CONSENT_PLACE.search(url)) and not ARTICLE_TYPE.search(html):
        return PageState.CONSENT, "the page asks for consent before it shows the article"
    if walls.PAYWALL.search(story.text) or (NOT_FREE.search(html) and walls.PAYWALL.search(told)):
        return PageState.PAYWALL, "the page shows only the beginning and asks for a subscription"
    return None


def paywall_in(story: Story, html: str, length: int) -> Verdict | None:
    """Recognise a longer stub: it ends in the words of a paywall and says itself that it is not free."""
    if length >= VERY_SHORT or not NOT_FREE.search(html):
        return None
    if walls.PAYWALL.search(" ".join(block.text for block in story.blocks[-2:])):
        return PageState.PAYWALL, "the page shows only the beginning and asks for a subscription"
    return None


def emptiness(html: str, url: str, story: Story, length: int) -> Verdict | None:
    """Recognise a page that has no article: a listing, a shell that a browser must fill, nothing at all."""
    if looks_like_listing(html, url, story):
        return PageState.LISTING, "it is a page of headlines, not an article"
    if length >= LEAST_ARTICLE or (length and ARTICLE_TYPE.search(html)) or (story.marker is not None and length):
        return None
    if is_shell(html):
        return PageState.NEEDS_BROWSER, "the page holds no text; it is written by scripts in a browser"
    if not length:
        return PageState.COLLAPSED, "the page holds no article text"
    if story.published is None and "<article" not in html.lower() and declared_type(html) != "article":
        return PageState.COLLAPSED, f"the page holds no article, only {length} letters of text"
    return None


def declared_type(html: str) -> str:
    """Give what the page calls itself to others, such as `article` or `website`; empty where it does not say."""
    return next((first or second for first, second in OG_TYPE.findall(html[:200_000])), "").lower()


def is_shell(html: str) -> bool:
    """Whether a page is hardly more than scripts."""
    return letters(visible(html)) < LEAST_ARTICLE and ("<script" in html.lower() or bool(SHELL.search(html)))


def looks_like_listing(html: str, url: str, story: Story) -> bool:
    """Whether a page is a home or section page: many linked headlines, and little or nothing that says article."""
    if ARTICLE_TYPE.search(html) and not ROOT_PATH.match(url):
        return False
    cards = len(CARD.findall(html))
    kind = declared_type(html)
    if ROOT_PATH.match(url):
        return cards >= MANY_CARDS
    if kind == "article" or story.published is not None or story.marker is not None:
        return False
    paragraphs = sum(len(block.text) > 200 for block in story.blocks if block.kind is BlockKind.PARAGRAPH)
    if LISTING_TYPE.search(html) and cards >= MANY_CARDS and paragraphs < 4:
        return True
    return cards >= 2 * MANY_CARDS and paragraphs < 3


def visible(html: str) -> str:
    """Give the words of a page without its markup."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(["head", "script", "style", "noscript", "template", "svg"])
    return folded(tree.body.text(separator=" ")) if tree.body is not None else ""
