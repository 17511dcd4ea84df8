"""What a page's markup says of its kind: an article, a listing, a shell that a browser must fill."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from tracker.core.text.equality import folded
from tracker.core.text.scripts import letters
from tracker.model import BlockKind, Story

LEAST_ARTICLE = 250
MANY_CARDS = 8
HEAD = 200_000
ROOT_PATH = re.compile(r"https?://[^/]+/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:index\.\w+)?(?:[?#].*)?$", re.IGNORECASE)
OG_TYPE = re.compile(
    r"<meta[^>]{1,300}og:type[\"'][^>]{0,300}content=[\"']\s{0,9}(\w{1,30})|"
    r"<meta[^>]{1,300}content=[\"'](\w{1,30})[\"'][^>]{0,300}og:type",
    re.IGNORECASE,
)
SHELL = re.compile(
    r"id=[\"'](?:root|app|__next|__nuxt|main-app|svelte|gatsby-focus-wrapper|app-root)[\"']|<app-root|"
    r"(?:enable|turn on|requires?|needs?) javascript|javascript (?:is "
    r")?(?:required|disabled)|bitte aktivieren sie javascript|activez? "
    r"javascript|habilit[ae]r? (?:o )?javascript|activa(?:r|te)? javascript|abilita(?:re)? javascript|"
    r"включите javascript|javascriptを有効|启用\s?javascript",
    re.IGNORECASE,
)
NOT_FREE = re.compile(r"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false", re.IGNORECASE)
CUT_PART = re.compile(r"[\"']cssSelector[\"']\s*:\s*\"([^\"]{1,200})\"")
LISTING_TYPE = re.compile(r"\"@type\"\s*:\s*\"(?:CollectionPage|ItemList|SearchResultsPage)\"")
ARTICLE_TYPE = re.compile(
    r"\"@type\"\s*:\s*\[?\s*\"(?:\w*NewsArticle|Article|BlogPosting|LiveBlogPosting|Report)\"", re.IGNORECASE
)
CARD = re.compile(
    r"<h[2-4]\b[^>]{0,500}>(?:\s|<(?!/h)[^>]{0,500}>){0,120}?<a\b|"
    r"<a\b[^>]{0,2000}>(?:\s|<(?!/a)[^>]{0,500}>){0,120}?<h[2-4]\b",
    re.IGNORECASE,
)
PASSWORD = re.compile(r"<input[^>]{0,300}type\s*=\s*[\"']?password", re.IGNORECASE)


def declared_type(html: str) -> str:
    """Give what the page calls itself to others, such as `article` or `website`; empty where it does not say."""
    return next((first or second for first, second in OG_TYPE.findall(html[:HEAD])), "").lower()


def says_article(html: str, story: Story) -> bool:
    """Whether a page gives itself out as an article: by its type, a date of publication, or a marker."""
    if story.published is not None or story.marker is not None:
        return True
    return declared_type(html) == "article" or ARTICLE_TYPE.search(html) is not None


def holds_its_paid_part(html: str) -> bool:
    """Whether the part that a page declares as not free stands on it all the same, hidden only by its looks."""
    selectors = CUT_PART.findall(html)[:3]
    tree = LexborHTMLParser(html) if selectors else None
    for selector in selectors:
        try:
            found = tree.css(selector) if tree is not None else []
        except SelectolaxError:
            continue
        if sum(letters(folded(node.text())) for node in found[:50]) >= LEAST_ARTICLE:
            return True
    return False


def is_shell(html: str) -> bool:
    """Whether a page is hardly more than scripts."""
    return letters(visible(html)) < LEAST_ARTICLE and ("<script" in html.lower() or bool(SHELL.search(html)))


def looks_like_listing(html: str, url: str, story: Story) -> bool:
    """Whether a page is a home or section page: many linked headlines, and little or nothing that says article."""
    if ARTICLE_TYPE.search(html) and not ROOT_PATH.match(url):
        return False
    cards = len(CARD.findall(html))
    if ROOT_PATH.match(url):
        return cards >= MANY_CARDS
    if says_article(html, story):
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
