"""What is not to be kept: pages dropped by age, and words taken out of record, mail folder and copies."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.app.asking import add, poll
from tests.app.pages import EDITED, FIRE, page
from tests.edges.store.remains import holding
from tests.servers.http import Newsroom
from tracker.app.clock import now
from tracker.app.newsdesk import Newsdesk
from tracker.app.requests import open_desk
from tracker.app.retention import NOT_WIPED, age_of, finish, prune_daily
from tracker.app.sending import send_owed
from tracker.app.wiring import House
from tracker.edges.fault_points import arm
from tracker.edges.store import Record, Store
from tracker.errors import RedactedError, StoreError, UsageError
from tracker.model import AlertSettings, Channel, DeliveryState, Kept, Recipient, RetentionSettings, Settings
from tracker.view.records import JSON

NAME = "Ada Quillfeather"
NAMED = (*FIRE[:-1], f"The police named {NAME} of Lower Aldern as the one who set the warehouse on fire last night.")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The usual ones, with somebody to tell."""
    reader = Recipient(address="desk@example.org")
    return replace(settings, recipients=(reader,), alerts=AlertSettings(burst=timedelta(0)))


def asked(desk: Newsdesk, **more: JSON) -> dict[str, Any]:
    """Ask for a redaction of article 1."""
    usual: dict[str, JSON] = {"article": "1", "numbers": [], "reason": "an erasure request"}
    answer = desk.perform("redact", {**usual, "phrase": NAME, "delete_backups": False, **more})
    assert isinstance(answer, dict)
    return answer


def named(desk: Newsdesk, newsroom: Newsroom, house: House | None = None) -> None:
    """Keep three versions of which the second names a person; in a house each is told as it comes."""
    for number, texts in enumerate((FIRE, NAMED, EDITED)):
        newsroom.publish("/fire", page(*texts))
        if number:
            poll(desk, "1")
        else:
            add(desk, newsroom.url("/fire"))
        if house is not None:
            send(house)


def send(house: House) -> int:
    return send_owed(house, Channel.MAIL, clock=now, limit=9)


