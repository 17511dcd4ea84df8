"""What was worked out of the article on the desk, kept for a while: a key that asks for it again need not wait."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")


class Answers(Generic[Key, Answer]):
    """Answers by what was asked, the last few of them. Safe to use from several threads.

    Args:
        most: so many are kept; those that were asked for longest ago go first.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Key, Future[Answer]] = OrderedDict()

    def ready(self, key: Key) -> Answer | None:
        """Give an answer that is there already; None where it is not, or is still being worked out."""
        with self._lock:
            future = self._kept.get(key)
            return future.result() if future is not None and future.done() and not future.cancelled() else None

    def get(self, key: Key, work: Callable[[], Answer]) -> Answer:
        """Give an answer, worked out where it is not there; what another thread is working out is waited for.

        Raises:
            whatever `work` raises; nothing is kept then.
        """
        while True:
            future, is_mine = self._taken(key)
            if is_mine:
                return self._worked_out(key, future, work)
            try:
                return future.result()
            except CancelledError:
                # The other thread could not tell. This one has an error of its own to show.
                continue

    def clear(self) -> None:
        """Forget all: the record says something else now."""
        with self._lock:
            self._kept.clear()

    def _taken(self, key: Key) -> tuple[Future[Answer], bool]:
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                self._kept[key] = Future()
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return found or self._kept[key], found is None

    def _worked_out(self, key: Key, future: Future[Answer], work: Callable[[], Answer]) -> Answer:
        try:
            future.set_result(work())
        finally:
            if not future.done():
                self._forget(key, future)
                future.cancel()
        return future.result()

    def _forget(self, key: Key, future: Future[Answer]) -> None:
        with self._lock:
            if self._kept.get(key) is future:
                del self._kept[key]
