from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.app.alert_record import ANNE, DIGESTS, TOLLS, befall, edit
from tests.edges.store.examples import NOON, at, opening
from tracker.app.alert_preview import previewed
from tracker.edges.store import Record, Store
from tracker.errors import UsageError
from tracker.model import (
    AlertSettings,
    Event,
    EventKind,
    HoldReason,
    Mute,
    NewsKind,
    Pace,
    QuietHours,
    Recipient,
    Settings,
)
from tracker.view.alert_preview import Preview, day_counts

EVENING = at(24 * 60)
ALL = Recipient(address=ANNE)


def keep(folder: Path, *edits: tuple[float, str]) -> Record:
    with Store.open(folder, clock=lambda: NOON) as store:
        store.open_watch(opening())
        for minute, text in edits:
            edit(store, minute, text)
    return Record.open(folder)


def told(record: Record, rule: Recipient, *, now: datetime = EVENING, since: datetime = NOON) -> Preview:
    (found,) = previewed(record, Settings(data=Path(), recipients=(rule,)), since, now, zone=UTC)
    return found


def rows(found: Preview) -> list[tuple[float, str, list[int | None]]]:
    """Give minute, decision and versions."""
    return [
        ((one.at - NOON) / timedelta(minutes=1), one.what, [each.version for each in one.deliveries])
        for one in found.replayed
    ]


def test_a_change_is_told_at_once_and_what_follows_is_gathered(tmp_path: Path) -> None:
    record = keep(tmp_path, (1, "It is open."), (2, "It is shut."), (3, "It fell."))

    assert rows(told(record, ALL)) == [
        (1, "told", [2]),
        (2, "waits", [3]),
        (3, "waits", [4]),
        (4, "told", [3, 4]),
    ]


def test_nothing_is_gathered_where_the_settings_say_so(tmp_path: Path) -> None:
    record = keep(tmp_path, (1, "It is open."), (2, "It is shut."))
    settings = Settings(data=Path(), recipients=(ALL,), alerts=AlertSettings(burst=timedelta(0)))

    (found,) = previewed(record, settings, NOON, EVENING, zone=UTC)

    assert [what for _, what, _ in rows(found)] == ["told", "told"]


def test_what_the_rule_does_not_ask_for_is_not_told_and_said_why(tmp_path: Path) -> None:
    record = keep(tmp_path, (1, "It is open."))
    (only,) = told(record, replace(ALL, kinds=(NewsKind.TOLL,))).replayed

    assert (only.what, only.until) == ("not told", None)
    assert only.reason.startswith("your rule asks for toll; this change is: ")


def test_quiet_hours_hold_until_they_end_and_tell_all_as_one(tmp_path: Path) -> None:
    record = keep(tmp_path, (1, "It is open."), (30, "It is shut."))
    quiet = replace(ALL, quiet=QuietHours(begins=time(11), ends=time(13)))
    found = told(record, quiet)

    assert rows(found) == [(1, "waits", [2]), (30, "waits", [3]), (60, "told", [2, 3])]
    assert {one.held_for for one in found.replayed[:2]} == {HoldReason.QUIET}
    assert {one.until for one in found.replayed[:2]} == {at(60)}


def test_hours_are_meant_in_the_zone_of_the_rule(tmp_path: Path) -> None:
    record = keep(tmp_path, (1, "It is open."))
    paris = replace(ALL, quiet=QuietHours(begins=time(12), ends=time(14)), timezone="Europe/Paris")

    assert [one.until for one in told(record, paris).replayed] == [at(60), None]


def test_a_breakthrough_waits_for_nothing(tmp_path: Path) -> None:
    record = keep(tmp_path, (1, "Seven people died."), (30, "Nine people died."))
    quiet = replace(ALL, quiet=QuietHours(begins=time(12, 20), ends=time(13)), breakthrough=(NewsKind.TOLL,))

    assert rows(told(record, quiet))[-1][:2] == (30, "told")


