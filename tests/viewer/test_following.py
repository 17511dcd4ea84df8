"""The viewer beside a daemon: it shows what comes, many at once, and never writes the record."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON
from tests.viewer.conftest import View
from tests.viewer.records import grow, keep
from tests.viewer.screen import on_screen
from tests.viewer.stories import BRIDGE, FIRE
from tracker.app.browsing import Library
from tracker.edges.store import Store
from tracker.errors import StoreOlderError
from tracker.model import Settings


def digest(folder: Path) -> tuple[str, int]:
    """The record's bytes and when it was written last."""
    path = folder / "archive.db"
    return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns


@on_screen
async def test_what_is_kept_meanwhile_appears_by_itself_in_every_viewer(view: View, folder: Path) -> None:
    keep(folder, BRIDGE[:2], FIRE)
    async with view(1, size=(130, 30), follow=True) as reading, view(follow=True) as listing:
        await reading.until(lambda: "v2" in reading.text and "12 15 people" in reading.text)
        await listing.until(lambda: "Fire in the old harbour" in listing.text)
        with Store.open(folder, clock=lambda: NOON) as store:
            grow(store, 1, BRIDGE[2:], since=1)
            await reading.until(lambda: "▸●v2" in reading.text and "●v3" in reading.text)
            await listing.until(lambda: "●3" in listing.text)
            assert reading.foot.startswith("v3 came just now")
            # What is being read is not taken away.
            assert reading.lines[1].startswith(" v1 → v2")
            await reading.pilot.press("right")
            await reading.until(lambda: "Bridge opens to cyclists" in reading.text)


@on_screen
async def test_a_record_that_does_not_exist_yet_is_followed_too(view: View, folder: Path) -> None:
    async with view(follow=True, size=(120, 20)) as screen:
        await screen.until(lambda: "nothing is watched in" in screen.text)
        keep(folder, FIRE)
        await screen.until(lambda: "Fire in the old harbour" in screen.text)


@on_screen
async def test_reading_leaves_the_record_as_it_is_to_the_byte(view: View, folder: Path) -> None:
    keep(folder, BRIDGE, FIRE)
    before = digest(folder)
    async with view() as screen:
        await screen.press("enter", "left", "t", "m", "escape", "S")
        await screen.write("harbour")
        await screen.press("enter", "u")
    assert digest(folder) == before


@on_screen
async def test_an_article_that_is_removed_meanwhile_stays_on_the_screen(view: View, folder: Path) -> None:
    keep(folder, BRIDGE, FIRE)
    async with view(1) as screen:
        with Store.open(folder, clock=lambda: NOON) as store:
            store.remove(1)
        screen.viewer.renew()
        await screen.settled()
        assert "retired" in screen.lines[0]
        await screen.press("escape")
        assert "Bridge opens" not in screen.text
        assert "Fire in the old harbour" in screen.text


@on_screen
async def test_what_is_redacted_meanwhile_leaves_the_screen(view: View, folder: Path) -> None:
    keep(folder, FIRE)
    async with view(1) as screen:
        assert "Nine boats" in screen.text or "Nine Seven boats" in screen.text
        with Store.open(folder, clock=lambda: NOON) as store:
            store.redact(1, [], reason="a name that should not have been there", now=NOON)
        screen.viewer.renew()
        await screen.settled()
        assert "boats" not in screen.text
        await screen.press("left", "t")
        assert "redacted" in screen.text
        assert "Traceback" not in screen.text


@on_screen
async def test_a_record_that_is_taken_away_is_a_sentence(view: View, folder: Path) -> None:
    keep(folder, FIRE)
    async with view() as screen:
        (folder / "archive.db").rename(folder / "away.db")
        screen.viewer.renew()
        await screen.settled()
        assert "cannot be written or read" in screen.text.replace("\n  ", "")
        (folder / "away.db").rename(folder / "archive.db")
        screen.viewer.renew()
        await screen.settled()
        await screen.press("enter")
        assert "Seven boats" in screen.text


def test_a_record_of_an_older_tracker_is_not_brought_up_to_date_from_here(folder: Path) -> None:
    keep(folder, FIRE)
    with closing(sqlite3.connect(folder / "archive.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'r0005'")
    before = digest(folder)

    with pytest.raises(StoreOlderError, match="tracker list brings it up to date"):
        Library.open(Settings(data=folder))

    assert digest(folder) == before
