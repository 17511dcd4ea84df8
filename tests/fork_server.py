"""The one process from which the children of all tests are forked: readers of pages, and writers that are killed.

A process has one such server, and who asks first says what it loads: the others' children would then load all they need
themselves, each of them. So it loads what any of them needs, and one serves all workers.
"""

from __future__ import annotations

import os
from multiprocessing import forkserver
from typing import Any

_SERVER: Any = forkserver._forkserver
_OF_TESTS = ("alert_kills", "backing_up", "crash", "damage", "migrations", "pruning", "redacting")
_LOADED = (
    *("tracker.jobs.reading", "trafilatura", "selectolax.lexbor", "tracker.cli"),
    *("bench.alert_kills", "tests.edges.store.crashing", *(f"tests.edges.store.test_{name}" for name in _OF_TESTS)),
    "tests.warm",
)


def choose() -> None:
    """Have the server of this process load all of it, whoever starts one and whatever they name."""
    forkserver.set_forkserver_preload(list(_LOADED))
    forkserver.set_forkserver_preload = lambda modules_names: None


def begin() -> str:
    """Start the server of this process, unless it has joined one, and give its address; nothing where it is its own."""
    choose()
    _SERVER.ensure_running()
    # Newer Pythons give it a key that others would have to be told.
    return "" if hasattr(_SERVER, "_forkserver_authkey") else str(_SERVER._forkserver_address)


def join(address: str) -> None:
    """Have children of this process, and of those that are forked from it, forked by the server of another one."""
    if address:
        _SERVER._forkserver_address = address
        # Each child keeps it open: a server ends once nobody does. This one ends with those who began it.
        _SERVER._forkserver_alive_fd = os.open(os.devnull, os.O_RDONLY)
    else:
        begin()
    # It is no child of ours, for whose end we could look.
    _SERVER.ensure_running = lambda: None
