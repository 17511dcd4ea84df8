from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from tracker.core.sources import read_listing
from tracker.core.sources.sitemaps import robots_sitemaps
from tracker.errors import ReadingError
from tracker.model.hints import HintKind
from tracker.model.source import SourceKind, SourceReading

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PLACE = "https://news.example.org/sitemap.xml"
NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def read(text: str | bytes) -> SourceReading:
    found = read_listing(text.encode() if isinstance(text, str) else text, PLACE, None, NOON)
    assert found is not None
    return found


def news(title: str = "Fire", names: str = NAMES) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?><urlset {names}><url><loc>https://news.example.org/fire</loc>
<lastmod>2026-03-01T11:00:00Z</lastmod><news:news><news:publication><news:name>Post</news:name></news:publication>
<news:publication_date>2026-03-01T09:00:00+01:00</news:publication_date><news:title>{title}</news:title>
<news:keywords>fire, aldern</news:keywords></news:news></url></urlset>"""


@pytest.mark.parametrize("names", [NAMES, ""])
def test_a_news_sitemap_is_read_with_its_namespaces_and_without(names: str) -> None:
    (one,) = read(news("Eilmeldung: Feuer", names)).listed

    assert one.url == "https://news.example.org/fire"
    assert one.title == "Eilmeldung: Feuer"
    assert one.published == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert one.updated == datetime(2026, 3, 1, 11, tzinfo=UTC)
    assert one.categories == ("fire", "aldern")


def test_a_sitemap_that_is_a_gzip_file_is_unpacked_within_its_bound() -> None:
    assert read(gzip.compress(news().encode())).count == 1
    with pytest.raises(ReadingError, match="a broken one"):
        read_listing(b"\x1f\x8b\x08\x00" + b"x" * 40, PLACE, None, NOON)
    with pytest.raises(ReadingError, match="larger than the 50 MB"):
        read_listing(gzip.compress(b" " * (51 * 2**20)), PLACE, None, NOON)


def test_fifty_thousand_urls_are_counted_and_only_the_recent_are_given() -> None:
    urls = "".join(
        f"<url><loc>https://news.example.org/{number}</loc><lastmod>{'2026-03-01' if number < 9 else '2020-01-01'}"
        "</lastmod></url>"
        for number in range(50_100)
    )
    reading = read(f"<urlset>{urls}</urlset>")

    assert reading.count == 50_000
    assert len(reading.listed) == 9
    assert reading.old == 49_991
    assert reading.hint is HintKind.SITEMAP


def test_a_sitemap_in_which_all_is_new_is_cut_to_the_newest_and_says_so() -> None:
    urls = "".join(
        f"<url><loc>https://e.org/{n}</loc><lastmod>2026-03-01T11:00:00Z</lastmod></url>" for n in range(1500)
    )
    reading = read(f"<urlset>{urls}</urlset>")

    assert len(reading.listed) == 1000
    assert "1500 of its articles claim to be new" in reading.remark


@pytest.mark.parametrize("root", ["urlset", "sitemapindex"])
def test_an_empty_sitemap_is_told_with_a_cure(root: str) -> None:
    reading = read(f"<{root}></{root}>")

    assert "empty sitemap" in reading.trouble
    assert "name the site's news sitemap" in reading.trouble


def index(*entries: tuple[str, str]) -> tuple[str, ...]:
    inside = "".join(
        f"<sitemap><loc>https://news.example.org/{name}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</sitemap>"
        for name, date in entries
    )
    reading = read(f"<sitemapindex>{inside}</sitemapindex>")
    assert reading.kind is SourceKind.SITEMAP_INDEX
    return tuple(offer.url.rpartition("/")[2] for offer in reading.offers)


def test_of_an_index_the_news_and_what_changed_last_are_taken_and_three_at_most() -> None:
    days = [(f"day-{back}.xml", f"{NOON - timedelta(days=back):%Y-%m-%d}") for back in range(400)]

    assert index(*days, ("google-news.xml", "")) == ("google-news.xml", "day-0.xml", "day-1.xml")
    assert index(*days) == ("day-0.xml", "day-1.xml")


def test_of_an_index_without_dates_its_ends_are_taken() -> None:
    assert index(("a.xml", ""), ("b.xml", ""), ("c.xml", "")) == ("c.xml", "a.xml")
    assert index(("a.xml", "")) == ("a.xml",)


def test_robots_txt_names_sitemaps_in_any_letter_case_and_those_of_news_come_first() -> None:
    text = "User-agent: *\nSITEMAP: https://news.example.org/all.xml\nsitemap : /news-sitemap.xml\nSitemap:\n"

    found = robots_sitemaps(text, "https://news.example.org/")

    assert [offer.url for offer in found] == [
        "https://news.example.org/news-sitemap.xml",
        "https://news.example.org/all.xml",
    ]
