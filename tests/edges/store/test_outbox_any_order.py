"""Owing, deciding, sending, retrying and withdrawing in any order: nothing is lost, nothing told under two names."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.edges.store.conftest import MEMORY
from tests.edges.store.examples import LEASE, MINUTE, NOON, at, changed, opening
from tracker.edges.store import Record, Store
from tracker.errors import UsageError
from tracker.model import (
    AlertKind,
    Batch,
    Channel,
    Decision,
    Delivery,
    DeliveryState,
    HoldReason,
    Owed,
    Silenced,
    Telling,
    Waiting,
)

PEOPLE = ("anne@example.org", "bob@example.org")
ARTICLES = (1, 2)
OPEN = (DeliveryState.PENDING, DeliveryState.HELD)
DONE = (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.MUTED)
END = 100_000


class AnyOrder(RuleBasedStateMachine):
    """A record and whoever asks it, some of them late: leases end while they hold what they claimed."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None, prefix="tracker-test-")
        self.data = Path(self.folder.name) / "data"
        self.store = Store.open(self.data, clock=lambda: NOON)
        for article in ARTICLES:
            self.store.open_watch(opening(f"https://paper{article}.example/", name=f"paper{article}.example"))
        self.record = Record.open(self.data)
        self.minute, self.days = 1.0, count(1)
        self.versions = dict.fromkeys(ARTICLES, 1)
        self.batches: list[Batch] = []
        self.tellings: list[Telling] = []
        self.names: dict[int, str] = {}
        # By alert: under which Message-IDs somebody was told, and what we ourselves did to it.
        self.told: dict[int, set[str]] = {}
        self.left: dict[str, tuple[str | None, tuple[str, ...]]] = {}
        self.acknowledged: set[int] = set()
        self.given_up: set[int] = set()
        self.dismissed: set[tuple[int | None, int | None]] = set()
        # Their message was with a sender while one of its stories was withdrawn: it may leave once more, split.
        self.split: set[int] = set()

    @property
    def now(self) -> datetime:
        return at(self.minute)

    def teardown(self) -> None:
        try:
            self.all_leaves()
            self.nothing_is_lost()
        finally:
            self.store.close()
            self.folder.cleanup()

    @rule(minutes=st.sampled_from([0.1, 1.0, 2.5, 61.0]))
    def time_goes_by(self, minutes: float) -> None:
        self.minute += minutes

    @rule(article=st.sampled_from(ARTICLES), people=st.sets(st.sampled_from(PEOPLE), min_size=1))
    def a_story_changes(self, article: int, people: set[str]) -> None:
        self.minute += 2.5
        claim = self.store.claim(article, self.now, lease=LEASE)
        assert claim is not None
        self.versions[article] += 1
        version = self.store.record(
            changed(claim, self.now, f"Text {self.versions[article]}.", *sorted(people, reverse=True))
        )
        assert version is not None
        assert version.number == self.versions[article]

    @rule(person=st.sampled_from(PEOPLE), again=st.booleans())
    def the_tracker_has_news(self, person: str, again: bool) -> None:
        daily = Owed(
            recipient=person, kind=AlertKind.DAILY, occasion=f"daily.{next(self.days)}", subject="Still watching"
        )
        for _ in range(1 + again):
            self.store.owe([daily], self.now)

    @rule()
    def somebody_takes_a_batch(self) -> None:
        batch = self.store.claim_batch(self.now, channel=Channel.MAIL, lease=LEASE)
        if batch is not None:
            self.batches.append(batch)

    @precondition(lambda self: self.batches)
    @rule(data=st.data())
    def somebody_decides(self, data: st.DataObject) -> None:
        # Not always the latest, and a batch may be decided upon twice.
        batch = data.draw(st.sampled_from(self.batches))
        dealt = data.draw(st.permutations(batch.due))
        size = data.draw(st.integers(1, len(dealt)))
        parts = [tuple(dealt[begin : begin + size]) for begin in range(0, len(dealt), size)]
        decisions = [self.decision(data, part) for part in parts]
        self.store.decide(batch, [one for one in decisions if one is not None], self.now)

    def decision(self, data: st.DataObject, some: tuple[Delivery, ...]) -> Decision | None:
        some = tuple(sorted(some, key=lambda one: one.id))
        kind = data.draw(st.sampled_from(["tell", "tell", "digest", "wait", "silence", "nothing"]))
        if kind == "wait":
            return Waiting(deliveries=some, until=self.now + 3 * MINUTE, held_for=HoldReason.BURST, reason="a burst")
        if kind == "silence":
            self.given_up.update(one.id for one in some)
            return Silenced(deliveries=some, reason="a rule")
        return None if kind == "nothing" else Telling(deliveries=some, digest=kind == "digest")

    @rule(together=st.booleans())
    def all_that_is_due_is_to_leave(self, together: bool) -> None:
        while batch := self.store.claim_batch(self.now, channel=Channel.MAIL, lease=LEASE):
            parts = [batch.due] if together else [(one,) for one in batch.due]
            self.store.decide(batch, [Telling(deliveries=part) for part in parts], self.now)

    @rule()
    def somebody_takes_a_message(self) -> None:
        telling = self.store.claim_telling(self.now, channel=Channel.MAIL, lease=LEASE)
        if telling is not None:
            self.tellings.append(telling)

    @precondition(lambda self: self.tellings)
    @rule()
    def a_sender_sleeps_until_another_has_sent(self) -> None:
        sleeper = self.tellings.pop()
        self.minute += 2.5
        while telling := self.store.claim_telling(self.now, channel=Channel.MAIL, lease=LEASE):
            self.send(telling)
            self.store.delivered(telling.deliveries[-1], self.now, told="250")
        self.store.postponed(sleeper.deliveries[-1], self.now + MINUTE, told="421 said long ago")

    @precondition(lambda self: self.tellings)
    @rule(
        data=st.data(),
        end=st.sampled_from(["taken", "taken", "taken and killed", "put off", "refused", "nothing to tell"]),
    )
    def a_message_meets_its_end(self, data: st.DataObject, end: str) -> None:
        telling = self.tellings.pop(data.draw(st.integers(0, len(self.tellings) - 1)))
        carrier = telling.deliveries[-1]
        if end.startswith("taken"):
            self.send(telling)
        if end == "taken":
            self.store.delivered(carrier, self.now, told="250")
        elif end == "put off":
            self.store.postponed(carrier, self.now + MINUTE, told="421")
        elif end == "refused":
            self.given_up.update(one.id for one in telling.deliveries)
            self.store.failed(carrier, told="550")
        elif end == "nothing to tell":
            self.given_up.update(one.id for one in telling.deliveries)
            self.store.silenced(carrier, told="it changed back")

    def send(self, telling: Telling) -> None:
        carrier = telling.deliveries[-1]
        place = (carrier.in_reply_to, carrier.references)
        assert self.left.setdefault(carrier.message_id, place) == place
        for one in telling.deliveries:
            self.told.setdefault(one.id, set()).add(carrier.message_id)

    @rule(data=st.data())
    def a_person_asks_for_another_try(self, data: st.DataObject) -> None:
        known = self.record.deliveries()
        if known:
            one = data.draw(st.sampled_from(known))
            try:
                again = self.store.retry(one.id, self.now)
            except UsageError:
                assert one.state in (DeliveryState.SENT, DeliveryState.MERGED, DeliveryState.WITHDRAWN)
            else:
                assert again.message_id == one.message_id

    @rule(data=st.data(), article=st.sampled_from(ARTICLES))
    def a_person_dismisses_a_version(self, data: st.DataObject, article: int) -> None:
        self.dismiss(article, self.versions[article] - data.draw(st.integers(0, min(2, self.versions[article] - 1))))

    @rule(article=st.sampled_from(ARTICLES), person=st.sampled_from(PEOPLE))
    def a_version_that_carries_others_is_dismissed(self, article: int, person: str) -> None:
        for _ in range(2):
            self.a_story_changes(article, {person})
        self.all_that_is_due_is_to_leave(together=True)
        self.dismiss(article, self.versions[article])

    def dismiss(self, article: int, number: int) -> None:
        for telling in self.tellings:
            if any((one.article_id, one.version) == (article, number) for one in telling.deliveries):
                self.split.update(one.id for one in telling.deliveries)
        before = {one.id: one.state for one in self.record.deliveries()}
        # A mail that was taken while its sender was killed is no news to the record either.
        for one in self.record.deliveries():
            if self.told.get(one.id) and before[one.id] is not DeliveryState.SENT:
                self.split.add(one.id)
        self.store.dismiss(article, number, (), self.now)
        self.dismissed.add((article, number))

    @invariant()
    def what_stands_is_sound(self) -> None:
        deliveries = {one.id: one for one in self.record.deliveries()}
        for one in deliveries.values():
            assert self.names.setdefault(one.id, one.message_id) == one.message_id
            assert one.state not in OPEN or one.next_try is not None
            assert one.state is not DeliveryState.WITHDRAWN or (one.article_id, one.version) in self.dismissed
            assert one.state is not DeliveryState.FAILED or one.id in self.given_up
            assert one.state is not DeliveryState.MUTED or one.id in self.given_up
            if one.state is DeliveryState.MERGED:
                assert one.merged_into is not None
                assert deliveries[one.merged_into].state in (DeliveryState.PENDING, *DONE)
            if one.state is DeliveryState.SENT:
                assert one.message_id in self.left
                self.acknowledged.add(one.id)
        assert all(deliveries[one].state is DeliveryState.SENT for one in self.acknowledged)
        assert len(set(self.names.values())) == len(self.names)

    @invariant()
    def nothing_is_told_under_two_names(self) -> None:
        assert all(len(names) == 1 for one, names in self.told.items() if one not in self.split)

    def all_leaves(self) -> None:
        for minute in (END, END + 10):
            while batch := self.store.claim_batch(at(minute), channel=Channel.MAIL, lease=LEASE):
                self.store.decide(batch, [Telling(deliveries=batch.due)], at(minute))
            while telling := self.store.claim_telling(at(minute), channel=Channel.MAIL, lease=LEASE):
                self.send(telling)
                self.store.delivered(telling.deliveries[-1], at(minute), told="250")
        self.what_stands_is_sound()
        self.nothing_is_told_under_two_names()

    def nothing_is_lost(self) -> None:
        deliveries = {one.id: one for one in self.record.deliveries()}
        for one in deliveries.values():
            carrier = deliveries[one.merged_into] if one.merged_into is not None else one
            assert carrier.state in DONE or one.state is DeliveryState.WITHDRAWN
            if carrier.state is DeliveryState.SENT:
                assert carrier.message_id in self.told[one.id]


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
