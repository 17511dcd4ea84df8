from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from pathlib import PurePath
from zoneinfo import ZoneInfo

import pytest

from tests.jobs.outbox import NOON, owed
from tests.jobs.shelf import Shelf, fire
from tracker.errors import (
    PermanentDeliveryError,
    StoreDamagedError,
    StoreUnwritableError,
    TemporaryDeliveryError,
    TrackerError,
)
from tracker.jobs.backing_off import next_try
from tracker.jobs.notify import NOTHING_LEFT, Round, notify
from tracker.jobs.tellings import Tellings, Told
from tracker.model import (
    AlertKind,
    Burst,
    Channel,
    DeliveryState,
    Mute,
    NewsKind,
    QuietHours,
    Rule,
    Settings,
    Telling,
)

PARIS = ZoneInfo("Europe/Paris")
SETTINGS = Settings(data=PurePath("unused"))
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DESK = "desk@example.org"


@dataclass
class Letter:
    """What a builder made."""

    recipient: str
    message_id: str
    lines: tuple[str, ...]
    zone: str


@dataclass
class Post:
    """A sender that keeps what it takes, and fails for some recipients as it is told."""

    moods: dict[str, TrackerError] = field(default_factory=dict)
    sent: list[Letter] = field(default_factory=list)
    takes: Callable[[], None] = lambda: None

    def send(self, message: Letter) -> str:
        self.takes()
        if message.recipient in self.moods:
            raise self.moods[message.recipient]
        self.sent.append(message)
        return "250 taken"


@dataclass
class Place:
    """One channel with its outbox, its post and a clock that is set by hand."""

    outbox: Shelf = field(default_factory=lambda: Shelf(stories={(1, number): fire(number) for number in range(1, 9)}))
    post: Post = field(default_factory=Post)
    rules: dict[str, Rule] = field(default_factory=dict)
    now: datetime = NOON
    stop: Callable[[], bool] = lambda: False
    settings: Settings = SETTINGS
    gone: bool = False

    def round(self) -> Round[Letter]:
        return Round(
            outbox=self.outbox,
            channel=Channel.MAIL,
            sender=self.post,
            build=build,
            tellings=Tellings(self.outbox),
            rule_of=lambda name: None if self.gone else self.rules.get(name, Rule()),
            settings=self.settings,
            zone=PARIS,
            clock=lambda: self.now,
            stop=self.stop,
        )

    def run(self, *, at: datetime | None = None, limit: int = 100) -> int:
        self.now = at or self.now
        return notify(self.round(), limit=limit)

    @property
    def lines(self) -> list[tuple[str, ...]]:
        return [letter.lines for letter in self.post.sent]


def build(telling: Telling, stories: tuple[Told, ...], *, rule: Rule | None, zone: object, now: datetime) -> Letter:
    lines = [one.step.summary if one.step else ", ".join(other.kind.value for other in one.others) for one in stories]
    carrier = telling.deliveries[-1]
    return Letter(carrier.recipient, carrier.message_id, tuple(lines), str(zone))


def test_what_is_owed_is_decided_built_sent_and_noted() -> None:
    place = Place()
    place.outbox.owe(owed(1, version=2), owed(2, version=3))
    assert place.run() == 1
    assert place.lines == [("~1 paragraph · 1 → 3 people (died)",)]
    assert place.outbox.states() == {1: "merged", 2: "sent"}
    assert (place.outbox.rows[2].told, place.outbox.rows[2].sent) == ("250 taken", NOON)
    assert place.outbox.bursts == {(DESK, 1): Burst(window=3 * MINUTE, until=NOON + 3 * MINUTE)}
    assert place.run() == 0


