"""The half of the record, as the reading verbs see it, that tells of alerts: what is owed, and what became of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import TypeVar

from sqlalchemy import Connection

from tracker.edges.store import queries
from tracker.model import Delivery, Mute, Telling
from tracker.model.archiving import KeptCopy

Found = TypeVar("Found")


class AlertRecord(ABC):
    """What is asked of a record about alerts; one that does not exist yet gives empty answers."""

    @abstractmethod
    def _ask(self, query: Callable[[Connection], Found], nothing: Found) -> Found:
        """Give what a query finds; `nothing` where there is no record yet."""

    def deliveries(self, article_id: int | None = None) -> list[Delivery]:
        """Give the deliveries of one article, or of all, oldest first."""
        return self._ask(lambda connection: queries.deliveries(connection, article_id), [])

    def delivery(self, delivery_id: int) -> Delivery:
        """Give one alert for one recipient.

        Raises:
            NotFoundError: no such alert.
        """
        from tracker.edges.store import outbox_asking

        found = self._ask(lambda connection: outbox_asking.read_delivery(connection, delivery_id), None)
        if found is None:
            raise outbox_asking.missing(delivery_id)
        return found

    def telling(self, carrier: int) -> Telling:
        """Give what a message tells, by the delivery that carries it."""
        from tracker.edges.store import outbox_sending

        return self._ask(lambda connection: outbox_sending.telling(connection, carrier), Telling(deliveries=()))

    def mutes(self) -> tuple[Mute, ...]:
        """Give all standing mutes, those that ended by themselves too, oldest first."""
        from tracker.edges.store import outbox_asking

        return self._ask(outbox_asking.mutes, ())

    def copies(self, article_id: int) -> Mapping[int, KeptCopy]:
        """Give the copies of an article's versions in a web archive, by their numbers."""
        from tracker.edges.store import sight

        return self._ask(lambda connection: sight.copies(connection, article_id), {})
