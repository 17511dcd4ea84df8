"""The pages of the newsroom: its stories, and around them all that churns. Three layouts, by the host."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Final

from bench.newsroom_script import NOTICE, Edition

_ADVERTS = (
    *("Boots that outlast the road, from 79 crowns", "Learn to sail in nine evenings", "Your attic, dry by Friday"),
    *("The pillow that a whole valley sleeps on", "Seeds for a garden in the shade", "Clocks mended while you wait"),
)
_SERVICES = ("Weather", "Timetables", "Crossword", "Lottery numbers", "Tide tables", "Letters to the editor")
_FILLER: Final = "\n".join(f".c{number}{{margin:{number % 9}px;padding:{number % 5}px}}" for number in range(240))


def page(
    edition: Edition,
    *,
    host: int,
    url: str,
    published: datetime,
    modified: datetime,
    others: Sequence[str],
    chance: random.Random,
) -> bytes:
    """Write a page as it stands for one request; all that is no story differs each time.

    Args:
        others: headlines of the host's other articles.
    """
    head = _head(edition, host=host, url=url, published=published, modified=modified, chance=chance)
    body = _LAYOUTS[host % len(_LAYOUTS)](edition, others, chance)
    shown = f'<body class="v{chance.randrange(5)}">{body}</body>'
    return f'<!doctype html><html lang="en"><head>{head}</head>{shown}</html>'.encode()


def wall(words: str) -> bytes:
    """Write a page that stands in the place of a story."""
    main = f"<main>{_WALLS[words]}</main>"
    return f"<!doctype html><html><head><title>{words}</title></head><body>{main}</body></html>".encode()


def stub(edition: Edition) -> bytes:
    """Write what is left of a story for who has not paid."""
    return (
        f"<!doctype html><html><head><title>{escape(edition.headline)}</title></head><body><main><article>"
        f"<h1>{escape(edition.headline)}</h1><p>{escape(edition.paragraphs[0])}</p>"
        '<div class="paywall"><h2>Subscribe to continue reading</h2><p>Already a subscriber? Log in.</p></div>'
        "</article></main></body></html>"
    ).encode()


def _head(
    edition: Edition, *, host: int, url: str, published: datetime, modified: datetime, chance: random.Random
) -> str:
    shown = [
        '<meta charset="utf-8">',
        f"<title>{escape(edition.headline)} | Gazette {host}</title>",
        f'<meta name="token" content="{chance.getrandbits(64):x}">',
        f"<style>{_FILLER}</style>",
        f'<script nonce="{chance.getrandbits(48):x}">window.page={{"visit":"{chance.getrandbits(60)}"}};</script>',
    ]
    if host % 3 == 0:
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": edition.headline,
            "datePublished": published.isoformat(),
            "dateModified": modified.isoformat(),
        }
        shown.append(f'<script type="application/ld+json">{json.dumps(data)}</script>')
    elif host % 3 == 1:
        shown.append(f'<meta property="article:modified_time" content="{modified.isoformat()}">')
        shown.append(
            f'<link rel="canonical" href="{url}"><meta property="og:title" content="{escape(edition.headline)}">'
        )
    return "\n".join(shown)


def _paragraphs(edition: Edition, chance: random.Random, others: Sequence[str]) -> list[str]:
    lines = [f"<p>{escape(text, quote=False)}</p>" for text in edition.paragraphs]
    lines.insert(
        2,
        f'<aside class="advert" id="a{chance.randrange(9999)}"><i>Advertisement</i>{chance.choice(_ADVERTS)}</aside>',
    )
    if others:
        cards = "".join(
            f'<li><a href="/s/{chance.randrange(999)}">{escape(one)}</a></li>' for one in _some(others, chance, 2)
        )
        lines.insert(4, f'<aside class="related"><h3>Read also</h3><ul>{cards}</ul></aside>')
    return [*lines, f'<p class="breaking"><em>{NOTICE}</em></p>']


def _some(others: Sequence[str], chance: random.Random, most: int) -> list[str]:
    return chance.sample(list(others), min(most, len(others)))


def _sidebar(others: Sequence[str], chance: random.Random) -> str:
    cards = "".join(
        f'<li><a href="/s/{chance.randrange(999)}">{escape(one)}</a> <i>{chance.randint(2, 59)} minutes ago</i></li>'
        for one in _some(others, chance, 4)
    )
    return (
        f'<aside class="sidebar"><h2>Most read</h2><ol>{cards}</ol><p>{chance.randint(100, 9999)} readers online</p>'
        f'<div class="advert">{chance.choice(_ADVERTS)}</div></aside>'
    )


def _masthead(chance: random.Random) -> str:
    links = " ".join(f'<a href="/{word.lower()}">{word}</a>' for word in chance.sample(_SERVICES, 4))
    return f'<header><a href="/">Gazette</a><nav>{links}</nav><div>{chance.randint(1, 30)} degrees</div></header>'


def _footer(chance: random.Random) -> str:
    return f"<footer><p>Made in {chance.randint(3, 90)} ms for visit {chance.getrandbits(40):x}</p></footer>"


def _plain(edition: Edition, others: Sequence[str], chance: random.Random) -> str:
    lines = "\n".join(_paragraphs(edition, chance, others))
    head = f"<h1>{escape(edition.headline)}</h1><div class='share'>{chance.randint(1, 900)} shares</div>"
    story = f"<article>{head}{lines}</article>"
    return f"{_masthead(chance)}<main>{story}{_sidebar(others, chance)}</main>{_footer(chance)}"


def _nested(edition: Edition, others: Sequence[str], chance: random.Random) -> str:
    lines = "\n".join(_paragraphs(edition, chance, others))
    count = f"<span>{chance.randint(1, 90)} comments</span>"
    head = f'<div class="head"><h1 class="title">{escape(edition.headline)}</h1>{count}</div>'
    story = f'<div class="grid"><div class="story">{head}<div class="text c{chance.randrange(240)}">{lines}</div></div>'
    return f"{_masthead(chance)}<div id='page'>{story}{_sidebar(others, chance)}</div></div>{_footer(chance)}"


def _bare(edition: Edition, others: Sequence[str], chance: random.Random) -> str:
    lines = "\n".join(_paragraphs(edition, chance, others))
    story = (
        f'<section id="story" data-variant="{chance.randrange(9)}"><h1>{escape(edition.headline)}</h1>{lines}</section>'
    )
    return f"{_masthead(chance)}{_sidebar(others, chance)}<main>{story}</main>{_footer(chance)}"


_LAYOUTS: Final = (_plain, _nested, _bare)
_WALLS: Final = {
    "Before you go on": "<h1>We value your privacy</h1><p>We and our 611 partners store and access information on your "
    "device.</p><button>Accept all</button><button>Manage options</button>",
    "Log in": "<h1>Log in to read on</h1><p>Please log in or create an account to continue reading.</p>"
    '<form action="/login"><input name="user"><input type="password"><button>Log in</button></form>',
}
