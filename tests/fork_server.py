"""What the process loads from which a test's children are forked: readers of pages, and writers that are killed.

A process has one such server, and who asks first says what it loads: the others' children would then load all they need
themselves, each of them. So it loads what any of them needs. Workers do not share one: a client that is killed while
it asks takes the server with it.
"""

from __future__ import annotations

from multiprocessing import forkserver
from typing import Any

_SERVER: Any = forkserver._forkserver
_OF_TESTS = ("alert_kills", "backing_up", "crash", "damage", "migrations", "pruning", "redacting")
_READERS = ("tracker.jobs.reading", "trafilatura", "selectolax.lexbor", "tracker.cli", "tests.warm")
_WRITERS = (
    "bench.alert_kills",
    "tests.edges.store.crashing",
    *(f"tests.edges.store.test_{name}" for name in _OF_TESTS),
)


def choose() -> None:
    """Have the server of this process load all of it, whoever starts one and whatever they name."""
    _choose(*_READERS, *_WRITERS)


def begin_for_forked() -> None:
    """Start a server for the readers of all processes that are forked from this one."""
    _choose(*_READERS)
    _SERVER.ensure_running()
    # It is no child of theirs, for whose end they could look.
    _SERVER.ensure_running = lambda: None


def _choose(*modules: str) -> None:
    forkserver.set_forkserver_preload(list(modules))
    forkserver.set_forkserver_preload = lambda modules_names: None
