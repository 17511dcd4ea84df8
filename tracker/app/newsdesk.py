"""The verbs that write, as a running process performs them: for itself, or for a verb that asks over the socket."""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

from tracker.app import retention
from tracker.app.adding import Adding
from tracker.app.alert_asking import perform_of_alerts
from tracker.app.clock import now
from tracker.app.discovering import Asked, discovered
from tracker.app.naming import the_article
from tracker.app.wiring import House
from tracker.config.values import tag
from tracker.core.detect import noise_lines
from tracker.core.links import canonical_address, host_of
from tracker.core.schedule import alone_words
from tracker.errors import NotFoundError, TrackerError, UsageError
from tracker.jobs.poll import Polled, poll
from tracker.jobs.robots import host_cleared, robots_first
from tracker.model import Article, ArticleState, Claim, HostClaim, Outcome, Tombstone, WatchKind
from tracker.view.records import JSON, article_json, time_json

_LONGEST_WAIT = timedelta(minutes=2)
_PATIENCE = _LONGEST_WAIT + timedelta(minutes=1)
_STEP = timedelta(milliseconds=100)

Right = TypeVar("Right")


class Newsdesk:
    """Performs the writing verbs. Whoever has one holds the store.

    Args:
        leaving: set when the process is to end: every wait ends at once.
        owed: redactions that were unfinished until this process began.
    """

    def __init__(self, house: House, leaving: threading.Event, *, owed: Sequence[Tombstone] = ()) -> None:
        self._house = house
        self._leaving = leaving
        self._owed = owed

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
            case "remove" | "pause" | "resume" | "tag":
                return self._settle(verb, arguments)
            case "reteach" | "dismiss":
                return self._correct(verb, arguments)
            case "prune" | "redact" | "mirror":
                return self._keep(verb, arguments)
            case "alerts":
                return perform_of_alerts(self._house, arguments, now())
            case "discover" | "poll":
                return self._look(verb, arguments)
        raise UsageError(f"the running tracker knows no verb {verb!r}: restart it so that both are of one version")

    def _add(self, arguments: dict[str, JSON]) -> JSON:
        address = canonical_address(str(arguments["url"]))
        kind, tags, reluctant = WatchKind(str(arguments["kind"])), _tags(arguments["tags"]), not arguments["anyway"]
        self._house.store.expect_unwatched(address)
        until = datetime.fromisoformat(str(arguments["until"])) if arguments.get("until") else None
        adding = Adding(
            world=self._house.world,
            kind=kind,
            tags=tags,
            reluctant=reluctant,
            until=until,
            cleared=self._host_cleared,
            wait=lambda name: self._pause_for(max(self._wait_for(name), _STEP)),
        )
        watched = adding.add(address)
        return {**article_json(watched.article), "remarks": [*watched.remarks]}

    def _settle(self, verb: str, asked: dict[str, JSON]) -> JSON:
        store = self._house.store
        article = the_article(self._house.record, str(asked["article"]))
        if verb == "tag":
            store.tag(article.id, _tags(asked["tags"]))
        elif verb == "remove":
            store.remove(article.id)
        elif verb == "pause":
            store.pause(_watched(article).id)
        else:
            store.resume(_watched(article).id, now())
        return article_json(store.article(article.id))

    def _correct(self, verb: str, arguments: dict[str, JSON]) -> JSON:
        words = str(arguments["article"])
        return self._reteach(words) if verb == "reteach" else self._dismiss(words, arguments["version"])

    def _reteach(self, words: str) -> JSON:
        article = _watched(the_article(self._house.record, words))
        self._house.store.forget_reading(article.id)
        (look,) = self._poll_in_turn([article])
        memory = self._house.record.memory(article.id)
        return {**look, "container": memory.selector if memory else ""}

    def _dismiss(self, words: str, number: JSON) -> JSON:
        store, article = self._house.store, the_article(self._house.record, words)
        if not isinstance(number, int) or not 1 < number <= article.versions:
            known = f"its changes are versions 2 to {article.versions}" if article.versions > 1 else "it has none yet"
            raise NotFoundError(f"article {article.id} has no change {number} to dismiss: {known}")
        before, after = store.story_before(article.id, number - 1), store.story(article.id, number)
        lines = noise_lines(before, after)
        withdrawn = store.dismiss(article.id, number, lines, now())
        self._house.feeds.keep_up(article.id)
        return {**article_json(article), "dismissed": number, "lines": len(lines), "withdrawn": withdrawn}

    def _keep(self, verb: str, asked: dict[str, JSON]) -> JSON:
        if verb == "mirror":
            return self._mirror()
        return self._prune(asked) if verb == "prune" else self._redact(asked)

    def _prune(self, asked: dict[str, JSON]) -> JSON:
        keep, present = asked["keep"], now()
        age = retention.age_of(str(asked["older"]), keep if isinstance(keep, int) else None, present)
        words, dry_run = [str(one) for one in _listed(asked["articles"])], bool(asked["dry_run"])
        return retention.prune(self._house, age, words, present, dry_run=dry_run, stop=self._leaving.is_set)

    def _redact(self, asked: dict[str, JSON]) -> JSON:
        wanted = retention.Redaction(
            numbers=tuple(int(str(one)) for one in _listed(asked["numbers"])),
            reason=str(asked["reason"]),
            phrase=str(asked["phrase"]),
            delete_backups=bool(asked["delete_backups"]),
        )
        return retention.redact(self._house, str(asked["article"]), wanted, now(), owed=self._owed)

    def _mirror(self) -> JSON:
        done, feeds = self._house.mirror.rebuild(), self._house.feeds.rebuild()
        unreadable: list[JSON] = [*done.unreadable]
        return {"written": done.written, "removed": done.removed, "unreadable": unreadable, "feeds": feeds}

    def _look(self, verb: str, asked: dict[str, JSON]) -> JSON:
        if verb == "discover":
            return discovered(self._house, _place(asked), self._host_cleared)
        return self._poll([str(words) for words in _listed(asked["articles"])])

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
            return [_watched(the_article(record, one)) for one in words]
        quiet = (ArticleState.PAUSED, ArticleState.RETIRED, ArticleState.ENDED)
        return [article for article in record.articles() if article.state not in quiet]

    def _poll_in_turn(self, articles: list[Article]) -> list[dict[str, JSON]]:
        """Look at a host's articles one after the other; then again at those on which something is held.

        In between the host's other articles are looked at where they can tell whose a line is.
        """
        found = {article.id: self._tried(article) for article in articles}
        doubtful = [article for article in articles if _is_held(found[article.id])]
        if doubtful:
            self._look_at_others(articles, max(_lacking(found[article.id]) for article in doubtful))
            self._pause_for(self._house.settings.detect.confirm_after)
            found |= {article.id: self._tried(article) for article in doubtful}
        return [_told(article, found[article.id]) for article in articles]

    def _look_at_others(self, articles: list[Article], lacking: int) -> None:
        if len(articles) > lacking:
            return
        known = {article.id for article in articles}
        others = (other for other in self._chosen([]) if other.host == articles[0].host and other.id not in known)
        for other in islice(others, lacking):
            self._tried(other)

    def _tried(self, article: Article) -> Polled | TrackerError:
        try:
            return self._looked(article)
        except TrackerError as error:
            return error

    def _looked(self, article: Article) -> Polled:
        while (claim := robots_first(self._claimed(article), self._house.world)) is None:
            continue
        return poll(claim, self._house.world)

    def _claimed(self, article: Article) -> Claim:
        store, lease = self._house.store, self._house.settings.run.lease
        claim = self._given(lambda: store.claim(article.id, now(), lease=lease), article.host)
        if claim is None:
            raise NotFoundError(f"article {article.id} is being looked at by someone else: try again in a minute")
        return claim

    def _host_claimed(self, name: str) -> HostClaim:
        store, lease = self._house.store, self._house.settings.run.lease
        claim = self._given(lambda: store.claim_host(name, now(), lease=lease), name)
        if claim is None:
            raise TrackerError(f"{name} is being asked for something else: try again in a minute")
        return claim

    def _host_cleared(self, address: str) -> HostClaim:
        """Claim the host of an address, once it is known what its robots.txt says."""
        while (claim := host_cleared(address, self._host_claimed(host_of(address)), self._house.world)) is None:
            continue
        return claim

    def _given(self, claim: Callable[[], Right | None], host: str) -> Right | None:
        """Claim until it is given; None where that takes too long, or the process is to end."""
        began = now()
        while now() - began < _PATIENCE and not self._leaving.is_set():
            right = claim()
            if right is not None:
                return right
            self._pause_for(max(self._wait_for(host), _STEP))
        return None

    def _wait_for(self, name: str) -> timedelta:
        """Give how long a host is to be left alone yet; what someone else's request is good for is not known."""
        host = self._house.store.host(name, now())
        ready = max(host.ready_at, host.blocked_until or host.ready_at)
        wait = ready - now()
        if wait > _LONGEST_WAIT:
            raise TrackerError(f"{name} is left alone until {alone_words(host, ready, now())}; try again then")
        return wait

    def _pause_for(self, length: timedelta) -> None:
        self._leaving.wait(length.total_seconds())


