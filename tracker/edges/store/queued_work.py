"""Work that waits for the one thread that writes, and where its callers wait for what becomes of it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from sqlalchemy import Connection

Result = TypeVar("Result")
EmptyJournal: TypeAlias = Callable[[sqlite3.Connection], bool]
"""Brings all of the journal into the file and cuts it to nothing; False where a reader holds an older state."""


class Answer(Generic[Result]):
    """Where a caller waits for what becomes of its work: a bare lock, at a fifth of the price of a `Future`."""

    __slots__ = ("_error", "_lock", "_result", "done")

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lock.acquire()
        self._error: BaseException | None = None
        self._result: Result
        self.done = False

    def give(self, result: Result) -> None:
        """Answer; to be asked for once."""
        self._result, self.done = result, True
        self._lock.release()

    def fail(self, error: BaseException) -> None:
        """Answer that it failed."""
        self._error, self.done = error, True
        self._lock.release()

    def settle(self, result: Result, error: BaseException | None) -> None:
        """Answer with the result, or that it failed where an error is given."""
        if error is None:
            self.give(result)
        else:
            self.fail(error)

    def wait(self) -> Result:
        """Wait for the answer; raises what went wrong."""
        self._lock.acquire()
        if self._error is not None:
            raise self._error
        return self._result


@dataclass(slots=True)
class Unit(Generic[Result]):
    """One caller's piece of work and where its answer goes."""

    work: Callable[[Connection], Result]
    answer: Answer[Result]
    result: Result | None = None
    shared: Shared | None = None


class Shared(NamedTuple):
    """What a unit brings to work that is done once for all units of a group that bring to it."""

    work: Callable[[Connection, list[Any]], None]
    item: Any

    def alone(self, connection: Connection) -> None:
        """Do the work for this unit by itself."""
        self.work(connection, [self.item])


@dataclass(frozen=True, slots=True)
class Alone(Generic[Result]):
    """Work that is done outside of any transaction, such as writing the file anew."""

    work: Callable[[sqlite3.Connection, EmptyJournal], Result]
    answer: Answer[Result]
