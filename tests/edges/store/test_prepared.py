from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Dialect, bindparam, insert, literal, select, text, union_all, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from tests.edges.store.examples import NOON, at, opening
from tracker.edges.store import Store, claims, outbox_planning
from tracker.edges.store.columns import EPOCH, MICROSECOND, Moment, written
from tracker.edges.store.opening import archive_path, reading_engine
from tracker.edges.store.prepared import Prepared, PreparedOfMany, _Compiled
from tracker.edges.store.schema import article, host, meta

READ = Prepared(select(meta.c.value).where(meta.c.key == bindparam("key")))
ADD = Prepared(insert(meta))
_MADE: Any = postgresql.dialect
POSTGRESQL: Dialect = _MADE()


def test_a_row_is_read_as_sqlalchemy_reads_it(store: Store, data: Path) -> None:
    store.open_watch(opening())
    statement = select(article, host.c.name.label("host_name")).join(host, host.c.id == article.c.host_id)
    with reading_engine(archive_path(data)).connect() as connection:
        prepared = Prepared(statement).first(connection)
        plain = connection.execute(statement).one()
    assert prepared is not None
    assert prepared._asdict() == dict(plain._mapping)
    assert (prepared.host_name, prepared.last_look, prepared.baseline) == ("news.example", NOON, None)


def test_what_is_not_there_is_none(store: Store) -> None:
    def ask(key: str) -> tuple[object, object, list[object]]:
        return store._read(
            lambda one: (READ.first(one, {"key": key}), READ.scalar(one, {"key": key}), READ.scalars(one, {"key": key}))
        )

    assert ask("nothing") == (None, None, [])
    assert len(str(ask("store_id")[1])) == 12


def test_a_change_tells_how_many_rows_it_changed_and_hostile_text_is_made_storable(store: Store) -> None:
    rename = Prepared(update(meta).where(meta.c.key == bindparam("of_key")).values(value=bindparam("words")))
    assert store._commits.run(lambda one: rename.run(one, {"of_key": "secret", "words": "a\0\ud800"})) == 1
    assert store._commits.run(lambda one: rename.run(one, {"of_key": "nothing", "words": ""})) == 0
    assert store._read(lambda one: READ.scalar(one, {"key": "secret"})) == "a\ufffd\ufffd"


def test_an_error_is_sqlalchemys_with_the_drivers_inside(store: Store) -> None:
    def twice(connection: Connection) -> None:
        with pytest.raises(IntegrityError) as caught:
            ADD.run(connection, {"key": "secret", "value": ""})
        assert isinstance(caught.value.orig, sqlite3.IntegrityError)

    store._commits.run(twice)


def test_all_questions_of_one_read_see_one_moment(store: Store, data: Path) -> None:
    with reading_engine(archive_path(data)).connect() as connection:
        assert READ.scalar(connection, {"key": "note"}) is None
        store._commits.run(lambda one: ADD.run(one, {"key": "note", "value": "later"}))
        assert READ.scalar(connection, {"key": "note"}) is None
    assert store._read(lambda one: READ.scalar(one, {"key": "note"})) == "later"


def test_the_same_statement_is_ready_for_postgresql() -> None:
    compiled = _Compiled(claims._SET_ASIDE._statement, POSTGRESQL, ())
    assert "%(article_id)s" in compiled.text
    assert compiled.parameters({"article_id": 7, "again": EPOCH + MICROSECOND, "reason": "why"}) == {
        "article_id": 7,
        "again": 1,
        "reason": "why",
    }
    adding = _Compiled(claims._ADD_HOST._statement, POSTGRESQL, ("name",))
    assert "RETURNING host.id" in adding.text


