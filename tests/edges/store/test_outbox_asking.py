from __future__ import annotations

import pytest

from tests.edges.store.examples import at, leaving, opening, ready
from tests.edges.store.test_outbox import ANNE, edit
from tests.edges.store.test_outbox_planning import claimed
from tracker.edges.store import Record, Store
from tracker.errors import NotFoundError, UsageError
from tracker.model import DeliveryState, Silenced


def test_what_failed_is_sent_again_under_its_id(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    first = leaving(store, at(1))
    store.failed(first, told="550")
    assert ready(store, at(2)) is None
    assert store.retry(first.id, at(3)).state is DeliveryState.PENDING
    again = leaving(store, at(3))
    assert (again.message_id, again.attempts) == (first.message_id, 1)


def test_what_was_kept_silent_is_told_after_all(store: Store) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    batch = claimed(store, 1)
    store.decide(batch, [Silenced(deliveries=batch.due, reason="a rule")], at(1))
    store.retry(batch.due[0].id, at(2))
    assert leaving(store, at(2)).version == 2


def test_what_needs_no_other_try_is_told_with_the_reason(store: Store, record: Record) -> None:
    store.open_watch(opening())
    edit(store, 1, ANNE)
    edit(store, 2, ANNE)
    store.delivered(leaving(store, at(2)), at(2), told="250")
    with pytest.raises(UsageError, match=r"alert 2 was sent on 2026-03-14 at 12:02 UTC"):
        store.retry(2, at(3))
    with pytest.raises(UsageError, match="alert 1 is told by alert 2; try that one: tracker alerts retry 2"):
        store.retry(1, at(3))
    with pytest.raises(NotFoundError, match="there is no alert 7"):
        store.retry(7, at(3))
    with pytest.raises(NotFoundError, match="there is no alert 7"):
        record.delivery(7)
    with pytest.raises(NotFoundError, match="there is no mute 7"):
        store.unmute(7)
