"""The part of the writer that takes out of the record what is not to be kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from tracker.edges.store import compacting, pruning, redacting, tombstones
from tracker.edges.store.claim_store import ClaimStore
from tracker.edges.store.pruning import Age, Pages
from tracker.model import Tombstone


class RetentionStore(ClaimStore):
    """An open record of which pages can be pruned and versions redacted; safe to use from many threads."""

    def prunable(self, age: Age, articles: Collection[int] = ()) -> list[Pages]:
        """Give how many raw pages are old, by article; of some articles, or of all where none is named."""
        return self._read(lambda connection: pruning.prunable(connection, age, articles))

    def prune_some(self, article_id: int, age: Age, now: datetime) -> Pages:
        """Drop some of an article's old pages, durably; to be asked again until it gives none.

        Raises:
            NotFoundError: no such article.
            StoreDamagedError: a page that stays does not read back; nothing was dropped.
        """
        found = self._commits.run(lambda connection: pruning.prune_some(connection, article_id, age, now=now))
        self._forget_recent()
        return found

    def give_back(self) -> bool:
        """Give some of the room that was freed back to the disk; True while there is more."""
        return self._commits.run_alone(compacting.give_back)

    def redact(self, article_id: int, numbers: Collection[int], *, reason: str, now: datetime) -> tuple[int, ...]:
        """Take the words of versions out of the record, durably; gives the numbers of those that had any.

        They may stand in free pages and in files until `finish_redactions`.

        Args:
            numbers: none means all, and ends the watch.

        Raises:
            NotFoundError, RedactedError, UsageError, StoreDamagedError: see `redacting.redact`.
        """

        def taken_out(connection: Connection) -> tuple[int, ...]:
            # A look in hand, or one that begins before this is committed, would write down again what it was given.
            self._leases.bar(article_id)
            compacting.wipe_from_now_on(connection)
            return redacting.redact(connection, article_id, numbers, reason=reason, now=now)

        try:
            found = self._commits.run(taken_out)
        finally:
            self._leases.unbar(article_id)
        self._forget_recent()
        return found

    def unfinished_redactions(self) -> list[Tombstone]:
        """Give the tombstones whose words may still stand in free pages or files."""
        return self._read(tombstones.read_unfinished)

    def finish_redactions(self, *, cleared: bool = True) -> bool:
        """Wipe what redactions freed; False where a reader holds an older state yet: ask again later.

        Args:
            cleared: whether no file holds the words any more; else the redactions stay unfinished.

        Raises:
            StoreError: it cannot be done, for want of room it may be; what was redacted is so all the same.
        """
        self._forget_recent()
        if not self._commits.run_alone(compacting.wipe):
            return False
        if cleared:
            self._commits.run(tombstones.finish)
        return True

    def _forget_recent(self) -> None:
        self._recent.clear()
