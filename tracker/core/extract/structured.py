"""What the page declares of itself for machines: JSON-LD first, then meta elements."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser

from tracker.core.extract.dates import moment
from tracker.core.text.equality import folded

SCRIPT = 'script[type*="ld+json" i]'
WRAPPED = re.compile(
    r"^\s*(?:<!--|/[/*]\s*<!\[CDATA\[(?:\s*\*/)?|<!\[CDATA\[)|(?:-->|(?:/[/*]\s*)?\]\]>(?:\s*\*/)?)\s*;?\s*$"
)
ARTICLE_TYPE = re.compile(r"(?:Article|Posting|BlogPost|Report|NewsStory)$")
LIVE_MICRODATA = re.compile(r"itemtype\s*=\s*[\"']?https?://schema\.org/LiveBlogPosting", re.IGNORECASE)
NESTED_IN = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
DEEPEST = 5
TELLING = frozenset(("headline", "datePublished", "articleBody"))
MOST_ITEMS = 60
PUBLISHED_NAMES = (
    "article:published_time datepublished og:article:published_time parsely-pub-date sailthru.date pubdate publishdate"
    " publish-date dc.date.issued dc.date dcterms.created dcterms.issued date cxenseparse:recs:publishtime"
    " article.published originalpublicationdate"
)
PUBLISHED = tuple(PUBLISHED_NAMES.split())
MODIFIED_NAMES = (
    "article:modified_time datemodified og:updated_time article:updated_time dcterms.modified lastmod last-modified"
)
MODIFIED = tuple(MODIFIED_NAMES.split())
Thing = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a page says of itself.

    Attributes:
        types: of its article object, such as `NewsArticle`; empty without one.
        live: it calls itself a live blog; `live_until` is when that ends or ended, where it says so.
        thing: its article object as it stands in JSON-LD; empty without one.
    """

    headline: str = ""
    social_title: str = ""
    page_title: str = ""
    description: str = ""
    byline: str = ""
    section: str = ""
    language: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    types: tuple[str, ...] = ()
    live: bool = False
    live_until: datetime | None = None
    thing: Thing = field(default_factory=dict, compare=False, repr=False)


def declared(html: str, tree: LexborHTMLParser) -> Declared:
    """Collect what the page declares; a field is empty or None where it says nothing sound."""
    article = article_object(tree)
    meta = meta_contents(tree)
    types = type_names(article)
    title = tree.css_first("title")
    return Declared(
        headline=words(article.get("headline")),
        social_title=meta.get("og:title") or meta.get("twitter:title") or "",
        page_title=folded(title.text()) if title else "",
        description=meta.get("og:description") or meta.get("description") or words(article.get("description")),
        byline=", ".join(author_names(article.get("author"))) or people(meta),
        section=words(first(article.get("articleSection"))) or meta.get("article:section", ""),
        language=language(tree, article, meta),
        published=moment(article.get("datePublished")) or earliest_named(meta, PUBLISHED),
        modified=moment(article.get("dateModified")) or earliest_named(meta, MODIFIED),
        types=types,
        live="LiveBlogPosting" in types or ("LiveBlogPosting" in html and bool(LIVE_MICRODATA.search(html))),
        live_until=moment(article.get("coverageEndTime")) or moment(meta.get("coverageendtime")),
        thing=article,
    )


def article_object(tree: LexborHTMLParser) -> Thing:
    """Give the JSON-LD object of the page's article: a live blog before all, else the first that has a headline."""
    best: Thing = {}
    sources = (script.text() for script in tree.css(SCRIPT))
    for source in sources:
        if not any(name in source for name in TELLING):
            continue
        for thing in things(parsed(source), DEEPEST):
            types = type_names(thing)
            if not any(ARTICLE_TYPE.search(name) for name in types) or not (TELLING & thing.keys()):
                continue
            if "LiveBlogPosting" in types:
                return thing
            if not best or ("headline" in thing and "headline" not in best):
                best = thing
    return best


def parsed(source: str) -> object:
    """Read one script's JSON; None where it is none."""
    source = source.strip()
    if not source.startswith(("{", "[")) or not source.endswith(("}", "]")):
        source = WRAPPED.sub("", WRAPPED.sub("", source)).strip().rstrip(";")
    try:
        return json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return None


def things(value: object, deeper: int) -> Iterator[Thing]:
    """Walk the objects of a JSON-LD value, outermost first."""
    if isinstance(value, list) and deeper:
        for item in value[:MOST_ITEMS]:
            yield from things(item, deeper - 1)
    elif isinstance(value, dict):
        yield value
        for key in NESTED_IN if deeper else ():
            yield from things(value.get(key), deeper - 1)


def type_names(thing: Thing) -> tuple[str, ...]:
    """Give an object's types without their vocabulary."""
    names = thing.get("@type")
    return tuple(
        name.rpartition("/")[2] for name in (names if isinstance(names, list) else [names]) if isinstance(name, str)
    )


def first(value: object) -> object:
    """Give the first of a list, or the value itself."""
    return next(iter(value), None) if isinstance(value, list) else value


def words(value: object) -> str:
    """Give a value's text, entities resolved: many sites escape twice."""
    return folded(entities.unescape(value)) if isinstance(value, str) else ""


def author_names(value: object) -> list[str]:
    """Give the names of authors in the order declared, each once."""
    names: list[str] = []
    for author in value[:20] if isinstance(value, list) else [value]:
        name = words(author.get("name")) if isinstance(author, dict) else words(author)
        if name and "://" not in name and name not in names:
            names.append(name)
    return names


def people(meta: Mapping[str, str]) -> str:
    """Give the author that the meta elements name; an address is no name."""
    return next(
        (
            name
            for key in ("author", "article:author", "parsely-author", "byl")
            if (name := meta.get(key, "")) and "://" not in name
        ),
        "",
    )


def meta_contents(tree: LexborHTMLParser) -> dict[str, str]:
    """Collect the meta elements: content by lower-case property, name or itemprop, the first of each."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        content = attributes.get("content")
        name = (
            attributes.get("property")
            or attributes.get("name")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
        )
        if name and content:
            found.setdefault(name.strip().lower(), folded(entities.unescape(content)))
    return found


def earliest_named(meta: Mapping[str, str], names: tuple[str, ...]) -> datetime | None:
    """Give the first of these meta elements that holds a moment."""
    return next((when for name in names if (when := moment(meta.get(name)))), None)


def language(tree: LexborHTMLParser, article: Thing, meta: Mapping[str, str]) -> str:
    """Give the page's language tag."""
    root = tree.css_first("html[lang]")
    said = (
        (root.attributes.get("lang") if root else "")
        or words(first(article.get("inLanguage")))
        or meta.get("og:locale")
        or meta.get("content-language")
    )
    found = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", (said or "").strip())
    return found.group().replace("_", "-") if found else ""
