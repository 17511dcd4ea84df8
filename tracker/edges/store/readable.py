"""Whether all that the verbs show of an article reads at all: no hash covers it, and it stands in their way if not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import Connection

from tracker.edges.store import queries
from tracker.edges.store.encoding import decoded
from tracker.edges.store.events import read_events
from tracker.edges.store.rows import AnyRow
from tracker.errors import StoreDamagedError
from tracker.model import Change

_NO_VALUES = (StoreDamagedError, ValueError, KeyError, TypeError, AttributeError, OverflowError)
_READERS: Mapping[str, Callable[[Connection, int], object]] = {
    "its state or its notice": queries.article_by_id,
    "the list of its versions": queries.versions,
    "the list of its looks": queries.visits,
    "the list of what befell it": read_events,
    "how lively it is": queries.heat,
    "where its text stands": queries.memory,
    "what is held of it": queries.held,
}


def unreadable(connection: Connection, article_id: int, rows: Mapping[int, AnyRow]) -> Iterator[str]:
    """Yield what of an article does not read as its verbs read it.

    Args:
        rows: those of its versions, by number.
    """
    for number, row in rows.items():
        if not _is_read(decoded, Change, row.change):
            yield f"what changed in version {number} does not read"
    for what, read in _READERS.items():
        if not _is_read(read, connection, article_id):
            yield f"{what} does not read"


def _is_read(read: Callable[..., object], *given: object) -> bool:
    try:
        read(*given)
    except _NO_VALUES:
        return False
    return True
