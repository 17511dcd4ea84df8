"""Read a page of our own, once, where readers of pages are forked: none of them has to build its patterns by itself.

Imported by the server that forks them, before it forks the first. A reader that begins from nothing takes some forty
pages to be as quick as it will ever be, and gives way to the next after some hundreds.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from tracker.jobs.reading import read_page
from tracker.model import WatchKind

PAGE: Final = b"""<!doctype html>
<html lang="en"><head><title>Bridge closed</title>
<meta property="og:title" content="Bridge closed">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge closed",
"datePublished": "2026-03-14T12:00:00Z", "author": {"name": "Ada Bell"}}</script></head>
<body><main><article><h1>Bridge closed</h1><p class="byline">By Ada Bell</p>
<time datetime="2026-03-14T12:00:00Z">3 hours ago</time>
<figure><img src="/bridge.jpg"><figcaption>The bridge on Saturday. Photo: Ada Bell</figcaption></figure>
<p>The bridge over the river was closed on Saturday after 12 people were hurt, the police said.</p>
<h2>What we know</h2><ul><li>Two lanes are blocked; 12 comments</li></ul>
<p>This is a breaking news story and will be updated.</p>
<p>Correction: An earlier version of this article said that the bridge was open.</p>
<p>Updated 3 hours ago</p></article></main></body></html>
"""
_WHEN = datetime(2026, 3, 14, 15, tzinfo=UTC)


def read_first() -> bool:
    """Read the page in full, then by the quick test; tells whether that sufficed, as it does for most pages."""
    learned = read_page(PAGE, "https://news.example/bridge", "text/html", None, WatchKind.ARTICLE, _WHEN)
    again = read_page(PAGE, "https://news.example/bridge", "text/html", learned.memory, WatchKind.ARTICLE, _WHEN)
    return again.unchanged


read_first()
