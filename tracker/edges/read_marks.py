"""Up to which version this account's user has read each article: kept in their own state folder, not in the record.

One small JSON file a record, named by the record's public id: a copy or a restored backup finds its marks again.
Source: XDG Base Directory Specification (`XDG_STATE_HOME`); on macOS `~/Library/Application Support` takes its place.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tracker.edges.fault_points import fault_point
from tracker.errors import ReadMarksError

_FORMAT = 1
_LARGEST_FILE = 64 * 1024 * 1024


def state_folder(environment: Mapping[str, str], platform: str) -> Path:
    """Give the folder for what the tracker remembers of its user.

    Args:
        platform: as `sys.platform` has it.

    Raises:
        ReadMarksError: there is neither a state folder nor a home.
    """
    named = Path(environment.get("XDG_STATE_HOME") or "")
    if named.is_absolute():
        return named / "tracker"
    home = environment.get("HOME")
    if not home:
        raise ReadMarksError("there is no place for read marks: set HOME, or XDG_STATE_HOME to a folder of yours")
    parent = Path("Library", "Application Support") if platform == "darwin" else Path(".local", "state")
    return Path(home) / parent / "tracker"


class ReadMarks:
    """The marks of one record. Many processes may read and set them at once: each change is one file put in place.

    Args:
        folder: of this account's state; made where it is missing, for its owner only.
        store: the record's public id; empty for a record that does not exist yet, which has no marks.
    """

    def __init__(self, folder: Path, store: str) -> None:
        self._path = folder / "read" / f"{store}.json"
        self._exists = bool(store) and store.isalnum()

    def all(self) -> dict[int, int]:
        """Give the version up to which each article was read; articles without a mark are missing.

        Raises:
            ReadMarksError: the file cannot be read, or holds something else.
        """
        if not self._exists:
            return {}
        try:
            return self._read()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._unusable("read", error) from error
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ReadMarksError(
                f"the read marks in {self._path} are damaged; remove the file, and everything counts as unread"
            ) from error

    def raise_to(self, read: Mapping[int, int]) -> None:
        """Mark articles as read up to a version; a mark that is further already stays where it is.

        Raises:
            ReadMarksError: the file cannot be read or written.
        """
        with self._held():
            marks = self.all()
            self._replace({**marks, **{one: max(number, marks.get(one, 0)) for one, number in read.items()}})

    def put(self, article_id: int, number: int) -> None:
        """Put an article's mark to a version, also back; 0 forgets it.

        Raises:
            ReadMarksError: the file cannot be read or written.
        """
        with self._held():
            self._replace({**self.all(), article_id: number})

    def _read(self) -> dict[int, int]:
        with self._path.open("rb") as file:
            found = json.loads(file.read(_LARGEST_FILE))
        if found["format"] != _FORMAT:
            raise ValueError(found["format"])
        return {int(one): int(number) for one, number in found["read"].items()}

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Keep other processes from changing the marks between our reading and our writing."""
        if not self._exists:
            raise ReadMarksError("there is no record yet, and nothing in it to be marked as read")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
            descriptor = os.open(self._path.with_suffix(".lock"), flags, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                yield
            finally:
                os.close(descriptor)
        except OSError as error:
            raise self._unusable("written", error) from error

    def _replace(self, marks: Mapping[int, int]) -> None:
        kept = {str(one): number for one, number in sorted(marks.items()) if number > 0}
        text = json.dumps({"format": _FORMAT, "read": kept})
        # Nobody else writes while we hold the lock: what lies there was left by a process that was killed.
        unfinished = self._path.with_name(f".{self._path.name}.unfinished")
        try:
            fault_point("read_marks.write.before")
            unfinished.unlink(missing_ok=True)
            _write(unfinished, text.encode())
            fault_point("read_marks.rename.before")
            unfinished.replace(self._path)
        finally:
            unfinished.unlink(missing_ok=True)

    def _unusable(self, done: str, error: OSError) -> ReadMarksError:
        return ReadMarksError(
            f"the read marks in {self._path} cannot be {done} ({error.strerror or error}); "
            "check the folder's rights, or set XDG_STATE_HOME to a folder of yours"
        )


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)
