"""Taking, looking, pausing, killing and setting clocks in any order: never two hands on one article, none ever lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.edges.store.conftest import MEMORY
from tests.edges.store.examples import LEASE, NOON, changed, opening, unchanged
from tracker.edges.fault_points import arm
from tracker.edges.store import Record, Store
from tracker.errors import StoreUnwritableError
from tracker.model import ArticleState, Claim

# Two of one host, so that its turn is fought for, and one by itself.
URLS = {
    1: ("https://paper.example/a", "paper.example"),
    2: ("https://paper.example/b", "paper.example"),
    3: ("https://other.example/c", "other.example"),
}
STEPS = ("article", "visit", "host", "version", "state", "clock", "commit")
RESTING = (ArticleState.PAUSED, ArticleState.RETIRED)
# So many looks of two and a half minutes: longer than any clock was set by.
ROUNDS = 60


@dataclass
class Hand:
    """Whoever looks at an article: what it holds, and until when by the record's clock."""

    claim: Claim
    until: datetime

    @property
    def article(self) -> int:
        """The number of the article."""
        return self.claim.article.id


class AnyOrder(RuleBasedStateMachine):
    """A record on disk, hands that look at its articles, some of them slow, and a person who interferes."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None, prefix="tracker-test-")
        self.data = Path(self.folder.name) / "data"
        self.now = NOON
        self.store = Store.open(self.data, clock=lambda: self.now)
        for url, name in URLS.values():
            self.store.open_watch(opening(url, name=name))
        self.record = Record.open(self.data)
        self.hands: list[Hand] = []
        # By article: the token that counts, and how many versions were acknowledged.
        self.tokens: dict[int, str] = {}
        self.versions = dict.fromkeys(URLS, 1)
        self.resting: set[int] = set()

    def teardown(self) -> None:
        try:
            self.no_article_is_lost()
        finally:
            self.store.close()
            self.folder.cleanup()

    # Time

    @rule(minutes=st.sampled_from([0.05, 0.5, 1.0, 2.5, 70.0]))
    def time_goes_by(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(minutes=st.sampled_from([-90.0, -5.0, 3.0, 600.0]))
    def the_clock_is_set_while_the_daemon_runs(self, minutes: float) -> None:
        by = timedelta(minutes=minutes)
        before, self.now = self.now, self.now + by
        self.store.shift_plans(by, since=before if by > timedelta(0) else None)
        for hand in self.hands:
            hand.until += by

    # Hands

    @rule(limit=st.sampled_from([1, 2, 5]))
    def somebody_takes_what_is_due(self, limit: int) -> None:
        claims = self.store.claim_due(self.now, limit=limit, lease=LEASE)
        assert len(claims) <= limit
        assert len({claim.host.name for claim in claims}) == len(claims)
        for claim in claims:
            assert claim.article.id not in self.resting
            self.take(claim)

    @rule(article=st.sampled_from(sorted(URLS)))
    def somebody_takes_one_article(self, article: int) -> None:
        claim = self.store.claim(article, self.now, lease=LEASE)
        if claim is not None:
            self.take(claim)

    def take(self, claim: Claim) -> None:
        held = [one for one in self.hands if one.until > self.now]
        assert claim.article.id not in {one.article for one in held}
        assert claim.host.name not in {one.claim.host.name for one in held}
        assert claim.article.versions == self.versions[claim.article.id]
        self.hands.append(Hand(claim, self.now + LEASE))
        self.tokens[claim.article.id] = claim.token

    @precondition(lambda self: self.hands)
    @rule(data=st.data(), end=st.sampled_from(["edited", "edited", "as it was", "given back"]))
    def a_hand_is_done(self, data: st.DataObject, end: str) -> None:
        hand = self.hands.pop(data.draw(st.integers(0, len(self.hands) - 1)))
        known = self.record.article(hand.article)
        self.finish(hand, end)
        counts = self.tokens.get(hand.article) == hand.claim.token
        if not counts:
            # Whoever was overtaken changes nothing.
            assert self.record.article(hand.article) == known
            return
        del self.tokens[hand.article]
        self.versions[hand.article] += end == "edited"

    def finish(self, hand: Hand, end: str) -> None:
        if end == "given back":
            self.store.release(hand.claim)
        elif end == "as it was":
            assert self.store.record(unchanged(hand.claim, self.now)) is None
        else:
            version = self.store.record(changed(hand.claim, self.now, self.text(hand)))
            counts = self.tokens.get(hand.article) == hand.claim.token
            assert (version is not None) == counts
            assert version is None or version.number == self.versions[hand.article] + 1

    def text(self, hand: Hand) -> str:
        return f"Text {self.versions[hand.article] + 1} of {hand.article}."

    # A person

    @rule(article=st.sampled_from(sorted(URLS)), removed=st.booleans())
    def an_article_is_put_to_rest(self, article: int, removed: bool) -> None:
        (self.store.remove if removed else self.store.pause)(article)
        self.resting.add(article)

    @precondition(lambda self: self.resting)
    @rule(data=st.data())
    def an_article_is_woken(self, data: st.DataObject) -> None:
        article = data.draw(st.sampled_from(sorted(self.resting)))
        self.store.resume(article, self.now)
        self.resting.discard(article)

    # Deaths

    @rule(back=st.sampled_from([0.0, 0.0, 1.0, 45.0]))
    def the_daemon_is_killed_between_two_steps(self, back: float) -> None:
        self.start_anew(back)

    @rule(
        step=st.sampled_from(STEPS),
        side=st.sampled_from(["before", "after"]),
        doing=st.sampled_from(["take", "take one", "edited", "as it was", "given back", "rest", "wake", "set"]),
        back=st.sampled_from([0.0, 0.0, 45.0]),
    )
    def the_daemon_is_killed_in_the_midst_of_a_step(self, step: str, side: str, doing: str, back: float) -> None:
        before = dict(self.versions)
        try:
            with arm(f"store.{step}.{side}"):
                self.work(doing)
        except StoreUnwritableError:
            pass
        self.settle(before)
        self.start_anew(back)

    def work(self, doing: str) -> None:
        """Do something without believing what comes of it."""
        hand = next((one for one in self.hands if self.tokens.get(one.article) == one.claim.token), None)
        acts: dict[str, Callable[[], object]] = {
            "take": lambda: self.store.claim_due(self.now, limit=2, lease=LEASE),
            "take one": lambda: self.store.claim(1, self.now, lease=LEASE),
            "rest": lambda: self.store.pause(2),
            "wake": lambda: self.store.resume(2, self.now),
            "set": lambda: self.store.shift_plans(timedelta(minutes=5)),
        }
        if doing in acts:
            acts[doing]()
        elif hand is not None and doing == "edited":
            self.store.record(changed(hand.claim, self.now, self.text(hand)))
        elif hand is not None and doing == "as it was":
            self.store.record(unchanged(hand.claim, self.now))
        elif hand is not None:
            self.store.release(hand.claim)

    def settle(self, before: dict[int, int]) -> None:
        """Take over what a killed step did or did not: one version at most, whole or not at all."""
        for article, count in before.items():
            found = self.record.article(article)
            assert found.versions in (count, count + 1)
            self.versions[article] = found.versions
            self.resting.discard(article)
            if found.state in RESTING:
                self.resting.add(article)

    def start_anew(self, back: float) -> None:
        self.store.close()
        self.now -= timedelta(minutes=back)
        self.store = Store.open(self.data, clock=lambda: self.now)
        self.store.follow_clock(self.now)
        # Their process is gone: what they held is free, and nobody hears of them again, nor believes them.
        for hand in self.hands[:1]:
            assert self.store.record(changed(hand.claim, self.now, "A ghost's text.")) is None
        self.hands.clear()
        self.tokens.clear()

    # What holds at all times

    @invariant()
    def what_stands_is_sound(self) -> None:
        for article, count in self.versions.items():
            found = self.record.article(article)
            assert found.versions == count
            assert (found.state in RESTING) == (article in self.resting)
            # What rests is never due; all else has its time, and no clock has pushed that out of sight.
            assert (found.next_look is None) == (article in self.resting)

    def no_article_is_lost(self) -> None:
        waiting = set(URLS) - self.resting
        for _ in range(ROUNDS):
            self.now += timedelta(minutes=2.5)
            for claim in self.store.claim_due(self.now, limit=5, lease=LEASE):
                assert claim.article.id not in self.resting
                self.store.record(unchanged(claim, self.now))
                waiting.discard(claim.article.id)
            if not waiting:
                return
        raise AssertionError(f"articles {waiting} are never looked at again")


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=settings().max_examples // 5, stateful_step_count=25, deadline=None)