def test_a_digest_is_a_message_of_its_own_that_tells_every_story() -> None:
    place = Place(rules={DESK: Rule(quiet=QuietHours(begins=time(12), ends=time(14)), timezone="UTC")})
    place.outbox.stories |= {(2, 1): fire(20), (2, 2): fire(21)}
    place.outbox.owe(owed(1, version=2), owed(2, article=2, version=2), owed(3, article=None, kind=AlertKind.BLIND))
    assert place.run() == 0
    assert place.run(at=NOON + timedelta(hours=2)) == 1
    assert place.lines == [("~1 paragraph · 1 → 2 people (died)", "~1 paragraph · 20 → 21 people (died)", "blind")]
    assert place.post.sent[0].zone == "UTC"
    assert place.outbox.rows[4].kind is AlertKind.DIGEST
    assert place.outbox.states() == {1: "merged", 2: "merged", 3: "merged", 4: "sent"}


def test_what_failed_for_now_comes_back_as_it_was_under_the_same_message_id() -> None:
    place = Place(post=Post({DESK: TemporaryDeliveryError("451 try later")}))
    place.outbox.owe(owed(1, version=2), owed(2, version=3))
    assert place.run() == 0
    again = next_try(1, "<2@x.invalid>", NOON)
    assert (place.outbox.rows[2].next_try, place.outbox.rows[2].told) == (again, "451 try later")
    place.outbox.owe(owed(3, version=4, at=NOON + MINUTE / 2))
    place.post.moods.clear()
    assert place.run(at=again - MINUTE / 10) == 0
    assert place.run(at=again) == 1
    assert place.lines == [("~1 paragraph · 1 → 3 people (died)",)]
    assert place.post.sent[0].message_id == "<2@x.invalid>"
    assert place.run(at=again + 6 * MINUTE) == 1
    assert place.lines[1] == ("~1 paragraph · 3 → 4 people (died)",)


def test_after_a_crash_between_deciding_and_noting_it_leaves_again_with_the_same_words() -> None:
    place = Place()
    place.outbox.owe(owed(1, version=2), owed(2, version=3))

    def lights_out() -> None:
        raise KeyboardInterrupt

    place.post.takes = lights_out
    with pytest.raises(KeyboardInterrupt):
        place.run()
    place.post.takes = lambda: None
    place.outbox.owe(owed(3, version=4))
    assert place.run(at=NOON + 15 * MINUTE) == 1
    assert (place.lines, place.post.sent[0].message_id) == ([("~1 paragraph · 1 → 3 people (died)",)], "<2@x.invalid>")


def test_one_recipient_that_fails_stops_no_other() -> None:
    moods: dict[str, TrackerError] = {
        "busy@x": TemporaryDeliveryError("451 try later"),
        "never@x": PermanentDeliveryError("550 no such user"),
    }
    place = Place(post=Post(moods))
    place.outbox.owe(
        *(owed(n, version=2, recipient=f"{name}@x") for n, name in enumerate(("busy", "never", "fine"), 1))
    )
    assert place.run() == 1
    assert place.outbox.states() == {1: "pending", 2: "failed", 3: "sent"}
    assert place.outbox.rows[2].told == "550 no such user"


def test_one_story_that_does_not_read_back_stops_no_other_message() -> None:
    place = Place()
    place.outbox.stories |= {(2, 1): fire(20), (2, 2): fire(21)}
    place.outbox.broken[1, 2] = StoreDamagedError("version 2 of article 1 does not read back")
    place.outbox.owe(owed(1, version=2), owed(2, article=2, version=2), owed(3, article=9, version=1))
    assert place.run() == 1
    assert place.outbox.states() == {1: "pending", 2: "sent", 3: "failed"}
    assert (place.outbox.rows[1].told, place.outbox.rows[3].told) == (
        "version 2 of article 1 does not read back",
        "no article 9",
    )


def test_it_is_given_up_with_the_servers_words_when_its_time_is_over() -> None:
    place = Place(post=Post({DESK: TemporaryDeliveryError("451 try later")}))
    place.outbox.owe(owed(1, version=2, at=NOON - timedelta(days=3)))
    place.outbox.rows[1] = replace(place.outbox.rows[1], attempts=70, told="451 try later")
    place.run()
    assert place.outbox.rows[1].state is DeliveryState.FAILED
    assert place.outbox.rows[1].told == "given up after 71 tries: 451 try later"


