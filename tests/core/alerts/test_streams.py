"""Streams of news through the planner and a small outbox: nothing lost, nothing told twice, nothing above the cap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.alerts.newsroom import EDITED, ENTRIES, HEADLINE, HOUR, MINUTE, NOTHING, TOLL
from tests.jobs.outbox import NOON, MemoryOutbox, owed
from tracker.core.alerts import News, carried_until, plan
from tracker.model import (
    AlertKind,
    AlertSettings,
    Batch,
    Burst,
    Channel,
    Delivery,
    DeliveryState,
    HoldReason,
    Mute,
    NewsKind,
    Pace,
    QuietHours,
    Rule,
    Telling,
)

ALERTS = AlertSettings()
PARIS = ZoneInfo("Europe/Paris")
SECOND = timedelta(seconds=1)


@dataclass
class Desk:
    """One recipient with a rule; the outbox, and a server that may be down for a while."""

    rule: Rule
    outbox: MemoryOutbox = field(default_factory=MemoryOutbox)
    news: dict[tuple[int, int], News] = field(default_factory=dict)
    down_until: datetime = NOON

    def tells(self, deliveries: tuple[Delivery, ...]) -> News:
        found = [self.news.get((one.article_id or 0, one.version or 0), EDITED) for one in deliveries]
        return News(facts=tuple(fact for news in found for fact in news.facts))

    def serve(self, now: datetime) -> None:
        """Tell everybody for whom something is due."""
        while batch := self.outbox.claim_batch(now, channel=Channel.MAIL, lease=MINUTE):
            decisions = plan(batch, self.rule, self.tells, ALERTS, now, PARIS)
            assert Counter(one.id for decision in decisions for one in decision.deliveries) == Counter(
                one.id for one in batch.due
            )
            self.outbox.decide(batch, decisions, now)
        while telling := self.outbox.claim_telling(now, channel=Channel.MAIL, lease=MINUTE):
            self.send(telling, now)

    def send(self, telling: Telling, now: datetime) -> None:
        carrier = telling.deliveries[-1]
        quiet = carried_until(telling.deliveries, self.rule, self.tells, now, PARIS) if carrier.attempts > 1 else None
        if quiet is not None:
            self.outbox.postponed(carrier, quiet, told="quiet hours")
        elif now < self.down_until:
            self.outbox.postponed(carrier, now + 7 * MINUTE, told="connection refused")
        else:
            self.outbox.delivered(carrier, now, told="250 taken")

    def run(self, coming: Iterable[Delivery]) -> None:
        """Let deliveries come at their times, and serve until nothing waits any more."""
        pending = sorted(coming, key=lambda one: one.created)
        now, rounds = NOON, 0
        while pending or self.outbox.next_due() is not None:
            rounds += 1
            assert rounds < 5000, "something waits for ever"
            due = self.outbox.next_due()
            times = [one for one in (due, pending[0].created if pending else None) if one is not None]
            now = max(now, min(times))
            while pending and pending[0].created <= now:
                self.outbox.owe(pending.pop(0))
            self.serve(now)

    def told_versions(self, article: int) -> list[int]:
        """Give the versions that were told of an article, in the order of their messages."""
        return [
            one.version or 0
            for _, _, telling in self.outbox.left
            for one in telling.deliveries
            if one.article_id == article and one.kind is AlertKind.CHANGED
        ]


def most_in_an_hour(moments: list[datetime]) -> int:
    return max((sum(one <= other < one + HOUR for other in moments) for one in moments), default=0)


def sent_at(desk: Desk) -> list[datetime]:
    return [moment for moment, _, _ in desk.outbox.left]


def test_500_versions_of_one_story_in_an_hour_are_a_few_merged_messages() -> None:
    desk = Desk(Rule(per_hour=12))
    desk.run(owed(number, version=number, at=NOON + number * 7.2 * SECOND) for number in range(1, 501))
    minutes = [round((moment - NOON) / MINUTE, 1) for moment, _, _ in desk.outbox.left]
    assert minutes == [0.1, 3.1, 9.1, 21.1, 45.1, 75.1]
    assert desk.told_versions(1) == list(range(1, 501))
    assert set(desk.outbox.states().values()) == {"sent", "merged"}


def test_many_stories_at_once_are_as_many_messages_as_the_cap_says_and_one_digest_an_hour_later() -> None:
    desk = Desk(Rule(per_hour=12))
    desk.run(owed(number, article=number, at=NOON + number * SECOND) for number in range(1, 41))
    moments = sent_at(desk)
    assert len(moments) == 13
    assert moments[-1] == moments[0] + HOUR
    assert len(desk.outbox.left[-1][2].deliveries) == 28 + 1
    assert desk.outbox.left[-1][2].digest


def test_after_a_night_without_a_server_nobody_gets_more_than_the_cap() -> None:
    desk = Desk(Rule(per_hour=4), down_until=NOON + 4 * HOUR)
    desk.run(owed(number, article=number % 30, version=number, at=NOON + number * MINUTE) for number in range(1, 241))
    assert most_in_an_hour(sent_at(desk)) <= 4
    told = sorted(version for article in range(30) for version in desk.told_versions(article))
    assert told == list(range(1, 241))


NEWS = st.sampled_from((EDITED, EDITED, HEADLINE, TOLL, ENTRIES, NOTHING))
RULES = st.builds(
    Rule,
    kinds=st.sampled_from(((), (NewsKind.HEADLINE, NewsKind.TOLL, NewsKind.GONE, NewsKind.EDITED))),
    pace=st.sampled_from((Pace.INSTANT, Pace.INSTANT, Pace.DIGEST)),
    digest_at=st.sampled_from(((), (time(8), time(13, 20)), (time(2, 30),))),
    live_entries=st.sampled_from(Pace),
    quiet=st.sampled_from(
        (None, QuietHours(begins=time(13, 30), ends=time(14)), QuietHours(begins=time(22), ends=time(7)))
    ),
    breakthrough=st.sampled_from(((), (), (NewsKind.TOLL,))),
    per_hour=st.sampled_from((0, 1, 2, 12)),
)
COMING = st.lists(
    st.tuples(
        st.integers(0, 3), st.integers(0, 14_400), NEWS, st.sampled_from((AlertKind.CHANGED,) * 5 + (AlertKind.GONE,))
    ),
    max_size=30,
)


@settings(max_examples=40, deadline=None)
@given(RULES, COMING, st.integers(0, 90))
def test_in_any_stream_everything_is_told_once_or_silenced_with_a_reason(
    rule: Rule, coming: list[tuple[int, int, News, AlertKind]], down: int
) -> None:
    desk = Desk(rule, down_until=NOON + down * MINUTE)
    deliveries = []
    for number, (article, seconds, news, kind) in enumerate(sorted(coming, key=lambda one: one[1]), start=1):
        desk.news[article, number] = news
        at = NOON + seconds * SECOND
        deliveries.append(owed(number, article=article or None, version=number if article else None, kind=kind, at=at))
    deliveries = [
        one if one.article_id else owed(one.id, article=None, kind=AlertKind.BLIND, at=one.created)
        for one in deliveries
    ]
    desk.run(deliveries)
    told = Counter(
        one.id for _, _, telling in desk.outbox.left for one in telling.deliveries if one.kind is not AlertKind.DIGEST
    )
    rows = {number: row for number, row in desk.outbox.rows.items() if row.kind is not AlertKind.DIGEST}
    muted = {number for number, row in rows.items() if row.state is DeliveryState.MUTED}
    assert set(told.values()) <= {1}
    assert len(rows) == len(coming)
    assert set(rows) == set(told) | muted
    assert not set(told) & muted
    assert all(rows[number].told for number in muted)
    _holds_the_rule(rule, desk)


def _holds_the_rule(rule: Rule, desk: Desk) -> None:
    if rule.per_hour and not rule.breakthrough:
        assert most_in_an_hour(sent_at(desk)) <= rule.per_hour
    if rule.quiet and not rule.breakthrough:
        local = [moment.astimezone(PARIS).time() for moment in sent_at(desk)]
        begins, ends = rule.quiet.begins, rule.quiet.ends
        assert not any(begins <= one < ends if begins < ends else not ends <= one < begins for one in local)
    for _, _, telling in desk.outbox.left:
        stories = {one.article_id for one in telling.deliveries if one.kind is not AlertKind.DIGEST}
        assert telling.digest or len(stories) == 1


MOMENTS = st.integers(-7200, 7200).map(lambda seconds: NOON + seconds * SECOND)
DUE = st.lists(
    st.builds(
        owed,
        st.integers(1, 1000),
        article=st.sampled_from((None, 1, 2, 3)),
        kind=st.sampled_from(AlertKind),
        at=MOMENTS,
        held_for=st.sampled_from((None, *HoldReason)),
        until=MOMENTS,
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)


@settings(max_examples=150, deadline=None)
@given(
    DUE,
    RULES,
    st.dictionaries(st.integers(1, 3), st.builds(Burst, window=st.just(6 * MINUTE), until=MOMENTS)),
    st.lists(MOMENTS, max_size=5),
    st.dictionaries(st.integers(1, 3), st.lists(st.integers(1, 1000), max_size=3).map(tuple)),
    st.booleans(),
)
def test_every_delivery_lands_in_exactly_one_decision_and_every_wait_is_ahead(
    due: list[Delivery],
    rule: Rule,
    bursts: dict[int, Burst],
    sent: list[datetime],
    told: dict[int, tuple[int, ...]],
    muted: bool,
) -> None:
    mutes = (Mute(id=1, recipient="", article_id=1, since=NOON - HOUR, until=None, reason="enough"),) if muted else ()
    batch = Batch(
        recipient="desk@example.org",
        channel=Channel.MAIL,
        token="leased",
        due=tuple(due),
        bursts=bursts,
        sent=tuple(sorted(sent, reverse=True)),
        mutes=mutes,
        told=told,
    )
    decisions = plan(batch, rule, Desk(rule).tells, ALERTS, NOON, UTC)
    assert sorted(one.id for decision in decisions for one in decision.deliveries) == sorted(one.id for one in due)
    assert all(decision.deliveries for decision in decisions)
    assert all(getattr(decision, "until", NOON + SECOND) > NOON for decision in decisions)
    assert all(isinstance(decision, Telling) or decision.reason for decision in decisions)
