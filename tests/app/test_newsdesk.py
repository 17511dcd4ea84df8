from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from tests.app.conftest import Beside
from tests.app.pages import EDITED, FIRE, SHRUNK, page
from tests.servers.http import Newsroom
from tracker.app.clock import now
from tracker.app.newsdesk import Newsdesk
from tracker.app.wiring import House, furnish
from tracker.errors import AlreadyWatchedError, NotAnArticleError, NotFoundError, TrackerError, UsageError
from tracker.jobs.protocols import Fetcher
from tracker.model import Capture, EventKind, Request
from tracker.view.records import JSON

FAR = "3600"


def add(desk: Newsdesk, url: str, **more: JSON) -> dict[str, Any]:
    arguments: dict[str, JSON] = {"url": url, "kind": "article", "tags": [], "anyway": False, **more}
    answer = desk.perform("add", arguments)
    assert isinstance(answer, dict)
    return answer


def poll(desk: Newsdesk, *articles: JSON) -> list[dict[str, Any]]:
    answer = desk.perform("poll", {"articles": list(articles)})
    assert isinstance(answer, list)
    return [one for one in answer if isinstance(one, dict)]


def test_an_article_is_read_once_and_watched(desk: Newsdesk, house: House, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())

    article = add(desk, newsroom.url("/fire") + "?utm_source=mail#top", tags=["harbour", "fire"])

    assert article["id"] == 1
    assert article["url"] == newsroom.url("/fire")
    assert article["headline"] == "Fire in the harbour of Aldern"
    assert article["marker"] == {
        "kind": "promise",
        "phrase": "This is a breaking news story and will be updated.",
        "where": "last paragraph",
        "strength": "strong",
    }
    assert sorted(article["tags"]) == ["fire", "harbour"]
    assert [version.number for version in house.record.versions(1)] == [1]
    assert len(newsroom.requests) == 1


def test_an_address_that_leads_to_another_host_is_watched_by_the_rules_of_both(
    desk: Newsdesk, house: House, newsroom: Newsroom, second: Newsroom
) -> None:
    newsroom.redirect("/fire", second.url("/fire"), status=301)
    second.publish("/fire", page())

    assert add(desk, newsroom.url("/fire"))["url"] == second.url("/fire")
    assert (len(second.robots_requests), [request.path for request in second.requests]) == (1, ["/fire"])
    assert house.store.host(second.place, now()).robots_status == 404


def test_an_address_that_leads_where_robots_forbid_it_is_not_watched(
    desk: Newsdesk, newsroom: Newsroom, second: Newsroom
) -> None:
    newsroom.redirect("/fire", second.url("/fire"))
    second.publish("/fire", page())
    second.publish("/robots.txt", "User-agent: *\nDisallow: /fire", headers=(("Content-Type", "text/plain"),))

    with pytest.raises(NotAnArticleError, match=r"/fire leads to .*/fire: .*/robots.txt forbids it"):
        add(desk, newsroom.url("/fire"))
    assert second.requests == []


def test_what_is_no_article_is_not_watched_unless_anyway(desk: Newsdesk, house: House, newsroom: Newsroom) -> None:
    with pytest.raises(NotAnArticleError, match="HTTP 404"):
        add(desk, newsroom.url("/nothing"))
    assert house.record.articles() == []

    article = add(desk, newsroom.url("/nothing"), anyway=True)

    assert (article["versions"], article["page_state"]) == (0, "gone")


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/fire", "javascript:alert(1)", "", "http://"])
def test_what_is_no_address_is_refused_without_a_request(desk: Newsdesk, newsroom: Newsroom, url: str) -> None:
    with pytest.raises(UsageError):
        add(desk, url)
    assert newsroom.connections == 0


def test_no_address_is_watched_twice_however_it_is_written(desk: Newsdesk, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))

    with pytest.raises(AlreadyWatchedError, match="tracker poll 1"):
        add(desk, newsroom.url("/fire").upper().replace("/FIRE", "/fire#comments"))
    assert len(newsroom.requests) == 1


def test_pause_resume_and_remove_are_named_by_id_address_or_headline(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))

    paused = desk.perform("pause", {"article": "1"})
    resumed = desk.perform("resume", {"article": newsroom.url("/fire")})
    removed = desk.perform("remove", {"article": "HARBOUR of"})

    assert isinstance(paused, dict)
    assert isinstance(resumed, dict)
    assert isinstance(removed, dict)
    assert (paused["state"], paused["next_look"]) == ("paused", None)
    assert (resumed["state"], resumed["next_look"] is None) == ("breaking", False)
    assert (removed["state"], removed["next_look"]) == ("retired", None)
    assert len(house.record.versions(1)) == 1


