from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tracker.core.sources import declared_address, headlines, own_offers, read_page_of_headlines
from tracker.core.sources.headlines import address_points
from tracker.model.hints import HintKind
from tracker.model.source import Offer, SourceKind

PLACE = "https://news.example.org/world/"


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>World</title>{head}</head><body>{body}</body></html>"


def links(body: str, head: str = "") -> list[str]:
    return [one.url.removeprefix("https://news.example.org") for one in headlines(page(body, head), PLACE)]


def test_teasers_are_taken_and_navigation_footer_and_tags_are_not() -> None:
    body = """
<nav><a href="/world/2026/03/01/a-story-in-the-navigation-menu">A story in the navigation menu today</a></nav>
<main><article><h3><a href="/world/fire-in-the-harbour-of-aldern">Fire in the harbour of Aldern</a></h3></article>
<a href="/2026/03/01/flood"><h2>Flood in the north of the country</h2></a>
<div class="teaser"><a href="/politics/council-votes-on-the-new-fees-7">Council votes on the new fees</a></div>
<div class="tags"><a href="/tag/a-long-tag-of-many-words-12345">A tag of as many words as a headline</a></div>
<a href="/about/our-team-of-many-reporters">Our team of many reporters</a></main>
<footer><a href="/imprint-of-the-paper-company-12345">Imprint of the paper's publishing company</a></footer>"""

    assert links(body) == [
        "/world/fire-in-the-harbour-of-aldern",
        "/2026/03/01/flood",
        "/politics/council-votes-on-the-new-fees-7",
    ]


def test_the_longest_title_of_several_links_to_one_article_is_kept_in_its_first_place() -> None:
    body = """<article><a href="/world/2026/fire-in-the-old-harbour"><img></a>
<h3><a href="/world/2026/fire-in-the-old-harbour#top">Fire in the old harbour</a></h3></article>
<h3><a href="/world/2026/flood-in-the-far-north">Flood in the far north</a></h3>"""

    found = headlines(page(body), PLACE)

    assert [one.title for one in found] == ["Fire in the old harbour", "Flood in the far north"]


def test_tags_of_an_article_in_the_classes_of_its_teaser_do_not_make_it_a_list_of_tags() -> None:
    teaser = '<article class="post-12 tag-news category-newsletter"><h3><a href="/fire-in-the-harbour">{}</a></h3>'

    assert links(teaser.format("Fire in the harbour") + "</article>") == ["/fire-in-the-harbour"]


def test_a_box_around_the_whole_page_is_no_menu_whatever_its_name() -> None:
    body = '<div class="has-menu with-main-nav"><main><h3><a href="/a-fire-in-the-harbour">Fire in the harbour</a></h3>'

    assert links(f"{body}</main></div>") == ["/a-fire-in-the-harbour"]


def test_links_without_words_for_a_headline_are_none() -> None:
    body = """<div class="story"><a href="/2026/03/01/fire-in-the-old-harbour-1234567?page=2">2</a>
<a href="/2026/03/01/flood-in-the-far-north-1234568"><img></a></div>"""

    assert links(body) == []


@pytest.mark.parametrize("title", ["台風十号が九州に接近、各地で大雨の恐れ", "อุทกภัยในภาคใต้ทำให้ประชาชนหลายพันคนต้องอพยพ"])
def test_headlines_of_scripts_without_spaces_are_headlines(title: str) -> None:
    assert links(f'<div class="card"><h3><a href="/articles/ab12345678.html">{title}</a></h3></div>') == [
        "/articles/ab12345678.html"
    ]


def test_relative_links_start_from_base_and_other_sites_are_passed_over() -> None:
    body = """<h3><a href="2026/03/01/storm-at-the-coast">Storm at the coast of Aldern</a></h3>
<h3><a href="https://shop.example.com/2026/03/01/buy-our-paper-now">Buy our paper now, at the shop</a></h3>
<h3><a href="https://m.news.example.org/2026/03/01/a-mobile-story">A story of the mobile site</a></h3>"""

    assert links(body, '<base href="https://news.example.org/coast/">') == [
        "/coast/2026/03/01/storm-at-the-coast",
        "https://m.news.example.org/2026/03/01/a-mobile-story",
    ]


def test_dates_beside_a_teaser_and_in_json_ld_are_taken() -> None:
    head = """<script type="application/ld+json">{"@type": "ItemList", "itemListElement": [{"@type": "ListItem",
"item": {"@type": "NewsArticle", "url": "/world/short", "headline": "Short", "dateModified": "2026-03-01T11:00:00Z"}}]}
</script>"""
    body = """<li><h3><a href="/world/fire-in-the-harbour">Fire in the harbour</a></h3>
<time datetime="2026-03-01T10:00:00Z">10:00</time></li><h3><a href="/world/short">Short but told of</a></h3>"""

    reading = read_page_of_headlines(page(body, head), PLACE, SourceKind.SECTION)

    assert [(one.published, one.updated) for one in reading.listed] == [
        (datetime(2026, 3, 1, 10, tzinfo=UTC), None),
        (None, datetime(2026, 3, 1, 11, tzinfo=UTC)),
    ]
    assert reading.hint is HintKind.PAGE


