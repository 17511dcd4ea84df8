"""Real pages through many versions: an edit that stays and fresh noise at each, by the mutator beside the pages."""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from bench.old_pages import EVALUATION
from tracker.core.extract import read_story
from tracker.model import Story

NOISES = 4
Versions = list[tuple[Story, bytes]]


def real_pages(count: int, versions: int) -> Iterator[Versions]:
    """Give pages that a person marked, each as it stood at so many versions; nothing where there are none."""
    if not (EVALUATION / "pages").is_dir():
        return
    sys.path.insert(0, str(EVALUATION))
    corpus, mutate = importlib.import_module("corpus"), importlib.import_module("mutate")
    for row in islice((row for row in corpus.by_hand() if "scrapinghub" in row["source"]), count):
        yield _lived(row, corpus.text(row), mutate, versions)


def _lived(row: dict[str, Any], page: str, mutate: Any, versions: int) -> Versions:  # noqa: ANN401 - a module from beside
    rng, memory, found = random.Random(row["id"]), None, []
    for _ in range(versions):
        page = _tried(mutate.EDIT, rng.sample(list(mutate.EDIT), 3), row, page, rng, mutate, most=1)
        body = _tried(mutate.NOISE, rng.sample(mutate.MILD, NOISES), row, page, rng, mutate, most=NOISES).encode()
        story, memory = read_story(body, row["url"], memory=memory)
        found.append((story, body))
    return found


def _tried(
    operations: dict[str, Any],
    names: list[str],
    row: dict[str, Any],
    page: str,
    rng: random.Random,
    mutate: Any,  # noqa: ANN401 - a module from beside
    *,
    most: int,
) -> str:
    """Do up to `most` of some operations to a page; one that does not fit it is passed over."""
    done = 0
    for name in names:
        context = mutate.Ctx(page, row["paragraphs"], row["title"], rng.randrange(10**6))
        changed = operations[name](context) if context.loc and done < most else None
        page, done = changed or page, done + bool(changed)
    return page
