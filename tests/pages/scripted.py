"""Pages that are written by scripts: an empty shell, and the text in the data that it carries."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from tests.pages.matter import ENGLISH, Matter

OTHER_HEADLINE = "Ferry timetable changes for the summer"
OTHER_TEXT = "<p>The ferry company has published the timetable for the summer, with more boats in the evening.</p>" * 9
Carrying = Callable[[Matter], str]


def shell(scripts: str, matter: Matter = ENGLISH, *, body: str = "<div id='root'></div>", head: str = "") -> bytes:
    """Write a page whose body is next to nothing."""
    return (
        f"<!doctype html><html lang='{matter.language}'><head><title>{escape(matter.headline)} | The Valley</title>"
        f"<meta property='og:title' content='{escape(matter.headline)}'>{head}</head><body>{body}{scripts}"
        "<script src='/app.js'></script></body></html>"
    ).encode()


def html_of(matter: Matter) -> str:
    """The text as one string of HTML."""
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in matter.lines)


def others() -> list[dict[str, str]]:
    """Related stories, as such data carries them."""
    return [{"title": OTHER_HEADLINE, "url": "/ferry/", "body": OTHER_TEXT, "content": OTHER_TEXT}] * 3


def next_data(matter: Matter) -> str:
    """A framework's state in a script of its own, the text as HTML."""
    article = {"headline": matter.headline, "slug": "x", "body": html_of(matter), "related": others()}
    data = {"props": {"pageProps": {"feed": others(), "article": article}}, "page": "/[slug]"}
    return f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps(data)}</script>"


def state(matter: Matter) -> str:
    """A state assigned to the window, the text as a list of typed elements."""
    elements = [{"type": "ad", "content": "Buy!"}, {"type": "image", "title": "Hall", "url": "/a.jpg"}]
    elements += [{"type": "text", "content": line} for line in matter.lines]
    story = {"headlines": {"basic": matter.headline}, "content_elements": elements, "_id": "A1"}
    data = {"story": story, "stories": {"items": others()}}
    return f"<script>window.a=1;window.__INITIAL_STATE__ = {json.dumps(data)};window.b={{c:2}}</script>"


def quoted(matter: Matter) -> str:
    """A state in a string, the text as a plain string with empty lines."""
    data = json.dumps(json.dumps({"post": {"title": {"rendered": matter.headline}, "text": "\n\n".join(matter.lines)}}))
    return f"<script>window['__STATE__'] = JSON.parse({data});</script>"


def rich(matter: Matter) -> str:
    """Rich text: paragraphs of runs."""
    runs = [
        {"type": "paragraph", "content": [{"type": "text", "text": line[:9]}, {"type": "text", "text": line[9:]}]}
        for line in matter.lines
    ]
    data = {"data": [{"title": matter.headline, "content": {"type": "doc", "content": runs}}, *others()]}
    return f"<script type='application/json' id='state'>{json.dumps(data)}</script>"


def linked_data(matter: Matter) -> str:
    """JSON-LD with the whole text."""
    article = {"@type": "NewsArticle", "headline": matter.headline, "articleBody": "\n".join(matter.lines)}
    return f"<script type='application/ld+json'>{json.dumps(article)}</script>"


CARRYING: tuple[Carrying, ...] = (next_data, state, quoted, rich, linked_data)
