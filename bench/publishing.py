"""What the exports for readers cost: size, CPU and memory of a page, excerpts and sentences of one long life.

    .venv/bin/python -m bench.publishing [--versions 200] [--kilobytes 30]

The article is made up: it grows, shrinks, moves and is edited from version to version. Memory is that of the whole
program beside the memory of `tracker list`; bars are printed beside what was found, and exit 1 says that one is missed.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bench.installed import program
from tests.app.bridge import told
from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tracker.edges.store import Store

WORDS: Final = (
    *("the", "harbour", "ferry", "crew", "police", "mayor", "said", "people", "were", "injured", "rescued", "after"),
    *("storm", "water", "breakwater", "morning", "night", "officials", "hospital", "boats", "coast", "guard", "island"),
    *("weather", "wind", "search", "continued", "families", "waited", "quay", "town", "council"),
)
MOST_BYTES: Final = {"--timeline": 5_000_000, "--excerpts": 2_000_000, "--sentences": 200_000_000}
MOST_MEMORY: Final = 60_000
"""Kilobytes more than a verb that shows a list."""
MOST_CPU_A_STEP: Final = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one call of the program took."""

    cpu: float
    memory: int


def lives(versions: int, size: int) -> Iterator[list[str]]:
    """Give the paragraphs of each version."""
    rng = random.Random(5)
    texts: list[str] = []
    while sum(map(len, texts)) < size:
        texts.append(_paragraph(rng))
    for number in range(versions):
        for _ in range(rng.randint(1, 4)):
            place, chance = rng.randrange(len(texts)), rng.random()
            if chance < 0.25:
                texts.insert(place, _paragraph(rng))
            elif chance < 0.45:
                texts.pop(place)
            elif chance < 0.6:
                texts.insert(rng.randrange(len(texts)), texts.pop(place))
            else:
                texts[place] = texts[place].replace(rng.choice(WORDS), rng.choice(WORDS))
        yield [f"At least {12 + number} people were injured, police said on Friday.", *texts]


def _paragraph(rng: random.Random) -> str:
    sentences = (" ".join(rng.choices(WORDS, k=rng.randint(9, 24))).capitalize() for _ in range(rng.randint(1, 4)))
    return " ".join(f"{sentence}." for sentence in sentences)


def keep(folder: Path, versions: int, size: int) -> None:
    """Keep the life in a record."""
    with closing(Store.open(folder, clock=lambda: NOON)) as store:
        for number, paragraphs in enumerate(lives(versions, size)):
            if number == 0:
                began = opening()
                report = replace(began.report, story=told(began.report.story, *paragraphs))
                store.open_watch(replace(began, report=report))
                continue
            (claim,) = store.claim_due(at(5 * number), limit=1, lease=LEASE)
            report = changed(claim, at(5 * number), f"Page {number}.")
            store.record(replace(report, story=told(report.story, *paragraphs)))


def call(*words: str) -> Cost:
    """Run the program and give what it took."""
    process = os.posix_spawnp(program()[0], [*program(), *words], os.environ)
    _, status, usage = os.wait4(process, 0)
    if status:
        sys.exit(f"tracker {' '.join(words)} failed")
    return Cost(
        cpu=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    )


def main() -> int:
    """Print what each export costs beside its bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--versions", type=int, default=200)
    parser.add_argument("--kilobytes", type=int, default=30)
    asked = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        keep(folder / "data", asked.versions, asked.kilobytes * 1000)
        bare = call("list", "--data", str(folder / "data"))
        for option, name in (("--timeline", "a.html"), ("--excerpts", "b.html"), ("--sentences", "c.jsonl")):
            cost = call("export", "1", option, str(folder / name), "--data", str(folder / "data"))
            size, memory = (folder / name).stat().st_size, cost.memory - bare.memory
            a_step = (cost.cpu - bare.cpu) / max(asked.versions - 1, 1)
            holds = size <= MOST_BYTES[option] and memory <= MOST_MEMORY and a_step <= MOST_CPU_A_STEP
            missed += not holds
            print(
                f"{'holds' if holds else 'MISSED':<7} {option:<12}"
                f" {size / 1e6:6.1f} MB (<= {MOST_BYTES[option] / 1e6:g})"
                f"  {1000 * a_step:5.0f} ms a step (<= {1000 * MOST_CPU_A_STEP:g})"
                f"  {memory / 1000:5.0f} MB more than list (<= {MOST_MEMORY / 1000:g})"
            )
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
