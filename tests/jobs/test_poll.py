from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from tests.jobs.world import FIRE, NO_ANSWER, NOON, URL, Scene, noticed, scene, story
from tests.watching import put_under_watch
from tracker.errors import StoreUnwritableError
from tracker.jobs.poll import Polled, poll
from tracker.model import (
    ArticleState,
    Capture,
    ChangeKind,
    FetchSettings,
    MailSettings,
    Outcome,
    PageState,
    Recipient,
    Redirect,
    Request,
    Settings,
    Transport,
    Validators,
)

MORE_INJURED = FIRE[1].replace("Twelve", "Forty-five")
SHORT_LINE = "Read more: the port"


def watched(settings: Settings | None = None) -> Scene:
    """A scene in which the fire has been under watch for ten minutes."""
    here = scene(settings)
    put_under_watch(URL, here.world, tags=("harbour",))
    here.clock.forward(minutes=10)
    return here


def look(here: Scene) -> Polled:
    return poll(here.log.now(), here.world)


def test_an_edited_paragraph_becomes_a_version() -> None:
    here = watched()
    here.site.show(story(FIRE[0], MORE_INJURED, FIRE[2]))
    here.site.headers = (("ETag", '"2"'),)

    polled = look(here)

    assert polled.visit.outcome is Outcome.CHANGED
    assert polled.version is not None
    assert polled.version.number == 2
    assert polled.visit.version == 2


def test_a_304_is_trusted_and_nothing_is_read() -> None:
    here = watched()

    polled = look(here)

    assert here.site.asked[-1].validators == Validators(etag='"1"')
    assert polled.visit.outcome is Outcome.UNMODIFIED
    assert here.log.reports[-1].seen


def test_identical_bytes_are_not_read_again() -> None:
    here = watched()
    here.site.headers = ()
    here.site.show(here.site.shown)
    look(here)
    here.site.wall = (PageState.CONSENT, "would be seen if the page were read")

    polled = look(here)

    assert polled.visit.outcome is Outcome.IDENTICAL


def test_other_bytes_with_the_same_text_are_no_version() -> None:
    here = watched()
    here.site.headers = ()
    here.site.show(story())

    polled = look(here)

    assert polled.visit.outcome is Outcome.SAME
    assert polled.version is None


def test_a_doubtful_line_is_held_and_read_again_in_full_after_the_pause() -> None:
    here = watched()
    here.site.show(story(*FIRE, SHORT_LINE))
    here.site.headers = (("ETag", '"2"'),)

    first = look(here)
    here.clock.forward(seconds=45)
    second = look(here)

    assert first.visit.outcome is Outcome.HELD
    assert first.plan.at == NOON + timedelta(minutes=10, seconds=45)
    assert here.site.asked[-1].validators is None
    assert second.visit.outcome is Outcome.CHANGED
    assert here.log.reports[-1].change is not None
    assert here.log.reports[-1].change.confirmed


def test_a_doubtful_line_that_goes_again_leaves_no_trace() -> None:
    here = watched()
    here.site.headers = ()
    here.site.show(story(*FIRE, SHORT_LINE))
    look(here)
    here.clock.forward(seconds=45)
    here.site.show(story())

    polled = look(here)

    assert polled.visit.outcome is Outcome.SAME
    assert here.log.now().held is None
    assert len(here.log.stories) == 1


def test_text_that_differs_at_every_look_is_not_looked_at_for_ever() -> None:
    here = watched()
    here.site.headers = ()
    looks = []
    for number in range(4):
        here.site.show(story(*FIRE, f"Today's offer no. {number}{number}"))
        looks.append(look(here))
        here.clock.forward(seconds=45)

    pauses = [polled.plan.at - polled.visit.ended for polled in looks if polled.plan.at]
    assert [polled.visit.outcome for polled in looks] == [Outcome.HELD] * 4
    assert pauses[0] == timedelta(seconds=45)
    assert all(pause > timedelta(minutes=1) for pause in pauses[1:])


def test_validators_of_a_held_reading_are_not_kept() -> None:
    here = watched()
    here.site.show(story(*FIRE, SHORT_LINE))
    here.site.headers = (("ETag", '"2"'),)

    look(here)

    assert here.log.now().validators == Validators(etag='"1"')


def test_a_wall_is_a_state_and_never_a_version() -> None:
    here = watched()
    here.site.headers, here.site.body = (("ETag", '"wall"'),), b"<html>do you agree?"
    here.site.wall = (PageState.CONSENT, "the page asks for consent before it shows the article")

    polled = look(here)

    assert polled.visit.outcome is Outcome.STATE
    assert polled.visit.state is PageState.CONSENT
    assert polled.version is None
    assert here.log.now().validators == Validators(etag='"1"')
    assert not here.log.reports[-1].seen


