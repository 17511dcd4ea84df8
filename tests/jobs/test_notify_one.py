from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.view.letters import AFTER, ARTICLE, BEFORE, DELIVERY, NEW, OLD
from tracker.errors import (
    NotFoundError,
    PermanentDeliveryError,
    StoreDamagedError,
    StoreUnwritableError,
    TemporaryDeliveryError,
    TrackerError,
)
from tracker.jobs.backing_off import next_try
from tracker.jobs.notify_one import notify_one_by_one
from tracker.model import Article, Delivery, DeliveryState, Kept, Message, Settings, Story, Version

NOW = datetime(2026, 11, 22, 13, 8, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
SETTINGS = Settings(data=PurePath("unused"))


class Owing:
    """A small record of what is owed: answers as the store does."""

    def __init__(self, *recipients: str, created: datetime = NOW) -> None:
        self.rows = {
            number: replace(
                DELIVERY,
                id=number,
                recipient=recipient,
                message_id=f"<{number}.12.4@x.invalid>",
                created=created,
                attempts=0,
            )
            for number, recipient in enumerate(recipients, start=1)
        }
        self.leases: list[timedelta] = []
        self.unreadable: TrackerError | None = None
        self.unwritable = False
        self.stories = {3: BEFORE, 4: AFTER}
        self.known: tuple[Version, ...] = (OLD, NEW)

    def claim_deliveries(self, now: datetime, *, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        self.leases.append(lease)
        due = [row for row in self.rows.values() if row.next_try is not None and row.next_try <= now and not row.token]
        for row in due[:limit]:
            self.rows[row.id] = replace(row, attempts=row.attempts + 1, token="leased")
        return tuple(self.rows[row.id] for row in due[:limit])

    def delivered(self, delivery: Delivery, now: datetime, *, told: str) -> None:
        if self.unwritable:
            raise StoreUnwritableError("no room")
        self._settle(delivery, state=DeliveryState.SENT, sent=now, next_try=None, told=told)

    def postponed(self, delivery: Delivery, next_try: datetime, *, told: str) -> None:
        self._settle(delivery, next_try=next_try, told=told)

    def failed(self, delivery: Delivery, *, told: str) -> None:
        self._settle(delivery, state=DeliveryState.FAILED, next_try=None, told=told)

    def article(self, article_id: int) -> Article:
        if isinstance(self.unreadable, NotFoundError):
            raise self.unreadable
        return ARTICLE

    def versions(self, article_id: int) -> Sequence[Version]:
        return self.known

    def story(self, article_id: int, number: int) -> Story:
        if self.unreadable is not None:
            raise self.unreadable
        return self.stories[number]

    def story_before(self, article_id: int, number: int) -> Story:
        return self.story(article_id, number)

    def site_lines(self, article_id: int) -> frozenset[str]:
        return frozenset()

    def _settle(self, delivery: Delivery, **changes: object) -> None:
        self.rows[delivery.id] = replace(self.rows[delivery.id], token="", **changes)  # type: ignore[arg-type]

    @property
    def states(self) -> dict[str, str]:
        return {row.recipient: row.state.value for row in self.rows.values()}


class Post:
    """A mailer that keeps what it takes, and fails for some recipients as it is told."""

    def __init__(self, **moods: TrackerError) -> None:
        self.moods = moods
        self.sent: list[Message] = []

    def send(self, message: Message) -> str:
        name = message.recipient.partition("@")[0]
        if name in self.moods:
            raise self.moods[name]
        self.sent.append(message)
        return "250 taken"


def run(owing: Owing, post: Post, *, now: datetime = NOW, limit: int = 10, settings: Settings = SETTINGS) -> int:
    def present() -> datetime:
        return now

    return notify_one_by_one(outbox=owing, mailer=post, settings=settings, zone=PARIS, clock=present, limit=limit)


def test_what_is_owed_is_built_sent_and_noted() -> None:
    owing, post = Owing("desk@example.org"), Post()
    assert run(owing, post) == 1
    (message,) = post.sent
    assert message.text.splitlines()[0] == "~1 paragraph · 12 → 45 people (injured)"
    assert "14:07 CET" in message.text
    assert (message.message_id, message.date, message.sender) == ("<1.12.4@x.invalid>", NOW, SETTINGS.mail.sender)
    assert (owing.rows[1].state, owing.rows[1].sent, owing.rows[1].told) == (DeliveryState.SENT, NOW, "250 taken")
    assert run(owing, post) == 0


def test_no_more_than_the_limit_is_sent_and_each_is_claimed_by_itself() -> None:
    owing, post = Owing("a@x", "b@x", "c@x"), Post()
    assert run(owing, post, limit=2) == 2
    assert owing.rows[3].token == ""
    assert run(owing, post, limit=2) == 1
    assert [message.recipient for message in post.sent] == ["a@x", "b@x", "c@x"]


def test_whoever_wants_to_leave_waits_for_one_mail_at_most() -> None:
    owing, post = Owing("a@x", "b@x", "c@x"), Post()

    def leaving() -> bool:
        return len(post.sent) == 1

    assert (
        notify_one_by_one(
            outbox=owing, mailer=post, settings=SETTINGS, zone=PARIS, clock=lambda: NOW, limit=10, stop=leaving
        )
        == 1
    )
    assert owing.rows[2].token == ""


def test_one_that_fails_stops_no_other() -> None:
    owing = Owing("busy@x", "never@x", "fine@x")
    post = Post(busy=TemporaryDeliveryError("451 try later"), never=PermanentDeliveryError("550 no such user"))
    assert run(owing, post) == 1
    assert owing.states == {"busy@x": "pending", "never@x": "failed", "fine@x": "sent"}
    assert owing.rows[1].told == "451 try later"
    assert owing.rows[2].told == "550 no such user"


def test_what_failed_for_now_comes_back_with_the_same_message_id() -> None:
    owing, post = Owing("busy@x"), Post(busy=TemporaryDeliveryError("451 try later"))
    run(owing, post)
    again = owing.rows[1].next_try
    assert again == next_try(1, "<1.12.4@x.invalid>", NOW)
    post.moods = {}
    assert run(owing, post, now=NOW + timedelta(seconds=59)) == 0
    assert again is not None
    assert run(owing, post, now=again) == 1
    assert post.sent[0].message_id == "<1.12.4@x.invalid>"


def test_it_is_given_up_with_the_servers_words_when_its_time_is_over() -> None:
    owing, post = Owing("busy@x", created=NOW - timedelta(days=3)), Post(busy=TemporaryDeliveryError("451 try later"))
    assert run(owing, post) == 0
    assert owing.rows[1].state is DeliveryState.FAILED
    assert owing.rows[1].told == "given up after 1 tries: 451 try later"


def test_a_story_that_does_not_read_back_is_tried_again_and_told() -> None:
    owing, post = Owing("desk@x"), Post()
    owing.unreadable = StoreDamagedError("version 3 of article 12 does not read back")
    assert run(owing, post) == 0
    assert (owing.rows[1].state, owing.rows[1].told) == (
        DeliveryState.PENDING,
        "version 3 of article 12 does not read back",
    )


def test_an_article_that_is_gone_from_the_record_fails_its_mail() -> None:
    owing, post = Owing("desk@x"), Post()
    owing.unreadable = NotFoundError("no article 12")
    assert run(owing, post) == 0
    assert (owing.rows[1].state, owing.rows[1].told) == (DeliveryState.FAILED, "no article 12")


def test_a_version_that_is_gone_fails_its_mail() -> None:
    owing, post = Owing("desk@x"), Post()
    owing.rows[1] = replace(owing.rows[1], version=9)
    assert run(owing, post) == 0
    assert "article 12 has no version 9 any more" in owing.rows[1].told


def test_a_mail_after_a_redacted_version_tells_what_differs_from_the_one_before_it() -> None:
    owing, post = Owing("desk@example.org"), Post()
    owing.known = (OLD, replace(OLD, number=NEW.number, kept=Kept.REDACTED), replace(NEW, number=NEW.number + 1))
    owing.rows[1] = replace(owing.rows[1], version=NEW.number + 1)
    owing.stories = {OLD.number: BEFORE, NEW.number + 1: AFTER}
    assert run(owing, post) == 1
    assert post.sent[0].text.splitlines()[0] == "~1 paragraph · 12 → 45 people (injured)"


def test_nothing_more_is_sent_when_what_was_sent_cannot_be_noted() -> None:
    owing, post = Owing("a@x", "b@x"), Post()
    owing.unwritable = True
    with pytest.raises(StoreUnwritableError):
        run(owing, post)
    assert [message.recipient for message in post.sent] == ["a@x"]
    assert owing.rows[1].token == "leased"


def test_the_lease_outlasts_the_longest_send() -> None:
    owing = Owing()
    run(owing, Post())
    slow = replace(
        SETTINGS, mail=replace(SETTINGS.mail, smtp=replace(SETTINGS.mail.smtp, timeout=timedelta(minutes=2)))
    )
    run(owing, Post(), settings=slow)
    assert owing.leases == [timedelta(minutes=3), timedelta(minutes=12)]


def test_the_pauses_double_from_a_minute_to_an_hour() -> None:
    minutes = [(next_try(attempts, "<a@x>", NOW) - NOW).total_seconds() / 60 for attempts in range(1, 10)]
    wanted = [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert all(least <= pause <= 1.1 * least for pause, least in zip(minutes, wanted, strict=True))


def test_two_mails_that_failed_together_do_not_come_back_together() -> None:
    assert next_try(3, "<a@x>", NOW) != next_try(3, "<b@x>", NOW)
    assert next_try(3, "<a@x>", NOW) == next_try(3, "<a@x>", NOW)


@given(st.integers(min_value=1, max_value=10_000), st.text(max_size=40))
def test_a_pause_is_never_under_a_minute_nor_much_over_an_hour(attempts: int, message_id: str) -> None:
    pause = next_try(attempts, message_id, NOW) - NOW
    assert timedelta(minutes=1) <= pause <= timedelta(minutes=66)
