"""The half of the writer that a delivery asks (`Outbox`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine

from tracker.edges.store import claims, outbox, outbox_asking, outbox_batches, outbox_planning, outbox_sending, queries
from tracker.edges.store.chains import RECENT
from tracker.edges.store.furniture import site_lines_of
from tracker.edges.store.group_commit import GroupCommit
from tracker.edges.store.idleness import Idleness
from tracker.edges.store.in_flight import InFlight
from tracker.edges.store.leases import Leases
from tracker.edges.store.opening import translated
from tracker.edges.store.page_sums import PageSums
from tracker.edges.store.readers import Readers
from tracker.edges.store.recent import RecentLinks
from tracker.edges.store.surroundings import story_before
from tracker.model import (
    Article,
    Batch,
    Channel,
    Decision,
    Delivery,
    DeliveryState,
    Mute,
    Outlet,
    Owed,
    Story,
    Telling,
    Version,
)

Found = TypeVar("Found")
_AT_HAND = 6 * 2**20
"""Bytes of texts and pages: what 200 articles are compared with, and some thirty pages that changed last. With four
times as many a daemon of 300 articles still grew after a day and a half, as their texts did."""


class OutboxStore:
    """An open record that knows what is owed, and what became of it; safe to use from many threads."""

    def __init__(
        self, path: Path, *, writer: Engine, reader: Engine, sums: PageSums, clock: Callable[[], datetime]
    ) -> None:
        self._path = path
        self._recent = RecentLinks(largest=_AT_HAND)
        self._readers = Readers(reader.execution_options(**{RECENT: self._recent}))
        self._clock = clock
        self._leases = Leases()
        self._looks = InFlight()
        self._commits = GroupCommit(writer, path, sums, in_flight=self._looks.__len__)
        self._idleness = Idleness(written=lambda: self._commits.written)

    def close(self) -> None:
        """Commit what is queued and let go of the file."""
        self._readers.close()
        self._commits.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def claim_batch(self, now: datetime, *, channel: Channel, lease: timedelta) -> Batch | None:
        """Lease all that is due for one recipient of a channel, who waits longest; None where nobody waits."""
        ask = partial(outbox_batches.any_undecided, now=now, channel=channel)
        if not self._is_due(channel, now) or not self._idleness.asked(
            ("decide", channel), now, partial(self._read, ask)
        ):
            return None
        return self._commits.run(
            lambda connection: outbox_batches.claim_batch(connection, now=now, channel=channel, lease=lease)
        )

    def _is_due(self, channel: Channel, now: datetime) -> bool:
        return self._idleness.waits(channel.value, now, partial(self._read, partial(outbox.channels_due, now=now)))

    def decide(self, batch: Batch, decisions: Sequence[Decision], now: datetime) -> None:
        """Write what becomes of a batch; what was taken back meanwhile is left as it is."""
        self._commits.run(lambda connection: outbox_planning.decide(connection, batch, decisions, now=now))

    def claim_telling(self, now: datetime, *, channel: Channel, lease: timedelta, well: bool = False) -> Telling | None:
        """Lease the message that waits longest, one a recipient at a time; None where none is ready to leave.

        Recipients of whom nothing was tried in vain go first, and are alone asked for with `well`. A claimed one counts
        as tried: the `attempts` of the delivery that carries it include the try that now begins.
        """
        ask = partial(outbox_sending.any_ready, now=now, channel=channel, well=well)
        if not self._is_due(channel, now) or not self._idleness.asked(
            ("send", channel, well), now, partial(self._read, ask)
        ):
            return None
        return self._commits.run(
            lambda connection: outbox_sending.claim_telling(
                connection, now=now, channel=channel, lease=lease, well=well
            )
        )

    def delivered(self, carrier: Delivery, now: datetime, *, told: str) -> None:
        """Note that the server took it."""
        self._settle(carrier, DeliveryState.SENT, told=told, sent=now)

    def postponed(self, carrier: Delivery, next_try: datetime, *, told: str) -> None:
        """Note that it failed for now, and when to try again."""
        self._settle(carrier, DeliveryState.PENDING, told=told, again=next_try)

    def waits(self, carrier: Delivery, next_try: datetime, *, told: str) -> None:
        """Note that it was not tried but looked after, and when to look again."""
        self._settle(carrier, DeliveryState.PENDING, told=told, again=next_try, counts=False)

    def kept_quiet(self, carrier: Delivery, until: datetime, *, told: str) -> None:
        """Note that it waits for the end of quiet hours, and is not stuck."""
        self._settle(carrier, DeliveryState.HELD, told=told, again=until)

    def failed(self, carrier: Delivery, *, told: str) -> None:
        """Note that it failed for good."""
        self._settle(carrier, DeliveryState.FAILED, told=told)

    def silenced(self, carrier: Delivery, *, told: str) -> None:
        """Note that there was nothing to tell after all."""
        self._settle(carrier, DeliveryState.MUTED, told=told)

    def _settle(
        self,
        carrier: Delivery,
        state: DeliveryState,
        *,
        told: str,
        again: datetime | None = None,
        sent: datetime | None = None,
        counts: bool = True,
    ) -> None:
        self._commits.run(
            lambda connection: outbox_sending.settle(
                connection, carrier, state, told=told, again=again, sent=sent, counts=counts
            )
        )

    def owe(self, owed: Sequence[Owed], now: datetime) -> None:
        """Write news of the tracker itself; an occasion that is owed already is left as it is."""
        place = outbox.Place(now=now)
        self._commits.run(lambda connection: outbox.write_owed(connection, owed, place))

    def retry(self, delivery_id: int, now: datetime) -> Delivery:
        """Let an alert leave now that failed, waits or was kept silent; gives it as it stands then.

        Raises:
            NotFoundError: no such alert.
            UsageError: it was sent, another one tells it, or what it tells of is gone.
        """
        return self._commits.run(lambda connection: outbox_asking.retry(connection, delivery_id, now=now))

    def mute(self, asked: Mute) -> Mute:
        """Write a standing mute and give it with its id."""
        return self._commits.run(lambda connection: outbox_asking.add_mute(connection, asked))

    def standing_mutes(self) -> tuple[Mute, ...]:
        """Give all mutes that nobody ended."""
        return self._read(outbox_asking.mutes)

    def unmute(self, mute_id: int) -> None:
        """End a standing mute.

        Raises:
            NotFoundError: no such mute.
        """
        self._commits.run(lambda connection: outbox_asking.end_mute(connection, mute_id))

    def outlet(self, channel: Channel, now: datetime) -> Outlet:
        """Tell how well a channel delivers."""
        return self._read(lambda connection: outbox_asking.outlet(connection, channel, now=now))

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
        with translated(self._path):
            return self._readers.ask(query)
