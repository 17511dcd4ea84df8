from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jobs.world import NOON, PLACE
from tracker.jobs.backing_off import tried_for
from tracker.jobs.pulse import Pulse
from tracker.jobs.vigil import Vigil, Watchword, daily_line, newest_daily
from tracker.model import (
    AlertKind,
    AlertSettings,
    Channel,
    Chat,
    NewsKind,
    Outlet,
    Outlook,
    Owed,
    Recipient,
    Settings,
    Silence,
    Unsent,
)

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DESK = Settings(
    data=PLACE,
    alerts=AlertSettings(fallback="room"),
    recipients=(Recipient(address="desk@example.org"),),
    chats=(Chat(name="room", kinds=(NewsKind.GONE,)),),
)
TWO = replace(DESK, recipients=(*DESK.recipients, Recipient(address="night@example.org")))
DAILY = replace(
    DESK,
    alerts=AlertSettings(daily_at=time(7, 30)),
    recipients=(Recipient(address="desk@example.org", kinds=(NewsKind.DAILY,)),),
    chats=(),
)


@dataclass
class Ledger:
    """A record whose numbers are set by hand, and which keeps what is owed, once an occasion."""

    seen: Outlook = field(default_factory=Outlook)
    oldest: datetime | None = None
    mail: Outlet = field(default_factory=Outlet)
    owed: dict[tuple[str, str], Owed] = field(default_factory=dict)

    def outlook(self, now: datetime) -> Outlook:
        return replace(self.seen, beat=now)

    def outlet(self, channel: Channel, now: datetime) -> Outlet:
        assert channel is Channel.MAIL
        return replace(self.mail, tried=_tried(self.oldest, now) or self.mail.tried)

    def latest_news(self, kind: AlertKind) -> str:
        return next((one.occasion for one in reversed(self.owed.values()) if one.kind is kind), "")

    def was_told(self, article_id: int | None, occasions: Sequence[str]) -> bool:
        assert article_id is None
        return any(one.occasion in occasions for one in self.owed.values())

    def owe(self, owed: Sequence[Owed], now: datetime) -> None:
        for one in owed:
            self.owed.setdefault((one.occasion, one.recipient), one)

    @property
    def told(self) -> list[tuple[AlertKind, str]]:
        return [(one.kind, one.recipient) for one in self.owed.values()]


def _tried(since: datetime | None, now: datetime) -> tuple[Unsent, ...]:
    """Give what is tried in vain since a moment, at the usual pauses."""
    if since is None:
        return ()
    attempts = next(count for count in range(1, 999) if since + tried_for(count + 1) > now)
    return (Unsent(created=since, attempts=attempts, next_try=since + tried_for(attempts + 1)),)


@dataclass
class Watch:
    """A vigil that is called every minute, and a clock."""

    ledger: Ledger = field(default_factory=Ledger)
    settings: Settings = DESK
    now: datetime = NOON

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        self.vigil = Vigil(self.ledger, self.settings, BERLIN, self.now)

    def keep(self, minutes: int, *, each: int = 1, failing: str = "") -> Watchword:
        """Call so long; with `failing` each look of these minutes is in vain."""
        said = Watchword()
        for _ in range(0, minutes, each):
            self.now += each * MINUTE
            if failing:
                silence = replace(getattr(self.ledger.seen, failing), last=self.now)
                self.ledger.seen = replace(self.ledger.seen, **{failing: silence})
            said = self.vigil.keep(self.now)
        return said

    def silent(self, hosts: int, *, of: int = 5) -> None:
        silence = Silence(articles=hosts, hosts=hosts, since=self.now, last=self.now)
        self.ledger.seen = Outlook(articles=of, hosts=of, answered=self.now - MINUTE, unanswered=silence)

    def unread(self, articles: int, hosts: int, *, of: int = 5) -> None:
        silence = Silence(articles=articles, hosts=hosts, since=self.now, last=self.now)
        self.ledger.seen = Outlook(articles=9, hosts=of, answered=self.now, read=self.now - MINUTE, unread=silence)

    def answer(self) -> None:
        self.ledger.seen = Outlook(articles=5, hosts=5, answered=self.now, read=self.now, looked=self.now)


OFFLINE, BLIND = (AlertKind.OFFLINE, "desk@example.org"), (AlertKind.BLIND, "desk@example.org")
BACK, ROOM_BACK = (AlertKind.BACK, "desk@example.org"), (AlertKind.BACK, "room")


def of_desk(ledger: Ledger) -> list[tuple[AlertKind, str]]:
    return [one for one in ledger.told if one[1] == "desk@example.org"]


def test_nothing_is_told_of_a_watch_that_sees() -> None:
    watch = Watch()
    watch.answer()
    assert watch.keep(600) == Watchword()
    assert watch.ledger.told == []


def test_the_next_time_is_told_again() -> None:
    watch = Watch()
    for _ in range(2):
        watch.silent(2)
        watch.keep(61, failing="unanswered")
        watch.answer()
        watch.keep(5)
    assert of_desk(watch.ledger) == [OFFLINE, BACK] * 2