def test_rows_bound_together_are_bound_as_each_would_be_alone_and_for_postgresql_too() -> None:
    rows = [{"article_id": one, "again": again, "reason": "r"} for one, again in ((7, NOON), (8, None), (9, NOON))]
    for dialect in (POSTGRESQL, sqlite.dialect()):
        compiled = _Compiled(claims._SET_ASIDE._statement, dialect, ())
        assert compiled.many_parameters(rows) == [compiled.parameters(row) for row in rows]
    # Parameters that no row gives stand among those that they do.
    ending = _Compiled(outbox_planning._END_LEASE._statement, sqlite.dialect(), ())
    assert ending.many_parameters([{"token": "t"}, {"token": "u"}]) == [(None, None, "t", 0), (None, None, "u", 0)]


@pytest.mark.parametrize("count", [0, 1, 2, 9, 64, 65, 130])
def test_rows_of_many_keys_are_found_at_once_and_keys_that_are_not_there_have_none(store: Store, count: int) -> None:
    names = [f"n{number}" for number in range(130)]
    store._commits.run(lambda one: ADD.run_many(one, [{"key": name, "value": name} for name in names[:-1]]))
    asked = PreparedOfMany(select(meta.c.value), meta.c.key)
    found = store._read(lambda one: asked.all(one, names[:count]))
    assert sorted(row.value for row in found) == sorted(names[: min(count, 129)])


def test_rows_of_many_keys_are_asked_for_in_postgresql_too() -> None:
    asked = PreparedOfMany(select(host.c.name), host.c.id)._sized[1][1]
    assert "IN (%(key_0)s, %(key_1)s, " in _Compiled(asked._statement, POSTGRESQL, ()).text


@given(st.datetimes(timezones=st.just(NOON.tzinfo)) | st.datetimes(timezones=st.timezones()))
def test_a_time_is_written_as_python_writes_it(value: datetime) -> None:
    assert written(value) == value.isoformat()


@given(st.datetimes(timezones=st.just(NOON.tzinfo)))
def test_a_time_of_any_century_is_read_back_to_the_microsecond(value: datetime) -> None:
    number = Moment().bind_processor(POSTGRESQL)(value)
    assert Moment().result_processor(POSTGRESQL, None)(number) == value


def test_no_time_stays_none() -> None:
    assert Moment().bind_processor(POSTGRESQL)(None) is None
    assert Moment().result_processor(POSTGRESQL, None)(None) is None
    assert Moment().result_processor(POSTGRESQL, None)((at(0) - EPOCH) // MICROSECOND) == at(0)


def test_many_rows_are_changed_by_one_statement_and_none_by_none(store: Store) -> None:
    rows = [{"key": name, "value": words} for name, words in (("one", "1"), ("two", "a\0"))]
    store._commits.run(lambda one: ADD.run_many(one, rows))
    store._commits.run(lambda one: ADD.run_many(one, []))
    found = store._read(lambda one: [READ.scalar(one, {"key": name}) for name in ("one", "two")])
    assert found == ["1", "a\ufffd"]


def test_plain_text_is_prepared_with_the_types_it_names(store: Store) -> None:
    adding = text("INSERT INTO meta (key, value) VALUES (:key, :value)").bindparams(bindparam("value", type_=Moment()))
    store._commits.run(lambda one: Prepared(adding).run(one, {"key": "noon", "value": NOON, "unused": 1}))
    assert store._read(lambda one: READ.scalar(one, {"key": "noon"})) == str((NOON - EPOCH) // MICROSECOND)


def test_columns_hold_what_rows_hold_times_that_repeat_and_times_that_are_none_too(store: Store) -> None:
    times = (NOON, None, NOON)
    asked = union_all(
        *(select(literal(n), literal(one, Moment()), literal(NOON, Moment())) for n, one in enumerate(times))
    )
    chosen = Prepared(select(asked.subquery()))
    rows = [(0, NOON, NOON), (1, None, NOON), (2, NOON, NOON)]
    assert store._read(chosen.values) == rows
    assert [tuple(column) for column in store._read(chosen.columns)] == list(zip(*rows, strict=True))
    assert store._read(lambda one: READ.columns(one, {"key": "nothing of that name"})) == []
