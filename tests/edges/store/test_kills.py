"""The short form of bench/kills.py: one record killed again and again under eight writers."""

from __future__ import annotations

from pathlib import Path

from bench.kills import Found, judged, killed
from tests.by_hand import by_hand


def test_a_record_killed_again_and_again_keeps_all_that_was_acknowledged(data: Path) -> None:
    found = killed(data, rounds=4, seed=3)
    assert (found.lost, found.chains, found.orphans, found.sound, found.holds) == (0, 0, 0, True, True)
    assert found.versions >= found.acknowledged >= 4


def test_the_judge_sees_what_is_lost_and_what_is_left_over(data: Path) -> None:
    killed(data, rounds=1, seed=4)
    assert judged(data, {(1, 1), (1, 99)}, 1).lost == 1
    with by_hand(data / "archive.db") as connection:
        connection.execute("INSERT INTO blob SELECT max(id) + 1, codec, base, depth, size, sha256, data FROM blob")
        connection.execute("UPDATE version SET url = 'https://forged.example/' WHERE id = 1")
    found = judged(data, set(), 1)
    assert (found.orphans, found.chains, found.holds) == (1, 1, False)
    assert Found().holds