def test_a_page_without_headlines_is_told_with_a_cure() -> None:
    reading = read_page_of_headlines(page("<p>Nothing here.</p>"), PLACE, SourceKind.SECTION)

    assert reading.trouble == (
        "only 0 of its links look like articles: name the page that lists the headlines, or a feed"
    )


@pytest.mark.parametrize(
    ("path", "points"),
    [
        ("/world", 0),
        ("/2026/03/01/x", 2),
        ("/world/fire-in-the-harbour-of-aldern", 2),
        ("/a/1234567", 2),
        ("/a?id=12345", 2),
        ("/2026/03/01/fire-in-the-harbour-1234567.html", 6),
    ],
)
def test_addresses_are_weighed_by_date_number_and_slug(path: str, points: int) -> None:
    assert address_points(f"https://news.example.org{path}") == points


FRONT = page(
    """<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>
<li><a href="/politik/inland/">Inland</a></li><li><a href="/login">Log in</a></li><li><a href="/about-us">About</a></li>
<li><a href="/world/2026/03/01/a-story-of-today">A story of today</a></li>
<li><a href="https://other.example.com/sport">Sport</a></li></ul></nav></header>
<main><a href="/harbour">Harbour</a></main>
<footer><nav><a href="/terms-of-use">Terms</a><a href="/jobs">Jobs</a></nav></footer>""",
    """<link rel="alternate" type="application/rss+xml" title="All" href="/rss">
<link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="atom.xml">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
<link rel="alternate" type="application/json" title="JSON Feed" href="/feed.json">
<link rel="alternate" type="application/json" href="/wp/v2/pages/1">
<link rel="alternate" hreflang="de" href="/de"><link rel="alternate" type="application/rss+xml" href="https://x.example/f">""",
)


def test_a_front_page_offers_its_feeds_and_the_sections_of_its_menus() -> None:
    place = "https://www.news.example.org/"
    sections = (Offer(url=f"{place}world", kind=SourceKind.SECTION, title="World"),)

    assert own_offers(FRONT, place) == (
        Offer(url=f"{place}rss", kind=SourceKind.FEED, title="All"),
        Offer(url=f"{place}atom.xml", kind=SourceKind.FEED),
        Offer(url=f"{place}feed.json", kind=SourceKind.FEED, title="JSON Feed"),
        Offer(url="https://x.example/f", kind=SourceKind.FEED),
        *sections,
        Offer(url=f"{place}politik/inland/", kind=SourceKind.SECTION, title="Inland"),
    )


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="/a">', "https://news.example.org/a"),
        ("<link href=/a rel='nofollow canonical'>", "https://news.example.org/a"),
        ('<link rel="canonical" href="/a"><link rel="canonical" href="/b">', ""),
        ('<link rel="canonical" href="javascript:1">', ""),
        ("", ""),
    ],
)
def test_the_address_that_a_page_declares_is_given_where_it_says_one_thing(head: str, address: str) -> None:
    assert declared_address(page("", head), PLACE) == address


TITLES = [f"Ferry to the island stopped after the storm, report {number}" for number in range(4)]


@pytest.mark.parametrize(
    ("teaser", "around"),
    [
        ('<p><a href="/s?id={0}">{1}</a></p>', "<div>{0}</div>"),
        ('<h3><a href="/2026/03/01/s-{0}">{1}</a></h3>', '<div class="page has-nav">{0}</div>'),
        ('<h3><a href="/2026/03/01/s-{0}">{1}</a></h3>', "<header>{0}</header>"),
        ('<div><h3>{1}</h3><p>A few words.</p><a href="/2026/03/01/s-{0}">Read more</a></div>', "<main>{0}</main>"),
    ],
)
def test_the_headlines_of_plain_and_of_unusual_pages_are_found(teaser: str, around: str) -> None:
    body = around.format("".join(teaser.format(number, title) for number, title in enumerate(TITLES)))
    menu = '<nav><a href="/s-99">A long line of words in the menu</a></nav>'

    assert [one.title for one in headlines(page(menu + body), PLACE)] == TITLES


def test_where_headlines_stand_links_that_only_may_be_ones_are_left_out() -> None:
    teasers = "".join(f'<h3><a href="/2026/03/01/s-{number}">{title}</a></h3>' for number, title in enumerate(TITLES))

    assert len(links(f'{teasers}<p><a href="/rules-3">The rules of the house for all our readers</a></p>')) == len(
        TITLES
    )


def test_feeds_that_are_named_as_plain_xml_are_offered_and_descriptions_of_embedding_are_not() -> None:
    head = """<link rel="alternate" type="text/xml; charset=utf-8" href="/rss">
<link rel="alternate" type="text/xml+oembed" href="/embed"><link rel="alternate" type="application/xml" href="/atom">"""

    assert [offer.url for offer in own_offers(page("", head), PLACE)] == [
        "https://news.example.org/rss",
        "https://news.example.org/atom",
    ]
