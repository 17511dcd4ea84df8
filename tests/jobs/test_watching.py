from __future__ import annotations

from datetime import timedelta

import pytest

from tests.jobs.world import NO_ANSWER, NOON, NOTICE, URL, scene
from tests.watching import put_under_watch
from tracker.errors import AlreadyWatchedError, NotAnArticleError, UsageError
from tracker.jobs.watching import watch
from tracker.model import Outcome, PageState, Redirect, WatchKind


def test_an_article_is_recorded_with_its_first_version_and_its_marker() -> None:
    here = scene()

    article = put_under_watch(URL, here.world, tags=("fire",))

    assert article.headline == "Fire in the harbour of Aldern"
    assert article.marker == NOTICE
    assert article.versions == 1
    assert article.next_look is not None
    assert here.log.reports[-1].visit.outcome is Outcome.FIRST


def test_an_address_is_kept_in_its_canonical_form() -> None:
    here = scene()

    article = put_under_watch(
        "HTTPS://News.Example.org:443/fire?utm_source=x#top",
        here.world,
        kind=WatchKind.ARTICLE,
        tags=(),
        reluctant=True,
    )

    assert article.url == URL


@pytest.mark.parametrize(
    ("state", "reason", "cure"),
    [
        (PageState.LISTING, "it is a section page", "[[watch]]"),
        (PageState.NOT_HTML, "it is an RSS feed, not a page", "[[watch]]"),
        (PageState.NOT_HTML, "it is a PDF, not a page", "only HTML pages can be watched"),
        (PageState.CONSENT, "the page asks for consent before it shows the article", "--anyway"),
    ],
)
def test_a_page_without_an_article_is_refused_with_its_cure(state: PageState, reason: str, cure: str) -> None:
    here = scene()
    here.site.wall = (state, reason)

    with pytest.raises(NotAnArticleError) as refused:
        put_under_watch(URL, here.world)

    assert str(refused.value).startswith(f"{URL}: {reason}; ")
    assert cure in str(refused.value)
    assert here.log.openings == []


def test_an_address_that_does_not_answer_is_refused_and_nothing_is_written() -> None:
    here = scene()
    here.site.failure = NO_ANSWER

    with pytest.raises(NotAnArticleError, match="no connection to news"):
        put_under_watch(URL, here.world)

    assert here.log.openings == []


def test_an_address_that_does_not_answer_is_kept_with_anyway() -> None:
    here = scene()
    here.site.failure = NO_ANSWER

    article = put_under_watch(URL, here.world, reluctant=False)

    assert article.versions == 0
    assert here.log.reports[-1].visit.outcome is Outcome.FAILED
    assert here.log.reports[-1].plan.at is not None


def test_an_address_is_watched_once() -> None:
    here = scene()
    put_under_watch(URL, here.world)
    here.clock.forward(minutes=10)

    with pytest.raises(AlreadyWatchedError):
        put_under_watch(URL + "#again", here.world)


def test_what_is_no_address_is_told_before_anything_is_asked() -> None:
    here = scene()

    with pytest.raises(UsageError):
        put_under_watch("javascript:alert(1)", here.world)

    assert here.site.asked == []


def test_an_address_that_has_moved_for_good_is_watched_where_it_leads() -> None:
    here = scene()
    moved = "https://news.example.org/fire-in-aldern"
    here.site.redirects = (Redirect(url=URL, status=301, location=moved),)
    here.site.url = moved

    article = put_under_watch(URL, here.world)

    assert article.url == moved


def test_an_address_that_has_moved_for_now_is_watched_as_it_was_given() -> None:
    here = scene()
    here.site.redirects = (Redirect(url=URL, status=302, location="https://news.example.org/today"),)
    here.site.url = "https://news.example.org/today"

    article = put_under_watch(URL, here.world)

    assert article.url == URL


def test_a_refused_address_leaves_its_host_as_the_look_found_it() -> None:
    here = scene()
    here.site.status, here.site.headers = 429, (("Retry-After", "3600"),)

    with pytest.raises(NotAnArticleError, match="429"):
        put_under_watch(URL, here.world)

    left = here.log.hosts["news.example.org"]
    assert left.blocked_until == NOON + timedelta(hours=1)
    assert left.refusals == 1
    assert len(here.log.released) == 1


def test_an_address_that_was_watched_all_along_leaves_its_host_as_the_look_found_it() -> None:
    here = scene()
    put_under_watch(URL, here.world)
    here.clock.forward(minutes=10)

    with pytest.raises(AlreadyWatchedError):
        put_under_watch(URL, here.world)

    assert here.log.hosts["news.example.org"].ready_at > here.clock()


def test_a_host_that_was_not_asked_is_given_back_as_it_was() -> None:
    here = scene()
    host = here.log.claim_host("news.example.org", NOON, lease=timedelta(minutes=2))
    assert host is not None

    with pytest.raises(UsageError):
        watch("javascript:alert(1)", here.world, kind=WatchKind.ARTICLE, tags=(), reluctant=True, host=host)

    assert here.log.released == [host]
    assert here.log.hosts == {}


def test_the_report_is_made_under_the_claim_of_the_host_that_was_asked() -> None:
    here = scene()
    moved = "https://other.example.org/fire"
    here.site.redirects = (Redirect(url=URL, status=301, location=moved),)
    here.site.url = moved

    article = put_under_watch(URL, here.world)

    report = here.log.openings[0].report
    assert article.host == "other.example.org"
    assert (report.token, report.host.name) == ("h", "news.example.org")
    assert report.host.ready_at > NOON


def test_a_page_of_links_is_refused_without_naming_the_option_it_was_given() -> None:
    here = scene()
    here.site.wall = (PageState.LISTING, "the page holds links and labels, but no text of its own")
    with pytest.raises(NotAnArticleError) as refusal:
        put_under_watch(URL, here.world, kind=WatchKind.PAGE)
    assert "--page" not in str(refusal.value)
    assert "--anyway" in str(refusal.value)
