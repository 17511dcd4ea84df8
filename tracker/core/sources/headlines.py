"""A page of headlines: which of its links lead to articles, judged by their shape and by what they stand in.

No rule knows a site. A link to an article has words enough for a headline, stands in a heading or beside one, outside
of what every page of the site shows, and leads to an address with a date, a number or a slug of several words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.core.sources.declared import declared_articles
from tracker.core.sources.moments import source_moment
from tracker.core.sources.places import absolute, is_near
from tracker.core.sources.plain_words import title_words
from tracker.core.text.scripts import letters
from tracker.model.source import Listed

MOST_LINKS = 5000
MOST_HEADLINES = 400
MOST_BOXES = 2000
_T = TypeVar("_T")
FEWEST = 3
"""Of a page with fewer headlines those links count too that only may be ones."""
ENOUGH = 4
"""Points that make a link a headline; see `_points`."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5"))
_AROUND = frozenset(("nav", "footer", "header", "aside", "form", "dialog", "menu"))
# A class or id that ends in such a name, or in one and a word for its form. WordPress writes an article's tags and
# categories into the classes of its teaser: these say what it is about, not what it is.
_AROUND_NAME = re.compile(
    r"(?!(?:tag|category|post|cat)-)(?:[\w-]{0,40}[_-])?(?:nav(?:bar|igation)?|menu|footer|breadcrumbs?|share|social|"
    r"toolbar|cookies?|login|skip|tags|pagination|pager|advert\w{0,10}|sponsor\w{0,10})"
    r"(?:[_-](?:list|links?|items?|inner|outer|container|wrapper|wrap|bar|box|main|top|primary|secondary))?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[\d-]")
SHORTEST_TITLE = 8
"""Letters of the shortest headline; a sign of a script without spaces counts for several."""
SHORTEST_WORDY = 12
_HEADLINE_NAMES = re.compile(r"head(?:line|ing)|title|teaser|card|story|article|entry|post", re.IGNORECASE)
_DATED = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2]|[a-z]{3})(?:[/-]?\d{1,2})?(?=[/-])|/(?:19|20)\d{6}")
_NUMBERED = re.compile(r"(?<!\d)\d{5,}(?!\d{12})|(?:^|[/_.-])[a-z]{1,3}\d{6,}|[a-z0-9]{8}-[a-z0-9]{4}-", re.IGNORECASE)
_NO_PAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|xml|rss|zip|css|js|ics)$", re.IGNORECASE)
_LISTINGS = re.compile(
    r"/(?:tags?|topics?|themen?|authors?|autor(?:en|es)?|people|category|categories|rubrik|search|suche|page|"
    r"profile|user|login|subscribe|abo|newsletters?|podcasts?|impressum|imprint|privacy|datenschutz|about|contact)"
    r"(?:/[^/]{0,80}){0,2}/?$",
    re.IGNORECASE,
)
_DEEPEST = 14
_SPACED_SCRIPT_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Found:
    """A link as it stands on the page: the best of all that lead to the same address."""

    url: str
    title: str
    points: int
    place: int
    date: datetime | None


def headlines(html: str, url: str) -> tuple[Listed, ...]:
    """Give the articles that a page of headlines links to, in its order.

    Args:
        html: the page, decoded.
        url: where it came from, after redirects.
    """
    tree = LexborHTMLParser(html)
    base = _base(tree, url)
    told = {one.url: one for one in declared_articles(tree, base)}
    chosen = _chosen(tree, base, told, lenient=False)
    if len(chosen) < FEWEST:
        chosen = max(chosen, _chosen(tree, base, told, lenient=True), key=len)
    return tuple(_listed(one, told.get(one.url)) for one in chosen[:MOST_HEADLINES])


def _chosen(tree: LexborHTMLParser, base: str, told: dict[str, Listed], *, lenient: bool) -> list[_Found]:
    """Give the links that are headlines; on a page that shows hardly any, those that only may be."""
    best: dict[str, _Found] = {}
    boxes = _Boxes()
    for place, node in enumerate(tree.css("a[href]")[:MOST_LINKS]):
        found = _found(node, place, base, told, boxes, lenient=lenient)
        if found is None:
            continue
        before = best.get(found.url)
        if before is None or (found.points, len(found.title)) > (before.points, len(before.title)):
            best[found.url] = (
                found
                if before is None
                else _Found(found.url, found.title, found.points, before.place, found.date or before.date)
            )
    enough = (
        one for one in best.values() if _is_headline(one, lenient=lenient) or (one.points >= ENOUGH and one.url in told)
    )
    return sorted(enough, key=lambda one: one.place)


def _is_headline(found: _Found, *, lenient: bool) -> bool:
    if found.points >= ENOUGH:
        return _is_title(found.title)
    return (
        lenient
        and _is_wordy(found.title)
        and _COUNTED.search(found.url.partition("://")[2].partition("/")[2]) is not None
    )


def _listed(found: _Found, told: Listed | None) -> Listed:
    return Listed(
        url=found.url,
        title=found.title or (told.title if told else ""),
        published=(told.published if told else None) or found.date,
        updated=told.updated if told else None,
    )


def _is_title(title: str) -> bool:
    return letters(title) >= SHORTEST_TITLE


