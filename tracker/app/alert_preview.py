"""Replay the rules over what is kept, with a clock of its own: what each recipient would have been told, and when."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from functools import cache, lru_cache

from tracker.app.alert_history import Happened, happened
from tracker.app.clock import display_zone
from tracker.app.naming import the_recipient
from tracker.core.alerts import plan
from tracker.edges.store import Record
from tracker.errors import NotFoundError, StoreDamagedError
from tracker.jobs.recipients import Told, told
from tracker.jobs.tellings import Tellings
from tracker.model import (
    AlertSettings,
    Batch,
    Burst,
    Decision,
    Delivery,
    DeliveryState,
    Mute,
    Settings,
    Silenced,
    Telling,
    Waiting,
)
from tracker.view.alert_preview import Preview, Replayed

_REMEMBERED = 2_000
_STORIES = 64
_HOUR = timedelta(hours=1)
# A plan that lets the same wait for no time at all must not hold up the replay for ever.
_STEP = timedelta(seconds=1)


def previewed(
    record: Record, settings: Settings, since: datetime, now: datetime, *, zone: tzinfo, recipient: str = ""
) -> list[Preview]:
    """Give what each recipient, or one, would have been told since a moment, in the order of the settings.

    Raises:
        UsageError: nobody is called so.
    """
    name = the_recipient(settings, recipient) if recipient else ""
    past = happened(record, settings, since, now)
    tellings, mutes = Tellings(_Standing(record), most=_REMEMBERED), record.mutes()
    found = []
    for one in told(settings):
        if not name or one.name == name:
            owed = [each for each in past if (each.owed.channel, each.owed.recipient) == (one.channel, one.name)]
            replay = _Replay(
                rule=one,
                tellings=tellings,
                settings=settings.alerts,
                zone=display_zone(one.timezone) if one.timezone else zone,
                mutes=tuple(mute for mute in mutes if mute.recipient in ("", one.name)),
            )
            replayed = tuple(replay.run(owed, now))
            waiting = tuple(replay.waiting.values())
            found.append(
                Preview(
                    recipient=one.name,
                    channel=one.channel,
                    rule=one,
                    since=since,
                    until=now,
                    replayed=replayed,
                    waiting=waiting,
                )
            )
    return found


class _Standing:
    """The record as it stands: a replay asks for the same over and over, and nothing changes while it runs."""

    def __init__(self, record: Record) -> None:
        self.article = cache(record.article)
        self.versions = cache(record.versions)
        self.site_lines = cache(record.site_lines)
        self.story = lru_cache(_STORIES)(record.story)
        self.story_before = lru_cache(_STORIES)(record.story_before)


@dataclass(slots=True, kw_only=True)
class _Replay:
    """The outbox of one recipient, in memory.

    Attributes:
        waiting: what is not settled, by id.
        numbers: of versions that were told, by article.
    """

    rule: Told
    tellings: Tellings
    settings: AlertSettings
    zone: tzinfo
    mutes: tuple[Mute, ...]
    waiting: dict[int, Delivery] = field(default_factory=dict)
    bursts: dict[int, Burst] = field(default_factory=dict)
    sent: list[datetime] = field(default_factory=list)
    numbers: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def run(self, owed: Iterable[Happened], end: datetime) -> Iterator[Replayed]:
        """Let time pass from one thing that happens or is due to the next."""
        coming = [_delivery(number, one) for number, one in enumerate(owed, 1)]
        moments = [(one.created, place) for place, one in enumerate(coming)]
        heapq.heapify(moments)
        while moments and moments[0][0] <= end:
            now, place = heapq.heappop(moments)
            if place >= 0:
                self.waiting[coming[place].id] = coming[place]
            if moments and moments[0][0] == now:
                continue
            if any(one.next_try is not None and one.next_try <= now for one in self.waiting.values()):
                for decision in self._plan(now):
                    if isinstance(decision, Waiting):
                        heapq.heappush(moments, (max(decision.until, now + _STEP), -1))
                    yield from self._settled(decision, now)

    def _plan(self, now: datetime) -> tuple[Decision, ...]:
        due = tuple(self.waiting.values())
        articles = {one.article_id for one in due if one.article_id is not None}
        batch = Batch(
            recipient=self.rule.name,
            channel=self.rule.channel,
            token="",
            due=due,
            bursts={article: self.bursts[article] for article in articles if article in self.bursts},
            sent=tuple(moment for moment in reversed(self.sent) if moment > now - _HOUR),
            mutes=self.mutes,
            told={article: self.numbers[article] for article in articles if article in self.numbers},
        )
        return plan(batch, self.rule, self.tellings.news, self.settings, now, self.zone)

    def _settled(self, decision: Decision, now: datetime) -> Iterator[Replayed]:
        match decision:
            case Telling():
                yield self._told(decision, now)
            case Waiting():
                yield from self._held(decision, now)
            case Silenced():
                self._leave(decision.deliveries)
                yield Replayed(at=now, what="not told", deliveries=decision.deliveries, reason=decision.reason)

    def _held(self, decision: Waiting, now: datetime) -> Iterator[Replayed]:
        """Keep what waits; what waits on as before, because more came, is not told again."""
        until = max(decision.until, now + _STEP)
        new = tuple(one for one in decision.deliveries if (one.next_try, one.held_for) != (until, decision.held_for))
        for one in decision.deliveries:
            self.waiting[one.id] = replace(
                one, next_try=until, state=DeliveryState.HELD, held_for=decision.held_for, told=decision.reason
            )
        if new:
            yield Replayed(
                at=now,
                what="waits",
                deliveries=new,
                until=until,
                held_for=decision.held_for,
                reason=decision.reason,
            )

    def _told(self, telling: Telling, now: datetime) -> Replayed:
        self._leave(telling.deliveries)
        self.sent.append(now)
        for article, window in telling.burst.items():
            self.bursts[article] = Burst(window=window, until=now + window)
        for one in telling.deliveries:
            if one.article_id is not None and one.version is not None:
                self.numbers[one.article_id] = (*self.numbers.get(one.article_id, ()), one.version)
        return Replayed(
            at=now,
            what="told",
            deliveries=telling.deliveries,
            digest=telling.digest,
            summary=self._summary(telling),
        )

    def _leave(self, deliveries: Iterable[Delivery]) -> None:
        for one in deliveries:
            del self.waiting[one.id]

    def _summary(self, telling: Telling) -> str:
        try:
            steps = [one.meanwhile or one.step for one in self.tellings.contents(telling)]
        except (NotFoundError, StoreDamagedError) as error:
            return str(error)
        return "; ".join(step.summary for step in steps if step is not None)


def _delivery(number: int, one: Happened) -> Delivery:
    return Delivery(
        id=number,
        article_id=one.article.id,
        version=one.version or None,
        kind=one.owed.kind,
        recipient=one.owed.recipient,
        channel=one.owed.channel,
        detail=one.owed.detail,
        state=DeliveryState.PENDING,
        created=one.at,
        attempts=0,
        next_try=one.at,
        sent=None,
        message_id=f"<preview.{number}@tracker.invalid>",
        in_reply_to=None,
        references=(),
        thread_subject=one.article.headline,
    )