def test_a_digest_leaves_at_its_hour_and_one_whose_hour_has_not_come_waits_at_the_end(tmp_path: Path) -> None:
    record = keep(tmp_path, (1, "It is open."), (30, "It is shut."))
    rule = replace(ALL, pace=Pace.DIGEST, digest_at=(time(18),))
    whole, early = told(record, rule), told(record, rule, now=at(120))

    assert rows(whole)[-1] == (360, "told", [2, 3])
    assert [what for _, what, _ in rows(early)] == ["waits", "waits"]
    assert [one.version for one in early.waiting] == [2, 3]


def test_more_than_the_cap_an_hour_is_gathered(tmp_path: Path) -> None:
    record = keep(tmp_path, *((20.0 * number, f"Word {number}.") for number in range(1, 4)))
    found = told(record, replace(ALL, per_hour=1))

    assert rows(found)[0] == (20, "told", [2])
    assert [(when, what) for when, what, _ in rows(found) if what == "told"] == [(20, "told"), (80, "told")]
    assert HoldReason.CAP in {one.held_for for one in found.replayed}


def test_standing_mutes_are_part_of_the_replay(tmp_path: Path) -> None:
    record = keep(tmp_path, (1, "It is open."), (30, "It is shut."))
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.mute(Mute(id=0, recipient=ANNE, article_id=1, since=at(10), until=at(40), reason="enough"))

    found = told(record, ALL)
    assert [what for _, what, _ in rows(found)] == ["told", "not told"]
    assert "enough" in found.replayed[-1].reason


def test_only_what_happened_since_is_replayed(tmp_path: Path) -> None:
    record = keep(tmp_path, (1, "It is open."), (30, "It is shut."))

    assert rows(told(record, ALL, since=at(10))) == [(30, "told", [3])]


def test_sites_and_tags_bound_what_is_owed(tmp_path: Path) -> None:
    record = keep(tmp_path, (1, "It is open."))

    assert told(record, replace(ALL, sites=("elsewhere.example",))).replayed == ()
    assert told(record, replace(ALL, tags=("fire",))).replayed == ()
    assert len(told(record, replace(ALL, sites=("example",), tags=("flood",))).replayed) == 1


def test_the_opening_is_told_only_to_whom_names_it(tmp_path: Path) -> None:
    record = keep(tmp_path)

    assert told(record, ALL).replayed == ()
    assert rows(told(record, replace(ALL, kinds=(NewsKind.OPENED,)))) == [(0, "told", [1])]


def test_what_befell_an_article_is_replayed_too(tmp_path: Path) -> None:
    record = keep(tmp_path)
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        moved = Event(kind=EventKind.MOVED, state="moved", reason="to https://b.example", began=at(5), ended=at(5))
        befall(store, 5, {"events": (moved,)})

    (only,) = told(record, ALL).replayed
    assert (only.at, only.what, only.deliveries[0].kind.value) == (at(35), "told", "moved")
    assert only.deliveries[0].detail == "to https://b.example"


def test_days_are_counted(tmp_path: Path) -> None:
    record = keep(tmp_path, (1, "It is open."), (2, "It is shut."), (3, "It fell."), (24 * 60 - 1, "It is rebuilt."))
    (today, count), (_, tomorrow) = sorted(day_counts(told(record, ALL), UTC).items())

    assert today == NOON.date()
    assert (count.messages, count.digests, count.told, count.held, count.muted) == (2, 0, 3, 2, 0)
    assert (tomorrow.messages, tomorrow.told) == (1, 1)


def test_one_recipient_is_chosen_by_name(tmp_path: Path) -> None:
    record, settings = keep(tmp_path), Settings(data=Path(), recipients=(TOLLS, DIGESTS))

    found = previewed(record, settings, NOON, EVENING, zone=UTC, recipient="Bob@example.org")
    assert [one.recipient for one in found] == [DIGESTS.address]
    assert [one.recipient for one in previewed(record, settings, NOON, EVENING, zone=UTC)] == [ANNE, DIGESTS.address]
    with pytest.raises(UsageError, match="nobody in the settings is called 'carl'"):
        previewed(record, settings, NOON, EVENING, zone=UTC, recipient="carl")


def test_a_replay_writes_nothing(tmp_path: Path) -> None:
    record = keep(tmp_path, (1, "It is open."))
    told(record, ALL)

    assert record.deliveries() == []
