"""RSS 0.9x, 1.0 and 2.0, and Atom: what a feed says of each article.

Source: rssboard.org/rss-specification, web.resource.org/rss/1.0/spec, RFC 4287, RFC 3023 for encodings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from tracker.core.sources.markup import Element, child, child_text, local_name, namespace, pieces, words_of
from tracker.core.sources.moments import source_moment
from tracker.core.sources.places import absolute
from tracker.core.sources.plain_words import plain_words, title_words
from tracker.model.source import Listed

MOST_ENTRIES = 50_000
MOST_CATEGORIES = 20
_TITLE = re.compile(
    r"<title\b[^>]{0,200}>(?:\s*<!\[CDATA\[)?(.{0,500}?)(?:\]\]>\s*)?</title", re.DOTALL | re.IGNORECASE
)
_ENTRIES = frozenset(("item", "entry"))
_BESIDE = ("media", "mrss", "itunes", "googleplay", "podcast")
_PUBLISHED = ("published", "pubdate", "issued", "date", "created")
_UPDATED = ("updated", "modified", "lastbuilddate")
_TEXTS = ("encoded", "content", "summary", "description", "subtitle")


def feed_entries(text: str, url: str) -> Iterator[Listed]:
    """Give the entries of a feed that lead somewhere, as they come.

    Args:
        url: where the feed was found: what its relative addresses start from.

    Raises:
        ReadingError: it declares entities, or is nested beyond all use.
    """
    for count, piece in enumerate(pieces(text, _ENTRIES, url), start=1):
        if count > MOST_ENTRIES:
            return
        entry = _entry(piece.element, url)
        if entry is not None:
            yield entry


def feed_title(text: str) -> str:
    """Give a feed's own title: the first there is; empty without one."""
    found = _TITLE.search(text[:20_000])
    return title_words(found[1]) if found else ""


def _entry(element: Element, url: str) -> Listed | None:
    base = absolute(url, element.base or "") or url
    link = _link(element, base)
    if not link:
        return None
    text = _text(element)
    return Listed(
        url=link,
        title=title_words(_own_text(element, "title")),
        text=text,
        length=len(text),
        published=_date(element, _PUBLISHED),
        updated=_date(element, _UPDATED),
        categories=_categories(element),
    )


def _link(element: Element, base: str) -> str:
    """Give where an entry leads: FeedBurner's note of the true address, its link, its guid, its RDF name."""
    original = child_text(element, "origlink")
    if original and (found := absolute(base, original)):
        return found
    for link in _links(element):
        href = link.get("href") or words_of(link)
        if found := absolute(absolute(base, link.base or "") or base, href):
            return found
    guid = child(element, "guid")
    if guid is not None and (guid.get("isPermaLink") or "true").lower() == "true":
        words = words_of(guid)
        if words.startswith(("http://", "https://")):
            return absolute(base, words)
    about = next((value for name, value in element.attrib.items() if str(name).endswith("about")), "")
    return absolute(base, str(about))


def _links(element: Element) -> list[Element]:
    links = [one for one in element if local_name(one) == "link" and not _is_beside(one)]
    told = [one for one in links if (one.get("rel") or "alternate").lower() == "alternate"]
    # Of several the one for readers comes first: an Atom entry may offer itself as JSON or PDF too.
    return sorted(told, key=lambda one: "html" not in (one.get("type") or "text/html"))


def _is_beside(element: Element) -> bool:
    return any(name in namespace(element).lower() for name in _BESIDE)


def _own_text(element: Element, name: str) -> str:
    """Give an entry's own text, not that of a picture which stands in it."""
    return next((words_of(one) for one in element if local_name(one) == name and not _is_beside(one)), "")


def _text(element: Element) -> str:
    """Give what an entry says of its article: the longest of its texts, and the others behind it."""
    texts = {plain_words(_own_text(element, name)) for name in _TEXTS} - {""}
    chosen: list[str] = []
    for text in sorted(texts, key=len, reverse=True):
        if not any(text in other for other in chosen):
            chosen.append(text)
    return "\n".join(chosen)


def _date(element: Element, names: tuple[str, ...]) -> datetime | None:
    for name in names:
        moment = source_moment(_own_text(element, name)[:80])
        if moment is not None:
            return moment
    return None


def _categories(element: Element) -> tuple[str, ...]:
    found = [one for one in element if local_name(one) in ("category", "subject")]
    words = (title_words(one.get("label") or one.get("term") or words_of(one))[:100] for one in found[:MOST_CATEGORIES])
    return tuple(word for word in words if word)
