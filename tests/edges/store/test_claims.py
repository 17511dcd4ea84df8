from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.edges.store.examples import LEASE, NOON, at, changed, host, opening, plan, story, unchanged, visit
from tracker.edges.store import Record, Store
from tracker.errors import NotFoundError
from tracker.model import Memory, Outcome, Report, Validators


def test_what_is_due_is_claimed_with_all_a_look_needs_to_know(store: Store) -> None:
    watched = store.open_watch(opening())
    (claim,) = store.claim_due(at(1), limit=5, lease=LEASE)
    assert claim.article == watched
    assert claim.latest == story()
    assert claim.memory == Memory(selector="article", zone=("card",))
    assert claim.validators == Validators(etag='"abc"')
    assert claim.host == host(NOON)
    assert claim.heat == plan(NOON).heat
    assert claim.held is None
    assert claim.body_sha256 == store.versions(watched.id)[0].body_sha256


def test_nothing_is_claimed_before_its_time(store: Store) -> None:
    store.open_watch(opening())
    assert store.claim_due(at(0.9), limit=5, lease=LEASE) == ()


def test_nothing_is_claimed_twice_while_a_lease_lasts(store: Store) -> None:
    store.open_watch(opening())
    (first,) = store.claim_due(at(1), limit=5, lease=LEASE)
    assert store.claim_due(at(2.9), limit=5, lease=LEASE) == ()
    (second,) = store.claim_due(at(3), limit=5, lease=LEASE)
    assert second.token != first.token


def test_a_report_under_a_lease_that_someone_else_took_over_changes_nothing(store: Store, record: Record) -> None:
    store.open_watch(opening())
    (slow,) = store.claim_due(at(1), limit=5, lease=LEASE)
    (quick,) = store.claim_due(at(3), limit=5, lease=LEASE)
    assert store.record(changed(slow, at(4), "Written by a sleeper.")) is None
    assert store.record(changed(quick, at(4), "Written in time.")) is not None
    assert store.record(changed(quick, at(5), "Written twice.")) is None
    assert record.story(1, 2) == story("Written in time.")
    assert [seen.looks for seen in record.visits(1)] == [1, 1]


def test_one_host_is_asked_for_one_article_at_a_time(store: Store) -> None:
    store.open_watch(opening("https://news.example/a"))
    store.open_watch(opening("https://news.example/b"))
    store.open_watch(opening("https://other.example/c", name="other.example"))
    claims = store.claim_due(at(1), limit=5, lease=LEASE)
    assert sorted(claim.article.url for claim in claims) == ["https://news.example/a", "https://other.example/c"]
    assert store.claim_due(at(1), limit=5, lease=LEASE) == ()
    store.record(unchanged(claims[0], at(1)))
    assert store.claim_due(at(1.1), limit=5, lease=LEASE) == ()
    (third,) = store.claim_due(at(1.2), limit=5, lease=LEASE)
    assert third.article.url == "https://news.example/b"


def test_the_hottest_goes_first(store: Store) -> None:
    for number, pause in enumerate([30, 10, 20]):
        name = f"site{number}.example"
        first = opening(f"https://{name}/", name=name)
        planned = plan(NOON, after=timedelta(minutes=pause))
        store.open_watch(replace(first, report=replace(first.report, plan=planned)))
    hottest = store.claim_due(at(60), limit=2, lease=LEASE)
    assert [claim.article.host for claim in hottest] == ["site1.example", "site2.example"]


def test_a_host_that_asked_for_peace_is_left_alone(store: Store) -> None:
    asked = replace(host(NOON), blocked_until=at(10), blocked_why="Retry-After: 600")
    first = opening()
    store.open_watch(replace(first, report=replace(first.report, host=asked)))
    assert store.claim_due(at(9), limit=5, lease=LEASE) == ()
    (claim,) = store.claim_due(at(10), limit=5, lease=LEASE)
    assert claim.host == asked


def test_one_article_can_be_claimed_whatever_its_plan(store: Store) -> None:
    store.open_watch(opening())
    claim = store.claim(1, at(0.5), lease=LEASE)
    assert claim is not None
    assert store.claim(1, at(0.5), lease=LEASE) is None
    store.release(claim)
    assert store.claim(1, at(0.5), lease=LEASE) is not None


