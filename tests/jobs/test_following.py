"""What comes of the places that a configuration names, on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.papers.pages import article, feed, section
from tests.papers.search import NOON, Search, again, searching
from tests.servers.http import Newsroom
from tracker.jobs.source_asking import SOON_READ
from tracker.model import WatchSettings
from tracker.model.settings import Take
from tracker.model.source import CandidateState, SourceKind

FRESH = NOON - timedelta(hours=1)
FIRE, FLOOD, QUIET = "Fire in the harbour of Aldern", "Flood in the north of Aldern", "Council of Aldern votes on fees"


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as running:
        running.publish("/fire", article(FIRE, marked=True))
        running.publish("/flood", article(FLOOD))
        running.publish("/quiet", article(QUIET))
        running.publish("/feed.xml", feed((FIRE, "/fire", FRESH), (QUIET, "/quiet", FRESH)))
        yield running


def watch(newsroom: Newsroom, path: str = "/feed.xml", **rules: Any) -> WatchSettings:
    return WatchSettings(url=newsroom.url(path), **rules)


def paths(search: Search) -> set[str]:
    place = len(search.newsroom.url(""))
    return {url[place:] for url in search.found}


def test_of_a_feed_the_marked_are_watched_and_the_others_read_three_times(newsroom: Newsroom) -> None:
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(minutes=5)
        first = search.asked.count("/quiet")
        search.go_on(minutes=20)
        second = search.asked.count("/quiet")
        search.go_on(hours=8)

        assert paths(search) == {"/fire"}
        assert search.reasons["/fire"] == "“This is a breaking news story and will be updated.”, last paragraph"
        assert search.reasons["/quiet"] == "read: it does not say that it will be updated"
        assert (first, second, search.asked.count("/quiet")) == (1, 2, 3)
        assert search.asked.count("/fire") == 1


def test_a_notice_that_comes_late_is_found_by_the_second_look(newsroom: Newsroom) -> None:
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(minutes=5)
        newsroom.publish("/quiet", article(QUIET, marked=True))
        search.go_on(minutes=20)

        assert paths(search) == {"/fire", "/quiet"}


def test_a_notice_that_comes_later_is_found_when_the_feeds_date_moves(newsroom: Newsroom) -> None:
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(hours=6)
        asked = search.asked.count("/quiet")
        newsroom.publish("/quiet", article(QUIET, marked=True))
        newsroom.publish("/feed.xml", feed((FIRE, "/fire", FRESH), (QUIET, "/quiet", search.clock.present)))
        search.go_on(hours=2)

        assert asked == 3
        assert paths(search) == {"/fire", "/quiet"}


def test_an_article_stays_under_watch_when_it_leaves_the_feed_and_a_new_one_is_found(newsroom: Newsroom) -> None:
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(minutes=5)
        newsroom.publish("/flood", article(FLOOD, marked=True))
        newsroom.publish("/feed.xml", feed((FLOOD, "/flood", search.clock.present)))
        search.go_on(hours=2)
        articles = search.house.record.articles()

        assert paths(search) == {"/fire", "/flood"}
        assert all(one.next_look is not None for one in articles)


def test_the_first_import_passes_over_what_is_old_and_alerts_nobody_and_what_comes_later_is_told(
    newsroom: Newsroom,
) -> None:
    newsroom.publish("/feed.xml", feed((FIRE, "/fire", FRESH), (QUIET, "/quiet", NOON - timedelta(hours=49))))
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(minutes=5)

        assert "/quiet" not in search.asked
        assert search.sources["/feed.xml"].tally == (("to be read", 1), ("older than 48 hours", 1))
        assert search.house.record.deliveries() == []


def test_a_removed_article_is_not_taken_up_again(newsroom: Newsroom) -> None:
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(minutes=5)
        search.house.store.remove(1)
        newsroom.publish("/feed.xml", feed((f"BREAKING: {FIRE}", "/fire", search.clock.present)))
        search.go_on(hours=2)

        assert [one.state.value for one in search.house.record.articles()] == ["retired"]
        assert search.asked.count("/fire") == 1


def test_a_section_page_is_read_and_what_it_lists_anew_is_a_candidate(newsroom: Newsroom) -> None:
    old = [(f"An old story of Aldern number {n}", f"/2026/01/{n:02}/old-story", None) for n in range(1, 15)]
    for _, path, _ in old:
        newsroom.publish(path, article(f"Old story {path}"))
    newsroom.publish("/harbour", section(*old))
    with searching(newsroom, watch(newsroom, "/harbour")) as search:
        search.settle()
        search.go_on(minutes=20)
        first = set(search.asked)
        newsroom.publish("/harbour", section((FIRE, "/2026/03/01/fire", None), *old))
        newsroom.publish("/2026/03/01/fire", article(FIRE, marked=True))
        search.go_on(hours=2)

        assert search.sources["/harbour"].kind is SourceKind.SECTION
        assert first == {"/harbour", *(path for _, path, _ in old[:10])}
        assert paths(search) == {"/2026/03/01/fire"}
        assert not {path for _, path, _ in old[10:]} & set(search.asked)


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ({"take": Take.ALL}, {"/fire", "/quiet"}),
        ({"take": Take.ALL, "keywords": ("council",)}, {"/quiet"}),
        ({"keywords": ("earthquake",)}, set()),
        ({"keywords": ("HARBOUR",)}, {"/fire"}),
        ({"take": Take.ALL, "exclude": ("*/fire",)}, {"/quiet"}),
        ({"take": Take.ALL, "include": ("/fi*",)}, {"/fire"}),
        ({"take": Take.ALL, "most": 1}, {"/fire"}),
    ],
)
def test_the_rules_of_a_watch_choose_among_what_is_found(
    newsroom: Newsroom, rules: dict[str, Any], found: set[str]
) -> None:
    with searching(newsroom, watch(newsroom, **rules)) as search:
        search.settle()
        search.go_on(minutes=5)

        assert paths(search) == found
        if "most" in rules:
            assert "raise its `most`" in search.reasons["/quiet"]


def test_a_keyword_that_only_the_summary_holds_counts_for_a_notice_that_comes_late_too(newsroom: Newsroom) -> None:
    listed = feed((FIRE, "/fire", FRESH), (QUIET, "/quiet", FRESH)).replace("What is known.", "Seen from Zandvoort.")
    newsroom.publish("/feed.xml", listed)
    with searching(newsroom, watch(newsroom, keywords=("zandvoort",))) as search:
        search.settle()
        search.go_on(minutes=5)
        first = paths(search)
        newsroom.publish("/quiet", article(QUIET, marked=True))
        search.go_on(minutes=20)

        assert first == {"/fire"}
        assert paths(search) == {"/fire", "/quiet"}


def test_a_feed_that_is_a_page_is_told_with_the_feed_that_the_page_names(newsroom: Newsroom) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/real.xml">'
    newsroom.publish("/feed.xml", f"<!doctype html><html><head>{link}</head><body>Feeds</body></html>")
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(minutes=5)

        assert search.sources["/feed.xml"].told == (
            f"{newsroom.url('/feed.xml')}: it should be a feed or sitemap, but a page came; "
            f"the page names {newsroom.url('/real.xml')}: name that"
        )


def test_a_section_of_two_headlines_is_followed_and_told(newsroom: Newsroom) -> None:
    newsroom.publish("/harbour", section((FIRE, "/2026/03/01/fire", None), (QUIET, "/2026/03/01/quiet", None)))
    newsroom.publish("/2026/03/01/fire", article(FIRE, marked=True))
    with searching(newsroom, watch(newsroom, "/harbour")) as search:
        search.settle()
        search.go_on(minutes=5)

        assert paths(search) == {"/2026/03/01/fire"}
        assert search.sources["/harbour"].told == (
            f"{newsroom.url('/harbour')}: only 2 of its links look like articles: name the page that lists the "
            "headlines, or a feed"
        )


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("/sitemap.xml", "<urlset></urlset>", "it is an empty sitemap"),
        ("/feed.json", '{"items": [', "it is no sound JSON"),
        ("/sitemap.xml.gz", b"\x1f\x8b\x08\x00broken", "it is a gzip file, but a broken one"),
        ("/page", "<!doctype html><html><body><p>Nothing.</p></body></html>", "only 0 of its links look like articles"),
    ],
)
def test_what_holds_nothing_is_told_in_a_sentence_and_tried_ever_more_seldom(
    newsroom: Newsroom, path: str, body: str | bytes, told: str
) -> None:
    newsroom.publish(path, body)
    with searching(newsroom, watch(newsroom, path)) as search:
        search.settle()
        search.go_on(hours=9)

        assert told in search.sources[path].told
        assert len(search.asked) == 4


def test_a_site_that_forbids_us_is_told_obeyed_and_never_asked(newsroom: Newsroom) -> None:
    newsroom.publish("/robots.txt", "User-agent: *\nDisallow: /feed.xml\n", headers=(("Content-Type", "text/plain"),))
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(hours=2)

        assert search.asked == []
        assert "robots.txt forbids it" in search.sources["/feed.xml"].told
        assert search.sources["/feed.xml"].told.endswith(f'ignore_robots = true under [site."{newsroom.place}"]')


def test_an_unmodified_feed_costs_one_conditional_request(newsroom: Newsroom) -> None:
    newsroom.publish("/feed.xml", feed((FIRE, "/fire", FRESH)), revalidates=True)
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(hours=2)
        asked = [seen for seen in newsroom.requests if seen.path == "/feed.xml"]

        assert len(asked) > 1
        assert all(seen.header("If-None-Match") for seen in asked[1:])
        assert search.sources["/feed.xml"].reads == 1


def test_a_large_feed_whose_server_knows_no_conditions_is_read_again_only_where_its_bytes_are_others(
    newsroom: Newsroom,
) -> None:
    padding = f"<!--{' ' * SOON_READ}-->"
    newsroom.publish("/feed.xml", feed((FIRE, "/fire", FRESH)) + padding)
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(hours=2)
        first = search.sources["/feed.xml"]
        newsroom.publish("/late", article("Storm over Aldern", marked=True))
        newsroom.publish("/feed.xml", feed((FIRE, "/fire", FRESH), ("Storm over Aldern", "/late", NOON)) + padding)
        search.go_on(hours=1)

        assert search.asked.count("/feed.xml") > 3
        assert (first.reads, search.sources["/feed.xml"].reads) == (1, 2)
        assert "/late" in paths(search)


def test_the_same_bytes_are_read_once_a_day_all_the_same(newsroom: Newsroom) -> None:
    newsroom.publish("/feed.xml", feed((FIRE, "/fire", FRESH)) + f"<!--{' ' * SOON_READ}-->")
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(minutes=5)
        search.clock.present += timedelta(days=1)
        search.go_on(minutes=5)

        assert search.sources["/feed.xml"].reads == 2


def test_a_candidate_is_asked_again_only_for_what_is_new(newsroom: Newsroom) -> None:
    newsroom.publish("/quiet", article(QUIET), revalidates=True)
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(hours=3)
        asked = [seen for seen in newsroom.requests if seen.path == "/quiet"]

        assert [bool(seen.header("If-None-Match")) for seen in asked] == [False, True, True]
        assert search.reasons["/quiet"] == "read: it does not say that it will be updated"
        newsroom.publish("/quiet", article(QUIET, marked=True), revalidates=True)
        newsroom.publish("/feed.xml", feed((FIRE, "/fire", FRESH), (QUIET, "/quiet", NOON + timedelta(hours=2))))
        search.go_on(hours=1)
        assert "/quiet" in paths(search)


def test_a_watch_up_to_a_day_has_a_last_look_then_at_its_source_and_at_what_was_found(newsroom: Newsroom) -> None:
    end = NOON + timedelta(hours=2)
    with searching(newsroom, watch(newsroom, until=end)) as search:
        search.settle()
        search.go_on(hours=4)
        source, (known,) = search.sources["/feed.xml"], search.house.record.articles()

        assert (source.next_look, source.why) == (None, "its watch was to end 2026-03-01")
        assert source.last_look is not None
        assert end <= source.last_look < end + timedelta(minutes=1)
        assert search.house.record.heat(known.id).until == end
        asked = search.asked.count("/feed.xml")
        search.go_on(hours=1)
        assert search.asked.count("/feed.xml") == asked


def test_a_watch_of_so_long_counts_for_each_article_from_when_it_was_found(newsroom: Newsroom) -> None:
    with searching(newsroom, watch(newsroom, until=timedelta(days=3))) as search:
        search.settle()
        search.go_on(minutes=5)
        (known,) = search.house.record.articles()

        until = search.house.record.heat(known.id).until
        assert until is not None
        assert timedelta(days=3) - timedelta(minutes=1) < until - known.added < timedelta(days=3, minutes=1)
        assert search.sources["/feed.xml"].next_look is not None


def test_two_watches_of_one_article_hold_it_once(newsroom: Newsroom) -> None:
    newsroom.publish("/other.xml", feed((FIRE, "/fire?utm_source=other#top", FRESH)))
    with searching(newsroom, watch(newsroom), watch(newsroom, "/other.xml")) as search:
        search.settle()
        search.go_on(minutes=10)

        assert paths(search) == {"/fire"}
        assert search.asked.count("/fire") == 1


def test_what_two_watches_list_is_taken_by_either_and_gets_the_tags_of_both(newsroom: Newsroom) -> None:
    listed = feed((FIRE, "/fire", FRESH), (QUIET, "/quiet", FRESH), (FLOOD, "/flood", FRESH))
    newsroom.publish("/feed.xml", listed)
    newsroom.publish("/other.xml", listed)
    marked = watch(newsroom, tags=("marked",))
    every = watch(newsroom, "/other.xml", take=Take.ALL, keywords=("aldern",), exclude=("/flood",), tags=("all",))
    with searching(newsroom, marked, every) as search:
        search.settle()
        search.go_on(minutes=10)
        tags = {article.url.rpartition("/")[2]: set(article.tags) for article in search.house.record.articles()}

        assert tags == {"fire": {"marked", "all"}, "quiet": {"all"}}
        assert search.asked.count("/fire") == 1
        assert search.asked.count("/quiet") <= 2


def test_a_watch_that_is_named_later_takes_what_another_passed_over_and_tags_what_it_took(newsroom: Newsroom) -> None:
    listed = feed((FIRE, "/fire", FRESH), (QUIET, "/quiet", FRESH))
    newsroom.publish("/feed.xml", listed)
    newsroom.publish("/other.xml", listed)
    marked = watch(newsroom, tags=("marked",))
    with searching(newsroom, marked) as search:
        search.settle()
        search.go_on(minutes=3)
        later = again(search, marked, watch(newsroom, "/other.xml", take=Take.ALL, tags=("all",), most=1))
        later.settle()
        later.go_on(minutes=6)
        tags = {article.url.rpartition("/")[2]: article.tags for article in later.house.record.articles()}
        later.house.store.tag(1, ("mine",))
        newsroom.publish("/other.xml", listed.replace("What is known.", "More is known."))
        later.clock.present += timedelta(hours=3)
        later.go_on(minutes=3)

        assert tags == {"fire": ("all", "marked"), "quiet": ("all",)}
        assert later.house.store.article(1).tags == ("mine",)
        assert (later.asked.count("/quiet"), later.asked.count("/other.xml")) == (2, 2)


def test_the_bound_of_a_watch_holds_for_what_another_listed_first(newsroom: Newsroom) -> None:
    listed = feed((FLOOD, "/flood", FRESH), (QUIET, "/quiet", FRESH))
    newsroom.publish("/feed.xml", listed)
    newsroom.publish("/other.xml", listed)
    with searching(newsroom, watch(newsroom), watch(newsroom, "/other.xml", take=Take.ALL, most=1)) as search:
        search.settle()
        search.go_on(minutes=20)

        assert len(search.found) == 1


def test_a_watch_that_has_as_many_as_it_may_have_asks_for_no_more(newsroom: Newsroom) -> None:
    newsroom.publish("/feed.xml", feed((FIRE, "/fire", FRESH), (QUIET, "/quiet", FRESH), (FLOOD, "/flood", FRESH)))
    with searching(newsroom, watch(newsroom, take=Take.ALL, most=1)) as search:
        search.settle()
        search.go_on(hours=2)

        assert len(search.found) == 1
        assert sum(path != "/feed.xml" for path in search.asked) == 1
        assert dict(search.sources["/feed.xml"].tally)[
            f"1 articles of {newsroom.url('/feed.xml')} are under watch already: raise its `most`, or narrow it"
        ]


def test_indexes_that_name_indexes_for_ever_are_followed_three_deep(newsroom: Newsroom) -> None:
    paths = ["/index"]
    for depth in range(6):
        for path in [path for path in paths if path.count("/") == depth + 1]:
            below = [f"{path}/a", f"{path}/b"][: 2 if depth < 2 else 1]
            inside = "".join(f"<sitemap><loc>{newsroom.url(one)}</loc></sitemap>" for one in below)
            newsroom.publish(path, f"<sitemapindex>{inside}</sitemapindex>")
            paths += below
    with searching(newsroom, watch(newsroom, "/index")) as search:
        search.settle()
        search.go_on(minutes=15)

        assert {path.count("/") for path in search.sources} == {1, 2, 3, 4}
        assert len(search.sources) == 1 + 2 + 4 + 4


def test_a_watch_that_is_named_no_more_leaves_its_articles_under_watch(newsroom: Newsroom) -> None:
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(minutes=5)
        later = again(search)
        later.settle()

        assert later.sources == {}
        assert paths(later) == {"/fire"}


def test_a_source_takes_no_more_than_its_share_of_what_a_host_allows(newsroom: Newsroom) -> None:
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(hours=24)

        # 60 an hour, of which all sources of a host take a third; one that brings nothing takes far less.
        assert search.asked.count("/feed.xml") <= 24 * 20
        assert search.asked.count("/feed.xml") >= 24


def test_an_address_that_was_there_before_as_a_page_is_told_as_what_it_is_now(newsroom: Newsroom) -> None:
    with searching(newsroom, watch(newsroom)) as search:
        search.settle()
        search.go_on(minutes=5)
        newsroom.publish("/feed.xml", "<!doctype html><html><body>Moved</body></html>")
        search.go_on(hours=2)
        told = search.sources["/feed.xml"].told
        newsroom.publish("/feed.xml", feed((FIRE, "/fire", FRESH)))
        search.go_on(hours=26)

        assert "a page came" in told
        assert search.sources["/feed.xml"].told == ""
        assert CandidateState.WATCHED in {one.state for one in search.came if hasattr(one, "state")}
