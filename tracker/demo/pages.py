"""The newspaper's page as HTML: the story, and around it all that churns."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from html import escape

from tracker.demo.story import NOTICE, Edition

PAPER = "The Tarrowmouth Lantern"

_ADVERTISEMENTS = (
    "Winter tyres from 49 a piece: fitted while you wait",
    "Your kitchen, new in nine days. Ask for our catalogue",
    "Learn the accordion by post: first lesson free",
    "Thistledown mattresses: one hundred nights on trial",
    "The hearing aid that nobody sees",
    "Sail to the fjords for the price of a suit",
)
_RELATED = (
    "Island school wins regatta for the third year running",
    "Council to vote on longer opening hours for the baths",
    "What the new timetable means for commuters from Fennick",
    "Lighthouse keeper's diary found behind a wall",
    "Bakery on Ropewalk Street to reopen under new owners",
    "Seven winter walks along the coast path",
    "Old cinema may become a library",
    "Storm season: how to make your shutters safe",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one answer is made of.

    Attributes:
        seed: 32 bytes, other ones at each request: all that churns follows from them.
    """

    edition: Edition
    url: str
    published: datetime
    modified: datetime
    now: datetime
    seed: bytes


def render_page(page: Page) -> str:
    """Write the page as it stands for one request."""
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            _head(page),
            f'<body class="article-page theme-{page.seed[0] % 4}" data-request="{page.seed[:8].hex()}">',
            _masthead(page),
            '<main id="content" class="layout">',
            _article(page),
            _sidebar(page),
            "</main>",
            _footer(page),
            "</body>",
            "</html>",
        ]
    )


def _head(page: Page) -> str:
    edition, nonce = page.edition, page.seed[8:16].hex()
    return f"""<head>
<meta charset="utf-8">
<title>{escape(edition.headline)} | {PAPER}</title>
<link rel="canonical" href="{page.url}">
<meta name="description" content="{escape(edition.dek)}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="{PAPER}">
<meta property="og:title" content="{escape(edition.headline)}">
<meta property="og:description" content="{escape(edition.dek)}">
<meta property="og:url" content="{page.url}">
<meta property="article:published_time" content="{_iso(page.published)}">
<meta property="article:modified_time" content="{_iso(page.modified)}">
<meta name="csrf-token" content="{page.seed[16:28].hex()}">
<script type="application/ld+json">{_linked_data(page)}</script>
<script nonce="{nonce}">window.lantern = {{"visit": "{page.seed[4:12].hex()}", "test": "{page.seed[1] % 3}"}};</script>
<link rel="stylesheet" href="/assets/site.{page.seed[2] % 7}.css">
</head>"""


def _linked_data(page: Page) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": page.url,
        "headline": page.edition.headline,
        "description": page.edition.dek,
        "datePublished": _iso(page.published),
        "dateModified": _iso(page.modified),
        "author": {"@type": "Person", "name": page.edition.byline.removeprefix("By ")},
        "publisher": {"@type": "Organization", "name": PAPER},
    }
    return json.dumps(data).replace("</", "<\\/")


def _masthead(page: Page) -> str:
    return f"""<header class="masthead">
<a class="brand" href="/">{PAPER}</a>
<nav class="sections"><a href="/harbour">Harbour</a> <a href="/town">Town</a> <a href="/sport">Sport</a></nav>
<div class="weather">Tarrowmouth {4 + page.seed[3] % 9}°C, wind {20 + page.seed[4] % 30} knots</div>
</header>
<div class="ad ad-leaderboard" id="ad-{page.seed[5:9].hex()}">
<span>Advertisement</span>{_advertisement(page, 0)}
</div>"""


def _article(page: Page) -> str:
    edition = page.edition
    return f"""<article class="story" itemscope itemtype="https://schema.org/NewsArticle">
<header class="story-header">
<h1 class="headline" itemprop="headline">{escape(edition.headline)}</h1>
<p class="standfirst" itemprop="description">{escape(edition.dek)}</p>
<div class="meta">
<span class="byline" itemprop="author">{escape(edition.byline)}</span>
<time class="published" datetime="{_iso(page.published)}">{_ago(page.published, page.now)}</time>
<span class="readers"><b>{200 + page.seed[6] * 3}</b> reading now</span>
<a class="comments" href="#comments">{page.seed[7]} comments</a>
</div>
<div class="share"><button>Share</button> <button>Save</button> <span>{900 + page.seed[8]} shares</span></div>
</header>
<div class="story-body" itemprop="articleBody">
{_body(page)}
</div>
</article>"""


def _body(page: Page) -> str:
    lines = [_paragraph(text) for text in page.edition.paragraphs]
    lines.insert(3, _inline_advertisement(page, 1))
    lines.insert(6, _read_also(page))
    lines.insert(9, _inline_advertisement(page, 2))
    return "\n".join(lines)


def _paragraph(text: str) -> str:
    if text == NOTICE:
        return f'<p class="breaking-notice"><em>{text}</em></p>'
    if text.startswith("Correction:"):
        return f'<p class="correction">{escape(text, quote=False)}</p>'
    return f"<p>{escape(text, quote=False)}</p>"


def _inline_advertisement(page: Page, place: int) -> str:
    slot, target = page.seed[place * 4 : place * 4 + 6].hex(), page.seed[place : place + 4].hex()
    return f"""<aside class="ad ad-inline" data-slot="{slot}" aria-hidden="true">
<span>Advertisement</span><a href="/go/{target}">{_advertisement(page, place)}</a>
</aside>"""


def _read_also(page: Page) -> str:
    cards = "".join(f'<li><a href="/s/{page.seed[20 + at]}">{_related(page, at)}</a></li>' for at in range(2))
    return f'<aside class="related-inline"><h3>Read also</h3><ul>{cards}</ul></aside>'


def _sidebar(page: Page) -> str:
    cards = "\n".join(
        f'<li><a href="/s/{page.seed[10 + at]}">{_related(page, 2 + at)}</a> <small>{1 + page.seed[10 + at] % 50} '
        "minutes ago</small></li>"
        for at in range(5)
    )
    return f"""<aside class="sidebar">
<h2>Most read</h2>
<ol class="most-read">
{cards}
</ol>
<div class="ad ad-tower"><span>Advertisement</span>{_advertisement(page, 3)}</div>
<form class="newsletter"><label>The Lantern in your mailbox, every morning</label>
<input type="email"><button>Sign up</button> <small>{12_000 + page.seed[9]} readers did</small></form>
</aside>"""


def _footer(page: Page) -> str:
    return f"""<footer class="site-footer">
<p>Page made at {page.now:%H:%M:%S} for visit {page.seed[12:18].hex()}</p>
<p>© {PAPER}. <a href="/imprint">Imprint</a></p>
<script nonce="{page.seed[8:16].hex()}">window.lantern.readers = {page.seed[6] * 3};</script>
</footer>"""


def _advertisement(page: Page, place: int) -> str:
    return _ADVERTISEMENTS[(page.seed[place] + place) % len(_ADVERTISEMENTS)]


def _related(page: Page, place: int) -> str:
    return _RELATED[(page.seed[20] + place) % len(_RELATED)]


def _ago(then: datetime, now: datetime) -> str:
    return f"{max(1, int((now - then).total_seconds() // 60))} minutes ago"


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
