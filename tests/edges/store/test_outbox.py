from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.edges.store.examples import at, changed, leaving, opening, ready, unchanged
from tests.edges.store.test_writing import look
from tracker.edges.store import Record, Store
from tracker.edges.store.outbox import channels_due
from tracker.model import AlertKind, Channel, DeliveryState, Owed

ANNE, BOB = "anne@example.org", "bob@example.org"


def edit(store: Store, minute: float, *recipients: str) -> None:
    assert store.record(changed(look(store, minute), at(minute), f"Text of minute {minute}.", *recipients))


def befall(store: Store, minute: float, *owed: Owed) -> None:
    store.record(replace(unchanged(look(store, minute), at(minute)), owed=owed))


def test_a_version_owes_one_mail_to_each_recipient_once(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE, BOB, ANNE)
    assert [(owed.recipient, owed.version, owed.state) for owed in record.deliveries()] == [
        (ANNE, 2, DeliveryState.PENDING),
        (BOB, 2, DeliveryState.PENDING),
    ]
    assert record.deliveries(1) == record.deliveries()
    assert record.deliveries(2) == []


def test_news_that_is_no_change_is_owed_with_the_look_that_saw_it(store: Store, record: Record) -> None:
    store.open_watch(opening())
    befall(store, 1, Owed(recipient=ANNE, kind=AlertKind.GONE, detail="the server says 410", occasion="gone.1"))
    (owed,) = record.deliveries(1)
    assert (owed.kind, owed.version, owed.detail) == (AlertKind.GONE, 1, "the server says 410")
    assert owed.thread_subject == "Bridge closed"


def test_what_is_owed_already_is_not_owed_again(store: Store, record: Record) -> None:
    store.open_watch(opening())
    gone = Owed(recipient=ANNE, kind=AlertKind.GONE, occasion="gone.1")
    befall(store, 1, gone)
    befall(store, 2, gone, replace(gone, recipient=BOB), replace(gone, channel=Channel.WEBHOOK))
    told = [(one.recipient, one.channel) for one in record.deliveries()]
    assert told == [(ANNE, Channel.MAIL), (BOB, Channel.MAIL), (ANNE, Channel.WEBHOOK)]


def test_news_of_the_tracker_itself_are_owed_without_an_article(store: Store, record: Record) -> None:
    daily = Owed(recipient=ANNE, kind=AlertKind.DAILY, detail="3 articles", occasion="daily.1", subject="Watching")
    store.owe([daily, daily], at(1))
    store.owe([daily], at(2))
    (owed,) = record.deliveries()
    assert (owed.article_id, owed.version, owed.thread_subject, owed.detail) == (None, None, "Watching", "3 articles")
    sent = []
    for day in (2, 3):
        store.owe([replace(daily, occasion=f"daily.{day}")], at(day))
        sent.append(leaving(store, at(day)))
        store.delivered(sent[-1], at(day), told="250")
    assert [one.in_reply_to for one in sent] == [None, sent[0].message_id]


def test_by_which_channels_anything_is_due_is_known_by_one_question_and_of_very_much_all_are(store: Store) -> None:
    def due(minute: float) -> frozenset[str]:
        return store._read(lambda connection: channels_due(connection, now=at(minute)))

    def owe(channel: Channel, number: int) -> None:
        news = Owed(recipient=ANNE, kind=AlertKind.DAILY, detail="", occasion=f"{channel.value}.{number}")
        store.owe([replace(news, subject="Watching", channel=channel)], at(1))

    assert due(5) == frozenset()
    owe(Channel.WEBHOOK, 1)
    assert due(0.5) == frozenset()
    assert due(5) == {"webhook"}
    owe(Channel.MAIL, 1)
    assert due(5) == {"webhook", "mail"}
    for number in range(2, 70):
        owe(Channel.MAIL, number)
    assert due(5) == {channel.value for channel in Channel}


def test_a_message_id_is_the_stores_own_and_does_not_give_the_recipient_away(
    store: Store, record: Record, data: Path
) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE, BOB)
    with Store.open(data.parent / "another", clock=lambda: at(0)) as other:
        other.open_watch(opening())
        edit(other, 1, ANNE)
    ids = [owed.message_id for owed in (*record.deliveries(), *Record.open(data.parent / "another").deliveries())]
    assert len(set(ids)) == 3
    for one in ids:
        assert re.fullmatch(r"<[0-9a-f]{24}\.1\.2@tracker\.[0-9a-f]{12}\.invalid>", one)


def test_what_a_withdrawn_alert_was_to_tell_for_others_they_tell_themselves(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    edit(store, 2, ANNE)
    found = ready(store, at(3))
    assert found is not None
    assert [one.version for one in found.deliveries] == [2, 3]
    store.dismiss(1, 3, (), at(4))
    assert [(one.version, one.state) for one in record.deliveries()] == [
        (2, DeliveryState.PENDING),
        (3, DeliveryState.WITHDRAWN),
    ]
    store.delivered(found.deliveries[-1], at(4), told="250")
    assert record.deliveries()[1].state is DeliveryState.WITHDRAWN
    assert leaving(store, at(5)).version == 2


def test_a_merged_alert_that_is_withdrawn_leaves_its_message(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    edit(store, 2, ANNE)
    assert ready(store, at(3)) is not None
    assert store.dismiss(1, 2, (), at(4)) == 1
    again = ready(store, at(3) + timedelta(hours=1))
    assert again is not None
    assert [one.version for one in again.deliveries] == [3]


def test_what_was_told_stays_told(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    edit(store, 2, ANNE)
    store.delivered(leaving(store, at(3)), at(3), told="250")
    assert store.dismiss(1, 2, (), at(4)) == 0
    assert [one.state for one in record.deliveries()] == [DeliveryState.MERGED, DeliveryState.SENT]
