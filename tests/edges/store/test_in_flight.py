"""Looks that are under way, counted so that commits may wait for company."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from tests.edges.store.examples import LEASE, at, opening
from tests.edges.store.test_uneventful import uneventful
from tracker.edges.store import Store
from tracker.edges.store.group_commit import COMPANY
from tracker.edges.store.in_flight import InFlight


def test_a_look_is_under_way_from_its_lease_to_its_report() -> None:
    looks = InFlight()
    looks.begin(["a", "b"], at(0), at(2))
    assert len(looks) == 2
    looks.end("a")
    looks.end("a")
    looks.end("never known")
    assert len(looks) == 1


def test_a_look_that_never_ended_is_forgotten_with_its_lease() -> None:
    looks = InFlight()
    looks.begin(["a"], at(0), at(2))
    looks.begin(["b"], at(1), at(3))
    assert len(looks) == 2
    looks.begin([], at(2), at(4))
    assert len(looks) == 1


def test_many_looks_that_end_at_the_same_time_are_all_written(store: Store) -> None:
    for number in range(COMPANY):
        store.open_watch(opening(f"https://{number}.example/", name=f"{number}.example"))
    claims = store.claim_due(at(2), limit=COMPANY, lease=LEASE)
    assert len(store._looks) == len(claims) == COMPANY
    begin = threading.Barrier(COMPANY)

    def finish(number: int) -> None:
        begin.wait(10)
        store.record(uneventful(claims[number], 2))

    with ThreadPoolExecutor(COMPANY) as pool:
        list(pool.map(finish, range(COMPANY)))
    assert len(store._looks) == 0
    assert all(store.article(claim.article.id).last_look == at(2) for claim in claims)
