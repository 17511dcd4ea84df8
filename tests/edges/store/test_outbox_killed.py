"""The outbox in any order, and its daemon killed in the midst of any step, its clock set, its stories put to rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.edges.store.examples import LEASE, MINUTE, NOON, changed
from tests.edges.store.test_outbox_any_order import ARTICLES, DONE, END, PEOPLE, AnyOrder
from tracker.edges.fault_points import arm
from tracker.edges.store import Record, Store
from tracker.errors import StoreUnwritableError
from tracker.model import Channel, Delivery, Telling

STEPS = (
    "alert",
    "delivery",
    "thread",
    "batch_lease",
    "decide",
    "delivery_lease",
    "settle",
    "retry",
    "version",
    "commit",
)
DOINGS = ("a story changes", "take a batch", "decide", "take a message", "note", "note", "put off", "give up", "retry")


class Killed(AnyOrder):
    """What was said to nobody is owed still; what was said and not noted is said again under the same name."""

    @rule(article=st.sampled_from(ARTICLES), people=st.sets(st.sampled_from(PEOPLE), min_size=1))
    def a_story_changes(self, article: int, people: set[str]) -> None:
        self.minute += 2.5
        claim = self.store.claim(article, self.now, lease=LEASE)
        while claim is None:  # A clock that was set back leaves its host alone for a while.
            self.minute += 60
            claim = self.store.claim(article, self.now, lease=LEASE)
        version = self.store.record(changed(claim, self.now, self.text(article), *sorted(people, reverse=True)))
        assert version is not None
        self.versions[article] += 1
        assert version.number == self.versions[article]

    def text(self, article: int) -> str:
        return f"Text {self.versions[article] + 1}."

    @rule(article=st.sampled_from(ARTICLES))
    def a_story_is_put_to_rest(self, article: int) -> None:
        # What is owed of it stays owed.
        self.store.remove(article)
        self.store.resume(article, self.now)

    @rule(minutes=st.sampled_from([-90, -3, 2, 600]))
    def the_clock_is_set_while_the_daemon_runs(self, minutes: int) -> None:
        by, before = timedelta(minutes=minutes), self.now
        self.minute += minutes
        self.store.shift_plans(by, since=before if minutes > 0 else None)

    @rule(
        step=st.sampled_from(STEPS),
        side=st.sampled_from(["before", "after"]),
        doing=st.sampled_from(DOINGS),
        back=st.sampled_from([0, 0, 45]),
    )
    def the_daemon_is_killed_in_the_midst_of_a_step(self, step: str, side: str, doing: str, back: int) -> None:
        owed, counts = len(self.record.deliveries()), dict(self.versions)
        try:
            with arm(f"store.{step}.{side}"):
                self.work(doing)
        except StoreUnwritableError:
            pass
        for article, count in counts.items():
            self.versions[article] = self.record.article(article).versions
            assert self.versions[article] in (count, count + 1)
        # A version and what is owed for it are there together, or neither.
        told = len(self.record.deliveries()) - owed
        assert told == len(PEOPLE) * (sum(self.versions.values()) - sum(counts.values())) or doing == "decide"
        self.start_anew(back)

    def work(self, doing: str) -> None:
        """Do something without believing what comes of it."""
        telling = self.tellings[-1] if self.tellings else None
        acts: dict[str, Callable[[], object]] = {
            "a story changes": self.change_one,
            "take a batch": lambda: self.store.claim_batch(self.now, channel=Channel.MAIL, lease=LEASE),
            "decide": self.decide_all,
            "take a message": lambda: self.store.claim_telling(self.now, channel=Channel.MAIL, lease=LEASE),
            "retry": self.retry_one,
        }
        if doing in acts:
            acts[doing]()
        elif telling is not None:
            self.end(telling, doing)

    def end(self, telling: Telling, doing: str) -> None:
        carrier = telling.deliveries[-1]
        if doing == "note":
            self.send(telling)
            self.store.delivered(carrier, self.now, told="250")
        elif doing == "put off":
            self.store.postponed(carrier, self.now + MINUTE, told="421")
        else:
            self.given_up.update(one.id for one in telling.deliveries)
            self.store.failed(carrier, told="550")

    def change_one(self) -> None:
        claim = self.store.claim(1, self.now, lease=LEASE)
        if claim is not None:
            self.store.record(changed(claim, self.now, self.text(1), *PEOPLE))

    def decide_all(self) -> None:
        for batch in self.batches[-1:]:
            self.store.decide(batch, [Telling(deliveries=batch.due, digest=len(batch.due) > 1)], self.now)

    def retry_one(self) -> None:
        failed = [one for one in self.record.deliveries() if one.id in self.given_up and one.state in DONE[1:]]
        for one in failed[:1]:
            self.store.retry(one.id, self.now)

    def start_anew(self, back: int) -> None:
        self.store.close()
        self.minute -= back
        self.store = Store.open(self.data, clock=lambda: NOON)
        self.record = Record.open(self.data)
        self.store.follow_clock(self.now)
        # Their process is gone, and a word of theirs counts no more.
        for telling in self.tellings[:1]:
            ghost: Delivery = telling.deliveries[-1]
            before = self.record.deliveries()
            self.store.failed(ghost, told="550 says a ghost")
            assert self.record.deliveries() == before
        self.batches.clear()
        self.tellings.clear()

    def all_leaves(self) -> None:
        assert self.minute < END
        super().all_leaves()


TestKilled = Killed.TestCase
TestKilled.settings = settings(max_examples=settings().max_examples // 6, stateful_step_count=25, deadline=None)
