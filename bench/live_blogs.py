"""Live blogs under watch, from bytes to facts: what was planted, what was told: `python -m bench.live_blogs [SEEDS]`.

Windows of twenty entries over two hundred, with deletions, edits, bursts and quiet steps; each seed is a newsroom.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.jobs.live import Desk, truth
from tests.pages.live_blogs import articles, items, microdata, unnamed
from tests.pages.sliding import Blog, Writing, clocked, entries, steps

SEEDS = 3
WRITINGS: tuple[Writing, ...] = (articles, items, microdata, unnamed, clocked)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a site shows its blog."""

    name: str
    newest_first: bool = True
    pinned: int | None = None
    shown: int = 20
    more: str = ""


VIEWS = (
    View(name="newest first"),
    View(name="oldest first", newest_first=False),
    View(name="load more", more="<button>Load more updates</button>"),
    View(name="one pinned", pinned=7),
    View(name="all shown", shown=1000),
)


def watched(view: View, writing: Writing, seed: int) -> Counter[str]:
    """Watch one blog to its end, and count what was planted, told, missed and told falsely."""
    chance = random.Random(seed)
    blog = Blog(entries(240, chance), newest_first=view.newest_first, pinned=view.pinned, shown=view.shown)
    desk, found = Desk(blog, writing, more=view.more), Counter[str]()
    first, *others = steps(chance)
    desk.open(first)
    was, edited = blog.window(), set[int]()
    for step in others:
        told = desk.step(step)
        edited |= set(step.edited)
        true = truth(was, blog, edited)
        found["steps"] += 1
        found["deleted"] += len(true.deleted)
        found["deletions missed"] += len(true.deleted - told.deleted)
        found["falsely deleted"] += len(told.deleted - true.may_be_deleted)
        found["edited"] += len(true.edited)
        found["edits missed"] += len(true.edited - told.edited)
        found["falsely edited"] += len(told.edited - true.edited)
        found["false versions"] += told.version and not (step.new or true.may_be_deleted or true.edited)
        if told.version:
            was, edited = blog.window(), set()
    return found


def rows(seeds: int) -> Iterator[tuple[str, str, Counter[str]]]:
    """Give the counts of each view and writing over all seeds."""
    for view in VIEWS:
        for writing in WRITINGS:
            yield view.name, writing.__name__, sum((watched(view, writing, seed) for seed in range(seeds)), Counter())


NAMES = (
    "steps",
    "deleted",
    "deletions missed",
    "falsely deleted",
    "edited",
    "edits missed",
    "falsely edited",
    "false versions",
)


def main() -> int:
    """Print a row for each view and writing; 1 where an entry was falsely called deleted."""
    seeds, began, whole = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS, time.process_time(), Counter[str]()
    print(f"{'view':<13} {'entries':<10}" + "".join(f"{name:>18}" for name in NAMES))
    for view, writing, found in rows(seeds):
        whole += found
        print(f"{view:<13} {writing:<10}" + "".join(f"{found[name]:>18}" for name in NAMES), flush=True)
    print(f"{'all':<24}" + "".join(f"{whole[name]:>18}" for name in NAMES))
    print(f"{1000 * (time.process_time() - began) / max(1, whole['steps']):.0f} ms CPU a step")
    return int(whole["falsely deleted"] > 0)


if __name__ == "__main__":
    sys.exit(main())