def test_what_is_old_at_its_first_try_is_not_given_up_at_once_and_is_given_up_in_the_end() -> None:
    place = Place(post=Post({DESK: TemporaryDeliveryError("450 4.2.0 greylisted")}))
    place.outbox.owe(owed(1, version=2, at=NOON - timedelta(days=4)))
    place.run()
    assert place.outbox.rows[1].state is DeliveryState.PENDING
    while (due := place.outbox.next_due()) is not None and place.now < NOON + timedelta(days=1):
        place.run(at=due)
    # 1 + 2 + 4 + 8 + 16 + 32 minutes, then an hour each.
    assert place.outbox.rows[1].told == "given up after 12 tries: 450 4.2.0 greylisted"


def test_a_service_that_asks_for_days_of_patience_gets_no_more_than_the_lifetime() -> None:
    place = Place(post=Post({DESK: TemporaryDeliveryError("503", wait=timedelta(days=1))}))
    place.outbox.owe(owed(1, version=2, at=NOON - timedelta(days=3)))
    place.run()
    assert place.outbox.rows[1].state is DeliveryState.FAILED


def test_whoever_was_taken_out_of_the_settings_is_sent_nothing_that_was_decided_before() -> None:
    place = Place(post=Post({DESK: TemporaryDeliveryError("421 busy")}))
    place.outbox.owe(owed(1, version=2))
    place.run()
    place.post.moods.clear()
    place.gone = True
    assert place.run(at=NOON + 5 * MINUTE) == 0
    assert place.post.sent == []
    assert place.outbox.rows[1].state is DeliveryState.MUTED
    assert place.outbox.rows[1].told == "nobody of this name is in the settings any more"


def test_a_message_that_was_tried_in_vain_and_is_muted_meanwhile_is_not_sent() -> None:
    place = Place(post=Post({DESK: TemporaryDeliveryError("421 busy")}))
    place.outbox.owe(owed(1, version=2))
    place.run()
    place.post.moods.clear()
    place.outbox.mutes = (Mute(id=1, recipient="", article_id=1, since=NOON, until=NOON + HOUR, reason="enough"),)
    assert place.run(at=NOON + 5 * MINUTE) == 0
    assert (place.post.sent, place.outbox.rows[1].state) == ([], DeliveryState.MUTED)
    assert place.outbox.rows[1].told == "this story was muted until 14:00 on 22 Nov: enough"


def test_a_message_that_ends_whoever_builds_it_is_shown_as_failed_in_the_end() -> None:
    place = Place()
    place.outbox.owe(owed(1, version=2))

    def lights_out() -> None:
        raise KeyboardInterrupt

    place.post.takes = lights_out
    for turn in range(20):
        with pytest.raises(KeyboardInterrupt):
            place.run(at=NOON + turn * HOUR)
    place.run(at=NOON + 20 * HOUR)
    assert place.outbox.rows[1].state is DeliveryState.FAILED
    assert place.outbox.rows[1].told.startswith("each of 20 tries was cut short")


def test_whoever_wants_to_leave_leaves_the_rest_to_the_next_round() -> None:
    place = Place()
    place.stop = lambda: len(place.post.sent) == 1
    place.outbox.stories |= {(2, 1): fire(20), (2, 2): fire(21)}
    place.outbox.owe(owed(1, version=2), owed(2, article=2, version=2), owed(3, version=2, recipient="b@x"))
    assert place.run() == 1
    place.stop = lambda: False
    assert place.run() == 2