def _is_held(found: Polled | TrackerError) -> bool:
    return isinstance(found, Polled) and found.visit.outcome is Outcome.HELD


def _lacking(found: Polled | TrackerError) -> int:
    return found.lacking if isinstance(found, Polled) else 0


def _told(article: Article, found: Polled | TrackerError) -> dict[str, JSON]:
    if isinstance(found, TrackerError):
        return {"id": article.id, "url": article.url, "outcome": "failed", "version": None, "reason": str(found)}
    return {
        "id": article.id,
        "url": article.url,
        "outcome": found.visit.outcome.value,
        "version": found.version.number if found.version else None,
        "reason": found.visit.reason,
        "next_look": time_json(found.plan.at),
        "why": found.plan.why,
    }


def _watched(article: Article) -> Article:
    if article.state is ArticleState.RETIRED:
        raise NotFoundError(
            f"article {article.id} is not watched any more; `tracker add {article.url}` takes it up again"
        )
    return article


def _place(asked: dict[str, JSON]) -> Asked:
    tags, everything = _tags(asked["tags"]), bool(asked["all"])
    return Asked(str(asked["url"]), tags, everything=everything, dry_run=bool(asked["dry_run"]))


def _tags(value: JSON) -> tuple[str, ...]:
    return tuple(_tag(word) for word in _listed(value))


def _tag(value: JSON) -> str:
    try:
        return tag(value)
    except ValueError as error:
        raise UsageError(f"{value!r} is no tag: give a printable word without a comma") from error


def _listed(value: JSON) -> list[JSON]:
    return value if isinstance(value, list) else []
