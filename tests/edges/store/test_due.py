from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bench.filling import fill
from tests.edges.store.examples import LEASE, NOON, at
from tracker.edges.store import Store
from tracker.edges.store.due import WINDOW


def test_a_large_site_that_must_wait_keeps_no_other_from_being_looked_at(data: Path) -> None:
    fill(data, WINDOW + 40)
    noon = round(NOON.timestamp()) * 1_000_000
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        # All but the last ten are of one blocked host, and have waited for longer.
        connection.execute("UPDATE article SET host_id = 1, next_look = ? - 1000000 * (5000 - id)", [noon])
        connection.execute("UPDATE host SET ready_at = 0, blocked_until = NULL")
        connection.execute("UPDATE host SET blocked_until = ? WHERE id = 1", [noon + 10**12])
        connection.execute("UPDATE article SET host_id = 2 + id % 5 WHERE id > ?", [WINDOW + 30])
    with Store.open(data, clock=lambda: NOON) as store:
        claimed = store.claim_due(at(0), limit=8, lease=LEASE)
        again = store.claim_due(at(0), limit=8, lease=LEASE)
    assert len(claimed) == len({claim.host.name for claim in claimed}) == 5
    assert min(claim.article.id for claim in claimed) > WINDOW + 30
    assert again == ()