def test_one_article_is_not_claimed_while_its_host_answers_another(store: Store) -> None:
    store.open_watch(opening("https://news.example/a"))
    store.open_watch(opening("https://news.example/b"))
    assert store.claim(1, at(1), lease=LEASE) is not None
    assert store.claim(2, at(1), lease=LEASE) is None


def test_an_unknown_article_cannot_be_claimed(store: Store) -> None:
    with pytest.raises(NotFoundError, match="there is no article 7 in the record; see: tracker list"):
        store.claim(7, NOON, lease=LEASE)


def test_a_released_claim_is_due_again_and_its_report_comes_too_late(store: Store) -> None:
    store.open_watch(opening())
    (claim,) = store.claim_due(at(1), limit=1, lease=LEASE)
    store.release(claim)
    (again,) = store.claim_due(at(1), limit=1, lease=LEASE)
    store.release(claim)
    assert store.claim_due(at(1), limit=1, lease=LEASE) == ()
    assert store.record(unchanged(claim, at(2))) is None
    assert again.article == claim.article


def test_an_article_whose_record_is_damaged_keeps_no_other_from_being_looked_at(store: Store, data: Path) -> None:
    store.open_watch(opening("https://news.example/a"))
    store.open_watch(opening("https://other.example/b", name="other.example"))
    with sqlite3.connect(data / "archive.db") as connection:
        connection.execute(
            "UPDATE blob SET data = x'00' WHERE id = (SELECT story_blob FROM version WHERE article_id = 1)"
        )
    connection.close()
    (claim,) = store.claim_due(at(1), limit=5, lease=LEASE)
    assert claim.article.id == 2
    aside = store.article(1)
    assert aside.next_look == at(1) + timedelta(days=1)
    assert "cannot be unpacked" in aside.why


def test_a_first_look_that_failed_leaves_an_article_without_a_version(store: Store) -> None:
    first = opening()
    failed = replace(
        first.report, visit=visit(NOON, Outcome.FAILED), change=None, story=None, capture=None, memory=None
    )
    watched = store.open_watch(replace(first, headline="", report=failed))
    assert (watched.versions, watched.headline, watched.last_good) == (0, "https://news.example/bridge", None)
    (claim,) = store.claim_due(at(1), limit=1, lease=LEASE)
    assert (claim.latest, claim.body_sha256, claim.memory) == (None, None, None)
    version = store.record(changed(claim, at(1), "At last."))
    assert version is not None
    assert (version.number, version.last_seen_old) == (1, None)


def test_many_articles_of_one_host_go_out_one_by_one(store: Store) -> None:
    for number in range(20):
        store.open_watch(opening(f"https://news.example/{number}"))
    seen = []
    for minute in range(1, 21):
        (claim,) = store.claim_due(at(minute), limit=8, lease=LEASE)
        report: Report = unchanged(claim, at(minute))
        store.record(replace(report, plan=plan(at(minute), after=timedelta(hours=9))))
        seen.append(claim.article.id)
    assert sorted(seen) == list(range(1, 21))


def test_a_host_asked_for_more_than_it_gives_lets_no_article_starve(store: Store) -> None:
    # Nine lively articles are due again at every turn of the host, the tenth once in a quarter of an hour.
    pauses = [timedelta(seconds=30)] * 9 + [timedelta(minutes=15)]
    for number, pause in enumerate(pauses):
        one = opening(f"https://news.example/{number}")
        store.open_watch(replace(one, report=replace(one.report, plan=plan(NOON, after=pause))))
    turns = []
    for turn in range(200):
        now = at(15 + turn / 6)
        (claim,) = store.claim_due(now, limit=1, lease=LEASE)
        turns.append(claim.article.id)
        again = plan(now, after=pauses[claim.article.id - 1])
        store.record(replace(unchanged(claim, now), plan=again))

    assert set(turns) == set(range(1, 11))
    assert turns.count(10) < turns.count(1)
