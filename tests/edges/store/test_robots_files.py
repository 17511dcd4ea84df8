from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.edges.store.examples import NOON, at
from tracker.edges.store import Store

RULES = b"User-agent: *\nDisallow: /private/\n" * 200


def test_what_a_host_asks_of_programs_survives_a_restart(data: Path) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        claim = store.claim_host("news.example.org", NOON, lease=timedelta(minutes=2))
        assert claim is not None
        store.keep_robots("news.example.org", RULES, NOON)
        host = replace(
            claim.host, robots_status=200, robots_until=at(60), crawl_delay=timedelta(seconds=12.5), ready_at=at(1)
        )
        store.release_host(claim, host)
    with Store.open(data, clock=lambda: NOON) as store:
        assert store.robots("news.example.org") == RULES
        assert store.host("news.example.org", NOON) == host
        assert store.robots("elsewhere.example.org") is None
