"""The short form of bench/alert_kills.py, and a kill at every step of deciding, sending and noting."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bench.alert_kills import _Journal, came, judged, killed, tell
from tests.edges.store.crashing import KILLED, child, said
from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tests.servers.smtp import MailServer, Mood
from tracker.edges.store import Record, Store
from tracker.model import AlertKind, DeliveryState, Mute, Owed

ANNE, BOB = "anne@example.org", "bob@example.org"
# Read before the tests begin: none of them is shown what TRACKER_ says.
EVERY = 1 if "TRACKER_EXAMPLES" in os.environ else 3
STEPS = {"batch_lease", "decide", "delivery_lease", "settle", "alert", "delivery", "thread", "retry", "mute", "commit"}


def test_tellers_and_servers_killed_again_and_again_lose_no_alert_and_tell_none_twice(data: Path) -> None:
    data.mkdir()
    found, struck = killed(data, kills=6, seed=3)
    assert (found.lost, found.other_ids, found.altered, found.holds) == (0, 0, 0, True)
    assert struck.total() == 6
    assert found.owed >= 10


def tell_all(data: Path, say: Callable[[str], None], *, port: int) -> None:
    """Owe, decide, send, ask and be silent: every write of an outbox, saying each alert that is owed for certain."""
    with Store.open(data, clock=lambda: NOON) as store:
        for number in range(3):
            store.open_watch(opening(f"https://paper{number}.example/", name=f"paper{number}.example"))
        silence = store.mute(Mute(id=0, recipient=BOB, article_id=1, since=NOON, until=at(1), reason="a rest"))
        store.unmute(silence.id)
        for minute in (1, 2):
            for claim in store.claim_due(at(minute), limit=3, lease=LEASE):
                version = store.record(changed(claim, at(minute), f"Text {minute}.", ANNE, BOB))
                assert version is not None
                say(f"owed {claim.article.id} {version.number}")
        store.owe([Owed(recipient=ANNE, kind=AlertKind.DAILY, occasion="daily.1", subject="Watching")], at(2))
        for minute in (3, 4, 5):
            tell(store, port, at(minute))
            _ask_again(store, data, minute)


def _ask_again(store: Store, data: Path, minute: int) -> None:
    for one in Record.open(data).deliveries():
        if one.state is DeliveryState.FAILED:
            store.retry(one.id, at(minute))


def finish(data: Path, port: int) -> None:
    """Go on after a kill: what was not owed yet is owed now, what failed is tried again, all leaves."""
    with Store.open(data, clock=lambda: NOON) as store:
        for minute in (10, 12, 14, 16):
            tell(store, port, at(minute))
            _ask_again(store, data, minute)


def promises_kept(data: Path, journal: Path, words: Path) -> None:
    """Hold the record and the mails to what was said before the kill."""
    found = judged(data, journal)
    assert (found.lost, found.other_ids, found.altered) == (0, 0, 0)
    record = Record.open(data)
    owed = Counter((one.article_id, one.version) for one in record.deliveries() if one.kind is AlertKind.CHANGED)
    for line in said(words):
        _, article, version = line.split()
        assert owed[int(article), int(version)] == 2
    assert record.verify() == []


@pytest.mark.slow
def test_a_kill_at_every_step_of_the_outbox_and_of_sending_loses_nothing(data: Path, tmp_path: Path) -> None:
    data.mkdir()
    log = tmp_path / "passes"
    # Bob is refused once, so that his alert is asked for again.
    with MailServer(Mood()) as server:
        server.received = _Journal(tmp_path / "journal")
        server.mood = Mood(rcpt={BOB: "550 5.1.1 not today"})
        work = partial(tell_all, port=server.port)
        assert child(work, data / "whole", tmp_path / "words", "", 0, str(log)) == 0
        passes = Counter(point for point in log.read_text().splitlines() if _is_ours(point))
        assert {point.split(".")[1] for point in passes if point.startswith("store.")} == STEPS
        # By day each third step, those before a write and those after it by turns; the long form kills at all.
        for number, (point, count) in list(enumerate(passes.items()))[::EVERY]:
            _killed_at(point, 1 + (7 * number) % count, data / str(number), tmp_path, server, work)


def _is_ours(point: str) -> bool:
    words = point.split(".")
    return words[0] == "mail" or (words[0] == "store" and words[1] in STEPS)


def _killed_at(point: str, nth: int, data: Path, place: Path, server: MailServer, work: object) -> None:
    assert callable(work)
    words, journal = place / f"words {point}", place / f"mails {point}"
    server.received = _Journal(journal)
    server.mood = Mood(rcpt={BOB: "550 5.1.1 not today"})
    assert child(work, data, words, point, nth, "") == KILLED, point
    server.mood = Mood()
    finish(data, server.port)
    promises_kept(data, journal, words)


def test_the_judge_sees_what_is_lost_told_twice_and_altered(data: Path, tmp_path: Path) -> None:
    data.mkdir()
    journal = tmp_path / "journal"
    with MailServer() as server, Store.open(data / "one", clock=lambda: NOON) as store:
        server.received = mails = _Journal(journal)
        store.open_watch(opening())
        claim = store.claim(1, at(1), lease=LEASE)
        assert claim is not None
        store.record(changed(claim, at(1), "Text.", ANNE))
        assert judged(data / "one", journal).lost == 1
        tell(store, server.port, at(2))
        assert judged(data / "one", journal).holds
        (mail,) = mails
        mails.append(mail)
        found = judged(data / "one", journal)
        assert (found.repeats, found.holds) == (1, True)
        mails.append(replace(mail, data=mail.data.replace(b"Text", b"Test").replace(b"tracker@", b"another@")))
        assert judged(data / "one", journal).altered == 1
        mails.append(replace(mail, data=mail.data.replace(b"Message-ID: <", b"Message-ID: <x")))
        found = judged(data / "one", journal)
        assert (found.other_ids, found.lost, found.holds) == (1, 1, False)
        assert [one.tells for one in came(journal)] == [frozenset({1})] * 4
