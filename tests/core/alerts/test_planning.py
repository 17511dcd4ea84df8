from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest

from tests.core.alerts.newsroom import (
    EDITED,
    ENTRIES,
    HEADLINE,
    HOUR,
    MINUTE,
    NIGHT,
    NOON,
    NOTHING,
    TOLL,
    Tells,
    batch,
)
from tests.jobs.outbox import owed
from tracker.core.alerts import carried_until, plan
from tracker.model import (
    AlertKind,
    AlertSettings,
    Batch,
    Burst,
    Decision,
    HoldReason,
    Mute,
    NewsKind,
    Pace,
    Rule,
    Silenced,
    Telling,
    Waiting,
)

SETTINGS = AlertSettings()
MIDNIGHT = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
EVENTS = [kind for kind in AlertKind if kind not in (AlertKind.CHANGED, AlertKind.DIGEST, AlertKind.TEST)]


def planned(
    given: Batch, rule: Rule | None = None, tells: Tells | None = None, *, now: datetime = NOON
) -> tuple[Decision, ...]:
    return plan(given, rule or Rule(), tells or Tells(), SETTINGS, now, UTC)


def ids(decision: Decision) -> tuple[int, ...]:
    return tuple(one.id for one in decision.deliveries)


def only(decisions: tuple[Decision, ...]) -> Any:
    (decision,) = decisions
    return decision


def waits(decision: Decision) -> tuple[tuple[int, ...], datetime, HoldReason]:
    assert isinstance(decision, Waiting)
    return ids(decision), decision.until, decision.held_for


def test_nothing_due_is_nothing_to_decide() -> None:
    assert planned(batch()) == ()


def test_one_change_is_told_at_once_and_opens_a_window() -> None:
    told = only(planned(batch(owed(1))))
    assert told == Telling(deliveries=(owed(1),), burst={1: 3 * MINUTE})


def test_versions_of_one_story_are_merged_oldest_first_and_stories_stay_apart() -> None:
    due = (owed(2, version=5), owed(3, article=2, version=1), owed(1, version=4))
    assert [ids(one) for one in planned(batch(*due))] == [(1, 2), (3,)]


def test_what_was_told_in_between_parts_a_merge_and_the_older_part_leaves_first() -> None:
    due = (owed(1, version=3), owed(2, version=5), owed(3, version=6))
    first, later = planned(batch(*due, told={1: (2, 4)}))
    assert isinstance(first, Telling)
    assert ids(first) == (1,)
    assert waits(later) == ((2, 3), NOON + 3 * MINUTE, HoldReason.BURST)
    assert ids(only(planned(batch(*due, told={1: (2, 7)})))) == (1, 2, 3)


def test_what_befell_a_story_goes_with_its_change() -> None:
    due = (owed(1, version=3), owed(2, version=3, kind=AlertKind.GONE), owed(3, version=4))
    assert ids(only(planned(batch(*due)))) == (1, 2, 3)


def test_what_befell_a_story_is_told_though_its_change_is_not_wanted() -> None:
    due = (owed(1), owed(2, kind=AlertKind.GONE))
    told, silenced = planned(batch(*due), Rule(kinds=(NewsKind.GONE,)))
    assert isinstance(told, Telling)
    assert ids(told) == (2,)
    assert silenced == Silenced(
        deliveries=(owed(1),), reason="your rule asks for gone; this change is: paragraphs edited"
    )


def test_every_kind_of_news_is_told_where_a_rule_names_it() -> None:
    for kind in EVENTS:
        rule = Rule(kinds=(NewsKind(kind.value),))
        assert isinstance(only(planned(batch(owed(1, kind=kind)), rule)), Telling), kind


def test_news_of_the_tracker_have_no_story_and_no_burst() -> None:
    told = planned(batch(owed(1, article=None, kind=AlertKind.BLIND), owed(2, article=None, kind=AlertKind.MAIL_STUCK)))
    assert [ids(one) for one in told] == [(1,), (2,)]
    assert [one.burst for one in told if isinstance(one, Telling)] == [{}, {}]


def test_whoever_is_not_in_the_settings_any_more_is_told_nothing() -> None:
    decision = plan(batch(owed(1), owed(2)), None, Tells(), SETTINGS, NOON, UTC)
    assert decision == (
        Silenced(deliveries=(owed(1), owed(2)), reason="nobody of this name is in the settings any more"),
    )


