"""The verbs that write, as a running process performs them: for itself, or for a verb that asks over the socket."""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from tracker.app.clock import now
from tracker.app.naming import the_article
from tracker.app.wiring import House
from tracker.core.links import canonical_address, host_of
from tracker.errors import NotFoundError, TrackerError, UsageError
from tracker.jobs.poll import Polled, poll
from tracker.jobs.watching import watch
from tracker.model import Article, ArticleState, Claim, Outcome, WatchKind
from tracker.view.records import JSON, article_json, time_json

_BUSY_FOR = timedelta(seconds=60)
_LONGEST_WAIT = timedelta(minutes=2)


class Newsdesk:
    """Performs the writing verbs. Whoever has one holds the store.

    Args:
        leaving: set when the process is to end: every wait ends at once.
    """

    def __init__(self, house: House, leaving: threading.Event) -> None:
        self._house = house
        self._leaving = leaving

    def perform(self, verb: str, arguments: dict[str, JSON]) -> JSON:
        """Perform one verb and give its answer as JSON.

        Raises:
            UsageError: there is no such verb.
            TrackerError: whatever the verb itself cannot do.
        """
        match verb:
            case "hello":
                return os.getpid()
            case "add":
                return self._add(arguments)
            case "remove" | "pause" | "resume":
                return self._settle(verb, str(arguments["article"]))
            case "poll":
                return self._poll([str(words) for words in _listed(arguments["articles"])])
        raise UsageError(f"the running tracker knows no verb {verb!r}: restart it so that both are of one version")

    def _add(self, arguments: dict[str, JSON]) -> JSON:
        address = canonical_address(str(arguments["url"]))
        self._wait_for_host(host_of(address))
        article = watch(
            address,
            self._house.world,
            kind=WatchKind(str(arguments["kind"])),
            tags=tuple(str(tag) for tag in _listed(arguments["tags"])),
            reluctant=not arguments["anyway"],
        )
        return article_json(article)

    def _settle(self, verb: str, words: str) -> JSON:
        store = self._house.store
        article = the_article(self._house.record, words)
        act = {"remove": store.remove, "pause": store.pause, "resume": store.resume}[verb]
        act(article.id, now())
        return article_json(store.article(article.id))

    def _poll(self, words: list[str]) -> JSON:
        by_host: dict[str, list[Article]] = defaultdict(list)
        for article in self._chosen(words):
            by_host[article.host].append(article)
        with ThreadPoolExecutor(self._house.settings.run.workers) as pool:
            found = [one for some in pool.map(self._poll_in_turn, by_host.values()) for one in some]
        return [*sorted(found, key=lambda one: int(str(one["id"])))]

    def _chosen(self, words: list[str]) -> list[Article]:
        record = self._house.record
        if words:
            return [the_article(record, one) for one in words]
        quiet = (ArticleState.PAUSED, ArticleState.RETIRED)
        return [article for article in record.articles() if article.state not in quiet]

    def _poll_in_turn(self, articles: list[Article]) -> list[dict[str, JSON]]:
        return [self._poll_one(article) for article in articles]

    def _poll_one(self, article: Article) -> dict[str, JSON]:
        try:
            polled = self._looked(article)
            if polled.visit.outcome is Outcome.HELD:
                self._pause_for(self._house.settings.detect.confirm_after)
                polled = self._looked(article)
        except TrackerError as error:
            return {"id": article.id, "url": article.url, "outcome": "failed", "version": None, "reason": str(error)}
        return {
            "id": article.id,
            "url": article.url,
            "outcome": polled.visit.outcome.value,
            "version": polled.version.number if polled.version else None,
            "reason": polled.visit.reason,
            "next_look": time_json(polled.plan.at),
            "why": polled.plan.why,
        }

    def _looked(self, article: Article) -> Polled:
        return poll(self._claimed(article), self._house.world)

    def _claimed(self, article: Article) -> Claim:
        store, lease, began = self._house.store, self._house.settings.run.lease, now()
        self._wait_for_host(article.host)
        while now() - began < _BUSY_FOR and not self._leaving.is_set():
            claim = store.claim(article.id, now(), lease=lease)
            if claim is not None:
                return claim
            self._pause_for(timedelta(milliseconds=100))
        raise NotFoundError(f"article {article.id} is being looked at by someone else: try again in a minute")

    def _wait_for_host(self, name: str) -> None:
        host = self._house.store.host(name, now())
        ready = max(host.ready_at, host.blocked_until or host.ready_at)
        wait = ready - now()
        if wait > _LONGEST_WAIT:
            raise TrackerError(f"{name} asked us to stay away until {_clock_words(ready)}: {host.blocked_why}")
        self._pause_for(wait)

    def _pause_for(self, length: timedelta) -> None:
        if length > timedelta(0):
            self._leaving.wait(length.total_seconds())


def _clock_words(moment: datetime) -> str:
    return moment.strftime("%H:%M UTC")


def _listed(value: JSON) -> list[JSON]:
    return value if isinstance(value, list) else []
