"""What a job is given to work with: the edges behind their protocols, the settings, and a clock."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.jobs.protocols import Clock, Fetcher, Reader, Watches
from tracker.model import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything outside a job, wired once by `app`."""

    fetcher: Fetcher
    reader: Reader
    watches: Watches
    settings: Settings
    clock: Clock
