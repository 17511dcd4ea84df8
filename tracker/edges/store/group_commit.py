"""One thread writes: it takes what is queued, commits once, then acknowledges.

Measured at synchronous=FULL with eight writers: 364 versions a second against 126 with a connection each. One
connection that both writes and checkpoints also keeps clear of a fault of SQLite before 3.51.3, where two that do
so at once can damage a WAL. Source: https://www.sqlite.org/wal.html#walresetbug
"""

from __future__ import annotations

import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from tracker.edges.fault_points import fault_point
from tracker.edges.store.opening import explained
from tracker.edges.store.page_sums import PageSums
from tracker.edges.store.queued_work import Alone, Answer, EmptyJournal, Shared, Unit
from tracker.errors import StoreError

Result = TypeVar("Result")
Item = TypeVar("Item")
LARGEST_GROUP = 64
# A look that saw nothing new waits so long for others to be committed with, while at least so many are under way: a
# commit alone costs three times what a look adds to one. Source: commit_delay and commit_siblings of PostgreSQL.
WAITS_FOR_COMPANY = 0.1
COMPANY = 16


class _UnitFailedError(Exception):
    """A unit failed, and what others of its group wrote must be rolled back with it."""


class _Carried:
    """Carries whatever goes wrong inside a `with` block to the callers that wait for it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.error: BaseException | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        del kind, trace
        self.error = (
            explained(error, self.path) if isinstance(error, SQLAlchemyError | sqlite3.Error | OSError) else error
        )
        return error is not None


class GroupCommit:
    """Runs units of work on the writer connection; each caller waits until its unit is committed.

    Args:
        in_flight: gives how many looks are under way, whose ends `run_shared` will be told of.
    """

    def __init__(self, engine: Engine, path: Path, sums: PageSums, *, in_flight: Callable[[], int]) -> None:
        # Grows with every commit of more than looks that saw nothing new.
        self.written = 0
        self._in_flight = in_flight
        self._engine = engine
        self._path = path
        self._sums = sums
        self._queue: queue.SimpleQueue[Unit[Any] | Alone[Any] | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._connection: Connection | None = None
        self._long = False
        self._thread = threading.Thread(target=self._serve, name="store-writer", daemon=True)
        self._thread.start()

    def run(self, work: Callable[[Connection], Result]) -> Result:
        """Run one unit of work in a transaction; returns its result after the commit.

        Raises:
            StoreError: it could not be made durable; nothing of it is kept. Whatever `work` raises comes back too.
        """
        unit = Unit(work=work, answer=Answer())
        self._put(unit)
        return unit.answer.wait()

    def run_shared(self, work: Callable[[Connection, list[Item]], None], item: Item) -> None:
        """Run work that is done for many callers at once, in a transaction; returns after the commit.

        Args:
            work: the same function for all, which is given the items of all whose turn it is.

        Raises:
            StoreError: it could not be made durable; nothing of it is kept. Whatever `work` raises comes back too.
        """
        shared = Shared(work, item)
        # Every look passes here: a bound method is cheaper than a closure, and a class than its alias of a type.
        unit: Unit[None] = Unit(shared.alone, Answer(), None, shared)
        self._put(unit)
        unit.answer.wait()

    def run_alone(self, work: Callable[[sqlite3.Connection, EmptyJournal], Result]) -> Result:
        """Run one piece of work on the bare connection, outside of any transaction; whatever it raises comes back.

        Raises:
            StoreError: it could not be done.
        """
        unit = Alone(work=work, answer=Answer())
        self._put(unit)
        return unit.answer.wait()

    def _put(self, unit: Unit[Any] | Alone[Any]) -> None:
        with self._closing:
            if self._closed:
                raise StoreError(f"the record {self._path} is closed: open it again to write")
            self._queue.put(unit)

    def close(self) -> None:
        """Commit what is queued, then stop."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
        self._thread.join()
        self._empty_journal()
        if self._connection is not None:
            self._connection.close()
        self._engine.dispose()
        self._sums.close()

    def _serve(self) -> None:
        following = self._queue.get()
        while following is not None:
            if isinstance(following, Alone):
                self._do_alone(following)
                following = self._queue.get()
            else:
                group, following = self._gathered(following)
                self._commit_group(group)
                if self._long:
                    self._empty_journal()
                following = following or self._queue.get()

    def _gathered(self, first: Unit[Any]) -> tuple[list[Unit[Any]], Alone[Any] | None]:
        """Give what is committed together, and what is to be done after it where that was queued behind it."""
        group, until, patient = [first], time.monotonic() + WAITS_FOR_COMPANY, first.shared is not None
        while len(group) < LARGEST_GROUP:
            try:
                unit = self._queue.get_nowait() if self._queue.qsize() else self._awaited(len(group), until, patient)
            except queue.Empty:
                break
            if isinstance(unit, Alone):
                return group, unit
            if unit is None:
                # The end of work: put back for the loop to find once this group is done.
                self._queue.put(None)
                break
            group.append(unit)
            patient = patient and unit.shared is not None
        return group, None

    def _awaited(self, count: int, until: float, patient: bool) -> Unit[Any] | Alone[Any] | None:
        """Wait for company: many looks are under way that are not in the group yet, and nobody in it is in a hurry.

        Raises:
            queue.Empty: none came, or the group is not to wait.
        """
        waits = patient and COMPANY <= self._in_flight() > count
        return self._queue.get(timeout=max(until - time.monotonic(), 0) if waits else 0)

    def _do_alone(self, unit: Alone[Any]) -> None:
        with _Carried(self._path) as carried:
            connection = self._engine.raw_connection()
            try:
                bare = connection.driver_connection
                if not isinstance(bare, sqlite3.Connection):
                    raise StoreError(f"the record {self._path} is no file that could be written anew")
                result = unit.work(bare, partial(self._sums.empty_journal, cut=True))
            finally:
                connection.close()
        self.written += 1
        if carried.error is None:
            unit.answer.give(result)
        else:
            unit.answer.fail(carried.error)

    def _commit_group(self, group: list[Unit[Any]]) -> None:
        """Commit a group in one piece; where one of its units fails, the others once more, each in its own savepoint.

        Savepoints would cost as much as a write has statements of its own, and nearly no unit ever fails.
        """
        if not self._commit(group, self._run_straight):
            self._commit([unit for unit in group if not unit.answer.done], self._run_each_alone)

    def _commit(self, group: list[Unit[Any]], run: Callable[[list[Unit[Any]], Connection], None]) -> bool:
        """Run units and commit them; False where one failed and took the transaction with it."""
        with _Carried(self._path) as carried, self._connected() as connection:
            with connection.begin():
                run(group, connection)
                fault_point("store.commit.before")
            fault_point("store.commit.after")
            self._long = self._sums.note()
        if isinstance(carried.error, _UnitFailedError):
            return False
        # Before anybody is answered: who then asks what there is to do is not told of the time before.
        self.written += any(unit.shared is None for unit in group)
        for unit in group:
            if unit.answer.done:
                continue
            unit.answer.settle(unit.result, carried.error)
        return True

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """Give the connection that stays open from group to group; after a fault the next group takes a fresh one."""
        connection = self._connection = self._connection or self._engine.connect()
        try:
            yield connection
        except BaseException:
            self._connection = None
            connection.close()
            raise

    def _empty_journal(self) -> None:
        """Bring the journal into the file. What cannot be moved now stays in it, as durable as before."""
        connection = self._engine.raw_connection()
        try:
            bare = connection.driver_connection
            if isinstance(bare, sqlite3.Connection):
                with suppress(sqlite3.Error):
                    self._sums.empty_journal(bare)
        finally:
            connection.close()

    def _run_straight(self, group: list[Unit[Any]], connection: Connection) -> None:
        shared: dict[Callable[[Connection, list[Any]], None], list[Any]] = {}
        for unit in group:
            if unit.shared is not None:
                shared.setdefault(unit.shared.work, []).append(unit.shared.item)
                continue
            with _Carried(self._path) as carried:
                unit.result = unit.work(connection)
            if carried.error is not None:
                # Its caller knows at once; the others are not to blame.
                unit.answer.fail(carried.error)
                raise _UnitFailedError
        for work, items in shared.items():
            with _Carried(self._path) as carried:
                work(connection, items)
            if carried.error is not None:
                # Whose fault it is shows when each is tried alone.
                raise _UnitFailedError

    def _run_each_alone(self, group: list[Unit[Any]], connection: Connection) -> None:
        for unit in group:
            self._run_alone(unit, connection)

    def _run_alone(self, unit: Unit[Any], connection: Connection) -> None:
        savepoint = connection.begin_nested()
        with _Carried(self._path) as carried:
            unit.result = unit.work(connection)
            savepoint.commit()
        if carried.error is None:
            return
        if not getattr(connection.connection.dbapi_connection, "in_transaction", True):
            # A full disk makes SQLite roll the whole transaction back, the other units' work with it.
            raise carried.error
        savepoint.rollback()
        unit.answer.fail(carried.error)
