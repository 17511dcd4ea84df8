"""`prune` and `redact` as a person calls them, and what the reading verbs say of what is gone."""

from __future__ import annotations

import gzip
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.by_hand import by_hand
from tests.edges.store.examples import NOON
from tests.edges.store.remains import holding
from tests.edges.store.test_redacting import NAME, fill
from tests.program import Program, Said
from tracker.edges.store import Record, Store, compacting
from tracker.edges.store.queued_work import EmptyJournal


@pytest.fixture
def kept(program: Program) -> Program:
    """A record of one article with four versions, of which the second holds a name."""
    with Store.open(program.folder / "snapshots", clock=lambda: NOON) as store:
        fill(store)
    return program


def said_in_one_sentence(said: Said) -> str:
    assert said.out == ""
    assert said.err.startswith("tracker: ")
    assert said.err.count("\n") == 1
    return said.err.removeprefix("tracker: ").rstrip()


def redact(program: Program, *words: str) -> Said:
    return program("redact", "1", *words, "--reason", "court order")


def test_a_redaction_says_what_went_and_what_it_cannot_reach(kept: Program) -> None:
    said = redact(kept, "1", "2", "--phrase", NAME)
    assert (said.code, said.out) == (0, "1  redacted versions 1, 2: court order; 2 alerts withdrawn\n")
    assert said.err == (
        "stays: number, times, hashes and the address https://news.example/bridge, whatever words that holds\n"
        "not reached: backups and exports made elsewhere, and copies that a disk or another program keeps of its own\n"
    )
    assert holding(kept.folder / "snapshots", NAME) == []


def test_a_redaction_as_json_says_all_of_it(kept: Program) -> None:
    (answer,) = redact(kept, "2", "--json").objects
    assert (answer["id"], answer["redacted"], answer["reason"], answer["wiped"], answer["withdrawn"]) == (
        1,
        [2],
        "court order",
        True,
        2,
    )
    assert (answer["backups"], answer["deleted"], answer["versions"], answer["files"]) == ([], [], [], [])


def test_the_reading_verbs_tell_of_a_redacted_version_in_a_sentence(kept: Program) -> None:
    redact(kept, "2")
    for words in (("show", "1", "2"), ("diff", "1", "2"), ("diff", "1", "1", "2"), ("diff", "1", "2", "3")):
        said = kept(*words)
        assert said.code == 1
        assert said_in_one_sentence(said).startswith("version 2 of article 1 was redacted on 2026-")
        assert said.err.endswith("UTC: court order\n")
    log = kept("log", "1")
    assert (log.code, log.err) == (0, "")
    assert "[redacted] its words were taken out of the record" in log.out
    assert "(the version before it was redacted)" in log.out
    assert "redacted version 2: court order" in log.out
    assert kept("diff", "1", "1", "3").code == kept("show", "1").code == kept("list").code == kept("status").code == 0
    told = kept("log", "1", "--visits", "--json").objects
    assert [one["kept"] for one in told if "kept" in one] == ["whole", "redacted", "whole", "whole"]
    assert [one["number"] for one in told if "tombstone" in one] == [2]
    assert kept("why", "1", "--json").code == kept("status", "--json").code == 0


