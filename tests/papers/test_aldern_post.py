"""The paper is what the bar of discovery asks for, counted on its own pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.papers.aldern_post import ARTICLES, IN_FEED, IN_TEXT, IN_TITLE, NOTICE, SECTIONS, AldernPost
from tests.servers.http import Newsroom

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def paper() -> Iterator[AldernPost]:
    with Newsroom() as newsroom:
        yield AldernPost(newsroom, NOW)


def test_nine_of_four_hundred_are_marked_and_four_of_them_in_their_text_alone(paper: AldernPost) -> None:
    noticed = {place for place in range(ARTICLES) if NOTICE in paper.article(place)}

    assert noticed == {*IN_TEXT, IN_FEED}
    assert len(paper.marked) == 9
    assert len(IN_TITLE) == 4


def test_what_only_a_text_says_is_among_the_ten_newest_of_its_section(paper: AldernPost) -> None:
    newest = {link for one in SECTIONS for link in re.findall(r'<h3><a href="([^"]+)', paper.section_page(one))[:10]}

    assert {paper.path(place) for place in IN_TEXT} <= newest
    assert paper.path(IN_FEED) not in newest


def test_the_index_has_fifty_thousand_entries_and_one_of_them_holds_the_news(paper: AldernPost) -> None:
    index = paper.sitemap_index()

    assert index.count("<sitemap>") == 50_000
    assert index.count("/sitemaps/news.xml") == 1
    assert paper.news_sitemap().count("<url>") == 144