def test_no_file_of_the_folder_holds_the_words_afterwards_sent_mails_and_copies_included(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    named(desk, newsroom, house)
    assert [one.number for one in house.record.versions(1)] == [1, 2, 3]
    assert [one.state for one in house.record.deliveries()] == [DeliveryState.SENT] * 2
    data = Path(house.settings.data)
    copy = data / "archive-r0001.backup.db"
    copy.write_bytes((data / "archive.db").read_bytes())
    assert len(holding(data, NAME)) > 2

    answer = asked(desk, numbers=[2])

    assert (answer["redacted"], answer["wiped"], answer["withdrawn"], answer["sent"], answer["mails"]) == (
        [2],
        True,
        0,
        2,
        2,
    )
    assert (answer["backups"], answer["deleted"], answer["versions"]) == ([copy.name], [], [])
    assert {one.split(":")[0] for one in holding(data, NAME)} <= {copy.name}
    copy.write_bytes(NAME.encode())
    again = asked(desk, numbers=[1], delete_backups=True)
    assert (again["deleted"], again["files"]) == ([copy.name], [])
    assert holding(data, NAME) == []
    assert house.record.verify() == []


def test_versions_and_files_that_hold_the_phrase_yet_are_named(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    named(desk, newsroom)
    (Path(house.settings.data) / "notes.txt").write_text(f"asked about {NAME}")
    answer = asked(desk, numbers=[1], phrase=NAME.upper())
    mirrored = next(Path(house.settings.data).rglob("2.md")).relative_to(house.settings.data)
    assert (answer["versions"], answer["files"]) == ([2], ["archive.db", "notes.txt", str(mirrored)])


def test_what_is_still_owed_is_withdrawn_and_the_mail_after_it_tells_of_what_is_left(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    named(desk, newsroom)
    assert asked(desk, numbers=[2])["withdrawn"] == 1
    assert send(house) == 1
    states = {one.version: one.state for one in house.record.deliveries(1)}
    assert states == {2: DeliveryState.WITHDRAWN, 3: DeliveryState.SENT}
    assert holding(Path(house.settings.data), NAME) == []


def test_an_article_that_was_redacted_wholly_is_watched_no_more_and_its_words_are_not_taken_up_again(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    newsroom.publish("/fire", page(*NAMED))
    add(desk, newsroom.url("/fire"))
    answer = asked(desk)
    assert (answer["state"], answer["headline"], answer["next_look"]) == ("retired", "", None)
    add(desk, newsroom.url("/fire"))
    assert poll(desk, "1")[0]["version"] is None
    assert holding(Path(house.settings.data), NAME) == []
    newsroom.publish("/fire", page(*EDITED))
    assert poll(desk, "1")[0]["version"] == 2
    assert [one.kept for one in house.record.versions(1)] == [Kept.REDACTED, Kept.WHOLE]
    assert house.record.verify() == []


def test_a_look_after_an_older_version_was_redacted_makes_no_version_by_itself(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    named(desk, newsroom)
    asked(desk, numbers=[2])
    assert poll(desk, "1")[0]["outcome"] == "no change"
    assert len(house.record.versions(1)) == 3


@pytest.mark.parametrize(("reason", "words"), [("  ", "needs a reason"), (f"asked by {NAME}", "the very words")])
def test_a_reason_that_is_none_or_holds_the_words_is_refused(
    desk: Newsdesk, house: House, newsroom: Newsroom, reason: str, words: str
) -> None:
    named(desk, newsroom)
    with pytest.raises(UsageError, match=words):
        asked(desk, numbers=[2], reason=reason)
    assert house.record.tombstones(1) == []


@pytest.mark.parametrize("point", ["store.vacuum.before", "mail.folder.erase", "store.wiped.before"])
def test_what_could_not_be_wiped_is_told_and_finished_by_the_next_verb(
    desk: Newsdesk, house: House, newsroom: Newsroom, point: str
) -> None:
    named(desk, newsroom)
    send(house)
    with arm(point):
        answer = asked(desk, numbers=[2])
    assert (answer["redacted"], answer["wiped"]) == ([2], False)
    assert "injected fault" in answer["unwiped"]
    assert NOT_WIPED.startswith("a reader")
    assert finish(house)[0] == ""
    assert house.store.unfinished_redactions() == []
    assert holding(Path(house.settings.data), NAME) == []


def test_a_verb_finishes_what_was_killed_in_the_middle(house: House, settings: Settings, newsroom: Newsroom) -> None:
    named(Newsdesk(house, threading.Event()), newsroom)
    house.store.redact(1, [2], reason="r", now=now())
    house.store.close()
    elsewhere = Path(settings.data).parent / "copied"
    elsewhere.mkdir()
    shutil.copy(Path(settings.data) / "archive.db", elsewhere)
    with open_desk(replace(settings, data=elsewhere)) as desk:
        assert desk.perform("hello", {})
    with Store.open(elsewhere, clock=now) as store:
        assert store.unfinished_redactions() == []
    assert Record.open(elsewhere).verify() == []
    assert holding(elsewhere, NAME) == []


def prune(desk: Newsdesk, **more: JSON) -> dict[str, Any]:
    usual: dict[str, JSON] = {"articles": [], "older": "0s", "keep": None, "dry_run": False}
    answer = desk.perform("prune", {**usual, **more})
    assert isinstance(answer, dict)
    return answer


def test_a_dry_run_drops_nothing_and_says_the_same(desk: Newsdesk, house: House, newsroom: Newsroom) -> None:
    named(desk, newsroom)
    trial = prune(desk, dry_run=True)
    assert (trial["articles"], trial["pages"], trial["dry_run"]) == (1, 2, True)
    assert house.record.tombstones(1) == []
    done = prune(desk)
    assert (done["articles"], done["pages"], done["dry_run"]) == (1, 2, False)
    assert [one.reason for one in house.record.tombstones(1)] == ["older than 0s"] * 2
    assert prune(desk)["pages"] == 0


def test_pruning_stops_when_the_process_is_to_end(
    desk: Newsdesk, house: House, newsroom: Newsroom, leaving: threading.Event
) -> None:
    named(desk, newsroom)
    leaving.set()
    assert prune(desk)["pages"] == 0
    assert house.record.verify() == []


@pytest.mark.parametrize("older", ["90", "soon", "-1d", "", "4000d"])
def test_a_span_that_is_none_is_told(older: str) -> None:
    with pytest.raises(UsageError, match=r"^--older"):
        age_of(older, None, datetime(2026, 3, 1, tzinfo=UTC))


def test_pages_are_dropped_daily_only_where_the_settings_say_so(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    named(desk, newsroom)
    later = now() + timedelta(days=91)
    assert prune_daily(house, later, stop=lambda: False) == 0
    keeping = replace(house, settings=replace(house.settings, retention=RetentionSettings(keep_raw=timedelta(days=90))))
    assert prune_daily(keeping, now(), stop=lambda: False) == 0
    assert prune_daily(keeping, later, stop=lambda: False) == 2
    assert {one.reason for one in house.record.tombstones(1)} == {"older than 90d, by retention.keep_raw"}


def test_a_redaction_of_what_was_redacted_changes_nothing(desk: Newsdesk, house: House, newsroom: Newsroom) -> None:
    named(desk, newsroom)
    asked(desk, numbers=[2])
    with pytest.raises(RedactedError, match="an erasure request"):
        asked(desk, numbers=[2])
    assert len(house.record.tombstones(1)) == 1
    assert issubclass(RedactedError, Exception)
    assert not issubclass(RedactedError, StoreError)
