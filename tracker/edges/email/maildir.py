"""Mail into a Maildir on this machine: the default, which needs no server."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from tracker.edges.email.compose import compose
from tracker.edges.fault_points import fault_point
from tracker.errors import TemporaryDeliveryError
from tracker.model import Message

_PARTS = ("tmp", "new", "cur")
_ENDING = ".tracker"


class FolderMailer:
    """Writes each message as one file of a Maildir, readable by any mail program.

    The file's name follows from the Message-ID, so that a message written again after a crash is recognised, be it
    still in `new` or read and filed under `cur`. A draft is locked while it is written: one that nobody holds was left
    by a process that was killed, and goes with the next message.

    Source: Maildir as described by its author, cr.yp.to/proto/maildir.html.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def describe(self) -> str:
        """Say where mail goes."""
        return f'into the Maildir {self.folder} on this machine: nobody is mailed (mail.transport = "folder")'

    def probe(self) -> None:
        """Make the folder and see that it can be written.

        Raises:
            TemporaryDeliveryError: it cannot.
        """
        try:
            self._make()
            trial = self.folder / "tmp" / f"trial-{os.getpid()}{_ENDING}"
            with _draft(trial) as stream:
                _make_durable(stream)
                trial.unlink()
        except OSError as error:
            raise self._refused(error) from error

    def send(self, message: Message) -> str:
        """Write the message; give the path of its file.

        Raises:
            TemporaryDeliveryError: no room, no right.
            PermanentDeliveryError: the message cannot be a mail.
        """
        data = compose(message)
        name = _name(message.message_id)
        try:
            self._make()
            return self._keep(name, data)
        except OSError as error:
            raise self._refused(error) from error

    def _keep(self, name: str, data: bytes) -> str:
        standing = self._standing(name)
        if standing is not None:
            return f"stands already as {standing}"
        draft, final = self.folder / "tmp" / name, self.folder / "new" / name
        fault_point("mail.folder.write")
        with _draft(draft) as stream:
            stream.write(data)
            _make_durable(stream)
            fault_point("mail.folder.rename")
            draft.replace(final)
        fault_point("mail.folder.sync")
        _sync_folder(final.parent)
        return f"written as {final}"

    def _standing(self, name: str) -> Path | None:
        new = self.folder / "new" / name
        if new.exists():
            return new
        return next((self.folder / "cur").glob(f"{name}*"), None)

    def _make(self) -> None:
        for part in _PARTS:
            path = self.folder / part
            if not path.is_dir():
                fault_point("mail.folder.make")
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.mkdir(mode=0o700, exist_ok=True)
                _sync_folder(self.folder)
                _sync_folder(self.folder.parent)
        for draft in (self.folder / "tmp").glob(f"*{_ENDING}"):
            _remove_if_left(draft)

    def _refused(self, error: OSError) -> TemporaryDeliveryError:
        return TemporaryDeliveryError(
            f"the mail folder {self.folder} cannot be written ({error.strerror or error}): make room or give the "
            "tracker the right to write there, or set mail.folder"
        )


def erase(folder: Path, message_ids: Iterable[str]) -> int:
    """Overwrite and delete the mails of these Message-IDs, read or not; gives how many files went.

    Raises:
        OSError: one could not be deleted.
    """
    found = [file for one in message_ids for part in _PARTS for file in (folder / part).glob(f"{_name(one)}*")]
    for file in found:
        fault_point("mail.folder.erase")
        # Cut first, an old file's blocks would be let go unwritten.
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_NOFOLLOW), "wb") as stream:
            stream.write(b"\0" * file.stat().st_size)
            _make_durable(stream)
        file.unlink()
    for parent in {file.parent for file in found}:
        _sync_folder(parent)
    return len(found)


def _name(message_id: str) -> str:
    return f"{hashlib.sha256(message_id.encode()).hexdigest()[:32]}{_ENDING}"


@contextmanager
def _draft(file: Path) -> Iterator[BinaryIO]:
    """Give a draft to write, which nobody else may hold; what fails leaves none behind."""
    descriptor = os.open(file, os.O_WRONLY | os.O_NOFOLLOW | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        stream.truncate()
        try:
            yield stream
        except OSError:
            file.unlink(missing_ok=True)
            raise


def _remove_if_left(draft: Path) -> None:
    # A pipe that somebody put there must not make us wait.
    how = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    with suppress(OSError), os.fdopen(os.open(draft, how), "rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        draft.unlink()


def _make_durable(stream: BinaryIO) -> None:
    stream.flush()
    fault_point("mail.folder.fsync")
    os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
