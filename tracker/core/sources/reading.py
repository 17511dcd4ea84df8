"""Bytes to what a source lists: its kind told by what it holds, whatever its address and header say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import islice

from tracker.core.sources.feeds import feed_entries, feed_title
from tracker.core.sources.headlines import headlines
from tracker.core.sources.home import own_offers
from tracker.core.sources.json_feed import json_entries, json_feed
from tracker.core.sources.markup import as_text, is_sound
from tracker.core.sources.plain_words import title_words
from tracker.core.sources.roots import LOOKED_AT, root_of
from tracker.core.sources.sitemaps import (
    index_offers,
    is_for_news,
    robots_sitemaps,
    sitemap_urls,
    unpacked,
)
from tracker.model.hints import HintKind
from tracker.model.source import RECENT, Listed, Offer, SourceKind, SourceReading

MOST_DATED = 1000
MOST_UNDATED = 20_000
MOST_CHILDREN = 3
FEWEST_HEADLINES = 3
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def read_listing(body: bytes, url: str, charset: str | None, now: datetime) -> SourceReading | None:
    """Read a feed, sitemap, sitemap index or robots.txt; None where it is something else, such as a page.

    Articles older than `RECENT` are counted and left out; the newest come first.

    Args:
        body: the bytes as they came, after Content-Encoding was undone; a gzip file is unpacked.
        url: where they came from, after redirects.
        charset: of the Content-Type header; None where it named none.

    Raises:
        ReadingError: it is one of these, but broken beyond reading, or made to do harm.
    """
    text = as_text(unpacked(body), charset)
    start = text[:LOOKED_AT]
    if url.partition("?")[0].endswith("/robots.txt") and not _HTML.search(start):
        return SourceReading(kind=SourceKind.ROBOTS, offers=robots_sitemaps(text, url))
    if start.lstrip("\ufeff \t\r\n").startswith("{") and '"items"' in text:
        feed = json_feed(text)
        title = title_words(str(feed.get("title") or ""))
        return _dated(SourceKind.FEED, title, json_entries(feed, url), now, hint=HintKind.FEED)
    return _xml(text, url, now)


def read_page_of_headlines(html: str, url: str, kind: SourceKind) -> SourceReading:
    """Read a section or front page: its headlines, and for a front page what else the site offers.

    Args:
        html: the page, decoded.
        kind: SITE or SECTION.
    """
    found = headlines(html, url)
    title = re.search(r"<title\b[^>]{0,200}>(.{0,500}?)</title", html[:LOOKED_AT], re.IGNORECASE | re.DOTALL)
    name = title_words(title[1]) if title else ""
    offers = own_offers(html, url) if kind is SourceKind.SITE else ()
    few = len(found) < FEWEST_HEADLINES and not offers
    told = f"only {len(found)} of its links look like articles: name the page that lists the headlines, or a feed"
    return SourceReading(
        kind=kind,
        title=name,
        listed=found,
        offers=offers,
        count=len(found),
        hint=HintKind.PAGE if any(one.updated is not None for one in found) else None,
        trouble="" if found or not few else told,
        remark=told if found and few else "",
    )


def _xml(text: str, url: str, now: datetime) -> SourceReading | None:
    root = root_of(text)
    if root is None or root.name == "html":
        return None
    if root.name == "sitemapindex":
        return _index(text, url)
    if root.name == "urlset":
        return _sitemap(text, url, now)
    return _feed(text, url, now)


def _feed(text: str, url: str, now: datetime) -> SourceReading:
    reading = _dated(SourceKind.FEED, feed_title(text), feed_entries(text, url), now, hint=HintKind.FEED)
    broken = "" if is_sound(text) else "its XML is broken; what stands before the break is read"
    if reading.count:
        return _with(reading, remark=broken)
    why = broken and "its XML is broken, and nothing could be read: tell the site, or name another feed of it"
    return _with(reading, trouble=why, remark="" if why else "it lists no article now")


def _sitemap(text: str, url: str, now: datetime) -> SourceReading:
    reading = _dated(SourceKind.SITEMAP, "", sitemap_urls(text, url), now, hint=HintKind.SITEMAP)
    if not reading.count:
        told = "it is an empty sitemap: name the site's news sitemap, which its robots.txt may tell, or a feed"
        return _with(reading, trouble=told)
    return reading


def _index(text: str, url: str) -> SourceReading:
    offers = tuple(index_offers(text, url))
    if not offers:
        told = "it is an empty sitemap index: name the site's news sitemap or a feed"
        return SourceReading(kind=SourceKind.SITEMAP_INDEX, trouble=told)
    return SourceReading(kind=SourceKind.SITEMAP_INDEX, offers=best_sitemaps(offers), count=len(offers))


def best_sitemaps(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Choose the sitemaps of an index that hold what is new: those named for news, then those that changed last.

    Where none has a date, the last and the first: indexes grow at one of their ends.
    """
    known = list(offers)
    news = [offer for offer in known if is_for_news(offer.url)]
    newest = max((offer.updated for offer in known if offer.updated), default=None)
    if newest is None:
        chosen = [*news, known[-1], known[0]]
    else:
        fresh = [offer for offer in known if offer.updated and newest - offer.updated < RECENT]
        news = [offer for offer in news if offer in fresh or offer.updated is None]
        chosen = [*news, *sorted(fresh, key=_when, reverse=True)]
    return tuple(dict.fromkeys(chosen))[:MOST_CHILDREN]


def _when(offer: Offer) -> float:
    return offer.updated.timestamp() if offer.updated else 0.0


def _dated(kind: SourceKind, title: str, found: Iterable[Listed], now: datetime, *, hint: HintKind) -> SourceReading:
    """Sort what a source lists: the recent by their dates, then what has none; all is counted."""
    recent: list[Listed] = []
    undated: list[Listed] = []
    count = 0
    for one in found:
        count += 1
        if one.newest is None:
            undated.append(one)
        elif now - one.newest < RECENT:
            recent.append(one)
    recent.sort(key=lambda one: one.newest or now, reverse=True)
    kept = (*recent[:MOST_DATED], *islice(undated, MOST_UNDATED))
    told = any(one.newest for one in recent)
    remark = ""
    if len(recent) > MOST_DATED:
        remark = f"{len(recent)} of its articles claim to be new: the {MOST_DATED} newest are considered"
    return SourceReading(
        kind=kind,
        title=title,
        listed=kept,
        count=count,
        old=count - len(recent) - len(undated),
        hint=hint if told else None,
        remark=remark,
    )


def _with(reading: SourceReading, *, trouble: str = "", remark: str = "") -> SourceReading:
    return replace(reading, trouble=trouble or reading.trouble, remark=remark or reading.remark)
