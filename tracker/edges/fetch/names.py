"""Host names to addresses, once a request, in a thread that can be left behind."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from typing import Any

from tracker.edges.fetch.addresses import Address
from tracker.edges.fetch.deadline import Deadline
from tracker.errors import UnreachableError

Resolver = Callable[..., Sequence[tuple[Any, ...]]]
_Found = tuple[Address, ...]
_AT_ONCE = 64


class Names:
    """Looks names up. The system's resolver knows no deadline: a hung lookup is left to its thread.

    Args:
        resolver: answers like `socket.getaddrinfo`.
    """

    def __init__(self, resolver: Resolver = socket.getaddrinfo) -> None:
        self._resolver = resolver
        self._free = threading.BoundedSemaphore(_AT_ONCE)

    def addresses(self, host: str, port: int, *, deadline: Deadline) -> _Found:
        """Give every address of a host, in the resolver's order, each once; never empty.

        Raises:
            UnreachableError: there is no such name, or the resolver is down.
            DeadlineError: no answer came in time.
        """
        if (literal := _literal(host)) is not None:
            return (literal,)
        found = self._asked(host, port, deadline)
        if isinstance(found, Exception) or not found:
            reason = getattr(found, "strerror", None) or "it has no address"
            raise UnreachableError(
                f"the name {host} cannot be looked up: {reason}; check its spelling and your connection"
            )
        return found

    def _asked(self, host: str, port: int, deadline: Deadline) -> _Found | Exception:
        # A resolver that hangs for everybody must not leave one more thread behind at every look.
        if not self._free.acquire(timeout=deadline.remaining()):
            raise deadline.error()
        answers: SimpleQueue[_Found | Exception] = SimpleQueue()
        threading.Thread(target=self._ask, args=(host, port, answers), name="lookup", daemon=True).start()
        try:
            return answers.get(timeout=deadline.remaining())
        except Empty:
            raise deadline.error() from None

    def _ask(self, host: str, port: int, answers: SimpleQueue[_Found | Exception]) -> None:
        try:
            records = self._resolver(host, port, type=socket.SOCK_STREAM)
            answers.put(tuple(dict.fromkeys(ip_address(record[4][0]) for record in records)))
        except (OSError, ValueError) as error:
            answers.put(error)
        finally:
            self._free.release()


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