def _base(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("head base[href]")
    return absolute(url, node.attributes.get("href") or "") or url if node is not None else url


def _found(
    node: LexborNode, place: int, base: str, told: dict[str, Listed], boxes: _Boxes, *, lenient: bool
) -> _Found | None:
    link = absolute(base, node.attributes.get("href") or "")
    if not link or not is_near(urlsplit(link).netloc, urlsplit(base).netloc) or not may_be_article(link, base):
        return None
    title = title_words(node.text(separator=" "))
    around = list(_ancestors(node))
    if is_around(boxes.without_headings(around) if lenient else around):
        return None
    heading = _heading(node, around) or (boxes.heading(around) if letters(title) < SHORTEST_WORDY else None)
    if heading is not None and letters(title) < letters(heading):
        title = heading
    points = _points(title, link, in_heading=heading is not None, around=around) + 3 * (link in told)
    return _Found(link, title, points, place, boxes.date(around))


def may_be_article(link: str, page: str) -> bool:
    """Tell whether an address may be that of an article: no file, no listing, and not the page itself or its front."""
    path = urlsplit(link).path.rstrip("/")
    query = urlsplit(link).query
    if (not path and not query) or _NO_PAGE.search(path) or _LISTINGS.search(path):
        return False
    here = urlsplit(page).path.rstrip("/")
    return not (path == here and not query)


def _points(title: str, link: str, *, in_heading: bool, around: list[LexborNode]) -> int:
    """Weigh a link: a headline's words 2, a heading 2, a card 1, and its address."""
    size = letters(title)
    points = 2 * _is_wordy(title) - 3 * (size < 8) + 2 * in_heading
    named = " ".join(f"{one.attributes.get('class') or ''}" for one in around[:4])
    points += any(one.tag == "article" for one in around) or bool(_HEADLINE_NAMES.search(named))
    return points + address_points(link)


def _is_wordy(title: str) -> bool:
    size = letters(title)
    return size >= SHORTEST_WORDY and (len(title.split()) >= _SPACED_SCRIPT_WORDS or size >= 45)


def address_points(link: str) -> int:
    """Weigh an address: how much it looks like that of one article."""
    parts = urlsplit(link)
    path = parts.path.rstrip("/")
    slug = path.rpartition("/")[2]
    dashes = slug.count("-") + slug.count("_")
    points = 2 * bool(_DATED.search(path + "/")) + 2 * bool(_NUMBERED.search(path) or re.search(r"\d{3,}", parts.query))
    return points + (2 if dashes >= 4 else 1 if dashes >= 2 or slug.endswith((".html", ".htm")) else 0)


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    for _ in range(_DEEPEST):
        if parent is None or parent.tag in ("body", "html", "-undef"):
            return
        yield parent
        parent = parent.parent


def is_around(around: list[LexborNode]) -> bool:
    """Tell whether a link stands in what every page of a site shows: its navigation, footer, menus."""
    for depth, one in enumerate(around):
        if one.tag in _AROUND and not (one.tag in ("header", "footer") and _within_article(around, depth)):
            return True
        # A box around the whole page goes by what stands beside it, too.
        if _is_named_around(one) and one.css_first("main, h1") is None:
            return True
    return False


def _is_named_around(box: LexborNode) -> bool:
    names = f"{box.attributes.get('class') or ''} {box.attributes.get('id') or ''}"[:500].split()
    return any(_AROUND_NAME.fullmatch(name) for name in names)


def _within_article(around: list[LexborNode], depth: int) -> bool:
    return any(one.tag in ("article", "section", "li") for one in around[depth:])


def _heading(node: LexborNode, around: list[LexborNode]) -> str | None:
    """Give the heading that a link stands in or holds; None where there is none."""
    if any(one.tag in _HEADINGS for one in around[:4]):
        return title_words(node.text(separator=" "))
    inside = node.css_first("h1, h2, h3, h4, h5")
    return title_words(inside.text(separator=" ")) if inside is not None else None


class _Boxes:
    """What the boxes of a page hold, each looked into once, however many links stand in it; no more than so many."""

    def __init__(self) -> None:
        self._headings: dict[int, str] = {}
        self._dates: dict[int, list[str]] = {}
        self._menus: dict[int, bool] = {}

    def heading(self, around: list[LexborNode]) -> str | None:
        """Give the heading of a teaser whose link says no more than "Read more": the only one, beside no other link."""
        found = (_once(self._headings, box, _lone_heading, "") for box in around[:3])
        return next((heading for heading in found if heading), None)

    def date(self, around: list[LexborNode]) -> datetime | None:
        """Give the date of a teaser: of the one `time` element in the smallest box around the link that has any."""
        found = (_once(self._dates, box, _dates_of, []) for box in around[:5])
        times = next((times for times in found if times), [])
        return source_moment(times[0]) if len(times) == 1 else None

    def without_headings(self, around: list[LexborNode]) -> list[LexborNode]:
        """Leave those out that hold headlines, whatever they are named: some sites name the whole page like a menu."""
        return [box for box in around if not _once(self._menus, box, _holds_headings, False)]


def _once(known: dict[int, _T], box: LexborNode, look: Callable[[LexborNode], _T], default: _T) -> _T:
    """Look into a box, unless that was done, or boxes within boxes were looked into too often."""
    if box.mem_id not in known:
        known[box.mem_id] = look(box) if len(known) < MOST_BOXES else default
    return known[box.mem_id]


def _holds_headings(box: LexborNode) -> bool:
    return box.tag in ("div", "section", "header", "ul") and len(box.css("h2, h3, h4, h5")) >= FEWEST


def _dates_of(box: LexborNode) -> list[str]:
    return [one.attributes.get("datetime") or "" for one in box.css("time[datetime]")[:2]]


def _lone_heading(box: LexborNode) -> str:
    found = box.css("h1, h2, h3, h4, h5")
    if len(found) != 1 or len({link.attributes.get("href") for link in box.css("a[href]")}) != 1:
        return ""
    return title_words(found[0].text(separator=" "))
