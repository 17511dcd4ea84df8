"""What the reading verbs say of a version's copy at the Wayback Machine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tests.program import Program
from tracker.edges.store import Record, Store
from tracker.model import Channel, Owed, Telling

COPY = "https://web.archive.org/web/20260314120200/https://news.example/bridge"
OWED = (Owed(recipient="web archive", channel=Channel.ARCHIVE), Owed(recipient="anne@example.org"))
TOLD = f"{COPY} (made at 2026-03-14 11:00 UTC, before this version was seen)"


@pytest.fixture
def copied(program: Program) -> Program:
    """A record of three versions, of which the second has a copy and the third waits for one."""
    with Store.open(program.folder / "snapshots", clock=lambda: NOON) as store:
        store.open_watch(opening())
        for minute in (1, 9):
            claim = store.claim(1, at(minute), lease=LEASE)
            assert claim is not None
            store.record(replace(changed(claim, at(minute), f"Text of minute {minute}."), owed=OWED))
            if minute == 1:
                save(store)
    return program


def save(store: Store) -> None:
    """Have what is owed to the archive saved."""
    batch = store.claim_batch(at(2), channel=Channel.ARCHIVE, lease=LEASE)
    assert batch is not None
    store.decide(batch, [Telling(deliveries=batch.due)], at(2))
    telling = store.claim_telling(at(2), channel=Channel.ARCHIVE, lease=LEASE)
    assert telling is not None
    store.delivered(telling.deliveries[-1], at(3), told=TOLD)


def test_the_address_of_a_copy_is_a_key_of_its_version(copied: Program) -> None:
    assert [one["archived"] for one in copied("log", "1", "--json").objects] == [None, COPY, None]
    for verb in ("show", "cite"):
        keys = [copied(verb, "1", number, "--json").objects[0]["archived"] for number in ("1", "2", "3")]
        assert keys == [None, COPY, None]


def test_people_are_told_where_a_copy_lies_and_of_what(copied: Program) -> None:
    assert TOLD in copied("cite", "1", "2").out
    for words in (("log", "1"), ("show", "1", "2")):
        assert " ".join(TOLD.split()) in " ".join(copied(*words, COLUMNS="200").out.split())
    for words in (("cite", "1", "3"), ("show", "1", "3")):
        assert "web.archive.org" not in copied(*words).out


def test_only_what_was_saved_is_a_copy(copied: Program) -> None:
    copies = Record.open(copied.folder / "snapshots").copies(1)
    assert [(copy.number, copy.address, copy.at) for copy in copies.values()] == [(2, COPY, at(3))]
