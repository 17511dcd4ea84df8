from __future__ import annotations

import logging
import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.kept import AFTER, BEFORE, fill
from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tracker.app.feeds import Feeds
from tracker.edges.fault_points import arm
from tracker.edges.store import Record, Store
from tracker.errors import OutputError
from tracker.model import FeedSettings

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def feeds(tmp_path: Path) -> Feeds:
    fill(tmp_path)
    return opened(tmp_path)


def opened(data: Path, **changes: object) -> Feeds:
    return Feeds(Record.open(data), data, FeedSettings(enabled=True, **changes))  # type: ignore[arg-type]


def entries(data: Path, name: str) -> list[str]:
    """Give the titles of a feed's entries."""
    feed = ET.fromstring((data / "feeds" / name).read_bytes())
    return [title.text or "" for title in feed.findall(f"{ATOM}entry/{ATOM}title")]


def edit(data: Path, count: int, *, first: int = 2) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        for number in range(first, first + count):
            claim = store.claim(1, at(number), lease=LEASE)
            assert claim is not None
            assert store.record(changed(claim, at(number), f"{number} people crossed the bridge on Monday morning."))


def test_changes_are_written_for_their_article_and_for_all(feeds: Feeds, tmp_path: Path) -> None:
    assert feeds.write_due() == 1

    assert sorted(file.name for file in (tmp_path / "feeds").iterdir()) == ["all.xml", "article-1.xml"]
    assert len(entries(tmp_path, "article-1.xml")) == 1
    assert entries(tmp_path, "all.xml") == entries(tmp_path, "article-1.xml")
    assert entries(tmp_path, "all.xml")[0].endswith("— Bridge closed")


def test_nothing_is_written_where_nothing_is_new_and_a_new_version_once(feeds: Feeds, tmp_path: Path) -> None:
    feeds.write_due()
    before = (tmp_path / "feeds/all.xml").stat().st_mtime_ns
    assert feeds.write_due() == 0
    assert (tmp_path / "feeds/all.xml").stat().st_mtime_ns == before

    edit(tmp_path, 1)
    feeds.keep_up(1)
    feeds.keep_up(1)

    assert [feeds.write_due(), feeds.write_due()] == [1, 0]
    assert len(entries(tmp_path, "article-1.xml")) == len(entries(tmp_path, "all.xml")) == 2


def test_what_came_while_nobody_wrote_is_caught_up_with_and_no_more(feeds: Feeds, tmp_path: Path) -> None:
    feeds.write_due()
    os.utime(tmp_path / "feeds/all.xml", (at(20).timestamp(), at(20).timestamp()))
    assert opened(tmp_path).write_due() == 0

    edit(tmp_path, 1, first=30)
    assert opened(tmp_path).write_due() == 1
    assert len(entries(tmp_path, "all.xml")) == 2


def test_the_newest_changes_are_kept(feeds: Feeds, tmp_path: Path) -> None:
    edit(tmp_path, 5)
    opened(tmp_path, entries=3).write_due()
    assert len(entries(tmp_path, "article-1.xml")) == len(entries(tmp_path, "all.xml")) == 3


def test_switched_off_nothing_is_written(tmp_path: Path) -> None:
    fill(tmp_path)
    off = Feeds(Record.open(tmp_path), tmp_path, FeedSettings())
    off.keep_up(1)
    assert [off.write_due(), off.rebuild()] == [0, 0]
    assert not (tmp_path / "feeds").exists()


def test_a_version_that_was_called_noise_is_no_entry(feeds: Feeds, tmp_path: Path) -> None:
    edit(tmp_path, 1)
    feeds.write_due()
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.dismiss(1, 2, (), at(9))
    feeds.keep_up(1)
    feeds.write_due()
    assert len(entries(tmp_path, "article-1.xml")) == len(entries(tmp_path, "all.xml")) == 1


def test_a_verb_that_leaves_writes_what_is_due_and_nothing_else(feeds: Feeds, tmp_path: Path) -> None:
    feeds.finish()
    assert not (tmp_path / "feeds").exists()
    feeds.keep_up(1)
    feeds.finish()
    assert len(entries(tmp_path, "all.xml")) == 1


def test_another_folder_may_be_named(tmp_path: Path) -> None:
    fill(tmp_path / "data")
    opened(tmp_path / "data", folder=tmp_path / "site").write_due()
    assert (tmp_path / "site/all.xml").is_file()


def test_what_cannot_be_written_is_said_once_and_tried_again(
    feeds: Feeds, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        with arm("feed.rename.before"):
            assert feeds.write_due() == 0
        (tmp_path / "feeds").rmdir()
        (tmp_path / "feeds").write_text("in the way")
        assert feeds.write_due() == 0
        (tmp_path / "feeds").unlink()
        assert feeds.write_due() == 1
    assert len(caplog.records) == 1
    assert sorted(file.name for file in (tmp_path / "feeds").iterdir()) == ["all.xml", "article-1.xml"]


def test_feeds_are_rebuilt_and_those_of_nothing_removed(feeds: Feeds, tmp_path: Path) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    for name in ("article-7.xml", ".all.xml.99.unfinished", "mine.xml"):
        (folder / name).write_text("old")
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening("https://news.example/other"))

    assert feeds.rebuild() == 3
    assert sorted(file.name for file in folder.iterdir()) == ["all.xml", "article-1.xml", "article-2.xml", "mine.xml"]
    assert entries(tmp_path, "article-2.xml") == []


def test_a_folder_that_cannot_be_written_is_told_to_whoever_asked(feeds: Feeds, tmp_path: Path) -> None:
    (tmp_path / "feeds").write_text("in the way")
    with pytest.raises(OutputError, match="feeds"):
        feeds.rebuild()


def test_what_is_forgotten_leaves_both_files_and_the_memory(feeds: Feeds, tmp_path: Path) -> None:
    feeds.write_due()
    held = (tmp_path / "feeds/all.xml").read_text()
    assert "cyclists" in held
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.remove(1)
        store.redact(1, (2,), reason="a court asked for it", now=at(9))
    feeds.forget(1)

    for name in ("all.xml", "article-1.xml"):
        assert "cyclists" not in (tmp_path / "feeds" / name).read_text()
        assert entries(tmp_path, name) == []


def test_files_of_feeds_that_are_off_by_now_are_removed_when_forgotten(feeds: Feeds, tmp_path: Path) -> None:
    feeds.write_due()
    Feeds(Record.open(tmp_path), tmp_path, FeedSettings()).forget(1)
    assert list((tmp_path / "feeds").iterdir()) == []
    assert BEFORE != AFTER
