"""What kind of answer that was, where its status or its first bytes tell."""

from __future__ import annotations

import re

from tracker.core.page_state.bot_walls import BOT_WALL, is_bot_wall
from tracker.model import Capture, PageState

Verdict = tuple[PageState, str]

GONE = frozenset((404, 410))
# Only asked for with Range or A-IM, which are never sent.
PARTIAL = frozenset((206, 226))
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
# Possessive: what was passed over once is never divided anew, whatever the bytes.
BEFORE_ROOT = rb"(?:<!--(?:(?!-->).)*+-->|<\?[^>]*+>|\s)*+"
FIRST_BYTES = (
    (re.compile(rb"%PDF-"), "a PDF"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP", re.DOTALL), "an image"),
    (re.compile(rb"PK\x03\x04|\x1f\x8b|7z\xbc\xaf"), "an archive"),
    (re.compile(BEFORE_ROOT + rb"<(?:rss|rdf:RDF)\b", re.DOTALL | re.IGNORECASE), "an RSS feed"),
    (re.compile(BEFORE_ROOT + rb"<feed\b", re.DOTALL | re.IGNORECASE), "an Atom feed"),
    (re.compile(BEFORE_ROOT + rb"<(?:urlset|sitemapindex)\b", re.DOTALL | re.IGNORECASE), "a sitemap"),
    (re.compile(rb"\s*\{\s*\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org"), "a JSON feed"),
)
LOOKED_AT = 4096


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
    if status >= 400 and is_bot_wall(capture):
        return PageState.BLOCKED, f"HTTP {status}, {BOT_WALL}"
    if status >= 500:
        return PageState.SERVER_ERROR, f"HTTP {status}"
    if status in REFUSED or 400 <= status < 500:
        return PageState.BLOCKED, REFUSED.get(status, f"HTTP {status}")
    if not 200 <= status < 300 or status in (204, 205):
        return PageState.SERVER_ERROR, f"HTTP {status}, which brings no page"
    if status in PARTIAL:
        return PageState.SERVER_ERROR, f"HTTP {status}, only a part of the page, which nobody asked for"
    return content_state(capture.body or b"", capture.header("Content-Type"))


def content_state(body: bytes, content_type: str | None) -> Verdict | None:
    """Say what the content is where it is no HTML, by its first bytes before its declared type; None: it may be."""
    start = body[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    for pattern, name in FIRST_BYTES:
        if pattern.match(start):
            return PageState.NOT_HTML, f"it is {name}, not a page"
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind in HTML_TYPES or re.search(rb"<html|<!doctype html", start, re.IGNORECASE):
        return None if body and not body.isspace() else (PageState.COLLAPSED, "the answer is empty")
    told = next((name for prefix, name in KINDS_OF_FILE if kind.startswith(prefix)), kind)
    return PageState.NOT_HTML, f"it is {told}, not a page"
