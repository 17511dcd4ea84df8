"""What became of an entry of a live blog between two stories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.model.moments import Timed


class EntryFate(StrEnum):
    """What became of an entry of a live blog."""

    KEPT = "kept"
    ADDED = "added"
    EDITED = "edited"
    MERGED = "merged"
    COME_INTO_SIGHT = "come into sight"
    OUT_OF_SIGHT = "out of sight"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDiff(Timed):
    """One entry of a live blog and what became of it.

    Attributes:
        id: the entry's own; where one was given another id, the new one.
        headline: as it stands now; where it is gone, as it stood.
        fate: DELETED only where older and newer neighbours are still shown; else what is missing is OUT_OF_SIGHT.
            MERGED went into another entry. COME_INTO_SIGHT is older than all that was shown before: no news.
        published: what the page says; None where it says nothing.
    """

    id: str
    headline: str
    fate: EntryFate
    published: datetime | None = None