def test_no_answer_is_a_failure_that_is_tried_again_within_minutes() -> None:
    here = watched()
    here.site.failure = NO_ANSWER

    polled = look(here)

    assert polled.visit.outcome is Outcome.FAILED
    assert polled.visit.reason == "no connection to news.example.org:443: is the site up?"
    assert polled.plan.at is not None
    assert polled.plan.at - here.clock() <= timedelta(minutes=2)


def test_a_page_that_stays_404_is_gone_after_two_hours_and_asked_for_no_more() -> None:
    here = watched()
    here.site.status = 404
    for _ in range(5):
        polled = look(here)
        here.clock.forward(hours=1)
        if polled.plan.at is None:
            break

    assert polled.plan.state is ArticleState.GONE
    assert polled.plan.at is None
    assert len(here.log.stories) == 1


def test_a_permanent_redirect_is_followed_for_good() -> None:
    here = watched()
    moved = "https://news.example.org/fire-in-aldern"
    here.site.redirects = (Redirect(url=URL, status=301, location=moved),)
    here.site.url, here.site.headers = moved, ()
    here.site.show(story())

    look(here)

    assert here.log.reports[-1].moved_to == moved


def test_a_paused_article_that_is_looked_at_by_hand_stays_paused() -> None:
    here = watched()
    paused = replace(here.log.now().article, state=ArticleState.PAUSED, why="paused by you")
    here.log.claimed = replace(here.log.now(), article=paused)

    polled = look(here)

    assert polled.plan.at is None
    assert polled.plan.state is ArticleState.PAUSED
    assert polled.plan.why == "paused by you"


def test_a_change_is_owed_to_each_recipient_whose_rule_it_matches() -> None:
    settings = Settings(
        data=scene().world.settings.data,
        fetch=FetchSettings(),
        mail=MailSettings(transport=Transport.SMTP),
        recipients=(
            Recipient(address="desk@example.org"),
            Recipient(address="harbour@example.org", tags=("harbour",)),
            Recipient(address="sports@example.org", tags=("sports",)),
            Recipient(address="local@example.org", sites=("example.org",)),
            Recipient(address="other@example.org", sites=("example.com",)),
        ),
    )
    here = watched(settings)
    here.site.show(story(FIRE[0], MORE_INJURED, FIRE[2]))
    here.site.headers = ()

    look(here)

    owed = [owed.recipient for owed in here.log.reports[-1].owed]
    assert owed == ["desk@example.org", "harbour@example.org", "local@example.org"]


def test_the_first_version_of_a_page_that_was_kept_waiting_is_owed_to_nobody() -> None:
    here = scene()
    here.site.wall = (PageState.CONSENT, "the page asks for consent before it shows the article")
    put_under_watch(URL, here.world, reluctant=False)
    here.site.wall = None

    polled = look(here)

    assert polled.visit.outcome is Outcome.FIRST
    assert here.log.reports[-1].owed == ()


def test_a_notice_that_goes_is_a_change() -> None:
    here = watched()
    here.site.headers = ()
    here.site.show(noticed())
    come = look(here)
    here.clock.forward(minutes=2)
    here.site.show(story(marker=None))
    gone = look(here)

    assert (come.visit.outcome, gone.visit.outcome) == (Outcome.CHANGED, Outcome.CHANGED)
    assert here.log.reports[-1].change is not None
    assert here.log.reports[-1].change.kinds == {ChangeKind.TEXT, ChangeKind.MARKER}


def test_a_look_that_comes_too_late_claims_no_version() -> None:
    here = watched()
    here.site.show(story(FIRE[0], MORE_INJURED, FIRE[2]))
    here.site.headers = ()
    late = here.log.now()
    look(here)
    here.log.stale = True

    polled = poll(late, here.world)

    assert polled.version is None
    assert polled.visit.outcome is Outcome.SAME


def test_a_look_that_cannot_be_written_down_gives_its_host_back_with_the_gap_kept() -> None:
    here = watched()
    here.log.full = True
    before = len(here.log.released)

    with pytest.raises(StoreUnwritableError):
        look(here)

    assert len(here.log.released) == before + 1
    assert here.log.hosts["news.example.org"].ready_at == here.clock() + timedelta(seconds=10)


def test_a_host_that_hung_for_half_a_minute_does_not_keep_a_hand_at_once_again() -> None:
    here = watched()

    def hang(request: Request) -> Capture:
        here.clock.forward(seconds=30)
        raise NO_ANSWER

    here.world = replace(here.world, fetcher=Hanging(hang))
    look(here)
    assert here.log.reports[-1].host.ready_at == here.clock() + timedelta(seconds=30)


@dataclass
class Hanging:
    """A fetcher that is a function."""

    fetch: Callable[[Request], Capture]
