"""Sitemaps, their indexes, and the news extension; what robots.txt names of them.

Source: sitemaps.org/protocol.html; Google's news sitemap extension, version 0.9.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator

from tracker.core.sources.markup import Element, child, child_text, local_name, pieces
from tracker.core.sources.moments import source_moment
from tracker.core.sources.places import absolute
from tracker.core.sources.plain_words import title_words
from tracker.errors import ReadingError
from tracker.model.source import Listed, Offer, SourceKind

MOST_URLS = 50_000
"""More than these no sitemap may hold."""
LARGEST = 50 * 2**20
"""What a sitemap may measure once unpacked."""
GZIP = b"\x1f\x8b"
_NAMED = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_NEWS = re.compile(r"news|noticias|nachrichten|actu|latest|recent|aktuell|breaking", re.IGNORECASE)


def unpacked(body: bytes) -> bytes:
    """Unpack a sitemap that is a gzip file; any other bytes are given as they are.

    Raises:
        ReadingError: it is broken, or larger than a sitemap may be.
    """
    if not body.startswith(GZIP):
        return body
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        data = inflater.decompress(body, LARGEST + 1)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise ReadingError("it is a gzip file, but a broken one") from error
    if not data:
        raise ReadingError("it is a gzip file, but a broken one")
    if len(data) > LARGEST:
        raise ReadingError("unpacked it is larger than the 50 MB a sitemap may have: it is not read")
    return data


def sitemap_urls(text: str, url: str) -> Iterator[Listed]:
    """Give the pages of a sitemap as they come, with what the news extension says of them.

    Raises:
        ReadingError: it declares entities, or is nested beyond all use.
    """
    for count, piece in enumerate(pieces(text, frozenset(("url",)), url), start=1):
        if count > MOST_URLS:
            return
        found = _listed(piece.element, url)
        if found is not None:
            yield found


def index_offers(text: str, url: str) -> Iterator[Offer]:
    """Give the sitemaps of an index as they come; errors as `sitemap_urls`."""
    for count, piece in enumerate(pieces(text, frozenset(("sitemap",)), url), start=1):
        if count > MOST_URLS:
            return
        link = absolute(url, child_text(piece.element, "loc"))
        if link:
            updated = source_moment(child_text(piece.element, "lastmod"))
            yield Offer(url=link, kind=SourceKind.SITEMAP, updated=updated)


def robots_sitemaps(text: str, url: str) -> tuple[Offer, ...]:
    """Give the sitemaps that robots.txt names, those for news first."""
    links = dict.fromkeys(absolute(url, found) for found in _NAMED.findall(text[:500_000]))
    offers = [Offer(url=link, kind=SourceKind.SITEMAP) for link in links if link]
    return tuple(sorted(offers, key=lambda offer: not is_for_news(offer.url)))


def is_for_news(url: str) -> bool:
    """Tell whether a sitemap's address names it as one of news; the host's own name says nothing."""
    return _NEWS.search(url.partition("://")[2].partition("/")[2]) is not None


def _listed(element: Element, url: str) -> Listed | None:
    link = absolute(url, child_text(element, "loc"))
    if not link:
        return None
    news = child(element, "news")
    updated = source_moment(child_text(element, "lastmod"))
    if news is None:
        return Listed(url=link, updated=updated, title=_title_of_picture(element))
    return Listed(
        url=link,
        title=title_words(child_text(news, "title")),
        published=source_moment(child_text(news, "publication_date")),
        updated=updated,
        categories=tuple(word.strip()[:100] for word in child_text(news, "keywords").split(",")[:20] if word.strip()),
    )


def _title_of_picture(element: Element) -> str:
    """Give a video's title, which is that of its article as a rule; empty without one."""
    video = next((one for one in element if local_name(one) == "video" and len(one)), None)
    return title_words(child_text(video, "title")) if video is not None else ""
