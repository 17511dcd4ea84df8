"""Room that a parsing child shares with its parent for the page of a call: a pipe copies it twice more, in pieces."""

from __future__ import annotations

import fcntl
import mmap
import os
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.reduction import DupFd
from typing import Protocol, Self

ROOM = 1 << 20
"""Bytes: nearly all pages are smaller, and what is larger goes through the pipe."""

_OF_ONE_SIZE = getattr(fcntl, "F_SEAL_SHRINK", 0) | getattr(fcntl, "F_SEAL_GROW", 0) | getattr(fcntl, "F_SEAL_SEAL", 0)


class SupportsDetach(Protocol):
    """A descriptor on its way into another process."""

    def detach(self) -> int:
        """Give it, once."""
        ...


class PageRoom:
    """Memory of two processes: the parent lays a page down there, its child takes it.

    A page that took over its reader gets nowhere by it: the parent never reads what stands there, and nobody can make
    the room smaller under its hands, which would end it with a SIGBUS.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._memory = mmap.mmap(descriptor, ROOM)

    @classmethod
    def made(cls) -> Self | None:
        """Make room; None where the system has none to share: all pages go through the pipe then."""
        if not hasattr(os, "memfd_create"):
            return None
        with suppress(OSError):
            descriptor = os.memfd_create("page", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
            try:
                os.ftruncate(descriptor, ROOM)
                fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, _OF_ONE_SIZE)
                return cls(descriptor)
            except OSError:
                os.close(descriptor)
        return None

    def __reduce__(self) -> tuple[Callable[[SupportsDetach], PageRoom], tuple[SupportsDetach]]:
        # Given to a process as it starts: the room itself goes over, no copy of it.
        return _shared, (DupFd(self._descriptor),)

    def put(self, page: bytes) -> int:
        """Lay a page down that has room; give its size."""
        self._memory[: len(page)] = page
        return len(page)

    def take(self, size: int) -> bytes:
        """Give the page of that size which was laid down last."""
        return self._memory[:size]

    def close(self) -> None:
        """Give the room up."""
        self._memory.close()
        os.close(self._descriptor)


def _shared(descriptor: SupportsDetach) -> PageRoom:
    return PageRoom(descriptor.detach())
