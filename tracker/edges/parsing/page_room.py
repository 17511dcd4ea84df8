"""Room that a parsing child shares with its parent for the page of a call: a pipe copies it twice more, in pieces."""

from __future__ import annotations

import fcntl
import mmap
import os
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from typing import Self

ROOM = 1 << 20
"""Bytes: nearly all pages are smaller, and what is larger goes through the pipe."""

_OF_ONE_SIZE = getattr(fcntl, "F_SEAL_SHRINK", 0) | getattr(fcntl, "F_SEAL_GROW", 0) | getattr(fcntl, "F_SEAL_SEAL", 0)


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

    @classmethod
    def received(cls, pipe: Connection) -> Self:
        """Take the room that the parent shares."""
        return cls(recv_handle(pipe))

    def share(self, pipe: Connection, process: int) -> None:
        """Let a process have the room; OSError where it is gone."""
        send_handle(pipe, self._descriptor, process)

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
