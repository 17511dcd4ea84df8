"""JSON Feed 1.0 and 1.1. Source: jsonfeed.org/version/1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from tracker.core.sources.feeds import MOST_CATEGORIES, MOST_ENTRIES
from tracker.core.sources.moments import source_moment
from tracker.core.sources.places import absolute
from tracker.core.sources.plain_words import plain_words, title_words
from tracker.errors import ReadingError
from tracker.model.source import Listed


def json_feed(text: str) -> Mapping[str, object]:
    """Give the object of a JSON Feed.

    Raises:
        ReadingError: it is no sound JSON, or no feed.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadingError("it is no sound JSON: it ends in the middle, or was never whole") from error
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        raise ReadingError("it is JSON, but no JSON Feed: it has no list of items")
    return found


def json_entries(feed: Mapping[str, object], url: str) -> Iterator[Listed]:
    """Give the items of a JSON Feed that lead somewhere, as they come."""
    items = feed["items"]
    for item in items[:MOST_ENTRIES] if isinstance(items, list) else ():
        if isinstance(item, dict) and (link := _link(item, url)):
            text = plain_words("\n".join(_words(item, name) for name in ("content_text", "content_html", "summary")))
            tags = item.get("tags")
            yield Listed(
                url=link,
                title=title_words(_words(item, "title")),
                text=text,
                length=len(text),
                published=source_moment(_words(item, "date_published")),
                updated=source_moment(_words(item, "date_modified")),
                categories=tuple(str(tag)[:100] for tag in tags[:MOST_CATEGORIES]) if isinstance(tags, list) else (),
            )


def _link(item: Mapping[str, object], url: str) -> str:
    named = _words(item, "url") or _words(item, "external_url")
    # An item's id is often its address, and then the only one there is.
    return absolute(url, named) if named else absolute("", _words(item, "id"))


def _words(item: Mapping[str, object], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""
