from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from tracker.core.extract.structured import Declared, declared

MOMENT = datetime(2026, 3, 2, 6, 40, tzinfo=UTC)
ARTICLE = {"@type": "NewsArticle", "headline": "Bridge closed", "datePublished": "2026-03-02T06:40:00Z"}


def said(head: str, *, attributes: str = "") -> Declared:
    html = f"<html {attributes}><head>{head}</head><body></body></html>"
    return declared(html, LexborHTMLParser(html))


def script(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "WebSite", "headline": "The paper"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": ARTICLE}]},
        {**ARTICLE, "@type": ["Thing", "https://schema.org/ReportageNewsArticle"]},
    ],
    ids=["plain", "list", "graph", "main entity", "item", "several types"],
)
def test_the_article_is_found_wherever_it_is_nested(value: object) -> None:
    found = said(script(value))
    assert (found.headline, found.published) == ("Bridge closed", MOMENT)


@pytest.mark.parametrize(
    "source",
    ["<!-- {} -->", "//<![CDATA[\n{}\n//]]>", "<![CDATA[{}]]>", "/*<![CDATA[*/{}/*]]>*/", "{};"],
)
def test_json_is_read_through_its_wrappings(source: str) -> None:
    wrapped = source.replace("{}", json.dumps(ARTICLE))
    assert said(f'<script type="application/ld+json">{wrapped}</script>').headline == "Bridge closed"


@pytest.mark.parametrize("source", ["", "{", "null", "[[[[", "[" * 100_000, '{"@type": 7}', '"text"'])
def test_unsound_json_says_nothing(source: str) -> None:
    assert said(f'<script type="application/ld+json">{source}</script>') == Declared()


def test_a_live_blog_is_taken_before_an_article_and_says_when_it_ends() -> None:
    live = {"@type": "LiveBlogPosting", "headline": "Live", "coverageEndTime": "2026-03-02T06:40:00Z"}
    found = said(script(ARTICLE) + script(live))
    assert (found.headline, found.live, found.live_until) == ("Live", True, MOMENT)
    assert said("<div itemscope itemtype='https://schema.org/LiveBlogPosting'></div>").live
    assert not said("<p>LiveBlogPosting is a type.</p>").live


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("Mira Holt", "Mira Holt"),
        ({"name": "Mira Holt"}, "Mira Holt"),
        ([{"name": "Mira Holt"}, {"name": "Jonas Weir"}, {"name": "Mira Holt"}], "Mira Holt, Jonas Weir"),
        ({"name": "O&amp;#39;Hara"}, "O&#39;Hara"),
        ("https://valley.example/people/mira", ""),
        (None, ""),
        (7, ""),
    ],
)
def test_authors_are_named_once_and_never_by_an_address(author: object, byline: str) -> None:
    assert said(script({**ARTICLE, "author": author})).byline == byline


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:title" content="A &amp;amp; B">', "social_title", "A & B"),
        ('<meta name="twitter:title" content="Title">', "social_title", "Title"),
        ("<title>  Title\n | Paper</title>", "page_title", "Title | Paper"),
        ('<meta name="description" content="What">', "description", "What"),
        ('<meta property="article:section" content="Valley">', "section", "Valley"),
        ('<meta name="author" content="Mira Holt">', "byline", "Mira Holt"),
        ('<meta name="DC.date.issued" content="2026-03-02T06:40:00Z">', "published", MOMENT),
        ('<meta itemprop="datePublished" content="2026-03-02T06:40:00Z">', "published", MOMENT),
        ('<meta property="og:updated_time" content="2026-03-02T06:40:00Z">', "modified", MOMENT),
        ('<meta property="article:published_time" content="soon">', "published", None),
        ('<meta property="og:locale" content="pt_BR">', "language", "pt-BR"),
        ('<meta http-equiv="Content-Language" content="sv">', "language", "sv"),
    ],
)
def test_meta_elements_are_read_where_json_is_silent(head: str, field: str, value: object) -> None:
    assert getattr(said(head), field) == value


def test_the_first_of_two_meta_elements_counts() -> None:
    assert said('<meta name="author" content="Mira"><meta name="author" content="Jonas">').byline == "Mira"


@pytest.mark.parametrize(("lang", "tag"), [("en-GB", "en-GB"), ("en_gb", "en-gb"), (" de ", "de"), ("", ""), ("?", "")])
def test_the_language_is_a_tag(lang: str, tag: str) -> None:
    assert said("", attributes=f'lang="{lang}"').language == tag
