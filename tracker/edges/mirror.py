"""The folder of text files beside the record: `text/<host>/<id>-<slug>/<number>.md`, derived from it and from it alone.

Names are made of the address that an article's first version answered at: they stay when headline or address change.
They hold nothing but `a-z`, `0-9`, `.`, `-` and `_`, so that no name leads out of the folder or fails on any platform.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tracker.edges.fault_points import fault_point

FOLDER = "text"
LONGEST_HOST, LONGEST_SLUG = 100, 60

_FILE = re.compile(r"[1-9]\d*\.md", re.ASCII)
_ARTICLE = re.compile(r"[1-9]\d*(-[a-z0-9-]+)?", re.ASCII)
_UNFINISHED = re.compile(r"\.[1-9]\d*\.md\.(?:\d+\.)?unfinished", re.ASCII)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.ASCII)


def article_folder(article_id: int, url: str) -> Path:
    """Give an article's folder within the mirror, from the address its first version answered at."""
    parts = urlsplit(url)
    host = re.sub(r"[^a-z0-9.-]+", "_", parts.netloc.rpartition("@")[2].lower()).strip("._")[:LONGEST_HOST].rstrip(".")
    host = f"_{host}" if not host or _RESERVED.match(host) else host
    slug = _slug(unquote(parts.path))
    return Path(host) / (f"{article_id}-{slug}" if slug else str(article_id))


def _slug(path: str) -> str:
    last = next((part for part in reversed(path.split("/")) if part), "")
    plain = unicodedata.normalize("NFKD", re.sub(r"\.\w{2,5}$", "", last)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_SLUG].strip("-")


class MirrorFolder:
    """The files of the mirror in a data folder; whoever writes sees to it that nobody else does."""

    def __init__(self, data: Path) -> None:
        self.path = data / FOLDER

    def holds(self, folder: Path, number: int) -> bool:
        """Whether a version's file is there."""
        return (self.path / folder / f"{number}.md").is_file()

    def read(self, folder: Path, number: int) -> str:
        """Give a version's file; empty where there is none."""
        try:
            return (self.path / folder / f"{number}.md").read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return ""

    def write(self, folder: Path, number: int, text: str) -> None:
        """Write a version's file beside its place and then rename it: it is whole, or as it was.

        Raises:
            OSError: it cannot be written; nothing half of it stays.
        """
        place = self.path / folder
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        # One writes at a time: what a process that was killed left under this name is written over.
        unfinished = place / f".{number}.md.unfinished"
        try:
            fault_point("mirror.write.before")
            unfinished.write_bytes(text.encode("utf-8", "replace"))
            fault_point("mirror.rename.before")
            unfinished.replace(place / f"{number}.md")
        except OSError:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        fault_point("mirror.rename.after")

    def forget(self, article_id: int, numbers: Collection[int] | None) -> int:
        """Remove files of an article's versions, of all where None; gives how many.

        Raises:
            OSError: one cannot be removed.
        """
        gone = [file for file in self.files() if _is_of(file, article_id, numbers)]
        self.remove(gone)
        return len(gone)

    def files(self) -> list[Path]:
        """Give every file that bears a name of the mirror's, finished or not, as paths within it."""
        return [file.relative_to(self.path) for folder in self._article_folders() for file in _files_in(folder)]

    def remove(self, files: Collection[Path]) -> None:
        """Remove files, and folders that are empty then.

        Raises:
            OSError: one cannot be removed.
        """
        for file in files:
            (self.path / file).unlink(missing_ok=True)
            for folder in ((self.path / file).parent, (self.path / file).parent.parent):
                with suppress(OSError):
                    folder.rmdir()

    def _article_folders(self) -> Iterator[Path]:
        for host in _folders_in(self.path):
            yield from (folder for folder in _folders_in(host) if _ARTICLE.fullmatch(folder.name))


def _folders_in(place: Path) -> list[Path]:
    try:
        return sorted(entry for entry in place.iterdir() if entry.is_dir() and not entry.is_symlink())
    except (FileNotFoundError, NotADirectoryError):
        return []


def _files_in(folder: Path) -> list[Path]:
    names = (entry for entry in folder.iterdir() if _FILE.fullmatch(entry.name) or _UNFINISHED.fullmatch(entry.name))
    return sorted(entry for entry in names if entry.is_symlink() or entry.is_file())


def _is_of(file: Path, article_id: int, numbers: Collection[int] | None) -> bool:
    if file.parent.name.partition("-")[0] != str(article_id):
        return False
    number = file.name.lstrip(".").partition(".")[0]
    return numbers is None or int(number) in numbers
