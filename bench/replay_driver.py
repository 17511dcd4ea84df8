"""Our tracker as a driver of `../shared/eval/extract/replay.py`: the installed program, from outside.

.venv/bin/python ../shared/eval/extract/replay.py --driver bench/replay_driver.py --articles 10 --ticks 4
"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.installed import add, objects, run, write_settings


class Driver:
    """A tracker in a folder of its own, watching some addresses of a newsroom on loopback."""

    def __init__(self, folder: Path, urls: list[str]) -> None:
        self.folder = folder
        write_settings(folder, (urlsplit(url).netloc for url in urls))
        add(folder, urls)

    def poll(self) -> None:
        """Look at every article once, now; come back when the looks are written down."""
        run(self.folder, "poll", "--all")

    def versions(self) -> dict[str, int]:
        """Give how many versions each address has."""
        return {article["url"]: article["versions"] for article in objects(run(self.folder, "list", "--json"))}
