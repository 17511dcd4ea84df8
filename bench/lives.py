"""What it costs to follow an article of 200 versions: reading the texts, blame, the ledger of facts, the log.

    .venv/bin/python bench/lives.py [--versions 200] [--paragraphs 60]

An article of our own making that grows, is edited in three places and loses or moves a paragraph at every version. CPU
seconds, the best of three.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tracker.app.archive import Archive
from tracker.app.ledger import ledger_of
from tracker.app.lives import blame_of, life_of
from tracker.edges.store import Store
from tracker.model import Block, BlockKind, Settings, Story

PLACES = ["harbour", "valley", "bridge", "station", "school", "market", "river", "tower", "quarry", "mill"]
DEEDS = ["reached", "crossed", "closed", "searched", "left", "opened", "guarded", "passed"]
PEOPLE = ["crews", "divers", "officers", "volunteers", "engineers", "residents", "drivers", "nurses"]


def sentence(rng: random.Random) -> str:
    """Make a sentence of a report."""
    first, second = rng.sample(PLACES, 2)
    count, people = rng.randint(2, 900), rng.choice(PEOPLE)
    return (
        f"About {count} {people} {rng.choice(DEEDS)} the {first} near the {second} before {rng.randint(1, 12)} o'clock."
    )


def stories(versions: int, paragraphs: int) -> Iterator[Story]:
    """Give an article's versions."""
    rng = random.Random(7)
    texts = [" ".join(sentence(rng) for _ in range(3)) for _ in range(paragraphs)]
    for number in range(versions):
        for place in rng.sample(range(len(texts)), 3):
            texts[place] = texts[place].replace("About ", f"At least {rng.randint(2, 99)} of ", 1)
        texts.insert(rng.randint(0, len(texts)), sentence(rng))
        gone = texts.pop(rng.randrange(len(texts)))
        if number % 3 == 0:
            texts.insert(rng.randint(0, len(texts)), gone)
        blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)
        yield Story(headline=f"Storm: {number // 9} places cut off", blocks=blocks)


def filled(folder: Path, versions: int, paragraphs: int) -> Archive:
    """Keep the article."""
    with Store.open(folder, clock=lambda: NOON) as store:
        store.open_watch(opening())
        for number, story in enumerate(stories(versions - 1, paragraphs), start=1):
            (claim,) = store.claim_due(at(2 * number), limit=1, lease=LEASE)
            store.record(replace(changed(claim, at(2 * number), f"{number}"), story=story))
    return Archive.open(Settings(data=folder))


def best(work: Callable[[], object]) -> float:
    """Give the least CPU seconds of three runs."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def main() -> None:
    """Print all figures; the record is removed afterwards."""
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("--versions", type=int, default=200)
    words.add_argument("--paragraphs", type=int, default=60)
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = filled(Path(folder) / "data", given.versions, given.paragraphs)
        article = archive.article("1")
        versions = archive.versions(article)
        found = blame_of(archive, article)
        print(
            f"{len(versions)} versions of {given.paragraphs} paragraphs: "
            f"{len(found.blame.sentences)} sentences stand, {len(found.blame.removed)} are gone"
        )
        for title, work in (
            ("reading the texts", lambda: list(life_of(archive, article))),
            ("blame, with the reading", lambda: blame_of(archive, article)),
            ("facts, with the reading", lambda: ledger_of(archive, article)),
            ("the log's lines of facts", lambda: archive.summaries(article, versions)),
        ):
            print(f"{title}: {best(work):.2f} s CPU")


if __name__ == "__main__":
    main()
