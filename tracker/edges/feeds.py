"""The folder of Atom files: one for each article, one for all; each is whole, or as it was."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from tracker.edges.fault_points import fault_point
from tracker.edges.whole_file import fsync

ALL = "all.xml"

_OURS = re.compile(r"article-[1-9]\d*\.xml|\.(?:all|article-[1-9]\d*)\.xml\.(?:\d+\.)?unfinished", re.ASCII)


def feed_name(article_id: int) -> str:
    """Give the name of an article's file."""
    return f"article-{article_id}.xml"


class FeedFolder:
    """The files of feeds; whoever writes sees to it that nobody else does."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def written_at(self) -> datetime | None:
        """Give when the feed of all was written last; None where there is none."""
        try:
            return datetime.fromtimestamp((self.path / ALL).stat().st_mtime, UTC)
        except FileNotFoundError:
            return None

    def write(self, name: str, text: str) -> None:
        """Put a file in the place of what is there.

        Raises:
            OSError: it cannot be written; nothing half of it stays.
        """
        self.path.mkdir(mode=0o755, parents=True, exist_ok=True)
        # One writes at a time: what a process that was killed left under this name is written over.
        unfinished = self.path / f".{name}.unfinished"
        try:
            fault_point("feed.write.before")
            unfinished.write_bytes(text.encode("utf-8", "replace"))
            fsync(unfinished)
            fault_point("feed.rename.before")
            unfinished.replace(self.path / name)
        except OSError:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        fault_point("feed.rename.after")

    def remove(self, names: Collection[str]) -> None:
        """Remove files; one that is not there is none.

        Raises:
            OSError: one cannot be removed.
        """
        for name in names:
            (self.path / name).unlink(missing_ok=True)

    def keep_only(self, names: Collection[str]) -> int:
        """Remove what bears a name of ours and is none of these; gives how many. Other files stay.

        Raises:
            OSError: one cannot be removed.
        """
        found = [entry.name for entry in self.path.iterdir()] if self.path.is_dir() else []
        gone = [name for name in found if _OURS.fullmatch(name) and name not in names]
        self.remove(gone)
        return len(gone)
