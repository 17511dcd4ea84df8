"""A child process that writes and says what was acknowledged, to be killed at any of its steps."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tests import fork_server
from tests.edges.store.examples import LEASE, NOON, at, changed, leaving, opening, unchanged
from tracker.edges import fault_points
from tracker.edges.fault_points import FaultAction
from tracker.edges.store import Store

KILLED = -9
_SPAWNING = multiprocessing.get_context("forkserver")
fork_server.choose()


def said(place: Path) -> list[str]:
    """Give what a child said before it died."""
    return place.read_text().splitlines() if place.exists() else []


def write_all(data: Path, say: Callable[[str], None]) -> None:
    """Do all that a store is asked to write, saying each acknowledgement."""
    with Store.open(data, clock=lambda: NOON) as store:
        watched = store.open_watch(opening())
        say(f"version {watched.id} 1")
        other = store.open_watch(opening("https://other.example/", name="other.example"))
        say(f"version {other.id} 1")
        for number in (2, 3):
            claim = store.claim_due(at(number), limit=1, lease=LEASE)[0]
            version = store.record(changed(claim, at(number), f"Text {number}.", "anne@example.org"))
            say(f"version {claim.article.id} {version.number if version else 0}")
        delivery = leaving(store, at(5))
        store.delivered(delivery, at(5), told="250")
        say(f"sent {delivery.message_id}")
        _write_the_rest(store, watched.id)
    say("closed 0")


def _write_the_rest(store: Store, article_id: int) -> None:
    claim = store.claim(article_id, at(20), lease=LEASE)
    if claim is not None:
        store.release(claim)
    claim = store.claim(article_id, at(30), lease=LEASE)
    if claim is not None:
        store.record(unchanged(claim, at(30) + timedelta(seconds=1)))
    store.tag(article_id, ["a", "b"])
    store.pause(article_id)
    store.resume(article_id, at(40))
    store.remove(article_id)
    store.beat(at(41))


def child(work: Callable[[Path, Callable[[str], None]], None], data: Path, words: Path, *fault: object) -> int:
    """Run work in a child, killed at the nth pass of a fault point; gives its exit code, negative for a signal."""
    process = _SPAWNING.Process(target=_live, args=(work, data, words, *fault))
    process.start()
    process.join(60)
    if process.is_alive():
        process.terminate()
        process.join()
    code = process.exitcode
    process.close()
    return 0 if code is None else code


def _live(
    work: Callable[[Path, Callable[[str], None]], None], data: Path, words: Path, point: str, nth: int, log: str
) -> None:
    fault_points._ARMED.log = log
    descriptor = os.open(words, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def say(line: str) -> None:
        os.write(descriptor, f"{line}\n".encode())

    if point:
        # For the rest of this process, its other threads included.
        fault_points._ARMED.fault = fault_points._Fault(name=point, passes_left=nth, action=FaultAction.KILL)
    work(data, say)
