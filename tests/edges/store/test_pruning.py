"""Raw pages dropped by age: texts, hashes and chain stay, and room is given back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.edges.store.crashing import KILLED, child
from tests.edges.store.examples import NOON, at, changed, opening, page
from tests.edges.store.older import keep_older_record
from tests.edges.store.test_crash import assert_no_orphans
from tests.edges.store.test_writing import look
from tracker.edges.fault_points import arm
from tracker.edges.store import Record, Store, pruning, reporting
from tracker.edges.store.pruning import Age, Pages
from tracker.errors import NotFoundError, RedactedError, StoreUnwritableError
from tracker.model import Kept

LATER = at(60)
OLD = Age(before=at(5), reason="older than 90d")
ALL = Age(before=LATER, reason="older than 1s")


def fill(store: Store, *, versions: int = 4, url: str = "https://news.example/bridge") -> None:
    article_id = store.open_watch(opening(url, name=url.split("/")[2])).id
    for number in range(2, versions + 1):
        minutes = 2 * (number - 1)
        store.record(changed(look(store, minutes, article_id), at(minutes), f"Text {number}."))


def prune(store: Store, age: Age) -> list[Pages]:
    """Prune all that is old, as the verb does."""
    done = []
    for pages in store.prunable(age):
        while (some := store.prune_some(pages.article_id, age, LATER)).pages:
            done.append(some)
    return done


def kept(record: Record, article_id: int = 1) -> list[Kept]:
    return [version.kept for version in record.versions(article_id)]


def test_nothing_is_old_by_itself(store: Store, record: Record) -> None:
    fill(store)
    assert store.prunable(Age(before=NOON, reason="r")) == []
    assert kept(record) == [Kept.WHOLE] * 4


def test_old_pages_go_and_their_texts_stay_with_what_was_built_on_them(store: Store, record: Record) -> None:
    fill(store)
    (pages,) = store.prunable(OLD)
    assert (pages.article_id, pages.pages) == (1, 3)
    (done,) = prune(store, OLD)
    assert (done.article_id, done.pages) == (1, 3)
    assert kept(record) == [Kept.PRUNED] * 3 + [Kept.WHOLE]
    assert record.body(1, 4) == page("Text 4.")
    assert [record.story(1, number).blocks[0].text for number in (1, 2, 3, 4)] == [
        "The bridge is closed.",
        "Text 2.",
        "Text 3.",
        "Text 4.",
    ]
    assert record.verify() == []


def test_each_page_that_went_has_its_tombstone_in_the_chain(store: Store, record: Record, data: Path) -> None:
    fill(store)
    before = record.versions(1)
    prune(store, OLD)
    stones = record.tombstones(1)
    assert [(one.number, one.after, one.what, one.reason) for one in stones] == [
        (number, 4, Kept.PRUNED, "older than 90d") for number in (1, 2, 3)
    ]
    assert [one.previous for one in stones] == [before[3].chain_hash, *(one.chain_hash for one in stones[:2])]
    store.record(changed(look(store, 70), at(70), "Text 5."))
    assert record.verify() == []
    assert_no_orphans(data)


def test_the_newest_page_of_a_watched_article_stays_however_old(store: Store, record: Record) -> None:
    fill(store)
    prune(store, Age(before=LATER, reason="r", keep=0))
    assert kept(record) == [Kept.PRUNED] * 3 + [Kept.WHOLE]
    assert store.newest_page(1) is not None
    store.remove(1)
    prune(store, ALL)
    assert kept(record) == [Kept.PRUNED] * 4
    assert store.newest_page(1) is None
    assert record.verify() == []


def test_the_newest_so_many_can_be_kept_and_articles_chosen(store: Store, record: Record) -> None:
    fill(store)
    fill(store, url="https://other.example/fire")
    some = Age(before=LATER, reason="r", keep=3)
    assert [(one.article_id, one.pages) for one in store.prunable(some)] == [(1, 1), (2, 1)]
    assert [(one.article_id, one.pages) for one in store.prunable(some, [2])] == [(2, 1)]
    store.prune_some(2, some, LATER)
    assert (kept(record, 1), kept(record, 2)) == ([Kept.WHOLE] * 4, [Kept.PRUNED, *[Kept.WHOLE] * 3])


def test_a_pruned_page_is_told_with_date_and_reason(store: Store, record: Record) -> None:
    fill(store)
    prune(store, OLD)
    with pytest.raises(RedactedError) as told:
        record.body(1, 1)
    assert str(told.value) == (
        "version 1 of article 1 is kept without its page, which was pruned on 2026-03-14 13:00 UTC: older than 90d"
    )
    with pytest.raises(NotFoundError, match="no article 7"):
        store.prune_some(7, OLD, LATER)


def test_it_goes_on_where_it_was_stopped(store: Store, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "_NEXT", pruning._NEXT.limit(1))
    fill(store)
    assert store.prune_some(1, OLD, LATER).pages == 1
    assert kept(record) == [Kept.PRUNED, *[Kept.WHOLE] * 3]
    assert record.verify() == []
    assert [done.pages for done in prune(store, OLD)] == [1, 1]
    assert record.verify() == []


def test_a_page_gone_without_a_tombstone_is_broken(store: Store, record: Record, data: Path) -> None:
    fill(store)
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute("UPDATE version SET body_blob = NULL WHERE number = 2")
    (broken,) = record.verify()
    assert (broken.number, broken.what) == (2, "words of it are gone, and no tombstone says why")


FORGED = {
    "UPDATE tombstone SET reason = 'another' WHERE number = 2": (4, "the hash of a tombstone behind version 4"),
    "UPDATE tombstone SET number = 4 WHERE number = 3": (3, "no tombstone says why"),
    "UPDATE tombstone SET after = 3 WHERE number = 1": (3, "the hash of a tombstone behind version 3"),
    "UPDATE tombstone SET after = 9 WHERE number = 3": (4, "a tombstone stands behind a version that is not there"),
    "UPDATE tombstone SET what = 'redacted' WHERE number = 1": (1, "it was redacted, and its words are there"),
    "DELETE FROM tombstone WHERE number = 2": (2, "no tombstone says why"),
    "DELETE FROM tombstone": (1, "no tombstone says why"),
}


@pytest.mark.parametrize("statement", FORGED)
def test_a_forged_tombstone_is_named(store: Store, record: Record, data: Path, statement: str) -> None:
    fill(store)
    prune(store, OLD)
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute(statement)
    number, words = FORGED[statement]
    (broken,) = record.verify()
    assert (broken.number, words in broken.what) == (number, True), broken


def test_room_is_given_back_to_the_disk(data: Path) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        for site in range(12):
            article_id = store.open_watch(opening(f"https://{site}.example/", name=f"{site}.example")).id
            found = changed(look(store, 2, article_id), at(2), "Text.")
            assert found.capture is not None
            store.record(replace(found, capture=replace(found.capture, body=os.urandom(200_000))))
            store.record(changed(look(store, 4, article_id), at(4), "Text again."))
    before = (data / "archive.db").stat().st_size
    with Store.open(data, clock=lambda: NOON) as store:
        prune(store, ALL)
        # Six hundred pages, by one go.
        assert not store.give_back()
    assert before > 12 * 200_000
    assert (data / "archive.db").stat().st_size < before - 12 * 190_000
    assert Record.open(data).verify() == []


def test_room_of_a_record_that_an_older_tracker_made_is_given_back_too(data: Path) -> None:
    keep_older_record(data)
    with Store.open(data, clock=lambda: NOON) as store:
        store.remove(1)
        assert prune(store, Age(before=LATER + timedelta(days=9999), reason="r")) != []
        assert not store.give_back()
    with closing(sqlite3.connect(data / "archive.db")) as connection:
        assert connection.execute("PRAGMA auto_vacuum").fetchone() == (2,)
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert Record.open(data).verify() == []


def prune_all(data: Path, say: object) -> None:
    """Prune one page a transaction."""
    del say
    pruning._NEXT = pruning._NEXT.limit(1)
    with Store.open(data, clock=lambda: NOON) as store:
        prune(store, OLD)
        while store.give_back():
            pass


def prune_and_give_back(store: Store) -> None:
    prune(store, OLD)
    store.give_back()


STEPS = ("tombstone", "forget_body", "rebase", "blob_drop", "commit", "give_back")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("nth", [1, 2])
def test_a_kill_at_any_step_leaves_all_provable_and_it_goes_on_next_time(
    data: Path, tmp_path: Path, step: str, nth: int
) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        fill(store)
    code = child(prune_all, data, tmp_path / "said", f"store.{step}.after", nth, "")
    assert code == KILLED or (step, nth, code) == ("give_back", 2, 0)
    record = Record.open(data)
    assert record.verify() == []
    with Store.open(data, clock=lambda: NOON) as store:
        prune(store, OLD)
    assert kept(record) == [Kept.PRUNED] * 3 + [Kept.WHOLE]
    assert record.verify() == []
    assert_no_orphans(data)


@pytest.mark.parametrize("point", [f"store.{step}.before" for step in STEPS])
def test_whatever_fails_is_as_before_and_can_be_done_again(data: Path, point: str) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        fill(store)
        with arm(point), pytest.raises(StoreUnwritableError, match="injected fault"):
            prune_and_give_back(store)
        assert Record.open(data).verify() == []
        prune(store, OLD)
        assert not store.give_back()
    assert Record.open(data).verify() == []


def test_a_version_packed_before_pages_were_pruned_reads_back(store: Store, record: Record, data: Path) -> None:
    fill(store)
    report = changed(look(store, 20), at(20), "A later text.")
    told, evidence = store._read(lambda connection: reporting.gathered(connection, report))
    prune(store, ALL)

    assert (
        store._commits.run(lambda connection: reporting.record(connection, store._leases, told, evidence)) is not None
    )
    assert [version.kept for version in record.versions(1)] == [Kept.PRUNED] * 3 + [Kept.WHOLE] * 2
    assert record.body(1, 5) == page("A later text.")
    assert record.verify() == []
    assert_no_orphans(data)