def test_a_poll_finds_an_edit_and_says_when_it_comes_back(desk: Newsdesk, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    (same,) = poll(desk, "1")
    newsroom.publish("/fire", page(*EDITED))
    (edited,) = poll(desk, "1")

    assert (same["outcome"], same["version"]) == ("identical bytes", None)
    assert (edited["outcome"], edited["version"]) == ("new version", 2)
    assert (edited["id"], edited["url"]) == (1, newsroom.url("/fire"))
    assert str(edited["next_look"]).endswith("Z")
    assert edited["why"]


def test_a_doubtful_change_is_read_again_before_poll_returns(desk: Newsdesk, house: House, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    newsroom.publish("/fire", page(*FIRE, "Nobody was hurt."))

    (doubted,) = poll(desk, "1")

    assert (doubted["outcome"], doubted["version"]) == ("new version", 2)
    assert "seen in two readings" in doubted["reason"]
    assert len(newsroom.requests) == 3
    assert house.record.versions(1)[1].change.confirmed
    assert house.record.held(1) is None


def test_a_text_that_shrank_and_stays_so_is_a_state_of_the_page_and_ends_when_it_is_whole_again(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    newsroom.publish("/fire", page(*FIRE, *FIRE, *EDITED))
    add(desk, newsroom.url("/fire"))
    newsroom.publish("/fire", SHRUNK)
    (shrunk,) = poll(desk, "1")
    newsroom.publish("/fire", page(*FIRE, *FIRE, *FIRE))
    (whole,) = poll(desk, "1")

    assert (shrunk["outcome"], shrunk["version"]) == ("failed", None)
    assert "the text shrank by" in shrunk["reason"]
    assert (whole["outcome"], whole["version"]) == ("new version", 2)
    states = [(event.state, event.ended is None) for event in house.record.events(1) if event.kind is EventKind.PAGE]
    assert states == [("article", False), ("collapsed", False), ("article", True)]


def test_a_page_that_was_broken_for_one_look_makes_no_version(desk: Newsdesk, house: House, newsroom: Newsroom) -> None:
    whole = page(*FIRE, *FIRE, *EDITED)
    newsroom.publish("/fire", whole)
    add(desk, newsroom.url("/fire"))

    def once(connection: Any, _closing: threading.Event) -> None:
        body = SHRUNK.encode()
        newsroom.publish("/fire", whole)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode() + body)

    newsroom.misbehave("/fire", once)
    (seen,) = poll(desk, "1")

    assert (seen["outcome"], seen["version"]) == ("no change", None)
    assert len(newsroom.requests) == 3
    assert len(house.record.versions(1)) == 1
    assert house.record.held(1) is None


def test_several_hosts_are_asked_side_by_side_and_one_host_in_turn(
    desk: Newsdesk, newsroom: Newsroom, second: Newsroom
) -> None:
    for number in (1, 2):
        newsroom.publish(f"/{number}", page(headline=f"Fire number {number} in the harbour"))
        add(desk, newsroom.url(f"/{number}"))
    second.publish("/fire", page())
    add(desk, second.url("/fire"))
    met = threading.Barrier(2, timeout=30)
    at_once: list[int] = []

    def meeting(connection: Any, _closing: threading.Event) -> None:
        # Whoever comes first waits here for the other host's request: one after another, they would never meet.
        met.wait()
        at_once.append(1)
        connection.sendall(b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    newsroom.misbehave("/1", meeting)
    second.misbehave("/fire", meeting)
    found = poll(desk)

    assert at_once == [1, 1]
    assert [one["id"] for one in found] == [1, 2, 3]
    assert [one["outcome"] for one in found] == ["no article", "identical bytes", "no article"]


def test_one_bad_host_does_not_spoil_the_answers_of_the_others(
    desk: Newsdesk, newsroom: Newsroom, second: Newsroom
) -> None:
    newsroom.publish("/fire", page())
    second.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    add(desk, second.url("/fire"))
    newsroom.publish("/fire", "gone for good", status=410)

    found = poll(desk, "2", "1")

    assert [(one["id"], one["outcome"], one["reason"]) for one in found] == [
        (1, "no article", "HTTP 410"),
        (2, "identical bytes", ""),
    ]


def test_a_host_that_asked_us_to_stay_away_is_told_and_not_asked(
    desk: Newsdesk, house: House, newsroom: Newsroom, second: Newsroom
) -> None:
    newsroom.publish("/fire", page())
    second.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    add(desk, second.url("/fire"))
    newsroom.publish("/fire", "slow down", status=429, headers=(("Retry-After", FAR),))
    poll(desk, "1")
    asked = len(newsroom.requests)

    refused, other = poll(desk)
    with pytest.raises(TrackerError, match="is left alone until"):
        add(desk, newsroom.url("/other"))

    assert refused["outcome"] == "failed"
    assert refused["version"] is None
    assert refused["reason"].startswith(f"{newsroom.place} is left alone until ")
    assert "429" in refused["reason"]
    assert other["outcome"] == "identical bytes"
    assert len(newsroom.requests) == asked
    assert [version.number for version in house.record.versions(1)] == [1]


def test_requests_to_one_host_keep_its_gap_also_when_a_person_asks(
    house: House, newsroom: Newsroom, leaving: threading.Event
) -> None:
    newsroom.publish("/fire", page())
    paced = replace(house.settings, fetch=replace(house.settings.fetch, gap=timedelta(milliseconds=300)))
    furniture = furnish(paced, house.store)
    try:
        desk = Newsdesk(furniture, leaving)
        add(desk, newsroom.url("/fire"))
        ready = house.store.host(newsroom.place, now()).ready_at
        poll(desk, "1")
    finally:
        furniture.close()

    assert house.record.visits(1)[-1].began >= ready


def test_a_host_that_refused_an_add_and_asked_for_time_is_not_asked_again(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    newsroom.publish("/fire", "slow down", status=429, headers=(("Retry-After", FAR),))

    with pytest.raises(NotAnArticleError, match="429"):
        add(desk, newsroom.url("/fire"))
    with pytest.raises(TrackerError, match="is left alone until"):
        add(desk, newsroom.url("/other"))

    blocked_until = house.store.host(newsroom.place, now()).blocked_until
    assert blocked_until is not None
    assert blocked_until - now() > timedelta(minutes=55)
    assert len(newsroom.requests) == 1


@dataclass
class Timed:
    """Notes between which times each request was on its way."""

    fetcher: Fetcher
    spans: list[tuple[datetime, datetime]] = field(default_factory=list)

    def fetch(self, request: Request) -> Capture:
        """Make a request."""
        began = now()
        try:
            return self.fetcher.fetch(request)
        finally:
            self.spans.append((began, now()))


def test_adds_and_polls_of_one_host_side_by_side_keep_its_gap(
    house: House, newsroom: Newsroom, leaving: threading.Event
) -> None:
    gap = timedelta(milliseconds=200)
    paced = furnish(replace(house.settings, fetch=replace(house.settings.fetch, gap=gap)), house.store)
    timed = Timed(paced.world.fetcher)
    desk = Newsdesk(replace(paced, world=replace(paced.world, fetcher=timed)), leaving)
    for number in range(4):
        newsroom.publish(f"/{number}", page(headline=f"Fire number {number} in the harbour"))
    try:
        add(desk, newsroom.url("/0"))
        with ThreadPoolExecutor(6) as pool:
            work = [pool.submit(add, desk, newsroom.url(f"/{number}")) for number in (1, 2, 3)]
            work += [pool.submit(add, desk, newsroom.url("/nothing"))]
            looks = [pool.submit(poll, desk, "1") for _ in range(2)]
        outcomes = [look.result()[0]["outcome"] for look in looks]
        refusals = [one.exception() for one in work]
    finally:
        paced.close()

    spans = sorted(timed.spans)
    assert outcomes == ["identical bytes", "identical bytes"]
    assert [type(refused) for refused in refusals] == [type(None)] * 3 + [NotAnArticleError]
    assert len(spans) == 8  # One of them for the site's robots.txt.
    assert all(after[0] - before[1] >= gap for before, after in pairwise(spans))


def test_a_host_that_someone_else_asks_is_waited_for_by_an_add(
    desk: Newsdesk, house: House, newsroom: Newsroom, beside: Beside
) -> None:
    newsroom.publish("/fire", page())
    claim = house.store.claim_host(newsroom.place, now(), lease=timedelta(minutes=2))
    assert claim is not None
    ended = threading.Event()

    def ask() -> None:
        add(desk, newsroom.url("/fire"))
        ended.set()

    beside(ask)

    assert not ended.wait(0.3)
    assert newsroom.requests == []
    house.store.release_host(claim, None)

    assert ended.wait(30)
    assert len(newsroom.requests) == 1


def test_an_add_that_is_told_to_leave_asks_nobody(desk: Newsdesk, newsroom: Newsroom, leaving: threading.Event) -> None:
    leaving.set()

    with pytest.raises(TrackerError, match="is being asked for something else"):
        add(desk, newsroom.url("/fire"))
    assert newsroom.requests == []


def test_an_article_that_someone_else_looks_at_is_waited_for(
    desk: Newsdesk, house: House, newsroom: Newsroom, beside: Beside
) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    claim = house.store.claim(1, now(), lease=timedelta(minutes=2))
    assert claim is not None
    asked, ended = len(newsroom.requests), threading.Event()

    def ask() -> None:
        poll(desk, "1")
        ended.set()

    beside(ask)

    assert not ended.wait(0.3)
    assert len(newsroom.requests) == asked
    house.store.release(claim)

    assert ended.wait(30)
    assert len(newsroom.requests) == asked + 1


def test_whoever_leaves_waits_for_nobody(
    desk: Newsdesk, house: House, newsroom: Newsroom, leaving: threading.Event
) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    house.store.claim(1, now(), lease=timedelta(minutes=2))
    leaving.set()

    (found,) = poll(desk, "1")

    assert found["outcome"] == "failed"
    assert "article 1 is being looked at by someone else" in found["reason"]


def test_a_poll_of_all_leaves_the_paused_and_the_removed_alone(desk: Newsdesk, newsroom: Newsroom) -> None:
    for number in (1, 2, 3):
        newsroom.publish(f"/{number}", page(headline=f"Fire number {number} in the harbour"))
        add(desk, newsroom.url(f"/{number}"))
    desk.perform("pause", {"article": "1"})
    desk.perform("remove", {"article": "2"})

    assert [one["id"] for one in poll(desk)] == [3]
    assert [one["id"] for one in poll(desk, "1")] == [1]


def test_a_paused_article_that_is_polled_by_name_stays_paused(desk: Newsdesk, house: House, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    desk.perform("pause", {"article": "1"})
    newsroom.publish("/fire", page(*EDITED))

    (found,) = poll(desk, "1")

    assert (found["outcome"], found["version"], found["next_look"]) == ("new version", 2, None)
    assert house.record.article(1).state.value == "paused"


@pytest.mark.parametrize("verb", ["pause", "resume", "poll"])
def test_a_removed_article_is_not_looked_at_again_until_it_is_added(
    desk: Newsdesk, newsroom: Newsroom, verb: str
) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    desk.perform("remove", {"article": "1"})

    with pytest.raises(NotFoundError) as told:
        desk.perform(verb, {"article": "1", "articles": ["1"]})

    url = newsroom.url("/fire")
    assert str(told.value) == f"article 1 is not watched any more; `tracker add {url}` takes it up again"
    assert len(newsroom.requests) == 1
    assert add(desk, url)["state"] == "breaking"


def test_an_article_has_exactly_the_tags_it_was_given_last(desk: Newsdesk, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"), tags=["harbour"])

    tagged = desk.perform("tag", {"article": "1", "tags": ["fire", " north "]})
    cleared = desk.perform("tag", {"article": newsroom.url("/fire"), "tags": []})

    assert isinstance(tagged, dict)
    assert isinstance(cleared, dict)
    assert tagged["tags"] == ["fire", "north"]
    assert cleared["tags"] == []


@pytest.mark.parametrize("bad", ["", "  ", "a,b", "a\x1bb", "a\nb", 3])
def test_what_cannot_be_a_tag_is_refused_before_anything_is_done(
    desk: Newsdesk, house: House, newsroom: Newsroom, bad: JSON
) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"), tags=["harbour"])

    with pytest.raises(UsageError, match="tag"):
        desk.perform("tag", {"article": "1", "tags": ["sound", bad]})
    with pytest.raises(UsageError, match="tag"):
        add(desk, newsroom.url("/other"), tags=[bad])

    (article,) = house.record.articles()
    assert article.tags == ("harbour",)
    assert len(newsroom.requests) == 1


@pytest.mark.parametrize("verb", ["remove", "pause", "resume"])
def test_an_article_that_nobody_knows_is_told(desk: Newsdesk, verb: str) -> None:
    with pytest.raises(NotFoundError, match="'77'"):
        desk.perform(verb, {"article": "77"})


def test_a_poll_that_names_one_unknown_article_asks_nobody(desk: Newsdesk, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))

    with pytest.raises(NotFoundError, match="'77'"):
        poll(desk, "1", "77")
    assert len(newsroom.requests) == 1


def test_an_empty_desk_polls_nothing(desk: Newsdesk) -> None:
    assert poll(desk) == []


@pytest.mark.parametrize("verb", ["", "explode", "_poll", "ADD"])
def test_an_unknown_verb_is_refused_by_name(desk: Newsdesk, verb: str) -> None:
    with pytest.raises(UsageError, match="knows no verb"):
        desk.perform(verb, {})


def test_hello_gives_the_process(desk: Newsdesk) -> None:
    assert desk.perform("hello", {}) == os.getpid()


def test_a_host_that_is_left_alone_for_a_day_is_told_with_the_date_and_what_asks_for_it(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    claim = house.store.claim_host(newsroom.place, now(), lease=timedelta(minutes=2))
    assert claim is not None
    day = timedelta(days=1)
    far = now() + day
    house.store.release_host(claim, replace(claim.host, ready_at=far, crawl_delay=day))

    with pytest.raises(
        TrackerError, match=f"is left alone until {far:%Y-%m-%d %H:%M} UTC: its robots.txt asks for 1 d"
    ):
        add(desk, newsroom.url("/fire"))
