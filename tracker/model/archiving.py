"""What becomes of a page that the Wayback Machine is asked to save."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.model.moments import Timed


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveJob(Timed):
    """A page whose saving was begun.

    Attributes:
        id: the archive's own name of it; kept there for about an hour.
        begun: when we asked.
        note: the archive's words, such as that it gives a copy of some minutes ago in place of a new one.
    """

    id: str
    url: str
    begun: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved(Timed):
    """A page that was saved.

    Attributes:
        address: of the copy.
        original: of what was saved, after redirects.
        at: when it was; the archive gives an older copy where it has one of the last minutes, so compare.
    """

    address: str
    original: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """A page that is still being saved: look again after `wait`."""

    wait: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    """A page that was not saved; the job is over.

    Attributes:
        told: why, in words for people.
        for_good: beginning anew would not help.
        wait: after which it may be begun anew; None: whenever you like.
    """

    told: str
    for_good: bool = False
    wait: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSlots:
    """What an account may still save: at once, and today. None where the archive does not say."""

    available: int
    processing: int
    saved_today: int | None = None
    daily_limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCopy(Timed):
    """A version's copy in a web archive, as it was told when it was made; `at` is when we were told."""

    number: int
    told: str
    at: datetime

    @property
    def address(self) -> str:
        """Where it lies: the first word of what was told."""
        return self.told.partition(" ")[0]
