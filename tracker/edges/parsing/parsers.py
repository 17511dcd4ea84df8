"""The pool of parsing children.

Not pebble and not `concurrent.futures`: the one breaks for good when an idle child dies, shares one pipe between all
children (one that dies while it writes leaves the others mute), measures time by the wall clock and wakes ten times
a second; the other breaks for good at any death. Here every caller talks with one child over a pipe of its own.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from queue import LifoQueue
from typing import Generic, TypeVar, cast

from tracker.edges.parsing.child import Child
from tracker.edges.watchdog import Watchdog
from tracker.errors import ReaderKilledError, ReaderNotStartedError, ReadingError

T = TypeVar("T")
# The first two hundred pages make a child as large as it gets; to begin anew costs as much as thirty quick looks.
_MOST_CALLS = 2000


class Parsers(Generic[T]):
    """Calls one function in child processes; safe to share between threads.

    A child is started when it is first needed, takes calls one after another, and gives way to a fresh one after some
    hundred of them, or when a page killed it.

    Args:
        function: of a module's top level; its arguments and answers are pickled, but for a page: bytes that come first
            are shared with the child.
        children: how many at most; 0: one a core.
        seconds: for one call, by the clock as well as of CPU.
        memory: bytes of address space of a child.
        preload: modules imported once, for all children; the first pool of a process decides.
    """

    def __init__(
        self,
        function: Callable[..., T],
        *,
        children: int,
        seconds: timedelta,
        memory: int,
        preload: tuple[str, ...] = (),
    ) -> None:
        self._function = function
        self._seconds = seconds
        self._memory = memory
        self._context = multiprocessing.get_context("forkserver")
        # The main program too: without it every child would import it anew, as with a Python before 3.13.1 each does.
        self._context.set_forkserver_preload(["__main__", *preload])
        self._watchdog = Watchdog()
        self._count = children or os.cpu_count() or 1
        # Last in, first out: a warm child goes before a place for a new one.
        self._free: LifoQueue[Child | None] = LifoQueue()
        for _ in range(self._count):
            self._free.put(None)
        self._lock = threading.Lock()
        self._busy: set[Child] = set()
        self._closed = False

    def run(self, *arguments: object) -> T:
        """Call the function in a child; wait for a free one, and for the answer.

        Raises:
            ReadingError: the child died, took too long, ran out of memory, or could not be started twice in a row; the
                message says which.
            TrackerError: the function's own.
        """
        child = self._free.get()
        try:
            child = self._awake(child) or self._new()
            try:
                return self._called(child, arguments)
            except ReaderNotStartedError:
                # What stood in the way may have passed: the next start brings up another server that forks.
                pass
            except ReaderKilledError:
                if not child.shot or child.calls == 1:
                    raise
            # Shot by somebody else at its leisure, maybe: only what a fresh child dies of too is the page's fault.
            child.stop()
            child = self._new()
            return self._called(child, arguments)
        finally:
            self._free.put(self._kept(child))

    def _called(self, child: Child, arguments: tuple[object, ...]) -> T:
        with self._at_work(child):
            if not child.usable:
                child.start()
            return cast("T", child.call(arguments))

    def close(self) -> None:
        """End all children, those at work too; their callers are told with a ReadingError."""
        with self._lock:
            self._closed = True
            for child in self._busy:
                child.kill()
        places = [self._free.get() for _ in range(self._count)]
        for place in places:
            if place is not None:
                place.stop()
        for _ in places:
            self._free.put(None)
        self._watchdog.close()

    def _new(self) -> Child:
        return Child(
            self._function, context=self._context, watchdog=self._watchdog, seconds=self._seconds, memory=self._memory
        )

    @contextmanager
    def _at_work(self, child: Child) -> Iterator[None]:
        with self._lock:
            self._check_open()
            self._busy.add(child)
        try:
            yield
        except ReadingError:
            self._check_open()
            raise
        finally:
            with self._lock:
                self._busy.discard(child)

    def _check_open(self) -> None:
        if self._closed:
            raise ReadingError("the page was not read because the tracker is stopping; it is read at the next look")

    def _awake(self, child: Child | None) -> Child | None:
        if child is None or child.awake():
            return child
        child.stop()
        return None

    def _kept(self, child: Child | None) -> Child | None:
        if child is None or (child.usable and child.calls < _MOST_CALLS and not self._closed):
            return child
        child.stop()
        return None
