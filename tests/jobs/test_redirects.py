"""To be led to another host is a request there: by its rules, in its turn, at its pace."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from tests.jobs.world import URL, Scene, scene
from tracker.errors import HostBusyError
from tracker.jobs.budget import Budget
from tracker.jobs.poll import Polled, poll
from tracker.jobs.redirects import answer_of
from tracker.jobs.rulebook import Rulebook
from tracker.jobs.watching import watch
from tracker.model import Capture, FetchSettings, Outcome, PageState, Redirect, Request, WatchKind

THERE = "https://www.other.example/fire"
RULES = "https://www.other.example/robots.txt"
OPEN = b"User-agent: *\nDisallow: /private\n"
SHUT = b"User-agent: *\nDisallow: /fire\n"


@dataclass
class Leading:
    """A site whose article leads to another host, with that host's robots.txt."""

    here: Scene
    rules: bytes = OPEN
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    to: str = THERE
    asked: list[str] = field(default_factory=list)

    def fetch(self, request: Request) -> Capture:
        self.asked.append(request.url)
        capture = replace(self.here.site.fetch(request), status=200, headers=(("Content-Type", "text/html"),))
        if request.url == RULES:
            return replace(capture, body=self.rules)
        assert request.at_redirect is not None
        request.at_redirect(self.to)
        self.asked.append(self.to)
        hop = Redirect(url=request.url, status=302, location=self.to)
        return replace(capture, url=self.to, redirects=(hop,), status=self.status, headers=self.headers, body=b"<html>")


def led(*, rules: bytes = OPEN, known: bool = True, to: str = THERE) -> tuple[Scene, Leading]:
    """Watch an article whose address begins to lead to another host, of which the rules are known or not."""
    here = scene()
    host = here.log.claim_host("news.example.org", here.clock(), lease=timedelta(minutes=2))
    assert host is not None
    watch(URL, here.world, kind=WatchKind.ARTICLE, tags=(), reluctant=True, host=host)
    here.clock.forward(hours=1)
    now = here.clock()
    leading = Leading(here, rules, to=to)
    here.world = replace(here.world, fetcher=leading, rulebook=Rulebook(here.log.robots), budget=Budget(600))
    at_home = replace(here.log.host("news.example.org", now), robots_status=404, robots_until=now + timedelta(days=1))
    here.log.hosts["news.example.org"] = at_home
    here.log.claimed = replace(here.log.now(), host=at_home)
    if known:
        here.log.keep_robots("www.other.example", rules, now)
        there = here.log.host("www.other.example", now)
        here.log.hosts[there.name] = replace(there, robots_status=200, robots_until=now + timedelta(days=1))
    return here, leading


def looked(here: Scene) -> Polled:
    return poll(here.log.now(), here.world)


def test_a_host_that_is_led_to_spends_its_turn_and_is_left_alone_for_its_gap() -> None:
    here, leading = led()
    assert looked(here).visit.outcome in (Outcome.SAME, Outcome.CHANGED, Outcome.HELD)
    there = here.log.hosts["www.other.example"]
    assert there.ready_at == here.clock() + FetchSettings().gap
    assert leading.asked == [URL, THERE]


def test_each_hop_counts_against_the_bound_of_all_requests() -> None:
    here, _ = led()
    before = here.world.budget.room(here.clock())
    looked(here)
    assert (before, here.world.budget.room(here.clock())) == (50, 49)


def test_what_the_other_host_forbids_is_not_asked_and_told_by_name() -> None:
    here, leading = led(rules=SHUT)
    polled = looked(here)
    assert polled.visit.state is PageState.BLOCKED
    assert polled.visit.reason.startswith(f"{URL} leads to {THERE}: {RULES} forbids it; ")
    assert leading.asked == [URL]
    # It was not asked: its turn is not spent.
    assert here.log.hosts["www.other.example"].ready_at <= here.clock()


def test_a_path_of_its_own_host_that_is_forbidden_is_not_followed_to() -> None:
    here, leading = led(to="https://news.example.org/private/fire")
    here.log.keep_robots("news.example.org", OPEN, here.clock())
    home = replace(here.log.hosts["news.example.org"], robots_status=200)
    here.log.claimed = replace(here.log.now(), host=home)
    polled = looked(here)
    assert polled.visit.state is PageState.BLOCKED
    assert "https://news.example.org/robots.txt forbids it" in polled.visit.reason
    assert leading.asked == [URL]


def test_a_host_whose_rules_are_not_known_is_asked_for_them_first_and_for_the_page_at_its_next_turn() -> None:
    here, leading = led(known=False)
    polled = looked(here)
    assert polled.visit.state is PageState.UNREACHABLE
    assert polled.visit.reason == (
        f"{URL} leads to {THERE}: {RULES} was asked first, and the page at its turn after that"
    )
    assert leading.asked == [URL, RULES]
    here.clock.forward(minutes=1)
    assert looked(here).visit.state is PageState.ARTICLE
    assert leading.asked == [URL, RULES, URL, THERE]


def test_a_host_whose_gap_is_not_over_is_not_asked() -> None:
    here, leading = led()
    there = here.log.hosts["www.other.example"]
    here.log.hosts[there.name] = replace(there, ready_at=here.clock() + timedelta(seconds=7))
    polled = looked(here)
    assert polled.visit.state is PageState.UNREACHABLE
    assert f"{URL} leads to {THERE}, and www.other.example may be asked again at " in polled.visit.reason
    assert leading.asked == [URL]


def test_a_host_that_asked_to_be_left_alone_is_left_alone() -> None:
    here, leading = led()
    there = here.log.hosts["www.other.example"]
    until = here.clock() + timedelta(hours=2)
    here.log.hosts[there.name] = replace(there, blocked_until=until, blocked_why="HTTP 429: wait 2 h")
    polled = looked(here)
    assert "www.other.example is left alone until " in polled.visit.reason
    assert "(HTTP 429: wait 2 h)" in polled.visit.reason
    assert leading.asked == [URL]


def test_what_the_other_host_asks_for_holds_for_it_and_not_for_the_one_that_led_there() -> None:
    here, leading = led()
    leading.status, leading.headers = 429, (("Retry-After", "3600"),)
    looked(here)
    there, home = here.log.hosts["www.other.example"], here.log.now().host
    assert there.blocked_until == here.clock() + timedelta(hours=1)
    assert home.blocked_until is None
    assert home.ready_at == here.clock() + FetchSettings().gap


def test_who_adds_an_address_is_told_which_host_to_wait_for() -> None:
    here, _ = led(known=False)
    host = here.log.claim_host("news.example.org", here.clock(), lease=timedelta(minutes=2))
    assert host is not None
    with pytest.raises(HostBusyError, match=r"robots\.txt was asked first") as caught:
        watch(URL, here.world, kind=WatchKind.ARTICLE, tags=(), reluctant=True, host=host)
    assert caught.value.host == "www.other.example"
    # The host that led there was asked.
    assert here.log.hosts["news.example.org"].ready_at > here.clock()


def test_an_answer_of_a_hosts_own_is_taken_as_it_is() -> None:
    here, leading = led()
    own = here.site.fetch(Request(url=URL))
    assert answer_of(here.log.now().host, own) is own
    assert answer_of(here.log.now().host, None) is None
    elsewhere = leading.fetch(Request(url=URL, at_redirect=lambda _: None))
    found = answer_of(here.log.now().host, elsewhere)
    assert found is not None
    assert (found.status, found.header("Retry-After")) == (302, None)
