"""`kill -9` at random moments under eight writers, again and again on one record: is all there that was acknowledged?

    .venv/bin/python bench/kills.py [--folder DIR] [--rounds 100] [--seed 1]

Each round opens the record where the last kill left it, without help, and writes on: new articles, and new versions of
those that are there. Exits 1 where an acknowledged version is lost, a chain does not hold or a blob is an orphan.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tests.edges.store.test_crash import MISCOUNTED, ORPHANS
from tracker.edges.store import Record, Store

WRITERS = 8


@dataclass(slots=True)
class Found:
    """What stands in the record after all kills."""

    rounds: int = 0
    acknowledged: int = 0
    versions: int = 0
    lost: int = 0
    chains: int = 0
    orphans: int = 0
    sound: bool = True

    @property
    def holds(self) -> bool:
        """Whether every promise was kept."""
        return self.sound and not (self.lost or self.chains or self.orphans)


def write(data: Path) -> None:
    """Write from eight threads, saying each acknowledgement on standard output, until killed."""
    say = threading.Lock()
    with Store.open(data, clock=lambda: NOON) as store:

        def tell(article_id: int, number: int) -> None:
            with say:
                sys.stdout.write(f"{article_id} {number}\n")
                sys.stdout.flush()

        def live(thread: int) -> None:
            for turn in range(10_000):
                name = f"{thread}-{turn}-{time.monotonic_ns()}.example"
                article_id = store.open_watch(opening(f"https://{name}/", name=name)).id
                tell(article_id, 1)
                for number in (2, 3):
                    claim = store.claim(article_id, at(10 * number), lease=LEASE)
                    version = store.record(changed(claim, at(10 * number), f"Text {number}.")) if claim else None
                    tell(article_id, version.number if version else 0)

        threads = [threading.Thread(target=live, args=(number,)) for number in range(WRITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def kill_once(data: Path, after: float) -> list[tuple[int, int]]:
    """Let a child write, kill it so many seconds after its first acknowledgement; gives what was acknowledged."""
    command = [sys.executable, __file__, "--child", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        if child.stdout is None:
            raise RuntimeError("a child without output")
        first = child.stdout.readline()
        killing = threading.Timer(after, child.kill)
        killing.start()
        lines = [first, *child.stdout]
        killing.join()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(int(article_id), int(number)) for article_id, number in whole]


def judged(data: Path, acknowledged: set[tuple[int, int]], rounds: int) -> Found:
    """Open the record without help and count what is not as it must be."""
    with Store.open(data, clock=lambda: NOON):
        record = Record.open(data)
        found = Found(rounds=rounds, acknowledged=len(acknowledged), chains=len(record.verify()))
        kept = {(one.id, number) for one in record.articles() for number in range(1, one.versions + 1)}
    found.versions, found.lost = len(kept), len(acknowledged - kept)
    with closing(sqlite3.connect(data / "archive.db")) as connection:
        found.orphans = connection.execute(ORPHANS).fetchone()[0] + connection.execute(MISCOUNTED).fetchone()[0]
        found.sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return found


def killed(data: Path, *, rounds: int, seed: int) -> Found:
    """Kill writers of one record again and again, then judge it."""
    chance = random.Random(seed)
    acknowledged: set[tuple[int, int]] = set()
    for _ in range(rounds):
        acknowledged |= set(kill_once(data, chance.uniform(0.0, 0.3)))
    return judged(data, acknowledged, rounds)


def measured(folder: Path, *, rounds: int, seed: int = 1) -> Iterator[str]:
    """Yield the figures in words."""
    found = killed(folder / "killed", rounds=rounds, seed=seed)
    yield (
        f"kill -9, {found.rounds} times under {WRITERS} writers: {found.acknowledged:,} versions acknowledged, "
        f"{found.versions:,} kept; {found.lost} lost, {found.chains} chain errors, {found.orphans} orphans, "
        f"integrity {'ok' if found.sound else 'BROKEN'} (bar 0, 0, 0)"
    )
    if not found.holds:
        raise SystemExit("a promise of the record was broken")


def main() -> None:
    """Print the figures; the record is removed afterwards."""
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("--folder", type=Path, help="where to write; the system's temporary folder by default")
    words.add_argument("--rounds", type=int, default=100)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.child:
        write(given.child)
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        for line in measured(Path(folder), rounds=given.rounds, seed=given.seed):
            print(line, flush=True)


if __name__ == "__main__":
    main()