def mute(**given: Any) -> Mute:
    defaults: dict[str, Any] = {"recipient": "", "article_id": None, "until": None, "reason": "holiday"}
    return Mute(id=1, since=NOON - HOUR, **(defaults | given))


def test_what_is_muted_is_not_told_and_says_why() -> None:
    given = batch(owed(1), owed(2, article=2), mutes=(mute(article_id=1, until=NOON + HOUR),))
    told, silenced = planned(given)
    assert ids(told) == (2,)
    assert isinstance(silenced, Silenced)
    assert silenced.reason == "this story was muted until 13:00 on 22 Nov: holiday"


def test_a_mute_of_somebody_else_one_that_is_over_and_a_test_do_not_matter() -> None:
    others = (mute(recipient="else@example.org"), mute(until=NOON))
    assert isinstance(only(planned(batch(owed(1), mutes=others))), Telling)
    test = owed(1, article=None, kind=AlertKind.TEST)
    assert isinstance(only(planned(batch(test, mutes=(mute(recipient="desk@example.org"),)))), Telling)


def test_in_quiet_hours_news_wait_until_they_end() -> None:
    decision = only(planned(batch(owed(1), owed(2)), Rule(quiet=NIGHT), now=MIDNIGHT))
    assert waits(decision) == ((1, 2), MORNING, HoldReason.QUIET)
    assert decision.reason == "your quiet hours end at 07:00 on 23 Nov; what waits is told in one message then"


def quietly(number: int, **given: Any) -> Any:
    return owed(number, held_for=HoldReason.QUIET, until=MORNING, at=MIDNIGHT, **given)


def test_the_end_of_quiet_hours_is_one_digest_and_one_story_alone_is_a_usual_mail() -> None:
    due = (quietly(1), quietly(2, article=2), quietly(3))
    digest = only(planned(batch(*due), Rule(quiet=NIGHT), now=MORNING))
    assert (ids(digest), digest.digest, digest.burst) == ((1, 2, 3), True, {1: 3 * MINUTE, 2: 3 * MINUTE})
    single = only(planned(batch(quietly(1), quietly(3)), Rule(quiet=NIGHT), now=MORNING))
    assert (ids(single), single.digest) == ((1, 3), False)


def test_a_digest_is_of_the_day_that_its_reader_has() -> None:
    due = (quietly(1), quietly(2, article=2))
    (digest,) = plan(batch(*due), Rule(), Tells(), SETTINGS, MORNING, timezone(-8 * HOUR))
    assert isinstance(digest, Telling)
    assert (digest.day, MORNING.date()) == (date(2026, 11, 22), date(2026, 11, 23))


def test_a_digest_that_was_missed_while_the_tracker_was_down_leaves_as_soon_as_it_may() -> None:
    late = MORNING + 3 * HOUR
    assert only(planned(batch(quietly(1), quietly(2, article=2)), Rule(quiet=NIGHT), now=late)).digest
    next_night = MORNING + timedelta(hours=16)
    again = planned(batch(quietly(1)), Rule(quiet=NIGHT), now=next_night)
    assert waits(only(again)) == ((1,), MORNING + timedelta(days=1), HoldReason.QUIET)


def test_what_breaks_through_leaves_in_quiet_hours_with_all_that_waits_of_its_story() -> None:
    due = (quietly(1), quietly(2, article=2), owed(3, at=MIDNIGHT + HOUR))
    rule = Rule(quiet=NIGHT, breakthrough=(NewsKind.TOLL,))
    told, waiting = planned(batch(*due), rule, Tells({3: TOLL}), now=MIDNIGHT + HOUR)
    assert isinstance(told, Telling)
    assert (ids(told), told.digest) == ((1, 3), False)
    assert waits(waiting) == ((2,), MORNING, HoldReason.QUIET)


def test_what_breaks_through_waits_for_no_digest_and_no_cap_but_is_no_flood() -> None:
    rule = Rule(pace=Pace.DIGEST, breakthrough=(NewsKind.TOLL,), per_hour=1)
    full = batch(owed(1), sent=(NOON - MINUTE,))
    assert isinstance(only(planned(full, rule, Tells({1: TOLL}))), Telling)
    burst = Burst(window=12 * MINUTE, until=NOON + 10 * MINUTE)
    lively = planned(replace(full, bursts={1: burst}), rule, Tells({1: TOLL}))
    assert waits(only(lively)) == ((1,), NOON + MINUTE, HoldReason.BURST)


