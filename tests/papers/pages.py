"""Small sources for tests: feeds, sitemaps and sections of invented papers."""

from __future__ import annotations

from datetime import datetime
from html import escape

from tests.app.pages import FIRE, NOTICE

Entry = tuple[str, str, datetime | None]
"""Title, path and date."""


def feed(*entries: Entry, notices: tuple[str, ...] = ()) -> str:
    """Give an Atom feed; `notices` are paths of those whose summary holds a notice."""
    items = "".join(
        f"<entry><title>{escape(title)}</title><link href='{escape(path)}'/>"
        f"<summary>{NOTICE if path in notices else 'What is known.'}</summary>"
        f"{f'<updated>{date.isoformat()}</updated>' if date else ''}</entry>"
        for title, path, date in entries
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Post</title>{items}</feed>"


def section(*entries: Entry) -> str:
    """Give a page of headlines."""
    items = "".join(f"<article><h3><a href='{path}'>{escape(title)}</a></h3></article>" for title, path, _ in entries)
    return f"<!doctype html><html><head><title>Harbour news</title></head><body><main>{items}</main></body></html>"


def article(headline: str, *, marked: bool = False, canonical: str = "") -> str:
    """Give an article's page."""
    paragraphs = "".join(f"<p>{text}</p>" for text in (*FIRE, NOTICE) if marked or text != NOTICE)
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return f"""<!doctype html><html lang="en"><head><title>{headline} - The Aldern Post</title>{link}
<meta property="og:type" content="article"></head><body><main><article><h1>{headline}</h1>{paragraphs}</article></main>
</body></html>"""
