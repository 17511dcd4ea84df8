from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.edges.store.crashing import KILLED, child, said
from tests.edges.store.examples import NOON, at, opening
from tracker.edges.fault_points import arm
from tracker.edges.store import Store, migrations, preparing, schema_sources
from tracker.edges.store.migrations import back_up, run_migrations, upgrade
from tracker.edges.store.opening import make_file, make_folder, writing_engine
from tracker.edges.store.schema_search import is_of_index


@pytest.fixture
def path(data: Path) -> Path:
    make_folder(data)
    make_file(data / "archive.db")
    return data / "archive.db"


def test_the_migrations_lead_to_the_schema_the_program_is_written_for(path: Path) -> None:
    engine = writing_engine(path)
    run_migrations(engine)
    with engine.connect() as connection:
        opts = {"compare_type": True, "compare_server_default": True, "include_name": is_compared}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, schema_sources.metadata) == []
        assert context.get_current_revision() == preparing.HEAD
    engine.dispose()


def is_compared(name: str | None, kind: str, _parents: object) -> bool:
    """The index of words is FTS5's own, not a table that Alembic knows."""
    return kind != "table" or not is_of_index(name or "")


def test_a_record_made_at_once_and_one_that_was_migrated_are_the_same(path: Path, tmp_path: Path) -> None:
    engine = writing_engine(path)
    run_migrations(engine)
    engine.dispose()
    Store.open(tmp_path, clock=lambda: NOON).close()
    assert shapes(path) == shapes(tmp_path / "archive.db")


def shapes(path: Path) -> dict[str, object]:
    """Give each table's columns, keys and indices as SQLite knows them."""
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [
                sorted(str(row[1:]) for row in connection.execute(f"PRAGMA {what}({name})"))
                for what in ("table_info", "foreign_key_list", "index_list")
            ]
            for name in names
            if not name.startswith("sqlite_")
        }


def test_a_record_of_an_older_schema_is_copied_and_then_brought_up_to_date(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    grow(data, tmp_path, monkeypatch)
    with Store.open(data, clock=lambda: NOON) as store:
        assert store.article(1).versions == 1
        store.beat(at(1))
    with closing(sqlite3.connect(data / "archive.db")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("r0014",)
        assert connection.execute("SELECT count(*) FROM later").fetchone() == (0,)
    with closing(sqlite3.connect(data / "archive-r0013.backup.db")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("r0013",)
        assert copy.execute("SELECT count(*) FROM article").fetchone() == (1,)


LATER = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "r0014", "r0013"
def upgrade():
    op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))
"""


def grow(data: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a record of today's schema, and a program whose schema is one step further."""
    with Store.open(data, clock=lambda: NOON) as store:
        store.open_watch(opening())
    versions = place / "versions"
    versions.mkdir()
    for script in (migrations.HERE / "versions").glob("r*.py"):
        (versions / script.name).write_text(script.read_text())
    (versions / "r0014_later.py").write_text(LATER)
    monkeypatch.setattr(run_migrations, "__kwdefaults__", {"versions": versions})
    monkeypatch.setattr(preparing, "REVISIONS", (*preparing.REVISIONS, "r0014"))
    monkeypatch.setattr(preparing, "HEAD", "r0014")


STEPS = ("backup_copy", "backup_fsync", "backup_rename", "migration")


def migrate(data: Path, say: object) -> None:
    """Make a record's tables by migration, after a copy."""
    del say
    make_folder(data)
    make_file(data / "archive.db")
    engine = writing_engine(data / "archive.db")
    # A database that has no tables yet, which a file of 0 bytes is not.
    engine.connect().close()
    upgrade(engine, data / "archive.db", revision="none")


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_during_an_upgrade_leaves_nothing_half_done(data: Path, tmp_path: Path, step: str) -> None:
    words = tmp_path / "said"
    assert child(migrate, data, words, f"store.{step}.after", 1, "") == KILLED
    assert said(words) == []
    with closing(sqlite3.connect(data / "archive.db")) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    Store.open(data, clock=lambda: NOON).close()


def test_a_copy_is_whole_or_not_there(data: Path) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        store.open_watch(opening())
        copy = data / "copy.db"
        with arm("store.backup_rename.before"), pytest.raises(OSError, match="injected"):
            back_up(data / "archive.db", copy)
        assert not copy.exists()
        back_up(data / "archive.db", copy)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT headline FROM article").fetchall() == [("Bridge closed",)]


def test_the_copy_of_a_record_with_an_unfinished_redaction_has_no_free_pages(tmp_path: Path) -> None:
    path, copy = tmp_path / "archive.db", tmp_path / "copy.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            "PRAGMA secure_delete=OFF;"
            "CREATE TABLE tombstone (complete BOOLEAN); INSERT INTO tombstone VALUES (0); CREATE TABLE page (words);"
            "INSERT INTO page VALUES (printf('%.*c', 9000, 'x') || 'Quillfeather'); DELETE FROM page;"
        )
    assert b"Quillfeather" in path.read_bytes()
    back_up(path, copy)
    assert b"Quillfeather" not in copy.read_bytes()
