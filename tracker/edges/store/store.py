"""The writer: answers what a poll (`Watches`) and a delivery (`Outbox`) ask of the record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, NullPool

from tracker.edges.store import queries, reporting, sight, watches, writing
from tracker.edges.store.evidence import remember
from tracker.edges.store.opening import archive_path, reading_engine
from tracker.edges.store.page_faults import opened_sums
from tracker.edges.store.preparing import prepared_engine
from tracker.edges.store.surroundings import read_newest_page, read_surroundings
from tracker.edges.store.uneventful import is_uneventful
from tracker.edges.store.upkeep_store import UpkeepStore
from tracker.model import (
    AlertKind,
    Article,
    ArticleState,
    Capture,
    Elsewhere,
    Host,
    Opening,
    Outlook,
    PageState,
    Report,
    Surroundings,
    Version,
)


class Store(UpkeepStore):
    """The record, for the one process that may write it; safe to use from many threads.

    Writes return after they are durable. Reads use connections of their own and wait for no write.
    """

    @classmethod
    def open(cls, data: Path, *, clock: Callable[[], datetime]) -> Store:
        """Open the record of a data folder, made where it does not exist, brought up to date where it is older.

        The caller holds the folder's `StoreLock`: whoever held a lease before is dead, so all of them end here.

        Raises:
            StoreUnwritableError, StoreDamagedError, StoreNewerError, StoreBusyError: it cannot be.
        """
        writer = prepared_engine(data)
        path = archive_path(data)
        try:
            sums = opened_sums(path)
        except BaseException:
            writer.dispose()
            raise
        store = cls(path, writer=writer, reader=reading_engine(path, pool=NullPool), sums=sums, clock=clock)
        try:
            store._commits.run(reporting.begin_writing)
        except BaseException:
            # What cannot be written must not stay open: it would be in the way once it can be written again.
            store.close()
            raise
        return store

    # Watches

    def record(self, report: Report) -> Version | None:
        """Write all that a visit taught, durably, in one transaction; give the new version where there is one.

        A report with a stale token changes nothing and gives None, and so does a second one under the same token.
        """
        try:
            if not self._leases.hand_in(report.article_id, report.token):
                return None
            version = self._recorded(report)
        except BaseException:
            self._leases.take_back(report.article_id, report.token)
            raise
        finally:
            self._looks.end(report.token)
        self._leases.free(report.token)
        return version

    def _recorded(self, report: Report) -> Version | None:
        if not is_uneventful(report):
            return self._record_news(report)
        self._commits.run_shared(self._write_uneventful, report)
        return None

    def _write_uneventful(self, connection: Connection, reports: Sequence[Report]) -> None:
        reporting.record_uneventful(connection, self._leases, reports)

    def _record_news(self, report: Report) -> Version | None:
        told, evidence = report, None
        if report.change is not None:
            told, evidence = self._read(lambda connection: reporting.gathered(connection, report))
        written = self._commits.run(lambda connection: reporting.record(connection, self._leases, told, evidence))
        if written is None or evidence is None:
            return None
        remember(self._recent, written.row, evidence)
        return reporting.told(written)

    def surroundings(
        self, article_id: int, now: datetime, *, held_since: datetime | None, lines: Collection[str]
    ) -> Surroundings:
        """Give what the host's other articles and an article's last hour say of a difference.

        Args:
            held_since: when the difference was first seen; None where it is new.
            lines: keys of all lines that may differ: of others nothing is told.

        Raises:
            NotFoundError: no such article.
        """
        ask = partial(read_surroundings, article_id=article_id, now=now, held_since=held_since, lines=lines)
        return self._read(ask)

    def newest_page(self, article_id: int) -> Capture | None:
        """Give the page that the newest version was read from; None where it is not kept."""
        return self._read(lambda connection: read_newest_page(connection, article_id))

    def elsewhere(self, article_id: int, since: datetime, until: datetime) -> Elsewhere:
        """Tell what looks at other articles say of a time in which this one could not be read."""
        return self._read(lambda connection: sight.elsewhere(connection, article_id, since=since, until=until))

    def was_told(self, article_id: int | None, occasions: Sequence[str]) -> bool:
        """Tell whether an alert was owed for one of these occasions; without an article, about the tracker itself."""
        return self._read(lambda connection: sight.was_told(connection, article_id, occasions))

    def is_site_told(self, article_id: int, state: PageState, kind: AlertKind) -> bool:
        """Tell whether an alert of a kind was owed for another article of the same host that is in such a state."""
        return self._read(lambda connection: sight.is_site_told(connection, article_id, state, kind))

    def told_since(self, article_id: int, kind: AlertKind, since: datetime) -> bool:
        """Tell whether an alert of a kind about an article was owed to anybody since a moment."""
        return self._read(lambda connection: sight.told_since(connection, article_id, kind, since))

    def outlook(self, now: datetime) -> Outlook:
        """Tell how well the watch sees."""
        return self._read(lambda connection: sight.outlook(connection, now=now))

    def latest_news(self, kind: AlertKind) -> str:
        """Give the occasion of the newest alert of a kind about the tracker itself; empty where there is none."""
        return self._read(lambda connection: sight.latest_news(connection, kind))

    def expect_unwatched(self, url: str) -> None:
        """Refuse an address that is under watch; one that is not known, or was removed, may be added.

        Args:
            url: in its canonical form.

        Raises:
            AlreadyWatchedError: the address is under watch.
        """
        self._read(lambda connection: watches.expect_unwatched(connection, url))

    def open_watch(self, opening: Opening) -> Article:
        """Put an article under watch together with its first report, all or nothing.

        One that was removed is taken up again: its first report is then a visit like any other.

        Raises:
            AlreadyWatchedError: the address is under watch.
        """
        ready, evidence = self._read(lambda connection: reporting.ready(connection, opening))
        work = partial(watches.open_watch, leases=self._leases, opening=ready, evidence=evidence)
        article_id = self._commits.run(work)
        self._leases.free_host(opening.report.token)
        return self.article(article_id)

    def host(self, name: str, now: datetime) -> Host:
        """Give what is known of a host; a fresh one, ready now, where nothing is."""
        known = self._read(lambda connection: queries.host(connection, name))
        return known or writing.fresh_host(name, now)

    def hasten(self, article_id: int, now: datetime, *, why: str) -> bool:
        """Look at an article at once because a hint says that it changed; tells whether that moved its plan.

        One whose watch had ended is taken up again. What a person put to rest stays there.

        Raises:
            NotFoundError: no such article.
        """
        return self._commits.run(lambda connection: watches.hasten(connection, article_id, now=now, why=why))

    def limit(self, article_id: int, until: datetime, now: datetime) -> None:
        """Let the watch of an article end at a moment, with a last look then; at once where it has passed."""
        self._commits.run(lambda connection: watches.limit(connection, article_id, until=until, now=now))

    # What a person asks

    def remove(self, article_id: int) -> None:
        """Stop watching an article; its record stays.

        Raises:
            NotFoundError: no such article.
        """
        self._commits.run(
            lambda connection: watches.rest(connection, article_id, ArticleState.RETIRED, why="removed by you")
        )

    def pause(self, article_id: int) -> None:
        """Look no more at an article until it is resumed.

        Raises:
            NotFoundError: no such article.
        """
        self._commits.run(
            lambda connection: watches.rest(connection, article_id, ArticleState.PAUSED, why="paused by you")
        )

    def resume(self, article_id: int, now: datetime) -> None:
        """Make an article that rests due at once.

        Raises:
            NotFoundError: no such article.
        """
        self._commits.run(lambda connection: watches.wake(connection, article_id, now=now, why="resumed by you"))

    def tag(self, article_id: int, tags: Iterable[str]) -> None:
        """Give an article exactly these tags.

        Raises:
            NotFoundError: no such article.
        """
        self._commits.run(lambda connection: watches.set_tags(connection, article_id, tags))

    def forget_reading(self, article_id: int) -> None:
        """Forget where an article's text was found: the next look learns it anew, and a quarantine ends.

        Raises:
            NotFoundError: no such article.
        """
        self._commits.run(lambda connection: watches.forget_reading(connection, article_id))

    def dismiss(self, article_id: int, number: int, lines: Iterable[str], now: datetime) -> int:
        """Take a person's word that a version was noise; gives how many alerts were withdrawn.

        Args:
            lines: keys of what came and went with it: they are the site's from now on.

        Raises:
            NotFoundError: no such version.
        """
        return self._commits.run(
            lambda connection: watches.dismiss(connection, article_id, number, lines=lines, now=now)
        )