def test_a_digest_leaves_at_its_time_and_takes_along_what_came_at_the_last_moment() -> None:
    rule = Rule(pace=Pace.DIGEST, digest_at=(time(18),))
    evening = NOON + 6 * HOUR
    decision = only(planned(batch(owed(1)), rule))
    assert waits(decision) == ((1,), evening, HoldReason.DIGEST)
    assert decision.reason == "your rule gathers such news; the next digest leaves at 18:00 on 22 Nov"
    held = owed(1, held_for=HoldReason.DIGEST, until=evening)
    digest = only(planned(batch(held, owed(2, article=2, at=evening)), rule, now=evening))
    assert (ids(digest), digest.digest) == ((1, 2), True)


def test_a_digest_that_falls_into_the_night_waits_for_the_morning() -> None:
    decision = only(planned(batch(owed(1)), Rule(pace=Pace.DIGEST, quiet=NIGHT), now=MIDNIGHT - 30 * MINUTE))
    assert waits(decision) == ((1,), MORNING, HoldReason.DIGEST)


def test_new_entries_of_a_live_blog_alone_are_gathered_and_leave_at_once_with_other_news() -> None:
    assert waits(only(planned(batch(owed(1)), tells=Tells({1: ENTRIES})))) == ((1,), NOON + HOUR, HoldReason.DIGEST)
    waiting = owed(1, held_for=HoldReason.DIGEST, until=NOON + HOUR)
    told = only(planned(batch(waiting, owed(2)), tells=Tells({1: ENTRIES, 2: HEADLINE})))
    assert (ids(told), told.digest) == ((1, 2), False)
    never = only(planned(batch(owed(1)), Rule(live_entries=Pace.NEVER), Tells({1: ENTRIES})))
    assert never.reason == "only new entries came, and your rule never tells these by themselves"


def test_a_rule_that_never_tells_tells_what_breaks_through_alone() -> None:
    rule = Rule(pace=Pace.NEVER, breakthrough=(NewsKind.TOLL,))
    assert isinstance(only(planned(batch(owed(1)), rule, Tells({1: TOLL}))), Telling)
    assert only(planned(batch(owed(1)), rule)).reason == "your rule tells nothing but its breakthrough kinds"
    assert isinstance(only(planned(batch(owed(1)), rule, Tells({1: ENTRIES}))), Silenced)


def test_while_a_window_is_open_news_of_its_story_alone_are_gathered() -> None:
    bursts = {1: Burst(window=6 * MINUTE, until=NOON + 4 * MINUTE)}
    told, waiting = planned(batch(owed(1), owed(2, article=2), bursts=bursts))
    assert ids(told) == (2,)
    assert waits(waiting) == ((1,), NOON + 4 * MINUTE, HoldReason.BURST)
    assert isinstance(waiting, Waiting)
    assert waiting.reason == (
        "you were told of this story a short while ago: what comes meanwhile is gathered, for 4 min more"
    )


def test_what_came_in_a_window_leaves_merged_at_its_end_and_the_window_doubles() -> None:
    end = NOON + 4 * MINUTE
    burst = {1: Burst(window=6 * MINUTE, until=end)}
    held = [owed(number, held_for=HoldReason.BURST, until=end) for number in (1, 2)]
    assert only(planned(batch(*held, owed(3, at=end), bursts=burst), now=end)) == Telling(
        deliveries=(*held, owed(3, at=end)), burst={1: 12 * MINUTE}
    )


def test_above_the_cap_news_wait_until_the_oldest_message_leaves_the_hour() -> None:
    sent = tuple(NOON - minutes * MINUTE for minutes in (5, 20, 50, 61))
    due = tuple(owed(number, article=number) for number in (1, 2, 3))
    told, *waiting = planned(batch(*due, sent=sent), Rule(per_hour=4))
    assert ids(told) == (1,)
    assert [waits(one) for one in waiting] == [
        ((2,), NOON + 10 * MINUTE, HoldReason.CAP),
        ((3,), NOON + 10 * MINUTE, HoldReason.CAP),
    ]
    assert isinstance(waiting[0], Waiting)
    assert waiting[0].reason == (
        "your cap of 4 messages an hour is reached; the rest is told in one message at 12:10 on 22 Nov"
    )


def capped(number: int) -> Any:
    return owed(number, article=number, held_for=HoldReason.CAP, until=NOON, at=NOON - HOUR)