@pytest.mark.parametrize(
    ("silent", "of", "told"), [(1, 5, []), (1, 1, [OFFLINE]), (2, 2, [OFFLINE]), (2, 5, [OFFLINE])]
)
def test_one_site_that_is_silent_says_nothing_of_us_unless_it_is_the_only_one(
    silent: int, of: int, told: list[object]
) -> None:
    watch = Watch()
    watch.silent(silent, of=of)
    watch.keep(90, failing="unanswered")
    assert of_desk(watch.ledger) == told


def test_what_nobody_looked_at_says_nothing() -> None:
    watch = Watch()
    watch.silent(3)
    watch.keep(600)
    assert watch.ledger.told == []


def test_a_machine_that_slept_or_was_off_is_not_offline_for_that_long() -> None:
    watch = Watch()
    watch.silent(3)
    watch.keep(5, failing="unanswered")
    watch.now += 9 * HOUR
    watch.keep(30, failing="unanswered")
    watch.now += 9 * HOUR
    watch.restart()
    watch.keep(30, failing="unanswered")
    assert watch.ledger.told == []

    watch.keep(31, failing="unanswered")
    assert of_desk(watch.ledger) == [OFFLINE]


def test_sleep_is_no_end_of_a_trouble_and_a_restart_does_not_tell_it_again() -> None:
    watch = Watch()
    watch.silent(3)
    watch.keep(61, failing="unanswered")
    watch.now += 9 * HOUR
    watch.keep(90, failing="unanswered")
    watch.restart()
    watch.keep(90, failing="unanswered")
    assert of_desk(watch.ledger) == [OFFLINE]

    watch.answer()
    watch.restart()
    watch.keep(3)
    watch.restart()
    assert watch.keep(3) == Watchword()
    assert of_desk(watch.ledger) == [OFFLINE, BACK]


def test_sites_that_answer_without_any_text_are_told_as_blind() -> None:
    watch = Watch()
    watch.unread(4, 2)
    for _ in range(70):
        watch.ledger.seen = replace(watch.ledger.seen, answered=watch.now)
        watch.keep(1, failing="unread")
    assert of_desk(watch.ledger) == [BLIND]

    watch.answer()
    assert watch.keep(1).ended == ("pages can be read again, after 1 h 11 min",)
    assert of_desk(watch.ledger) == [BLIND, BACK]


@pytest.mark.parametrize(("articles", "hosts", "of"), [(1, 1, 1), (3, 1, 5), (1, 1, 5)])
def test_pages_of_one_site_among_many_or_one_page_leave_nobody_blind(articles: int, hosts: int, of: int) -> None:
    watch = Watch()
    watch.unread(articles, hosts, of=of)
    for _ in range(90):
        watch.ledger.seen = replace(watch.ledger.seen, answered=watch.now)
        watch.keep(1, failing="unread")
    assert watch.ledger.told == []


def test_who_gets_no_answer_is_offline_and_not_blind() -> None:
    watch = Watch()
    watch.silent(3)
    watch.ledger.seen = replace(watch.ledger.seen, unread=replace(watch.ledger.seen.unanswered, articles=3))
    for _ in range(90):
        watch.keep(1, failing="unread")
        watch.ledger.seen = replace(watch.ledger.seen, unanswered=watch.ledger.seen.unread)
    assert of_desk(watch.ledger) == [OFFLINE]


def test_a_digest_of_the_night_that_is_refused_once_in_the_morning_is_not_stuck() -> None:
    watch = Watch()
    watch.answer()
    again = watch.now + MINUTE
    watch.ledger.mail = Outlet(tried=(Unsent(created=watch.now - 9 * HOUR, attempts=1, next_try=again),))
    assert watch.keep(1) == Watchword()
    watch.ledger.oldest, watch.ledger.mail = watch.now, Outlet()
    assert watch.keep(59).troubles == ()
    assert len(watch.keep(1).troubles) == 1


def test_mail_that_is_refused_to_all_for_good_is_stuck_until_one_is_taken() -> None:
    watch = Watch(settings=TWO)
    watch.answer()
    blocked = (("desk@example.org", watch.now), ("night@example.org", watch.now))
    watch.ledger.mail = Outlet(refused=blocked[:1])
    assert watch.keep(120).well
    watch.ledger.mail = Outlet(refused=blocked)
    assert "every mail is refused for good, since 2026-03-01 12:00 UTC" in watch.keep(1).troubles[0]
    watch.restart()
    assert not watch.keep(60 * 48).well
    watch.ledger.mail = Outlet()
    assert watch.keep(1).ended[0].startswith("mail leaves again")


