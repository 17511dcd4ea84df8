"""Five new marked articles a day on one host, for as long as one likes: planned, gated and ended as in life."""

from __future__ import annotations

import heapq
import random
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.core.schedule.articles import HOUR, NOON, STRONG
from tracker.core.schedule import (
    Look,
    after_request,
    allowed_per_hour,
    ends_at,
    first_plan,
    forecast,
    fresh_host,
    next_plan,
    next_stretch,
)
from tracker.core.schedule.forecast import PASSES_WITHIN
from tracker.model import Article, ArticleState, FetchSettings, Heat, Host, Marker, Plan, ScheduleSettings, WatchKind

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
FETCH, SETTINGS = FetchSettings(), ScheduleSettings()
WEIGHED_EVERY = 5 * MINUTE


@dataclass
class Story:
    """One article: when it changes, and when its notice goes."""

    number: int
    born: datetime
    changes: list[datetime]
    notice_until: datetime
    plan: Plan
    looked: datetime
    seen: int = 0

    def marker(self, now: datetime) -> Marker | None:
        """Give the notice as it stands."""
        return STRONG if now < self.notice_until else None


@dataclass
class Year:
    """What became of a year.

    Attributes:
        loads: looks an hour that were planned, once a day.
        promises: for changes on day 20: when each came, when it was to be seen at the latest, and when it was.
    """

    days: int
    per_day: int = 5
    seed: int = 7
    stretch: float = 1.0
    requests: int = 0
    stories: dict[int, Story] = field(default_factory=dict)
    ended: list[tuple[Story, datetime]] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)
    promises: list[tuple[datetime, datetime, datetime]] = field(default_factory=list)
    pending: dict[int, tuple[datetime, datetime]] = field(default_factory=dict)
    twenty: list[tuple[datetime, int]] = field(default_factory=list)
    weighed: datetime = NOON

    def run(self) -> Year:
        """Let it pass."""
        chance, queue = random.Random(self.seed), list[tuple[datetime, int]]()
        host = fresh_host("news.example.org", NOON, per_hour=FETCH.per_hour)
        births = sorted(NOON + (day + chance.random()) * DAY for day in range(self.days) for _ in range(self.per_day))
        for number, born in enumerate(births):
            heapq.heappush(queue, (born, -number - 1))
        while queue:
            due, key = heapq.heappop(queue)
            now = max(due, host.ready_at)
            if now > NOON + self.days * DAY:
                break
            self._pass(now, host)
            story = self._born(-key, now, chance) if key < 0 else self._look(self.stories[key], now)
            self.requests += 1
            host = after_request(host, now, status=200, retry_after=None, gap=FETCH.gap, per_hour=FETCH.per_hour)
            self._plan(story, now, queue)
        return self

    def _pass(self, now: datetime, host: Host) -> None:
        """Do what is done by the clock, and note what is promised when a change of day 20 comes."""
        while self.twenty and self.twenty[0][0] <= now:
            self._promise(*heapq.heappop(self.twenty), host_ready=host.ready_at)
        while self.weighed <= now:
            self._weigh()
            self.weighed += WEIGHED_EVERY
        while len(self.loads) * DAY <= now - NOON:
            self.loads.append(self.planned)

    def _plan(self, story: Story, now: datetime, queue: list[tuple[datetime, int]]) -> None:
        if story.plan.at is not None:
            heapq.heappush(queue, (story.plan.at, story.number))
        else:
            self.ended.append((story, now))
            del self.stories[story.number]

    @property
    def planned(self) -> float:
        """Looks an hour that present plans add up to."""
        return sum(HOUR / max((one.plan.at or one.looked) - one.looked, PASSES_WITHIN) for one in self.stories.values())

    def _born(self, number: int, now: datetime, chance: random.Random) -> Story:
        hours, changes = 0.1, list[datetime]()
        while hours < 15 * 24:
            hours *= 1 + chance.expovariate(1.0)
            changes.append(now + hours * HOUR)
        changes = [one for one in changes if one < now + 15 * DAY] + [now + 20 * DAY + chance.random() * DAY]
        # Of three stories one keeps its notice for ever, as newsrooms forget to take it down.
        notice = now + (400 * DAY if chance.random() < 1 / 3 else chance.uniform(0.2, 4) * DAY)
        plan = first_plan(published=now, marker=STRONG, now=now, settings=SETTINGS, key=str(number))
        story = Story(number, now, changes, notice, plan, now)
        self.stories[number] = story
        heapq.heappush(self.twenty, (changes[-1], number))
        return story

    def _look(self, story: Story, now: datetime) -> Story:
        version = bisect_right(story.changes, now)
        look = Look(changed=version > story.seen, marker=story.marker(now), marker_before=story.marker(story.looked))
        if story.number in self.pending and story.changes[-1] <= now:
            self.promises.append((*self.pending.pop(story.number), now))
        heat: Heat = story.plan.heat
        story.plan = next_plan(heat, now, look=look, settings=SETTINGS, key=str(story.number), stretch=self.stretch)
        story.seen, story.looked = version, now
        return story

    def _weigh(self) -> None:
        allowed = allowed_per_hour(FETCH.gap, FETCH.per_hour)
        self.stretch = next_stretch(self.stretch, planned=self.planned, allowed=allowed)

    def _promise(self, changed: datetime, number: int, *, host_ready: datetime) -> None:
        """Note what `why` would say at the moment of a change of how long it can stay unseen."""
        story = self.stories.get(number)
        if story is None:
            return
        host = replace(fresh_host("news.example.org", changed, per_hour=60), ready_at=max(host_ready, changed))
        looks = forecast(host, [_article(one) for one in self.stories.values()], changed, settings=FETCH).looks
        mine = next(look for look in looks if look.article.id == number)
        self.pending[number] = (changed, story.looked + mine.blind)

    @property
    def overdue_ends(self) -> int:
        """How many are still looked at long after their watch should have ended."""
        last = NOON + self.days * DAY
        ends = (ends_at(one.plan.heat, marker=one.marker(last), settings=SETTINGS) for one in self.stories.values())
        return sum(end < last - DAY for end in ends)


def _article(story: Story) -> Article:
    return Article(
        id=story.number,
        url=f"https://news.example.org/{story.number}",
        host="news.example.org",
        kind=WatchKind.ARTICLE,
        headline="",
        state=ArticleState.SETTLED,
        marker=None,
        added=story.born,
        page_state_since=story.born,
        last_look=story.looked,
        last_good=story.looked,
        next_look=story.plan.at,
    )
