"""An article's life as it is read: its versions with their texts, and the turns at which something came or went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.model.moments import Timed
from tracker.model.record import Version
from tracker.model.story import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeVersion:
    """One version with its text.

    Attributes:
        story: None where it cannot be read: it was redacted, or does not read back; `why` says so.
        reread: the same version as the one after it is to be compared with, where its page was read anew since.
    """

    version: Version
    story: Story | None
    reread: Story | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Timed):
    """A version with which something came or went, and the two looks between which it did.

    Attributes:
        number: the version that shows it first.
        earliest: the version with which it may have happened already: versions from there on cannot be read.
        after: when the text before it was read last; None where there was none.
        by: when it was first read.
    """

    number: int
    earliest: int
    after: datetime | None
    by: datetime


def turn_to(version: Version, unread: tuple[Version, ...] = ()) -> Turn:
    """Give the turn to a version.

    Args:
        unread: versions right before it that cannot be read: what the turn brought may have come with the first.
    """
    first = unread[0] if unread else version
    return Turn(number=version.number, earliest=first.number, after=first.last_seen_old, by=version.first_seen)
