from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.jobs.world import FIRE, NO_ANSWER, URL, Scene, scene, story
from tracker.errors import RedirectsError
from tracker.jobs.poll import Polled, poll
from tracker.jobs.robots import host_cleared, robots_first
from tracker.jobs.rulebook import Rulebook
from tracker.jobs.watching import watch
from tracker.model import Capture, Outcome, PageState, Request, SiteSettings, WatchKind

ROBOTS = "https://news.example.org/robots.txt"


class Doorman:
    """Answers for robots.txt, and passes all else on to the site."""

    def __init__(self, set_up: Scene, body: bytes = b"", status: int = 200) -> None:
        self.site, self.body, self.status = set_up.site, body, status
        self.asked: list[str] = []

    def fetch(self, request: Request) -> Capture:
        self.asked.append(request.url)
        capture = self.site.fetch(request)
        if request.url != ROBOTS:
            return capture
        return replace(capture, status=self.status, body=self.body, headers=(), url=ROBOTS)


def guarded(body: bytes = b"", status: int = 200) -> tuple[Scene, Doorman]:
    """Set a scene in which one article is watched and the site's rules hold from now on."""
    set_up = scene()
    world = set_up.world
    host = world.watches.claim_host("news.example.org", set_up.clock(), lease=timedelta(minutes=2))
    assert host is not None
    watch(URL, world, kind=WatchKind.ARTICLE, tags=(), reluctant=True, host=host)
    set_up.clock.forward(hours=1)
    doorman = Doorman(set_up, body, status)
    set_up.world = replace(world, fetcher=doorman, rulebook=Rulebook(set_up.log.robots))
    return set_up, doorman


def visited(set_up: Scene) -> Polled | None:
    """Look at the article as the daemon does; None where the turn went to robots.txt."""
    claim = robots_first(set_up.log.now(), set_up.world)
    if claim is None:
        host = set_up.log.hosts["news.example.org"]
        set_up.log.claimed = replace(set_up.log.now(), host=host)
        set_up.clock.forward(seconds=10)
        return None
    return poll(claim, set_up.world)


def test_the_first_turn_of_a_host_goes_to_its_robots_file_and_the_article_stays_due() -> None:
    set_up, doorman = guarded(b"User-agent: *\nCrawl-delay: 30\n")
    assert visited(set_up) is None
    host = set_up.log.hosts["news.example.org"]
    assert (host.robots_status, host.crawl_delay) == (200, timedelta(seconds=30))
    # It holds between the rules and the page already.
    assert host.ready_at - set_up.clock() == timedelta(seconds=20)
    set_up.site.headers = ()
    set_up.site.show(story(FIRE[0], FIRE[1].replace("Twelve", "Fourteen"), FIRE[2]))
    found = visited(set_up)
    assert found is not None
    assert found.visit.outcome is Outcome.CHANGED
    assert doorman.asked == [ROBOTS, URL]
    assert set_up.log.now().host.ready_at - set_up.clock() == timedelta(seconds=30)


def test_what_is_forbidden_is_not_asked_and_told_as_blocked_with_the_setting_that_would_allow_it() -> None:
    set_up, doorman = guarded(b"User-agent: *\nDisallow: /fire\n")
    waits = []
    for _ in range(3):
        found = visited(set_up)
        assert found is not None
        assert found.visit.state is PageState.BLOCKED
        assert found.visit.reason == (
            f'{ROBOTS} forbids it; with its owner\'s leave set ignore_robots = true under [site."news.example.org"]'
        )
        assert found.plan.at is not None
        waits.append(found.plan.at - set_up.clock())
        set_up.clock.forward(hours=1)
    assert doorman.asked == [ROBOTS]
    assert waits == [timedelta(hours=1), timedelta(hours=23), timedelta(hours=22)]


def test_a_site_without_an_answer_is_told_by_what_went_wrong() -> None:
    set_up, _doorman = guarded()
    set_up.site.failure = NO_ANSWER
    found = visited(set_up)
    assert found is not None
    assert found.visit.state is PageState.UNREACHABLE
    assert found.visit.reason == str(NO_ANSWER)


def test_a_person_may_take_a_site_at_its_owners_word() -> None:
    set_up, doorman = guarded(b"User-agent: *\nDisallow: /\n")
    sites = (SiteSettings(host="news.example.org", ignore_robots=True),)
    set_up.world = replace(set_up.world, settings=replace(set_up.world.settings, sites=sites))
    found = visited(set_up)
    assert found is not None
    assert found.visit.state is PageState.UNMODIFIED
    assert doorman.asked == [URL]


def test_a_day_later_the_rules_are_asked_for_again() -> None:
    set_up, doorman = guarded()
    assert visited(set_up) is None
    assert visited(set_up) is not None
    set_up.clock.forward(hours=25)
    assert visited(set_up) is None
    assert doorman.asked == [ROBOTS, URL, ROBOTS]


def test_whoever_asks_a_host_for_something_else_asks_for_its_rules_first() -> None:
    set_up, doorman = guarded(b"User-agent: *\nDisallow: /closed\n")
    watches, lease = set_up.world.watches, timedelta(minutes=2)
    claim = watches.claim_host("news.example.org", set_up.clock(), lease=lease)
    assert claim is not None
    assert host_cleared("https://news.example.org/feed.xml", claim, set_up.world) is None
    set_up.clock.forward(seconds=10)
    again = watches.claim_host("news.example.org", set_up.clock(), lease=lease)
    assert again is not None
    assert host_cleared("https://news.example.org/feed.xml", again, set_up.world) == again
    assert doorman.asked == [ROBOTS]


def test_a_site_whose_robots_file_leads_in_a_circle_is_read_all_the_same() -> None:
    set_up, _ = guarded()
    set_up.world = replace(set_up.world, fetcher=set_up.site)
    set_up.site.failure = RedirectsError("https://news.example.org/robots.txt redirects in a circle")
    assert visited(set_up) is None
    set_up.site.failure = None
    found = visited(set_up)
    assert found is not None
    assert found.visit.state is PageState.UNMODIFIED
