from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.kept import AFTER, BEFORE, fill
from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tracker.app.mirroring import Mirror
from tracker.edges.fault_points import arm
from tracker.edges.store import Record, Store
from tracker.errors import OutputError
from tracker.jobs.tellings import Tellings

FOLDER = Path("text/news.example/1-bridge")


@pytest.fixture
def mirror(tmp_path: Path) -> Mirror:
    fill(tmp_path)
    return Mirror(Record.open(tmp_path), tmp_path, enabled=True)


def names(data: Path) -> list[str]:
    return sorted(str(file.relative_to(data / "text")) for file in (data / "text").rglob("*") if file.is_file())


def test_a_new_version_is_written_and_those_before_it_that_are_missing(mirror: Mirror, tmp_path: Path) -> None:
    mirror.keep_up(1)

    assert names(tmp_path) == ["news.example/1-bridge/1.md", "news.example/1-bridge/2.md"]
    first, second = ((tmp_path / FOLDER / f"{number}.md").read_text() for number in (1, 2))
    assert BEFORE in first
    assert 'changed: "first version"' in first
    assert AFTER in second
    assert "changed: " in second


@pytest.mark.parametrize("redacted", [False, True], ids=["whole", "redacted before"])
def test_what_is_told_of_a_version_is_what_stands_in_its_file(mirror: Mirror, tmp_path: Path, redacted: bool) -> None:
    with Store.open(tmp_path, clock=lambda: at(9)) as store:
        tellings = Tellings(store)
        told = tellings.newest_step(store.versions(1)).summary
        if redacted:
            store.redact(1, [1], reason="asked for", now=at(9))
        Mirror(Record.open(tmp_path), tmp_path, enabled=True, texts=store, tellings=tellings).keep_up(1)
    found = (tmp_path / FOLDER / "2.md").read_text()
    assert told
    assert (told in found) is not redacted
    (tmp_path / FOLDER / "2.md").unlink()
    mirror.keep_up(1)
    assert (tmp_path / FOLDER / "2.md").read_text() == found


def test_what_a_killed_process_had_no_time_for_is_written_by_the_next_one(mirror: Mirror, tmp_path: Path) -> None:
    mirror.keep_up(1)
    (tmp_path / FOLDER / "2.md").rename(tmp_path / FOLDER / ".2.md.unfinished")

    Mirror(Record.open(tmp_path), tmp_path, enabled=False).catch_up()
    assert names(tmp_path) == ["news.example/1-bridge/.2.md.unfinished", "news.example/1-bridge/1.md"]
    Mirror(Record.open(tmp_path), tmp_path, enabled=True).catch_up()
    assert names(tmp_path) == ["news.example/1-bridge/1.md", "news.example/1-bridge/2.md"]


def test_a_record_that_cannot_be_read_keeps_nobody_from_beginning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "archive.db").write_bytes(b"no record")

    Mirror(Record.open(tmp_path), tmp_path, enabled=True).catch_up()

    assert "the mirror cannot be compared with the record" in caplog.text


def test_switched_off_it_writes_nothing(mirror: Mirror, tmp_path: Path) -> None:
    del mirror
    Mirror(Record.open(tmp_path), tmp_path, enabled=False).keep_up(1)

    assert not (tmp_path / "text").exists()


def test_what_cannot_be_written_is_said_once_and_again_after_it_went_well(
    mirror: Mirror, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "text").write_text("in the way")
    with caplog.at_level(logging.WARNING):
        mirror.keep_up(1)
        mirror.keep_up(1)
        assert [record.levelname for record in caplog.records] == ["WARNING"]
        assert "the record has it, `tracker mirror` writes it" in caplog.text
        (tmp_path / "text").unlink()
        mirror.keep_up(1)
        assert len(names(tmp_path)) == 2
        (tmp_path / FOLDER / "2.md").unlink()
        with arm("mirror.rename.before"):
            mirror.keep_up(1)
        assert len(caplog.records) == 2


def test_rebuilt_it_is_whole_and_holds_nothing_else_of_ours(mirror: Mirror, tmp_path: Path) -> None:
    mirror.keep_up(1)
    (tmp_path / FOLDER / "1.md").write_text("altered")
    (tmp_path / FOLDER / "9.md").write_text("of nothing")
    (tmp_path / FOLDER / "mine.txt").write_text("mine")
    (tmp_path / "text/gone.example/5-x").mkdir(parents=True)
    (tmp_path / "text/gone.example/5-x/1.md").write_text("of nothing")

    looked = mirror.rebuild(only_look=True)
    assert (looked.written, looked.removed) == (1, 2)
    done = mirror.rebuild()

    assert (done.written, done.removed, done.unreadable) == (1, 2, ())
    assert names(tmp_path) == [f"news.example/1-bridge/{name}" for name in ("1.md", "2.md", "mine.txt")]
    assert BEFORE in (tmp_path / FOLDER / "1.md").read_text()
    again = mirror.rebuild(only_look=True)
    assert (again.written, again.removed) == (0, 0)


def test_the_file_of_a_version_that_is_damaged_stays_and_is_named(mirror: Mirror, tmp_path: Path) -> None:
    mirror.keep_up(1)
    with closing(sqlite3.connect(tmp_path / "archive.db")) as connection, connection:
        connection.execute("UPDATE blob SET data = x'00' WHERE id = (SELECT story_blob FROM version WHERE number = 2)")
    done = Mirror(Record.open(tmp_path), tmp_path, enabled=True).rebuild()

    assert [one.partition(":")[0] for one in done.unreadable] == ["article 1, version 2"]
    assert AFTER in (tmp_path / FOLDER / "2.md").read_text()


def test_a_place_that_cannot_be_written_is_told_when_a_person_asks(mirror: Mirror, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("in the way")

    with pytest.raises(OutputError, match="see to its rights"):
        mirror.rebuild()


def test_forgotten_files_are_gone(mirror: Mirror, tmp_path: Path) -> None:
    mirror.keep_up(1)

    assert mirror.forget(1, [1]) == 1
    assert names(tmp_path) == ["news.example/1-bridge/2.md"]


def test_it_says_nothing_of_dates_that_a_page_gets_wrong(tmp_path: Path) -> None:
    tomorrow = NOON + timedelta(days=1)
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        began = opening(text=BEFORE)
        assert began.report.story is not None
        first = replace(began.report.story, modified=tomorrow)
        store.open_watch(replace(began, report=replace(began.report, story=first)))
        (claim,) = store.claim_due(at(1), limit=1, lease=LEASE)
        found = changed(claim, at(1), AFTER)
        assert found.story is not None
        store.record(replace(found, story=replace(found.story, modified=tomorrow)))
    Mirror(Record.open(tmp_path), tmp_path, enabled=True).keep_up(1)
    (second,) = tmp_path.rglob("2.md")
    assert "no date" not in second.read_text()
