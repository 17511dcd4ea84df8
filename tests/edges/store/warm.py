"""What every child of `crashing` would do first, done once in the process that they are forked from.

Statements are compiled as they are first run, and rarer parts of the record loaded: here, so that a child only writes.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import tracker.edges.store.backing_up
import tracker.edges.store.migrations
import tracker.edges.store.verifying  # noqa: F401 - loaded for those who are forked
from tests.edges.store.crashing import write_all

with TemporaryDirectory(prefix="tracker-test-") as folder:
    write_all(Path(folder) / "data", lambda _: None)
