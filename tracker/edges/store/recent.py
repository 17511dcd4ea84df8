"""The blobs read last, unpacked: an article's next version builds on them, and its chain is not walked again."""

from __future__ import annotations

import threading
from collections import OrderedDict

from tracker.edges.blobs import Link

LARGEST = 24 * 2**20


class RecentLinks:
    """A bounded store of unpacked blobs, oldest use forgotten first; safe to use from many threads."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._largest = largest
        self._links: OrderedDict[int, Link] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, blob_id: int | None) -> Link | None:
        """Give an unpacked blob; None where it is not known any more."""
        with self._lock:
            if blob_id is None or blob_id not in self._links:
                return None
            self._links.move_to_end(blob_id)
            return self._links[blob_id]

    def put(self, link: Link, *, replaces: int | None) -> None:
        """Remember a blob in place of the one it was built on."""
        with self._lock:
            self._drop(replaces)
            self._drop(link.id)
            self._links[link.id] = link
            self._size += len(link.raw)
            while self._size > self._largest:
                self._drop(next(iter(self._links)))

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._links.clear()
            self._size = 0

    def _drop(self, blob_id: int | None) -> None:
        if blob_id is not None and blob_id in self._links:
            self._size -= len(self._links.pop(blob_id).raw)
