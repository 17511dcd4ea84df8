"""What is read: pages, feeds, sitemaps and headlines of strangers; lists, settings and questions of users."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final
from urllib.parse import urlsplit

from bench.fuzz.target import Target, each, expect, fields, joined, refusing, words
from tests.pages.furniture import NOISE, PLAIN
from tests.pages.layouts import LAYOUTS, live, semantic
from tests.pages.matter import ABROAD, ENGLISH
from tests.pages.walls import WALLS
from tracker.config.loading import parse
from tracker.core.detect import detect
from tracker.edges.lists import Listed as Taken
from tracker.edges.lists import read_list
from tracker.edges.store.encoding import canonical
from tracker.edges.store.encoding import decoded as read_back
from tracker.edges.store.schema_search import TOKENS
from tracker.edges.store.search_words import expression, question, separated
from tracker.errors import ConfigurationError, ReadingError, UsageError
from tracker.jobs.reading import Reading, explain_page, read_page
from tracker.jobs.source_reading import KEPT_TEXT, read_source
from tracker.model import Memory, PageState, Story, WatchKind
from tracker.model.source import SourceKind, SourceReading

URL: Final = "https://valley.example/2026/03/station-hall/"
NOON: Final = datetime(2026, 11, 27, 12, tzinfo=UTC)
MOST_TEXT: Final = 1_000_000
MOST_LISTED: Final = 21_000
_SOURCES: Final = {
    b"f": ("https://valley.example/feed", None),
    b"m": ("https://valley.example/sitemap.xml", None),
    b"r": ("https://valley.example/robots.txt", None),
    b"h": ("https://valley.example/", SourceKind.SITE),
    b"s": ("https://valley.example/news/", SourceKind.SECTION),
}
_CONFIG: Final = Path("/nowhere/config.toml")


def page(data: bytes) -> None:
    """A page read, kept and read again: the same bytes are never an edit, in whatever state the readers are."""
    header, body = fields(data, 2)
    if len(body) % 4 == 0:  # It reads as often as all the rest together.
        with refusing(ReadingError):
            explain_page(body, URL, NOON)
    with refusing(ReadingError):
        first = _read(body, words(header), None)
        _expect_sound(first)
        if first.story is None or first.memory is None or first.state is not PageState.ARTICLE:
            return
        memory = read_back(Memory, canonical(first.memory))
        expect(memory == first.memory, "what is remembered of a page does not read back from the record")
        in_full = _read(body, words(header), replace(memory, fingerprint=""))
        quick = _read(body, words(header), memory)
        expect(quick.unchanged or quick.story == in_full.story, "the quick test reads another text than the walker")
        _expect_no_edit(first.story, in_full)


def _read(body: bytes, header: str, memory: Memory | None) -> Reading:
    return read_page(body, URL, header or None, memory, WatchKind.PAGE, NOON)


def _expect_sound(reading: Reading) -> None:
    expect((reading.story is None) or reading.story.headline is not None, "a story has no headline")
    expect(reading.state is PageState.ARTICLE or reading.reason, "a state has no reason")
    story = reading.story
    if story is None:
        return
    expect(sum(len(block.text) for block in story.blocks) <= MOST_TEXT, "a text is longer than it may be")
    for block in story.blocks:
        expect(block.text.strip() == block.text != "", f"a block is {block.text!r}")
        expect("\n" not in block.text, f"a block has lines: {block.text!r}")
    kept = canonical(story)
    expect(canonical(read_back(Story, kept)) == kept, "a story does not read back from the record")
    expect(read_back(Story, kept) == story, "a story is another one when it comes from the record")


def _expect_no_edit(before: Story, again: Reading) -> None:
    if again.story is None:
        expect(again.state is not PageState.ARTICLE, "an article has no text")
        return
    verdict = detect(before, again.story, held=None, now=NOON + timedelta(minutes=5))
    expect(verdict is None, f"the same bytes, read again, are {verdict}")


def source(data: bytes) -> None:
    """A feed, sitemap, index, robots.txt or page of headlines: bounded, and nothing but addresses of the web."""
    kind, header, body = fields(data, 3)
    url, as_page = _SOURCES.get(kind[:1], _SOURCES[b"f"])
    with refusing(ReadingError):
        reading = read_source(body, url, words(header) or None, NOON, as_page)
        if reading is None:
            return
        _expect_bounded(reading)
        again = read_source(body, url, words(header) or None, NOON, as_page)
        expect(again == reading, "the same bytes list two things")


def _expect_bounded(reading: SourceReading) -> None:
    expect(len(reading.listed) <= min(reading.count, MOST_LISTED), f"{len(reading.listed)} of {reading.count} listed")
    expect(0 <= reading.old <= reading.count, f"{reading.old} of {reading.count} are old")
    for url in [*(one.url for one in reading.listed), *(one.url for one in reading.offers)]:
        expect(urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname, f"{url!r} is listed")
        expect(url.isprintable() and " " not in url, f"{url!r} is listed")
    for one in reading.listed:
        expect(len(one.text) <= KEPT_TEXT and len(one.title) <= 10 * KEPT_TEXT, "what is said of an article is endless")
        expect("\n" not in one.title and one.title.strip() == one.title, f"a title is {one.title!r}")
        for date in (one.published, one.updated):
            expect(date is None or 1989 < date.year <= 2101, f"an article is of {date}")
    expect(read_back(SourceReading, canonical(reading)) == reading, "a reading does not travel")


def config(data: bytes) -> None:
    """A file of settings: settings as a whole, or every mistake in words."""
    with refusing(ConfigurationError):
        settings = parse(data.decode("utf-8", "replace"), source=_CONFIG, environment={})
        expect(settings == parse(data.decode("utf-8", "replace"), source=_CONFIG, environment={}), "it varies")
        expect(settings.fetch.deadline > timedelta(0) and settings.fetch.max_bytes > 0, "a bound is none")
        expect(settings.schedule.min_interval <= settings.schedule.max_interval, "intervals are at odds")


def addresses(data: bytes) -> None:
    """A list of addresses from another program: text, whatever is in it, and never a command."""
    with NamedTemporaryFile(suffix=".list") as file:
        file.write(data)
        file.flush()
        with refusing(UsageError):
            found = read_list(Path(file.name))
            for part in found.parts:
                expect(part.where, "nobody can tell where it stands")
                expect(not isinstance(part, Taken) or not part.url.startswith("|"), f"{part} is a command")


@cache
def _index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute(f'CREATE VIRTUAL TABLE passage_words USING fts5(text, tokenize="{TOKENS}")')
    connection.execute("INSERT INTO passage_words VALUES ('A ferry struck the pier AND sank')")
    return connection


def search(data: bytes) -> None:
    """A question in any words: one that the index understands, or a refusal."""
    asked = [words(part) for part in fields(data, 3)]
    separated(asked[0])
    with refusing(UsageError):
        text = expression(question([one for one in asked if one]))
        text.encode("utf-8")
        _index().execute("SELECT count(*) FROM passage_words WHERE passage_words MATCH ?", [text]).fetchone()


_FEED: Final = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Valley &amp; News</title>
<item><title>Live: Ferry &lt;b&gt;strikes&lt;/b&gt; pier</title><link>/a?b&c</link>
<guid isPermaLink="true">https://valley.example/g</guid><pubDate>Fri, 27 Nov 2026 11:00:00 GMT</pubDate>
<description><![CDATA[<p>A <i>ferry</i></p>]]></description><category>news</category></item></channel></rss>"""
_ATOM: Final = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://valley.example/x/">
<title type="html">V</title>
<entry><title>Ferry</title><link rel="alternate" href="a"/><updated>2026-11-27T11:00:00Z</updated><summary>S</summary>
</entry></feed>"""
_SITEMAP: Final = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://valley.example/a</loc>
<lastmod>2026-11-27</lastmod><news:news><news:title>Ferry</news:title>
<news:publication_date>2026-11-27T10:00+01:00</news:publication_date></news:news></url></urlset>"""
_INDEX: Final = "<sitemapindex><sitemap><loc>/s1.xml</loc><lastmod>2026-11-27T10:00Z</lastmod></sitemap></sitemapindex>"
_JSON: Final = """{"version": "https://jsonfeed.org/version/1.1", "title": "V", "items": [{"id": 1, "url": "/a",
"title": "Ferry", "content_html": "<p>a</p>", "date_published": "2026-11-27T10:00:00Z", "tags": ["x"]}]}"""
_HEADLINES: Final = """<html><head><title>Valley</title>
<link rel=alternate type=application/rss+xml href=/feed></head><body><nav><a href=/news/>News</a></nav><article><h2>
<a href="/2026/11/27/ferry-strikes-pier">Ferry strikes the old pier</a></h2>
<time datetime="2026-11-27T11:00:00Z"></time></article><h3><a href="/2026/11/27/two-hurt">Two are hurt at the pier</a>
</h3><a href="/2026/11/26/rain-to-come-tonight">Rain to come tonight, says the office</a></body></html>"""
_TOML: Final = """data = "x"
[fetch]
contact = "desk@example.org"
deadline = "30s"
allow_private = ["127.0.0.1:80", "10.0.0.0/8:80"]
[schedule]
min_interval = "1m"
[mail.smtp]
host = "localhost"
port = 25
[[recipient]]
address = "desk@example.org"
quiet_hours = "22:00-07:00"
[[watch]]
url = "https://valley.example/"
until = "14d"
[site."valley.example"]
content = "article"
[retention]
keep = "30d"
"""
_DATA_PAGE: Final = """<html><head><title>Ferry</title><script id="__NEXT_DATA__" type="application/json">
{"a":{"headline":"Ferry strikes pier","articleBody":"A ferry struck the pier of the harbour on Friday.\\n\\nTwo people
were hurt, \\ud83d\\ude00 said the office of the harbour in the evening."}}</script>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry strikes pier",
"datePublished":"2026-11-27T10:00:00+01:00","author":[{"name":"A. Writer"}]}</script></head>
<body><div id="root"></div></body></html>"""
_SMALL_PAGE: Final = """<html lang=en><head><title>Ferry | Valley</title>
<meta property="og:title" content="Ferry strikes pier"></head><body><article><h1>Ferry strikes pier</h1>
<p class=byline>By A. Writer</p><p>A ferry struck the pier of the harbour on Friday, the office said.</p>
<ul><li>Two hurt</li></ul><p>This is a <a href="/b">breaking</a> news story and will be updated.</p>
<blockquote>We heard it, said a man.</blockquote><figure><img src=/a.jpg><figcaption>The pier</figcaption></figure>
<p>Correction: it was Friday.</p></article></body></html>"""


