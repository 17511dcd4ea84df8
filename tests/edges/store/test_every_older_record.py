"""Records as the trackers of each day kept them, brought up to date, proven, read back and watched on.

Each file under `older_records` was written by the program of its schema: two articles, one of them paused, with three
versions, a look without news, a refusal, a dismissal, tags, alerts that are owed, and a sealed day where there were
days. Whoever adds a revision keeps a record of the one before it, written by the program before theirs, as
`rNNNN.tar.xz`: `archive.db` and what lies beside it.
"""

from __future__ import annotations

import sqlite3
import tarfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from tests.edges.store.examples import LEASE, NOON, at, changed
from tests.edges.store.older import keep_older_record
from tests.edges.store.test_migrations import shapes
from tracker.edges.store import ProofRecord, Record, Store, migrations, preparing
from tracker.edges.store.standing_record import StandingRecord
from tracker.model import ArticleState, Channel, DeliveryState, Outcome, PageState, Question

FOLDER = Path(__file__).with_name("older_records")
STORED = tuple(sorted(file.name.partition(".")[0] for file in FOLDER.glob("r*.tar.xz")))
NEVER_ALONE = ("r0004", "r0005")
"""Came together with r0006: no program ever wrote a record of these."""
TEXTS = (
    "The bridge is closed.",
    "The bridge is open to cyclists.",
    "The bridge is open to all, the Müller ferry “rests”.",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of one revision, opened once by today's program: nothing here writes into it."""

    revision: str
    data: Path
    record: Record


@pytest.fixture(scope="module", params=STORED)
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    data = tmp_path_factory.mktemp(request.param)
    with tarfile.open(FOLDER / f"{request.param}.tar.xz") as packed:
        packed.extractall(data, filter="data")
    assert revision_of(data / "archive.db") == request.param
    Store.open(data, clock=lambda: at(100)).close()
    return Kept(request.param, data, Record.open(data))


def revision_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_every_revision_has_a_record_that_was_written_in_its_day() -> None:
    """Where this fails: a revision joined, and no record of the one before it was kept."""
    known = ScriptDirectory.from_config(config()).walk_revisions()
    revisions = sorted(script.revision for script in known)
    assert revisions[-1] == preparing.HEAD
    assert {*revisions} - {preparing.HEAD} <= {"r0001", *STORED, *NEVER_ALONE} <= {*revisions}


def config() -> Config:
    found = Config()
    found.set_main_option("script_location", str(migrations.HERE))
    return found


def test_it_is_of_its_revision_and_is_kept_as_it_was_beside_the_new_one(kept: Kept) -> None:
    assert revision_of(kept.data / "archive.db") == preparing.HEAD
    copy = kept.data / f"archive-{kept.revision}.backup.db"
    assert copy.exists() is (kept.revision != preparing.HEAD)
    if copy.exists():
        assert revision_of(copy) == kept.revision


def test_it_becomes_the_same_as_a_record_that_is_made_today(kept: Kept, tmp_path: Path) -> None:
    Store.open(tmp_path / "today", clock=lambda: NOON).close()
    assert shapes(kept.data / "archive.db") == shapes(tmp_path / "today" / "archive.db")


def test_every_hash_of_it_holds_and_the_file_is_sound(kept: Kept) -> None:
    record = kept.record
    assert record.verify() == []
    with closing(sqlite3.connect(kept.data / "archive.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    day = ProofRecord.open(kept.data).newest_day()
    assert (day is None) is (kept.revision == "r0002")


def test_all_that_it_held_reads_back(kept: Kept) -> None:
    record = kept.record
    first, second = record.articles()
    assert (first.headline, first.versions, first.tags) == ("Bridge closed", 3, ("flood", "müller"))
    assert (second.host, second.versions, second.state) == ("paper.example", 1, ArticleState.PAUSED)
    assert first.page_state is PageState.BLOCKED
    assert [record.story(1, number).blocks[0].text for number in (1, 2, 3)] == [*TEXTS]
    assert all(TEXTS[number - 1].encode() in record.body(1, number) for number in (1, 2, 3))
    assert [visit.outcome for visit in record.visits(1)] == [
        Outcome.FIRST,
        Outcome.CHANGED,
        Outcome.CHANGED,
        Outcome.SAME,
        Outcome.STATE,
    ]
    owed = record.deliveries()
    assert [(one.recipient, one.version, one.state) for one in owed if one.state is DeliveryState.PENDING] == [
        ("desk@example.org", 3, DeliveryState.PENDING)
    ]
    assert record.dismissed(1) == frozenset({2})
    assert record.memory(1) is not None
    assert len(record.hosts()) == 2


def test_whoever_asks_how_it_stands_is_answered(kept: Kept) -> None:
    record = StandingRecord.open(kept.data)
    standings, outlook = record.standings(at(100)), record.outlook(at(100))
    assert (standings.versions, standings.pages) == (4, {PageState.BLOCKED: 1})
    assert (outlook.articles, outlook.unreadable, outlook.beat) == (1, 1, at(61))
    assert record.outlet(Channel.MAIL, at(100)).overdue is not None


def test_it_is_searched_watched_on_and_its_alerts_are_still_owed(kept: Kept, tmp_path: Path) -> None:
    data = Path(copytree(kept.data, tmp_path / "data"))
    with Store.open(data, clock=lambda: at(100)) as store:
        while store.index_older(limit=64):
            pass
        (claim,) = store.claim_due(at(2000), limit=1, lease=LEASE)
        assert claim.latest is not None
        assert claim.latest.blocks[0].text == TEXTS[-1]
        version = store.record(changed(claim, at(2000), "The bridge is closed again."))
        assert version is not None
        assert version.number == 4
    record = Record.open(data)
    assert record.verify() == []
    assert any(one.state is DeliveryState.PENDING and one.version == 3 for one in record.deliveries())
    found = record.search(Question(words="cyclists", limit=10))
    assert {passage.article_id for passage in found.passages} == {1}


@pytest.mark.parametrize("revision", NEVER_ALONE[-1:])
def test_a_migration_that_stopped_between_two_revisions_goes_on(data: Path, revision: str) -> None:
    from alembic import command

    path = keep_older_record(data)
    to_here = config()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    from tracker.edges.store.opening import writing_engine

    engine = writing_engine(path)
    with engine.begin() as connected:
        to_here.attributes["connection"] = connected
        command.upgrade(to_here, revision)
    engine.dispose()
    assert revision_of(path) == revision
    Store.open(data, clock=lambda: at(100)).close()
    record = Record.open(data)
    assert record.verify() == []
    assert record.articles()[0].versions == 2
