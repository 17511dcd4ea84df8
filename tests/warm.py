"""What every child would do first, done once in the process that they are forked from.

Statements are compiled as they are first run, and rarer parts of the record loaded; readers load and look up much at
their first page. Here, so that a child only writes or reads.
"""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.edges.store.crashing import write_all
from tests.pages.furniture import NOISE, PLAIN
from tests.pages.layouts import LAYOUTS, URL
from tests.pages.matter import ENGLISH
from tracker.jobs.reading import read_page
from tracker.model import WatchKind

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

for name in ("backing_up", "migrations", "verifying"):
    import_module(f"tracker.edges.store.{name}")
with TemporaryDirectory(prefix="tracker-test-") as folder:
    write_all(Path(folder) / "data", lambda _: None)
for layout in LAYOUTS:
    memory = None
    for around in (PLAIN, NOISE["all boxes gone"]):
        read = read_page(layout(ENGLISH, around), URL, "text/html", memory, WatchKind.ARTICLE, NOW)
        memory = read.memory
# What lies there now is shared by all of them for as long as nobody touches it.
gc.collect()
gc.freeze()
