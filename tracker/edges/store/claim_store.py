"""The part of the writer that gives the right to look at an article and to ask a host."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection

from tracker.edges.store import claimed, claims, due, queries, writing
from tracker.edges.store.outbox_store import OutboxStore
from tracker.errors import StoreDamagedError
from tracker.model import Claim, Host, HostClaim

Found = TypeVar("Found")
DAMAGED_RESTS = timedelta(days=1)


class ClaimStore(OutboxStore):
    """An open record of which articles and hosts can be claimed; safe to use from many threads."""

    def claim_due(self, now: datetime, *, limit: int, lease: timedelta) -> tuple[Claim, ...]:
        """Take up to `limit` articles that are due, at most one a host, hottest first.

        One whose record does not read back is set aside for a day, and keeps no other from being looked at.
        """
        if limit <= 0 or not self._read(lambda connection: due.any_due(connection, now=now)):
            return ()
        leased, until = self._leases.taken(now), now + lease
        ready = self._read(lambda connection: due.find_due(connection, now=now, most=limit, leased=leased))
        found = [self._taken_or_put_off(article_id, now, until) for article_id in ready]
        taken = tuple(claim for claim in found if claim is not None)
        self._looks.begin((claim.token for claim in taken), now, until)
        return taken

    def claim(self, article_id: int, now: datetime, *, lease: timedelta) -> Claim | None:
        """Take one article whatever its plan; None while its host is not ready or someone else looks at either.

        Raises:
            NotFoundError: no such article.
            StoreDamagedError: its newest version does not read back.
        """
        try:
            return self._taken_article(article_id, now, now + lease)
        except StoreDamagedError as error:
            self._put_off(article_id, now, str(error))
            raise

    def _taken_or_put_off(self, article_id: int, now: datetime, until: datetime) -> Claim | None:
        try:
            return self._taken_article(article_id, now, until, due=True)
        except StoreDamagedError as error:
            self._put_off(article_id, now, str(error))
            return None

    def _taken_article(self, article_id: int, now: datetime, until: datetime, *, due: bool = False) -> Claim | None:
        return self._taken(
            partial(claimed.take_article, leases=self._leases, article_id=article_id, now=now, until=until, due=due)
        )

    def _put_off(self, article_id: int, now: datetime, why: str) -> None:
        again = now + DAMAGED_RESTS
        self._commits.run(lambda connection: claims.set_aside(connection, article_id, again=again, why=why))

    def release(self, claim: Claim) -> None:
        """Give a claim back unused: its lease ends at once."""
        self._looks.end(claim.token)
        self._leases.free(claim.token)

    def claim_host(self, name: str, now: datetime, *, lease: timedelta) -> HostClaim | None:
        """Take the right to ask a host once; None while someone else has it, or while the host is not ready."""
        if self._read(lambda connection: queries.host(connection, name)) is None:
            self._commits.run(lambda connection: claims.host_id(connection, writing.fresh_host(name, now)))
        take, until = claims.take_host, now + lease
        return self._taken(
            lambda connection: take(connection, self._leases, name, turn=self._leases.turn, now=now, until=until)
        )

    def release_host(self, claim: HostClaim, host: Host | None) -> None:
        """Give a host back, with how we stand with it now; None where nothing was asked of it.

        A stale claim changes nothing.
        """
        if host is not None:
            settled = [(host, claim.token)]
            self._commits.run(lambda connection: claims.settle_hosts(connection, self._leases, settled))
        self._leases.free_host(claim.token)

    def _taken(self, take: Callable[[Connection], Found | None]) -> Found | None:
        """Give what is taken; None where somebody else has it, and not only had it while it was asked for."""
        while True:
            turn = self._leases.turn
            found = self._read(take)
            if found is not None or turn == self._leases.turn:
                return found