def test_alerts_that_are_not_even_tried_are_stuck_though_not_for_the_time_of_a_sleep() -> None:
    watch = Watch()
    watch.answer()
    watch.ledger.mail = Outlet(overdue=watch.now - 5 * HOUR)
    assert watch.keep(59).well
    assert "are due and not even tried" in watch.keep(1).troubles[0]
    watch.ledger.mail = Outlet(overdue=watch.now)
    assert watch.keep(1).well


def test_without_a_fallback_stuck_mail_is_told_to_the_log() -> None:
    watch = Watch(settings=replace(DESK, alerts=AlertSettings()))
    watch.answer()
    watch.ledger.oldest = watch.now - 2 * HOUR
    assert len(watch.keep(1).troubles) == 1
    assert watch.keep(1) == Watchword(well=False)
    assert watch.ledger.told == []


def test_the_daily_line_is_owed_once_a_day_even_over_restarts() -> None:
    watch = Watch(settings=DAILY, now=datetime(2026, 3, 27, 0, 0, tzinfo=UTC))
    for _ in range(4 * 24):
        watch.answer()
        watch.keep(60, each=10)
        watch.restart()

    days = [one.occasion for one in watch.ledger.owed.values()]
    # Of the day before, the time was 17 hours ago at the first call.
    assert days == ["daily.2026-03-27", "daily.2026-03-28", "daily.2026-03-29", "daily.2026-03-30"]
    assert {one.kind for one in watch.ledger.owed.values()} == {AlertKind.DAILY}


@pytest.mark.parametrize(("down", "count"), [(11.9, 1), (12.1, 0)])
def test_a_daily_line_that_is_late_by_half_a_day_is_left_out(down: float, count: int) -> None:
    began = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)
    watch = Watch(settings=DAILY, now=began + down * HOUR - MINUTE)
    watch.answer()
    watch.keep(1)
    assert len(watch.ledger.owed) == count


def test_a_watch_that_was_just_set_up_says_nothing_of_going_on() -> None:
    watch = Watch(settings=DAILY, now=datetime(2026, 3, 1, 9, 0, tzinfo=UTC))
    watch.keep(1)
    watch.answer()
    watch.keep(60)
    assert watch.ledger.owed == {}
    watch.keep(24 * 60, each=10)
    assert [one.occasion for one in watch.ledger.owed.values()] == ["daily.2026-03-02"]


@pytest.mark.parametrize(
    ("at", "now", "moment"),
    [
        ("07:30", "2026-03-28T07:00", "2026-03-28T06:30"),
        ("07:30", "2026-03-29T07:00", "2026-03-29T05:30"),
        ("07:30", "2026-03-29T05:29", "2026-03-28T06:30"),
        # Left out in spring, there twice in autumn.
        ("02:30", "2026-03-29T12:00", "2026-03-29T01:30"),
        ("02:30", "2026-10-25T12:00", "2026-10-25T00:30"),
    ],
)
def test_the_time_of_day_is_meant_by_the_clock_on_the_wall(at: str, now: str, moment: str) -> None:
    found = newest_daily(time.fromisoformat(at), BERLIN, datetime.fromisoformat(f"{now}Z"))
    assert found == datetime.fromisoformat(f"{moment}Z")


@given(
    st.times(),
    st.integers(0, 500_000_000).map(lambda seconds: NOON + seconds * timedelta(seconds=1)),
    st.sampled_from(["Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu", "UTC"]),
)
def test_the_newest_moment_lies_within_the_last_day_or_so(at: time, now: datetime, name: str) -> None:
    moment = newest_daily(at, ZoneInfo(name), now)
    assert timedelta(0) <= now - moment <= timedelta(hours=26)


def test_the_line_counts_what_is_watched() -> None:
    seen = Outlook(articles=12, hosts=3, changes=1, unreadable=2)
    assert daily_line(seen) == "still watching 12 articles, 1 change since yesterday, 2 not readable"
    assert daily_line(Outlook()) == "still watching no articles, no changes since yesterday, all of them readable"


def test_a_sign_of_life_is_given_as_often_as_asked_and_only_while_all_is_well() -> None:
    given_at: list[datetime] = []
    clock = [NOON]

    def beat() -> str:
        given_at.append(clock[0])
        return "taken"

    pulse = Pulse(beat, every=5 * MINUTE)
    for minute in range(30):
        clock[0] = NOON + minute * MINUTE
        pulse.give(clock[0], well=not 7 <= minute < 18)

    assert [(one - NOON) // MINUTE for one in given_at] == [0, 5, 18, 23, 28]


def test_a_clock_that_is_set_back_does_not_hold_up_the_sign_of_life() -> None:
    pulse = Pulse(lambda: "taken", every=5 * MINUTE)
    assert [pulse.give(NOON, well=True), pulse.give(NOON - HOUR, well=True)] == ["taken", "taken"]


def test_all_is_not_well_where_the_store_takes_no_notes() -> None:
    class Full(Ledger):
        def outlook(self, now: datetime) -> Outlook:
            return replace(self.seen, beat=NOON - HOUR)

    assert not Vigil(Full(), DESK, BERLIN, NOON).keep(NOON).well
