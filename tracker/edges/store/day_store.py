"""The part of the writer that days are closed, hashed and stamped by (`Days`)."""

from __future__ import annotations

from datetime import datetime

from tracker.edges.store import days
from tracker.edges.store.retention_store import RetentionStore
from tracker.model import DayRoot, Stamp


class DayStore(RetentionStore):
    """An open record whose days can be closed; safe to use from many threads."""

    def close_days(self, now: datetime) -> None:
        """Close all days before today: what is recorded from here on belongs to a later one."""
        if self._read(days.closed_through) < days.day_number(now) - 1:
            self._commits.run(lambda connection: days.close_days(connection, now))

    def hash_day(self, now: datetime) -> DayRoot | None:
        """Hash the first closed day that has no root yet, and keep it; None where all have one.

        The rows are read beside the writer: a closed day does not change.
        """
        found = self._read(lambda connection: days.next_root(connection, now))
        if found is not None:
            self._commits.run(lambda connection: days.write_root(connection, found))
        return found

    def newest_day(self) -> DayRoot | None:
        """Give the newest day that has a root; None where none has."""
        return self._read(days.newest_root)

    def stamped(self, day: str, stamp: Stamp) -> None:
        """Keep a timestamp on a day."""
        self._commits.run(lambda connection: days.write_stamp(connection, day, stamp))

    def stamp_later(self, day: str, *, again: datetime, told: str) -> None:
        """Note that no timestamp was given, why, and when to ask again."""
        self._commits.run(lambda connection: days.postpone_stamp(connection, day, again=again, told=told))
