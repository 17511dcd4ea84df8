"""What is planned for a host, and how one article's life went, as it is shown to people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.model.article import Article, Host
from tracker.model.moments import Timed


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected(Timed):
    """One look that is planned: `at` is when its host will let it be made.

    Attributes:
        blind: from the last time the text was really seen, or the watch began, until then: so long a change can stay
            unseen at worst.
    """

    article: Article
    planned: datetime
    at: datetime
    blind: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class HostForecast:
    """How a host is asked, and what it is to be asked.

    Attributes:
        gap: between two requests, and `per_hour` requests at most (0: no bound).
        allowed_per_hour: what both let through together; None: no bound.
        planned_per_hour: looks an hour that its articles' plans add up to.
        looks: the next look of each of its articles, the earliest first.
    """

    host: Host
    gap: timedelta
    per_hour: int
    allowed_per_hour: float | None
    planned_per_hour: float
    looks: tuple[Expected, ...]

    @property
    def over_subscribed(self) -> bool:
        """Whether more is planned than the host allows, so that looks come later than they should."""
        return self.allowed_per_hour is not None and self.planned_per_hour > self.allowed_per_hour

    @property
    def blind(self) -> timedelta:
        """How long a change of any of its articles can stay unseen at worst."""
        return max((look.blind for look in self.looks), default=timedelta(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Course(Timed):
    """How one article's watch went, span by span: changes an hour that were expected, looks, and changes.

    Attributes:
        begin: of the first span; each is `step` long.
    """

    begin: datetime
    step: timedelta
    rates: tuple[float, ...]
    looks: tuple[int, ...]
    changes: tuple[int, ...]
