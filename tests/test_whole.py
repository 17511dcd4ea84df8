"""The whole on a clock set by hand: real HTTP, store, reader, diff and mail, five days long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.watching import put_under_watch
from tracker.app.sending import send_owed
from tracker.app.wiring import House, furnish
from tracker.demo.newsroom import Newsroom
from tracker.edges.lock import StoreLock
from tracker.edges.store import Store
from tracker.jobs.poll import Polled, poll
from tracker.jobs.robots import robots_first
from tracker.model import Channel, DetectSettings, FetchSettings, Outcome, Settings

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass
class Clock:
    present: datetime = NOON

    def __call__(self) -> datetime:
        return self.present


@dataclass
class Scene:
    """Everything of a daemon but the bell: time is moved to whatever is due next."""

    newsroom: Newsroom
    house: House
    clock: Clock

    def until(self, moment: datetime) -> list[Polled]:
        """Live until a moment, looking at each article when its time has come."""
        looks: list[Polled] = []
        while (due := self._next()) is not None and due <= moment:
            self.clock.present = max(due, self.clock.present)
            lease = self.house.settings.run.lease
            claims = self.house.store.claim_due(self.clock(), limit=8, lease=lease)
            allowed = [robots_first(claim, self.house.world) for claim in claims]
            looks.extend(poll(claim, self.house.world) for claim in allowed if claim is not None)
            send_owed(self.house, Channel.MAIL, clock=self.clock, limit=20)
        self.clock.present = moment
        return looks

    def _next(self) -> datetime | None:
        articles = self.house.record.articles()
        return min((one.next_look for one in articles if one.next_look is not None), default=None)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    clock = Clock()
    newsroom = Newsroom(clock).start()
    settings = Settings(
        data=tmp_path / "data",
        fetch=FetchSettings(allow_private=(newsroom.address,), gap=timedelta(0), per_hour=0),
        detect=DetectSettings(confirm_after=timedelta(seconds=45)),
    )
    with StoreLock(tmp_path / "data"), Store.open(tmp_path / "data", clock=clock) as store:
        house = furnish(settings, store, clock=clock)
        for url in (newsroom.url, newsroom.second_url):
            put_under_watch(url, house.world)
        yield Scene(newsroom, house, clock)
        house.close()
    newsroom.stop()


@pytest.mark.slow
def test_every_edit_of_five_days_is_kept_and_told_and_nothing_else(scene: Scene) -> None:
    looks = []
    for edition, hours in enumerate((0.2, 0.5, 1, 2, 5, 20, 40, 60), start=1):
        looks += scene.until(NOON + timedelta(hours=hours))
        scene.newsroom.publish(edition)
    looks += scene.until(NOON + 5 * DAY)

    story, steady = scene.house.record.articles()
    mails = [message_from_bytes(path.read_bytes(), policy=default) for path in _maildir(scene)]
    roots = {str(mail["References"]).split()[0] for mail in mails if mail["References"]}
    assert (story.versions, steady.versions) == (9, 1)
    assert len(mails) == 8
    assert len({mail["Subject"] for mail in mails}) == 1
    assert roots == {mail["Message-ID"] for mail in mails if not mail["References"]}
    assert {polled.visit.outcome for polled in looks} <= {Outcome.CHANGED, Outcome.SAME, Outcome.HELD}
    assert scene.house.record.verify() == []


def test_an_edit_is_bracketed_by_the_looks_around_it(scene: Scene) -> None:
    scene.until(NOON + timedelta(hours=1))
    edited = scene.clock()
    scene.newsroom.publish(2)
    scene.until(NOON + timedelta(hours=3))

    first, second = scene.house.record.versions(1)
    assert first.last_seen_old is None
    assert second.last_seen_old is not None
    assert second.last_seen_old <= edited <= second.first_seen
    assert second.first_seen - second.last_seen_old < timedelta(minutes=40)


def test_looks_grow_rarer_as_a_story_rests_and_frequent_again_once_it_stirs(scene: Scene) -> None:
    scene.house.store.pause(2)
    young = len(scene.until(NOON + timedelta(hours=2)))
    scene.until(NOON + 2 * DAY)
    old = len(scene.until(NOON + 2 * DAY + timedelta(hours=2)))
    scene.newsroom.publish(1)
    scene.until(NOON + 3 * DAY)
    found = scene.house.record.versions(1)[-1].first_seen
    stirred = [visit for visit in scene.house.record.visits(1) if found < visit.began < found + timedelta(hours=2)]

    assert young >= 5
    assert old <= 2
    assert sum(visit.looks for visit in stirred) > old


def test_a_night_asleep_is_made_up_for_without_a_stampede(scene: Scene) -> None:
    scene.until(NOON + timedelta(hours=1))
    scene.clock.present += timedelta(hours=8)
    served = scene.newsroom.served
    scene.until(scene.clock() + timedelta(seconds=1))

    assert scene.newsroom.served - served == 2


def _maildir(scene: Scene) -> list[Path]:
    return sorted((Path(scene.house.settings.data) / "mail" / "new").iterdir())
