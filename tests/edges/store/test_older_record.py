"""A record that the tracker of the first schema wrote: refused by name as it stands, read in full once upgraded."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.edges.store.examples import LEASE, NOON, at, changed
from tests.edges.store.older import keep_older_record
from tracker.edges.store import Record, Store
from tracker.errors import StoreOlderError
from tracker.model import DeliveryState, EventKind, Outcome, PageState

CLOSED, OPEN = "The bridge is closed.", "The bridge is open to cyclists."


@pytest.fixture
def upgraded(data: Path) -> Record:
    """The record after a writer has opened it once."""
    keep_older_record(data)
    Store.open(data, clock=lambda: NOON).close()
    return Record.open(data)


def test_it_is_refused_with_the_cure_and_never_called_damaged(data: Path) -> None:
    path = keep_older_record(data)
    before = path.read_bytes()
    record = Record.open(data)
    for ask in (record.articles, record.hosts, record.deliveries, record.expect_current):
        with pytest.raises(StoreOlderError) as told:
            ask()
        assert str(told.value) == (
            f"the record {path} was written by an older tracker (r0001); tracker list brings it up to date"
        )
    assert path.read_bytes() == before


def test_all_that_it_held_is_read_after_the_upgrade(upgraded: Record) -> None:
    (article,) = upgraded.articles()
    assert (article.headline, article.versions, article.tags) == ("Bridge closed", 2, ("flood",))
    assert [upgraded.story(1, number).blocks[0].text for number in (1, 2)] == [CLOSED, OPEN]
    assert CLOSED.encode() in upgraded.body(1, 1)
    assert [version.change.reason for version in upgraded.versions(1)] == ["first reading", "a paragraph changed"]
    assert [(version.change.layout, version.change.teaser) for version in upgraded.versions(1)] == [(False, False)] * 2
    assert [visit.outcome for visit in upgraded.visits(1)] == [
        Outcome.FIRST,
        Outcome.CHANGED,
        Outcome.UNMODIFIED,
        Outcome.STATE,
        Outcome.HELD,
    ]
    assert [delivery.state for delivery in upgraded.deliveries()] == [DeliveryState.PENDING]
    held, memory = upgraded.held(1), upgraded.memory(1)
    assert held is not None
    assert memory is not None
    assert (held.reason, held.story.blocks[0].text) == ("one short insertion", "Read more.")
    assert (memory.selector, memory.walker, memory.fingerprint, memory.teaser) == ("article", 1, "", False)


def test_what_it_did_not_know_yet_is_empty(upgraded: Record) -> None:
    assert {visit.rung for visit in upgraded.visits(1)} == {None}
    assert upgraded.summary(at(9)).rungs == {}
    assert upgraded.dismissed(1) == frozenset()
    assert upgraded.site_lines(1) == frozenset()
    assert upgraded.host_events() == []


def test_its_page_states_are_events_of_that_kind(upgraded: Record) -> None:
    found = [(event.kind, event.state, event.ended is None) for event in upgraded.events(1)]
    assert found == [
        (EventKind.PAGE, "article", False),
        (EventKind.PAGE, "blocked", False),
        (EventKind.PAGE, "article", True),
    ]


def test_its_chain_of_hashes_still_holds(upgraded: Record) -> None:
    assert upgraded.verify() == []


def test_a_copy_of_it_is_kept_as_it_was(upgraded: Record, data: Path) -> None:
    with closing(sqlite3.connect(data / "archive-r0001.backup.db")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("r0001",)
        assert copy.execute("SELECT count(*) FROM version").fetchone() == (2,)
    upgraded.expect_current()


def test_its_article_is_watched_on_and_the_chain_goes_on(data: Path) -> None:
    keep_older_record(data)
    with Store.open(data, clock=lambda: at(10)) as store:
        (claim,) = store.claim_due(at(20), limit=1, lease=LEASE)
        assert claim.latest is not None
        assert claim.latest.blocks[0].text == OPEN
        assert (claim.strikes, claim.baseline) == (0, None)
        version = store.record(changed(claim, at(20), "The bridge is open."))
        assert version is not None
        assert version.number == 3
        assert store.article(1).page_state is PageState.ARTICLE
    assert Record.open(data).verify() == []