def test_nothing_more_is_sent_when_what_was_sent_cannot_be_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place()
    place.outbox.owe(owed(1, version=2), owed(2, version=2, recipient="b@x"))

    def full(*_: object, **__: object) -> None:
        raise StoreUnwritableError("no room")

    monkeypatch.setattr(place.outbox, "delivered", full)
    with pytest.raises(StoreUnwritableError):
        place.run()
    assert len(place.post.sent) == 1


def test_what_could_not_leave_before_the_night_waits_for_the_morning() -> None:
    place = Place(post=Post({DESK: TemporaryDeliveryError("connection refused")}))
    place.rules[DESK] = Rule(quiet=QuietHours(begins=time(12, 1), ends=time(14)), timezone="UTC")
    place.outbox.owe(owed(1, version=2))
    place.run()
    place.post.moods.clear()
    assert place.run(at=NOON + 5 * MINUTE) == 0
    assert place.outbox.rows[1].next_try == NOON + timedelta(hours=2)
    assert place.run(at=NOON + timedelta(hours=2)) == 1


def test_what_is_muted_or_unwanted_is_settled_with_its_reason() -> None:
    place = Place(rules={DESK: Rule(kinds=(NewsKind.CORRECTION,))})
    mute = Mute(id=1, recipient="b@x", article_id=1, since=NOON, until=None, reason="enough")
    place.outbox.mutes = (mute,)
    place.outbox.owe(owed(1, version=2), owed(2, version=2, recipient="b@x"))
    assert place.run() == 0
    assert place.outbox.rows[1].told == (
        "your rule asks for correction; this change is: number changed, paragraphs edited"
    )
    assert place.outbox.rows[2].told == "this story was muted: enough"


def test_each_version_of_a_busy_hour_reaches_all_recipients_within_the_cap_at_the_price_of_one() -> None:
    outbox = Shelf(stories={(1, number): fire(number) for number in range(1, 62)})
    place = Place(outbox=outbox)
    names = [f"{number}@x" for number in range(20)]
    for version in range(2, 62):
        at = NOON + version * MINUTE
        place.outbox.owe(*(owed(version, version=version, recipient=name, at=at) for name in names))
        place.run(at=at)
    while (due := outbox.next_due()) is not None:
        place.run(at=due)
    assert set(outbox.states().values()) == {"sent", "merged"}
    for name in names:
        told = [letter.lines[0] for letter in place.post.sent if letter.recipient == name]
        assert told == [f"~1 paragraph · {one} people (died)" for one in _steps(told)]
    assert outbox.asked < 2 * 150


def _steps(told: list[str]) -> list[str]:
    ends = [int(line.split(" → ")[1].split()[0]) for line in told]
    assert ends[-1] == 61
    return [f"{before} → {after}" for before, after in zip([1, *ends], ends, strict=False)]


def test_a_lease_covers_a_slow_server() -> None:
    slow = replace(SETTINGS, mail=replace(SETTINGS.mail, smtp=replace(SETTINGS.mail.smtp, timeout=2 * MINUTE)))
    assert Place(settings=slow).round().lease == 12 * MINUTE


def test_a_digest_of_which_all_was_withdrawn_is_not_sent() -> None:
    place = Place(rules={DESK: Rule(quiet=QuietHours(begins=time(12), ends=time(14)), timezone="UTC")})
    place.outbox.stories |= {(2, 1): fire(20), (2, 2): fire(21)}
    place.outbox.owe(owed(1, version=2), owed(2, article=2, version=2))
    place.run()
    place.post.moods[DESK] = TemporaryDeliveryError("421 busy")
    place.run(at=NOON + timedelta(hours=2))
    for number in (1, 2):
        place.outbox.rows[number] = replace(place.outbox.rows[number], state=DeliveryState.WITHDRAWN, merged_into=None)
    place.post.moods.clear()
    assert place.run(at=NOON + timedelta(hours=3)) == 0
    assert (place.outbox.rows[3].state, place.outbox.rows[3].told) == (DeliveryState.MUTED, NOTHING_LEFT)
    assert place.post.sent == []