def test_an_article_that_was_redacted_wholly_is_still_told_of(kept: Program) -> None:
    assert redact(kept, "--all").code == 0
    assert kept("list").out == ""
    assert "https://news.example/bridge" in kept("list", "--all").out
    assert "redacted all versions: court order" in kept("log", "1").out
    assert said_in_one_sentence(kept("show", "1")).startswith("version 4 of article 1 was redacted on")
    assert said_in_one_sentence(kept("poll", "1")).startswith("article 1 is not watched any more")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("redact", "1", "--reason", "r"), 2, "name the versions to redact, or give --all"),
        (("redact", "1", "2", "--all", "--reason", "r"), 2, "name the versions to redact, or give --all"),
        (("redact", "1", "2", "--reason", " "), 2, "--reason is empty"),
        (("redact", "1", "9", "--reason", "r"), 1, "article 1 has no version 9: it has 1 to 4"),
        (("redact", "7", "1", "--reason", "r"), 1, "no article is called '7'"),
        (("redact", "1", "4", "--reason", "r"), 2, "version 4 is what article 1 says now"),
        (("prune", "--older", "soon"), 2, "--older 'soon': needs a duration"),
        (("prune", "7", "--older", "1d"), 1, "no article is called '7'"),
    ],
)
def test_wrong_words_are_one_sentence_and_change_nothing(
    kept: Program, words: tuple[str, ...], code: int, told: str
) -> None:
    said = kept(*words)
    assert said.code == code
    assert said_in_one_sentence(said).startswith(told)
    assert Record.open(kept.folder / "snapshots").tombstones() == []


def test_a_missing_reason_is_a_usage_error(kept: Program) -> None:
    said = kept("redact", "1", "2")
    assert said.code == 2
    assert "Missing option '--reason'" in said.err


def test_nothing_is_made_where_nothing_is_kept(program: Program) -> None:
    for words in (("redact", "1", "--all", "--reason", "r"), ("prune", "--older", "1d")):
        assert said_in_one_sentence(program(*words)).startswith("nothing is watched in")
    assert not (program.folder / "snapshots" / "archive.db").exists()


def test_pages_are_pruned_after_a_dry_run_says_how_many(kept: Program) -> None:
    trial = kept("prune", "--older", "1d", "--keep-text", "--dry-run")
    assert trial.out.startswith("would drop 3 raw pages of 1 article, ")
    done = kept("prune", "--older", "1d", "--keep-text")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("dropped 3 raw pages of 1 article, ")
    assert kept("prune", "--older", "1d", "--keep", "1").out == "no raw page is that old: nothing to drop\n"
    assert NAME in kept("show", "1", "2").out
    assert kept("diff", "1", "1", "2").code == 0
    assert "[pruned]" in kept("log", "1").out
    assert kept("prune", "--older", "1d", "--json").objects[0]["pages"] == 0


def test_a_copy_from_before_an_upgrade_is_named_and_deleted_on_demand(kept: Program) -> None:
    copy = kept.folder / "snapshots" / "archive-r0001.backup.db"
    copy.write_bytes(b"")
    assert f"not reached: copy {copy.name} of the record in the data folder" in redact(kept, "2").err
    assert f"deleted copy {copy.name} of the record" in redact(kept, "1", "--delete-backups").err
    assert not copy.exists()


def test_copies_and_exports_in_the_data_folder_are_named_under_whatever_name(kept: Program) -> None:
    data = kept.folder / "snapshots"
    (data / "old").mkdir()
    (data / "notes.db").write_bytes(b"SQLite format 3\0 and no more")
    assert kept("backup", str(data / "old" / "monday")).code == 0
    assert kept("export", "--format", "jsonl", "--out", str(data / "week.jsonl")).code == 0
    (data / "old" / "Monday.db.GZ").write_bytes(gzip.compress((data / "old" / "monday").read_bytes()))
    said = redact(kept, "2")
    assert "not reached: copy old/monday of the record in the data folder" in said.err
    named = "exports or packed files old/Monday.db.GZ, week.jsonl in the data folder"
    assert f"not reached: {named}; delete what holds the words\n" in said.err
    assert "deleted copy old/monday of the record" in redact(kept, "1", "--delete-backups").err
    assert sorted(path.name for path in data.rglob("*") if path.name in ("monday", "notes.db", "week.jsonl")) == [
        "notes.db",
        "week.jsonl",
    ]