def test_what_waited_for_the_cap_leaves_as_one_digest_that_takes_along_what_has_no_room() -> None:
    sent = (NOON - MINUTE, NOON - HOUR)
    digest = only(planned(batch(capped(1), capped(2), owed(3, article=3), sent=sent), Rule(per_hour=2)))
    assert (ids(digest), digest.digest) == ((1, 2, 3), True)


def test_what_waits_for_the_cap_is_not_judged_again_while_there_is_no_room() -> None:
    full, until = (NOON - MINUTE, NOON - 2 * MINUTE), NOON + 58 * MINUTE
    waits_on, tells = replace(capped(1), next_try=until, told="your cap"), Tells()
    still, new = planned(batch(waits_on, owed(2, article=2), sent=full), Rule(per_hour=2), tells)
    assert tells.asked == [(2,)]
    assert still == Waiting(deliveries=(waits_on,), until=until, held_for=HoldReason.CAP, reason="your cap")
    assert waits(new) == ((2,), until, HoldReason.CAP)


@pytest.mark.parametrize("until", [NOON, NOON + 61 * MINUTE], ids=["its time has come", "the clock was set back"])
def test_what_waited_for_the_cap_long_enough_is_judged_again(until: datetime) -> None:
    full, waited = (NOON - MINUTE, NOON - 2 * MINUTE), replace(capped(1), next_try=until, told="your cap")
    assert waits(only(planned(batch(waited, sent=full), Rule(per_hour=2)))) == (
        (1,),
        NOON + 58 * MINUTE,
        HoldReason.CAP,
    )


def test_room_in_the_hour_takes_what_waited_for_it_before_its_time() -> None:
    early = replace(capped(1), next_try=NOON + MINUTE, told="your cap")
    assert ids(only(planned(batch(early, sent=(NOON - MINUTE,)), Rule(per_hour=2)))) == (1,)


def test_a_digest_counts_as_one_message() -> None:
    due = (capped(1), capped(2), owed(3, article=3), owed(4, article=4))
    told = planned(batch(*due, sent=(NOON - MINUTE,)), Rule(per_hour=3))
    assert [ids(one) for one in told] == [(1, 2, 4), (3,)]


def test_without_a_cap_all_leave() -> None:
    due = tuple(owed(number, article=number) for number in range(1, 41))
    assert len(planned(batch(*due, sent=(NOON,) * 50), Rule(per_hour=0))) == 40


def test_a_change_that_is_back_where_it_was_is_told_once() -> None:
    told = only(planned(batch(owed(1), owed(2)), tells=Tells(whole=NOTHING)))
    assert ids(told) == (1, 2)


def test_a_test_leaves_whatever_the_hour_and_the_cap() -> None:
    test = owed(2, article=None, kind=AlertKind.TEST, at=MIDNIGHT)
    rule = Rule(quiet=NIGHT, per_hour=1)
    told, waiting = planned(batch(owed(1), test, sent=(MIDNIGHT,)), rule, Tells({1: EDITED}), now=MIDNIGHT)
    assert ids(told) == (2,)
    assert waits(waiting) == ((1,), MORNING, HoldReason.QUIET)


def test_a_message_that_could_not_leave_before_the_night_leaves_in_the_morning_unless_it_breaks_through() -> None:
    rule = Rule(quiet=NIGHT, breakthrough=(NewsKind.TOLL,))
    told, test = (owed(1), owed(2)), owed(3, article=None, kind=AlertKind.TEST)
    assert carried_until(told, rule, Tells(), MIDNIGHT, UTC) == MORNING
    assert carried_until(told, rule, Tells({2: TOLL}), MIDNIGHT, UTC) is None
    assert carried_until((test,), rule, Tells(), MIDNIGHT, UTC) is None
    assert carried_until(told, rule, Tells(), NOON, UTC) is None
    assert carried_until(told, None, Tells(), MIDNIGHT, UTC) is None


def test_a_toll_that_is_new_since_the_last_look_breaks_through_though_from_a_to_z_it_is_a_new_paragraph() -> None:
    rule = Rule(quiet=NIGHT, breakthrough=(NewsKind.TOLL,))
    due = (owed(1, at=MIDNIGHT, held_for=HoldReason.QUIET, until=MORNING), owed(2, at=MIDNIGHT))
    told = only(planned(batch(*due), rule, Tells({1: EDITED, 2: TOLL}, whole=EDITED), now=MIDNIGHT))
    assert ids(told) == (1, 2)
