"""What comes in an article's place, as sites really send it: each page with the state that it is."""

from __future__ import annotations

from tests.pages.furniture import HEADLINES, PLAIN
from tests.pages.layouts import FOOTER, MENU, semantic, tables
from tests.pages.matter import ENGLISH
from tracker.model import PageState


def page(title: str, body: str, *, head: str = "") -> bytes:
    """Write a page of the site with its usual menu and footer."""
    top = f"<!doctype html><html><head><title>{title}</title>{head}</head>"
    return f"{top}<body>{MENU}{body}{FOOTER}</body></html>".encode()


WHOLE = semantic(ENGLISH, PLAIN)
NOT_FREE = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
REQUESTS = (
    "When you use our sites and apps, we use cookies to keep them running, to keep users safe and to count visits. If "
    "you click accept all, we and our partners will also store and/or access information on a device, and use precise "
    "places and other personal data, such as browsing and search data, for analytics and personal advertisements. ",
    "If you do not want us and our partners to use cookies and personal data for these further purposes, click reject "
    "all. If you would like to customise your choices, click manage preferences. You can withdraw your consent or "
    "change your choices at any time by clicking on the links privacy and cookie settings on our sites and apps.",
    "Find out more about how we use your personal data in our privacy policy and cookie policy. Your privacy is "
    "important to us, and so is that of the partners named there, each of whom has a privacy policy of its own.",
)
STORIES = "".join(
    f"<div class='box'><h3><a href='/{len(text)}'>{text}</a></h3><p>{text}.</p></div>" for text in HEADLINES
)
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
    "a consent wall of many words": (
        page("The Valley Paper", f"<main><h1>Before you continue</h1><p>{'</p><p>'.join(REQUESTS)}</p></main>"),
        PageState.CONSENT,
    ),
    "a paywall stub whose offer is no part of the text": (
        page(
            ENGLISH.headline,
            f"<article><h1>{ENGLISH.headline}</h1><div class='body'><p>{ENGLISH.paragraphs[0]}</p>"
            f"<p>{ENGLISH.paragraphs[1]}</p></div><aside class='offer'><p>Already a subscriber? Log in.</p></aside>"
            "</article>",
            head=NOT_FREE,
        ),
        PageState.PAYWALL,
    ),
    "a soft 404 with other stories below": (
        page("Seite nicht gefunden - Talzeitung", f"<main><h1>Seite nicht gefunden</h1>{STORIES}</main>"),
        PageState.GONE,
    ),
    "an article that was taken down": (
        page(
            "The Valley Paper", "<main><h1>This article is no longer available</h1><p>Go to the front page.</p></main>"
        ),
        PageState.GONE,
    ),
    "a page closed to the readers of a country": (
        page(
            "The Valley Paper",
            "<main><h1>We are sorry</h1><p>This content is not available in your region. We recognise that you visit "
            "this website from a country belonging to the European Economic Area.</p></main>",
        ),
        PageState.BLOCKED,
    ),
    "a login": (
        page("Sign in | The Valley Paper", "<form><h1>Sign in</h1><input type='password' name='p'></form>"),
        PageState.BLOCKED,
    ),
    "a site under maintenance": (
        page("The Valley Paper", "<main><h1>We’ll be back soon!</h1><p>The site is down for maintenance.</p></main>"),
        PageState.SERVER_ERROR,
    ),
    "a failure told with a status of success": (
        page("500 Internal Server Error", "<h1>Internal Server Error</h1><p>Please try again in a moment.</p>"),
        PageState.SERVER_ERROR,
    ),
    "a shell that asks for scripts": (
        page("Valley", "<noscript>You need to enable JavaScript to run this app.</noscript><div id='__next'></div>"),
        PageState.NEEDS_BROWSER,
    ),
    "a page cut off between two tags": (WHOLE[: WHOLE.index(b"In an earlier case") - 3], PageState.COLLAPSED),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", PageState.NOT_HTML),
    "nothing": (b" \n", PageState.COLLAPSED),
    "a picture": (b"\x89PNG\r\n\x1a\n", PageState.NOT_HTML),
}
SOUND = (WHOLE, tables(ENGLISH, PLAIN))