def test_a_phrase_is_gone_from_mirror_search_and_every_other_file(kept: Program) -> None:
    data = kept.folder / "snapshots"
    assert kept("mirror").code == 0
    assert NAME in kept("search", f'"{NAME}"').out.replace("*", "")
    before = holding(data, NAME)
    assert {"archive.db: passage.text", "2.md"} <= set(before), before
    # Today's reader found the name on the page of version 1 too.
    assert "the phrase stands yet in version 1: redact these too\n" in redact(kept, "2", "--phrase", NAME).err
    assert redact(kept, "1", "--phrase", NAME).code == 0
    assert holding(data, NAME) == []
    grepped = subprocess.run(["grep", "-rila", NAME, str(data)], capture_output=True, text=True, check=False)
    assert (grepped.returncode, grepped.stdout) == (1, "")
    assert kept("search", f'"{NAME}"').out == ""
    assert kept("mirror", "--check").code == 0
    assert kept("verify").code == 0


@contextmanager
def running(program: Program) -> Iterator[None]:
    """Run the daemon, and wait until it answers."""
    process = program.start("run")
    try:
        until = time.monotonic() + 100
        while not program("status", "--json").objects[0]["daemon"]["running"]:
            assert time.monotonic() < until
            time.sleep(0.1)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


@pytest.mark.slow
def test_beside_a_running_daemon_it_is_the_daemon_that_redacts_and_prunes(kept: Program) -> None:
    data = kept.folder / "snapshots"
    with by_hand(data / "archive.db") as connection:
        connection.execute("UPDATE article SET next_look = NULL, state = 'paused'")
        connection.execute("UPDATE delivery SET next_try = NULL")
    with running(kept):
        assert redact(kept, "1", "2").code == 0
        assert holding(data, NAME) == []
        assert kept("prune", "--older", "1d").out.startswith("dropped 1 raw page of 1 article")
        assert said_in_one_sentence(redact(kept, "2")).startswith("version 2 of article 1 was redacted on")
    assert Record.open(data).verify() == []
    assert Path(data / "archive.db").exists()


def test_the_daemon_drops_old_pages_and_finishes_redactions_by_itself(kept: Program) -> None:
    kept.configure("127.0.0.1:9", more='[retention]\nkeep_raw = "30d"')
    data = kept.folder / "snapshots"
    with Store.open(data, clock=lambda: NOON) as store:
        store.remove(1)
        store.redact(1, [2], reason="court order", now=NOON)
    with running(kept):
        until = time.monotonic() + 100
        while len(stones := Record.open(data).tombstones(1)) < 4 or not all(one.complete for one in stones):
            assert time.monotonic() < until
            time.sleep(0.1)
    assert {one.reason for one in stones} == {"court order", "older than 30d, by retention.keep_raw"}
    assert "pruned pages=3" in (kept.folder / "daemon.log").read_text()
    assert Record.open(data).verify() == []


def test_verify_says_what_was_redacted_and_that_all_holds(kept: Program) -> None:
    redact(kept, "2")
    said = kept("verify")
    assert said.code == 0
    assert "redacted version 2 of article 1, " in said.out
    assert "UTC: court order\n" in said.out
    assert "all of it holds" in said.out
    (told,) = kept("verify", "1", "--json").objects
    assert (told["holds"], told["broken"]) == (True, [])
    assert [(one["tombstone"], one["number"], one["reason"]) for one in told["taken_out"]] == [
        ("redacted", 2, "court order")
    ]


@pytest.mark.parametrize("which", [("2",), ("--all",)])
@pytest.mark.parametrize("form", ["jsonl", "warc", "wacz"])
def test_an_export_of_what_was_pruned_and_redacted_is_proven_by_its_script(
    kept: Program, which: tuple[str, ...], form: str
) -> None:
    assert kept("prune", "--older", "1s", "--keep-text").code == 0
    assert redact(kept, *which).code == 0
    left = kept("export", "--format", form, "--out", "left")
    assert left.code == 0
    assert "redacted: court order" in left.err

    script, file = kept.folder / "left.verify.py", kept.folder / "left"
    checked = subprocess.run([sys.executable, script, file], capture_output=True, text=True, check=False, timeout=60)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "all of it holds" in checked.stdout
    assert NAME.encode() not in file.read_bytes()