def _pages() -> tuple[bytes, ...]:
    of_all = [layout(ENGLISH, PLAIN) for layout in LAYOUTS] + [live(ENGLISH, NOISE["counters"])]
    of_all += [semantic(matter, PLAIN) for matter in ABROAD] + [wall for wall, _ in WALLS.values()]
    small = [joined("text/html", _SMALL_PAGE), joined("text/html; charset=utf-8", _DATA_PAGE)]
    return (*small, *(joined("text/html", one) for one in of_all))


TARGETS: Final = each(
    (
        Target(name="page", check=page, seeds=_pages(), seconds=5.0),
        Target(
            name="source",
            check=source,
            seeds=(
                joined("f", "application/rss+xml; charset=utf-8", _FEED),
                joined("f", "", _FEED.encode("utf-16")),
                joined("f", "", _ATOM),
                joined("f", "application/json", _JSON),
                joined("m", "", _SITEMAP),
                joined("m", "", _INDEX),
                joined("r", "text/plain", "User-agent: *\nSitemap: https://valley.example/s.xml\nsitemap:/t.xml"),
                joined("h", "text/html", _HEADLINES),
                joined("s", "text/html", _HEADLINES),
                joined("f", "", '<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><item>&a;</item></channel></rss>'),
            ),
            seconds=5.0,
        ),
        Target(
            name="config",
            check=config,
            seeds=(_TOML.encode(), b'[fetch]\ngap = "1d"\n', b"[schedule]\nprice = 1e400\nlost = -0x1\n"),
        ),
        Target(
            name="addresses",
            check=addresses,
            seeds=(
                b"# a\nhttps://valley.example/a\n| rm -rf /\n",
                b"name: a\nurl: https://valley.example/\n---\nurl: &a https://valley.example/b\nx: *a\n",
                b'<opml version="2.0"><body><outline text="a" xmlUrl="https://valley.example/f"/></body></opml>',
                b'{"watching": {"a": {"url": "https://valley.example/", "tags": ["x"], "paused": true}}}',
            ),
        ),
        Target(
            name="search",
            check=search,
            seeds=(
                joined("ferry", 'the "old pier"*'),
                joined("(a OR b) NOT c*", "AND", "速報"),
                joined('"', "NEAR(a b)"),
            ),
            longest=512,
        ),
    )
)
"""Everything of this module that is fuzzed, by name."""
