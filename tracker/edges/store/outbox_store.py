"""The half of the writer that a delivery asks (`Outbox`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine

from tracker.edges.store import claims, outbox, queries
from tracker.edges.store.chains import RECENT
from tracker.edges.store.furniture import site_lines_of
from tracker.edges.store.group_commit import GroupCommit
from tracker.edges.store.opening import translated
from tracker.edges.store.recent import RecentLinks
from tracker.edges.store.surroundings import story_before
from tracker.model import Article, Delivery, DeliveryState, Story, Version

Found = TypeVar("Found")


class OutboxStore:
    """An open record that knows what is owed, and what became of it; safe to use from many threads."""

    def __init__(self, path: Path, *, writer: Engine, reader: Engine, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._recent = RecentLinks()
        self._reader = reader.execution_options(**{RECENT: self._recent})
        self._clock = clock
        self._commits = GroupCommit(writer, path)

    def close(self) -> None:
        """Commit what is queued and let go of the file."""
        self._reader.dispose()
        self._commits.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def claim_deliveries(self, now: datetime, *, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        """Take up to `limit` deliveries that are due, oldest first, at most one a thread.

        A claimed one counts as tried: its `attempts` includes the try that now begins.
        """
        if limit <= 0 or not self._read(lambda connection: outbox.any_due(connection, now=now)):
            return ()
        return self._commits.run(lambda connection: outbox.claim(connection, now=now, limit=limit, lease=lease))

    def delivered(self, delivery: Delivery, now: datetime, *, told: str) -> None:
        """Note that the server took it."""
        self._settle(delivery, DeliveryState.SENT, told=told, sent=now)

    def postponed(self, delivery: Delivery, next_try: datetime, *, told: str) -> None:
        """Note that it failed for now, and when to try again."""
        self._settle(delivery, DeliveryState.PENDING, told=told, again=next_try)

    def failed(self, delivery: Delivery, *, told: str) -> None:
        """Note that it failed for good."""
        self._settle(delivery, DeliveryState.FAILED, told=told)

    def _settle(
        self,
        delivery: Delivery,
        state: DeliveryState,
        *,
        told: str,
        again: datetime | None = None,
        sent: datetime | None = None,
    ) -> None:
        self._commits.run(
            lambda connection: outbox.settle(connection, delivery, state, told=told, again=again, sent=sent)
        )

    def article(self, article_id: int) -> Article:
        """Give one article.

        Raises:
            NotFoundError: no such article.
        """
        return self._read(lambda connection: queries.article_by_id(connection, article_id))

    def versions(self, article_id: int) -> Sequence[Version]:
        """Give an article's versions, oldest first."""
        return self._read(lambda connection: queries.versions(connection, article_id))

    def story(self, article_id: int, number: int) -> Story:
        """Give a version's story.

        Raises:
            NotFoundError: no such version.
            StoreDamagedError: it does not read back.
        """
        return self._read(lambda connection: claims.read_story(connection, article_id, number))

    def story_before(self, article_id: int, number: int) -> Story:
        """Give a version's story as the one after it is to be compared with.

        Raises:
            NotFoundError: no such version.
            StoreDamagedError: it does not read back.
        """
        return self._read(lambda connection: story_before(connection, article_id, number))

    def site_lines(self, article_id: int) -> frozenset[str]:
        """Give the keys of all lines known to be those of an article's site."""
        return self._read(lambda connection: site_lines_of(connection, article_id))

    def _read(self, query: Callable[[Connection], Found]) -> Found:
        with translated(self._path), self._reader.connect() as connection:
            return query(connection)
