"""Who looks at which article and asks which host now: kept in memory, since all of it ends with the process."""

from __future__ import annotations

import json
import secrets
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

MOST_GIVEN_BACK = 256
"""So many hosts that were given back last are remembered: far more than are while one question is answered."""


@dataclass(eq=False, slots=True)
class _Lease:
    """A right that ends by itself, of an article and its host or of a host alone."""

    token: str
    host: str
    until: datetime
    article_id: int | None
    reported: bool = False


class Leases:
    """The rights to look at articles and to ask hosts; safe to use from many threads.

    A right that ran out may be taken by another. Until it is, its token still holds: what was seen so late counts.

    Attributes:
        turn: grows with each host that is given back, and each article that was barred. Whoever takes one
            has read it at a `turn` that came first, so that nobody asks a host by what was known of it before its last
            request, nor looks at an article by words that were redacted since.
    """

    def __init__(self) -> None:
        self.turn = 0
        self._articles: dict[int, _Lease] = {}
        self._hosts: dict[str, _Lease] = {}
        self._barred: set[int] = set()
        self._by_token: dict[str, _Lease] = {}
        # Hosts by their names, articles that were barred by their ids.
        self._given_back: deque[str | int] = deque(maxlen=MOST_GIVEN_BACK)
        self._lock = threading.Lock()

    def take(
        self, host: str, *, turn: int, now: datetime, until: datetime, article_id: int | None = None
    ) -> str | None:
        """Take a host, and an article of it where one is named: both or neither; gives the token that proves it.

        Returns:
            None while somebody else has either or the article is barred, or where the host was given back, or the
            article barred, after `turn`.
        """
        with self._lock:
            known = (None if article_id is None else self._articles.get(article_id), self._hosts.get(host))
            refused = article_id in self._barred or self._is_stale(host, article_id, turn)
            if refused or any(_lasts(lease, now) for lease in known):
                return None
            lease = _Lease(secrets.token_hex(16), host, until, article_id)
            self._hosts[host] = self._by_token[lease.token] = lease
            if article_id is not None:
                self._articles[article_id] = lease
            for overtaken in known:
                self._forget(overtaken)
            return lease.token

    def _forget(self, lease: _Lease | None) -> None:
        """Let go of a lease that stands for nothing any more: whoever had it may never come back."""
        if lease is None or self._hosts.get(lease.host) is lease:
            return
        if lease.article_id is None or self._articles.get(lease.article_id) is not lease:
            self._by_token.pop(lease.token, None)

    def _is_stale(self, host: str, article_id: int | None, turn: int) -> bool:
        since = self.turn - turn
        return since > MOST_GIVEN_BACK or any(
            one in (host, article_id) for one in islice(reversed(self._given_back), since)
        )

    def holds(self, article_id: int, token: str) -> bool:
        """Tell whether a token still stands for an article."""
        lease = self._articles.get(article_id)
        return lease is not None and lease.token == token

    def hand_in(self, article_id: int, token: str) -> bool:
        """Hand a report in under a token; False where it stands for the article no more, or for one report already."""
        with self._lock:
            lease = self._articles.get(article_id)
            if lease is None or lease.token != token or lease.reported:
                return False
            lease.reported = True
            return True

    def take_back(self, article_id: int, token: str) -> None:
        """Let a report be handed in again: the one before could not be written."""
        with self._lock:
            lease = self._articles.get(article_id)
            if lease is not None and lease.token == token:
                lease.reported = False

    def holds_host(self, host: str, token: str) -> bool:
        """Tell whether a token still stands for a host."""
        lease = self._hosts.get(host)
        return lease is not None and lease.token == token

    def free(self, token: str) -> None:
        """Give back all that a token stands for; a stale one changes nothing."""
        with self._lock:
            lease = self._by_token.pop(token, None)
            if lease is None:
                return
            if lease.article_id is not None and self._articles.get(lease.article_id) is lease:
                del self._articles[lease.article_id]
            self._free_host(lease)

    def free_host(self, token: str) -> None:
        """Give back the host of a token; its article, where it has one, waits until the lease ends."""
        with self._lock:
            lease = self._by_token.get(token)
            if lease is None:
                return
            self._free_host(lease)
            self._forget(lease)

    def _free_host(self, lease: _Lease) -> None:
        if self._hosts.get(lease.host) is lease:
            del self._hosts[lease.host]
            self._give_back(lease.host)

    def _give_back(self, what: str | int) -> None:
        self._given_back.append(what)
        self.turn += 1

    def bar(self, article_id: int) -> None:
        """Take an article from whoever looks at it, and let nobody look at it: what is reported changes nothing."""
        with self._lock:
            self._barred.add(article_id)
            self._forget(self._articles.pop(article_id, None))

    def unbar(self, article_id: int) -> None:
        """Let an article be looked at again, by those who read it from now on."""
        with self._lock:
            self._barred.discard(article_id)
            self._give_back(article_id)

    def move(self, by: timedelta) -> None:
        """Move the end of each lease by as much as the clock was set."""
        with self._lock:
            for lease in self._by_token.values():
                lease.until += by

    def taken(self, now: datetime) -> Mapping[str, str]:
        """Give what nobody else may take now: `leased_articles` (ids) and `leased_hosts` (names), as JSON."""
        with self._lock:
            articles = [article_id for article_id, lease in self._articles.items() if _lasts(lease, now)]
            hosts = [host for host, lease in self._hosts.items() if _lasts(lease, now)]
        return {"leased_articles": json.dumps(articles), "leased_hosts": json.dumps(hosts)}


def _lasts(lease: _Lease | None, now: datetime) -> bool:
    # What is being written down keeps its article and host until that is done, however long it takes.
    return lease is not None and (lease.until > now or lease.reported)