UNFINISHED = (
    "the redaction of version 2 of article 1 is not finished, and files of the data folder may hold its words: a "
    "daemon finishes it within ten minutes, else the next verb that writes, such as tracker redact 1 2 --reason TEXT"
)


@pytest.fixture
def unfinished(kept: Program) -> Program:
    """A record of which a redaction was killed before it was wiped."""
    assert redact(kept, "1").code == 0
    words = ("redact", "1", "2", "--reason", "court order")
    assert kept.process(*words, TRACKER_FAULT="store.wipe.before:1:kill").code == -9
    # What a kill leaves in the journal is in the file once somebody else opened it.
    return kept


def test_a_redaction_that_was_killed_is_told_by_the_reading_verbs_which_leave_it(unfinished: Program) -> None:
    for verb in ("list", "verify"):
        said = unfinished(verb)
        assert (said.code, said.err) == (0, f"{UNFINISHED}\n")
    assert f"erasing  {UNFINISHED}" in " ".join(unfinished("status", COLUMNS="400").out.split("\n"))
    (status,) = unfinished("status", "--json").objects
    assert [(one["number"], one["complete"]) for one in status["unfinished"]] == [(2, False)]
    assert holding(unfinished.folder / "snapshots", NAME) != []


def test_the_same_redaction_again_finishes_one_that_was_killed_and_says_so(unfinished: Program) -> None:
    said = redact(unfinished, "2")

    finished = "1  finished: what was redacted before, version 2, is wiped now from file and folder\n"
    assert (said.code, said.out) == (0, finished)
    assert holding(unfinished.folder / "snapshots", NAME) == []
    assert unfinished("list").err == ""
    assert said_in_one_sentence(redact(unfinished, "2")).startswith("version 2 of article 1 was redacted on ")


def test_the_same_redaction_again_as_json_says_what_it_finished(unfinished: Program) -> None:
    (answer,) = redact(unfinished, "2", "--json").objects
    assert (answer["redacted"], answer["finished"], answer["wiped"]) == ([], [2], True)


def test_another_redaction_finishes_the_one_that_was_killed_and_stays_what_it_is(unfinished: Program) -> None:
    assert redact(unfinished, "3").out == "1  redacted version 3: court order; 2 alerts withdrawn\n"
    assert holding(unfinished.folder / "snapshots", NAME) == []


@pytest.mark.parametrize("words", [("pause", "1"), ("run", "--once")])
def test_any_verb_that_writes_finishes_a_redaction_that_was_killed(unfinished: Program, words: tuple[str, ...]) -> None:
    assert unfinished(*words).code == 0
    assert holding(unfinished.folder / "snapshots", NAME) == []
    assert Record.open(unfinished.folder / "snapshots").unfinished_redactions() == []


def test_a_backup_does_not_hold_what_is_still_to_be_wiped(unfinished: Program) -> None:
    (unfinished.folder / "copies").mkdir()
    assert unfinished("backup", "copies/one").code == 0
    assert holding(unfinished.folder / "copies", NAME) == []
    assert holding(unfinished.folder / "snapshots", NAME) != []


def test_a_full_disk_at_the_wipe_says_that_the_words_went_and_what_is_owed(kept: Program) -> None:
    def full(connection: sqlite3.Connection, empty_journal: EmptyJournal) -> bool:
        del empty_journal
        size = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={size}").fetchone()
        connection.execute("CREATE TABLE more (words)")
        connection.execute("INSERT INTO more VALUES (zeroblob(1000000))")
        return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compacting, "wipe", full)
        said = redact(kept, "1", "2")

    assert said.code == 3
    assert (
        "not wiped from the file yet: the words were taken out of the record, and its file is still to be" in said.err
    )
    assert "nothing was written" not in said.err
    assert redact(kept, "1", "2").code == 0
    assert holding(kept.folder / "snapshots", NAME) == []
