"""What comes in an article's place, as sites really send it: each page with the state that it is."""

from __future__ import annotations

from tests.pages.furniture import PLAIN
from tests.pages.layouts import FOOTER, MENU, semantic, tables
from tests.pages.matter import ENGLISH
from tracker.model import PageState


def page(title: str, body: str, *, head: str = "") -> bytes:
    """Write a page of the site with its usual menu and footer."""
    top = f"<!doctype html><html><head><title>{title}</title>{head}</head>"
    return f"{top}<body>{MENU}{body}{FOOTER}</body></html>".encode()


WHOLE = semantic(ENGLISH, PLAIN)
WALLS: dict[str, tuple[bytes, PageState]] = {
    "a consent wall": (
        page(
            "The Valley Paper",
            "<main><h1>We value your privacy</h1><p>We and our 312 partners store and/or access information on "
            "a device.</p><button>Accept</button></main>",
        ),
        PageState.CONSENT,
    ),
    "a paywall stub": (
        page(
            ENGLISH.headline,
            f"<article><h1>{ENGLISH.headline}</h1><p>{ENGLISH.paragraphs[0]}</p><div><p>Subscribe to continue reading."
            "</p></div></article>",
            head='<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>',
        ),
        PageState.PAYWALL,
    ),
    "a soft 404": (
        page("Page not found | The Valley Paper", "<main><h1>Sorry</h1><p>Try the search, or go home.</p></main>"),
        PageState.GONE,
    ),
    "a captcha": (
        page(
            "valley.example",
            "<p>Please verify you are human.</p>",
            head="<script src='/cdn-cgi/challenge-platform/a.js'></script>",
        ),
        PageState.BLOCKED,
    ),
    "an empty shell": (
        b"<!doctype html><html><head><title>The Valley Paper</title></head><body><div id='root'></div>"
        b"<script src='/app.js'></script></body></html>",
        PageState.NEEDS_BROWSER,
    ),
    "a page cut off in a sentence": (WHOLE[: WHOLE.index(b"In an earlier case") + 12], PageState.COLLAPSED),
    "a page cut off in a tag": (WHOLE[: WHOLE.index(b"<div itemprop") + 9], PageState.COLLAPSED),
    "nothing": (b" \n", PageState.COLLAPSED),
    "a picture": (b"\x89PNG\r\n\x1a\n", PageState.NOT_HTML),
}
SOUND = (WHOLE, tables(ENGLISH, PLAIN))
