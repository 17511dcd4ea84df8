"""One process writes: it holds a lock on the data folder for as long as it runs.

The kernel's lock decides, not the file's existence: what a killed process leaves behind stops nobody.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from pathlib import Path
from types import TracebackType
from typing import Self

from tracker.edges.fault_points import fault_point
from tracker.errors import StoreBusyError, StoreUnwritableError

LOCK_NAME = "tracker.lock"


class StoreLock:
    """The right to write a data folder's record; given back when released, or when the process ends."""

    def __init__(self, data: Path) -> None:
        self._path = data / LOCK_NAME
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock, or do nothing where this object holds it already; the folder is made where it is missing.

        Raises:
            StoreBusyError: another process holds it; the message names its pid and the cure.
            StoreUnwritableError: the lock's file cannot be made.
        """
        if self._descriptor is not None:
            return
        descriptor = self._opened()
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._sign(descriptor)
        except BlockingIOError:
            raise self._busy(descriptor) from None
        except OSError as error:
            os.close(descriptor)
            raise self._unusable(error) from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; the file stays, since removing it would let two processes hold two locks."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _opened(self) -> int:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # A symbolic link planted here must not make us write elsewhere; a pipe must not make us wait.
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
            descriptor = os.open(self._path, flags, 0o600)
        except OSError as error:
            raise self._unusable(error) from error
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise StoreUnwritableError(f"{self._path} is no ordinary file; move it away, then try again")
        return descriptor

    def _unusable(self, error: OSError) -> StoreUnwritableError:
        if error.errno == errno.ELOOP:
            return StoreUnwritableError(f"{self._path} is a symbolic link; remove it, then try again")
        return StoreUnwritableError(
            f"the data folder {self._path.parent} cannot be written ({error.strerror or error}); "
            "check its rights, or name another with --data"
        )

    def _busy(self, descriptor: int) -> StoreBusyError:
        try:
            words = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
        finally:
            os.close(descriptor)
        holder = f"process {words}" if words.isdigit() else "another process"
        return StoreBusyError(
            f"{holder} holds the record in {self._path.parent}; stop it first, or ask it: tracker status"
        )

    def _sign(self, descriptor: int) -> None:
        fault_point("lock.sign.before")
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        fault_point("lock.sign.after")
