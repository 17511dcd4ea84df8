"""The bar of discovery: a whole paper, real requests, a real record, reading in children; only time is set by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.papers.aldern_post import AldernPost
from tests.papers.search import NOON, searching
from tests.servers.http import Newsroom
from tracker.model import WatchSettings
from tracker.model.source import SourceKind


@pytest.fixture
def paper() -> Iterator[AldernPost]:
    with Newsroom() as newsroom:
        published = AldernPost(newsroom, NOON)
        published.publish()
        yield published


@pytest.mark.slow
def test_the_nine_are_found_within_sixty_requests_and_the_spoilt_feeds_are_told(paper: AldernPost) -> None:
    with searching(paper.newsroom, WatchSettings(url=paper.newsroom.url("/"), tags=("aldern",))) as search:
        search.settle()
        while search.found != paper.marked and len(search.asked) <= 60:
            search.step()
        sources = search.sources

        assert search.found == paper.marked
        assert len(search.asked) <= 45
        assert search.clock.present - NOON < timedelta(hours=1)
        assert {article.tags for article in search.house.record.articles()} == {("aldern",)}
        assert "declares entities" in sources["/feeds/all.xml"].told
        assert "its XML is broken" in sources["/feeds/news.xml"].told
        assert {path: source.kind for path, source in sources.items()} == {
            "/": SourceKind.SITE,
            "/harbour": SourceKind.SECTION,
            "/council": SourceKind.SECTION,
            "/weather": SourceKind.SECTION,
            "/feeds/news.xml": SourceKind.FEED,
            "/feeds/all.xml": SourceKind.FEED,
            "/sitemap.xml": SourceKind.SITEMAP_INDEX,
            "/sitemaps/news.xml": SourceKind.SITEMAP,
        }
        assert sources["/sitemap.xml"].seen == 50_000
