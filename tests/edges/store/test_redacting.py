"""Words taken out of the record: nothing of them is left in the folder, and the chain still proves the rest."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.edges.store.crashing import KILLED, child
from tests.edges.store.examples import LEASE, NOON, URL, at, capture, changed, opening, page, story, unchanged, visit
from tests.edges.store.older import keep_older_record
from tests.edges.store.remains import holding
from tests.edges.store.test_crash import assert_no_orphans
from tests.edges.store.test_writing import look
from tracker.edges.fault_points import arm
from tracker.edges.store import Record, Store, reporting
from tracker.errors import NotFoundError, RedactedError, StoreDamagedError, StoreUnwritableError, UsageError
from tracker.model import (
    ArticleState,
    Claim,
    DeliveryState,
    Event,
    EventKind,
    Held,
    Kept,
    Memory,
    Opening,
    Outcome,
    Owed,
    Report,
    Tombstone,
)

NAME = "Ada Quillfeather"
TEXTS = ("The bridge is closed.", f"The bridge was closed by {NAME}, police say.", "The bridge is open.", "All clear.")


def named(claim: Claim, minutes: float) -> Report:
    """Give a report that holds the name wherever a report can hold words of a page."""
    text = TEXTS[1]
    when = at(minutes)
    found = changed(claim, when, text, "anne@example.org", "bob@example.org")
    told = story(text, headline=f"{NAME} is sought")
    shown = replace(capture(page(text), when), headers=(("Content-Type", "text/html"), ("X-Title", NAME)))
    return replace(
        found,
        story=told,
        capture=shown,
        reread=story(f"The bridge, said {NAME.upper()}, is closed."),
        held=Held(story=told, reason="one short line", since=when, until=at(minutes + 1)),
        memory=Memory(selector="article", zone=(f"by {NAME.casefold()}",)),
        baseline=told,
        struck=f"<p>{NAME}</p>".encode() * 40,
        events=(Event(kind=EventKind.NOTICE, state="come", reason=f"{NAME} writes on", began=when, ended=when),),
    )


def fill(store: Store, opened: Opening | None = None) -> None:
    """Keep four versions, of which the second holds the name; mails of each change are owed to two people."""
    store.open_watch(opened or opening())
    store.record(named(look(store, 2), 2))
    for minutes, text in ((4, TEXTS[2]), (6, TEXTS[3])):
        found = changed(look(store, minutes), at(minutes), text)
        store.record(replace(found, owed=(Owed(recipient="anne@example.org"), Owed(recipient="bob@example.org"))))


def take_out(store: Store, *numbers: int, article_id: int = 1) -> tuple[int, ...]:
    taken = store.redact(article_id, numbers, reason="court order 12/26", now=at(60))
    assert store.finish_redactions()
    return taken


def test_a_name_that_is_kept_is_found_wherever_it_stands(store: Store, data: Path) -> None:
    fill(store)
    found = holding(data, NAME)
    assert "archive.db: blob.data" in found
    assert {one.split(": ")[1] for one in found if ": " in one} >= {
        "blob.data",
        "version.headline",
        "event.reason",
        "struck.data",
        "reading.memory",
        "rereading.story",
    }


def test_nothing_of_a_redacted_version_is_left_in_any_file_of_the_folder(store: Store, data: Path) -> None:
    fill(store)
    assert take_out(store, 2) == (2,)
    # Version 1 was read again by the reader of version 2, and that reading names her too: it is version 1's.
    assert holding(data, NAME) == ["archive.db: rereading.story"]
    assert take_out(store, 1) == (1,)
    assert holding(data, NAME) == []
    assert store.article(1).headline == "Bridge closed"
    assert [store.story(1, number).blocks[0].text for number in (3, 4)] == [TEXTS[2], TEXTS[3]]


def test_nothing_of_a_redacted_article_is_left_while_others_stay_whole(store: Store, data: Path) -> None:
    fill(store)
    fill_other = opening("https://other.example/", name="other.example")
    store.open_watch(fill_other)
    assert take_out(store) == (1, 2, 3, 4)
    for words in (NAME, "The bridge is open", "All clear", "This is a breaking news story"):
        found = [one for one in holding(data, words) if words == NAME or "archive.db" not in one]
        assert found == []
    article = store.article(1)
    assert (article.headline, article.marker, article.state, article.next_look, article.versions) == (
        "",
        None,
        ArticleState.RETIRED,
        None,
        4,
    )
    assert store.story(2, 1) == story()
    assert Record.open(data).verify() == []


def test_numbers_times_and_hashes_stay_and_the_tombstone_says_why(store: Store, record: Record) -> None:
    fill(store)
    before = record.versions(1)
    take_out(store, 2)
    after = record.versions(1)
    assert after[1] == replace(before[1], headline="", kept=Kept.REDACTED)
    assert [one for one in after if one.number != 2] == [one for one in before if one.number != 2]
    (stone,) = record.tombstones(1)
    assert stone == Tombstone(
        article_id=1,
        number=2,
        what=Kept.REDACTED,
        after=4,
        reason="court order 12/26",
        written=at(60),
        previous=before[3].chain_hash,
        chain_hash=stone.chain_hash,
    )
    assert record.verify() == []


def test_the_chain_goes_on_behind_a_tombstone(store: Store, record: Record, data: Path) -> None:
    fill(store)
    take_out(store, 2)
    claim = look(store, 70)
    store.redact(1, [1], reason="and this", now=at(71))
    assert store.record(changed(claim, at(72), "Too late.")) is None, "a look that was in hand writes nothing"
    version = store.record(changed(look(store, 80), at(80), "News."))
    assert version is not None
    assert (version.number, [one.after for one in record.tombstones(1)]) == (5, [4, 4])
    assert record.verify() == []
    assert store.finish_redactions()
    assert_no_orphans(data)


def test_what_is_built_on_a_redacted_version_is_built_anew(store: Store, record: Record, data: Path) -> None:
    fill(store)
    bodies = {number: record.body(1, number) for number in (1, 3, 4)}
    take_out(store, 2)
    assert {number: record.body(1, number) for number in bodies} == bodies
    with closing(sqlite3.connect(data / "archive.db")) as connection:
        depths = connection.execute(
            "SELECT b.depth FROM version v JOIN blob b ON b.id = v.body_blob ORDER BY v.number"
        ).fetchall()
    assert depths == [(0,), (1,), (3,)], "a delta on what was before it, not a copy"


def test_owed_mail_of_a_redacted_version_is_withdrawn_and_later_ones_go_out(store: Store, record: Record) -> None:
    fill(store)
    take_out(store, 2)
    states = [(one.version, one.state, one.told) for one in record.deliveries(1)]
    assert states[:2] == [(2, DeliveryState.WITHDRAWN, "redacted")] * 2
    assert {state for version, state, _ in states if version and version > 2} == {DeliveryState.PENDING}
    assert {one.thread_subject for one in record.deliveries(1)} == {"Bridge closed"}


@pytest.mark.parametrize(("numbers", "words"), [((5,), "article 1 has no version 5: it has 1 to 4")])
def test_a_version_that_is_not_there_is_told(store: Store, numbers: tuple[int, ...], words: str) -> None:
    fill(store)
    with pytest.raises(NotFoundError, match=words):
        take_out(store, *numbers)
    with pytest.raises(NotFoundError, match="no article 9"):
        take_out(store, 1, article_id=9)


def test_twice_is_refused_with_the_date_and_the_reason(store: Store, record: Record) -> None:
    fill(store)
    take_out(store, 2)
    with pytest.raises(RedactedError) as told:
        take_out(store, 1, 2)
    assert str(told.value) == ("version 2 of article 1 was redacted on 2026-03-14 13:00 UTC: court order 12/26")
    assert take_out(store) == (1, 3, 4)
    with pytest.raises(RedactedError, match=r"version 1 of article 1 was redacted on"):
        take_out(store)
    assert len(record.tombstones(1)) == 2
    assert record.verify() == []


def test_an_article_without_a_version_can_be_redacted_once(store: Store, record: Record, data: Path) -> None:
    bare = opening()
    store.open_watch(replace(bare, headline=NAME, report=replace(bare.report, change=None, struck=NAME.encode())))
    assert holding(data, NAME) != []
    assert take_out(store) == ()
    assert holding(data, NAME) == []
    assert record.verify() == []
    with pytest.raises(RedactedError, match="article 1 was redacted on"):
        take_out(store)
    store.open_watch(opening())
    assert (store.article(1).versions, record.verify()) == (1, [])


def test_what_a_watched_article_says_now_is_not_redacted_alone(store: Store, record: Record) -> None:
    fill(store)
    with pytest.raises(UsageError, match=r"end the watch first \(tracker remove 1\), or redact all of it with --all"):
        take_out(store, 4)
    store.pause(1)
    with pytest.raises(UsageError, match="says now"):
        take_out(store, 2, 4)
    assert record.tombstones(1) == []
    store.remove(1)
    assert take_out(store, 4) == (4,)
    assert store.article(1).headline == "Bridge closed"


def test_the_same_words_are_not_kept_anew_when_the_article_is_watched_again(
    store: Store, record: Record, data: Path
) -> None:
    store.open_watch(opening(text=TEXTS[1]))
    take_out(store)
    store.open_watch(opening(text=TEXTS[1]))
    assert (store.article(1).versions, store.article(1).state) == (1, ArticleState.BREAKING)
    assert [one.outcome for one in record.visits(1)] == [Outcome.FIRST, Outcome.SAME]
    claim = look(store, 10)
    assert claim.latest is None
    assert store.record(changed(claim, at(10), TEXTS[1], "anne@example.org")) is None
    assert record.visits(1)[-1].reason == "the words that were redacted"
    assert record.deliveries(1) == []
    version = store.record(changed(look(store, 20), at(20), "Other words."))
    assert version is not None
    assert version.number == 2
    assert record.verify() == []
    assert holding(data, NAME) == []


def test_a_redacted_version_has_no_words_to_give(store: Store, record: Record) -> None:
    fill(store)
    take_out(store, 2)
    for ask in (record.story, record.body, record.story_before):
        with pytest.raises(RedactedError, match=r"version 2 of article 1 was redacted on 2026-03-14 13:00 UTC: court"):
            ask(1, 2)


def test_a_look_within_the_hour_of_a_redacted_version_goes_on(store: Store) -> None:
    fill(store)
    take_out(store, 2)
    variants = store.surroundings(1, at(30), held_since=None, lines=()).variants
    assert [number for number, _ in variants] == [1, 3]


def test_ids_of_blobs_are_never_given_twice(store: Store, record: Record, data: Path) -> None:
    store.open_watch(opening("https://other.example/", name="other.example"))
    fill(store, opening())
    newest = ids(data)[-1]
    take_out(store, article_id=2)
    store.open_watch(opening("https://third.example/", name="third.example", text="Third."))
    assert min(set(ids(data)) - set(range(newest + 1))) == newest + 1
    assert store.story(3, 1).blocks[0].text == "Third."
    assert record.verify() == []


def ids(data: Path) -> list[int]:
    with closing(sqlite3.connect(data / "archive.db")) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM blob ORDER BY id")]


def test_a_version_that_stays_and_does_not_read_back_stops_it_with_nothing_changed(
    store: Store, record: Record, data: Path
) -> None:
    fill(store)
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute(
            "UPDATE blob SET data = zeroblob(9) WHERE id = (SELECT body_blob FROM version WHERE number = 3)"
        )
    with pytest.raises(StoreDamagedError):
        store.redact(1, [2], reason="r", now=at(60))
    assert record.tombstones(1) == []
    assert record.story(1, 2).headline == f"{NAME} is sought"


def test_a_reader_that_holds_an_older_state_only_delays_the_wiping(store: Store, data: Path) -> None:
    fill(store)
    with closing(sqlite3.connect(data / "archive.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM version").fetchone()
        store.redact(1, [1, 2], reason="r", now=at(60))
        store._commits.run_alone(lambda connection, _: connection.execute("PRAGMA busy_timeout=20").close())
        assert not store.finish_redactions()
        assert len(store.unfinished_redactions()) == 2
    assert store.finish_redactions()
    assert store.unfinished_redactions() == []
    assert holding(data, NAME) == []


def redact_two(store: Store) -> None:
    store.redact(1, [1, 2], reason="r", now=at(60))
    store.finish_redactions()


STEPS = ("tombstone", "forget", "rebase", "blob_drop", "clear", "commit", "wipe", "vacuum", "wiped")


@pytest.mark.parametrize("point", [f"store.{step}.{when}" for step in STEPS for when in ("before", "after")])
def test_whatever_fails_all_is_as_before_or_is_finished_later(data: Path, point: str) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        fill(store)
        with arm(point), pytest.raises(StoreUnwritableError, match="injected fault"):
            redact_two(store)
    with Store.open(data, clock=lambda: NOON) as store:
        record = Record.open(data)
        assert record.verify() == []
        if not record.tombstones(1):
            assert [one.kept for one in record.versions(1)] == [Kept.WHOLE] * 4
            store.redact(1, [1, 2], reason="r", now=at(60))
        assert [one.kept for one in record.versions(1)] == [Kept.REDACTED] * 2 + [Kept.WHOLE] * 2
        assert store.unfinished_redactions() == [] or store.finish_redactions()
        assert holding(data, NAME) == []
    assert_no_orphans(data)


def redact_and_finish(data: Path, say: object) -> None:
    """Redact two versions, and wipe them."""
    del say
    with Store.open(data, clock=lambda: NOON) as store:
        redact_two(store)


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_leaves_all_as_before_or_to_be_finished(data: Path, tmp_path: Path, step: str) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        fill(store)
    assert (
        child(redact_and_finish, data, tmp_path / "said", f"store.{step}.after", 1 + (step == "commit"), "") == KILLED
    )
    record = Record.open(data)
    assert record.verify() == []
    whole = [one.kept for one in record.versions(1)] == [Kept.WHOLE] * 4
    assert whole == (step in ("tombstone", "forget", "rebase", "blob_drop", "clear"))
    with Store.open(data, clock=lambda: NOON) as store:
        if whole:
            store.redact(1, [1, 2], reason="r", now=at(60))
        assert store.unfinished_redactions() == [] or store.finish_redactions()
    assert holding(data, NAME) == []
    assert_no_orphans(data)


def test_a_record_of_an_older_tracker_can_be_redacted(data: Path) -> None:
    keep_older_record(data)
    with Store.open(data, clock=lambda: NOON) as store:
        assert store.redact(1, (), reason="r", now=at(60)) == (1, 2)
        assert store.finish_redactions()
        assert Record.open(data).verify() == []
    (data / "archive-r0001.backup.db").unlink()
    assert holding(data, "bridge is closed") == holding(data, "open to cyclists") == []


def test_a_look_after_a_redaction_is_one_as_any_other(store: Store, record: Record) -> None:
    fill(store)
    take_out(store, 2)
    store.record(unchanged(look(store, 90), at(90)))
    (claim,) = store.claim_due(at(95), limit=1, lease=LEASE)
    assert claim.latest == story(TEXTS[3])
    assert (record.visits(1)[-1].outcome, visit(at(1)).outcome, URL) == (
        Outcome.SAME,
        Outcome.SAME,
        store.article(1).url,
    )


@pytest.mark.parametrize("numbers", [(1, 2, 3), (4,), ()])
def test_a_version_packed_before_a_redaction_is_not_written_on_what_is_gone(
    numbers: tuple[int, ...], store: Store, record: Record, data: Path
) -> None:
    fill(store)
    report = changed(look(store, 8), at(8), "A later text.")
    told, evidence = store._read(lambda connection: reporting.gathered(connection, report))
    if numbers == (4,):
        store.remove(1)
    take_out(store, *numbers)

    assert store._commits.run(lambda connection: reporting.record(connection, store._leases, told, evidence)) is None
    assert [version.number for version in record.versions(1)] == [1, 2, 3, 4]
    assert record.verify() == []
    assert bool(holding(data, NAME)) == (numbers == (4,))
    assert_no_orphans(data)
