"""The structures that news sites really have, each written by us around the same story."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from tests.pages.furniture import Furniture
from tests.pages.matter import Matter

Layout = Callable[[Matter, Furniture], bytes]
URL = "https://valley.example/2026/03/station-hall/"
PUBLISHED = "2026-03-02T06:40:00+00:00"
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/valley/'>Valley</a></li></ul></nav>"
FOOTER = "<footer><p>The Valley Paper, 4 Mill Lane. All rights reserved.</p></footer>"


def head(matter: Matter, around: Furniture, *, kind: str = "NewsArticle", declared: bool = True) -> str:
    """Write the head of a page, with its JSON-LD where the site has one."""
    article = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": matter.headline,
        "datePublished": PUBLISHED,
        "dateModified": around.modified,
        "author": [{"@type": "Person", "name": matter.byline}],
    }
    script = f'<script type="application/ld+json">{json.dumps(article)}</script>' if declared else ""
    return (
        f"<title>{escape(matter.headline)} | The Valley Paper</title>"
        f'<meta property="og:title" content="{escape(matter.headline)}">'
        f'<meta property="og:description" content="{escape(matter.dek)}">'
        f'<meta property="article:published_time" content="{PUBLISHED}"><meta name="author" content="{matter.byline}">'
        f"{script}<script nonce='{around.nonce}'>window.request='{around.nonce}'</script>"
    )


def whole(matter: Matter, head_html: str, body: str) -> str:
    """Put a page together; languages that run from right to left say so."""
    side = " dir='rtl'" if matter.language in ("ar", "he") else ""
    return f"<!doctype html><html lang='{matter.language}'{side}><head>{head_html}</head><body>{body}</body></html>"


def lines(matter: Matter, around: Furniture, *, opening: str = "<p>", closing: str = "</p>") -> list[str]:
    """Write the lines of a story, each with what stands before it."""
    return [
        f"{around.between.get(place, '')}{opening}{escape(line, quote=False)}{closing}"
        for place, line in enumerate(matter.lines)
    ]


def semantic(matter: Matter, around: Furniture) -> bytes:
    """One article element with header, body and footer, as the book says."""
    body = (
        f"{around.bar}<header class='site'>{MENU}</header><main><article><header><h1>{matter.headline}</h1>"
        f"<p class='standfirst'>{matter.dek}</p><address>By {matter.byline}</address>"
        f"<time>{around.stamp}</time></header><div itemprop='articleBody'>{''.join(lines(matter, around))}</div>"
        f"<footer>{around.after}</footer></article>"
        f"{around.rail}</main>{FOOTER}"
    )
    return whole(matter, head(matter, around), body).encode()


def soup(matter: Matter, around: Furniture) -> bytes:
    """Nothing but div and span, with class names that each build makes up anew."""
    name = f"css-{around.nonce}"
    text = "".join(lines(matter, around, opening=f"<div class='{name}'><span>", closing="</span></div>"))
    body = (
        f"<div id='shell'><div class='{name}-1'>{around.bar}</div><div class='{name}-2'><h1 class='{name}'>"
        f"{matter.headline}</h1><div class='{name}-3'>{matter.dek}</div><div class='{name}'>{matter.byline}</div>"
        f"<div class='{name}'>{around.stamp}</div><div class='{name}-4'>{text}</div>{around.after}</div>"
        f"{around.rail}</div>"
    )
    return whole(matter, head(matter, around), body).encode()


def wrappers(matter: Matter, around: Furniture) -> bytes:
    """One text in several boxes side by side, parted where advertisements are meant to stand."""
    written = lines(matter, around)
    parts = "".join(
        f"<div class='body-part'><div class='inner'>{''.join(written[start : start + 3])}</div></div>"
        for start in range(0, len(written), 3)
    )
    body = (
        f"{MENU}<div class='page'>{around.bar}<div class='top'><h1>{matter.headline}</h1>"
        f"<p class='article-dek'>{matter.dek}</p><div class='byline'>{matter.byline} | {around.stamp}</div></div>"
        f"<div class='parts'>{parts}</div>{around.after}</div>{around.rail}{FOOTER}"
    )
    return whole(matter, head(matter, around), body).encode()


def tables(matter: Matter, around: Furniture) -> bytes:
    """A page of the last century: tables in tables, line breaks instead of paragraphs, no word for machines."""
    text = "".join(lines(matter, around, opening="", closing="<br><br>\n"))
    body = (
        f"<table width='760'><tr><td colspan='2'>{around.bar}<a href='/'>Home</a></td></tr><tr><td valign='top'>"
        f"<font size='5'><h1>{matter.headline}</h1></font><div class='subhead'><i>{matter.dek}</i></div>"
        f"<font size='1'>{around.stamp}</font><table><tr><td><font face='Times'>{text}</font></td></tr></table>"
        f"{around.after}</td><td width='160'>{around.rail}</td></tr></table>"
    )
    return whole(matter, head(matter, around, declared=False), body).encode()


def unclosed(matter: Matter, around: Furniture) -> bytes:
    """Paragraphs that nobody closed, broken open by boxes between them."""
    text = "".join(lines(matter, around, closing="\n"))
    body = (
        f"{MENU}<div id='wrap'>{around.bar}<div class='story-head'><h1>{matter.headline}</h1>"
        f"<span class='post-excerpt'><p>{matter.dek}</span><p>{matter.byline}<p>{around.stamp}</div>"
        f"<div id='main-text' class='entry-content'>{text}</div>{around.after}</div>{around.rail}{FOOTER}"
    )
    return whole(matter, head(matter, around), body).encode()


def live(matter: Matter, around: Furniture) -> bytes:
    """A live blog: each paragraph an entry with its time."""
    entries = "".join(
        f"<article class='entry' id='entry-{place}'><h3>{10 + place}:05</h3>{line}</article>"
        for place, line in enumerate(lines(matter, around))
    )
    body = (
        f"{MENU}<main>{around.bar}<header><h1>{matter.headline}</h1><p class='summary'>{matter.dek}</p>"
        f"<p>{around.stamp}</p></header><div class='live-entries'>{entries}</div>{around.after}</main>{around.rail}"
    )
    return whole(matter, head(matter, around, kind="LiveBlogPosting"), body).encode()


def old_bytes(matter: Matter, around: Furniture) -> bytes:
    """A page in windows-1252 that says so nowhere."""
    body = (
        f"{MENU}<div id='content'>{around.bar}<h1>{matter.headline}</h1><h2 class='subtitle'>{matter.dek}</h2>"
        f"<div class='meta'>{matter.byline}, {around.stamp}</div>"
        f"<div class='text-long'>{''.join(lines(matter, around))}</div>{around.after}</div>"
        f"<div class='sidebar'>{around.rail}</div>"
    )
    return whole(matter, head(matter, around), body).encode("cp1252")


LAYOUTS: tuple[Layout, ...] = (semantic, soup, wrappers, tables, unclosed, live, old_bytes)
UNICODE_LAYOUTS: tuple[Layout, ...] = LAYOUTS[:-1]
