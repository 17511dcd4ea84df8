from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from tests.app.alert_record import (
    ANNE,
    BLIND,
    DIGESTS,
    FAILED,
    FRESH,
    HELD,
    MERGED,
    MUTED,
    RETRIED,
    SENT,
    TOLLS,
    edit,
    fill,
)
from tests.edges.store.examples import NOON, at, opening
from tracker.app.alerts import Wanted, around, explained, wanted_alerts
from tracker.app.archive import Archive
from tracker.app.naming import known_recipients, the_recipient
from tracker.edges.store import Store
from tracker.errors import NotFoundError, UsageError
from tracker.jobs.recipients import LOCAL_READER
from tracker.model import DeliveryState, Mute, Settings
from tracker.view.alert_explaining import sentences


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    fill(tmp_path)
    return Settings(data=tmp_path, recipients=(TOLLS, DIGESTS))


def ids(settings: Settings, **wanted: object) -> list[int]:
    asked = Wanted(**wanted)  # type: ignore[arg-type]
    return [one.id for one in wanted_alerts(Archive.open(settings), asked, settings)]


def said(settings: Settings, number: int) -> str:
    record = Archive.open(settings).record
    found = explained(record, number, settings, at(30))
    others = [one for one in (found.delivery, *found.tells) if one]
    return "\n".join(line for _, line in sentences(found, around(record, others, at(30), UTC)))


def test_alerts_come_newest_first(settings: Settings) -> None:
    assert ids(settings) == [BLIND, FRESH, RETRIED, FAILED, MUTED, HELD, SENT, MERGED]


def test_what_may_need_a_person_comes_first_where_that_is_asked_for(settings: Settings) -> None:
    assert ids(settings, by_state=True) == [FAILED, BLIND, FRESH, RETRIED, HELD, MUTED, MERGED, SENT]


def test_alerts_are_chosen_by_state_article_time_and_recipient(settings: Settings) -> None:
    assert ids(settings, states=[DeliveryState.HELD, DeliveryState.MUTED]) == [MUTED, HELD]
    assert ids(settings, article="1") == [FRESH, RETRIED, FAILED, MUTED, HELD, SENT, MERGED]
    assert ids(settings, since=at(6)) == [BLIND, FRESH, RETRIED]
    assert len(ids(settings, recipient="ANNE@example.org")) == 8
    assert ids(settings, recipient=DIGESTS.address) == []


def test_a_recipient_that_nobody_knows_is_named_with_those_who_are_known(settings: Settings) -> None:
    with pytest.raises(UsageError, match=r"nobody in the settings is called 'x': there are anne@.*, bob@"):
        ids(settings, recipient="x")
    with pytest.raises(NotFoundError):
        ids(settings, article="9")


def test_the_name_is_found_in_any_letter_case(settings: Settings) -> None:
    assert known_recipients(settings) == (TOLLS.address, DIGESTS.address)
    assert the_recipient(settings, " Bob@Example.ORG ") == DIGESTS.address


def test_where_nobody_is_named_no_rule_is_spoken_of_that_nobody_wrote(tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
        edit(store, 1, "The bridge is open.", LOCAL_READER)
    words = said(Settings(data=tmp_path), 1)

    assert "No [[recipient]] is in the settings: reader@localhost stands for whoever opens the Maildir." in words
    assert "The rule of" not in words


def test_a_merged_alert_says_which_one_tells_it_and_how_that_stands(settings: Settings) -> None:
    words = said(settings, MERGED)

    assert "Alert 2 tells it: version 3 of 1 “Bridge closed”, sent." in words
    assert "That one: at 12:09: 250 2.0.0 Ok: queued." in words
    assert "its own Message-ID is never used" in words
    assert "`tracker alerts explain 2`" in words


def test_the_one_that_tells_says_for_whom_and_what(settings: Settings) -> None:
    found = explained(Archive.open(settings).record, SENT, settings, at(30))

    assert [one.id for one in found.tells] == [MERGED]
    assert found.kinds == ("edited",)
    assert "It tells for 1 more: 1 (version 2 of 1 “Bridge closed”)." in said(settings, SENT)


def test_kinds_are_compared_with_what_the_rule_asks_for(settings: Settings) -> None:
    assert "This is toll, which it asks for." in said(settings, HELD)
    assert "It asks for toll or headline of news.example." in said(settings, HELD)
    assert "This is blind, which it does not ask for." in said(settings, BLIND)


def test_an_alert_says_why_it_waits_failed_or_is_not_told(settings: Settings) -> None:
    assert "held, until 13:00 (in 30 min), for quiet hours." in said(settings, HELD)
    assert "The reason: your quiet hours end at 13:00." in said(settings, HELD)
    assert "muted, your rule asks for correction." in said(settings, MUTED)
    assert "failed, tried once: 550 no such␛[31m user." in said(settings, FAILED)
    assert "pending, tried once, next in 40 min: 451 greylisted." in said(settings, RETRIED)
    assert "pending, leaves with the next round." in said(settings, FRESH)


def test_an_alert_behind_one_that_was_tried_in_vain_names_it(settings: Settings) -> None:
    assert f"It follows alert {RETRIED} of the same story, which has not left yet." in said(settings, FRESH)
    assert "It follows" not in said(settings, RETRIED) + said(settings, BLIND) + said(settings, HELD)


def test_the_thread_is_told_with_its_ids(settings: Settings) -> None:
    record = Archive.open(settings).record
    words, delivery = said(settings, FAILED), record.delivery(FAILED)

    assert "It answers the thread “Bridge closed”." in words
    assert f"Message-ID {delivery.message_id}, the same at every try." in words
    assert f"In-Reply-To {record.delivery(SENT).message_id}." in words


def test_whoever_left_the_settings_is_said_to_have(settings: Settings) -> None:
    alone = Settings(data=settings.data, recipients=(DIGESTS,))

    assert f"Nobody called {ANNE} is in the settings any more." in said(alone, HELD)


def test_a_mute_that_touches_it_is_named_with_its_end(settings: Settings) -> None:
    with Store.open(Path(settings.data), clock=lambda: at(30)) as store:
        store.mute(Mute(id=0, recipient="", article_id=1, since=at(29), until=at(90), reason="storm"))
        store.mute(Mute(id=0, recipient="x@y", article_id=1, since=at(29), until=None, reason=""))

    words = said(settings, HELD)
    assert "Mute 1 holds until 2026-03-14 13:30:00 UTC: storm." in words
    assert "Mute 2" not in words


def test_an_alert_that_is_not_there_is_said_so(settings: Settings) -> None:
    with pytest.raises(NotFoundError, match="there is no alert 99"):
        said(settings, 99)
