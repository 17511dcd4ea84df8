"""What a page of headlines declares of its articles for machines, in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser

from tracker.core.sources.moments import source_moment
from tracker.core.sources.places import absolute
from tracker.core.sources.plain_words import title_words
from tracker.model.source import Listed

MOST_THINGS = 3000
LARGEST_SCRIPT = 2_000_000
DEEPEST = 8
_DATES = ("datePublished", "dateModified")
_ARTICLE = ("Article", "Posting", "Report", "NewsStory")


def declared_articles(tree: LexborHTMLParser, base: str) -> Iterator[Listed]:
    """Give the articles that a page's JSON-LD lists with their address."""
    for script in tree.css('script[type*="ld+json" i]')[:30]:
        text = script.text() or ""
        try:
            data = json.loads(text) if len(text) <= LARGEST_SCRIPT else None
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            link = _address(thing, base)
            if link and _is_article(thing):
                yield Listed(
                    url=link,
                    title=title_words(_word(thing, "headline") or _word(thing, "name")),
                    published=source_moment(_word(thing, "datePublished")),
                    updated=source_moment(_word(thing, "dateModified")),
                )


def _things(data: object) -> Iterator[Mapping[str, object]]:
    """Walk through all objects, however they are nested, the outer ones first."""
    waiting, seen = [(data, 0)], 0
    while waiting and seen < MOST_THINGS:
        value, depth = waiting.pop()
        seen += 1
        if isinstance(value, dict):
            yield value
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if depth < DEEPEST:
            waiting.extend((one, depth + 1) for one in reversed(list(inner)) if isinstance(one, dict | list))


def _is_article(thing: Mapping[str, object]) -> bool:
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and (kind.endswith(_ARTICLE) or kind == "ListItem") for kind in named) or any(
        name in thing for name in _DATES
    )


def _address(thing: Mapping[str, object], base: str) -> str:
    main = thing.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    for value in (thing.get("url"), main):
        if isinstance(value, str) and (link := absolute(base, value)):
            return link
    return ""


def _word(thing: Mapping[str, object], name: str) -> str:
    value = thing.get(name)
    return value if isinstance(value, str) else ""
