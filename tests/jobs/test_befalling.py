"""What befalls an article is told once each time: through days of looks, with all that only seems to be news."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.jobs.test_poll import MORE_INJURED, look, watched
from tests.jobs.world import FIRE, NO_ANSWER, NOTICE, PLACE, URL, Scene, noticed, scene, story
from tests.watching import put_under_watch
from tracker.jobs.befalling import FAILS_BY_TURNS
from tracker.model import (
    AlertKind,
    ArchiveSettings,
    ArticleState,
    Channel,
    Chat,
    Elsewhere,
    NewsKind,
    Outcome,
    PageState,
    Recipient,
    Redirect,
    Settings,
    WatchKind,
)

DESK = Settings(data=PLACE, recipients=(Recipient(address="desk@example.org"),))
MOVED = "https://news.example.org/fire-in-aldern"
WALL = (PageState.PAYWALL, "only the beginning is visible")


def fresh(settings: Settings = DESK) -> Scene:
    """The fire under watch for ten minutes, on a server that vouches for nothing."""
    here = watched(settings)
    here.site.headers = ()
    here.site.show(here.site.shown)
    look(here)
    return here


def told(here: Scene) -> list[AlertKind]:
    """Give what was owed, once an occasion, as the record writes it."""
    occasions = {
        (owed.occasion or f"{owed.kind}.{number}", owed.recipient): owed.kind
        for number, report in enumerate(here.log.reports)
        for owed in report.owed
    }
    return list(occasions.values())


def looks(here: Scene, count: int, *, minutes: float) -> None:
    """Look so many times with a pause before each."""
    for _ in range(count):
        here.clock.forward(minutes=minutes)
        look(here)


def gone(here: Scene) -> None:
    here.site.status = 404


def refused(here: Scene) -> None:
    here.site.status = 403


def walled(here: Scene) -> None:
    here.site.wall = WALL
    here.site.show(here.site.shown)


def broken(here: Scene) -> None:
    here.site.status = 503


def silent(here: Scene) -> None:
    here.site.failure = NO_ANSWER


def well(here: Scene) -> None:
    here.site.status, here.site.failure, here.site.wall = 200, None, None


AWAY: list[tuple[Callable[[Scene], None], AlertKind]] = [
    (gone, AlertKind.GONE),
    (refused, AlertKind.BLOCKED),
    (walled, AlertKind.BLOCKED),
    (broken, AlertKind.BLOCKED),
    (silent, AlertKind.BLOCKED),
]


@pytest.mark.parametrize(("leaves", "kind"), AWAY)
def test_an_article_that_is_away_for_days_is_told_once_and_its_return_once(
    leaves: Callable[[Scene], None], kind: AlertKind
) -> None:
    here = fresh()
    leaves(here)
    looks(here, 72, minutes=61)
    assert told(here) == [kind]

    well(here)
    looks(here, 30, minutes=20)

    assert told(here) == [kind, AlertKind.BACK]


def test_the_same_happening_again_after_a_week_is_told_again() -> None:
    here = fresh()
    for _ in range(2):
        refused(here)
        looks(here, 4, minutes=61)
        well(here)
        looks(here, 15, minutes=12 * 60)

    assert told(here) == [AlertKind.BLOCKED, AlertKind.BACK] * 2


@pytest.mark.parametrize(("leaves", "kind"), AWAY)
def test_a_page_that_is_away_for_hours_by_turns_is_told_once(leaves: Callable[[Scene], None], kind: AlertKind) -> None:
    here = fresh()
    leaves(here)
    looks(here, 8, minutes=61)
    well(here)
    looks(here, 3, minutes=20)
    for _ in range(6):
        leaves(here)
        looks(here, 5, minutes=61)
        well(here)
        looks(here, 3, minutes=20)

    assert told(here) == [kind, AlertKind.BACK]


def test_what_came_and_went_by_turns_and_stays_away_is_told_once_it_lasts() -> None:
    here = fresh()
    for _ in range(3):
        refused(here)
        looks(here, 4, minutes=61)
        well(here)
        looks(here, 3, minutes=20)
    refused(here)
    looks(here, 22, minutes=61)
    assert told(here) == [AlertKind.BLOCKED, AlertKind.BACK]
    looks(here, 4, minutes=61)
    assert told(here) == [AlertKind.BLOCKED, AlertKind.BACK, AlertKind.BLOCKED]


def test_the_words_say_what_the_page_answers_and_since_when() -> None:
    here = fresh()
    gone(here)
    looks(here, 3, minutes=61)
    well(here)
    looks(here, 1, minutes=61)

    details = list(dict.fromkeys(owed.detail for report in here.log.reports for owed in report.owed))
    assert details == ["HTTP 404", "not seen since 2026-03-01 12:10 UTC: HTTP 404"]


@pytest.mark.parametrize("leaves", [leaves for leaves, _ in AWAY])
def test_one_look_that_fails_is_no_news_nor_is_the_next_that_is_well(leaves: Callable[[Scene], None]) -> None:
    here = fresh()
    for _ in range(40):
        leaves(here)
        looks(here, 1, minutes=30)
        well(here)
        looks(here, 1, minutes=30)

    assert told(here) == []


def test_a_page_that_fails_in_another_way_each_time_is_told_after_many_looks() -> None:
    here = fresh()
    for turn in range(2 * FAILS_BY_TURNS):
        well(here)
        (refused, broken)[turn % 2](here)
        looks(here, 1, minutes=30)
        assert len(told(here)) == int(turn >= FAILS_BY_TURNS)

    assert told(here) == [AlertKind.BLOCKED]


def test_one_404_among_many_failures_does_not_make_a_page_gone() -> None:
    here = fresh()
    silent(here)
    here.log.others = Elsewhere.NOT_READ
    looks(here, 20, minutes=61)
    well(here)
    gone(here)
    looks(here, 1, minutes=61)

    assert told(here) == []


@pytest.mark.parametrize("leaves", [refused, walled, broken, silent])
def test_what_befalls_every_article_alike_is_no_news_of_one_and_neither_is_its_end(
    leaves: Callable[[Scene], None],
) -> None:
    here = fresh()
    here.log.others = Elsewhere.NOT_READ
    leaves(here)
    looks(here, 30, minutes=61)
    here.log.others = Elsewhere.READ
    well(here)
    looks(here, 3, minutes=20)

    assert told(here) == []


def test_the_only_article_that_is_refused_is_told_but_not_one_that_does_not_answer() -> None:
    kinds = []
    for leaves in (refused, silent):
        here = fresh()
        here.log.others = Elsewhere.UNKNOWN
        leaves(here)
        looks(here, 20, minutes=61)
        kinds.append(told(here))

    assert kinds == [[AlertKind.BLOCKED], []]


def test_others_must_have_answered_in_the_first_half_of_a_silence() -> None:
    here = fresh()
    silent(here)
    looks(here, 8, minutes=60)

    since, until = here.log.asked_elsewhere[-1]
    assert (here.clock() - since, here.clock() - until) == (timedelta(hours=7), timedelta(hours=3.5))


def test_a_page_without_a_version_yet_cannot_go() -> None:
    here = scene(DESK)
    here.site.wall = WALL
    put_under_watch(URL, here.world, reluctant=False)
    looks(here, 5, minutes=61)

    assert told(here) == []


def redirected(here: Scene, target: str) -> None:
    """From now on the address leads to another for good."""
    here.site.redirects = (Redirect(url=here.log.now().article.url, status=301, location=target),)
    here.site.url = target


def arrived(here: Scene) -> None:
    """The address that is asked now leads nowhere else."""
    here.site.redirects = ()


def test_a_move_is_told_once_it_has_lasted() -> None:
    here = fresh()
    redirected(here, MOVED)
    looks(here, 1, minutes=10)
    arrived(here)
    looks(here, 2, minutes=10)
    assert told(here) == []

    looks(here, 40, minutes=10)

    assert told(here) == [AlertKind.MOVED]
    assert here.log.reports[-40].owed[0].detail == f"to {MOVED}, from {URL}"


def test_a_redirect_there_and_back_is_no_news() -> None:
    here = fresh()
    for target in (MOVED, URL, MOVED, URL):
        redirected(here, target)
        looks(here, 1, minutes=10)
        arrived(here)
        looks(here, 1, minutes=10)
    looks(here, 10, minutes=30)

    assert told(here) == []


@pytest.mark.parametrize(
    "same", ["http://news.example.org/fire", "https://www.news.example.org/fire", "https://news.example.org/fire/"]
)
def test_the_same_place_written_otherwise_is_no_move(same: str) -> None:
    here = fresh()
    redirected(here, same)
    looks(here, 1, minutes=10)
    arrived(here)
    looks(here, 10, minutes=30)

    assert here.log.now().article.url == same
    assert told(here) == []


def test_a_notice_that_goes_without_a_change_of_text_is_told_once() -> None:
    here = fresh()
    for marker in (None, NOTICE, None, NOTICE, None):
        here.site.show(replace(story(), marker=marker))
        looks(here, 2, minutes=10)

    assert told(here) == [AlertKind.NOTICE_REMOVED]


def test_a_notice_that_goes_with_a_new_version_is_told_by_its_facts_alone() -> None:
    here = fresh()
    here.site.show(noticed())
    looks(here, 1, minutes=10)
    here.site.show(replace(story(FIRE[0], MORE_INJURED, FIRE[2]), marker=None))
    looks(here, 3, minutes=10)

    assert here.log.reports[-3].visit.outcome is Outcome.CHANGED
    assert told(here) == [AlertKind.CHANGED, AlertKind.CHANGED]


def test_a_return_with_a_new_text_is_told_with_it() -> None:
    here = fresh()
    refused(here)
    looks(here, 3, minutes=61)
    well(here)
    here.site.show(story(FIRE[0], MORE_INJURED, FIRE[2]))
    looks(here, 1, minutes=61)

    assert [owed.kind for owed in here.log.reports[-1].owed] == [AlertKind.CHANGED, AlertKind.BACK]


OPEN = Settings(
    data=PLACE,
    recipients=(
        Recipient(address="desk@example.org", kinds=(NewsKind.OPENED,)),
        Recipient(address="night@example.org"),
    ),
    chats=(Chat(name="room", kinds=(NewsKind.OPENED,), tags=("harbour",)),),
    archive=ArchiveSettings(enabled=True),
)


def test_an_opened_watch_is_told_to_those_who_asked_for_it_and_its_first_version_is_archived() -> None:
    here = watched(OPEN)

    assert [(owed.channel, owed.recipient, owed.kind) for owed in here.log.reports[0].owed] == [
        (Channel.MAIL, "desk@example.org", AlertKind.OPENED),
        (Channel.APPRISE, "room", AlertKind.OPENED),
        (Channel.ARCHIVE, "web archive", AlertKind.OPENED),
    ]


def test_a_page_that_waited_for_its_text_is_opened_with_its_first_version() -> None:
    here = scene(OPEN)
    here.site.wall = WALL
    put_under_watch(URL, here.world, kind=WatchKind.PAGE, reluctant=False)
    well(here)
    looks(here, 3, minutes=30)

    assert [[owed.kind for owed in report.owed] for report in here.log.reports[:2]] == [[], [AlertKind.OPENED] * 2]
    assert told(here) == [AlertKind.OPENED] * 2


def test_a_watch_that_comes_to_its_end_is_told_once_and_the_article_is_asked_no_more() -> None:
    here = fresh()
    here.site.show(replace(here.site.shown, marker=None))
    looks(here, 2, minutes=60)
    looks(here, 31, minutes=60 * 24)
    ended = here.log.now().article
    assert (ended.state, ended.next_look) == (ArticleState.ENDED, None)
    assert ended.why == "no change for 30 d, the notice is gone: the watch has ended"
    assert told(here).count(AlertKind.ENDED) == 1


def test_a_hint_that_came_to_nothing_ends_the_watch_again_and_that_is_no_news() -> None:
    here = fresh()
    here.site.show(replace(here.site.shown, marker=None))
    looks(here, 2, minutes=60)
    looks(here, 31, minutes=60 * 24)
    here.clock.forward(days=20)
    claim = here.log.now()
    here.log.claimed = replace(claim, article=replace(claim.article, state=ArticleState.SETTLED))
    looks(here, 1, minutes=1)
    assert here.log.now().article.state is ArticleState.ENDED
    occasions = {owed.occasion for report in here.log.reports for owed in report.owed if owed.kind is AlertKind.ENDED}
    assert len(occasions) == 1


def test_a_page_that_refuses_us_for_a_month_ends_with_its_reason_and_is_asked_no_more() -> None:
    here = fresh()
    here.site.show(replace(here.site.shown, marker=None))
    looks(here, 2, minutes=60)
    here.site.status = 403
    looks(here, 31, minutes=60 * 24)
    ended = here.log.now().article
    assert (ended.state, ended.next_look) == (ArticleState.ENDED, None)
    assert ended.why.startswith("no change for 30 d, the notice is gone: the watch has ended; it could not be read any")
    assert told(here).count(AlertKind.ENDED) == 1
