"""What a job is given to work with: the edges behind their protocols, the settings, and a clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tracker.jobs.budget import Budget
from tracker.jobs.protocols import Clock, Fetcher, Reader, Watches
from tracker.jobs.rulebook import Rulebook
from tracker.model import Settings


def _nothing(_article_id: int) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything outside a job, wired once by `app`."""

    fetcher: Fetcher
    reader: Reader
    watches: Watches
    settings: Settings
    clock: Clock
    kept: Callable[[int], None] = _nothing
    """Told of an article after a version of it is durable; it raises nothing that would hold up a look."""
    rulebook: Rulebook | None = None
    """What sites' robots.txt say; None: no site is asked for one."""
    budget: Budget = field(default_factory=Budget)
    """How many requests may be made, and how far hosts' plans are stretched."""
