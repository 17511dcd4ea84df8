"""A front page: the feeds and sections that a site has, and the address that a page declares as its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.core.sources.headlines import address_points, is_around
from tracker.core.sources.places import absolute, is_same_site
from tracker.core.sources.plain_words import title_words
from tracker.core.text.scripts import letters
from tracker.model.source import Offer, SourceKind

MOST_FEEDS = 4
MOST_SECTIONS = 8
_FEED_TYPE = re.compile(
    r"application/(?:rss\+xml|atom\+xml|feed\+json|rdf\+xml)|(?:text|application)/(?:rss|xml)(?=\s*(?:;|$))",
    re.IGNORECASE,
)
_JSON_TYPE = re.compile(r"application/json", re.IGNORECASE)
_NO_NEWS = re.compile(r"comment|kommentar|podcast|replies|wp-json|oembed|webstor", re.IGNORECASE)
# What menus hold beside sections, in the languages of most sites: pages about the paper, its services, its accounts.
_NO_SECTION = re.compile(
    r"^/?(?:about|abo|account|ad|ads|advert|agb|app|apps|archiv|archive|author|awards|bookmark|careers?|contact|cookie|"
    r"corrections?|datenschutz|donate|e-?paper|events?|faq|feedback|games?|help|hilfe|horoscope|impressum|imprint|"
    r"jobs?|kontakt|legal|login|logout|mein|membership|mentions|mentions-legales|my|newsletters?|obituar|"
    r"partner|podcasts?|policies|privacy|profile|puzzles?|quiz|register|registr|rss|search|shop|sign|sitemap|"
    r"spiele|store|subscri|suche|supp?ort|tags?|terms|tickets?|tv|user|video|videos|werbung)",
    re.IGNORECASE,
)
_MOST_WORDS = 4
_DEEPEST_PATH = 3


def own_offers(html: str, url: str) -> tuple[Offer, ...]:
    """Give what a front page offers beside its headlines: feeds first, then the sections of its menus.

    Args:
        html: the page, decoded.
        url: where it came from, after redirects.
    """
    tree = LexborHTMLParser(html)
    return (*_feeds(tree, url)[:MOST_FEEDS], *_sections(tree, url)[:MOST_SECTIONS])


def declared_address(html: str, url: str) -> str:
    """Give the address that a page declares as its own by rel=canonical; empty where it names none, or itself."""
    head = html[:400_000]
    if "canonical" not in head:
        return ""
    tree = LexborHTMLParser(head)
    nodes = [node for node in tree.css("link[rel][href]") if "canonical" in (node.attributes.get("rel") or "").split()]
    links = {absolute(url, node.attributes.get("href") or "") for node in nodes}
    # Two that differ say nothing.
    return links.pop() if len(links) == 1 else ""


def _feeds(tree: LexborHTMLParser, url: str) -> list[Offer]:
    offers: dict[str, Offer] = {}
    for node in tree.css("link[rel][href]")[:300]:
        kind, name = node.attributes.get("type") or "", node.attributes.get("title") or ""
        if "alternate" not in (node.attributes.get("rel") or "").lower().split() or not _is_feed(kind, name):
            continue
        link = absolute(url, node.attributes.get("href") or "")
        # A page's own word: feeds often lie on a host of their own.
        if link and not _NO_NEWS.search(f"{urlsplit(link).path}?{urlsplit(link).query} {name}"):
            offers.setdefault(link, Offer(url=link, kind=SourceKind.FEED, title=title_words(name)))
    return list(offers.values())


def _is_feed(kind: str, name: str) -> bool:
    return bool(_FEED_TYPE.match(kind) or (_JSON_TYPE.match(kind) and "feed" in name.lower()))


def _sections(tree: LexborHTMLParser, url: str) -> list[Offer]:
    """Give the links of menus that look like sections: few words, a short path, no date and no number."""
    offers: dict[str, Offer] = {}
    for node in tree.css("nav a[href], header a[href], [role=navigation] a[href], a[href]")[:3000]:
        link, name = absolute(url, node.attributes.get("href") or ""), title_words(node.text(separator=" "))
        if _is_section(node, link, name, url):
            offers.setdefault(link, Offer(url=link, kind=SourceKind.SECTION, title=name))
    return list(offers.values())


def _is_section(node: LexborNode, link: str, name: str, url: str) -> bool:
    if not link or not _on_site(link, url) or urlsplit(link).query:
        return False
    parts = [part for part in urlsplit(link).path.split("/") if part]
    if not parts or len(parts) > _DEEPEST_PATH or any(_NO_SECTION.match(part) for part in parts):
        return False
    if not name or len(name.split()) > _MOST_WORDS or letters(name) > 30 or address_points(link) > 1:
        return False
    if any(letter.isdigit() for letter in "".join(parts)) or "/".join(parts) == urlsplit(url).path.strip("/"):
        return False
    return is_around(list(_menus(node)))


def _menus(node: LexborNode) -> Iterator[LexborNode]:
    """Give the boxes around a link, without those of the foot: there stands what nobody reads for news."""
    found: list[LexborNode] = []
    parent = node.parent
    while parent is not None and parent.tag not in ("body", "html") and len(found) < 12:
        if parent.tag in ("footer", "aside", "form"):
            return iter(())
        found.append(parent)
        parent = parent.parent
    return iter(found)


def _on_site(link: str, url: str) -> bool:
    return is_same_site(urlsplit(link).netloc, urlsplit(url).netloc)
